import MixedIntegerProgramming

/// Solves p-median and uncapacitated fixed-charge problems, with a bound.
///
/// A Lagrangian bound climbs by the volume algorithm while a swap search improves solutions beside
/// it; sites and pairs that the gap between the two rules out are dropped; what is left is
/// branched on. Every solution passes ``MedianVerifier`` before it is returned.
public struct MedianSolver: Sendable {
    private let solver: any MixedIntegerSolver

    /// A solver that hands what is left after fixing to `solver`; HiGHS if left out.
    public init(solver: some MixedIntegerSolver = HiGHSSolver()) { self.solver = solver }

    /// Solves a problem.
    ///
    /// - Parameters:
    ///   - problem: what to solve.
    ///   - options: limits and tolerances.
    ///   - start: an earlier solution to begin with.
    ///   - progress: called now and then with the best value and bound, from any thread but one call
    ///     at a time; answer `false` to stop with the best solution so far.
    /// - Throws: ``LocationError`` for a problem that makes no sense or a solution that fails its check.
    public func solve(
        _ problem: MedianProblem, options: MedianOptions = MedianOptions(),
        start: MedianStart? = nil, progress: ((LocationProgress) -> Bool)? = nil
    ) throws -> MedianSolution {
        try problem.validate()
        guard problem.isCountPossible else { return MedianSolution(status: .infeasible) }
        if (0..<problem.clientCount).contains(where: { client in
            problem.costs.omittedCosts[client] == .infinity
                && problem.costs.pairs(of: client).allSatisfy {
                    problem.states[Int(problem.costs.sites[$0])] == .fixedClosed
                }
        }) {
            return MedianSolution(status: .infeasible)
        }
        let watch = RunWatch(timeLimit: options.timeLimitSeconds, progress: progress)
        var run = MedianRun(problem, options: options, start: start, solver: solver, watch: watch)
        try run.run()
        return try verified(run, problem)
    }

    private func verified(_ run: MedianRun, _ problem: MedianProblem) throws -> MedianSolution {
        var solution = MedianSolution(
            status: .noIncumbent, bound: run.bound, prices: run.certificate.prices,
            relaxationBound: run.certificate.bound, nodes: run.nodes,
            wasInterrupted: run.watch.wasInterrupted)
        guard let incumbent = run.incumbent else {
            if run.bound == .infinity { solution.status = .infeasible }
            return solution
        }
        solution.value = incumbent.value
        solution.openSites = incumbent.sites
        solution.allocation = problem.allocation(openSites: incumbent.sites)
        solution.bound =
            run.isIntegral ? (run.bound - 5e-7 - 5e-13 * abs(run.bound)).rounded(.up) : run.bound
        solution.bound = min(solution.bound, incumbent.value)
        solution.status = run.isProven ? .optimal : .feasible
        let violations = MedianVerifier(problem: problem).violations(of: solution)
        if let first = violations.first {
            throw LocationError(
                code: .verificationFailed, context: "solution",
                message: "\(first) (\(violations.count) violations in all)")
        }
        return solution
    }
}

extension MedianProblem {
    /// The cheapest open site of every client.
    ///
    /// - Precondition: every client has one.
    fileprivate func allocation(openSites: [Int]) -> [Int] {
        var isOpen = [Bool](repeating: false, count: siteCount)
        for site in openSites { isOpen[site] = true }
        return (0..<clientCount).map { client in
            for pair in costs.pairs(of: client) where isOpen[Int(costs.sites[pair])] {
                return Int(costs.sites[pair])
            }
            preconditionFailure("every client has an open site")
        }
    }
}
