import SpatialTypes

/// The shortest way between two points, drawn.
public struct Route: Hashable, Sendable {
    /// The line from point to point, off-road legs included.
    public let coordinates: [Coordinate]
    /// Length of the way, off-road legs included.
    public let distance: Metres
    /// Time for the way, off-road legs included.
    public let duration: Seconds
    /// Length on classes that the profile flags as dangerous.
    public let dangerousDistance: Metres
    /// The input segments used, in order, each repeated stretch once.
    public let segmentIDs: [Int64]
}

extension RoadGraph {
    /// The shortest way between two points; `nil` where there is none.
    ///
    /// - Parameter metric: What is made small; the route tells distance and duration either way.
    public func route(
        from origin: SnappedPoint, to destination: SnappedPoint, metric: TravelMetric = .distance
    ) -> Route? {
        let graph = searchGraph(metric, .fromOrigin)
        let arrivals = attachments(
            of: destination, metric: metric, direction: .fromOrigin, isSeed: false)
        var best = directCost(from: origin, to: destination, metric: metric)
        var last: Int?
        var tree = ShortestPathTree(nodeCount: nodeCount, recordsArcs: true)
        let seeds = attachments(of: origin, metric: metric, direction: .fromOrigin, isSeed: true)
        tree.search(graph, from: seeds, limit: .max - 1) { node, cost in
            if let best, cost >= best { return false }
            for arrival in arrivals where Int(arrival.node) == node {
                let total = cost + arrival.cost
                if total < best ?? .max {
                    best = total
                    last = node
                }
            }
            return true
        }
        guard best != nil else { return nil }
        var drawing = RouteDrawing(graph: self)
        guard let last else {
            if origin.point == destination.point { return drawing.route(staying: origin) }
            drawing.begin(at: origin)
            drawing.follow(edge: origin.edge, from: origin, to: destination)
            return drawing.route(endingAt: destination)
        }
        var arcs: [Int] = []
        var node = last
        while tree.arcs[node] != .max {
            let directed = graph.directedEdges[Int(tree.arcs[node])]
            arcs.append(Int(directed))
            let edge = edges[Int(directed >> 1)]
            node = Int(directed & 1 == 0 ? edge.from : edge.to)
        }
        drawing.begin(at: origin)
        drawing.leave(origin, towards: node)
        for directed in arcs.reversed() {
            drawing.follow(edge: directed >> 1, isReversed: directed & 1 == 1)
        }
        drawing.arrive(at: destination, from: last)
        return drawing.route(endingAt: destination)
    }
}

/// Collects the corners and costs of a route.
private struct RouteDrawing {
    let graph: RoadGraph
    var coordinates: [Coordinate] = []
    var millimetres: UInt64 = 0
    var milliseconds: UInt64 = 0
    var dangerous: UInt64 = 0
    var segments: [Int64] = []

    init(graph: RoadGraph) { self.graph = graph }

    mutating func begin(at origin: SnappedPoint) {
        add(origin.point)
        add(origin.coordinate)
        millimetres += UInt64(origin.offRoadMillimetres)
        milliseconds += UInt64(origin.offRoadMilliseconds)
    }

    mutating func leave(_ origin: SnappedPoint, towards node: Int) {
        let ends = graph.edges[origin.edge]
        follow(
            edge: origin.edge, from: Place(origin),
            to: place(of: node, on: ends, near: Place(origin), leaving: true))
    }

    mutating func arrive(at destination: SnappedPoint, from node: Int) {
        let ends = graph.edges[destination.edge]
        follow(
            edge: destination.edge,
            from: place(of: node, on: ends, near: Place(destination), leaving: false),
            to: Place(destination))
    }

    mutating func follow(edge: Int, from origin: SnappedPoint, to destination: SnappedPoint) {
        follow(edge: edge, from: Place(origin), to: Place(destination))
    }

