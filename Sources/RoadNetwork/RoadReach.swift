import SpatialTypes

/// Every road near some places: what it costs to go there, and from which place it is nearest.
public struct RoadReach: Sendable {
    /// A point on a road.
    public struct Sample: Hashable, Sendable {
        /// Where it lies.
        public var coordinate: Coordinate
        /// Metres or seconds to or from the nearest place, its off-road leg included; `.infinity`
        /// where no place is within the limit.
        public var cost: Double
        /// The index of the nearest place; `nil` where none is within the limit.
        public var place: Int?
    }

    /// A stretch of road within the limit of a place.
    public struct Stretch: Hashable, Sendable {
        /// The line.
        public var coordinates: [Coordinate]
        /// The index of the nearest place.
        public var place: Int
    }

    /// Points along the roads, at most the spacing apart, no two at one position.
    public var samples: [Sample]
    /// The roads within the limit, cut where the limit or another place's ground begins.
    public var stretches: [Stretch]
}

extension RoadGraph {
    /// What can be reached from each of several places, or what reaches them.
    ///
    /// One search from all places at once; every road then belongs to the place it is nearest to
    /// (network Voronoi; Erwig, "The graph Voronoi diagram with applications", *Networks* 36,
    /// 2000). Of places equally near the first gets the road. Ferries carry travellers on, but are
    /// no ground.
    ///
    /// - Parameters:
    ///   - places: The schools; unsnapped ones (`nil`) reach nothing.
    ///   - limit: The largest cost in metres or seconds.
    ///   - direction: `.towardsDestination` asks what reaches the places.
    ///   - spacing: The largest distance between neighbouring samples of one road.
    ///   - margin: Roads beyond the limit are sampled this far round the box of what is reached.
    ///   - rule: The roads that count, as in snapping.
    public func reach(
        from places: [SnappedPoint?], within limit: Double, metric: TravelMetric = .distance,
        direction: SearchDirection = .towardsDestination, spacing: Metres = Metres(20),
        margin: Metres = .unreachable, rule: SnapRule = SnapRule()
    ) -> RoadReach {
        let search = NearestPlaceSearch(
            graph: self, places: places, limit: Self.integerLimit(limit), metric: metric,
            direction: direction)
        var survey = ReachSurvey(
            graph: self, search: search, spacing: max(1, spacing.value) * 1_000)
        let usable = edges.indices.filter {
            edges[$0].isSnappable && isPartOfNetwork(edge: $0, rule: rule)
        }
        for edge in usable where search.touches(edge) { survey.walk(edge) }
        if let box = survey.box(margin: margin) {
            for edge in usable where !search.touches(edge) && box.holdsCorner(of: edge, in: self) {
                survey.walk(edge)
            }
        }
        return RoadReach(samples: survey.samples, stretches: survey.stretches)
    }
}

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
        if along == 0 || (isForwards ? edge.forward : edge.backward) {
            for node in graph.nodes(
                at: edge.from, of: UInt32(index) << 1, isAtJunction: along == 0,
                leaving: !isForwards)
            {
                offer(nodes[Int(node)].cost, along, nodes[Int(node)].place)
            }
        }
        let whole = graph.shape.cost(metric, at: edge.lastCorner)
        if along == whole || (isForwards ? edge.backward : edge.forward) {
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
            guard millimetres == start || (isUp ? edge.forward : edge.backward) else { continue }
            let own = point.cost(metric)
            offer(point.offRoadCost(metric), own < along ? along - own : own - along, place)
        }
        return best
    }
}

/// Walks along edges, taking samples and collecting the stretches within the limit.
private struct ReachSurvey {
    let graph: RoadGraph
    let search: NearestPlaceSearch
    /// Millimetres.
    let spacing: Double
    var samples: [RoadReach.Sample] = []
    var stretches: [RoadReach.Stretch] = []
    private var sampleAt: [Coordinate: Int] = [:]

    init(graph: RoadGraph, search: NearestPlaceSearch, spacing: Double) {
        self.graph = graph
        self.search = search
        self.spacing = spacing
    }

    /// The part of the plane round all stretches; `nil` where there are none.
    func box(margin: Metres) -> ReachBox? {
        let corners = stretches.flatMap(\.coordinates)
        return corners.isEmpty ? nil : ReachBox(corners, margin: margin)
    }

