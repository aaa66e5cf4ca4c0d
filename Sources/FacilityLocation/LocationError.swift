/// A problem that makes no sense, or a solution that failed its check.
///
/// Infeasible, out of time and interrupted are results: see ``LocationSolution/Status``.
public struct LocationError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it was.
    public enum Code: String, Hashable, Sendable {
        /// An index out of range, a negative weight, a cost that is not a number.
        case invalidProblem
        /// The solver's answer broke a rule of the problem: a defect, never the user's fault.
        case verificationFailed
    }

    /// What kind of failure it was.
    public var code: Code
    /// The part of the problem concerned, such as `options[12].cost`.
    public var context: String
    /// What is wrong and what was expected.
    public var message: String

    /// An error.
    public init(code: Code, context: String, message: String) {
        self.code = code
        self.context = context
        self.message = message
    }

    /// One line with everything known.
    public var description: String { "\(context): \(message)" }
}
