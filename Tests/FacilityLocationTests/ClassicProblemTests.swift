import FacilityLocation
import TestSupport
import Testing

@Suite struct ClassicProblemTests {
    private let solver = LocationSolver()
    private let exact = LocationSolverOptions(relativeGap: 0)

    @Test(
        .enabled(if: PublishedInstances.mustRun),
        arguments: (1...BuildScale.size(5, debug: 2)).map { "pmed\($0)" })
    func pMedianReachesThePublishedOptimum(name: String) throws {
        let (distances, count) = try PublishedInstances.pMedian(name)
        let optimum = try #require(try PublishedInstances.optimum(name))
        let solution = try solver.solve(
            .pMedian(distances: distances, count: count), options: exact)
        #expect(solution.status == .optimal)
        #expect(solution.openSites.count == count)
        #expect(abs(solution.stages[0].value - optimum) < 1e-6)
        #expect(abs(solution.stages[0].bound - optimum) < 1e-3)
    }

    /// Villages 0–4 at kilometres 0, 1, 2, 10, 11: hubs at 1 and 3 (or 4) cost 1 + 0 + 1 + 0 + 1.
    @Test func pMedianOnALine() throws {
        let solution = try solver.solve(.pMedian(distances: line, count: 2), options: exact)
        #expect(solution.stages[0].value == 3)
        #expect(solution.openSites == [1, 3] || solution.openSites == [1, 4])
    }

    /// With 10 pupils in the last village the second hub stands there.
    @Test func weightsMoveTheMedian() throws {
        let solution = try solver.solve(
            .pMedian(distances: line, weights: [1, 1, 1, 1, 10], count: 2), options: exact)
        #expect(solution.stages[0].value == 3)
        #expect(solution.openSites == [1, 4])
    }

    /// Opening costs 4: two hubs cost 8 + 3 = 11, one at village 2 costs 4 + 2 + 1 + 8 + 9 = 24,
    /// three cost 12 + 2 = 14.
    @Test func fixedChargeOnALine() throws {
        let solution = try solver.solve(
            .fixedCharge(distances: line, openingCosts: [4, 4, 4, 4, 4]), options: exact)
        #expect(solution.stages[0].value == 11)
        #expect(solution.openSites.count == 2)
    }

    @Test(arguments: 0..<10 as Range<UInt64>)
    func costNeverRisesWithTheNumberOfHubs(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let distances = (0..<12).map { _ in
            (0..<12).map { _ in Double(Int.random(in: 1...99, using: &random)) }
        }
        var previous = Double.infinity
        for count in 1...12 {
            let solution = try solver.solve(
                .pMedian(distances: distances, count: count), options: exact)
            #expect(solution.stages[0].value <= previous, "seed \(seed), p = \(count)")
            previous = solution.stages[0].value
        }
    }

    @Test(arguments: 0..<20 as Range<UInt64>)
    func maximalCoveringWithTheSetCoveringOptimumCoversEveryone(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let covering = (0..<40).map { _ in (0..<15).filter { _ in random.chance(0.18) } }
        let weights = covering.map { _ in Double(Int.random(in: 1...50, using: &random)) }
        let fewest = try solver.solve(
            .locationSetCovering(coveringSites: covering, siteCount: 15), options: exact)
        let coverable = covering.indices.filter { !covering[$0].isEmpty }
        #expect(fewest.status == .optimal)
        #expect(fewest.coveredPoints == coverable, "seed \(seed)")
        #expect(
            fewest.diagnosis.uncoverablePoints == covering.indices.filter { covering[$0].isEmpty })

        let all = coverable.reduce(0) { $0 + weights[$1] }
        func covered(_ count: Int) throws -> Double {
            try solver.solve(
                .maximalCovering(
                    coveringSites: covering, weights: weights, siteCount: 15, count: count),
                options: exact
            ).stages[0].value
        }
        #expect(try covered(fewest.openSites.count) == all, "seed \(seed)")
        #expect(try covered(fewest.openSites.count - 1) < all, "seed \(seed)")
    }

    @Test func orderOfClientsChangesNothing() throws {
        var random = SplitMix64(seed: 77)
        let distances = (0..<15).map { _ in
            (0..<10).map { _ in Double(Int.random(in: 1...99, using: &random)) }
        }
        let value = try solver.solve(.pMedian(distances: distances, count: 3), options: exact)
        let shuffled = try solver.solve(
            .pMedian(distances: distances.shuffled(using: &random), count: 3), options: exact)
        #expect(value.stages[0].value == shuffled.stages[0].value)
    }

    @Test func sameProblemSameSolution() throws {
        let problem = DistrictScaleProblems.pMedian(schools: 30, hubs: 6, seed: 5)
        #expect(try solver.solve(problem) == solver.solve(problem))
    }

    private let line: [[Double]] = {
        let kilometres = [0.0, 1, 2, 10, 11]
        return kilometres.map { from in kilometres.map { abs($0 - from) } }
    }()
}
