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

    /// The node an arc leaves.
    ///
    /// - Complexity: O(log *n*); arcs do not store it.
    func tail(ofArc arc: UInt32) -> Int {
        var (low, high) = (0, nodeCount)
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= arc { low = middle } else { high = middle }
        }
        return low
    }

    /// The arcs of all edges.
    ///
    /// - Parameters:
    ///   - isReversed: Whether arcs run against the traffic, for searches from a destination.
    ///   - turns: Restricted turns; their copies of junctions are numbered after `nodeCount`.
    ///   - isOpen: Whether an edge may be passed, by its index.
    ///   - cost: The cost of an edge by its index.
    init(
        nodeCount: Int, edges: FrozenArray<RoadEdge>, isReversed: Bool,
        turns: TurnTable = TurnTable(), isOpen: (Int) -> Bool = { _ in true },
        cost: (Int) -> UInt32
    ) {
        /// An arc before its edge's cost is known.
        struct Step: BitwiseCopyable {
            var head: UInt32
            var directed: UInt32
        }
        let sorted = AdjacencyArray<Step>(ownerCount: nodeCount + turns.originals.count) { take in
            func add(_ tail: UInt32, _ head: UInt32, _ step: UInt32) {
                if isReversed {
                    take(head, Step(head: tail, directed: step ^ 1))
                } else {
                    take(tail, Step(head: head, directed: step))
                }
            }
            for (index, edge) in edges.enumerated() where edge.from != edge.to && isOpen(index) {
                let step = UInt32(index) << 1
                if edge.forward { add(edge.from, turns.arrival(step, at: edge.to), step) }
                if edge.backward { add(edge.to, turns.arrival(step | 1, at: edge.from), step | 1) }
            }
            for arc in turns.arcs where isOpen(Int(arc.directedEdge >> 1)) {
                add(arc.tail, arc.head, arc.directedEdge)
            }
        }
        starts = FrozenArray(sorted.starts)
        directedEdges = FrozenArray(capacity: sorted.elements.count) { directed in
            for step in sorted.elements { directed.append(step.directed) }
        }
        arcs = FrozenArray(capacity: sorted.elements.count) { arcs in
            for step in sorted.elements {
                arcs.append(Arc(head: step.head, cost: cost(Int(step.directed >> 1))))
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
