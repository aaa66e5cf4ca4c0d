import SpatialTypes

/// Adds up a way, stretch by stretch, from the traveller's point to the place.
struct WayTrace {
    private let graph: RoadGraph
    private let flags: RoadFlags?
    private var millimetres: UInt64 = 0
    private var milliseconds: UInt64 = 0
    private var flagged: UInt64 = 0
    private var crossings = CrossingCount()
    /// The stretch walked last: the end of its edge that was reached, and whether the road there is flagged.
    private var reached: (edge: Int, isLast: Bool, isFlagged: Bool)?

    init(graph: RoadGraph, flags: RoadFlags?) {
        self.graph = graph
        self.flags = flags
    }

    /// The way so far.
    var way: Way {
        Way(
            distance: Metres(Double(millimetres) / 1_000),
            duration: Seconds(Double(milliseconds) / 1_000),
            flaggedDistance: Metres(Double(flagged) / 1_000), crossings: crossings.total)
    }

    /// From the point to the road.
    mutating func begin(at origin: SnappedPoint) {
        millimetres += UInt64(origin.offRoadMillimetres)
        milliseconds += UInt64(origin.offRoadMilliseconds)
    }

    /// From the road to the place.
    mutating func end(at destination: SnappedPoint) {
        millimetres += UInt64(destination.offRoadMillimetres)
        milliseconds += UInt64(destination.offRoadMilliseconds)
    }

    /// Along one edge that both points were joined to.
    mutating func follow(from origin: SnappedPoint, to destination: SnappedPoint) {
        let isForward =
            (origin.millimetresAlong, origin.corner)
            <= (destination.millimetresAlong, destination.corner)
        let part = stretch(
            from: isForward ? place(of: origin) : place(of: destination),
            to: isForward ? place(of: destination) : place(of: origin))
        if part.startsFlagged(isForward) { crossings.begin(side(of: origin, isForward)) }
        add(part)
        if !part.isWhole { crossings.leaveAlong(endsFlagged: part.endsFlagged(isForward)) }
        crossings.end(side(of: destination, isForward))
    }

    /// From the point's place on its edge to an end of it.
    mutating func leave(_ origin: SnappedPoint, isTowardsLast: Bool) {
        let edge = graph.edges[origin.edge]
        let part =
            isTowardsLast
            ? stretch(from: place(of: origin), to: place(ofCorner: edge.lastCorner))
            : stretch(from: place(ofCorner: edge.firstCorner), to: place(of: origin))
        if part.startsFlagged(isTowardsLast) {
            crossings.begin(side(of: origin, isTowardsLast))
        }
        add(part)
        if !part.isWhole { crossings.leaveAlong(endsFlagged: part.endsFlagged(isTowardsLast)) }
        reached = (origin.edge, isTowardsLast, part.endsFlagged(isTowardsLast))
    }

    /// Along a whole edge.
    mutating func follow(edge index: Int, isForward: Bool) {
        let edge = graph.edges[index]
        let part = flags?.edges[index]
        let (starts, ends) = (part?.startsFlagged ?? false, part?.endsFlagged ?? false)
        pass(to: index, isFromLast: !isForward, isFlagged: isForward ? starts : ends)
        millimetres += UInt64(graph.shape.millimetres[Int(edge.lastCorner)])
        milliseconds += UInt64(graph.shape.milliseconds[Int(edge.lastCorner)])
        flagged += UInt64(part?.millimetres ?? 0)
        if part?.isWhole == false {
            crossings.leaveAlong(endsFlagged: isForward ? ends : starts)
        }
        reached = (index, isForward, isForward ? ends : starts)
    }

    /// From an end of the place's edge to its place on it.
    mutating func arrive(at destination: SnappedPoint, isFromLast: Bool) {
        let edge = graph.edges[destination.edge]
        let part =
            isFromLast
            ? stretch(from: place(of: destination), to: place(ofCorner: edge.lastCorner))
            : stretch(from: place(ofCorner: edge.firstCorner), to: place(of: destination))
        pass(
            to: destination.edge, isFromLast: isFromLast,
            isFlagged: part.startsFlagged(!isFromLast))
        add(part)
        if !part.isWhole { crossings.leaveAlong(endsFlagged: part.endsFlagged(!isFromLast)) }
        crossings.end(side(of: destination, !isFromLast))
    }

