import CPROJ
import SpatialTypes

/// A way from one datum to another, as registered.
public struct CoordinateOperation: Hashable, Sendable, CustomStringConvertible {
    /// The registered name, for instance `Indian 1975 to WGS 84 (2)`.
    public var name: String
    /// The registered code, for instance `EPSG:1304`; `nil` for composed operations.
    public var code: String?
    /// The accuracy the register states; `nil` when it states none.
    public var accuracy: Metres?

    /// An operation from its parts.
    public init(name: String, code: String? = nil, accuracy: Metres? = nil) {
        self.name = name
        self.code = code
        self.accuracy = accuracy
    }

    /// Name and code, for instance `Indian 1975 to WGS 84 (2) [EPSG:1304]`.
    public var description: String { code.map { "\(name) [\($0)]" } ?? name }

    /// The operation for a geographic datum where PROJ's first candidate is known to be wrong.
    ///
    /// For Indian 1975 (EPSG:4240) PROJ 9.1 and 9.5 put EPSG:1812 first, about 190 m away from
    /// EPSG:1304 (210, 814, 289) and EPSG:1537, which agree with each other.
    public static func preferred(forGeographicBase base: String?) -> String? {
        base == "EPSG:4240" ? "EPSG:1304" : nil
    }
}

/// What a transform does at one place, and what it could have done instead.
public struct TransformReport: Hashable, Sendable {
    /// One registered way from the datum to WGS 84.
    public struct Candidate: Hashable, Sendable {
        /// The operation.
        public var operation: CoordinateOperation
        /// Where it puts the place.
        public var position: Coordinate
        /// How far that is from where the used operation puts it.
        public var offset: Metres
    }

    /// The system the positions came in.
    public var source: CRSIdentifier
    /// The operation that was used.
    public var used: CoordinateOperation
    /// Every operation that gives an answer here, the used one included, in the order of PROJ.
    public var candidates: [Candidate]
    /// The largest distance between any two candidates; zero when there is no choice.
    public var spread: Metres
}

/// One operation ready to run, longitude first on both sides.
final class DatumShift {
    let operation: CoordinateOperation
    private let handle: ProjObject
    private let isReversed: Bool

    init(_ object: ProjObject, reversed: Bool = false) throws(ProjectionError) {
        let accuracy = proj_coordoperation_get_accuracy(object.context.pointer, object.pointer)
        operation = CoordinateOperation(
            name: object.name, code: object.identifier,
            accuracy: accuracy >= 0 ? Metres(accuracy) : nil)
        handle = try object.normalised()
        isReversed = reversed
    }

    func position(longitude: Double, latitude: Double) -> Coordinate? {
        handle.image(x: longitude, y: latitude, inverse: isReversed)
            .map { Coordinate(longitude: $0.x, latitude: $0.y) }
    }

    /// The place in the source datum that lands on a WGS 84 position.
    func source(of position: Coordinate) -> (x: Double, y: Double)? {
        handle.image(x: position.longitude, y: position.latitude, inverse: !isReversed)
    }
}
