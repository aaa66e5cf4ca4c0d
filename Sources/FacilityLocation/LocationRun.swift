import MixedIntegerProgramming

/// One solve in progress: its clock, its parts and whether it was stopped.
final class LocationRun {
    /// What is known about one part.
    struct Outcome {
        var status: LocationSolution.Status
        var choice: LocationChoice?
        var stages: [StageResult] = []
    }

    private let solver: any MixedIntegerSolver
    private let options: LocationSolverOptions
    private let components: [LocationComponent]
    private let progress: ((LocationProgress) -> Bool)?
    private let start = ContinuousClock.now
    private var wasInterrupted = false

    init(
        solver: any MixedIntegerSolver, options: LocationSolverOptions,
        components: [LocationComponent], progress: ((LocationProgress) -> Bool)?
    ) {
        self.solver = solver
        self.options = options
        self.components = components
        self.progress = progress
    }

    private var elapsedSeconds: Double { (ContinuousClock.now - start) / .seconds(1) }
    private var remainingSeconds: Double { max(0, options.timeLimitSeconds - elapsedSeconds) }

    /// Solves all parts and puts them together again.
    func solve(_ problem: LocationProblem) throws -> LocationSolution {
        var outcomes = [Outcome?](repeating: nil, count: components.count)
        // Small parts first: what they leave of their share goes to the large ones.
        let order = components.indices.sorted {
            (components[$0].options.count, $0) < (components[$1].options.count, $1)
        }
        var work = order.reduce(0.0) { $0 + share(of: $1) }
        for part in order {
            let outcome = try solve(
                part,
                timeLimit: min(
                    remainingSeconds, max(1, remainingSeconds * share(of: part) / work)),
                from: nil)
            work -= share(of: part)
            if outcome.status == .infeasible { return try explainInfeasible(part) }
            outcomes[part] = outcome
        }
        try improve(&outcomes, order: order)
        return combine(problem, outcomes.compactMap { $0 })
    }

    /// How much of the time a part is worth; solving grows faster than size.
    private func share(of part: Int) -> Double {
        let size = Double(components[part].options.count + components[part].sites.count + 1)
        return size * size
    }

    /// Spends time left over on the parts that are not proven yet.
    private func improve(_ outcomes: inout [Outcome?], order: [Int]) throws {
        guard components.count > 1 else { return }
        let open = order.filter { outcomes[$0]?.status == .feasible }
        for (position, part) in open.enumerated() {
            guard !wasInterrupted, remainingSeconds > 1 else { return }
            let limit = remainingSeconds / Double(open.count - position)
            let again = try solve(part, timeLimit: limit, from: outcomes[part]?.choice)
            func gaps(_ outcome: Outcome?) -> [Double] {
                outcome?.stages.map(\.relativeGap) ?? [.infinity]
            }
            if again.choice != nil,
                gaps(again).lexicographicallyPrecedes(gaps(outcomes[part]))
            {
                outcomes[part] = again
            }
        }
    }

