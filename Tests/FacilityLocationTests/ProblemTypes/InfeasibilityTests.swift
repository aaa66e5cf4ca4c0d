import FacilityLocation
import TestSupport
import Testing

/// What an infeasible problem is told to lack.
@Suite struct InfeasibilityTests {
    private func diagnosis(_ problem: LocationProblem) throws -> LocationDiagnosis {
        let solution = try LocationSolver().solve(problem)
        try #require(solution.status == .infeasible)
        return solution.diagnosis
    }

    /// Two valleys.
    ///
    /// In the first, clients 0 and 1 need 7 where sites 0 and 1 have 5; the second has
    /// room enough.
    @Test func aDeficitIsThatOfItsPart() throws {
        let far = Double.infinity
        let problem = LocationProblem.capacitatedFixedCharge(
            distances: [[1, 2, far], [2, 1, far], [far, far, 1]], demands: [4, 3, 5],
            openingCosts: [1, 1, 1], capacities: [4, 1, 9], assignment: .split)
        let found = try diagnosis(problem)
        #expect(
            found.capacityDeficits == [
                CapacityDeficit(clients: [0, 1], sites: [0, 1], demand: 7, capacity: 5)
            ])
        #expect(found.capacityDeficits[0].missing == 2)
        #expect(found.unservableClients.isEmpty)
    }

    /// Client 2 has a site of its own to go to, so only 0 and 1 are short, on site 0 alone.
    @Test func onlyThoseShortAreNamed() throws {
        let far = Double.infinity
        let problem = LocationProblem.capacitatedFixedCharge(
            distances: [[1, far], [1, far], [1, 1]], demands: [2, 2, 2], openingCosts: [1, 1],
            capacities: [3, 9], assignment: .split)
        #expect(
            try diagnosis(problem).capacityDeficits == [
                CapacityDeficit(clients: [0, 1], sites: [0], demand: 4, capacity: 3)
            ])
    }

    /// The two largest of the sites have 4 + 3 for 8.
    @Test func tooFewSitesForTheDemand() throws {
        let problem = LocationProblem.capacitatedPMedian(
            distances: [[Double]](repeating: [1, 1, 1], count: 2), demands: [4, 4],
            capacities: [4, 3, 3], count: 2, assignment: .split)
        #expect(
            try diagnosis(problem).capacityDeficits == [
                CapacityDeficit(
                    clients: [0, 1], sites: [0, 1, 2], demand: 8, capacity: 7, openLimit: 2)
            ])
    }

    @Test func whoHasNowhereToGoIsNamed() throws {
        var problem = LocationProblem.capacitatedFixedCharge(
            distances: [[1, .infinity], [.infinity, 1], [1, 1]], demands: [1, 9, 1],
            openingCosts: [0, 0], capacities: [5, 5])
        problem.sites[0].state = .fixedClosed
        let found = try diagnosis(problem)
        // Client 0 has only a closed site, client 1 is larger than its site.
        #expect(found.unservableClients == [0, 1])
        #expect(found.isMinimal && found.isSmallest)
        #expect(found.conflictingRules.count == 2)
    }

    @Test func aPointWhoseSitesAreClosedIsNamed() throws {
        var problem = LocationProblem.locationSetCovering(
            coveringSites: [[0, 1], [2], []], siteCount: 3)
        problem.sites[2].state = .fixedClosed
        let found = try diagnosis(problem)
        #expect(found.blockedPoints == [1])
        #expect(found.uncoverablePoints == [2])
        #expect(Set(found.conflictingRules) == [.coverAll, .fixedClosed(site: 2)])
    }

    /// QuickXplain alone, which prefers the rules listed first, answers with the three groups of one
    /// site each against the count of two; two clients larger than the one site left open to them
    /// conflict by themselves.
    @Test func theSmallestConflictIsNamed() throws {
        var problem = LocationProblem(
            clientCount: 1, sites: [CandidateSite](repeating: CandidateSite(), count: 3),
            options: [AllocationOption(client: 0, site: 0, cost: 1)], demands: [5],
            openCount: .atMost(2))
        problem.groupRules = (0..<3).map {
            GroupRule(name: "group \($0)", sites: [$0], count: .exactly(1))
        }
        problem.sites[0].capacity = 4
        let found = try diagnosis(problem)
        #expect(Set(found.conflictingRules) == [.client(0), .capacity(site: 0)])
        #expect(found.isSmallest)
    }

    /// A conflict of three rules beside one of two.
    ///
    /// QuickXplain names two groups of one site each against the count of one; client 0 is larger
    /// than its only site. More clients, who need nothing, add a rule each.
    private func oneRuleTooMany(idleClients: Int) -> LocationProblem {
        var problem = LocationProblem(
            clientCount: 1 + idleClients,
            sites: [CandidateSite](repeating: CandidateSite(), count: 2),
            options: (0...idleClients).map { AllocationOption(client: $0, site: 0, cost: 1) },
            demands: [5] + [Double](repeating: 0, count: idleClients), openCount: .atMost(1))
        problem.groupRules = (0..<2).map {
            GroupRule(name: "group \($0)", sites: [$0], count: .exactly(1))
        }
        problem.sites[0].capacity = 4
        return problem
    }

    /// A conflict of one rule too many is not yet the smallest.
    @Test func oneRuleLessIsFound() throws {
        let found = try diagnosis(oneRuleTooMany(idleClients: 0))
        #expect(Set(found.conflictingRules) == [.client(0), .capacity(site: 0)])
        #expect(found.isSmallest)
    }

    /// Where nothing smaller is looked for, 65 rules here, nothing is claimed.
    @Test func manyRulesLeaveTheSmallestOpen() throws {
        let found = try diagnosis(oneRuleTooMany(idleClients: 60))
        #expect(found.isMinimal)
        #expect(found.isSmallest == (found.conflictingRules.count == 2))
        #expect(!found.isSmallest)
    }

    /// A solver that gives up after any number of models: a conflict is called the smallest only
    /// with its two rules, and a minimal one of three rules is named without that claim.
    @Test func aSearchCutShortClaimsNothing() throws {
        var minimalOnly = 0
        var models = 1
        while true {
            let solver = TiringSolver(after: models)
            let solution = try LocationSolver(solver: solver).solve(oneRuleTooMany(idleClients: 0))
            let found = solution.diagnosis
            if solution.status == .infeasible {
                if found.isSmallest {
                    #expect(found.conflictingRules.count == 2, "\(models) models")
                } else if found.isMinimal {
                    #expect(found.conflictingRules.count == 3, "\(models) models")
                    minimalOnly += 1
                }
            }
            guard solver.wasTired else { break }
            models += 1
        }
        #expect(minimalOnly >= 2)
    }

    /// No fewer rules conflict, by trying all sets of rules that are smaller.
    @Test(arguments: 0..<150 as Range<UInt64>)
    func smallestMeansSmallest(seed: UInt64) throws {
        let type = ProblemType.allCases[Int(seed) % ProblemType.allCases.count]
        var problem = type.problem(seed: seed &+ 40_000)
        problem.stages = []
        // One part only: conflicts are sought in the first part that is infeasible.
        if problem.openCount == .any { problem.openCount = .range(0...problem.sites.count) }
        for site in problem.sites.indices { problem.sites[site].isCounted = true }
        let solution = try LocationSolver().solve(problem)
        let named = solution.diagnosis.conflictingRules
        guard solution.status == .infeasible, solution.componentCount == 1, named.count > 1 else {
            return
        }
        #expect(solution.diagnosis.isSmallest, "seed \(seed)")
        let all = ProblemTypeTests.rules(of: problem)
        let rules = all.filter { rule in
            // Rules that are not there conflict with nothing.
            switch rule {
            case .openCount: problem.openCount != .any
            case .coverAll: problem.coverage?.coverAll ?? false
            case .nearest: problem.nearestRule != nil
            case .fixedOpen(let site): problem.sites[site].state == .fixedOpen
            case .fixedClosed(let site): problem.sites[site].state == .fixedClosed
            case .capacity(let site): problem.sites[site].capacity < .infinity
            case .minimumLoad(let site): problem.sites[site].minimumLoad > 0
            default: true
            }
        }
        var smaller: [Set<LocationRule>] = [[]]
        for _ in 1..<named.count {
            smaller += smaller.flatMap { set in rules.map { set.union([$0]) } }
            smaller = Array(Set(smaller))
        }
        for set in smaller where set.count < named.count {
            let search = TinySearch(problem: problem, omitted: all.subtracting(set))
            #expect(search.best() != nil, "seed \(seed): \(set) conflict, not only \(named)")
        }
    }
}
