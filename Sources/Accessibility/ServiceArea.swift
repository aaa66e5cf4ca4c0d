import PlanarGeometry
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
    static let verge = Metres(3)

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
        let reach = graph.reach(
            from: [place], within: limit, metric: metric, direction: direction, spacing: spacing,
            rule: rule)
        let lines = reach.stretches.map(\.coordinates)
        guard !lines.isEmpty else { return [] }
        let (sites, cells) = try cells(of: reach)
        let unit = metric == .distance ? 1 : graph.profile.offRoadSpeed / 3.6
        var parts: [Polygon] = []
        for (site, cell) in zip(sites, cells) where site.place != nil && !cell.isEmpty {
            let radius = Metres((limit - site.cost) * unit)
            if radius >= maximumOffRoad {
                parts += cell
            } else if radius.value > 0.5 {
                let disc = try engine.buffer(of: .point(site.coordinate), radius: radius)
                parts += try engine.intersection(of: cell, and: disc)
            }
        }
        return try joined(parts, along: lines)
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
        let reach = graph.reach(from: places, within: limit.value, spacing: spacing, rule: rule)
        guard !reach.stretches.isEmpty else { return [] }
        let (sites, cells) = try cells(of: reach)
        var parts: [[Int]: [Polygon]] = [:]
        for (site, cell) in zip(sites, cells) where !cell.isEmpty {
            guard let place = site.place else { continue }
            let band = Int(site.cost / 1_000) / bandKilometres * bandKilometres
            parts[[place, band], default: []] += cell
        }
        return try parts.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map { key, cells in
            Band(
                place: key[0], kilometres: key[1]..<key[1] + bandKilometres,
                area: try withoutSlivers(engine.union(of: cells)))
        }
    }

    /// The cells of the road points on the ground near reached roads.
    private func cells(
        of reach: RoadReach
    ) throws -> (sites: [RoadReach.Sample], cells: [[Polygon]]) {
        let lines = Geometry.multiLineString(reach.stretches.map(\.coordinates))
        let ground = try engine.buffer(of: lines, radius: maximumOffRoad)
        guard var box = BoundingBox(of: ground.flatMap(\.exterior.coordinates)) else {
            return ([], [])
        }
        // Roads beyond the ground take their share of it, if they are near enough.
        let degrees = maximumOffRoad.value / 50_000
        box.west -= degrees
        box.east += degrees
        box.south -= degrees
        box.north += degrees
        let sites = reach.samples.filter { box.contains($0.coordinate) }
        return (sites, try engine.voronoi(of: sites.map(\.coordinate), clippedTo: ground))
    }

    private func joined(_ parts: [Polygon], along lines: [[Coordinate]]) throws -> [Polygon] {
        let verges = try engine.buffer(
            of: .multiLineString(lines), radius: Self.verge, quadrantSegments: 2)
        return withoutSlivers(try engine.union(of: parts + verges))
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
