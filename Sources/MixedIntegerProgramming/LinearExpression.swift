/// One product of a coefficient and a variable.
public struct LinearTerm: Hashable, Sendable {
    /// The variable.
    public var variable: Variable
    /// What multiplies it.
    public var coefficient: Double

    /// The product `coefficient · variable`.
    public init(_ coefficient: Double, _ variable: Variable) {
        self.variable = variable
        self.coefficient = coefficient
    }
}

/// A sum of terms and a constant, `Σ aᵢ·xᵢ + b`.
///
/// Terms are kept in the order given; a variable that occurs twice is merged when the expression
/// enters a model. In loops prefer ``add(_:_:)``, which appends in constant amortised time.
public struct LinearExpression: Hashable, Sendable {
    /// The terms, possibly several for one variable.
    public var terms: [LinearTerm]
    /// The constant part.
    public var constant: Double

    /// An expression of the given terms and constant.
    public init(_ terms: [LinearTerm] = [], constant: Double = 0) {
        self.terms = terms
        self.constant = constant
    }

    /// The expression `variable`.
    public init(_ variable: Variable) {
        self.init([LinearTerm(1, variable)])
    }

    /// The sum of variables, each with coefficient one.
    public static func sum(_ variables: some Sequence<Variable>) -> LinearExpression {
        LinearExpression(variables.map { LinearTerm(1, $0) })
    }

    /// Adds `coefficient · variable`.
    ///
    /// - Complexity: O(1), amortised.
    public mutating func add(_ coefficient: Double, _ variable: Variable) {
        terms.append(LinearTerm(coefficient, variable))
    }

    /// Adds another expression to this one.
    public static func += (left: inout LinearExpression, right: LinearExpression) {
        left.terms.append(contentsOf: right.terms)
        left.constant += right.constant
    }

    /// The sum of two expressions.
    public static func + (left: LinearExpression, right: LinearExpression) -> LinearExpression {
        var sum = left
        sum += right
        return sum
    }

    /// The difference of two expressions.
    public static func - (left: LinearExpression, right: LinearExpression) -> LinearExpression {
        left + (-1) * right
    }

    /// A multiple of an expression.
    public static func * (factor: Double, expression: LinearExpression) -> LinearExpression {
        LinearExpression(
            expression.terms.map { LinearTerm(factor * $0.coefficient, $0.variable) },
            constant: factor * expression.constant)
    }

    /// The constraint *left is at most right*.
    public static func <= (left: LinearExpression, right: LinearExpression) -> LinearConstraint {
        LinearConstraint(left - right, lower: -.infinity, upper: 0)
    }

    /// The constraint *left is at least right*.
    public static func >= (left: LinearExpression, right: LinearExpression) -> LinearConstraint {
        LinearConstraint(left - right, lower: 0, upper: .infinity)
    }

    /// The constraint *left equals right*.
    public static func == (left: LinearExpression, right: LinearExpression) -> LinearConstraint {
        LinearConstraint(left - right, lower: 0, upper: 0)
    }
}

extension LinearExpression: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral {
    /// A constant expression.
    public init(floatLiteral value: Double) {
        self.init(constant: value)
    }

    /// A constant expression.
    public init(integerLiteral value: Int) {
        self.init(constant: Double(value))
    }
}

extension Variable {
    /// The term `factor · variable` as an expression.
    public static func * (factor: Double, variable: Variable) -> LinearExpression {
        LinearExpression([LinearTerm(factor, variable)])
    }
}

/// A linear expression between two bounds, ready to become a row.
public struct LinearConstraint: Hashable, Sendable {
    /// The expression; its constant is moved to the bounds.
    public var expression: LinearExpression
    /// The smallest value allowed, `-.infinity` for none.
    public var lower: Double
    /// The largest value allowed, `.infinity` for none.
    public var upper: Double

    /// The constraint `lower ≤ expression ≤ upper`.
    public init(_ expression: LinearExpression, lower: Double, upper: Double) {
        self.expression = expression
        self.lower = lower
        self.upper = upper
    }
}
