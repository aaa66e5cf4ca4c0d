/// The rank of a road between subdistricts.
enum RoadRank: Int, Comparable, Sendable {
    case tertiary, secondary, primary, trunk

    var highway: String {
        switch self {
        case .tertiary: "tertiary"
        case .secondary: "secondary"
        case .primary: "primary"
        case .trunk: "trunk"
        }
    }

    /// Better roads run straighter.
    var roughness: Double {
        switch self {
        case .tertiary: 0.17
        case .secondary: 0.13
        case .primary: 0.09
        case .trunk: 0.06
        }
    }

    static func < (left: RoadRank, right: RoadRank) -> Bool { left.rawValue < right.rawValue }
}

/// A road between the middles of two neighbouring subdistricts.
struct MainRoad: Sendable {
    var a: Int
    var b: Int
    var length: Double
    /// How often the straight line meets the river.
    var waterCrossings: Int
    var rank = RoadRank.tertiary
    var isWet: Bool { waterCrossings > 0 }

    func kind(_ generator: inout SeededGenerator) -> WayKind {
        let paved = rank > .tertiary || generator.chance(70)
        var kind = WayKind(rank.highway, surface: paved ? "asphalt" : "concrete")
        switch rank {
        case .trunk: (kind.ref, kind.name) = ("9901", "ถนนสายตัวอย่าง")
        case .primary: kind.ref = "99\(10 + generator.below(9))"
        case .secondary: kind.ref = "99\(100 + generator.below(900))"
        case .tertiary: break
        }
        return kind
    }
}

/// Which neighbouring subdistricts are joined by which rank of road, and where the bridges are.
struct RoadHierarchy: Sendable {
    private(set) var edges: [MainRoad] = []
    private var incident: [[Int]]

    /// Joins everything with few bridges.
    ///
    /// - Throws: `SampleError` when the subdistricts cannot all be joined.
    init(landscape: Landscape) throws {
        let cells = landscape.tiling.cells
        let places = landscape.centres.map { landscape.roads.nodes[$0] }
        incident = Array(repeating: [], count: cells.count)
        var spare: [MainRoad] = []
        for a in cells.indices {
            for b in cells[a].neighbours where b > a {
                guard !landscape.waters.reservoirLies(between: places[a], and: places[b]) else {
                    continue
                }
                let length = places[a].distance(to: places[b])
                let road = MainRoad(
                    a: a, b: b, length: length,
                    waterCrossings: landscape.waters.crossings(from: places[a], to: places[b]).count
                )
                // Gabriel and Sokal (1969): no third middle inside the circle over the road.
                let middle = places[a].interpolated(to: places[b], 0.5)
                let isGabriel = Set(cells[a].neighbours).union(cells[b].neighbours).allSatisfy {
                    $0 == a || $0 == b || places[$0].distance(to: middle) > length / 2 * 0.97
                }
                if isGabriel { add(road) } else { spare.append(road) }
            }
        }
        rank(landscape, southern: cells.indices.filter { cells[$0].isForest })
        dropBridges(places)
        try join(spare, count: cells.count, seed: landscape.seed)
    }

    private mutating func add(_ road: MainRoad) {
        incident[road.a].append(edges.count)
        incident[road.b].append(edges.count)
        edges.append(road)
    }

    /// The cheapest way from a subdistrict to the first one that satisfies `isGoal`, as edges.
    private func path(from start: Int, until isGoal: (Int) -> Bool) -> [Int] {
        var arrivals: [Int: (edge: Int, distance: Double)] = [start: (-1, 0)]
        var settled: Set<Int> = []
        var queue = DistanceQueue()
        queue.push(0, start)
        while let (distance, cell) = queue.pop() {
            guard settled.insert(cell).inserted else { continue }
            if cell != start, isGoal(cell) {
                var (path, at): ([Int], Int) = ([], cell)
                while let edge = arrivals[at]?.edge, edge >= 0 {
                    path.append(edge)
                    at = edges[edge].a == at ? edges[edge].b : edges[edge].a
                }
                return path
            }
            for id in incident[cell] {
                let edge = edges[id]
                let other = edge.a == cell ? edge.b : edge.a
                let easier = edge.rank > .tertiary ? 0.6 : 1
                let reached =
                    distance + edge.length * easier + Double(edge.waterCrossings) * 7_000
                if reached < arrivals[other]?.distance ?? .infinity {
                    arrivals[other] = (id, reached)
                    queue.push(reached, other)
                }
            }
        }
        return []
    }

