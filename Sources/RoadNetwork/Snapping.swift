import Containers
import Dispatch
import Projections
import SpatialTypes
import Synchronization

/// A point joined to the road network.
public struct SnappedPoint: Hashable, Sendable {
    /// The point itself.
    public let point: Coordinate
    /// The index of the edge it was joined to.
    public let edge: Int
    /// The place on the road.
    public let coordinate: Coordinate
    /// Distance along the edge from its first node.
    public var distanceAlong: Metres { Metres(Double(millimetresAlong) / 1_000) }
    /// The straight way from the point to the road, on the ellipsoid.
    public let offRoad: Metres
    /// Whether no other road is nearer; `false` where a nearer one belongs to a pocket that the
    /// rest of the network cannot reach, or lies behind a river or a wall.
    public let isNearestRoad: Bool

    /// The corner of the graph's shape at which the piece of road begins.
    let corner: UInt32
    let millimetresAlong: UInt32
    let millisecondsAlong: UInt32
    let offRoadMillimetres: UInt32
    let offRoadMilliseconds: UInt32
}

/// How points are joined to roads.
public struct SnapRule: Hashable, Sendable {
    /// Points further from every usable road stay unsnapped.
    public var maximumDistance: Metres
    /// The smallest component, by length of its roads, that counts as part of the network besides
    /// the main one; `nil` admits the main component only.
    public var smallestComponent: Metres?

    /// A rule; by default 2 km, main component only.
    public init(
        maximumDistance: Metres = Metres(kilometres: 2), smallestComponent: Metres? = nil
    ) {
        self.maximumDistance = maximumDistance
        self.smallestComponent = smallestComponent
    }
}

extension RoadGraph {
    /// The nearest place on a usable road; `nil` when there is none within the rule's distance.
    ///
    /// Every point is snapped independently of all others. Ferries are not snapped to. A road
    /// behind a known river is joined only where there is none on the point's own side; one behind
    /// a wall or a fence only where there is none within 200 m more, since gates are rarely mapped.
    public func snap(_ point: Coordinate, rule: SnapRule = SnapRule()) -> SnappedPoint? {
        guard abs(point.longitude) <= 180, abs(point.latitude) <= 90 else { return nil }
        guard let (hit, nearestOfAny) = place(near: point, rule: rule) else { return nil }
        let coordinate = coordinate(of: hit)
        let offRoad =
            hit.metres < 0.000_5 ? 0 : Geodesic.wgs84.distance(from: point, to: coordinate).value
        guard offRoad <= rule.maximumDistance.value else { return nil }
        return SnappedPoint(
            point: point, edge: hit.edge, coordinate: coordinate, offRoad: Metres(offRoad),
            isNearestRoad: hit.metres <= nearestOfAny, corner: UInt32(hit.corner),
            millimetresAlong: interpolate(shape.millimetres, hit.corner, hit.fraction),
            millisecondsAlong: interpolate(shape.milliseconds, hit.corner, hit.fraction),
            offRoadMillimetres: UInt32((offRoad * 1_000).rounded()),
            offRoadMilliseconds: UInt32((offRoad / profile.offRoadSpeed * 3_600).rounded()))
    }

    /// The place to join a point to, obstacles considered, and the distance to the nearest road.
    private func place(
        near point: Coordinate, rule: SnapRule
    ) -> (hit: SnapIndex.Hit, nearestOfAny: Double)? {
        func nearest(
            within metres: Double, behind allowed: Set<ObstacleLine.Kind>?
        ) -> (hit: SnapIndex.Hit, nearestOfAny: Double)? {
            snapIndex.nearest(to: point, within: metres, shape: shape) { hit in
                guard isPartOfNetwork(edge: hit.edge, rule: rule), isOpen(hit) else {
                    return false
                }
                guard let allowed else { return true }
                return obstacles.kinds(between: point, and: coordinate(of: hit))
                    .isSubset(of: allowed)
            }
        }
        let limit = rule.maximumDistance.value
        guard let first = nearest(within: limit, behind: nil) else { return nil }
        let crossed = obstacles.kinds(between: point, and: coordinate(of: first.hit))
        if crossed.isEmpty { return first }
        let reach =
            crossed.contains(.water) ? limit : min(limit, first.hit.metres + Self.wallDetour.value)
        guard
            let other = nearest(within: reach, behind: [])
                ?? (crossed.contains(.water) ? nearest(within: limit, behind: [.wall]) : nil)
        else { return first }
        return (other.hit, min(first.nearestOfAny, other.nearestOfAny))
    }

    /// How much further than a road behind a wall another may be to be joined instead.
    private static let wallDetour = Metres(200)

    private func isOpen(_ hit: SnapIndex.Hit) -> Bool {
        closures.allow(
            edge: hit.edge, between: shape.millimetres[hit.corner],
            and: shape.millimetres[hit.corner + 1])
    }

    private func coordinate(of hit: SnapIndex.Hit) -> Coordinate {
        interpolate(shape.coordinates[hit.corner], shape.coordinates[hit.corner + 1], hit.fraction)
    }

    /// The nearest place for each point, in the order of the points.
    ///
    /// - Parameter workers: The number of threads; the answer does not depend on it.
    public func snap(
        _ points: [Coordinate], rule: SnapRule = SnapRule(), workers: Int = 2
    ) -> [SnappedPoint?] {
        let blocks = Mutex([Int: [SnappedPoint?]]())
        let size = max(1, (points.count + workers - 1) / max(workers, 1))
        let count = (points.count + size - 1) / size
        DispatchQueue.concurrentPerform(iterations: count) { block in
            let part = points[block * size..<min((block + 1) * size, points.count)]
            let snapped = part.map { snap($0, rule: rule) }
            blocks.withLock { $0[block] = snapped }
        }
        return blocks.withLock { done in (0..<count).flatMap { done[$0] ?? [] } }
    }

    func isPartOfNetwork(edge: Int, rule: SnapRule) -> Bool {
        guard let component = component(ofEdge: edge) else { return false }
        if component == 0 { return true }
        return rule.smallestComponent.map { componentLengths[Int(component)] >= $0 } ?? false
    }

    func interpolate(_ column: FrozenArray<UInt32>, _ corner: Int, _ fraction: Double) -> UInt32 {
        let (from, to) = (Double(column[corner]), Double(column[corner + 1]))
        return UInt32((from + (to - from) * fraction).rounded())
    }

    func interpolate(
        _ start: Coordinate, _ end: Coordinate, _ fraction: Double
    ) -> Coordinate {
        if fraction == 0 { return start }
        if fraction == 1 { return end }
        let east = LocalFrame.wrapped(end.longitude - start.longitude)
        return Coordinate(
            longitude: LocalFrame.wrapped(start.longitude + east * fraction),
            latitude: start.latitude + (end.latitude - start.latitude) * fraction)
    }
}
