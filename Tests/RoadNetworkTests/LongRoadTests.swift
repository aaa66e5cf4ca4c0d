import RoadNetwork
import SpatialTypes
import Testing

/// Roads so long that their costs might not fit 32 bits.
@Suite struct LongRoadTests {
    private func line(_ degrees: [Double]) -> RoadSegment {
        RoadSegment(
            id: 1, coordinates: degrees.map { Coordinate(longitude: $0, latitude: 0) },
            roadClass: "path")
    }

    /// Forty pieces of 2° along the equator are 8,906 km, more than 2³² mm; ten of them are 20°,
    /// 2,226.39 km of the ellipsoid's equator (6,378.137 km × 20° in radians).
    @Test func aLongChainIsCutIntoEdges() throws {
        let graph = try RoadGraph(
            segments: [line((0...40).map { Double($0) * 2 })], profile: .walk)
        #expect(graph.edgeCount > 1 && graph.edgeCount < 40)
        let ends = graph.snap([
            Coordinate(longitude: 0, latitude: 0), Coordinate(longitude: 20, latitude: 0),
        ])
        let found = graph.distances(from: [ends[0]], to: [ends[1]]).distance(from: 0, to: 0)
        #expect(abs((found?.value ?? 0) - 6_378_137 * 20 * .pi / 180) < 0.02)
    }

    /// 30° in one straight stretch are 3,340 km: no road, and counted as malformed.
    @Test func aPieceLongerThanAnyRoadIsDropped() throws {
        let graph = try RoadGraph(
            segments: [line([0, 0.1]), line([40, 70])], profile: .walk)
        #expect(graph.statistics.dropped[.malformed] == 1 && graph.edgeCount == 1)
    }
}
