import MixedIntegerProgramming

/// What is known about one part.
struct PartOutcome: Sendable {
    var status: LocationSolution.Status
    var choice: LocationChoice?
    var stages: [StageResult] = []
    /// The client prices of the best Lagrangian bound; empty where none was sought.
    var prices: [Double] = []
    /// What is known of each site at these prices; empty where none was sought.
    var sites: [SiteRecord?] = []
}

/// Solves the stages of one part of a problem.
struct PartSolver {
    let component: LocationComponent
    let part: Int
    let partCount: Int
    let solver: any MixedIntegerSolver
    let options: LocationSolverOptions
    let watch: RunWatch
    /// How many threads it may use.
    let workers: Int

    private var problem: LocationProblem { component.problem }

    /// Solves all stages within a time limit, in seconds.
    func solve(
        timeLimit: Double, from earlier: PartOutcome?, start: LocationMemory.Start?
    ) throws -> PartOutcome {
        let deadline = watch.elapsedSeconds + timeLimit
        var outcome = PartOutcome(
            status: .optimal, choice: earlier?.choice, prices: earlier?.prices ?? [],
            sites: earlier?.sites ?? [])
        // Without objectives one pass still has to find a feasible solution.
        let stageCount = max(1, problem.stages.count)
        for stage in 0..<stageCount {
            let begun = watch.elapsedSeconds
            let left = max(0, deadline - begun)
            let isLast = stage == stageCount - 1
            var solverOptions = SolverOptions(
                timeLimitSeconds: isLast ? left : 0.7 * left, relativeGap: options.relativeGap,
                seed: options.seed)
            if try solveAsMedian(
                stage, timeLimit: solverOptions.timeLimitSeconds, start, &outcome)
            {
                continue
            }
            if try solveAsCapacitated(
                stage, timeLimit: solverOptions.timeLimitSeconds, start, &outcome)
            {
                continue
            }
            if try solveByPatterns(stage, solverOptions, start, &outcome) { continue }
            solverOptions.timeLimitSeconds = max(
                0, solverOptions.timeLimitSeconds - (watch.elapsedSeconds - begun))
            let isRadius =
                problem.stages.indices.contains(stage)
                && problem.stages[stage] == .minimiseWorstDistance && problem.clientCount > 0
            let goesOn =
                isRadius
                ? try solveByRadius(stage, solverOptions, &outcome)
                : try solveAsModel(stage, solverOptions, &outcome)
            guard goesOn else { return outcome }
        }
        return outcome
    }

    /// Solves a stage by the general model; `false` if there is no solution to go on with.
    private func solveAsModel(
        _ stage: Int, _ solverOptions: SolverOptions, _ outcome: inout PartOutcome
    ) throws -> Bool {
        // What only later stages pay for is left out.
        var reduced = problem
        reduced.stages = Array(problem.stages.prefix(stage + 1))
        let values = outcome.stages.map(\.value)
        var formulation = LocationFormulation(
            CoverReduction.reduced(reduced),
            distanceLimit: reduced.distanceLimit(keeping: values))
        formulation.select(stage: stage, keeping: values)
        var solverOptions = solverOptions
        solverOptions.warmStart = outcome.choice.map(formulation.values(at:))
        let answer = try solver.solve(
            formulation.model, options: solverOptions, progress: reporter(stage))
        guard answer.hasIncumbent else {
            guard let choice = outcome.choice else {
                outcome.status = answer.status == .infeasible ? .infeasible : .noIncumbent
                return false
            }
            // Out of time at once: the warm start is still a solution, with nothing proven.
            outcome.status = .feasible
            record(stage, choice, bound: answer.bound, nodes: answer.nodes, &outcome)
            return true
        }
        let choice = formulation.choice(from: answer.values)
        outcome.choice = choice
        if answer.status != .optimal { outcome.status = .feasible }
        record(stage, choice, bound: answer.bound, nodes: answer.nodes, &outcome)
        return true
    }

