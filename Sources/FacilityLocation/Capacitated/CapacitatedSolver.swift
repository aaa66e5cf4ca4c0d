import MixedIntegerProgramming

/// Solves capacitated location problems: bound, good solutions, proof.
///
/// Prices from the Lagrangian relaxation guide repair and local search; windows of a few sites are
/// solved exactly; sites and pairs that cannot improve the solution are dropped, and what is left goes
/// to a mixed-integer solver. Stopped early, it returns the best solution and bound so far.
public struct CapacitatedSolver: Sendable {
    private let solver: any MixedIntegerSolver

    /// An engine on top of a mixed-integer solver.
    public init(solver: any MixedIntegerSolver = HiGHSSolver()) {
        self.solver = solver
    }

    /// Solves a problem.
    ///
    /// - Parameters:
    ///   - options: limits; `threads` is how many work at a time and does not change the result,
    ///     `warmStart` and `nodeLimit` are not used.
    ///   - start: a site for each client to start from, −1 for none; need not be feasible.
    ///   - progress: called at most every 20 ms; `false` stops the solve.
    /// - Throws: ``LocationError`` for a problem that makes no sense or an answer that fails its
    ///   check, `MixedIntegerError` if the solver breaks down.
    public func solve(
        _ problem: CapacitatedProblem,
        options: SolverOptions = SolverOptions(relativeGap: 0, threads: 2),
        startingAt start: [Int]? = nil, progress: ((SolverProgress) -> Bool)? = nil
    ) throws -> CapacitatedSolution {
        try problem.validate()
        guard start.map({ $0.count == problem.clientCount }) ?? true else {
            throw LocationError(
                code: .invalidProblem, context: "startingAt", message: "one site per client")
        }
        let network = CapacitatedNetwork(problem)
        let deficits = CapacityDiagnosis(network: network).deficits()
        guard deficits.isEmpty else {
            return CapacitatedSolution(status: .infeasible, bound: .infinity, deficits: deficits)
        }
        let watch = CapacitatedWatch(
            timeLimit: options.timeLimitSeconds, progress: progress)
        let run = CapacitatedRun(network, solver: solver, options: options, watch: watch)
        return try run.solve(start: start)
    }
}
