import Containers
import Foundation
import SpatialTypes

extension RoadGraph {
    /// What of a graph is not a column.
    private struct Description: Codable {
        var key: String
        var remarks: [String]
        var profile: TravelProfile
        var statistics: RoadGraphStatistics
        var classNames: [String]
        var turnRules: [TurnRule]
        var grid: CellGrid
        var isSymmetric: Bool
    }

    /// The version of what is stored; a change makes older files foreign.
    public static var storageVersion: Int { ColumnFile.version }

    /// Hands over the graph as the bytes of a file, piece by piece; the same graph, the same bytes.
    ///
    /// - Parameters:
    ///   - key: What the graph was made from; asked for again when it is read.
    ///   - remarks: Texts that come along, such as warnings of the reader.
    ///   - write: Takes the next bytes; what it throws is thrown on.
    public func store(
        key: String, remarks: [String] = [], to write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let (forward, durations) = (searchGraphs[0], searchGraphs[2])
        var columns: [ColumnFile.Column] = [
            .init(segments.ids), .init(segments.classes), .init(edges), .init(shape.coordinates),
            .init(shape.millimetres), .init(shape.milliseconds), .init(shape.segments),
            .init(nodeCoordinates), .init(components), .init(componentLengths),
            .init(snapIndex.cellStarts), .init(snapIndex.corners), .init(snapIndex.edgeOfCorner),
            .init(forward.starts), .init(forward.directedEdges), .init(forward.arcs),
            .init(durations.arcs),
        ]
        columns += obstacles.columns
        if !isSymmetric {
            let reversed = searchGraphs[1]
            columns += [
                .init(reversed.starts), .init(reversed.directedEdges), .init(reversed.arcs),
                .init(searchGraphs[3].arcs),
            ]
        }
        let description = Description(
            key: key, remarks: remarks, profile: profile, statistics: statistics,
            classNames: segments.classNames, turnRules: turns.rules, grid: snapIndex.grid,
            isSymmetric: isSymmetric)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        try ColumnFile.write(
            description: [UInt8](encoder.encode(description)), columns: columns, to: write)
    }

    /// A stored graph, used where its bytes lie.
    ///
    /// - Parameter key: What the graph must have been made from.
    /// - Returns: The graph and its remarks; `nil` when the bytes are damaged, cut short, of another
    ///   version, or made from something else.
    public static func stored(
        in bytes: SharedBytes, key: String
    ) -> (graph: RoadGraph, remarks: [String])? {
        guard var reader = ColumnFile.Reader(bytes),
            let description = try? JSONDecoder().decode(
                Description.self, from: Data(reader.description)),
            description.key == key, let graph = RoadGraph(description, &reader)
        else { return nil }
        return (graph, description.remarks)
    }

    private init?(_ description: Description, _ reader: inout ColumnFile.Reader) {
        guard let ids = reader.next(Int64.self), let classes = reader.next(UInt32.self),
            let edges = reader.next(RoadEdge.self),
            let shape = RoadShape(&reader), let nodeCoordinates = reader.next(Coordinate.self),
            let components = reader.next(UInt32.self), let lengths = reader.next(Metres.self),
            let snapIndex = SnapIndex(grid: description.grid, &reader),
            let forward = SearchGraph(&reader), let durations = reader.next(SearchGraph.Arc.self),
            let obstacles = ObstacleIndex(&reader)
        else { return nil }
        var graphs = [forward, forward, forward.with(durations), forward.with(durations)]
        if !description.isSymmetric {
            guard let reversed = SearchGraph(&reader), let arcs = reader.next(SearchGraph.Arc.self)
            else { return nil }
            (graphs[1], graphs[3]) = (reversed, reversed.with(arcs))
        }
        let junctions = description.statistics.nodeCount
        let turns = TurnTable(rules: description.turnRules, edges: edges, nodeCount: junctions)
        guard nodeCoordinates.count == junctions + turns.originals.count else { return nil }
        self.init(
            profile: description.profile, statistics: description.statistics,
            segments: SegmentTable(
                ids: ids, classes: classes, classNames: description.classNames),
            edges: edges, shape: shape, nodeCoordinates: nodeCoordinates, turns: turns,
            components: components, componentLengths: lengths, snapIndex: snapIndex,
            obstacles: obstacles, searchGraphs: graphs)
    }
}

extension RoadShape {
    fileprivate init?(_ reader: inout ColumnFile.Reader) {
        guard let coordinates = reader.next(Coordinate.self),
            let millimetres = reader.next(UInt32.self),
            let milliseconds = reader.next(UInt32.self), let segments = reader.next(UInt32.self)
        else { return nil }
        self.init(
            coordinates: coordinates, millimetres: millimetres, milliseconds: milliseconds,
            segments: segments)
    }
}

extension SnapIndex {
    fileprivate init?(grid: CellGrid, _ reader: inout ColumnFile.Reader) {
        guard let cellStarts = reader.next(UInt32.self), let corners = reader.next(UInt32.self),
            let edgeOfCorner = reader.next(UInt32.self), cellStarts.count == grid.cellCount + 1
        else { return nil }
        self.init(
            grid: grid, cellStarts: cellStarts, corners: corners, edgeOfCorner: edgeOfCorner)
    }
}

extension ObstacleIndex {
    fileprivate var columns: [ColumnFile.Column] {
        let kinds = pieces.map { UInt8(ObstacleLine.Kind.allCases.firstIndex(of: $0.kind) ?? 0) }
        return [
            .init(FrozenArray(pieces.map(\.start))), .init(FrozenArray(pieces.map(\.end))),
            .init(FrozenArray(kinds)),
        ]
    }

    fileprivate init?(_ reader: inout ColumnFile.Reader) {
        guard let starts = reader.next(Coordinate.self), let ends = reader.next(Coordinate.self),
            let kinds = reader.next(UInt8.self), starts.count == ends.count,
            starts.count == kinds.count,
            kinds.allSatisfy({ Int($0) < ObstacleLine.Kind.allCases.count })
        else { return nil }
        self.init(
            pieces: starts.indices.map {
                Piece(
                    start: starts[$0], end: ends[$0],
                    kind: ObstacleLine.Kind.allCases[Int(kinds[$0])])
            })
    }
}

extension SearchGraph {
    fileprivate init?(_ reader: inout ColumnFile.Reader) {
        guard let starts = reader.next(UInt32.self), let directed = reader.next(UInt32.self),
            let arcs = reader.next(Arc.self)
        else { return nil }
        self.init(starts: starts, arcs: arcs, directedEdges: directed)
    }

    /// The same nodes and edges with other costs.
    fileprivate func with(_ arcs: FrozenArray<Arc>) -> SearchGraph {
        SearchGraph(starts: starts, arcs: arcs, directedEdges: directedEdges)
    }
}
