import FacilityLocation
import TestSupport
import Testing

/// Stopping, time limits and bounds under way on problems that take the general model a while.
@Suite(.serialized) struct LimitTests {
    private static func hard(_ type: ProblemType, seed: UInt64) -> LocationProblem {
        var random = SplitMix64(seed: seed &+ 3)
        func whole(_ range: ClosedRange<Int>) -> Double {
            Double(Int.random(in: range, using: &random))
        }
        let (clients, sites) = (90, 45)
        let places = (0..<clients).map { _ in (whole(0...1000), whole(0...1000)) }
        let distances = places.map { from in
            places.prefix(sites).map { to in
                (((from.0 - to.0) * (from.0 - to.0) + (from.1 - to.1) * (from.1 - to.1))
                    .squareRoot()).rounded()
            }
        }
        let demands = places.map { _ in whole(5...35) }
        let capacities = (0..<sites).map { _ in whole(120...240) }
        switch type {
        case .splitFixedCharge:
            return .capacitatedFixedCharge(
                distances: distances, demands: demands,
                openingCosts: capacities.map { _ in whole(300...900) }, capacities: capacities,
                assignment: .split)
        case .capacitatedMaximalCovering:
            return .capacitatedMaximalCovering(
                coveringSites: LocationProblem.coveringSites(within: 180, distances: distances),
                weights: demands, demands: demands, capacities: capacities, count: 8)
        case .capacitatedPCenter:
            var problem = LocationProblem.capacitatedPMedian(
                distances: distances, demands: demands, capacities: capacities, count: 12)
            problem.stages = [.minimiseWorstDistance]
            return problem
        case .nearest:
            var problem = LocationProblem.capacitatedPMedian(
                distances: distances, demands: demands, capacities: capacities, count: 12)
            problem.nearestRule = NearestRule(count: 1)
            return problem
        default:
            return .capacitatedPMedian(
                distances: distances, demands: demands, capacities: capacities, count: 12)
        }
    }

    private static let types: [ProblemType] = [
        .capacitatedPMedian, .splitFixedCharge, .capacitatedMaximalCovering, .capacitatedPCenter,
        .nearest,
    ]

    /// Half a second in, the callback asks to stop.
    ///
    /// Between two reports HiGHS may be silent for as
    /// long as one of its steps takes, which is printed; from being asked it has to end soon.
    @Test(arguments: types)
    func stoppingTakesEffectSoon(type: ProblemType) throws {
        let clock = ContinuousClock()
        let start = clock.now
        var reports: [(Duration, LocationProgress)] = []
        let solution = try LocationSolver().solve(
            Self.hard(type, seed: 1), options: LocationSolverOptions(relativeGap: 0)
        ) {
            reports.append((clock.now - start, $0))
            return clock.now - start < .milliseconds(500)
        }
        let end = clock.now - start
        let last = reports.last?.0 ?? .zero
        let silences = zip(reports.dropFirst(), reports).map { $0.0 - $1.0 }
        print("\(type): \(end), \(end - last) after it was asked, silent for", terminator: " ")
        print(silences.max() ?? .zero, "at most")
        // A fast machine may finish before it is asked.
        if solution.wasInterrupted { #expect(end - last < .seconds(1), "\(type)") }
    }

    /// HiGHS looks at no clock while it presolves, which takes the model of nearest sites longest.
    @Test(arguments: types)
    func aTimeLimitIsKept(type: ProblemType) throws {
        let clock = ContinuousClock()
        var result: LocationSolution?
        let duration = try clock.measure {
            result = try LocationSolver().solve(
                Self.hard(type, seed: 2),
                options: LocationSolverOptions(relativeGap: 0, timeLimitSeconds: 0.4))
        }
        let solution = try #require(result)
        print("\(type): \(duration) of 400 ms, \(solution.status), gap \(solution.relativeGap)")
        #expect(duration < .seconds(3), "\(type)")
        if let stage = solution.stages.first {
            let isBelow =
                stage.objective.isMaximised
                ? stage.value <= stage.bound : stage.bound <= stage.value
            #expect(isBelow, "\(type)")
        }
    }
}
