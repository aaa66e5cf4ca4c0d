import MixedIntegerProgramming
import Synchronization

/// One solve: its parts, shared out among threads, and how they are put together again.
struct LocationRun {
    let solver: any MixedIntegerSolver
    let options: LocationSolverOptions
    let problem: LocationProblem
    let components: [LocationComponent]
    let watch: RunWatch

    init(
        solver: any MixedIntegerSolver, options: LocationSolverOptions, problem: LocationProblem,
        progress: ((LocationProgress) -> Bool)?
    ) {
        self.solver = solver
        self.options = options
        self.problem = problem
        components = problem.components()
        watch = RunWatch(timeLimit: options.timeLimitSeconds, progress: progress)
    }

    /// Solves all parts that memory does not know and puts all of them together.
    func solve(remembering memory: inout LocationMemory) throws -> LocationSolution {
        memory.begin(problem)
        var outcomes = components.map {
            memory.outcome(of: $0.problem, relativeGap: options.relativeGap)
        }
        // Small parts first: what they leave of their share goes to the large ones.
        let order = components.indices.filter { outcomes[$0] == nil }.sorted {
            (components[$0].options.count, $0) < (components[$1].options.count, $1)
        }
        let starts = Dictionary(
            uniqueKeysWithValues: order.map { ($0, memory.start(for: components[$0], in: problem)) }
        )
        if let infeasible = try solve(order, starts, &outcomes) {
            return try explainInfeasible(infeasible)
        }
        try improve(&outcomes, order: order)
        for part in order {
            guard let outcome = outcomes[part] else { continue }
            memory.keep(
                outcome, of: components[part], in: problem, relativeGap: options.relativeGap)
        }
        return combine(outcomes.compactMap { $0 })
    }

    /// Solves parts side by side; one that outweighs all others comes last, with all threads inside.
    ///
    /// - Returns: the first infeasible part of the order, if there is one.
    private func solve(
        _ order: [Int], _ starts: [Int: LocationMemory.Start?], _ outcomes: inout [PartOutcome?]
    ) throws -> Int? {
        var shares = order.map(share)
        let all = shares.reduce(0, +)
        let isAlone = shares.last.map { $0 > all / 2 } ?? false
        // The work from a part on.
        for position in shares.indices.dropLast().reversed() {
            shares[position] += shares[position + 1]
        }
        let firstInfeasible = Mutex(Int.max)
        func solve(_ position: Int, workers: Int, abreast: Int) -> Result<PartOutcome, any Error>? {
            guard firstInfeasible.withLock({ $0 > position }) else { return nil }
            let part = order[position]
            let left = watch.remainingSeconds
            let due = left * share(of: part) / shares[position] * Double(abreast)
            let result = Result {
                try partSolver(part, workers: workers).solve(
                    timeLimit: min(left, max(1, due)), from: nil, start: starts[part] ?? nil)
            }
            if case .success(let outcome) = result, outcome.status == .infeasible {
                firstInfeasible.withLock { $0 = min($0, position) }
            }
            return result
        }
        let small = isAlone ? order.count - 1 : order.count
        var results = Workers.map(small, workers: Workers.count) {
            solve($0, workers: 1, abreast: min(Workers.count, small))
        }
        if isAlone { results.append(solve(small, workers: Workers.count, abreast: 1)) }
        for (position, result) in results.enumerated() {
            outcomes[order[position]] = try result?.get()
        }
        let infeasible = firstInfeasible.withLock { $0 }
        return order.indices.contains(infeasible) ? order[infeasible] : nil
    }

    private func partSolver(_ part: Int, workers: Int) -> PartSolver {
        PartSolver(
            component: components[part], part: part, partCount: components.count, solver: solver,
            options: options, watch: watch, workers: workers)
    }

    /// How much of the time a part is worth; solving grows faster than size.
    private func share(of part: Int) -> Double {
        let size = Double(components[part].options.count + components[part].sites.count + 1)
        return size * size
    }

