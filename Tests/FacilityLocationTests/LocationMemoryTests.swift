import FacilityLocation
import TestSupport
import Testing

/// A solve with memory says the same as a fresh one.
@Suite struct LocationMemoryTests {
    private let solver = LocationSolver()

    /// Small problems, changed one lock at a time, against the oracle.
    @Test(arguments: BuildScale.seeds(150, debug: 50))
    func locksOnSmallProblemsAreSolvedExactly(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var problem = RandomProblems.fullProblem(seed: seed)
        let exact = LocationSolverOptions(relativeGap: 0)
        var memory = LocationMemory()
        for step in 0..<4 {
            let solution = try solver.solve(problem, options: exact, remembering: &memory)
            let best = ExhaustiveSearch(problem: problem).best()
            #expect((best != nil) == solution.isFeasible, "seed \(seed), step \(step)")
            for (stage, value) in zip(solution.stages, best ?? []) {
                #expect(abs(stage.value - value) < 1e-4, "seed \(seed), step \(step)")
                #expect(abs(stage.bound - value) < 1e-3, "seed \(seed), step \(step)")
            }
            lock(&problem, solution, using: &random)
        }
    }

    /// Larger ones against a fresh solve: values agree within both gaps, bounds below both values.
    @Test(arguments: BuildScale.seeds(6, debug: 2))
    func locksOnDistrictsAgreeWithAFreshSolve(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var problem = DistrictScaleProblems.gradeBlocks(
            schools: BuildScale.size(24, debug: 16), radius: 7, seed: seed)
        if seed.isMultiple(of: 2) { problem.openCount = .exactly(problem.clientCount / 3) }
        var memory = LocationMemory()
        for step in 0..<4 {
            let warm = try solver.solve(problem, remembering: &memory)
            let fresh = try solver.solve(problem)
            let (first, second) = (
                try #require(warm.stages.first), try #require(fresh.stages.first)
            )
            #expect(warm.status == .optimal && fresh.status == .optimal, "seed \(seed), \(step)")
            let least = min(first.value, second.value)
            #expect(first.bound <= least + 1e-6 * least, "seed \(seed), step \(step)")
            #expect(second.bound <= least + 1e-6 * least, "seed \(seed), step \(step)")
            #expect(abs(first.value - second.value) <= 1.1e-3 * least, "seed \(seed), \(step)")
            lock(&problem, warm, using: &random)
        }
    }

    /// Parts that did not change come back as they were, without a node being searched.
    @Test func anUnchangedProblemIsRemembered() throws {
        let problem = DistrictScaleProblems.gradeBlocks(
            schools: BuildScale.size(40, debug: 20), radius: 6, seed: 3)
        var memory = LocationMemory()
        let first = try solver.solve(problem, remembering: &memory)
        var calls = 0
        let second = try solver.solve(problem, remembering: &memory) { _ in
            calls += 1
            return true
        }
        #expect(first == second)
        #expect(calls == 0)
    }

    /// Moving sites about in the list changes their numbers, not what is remembered of them.
    @Test func sitesAreRecognisedByTheirOwnClients() throws {
        let problem = DistrictScaleProblems.gradeBlocks(
            schools: BuildScale.size(20, debug: 14), radius: 8, seed: 4)
        var memory = LocationMemory()
        let first = try solver.solve(problem, remembering: &memory)
        var reversed = problem
        let last = problem.sites.count - 1
        reversed.sites.reverse()
        reversed.modules?.limits.reverse()
        for index in reversed.options.indices {
            reversed.options[index].site = problem.options[index].site.map { last - $0 }
        }
        let second = try solver.solve(
            reversed, options: LocationSolverOptions(timeLimitSeconds: 0), remembering: &memory)
        #expect(second.isFeasible)
        #expect(second.stages[0].value <= first.stages[0].value * (1 + 1e-3))
    }

    /// Removes an option taken, or fixes a site the other way.
    private func lock(
        _ problem: inout LocationProblem, _ solution: LocationSolution,
        using random: inout SplitMix64
    ) {
        if random.chance(0.5), solution.isFeasible {
            let client = Int.random(in: 0..<problem.clientCount, using: &random)
            let option = solution.chosenOption[client]
            problem.options.remove(at: option)
            for index in problem.requirements.indices
            where !problem.requirements[index].supplies.isEmpty {
                problem.requirements[index].supplies.remove(at: option)
            }
        } else {
            let site = Int.random(in: problem.sites.indices, using: &random)
            problem.sites[site].state =
                solution.openSites.contains(site) ? .fixedClosed : .fixedOpen
        }
    }
}
