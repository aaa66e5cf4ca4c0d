import FacilityLocation
import MixedIntegerProgramming
import TestSupport
import Testing

@Suite struct ExhaustiveSearchTests {
    private let solver = LocationSolver()
    private let exact = LocationSolverOptions(relativeGap: 0)

    @Test(arguments: BuildScale.seeds(400, debug: 200))
    func solverMatchesExhaustiveSearch(seed: UInt64) throws {
        let problem = RandomProblems.problem(seed: seed)
        let solution = try solver.solve(problem, options: exact)
        guard let best = ExhaustiveSearch(problem: problem).best() else {
            #expect(solution.status == .infeasible, "seed \(seed)")
            expectIrreducible(solution.diagnosis, of: problem, seed: seed)
            return
        }
        #expect(solution.status == .optimal, "seed \(seed)")
        for (stage, value) in zip(solution.stages, best) {
            #expect(abs(stage.value - value) < 1e-4, "seed \(seed): \(solution.stages) \(best)")
            #expect(abs(stage.bound - value) < 1e-3, "seed \(seed): bound of \(stage)")
        }
        #expect(solution.stages.count == best.count)
        #expect(SolutionVerifier(problem: problem).violations(of: solution).isEmpty)
    }

    /// The rules named conflict by themselves, and no longer once any one of them is dropped.
    private func expectIrreducible(
        _ diagnosis: LocationDiagnosis, of problem: LocationProblem, seed: UInt64
    ) {
        var all: Set<LocationRule> = [.openCount, .coverAll]
        for (index, rule) in problem.groupRules.enumerated() {
            all.insert(.group(index: index, name: rule.name))
        }
        for site in problem.sites.indices {
            all.formUnion([
                .fixedOpen(site: site), .fixedClosed(site: site), .moduleLimit(site: site),
            ])
        }
        for client in 0..<problem.clientCount { all.insert(.client(client)) }
        let named = Set(diagnosis.conflictingRules)
        #expect(named.isSubset(of: all) && diagnosis.isMinimal, "seed \(seed)")
        var problem = problem
        problem.stages = []
        let alone = ExhaustiveSearch(problem: problem, omitted: all.subtracting(named))
        #expect(alone.best() == nil, "seed \(seed): \(named) do not conflict")
        for rule in named {
            let fewer = ExhaustiveSearch(
                problem: problem, omitted: all.subtracting(named).union([rule]))
            #expect(fewer.best() != nil, "seed \(seed): \(rule) is not needed in \(named)")
        }
    }

    @Test(.enabled(if: CBCCommand.mustRun), arguments: BuildScale.seeds(60, debug: 50))
    func cbcSolvesTheSameModelAlike(seed: UInt64) throws {
        var problem = RandomProblems.problem(seed: seed)
        problem.stages = Array(problem.stages.prefix(1))
        guard let stage = problem.stages.first else { return }
        let best = ExhaustiveSearch(problem: problem).best()
        let model = try solver.mixedIntegerModel(for: problem)
        switch try CBCCommand.solve(model) {
        case .optimal(let objective):
            let value = try #require(best?.first, "seed \(seed)")
            #expect(abs(objective - value) < 1e-4, "seed \(seed): \(stage)")
        case .infeasible:
            #expect(best == nil, "seed \(seed)")
        case .other(let status):
            Issue.record("seed \(seed): CBC says \(status)")
        }
    }

    @Test func theRandomProblemsAreVaried() {
        let problems = (0..<400).map { RandomProblems.problem(seed: $0) }
        #expect(problems.filter { $0.modules != nil }.count > 100)
        #expect(problems.filter { $0.coverage?.coverAll ?? false }.count > 40)
        #expect(problems.filter { $0.stages.count > 1 }.count > 100)
        let feasible = problems.filter { ExhaustiveSearch(problem: $0).best() != nil }.count
        #expect(feasible > 200 && feasible < 380, "\(feasible) feasible")
    }
}
