/// A restricted turn as a row of straight pieces, each with its direction.
struct PieceTurn {
    /// Pieces shifted left by one; the lowest bit says it is driven from head to tail.
    var pieces: [UInt32]
    /// Where one road ends and the next begins.
    var junctions: [UInt32]
    var rule: TurnRestriction.Rule
}

/// Finds the pieces of road that restrictions speak of.
///
/// A restriction is left out when its roads are not in the graph or do not meet where it says, and
/// when a road passes through its junction in both directions, so that the side meant is unknown.
struct TurnResolver {
    private(set) var turns: [PieceTurn] = []
    /// Restrictions that bind the profile and could be placed, and those that could not.
    private(set) var usedCount = 0
    private(set) var unusedCount = 0
    private let network: RoadPieces
    private let vertexOfNode: NodeNumbers
    private var piecesOfSegment: [Int64: [UInt32]] = [:]

    init(
        _ restrictions: [TurnRestriction], network: RoadPieces, vertexOfNode: NodeNumbers
    ) {
        self.network = network
        self.vertexOfNode = vertexOfNode
        guard !restrictions.isEmpty else { return }
        var wanted = Set<Int64>()
        for restriction in restrictions {
            wanted.formUnion(restriction.from + restriction.to)
            if case .ways(let ways) = restriction.via { wanted.formUnion(ways) }
        }
        for (index, piece) in network.pieces.enumerated() {
            let id = network.segments.id(of: piece.segment)
            if wanted.contains(id) { piecesOfSegment[id, default: []].append(UInt32(index)) }
        }
        for restriction in restrictions {
            let found = restriction.from.flatMap { from in
                restriction.to.compactMap { turn(from: from, via: restriction.via, to: $0) }
            }
            if found.isEmpty { unusedCount += 1 } else { usedCount += 1 }
            turns += found.map {
                PieceTurn(pieces: $0.pieces, junctions: $0.junctions, rule: restriction.rule)
            }
        }
    }

    /// The vertices at which restricted turns happen; chains must not run through them.
    var vertices: [UInt32] { turns.flatMap(\.junctions) }

    private typealias Row = (pieces: [UInt32], junctions: [UInt32])

    private func turn(from: Int64, via: TurnRestriction.Via, to: Int64) -> Row? {
        switch via {
        case .node(let node):
            guard let vertex = vertexOfNode[node] else { return nil }
            return turn(from: from, over: [vertex], along: [], to: to)
        case .ways(let ways):
            let row = [from] + ways + [to]
            var junctions: [UInt32] = []
            for (one, other) in zip(row, row.dropFirst()) {
                guard let junction = junction(of: one, and: other) else { return nil }
                junctions.append(junction)
            }
            var along: [UInt32] = []
            for (place, way) in ways.enumerated() {
                guard
                    let part = pieces(of: way, from: junctions[place], to: junctions[place + 1])
                else { return nil }
                along += part
            }
            return turn(from: from, over: junctions, along: along, to: to)
        }
    }

    private func turn(
        from: Int64, over junctions: [UInt32], along: [UInt32], to: Int64
    ) -> Row? {
        let arriving = directedPieces(of: from).filter { head(of: $0) == junctions.first }
        let leaving = directedPieces(of: to).filter { tail(of: $0) == junctions.last }
        guard arriving.count == 1, leaving.count == 1 else { return nil }
        return (arriving + along + leaving, junctions)
    }

    /// The only vertex two roads share; `nil` where there is none or there are several.
    private func junction(of one: Int64, and other: Int64) -> UInt32? {
        let shared = vertices(of: one).intersection(vertices(of: other))
        return shared.count == 1 ? shared.first : nil
    }

    private func vertices(of segment: Int64) -> Set<UInt32> {
        Set(
            (piecesOfSegment[segment] ?? []).flatMap {
                [network.pieces[Int($0)].tail, network.pieces[Int($0)].head]
            })
    }

    /// The pieces that lead along a road from one vertex to another; `nil` against the traffic.
    private func pieces(of segment: Int64, from start: UInt32, to end: UInt32) -> [UInt32]? {
        let all = piecesOfSegment[segment] ?? []
        for isReversed in [false, true] {
            let row = (isReversed ? all.reversed() : all).map { $0 << 1 | (isReversed ? 1 : 0) }
            guard let first = row.firstIndex(where: { tail(of: $0) == start }),
                let last = row[first...].firstIndex(where: { head(of: $0) == end })
            else { continue }
            let part = Array(row[first...last])
            let isJoined = zip(part, part.dropFirst()).allSatisfy { head(of: $0) == tail(of: $1) }
            if isJoined, part.allSatisfy(isDrivable) { return part }
        }
        return nil
    }

    private func directedPieces(of segment: Int64) -> [UInt32] {
        (piecesOfSegment[segment] ?? []).flatMap { [$0 << 1, $0 << 1 | 1] }.filter(isDrivable)
    }

    private func isDrivable(_ directed: UInt32) -> Bool {
        let piece = network.pieces[Int(directed >> 1)]
        return piece.use.contains(directed & 1 == 0 ? .forward : .backward)
    }

    private func tail(of directed: UInt32) -> UInt32 { head(of: directed ^ 1) }

    private func head(of directed: UInt32) -> UInt32 {
        let piece = network.pieces[Int(directed >> 1)]
        return directed & 1 == 0 ? piece.head : piece.tail
    }
}
