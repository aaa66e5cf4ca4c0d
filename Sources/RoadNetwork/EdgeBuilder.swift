import Containers
import SpatialTypes

/// Puts chains in order and lays their corners out edge after edge.
struct EdgeBuilder {
    let edges: FrozenArray<RoadEdge>
    let shape: RoadShape
    let nodeCoordinates: FrozenArray<Coordinate>
    /// The chain behind each edge.
    private let chainOfEdge: [UInt32]

    init(_ network: RoadPieces, chains: Chains) {
        let (rank, nodeCoordinates) = Self.nodes(of: network, chains: chains)
        self.nodeCoordinates = nodeCoordinates
        // Sorted by both ends; the index of the chain keeps parallel roads in their order.
        var sorted = (0..<UInt32(chains.count)).map { $0 }
        let keys = (0..<chains.count).map { chain in
            UInt64(rank[Int(chains.first(chain))]) << 32 | UInt64(rank[Int(chains.last(chain))])
        }
        sorted.sort { (keys[Int($0)], $0) < (keys[Int($1)], $1) }
        chainOfEdge = sorted
        edges = FrozenArray(capacity: sorted.count) { edges in
            var corner: UInt32 = 0
            for chain in sorted {
                let key = keys[Int(chain)]
                let last = corner + UInt32(chains.pieceRange(Int(chain)).count)
                edges.append(
                    RoadEdge(
                        from: UInt32(truncatingIfNeeded: key >> 32),
                        to: UInt32(truncatingIfNeeded: key), firstCorner: corner,
                        lastCorner: last, use: chains.uses[Int(chain)]))
                corner = last + 1
            }
        }
        shape = Self.shape(of: network, chains: chains, order: sorted)
    }

    /// Restricted turns as rows of directed edges.
    func rules(for turns: [PieceTurn], chains: Chains, pieces: [RoadPiece]) -> [TurnRule] {
        guard !turns.isEmpty else { return [] }
        // Where on which edge each piece of a turn lies, and whether it runs against the edge.
        let wanted = Set(turns.flatMap { $0.pieces.map { $0 >> 1 } })
        var places: [UInt32: (edge: UInt32, place: Int, isReversed: Bool)] = [:]
        for (edge, chain) in chainOfEdge.enumerated() {
            let range = chains.pieceRange(Int(chain))
            let firstVertex = chains.vertexRange(Int(chain)).lowerBound
            for index in range where wanted.contains(chains.pieces[index]) {
                let (piece, place) = (chains.pieces[index], index - range.lowerBound)
                let isReversed = pieces[Int(piece)].tail != chains.vertices[firstVertex + place]
                places[piece] = (UInt32(edge), place, isReversed)
            }
        }
        return turns.map { turn in
            var path: [UInt32] = []
            var previous: Int?
            for directed in turn.pieces {
                guard let (edge, place, isReversed) = places[directed >> 1] else { continue }
                let isBackwards = (directed & 1 == 1) != isReversed
                let step = edge << 1 | (isBackwards ? 1 : 0)
                // The next piece of the same edge is no turn.
                if path.last != step || previous != (isBackwards ? place + 1 : place - 1) {
                    path.append(step)
                }
                previous = place
            }
            return TurnRule(path: path, rule: turn.rule)
        }
    }

    /// The place of each vertex along the curve, and where the nodes lie.
    private static func nodes(
        of network: RoadPieces, chains: Chains
    ) -> (rank: [UInt32], coordinates: FrozenArray<Coordinate>) {
        var isNode = [Bool](repeating: false, count: network.coordinates.count)
        for chain in 0..<chains.count {
            isNode[Int(chains.first(chain))] = true
            isNode[Int(chains.last(chain))] = true
        }
        let kept = isNode.indices.filter { isNode[$0] }
        let order = HilbertOrder.indices(
            of: kept.map { network.coordinates[$0] },
            in: LocalFrame(around: network.coordinates))
        var rank = [UInt32](repeating: .max, count: network.coordinates.count)
        for (place, index) in order.enumerated() { rank[kept[Int(index)]] = UInt32(place) }
        let coordinates = FrozenArray<Coordinate>(capacity: order.count) { coordinates in
            for index in order { coordinates.append(network.coordinates[kept[Int(index)]]) }
        }
        return (rank, coordinates)
    }

    private static func shape(
        of network: RoadPieces, chains: Chains, order: [UInt32]
    ) -> RoadShape {
        /// A sum of costs that begins anew at every edge.
        func running(_ cost: (RoadPiece) -> UInt32) -> FrozenArray<UInt32> {
            FrozenArray(capacity: chains.vertices.count) { column in
                for chain in order {
                    var sum: UInt32 = 0
                    column.append(0)
                    for place in chains.pieceRange(Int(chain)) {
                        sum += cost(network.pieces[Int(chains.pieces[place])])
                        column.append(sum)
                    }
                }
            }
        }
        return RoadShape(
            coordinates: FrozenArray(capacity: chains.vertices.count) { column in
                for chain in order {
                    for place in chains.vertexRange(Int(chain)) {
                        column.append(network.coordinates[Int(chains.vertices[place])])
                    }
                }
            },
            millimetres: running(\.millimetres), milliseconds: running(\.milliseconds),
            segments: FrozenArray(capacity: chains.vertices.count) { column in
                for chain in order {
                    let pieces = chains.pieceRange(Int(chain))
                    for place in pieces {
                        column.append(network.pieces[Int(chains.pieces[place])].segment)
                    }
                    // No piece begins at the last corner; it keeps the segment of the one before.
                    let last = chains.pieces[pieces.upperBound - 1]
                    column.append(network.pieces[Int(last)].segment)
                }
            })
    }
}

/// The strong components of a graph, the one with the longest roads first.
struct ComponentRanking {
    let labels: FrozenArray<UInt32>
    let lengths: FrozenArray<Metres>

    init(graph: SearchGraph, edges: FrozenArray<RoadEdge>, shape: RoadShape) {
        let (found, count) = StrongComponents.labels(of: graph)
        var millimetres = [UInt64](repeating: 0, count: count)
        for edge in edges where found[Int(edge.from)] == found[Int(edge.to)] {
            millimetres[Int(found[Int(edge.from)])] +=
                UInt64(shape.millimetres[Int(edge.lastCorner)])
        }
        let order = (0..<count).sorted { (millimetres[$1], $0) < (millimetres[$0], $1) }
        var rank = [UInt32](repeating: 0, count: count)
        for (place, component) in order.enumerated() { rank[component] = UInt32(place) }
        labels = FrozenArray(capacity: found.count) { labels in
            for label in found { labels.append(rank[Int(label)]) }
        }
        lengths = FrozenArray(order.map { Metres(Double(millimetres[$0]) / 1_000) })
    }
}
