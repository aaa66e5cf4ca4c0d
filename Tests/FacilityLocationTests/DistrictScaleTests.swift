import FacilityLocation
import Testing

extension Tag {
    /// Takes longer than a unit test may.
    @Tag static var slow: Self
}

/// Debug builds prove one district of a kind and of a third of the size.
private let seeds: [UInt64] = BuildScale.size([1, 2, 3], debug: [1])
private let schools = BuildScale.size(209, debug: 70)

@Suite(.serialized, .tags(.slow)) struct DistrictScaleTests {
    @Test(arguments: seeds)
    func pMedianWithRoomsIsProven(seed: UInt64) throws {
        try prove(
            DistrictScaleProblems.pMedian(schools: schools, hubs: schools * 40 / 209, seed: seed),
            "p-median", seed: seed, seconds: 60)
    }

    @Test(arguments: seeds)
    func minimumCostIsProven(seed: UInt64) throws {
        try prove(
            DistrictScaleProblems.minimumCost(schools: schools, seed: seed), "minimum cost",
            seed: seed, seconds: 120)
    }

    /// Not proven to 0.1 % in this time: what is asked is a good solution with its gap stated.
    @Test(.enabled(if: BuildScale.isOptimised), arguments: [1, 2, 3] as [UInt64])
    func gradeBlocksAreSolvedToAFewPercent(seed: UInt64) throws {
        try prove(
            DistrictScaleProblems.gradeBlocks(seed: seed), "grade blocks", seed: seed, seconds: 60,
            gap: 0.03)
    }

    @Test(.enabled(if: BuildScale.isOptimised), arguments: [1, 2, 3] as [UInt64])
    func gradeBlocksWithFortyHubsAreSolvedToAFewPercent(seed: UInt64) throws {
        try prove(
            DistrictScaleProblems.gradeBlocks(openCount: .exactly(40), seed: seed),
            "grade blocks, 40 hubs", seed: seed, seconds: 60, gap: 0.03)
    }

    /// One hub closed after a solve: at once a solution with a bound of its own.
    @Test(.enabled(if: BuildScale.isOptimised)) func aLockIsSolvedAgainAtOnce() throws {
        var problem = DistrictScaleProblems.gradeBlocks(seed: 1)
        var memory = LocationMemory()
        let first = try LocationSolver().solve(
            problem, options: LocationSolverOptions(timeLimitSeconds: 30), remembering: &memory)
        problem.sites[try #require(first.openSites.first)].state = .fixedClosed
        let clock = ContinuousClock()
        var result: LocationSolution?
        let duration = try clock.measure {
            result = try LocationSolver().solve(
                problem, options: LocationSolverOptions(timeLimitSeconds: 0.5),
                remembering: &memory)
        }
        let second = try #require(result)
        #expect(second.isFeasible && second.relativeGap <= first.relativeGap + 0.01)
        print("lock: \(duration), gap \(first.relativeGap), then \(second.relativeGap)")
    }

    private func prove(
        _ problem: LocationProblem, _ name: String, seed: UInt64, seconds: Double,
        gap: Double = 1e-3
    ) throws {
        let clock = ContinuousClock()
        var result: LocationSolution?
        let duration = try clock.measure {
            result = try LocationSolver().solve(
                problem, options: LocationSolverOptions(timeLimitSeconds: seconds))
        }
        let solution = try #require(result)
        #expect(solution.isFeasible && (gap > 1e-3 || solution.status == .optimal))
        let stage = try #require(solution.stages.first)
        #expect(stage.relativeGap <= gap)
        print(
            "\(name), seed \(seed): \(duration), \(solution.openSites.count) open, "
                + "\(solution.componentCount) parts, value \(stage.value), "
                + "gap \(stage.relativeGap), \(stage.nodes) nodes, \(problem.options.count) options"
        )
    }
}
