/// What can go wrong in this room.
public struct StaffingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault.
    public enum Code: String, Hashable, Sendable {
        /// A file is not the JSON that its format asks for.
        case unreadableNorm
        /// A file lacks a key or a row.
        case incompleteNorm
        /// A file has a key that its format does not know.
        case unknownKey
        /// A value is outside what is possible.
        case impossibleValue
        /// No norm of that name.
        case unknownNorm
    }

    /// The kind of fault.
    public var code: Code
    /// Where it is and what was expected.
    public var detail: String

    /// A fault.
    public init(code: Code, detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The fault in one line.
    public var description: String { "\(code.rawValue): \(detail)" }
}
