import Containers
import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// Restricted turns on random networks against a search over what was driven last.
@Suite struct TurnPropertyTests {
    /// Roads of one straight piece each, and rows of them that may not, or must, be driven.
    struct SignedNetwork {
        var nodes: [Coordinate] = []
        var roads: [(a: Int, b: Int, oneway: Oneway)] = []
        /// Directed roads: the index shifted left, the lowest bit from `b` to `a`.
        var rules: [(path: [Int], isMandatory: Bool)] = []

        init(seed: UInt64) {
            var random = SplitMix64(seed: seed)
            let count = Int.random(in: 4...10, using: &random)
            let origin = Coordinate(longitude: 100, latitude: 15)
            nodes = (0..<count).map { _ in
                origin.offset(
                    east: Double.random(in: 0...2_000, using: &random),
                    north: Double.random(in: 0...2_000, using: &random))
            }
            for _ in 0..<Int.random(in: count...2 * count, using: &random) {
                let a = Int.random(in: 0..<count, using: &random)
                let b = (a + Int.random(in: 1..<count, using: &random)) % count
                let oneway = [Oneway.no, .no, .no, .forward].randomElement(using: &random) ?? .no
                roads.append((a, b, oneway))
            }
            for _ in 0..<Int.random(in: 1...count, using: &random) { addRule(&random) }
        }

        private mutating func addRule(_ random: inout SplitMix64) {
            let directed = roads.indices.flatMap { [$0 << 1, $0 << 1 | 1] }.filter(isDrivable)
            guard var last = directed.randomElement(using: &random) else { return }
            var path = [last]
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let next = directed.filter { tail($0) == head(last) }
                guard let step = next.randomElement(using: &random) else { break }
                path.append(step)
                last = step
            }
            guard path.count >= 2 else { return }
            // Roads with a road between them must meet at one junction only to be understood.
            let ends = path.map { Set([tail($0), head($0)]) }
            let isClear = zip(ends, ends.dropFirst()).allSatisfy { $0.intersection($1).count == 1 }
            guard path.count == 2 || isClear else { return }
            rules.append((path, Int.random(in: 0..<4, using: &random) == 0))
        }

        func head(_ directed: Int) -> Int {
            directed & 1 == 0 ? roads[directed >> 1].b : roads[directed >> 1].a
        }
        func tail(_ directed: Int) -> Int { head(directed ^ 1) }
        func isDrivable(_ directed: Int) -> Bool {
            directed & 1 == 0 || roads[directed >> 1].oneway == .no
        }
        func hasParallel(_ road: Int) -> Bool {
            let ends = Set([roads[road].a, roads[road].b])
            return roads.filter { Set([$0.a, $0.b]) == ends }.count > 1
        }
        func length(_ directed: Int) -> Double {
            flatDistance(nodes[tail(directed)], nodes[head(directed)])
        }

        func graph(contracting: Bool = true) throws -> RoadGraph {
            try RoadGraph(
                segments: roads.enumerated().map { index, road in
                    RoadSegment(
                        id: Int64(index), coordinates: [nodes[road.a], nodes[road.b]],
                        nodeIDs: [Int64(road.a), Int64(road.b)], roadClass: "residential",
                        oneway: road.oneway)
                },
                restrictions: rules.enumerated().map { index, rule in
                    let ids = rule.path.map { Int64($0 >> 1) }
                    return TurnRestriction(
                        id: Int64(index), from: [ids[0]],
                        via: ids.count == 2
                            ? .node(Int64(head(rule.path[0])))
                            : .ways(Array(ids[1..<ids.count - 1])),
                        to: [ids[ids.count - 1]], rule: rule.isMandatory ? .mandatory : .forbidden)
                }, profile: .schoolVan, contracting: contracting)
        }

        /// Whether a road may be entered after what was driven.
        func allows(_ next: Int, after driven: [Int]) -> Bool {
            for (path, isMandatory) in rules {
                let beginning = path.dropLast()
                guard driven.suffix(beginning.count) == beginning else { continue }
                if (path.last == next) != isMandatory { return false }
            }
            // Nobody turns round on the middle roads of a restricted turn.
            for (path, _) in rules where path.count > 2 {
                for length in 2..<path.count {
                    let beginning = path.prefix(length)
                    if driven.suffix(length) == beginning, beginning.last == next ^ 1 {
                        return false
                    }
                }
            }
            return true
        }

        /// Whether anyone may turn round where roads meet: not where two roads are one.
        func isJunction(_ node: Int) -> Bool {
            let around = roads.indices.flatMap { [$0 << 1, $0 << 1 | 1] }.filter {
                head($0) == node
            }
            if rules.contains(where: { $0.path.dropLast().contains { head($0) == node } }) {
                return true
            }
            guard around.count == 2 else { return true }
            let (one, other) = (around[0], around[1])
            return isDrivable(one) != isDrivable(other ^ 1)
                || isDrivable(one ^ 1) != isDrivable(other)
        }

