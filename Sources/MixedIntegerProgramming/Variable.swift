/// A variable (column) of a ``MixedIntegerModel``, valid only in the model that returned it.
public struct Variable: Hashable, Comparable, Sendable {
    /// The column number, from 0.
    public let index: Int

    /// A variable by its column number.
    public init(index: Int) {
        self.index = index
    }

    /// Orders variables by column number.
    public static func < (left: Variable, right: Variable) -> Bool {
        left.index < right.index
    }
}

/// A constraint (row) of a ``MixedIntegerModel``, valid only in the model that returned it.
public struct Row: Hashable, Sendable {
    /// The row number, from 0.
    public let index: Int

    /// A row by its number.
    public init(index: Int) {
        self.index = index
    }
}

/// What values a variable may take between its bounds.
public enum VariableKind: Hashable, Sendable {
    /// Any real number.
    case continuous
    /// Whole numbers only; with bounds 0 and 1 this is a binary variable.
    case integer
}

/// Whether the objective is made small or large.
public enum ObjectiveSense: Hashable, Sendable {
    /// The smallest objective is sought.
    case minimise
    /// The largest objective is sought.
    case maximise
}
