import SpatialTypes

/// The shortest way from a point to a place, with what a traveller meets on it.
public struct Way: Hashable, Sendable {
    /// Length of the way, off-road legs included.
    public var distance: Metres
    /// Time for the way, off-road legs included.
    public var duration: Seconds
    /// Length along flagged roads.
    public var flaggedDistance: Metres
    /// How often the walker has to step over a flagged road, at the least.
    ///
    /// Meeting a flagged road and leaving it on the same side is no crossing; each carriageway of a divided road
    /// counts by itself; the side of a point beside a flagged road is the side it lies on.
    public var crossings: Int

    /// A way from its figures.
    public init(
        distance: Metres, duration: Seconds, flaggedDistance: Metres = .zero, crossings: Int = 0
    ) {
        self.distance = distance
        self.duration = duration
        self.flaggedDistance = flaggedDistance
        self.crossings = crossings
    }
}

/// The shortest ways from many points to one place by one search; made once, asked often.
///
/// The search runs from the place against the traffic and keeps its tree, so that every point's way is read from it
/// without a search of its own. One search per thread: asking changes it.
public struct WaySearch: Sendable {
    /// A point waiting at a node.
    private struct Waiting: Sendable {
        var origin: Int
        var attachment: Attachment
        /// The next one waiting at the same node; −1 for none.
        var next: Int
    }

    private let graph: RoadGraph
    private let metric: TravelMetric
    private let flags: RoadFlags?
    private var tree: ShortestPathTree
    /// The first point waiting at each node, an index into `waiting`; −1 for none.
    private var firstWaiting: [Int32]

    /// A search in a graph.
    ///
    /// - Parameters:
    ///   - metric: What is made small; a way tells distance and duration either way.
    ///   - flags: The roads that ways are checked for; made from the same graph.
    public init(graph: RoadGraph, metric: TravelMetric = .distance, flags: RoadFlags? = nil) {
        self.graph = graph
        self.metric = metric
        self.flags = flags
        tree = ShortestPathTree(nodeCount: graph.nodeCount, recordsArcs: true)
        firstWaiting = Array(repeating: -1, count: graph.nodeCount)
    }

    /// The shortest way from each point to a place; `nil` where there is none or an end is not on the network.
    ///
    /// Equally short ways are told apart by the order of the graph's edges, the same every time.
    ///
    /// - Complexity: one search that ends when all points are reached, then the length of the ways.
    public mutating func ways(
        from origins: [SnappedPoint?], to destination: SnappedPoint?
    ) -> [Way?] {
        guard let destination else { return origins.map { _ in nil } }
        var best = origins.map { origin in
            origin.flatMap { graph.directCost(from: $0, to: destination, metric: metric) }
        }
        var arrivals = [(node: Int, isLast: Bool)?](repeating: nil, count: origins.count)
        var waiting: [Waiting] = []
        for (index, origin) in origins.enumerated() {
            guard let origin, origin.point != destination.point else { continue }
            for attachment in graph.attachments(
                of: origin, metric: metric, direction: .towardsDestination, isSeed: false)
            {
                let node = Int(attachment.node)
                waiting.append(
                    Waiting(
                        origin: index, attachment: attachment, next: Int(firstWaiting[node])))
                firstWaiting[node] = Int32(waiting.count - 1)
            }
        }
        var stillWaiting = waiting.count
        let seeds = graph.attachments(
            of: destination, metric: metric, direction: .towardsDestination, isSeed: true)
        let search = graph.searchGraph(metric, .towardsDestination)
        let first = firstWaiting
        tree.search(search, from: seeds, limit: .max - 1) { node, cost in
            var place = Int(first[node])
            while place >= 0 {
                let entry = waiting[place]
                let (total, overflow) = cost.addingReportingOverflow(entry.attachment.cost)
                if !overflow, total < best[entry.origin] ?? .max {
                    best[entry.origin] = total
                    arrivals[entry.origin] = (node, entry.attachment.isLast)
                }
                stillWaiting -= 1
                place = entry.next
            }
            return stillWaiting > 0
        }
        for entry in waiting { firstWaiting[Int(entry.attachment.node)] = -1 }
        return origins.indices.map { index in
            guard let origin = origins[index], best[index] != nil else { return nil }
            return way(from: origin, leavingBy: arrivals[index], to: destination, seeds: seeds)
        }
    }

    /// Follows the tree from a point to the place; along the common edge where the way touches no junction.
    private func way(
        from origin: SnappedPoint, leavingBy start: (node: Int, isLast: Bool)?,
        to destination: SnappedPoint, seeds: [Attachment]
    ) -> Way {
        var trace = WayTrace(graph: graph, flags: flags)
        guard let start else {
            if origin.point != destination.point {
                trace.begin(at: origin)
                trace.follow(from: origin, to: destination)
                trace.end(at: destination)
            }
            return trace.way
        }
        let search = graph.searchGraph(metric, .towardsDestination)
        trace.begin(at: origin)
        trace.leave(origin, isTowardsLast: start.isLast)
        var node = start.node
        while tree.arcs[node] != .max {
            // Arcs run against the traffic: the arc that reached a node leads to its tail from the node.
            let arc = tree.arcs[node]
            let directed = search.directedEdges[Int(arc)]
            trace.follow(edge: Int(directed >> 1), isForward: directed & 1 == 1)
            node = search.tail(ofArc: arc)
        }
        let reached = seeds.filter { Int($0.node) == node }.min { $0.cost < $1.cost }
        trace.arrive(at: destination, isFromLast: reached?.isLast ?? false)
        trace.end(at: destination)
        return trace.way
    }
}
