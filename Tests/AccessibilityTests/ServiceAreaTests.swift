import Accessibility
import PlanarGeometry
import Projections
import RoadNetwork
import SpatialTypes
import Testing

/// Grounds by road whose sizes follow from the drawing.
@Suite struct ServiceAreaTests {
    static let origin = Coordinate(longitude: 100, latitude: 15)
    /// Metres in one degree at 15° N (the textbook series).
    static let east = 107_550.0
    static let north = 110_649.0

    private func place(_ x: Double, _ y: Double) -> Coordinate {
        Coordinate(
            longitude: Self.origin.longitude + x / Self.east,
            latitude: Self.origin.latitude + y / Self.north)
    }

    private func graph(_ lines: [[(Double, Double)]]) throws -> RoadGraph {
        try RoadGraph(
            segments: lines.enumerated().map { index, line in
                RoadSegment(
                    id: Int64(index), coordinates: line.map { place($0.0, $0.1) },
                    roadClass: "residential")
            }, profile: .walk)
    }

    private func square(_ area: [Polygon]) -> Double {
        area.reduce(0) { $0 + Geodesic.wgs84.areaSquareMetres(of: $1) }
    }

    private func holds(_ area: [Polygon], _ x: Double, _ y: Double) throws -> Bool {
        try PolygonIndex([area]).polygon(containing: place(x, y)) != nil
    }

    /// A straight road.
    ///
    /// Up to 400 m from the school a strip of 2 × 100 m; from there to 500 m what
    /// the limit leaves, down to nothing: 2 sides × (400 × 200 + 100²) = 180,000 m².
    @Test func straightRoadHasTheAreaOfItsDrawing() throws {
        let graph = try graph([[(-1_000, 0), (1_000, 0)]])
        let builder = try ServiceAreaBuilder(graph: graph, maximumOffRoad: Metres(100))
        let area = try builder.area(around: graph.snap(place(0, 0)), limit: 500)
        #expect(abs(square(area) - 180_000) < 180_000 * 0.02)
        #expect(try holds(area, 380, 95) && !holds(area, 380, 106))
        #expect(try holds(area, 499, 0) && !holds(area, 505, 0))
        #expect(try !holds(area, 460, 60) && holds(area, 460, 30))
    }

    /// A ring road of 600 m a side: 400 m of its inside are too far from any road.
    @Test func insideOfARingIsAHole() throws {
        let graph = try graph([[(0, 0), (600, 0), (600, 600), (0, 600), (0, 0)]])
        let builder = try ServiceAreaBuilder(graph: graph, maximumOffRoad: Metres(100))
        let area = try builder.area(around: graph.snap(place(0, 0)), limit: 3_000)
        #expect(area.count == 1 && area.first?.holes.count == 1)
        #expect(try !holds(area, 300, 300) && holds(area, 300, 90) && holds(area, 600, 600))
        #expect(try GeometryEngine().validity(of: .multiPolygon(area)).isValid)
    }

    /// Two roads 100 m apart that meet only 2 km away, a river between: the far bank's ground is
    /// not within 1 km, though it is 100 m from the school; the line between lies in the middle.
    @Test func otherBankIsFarAway() throws {
        let graph = try graph([[(0, 0), (2_000, 0), (2_000, 100), (0, 100)]])
        let builder = try ServiceAreaBuilder(graph: graph)
        let area = try builder.area(around: graph.snap(place(0, 0)), limit: 1_000)
        #expect(try holds(area, 300, 45) && !holds(area, 300, 55) && !holds(area, 300, 100))
    }

    /// Streets on a square grid: many points on common circles, which a diagram may trip over.
    ///
    /// 7 × 7 streets of 600 m, 100 m apart, all within 2 km of the corner: the block and 60 m
    /// round it, corners rounded: 600² + 4 × 600 × 60 + π 60² = 515,310 m².
    @Test func regularGridIsCovered() throws {
        let steps = (0...6).map { Double($0) * 100 }
        var lines: [[(Double, Double)]] = []
        for across in steps {
            lines.append(steps.map { ($0, across) })
            lines.append(steps.map { (across, $0) })
        }
        let graph = try graph(lines)
        let builder = try ServiceAreaBuilder(graph: graph, maximumOffRoad: Metres(60))
        let area = try builder.area(around: graph.snap(place(0, 0)), limit: 2_000)
        #expect(area.count == 1 && area.first?.holes.isEmpty == true)
        #expect(abs(square(area) - 515_310) < 515_310 * 0.02)
    }

    /// 10 minutes at 4 km/h are 666.7 m.
    @Test func timeLimitsGroundToo() throws {
        let graph = try graph([[(-1_000, 0), (1_000, 0)]])
        let builder = try ServiceAreaBuilder(graph: graph)
        let area = try builder.area(
            around: graph.snap(place(0, 0)), limit: 600, metric: .duration)
        #expect(try holds(area, 660, 0) && !holds(area, 680, 0))
        #expect(try builder.area(around: nil, limit: 600).isEmpty)
    }

    /// Schools at the ends of 3,990 m: each has bands 0–1 and 1–2 km of about 1,000 × 200 m.
    @Test func catchmentsMeetInTheMiddle() throws {
        let graph = try graph([[(0, 0), (3_990, 0)]])
        let builder = try ServiceAreaBuilder(
            graph: graph, maximumOffRoad: Metres(100), spacing: Metres(10))
        let bands = try builder.catchments(
            of: [graph.snap(place(0, 0)), graph.snap(place(3_990, 0))], within: Metres(9_000))
        #expect(bands.map(\.place) == [0, 0, 1, 1])
        #expect(bands.map(\.kilometres) == [0..<1, 1..<2, 0..<1, 1..<2])
        // The first band also has the half circle behind the school.
        let expected = [215_708.0, 200_000, 215_708, 200_000]
        for (band, metres) in zip(bands, expected) {
            #expect(abs(square(band.area) - metres) < metres * 0.02)
        }
        let overlaps = try GeometryEngine().overlaps(
            among: bands.map(\.area), largerThan: 1e-12)
        #expect(overlaps.isEmpty)
    }
}
