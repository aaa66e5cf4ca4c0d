import Containers
import SpatialTypes

/// What a search reads: for each node the arcs that leave it, with one cost each.
struct SearchGraph: Sendable {
    /// An arc to a neighbour; head and cost lie together because they are read together.
    struct Arc: Sendable {
        var head: UInt32
        var cost: UInt32
    }

    /// Where each node's arcs begin; one more than there are nodes.
    let starts: [UInt32]
    let arcs: [Arc]
    /// The edge behind each arc, shifted left by one; the lowest bit says it runs backwards.
    let directedEdges: [UInt32]

    var nodeCount: Int { starts.count - 1 }

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
    ///   - cost: The cost of an edge by its index.
    ///   - isOpen: Whether an edge may be passed, by its index.
    ///   - turns: Restricted turns; their copies of junctions are numbered after `nodeCount`.
    init(
        nodeCount: Int, edges: [RoadEdge], isReversed: Bool, turns: TurnTable = TurnTable(),
        isOpen: (Int) -> Bool = { _ in true }, cost: (Int) -> UInt32
    ) {
        let nodeCount = nodeCount + turns.originals.count
        var tails: [UInt32] = []
        var arcs: [Arc] = []
        var directed: [UInt32] = []
        func add(_ tail: UInt32, _ head: UInt32, _ step: UInt32) {
            tails.append(isReversed ? head : tail)
            arcs.append(Arc(head: isReversed ? tail : head, cost: cost(Int(step >> 1))))
            directed.append(isReversed ? step ^ 1 : step)
        }
        for (index, edge) in edges.enumerated() where edge.from != edge.to && isOpen(index) {
            let step = UInt32(index) << 1
            if edge.forward { add(edge.from, turns.arrival(step, at: edge.to), step) }
            if edge.backward { add(edge.to, turns.arrival(step | 1, at: edge.from), step | 1) }
        }
        for arc in turns.arcs where isOpen(Int(arc.directedEdge >> 1)) {
            add(arc.tail, arc.head, arc.directedEdge)
        }
        let sorted = AdjacencyArray(ownerCount: nodeCount, owners: tails, elements: arcs)
        starts = sorted.starts
        self.arcs = sorted.elements
        directedEdges =
            AdjacencyArray(ownerCount: nodeCount, owners: tails, elements: directed).elements
    }
}

/// An edge of the contracted graph: a road between two junctions.
struct RoadEdge: Sendable {
    var from: UInt32
    var to: UInt32
    /// The edge's corners are `firstCorner...lastCorner` of the graph's shape.
    var firstCorner: UInt32
    var lastCorner: UInt32
    /// Whether the edge leads from `from` to `to`.
    var forward: Bool
    /// Whether the edge leads from `to` to `from`.
    var backward: Bool
    var isSnappable: Bool
}

/// The corners of all edges, edge after edge, in parallel columns.
struct RoadShape: Sendable {
    var coordinates: [Coordinate] = []
    /// Distance of each corner from the first corner of its edge.
    var millimetres: [UInt32] = []
    /// Travel time of each corner from the first corner of its edge.
    var milliseconds: [UInt32] = []
    /// The piece that begins at the corner comes from this segment of the input.
    var segments: [UInt32] = []
}