        /// Metres from a node to every node, and to the middle of every road.
        func distances(
            from start: Int, contracting: Bool
        ) -> (nodes: [Double], middles: [Double]) {
            var toNodes = [Double](repeating: .infinity, count: nodes.count)
            var toMiddles = [Double](repeating: .infinity, count: roads.count)
            toNodes[start] = 0
            let mayTurn = nodes.indices.map { !contracting || isJunction($0) }
            var open: [[Int]: Double] = [[]: 0]
            var done: Set<[Int]> = []
            while let (driven, cost) = open.min(by: { $0.value < $1.value }) {
                open[driven] = nil
                done.insert(driven)
                let node = driven.last.map(head) ?? start
                toNodes[node] = min(toNodes[node], cost)
                for road in roads.indices {
                    for next in [road << 1, road << 1 | 1] where tail(next) == node {
                        guard isDrivable(next), allows(next, after: driven) else { continue }
                        if driven.last == next ^ 1, !mayTurn[node] { continue }
                        let total = cost + length(next)
                        toMiddles[road] = min(toMiddles[road], cost + length(next) / 2)
                        let state = Array((driven + [next]).suffix(3))
                        if !done.contains(state) {
                            open[state] = min(open[state] ?? .infinity, total)
                        }
                    }
                }
            }
            return (toNodes, toMiddles)
        }
    }

    static let seeds = 0..<50 as Range<UInt64>

    private func isClose(_ a: Double?, _ b: Double) -> Bool {
        guard let a else { return b == .infinity }
        return abs(a - b) <= 0.05
    }

    @Test(arguments: seeds)
    func agreesWithASearchOverWhatWasDriven(seed: UInt64) throws {
        let network = SignedNetwork(seed: seed)
        let every = SnapRule(maximumDistance: Metres(0.001), smallestComponent: .zero)
        for contracting in [true, false] {
            let graph = try network.graph(contracting: contracting)
            let nodes = graph.snap(network.nodes, rule: every)
            let middles = network.roads.map { road in
                let (a, b) = (network.nodes[road.a], network.nodes[road.b])
                return Coordinate(
                    longitude: (a.longitude + b.longitude) / 2,
                    latitude: (a.latitude + b.latitude) / 2)
            }
            let near = SnapRule(maximumDistance: Metres(0.5), smallestComponent: .zero)
            let ends = nodes + graph.snap(middles, rule: near)
            let bounded = graph.distances(from: nodes, to: ends)
            // Fewer destinations than origins are searched backwards.
            let backwards = graph.distances(from: ends, to: nodes)
            let table = ContractionHierarchy(graph: graph).matrix(from: nodes, to: ends)
            #expect(table.costs == bounded.costs, "seed \(seed)")
            for (start, place) in nodes.enumerated() where place != nil {
                let expected = network.distances(from: start, contracting: contracting)
                for (end, metres) in (expected.nodes + expected.middles).enumerated() {
                    guard let target = ends[end], let place else { continue }
                    // The middle of one of two parallel roads is the middle of both.
                    if end >= nodes.count, network.hasParallel(end - nodes.count) { continue }
                    let found = bounded.distance(from: start, to: end)?.value
                    #expect(isClose(found, metres), "seed \(seed) \(start) \(end) \(contracting)")
                    let route = graph.route(from: place, to: target)
                    #expect(route?.distance.value == found, "seed \(seed) \(start) \(end)")
                    if end < nodes.count {
                        let back = backwards.distance(from: start, to: end)?.value
                        #expect(back == found, "seed \(seed) \(start) \(end)")
                    }
                }
            }
        }
    }

    @Test(arguments: seeds)
    func waysAndAreasAgreeWithTheMatrix(seed: UInt64) throws {
        let network = SignedNetwork(seed: seed)
        let graph = try network.graph()
        let every = SnapRule(maximumDistance: Metres(0.001), smallestComponent: .zero)
        let nodes = graph.snap(network.nodes, rule: every)
        let matrix = graph.distances(from: nodes, to: nodes)
        var search = WaySearch(graph: graph)
        for (end, place) in nodes.enumerated() where place != nil {
            let ways = search.ways(from: nodes, to: place)
            for direction in [SearchDirection.fromOrigin, .towardsDestination] {
                let reach = graph.reach(
                    from: [place], within: 1e5, direction: direction, rule: every)
                for (start, other) in nodes.enumerated() where other != nil {
                    let pair = direction == .fromOrigin ? (end, start) : (start, end)
                    let metres = matrix.distance(from: pair.0, to: pair.1)?.value
                    let sample = reach.samples.first { $0.coordinate == network.nodes[start] }
                    #expect(
                        isClose(metres, sample?.cost ?? .infinity), "seed \(seed) \(start) \(end)")
                    if direction == .towardsDestination {
                        #expect(
                            ways[start]?.distance.value == metres, "seed \(seed) \(start) \(end)")
                    }
                }
            }
        }
    }
}