    /// Solves the stages of one part.
    private func solve(
        _ part: Int, timeLimit: Double, from startChoice: LocationChoice?
    ) throws -> Outcome {
        let problem = components[part].problem
        let deadline = elapsedSeconds + timeLimit
        let base = LocationFormulation(problem)
        var outcome = Outcome(status: .optimal, choice: startChoice)
        // Without objectives one pass still has to find a feasible solution.
        let stageCount = max(1, problem.stages.count)
        for stage in 0..<stageCount {
            var formulation = base
            formulation.select(stage: stage, keeping: outcome.stages.map(\.value))
            let begun = elapsedSeconds
            let left = max(0, deadline - begun)
            let isLast = stage == stageCount - 1
            var solverOptions = SolverOptions(
                timeLimitSeconds: isLast ? left : 0.7 * left, relativeGap: options.relativeGap,
                seed: options.seed)
            if try solveByPatterns(problem, stage, solverOptions, part, &outcome) { continue }
            solverOptions.timeLimitSeconds = max(
                0, solverOptions.timeLimitSeconds - (elapsedSeconds - begun))
            solverOptions.warmStart = outcome.choice.map(formulation.values(at:))
            let answer = try solver.solve(
                formulation.model, options: solverOptions, progress: watch(part, stage))
            if answer.status == .interrupted { wasInterrupted = true }
            guard answer.hasIncumbent else {
                guard let choice = outcome.choice else {
                    outcome.status = answer.status == .infeasible ? .infeasible : .noIncumbent
                    return outcome
                }
                // Out of time at once: the warm start is still a solution, with nothing proven.
                outcome.status = .feasible
                record(problem, stage, choice, bound: answer.bound, nodes: answer.nodes, &outcome)
                continue
            }
            let choice = formulation.choice(from: answer.values)
            outcome.choice = choice
            if answer.status != .optimal { outcome.status = .feasible }
            record(problem, stage, choice, bound: answer.bound, nodes: answer.nodes, &outcome)
        }
        return outcome
    }

    /// Solves a stage that minimises cost by patterns; `false` if that is not possible.
    private func solveByPatterns(
        _ problem: LocationProblem, _ stage: Int, _ solverOptions: SolverOptions, _ part: Int,
        _ outcome: inout Outcome
    ) throws -> Bool {
        guard problem.stages.indices.contains(stage), problem.stages[stage] == .minimiseCost,
            problem.clientCount > 0, let tightened = problem.keeping(outcome.stages)
        else { return false }
        let search = PatternSearch(
            problem: tightened, solver: solver, options: solverOptions,
            elapsed: { [self] in elapsedSeconds },
            progress: watch(part, stage).map { watch in
                { [self] report in
                    let goesOn = watch(report)
                    if !goesOn { wasInterrupted = true }
                    return goesOn
                }
            })
        guard let found = try search.run(from: outcome.choice) else { return false }
        outcome.choice = found.choice
        record(problem, stage, found.choice, bound: found.bound, nodes: found.nodes, &outcome)
        if outcome.stages[stage].relativeGap > options.relativeGap + 1e-9
            && found.value - found.bound > 1e-6
        {
            outcome.status = .feasible
        }
        return true
    }

    private func record(
        _ problem: LocationProblem, _ stage: Int, _ choice: LocationChoice, bound: Double,
        nodes: Int, _ outcome: inout Outcome
    ) {
        guard problem.stages.indices.contains(stage) else { return }
        let objective = problem.stages[stage]
        outcome.stages.append(
            Self.result(
                objective, value: problem.value(of: objective, at: choice), bound: bound,
                nodes: nodes))
    }

    /// A stage result whose bound is rounded where only whole values exist and never lies beyond
    /// the value.
    private static func result(
        _ objective: LocationObjective, value: Double, bound: Double, nodes: Int
    ) -> StageResult {
        var bound = bound
        if objective == .minimiseOpenSites && bound.isFinite {
            bound = (bound - 1e-6).rounded(.up)
        }
        bound = objective.isMaximised ? max(bound, value) : min(bound, value)
        return StageResult(
            objective: objective, value: value, bound: bound,
            relativeGap: MixedIntegerSolution.relativeGap(objective: value, bound: bound),
            nodes: nodes)
    }

    /// Turns the solver's progress into that of the location problem.
    private func watch(_ part: Int, _ stage: Int) -> ((SolverProgress) -> Bool)? {
        guard let progress else { return nil }
        return { [self] report in
            if wasInterrupted { return false }
            return progress(
                LocationProgress(
                    stage: stage, component: part, componentCount: components.count,
                    seconds: elapsedSeconds, incumbent: report.incumbent, bound: report.bound))
        }
    }

