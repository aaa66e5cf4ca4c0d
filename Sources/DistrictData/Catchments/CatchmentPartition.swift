import PlanarGeometry
import Projections
import SchoolDistrict
import SpatialTypes

/// How far catchments are a partition of the ground: nothing twice, nothing left out, every village in one.
public struct CatchmentPartition: Sendable {
    /// Ground claimed by two catchments.
    public struct Overlap: Hashable, Sendable {
        /// The school with the smaller code.
        public var first: String
        /// The other school.
        public var second: String
        /// The area claimed twice.
        public var squareMetres: Double
        /// A corner of it.
        public var place: Coordinate?
    }

    /// Ground claimed by none.
    public struct Gap: Hashable, Sendable {
        /// The area left out.
        public var squareMetres: Double
        /// A corner of it.
        public var place: Coordinate?
    }

    /// The area of the ground that was to be divided, square metres.
    public let groundSquareMetres: Double
    /// The area of the union of the catchments within the ground.
    public let coveredSquareMetres: Double
    /// Overlaps by school code.
    public let overlaps: [Overlap]
    /// Gaps, largest first; empty when no ground is given.
    public let gaps: [Gap]
    /// Villages that lie in no catchment or in several, with how many.
    public let villagesNotInOne: [(village: Village, catchments: Int)]

    /// Examines valid catchments.
    ///
    /// - Parameter ground: the areas to be divided, such as the subdistricts; no gaps are looked for without any.
    /// - Throws: `GeometryError` when GEOS refuses a shape.
    public init(
        _ catchments: [Catchment], within ground: [[Polygon]], villages: [Village]
    ) throws(GeometryError) {
        let engine = try GeometryEngine()
        let areas = catchments.map(\.area)
        var overlaps: [Overlap] = []
        for pair in try engine.overlaps(among: areas) {
            let shared = try engine.intersection(of: areas[pair.first], and: areas[pair.second])
            let codes = [pair.first, pair.second].map { catchments[$0].schoolCode }.sorted()
            overlaps.append(
                Overlap(
                    first: codes[0], second: codes[1], squareMetres: Self.area(shared),
                    place: shared.first?.exterior.coordinates.first))
        }
        self.overlaps = overlaps.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
        let whole = try engine.union(of: ground.flatMap { $0 })
        let covered = try engine.union(of: areas.flatMap { $0 })
        groundSquareMetres = Self.area(whole)
        coveredSquareMetres = Self.area(
            ground.isEmpty ? covered : try engine.intersection(of: covered, and: whole))
        let missing = ground.isEmpty ? [] : try engine.difference(of: whole, and: covered)
        gaps = missing.map {
            Gap(squareMetres: Self.area([$0]), place: $0.exterior.coordinates.first)
        }.sorted { $0.squareMetres > $1.squareMetres }
        let index = try PolygonIndex(areas)
        var outside: [(village: Village, catchments: Int)] = []
        for village in villages {
            let count = try index.polygons(containing: village.position).count
            if count != 1 { outside.append((village, count)) }
        }
        villagesNotInOne = outside
    }

    private static func area(_ polygons: [Polygon]) -> Double {
        polygons.reduce(0) { $0 + abs(Geodesic.wgs84.areaSquareMetres(of: $1)) }
    }
}