    private mutating func rank(_ landscape: Landscape, southern: [Int]) {
        let cells = landscape.tiling.cells
        let mainTown = landscape.towns[0]
        var generator = SeededGenerator(seed: landscape.seed, stage: "ranks")
        func raise(_ path: [Int], to rank: RoadRank) {
            for id in path { edges[id].rank = max(edges[id].rank, rank) }
        }
        // One trunk road from the northern rim through the main town to the southern rim.
        let northmost = cells.indices.max { cells[$0].middle.y < cells[$1].middle.y } ?? 0
        let southmost = cells.indices.min { cells[$0].middle.y < cells[$1].middle.y } ?? 0
        for rim in [northmost, southmost] {
            raise(path(from: mainTown) { $0 == rim }, to: .trunk)
        }
        func hasRank(_ cell: Int, _ rank: RoadRank) -> Bool {
            incident[cell].contains { edges[$0].rank >= rank }
        }
        for town in landscape.towns.dropFirst() where !hasRank(town, .primary) {
            raise(path(from: town) { hasRank($0, .primary) }, to: .primary)
        }
        for cell in generator.shuffled(Array(cells.indices))
        where generator.chance(60) && !hasRank(cell, .secondary) {
            raise(path(from: cell) { hasRank($0, .secondary) }, to: .secondary)
        }
    }

    /// Keeps the bridges of trunk and primary roads, and of others that stand far from every bridge.
    private mutating func dropBridges(_ places: [PlanePoint]) {
        var bridges: [PlanePoint] = []
        var kept: [MainRoad] = []
        for edge in edges.sorted(by: { ($1.rank, $0.a, $0.b) < ($0.rank, $1.a, $1.b) }) {
            guard edge.isWet else {
                kept.append(edge)
                continue
            }
            let middle = places[edge.a].interpolated(to: places[edge.b], 0.5)
            let isFar = bridges.allSatisfy { $0.distance(to: middle) > 13_000 }
            if edge.rank >= .primary || (isFar && edge.waterCrossings == 1) {
                bridges.append(middle)
                kept.append(edge)
            }
        }
        let dropped = edges.filter { edge in !kept.contains { $0.a == edge.a && $0.b == edge.b } }
        edges = []
        for i in incident.indices { incident[i] = [] }
        for edge in kept { add(edge) }
        reserve = dropped
    }

    private var reserve: [MainRoad] = []

    /// Adds spare roads, dry and short ones first, until every subdistrict is joined.
    private mutating func join(_ spare: [MainRoad], count: Int, seed: UInt64) throws {
        var parent = Array(0..<count)
        func root(_ i: Int) -> Int {
            var i = i
            while parent[i] != i {
                parent[i] = parent[parent[i]]
                i = parent[i]
            }
            return i
        }
        for edge in edges { parent[root(edge.a)] = root(edge.b) }
        let order = (spare + reserve).sorted {
            ($0.waterCrossings, $0.length, $0.a, $0.b) < ($1.waterCrossings, $1.length, $1.a, $1.b)
        }
        for edge in order where root(edge.a) != root(edge.b) {
            parent[root(edge.a)] = root(edge.b)
            add(edge)
        }
        guard (0..<count).allSatisfy({ root($0) == root(0) }) else {
            throw SampleError(
                code: .noLayout, option: "seed", value: Int(truncatingIfNeeded: seed),
                expected: "another seed, because the roads of this one do not meet")
        }
    }
}
