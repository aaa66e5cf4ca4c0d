/// What can go wrong while a plan is written.
public struct PublishingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault; each has its own exit code.
    public enum Code: String, Hashable, Sendable {
        /// The folder cannot be made or may not be replaced (exit code 73).
        case cannotCreate
        /// Writing failed half way; earlier results are untouched (exit code 74).
        case inputOutput
        /// A shape could not be computed; earlier results are untouched (exit code 70).
        case geometry
    }

    /// The kind of fault.
    public var code: Code
    /// The path with what the system said, or what to change.
    public var detail: String

    /// A fault and what it concerns.
    public init(code: Code, detail: String) {
        self.code = code
        self.detail = detail
    }

    /// The exit code of `sysexits.h` that goes with the fault.
    public var exitCode: Int32 {
        switch code {
        case .cannotCreate: 73
        case .inputOutput: 74
        case .geometry: 70
        }
    }

    /// The fault in one line.
    public var description: String { "\(code.rawValue): \(detail)" }
}
