import PlanarGeometry
import Projections
import SpatialTypes

/// Ground with pupils in it, such as a village.
public struct PupilPlace: Hashable, Sendable {
    /// Where the pupils live.
    public var coordinate: Coordinate
    /// How many.
    public var pupils: Int

    /// So many pupils at a place.
    public init(coordinate: Coordinate, pupils: Int) {
        self.coordinate = coordinate
        self.pupils = pupils
    }

    /// The pupils inside each area; a place on a shared edge counts in every area it touches.
    ///
    /// - Throws: `GeometryError` when an area is so invalid that GEOS refuses it.
    public static func pupils(of places: [PupilPlace], in areas: [[Polygon]]) throws -> [Int] {
        var counts = [Int](repeating: 0, count: areas.count)
        let index = try PolygonIndex(areas)
        for place in places {
            for area in try index.polygons(containing: place.coordinate) {
                counts[area] += place.pupils
            }
        }
        return counts
    }
}

/// Where the ground nearest to schools by road and their official catchments differ.
public struct CatchmentComparison: Sendable {
    /// Ground that one school has by road and another, or none, officially.
    public struct Part: Hashable, Sendable {
        /// The school nearest by road; `nil` where no road leads within the limit.
        public var built: String?
        /// The school whose official catchment it is; `nil` where nobody's is.
        public var official: String?
        /// The ground; valid.
        public var area: [Polygon]
        /// Its size on the ellipsoid.
        public var squareMetres: Double
        /// The pupils who live there; `nil` where no places were given.
        public var pupils: Int?

        /// Whether both name the same school.
        public var agrees: Bool { built == official }
    }

    /// All ground of either kind, by the school of the road and then the official one; gaps last.
    public let parts: [Part]

    /// Lays built catchments over official ones.
    ///
    /// - Parameters:
    ///   - built: Code and ground of each school by road; the grounds do not overlap.
    ///   - official: Code and catchment of each school; repaired where invalid.
    ///   - pupils: Where pupils live; `nil` where unknown, then no counts are given.
    ///   - minimum: Smaller parts, such as slivers of digitisation, are left out.
    /// - Throws: `GeometryError` when an area is so damaged that GEOS refuses it.
    public init(
        built: [(code: String, area: [Polygon])], official: [(code: String, area: [Polygon])],
        pupils: [PupilPlace]? = nil, minimumSquareMetres minimum: Double = 100
    ) throws {
        let engine = try GeometryEngine()
        let mapped = try official.map { entry in
            (
                code: entry.code,
                area: try engine.makeValid(.multiPolygon(entry.area)).geometry?.polygons ?? []
            )
        }
        let allBuilt = try engine.union(of: built.flatMap(\.area))
        let allMapped = try engine.union(of: mapped.flatMap(\.area))
        var found: [(built: String?, official: String?, area: [Polygon])] = []
        for one in built.sorted(by: { $0.code < $1.code }) {
            for other in mapped.sorted(by: { $0.code < $1.code }) {
                let shared = try engine.intersection(of: one.area, and: other.area)
                found.append((one.code, other.code, shared))
            }
            found.append((one.code, nil, try engine.difference(of: one.area, and: allMapped)))
        }
        for other in mapped.sorted(by: { $0.code < $1.code }) {
            found.append((nil, other.code, try engine.difference(of: other.area, and: allBuilt)))
        }
        var parts = found.map { part in
            Part(
                built: part.built, official: part.official, area: part.area,
                squareMetres: part.area.reduce(0) { $0 + Geodesic.wgs84.areaSquareMetres(of: $1) })
        }
        parts.removeAll { $0.squareMetres < minimum }
        if let pupils {
            for (part, count) in try PupilPlace.pupils(of: pupils, in: parts.map(\.area))
                .enumerated()
            {
                parts[part].pupils = count
            }
        }
        self.parts = parts
    }
}
