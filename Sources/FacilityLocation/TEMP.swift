extension LocationSolver {
    public func solve(_ problem: LocationProblem, options: LocationSolverOptions, remembering memory: inout LocationMemory, progress: ((LocationProgress) -> Bool)? = nil) throws -> LocationSolution { try solve(problem, options: options, progress: progress) }
}
