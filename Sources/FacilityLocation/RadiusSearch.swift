import MixedIntegerProgramming

/// Minimises the worst distance by bisection on the question whether a radius is enough.
///
/// Only distances of options can be the worst one, so the sorted distinct distances are bisected and
/// each question is a feasibility model without big numbers. Where clients are free to take the
/// nearest open site it is a covering question on sites alone, made smaller by ``CoverReduction``;
/// otherwise it is the whole model without what is farther.
///
/// Source: E. Minieka, "The m-center problem", SIAM Review 12 (1970), 138–139.
struct RadiusSearch {
    /// What is known at the end.
    struct Result {
        var choice: LocationChoice?
        /// No solution has a smaller worst distance; infinite if there is none at all.
        var bound: Double
        var isProven: Bool
        var nodes: Int
    }

    private enum Answer {
        case feasible(LocationChoice)
        case infeasible
        case unknown
    }

    let problem: LocationProblem
    let stage: Int
    /// What the earlier stages reached.
    let kept: [Double]
    let solver: any MixedIntegerSolver
    let options: SolverOptions
    let progress: ((SolverProgress) -> Bool)?
    private let start = ContinuousClock.now

    init(
        problem: LocationProblem, stage: Int, kept: [Double], solver: any MixedIntegerSolver,
        options: SolverOptions, progress: ((SolverProgress) -> Bool)?
    ) {
        self.problem = problem
        self.stage = stage
        self.kept = kept
        self.solver = solver
        self.options = options
        self.progress = progress
    }

    /// Bisects, starting below a solution if one is known.
    func run(from earlier: LocationChoice?) throws -> Result {
        let least = problem.leastRadius
        let radii = Set(problem.options.indices.map(problem.distance)).filter { $0 >= least }
            .sorted()
        let question = CoverQuestion(problem, stage: stage)
        var best: (choice: LocationChoice, radius: Double)?
        var (low, high) = (0, radii.count)
        var nodes = 0
        func improve(_ choice: LocationChoice) {
            let radius = problem.value(of: .minimiseWorstDistance, at: choice)
            guard radius < best?.radius ?? .infinity else { return }
            best = (choice, radius)
            high = radii.firstIndex { $0 >= radius } ?? radii.count
        }
        if let earlier { improve(earlier) }
        while low < high {
            if let best, best.radius - radii[low] <= options.relativeGap * abs(best.radius) {
                break
            }
            // First of all whether there is any solution.
            let middle = best == nil ? radii.count - 1 : (low + high) / 2
            let answer = try ask(
                radii[middle], question, incumbent: best?.radius, bound: radii[low], &nodes)
            switch answer {
            case .feasible(let choice): improve(choice)
            case .infeasible where best == nil:
                return Result(choice: nil, bound: .infinity, isProven: true, nodes: nodes)
            case .infeasible: low = middle + 1
            case .unknown:
                return Result(
                    choice: best?.choice, bound: radii[low], isProven: false, nodes: nodes)
            }
        }
        guard let best else {
            // There is nothing to take at all.
            return Result(choice: nil, bound: .infinity, isProven: true, nodes: nodes)
        }
        return Result(
            choice: best.choice, bound: low < high ? radii[low] : best.radius, isProven: true,
            nodes: nodes)
    }

    private func ask(
        _ radius: Double, _ question: CoverQuestion?, incumbent: Double?, bound: Double,
        _ nodes: inout Int
    ) throws -> Answer {
        var solverOptions = options
        solverOptions.timeLimitSeconds = max(
            0, options.timeLimitSeconds - (ContinuousClock.now - start) / .seconds(1))
        let report = progress.map { progress in
            { (report: SolverProgress) in
                progress(
                    SolverProgress(
                        seconds: report.seconds, incumbent: incumbent, bound: bound,
                        nodes: report.nodes))
            }
        }
        var reduced = problem
        reduced.stages = Array(problem.stages.prefix(stage))
        var formulation: LocationFormulation
        if let question {
            guard let covering = question.problem(radius: radius) else { return .infeasible }
            formulation = LocationFormulation(CoverReduction.reduced(covering))
        } else {
            formulation = LocationFormulation(reduced, distanceLimit: radius)
            formulation.keep(stages: stage, values: kept)
        }
        let answer = try solver.solve(
            formulation.model, options: solverOptions, progress: report)
        nodes += answer.nodes
        guard answer.hasIncumbent else {
            return answer.status == .infeasible ? .infeasible : .unknown
        }
        guard let question else {
            return .feasible(formulation.choice(from: answer.values, prefersNear: true))
        }
        let open = formulation.siteVariables.map { answer.values[$0.index] > 0.5 }
        return .feasible(question.choice(open: open))
    }
}

/// The question whether open sites cover all clients within a radius, for problems where that is all
/// there is to it: nobody lives at a site, allocation is free, and more open sites never hurt.
private struct CoverQuestion {
    private let problem: LocationProblem
    private let optionsOfClient: [[Int]]
    /// The sites that count and may open.
    private let countable: [Int]

    init?(_ problem: LocationProblem, stage: Int) {
        guard stage == 0, problem.allocationIsFree, problem.modules == nil,
            problem.groupRules.isEmpty, problem.coverage?.timesCovered ?? 1 == 1,
            problem.sites.allSatisfy({ $0.ownClients.isEmpty })
        else { return nil }
        let countable = problem.sites.indices.filter {
            problem.sites[$0].isCounted && problem.sites[$0].state != .fixedClosed
        }
        guard problem.openCount.bounds.lowerBound <= countable.count else { return nil }
        self.problem = problem
        self.countable = countable
        var optionsOfClient = [[Int]](repeating: [], count: problem.clientCount)
        for (index, option) in problem.options.enumerated() {
            optionsOfClient[option.client].append(index)
        }
        for client in optionsOfClient.indices {
            optionsOfClient[client].sort {
                (problem.distance(of: $0), $0) < (problem.distance(of: $1), $1)
            }
        }
        self.optionsOfClient = optionsOfClient
    }

    /// The covering problem of a radius, `nil` if a client has nothing within it.
    func problem(radius: Double) -> LocationProblem? {
        var points: [CoveragePoint] = []
        for options in optionsOfClient {
            let near = options.prefix { problem.distance(of: $0) <= radius }
            if near.isEmpty { return nil }
            if near.contains(where: { problem.options[$0].site == nil }) { continue }
            points.append(
                CoveragePoint(weight: 1, sites: near.compactMap { problem.options[$0].site }))
        }
        if let coverage = problem.coverage, coverage.coverAll { points += coverage.points }
        var covering = LocationProblem(
            clientCount: 0, sites: problem.sites, options: [],
            openCount: .atMost(problem.openCount.bounds.upperBound),
            coverage: Coverage(points: points, coverAll: true), stages: [])
        if problem.openCount.bounds.upperBound == .max { covering.openCount = .any }
        return covering
    }

    /// Everyone at the nearest open site, after opening what the count still asks for.
    func choice(open: [Bool]) -> LocationChoice {
        var isOpen = open
        var missing =
            problem.openCount.bounds.lowerBound - countable.count { isOpen[$0] }
        for site in countable where missing > 0 && !isOpen[site] {
            isOpen[site] = true
            missing -= 1
        }
        let option = optionsOfClient.map { options in
            options.first { problem.options[$0].site.map { isOpen[$0] } ?? true } ?? -1
        }
        var choice = LocationChoice(isOpen: isOpen, option: option)
        if problem.assignment == .split {
            choice.shares = [Double](repeating: 0, count: problem.options.count)
            for option in option where option >= 0 { choice.shares[option] = 1 }
        }
        return choice
    }
}
