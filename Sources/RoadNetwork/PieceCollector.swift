import Containers
import SpatialTypes

/// The road network as straight pieces between vertices, before chains are contracted.
struct RoadPieces {
    /// Position of each vertex.
    var coordinates: [Coordinate] = []
    /// The pieces, in the order of the segments.
    var pieces: [RoadPiece] = []
    /// What was used and what was not.
    var statistics = RoadGraphStatistics()
    /// The segments the pieces were cut from.
    var segments = SegmentTableBuilder()
}

/// A straight stretch between two neighbouring corners of a segment.
struct RoadPiece {
    /// The most a piece may cost, 1,073 km or 12 days.
    ///
    /// No straight stretch of road has more, and sums along an edge stay within 32 bits.
    static let longest: UInt32 = 1 << 30

    var tail: UInt32
    var head: UInt32
    var millimetres: UInt32
    var milliseconds: UInt32
    /// Index of the segment in the input.
    var segment: UInt32
    var use: RoadUse
}

/// Cuts segments into pieces and decides which corners are the same junction.
///
/// Two roads meet where they share a node identifier, or a coordinate where the source has no
/// identifiers. Roads that cross without a shared corner do not meet: bridges need no rule.
struct PieceCollector {
    private(set) var result = RoadPieces()
    /// The vertex of each node that roads lead through.
    private(set) var vertexOfNode = NodeNumbers()
    private var vertexOfPlace: [UInt64: UInt32] = [:]
    private var blockedNodes: Set<Int64> = []
    private var blockedPlaces: Set<UInt64> = []
    private var blockedPlacesOfNodes: Set<UInt64> = []

    init(
        segments: some Sequence<RoadSegment>, barriers: [RoadBarrier], profile: TravelProfile,
        workers: Int
    ) throws(RoadNetworkError) {
        let rules = try ProfileRules(profile)
        for barrier in barriers where rules.blocks(barrier) {
            result.statistics.blockingBarriers += 1
            let place = Self.place(of: barrier.coordinate)
            if let node = barrier.nodeID {
                blockedNodes.insert(node)
                blockedPlacesOfNodes.insert(place)
            } else {
                blockedPlaces.insert(place)
            }
        }
        let survey = SegmentSurvey(rules: rules, workers: workers)
        try survey.visit(segments) { segment, finding throws(RoadNetworkError) in
            let index = result.segments.count
            guard index < Int(UInt32.max) else {
                throw RoadNetworkError(.tooLarge, "more than 2³² − 1 segments")
            }
            result.segments.append(segment)
            switch finding.verdict {
            case .use(let rule): add(segment, finding.lengths, index: index, rule)
            case .drop(let reason):
                result.statistics.dropped[reason, default: 0] += 1
                if reason == .classNotUsable {
                    result.statistics.unusedClasses[segment.roadClass, default: 0] += 1
                }
            }
        }
        guard result.coordinates.count < Int(UInt32.max), result.pieces.count < Int(UInt32.max / 2)
        else { throw RoadNetworkError(.tooLarge, "\(result.pieces.count) pieces of road") }
        guard !result.pieces.isEmpty else {
            throw RoadNetworkError(
                .noUsableRoads,
                "profile \(profile.name) can use none of \(result.segments.count) road segments")
        }
    }

    private mutating func add(
        _ segment: RoadSegment, _ lengths: [Double], index: Int, _ rule: SegmentRule
    ) {
        let total = lengths.reduce(0, +)
        var metresPerSecond = rule.speed / 3.6
        if let time = segment.crossingTime, time.value > 0, total > 0 {
            metresPerSecond = total / time.value
        }
        let largest = (lengths.max() ?? 0) * 1_000 * max(1, 1 / metresPerSecond)
        guard largest <= Double(RoadPiece.longest) else {
            result.statistics.dropped[.malformed, default: 0] += 1
            return
        }
        let before = result.pieces.count
        let use = RoadUse(
            forward: rule.forward, backward: rule.backward, isSnappable: rule.isSnappable)
        var reached: Corner?
        for corner in lengths.indices {
            // A blocked corner is looked up anew: what ends there and what begins do not meet.
            let tail =
                if let reached, !reached.isBlocked {
                    reached.vertex
                } else {
                    vertex(segment, at: corner).vertex
                }
            let next = vertex(segment, at: corner + 1)
            reached = next
            let head = next.vertex
            guard tail != head else { continue }
            result.pieces.append(
                RoadPiece(
                    tail: tail, head: head,
                    millimetres: UInt32((lengths[corner] * 1_000).rounded()),
                    milliseconds: UInt32((lengths[corner] / metresPerSecond * 1_000).rounded()),
                    segment: UInt32(index), use: use))
        }
        if result.pieces.count == before {
            result.statistics.dropped[.noLength, default: 0] += 1
        } else {
            result.statistics.usedSegments += 1
        }
    }

    /// The vertex of a corner, and whether it is this corner's alone.
    private typealias Corner = (vertex: UInt32, isBlocked: Bool)

    /// The vertex of a corner; a fresh one each time where a barrier blocks, so that every road
    /// ends there and none leads on.
    private mutating func vertex(_ segment: RoadSegment, at corner: Int) -> Corner {
        let coordinate = segment.coordinates[corner]
        let next = UInt32(truncatingIfNeeded: result.coordinates.count)
        var isBlocked = false
        if let node = segment.nodeIDs?[corner] {
            isBlocked = hasBarriers && isBlocking(node, at: coordinate)
            if !isBlocked {
                let vertex = vertexOfNode.vertex(of: node, orNew: next)
                if vertex != next { return (vertex, false) }
            }
        } else {
            let place = Self.place(of: coordinate)
            if let known = vertexOfPlace[place] { return (known, false) }
            isBlocked = blockedPlaces.contains(place) || blockedPlacesOfNodes.contains(place)
            if !isBlocked { vertexOfPlace[place] = next }
        }
        result.coordinates.append(coordinate)
        return (next, isBlocked)
    }

    private var hasBarriers: Bool { !blockedNodes.isEmpty || !blockedPlaces.isEmpty }

    /// A node that was met first where nothing blocks stays open wherever it is drawn again.
    private func isBlocking(_ node: Int64, at coordinate: Coordinate) -> Bool {
        (blockedNodes.contains(node) || blockedPlaces.contains(Self.place(of: coordinate)))
            && vertexOfNode[node] == nil
    }

    /// A coordinate rounded to 10⁻⁷ degrees, the same on either side of ±180°.
    private static func place(of coordinate: Coordinate) -> UInt64 {
        var longitude = Int64((coordinate.longitude * 1e7).rounded())
        if longitude == -1_800_000_000 { longitude = 1_800_000_000 }
        let latitude = Int64((coordinate.latitude * 1e7).rounded())
        return UInt64(bitPattern: longitude) << 32 ^ UInt64(bitPattern: latitude) & 0xFFFF_FFFF
    }
}
