import Containers
import SpatialTypes

/// The ways in which a stretch of road may be used.
struct RoadUse: OptionSet, BitwiseCopyable, Hashable, Sendable {
    var rawValue: UInt32

    /// From its beginning to its end.
    static let forward = RoadUse(rawValue: 1)
    /// From its end to its beginning.
    static let backward = RoadUse(rawValue: 2)
    /// Points may be joined to it.
    static let snappable = RoadUse(rawValue: 4)
}

extension RoadUse {
    init(forward: Bool, backward: Bool, isSnappable: Bool) {
        self = []
        if forward { insert(.forward) }
        if backward { insert(.backward) }
        if isSnappable { insert(.snappable) }
    }

    /// The use as seen from the other end.
    var reversed: RoadUse {
        RoadUse(
            forward: contains(.backward), backward: contains(.forward),
            isSnappable: contains(.snappable))
    }
}

/// An edge of the contracted graph: a road between two junctions.
struct RoadEdge: BitwiseCopyable, Sendable {
    var from: UInt32
    var to: UInt32
    /// The edge's corners are `firstCorner...lastCorner` of the graph's shape.
    var firstCorner: UInt32
    var lastCorner: UInt32
    var use: RoadUse

    /// Whether the edge leads from `from` to `to`.
    var forward: Bool { use.contains(.forward) }
    /// Whether the edge leads from `to` to `from`.
    var backward: Bool { use.contains(.backward) }
    /// Whether points may be joined to the edge.
    var isSnappable: Bool { use.contains(.snappable) }
}

/// The corners of all edges, edge after edge, in parallel columns.
struct RoadShape: Sendable {
    let coordinates: FrozenArray<Coordinate>
    /// Distance of each corner from the first corner of its edge.
    let millimetres: FrozenArray<UInt32>
    /// Travel time of each corner from the first corner of its edge.
    let milliseconds: FrozenArray<UInt32>
    /// The piece that begins at the corner comes from this segment of the input.
    let segments: FrozenArray<UInt32>

    /// The same corners with other travel times.
    func timed(_ milliseconds: FrozenArray<UInt32>) -> RoadShape {
        RoadShape(
            coordinates: coordinates, millimetres: millimetres, milliseconds: milliseconds,
            segments: segments)
    }
}
