/// The vertex of each node of the source, by its identifier.
///
/// A table with open addressing and multiplicative hashing (Knuth, *The Art of Computer
/// Programming* 3, section 6.4): a third of the time of a dictionary for millions of nodes. Only
/// look-ups, no order, so that no answer depends on it.
struct NodeNumbers {
    private static let free = UInt32.max

    private var nodes: [Int64]
    /// `free` where the place holds no node.
    private var vertices: [UInt32]
    private var count = 0
    private var sizeBits = 10

    init() {
        nodes = Array(repeating: 0, count: 1 << sizeBits)
        vertices = Array(repeating: Self.free, count: 1 << sizeBits)
    }

    /// The vertex of a node; `nil` where it has none.
    subscript(node: Int64) -> UInt32? {
        let vertex = vertices[place(of: node)]
        return vertex == Self.free ? nil : vertex
    }

    /// The vertex of a node; an unknown node gets the new one.
    ///
    /// - Parameter new: Below 2³² − 1.
    mutating func vertex(of node: Int64, orNew new: UInt32) -> UInt32 {
        let place = place(of: node)
        if vertices[place] != Self.free { return vertices[place] }
        nodes[place] = node
        vertices[place] = new
        count += 1
        // Four fifths full at the most, so that few places are looked at.
        if count * 5 > nodes.count * 4 { grow() }
        return new
    }

    /// Where a node is, or where it would go.
    private func place(of node: Int64) -> Int {
        let mixed = UInt64(bitPattern: node) &* 0x9E37_79B9_7F4A_7C15
        var place = Int(truncatingIfNeeded: mixed >> UInt64(64 - sizeBits))
        while vertices[place] != Self.free, nodes[place] != node {
            place = (place + 1) & (nodes.count - 1)
        }
        return place
    }

    private mutating func grow() {
        let (oldNodes, oldVertices) = (nodes, vertices)
        sizeBits += 1
        nodes = Array(repeating: 0, count: 1 << sizeBits)
        vertices = Array(repeating: Self.free, count: 1 << sizeBits)
        for (node, vertex) in zip(oldNodes, oldVertices) where vertex != Self.free {
            let place = place(of: node)
            nodes[place] = node
            vertices[place] = vertex
        }
    }
}
