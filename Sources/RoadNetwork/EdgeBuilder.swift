import SpatialTypes

/// Puts chains in order and lays their corners out edge after edge.
struct EdgeBuilder {
    private(set) var edges: [RoadEdge] = []
    private(set) var shape = RoadShape()
    private(set) var nodeCoordinates: [Coordinate] = []
    /// The chain behind each edge.
    private let chainOfEdge: [Int]

    var nodeCount: Int { nodeCoordinates.count }

    init(_ network: RoadPieces, chains: [Chain]) {
        var isNode = [Bool](repeating: false, count: network.coordinates.count)
        for chain in chains {
            isNode[Int(chain.vertices[0])] = true
            isNode[Int(chain.vertices[chain.vertices.count - 1])] = true
        }
        let kept = isNode.indices.filter { isNode[$0] }
        let coordinates = kept.map { network.coordinates[$0] }
        let order = HilbertOrder.indices(
            of: coordinates, in: LocalFrame(around: network.coordinates))
        var rank = [UInt32](repeating: .max, count: network.coordinates.count)
        for (place, index) in order.enumerated() { rank[kept[Int(index)]] = UInt32(place) }
        nodeCoordinates = order.map { coordinates[Int($0)] }

        let ends = chains.map { chain in
            (
                from: rank[Int(chain.vertices[0])],
                to: rank[Int(chain.vertices[chain.vertices.count - 1])]
            )
        }
        let sorted = chains.indices.sorted {
            (ends[$0].from, ends[$0].to, $0) < (ends[$1].from, ends[$1].to, $1)
        }
        chainOfEdge = sorted
        edges.reserveCapacity(chains.count)
        for index in sorted {
            let first = UInt32(shape.coordinates.count)
            lay(chains[index], of: network)
            edges.append(
                RoadEdge(
                    from: ends[index].from, to: ends[index].to, firstCorner: first,
                    lastCorner: UInt32(shape.coordinates.count - 1),
                    forward: chains[index].forward, backward: chains[index].backward,
                    isSnappable: chains[index].isSnappable))
        }
    }

    /// Restricted turns as rows of directed edges.
    func rules(
        for turns: [PieceTurn], chains: [Chain], pieces: [RoadPiece]
    ) -> [(path: [UInt32], rule: TurnRestriction.Rule)] {
        guard !turns.isEmpty else { return [] }
        // Where on which edge each piece of a turn lies, and whether it runs against the edge.
        let wanted = Set(turns.flatMap { $0.pieces.map { $0 >> 1 } })
        var places: [UInt32: (edge: UInt32, place: Int, isReversed: Bool)] = [:]
        for (edge, chain) in chainOfEdge.enumerated() {
            for (place, piece) in chains[chain].pieces.enumerated() where wanted.contains(piece) {
                let isReversed = pieces[Int(piece)].tail != chains[chain].vertices[place]
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
            return (path, turn.rule)
        }
    }

    private mutating func lay(_ chain: Chain, of network: RoadPieces) {
        var millimetres: UInt32 = 0
        var milliseconds: UInt32 = 0
        for (place, vertex) in chain.vertices.enumerated() {
            shape.coordinates.append(network.coordinates[Int(vertex)])
            shape.millimetres.append(millimetres)
            shape.milliseconds.append(milliseconds)
            let piece = network.pieces[Int(chain.pieces[min(place, chain.pieces.count - 1)])]
            shape.segments.append(piece.segment)
            millimetres += piece.millimetres
            milliseconds += piece.milliseconds
        }
    }
}

/// The strong components of a graph, the one with the longest roads first.
struct ComponentRanking {
    let labels: [UInt32]
    let lengths: [Metres]

    init(graph: SearchGraph, edges: [RoadEdge], shape: RoadShape) {
        let (found, count) = StrongComponents.labels(of: graph)
        var millimetres = [UInt64](repeating: 0, count: count)
        for edge in edges where found[Int(edge.from)] == found[Int(edge.to)] {
            millimetres[Int(found[Int(edge.from)])] +=
                UInt64(shape.millimetres[Int(edge.lastCorner)])
        }
        let order = (0..<count).sorted { (millimetres[$1], $0) < (millimetres[$0], $1) }
        var rank = [UInt32](repeating: 0, count: count)
        for (place, component) in order.enumerated() { rank[component] = UInt32(place) }
        labels = found.map { rank[Int($0)] }
        lengths = order.map { Metres(Double(millimetres[$0]) / 1_000) }
    }
}
