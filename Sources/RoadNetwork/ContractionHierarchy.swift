import Containers
import SpatialTypes

/// A graph with shortcuts, made once per metric, that answers large tables without a limit fast.
///
/// Nodes are ranked by importance and removed one after the other; where a removed node lay on the
/// only shortest way between two neighbours, a shortcut takes its place. Every shortest way then
/// climbs the ranking and descends again, so that two small upward searches meet at its top
/// (Geisberger, Sanders, Schultes and Delling, "Contraction hierarchies", WEA 2008). For tables
/// the searches from the destinations are kept in buckets at the nodes they reach (Knopp et al.,
/// "Computing many-to-many shortest paths using highway hierarchies", ALENEX 2007).
///
/// Answers are equal to those of `RoadGraph.distances` to the millimetre. A limit of few
/// kilometres is faster without a hierarchy; see `RoadGraph.distances`.
public struct ContractionHierarchy: Sendable {
    /// What was made small.
    public let metric: TravelMetric
    /// The arcs added to the graph's own.
    public let shortcutCount: Int
    let graph: RoadGraph
    /// The place of each node of the graph in the hierarchy, the most important first.
    let places: FrozenArray<UInt32>
    /// Arcs to more important nodes, with the traffic, by place.
    let upwards: HierarchyArcs
    /// Arcs from more important nodes, against the traffic, by place.
    let downwards: HierarchyArcs

    /// Ranks the nodes of a graph and adds the shortcuts.
    ///
    /// Deterministic: the same graph gives the same hierarchy.
    ///
    /// - Complexity: about 40 µs per node on road networks.
    public init(graph: RoadGraph, metric: TravelMetric = .distance) {
        var builder = HierarchyBuilder(graph.searchGraph(metric, .fromOrigin))
        builder.contractAll()
        let count = graph.nodeCount
        var places = [UInt32](repeating: 0, count: count)
        for (rank, node) in builder.order.enumerated() {
            places[Int(node)] = UInt32(count - 1 - rank)
        }
        self.init(
            metric: metric, shortcutCount: builder.shortcutCount, graph: graph,
            places: FrozenArray(places), upwards: HierarchyArcs(of: builder.out, places: places),
            downwards: HierarchyArcs(of: builder.into, places: places))
    }

    /// A hierarchy from its finished parts.
    init(
        metric: TravelMetric, shortcutCount: Int, graph: RoadGraph, places: FrozenArray<UInt32>,
        upwards: HierarchyArcs, downwards: HierarchyArcs
    ) {
        self.metric = metric
        self.shortcutCount = shortcutCount
        self.graph = graph
        self.places = places
        self.upwards = upwards
        self.downwards = downwards
    }

    /// The shortest distances or durations from every origin to every destination.
    ///
    /// - Parameters:
    ///   - origins: The rows; unsnapped ones stay empty.
    ///   - destinations: The columns; unsnapped ones stay empty.
    ///   - limit: The largest cost in metres or seconds that still counts.
    ///   - workers: The number of threads; the answer does not depend on it.
    public func matrix(
        from origins: [SnappedPoint?], to destinations: [SnappedPoint?],
        within limit: Double = .infinity, workers: Int = 2
    ) -> TravelMatrix {
        let limit = RoadGraph.integerLimit(limit)
        let table = BucketTable(
            hierarchy: self, destinations: destinations, limit: limit, workers: workers)
        let rows = RowBlocks.rows(
            count: origins.count, columnCount: destinations.count, workers: workers
        ) {
            var search = table.search()
            return { index, rows in search.appendRow(from: origins[index], to: &rows) }
        }
        return TravelMatrix(metric: metric, costs: rows)
    }
}

/// Arcs by tail, in the numbering of the hierarchy.
struct HierarchyArcs: Sendable {
    let starts: FrozenArray<UInt32>
    let arcs: FrozenArray<SearchGraph.Arc>

    init(starts: FrozenArray<UInt32>, arcs: FrozenArray<SearchGraph.Arc>) {
        self.starts = starts
        self.arcs = arcs
    }

    init(of lists: [[HierarchyBuilder.Arc]], places: [UInt32]) {
        let sorted = AdjacencyArray<SearchGraph.Arc>(ownerCount: lists.count) { take in
            for (node, list) in lists.enumerated() {
                for arc in list {
                    take(
                        places[node],
                        SearchGraph.Arc(head: places[Int(arc.node)], cost: arc.cost))
                }
            }
        }
        starts = FrozenArray(sorted.starts)
        arcs = FrozenArray(sorted.elements)
    }
}
