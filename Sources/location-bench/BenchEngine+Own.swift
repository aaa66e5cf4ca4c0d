import FacilityLocation
import MixedIntegerProgramming

extension BenchEngine {
    /// Hands an instance to the engine this package has for the problem.
    static func solveOwn(
        _ instance: BenchInstance, _ problem: BenchProblem, _ limits: BenchLimits
    ) throws -> BenchResult {
        switch problem {
        case .pMedian, .fixedCharge: try solveMedian(instance, problem, limits)
        case .capacitatedPMedian, .capacitatedSplit, .capacitatedSingleSource:
            try solveCapacitated(instance, problem, limits)
        case .pCenter, .setCovering, .maximalCovering, .setCoveringWithBackup:
            try solveCovering(instance, problem, limits)
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

    private static func solveCapacitated(
        _ instance: BenchInstance, _ problem: BenchProblem, _ limits: BenchLimits
    ) throws -> BenchResult {
        let count = problem.hasCount ? limits.count ?? instance.count : nil
        let start = ContinuousClock.now
        let progress = limits.progress
        let solution = try CapacitatedSolver().solve(
            CapacitatedProblem(
                costs: instance.costs, demands: instance.demands,
                sites: instance.capacities.indices.map { site in
                    CapacitatedSite(
                        capacity: instance.capacities[site],
                        openingCost: count == nil ? instance.openingCosts[site] : 0,
                        ownClients: problem.keepsMediansHome(instance) ? [site] : [])
                }, openCount: count.map { $0...$0 },
                sourcing: problem == .capacitatedSplit ? .split : .single),
            options: SolverOptions(
                timeLimitSeconds: limits.timeLimitSeconds, relativeGap: limits.relativeGap,
                threads: limits.threads),
            progress: progress.map { report in
                {
                    report(
                        LocationProgress(
                            stage: 0, component: 0, componentCount: 1,
                            seconds: (ContinuousClock.now - start) / .seconds(1),
                            incumbent: $0.incumbent, bound: $0.bound))
                }
            })
        return BenchResult(
            objective: solution.objective, bound: solution.bound,
            status: solution.status.rawValue, nodes: solution.nodes)
    }
}
