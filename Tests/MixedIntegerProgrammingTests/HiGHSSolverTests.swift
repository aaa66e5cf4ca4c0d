import MixedIntegerProgramming
import Testing

@Suite struct HiGHSSolverTests {
    private let solver = HiGHSSolver()

    @Test func solvesATextbookLinearProgramme() throws {
        // max 3x + 5y, x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18: the corner (2, 6) with 36.
        var model = MixedIntegerModel(sense: .maximise)
        let x = model.addVariable("x", upper: 4, objective: 3)
        let y = model.addVariable("y", objective: 5)
        model.addRow(2 * y <= 12)
        model.addRow(3 * x + 2 * y <= 18)
        let solution = try solver.solve(model)
        #expect(solution.status == .optimal)
        #expect(abs((solution.objective ?? 0) - 36) < 1e-9)
        #expect(abs(solution[x] - 2) < 1e-9)
        #expect(abs(solution[y] - 6) < 1e-9)
        #expect(solution.bound == solution.objective)
        #expect(solution.relativeGap == 0)
    }

    @Test func solvesAKnapsackAndKeepsTheConstant() throws {
        // Weights 4, 5, 6, 7 and values 5, 6, 8, 9 in 11: items of 5 and 6 with 14, plus 100.
        var model = MixedIntegerModel(sense: .maximise, objectiveConstant: 100)
        let items = [5.0, 6, 8, 9].map { model.addBinary(objective: $0) }
        model.addRow(
            "weight", upper: 11,
            terms: zip([4.0, 5, 6, 7], items).map { LinearTerm($0, $1) })
        let solution = try solver.solve(model, options: SolverOptions(relativeGap: 0))
        #expect(solution.status == .optimal)
        #expect(solution.objective == 114)
        #expect(
            items.map { solution[$0] } == [1, 0, 0, 1]
                || items.map { solution[$0] } == [0, 1, 1, 0])
        #expect(model.largestViolation(at: solution.values) < 1e-6)
    }

    @Test func mergesRepeatedTermsAndMovesConstants() throws {
        var model = MixedIntegerModel()
        let x = model.addVariable("x")
        let y = model.addVariable("y")
        let row = model.addRow("r", 2 * x + 3 * y + 1 * x + 4 >= 1 * y + 10)
        #expect(model.terms(of: row) == [LinearTerm(3, x), LinearTerm(2, y)])
        #expect(model.rowLower == [6])
        #expect(model.rowUpper == [.infinity])
        let cancelled = model.addRow("c", 1 * x - 1 * x + 1 * y == 2)
        #expect(model.terms(of: cancelled) == [LinearTerm(1, y)])
    }

    @Test func reportsInfeasibleModels() throws {
        var model = MixedIntegerModel()
        let x = model.addVariable("x", upper: 1, kind: .integer)
        model.addRow(2 * x == 1)
        let solution = try solver.solve(model)
        #expect(solution.status == .infeasible)
        #expect(solution.objective == nil)
        #expect(solution.values.isEmpty)
        #expect(solution.relativeGap == .infinity)

        var crossed = MixedIntegerModel()
        crossed.addVariable("x", lower: 2, upper: 1)
        #expect(try solver.solve(crossed).status == .infeasible)

        var empty = MixedIntegerModel()
        empty.addRow("impossible", lower: 1, terms: [])
        #expect(try solver.solve(empty).status == .infeasible)
    }

    /// Feasible at y0 = x1 = 1, and yet the presolve of HiGHS 1.15.1 says infeasible.
    @Test func doesNotBelieveAPresolveThatErrs() throws {
        var model = MixedIntegerModel()
        let y = (0..<3).map { model.addBinary("y\($0)", objective: 1) }
        let x = (0..<2).map { model.addBinary("x\($0)") }
        let shared = model.addVariable("x2", upper: 1)
        model.addRow("client", .sum(x + [shared]) == 1)
        model.addRow("own", .sum(x) == .sum([y[0]]))
        model.addRow("link", .sum([shared]) <= .sum([y[1]]))
        model.addRow("count", .sum(y) >= 1)
        model.addRow(
            "keep",
            18 * y[0] + 3 * y[1] + 2 * y[2] + 27 * x[0] + 9 * x[1] + 28 * shared <= 27.5)
        let solution = try solver.solve(model)
        #expect(solution.status == .optimal)
        #expect(solution.objective == 1)
    }

    @Test(arguments: [VariableKind.continuous, .integer])
    func reportsUnboundedModels(kind: VariableKind) throws {
        var model = MixedIntegerModel(sense: .maximise)
        let x = model.addVariable("x", objective: 1, kind: kind)
        let y = model.addVariable("y", kind: kind)
        model.addRow(1 * x - 1 * y <= 3)
        #expect(try solver.solve(model).status == .unbounded)
        model.addRow(1 * x <= -1)
        #expect(try solver.solve(model).status == .infeasible)
    }

    @Test func solvesModelsWithoutVariablesOrRows() throws {
        let nothing = MixedIntegerModel(objectiveConstant: 7)
        #expect(try solver.solve(nothing).objective == 7)
        var alone = MixedIntegerModel()
        let x = alone.addVariable("x", lower: -3, upper: 9, objective: 2, kind: .integer)
        let solution = try solver.solve(alone)
        #expect(solution.status == .optimal)
        #expect(solution[x] == -3)
    }

    @Test func refusesOptionsThatMakeNoSense() {
        var model = MixedIntegerModel()
        model.addVariable("x")
        for options in [
            SolverOptions(timeLimitSeconds: -1), SolverOptions(relativeGap: -1),
            SolverOptions(threads: 0), SolverOptions(seed: -1), SolverOptions(warmStart: [1, 2]),
        ] {
            #expect(throws: MixedIntegerError.self) {
                try solver.solve(model, options: options)
            }
        }
    }

    @Test func timeLimitReturnsTheIncumbentOrSaysThereIsNone() throws {
        let hard = HardModels.marketSplit(rows: 5, columns: 40, seed: 3)
        let without = try solver.solve(hard, options: SolverOptions(timeLimitSeconds: 0))
        #expect(without.status == .noIncumbent || without.status == .feasible)
        #expect(without.hasIncumbent == (without.status == .feasible))

        let solution = try solver.solve(
            hard, options: SolverOptions(timeLimitSeconds: 1, relativeGap: 0))
        #expect(solution.status == .feasible)
        #expect(solution.bound <= (solution.objective ?? -.infinity))
        #expect(hard.largestViolation(at: solution.values) < 1e-5)
    }

    @Test func stopsWithinASecondOfBeingAsked() throws {
        let hard = HardModels.marketSplit(rows: 5, columns: 40, seed: 4)
        let clock = ContinuousClock()
        var calls = 0
        var asked: ContinuousClock.Instant?
        let solution = try solver.solve(
            hard, options: SolverOptions(timeLimitSeconds: 30, relativeGap: 0)
        ) { progress in
            calls += 1
            guard progress.seconds > 0.3 else { return true }
            if asked == nil { asked = clock.now }
            return false
        }
        let started = try #require(asked)
        #expect(solution.status == .interrupted)
        #expect(clock.now - started < .seconds(1))
        #expect(calls >= 2)
    }

    @Test func startsFromAKnownPoint() throws {
        let hard = HardModels.marketSplit(rows: 4, columns: 30, seed: 5)
        let first = try solver.solve(hard, options: SolverOptions(timeLimitSeconds: 1))
        try #require(first.hasIncumbent)
        let again = try solver.solve(
            hard, options: SolverOptions(timeLimitSeconds: 0.2, warmStart: first.values))
        #expect((again.objective ?? .infinity) <= (first.objective ?? -.infinity) + 1e-6)
    }

    /// HiGHS 1.15.1 proves this warm start without a bound of its own.
    @Test func aProvenWarmStartHasABound() throws {
        var model = MixedIntegerModel(objectiveConstant: 14)
        let first = model.addVariable("a", upper: 1, objective: -14, kind: .integer)
        let second = model.addVariable("b", upper: 1, kind: .integer)
        let shares = [0, 0, 39].map { model.addVariable(upper: 1, objective: $0) }
        model.addRow("one", 1 * first + 1 * second == 1)
        model.addRow("all", LinearExpression.sum(shares) == 1)
        model.addRow("link", 1 * shares[0] <= 1 * first)
        model.addRow("keep", 2 * shares[0] >= 1.999998)
        let solution = try HiGHSSolver().solve(
            model, options: SolverOptions(relativeGap: 0, warmStart: [1, 0, 1, 0, 0]))
        #expect(solution.status == .optimal && abs(solution.objective ?? 1) < 1e-9)
        #expect(abs(solution.bound) < 1e-5)
    }

    @Test func sameInputSameAnswer() throws {
        let model = HardModels.marketSplit(rows: 2, columns: 14, seed: 6)
        let first = try solver.solve(model)
        let second = try solver.solve(model)
        #expect(first == second)
        let threaded = try solver.solve(model, options: SolverOptions(threads: 2))
        #expect(abs((threaded.objective ?? -1) - (first.objective ?? -2)) < 1e-4)
        #expect(try solver.solve(model) == first)
    }

    @Test func knowsItsVersion() {
        #expect(HiGHSSolver.version.split(separator: ".").count == 3)
    }
}
