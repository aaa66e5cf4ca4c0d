import Containers
import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// Laws that hold on every network, tried on random ones.
@Suite struct NetworkPropertyTests {
    /// A random network on a grid of nodes: chains, dead ends, pockets, one-ways, parallel roads.
    struct RandomNetwork {
        var segments: [RoadSegment] = []
        var points: [Coordinate] = []
        var nodes: [Coordinate] = []

        init(seed: UInt64) {
            var random = SplitMix64(seed: seed)
            let count = Int.random(in: 4...40, using: &random)
            let origin = Coordinate(longitude: 100, latitude: 15)
            nodes = (0..<count).map { _ in
                origin.offset(
                    east: Double.random(in: 0...3_000, using: &random),
                    north: Double.random(in: 0...3_000, using: &random))
            }
            for id in 0..<Int.random(in: count...2 * count, using: &random) {
                let path = (0..<Int.random(in: 2...4, using: &random)).map { _ in
                    Int.random(in: 0..<count, using: &random)
                }
                segments.append(
                    RoadSegment(
                        id: Int64(id), coordinates: path.map { nodes[$0] },
                        nodeIDs: path.map(Int64.init),
                        roadClass: ["residential", "track", "trunk", "ferry"].randomElement(
                            using: &random) ?? "residential",
                        oneway: [.no, .no, .forward, .backward].randomElement(using: &random)
                            ?? .no,
                        access: ["motor_vehicle": "yes"]))
            }
            points = (0..<12).map { _ in
                origin.offset(
                    east: Double.random(in: -200...3_200, using: &random),
                    north: Double.random(in: -200...3_200, using: &random))
            }
        }

        /// A graph, or `nil` when the dice gave nothing but loops.
        func graph(_ profile: TravelProfile, contracting: Bool = true) throws -> RoadGraph {
            try RoadGraph(segments: segments, profile: profile, contracting: contracting)
        }
    }

    static let seeds = 0..<100 as Range<UInt64>
    static let rule = SnapRule(maximumDistance: Metres(kilometres: 50))

    @Test(arguments: seeds)
    func contractionChangesNoDistance(seed: UInt64) throws {
        let network = RandomNetwork(seed: seed)
        for profile in [TravelProfile.walk, .schoolVan] {
            let contracted = try network.graph(profile)
            let raw = try network.graph(profile, contracting: false)
            #expect(contracted.nodeCount <= raw.nodeCount)
            let points = network.points + network.nodes
            // Joined to every component, since contraction leaves the same components.
            let rule = SnapRule(maximumDistance: Metres(kilometres: 50))
            let left = contracted.snap(points, rule: rule)
            let right = raw.snap(points, rule: rule)
            #expect(left.map { $0?.offRoad } == right.map { $0?.offRoad }, "seed \(seed)")
            let (one, two) = (
                contracted.distances(from: left, to: left), raw.distances(from: right, to: right)
            )
            for (a, b) in zip(one.dense().elements, two.dense().elements) {
                // Places along an edge are rounded to a millimetre at each end.
                #expect(a == b || abs(a - b) <= 0.002, "seed \(seed) \(profile.name)")
            }
        }
    }

    @Test(arguments: seeds)
    func agreesWithFloydAndWarshall(seed: UInt64) throws {
        let network = RandomNetwork(seed: seed)
        for profile in [TravelProfile.walk, .schoolVan] {
            let graph = try network.graph(profile)
            let every = SnapRule(maximumDistance: Metres(0.001), smallestComponent: .zero)
            let used = graph.snap(network.nodes, rule: every)
            let expected = floydWarshall(network, isDirected: profile.respectsOneway)
            let actual = graph.distances(from: used, to: used).dense()
            for i in used.indices where used[i] != nil {
                for j in used.indices where used[j] != nil {
                    let (a, e) = (actual[i, j], expected[i, j])
                    #expect(a == e || abs(a - e) <= 0.02, "seed \(seed) \(profile.name) \(i) \(j)")
                }
            }
        }
    }

    @Test(arguments: seeds)
    func boundedIsTheCutOfUnbounded(seed: UInt64) throws {
        let network = RandomNetwork(seed: seed)
        let graph = try network.graph(.schoolVan)
        let points = graph.snap(network.points, rule: Self.rule)
        let whole = graph.distances(from: points, to: points)
        let bounded = graph.distances(from: points, to: points, within: Metres(2_500))
        for i in points.indices {
            for j in points.indices {
                let expected = whole.costs[i, j].flatMap { $0 <= 2_500_000 ? $0 : nil }
                #expect(bounded.costs[i, j] == expected, "seed \(seed) \(i) \(j)")
            }
        }
    }

