import FacilityLocation

extension BenchEngine {
    /// Hands an instance to the engine this package has for the problem.
    static func solveOwn(
        _ instance: BenchInstance, _ problem: BenchProblem, _ limits: BenchLimits
    ) throws -> BenchResult {
        switch problem {
        case .pMedian, .fixedCharge:
            let general = LocationProblem(
                instance, count: problem.hasCount ? limits.count ?? instance.count : nil)
            let solution = try LocationSolver().solve(
                general,
                options: LocationSolverOptions(
                    relativeGap: limits.relativeGap, timeLimitSeconds: limits.timeLimitSeconds))
            return BenchResult(
                objective: solution.stages.first?.value,
                bound: solution.stages.first?.bound ?? -.infinity,
                status: solution.status.rawValue)
        default:
            throw BenchUsageError("--engine own does not solve --problem \(problem.rawValue)")
        }
    }
}

extension LocationProblem {
    /// The pairs listed in an instance as a general problem.
    fileprivate init(_ instance: BenchInstance, count: Int?) {
        let costs = instance.costs
        self.init(
            clientCount: costs.clientCount,
            sites: instance.openingCosts.map {
                CandidateSite(openingCost: count == nil ? $0 : 0)
            },
            options: (0..<costs.clientCount).flatMap { client in
                costs.pairs(of: client).map {
                    AllocationOption(
                        client: client, site: Int(costs.sites[$0]), cost: costs.costs[$0])
                }
            },
            openCount: count.map(OpenCount.exactly) ?? .any)
    }
}
