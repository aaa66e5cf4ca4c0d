import Containers
import SpatialTypes

/// The usable roads of an input as edges in order, with what is remembered of the input.
///
/// What they were made from, pieces and chains, is given back when this has been made.
struct RoadCollection {
    let segments: SegmentTable
    let edges: FrozenArray<RoadEdge>
    let shape: RoadShape
    let nodeCoordinates: FrozenArray<Coordinate>
    /// Restricted turns of the profile.
    let rules: [TurnRule]
    /// The counts that are known so far.
    let statistics: RoadGraphStatistics

    init(
        segments: some Sequence<RoadSegment>, barriers: [RoadBarrier],
        restrictions: [TurnRestriction], profile: TravelProfile, contracting: Bool, workers: Int
    ) throws(RoadNetworkError) {
        let (network, turns) = try Self.collect(
            segments, barriers, restrictions, profile, workers)
        let chains = ChainContraction(
            network, keeping: turns.vertices, contracting: contracting
        ).chains
        let builder = EdgeBuilder(network, chains: chains)
        edges = builder.edges
        shape = builder.shape
        nodeCoordinates = builder.nodeCoordinates
        rules = builder.rules(for: turns.turns, chains: chains, pieces: network.pieces)
        self.segments = network.segments.table
        var statistics = network.statistics
        statistics.vertexCount = network.coordinates.count
        statistics.pieceCount = network.pieces.count
        statistics.usedRestrictions = turns.usedCount
        statistics.unusedRestrictions = turns.unusedCount
        self.statistics = statistics
    }

    /// What is kept of a resolver, which itself holds the vertex of every node.
    private struct Turns {
        var turns: [PieceTurn]
        var vertices: [UInt32]
        var usedCount: Int
        var unusedCount: Int
    }

    /// Pieces and restricted turns; the tables behind them (400 MB for 23 M corners) are
    /// given back before edges are made.
    private static func collect(
        _ segments: some Sequence<RoadSegment>, _ barriers: [RoadBarrier],
        _ restrictions: [TurnRestriction], _ profile: TravelProfile, _ workers: Int
    ) throws(RoadNetworkError) -> (RoadPieces, Turns) {
        let collector = try PieceCollector(
            segments: segments, barriers: barriers, profile: profile, workers: workers)
        let resolver = TurnResolver(
            restrictions.filter(profile.isBound), network: collector.result,
            vertexOfNode: collector.vertexOfNode)
        return (
            collector.result,
            Turns(
                turns: resolver.turns, vertices: resolver.vertices,
                usedCount: resolver.usedCount, unusedCount: resolver.unusedCount)
        )
    }
}
