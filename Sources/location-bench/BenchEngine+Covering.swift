import FacilityLocation
import MixedIntegerProgramming

extension BenchEngine {
    /// Hands a covering or center problem to the general location solver.
    ///
    /// The figures are those of the last stage: backup weight for `lscp-b`. Omitted pairs cover nobody.
    static func solveCovering(
        _ instance: BenchInstance, _ problem: BenchProblem, _ limits: BenchLimits
    ) throws -> BenchResult {
        let solution = try LocationSolver().solve(
            coveringProblem(instance, problem, limits),
            options: LocationSolverOptions(
                relativeGap: limits.relativeGap, timeLimitSeconds: limits.timeLimitSeconds),
            progress: limits.progress)
        let last = solution.isFeasible ? solution.stages.last : nil
        return BenchResult(
            objective: last?.value, bound: last?.bound ?? .nan, status: solution.status.rawValue,
            nodes: solution.stages.map(\.nodes).reduce(0, +))
    }

    /// The covering or center problem an instance and its limits describe.
    static func coveringProblem(
        _ instance: BenchInstance, _ problem: BenchProblem, _ limits: BenchLimits
    ) throws -> LocationProblem {
        let pairs = instance.distances
        let count = limits.count ?? instance.count ?? 0
        if problem == .pCenter {
            let options = (0..<pairs.clientCount).flatMap { client in
                pairs.pairs(of: client).map {
                    AllocationOption(
                        client: client, site: Int(pairs.sites[$0]), cost: pairs.costs[$0])
                }
            }
            return LocationProblem(
                clientCount: pairs.clientCount,
                sites: [CandidateSite](repeating: CandidateSite(), count: pairs.siteCount),
                options: options, openCount: .exactly(count), stages: [.minimiseWorstDistance])
        }
        guard let radius = limits.radius else {
            throw BenchUsageError("--problem \(problem.rawValue) needs --radius")
        }
        let near = (0..<pairs.clientCount).map { client in
            pairs.pairs(of: client).filter { pairs.costs[$0] <= radius }.map {
                Int(pairs.sites[$0])
            }
        }
        switch problem {
        case .maximalCovering:
            return .maximalCovering(
                coveringSites: near, weights: instance.demands, siteCount: pairs.siteCount,
                count: count)
        case .setCoveringWithBackup:
            return .setCoveringWithBackup(
                coveringSites: near, weights: instance.demands, siteCount: pairs.siteCount)
        default:
            return .locationSetCovering(coveringSites: near, siteCount: pairs.siteCount)
        }
    }
}
