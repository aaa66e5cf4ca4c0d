import MixedIntegerProgramming
import TestSupport
import Testing

@testable import FacilityLocation

/// Branch and bound on medians, and what it may claim when it is given up early.
@Suite struct MedianBranchingTests {
    /// Thirty clients at twelve sites at costs that follow no map, four sites to open: the Lagrangian bound
    /// leaves a gap, so that one node proves little.
    private func problem(_ seed: UInt64) -> MedianProblem {
        var random = SplitMix64(seed: seed)
        let rows = (0..<30).map { _ in
            (0..<12).map { (site: $0, cost: Double(1 + random.next() % 60)) }
        }
        return MedianProblem(
            costs: SparseCosts(rows: rows, siteCount: 12), openCount: .exactly(4))
    }

    private func branched(_ problem: MedianProblem, limit: Int) -> MedianRun {
        var run = MedianRun(
            problem, options: MedianOptions(relativeGap: 0), start: nil, solver: HiGHSSolver(),
            watch: RunWatch(timeLimit: 600, progress: nil))
        run.noteSites([0, 1, 2, 3])
        var ascent = MedianAscent(problem, from: [Double](repeating: 20, count: 30))
        ascent.climb(100, target: run.incumbent?.value ?? 0) { _ in false }
        run.noteBound(ascent.bound, ascent.prices)
        let whole = MedianReduction(
            problem, states: problem.states, prices: ascent.prices, slack: .infinity)
        run.branch(whole, prices: ascent.prices, limit: limit)
        return run
    }

    /// A tree given up after its first node claims no more than its open nodes allow; a whole tree proves the
    /// optimum of all 495 choices.
    @Test func aTreeGivenUpProvesNothingMore() throws {
        var unproven = 0
        for seed in 8000..<8020 as Range<UInt64> {
            let problem = problem(seed)
            let best = try #require(MedianSolverTests.exhaustive(problem))
            let early = branched(problem, limit: 1)
            #expect(early.bound <= best, "seed \(seed)")
            if !early.isProven { unproven += 1 }
            let whole = branched(problem, limit: .max)
            #expect(whole.isProven && whole.incumbent?.value == best, "seed \(seed)")
            #expect(whole.bound <= best && whole.bound > best - 1, "seed \(seed)")
        }
        #expect(unproven >= 10, "\(unproven) of 20")
    }
}

/// The view that the engines for classical problems have of a general one.
@Suite struct CheapestOptionsTests {
    /// Of two options at one site the cheaper is behind the pair.
    ///
    /// Client 0 has two options at site 1 (7 and 4) and one at site 0 (6); client 1 stays outside for 3 or goes
    /// to site 0 for 5. The least, 4 and 3, are paid in any case.
    @Test func theCheapestAtEachSiteCounts() {
        let view = CheapestOptions(
            LocationProblem(
                clientCount: 2, sites: [CandidateSite(), CandidateSite()],
                options: [
                    AllocationOption(client: 0, site: 1, cost: 7),
                    AllocationOption(client: 0, site: 1, cost: 4),
                    AllocationOption(client: 0, site: 0, cost: 6),
                    AllocationOption(client: 1, site: nil, cost: 3),
                    AllocationOption(client: 1, site: 0, cost: 5),
                ]))
        #expect(view.constant == 7 && view.outside == 2)
        let rows = (0..<2).map { client in
            view.costs.pairs(of: client).map {
                [Double(view.costs.sites[$0]), view.costs.costs[$0]]
            }
        }
        #expect(rows == [[[1, 0], [0, 2]], [[2, 0], [0, 2]]])
        #expect(view.option(0, at: 1) == 1 && view.option(0, at: 0) == 2)
        #expect(view.option(1, at: 2) == 3 && view.option(1, at: 1) == nil)
    }
}
