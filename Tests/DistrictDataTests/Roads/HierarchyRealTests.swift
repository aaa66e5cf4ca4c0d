import DistrictData
import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// The hierarchy of a real network with one-ways against Dijkstra's algorithm.
@Suite(.enabled(if: SharedFolder.isExpected))
struct HierarchyRealTests {
    /// 40 × 25 random places of Liechtenstein, by distance and by time: equal to the millimetre.
    @Test func answersAsDijkstraDoes() throws {
        let roads = try RoadReader.read(
            path: SharedFolder.url("data/osm/liechtenstein-latest.osm.pbf").path)
        let graph = try RoadGraph(
            segments: roads.segments, barriers: roads.barriers, profile: .schoolVan)
        let seed: UInt64 = 20_261_125
        var random = SplitMix64(seed: seed)
        let points = graph.snap(
            (0..<65).map { _ in
                Coordinate(
                    longitude: Double.random(in: 9.48...9.58, using: &random),
                    latitude: Double.random(in: 47.06...47.25, using: &random))
            })
        let (from, to) = (Array(points.prefix(40)), Array(points.suffix(25)))
        let distances = ContractionHierarchy(graph: graph).matrix(from: from, to: to)
        #expect(distances == graph.distances(from: from, to: to), "seed \(seed)")
        #expect(distances.costs.entryCount > 500)
        let durations = ContractionHierarchy(graph: graph, metric: .duration)
            .matrix(from: from, to: to)
        #expect(durations == graph.durations(from: from, to: to), "seed \(seed)")
    }
}
