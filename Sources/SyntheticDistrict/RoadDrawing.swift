/// What one way is, in OpenStreetMap's words.
struct WayKind: Hashable, Sendable {
    var highway: String
    var surface: String?
    var name: String?
    var ref: String?
    var isOneway = false
    var isRoundabout = false
    var isPrivate = false
    var isFerry = false

    init(_ highway: String, surface: String? = nil, name: String? = nil, ref: String? = nil) {
        self.highway = highway
        self.surface = surface
        self.name = name
        self.ref = ref
    }
}

/// A road network as it is drawn: whatever crosses on the ground gets a shared node at once.
struct RoadDrawing: Sendable {
    /// A straight piece of a way.
    struct Segment: Sendable {
        var from: Int
        var to: Int
        var way: Int
        /// The next piece of the way, −1 at its end.
        var next: Int
        var isBridge: Bool
        var isDrawn = true
    }

    private(set) var nodes: [PlanePoint] = []
    private(set) var segments: [Segment] = []
    private(set) var ways: [(kind: WayKind, first: Int)] = []
    /// Drawn segments at each node.
    private(set) var incident: [[Int]] = []
    private var segmentGrid: PlaneGrid
    private var nodeGrid: PlaneGrid
    let waters: Waters

    /// A crossing this near an existing node uses the node.
    private static let snapMetres = 14.0
    /// A node this near a segment lies on it.
    private static let touchMetres = 1.5

    init(side: Double, waters: Waters) {
        segmentGrid = PlaneGrid(side: side, cell: 250)
        nodeGrid = PlaneGrid(side: side, cell: 400)
        self.waters = waters
    }

    mutating func addNode(_ p: PlanePoint) -> Int {
        nodes.append(p)
        incident.append([])
        nodeGrid.insert(nodes.count - 1, at: p)
        return nodes.count - 1
    }

    mutating func addWay(_ kind: WayKind) -> Int {
        ways.append((kind, -1))
        return ways.count - 1
    }

    /// Draws a line of nodes; pieces over water become bridges when allowed, else are left out.
    mutating func draw(_ kind: WayKind, through line: [Int], bridges: Bool = false) {
        for node in line { attach(node) }
        let way = addWay(kind)
        var tail = -1
        for (a, b) in zip(line, line.dropFirst()) {
            let wet = waters.crossings(from: nodes[a], to: nodes[b])
            guard !wet.isEmpty else {
                tail = link(a, b, way: way, after: tail)
                continue
            }
            guard bridges else { continue }
            let length = nodes[a].distance(to: nodes[b])
            let reach = 35 / max(length, 1)
            var (start, end) = (a, b)
            if wet[0] - reach > 0.02 {
                start = addNode(nodes[a].interpolated(to: nodes[b], wet[0] - reach))
                tail = link(a, start, way: way, after: tail)
            }
            if wet[wet.count - 1] + reach < 0.98 {
                end = addNode(nodes[a].interpolated(to: nodes[b], wet[wet.count - 1] + reach))
            }
            tail = append(from: start, to: end, way: way, after: tail, isBridge: true)
            if end != b { tail = link(end, b, way: way, after: tail) }
        }
    }

    /// Draws a wandering road between two nodes that stays off the water.
    ///
    /// - Returns: whether a road was drawn; it is not when even the straight line is wet and
    ///   bridges are not allowed.
    @discardableResult
    mutating func drawRoad(
        _ kind: WayKind, from a: Int, to b: Int, roughness: Double, step: Double = 130,
        bridges: Bool = false, _ generator: inout SeededGenerator
    ) -> Bool {
        var line: [PlanePoint] = []
        var fewest = Int.max
        for bend in [roughness, roughness / 2, roughness / 5, 0] where fewest > 0 {
            let tried = wanderingLine(
                from: nodes[a], to: nodes[b], roughness: bend, step: step, &generator)
            let wet = zip(tried, tried.dropFirst()).reduce(0) {
                $0 + waters.crossings(from: $1.0, to: $1.1).count
            }
            if wet < fewest { (fewest, line) = (wet, tried) }
        }
        if fewest > 0, !bridges { return false }
        let inner = line.dropFirst().dropLast().map { addNode($0) }
        draw(kind, through: [a] + inner + [b], bridges: bridges)
        return true
    }

    private mutating func append(
        from a: Int, to b: Int, way: Int, after tail: Int, isBridge: Bool = false
    ) -> Int {
        let id = segments.count
        segments.append(Segment(from: a, to: b, way: way, next: -1, isBridge: isBridge))
        if tail >= 0 {
            segments[tail].next = id
        } else if ways[way].first < 0 {
            ways[way].first = id
        }
        incident[a].append(id)
        incident[b].append(id)
        segmentGrid.insert(id, from: nodes[a], to: nodes[b])
        return id
    }

    /// Joins two nodes, meeting every segment on the way in a shared node.
    private mutating func link(
        _ a: Int, _ b: Int, way: Int, after tail: Int, depth: Int = 0
    ) -> Int {
        guard a != b, depth < 24, neighbour(of: a, is: b) == nil else { return tail }
        let (p, q) = (nodes[a], nodes[b])
        var first: (t: Double, segment: Int)?
        segmentGrid.forEach(from: p, to: q) { id in
            let s = segments[id]
            guard s.isDrawn, s.from != a, s.to != a, s.from != b, s.to != b else { return }
            guard let t = crossing(p, q, nodes[s.from], nodes[s.to]) else { return }
            if let known = first, (known.t, known.segment) <= (t, id) { return }
            first = (t, id)
        }
        guard let first else { return append(from: a, to: b, way: way, after: tail) }
        let meeting = meet(first.segment, at: p.interpolated(to: q, first.t))
        let middle = link(a, meeting, way: way, after: tail, depth: depth + 1)
        return link(meeting, b, way: way, after: middle, depth: depth + 1)
    }

