/// A solver that refused a model or broke down.
///
/// Infeasible, unbounded and out-of-time are results: see ``MixedIntegerSolution/Status``.
public struct MixedIntegerError: Error, Hashable, Sendable, CustomStringConvertible {
    /// What kind of failure it was.
    public enum Code: String, Hashable, Sendable {
        /// The model or the options make no sense: a warm start of the wrong length, say.
        case invalidInput
        /// The solver library refused a call.
        case libraryCall
        /// The solver ended in a state that is neither an answer nor a limit.
        case solverFailed
    }

    /// What kind of failure it was.
    public var code: Code
    /// The function of the library that failed, empty if none was involved.
    public var function: String
    /// What went wrong, for a person.
    public var message: String

    /// An error.
    public init(code: Code, function: String = "", message: String) {
        self.code = code
        self.function = function
        self.message = message
    }

    /// One line with everything known.
    public var description: String {
        function.isEmpty ? message : "\(function): \(message)"
    }
}
