import Containers

/// An edge of the contracted graph, before edges and vertices are put in order.
struct Chain {
    /// The vertices along the chain, ends included.
    var vertices: [UInt32]
    /// The pieces along the chain, one fewer than vertices.
    var pieces: [UInt32]
    /// Whether the chain leads from its first vertex to its last, and back.
    var forward: Bool
    var backward: Bool
    var isSnappable: Bool
}

/// Joins the pieces that meet at vertices where nothing else does.
///
/// A vertex is dissolved when exactly two pieces meet there and both may be used in the same
/// directions; class and speed may change, since every corner of an edge keeps its own distance
/// and time. Lengths are sums of whole millimetres, so that contraction changes no distance.
struct ChainContraction {
    private let network: RoadPieces
    private let incident: AdjacencyArray<UInt32>
    private var isVisited: [Bool]
    private(set) var chains: [Chain] = []

    /// - Parameter kept: Vertices that stay, whatever meets there.
    init(_ network: RoadPieces, keeping kept: [UInt32] = [], contracting: Bool) {
        self.network = network
        let indices = (0..<UInt32(network.pieces.count)).flatMap { [$0, $0] }
        incident = AdjacencyArray(
            ownerCount: network.coordinates.count,
            owners: network.pieces.flatMap { [$0.tail, $0.head] }, elements: indices)
        isVisited = Array(repeating: false, count: network.pieces.count)
        var isKept = (0..<network.coordinates.count).map { !contracting || keeps($0) }
        for vertex in kept { isKept[Int(vertex)] = true }
        for vertex in isKept.indices where isKept[vertex] {
            for piece in incident[vertex] where !isVisited[Int(piece)] {
                follow(piece, from: UInt32(vertex), isKept: isKept)
            }
        }
        // What is left are rings without any junction; each begins where it was mapped to begin.
        for piece in network.pieces.indices where !isVisited[piece] {
            follow(UInt32(piece), from: network.pieces[piece].tail, isKept: isKept)
        }
    }

    private func keeps(_ vertex: Int) -> Bool {
        let around = incident[vertex]
        guard around.count == 2, let first = around.first, let second = around.last else {
            return true
        }
        let into = use(of: first, endingAt: UInt32(vertex))
        let out = use(of: second, endingAt: UInt32(vertex))
        return into.forward != out.backward || into.backward != out.forward
            || network.pieces[Int(first)].isSnappable != network.pieces[Int(second)].isSnappable
    }

    /// The directions of a piece seen as leading to `vertex`.
    private func use(of piece: UInt32, endingAt vertex: UInt32) -> (forward: Bool, backward: Bool) {
        let piece = network.pieces[Int(piece)]
        return piece.head == vertex
            ? (piece.forward, piece.backward) : (piece.backward, piece.forward)
    }

    private mutating func follow(_ start: UInt32, from first: UInt32, isKept: [Bool]) {
        var vertices = [first]
        var along: [UInt32] = []
        var piece = start
        var current = first
        while true {
            isVisited[Int(piece)] = true
            along.append(piece)
            let ends = network.pieces[Int(piece)]
            current = ends.tail == current ? ends.head : ends.tail
            vertices.append(current)
            if isKept[Int(current)] || current == first { break }
            let around = incident[Int(current)]
            guard let next = around.first(where: { !isVisited[Int($0)] }) else { break }
            piece = next
        }
        let directions = use(of: start, endingAt: vertices[1])
        chains.append(
            Chain(
                vertices: vertices, pieces: along, forward: directions.forward,
                backward: directions.backward,
                isSnappable: network.pieces[Int(start)].isSnappable))
    }
}
