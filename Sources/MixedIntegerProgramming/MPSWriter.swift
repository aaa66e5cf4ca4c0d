/// Writes a model as free-format MPS, the text every mixed-integer solver reads.
///
/// Dialect: integers between markers, one explicit bound pair for every
/// integer variable (readers disagree on the default), `RANGES` for two-sided rows, the objective
/// constant as the negated right-hand side of the objective row. Rows without bounds are left out.
/// HiGHS and CBC read it alike. CBC 2.10 warns and then ignores `OBJSENSE`, so by default a
/// maximisation is written as the minimisation of its negative.
///
/// Source: IBM, *MPSX/370 Program Reference Manual* (1979), as extended by the free format and
/// OBJSENSE of CPLEX; HiGHS and CBC documentation of their readers.
public struct MPSWriter: Sendable {
    /// How a maximisation is written.
    public enum Maximisation: Hashable, Sendable {
        /// As the minimisation of the negated objective, which every reader understands.
        case negated
        /// With `OBJSENSE MAX`, for readers that honour it.
        case declared
    }

    /// The name on the first line.
    public var modelName: String
    /// How a maximisation is written.
    public var maximisation: Maximisation

    /// A writer.
    public init(modelName: String = "model", maximisation: Maximisation = .negated) {
        self.modelName = modelName
        self.maximisation = maximisation
    }

    /// The model as MPS text, ASCII only, ending in a newline.
    ///
    /// Names are reduced to letters, digits, `_` and `.`, and made unique; unnamed variables are
    /// `x0, x1, …`, unnamed rows `r0, r1, …`.
    ///
    /// Crossed bounds are written as they are, and readers refuse them.
    ///
    /// - Complexity: O(variables + rows + non-zeros).
    public func text(for model: MixedIntegerModel) -> String {
        let names = MPSNames(model)
        var text = "NAME \(MPSNames.sanitised(modelName, fallback: "model")) FREE\n"
        var model = model
        if model.sense == .maximise && maximisation == .negated {
            model.negateObjective()
        }
        text += "OBJSENSE\n    \(model.sense == .minimise ? "MIN" : "MAX")\n"
        let rows = (0..<model.rowCount).filter {
            model.rowLower[$0].isFinite || model.rowUpper[$0].isFinite
        }
        appendRows(of: model, rows, names, to: &text)
        appendColumns(of: model, rows, names, to: &text)
        appendRightHandSides(of: model, rows, names, to: &text)
        appendBounds(of: model, names, to: &text)
        text += "ENDATA\n"
        return text
    }

    private func appendRows(
        of model: MixedIntegerModel, _ rows: [Int], _ names: MPSNames, to text: inout String
    ) {
        text += "ROWS\n N \(names.objective)\n"
        for row in rows {
            let kind: String
            if model.rowLower[row] == model.rowUpper[row] {
                kind = "E"
            } else {
                kind = model.rowUpper[row].isFinite ? "L" : "G"
            }
            text += " \(kind) \(names.rows[row])\n"
        }
    }

    private func appendColumns(
        of model: MixedIntegerModel, _ rows: [Int], _ names: MPSNames, to text: inout String
    ) {
        var entries = [[(row: Int, coefficient: Double)]](repeating: [], count: model.variableCount)
        for row in rows {
            for entry in Int(model.rowStarts[row])..<Int(model.rowStarts[row + 1]) {
                entries[Int(model.columns[entry])].append((row, model.coefficients[entry]))
            }
        }
        text += "COLUMNS\n"
        var insideIntegers = false
        for column in 0..<model.variableCount {
            let isInteger = model.variableKinds[column] == .integer
            if isInteger != insideIntegers {
                text += "    MARKER 'MARKER' '\(isInteger ? "INTORG" : "INTEND")'\n"
                insideIntegers = isInteger
            }
            let name = names.variables[column]
            // A column must appear even when nothing mentions it.
            if model.objective[column] != 0 || entries[column].isEmpty {
                text += "    \(name) \(names.objective) \(model.objective[column])\n"
            }
            for (row, coefficient) in entries[column] {
                text += "    \(name) \(names.rows[row]) \(coefficient)\n"
            }
        }
        if insideIntegers { text += "    MARKER 'MARKER' 'INTEND'\n" }
    }

    private func appendRightHandSides(
        of model: MixedIntegerModel, _ rows: [Int], _ names: MPSNames, to text: inout String
    ) {
        text += "RHS\n"
        if model.objectiveConstant != 0 {
            text += "    RHS \(names.objective) \(-model.objectiveConstant)\n"
        }
        var ranges = ""
        for row in rows {
            let (lower, upper) = (model.rowLower[row], model.rowUpper[row])
            let rightHandSide = upper.isFinite ? upper : lower
            if rightHandSide != 0 { text += "    RHS \(names.rows[row]) \(rightHandSide)\n" }
            if lower.isFinite && upper.isFinite && lower != upper {
                ranges += "    RANGE \(names.rows[row]) \(upper - lower)\n"
            }
        }
        if !ranges.isEmpty { text += "RANGES\n" + ranges }
    }

    private func appendBounds(
        of model: MixedIntegerModel, _ names: MPSNames, to text: inout String
    ) {
        text += "BOUNDS\n"
        for column in 0..<model.variableCount {
            let (lower, upper) = (model.variableLower[column], model.variableUpper[column])
            let name = names.variables[column]
            let isInteger = model.variableKinds[column] == .integer
            if lower == upper {
                text += " FX BND \(name) \(lower)\n"
            } else if lower == -.infinity && upper == .infinity {
                text += " FR BND \(name)\n"
            } else {
                if lower == -.infinity {
                    text += " MI BND \(name)\n"
                } else if lower != 0 || isInteger || upper < 0 {
                    text += " LO BND \(name) \(lower)\n"
                }
                if upper.isFinite {
                    text += " UP BND \(name) \(upper)\n"
                } else if isInteger {
                    text += " PL BND \(name)\n"
                }
            }
        }
    }
}

/// Unique ASCII names for everything in a model.
private struct MPSNames {
    var variables: [String]
    var rows: [String]
    var objective: String

    init(_ model: MixedIntegerModel) {
        var usedRows: Set<String> = ["RHS", "RANGE", "BND"]
        rows = []
        for (row, name) in model.rowNames.enumerated() {
            rows.append(Self.unique(name, fallback: "r\(row)", number: row, &usedRows))
        }
        objective = Self.unique("objective", fallback: "objective", number: 0, &usedRows)
        var usedVariables: Set<String> = ["MARKER"]
        variables = []
        for (column, name) in model.variableNames.enumerated() {
            variables.append(
                Self.unique(name, fallback: "x\(column)", number: column, &usedVariables))
        }
    }

    private static func unique(
        _ name: String?, fallback: String, number: Int, _ used: inout Set<String>
    ) -> String {
        let base = name.map { sanitised($0, fallback: fallback) } ?? fallback
        var candidate = base
        var suffix = number
        while !used.insert(candidate).inserted {
            candidate = "\(base)_\(suffix)"
            suffix += 1
        }
        return candidate
    }

    static func sanitised(_ name: String, fallback: String) -> String {
        var kept = ""
        for scalar in name.unicodeScalars.prefix(100) {
            let isPlain =
                scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || scalar == "_" || scalar == ".")
            kept.unicodeScalars.append(isPlain ? scalar : "_")
        }
        guard let first = kept.unicodeScalars.first else { return fallback }
        return first.properties.isAlphabetic ? kept : "n" + kept
    }
}
