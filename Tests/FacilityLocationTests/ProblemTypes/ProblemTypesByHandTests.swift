import FacilityLocation
import Testing

/// One problem of every kind with an answer that can be worked out on paper.
@Suite struct ProblemTypesByHandTests {
    private let exact = LocationSolverOptions(relativeGap: 0)

    private func solve(_ problem: LocationProblem) throws -> LocationSolution {
        try LocationSolver().solve(problem, options: exact)
    }

    /// Villages 0–4 at kilometres 0, 1, 2, 10, 11.
    private let line: [[Double]] = {
        let kilometres = [0.0, 1, 2, 10, 11]
        return kilometres.map { from in kilometres.map { abs($0 - from) } }
    }()

    // MARK: Capacities

    /// Rooms for 3 each: {0, 1, 2} round 1 and {3, 4}, as without capacities, cost 1 + 1 + 1.
    ///
    /// With
    /// rooms for 2 at village 1 (3 elsewhere) the hub of {0, 1, 2} is 0 or 2, at 1 + 2, and 4 in all.
    @Test func capacitatedPMedianOnALine() throws {
        func problem(_ capacities: [Double]) -> LocationProblem {
            .capacitatedPMedian(
                distances: line, demands: [1, 1, 1, 1, 1], capacities: capacities, count: 2)
        }
        let roomy = try solve(problem([3, 3, 3, 3, 3]))
        #expect(roomy.stages[0].value == 3)
        let tight = try solve(problem([3, 2, 3, 3, 3]))
        #expect(tight.stages[0].value == 4)
        #expect(tight.shares.isEmpty)
    }

    /// Three schools of 2 at two sites for 3: whole schools do not fit, halves do.
    ///
    /// Everyone is 1 km
    /// from site 0 and 2 km from site 1: 3 of 6 pupils at each, so 1.5 + 2 · 1.5 = 4.5.
    @Test func splitDemandFitsWhereWholeClientsDoNot() throws {
        let distances = [[Double]](repeating: [1, 2], count: 3)
        func problem(_ assignment: Assignment) -> LocationProblem {
            .capacitatedPMedian(
                distances: distances, demands: [2, 2, 2], capacities: [3, 3], count: 2,
                assignment: assignment)
        }
        let whole = try solve(problem(.singleSource))
        #expect(whole.status == .infeasible)
        #expect(whole.diagnosis.capacityDeficits.isEmpty)
        let split = try solve(problem(.split))
        #expect(abs(split.stages[0].value - 4.5) < 1e-6)
        #expect(split.shares.count == 6)
    }

    /// Opening costs 4 each, rooms for 2: {0, 1}, {2} or {1, 2}, {0}, and {3, 4} need three hubs,
    /// 12 + 1 + 0 + 1 = 14; without capacities two hubs cost 11.
    @Test func capacitatedFixedChargeOnALine() throws {
        let solution = try solve(
            .capacitatedFixedCharge(
                distances: line, demands: [1, 1, 1, 1, 1], openingCosts: [4, 4, 4, 4, 4],
                capacities: [2, 2, 2, 2, 2]))
        #expect(solution.stages[0].value == 14)
        #expect(solution.openSites.count == 3)
    }

    /// An existing hub at 0 costs 3 to keep and 5 to close, one at 1 costs 3 to open: as all else is
    /// equal, the existing one stays, at 3; if closing is free the distance decides.
    @Test func closingAnExistingSiteCosts() throws {
        var problem = LocationProblem.pMedian(distances: [[2, 1]], count: 1)
        problem.sites[0] = CandidateSite(openingCost: 3, closingCost: 5)
        problem.sites[1] = CandidateSite(openingCost: 3)
        let kept = try solve(problem)
        #expect(kept.openSites == [0] && kept.stages[0].value == 5)
        problem.sites[0].closingCost = 0
        let closed = try solve(problem)
        #expect(closed.openSites == [1] && closed.stages[0].value == 4)
        problem.sites[0].closingCost = 0.5
        #expect(try solve(problem).stages[0].value == 4.5)
    }

    /// With at least 3 villages at every hub, two hubs for five villages cannot be; at least 2 gives
    /// the optimum without a minimum.
    @Test func anOpenSiteHasItsMinimumSize() throws {
        var problem = LocationProblem.pMedian(distances: line, count: 2)
        for site in problem.sites.indices { problem.sites[site].minimumLoad = 3 }
        #expect(try solve(problem).status == .infeasible)
        for site in problem.sites.indices { problem.sites[site].minimumLoad = 2 }
        #expect(try solve(problem).stages[0].value == 3)
    }

    // MARK: Centers

