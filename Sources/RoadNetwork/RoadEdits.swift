import Containers
import SpatialTypes

/// What is changed about the roads of a graph without building it again.
public struct RoadEdits: Hashable, Sendable {
    /// Identifiers of the input segments that nobody can pass.
    public var closedSegments: Set<Int64>
    /// New speeds in kilometres per hour by identifier of the input segment.
    public var speeds: [Int64: Double]

    /// Edits from their parts; by default none.
    public init(closedSegments: Set<Int64> = [], speeds: [Int64: Double] = [:]) {
        self.closedSegments = closedSegments
        self.speeds = speeds
    }

    /// Whether nothing is changed.
    public var isEmpty: Bool { closedSegments.isEmpty && speeds.isEmpty }
}

/// The stretches of edges that are closed.
struct ClosedStretches: Sendable {
    /// Millimetres along the edge, by edge.
    private(set) var stretches: [Int: [Range<UInt32>]] = [:]

    mutating func close(_ stretch: Range<UInt32>, ofEdge edge: Int) {
        stretches[edge, default: []].append(stretch)
    }

    /// Whether an edge may be passed from end to end.
    func allow(edge: Int) -> Bool { stretches.isEmpty || stretches[edge] == nil }

    /// Whether a traveller may go from one place on an edge to another; standing still is free.
    func allow(edge: Int, between one: UInt32, and other: UInt32) -> Bool {
        guard let closed = stretches[edge] else { return true }
        let (low, high) = (min(one, other), max(one, other))
        return !closed.contains { $0.lowerBound < high && $0.upperBound > low }
    }
}

extension RoadGraph {
    /// The same roads with some closed or driven at another speed.
    ///
    /// Nothing is measured, contracted or put in order again; places keep their meaning, so that a
    /// point joined to the roads before may be asked about afterwards. One on a closed road reaches
    /// nothing. Points joined afterwards are not joined to closed roads. Pockets that the closures
    /// cut off still count as part of the network: they have no way to the rest.
    ///
    /// - Returns: A graph whose every answer is that of a graph built without the closed segments,
    ///   for points joined to the same places; with new speeds, to a millisecond a piece.
    /// - Complexity: O(corners), about a hundredth of building.
    public func applying(_ edits: RoadEdits) -> RoadGraph {
        var copy = self
        var times = Array(shape.milliseconds)
        let isClosed = segments.ids.map(edits.closedSegments.contains)
        let speeds = segments.ids.map { edits.speeds[$0] }
        for (index, edge) in edges.enumerated() {
            var milliseconds: UInt32 = 0
            for corner in Int(edge.firstCorner)..<Int(edge.lastCorner) {
                let segment = Int(shape.segments[corner])
                let stretch = shape.millimetres[corner]..<shape.millimetres[corner + 1]
                if isClosed[segment], !stretch.isEmpty {
                    copy.closures.close(stretch, ofEdge: index)
                }
                if let speed = speeds[segment], speed > 0 {
                    milliseconds += UInt32((Double(stretch.count) / speed * 3.6).rounded())
                } else {
                    milliseconds += shape.milliseconds[corner + 1] - shape.milliseconds[corner]
                }
                if !edits.speeds.isEmpty { times[corner + 1] = milliseconds }
            }
        }
        if !edits.speeds.isEmpty {
            copy.shape = shape.timed(FrozenArray(times))
            copy.hasNewSpeeds = true
        }
        copy.searchGraphs = Self.searchGraphs(
            nodeCount: nodeCount - turns.originals.count, edges: edges, shape: copy.shape,
            turns: turns, closures: copy.closures)
        return copy
    }

    /// The cost between the first node of a place's edge and the place, at the speeds of this graph.
    func cost(along place: SnappedPoint, _ metric: TravelMetric) -> UInt32 {
        guard metric == .duration else { return place.millimetresAlong }
        guard hasNewSpeeds else { return place.millisecondsAlong }
        let corner = Int(place.corner)
        let (low, high) = (shape.millimetres[corner], shape.millimetres[corner + 1])
        guard high > low else { return shape.milliseconds[corner] }
        return interpolate(
            shape.milliseconds, corner, Double(place.millimetresAlong - low) / Double(high - low))
    }

    /// The identifiers of edits that no input segment has, ascending.
    public func unknownSegments(in edits: RoadEdits) -> [Int64] {
        edits.closedSegments.union(edits.speeds.keys).subtracting(segments.ids).sorted()
    }
}

extension ContractionHierarchy {
    /// The table of an edited graph.
    ///
    /// Shortcuts may lead over a closed road, so that edits are answered without them: exact, and
    /// as slow as without a hierarchy. For many tables with the same edits make a hierarchy of
    /// `RoadGraph.applying(_:)`.
    public func matrix(
        from origins: [SnappedPoint?], to destinations: [SnappedPoint?], edits: RoadEdits,
        within limit: Double = .infinity, workers: Int = 2
    ) -> TravelMatrix {
        guard !edits.isEmpty else {
            return matrix(from: origins, to: destinations, within: limit, workers: workers)
        }
        let edited = graph.applying(edits)
        return metric == .distance
            ? edited.distances(
                from: origins, to: destinations, within: Metres(limit), workers: workers)
            : edited.durations(
                from: origins, to: destinations, within: Seconds(limit), workers: workers)
    }
}