    /// The node where a new road meets a segment: an end of it when near enough, else a new one.
    private mutating func meet(_ id: Int, at p: PlanePoint) -> Int {
        let s = segments[id]
        let (toStart, toEnd) = (p.distance(to: nodes[s.from]), p.distance(to: nodes[s.to]))
        if min(toStart, toEnd) < Self.snapMetres || s.isBridge {
            return toStart <= toEnd ? s.from : s.to
        }
        let node = addNode(p)
        split(id, at: node)
        attach(node)
        return node
    }

    /// Makes a node that all but lies on a segment part of it, so that rounding cannot part them.
    private mutating func attach(_ node: Int) {
        let p = nodes[node]
        var touched: [Int] = []
        segmentGrid.forEach(from: p, to: p, margin: Self.touchMetres) { id in
            let s = segments[id]
            guard s.isDrawn, !s.isBridge, s.from != node, s.to != node, !touched.contains(id),
                !ways[s.way].kind.isFerry,
                nearestPlace(on: nodes[s.from], nodes[s.to], to: p).1 < Self.touchMetres
            else { return }
            touched.append(id)
        }
        for id in touched.sorted() { split(id, at: node) }
    }

    mutating func split(_ id: Int, at node: Int) {
        let old = segments[id]
        let rest = segments.count
        segments.append(
            Segment(from: node, to: old.to, way: old.way, next: old.next, isBridge: old.isBridge))
        segments[id].to = node
        segments[id].next = rest
        incident[old.to].removeAll { $0 == id }
        incident[old.to].append(rest)
        incident[node] += [id, rest]
        segmentGrid.insert(rest, from: nodes[node], to: nodes[old.to])
    }

    /// The segment that joins two nodes directly.
    func neighbour(of a: Int, is b: Int) -> Int? {
        incident[a].first { segments[$0].from == b || segments[$0].to == b }
    }

    /// The other end of a segment.
    func end(of segment: Int, from node: Int) -> Int {
        segments[segment].from == node ? segments[segment].to : segments[segment].from
    }

    func length(of segment: Int) -> Double {
        nodes[segments[segment].from].distance(to: nodes[segments[segment].to])
    }

    /// Nodes with a road at them within `radius` metres, nearest first.
    func nodes(near p: PlanePoint, radius: Double) -> [Int] {
        var found: Set<Int> = []
        nodeGrid.forEach(from: p, to: p, margin: radius) { id in
            if !incident[id].isEmpty, nodes[id].distance(to: p) <= radius { found.insert(id) }
        }
        let ranked = found.map { (nodes[$0].distance(to: p), $0) }
        return ranked.sorted { $0 < $1 }.map(\.1)
    }

    /// Drawn segments within `radius` metres of a line, in the order drawn.
    func segments(near a: PlanePoint, _ b: PlanePoint, radius: Double) -> [Int] {
        var found: Set<Int> = []
        segmentGrid.forEach(from: a, to: b, margin: radius) { id in
            if segments[id].isDrawn { found.insert(id) }
        }
        return found.filter { id in
            let (c, d) = (nodes[segments[id].from], nodes[segments[id].to])
            return crossing(a, b, c, d) != nil
                || [
                    nearestPlace(on: a, b, to: c).1, nearestPlace(on: a, b, to: d).1,
                    nearestPlace(on: c, d, to: a).1, nearestPlace(on: c, d, to: b).1,
                ].contains { $0 < radius }
        }.sorted()
    }

    /// Segments drawn after this one that share a cell of the index with it and satisfy a condition.
    func laterSegments(near id: Int, where isWanted: (Int) -> Bool) -> [Int] {
        var found: [Int] = []
        segmentGrid.forEach(from: nodes[segments[id].from], to: nodes[segments[id].to]) { other in
            if other > id, isWanted(other), !found.contains(other) { found.append(other) }
        }
        return found.sorted()
    }

    /// Adds the ferry: one segment over water, joined to roads at its ends only.
    mutating func drawFerry(_ kind: WayKind, from a: Int, to b: Int) {
        let way = addWay(kind)
        _ = append(from: a, to: b, way: way, after: -1)
    }

    /// Takes a segment out of the drawing.
    mutating func erase(_ id: Int) {
        segments[id].isDrawn = false
        incident[segments[id].from].removeAll { $0 == id }
        incident[segments[id].to].removeAll { $0 == id }
    }

    /// Lets a way pass over a node: its two pieces there become one bridge without the node.
    ///
    /// - Parameters:
    ///   - arriving: the piece that ends at the node; the next piece of the way begins there.
    mutating func liftOver(arriving: Int) {
        let leaving = segments[arriving].next
        let node = segments[arriving].to
        let end = segments[leaving].to
        incident[node].removeAll { $0 == arriving || $0 == leaving }
        incident[end].removeAll { $0 == leaving }
        incident[end].append(arriving)
        segments[leaving].isDrawn = false
        segments[arriving].to = end
        segments[arriving].next = segments[leaving].next
        segments[arriving].isBridge = true
        segmentGrid.insert(arriving, from: nodes[segments[arriving].from], to: nodes[end])
    }
}
