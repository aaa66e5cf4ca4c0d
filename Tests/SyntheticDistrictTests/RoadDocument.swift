/// The roads of a generated district, read from their XML line by line.
struct RoadDocument {
    struct Way {
        var nodes: [Int] = []
        var tags: [String: String] = [:]
        var isDriven: Bool {
            (tags["highway"] != nil || tags["route"] == "ferry") && tags["access"] != "private"
        }
        var isRoad: Bool { tags["highway"] != nil }
        var isFerry: Bool { tags["route"] == "ferry" }
    }

    var places: [Place] = [Place(x: 0, y: 0)]
    var ways: [Way] = []

    init(_ text: String) {
        func value(_ key: String, _ parts: [Substring]) -> String {
            let index = parts.firstIndex { $0.hasSuffix(" \(key)=") || $0 == "\(key)=" } ?? 0
            return index + 1 < parts.count ? String(parts[index + 1]) : ""
        }
        var isRelation = false
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            if line.hasPrefix("<nd ") {
                ways[ways.count - 1].nodes.append(Int(parts[1]) ?? 0)
            } else if line.hasPrefix("<node ") {
                // Ids count from 1, so the index is the id.
                places.append(
                    Place(x: millionths(value("lon", parts)), y: millionths(value("lat", parts))))
            } else if line.hasPrefix("<way ") {
                ways.append(Way())
            } else if line.hasPrefix("<relation ") {
                isRelation = true
            } else if line.hasPrefix("<tag "), !isRelation {
                ways[ways.count - 1].tags[String(parts[1])] = String(parts[3])
            }
        }
    }

    /// Pieces of the ways that satisfy a condition, with the way's index.
    func pieces(of isWanted: (Way) -> Bool) -> [(from: Int, to: Int, way: Int)] {
        ways.enumerated().filter { isWanted($0.element) }.flatMap { index, way in
            zip(way.nodes, way.nodes.dropFirst()).map { ($0, $1, index) }
        }
    }

    /// Neighbours along the ways, one-ways only in their direction unless they are ignored.
    func neighbours(
        of isWanted: (Way) -> Bool, ignoringOneways: Bool = false, backwards: Bool = false
    ) -> [[Int]] {
        var lists = Array(repeating: [Int](), count: places.count)
        for (from, to, way) in pieces(of: isWanted) {
            let isOneway = ways[way].tags["oneway"] == "yes" && !ignoringOneways
            if !isOneway || !backwards { lists[from].append(to) }
            if !isOneway || backwards { lists[to].append(from) }
        }
        return lists
    }

    /// Everything that can be reached from a node.
    static func reached(from start: Int, _ neighbours: [[Int]]) -> Set<Int> {
        var seen: Set<Int> = [start]
        var stack = [start]
        while let node = stack.popLast() {
            for other in neighbours[node] where seen.insert(other).inserted { stack.append(other) }
        }
        return seen
    }

    /// The components by union-find, largest first, of nodes that have a road.
    func components(of isWanted: (Way) -> Bool) -> [[Int]] {
        var parent = Array(places.indices)
        func root(_ i: Int) -> Int {
            var i = i
            while parent[i] != i {
                parent[i] = parent[parent[i]]
                i = parent[i]
            }
            return i
        }
        var used: Set<Int> = []
        for (from, to, _) in pieces(of: isWanted) {
            parent[root(from)] = root(to)
            used.formUnion([from, to])
        }
        var members: [Int: [Int]] = [:]
        for node in used.sorted() { members[root(node), default: []].append(node) }
        return members.values.sorted { ($1.count, $0[0]) < ($0.count, $1[0]) }
    }

    /// Shortest distances in metres over roads and ferry, one-ways taken both ways.
    func distances(from start: Int, limit: Double) -> [Int: Double] {
        var best: [Int: Double] = [start: 0]
        // Buckets of 50 m; a label that improves is simply worked off again.
        var buckets = Array(repeating: [Int](), count: Int(limit / 50) + 1)
        buckets[0] = [start]
        for bucket in buckets.indices {
            while let node = buckets[bucket].popLast() {
                let distance = best[node] ?? 0
                for other in adjacency[node] {
                    let reached = distance + places[node].metres(to: places[other])
                    if reached <= limit, reached < best[other] ?? .infinity {
                        best[other] = reached
                        buckets[Int(reached / 50)].append(other)
                    }
                }
            }
        }
        return best
    }

    /// Neighbours over all driven ways; filled by `prepare`.
    private var adjacency: [[Int]] = []

    mutating func prepare() {
        adjacency = neighbours(of: \.isDriven, ignoringOneways: true)
    }
}

/// Pieces of line found by place, in cells of about 550 m.
struct PieceIndex {
    private var cells: [Place: [Int]] = [:]
    private static let size = 5_000

    init(_ pieces: [(from: Int, to: Int, way: Int)], _ places: [Place]) {
        for (index, piece) in pieces.enumerated() {
            Self.forEachCell(places[piece.from], places[piece.to], margin: 0) {
                cells[$0, default: []].append(index)
            }
        }
    }

    func near(_ a: Place, _ b: Place, margin: Int = 0) -> Set<Int> {
        var found: Set<Int> = []
        Self.forEachCell(a, b, margin: margin) { found.formUnion(cells[$0] ?? []) }
        return found
    }

    private static func forEachCell(
        _ a: Place, _ b: Place, margin: Int, _ body: (Place) -> Void
    ) {
        for x in ((min(a.x, b.x) - margin) / size)...((max(a.x, b.x) + margin) / size) {
            for y in ((min(a.y, b.y) - margin) / size)...((max(a.y, b.y) + margin) / size) {
                body(Place(x: x, y: y))
            }
        }
    }
}
