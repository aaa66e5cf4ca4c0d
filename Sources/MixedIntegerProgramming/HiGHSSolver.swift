import CHiGHS

/// The HiGHS branch-and-cut solver behind the ``MixedIntegerSolver`` protocol.
///
/// Source: Q. Huangfu and J. A. J. Hall, "Parallelizing the dual revised simplex method",
/// Mathematical Programming Computation 10 (2018), 119–142; https://highs.dev.
public struct HiGHSSolver: MixedIntegerSolver {
    /// A solver; it holds nothing between solves.
    public init() {}

    /// The version of the library in use, such as "1.15.1".
    public static var version: String {
        Highs_version().map { String(cString: $0) } ?? "unknown"
    }

    /// Solves a model; see ``MixedIntegerSolver/solve(_:options:progress:)``.
    ///
    /// `progress` is called at most every 20 ms.
    public func solve(
        _ model: MixedIntegerModel, options: SolverOptions,
        progress: ((SolverProgress) -> Bool)?
    ) throws -> MixedIntegerSolution {
        try validate(options, for: model)
        if let solution = solveTrivially(model) { return solution }

        // The task scheduler is per thread and keeps its first size: start afresh around any run
        // that wants more than the usual one.
        if options.threads != 1 { Highs_resetGlobalScheduler(1) }
        defer { if options.threads != 1 { Highs_resetGlobalScheduler(1) } }

        let start = ContinuousClock.now
        let answer = try run(model, options: options, presolve: true, progress: progress)
        guard answer.status == .infeasible, model.hasIntegers else { return answer }
        // The presolve of HiGHS 1.14 and 1.15 calls some feasible models infeasible (ERGO-Code/HiGHS
        // issue 3090; a five-row model is in the tests): only the search itself is believed.
        var remaining = options
        remaining.timeLimitSeconds = max(
            0, options.timeLimitSeconds - (ContinuousClock.now - start) / .seconds(1))
        return try run(model, options: remaining, presolve: false, progress: progress)
    }

    private func run(
        _ model: MixedIntegerModel, options: SolverOptions, presolve: Bool,
        progress: ((SolverProgress) -> Bool)?
    ) throws -> MixedIntegerSolution {
        let highs = try HiGHSHandle()
        try configure(highs, options)
        if !presolve { try highs.set("presolve", "off") }
        try highs.pass(model)
        if let warmStart = options.warmStart {
            try highs.check(
                Highs_setSolution(highs.pointer, warmStart, nil, nil, nil), "Highs_setSolution")
        }
        let monitor = HiGHSMonitor(model: model, progress: progress)
        try withExtendedLifetime(monitor) {
            if progress != nil { try monitor.attach(to: highs) }
            try highs.check(Highs_run(highs.pointer), "Highs_run")
        }
        let status = Highs_getModelStatus(highs.pointer)
        if status == kHighsModelStatusUnboundedOrInfeasible {
            return try separateUnbounded(model, options: options)
        }
        return try solution(of: model, highs: highs, status: status, options: options)
    }

    private func validate(_ options: SolverOptions, for model: MixedIntegerModel) throws {
        func require(_ holds: Bool, _ message: String) throws {
            guard holds else { throw MixedIntegerError(code: .invalidInput, message: message) }
        }
        try require(options.timeLimitSeconds >= 0, "the time limit must be 0 or more seconds")
        try require(
            options.relativeGap >= 0 && options.absoluteGap >= 0, "a gap must be 0 or more")
        try require(options.threads >= 1, "at least one thread is needed")
        try require(options.seed >= 0 && options.seed <= Int(Int32.max), "the seed is out of range")
        if let warmStart = options.warmStart {
            try require(
                warmStart.count == model.variableCount,
                "the warm start has \(warmStart.count) values for \(model.variableCount) variables")
        }
    }

    /// The answer where no solver is needed: crossed bounds, or no variables at all.
    private func solveTrivially(_ model: MixedIntegerModel) -> MixedIntegerSolution? {
        let worst: Double = model.sense == .minimise ? .infinity : -.infinity
        for (lower, upper) in zip(model.variableLower, model.variableUpper) where lower > upper {
            return MixedIntegerSolution(status: .infeasible, bound: worst)
        }
        for row in 0..<model.rowCount where model.rowLower[row] > model.rowUpper[row] {
            return MixedIntegerSolution(status: .infeasible, bound: worst)
        }
        guard model.variableCount == 0 else { return nil }
        guard model.largestViolation(at: []) <= 1e-9 else {
            return MixedIntegerSolution(status: .infeasible, bound: worst)
        }
        return MixedIntegerSolution(
            status: .optimal, objective: model.objectiveConstant, bound: model.objectiveConstant)
    }