    // MARK: Parts

    /// A stretch of one edge, seen along the edge.
    private struct Stretch {
        var millimetres: UInt32 = 0
        var milliseconds: UInt32 = 0
        var flagged: UInt32 = 0
        var isFirstFlagged = false
        var isLastFlagged = false
        var isWhole = true

        func startsFlagged(_ isForward: Bool) -> Bool {
            isForward ? isFirstFlagged : isLastFlagged
        }
        func endsFlagged(_ isForward: Bool) -> Bool { startsFlagged(!isForward) }
    }

    private func stretch(from low: EdgePlace, to high: EdgePlace) -> Stretch {
        var part = Stretch()
        part.millimetres = high.millimetres - low.millimetres
        part.milliseconds = high.milliseconds - low.milliseconds
        guard let flags else {
            part.isWhole = false
            return part
        }
        func isFlagged(_ corner: UInt32) -> Bool {
            flags.isFlagged[Int(graph.shape.segments[Int(corner)])]
        }
        var isFirst = true
        var begin = low.millimetres
        for corner in low.corner...high.corner {
            let end =
                corner == high.corner
                ? high.millimetres : graph.shape.millimetres[Int(corner) + 1]
            guard end > begin else { continue }
            let flag = isFlagged(corner)
            if isFirst { part.isFirstFlagged = flag }
            part.isLastFlagged = flag
            if flag { part.flagged += end - begin } else { part.isWhole = false }
            isFirst = false
            begin = end
        }
        if isFirst {
            // No length: what counts is the piece of road the place lies on.
            part.isWhole = isFlagged(low.corner)
            (part.isFirstFlagged, part.isLastFlagged) = (part.isWhole, part.isWhole)
        }
        return part
    }

    private mutating func add(_ part: Stretch) {
        millimetres += UInt64(part.millimetres)
        milliseconds += UInt64(part.milliseconds)
        flagged += UInt64(part.flagged)
    }

    /// Through the junction between the end of an edge reached last and the end of the next.
    private mutating func pass(to edge: Int, isFromLast: Bool, isFlagged: Bool) {
        guard let flags, let reached else { return }
        let ends = graph.edges[edge]
        let arms = flags.arms[Int(isFromLast ? ends.to : ends.from)]
        guard !arms.isEmpty else { return }
        crossings.pass(
            incoming: (
                RoadArm(edge: reached.edge, isLast: reached.isLast, graph: graph),
                reached.isFlagged
            ),
            outgoing: (RoadArm(edge: edge, isLast: isFromLast, graph: graph), isFlagged),
            arms: arms)
    }

    private func place(of point: SnappedPoint) -> EdgePlace {
        EdgePlace(
            corner: point.corner, millimetres: point.millimetresAlong,
            milliseconds: graph.cost(along: point, .duration))
    }

    private func place(ofCorner corner: UInt32) -> EdgePlace {
        EdgePlace(
            corner: corner, millimetres: graph.shape.millimetres[Int(corner)],
            milliseconds: graph.shape.milliseconds[Int(corner)])
    }

    /// The side of the road a point lies on; neither within half a metre of it.
    private func side(of place: SnappedPoint, _ isForward: Bool) -> CrossingCount.Side {
        guard place.offRoadMillimetres >= 500 else { return .neither }
        let scale = MetresPerDegree(atLatitude: place.coordinate.latitude)
        let corner = Int(place.corner)
        let along = scale.offset(
            from: graph.shape.coordinates[corner], to: graph.shape.coordinates[corner + 1])
        let out = scale.offset(from: place.coordinate, to: place.point)
        let cross = along.x * out.y - along.y * out.x
        if cross == 0 { return .neither }
        return (cross > 0) == isForward ? .left : .right
    }
}

/// A place on an edge: the corner before it and what lies between the edge's first node and it.
private struct EdgePlace {
    var corner: UInt32
    var millimetres: UInt32
    var milliseconds: UInt32
}