    /// Solves a stage that minimises cost by patterns; `false` if that is not possible.
    private func solveByPatterns(
        _ stage: Int, _ solverOptions: SolverOptions, _ start: LocationMemory.Start?,
        _ outcome: inout PartOutcome
    ) throws -> Bool {
        guard problem.stages.indices.contains(stage), problem.stages[stage] == .minimiseCost,
            problem.clientCount > 0, problem.suitsPatterns,
            let tightened = problem.keeping(outcome.stages)
        else { return false }
        let search = PatternSearch(
            problem: tightened, solver: solver, options: solverOptions, workers: workers,
            elapsed: { watch.elapsedSeconds },
            progress: { report, isThrottled in
                watch.report(isThrottled: isThrottled) { progress(stage, report, seconds: $0) }
            }, poll: { watch.poll() })
        let found = try search.run(
            from: outcome.choice,
            remembered: start
                ?? LocationMemory.Start(
                    options: [], prices: outcome.prices.map(Optional.some),
                    sites: outcome.sites))
        guard let found else { return false }
        outcome.choice = found.choice
        outcome.prices = found.prices
        outcome.sites = found.sites
        record(stage, found.choice, bound: found.bound, nodes: found.nodes, &outcome)
        if stage == 0, let known = start?.bound, known > found.bound {
            outcome.stages[0] = StageResult(
                .minimiseCost, value: outcome.stages[0].value, bound: known, nodes: found.nodes)
        }
        if outcome.stages[stage].relativeGap > options.relativeGap + 1e-9
            && outcome.stages[stage].value - outcome.stages[stage].bound > 1e-6
        {
            outcome.status = .feasible
        }
        return true
    }

    /// Minimises the worst distance by bisection; `false` if there is no solution to go on with.
    private func solveByRadius(
        _ stage: Int, _ solverOptions: SolverOptions, _ outcome: inout PartOutcome
    ) throws -> Bool {
        let search = RadiusSearch(
            problem: problem, stage: stage, kept: outcome.stages.map(\.value), solver: solver,
            options: solverOptions, progress: reporter(stage))
        let found = try search.run(from: outcome.choice)
        guard let choice = found.choice else {
            outcome.status = found.bound == .infinity ? .infeasible : .noIncumbent
            return false
        }
        outcome.choice = choice
        record(stage, choice, bound: found.bound, nodes: found.nodes, &outcome)
        if !found.isProven { outcome.status = .feasible }
        return true
    }

    private func record(
        _ stage: Int, _ choice: LocationChoice, bound: Double, nodes: Int,
        _ outcome: inout PartOutcome
    ) {
        guard problem.stages.indices.contains(stage) else { return }
        let objective = problem.stages[stage]
        outcome.stages.append(
            StageResult(
                objective, value: problem.value(of: objective, at: choice), bound: bound,
                nodes: nodes))
    }

    /// Turns the solver's progress into that of the location problem.
    func reporter(_ stage: Int) -> ((SolverProgress) -> Bool)? {
        guard watch.isWatched else { return nil }
        return { report in
            watch.report(isThrottled: false) { progress(stage, report, seconds: $0) }
        }
    }

    private func progress(
        _ stage: Int, _ report: SolverProgress, seconds: Double
    ) -> LocationProgress {
        LocationProgress(
            stage: stage, component: part, componentCount: partCount, seconds: seconds,
            incumbent: report.incumbent, bound: report.bound)
    }
}

extension StageResult {
    /// A stage result whose bound is rounded where only whole values exist and never lies beyond
    /// the value.
    init(_ objective: LocationObjective, value: Double, bound: Double, nodes: Int) {
        var bound = bound
        if objective == .minimiseOpenSites && bound.isFinite {
            bound = (bound - 1e-6).rounded(.up)
        }
        bound = objective.isMaximised ? max(bound, value) : min(bound, value)
        self.init(
            objective: objective, value: value, bound: bound,
            relativeGap: MixedIntegerSolution.relativeGap(objective: value, bound: bound),
            nodes: nodes)
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
            case .minimiseCost, .maximiseBackupWeight, .minimiseWorstDistance:
                return nil
            }
        }
        return problem
    }
}
