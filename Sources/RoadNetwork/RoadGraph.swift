import SpatialTypes

/// The roads one profile can use, ready to be searched.
///
/// Lengths are whole millimetres on the WGS 84 ellipsoid, times whole milliseconds, so that sums
/// do not depend on their order. Junctions without choice are contracted; every edge keeps its
/// geometry. Building is deterministic: the same segments in the same order give the same graph.
public struct RoadGraph: Sendable {
    /// The rules the graph was built for.
    public let profile: TravelProfile
    /// What was used, dropped and found.
    public let statistics: RoadGraphStatistics
    /// The identifiers of the input segments, by their index.
    let segmentIDs: [Int64]
    /// The classes of the input segments, by their index.
    let segmentClasses: [String]
    /// Whether the profile flags the input segment, by its index.
    let isDangerous: [Bool]
    let edges: [RoadEdge]
    var shape: RoadShape
    let nodeCoordinates: [Coordinate]
    /// Turns that the profile may not take.
    let turns: TurnTable
    /// The component of each node; 0 is the longest.
    let components: [UInt32]
    /// Length of roads inside each component, descending.
    let componentLengths: [Metres]
    let snapIndex: SnapIndex
    /// What points are not joined across.
    let obstacles: ObstacleIndex
    /// Stretches that edits have closed.
    var closures = ClosedStretches()
    /// Whether edits have changed speeds, so that places joined before have old times.
    var hasNewSpeeds = false
    var searchGraphs: [SearchGraph]

    /// Builds the graph of the segments that the profile can use.
    ///
    /// - Parameters:
    ///   - segments: The roads; roads meet at shared nodes only.
    ///   - barriers: Obstacles at nodes of the roads.
    ///   - restrictions: Turns that vehicles may not take; kept by profiles that respect them.
    ///   - obstacles: Rivers and walls that points are not joined to roads across.
    ///   - profile: Who travels.
    ///   - contracting: `false` keeps a node at every corner (for checks).
    /// - Throws: `RoadNetworkError` when the profile is contradictory or no road is usable.
    /// - Complexity: O(*n* log *n*) in the number of corners.
    public init(
        segments: [RoadSegment], barriers: [RoadBarrier] = [],
        restrictions: [TurnRestriction] = [], obstacles: [ObstacleLine] = [],
        profile: TravelProfile, contracting: Bool = true
    ) throws(RoadNetworkError) {
        let collector = try PieceCollector(
            segments: segments, barriers: barriers, profile: profile)
        let network = collector.result
        let resolver = TurnResolver(
            restrictions.filter(profile.isBound), network: network, segments: segments,
            vertexOfNode: collector.vertexOfNode)
        let contraction = ChainContraction(
            network, keeping: resolver.vertices, contracting: contracting)
        let builder = EdgeBuilder(network, chains: contraction.chains)
        let (edges, shape, nodeCount) = (builder.edges, builder.shape, builder.nodeCount)

        let turns = TurnTable(
            rules: builder.rules(
                for: resolver.turns, chains: contraction.chains, pieces: network.pieces),
            edges: edges, nodeCount: nodeCount)

        let graphs = Self.searchGraphs(
            nodeCount: nodeCount, edges: edges, shape: shape, turns: turns,
            closures: ClosedStretches())

        // Components are those of the roads; a sign at one junction cuts nothing off.
        let roads =
            turns.isEmpty
            ? graphs[0]
            : SearchGraph(nodeCount: nodeCount, edges: edges, isReversed: false) { _ in 0 }
        let ranking = ComponentRanking(graph: roads, edges: edges, shape: shape)
        var statistics = network.statistics
        statistics.vertexCount = network.coordinates.count
        statistics.pieceCount = network.pieces.count
        statistics.nodeCount = nodeCount
        statistics.edgeCount = edges.count
        statistics.usedRestrictions = resolver.usedCount
        statistics.unusedRestrictions = resolver.unusedCount
        statistics.componentCount = ranking.lengths.count
        statistics.totalLength = Metres(
            edges.reduce(0) { $0 + Double(shape.millimetres[Int($1.lastCorner)]) / 1_000 })
        statistics.mainComponentLength = ranking.lengths.first ?? .zero

        self.profile = profile
        self.statistics = statistics
        segmentIDs = segments.map(\.id)
        segmentClasses = segments.map(\.roadClass)
        let dangerous = Set(profile.dangerousClasses)
        isDangerous = segments.map { dangerous.contains($0.roadClass) }
        self.edges = edges
        self.shape = shape
        nodeCoordinates =
            builder.nodeCoordinates
            + turns.originals.map { builder.nodeCoordinates[Int($0)] }
        self.turns = turns
        components = ranking.labels + turns.originals.map { ranking.labels[Int($0)] }
        componentLengths = ranking.lengths
        searchGraphs = graphs
        snapIndex = SnapIndex(edges: edges, shape: shape)
        self.obstacles = ObstacleIndex(obstacles)
    }

    /// The number of junctions and ends, with the copies that restricted turns need.
    public var nodeCount: Int { nodeCoordinates.count }
    /// The number of roads between them.
    public var edgeCount: Int { edges.count }

    /// The identifier of the input segment an edge begins with.
    public func segmentID(ofEdge edge: Int) -> Int64 {
        segmentIDs[Int(shape.segments[Int(edges[edge].firstCorner)])]
    }

    /// The line of an edge from its first node to its last.
    public func coordinates(ofEdge edge: Int) -> [Coordinate] {
        Array(shape.coordinates[Int(edges[edge].firstCorner)...Int(edges[edge].lastCorner)])
    }

    /// What searches read, by metric and direction.
    static func searchGraphs(
        nodeCount: Int, edges: [RoadEdge], shape: RoadShape, turns: TurnTable,
        closures: ClosedStretches
    ) -> [SearchGraph] {
        // Without one-ways both directions share their memory.
        let isSymmetric = turns.isEmpty && edges.allSatisfy { $0.forward == $0.backward }
        func graph(_ metric: TravelMetric, isReversed: Bool) -> SearchGraph {
            SearchGraph(
                nodeCount: nodeCount, edges: edges, isReversed: isReversed, turns: turns,
                isOpen: { closures.stretches.isEmpty || closures.stretches[$0] == nil },
                cost: { shape.cost(metric, at: edges[$0].lastCorner) })
        }
        return TravelMetric.allCases.flatMap { metric in
            let forward = graph(metric, isReversed: false)
            return [forward, isSymmetric ? forward : graph(metric, isReversed: true)]
        }
    }

    func searchGraph(_ metric: TravelMetric, _ direction: SearchDirection) -> SearchGraph {
        searchGraphs[
            (metric == .distance ? 0 : 2) + (direction == .fromOrigin ? 0 : 1)]
    }

    /// The component both ends of an edge belong to; `nil` for an edge between components.
    func component(ofEdge edge: Int) -> UInt32? {
        let label = components[Int(edges[edge].from)]
        return label == components[Int(edges[edge].to)] ? label : nil
    }
}

/// What a search makes small.
public enum TravelMetric: String, CaseIterable, Codable, Hashable, Sendable {
    /// Metres along the road.
    case distance
    /// Time at the profile's speeds.
    case duration
}

/// Which way a search runs.
public enum SearchDirection: Hashable, Sendable {
    /// With the traffic, from one origin to many destinations.
    case fromOrigin
    /// Against the traffic, from one destination back to many origins.
    case towardsDestination
}

extension RoadShape {
    func cost(_ metric: TravelMetric, at corner: UInt32) -> UInt32 {
        metric == .distance ? millimetres[Int(corner)] : milliseconds[Int(corner)]
    }
}
