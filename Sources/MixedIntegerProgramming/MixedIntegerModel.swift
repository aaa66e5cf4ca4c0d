/// A mixed-integer linear programme as a value: `min or max cᵀx + c₀` subject to
/// `L ≤ Ax ≤ U`, `l ≤ x ≤ u`, some `x` whole.
///
/// Columns and rows are stored as parallel arrays, the matrix by rows, which is what solvers take.
/// A model knows no solver: any ``MixedIntegerSolver`` solves it, ``MPSWriter`` writes it.
///
/// ```swift
/// var model = MixedIntegerModel(sense: .maximise)
/// let apples = model.addVariable("apples", upper: 3, objective: 2, kind: .integer)
/// let pears = model.addVariable("pears", objective: 3, kind: .integer)
/// model.addRow("weight", 2 * apples + 4 * pears <= 9)
/// ```
public struct MixedIntegerModel: Hashable, Sendable {
    /// Whether the objective is made small or large.
    public var sense: ObjectiveSense
    /// The constant part of the objective.
    public var objectiveConstant: Double

    /// The lower bound of every variable.
    public private(set) var variableLower: [Double] = []
    /// The upper bound of every variable.
    public private(set) var variableUpper: [Double] = []
    /// The objective coefficient of every variable.
    public private(set) var objective: [Double] = []
    /// The kind of every variable.
    public private(set) var variableKinds: [VariableKind] = []
    /// The name of every variable, `nil` where none was given.
    public private(set) var variableNames: [String?] = []

    /// The lower bound of every row.
    public private(set) var rowLower: [Double] = []
    /// The upper bound of every row.
    public private(set) var rowUpper: [Double] = []
    /// The name of every row, `nil` where none was given.
    public private(set) var rowNames: [String?] = []
    /// Where each row starts in ``columns`` and ``coefficients``; one entry more than rows.
    public private(set) var rowStarts: [Int32] = [0]
    /// The column of every non-zero, row by row, ascending within a row.
    public private(set) var columns: [Int32] = []
    /// The coefficient of every non-zero.
    public private(set) var coefficients: [Double] = []

    /// An empty model.
    public init(sense: ObjectiveSense = .minimise, objectiveConstant: Double = 0) {
        self.sense = sense
        self.objectiveConstant = objectiveConstant
    }

    /// The number of variables.
    public var variableCount: Int { objective.count }
    /// The number of rows.
    public var rowCount: Int { rowLower.count }
    /// The number of non-zero coefficients in the rows.
    public var nonzeroCount: Int { coefficients.count }
    /// Whether any variable must be whole.
    public var hasIntegers: Bool { variableKinds.contains(.integer) }
    /// All variables in column order.
    public var variables: [Variable] { (0..<variableCount).map(Variable.init(index:)) }

    /// Adds a variable between bounds, `0 ≤ x` unless told otherwise.
    ///
    /// - Precondition: bounds and objective are not NaN; the objective is finite.
    @discardableResult
    public mutating func addVariable(
        _ name: String? = nil, lower: Double = 0, upper: Double = .infinity,
        objective coefficient: Double = 0, kind: VariableKind = .continuous
    ) -> Variable {
        precondition(!lower.isNaN && !upper.isNaN, "a variable's bound is not a number")
        precondition(coefficient.isFinite, "an objective coefficient is not finite")
        variableLower.append(lower)
        variableUpper.append(upper)
        objective.append(coefficient)
        variableKinds.append(kind)
        variableNames.append(name)
        return Variable(index: variableCount - 1)
    }

    /// Adds a variable that is 0 or 1.
    @discardableResult
    public mutating func addBinary(_ name: String? = nil, objective: Double = 0) -> Variable {
        addVariable(name, lower: 0, upper: 1, objective: objective, kind: .integer)
    }

