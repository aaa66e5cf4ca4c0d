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
        var last: Attachment?
        var tree = ShortestPathTree(nodeCount: nodeCount, recordsArcs: true)
        let seeds = attachments(of: origin, metric: metric, direction: .fromOrigin, isSeed: true)
        tree.search(graph, from: seeds, limit: .max - 1) { node, cost in
            if let best, cost >= best { return false }
            for arrival in arrivals where Int(arrival.node) == node {
                let total = cost + arrival.cost
                if total < best ?? .max {
                    best = total
                    last = arrival
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
        var node = Int(last.node)
        while tree.arcs[node] != .max {
            arcs.append(Int(graph.directedEdges[Int(tree.arcs[node])]))
            node = graph.tail(ofArc: tree.arcs[node])
        }
        let first = seeds.filter { Int($0.node) == node }.min { $0.cost < $1.cost }
        drawing.begin(at: origin)
        drawing.leave(origin, towardsLast: first?.isLast ?? false)
        for directed in arcs.reversed() {
            drawing.follow(edge: directed >> 1, isReversed: directed & 1 == 1)
        }
        drawing.arrive(at: destination, fromLast: last.isLast)
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

    mutating func leave(_ origin: SnappedPoint, towardsLast isLast: Bool) {
        follow(
            edge: origin.edge, from: Place(origin, graph), to: end(of: origin.edge, isLast: isLast))
    }

    mutating func arrive(at destination: SnappedPoint, fromLast isLast: Bool) {
        follow(
            edge: destination.edge, from: end(of: destination.edge, isLast: isLast),
            to: Place(destination, graph))
    }

    mutating func follow(edge: Int, from origin: SnappedPoint, to destination: SnappedPoint) {
        follow(edge: edge, from: Place(origin, graph), to: Place(destination, graph))
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

    private func end(of edge: Int, isLast: Bool) -> Place {
        isLast
            ? Place(end: graph.edges[edge], graph) : Place(start: graph.edges[edge], graph)
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

    init(_ point: SnappedPoint, _ graph: RoadGraph) {
        corner = point.corner
        millimetres = point.millimetresAlong
        milliseconds = graph.cost(along: point, .duration)
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