    private func explainInfeasible(_ part: Int) throws -> LocationSolution {
        let finder = ConflictFinder(
            problem: components[part].problem, solver: solver,
            options: SolverOptions(
                timeLimitSeconds: options.diagnosisTimeLimitSeconds, seed: options.seed),
            progress: watch(part, 0))
        var diagnosis = try finder.diagnosis()
        diagnosis.conflictingRules = diagnosis.conflictingRules.map {
            $0.renumbered(from: components[part])
        }
        return LocationSolution(
            status: .infeasible, diagnosis: diagnosis, wasInterrupted: wasInterrupted,
            componentCount: components.count)
    }

    /// The whole from its parts: values are recomputed, bounds and nodes added up.
    private func combine(_ problem: LocationProblem, _ outcomes: [Outcome]) -> LocationSolution {
        var choice = LocationChoice(
            isOpen: [Bool](repeating: false, count: problem.sites.count),
            option: [Int](repeating: -1, count: problem.clientCount))
        for (component, outcome) in zip(components, outcomes) {
            guard let part = outcome.choice else {
                return LocationSolution(
                    status: .noIncumbent, wasInterrupted: wasInterrupted,
                    componentCount: components.count)
            }
            for (local, site) in component.sites.enumerated() {
                choice.isOpen[site] = part.isOpen[local]
            }
            for (local, client) in component.clients.enumerated() {
                choice.option[client] = component.options[part.option[local]]
            }
        }
        let stages = problem.stages.enumerated().map { stage, objective in
            Self.result(
                objective, value: problem.value(of: objective, at: choice),
                bound: outcomes.reduce(0) { $0 + $1.stages[stage].bound },
                nodes: outcomes.reduce(0) { $0 + $1.stages[stage].nodes })
        }
        let usage = ModuleUsage(of: choice, in: problem)
        let isProven =
            stages.allSatisfy {
                $0.relativeGap <= options.relativeGap + 1e-9 || abs($0.value - $0.bound) <= 1e-6
            } && !(problem.stages.isEmpty && outcomes.contains { $0.status != .optimal })
        return LocationSolution(
            status: isProven ? .optimal : .feasible, stages: stages,
            openSites: choice.isOpen.indices.filter { choice.isOpen[$0] },
            chosenOption: choice.option, modulesOpened: usage.opened, extraModules: usage.extra,
            coveredPoints: (problem.coverage?.points ?? []).enumerated().filter { _, point in
                point.sites.contains { choice.isOpen[$0] }
            }.map(\.offset),
            wasInterrupted: wasInterrupted, componentCount: components.count)
    }
}

extension LocationProblem {
    /// The problem with what earlier stages reached as rules of its own, where rules can say it.
    fileprivate func keeping(_ stages: [StageResult]) -> LocationProblem? {
        var problem = self
        for stage in stages {
            switch stage.objective {
            case .minimiseOpenSites:
                let bounds = problem.openCount.bounds
                let most = min(bounds.upperBound, Int(stage.value))
                problem.openCount = .range(min(bounds.lowerBound, most)...most)
            case .maximiseCoveredWeight:
                // Only where everything coverable is covered: then it must stay so.
                let points = coverage?.points ?? []
                let coverable = points.filter { $0.weight > 0 && !$0.sites.isEmpty }
                let all = coverable.reduce(0) { $0 + $1.weight }
                guard stage.value >= all - 1e-9 * max(1, all) else { return nil }
                problem.coverage = Coverage(
                    points: coverage?.coverAll ?? false ? points : coverable, coverAll: true)
            case .minimiseCost:
                return nil
            }
        }
        return problem
    }
}

extension LocationRule {
    /// The rule in the numbers of the whole problem.
    func renumbered(from part: LocationComponent) -> LocationRule {
        switch self {
        case .openCount, .coverAll: self
        case .group(let index, let name): .group(index: part.groupRules[index], name: name)
        case .fixedOpen(let site): .fixedOpen(site: part.sites[site])
        case .fixedClosed(let site): .fixedClosed(site: part.sites[site])
        case .moduleLimit(let site): .moduleLimit(site: part.sites[site])
        case .client(let client): .client(part.clients[client])
        }
    }
}