    /// A place on the edge under way.
    private struct Stop {
        var corner: Int
        var fraction: Double
        var coordinate: Coordinate
        var answer: NearestPlaceSearch.Answer?
    }

    mutating func walk(_ edge: Int) {
        let ends = graph.edges[edge]
        var line: [Coordinate] = []
        var previous: Stop?
        for corner in Int(ends.firstCorner)..<Int(ends.lastCorner) {
            let length = graph.shape.millimetres[corner + 1] - graph.shape.millimetres[corner]
            let steps = max(1, Int((Double(length) / spacing).rounded(.up)))
            for step in (previous == nil ? 0 : 1)...steps {
                let stop = stop(edge, corner, Double(step) / Double(steps))
                record(stop)
                if let previous { extend(&line, edge, from: previous, to: stop) }
                previous = stop
            }
        }
        if let previous { finish(&line, previous.answer) }
    }

    private func stop(_ edge: Int, _ corner: Int, _ fraction: Double) -> Stop {
        let shape = graph.shape
        return Stop(
            corner: corner, fraction: fraction,
            coordinate: graph.interpolate(
                shape.coordinates[corner], shape.coordinates[corner + 1], fraction),
            answer: search.answer(
                edge: edge, millimetres: graph.interpolate(shape.millimetres, corner, fraction),
                cost: graph.interpolate(
                    search.metric == .distance ? shape.millimetres : shape.milliseconds, corner,
                    fraction)))
    }

    private mutating func record(_ stop: Stop) {
        let sample = RoadReach.Sample(
            coordinate: stop.coordinate,
            cost: stop.answer.map { Double($0.cost) / 1_000 } ?? .infinity,
            place: stop.answer.map { Int($0.place) })
        guard let known = sampleAt[stop.coordinate] else {
            sampleAt[stop.coordinate] = samples.count
            samples.append(sample)
            return
        }
        if sample.cost < samples[known].cost { samples[known] = sample }
    }

    /// Goes on from one stop to the next; where the answer changes between them the line is cut.
    private mutating func extend(
        _ line: inout [Coordinate], _ edge: Int, from start: Stop, to end: Stop
    ) {
        if line.isEmpty, start.answer != nil { line = [start.coordinate] }
        if start.answer?.place == end.answer?.place {
            if end.answer != nil { line.append(end.coordinate) }
            return
        }
        // Halving finds the cut to a thousandth of the spacing.
        var (low, high) = (start, end)
        let corner = end.corner
        var (near, far) = (start.corner == corner ? start.fraction : 0, end.fraction)
        for _ in 0..<10 {
            let middle = stop(edge, corner, (near + far) / 2)
            if middle.answer?.place == start.answer?.place {
                (low, near) = (middle, middle.fraction)
            } else {
                (high, far) = (middle, middle.fraction)
            }
        }
        if start.answer != nil {
            line.append(low.coordinate)
            finish(&line, start.answer)
        }
        line = []
        if end.answer != nil { line = [high.coordinate, end.coordinate] }
    }

    private mutating func finish(_ line: inout [Coordinate], _ answer: NearestPlaceSearch.Answer?) {
        guard let answer, line.count >= 2 else { return }
        stretches.append(RoadReach.Stretch(coordinates: line, place: Int(answer.place)))
    }
}

/// A box in degrees seen from a central meridian.
private struct ReachBox {
    private let frame: LocalFrame
    private var box: PlaneBox

    init(_ corners: [Coordinate], margin: Metres) {
        frame = LocalFrame(around: corners)
        box = PlaneBox(around: corners.map(frame.relative))
        let scale = MetresPerDegree(atLatitude: (box.low.y + box.high.y) / 2)
        box.low.x -= margin.value / scale.longitude
        box.high.x += margin.value / scale.longitude
        box.low.y -= margin.value / scale.latitude
        box.high.y += margin.value / scale.latitude
    }

    func holdsCorner(of edge: Int, in graph: RoadGraph) -> Bool {
        let ends = graph.edges[edge]
        return (Int(ends.firstCorner)...Int(ends.lastCorner)).contains { corner in
            let place = frame.relative(graph.shape.coordinates[corner])
            return place.x >= box.low.x && place.x <= box.high.x && place.y >= box.low.y
                && place.y <= box.high.y
        }
    }
}
