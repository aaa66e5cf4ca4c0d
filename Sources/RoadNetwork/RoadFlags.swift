import Containers
import Foundation
import SpatialTypes

/// The roads of a graph that call for care on foot, such as highways.
///
/// Which classes do is data and does not depend on the graph's profile. Made once per graph and shared by all searches.
public struct RoadFlags: Sendable {
    /// The flagged classes, sorted.
    public let classes: [String]
    /// Whether the input segment is flagged, by its index.
    let isFlagged: [Bool]
    /// What of each edge is flagged.
    let edges: [EdgeFlags]
    /// The flagged ends of edges at each node, clockwise from north.
    let arms: AdjacencyArray<RoadArm>

    /// Flags the roads of the listed classes; roads that the graph's profile cannot use are no part of it.
    ///
    /// - Complexity: O(corners + flagged edges · log).
    public init(graph: RoadGraph, classes: some Sequence<String>) {
        let flagged = Set(classes)
        let isFlaggedClass = graph.segments.flags(of: flagged)
        let isFlagged = graph.segments.classes.map { isFlaggedClass[Int($0)] }
        self.classes = flagged.sorted()
        self.isFlagged = isFlagged
        edges = graph.edges.map { EdgeFlags($0, shape: graph.shape, isFlagged: isFlagged) }
        var ends: [(node: UInt32, arm: RoadArm)] = []
        for (index, edge) in graph.edges.enumerated() {
            if edges[index].startsFlagged {
                ends.append((edge.from, RoadArm(edge: index, isLast: false, graph: graph)))
            }
            if edges[index].endsFlagged {
                ends.append((edge.to, RoadArm(edge: index, isLast: true, graph: graph)))
            }
        }
        ends.sort { ($0.node, $0.arm.bearing, $0.arm.id) < ($1.node, $1.arm.bearing, $1.arm.id) }
        arms = AdjacencyArray(
            ownerCount: graph.nodeCount, owners: ends.map(\.node), elements: ends.map(\.arm))
    }
}

/// What of an edge is flagged.
struct EdgeFlags: Sendable {
    var millimetres: UInt32 = 0
    /// Whether the piece at the edge's first node is flagged.
    var startsFlagged = false
    /// Whether the piece at the edge's last node is flagged.
    var endsFlagged = false
    /// Whether every piece is.
    var isWhole = true

    init(_ edge: RoadEdge, shape: RoadShape, isFlagged: [Bool]) {
        for corner in Int(edge.firstCorner)..<Int(edge.lastCorner) {
            let flag = isFlagged[Int(shape.segments[corner])]
            if corner == Int(edge.firstCorner) { startsFlagged = flag }
            endsFlagged = flag
            if flag {
                millimetres += shape.millimetres[corner + 1] - shape.millimetres[corner]
            } else {
                isWhole = false
            }
        }
    }
}

/// An end of an edge as seen from the node it lies at.
struct RoadArm: Sendable {
    /// The edge, shifted left by one; the lowest bit says that the node is the edge's last.
    var id: UInt32
    /// The direction in which the road leaves the node, radians clockwise from north.
    var bearing: Double

    init(edge index: Int, isLast: Bool, graph: RoadGraph) {
        let edge = graph.edges[index]
        let corners = graph.shape.coordinates
        let (first, last) = (Int(edge.firstCorner), Int(edge.lastCorner))
        let node = corners[isLast ? last : first]
        let along =
            isLast
            ? stride(from: last - 1, through: first, by: -1)
            : stride(from: first + 1, through: last, by: 1)
        let next = along.lazy.map { corners[$0] }.first { $0 != node } ?? node
        let offset = MetresPerDegree(atLatitude: node.latitude).offset(from: node, to: next)
        id = UInt32(index) << 1 | (isLast ? 1 : 0)
        bearing = atan2(offset.x, offset.y)
    }
}
