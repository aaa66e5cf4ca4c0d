/// Why a road network could not be built or asked.
public struct RoadNetworkError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure.
    public enum Code: String, Hashable, Sendable {
        /// No segment is usable by the profile.
        case noUsableRoads
        /// A segment is malformed.
        case invalidSegment
        /// The profile contradicts itself.
        case invalidProfile
        /// The network exceeds what 32-bit indices and millimetres can hold.
        case tooLarge
    }

    /// The kind of failure.
    public let code: Code
    /// What was found, where, and what was expected.
    public let context: String

    /// A failure.
    public init(_ code: Code, _ context: String) {
        self.code = code
        self.context = context
    }

    /// The code and its context in one line.
    public var description: String { "\(code.rawValue): \(context)" }
}
