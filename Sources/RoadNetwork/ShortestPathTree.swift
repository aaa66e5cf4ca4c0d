import Containers

/// The working memory of one search, kept from one search to the next.
///
/// Dijkstra's algorithm (1959) with a cost that may not be exceeded. Only what a search touched is
/// reset before the next, so that a short search is cheap in a large network.
struct ShortestPathTree: Sendable {
    /// The cost of each node; `.max` where the search did not come.
    private(set) var costs: [UInt32]
    /// The arc by which each reached node was reached; `.max` at seeds.
    private(set) var arcs: [UInt32] = []
    private var heap: IndexedHeap
    private var touched: [UInt32] = []
    private let recordsArcs: Bool

    init(nodeCount: Int, recordsArcs: Bool) {
        costs = Array(repeating: .max, count: nodeCount)
        if recordsArcs { arcs = Array(repeating: .max, count: nodeCount) }
        heap = IndexedHeap(capacity: nodeCount)
        self.recordsArcs = recordsArcs
    }

    /// Searches outwards from the seeds.
    ///
    /// - Parameters:
    ///   - seeds: Nodes and the cost of being there.
    ///   - limit: Nodes that cost more are not reached.
    ///   - visit: Called once for each reached node, cheapest first; returns whether to go on.
    mutating func search(
        _ graph: SearchGraph, from seeds: [Attachment], limit: UInt32,
        visit: (_ node: Int, _ cost: UInt32) -> Bool
    ) {
        for node in touched { costs[Int(node)] = .max }
        touched.removeAll(keepingCapacity: true)
        heap.removeAll()
        for seed in seeds where seed.cost <= limit {
            reach(Int(seed.node), cost: seed.cost, by: .max)
        }
        while let (node, cost) = heap.popMinimum() {
            guard visit(node, cost) else { return }
            let budget = limit - cost
            for index in Int(graph.starts[node])..<Int(graph.starts[node + 1]) {
                let arc = graph.arcs[index]
                guard arc.cost <= budget else { continue }
                reach(Int(arc.head), cost: cost + arc.cost, by: UInt32(truncatingIfNeeded: index))
            }
        }
    }

    private mutating func reach(_ node: Int, cost: UInt32, by arc: UInt32) {
        let known = costs[node]
        guard cost < known || (known == .max && cost == .max) else { return }
        if known == .max { touched.append(UInt32(truncatingIfNeeded: node)) }
        costs[node] = cost
        if recordsArcs { arcs[node] = arc }
        heap.insertOrDecrease(node, priority: cost)
    }
}

/// A node of the graph and the cost between it and a point beside the road.
struct Attachment {
    var node: UInt32
    var cost: UInt32
    /// Whether the node is the last of the point's edge, not the first.
    var isLast = false
}

extension RoadGraph {
    /// The nodes a point leads to, or is reached from, with the off-road leg in the cost.
    func attachments(
        of place: SnappedPoint, metric: TravelMetric, direction: SearchDirection, isSeed: Bool
    ) -> [Attachment] {
        let edge = edges[place.edge]
        let along = cost(along: place, metric)
        let rest = shape.cost(metric, at: edge.lastCorner) - along
        let offRoad = place.offRoadCost(metric)
        // A seed leaves along the arcs of its search, a target is entered by them.
        let leavesWithTraffic = (direction == .fromOrigin) == isSeed
        let towardsEnd = leavesWithTraffic ? edge.forward : edge.backward
        let towardsStart = leavesWithTraffic ? edge.backward : edge.forward
        let length = shape.millimetres[Int(edge.lastCorner)]
        var result: [Attachment] = []
        let isOpenToStart = closures.allow(
            edge: place.edge, between: 0, and: place.millimetresAlong)
        if isOpenToStart, towardsStart || place.millimetresAlong == 0 {
            result += nodes(
                at: edge.from, of: UInt32(place.edge) << 1,
                isAtJunction: place.millimetresAlong == 0,
                leaving: leavesWithTraffic
            ).map { Attachment(node: $0, cost: along &+ offRoad) }
        }
        let isOpenToEnd = closures.allow(
            edge: place.edge, between: place.millimetresAlong, and: length)
        if isOpenToEnd, towardsEnd || place.millimetresAlong == length {
            result += nodes(
                at: edge.to, of: UInt32(place.edge) << 1 | 1,
                isAtJunction: place.millimetresAlong == length, leaving: leavesWithTraffic
            ).map { Attachment(node: $0, cost: rest &+ offRoad, isLast: true) }
        }
        return result
    }

    /// The nodes at one end of an edge between which and a place on it a traveller may go.
    ///
    /// Whoever starts or stops at the junction itself is bound by no restricted turn.
    ///
    /// - Parameters:
    ///   - directed: The edge in the direction that begins at the junction.
    ///   - isLeaving: Whether the traveller leaves the place and arrives at the junction.
    func nodes(
        at junction: UInt32, of directed: UInt32, isAtJunction: Bool, leaving isLeaving: Bool
    ) -> [UInt32] {
        if turns.isEmpty { return [junction] }
        if isLeaving {
            return [isAtJunction ? junction : turns.arrival(directed ^ 1, at: junction)]
        }
        return isAtJunction
            ? turns.nodes(at: junction) : turns.entrances(directed, from: junction)
    }

    /// The cost of staying on the edge both points were joined to; `nil` where traffic forbids it.
    func directCost(
        from origin: SnappedPoint, to destination: SnappedPoint, metric: TravelMetric
    ) -> UInt32? {
        if origin.point == destination.point { return 0 }
        guard origin.edge == destination.edge else { return nil }
        let edge = edges[origin.edge]
        let (start, end) = (origin.millimetresAlong, destination.millimetresAlong)
        let isPossible = start == end || (start < end ? edge.forward : edge.backward)
        guard isPossible, closures.allow(edge: origin.edge, between: start, and: end) else {
            return nil
        }
        let (first, second) = (cost(along: origin, metric), cost(along: destination, metric))
        let along = first < second ? second - first : first - second
        return along + origin.offRoadCost(metric) + destination.offRoadCost(metric)
    }
}

extension SnappedPoint {
    func offRoadCost(_ metric: TravelMetric) -> UInt32 {
        metric == .distance ? offRoadMillimetres : offRoadMilliseconds
    }
}
