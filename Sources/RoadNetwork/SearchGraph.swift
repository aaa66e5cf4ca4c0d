import Containers

/// What a search reads: for each node the arcs that leave it, with one cost each.
struct SearchGraph: Sendable {
    /// An arc to a neighbour; head and cost lie together because they are read together.
    struct Arc: BitwiseCopyable, Sendable {
        var head: UInt32
        var cost: UInt32
    }

    /// Where each node's arcs begin; one more than there are nodes.
    let starts: FrozenArray<UInt32>
    let arcs: FrozenArray<Arc>
    /// The edge behind each arc, shifted left by one; the lowest bit says it runs backwards.
    let directedEdges: FrozenArray<UInt32>

    var nodeCount: Int { starts.count - 1 }

    init(
        starts: FrozenArray<UInt32>, arcs: FrozenArray<Arc>, directedEdges: FrozenArray<UInt32>
    ) {
        self.starts = starts
        self.arcs = arcs
        self.directedEdges = directedEdges
    }

    /// The arcs of all edges.
    ///
    /// - Parameters:
    ///   - isReversed: Whether arcs run against the traffic, for searches from a destination.
    ///   - cost: The cost of an edge by its index.
    init(
        nodeCount: Int, edges: FrozenArray<RoadEdge>, isReversed: Bool, cost: (Int) -> UInt32
    ) {
        let sorted = AdjacencyArray<UInt32>(ownerCount: nodeCount) { take in
            for (index, edge) in edges.enumerated() where edge.from != edge.to {
                let step = UInt32(index) << 1
                if isReversed ? edge.backward : edge.forward { take(edge.from, step) }
                if isReversed ? edge.forward : edge.backward { take(edge.to, step | 1) }
            }
        }
        starts = FrozenArray(sorted.starts)
        directedEdges = FrozenArray(sorted.elements)
        arcs = FrozenArray(capacity: sorted.elements.count) { arcs in
            for step in sorted.elements {
                let edge = edges[Int(step >> 1)]
                arcs.append(
                    Arc(head: step & 1 == 0 ? edge.to : edge.from, cost: cost(Int(step >> 1))))
            }
        }
    }

    /// The same arcs with another cost; nodes and edges share their memory.
    func costing(_ cost: (Int) -> UInt32) -> SearchGraph {
        SearchGraph(
            starts: starts,
            arcs: FrozenArray(capacity: arcs.count) { result in
                for (arc, step) in zip(arcs, directedEdges) {
                    result.append(Arc(head: arc.head, cost: cost(Int(step >> 1))))
                }
            }, directedEdges: directedEdges)
    }
}