    /// Spends time left over on the parts that are not proven yet.
    private func improve(_ outcomes: inout [PartOutcome?], order: [Int]) throws {
        guard components.count > 1 else { return }
        let open = order.filter { outcomes[$0]?.status == .feasible }
        for (position, part) in open.enumerated() {
            guard !watch.wasInterrupted, watch.remainingSeconds > 1 else { return }
            let limit = watch.remainingSeconds / Double(open.count - position)
            let again = try partSolver(part, workers: Workers.count).solve(
                timeLimit: limit, from: outcomes[part], start: nil)
            func gaps(_ outcome: PartOutcome?) -> [Double] {
                outcome?.stages.map(\.relativeGap) ?? [.infinity]
            }
            if again.choice != nil,
                gaps(again).lexicographicallyPrecedes(gaps(outcomes[part]))
            {
                outcomes[part] = again
            }
        }
    }

    private func explainInfeasible(_ part: Int) throws -> LocationSolution {
        let finder = ConflictFinder(
            problem: components[part].problem, solver: solver,
            options: SolverOptions(
                timeLimitSeconds: options.diagnosisTimeLimitSeconds, seed: options.seed),
            progress: partSolver(part, workers: 1).reporter(0))
        var diagnosis = try finder.diagnosis()
        diagnosis.conflictingRules = diagnosis.conflictingRules.map {
            $0.renumbered(from: components[part])
        }
        problem.addCauses(to: &diagnosis)
        return LocationSolution(
            status: .infeasible, diagnosis: diagnosis, wasInterrupted: watch.wasInterrupted,
            componentCount: components.count)
    }

    /// The whole from its parts: values are recomputed, bounds and nodes added up.
    private func combine(_ outcomes: [PartOutcome]) -> LocationSolution {
        var choice = LocationChoice(
            isOpen: [Bool](repeating: false, count: problem.sites.count),
            option: [Int](repeating: -1, count: problem.clientCount))
        if problem.assignment == .split {
            choice.shares = [Double](repeating: 0, count: problem.options.count)
        }
        for (component, outcome) in zip(components, outcomes) {
            guard let part = outcome.choice else {
                return LocationSolution(
                    status: .noIncumbent, wasInterrupted: watch.wasInterrupted,
                    componentCount: components.count)
            }
            for (local, site) in component.sites.enumerated() {
                choice.isOpen[site] = part.isOpen[local]
            }
            for (local, client) in component.clients.enumerated() {
                choice.option[client] = component.options[part.option[local]]
            }
            for (option, share) in zip(component.options, part.shares) {
                choice.shares[option] = share
            }
        }
        let stages = problem.stages.enumerated().map { stage, objective in
            StageResult(
                objective, value: problem.value(of: objective, at: choice),
                bound: outcomes.reduce(0) { $0 + $1.stages[stage].bound },
                nodes: outcomes.reduce(0) { $0 + $1.stages[stage].nodes })
        }
        let usage = ModuleUsage(of: choice, in: problem)
        let isProven =
            stages.allSatisfy {
                // Where demand is split, later stages use up what they may worsen.
                let tolerance =
                    problem.assignment == .split ? $0.objective.keepingTolerance(for: $0.value) : 0
                return $0.relativeGap <= options.relativeGap + 1e-9
                    || abs($0.value - $0.bound) <= max(1e-6, 1.01 * tolerance)
            } && !(problem.stages.isEmpty && outcomes.contains { $0.status != .optimal })
        return LocationSolution(
            status: isProven ? .optimal : .feasible, stages: stages,
            openSites: choice.isOpen.indices.filter { choice.isOpen[$0] },
            chosenOption: choice.option, shares: choice.shares, modulesOpened: usage.opened,
            extraModules: usage.extra,
            coveredPoints: (problem.coverage?.points ?? []).enumerated().filter { _, point in
                problem.cover(of: point, at: choice) > 1 - 1e-5
            }.map(\.offset),
            wasInterrupted: watch.wasInterrupted, componentCount: components.count)
    }
}

extension LocationRule {
    /// The rule in the numbers of the whole problem.
    func renumbered(from part: LocationComponent) -> LocationRule {
        switch self {
        case .openCount, .coverAll, .nearest: self
        case .group(let index, let name): .group(index: part.groupRules[index], name: name)
        case .fixedOpen(let site): .fixedOpen(site: part.sites[site])
        case .fixedClosed(let site): .fixedClosed(site: part.sites[site])
        case .moduleLimit(let site): .moduleLimit(site: part.sites[site])
        case .capacity(let site): .capacity(site: part.sites[site])
        case .minimumLoad(let site): .minimumLoad(site: part.sites[site])
        case .client(let client): .client(part.clients[client])
        }
    }
}
