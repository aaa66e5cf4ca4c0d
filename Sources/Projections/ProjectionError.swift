/// What went wrong with a coordinate system, an operation or a position.
public struct ProjectionError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure a caller can act on.
    public enum Code: String, Hashable, Sendable {
        /// The text is not of the form `AUTHORITY:CODE`.
        case malformedIdentifier
        /// The coordinate system database has no such code.
        case unknownCRS
        /// The code is known but is neither geographic nor projected in two dimensions.
        case unsupportedCRS
        /// The database has no such coordinate operation.
        case unknownOperation
        /// The operation exists but does not lead from this datum to WGS 84.
        case unsuitableOperation
        /// No operation leads from this datum to WGS 84.
        case noOperation
        /// A position has no image, for instance northing 10⁹.
        case notTransformable
        /// A position landed outside the area where the coordinate system is used.
        case outsideAreaOfUse
        /// Degrees were given where a projected system wants lengths.
        case looksLikeDegrees
        /// PROJ refused for a reason of its own.
        case libraryFailure
    }

    /// The kind of failure.
    public var code: Code
    /// The coordinate system, operation or position concerned, as the caller wrote it.
    public var subject: String
    /// What was expected, or PROJ's own words.
    public var detail: String
    /// The place in a batch, counted from 0; `nil` for a single position.
    public var index: Int?

    /// An error from its parts.
    public init(_ code: Code, subject: String, detail: String, index: Int? = nil) {
        self.code = code
        self.subject = subject
        self.detail = detail
        self.index = index
    }

    /// One line for a planner.
    public var description: String {
        let place = index.map { " (position \($0))" } ?? ""
        return "\(subject)\(place): \(detail)"
    }
}
