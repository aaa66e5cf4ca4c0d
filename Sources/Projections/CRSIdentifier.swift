import CPROJ
import SpatialTypes

/// A coordinate reference system by its code, looked up in the EPSG data set once.
public struct CRSIdentifier: Hashable, Sendable, CustomStringConvertible {
    /// What the coordinates of a system are.
    public enum Kind: Hashable, Sendable {
        /// Angles: longitude and latitude.
        case geographic
        /// Lengths on a plane: easting and northing.
        case projected
    }

    /// Who gave the code, for instance `EPSG`.
    public let authority: String
    /// The code, for instance `32648`.
    public let code: String
    /// The system's name, for instance `WGS 84 / UTM zone 48N`.
    public let name: String
    /// Whether coordinates are angles or lengths.
    public let kind: Kind
    /// The geographic system underneath, for instance `EPSG:4240` for `EPSG:24048`.
    public let geographicBase: String?
    /// Where the system is meant to be used; `nil` when the data set does not say.
    public let areaOfUse: BoundingBox?

    /// A system from text such as `EPSG:24048`; the authority's letters may be of either case.
    ///
    /// - Throws: `ProjectionError` when the text is malformed, the code unknown, or the system
    ///   neither geographic nor projected in two dimensions.
    public init(_ text: String) throws(ProjectionError) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts.allSatisfy({ !$0.isEmpty && $0.allSatisfy(\.isASCII) }),
            parts[1].allSatisfy({ $0.isLetter || $0.isNumber })
        else {
            throw ProjectionError(
                .malformedIdentifier, subject: text,
                detail: "expected a code such as EPSG:4326 or EPSG:32648")
        }
        try self.init(
            authority: parts[0].uppercased(), code: String(parts[1]), context: ProjContext())
    }

    init(authority: String, code: String, context: ProjContext) throws(ProjectionError) {
        let text = "\(authority):\(code)"
        guard
            let object = context.object(authority: authority, code: code, category: PJ_CATEGORY_CRS)
        else {
            throw ProjectionError(
                .unknownCRS, subject: text, detail: "no coordinate reference system has this code")
        }
        switch proj_get_type(object.pointer) {
        case PJ_TYPE_GEOGRAPHIC_2D_CRS: kind = .geographic
        case PJ_TYPE_PROJECTED_CRS: kind = .projected
        default:
            throw ProjectionError(
                .unsupportedCRS, subject: text,
                detail: "\(object.name) is neither geographic nor projected in two dimensions")
        }
        self.authority = authority
        self.code = code
        name = object.name
        geographicBase = proj_crs_get_geodetic_crs(context.pointer, object.pointer)
            .flatMap { ProjObject(context: context, adopting: $0).identifier }
        var west = 0.0
        var south = 0.0
        var east = 0.0
        var north = 0.0
        let known = proj_get_area_of_use(
            context.pointer, object.pointer, &west, &south, &east, &north, nil)
        // −1000 is PROJ's word for unknown; west > east crosses the antimeridian.
        areaOfUse =
            known != 0 && west > -1_000 && west <= east
            ? BoundingBox(west: west, south: south, east: east, north: north) : nil
    }

    /// The code as written in files, for instance `EPSG:32648`.
    public var description: String { "\(authority):\(code)" }

    /// Whether two identifiers carry the same code.
    public static func == (left: CRSIdentifier, right: CRSIdentifier) -> Bool {
        left.authority == right.authority && left.code == right.code
    }

    /// Hashes the code only; the rest follows from it.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(authority)
        hasher.combine(code)
    }
}
