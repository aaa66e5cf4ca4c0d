import RoadNetwork
import SpatialTypes
import Testing

/// Drawn villages about joining points to roads.
@Suite struct SnappingVillageTests {
    static let street = Village(
        """
          1   2
        A-------B

              3     4
        """, ways: ["AB"])

    @Test func offRoadLegsAreAdded() throws {
        let graph = try Self.street.graph()
        let point = try #require(graph.snap(Self.street["1"]))
        #expect(isAbout(point.offRoad.value, 100) && isAbout(point.distanceAlong.value, 200))
        #expect(isAbout(try Self.street.metres("1", "2"), 100 + 400 + 100))
        #expect(isAbout(try Self.street.metres("1", "3"), 100 + 400 + 200))
        #expect(try Self.street.metres("1", "1") == 0)
        // 600 m at 4 km/h.
        #expect(isAbout(try Self.street.seconds("1", "2"), 540))
    }

    @Test func pointBeyondTheEndJoinsTheEnd() throws {
        let graph = try Self.street.graph()
        let point = try #require(graph.snap(Self.street["4"]))
        // 400 m east and 200 m south of B.
        #expect(isAbout(point.offRoad.value, 447.21))
        #expect(point.coordinate == Self.street["B"])
    }

    @Test func tooFarIsUnsnappedAndAbsent() throws {
        let graph = try Self.street.graph()
        let rule = SnapRule(maximumDistance: Metres(150))
        let snapped = graph.snap("123".map { Self.street[$0] }, rule: rule)
        #expect(snapped.map { $0 == nil } == [false, false, true])
        let matrix = graph.distances(from: snapped, to: snapped)
        #expect(matrix.costs.entryCount == 4 && matrix.distance(from: 2, to: 2) == nil)
        #expect(matrix.dense()[0, 2] == .infinity)
    }

    @Test func nonsensePositionIsUnsnapped() throws {
        let graph = try Self.street.graph()
        #expect(graph.snap(Coordinate(longitude: .nan, latitude: 15)) == nil)
        #expect(graph.snap(Coordinate(longitude: 15, latitude: 100)) == nil)
        #expect(graph.snap(Coordinate(longitude: -80, latitude: -15)) == nil)
    }

    @Test func disconnectedPocketIsSkipped() throws {
        let village = Village(
            """
            A-----------B
                 1
               C---D
            """, ways: ["AB", "CD"])
        let graph = try village.graph()
        #expect(graph.statistics.componentCount == 2)
        #expect(isAbout(graph.statistics.mainComponentLength.value, 1_200))
        let beside = village["1"].offset(east: 0, north: -30)
        let point = try #require(graph.snap(beside))
        #expect(!point.isNearestRoad && isAbout(point.offRoad.value, 130))
        let pocket = try #require(
            graph.snap(beside, rule: SnapRule(smallestComponent: Metres(300))))
        #expect(pocket.isNearestRoad && isAbout(pocket.offRoad.value, 70))
    }

    @Test func nearestIsInMetresNotDegrees() throws {
        // At 60° N a degree of longitude is half as long: 1 is 300 m from AB and 400 m from CD.
        let village = Village(
            """
            A   C-------D
            |
            |
            |
            |  1
            B
            """, origin: Coordinate(longitude: 10, latitude: 60), ways: ["AB", "CD", "AC"])
        let point = try #require(try village.graph().snap(village["1"]))
        #expect(isAbout(point.offRoad.value, 300))
    }

    @Test func boundExactlyEqualCounts() throws {
        let graph = try Self.street.graph()
        let (one, two) = (graph.snap(Self.street["1"]), graph.snap(Self.street["2"]))
        let exact = try #require(graph.distances(from: [one], to: [two]).costs[0, 0])
        let limit = Metres(Double(exact) / 1_000)
        #expect(graph.distances(from: [one], to: [two], within: limit).costs[0, 0] == exact)
        let less = Metres(Double(exact - 1) / 1_000)
        #expect(graph.distances(from: [one], to: [two], within: less).costs.entryCount == 0)
    }

    @Test func pointsOnNodesAreServedByEveryRoad() throws {
        // B lies at the end of a one-way street, but CB leads there as well.
        let village = Village(
            """
            A---B---C
            |       |
            D-------E
            """, ways: [.init("AB", oneway: .forward), "BC", "CE", "ED", "DA"])
        #expect(isAbout(try village.metres("C", "B", .schoolVan), 400))
        #expect(isAbout(try village.metres("B", "C", .schoolVan), 400))
        #expect(isAbout(try village.metres("B", "A", .schoolVan), 1_600))
    }

    @Test func routeIsDrawnFromDoorToDoor() throws {
        let village = Village(
            """
              1
            A---B
                |
                C-2
            """, ways: ["AB", "BC"])
        let graph = try village.graph()
        let (one, two) = (
            try #require(graph.snap(village["1"])), try #require(graph.snap(village["2"]))
        )
        let route = try #require(graph.route(from: one, to: two))
        #expect(route.coordinates.count == 5)
        #expect(route.coordinates.first == village["1"] && route.coordinates.last == village["2"])
        #expect(route.coordinates[2] == village["B"])
        #expect(isAbout(route.distance.value, 100 + 200 + 200 + 200))
        #expect(isAbout(route.duration.value, 700 * 0.9))
        #expect(graph.route(from: two, to: one)?.coordinates == route.coordinates.reversed())
        #expect(graph.route(from: one, to: one)?.distance == .zero)
    }
}
