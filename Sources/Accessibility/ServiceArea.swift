import PlanarGeometry
import Projections
import RoadNetwork
import SpatialTypes

/// The ground from which a school is within a limit by road, and the ground nearest to each school.
///
/// A house is as far as the nearest road is, plus the straight way to that road. So the ground of
/// a road is what lies nearer to it than to any other road, no further off than a cap, and no
/// further than what the limit leaves. Made from the cells of points along all roads; pockets that
/// only a road beyond the limit serves stay holes.
public struct ServiceAreaBuilder {
    /// Ground further from its road belongs to no area.
    public var maximumOffRoad: Metres
    /// The largest distance between the points that stand for the roads.
    public var spacing: Metres
    /// What every reached road gets at least, so that no point of it is left out.
    static let verge = Metres(0.5)
    /// The distance between points where a road beyond the limit is near, so that the line between
    /// its ground and that of a reached road is right to about a metre.
    static let borderSpacing = Metres(4)

    private let graph: RoadGraph
    private let rule: SnapRule
    private let engine: GeometryEngine

    /// A builder for one network.
    ///
    /// - Throws: `GeometryError` when the geometry library does not start.
    public init(
        graph: RoadGraph, maximumOffRoad: Metres = Metres(250), spacing: Metres = Metres(20),
        rule: SnapRule = SnapRule()
    ) throws {
        self.graph = graph
        self.maximumOffRoad = maximumOffRoad
        self.spacing = spacing
        self.rule = rule
        engine = try GeometryEngine()
    }

    /// The ground within a limit of a place.
    ///
    /// - Parameters:
    ///   - limit: Metres or seconds, as the metric says; the way off the road counts.
    ///   - direction: `.towardsDestination` asks from where the place is reached.
    /// - Returns: Valid polygons with holes, outer rings counter-clockwise; empty where the place
    ///   is not on the network.
    public func area(
        around place: SnappedPoint?, limit: Double, metric: TravelMetric = .distance,
        direction: SearchDirection = .towardsDestination
    ) throws -> [Polygon] {
        let reach = reach(from: [place], within: limit, metric: metric, direction: direction)
        guard !reach.stretches.isEmpty else { return [] }
        let unit = metric == .distance ? 1 : offRoadMetresPerSecond
        let parts = try cells(of: reach) { site in
            min(Metres((limit - site.cost) * unit), maximumOffRoad)
        }
        let ground = try engine.coverageUnion(of: parts.flatMap(\.ground))
        let lines = reach.stretches.map(\.coordinates)
        let left = try engine.lines(lines, notCoveredBy: ground).map { lines[$0] }
        guard !left.isEmpty else { return withoutSlivers(ground) }
        let verges = try engine.buffer(
            of: .multiLineString(left), radius: Self.verge, quadrantSegments: 2)
        return withoutSlivers(try engine.union(of: ground + verges))
    }

    /// The part of a school's ground within a band of distance.
    public struct Band: Hashable, Sendable {
        /// The index of the school.
        public var place: Int
        /// Kilometres by road, from and up to.
        public var kilometres: Range<Int>
        /// The ground; valid, outer rings counter-clockwise.
        public var area: [Polygon]
    }

    /// The ground nearest to each of several schools by road, in bands of whole kilometres.
    ///
    /// - Parameter limit: Ground further away by road belongs to nobody.
    /// - Returns: Bands by place, then by distance; those without ground are left out.
    public func catchments(
        of places: [SnappedPoint?], within limit: Metres, bandKilometres: Int = 1
    ) throws -> [Band] {
        precondition(bandKilometres > 0, "a band has a width")
        let reach = reach(
            from: places, within: limit.value, metric: .distance, direction: .towardsDestination)
        guard !reach.stretches.isEmpty else { return [] }
        var parts: [[Int]: [Polygon]] = [:]
        for (site, ground) in try cells(of: reach, radius: { _ in maximumOffRoad }) {
            guard let place = site.place else { continue }
            let band = Int(site.cost / 1_000) / bandKilometres * bandKilometres
            parts[[place, band], default: []] += ground
        }
        return try parts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, cells in
            Band(
                place: key[0], kilometres: key[1]..<key[1] + bandKilometres,
                area: try withoutSlivers(engine.coverageUnion(of: cells)))
        }
    }

    private var offRoadMetresPerSecond: Double { graph.profile.offRoadSpeed / 3.6 }

    /// What is reached, and the roads near enough to take ground from it.
    private func reach(
        from places: [SnappedPoint?], within limit: Double, metric: TravelMetric,
        direction: SearchDirection
    ) -> RoadReach {
        graph.reach(
            from: places, within: limit, metric: metric, direction: direction,
            spacing: min(spacing, maximumOffRoad * 0.5),
            border: (
                min(spacing, Self.borderSpacing),
                limit - maximumOffRoad.value / (metric == .distance ? 1 : offRoadMetresPerSecond)
            ), margin: maximumOffRoad * 2, rule: rule)
    }

    /// The reached points of roads, each with the ground nearer to it than to any other point and
    /// no further off than its radius.
    private func cells(
        of reach: RoadReach, radius: (RoadReach.Sample) -> Metres
    ) throws -> [(site: RoadReach.Sample, ground: [Polygon])] {
        let sites = reach.samples.enumerated().map { Self.nudged($1.coordinate, index: $0) }
        guard let box = BoundingBox(of: sites) else { return [] }
        let frame = try engine.buffer(
            of: .multiPoint([
                Coordinate(longitude: box.west, latitude: box.south),
                Coordinate(longitude: box.east, latitude: box.north),
            ]), radius: maximumOffRoad)
        guard let hull = BoundingBox(of: frame.flatMap(\.exterior.coordinates)) else { return [] }
        let cells = try engine.voronoi(of: sites, clippedTo: [hull.polygon])
        let reached = reach.samples.indices.filter {
            reach.samples[$0].place != nil && !cells[$0].isEmpty
                && radius(reach.samples[$0]) > Self.verge
        }
        let discs = CellDiscs(
            cells: reached.map { cells[$0] }, sites: reached.map { sites[$0] },
            radii: reached.map { radius(reach.samples[$0]) })
        return zip(reached, discs.pieces).map { (site: reach.samples[$0], ground: $1) }
    }

    /// A place some centimetres off, differently for each index and always the same.
    ///
    /// Points along straight streets lie on common circles and lines, of which GEOS's Voronoi
    /// diagram may lose one.
    private static func nudged(_ place: Coordinate, index: Int) -> Coordinate {
        // The fractions of multiples of the plastic number fill a square evenly.
        let (x, y) = (Double(index) * 0.754_877_666, Double(index) * 0.569_840_291)
        let (east, north) = (x - x.rounded(.down) - 0.5, y - y.rounded(.down) - 0.5)
        return Coordinate(
            longitude: place.longitude + east * 1e-6, latitude: place.latitude + north * 1e-6)
    }

    /// Without the holes of less than about a square metre that rounding leaves between cells.
    private func withoutSlivers(_ polygons: [Polygon]) -> [Polygon] {
        polygons.map { polygon in
            Polygon(
                exterior: polygon.exterior,
                holes: polygon.holes.filter { abs($0.doubledSignedArea) > 2e-10 })
        }
    }
}

extension BoundingBox {
    /// The box as an area.
    fileprivate var polygon: Polygon {
        Polygon(
            exterior: LinearRing([
                Coordinate(longitude: west, latitude: south),
                Coordinate(longitude: east, latitude: south),
                Coordinate(longitude: east, latitude: north),
                Coordinate(longitude: west, latitude: north),
            ]))
    }
}
