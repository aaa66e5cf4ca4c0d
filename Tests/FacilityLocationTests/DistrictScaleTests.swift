import FacilityLocation
import Testing

extension Tag {
    /// Takes longer than a unit test may.
    @Tag static var slow: Self
}

@Suite(.serialized, .tags(.slow)) struct DistrictScaleTests {
    @Test(arguments: [1, 2, 3] as [UInt64])
    func pMedianWithRoomsIsProven(seed: UInt64) throws {
        try prove(DistrictScaleProblems.pMedian(seed: seed), "p-median", seed: seed, seconds: 60)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func minimumCostIsProven(seed: UInt64) throws {
        try prove(
            DistrictScaleProblems.minimumCost(seed: seed), "minimum cost", seed: seed, seconds: 120)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func gradeBlocksAreProven(seed: UInt64) throws {
        try prove(
            DistrictScaleProblems.gradeBlocks(seed: seed), "grade blocks", seed: seed, seconds: 60)
    }

    @Test(arguments: [1, 2, 3] as [UInt64])
    func gradeBlocksWithFortyHubsAreProven(seed: UInt64) throws {
        try prove(
            DistrictScaleProblems.gradeBlocks(openCount: .exactly(40), seed: seed),
            "grade blocks, 40 hubs", seed: seed, seconds: 60)
    }

    private func prove(
        _ problem: LocationProblem, _ name: String, seed: UInt64, seconds: Double
    ) throws {
        let clock = ContinuousClock()
        var result: LocationSolution?
        let duration = try clock.measure {
            result = try LocationSolver().solve(
                problem, options: LocationSolverOptions(timeLimitSeconds: seconds))
        }
        let solution = try #require(result)
        #expect(solution.status == .optimal)
        let stage = try #require(solution.stages.first)
        #expect(stage.relativeGap <= 1e-3)
        print(
            "\(name), seed \(seed): \(duration), \(solution.openSites.count) open, "
                + "\(solution.componentCount) parts, value \(stage.value), "
                + "gap \(stage.relativeGap), \(stage.nodes) nodes, \(problem.options.count) options")
    }
}
