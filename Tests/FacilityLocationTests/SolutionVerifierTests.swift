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

    /// A solver whose answers are wrong is found out before anyone sees the solution.
    @Test func theSolverRefusesAnInvalidAnswer() throws {
        let solver = LocationSolver(solver: LyingSolver())
        var problem = LocationProblem.pMedian(distances: [[0, 1], [1, 0]], count: 1)
        problem.stages = [.minimiseOpenSites]
        let error = #expect(throws: LocationError.self) { try solver.solve(problem) }
        #expect(error?.code == .verificationFailed)
    }
}