    mutating func follow(edge: Int, isReversed: Bool) {
        let ends = graph.edges[edge]
        let (first, last) = (Place(start: ends, graph), Place(end: ends, graph))
        follow(edge: edge, from: isReversed ? last : first, to: isReversed ? first : last)
    }

    func route(endingAt destination: SnappedPoint) -> Route {
        var copy = self
        copy.add(destination.coordinate)
        copy.add(destination.point)
        copy.millimetres += UInt64(destination.offRoadMillimetres)
        copy.milliseconds += UInt64(destination.offRoadMilliseconds)
        return copy.route
    }

    func route(staying point: SnappedPoint) -> Route {
        var copy = self
        copy.add(point.point)
        return copy.route
    }

    private var route: Route {
        Route(
            coordinates: coordinates, distance: Metres(Double(millimetres) / 1_000),
            duration: Seconds(Double(milliseconds) / 1_000),
            dangerousDistance: Metres(Double(dangerous) / 1_000), segmentIDs: segments)
    }

    private mutating func add(_ coordinate: Coordinate) {
        if coordinates.last != coordinate { coordinates.append(coordinate) }
    }

    /// Where a node lies on an edge; of a ring's two places the one that traffic and length favour.
    private func place(
        of node: Int, on edge: RoadEdge, near place: Place, leaving: Bool
    ) -> Place {
        let (start, end) = (Place(start: edge, graph), Place(end: edge, graph))
        guard edge.from == edge.to else { return Int(edge.from) == node ? start : end }
        let toEnd = leaving ? edge.forward : edge.backward
        let toStart = leaving ? edge.backward : edge.forward
        if place.millimetres == start.millimetres || !toEnd { return start }
        if place.millimetres == end.millimetres || !toStart { return end }
        return place.millimetres * 2 <= end.millimetres ? start : end
    }

    private mutating func follow(edge: Int, from: Place, to: Place) {
        let isForward = (from.millimetres, from.corner) <= (to.millimetres, to.corner)
        let (low, high) = isForward ? (from, to) : (to, from)
        var corners: [Coordinate] = [low.coordinate]
        var ids: [Int64] = []
        var begin = low.millimetres
        for corner in low.corner...high.corner {
            if corner > low.corner { corners.append(graph.shape.coordinates[Int(corner)]) }
            let isLast = corner == high.corner
            let end = isLast ? high.millimetres : graph.shape.millimetres[Int(corner) + 1]
            guard end > begin else { continue }
            let segment = Int(graph.shape.segments[Int(corner)])
            if graph.isDangerous(segment: segment) { dangerous += UInt64(end - begin) }
            ids.append(graph.segments.ids[segment])
            begin = end
        }
        corners.append(high.coordinate)
        for corner in isForward ? corners : corners.reversed() { add(corner) }
        for id in isForward ? ids : ids.reversed() where segments.last != id { segments.append(id) }
        millimetres += UInt64(high.millimetres - low.millimetres)
        milliseconds += UInt64(high.milliseconds - low.milliseconds)
    }
}

/// A place on an edge.
private struct Place {
    var corner: UInt32
    var millimetres: UInt32
    var milliseconds: UInt32
    var coordinate: Coordinate

    init(_ point: SnappedPoint) {
        corner = point.corner
        millimetres = point.millimetresAlong
        milliseconds = point.millisecondsAlong
        coordinate = point.coordinate
    }

    init(start edge: RoadEdge, _ graph: RoadGraph) {
        self.init(corner: edge.firstCorner, graph)
    }

    init(end edge: RoadEdge, _ graph: RoadGraph) {
        self.init(corner: edge.lastCorner, graph)
    }

    private init(corner: UInt32, _ graph: RoadGraph) {
        self.corner = corner
        millimetres = graph.shape.millimetres[Int(corner)]
        milliseconds = graph.shape.milliseconds[Int(corner)]
        coordinate = graph.shape.coordinates[Int(corner)]
    }
}
