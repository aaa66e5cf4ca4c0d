import Containers
import Foundation

extension ContractionHierarchy {
    /// What of a hierarchy is not a column.
    private struct Description: Codable {
        var key: String
        var metric: TravelMetric
        var shortcutCount: Int
    }

    /// Hands over the hierarchy as the bytes of a file, piece by piece, without its graph.
    ///
    /// - Parameters:
    ///   - key: What its graph was made from; asked for again when it is read.
    ///   - write: Takes the next bytes; what it throws is thrown on.
    public func store(
        key: String, to write: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let description = Description(key: key, metric: metric, shortcutCount: shortcutCount)
        try ColumnFile.write(
            description: [UInt8](encoder.encode(description)),
            columns: [
                .init(places), .init(upwards.starts), .init(upwards.arcs),
                .init(downwards.starts), .init(downwards.arcs),
            ], to: write)
    }

    /// A stored hierarchy, used where its bytes lie.
    ///
    /// - Parameters:
    ///   - key: What its graph must have been made from.
    ///   - graph: That graph.
    /// - Returns: `nil` when the bytes are damaged, cut short, of another version, for another
    ///   metric, or made from another graph.
    public static func stored(
        in bytes: SharedBytes, key: String, graph: RoadGraph, metric: TravelMetric
    ) -> ContractionHierarchy? {
        guard var reader = ColumnFile.Reader(bytes),
            let description = try? JSONDecoder().decode(
                Description.self, from: Data(reader.description)),
            description.key == key, description.metric == metric,
            let places = reader.next(UInt32.self), places.count == graph.nodeCount,
            let upStarts = reader.next(UInt32.self), let ups = reader.next(SearchGraph.Arc.self),
            let downStarts = reader.next(UInt32.self),
            let downs = reader.next(SearchGraph.Arc.self)
        else { return nil }
        return ContractionHierarchy(
            metric: metric, shortcutCount: description.shortcutCount, graph: graph, places: places,
            upwards: HierarchyArcs(starts: upStarts, arcs: ups),
            downwards: HierarchyArcs(starts: downStarts, arcs: downs))
    }
}
