import Containers

/// Edges of the contracted graph, before edges and vertices are put in order, in flat rows.
struct Chains {
    /// The pieces along all chains, chain after chain.
    fileprivate(set) var pieces: [UInt32] = []
    /// The vertices along all chains, ends included: one more than pieces in every chain.
    fileprivate(set) var vertices: [UInt32] = []
    /// Where each chain's pieces begin; one more than there are chains.
    fileprivate(set) var starts: [UInt32] = [0]
    /// How each chain may be used, from its first vertex to its last.
    fileprivate(set) var uses: [RoadUse] = []

    var count: Int { uses.count }

    /// The places of a chain's pieces in `pieces`.
    func pieceRange(_ chain: Int) -> Range<Int> { Int(starts[chain])..<Int(starts[chain + 1]) }

    /// The places of a chain's vertices in `vertices`.
    func vertexRange(_ chain: Int) -> ClosedRange<Int> {
        Int(starts[chain]) + chain...Int(starts[chain + 1]) + chain
    }

    func first(_ chain: Int) -> UInt32 { vertices[vertexRange(chain).lowerBound] }
    func last(_ chain: Int) -> UInt32 { vertices[vertexRange(chain).upperBound] }
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
    private(set) var chains = Chains()

    /// - Parameter kept: Vertices that stay, whatever meets there.
    init(_ network: RoadPieces, keeping kept: [UInt32] = [], contracting: Bool) {
        self.network = network
        incident = AdjacencyArray(ownerCount: network.coordinates.count) { take in
            for (index, piece) in network.pieces.enumerated() {
                take(piece.tail, UInt32(index))
                take(piece.head, UInt32(index))
            }
        }
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
        let around = incident.range(of: vertex)
        guard around.count == 2 else { return true }
        let first = incident.elements[around.lowerBound]
        let second = incident.elements[around.lowerBound + 1]
        return use(of: first, endingAt: UInt32(vertex))
            != use(of: second, endingAt: UInt32(vertex)).reversed
    }

    /// The use of a piece seen as leading to `vertex`.
    private func use(of piece: UInt32, endingAt vertex: UInt32) -> RoadUse {
        let piece = network.pieces[Int(piece)]
        return piece.head == vertex ? piece.use : piece.use.reversed
    }

    private mutating func follow(_ start: UInt32, from first: UInt32, isKept: [Bool]) {
        var piece = start
        var current = first
        var (millimetres, milliseconds) = (UInt64(0), UInt64(0))
        chains.vertices.append(first)
        while true {
            isVisited[Int(piece)] = true
            chains.pieces.append(piece)
            let ends = network.pieces[Int(piece)]
            current = ends.tail == current ? ends.head : ends.tail
            chains.vertices.append(current)
            if piece == start { chains.uses.append(use(of: start, endingAt: current)) }
            millimetres += UInt64(ends.millimetres)
            milliseconds += UInt64(ends.milliseconds)
            if isKept[Int(current)] || current == first { break }
            // Every cost along an edge fits 32 bits; what goes on is the next chain.
            if max(millimetres, milliseconds) > UInt64(RoadPiece.longest) { break }
            guard let next = incident[Int(current)].first(where: { !isVisited[Int($0)] }) else {
                break
            }
            piece = next
        }
        chains.starts.append(UInt32(chains.pieces.count))
    }
}
