import DistrictData
import Foundation
import RoadNetwork
import SpatialTypes
import Testing

/// Damaged road files, through the reader into a graph, a hierarchy and a table.
extension FuzzTests {
    @Test func pbf() throws {
        // Lengths and field numbers are what the format is made of; the blobs are not compressed.
        try fuzz("pbf", words: ["OSMData", "OSMHeader", "highway", "\u{8}", "\u{A}", "\u{12}"]) {
            try read($1, as: "roads.osm.pbf", in: $0)
        }
    }

    @Test func osm() throws {
        try fuzz(
            "osm",
            words: [
                "<", ">", "/>", "</way>", "<nd ref=\"1\"/>", "&#", "&amp;", "]]>", "<!--", "\"",
            ]
        ) { try read($1, as: "roads.osm", in: $0) }
    }

    @Test func roadTable() throws {
        try fuzz("roads.csv", words: [",", "\"", "\n", "LINESTRING", "(", ")", "EMPTY", "1e308"]) {
            try read($1, as: "roads.csv", in: $0)
        }
    }

    private func read(_ bytes: [UInt8], as name: String, in folder: URL) throws {
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        let roads = try RoadReader.read(path: file.path)
        let profile: TravelProfile = bytes.count % 2 == 0 ? .walk : .schoolVan
        let graph = try RoadGraph(
            segments: roads.segments, barriers: roads.barriers, profile: profile)
        let points = graph.snap(roads.segments.prefix(4).flatMap { $0.coordinates.prefix(2) })
        let plain = graph.distances(from: points, to: points)
        #expect(ContractionHierarchy(graph: graph).matrix(from: points, to: points) == plain)
    }
}
