import FacilityLocation
import MixedIntegerProgramming
import TestSupport
import Testing

/// Requirements, starting costs, partial loads and agreements against the oracle.
@Suite struct FullProblemTests {
    private let solver = LocationSolver()
    private let exact = LocationSolverOptions(relativeGap: 0)

    @Test(arguments: BuildScale.seeds(600, debug: 250))
    func solverMatchesExhaustiveSearch(seed: UInt64) throws {
        let problem = RandomProblems.fullProblem(seed: seed)
        let solution = try solver.solve(problem, options: exact)
        guard let best = ExhaustiveSearch(problem: problem).best() else {
            #expect(solution.status == .infeasible, "seed \(seed)")
            return
        }
        #expect(solution.status == .optimal, "seed \(seed)")
        for (stage, value) in zip(solution.stages, best) {
            #expect(abs(stage.value - value) < 1e-4, "seed \(seed): \(solution.stages) \(best)")
            #expect(abs(stage.bound - value) < 1e-3, "seed \(seed): bound of \(stage)")
        }
        #expect(SolutionVerifier(problem: problem).violations(of: solution).isEmpty)
    }

    /// The model that could be handed to any solver says the same as the search by patterns.
    @Test(arguments: BuildScale.seeds(400, debug: 120))
    func theModelMatchesExhaustiveSearch(seed: UInt64) throws {
        var problem = RandomProblems.fullProblem(seed: seed)
        problem.stages = [.minimiseCost]
        let best = ExhaustiveSearch(problem: problem).best()
        let model = try solver.mixedIntegerModel(for: problem)
        let answer = try HiGHSSolver().solve(model, options: SolverOptions(relativeGap: 0))
        guard let best else { return #expect(answer.status == .infeasible, "seed \(seed)") }
        #expect(answer.status == .optimal, "seed \(seed)")
        #expect(abs((answer.objective ?? .infinity) - best[0]) < 1e-4, "seed \(seed): \(best)")
    }

    @Test(.enabled(if: CBCCommand.mustRun), arguments: BuildScale.seeds(60, debug: 50))
    func cbcSolvesTheSameModelAlike(seed: UInt64) throws {
        var problem = RandomProblems.fullProblem(seed: seed)
        problem.stages = [.minimiseCost]
        let best = ExhaustiveSearch(problem: problem).best()
        switch try CBCCommand.solve(solver.mixedIntegerModel(for: problem)) {
        case .optimal(let objective):
            let value = try #require(best?.first, "seed \(seed)")
            #expect(abs(objective - value) < 1e-4, "seed \(seed)")
        case .infeasible: #expect(best == nil, "seed \(seed)")
        case .other(let status): Issue.record("seed \(seed): CBC says \(status)")
        }
    }

    @Test func theRandomProblemsAreVaried() {
        let problems = (0..<100).map { RandomProblems.fullProblem(seed: $0) }
        #expect(problems.count { $0.sites.contains { $0.ownClients.count > 1 } } > 37)
        #expect(problems.count { $0.requirements.contains { !$0.supplies.isEmpty } } > 62)
        let feasible = problems.filter { ExhaustiveSearch(problem: $0).best() != nil }
        #expect(feasible.count > 62, "\(feasible.count) feasible")
        let agreed = feasible.count { problem in
            guard let solution = try? solver.solve(problem, options: exact) else { return false }
            return solution.openSites.contains { problem.sites[$0].ownClients.count > 1 }
        }
        #expect(agreed > 10, "an agreement is struck in \(agreed)")
    }

    // MARK: By hand

    /// Two schools of 10 and 15 pupils, one section of 30 costing 100.
    ///
    /// Teachers: one per 20 pupils
    /// begun, 50 each; missing ones cost 30 more. Alone both cost 100 + 50 + 30 each; the first at
    /// the second: 5 to travel, 25 pupils, one section, two teachers, one of them brought along:
    /// 5 + 100 + 100 + 30 = 235 < 360.
    @Test func aRequirementIsPaidWithWhatIsMissing() throws {
        let problem = LocationProblem(
            clientCount: 2,
            sites: [CandidateSite(ownClients: [0]), CandidateSite(ownClients: [1])],
            options: [
                AllocationOption(
                    client: 0, site: 0, cost: 0, loads: [ModuleLoad(moduleClass: 0, amount: 10)]),
                AllocationOption(
                    client: 1, site: 1, cost: 0, loads: [ModuleLoad(moduleClass: 0, amount: 15)]),
                AllocationOption(
                    client: 0, site: 1, cost: 5, loads: [ModuleLoad(moduleClass: 0, amount: 10)]),
            ],
            modules: ModularCapacity(
                classes: [ModuleClass(size: 30, costPerModule: 100)],
                limits: [.unlimited, .unlimited]),
            requirements: [
                SiteRequirement(
                    name: "teachers",
                    bands: [
                        RequirementBand(parts: [
                            RequirementPart(
                                terms: [RequirementTerm(moduleClass: 0, perLoad: 0.05)],
                                rounding: .up)
                        ])
                    ], costPerUnit: 50, costPerUnitMissing: 30, countsMissing: [true, true],
                    supplies: [0, 0, 1])
            ])
        let solution = try solver.solve(problem, options: exact)
        #expect(solution.chosenOption == [2, 1])
        #expect(solution.stages[0].value == 235)
    }

    /// An agreement of three saves 9, of two 5; client 2 would rather have its own 8 elsewhere.
    @Test func anAgreementNeedsAllItsParties() throws {
        var options = (0..<3).map { AllocationOption(client: $0, site: nil, cost: 10) }
        for client in 0..<3 { options.append(AllocationOption(client: client, site: 0, cost: 7)) }
        for client in 0..<2 { options.append(AllocationOption(client: client, site: 1, cost: 7.5)) }
        options.append(AllocationOption(client: 2, site: nil, cost: 8))
        var problem = LocationProblem(
            clientCount: 3,
            sites: [
                CandidateSite(ownClients: [0, 1, 2], isCounted: false),
                CandidateSite(ownClients: [0, 1], isCounted: false),
            ], options: options, openCount: .exactly(0))
        #expect(try solver.solve(problem, options: exact).openSites == [0])
        // Without its third party the agreement falls, and the smaller one is struck.
        problem.options.removeAll { $0.client == 2 && $0.site == 0 }
        let solution = try solver.solve(problem, options: exact)
        #expect(solution.openSites == [1])
        #expect(solution.stages[0].value == 23)
    }
}