    /// Adds the row `lower ≤ Σ terms ≤ upper`, merging terms of the same variable.
    ///
    /// - Precondition: every variable belongs to this model; coefficients are finite.
    /// - Complexity: O(*t* log *t*) in the number of terms.
    @discardableResult
    public mutating func addRow(
        _ name: String? = nil, lower: Double = -.infinity, upper: Double = .infinity,
        terms: some Sequence<LinearTerm>
    ) -> Row {
        precondition(!lower.isNaN && !upper.isNaN, "a row's bound is not a number")
        var sorted = Array(terms)
        sorted.sort { $0.variable < $1.variable }
        var position = 0
        while position < sorted.count {
            let variable = sorted[position].variable
            var coefficient = 0.0
            while position < sorted.count, sorted[position].variable == variable {
                coefficient += sorted[position].coefficient
                position += 1
            }
            precondition(
                variable.index >= 0 && variable.index < variableCount,
                "a term's variable belongs to another model")
            precondition(coefficient.isFinite, "a row's coefficient is not finite")
            if coefficient != 0 {
                columns.append(Int32(variable.index))
                coefficients.append(coefficient)
            }
        }
        rowStarts.append(Int32(columns.count))
        rowLower.append(lower)
        rowUpper.append(upper)
        rowNames.append(name)
        return Row(index: rowCount - 1)
    }

    /// Adds a constraint written with operators, such as `2 * x + 4 * y <= 9`.
    @discardableResult
    public mutating func addRow(_ name: String?, _ constraint: LinearConstraint) -> Row {
        let constant = constraint.expression.constant
        return addRow(
            name, lower: constraint.lower - constant, upper: constraint.upper - constant,
            terms: constraint.expression.terms)
    }

    /// Adds an unnamed constraint written with operators.
    @discardableResult
    public mutating func addRow(_ constraint: LinearConstraint) -> Row {
        addRow(nil, constraint)
    }

    /// Replaces the whole objective by an expression.
    public mutating func setObjective(_ sense: ObjectiveSense, _ expression: LinearExpression) {
        self.sense = sense
        objectiveConstant = expression.constant
        for column in objective.indices {
            objective[column] = 0
        }
        for term in expression.terms {
            objective[term.variable.index] += term.coefficient
        }
    }

    /// Turns a maximisation into the minimisation of its negative, or the other way round.
    public mutating func negateObjective() {
        sense = sense == .minimise ? .maximise : .minimise
        objectiveConstant = -objectiveConstant
        for column in objective.indices where objective[column] != 0 {
            objective[column] = -objective[column]
        }
    }

    /// Replaces the bounds of a variable.
    public mutating func setBounds(of variable: Variable, lower: Double, upper: Double) {
        precondition(!lower.isNaN && !upper.isNaN, "a variable's bound is not a number")
        variableLower[variable.index] = lower
        variableUpper[variable.index] = upper
    }

    /// The terms of a row, in column order.
    public func terms(of row: Row) -> [LinearTerm] {
        (Int(rowStarts[row.index])..<Int(rowStarts[row.index + 1])).map {
            LinearTerm(coefficients[$0], Variable(index: Int(columns[$0])))
        }
    }

    /// The objective at a point.
    ///
    /// - Parameter values: one value per variable.
    public func objectiveValue(at values: [Double]) -> Double {
        precondition(values.count == variableCount, "one value per variable")
        return zip(objective, values).reduce(objectiveConstant) { $0 + $1.0 * $1.1 }
    }

    /// By how much a point breaks the worst of all bounds, rows and integrality; 0 when feasible.
    ///
    /// - Parameter values: one value per variable.
    public func largestViolation(at values: [Double]) -> Double {
        precondition(values.count == variableCount, "one value per variable")
        var worst = 0.0
        for (column, value) in values.enumerated() {
            worst = max(worst, variableLower[column] - value, value - variableUpper[column])
            if variableKinds[column] == .integer {
                worst = max(worst, abs(value - value.rounded()))
            }
        }
        for row in 0..<rowCount {
            var activity = 0.0
            for entry in Int(rowStarts[row])..<Int(rowStarts[row + 1]) {
                activity += coefficients[entry] * values[Int(columns[entry])]
            }
            worst = max(worst, rowLower[row] - activity, activity - rowUpper[row])
        }
        return worst
    }
}
