import MixedIntegerProgramming
import TestSupport
import Testing

@Suite struct MPSWriterTests {
    /// Every kind of row, bound and variable at once.
    private var everything: MixedIntegerModel {
        var model = MixedIntegerModel(sense: .maximise, objectiveConstant: 2.5)
        let a = model.addVariable("โรงเรียน 1", upper: 4, objective: 1)
        let b = model.addVariable("b", lower: -.infinity, upper: 3, objective: 0.5, kind: .integer)
        let c = model.addVariable("c", lower: -.infinity, objective: -1)
        let d = model.addVariable("d", lower: 1, objective: -0.25, kind: .integer)
        let e = model.addVariable("e", lower: 2, upper: 2, objective: 1)
        let f = model.addVariable("f", lower: -5, upper: -1, objective: 3, kind: .integer)
        model.addVariable("unused", upper: 6)
        model.addRow("range", lower: -2, upper: 8, terms: [LinearTerm(1, a), LinearTerm(2, b)])
        model.addRow("equal", 1 * c + 1 * a == 1)
        model.addRow("above", 1 * c + 1 * d + 1 * e >= 0)
        model.addRow("free", terms: [LinearTerm(1, a)])
        model.addRow("above", 1 * f + 1 * d <= 3.5)
        return model
    }

    @Test func writesTheDocumentedDialect() {
        let expected = """
            NAME model FREE
            OBJSENSE
                MAX
            ROWS
             N objective
             L range
             E equal
             G above
             L above_4
            COLUMNS
                n_________1 objective 1.0
                n_________1 range 1.0
                n_________1 equal 1.0
                MARKER 'MARKER' 'INTORG'
                b objective 0.5
                b range 2.0
                MARKER 'MARKER' 'INTEND'
                c objective -1.0
                c equal 1.0
                c above 1.0
                MARKER 'MARKER' 'INTORG'
                d objective -0.25
                d above 1.0
                d above_4 1.0
                MARKER 'MARKER' 'INTEND'
                e objective 1.0
                e above 1.0
                MARKER 'MARKER' 'INTORG'
                f objective 3.0
                f above_4 1.0
                MARKER 'MARKER' 'INTEND'
                unused objective 0.0
            RHS
                RHS objective -2.5
                RHS range 8.0
                RHS equal 1.0
                RHS above_4 3.5
            RANGES
                RANGE range 10.0
            BOUNDS
             UP BND n_________1 4.0
             MI BND b
             UP BND b 3.0
             FR BND c
             LO BND d 1.0
             PL BND d
             FX BND e 2.0
             LO BND f -5.0
             UP BND f -1.0
             UP BND unused 6.0
            ENDATA

            """
        #expect(MPSWriter(maximisation: .declared).text(for: everything) == expected)
    }

    @Test func negatesMaximisationsByDefault() {
        var model = MixedIntegerModel(sense: .maximise, objectiveConstant: 2)
        model.addVariable("a", upper: 4, objective: 3)
        let text = MPSWriter().text(for: model)
        #expect(text.contains("OBJSENSE\n    MIN\n"))
        #expect(text.contains("    a objective -3.0\n"))
        #expect(text.contains("    RHS objective 2.0\n"))
    }

    @Test(.enabled(if: CBCCommand.mustRun)) func cbcReadsEveryKindAsMeant() throws {
        var model = everything
        // CBC's answer is matched by name: rename the one variable that is rewritten.
        model = renamingFirst(model)
        let ours = try HiGHSSolver().solve(model, options: SolverOptions(relativeGap: 0))
        let objective = try #require(ours.objective)
        guard case .optimal(let theirs) = try CBCCommand.solve(model) else {
            Issue.record("CBC found no optimum")
            return
        }
        #expect(abs(objective - theirs) < 1e-6)
    }

    @Test(.enabled(if: CBCCommand.mustRun), arguments: 0..<40 as Range<UInt64>)
    func cbcAgreesOnRandomModels(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let model = randomModel(using: &random)
        let ours = try HiGHSSolver().solve(model, options: SolverOptions(relativeGap: 0))
        switch try CBCCommand.solve(model) {
        case .optimal(let theirs):
            #expect(abs((ours.objective ?? .nan) - theirs) < 1e-5, "seed \(seed)")
        case .infeasible:
            #expect(ours.status == .infeasible, "seed \(seed)")
        case .other(let status):
            Issue.record("seed \(seed): CBC says \(status)")
        }
    }

    private func renamingFirst(_ model: MixedIntegerModel) -> MixedIntegerModel {
        var copy = MixedIntegerModel(
            sense: model.sense, objectiveConstant: model.objectiveConstant)
        for column in 0..<model.variableCount {
            copy.addVariable(
                column == 0 ? "a" : model.variableNames[column],
                lower: model.variableLower[column], upper: model.variableUpper[column],
                objective: model.objective[column], kind: model.variableKinds[column])
        }
        for row in 0..<model.rowCount {
            copy.addRow(
                model.rowNames[row], lower: model.rowLower[row], upper: model.rowUpper[row],
                terms: model.terms(of: Row(index: row)))
        }
        return copy
    }

    /// Bounded, so never unbounded; equality and range rows make some infeasible.
    private func randomModel(using random: inout SplitMix64) -> MixedIntegerModel {
        var model = MixedIntegerModel(
            sense: Bool.random(using: &random) ? .minimise : .maximise,
            objectiveConstant: Double(Int.random(in: -5...5, using: &random)))
        for _ in 0..<Int.random(in: 2...8, using: &random) {
            let lower = Int.random(in: -6...4, using: &random)
            model.addVariable(
                lower: Double(lower),
                upper: Double(lower + Int.random(in: 0...7, using: &random)),
                objective: Double(Int.random(in: -9...9, using: &random)),
                kind: Int.random(in: 0..<3, using: &random) == 0 ? .continuous : .integer)
        }
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let terms = model.variables.filter { _ in Bool.random(using: &random) }.map {
                LinearTerm(Double(Int.random(in: -5...5, using: &random)), $0)
            }
            let low = Double(Int.random(in: -20...10, using: &random))
            switch Int.random(in: 0..<4, using: &random) {
            case 0: model.addRow(lower: low, terms: terms)
            case 1: model.addRow(upper: low + 15, terms: terms)
            case 2: model.addRow(lower: low, upper: low + 12, terms: terms)
            default: model.addRow(lower: low, upper: low, terms: terms)
            }
        }
        return model
    }
}