    private func configure(_ highs: borrowing HiGHSHandle, _ options: SolverOptions) throws {
        try highs.set("output_flag", false)
        try highs.set("threads", options.threads)
        try highs.set("parallel", options.threads > 1 ? "on" : "off")
        try highs.set("random_seed", options.seed)
        try highs.set("mip_rel_gap", options.relativeGap)
        try highs.set("mip_abs_gap", options.absoluteGap)
        try highs.set("time_limit", options.timeLimitSeconds)
    }

    /// Tells an unbounded model from an infeasible one by solving it without its objective.
    private func separateUnbounded(
        _ model: MixedIntegerModel, options: SolverOptions
    ) throws -> MixedIntegerSolution {
        var feasibility = model
        feasibility.setObjective(.minimise, LinearExpression())
        let answer = try solve(feasibility, options: options, progress: nil)
        let best: Double = model.sense == .minimise ? -.infinity : .infinity
        switch answer.status {
        case .infeasible:
            return MixedIntegerSolution(status: .infeasible, bound: -best)
        case .noIncumbent, .interrupted, .unbounded:
            return MixedIntegerSolution(status: .noIncumbent, bound: best)
        case .optimal, .feasible:
            return MixedIntegerSolution(status: .unbounded, bound: best)
        }
    }

    private func solution(
        of model: MixedIntegerModel, highs: borrowing HiGHSHandle, status: HighsInt,
        options: SolverOptions
    ) throws -> MixedIntegerSolution {
        let best: Double = model.sense == .minimise ? -.infinity : .infinity
        let isMixedInteger = model.hasIntegers
        let nodes = isMixedInteger ? max(0, try highs.int64Info("mip_node_count")) : 0
        let iterations =
            max(0, try highs.intInfo("simplex_iteration_count"))
            + max(0, try highs.intInfo("ipm_iteration_count"))
        let outcome: MixedIntegerSolution.Status
        switch status {
        case kHighsModelStatusOptimal:
            outcome = .optimal
        case kHighsModelStatusInfeasible:
            return MixedIntegerSolution(
                status: .infeasible, bound: -best, nodes: nodes, iterations: iterations)
        case kHighsModelStatusUnbounded:
            return MixedIntegerSolution(
                status: .unbounded, bound: best, nodes: nodes, iterations: iterations)
        case kHighsModelStatusTimeLimit, kHighsModelStatusIterationLimit,
            kHighsModelStatusSolutionLimit, kHighsModelStatusObjectiveBound,
            kHighsModelStatusObjectiveTarget:
            outcome = .feasible
        case kHighsModelStatusInterrupt:
            outcome = .interrupted
        default:
            throw MixedIntegerError(
                code: .solverFailed, function: "Highs_run",
                message: "ended with model status \(status) on \(model.variableCount) variables "
                    + "and \(model.rowCount) rows")
        }
        var bound = isMixedInteger ? try highs.doubleInfo("mip_dual_bound") : best
        if !bound.isFinite || abs(bound) >= Highs_getInfinity(highs.pointer) { bound = best }
        let primalStatus = try highs.intInfo("primal_solution_status")
        guard primalStatus == Int(kHighsSolutionStatusFeasible) else {
            guard outcome != .optimal else {
                throw MixedIntegerError(
                    code: .solverFailed, function: "Highs_getIntInfoValue",
                    message: "an optimal solution is reported infeasible")
            }
            return MixedIntegerSolution(
                status: outcome == .interrupted ? .interrupted : .noIncumbent, bound: bound,
                nodes: nodes, iterations: iterations)
        }
        var values = [Double](repeating: 0, count: model.variableCount)
        var rowValues = [Double](repeating: 0, count: max(1, model.rowCount))
        try highs.check(
            Highs_getSolution(highs.pointer, &values, nil, &rowValues, nil), "Highs_getSolution")
        for (column, kind) in model.variableKinds.enumerated() where kind == .integer {
            values[column] = values[column].rounded()
        }
        let objective = model.objectiveValue(at: values)
        if !isMixedInteger && outcome == .optimal { bound = objective }
        if outcome == .optimal && !bound.isFinite {
            // HiGHS 1.15.1 proves some warm starts without saying by which bound: the gap is known.
            let gap = max(options.absoluteGap, options.relativeGap * abs(objective))
            bound = model.sense == .minimise ? objective - gap : objective + gap
        }
        // A bound a rounding error beyond the objective would read as a negative gap.
        bound = model.sense == .minimise ? min(bound, objective) : max(bound, objective)
        return MixedIntegerSolution(
            status: outcome, objective: objective, bound: bound, values: values, nodes: nodes,
            iterations: iterations)
    }
}
