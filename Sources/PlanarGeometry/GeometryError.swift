/// Why a geometric operation could not be carried out.
public struct GeometryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kinds of failure a caller can act on.
    public enum Code: String, Hashable, Sendable {
        /// A ring has fewer than three different corners, or a line fewer than two.
        case tooFewCoordinates
        /// A coordinate is infinite or not a number.
        case coordinateNotFinite
        /// A number is outside its range, for instance a negative tolerance.
        case parameterOutOfRange
        /// GEOS refused, mostly because an input is invalid; repair it first.
        case libraryFailure
    }

    /// The kind of failure.
    public var code: Code
    /// The operation: a GEOS function, or ours.
    public var operation: String
    /// GEOS's own words, or what was expected.
    public var detail: String
    /// The place of the input in a list, counted from 0, when there is a list.
    public var index: Int?

    /// An error from its parts.
    public init(_ code: Code, operation: String, detail: String, index: Int? = nil) {
        self.code = code
        self.operation = operation
        self.detail = detail
        self.index = index
    }

    /// One line with the operation, the input and the reason.
    public var description: String {
        "\(operation)\(index.map { " (input \($0))" } ?? ""): \(detail)"
    }
}
