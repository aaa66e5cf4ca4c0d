import Containers
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
    let segments: SegmentTable
    /// Whether the profile flags a class, by its place in the segment table.
    private let isDangerousClass: [Bool]
    let edges: FrozenArray<RoadEdge>
    var shape: RoadShape
    let nodeCoordinates: FrozenArray<Coordinate>
    /// Turns that the profile may not take.
    let turns: TurnTable
    /// The component of each node; 0 is the longest.
    let components: FrozenArray<UInt32>
    /// Length of roads inside each component, descending.
    let componentLengths: FrozenArray<Metres>
    let snapIndex: SnapIndex
    /// What points are not joined across.
    let obstacles: ObstacleIndex
    /// Stretches that edits have closed.
    var closures = ClosedStretches()
    /// Whether edits have changed speeds, so that places joined before have old times.
    var hasNewSpeeds = false
    /// By distance with and against the traffic, then by duration.
    var searchGraphs: [SearchGraph]
    /// Whether both directions of the traffic share their memory.
    let isSymmetric: Bool

    /// Builds the graph of the segments that the profile can use.
    ///
    /// - Parameters:
    ///   - segments: The roads; roads meet at shared nodes only.
    ///   - barriers: Obstacles at nodes of the roads.
    ///   - restrictions: Turns that vehicles may not take; kept by profiles that respect them.
    ///   - obstacles: Rivers and walls that points are not joined to roads across.
    ///   - profile: Who travels.
    ///   - contracting: `false` keeps a node at every corner (for checks).
    ///   - workers: The number of threads; the graph does not depend on it.
    /// - Throws: `RoadNetworkError` when the profile is contradictory or no road is usable.
    /// - Complexity: O(*n* log *n*) in the number of corners.
    public init(
        segments: some Sequence<RoadSegment>, barriers: [RoadBarrier] = [],
        restrictions: [TurnRestriction] = [], obstacles: [ObstacleLine] = [],
        profile: TravelProfile, contracting: Bool = true, workers: Int = 2
    ) throws(RoadNetworkError) {
        let roads = try RoadCollection(
            segments: segments, barriers: barriers, restrictions: restrictions, profile: profile,
            contracting: contracting, workers: workers)
        let (edges, shape, nodeCount) = (roads.edges, roads.shape, roads.nodeCoordinates.count)
        let turns = TurnTable(rules: roads.rules, edges: edges, nodeCount: nodeCount)
        let graphs = Self.searchGraphs(
            nodeCount: nodeCount, edges: edges, shape: shape, turns: turns,
            closures: ClosedStretches())

        // Components are those of the roads; a sign at one junction cuts nothing off.
        let plain =
            turns.isEmpty
            ? graphs[0]
            : SearchGraph(nodeCount: nodeCount, edges: edges, isReversed: false) { _ in 0 }
        let ranking = ComponentRanking(graph: plain, edges: edges, shape: shape)

        var statistics = roads.statistics
        statistics.nodeCount = nodeCount
        statistics.edgeCount = edges.count
        statistics.componentCount = ranking.lengths.count
        statistics.totalLength = Metres(
            edges.reduce(0) { $0 + Double(shape.millimetres[Int($1.lastCorner)]) / 1_000 })
        statistics.mainComponentLength = ranking.lengths.first ?? .zero
        self.init(
            profile: profile, statistics: statistics, segments: roads.segments, edges: edges,
            shape: shape,
            nodeCoordinates: roads.nodeCoordinates.appending(
                turns.originals.map { roads.nodeCoordinates[Int($0)] }),
            turns: turns,
            components: ranking.labels.appending(turns.originals.map { ranking.labels[Int($0)] }),
            componentLengths: ranking.lengths, snapIndex: SnapIndex(edges: edges, shape: shape),
            obstacles: ObstacleIndex(obstacles), searchGraphs: graphs)
    }

    /// A graph from its finished parts.
    init(
        profile: TravelProfile, statistics: RoadGraphStatistics, segments: SegmentTable,
        edges: FrozenArray<RoadEdge>, shape: RoadShape, nodeCoordinates: FrozenArray<Coordinate>,
        turns: TurnTable, components: FrozenArray<UInt32>, componentLengths: FrozenArray<Metres>,
        snapIndex: SnapIndex, obstacles: ObstacleIndex, searchGraphs: [SearchGraph]
    ) {
        self.profile = profile
        self.statistics = statistics
        self.segments = segments
        isDangerousClass = segments.flags(of: Set(profile.dangerousClasses))
        self.edges = edges
        self.shape = shape
        self.nodeCoordinates = nodeCoordinates
        self.turns = turns
        self.components = components
        self.componentLengths = componentLengths
        self.snapIndex = snapIndex
        self.obstacles = obstacles
        self.searchGraphs = searchGraphs
        isSymmetric = searchGraphs[0].starts.isSameMemory(as: searchGraphs[1].starts)
    }

    /// One graph for each metric and direction, in the order `searchGraph` looks for them.
    static func searchGraphs(
        nodeCount: Int, edges: FrozenArray<RoadEdge>, shape: RoadShape, turns: TurnTable,
        closures: ClosedStretches
    ) -> [SearchGraph] {
        func isOpen(_ edge: Int) -> Bool { closures.allow(edge: edge) }
        func cost(_ metric: TravelMetric) -> (Int) -> UInt32 {
            { shape.cost(metric, at: edges[$0].lastCorner) }
        }
        let forward = SearchGraph(
            nodeCount: nodeCount, edges: edges, isReversed: false, turns: turns,
            isOpen: isOpen, cost: cost(.distance))
        // Without one-ways both directions share their memory.
        if turns.isEmpty, edges.allSatisfy({ $0.forward == $0.backward }) {
            let durations = forward.costing(cost(.duration))
            return [forward, forward, durations, durations]
        }
        let reversed = SearchGraph(
            nodeCount: nodeCount, edges: edges, isReversed: true, turns: turns,
            isOpen: isOpen, cost: cost(.distance))
        return [
            forward, reversed, forward.costing(cost(.duration)), reversed.costing(cost(.duration)),
        ]
    }

    /// The number of junctions and ends, with the copies that restricted turns need.
    public var nodeCount: Int { nodeCoordinates.count }
    /// The number of roads between them.
    public var edgeCount: Int { edges.count }

    /// The identifier of the input segment an edge begins with.
    public func segmentID(ofEdge edge: Int) -> Int64 {
        segments.ids[Int(shape.segments[Int(edges[edge].firstCorner)])]
    }

    /// The line of an edge from its first node to its last.
    public func coordinates(ofEdge edge: Int) -> [Coordinate] {
        Array(shape.coordinates[Int(edges[edge].firstCorner)...Int(edges[edge].lastCorner)])
    }

    /// Whether the profile flags an input segment, by its index.
    func isDangerous(segment: Int) -> Bool { isDangerousClass[Int(segments.classes[segment])] }

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