    @Test(arguments: seeds)
    func eitherSideAndAnyWorkersGiveTheSame(seed: UInt64) throws {
        let network = RandomNetwork(seed: seed)
        let graph = try network.graph(.schoolVan)
        let points = graph.snap(network.points, rule: Self.rule)
        let few = Array(points.prefix(3))
        // Fewer destinations than origins: searched backwards.
        let backwards = graph.distances(from: points, to: few, workers: 1)
        let forwards = graph.distances(from: points, to: points, workers: 3)
        for i in points.indices {
            for j in few.indices {
                #expect(backwards.costs[i, j] == forwards.costs[i, j], "seed \(seed) \(i) \(j)")
            }
        }
    }

    @Test(arguments: seeds)
    func walkingIsSymmetricAndObeysTheTriangle(seed: UInt64) throws {
        let network = RandomNetwork(seed: seed)
        let graph = try network.graph(.walk)
        let nodes = graph.snap(network.nodes, rule: Self.rule).filter {
            $0.map { $0.offRoad == .zero } ?? false
        }
        let matrix = graph.distances(from: nodes, to: nodes)
        for i in nodes.indices {
            for j in nodes.indices {
                #expect(matrix.costs[i, j] == matrix.costs[j, i], "seed \(seed)")
                for k in nodes.indices {
                    guard let first = matrix.costs[i, k], let second = matrix.costs[k, j] else {
                        continue
                    }
                    let direct = try #require(matrix.costs[i, j], "seed \(seed)")
                    #expect(direct <= first + second, "seed \(seed) \(i) \(k) \(j)")
                }
            }
        }
    }

    @Test(arguments: seeds)
    func closingARoadShortensNothing(seed: UInt64) throws {
        var network = RandomNetwork(seed: seed)
        let every = SnapRule(maximumDistance: Metres(0.001), smallestComponent: .zero)
        let before = try network.graph(.schoolVan)
        let nodes = before.snap(network.nodes, rule: every)
        let open = before.distances(from: nodes, to: nodes).dense()
        network.segments.removeLast()
        let after = try network.graph(.schoolVan)
        let left = after.snap(network.nodes, rule: every)
        let closed = after.distances(from: left, to: left).dense()
        for (a, b) in zip(open.elements, closed.elements) {
            #expect(b >= a, "seed \(seed)")
        }
    }

    @Test(arguments: seeds)
    func routeIsAsLongAsItsMatrixCell(seed: UInt64) throws {
        let network = RandomNetwork(seed: seed)
        for profile in [TravelProfile.walk, .schoolVan] {
            let graph = try network.graph(profile)
            let points = graph.snap(network.points, rule: Self.rule)
            let distances = graph.distances(from: points, to: points)
            let durations = graph.durations(from: points, to: points)
            for (i, from) in points.enumerated() {
                for (j, to) in points.enumerated() {
                    guard let from, let to else { continue }
                    let short = graph.route(from: from, to: to)
                    #expect(short?.distance == distances.distance(from: i, to: j), "seed \(seed)")
                    let quick = graph.route(from: from, to: to, metric: .duration)
                    #expect(quick?.duration == durations.duration(from: i, to: j), "seed \(seed)")
                }
            }
        }
    }
}

/// Shortest distances between the network's nodes in metres (Floyd 1962), straight from the input.
private func floydWarshall(
    _ network: NetworkPropertyTests.RandomNetwork, isDirected: Bool
) -> DenseMatrix<Double> {
    let count = network.nodes.count
    var result = DenseMatrix(rowCount: count, columnCount: count, repeating: Double.infinity)
    for node in 0..<count { result[node, node] = 0 }
    for segment in network.segments {
        let path = (segment.nodeIDs ?? []).map { Int($0) }
        for (a, b) in zip(path, path.dropFirst()) {
            let length = flatDistance(network.nodes[a], network.nodes[b])
            if !isDirected || segment.oneway != .backward {
                result[a, b] = min(result[a, b], length)
            }
            if !isDirected || segment.oneway != .forward {
                result[b, a] = min(result[b, a], length)
            }
        }
    }
    for k in 0..<count {
        for i in 0..<count {
            for j in 0..<count {
                result[i, j] = min(result[i, j], result[i, k] + result[k, j])
            }
        }
    }
    return result
}
