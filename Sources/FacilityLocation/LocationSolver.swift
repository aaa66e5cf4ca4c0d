import MixedIntegerProgramming

/// Limits and tolerances of a location solve.
///
/// A solve that ends on its gap is reproducible; one that ends on its time limit is not.
public struct LocationSolverOptions: Hashable, Sendable {
    /// The relative gap at which a stage counts as proven.
    public var relativeGap: Double
    /// The wall time for all stages together, in seconds; `.infinity` for no limit.
    public var timeLimitSeconds: Double
    /// The seed of the solver's tie-breaking.
    public var seed: Int
    /// The wall time for each of the re-solves that explain an infeasible problem, in seconds; with 0
    /// there are none, and the conflict is all rules.
    public var diagnosisTimeLimitSeconds: Double

    /// Options; by default gap 0.1 %, no time limit, 5 s per diagnostic re-solve.
    public init(
        relativeGap: Double = 1e-3, timeLimitSeconds: Double = .infinity, seed: Int = 0,
        diagnosisTimeLimitSeconds: Double = 5
    ) {
        self.relativeGap = relativeGap
        self.timeLimitSeconds = timeLimitSeconds
        self.seed = seed
        self.diagnosisTimeLimitSeconds = diagnosisTimeLimitSeconds
    }
}

/// Solves location problems exactly, by a mixed-integer solver on a strong formulation.
///
/// Parts of a problem that share nothing are solved side by side on two threads, their bounds added;
/// the result does not depend on which thread takes what. Every solution passes ``SolutionVerifier`` before it is returned.
public struct LocationSolver: Sendable {
    private let solver: any MixedIntegerSolver

    /// A solver that hands its models to `solver`.
    public init(solver: some MixedIntegerSolver) {
        self.solver = solver
    }

    /// A solver on HiGHS.
    public init() {
        self.init(solver: HiGHSSolver())
    }

    /// The model of one stage of a problem, to be written or solved elsewhere.
    ///
    /// - Parameters:
    ///   - problem: the whole problem, not split into parts.
    ///   - stage: an index into ``LocationProblem/stages``.
    ///   - values: what the earlier stages reached and the model must keep; one per earlier stage.
    /// - Throws: ``LocationError`` for a problem that makes no sense.
    public func mixedIntegerModel(
        for problem: LocationProblem, stage: Int = 0, keeping values: [Double] = []
    ) throws -> MixedIntegerModel {
        try problem.validate()
        precondition(values.count == stage, "one value for each earlier stage")
        var formulation = LocationFormulation(
            problem, distanceLimit: problem.distanceLimit(keeping: values))
        formulation.select(stage: stage, keeping: values)
        return formulation.model
    }

    /// Solves a problem, stage by stage.
    ///
    /// - Parameters:
    ///   - problem: what to solve.
    ///   - options: limits and tolerances.
    ///   - progress: called now and then, from any thread but one call at a time; answer `false` to
    ///     stop with the best solution so far.
    /// - Returns: a verified solution, or why there is none.
    /// - Throws: ``LocationError`` for a problem that makes no sense or a solution that fails its
    ///   check; ``MixedIntegerError`` from the solver.
    public func solve(
        _ problem: LocationProblem, options: LocationSolverOptions = LocationSolverOptions(),
        progress: ((LocationProgress) -> Bool)? = nil
    ) throws -> LocationSolution {
        var memory = LocationMemory()
        return try solve(problem, options: options, remembering: &memory, progress: progress)
    }

    /// Solves a problem with the help of what earlier solves found, and adds to it.
    ///
    /// Parts equal to one proven before to the gap are taken over with their bound; others start
    /// from the earlier choices and prices of their clients. The solution may differ from that of a
    /// fresh solve within the gap.
    ///
    /// - Parameters:
    ///   - problem: what to solve; its clients are numbered as in the problems remembered.
    ///   - options: limits and tolerances.
    ///   - memory: what earlier solves found.
    ///   - progress: see ``solve(_:options:progress:)``.
    /// - Throws: as ``solve(_:options:progress:)``.
    public func solve(
        _ problem: LocationProblem, options: LocationSolverOptions = LocationSolverOptions(),
        remembering memory: inout LocationMemory,
        progress: ((LocationProgress) -> Bool)? = nil
    ) throws -> LocationSolution {
        try problem.validate()
        let run = LocationRun(
            solver: solver, options: options, problem: problem, progress: progress)
        var solution = try run.solve(remembering: &memory)
        solution.diagnosis.uncoverablePoints = (problem.coverage?.points ?? []).indices.filter {
            problem.coverage?.points[$0].sites.isEmpty ?? false
        }
        let violations = SolutionVerifier(problem: problem).violations(of: solution)
        if let first = violations.first {
            throw LocationError(
                code: .verificationFailed, context: "solution",
                message: "\(first) (\(violations.count) violations in all)")
        }
        return solution
    }
}
