import Dispatch
import FacilityLocation
import MixedIntegerProgramming

/// Who solves.
enum BenchEngine: String, CaseIterable {
    /// The engine this package has for the problem.
    case own
    /// The textbook model handed to HiGHS.
    case highs

    /// Solves an instance within limits.
    ///
    /// - Throws: ``BenchUsageError`` where the engine does not solve the problem.
    func solve(
        _ instance: BenchInstance, _ problem: BenchProblem, limits: BenchLimits
    ) throws -> BenchResult {
        if problem.hasCount, limits.count ?? instance.count == nil {
            throw BenchUsageError("--problem \(problem.rawValue) needs --p for this file")
        }
        if problem.hasCapacities, instance.capacities.isEmpty {
            throw BenchUsageError("--problem \(problem.rawValue) needs a file with capacities")
        }
        let start = ContinuousClock.now
        var result =
            switch self {
            case .own: try Self.solveOwn(instance, problem, limits)
            case .highs: try Self.solvePlain(instance, problem, limits)
            }
        result.seconds = (ContinuousClock.now - start) / .seconds(1)
        return result
    }

    private static func solvePlain(
        _ instance: BenchInstance, _ problem: BenchProblem, _ limits: BenchLimits
    ) throws -> BenchResult {
        switch problem {
        case .pCenter, .setCoveringWithBackup:
            throw BenchUsageError("--engine highs does not solve --problem \(problem.rawValue)")
        default: break
        }
        let model =
            switch problem {
            case .setCovering, .maximalCovering:
                try LocationSolver().mixedIntegerModel(
                    for: coveringProblem(instance, problem, limits))
            default:
                PlainModel(
                    instance, problem,
                    count: problem.hasCount ? limits.count ?? instance.count : nil
                ).model
            }
        let answer = try HiGHSSolver().solve(
            model,
            options: SolverOptions(
                timeLimitSeconds: limits.timeLimitSeconds, relativeGap: limits.relativeGap,
                threads: limits.threads))
        return BenchResult(
            objective: answer.objective, bound: answer.bound, status: "\(answer.status)",
            nodes: answer.nodes)
    }
}

/// Limits of one solve.
struct BenchLimits {
    /// `p`, in place of the instance's own.
    var count: Int?
    var timeLimitSeconds = 60.0
    var relativeGap = 0.0
    var threads = 2
    /// The covering radius of LSCP and MCLP.
    var radius: Double?
    /// Called with incumbent and bound while solving.
    var progress: ((LocationProgress) -> Bool)?
}

/// A wish the bench cannot grant.
struct BenchUsageError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) { self.description = description }
}