    /// One hub: at 2 the farthest village is 9 away.
    ///
    /// Two: 1, and then the least sum is the median's.
    @Test func pCenterOnALine() throws {
        let one = try solve(.pCenter(distances: line, count: 1))
        #expect(one.stages[0].value == 9 && one.stages[0].bound == 9)
        #expect(one.openSites == [2])
        var two = LocationProblem.pCenter(distances: line, count: 2)
        two.stages = [.minimiseWorstDistance, .minimiseCost]
        #expect(try solve(two).stages.map(\.value) == [1, 3])
    }

    /// Rooms for 3 and one hub more than needed does not help the fourth village of {0, 1, 2, 3}.
    @Test func capacityMovesTheCenter() throws {
        let kilometres = [0.0, 1, 2, 3]
        let distances = kilometres.map { from in kilometres.map { abs($0 - from) } }
        var problem = LocationProblem.capacitatedPMedian(
            distances: distances, demands: [1, 1, 1, 1], capacities: [4, 1, 1, 1], count: 2)
        problem.stages = [.minimiseWorstDistance]
        // Site 0 takes three, another takes 3 itself: the worst is 2; without capacities it is 1.
        #expect(try solve(problem).stages[0].value == 2)
        for site in problem.sites.indices { problem.sites[site].capacity = .infinity }
        #expect(try solve(problem).stages[0].value == 1)
    }

    // MARK: Covering

    /// One site for 3 pupils, within reach of (2 pupils, worth 5), (2, worth 4), (1, worth 1): whole
    /// clients 5 + 1; split, all of the first and half of the second, 5 + 2.
    @Test func capacitatedMaximalCoveringOfThree() throws {
        func problem(_ assignment: Assignment) -> LocationProblem {
            .capacitatedMaximalCovering(
                coveringSites: [[0], [0], [0], []], weights: [5, 4, 1, 9], demands: [2, 2, 1, 1],
                capacities: [3], count: 1, assignment: assignment)
        }
        let whole = try solve(problem(.singleSource))
        #expect(whole.stages[0].value == 6)
        #expect(whole.coveredPoints == [0, 2])
        #expect(whole.diagnosis.uncoverablePoints == [3])
        let split = try solve(problem(.split))
        #expect(abs(split.stages[0].value - 7) < 1e-6)
        #expect(split.coveredPoints == [0])
    }

    /// Points {0, 1}, {1, 2}, {2, 3}: two sites cover all.
    ///
    /// Sites 1 and 2 cover the middle twice; worth
    /// 5 there, and nothing else can be covered twice by two sites that cover all.
    @Test func backupOnAChain() throws {
        let points = [[0, 1], [1, 2], [2, 3]]
        let fewest = try solve(
            .setCoveringWithBackup(coveringSites: points, weights: [3, 5, 3], siteCount: 4))
        #expect(fewest.stages.map(\.value) == [2, 5])
        #expect(fewest.openSites == [1, 2])
        // Three sites: 1, 2 and 0 or 3 cover two points twice, 5 + 3.
        let three = try solve(
            .backupCovering(coveringSites: points, weights: [3, 5, 3], siteCount: 4, count: 3))
        #expect(three.stages[0].value == 8)
        // Everything twice takes all four; a point with one site only asks for that one.
        let twice = try solve(
            .multiLevelSetCovering(coveringSites: points + [[0]], siteCount: 5, times: 2))
        #expect(twice.openSites == [0, 1, 2, 3])
    }

    // MARK: Nearest sites

    /// Villages at 0 and 1 km, hubs A at 0 (room for 1) and B at 5, C at 9.
    ///
    /// Whoever is not at A goes
    /// to B, never to C, though C costs nothing: with cost as given, village 1 at B.
    @Test func overflowGoesToTheNextNearest() throws {
        var problem = LocationProblem(
            clientCount: 2,
            sites: [CandidateSite(state: .fixedOpen, capacity: 1)]
                + [CandidateSite](repeating: CandidateSite(state: .fixedOpen), count: 2),
            options: [
                AllocationOption(client: 0, site: 0, cost: 5, distance: 0),
                AllocationOption(client: 0, site: 1, cost: 3, distance: 5),
                AllocationOption(client: 0, site: 2, cost: 0, distance: 9),
                AllocationOption(client: 1, site: 0, cost: 5, distance: 1),
                AllocationOption(client: 1, site: 1, cost: 4, distance: 4),
                AllocationOption(client: 1, site: 2, cost: 0, distance: 8),
            ], nearestRule: NearestRule())
        // One of them fills A; B is never full, so nobody reaches C: 5 + 3 or 5 + 4.
        let overflow = try solve(problem)
        #expect(overflow.stages[0].value == 8)
        // Nobody may pass A: it has no room for both.
        problem.nearestRule = NearestRule(allowsOverflow: false)
        #expect(try solve(problem).status == .infeasible)
        // Either of the two nearest: B for both.
        problem.nearestRule = NearestRule(count: 2)
        #expect(try solve(problem).stages[0].value == 7)
        problem.nearestRule = NearestRule(count: 3, allowsOverflow: false)
        #expect(try solve(problem).stages[0].value == 0)
    }
}
