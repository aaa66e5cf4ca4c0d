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
        restrictions: [TurnRestriction], profile: TravelProfile, contracting: Bool
    ) throws(RoadNetworkError) {
        let collector = try PieceCollector(
            segments: segments, barriers: barriers, profile: profile)
        let network = collector.result
        let resolver = TurnResolver(
            restrictions.filter(profile.isBound), network: network,
            vertexOfNode: collector.vertexOfNode)
        let chains = ChainContraction(
            network, keeping: resolver.vertices, contracting: contracting
        ).chains
        let builder = EdgeBuilder(network, chains: chains)
        edges = builder.edges
        shape = builder.shape
        nodeCoordinates = builder.nodeCoordinates
        rules = builder.rules(for: resolver.turns, chains: chains, pieces: network.pieces)
        self.segments = network.segments.table
        var statistics = network.statistics
        statistics.vertexCount = network.coordinates.count
        statistics.pieceCount = network.pieces.count
        statistics.usedRestrictions = resolver.usedCount
        statistics.unusedRestrictions = resolver.unusedCount
        self.statistics = statistics
    }
}
