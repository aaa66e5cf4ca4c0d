import FacilityLocation
import Testing

@Suite struct SolutionVerifierTests {
    /// A feasible solution of a problem that has every kind of rule.
    private func solved() throws -> (LocationProblem, LocationSolution) {
        var problem = DistrictScaleProblems.minimumCost(schools: 12, radius: 25, seed: 3)
        problem.openCount = .exactly(4)
        problem.sites[2].state = .fixedOpen
        problem.sites[5].state = .fixedClosed
        problem.groupRules = [GroupRule(name: "first", sites: [0, 1, 2, 3], count: .atMost(2))]
        problem.coverage = Coverage(
            points: [
                CoveragePoint(weight: 3, sites: [2, 7]), CoveragePoint(weight: 1, sites: [5]),
                CoveragePoint(weight: 2, sites: []),
            ])
        let solution = try LocationSolver().solve(problem)
        try #require(solution.isFeasible)
        return (problem, solution)
    }

    @Test func acceptsWhatTheSolverReturns() throws {
        let (problem, solution) = try solved()
        #expect(SolutionVerifier(problem: problem).violations(of: solution).isEmpty)
        #expect(
            SolutionVerifier(problem: problem).value(of: .minimiseCost, in: solution)
                == solution.stages[0].value)
    }

    @Test func catchesEveryCorruption() throws {
        let (problem, solution) = try solved()
        let verifier = SolutionVerifier(problem: problem)
        let closedSite = try #require((0..<12).first { !solution.openSites.contains($0) })
        let host = try #require(solution.modulesOpened.firstIndex { $0.contains { $0 > 0 } })
        let loaded = try #require(solution.modulesOpened[host].firstIndex { $0 > 0 })
        let foreign = try #require(problem.options.firstIndex { $0.client == 1 })
        let atClosed = try #require(
            problem.options.firstIndex {
                $0.client == 0 && $0.site.map { !solution.openSites.contains($0) } ?? false
            })
        let corruptions: [(String, (inout LocationSolution) -> Void)] = [
            ("site dropped", { $0.openSites.removeFirst() }),
            ("site added", { $0.openSites.append(closedSite) }),
            ("site listed twice", { $0.openSites.append($0.openSites[0]) }),
            ("unknown site", { $0.openSites.append(99) }),
            ("fixed site closed", { $0.openSites.removeAll { $0 == 2 } }),
            ("closed site opened", { $0.openSites[0] = 5 }),
            ("foreign option", { $0.chosenOption[0] = foreign }),
            ("option at a closed site", { $0.chosenOption[0] = atClosed }),
            ("unknown option", { $0.chosenOption[0] = -1 }),
            ("client forgotten", { $0.chosenOption.removeLast() }),
            ("module lost", { $0.modulesOpened[host][loaded] -= 1 }),
            ("modules lost", { $0.modulesOpened = [] }),
            ("too many extras", { $0.extraModules[0] = 99 }),
            ("limit ignored", { $0.modulesOpened[host][0] += 40 }),
            ("cover claimed", { $0.coveredPoints.append(1) }),
            ("cover forgotten", { $0.coveredPoints.removeAll() }),
            ("value shaved", { $0.stages[0].value -= 1000 }),
            ("bound beyond the value", { $0.stages[0].bound += 1e7 }),
            ("stage lost", { $0.stages.removeAll() }),
        ]
        for (name, corrupt) in corruptions {
            var copy = solution
            corrupt(&copy)
            #expect(!verifier.violations(of: copy).isEmpty, "\(name) went unnoticed")
        }
    }

    /// Shares, capacities, minimum loads, nearest sites, backup and worst distances.
    @Test func catchesEveryCorruptionOfSplitDemand() throws {
        // Four villages on a line, two sites of 5 for a demand of 2 each: 4 at most are nearest.
        var problem = LocationProblem.capacitatedPMedian(
            distances: [[0, 9, 4], [1, 8, 4], [9, 0, 4], [8, 1, 4]], demands: [2, 2, 2, 2],
            capacities: [3, 5, 9], count: 2, assignment: .split)
        problem.sites[0].minimumLoad = 3
        problem.sites[2].state = .fixedClosed
        problem.nearestRule = NearestRule()
        problem.coverage = Coverage(
            points: [
                CoveragePoint(weight: 1, sites: [0], client: 0),
                CoveragePoint(weight: 1, sites: [1], client: 1),
            ])
        problem.stages = [.minimiseCost, .minimiseWorstDistance, .maximiseCoveredWeight]
        let solution = try LocationSolver().solve(problem)
        try #require(solution.isFeasible)
        // 3 of the 4 pupils of villages 0 and 1 fit at site 0, the last goes to site 1: it is the half
        // of a village, of village 1 (8 instead of 1 costs less than 9 instead of 0, both by half).
        #expect(abs(solution.stages[0].value - (0.5 + 4 + 1)) < 1e-4)
        let verifier = SolutionVerifier(problem: problem)
        #expect(verifier.violations(of: solution).isEmpty)
        func option(_ client: Int, _ site: Int) -> Int { client * 3 + site }
        func move(_ share: Double, of client: Int, _ from: Int, _ to: Int)
            -> (inout LocationSolution) -> Void
        {
            return {
                $0.shares[option(client, from)] -= share
                $0.shares[option(client, to)] += share
            }
        }
        let corruptions: [(String, String, (inout LocationSolution) -> Void)] = [
            ("shares lost", "shares where", { $0.shares = [] }),
            ("share lost", "add up", { $0.shares[option(0, 0)] = 0.5 }),
            ("negative share", "takes the share", { $0.shares[option(3, 0)] = -0.1 }),
            ("closed site", "which is closed", move(0.5, of: 0, 0, 2)),
            ("over capacity", "over its capacity", move(0.5, of: 1, 1, 0)),
            ("under the minimum", "under its minimum", move(0.5, of: 0, 0, 1)),
            ("passed by", "which has room", move(0.5, of: 0, 0, 1)),
            ("wrong option named", "larger share", { $0.chosenOption[2] = option(2, 0) }),
            ("worst distance shaved", "minimiseWorstDistance", { $0.stages[1].value = 7 }),
            ("cover shaved", "maximiseCoveredWeight", { $0.stages[2].value += 0.2 }),
            ("cover claimed", "wrongly reported", { $0.coveredPoints.append(1) }),
        ]
        for (name, words, corrupt) in corruptions {
            var copy = solution
            corrupt(&copy)
            let found = verifier.violations(of: copy)
            #expect(found.contains { $0.contains(words) }, "\(name): \(found)")
        }
    }

    @Test func catchesTooLittleBackup() throws {
        let problem = LocationProblem.multiLevelSetCovering(
            coveringSites: [[0, 1], [1, 2]], siteCount: 3, times: 2)
        var solution = try LocationSolver().solve(problem)
        let verifier = SolutionVerifier(problem: problem)
        #expect(solution.openSites == [0, 1, 2])
        solution.openSites = [0, 1]
        #expect(verifier.violations(of: solution).contains { $0.contains("only 1 times") })
    }

    /// A solver whose answers are wrong is found out before anyone sees the solution.
    @Test func theSolverRefusesAnInvalidAnswer() throws {
        let solver = LocationSolver(solver: LyingSolver())
        var problem = LocationProblem.pMedian(distances: [[0, 1], [1, 0]], count: 1)
        problem.stages = [.minimiseOpenSites]
        let error = #expect(throws: LocationError.self) { try solver.solve(problem) }
        #expect(error?.code == .verificationFailed)
    }
}
