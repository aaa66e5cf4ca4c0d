import FacilityLocation

extension BenchEngine {
    /// Hands an instance to the engine this package has for the problem.
    static func solveOwn(
        _ instance: BenchInstance, _ problem: BenchProblem, _ limits: BenchLimits
    ) throws -> BenchResult {
        switch problem {
        case .pMedian, .fixedCharge: try solveMedian(instance, problem, limits)
        default:
            throw BenchUsageError("--engine own does not solve --problem \(problem.rawValue)")
        }
    }

    private static func solveMedian(
        _ instance: BenchInstance, _ problem: BenchProblem, _ limits: BenchLimits
    ) throws -> BenchResult {
        let count = problem.hasCount ? limits.count ?? instance.count : nil
        let solution = try MedianSolver().solve(
            MedianProblem(
                costs: instance.costs, openingCosts: count == nil ? instance.openingCosts : nil,
                openCount: count.map(OpenCount.exactly) ?? .any),
            options: MedianOptions(
                relativeGap: limits.relativeGap, timeLimitSeconds: limits.timeLimitSeconds,
                threads: limits.threads),
            progress: limits.progress)
        return BenchResult(
            objective: solution.isFeasible ? solution.value : nil, bound: solution.bound,
            status: solution.status.rawValue, nodes: solution.nodes)
    }
}
