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
    /// rest of the network cannot reach.
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
    /// Every point is snapped independently of all others. Ferries are not snapped to.
    public func snap(_ point: Coordinate, rule: SnapRule = SnapRule()) -> SnappedPoint? {
        guard abs(point.longitude) <= 180, abs(point.latitude) <= 90 else { return nil }
        let found = snapIndex.nearest(
            to: point, within: rule.maximumDistance.value, shape: shape,
            isWanted: { isPartOfNetwork(edge: $0, rule: rule) })
        guard let (hit, nearestOfAny) = found else { return nil }
        let (start, end) = (shape.coordinates[hit.corner], shape.coordinates[hit.corner + 1])
        let coordinate = interpolate(start, end, hit.fraction)
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
