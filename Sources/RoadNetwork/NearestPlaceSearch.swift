/// The cost of the nearest of several places at every node and on every edge.
struct NearestPlaceSearch {
    /// A cost and the place it leads to.
    typealias Answer = (cost: UInt32, place: UInt32)

    let limit: UInt32
    let metric: TravelMetric
    private let graph: RoadGraph
    private let direction: SearchDirection
    private var nodes: [Answer]
    private var placesOnEdge: [Int: [(point: SnappedPoint, place: UInt32)]] = [:]

    init(
        graph: RoadGraph, places: [SnappedPoint?], limit: UInt32, metric: TravelMetric,
        direction: SearchDirection
    ) {
        self.graph = graph
        self.limit = limit
        self.metric = metric
        self.direction = direction
        nodes = Array(repeating: (.max, .max), count: graph.nodeCount)
        var seeds: [Attachment] = []
        var nearestSeed: [UInt32: Answer] = [:]
        for (index, place) in places.enumerated() {
            guard let place else { continue }
            placesOnEdge[place.edge, default: []].append((place, UInt32(index)))
            for seed in graph.attachments(
                of: place, metric: metric, direction: direction, isSeed: true)
            {
                seeds.append(seed)
                if seed.cost < nearestSeed[seed.node]?.cost ?? .max {
                    nearestSeed[seed.node] = (seed.cost, UInt32(index))
                }
            }
        }
        let searchGraph = graph.searchGraph(metric, direction)
        var tree = ShortestPathTree(nodeCount: graph.nodeCount, recordsArcs: true)
        var settled: [(node: Int, cost: UInt32)] = []
        tree.search(searchGraph, from: seeds, limit: limit) { node, cost in
            settled.append((node, cost))
            return true
        }
        // In the order they were settled a node's predecessor is always known before it.
        for (node, cost) in settled {
            let arc = tree.arcs[node]
            if arc == .max {
                nodes[node] = (cost, nearestSeed[UInt32(node)]?.place ?? .max)
            } else {
                nodes[node] = (cost, nodes[searchGraph.tail(ofArc: arc)].place)
            }
        }
    }

    /// Whether anything of an edge may be within the limit.
    func touches(_ index: Int) -> Bool {
        let edge = graph.edges[index]
        if graph.turns.isEmpty {
            return nodes[Int(edge.from)].cost != .max || nodes[Int(edge.to)].cost != .max
                || placesOnEdge[index] != nil
        }
        return (graph.turns.nodes(at: edge.from) + graph.turns.nodes(at: edge.to)).contains {
            nodes[Int($0)].cost != .max
        } || placesOnEdge[index] != nil
    }

    /// The nearest place of a point on an edge; `nil` beyond the limit.
    func answer(edge index: Int, millimetres: UInt32, cost along: UInt32) -> Answer? {
        let edge = graph.edges[index]
        let isForwards = direction == .fromOrigin
        var best: Answer?
        func offer(_ start: UInt32, _ further: UInt32, _ place: UInt32) {
            let (cost, overflow) = start.addingReportingOverflow(further)
            guard !overflow, cost <= limit, cost < best?.cost ?? .max else { return }
            best = (cost, place)
        }
        let length = graph.shape.millimetres[Int(edge.lastCorner)]
        let isOpenFromStart = graph.closures.allow(edge: index, between: 0, and: millimetres)
        if isOpenFromStart, along == 0 || (isForwards ? edge.forward : edge.backward) {
            for node in graph.nodes(
                at: edge.from, of: UInt32(index) << 1, isAtJunction: along == 0,
                leaving: !isForwards)
            {
                offer(nodes[Int(node)].cost, along, nodes[Int(node)].place)
            }
        }
        let whole = graph.shape.cost(metric, at: edge.lastCorner)
        let isOpenFromEnd = graph.closures.allow(edge: index, between: millimetres, and: length)
        if isOpenFromEnd, along == whole || (isForwards ? edge.backward : edge.forward) {
            for node in graph.nodes(
                at: edge.to, of: UInt32(index) << 1 | 1, isAtJunction: along == whole,
                leaving: !isForwards)
            {
                offer(nodes[Int(node)].cost, whole - along, nodes[Int(node)].place)
            }
        }
        for (point, place) in placesOnEdge[index] ?? [] {
            let start = point.millimetresAlong
            let isUp = (millimetres >= start) == isForwards
            guard millimetres == start || (isUp ? edge.forward : edge.backward),
                graph.closures.allow(edge: index, between: start, and: millimetres)
            else { continue }
            let own = graph.cost(along: point, metric)
            offer(point.offRoadCost(metric), own < along ? along - own : own - along, place)
        }
        return best
    }
}
