import RoadNetwork
import SpatialTypes
import Testing

/// Points beside rivers and walls; one cell is 100 m.
@Suite struct ObstacleTests {
    /// A house H, 100 m from a road behind the river r–s and 200 m from one on its own side.
    ///
    /// The bridge is far in the east.
    private func village(
        _ kind: ObstacleLine.Kind?, ways: [Village.Way] = ["ABY", "CDZ", "YZ"]
    ) -> Village {
        var village = Village(
            """
            A      B            Y
            H
            C      D            Z
            """, ways: ways)
        if let kind {
            let river = ["A", "B"].map { village[Character($0)].offset(east: -50, north: -50) }
            village.obstacles = [ObstacleLine(coordinates: river, kind: kind)]
        }
        return village
    }

    @Test func theNearestRoadIsJoinedWithoutAnObstacle() throws {
        let village = village(nil)
        let house = village["H"].offset(east: 100, north: 10)
        let place = try #require(try village.graph().snap(house))
        #expect(isAbout(place.offRoad.value, 90) && place.isNearestRoad)
        #expect(place.coordinate.latitude > house.latitude)
    }

    @Test(arguments: ObstacleLine.Kind.allCases)
    func theOwnBankIsJoined(kind: ObstacleLine.Kind) throws {
        let village = village(kind)
        let house = village["H"].offset(east: 100, north: 10)
        let place = try #require(try village.graph().snap(house))
        #expect(isAbout(place.offRoad.value, 110) && !place.isNearestRoad)
        #expect(place.coordinate.latitude < house.latitude)
    }

    /// Whoever lives beyond the river's end goes round it.
    @Test func aRiverEndsSomewhere() throws {
        let village = village(.water)
        let house = village["H"].offset(east: 1_200, north: 10)
        let place = try #require(try village.graph().snap(house))
        #expect(isAbout(place.offRoad.value, 90) && place.isNearestRoad)
    }

    /// With no road on the own side the far one is better than none.
    @Test func withoutAnAlternativeTheFarBankIsJoined() throws {
        let village = village(.water, ways: ["ABY"])
        let house = village["H"].offset(east: 100, north: 10)
        let place = try #require(try village.graph().snap(house))
        #expect(isAbout(place.offRoad.value, 90) && place.isNearestRoad)
    }

    /// A road 600 m away is preferred to the far bank of a river, and not to a gate in a wall.
    @Test func wallsHaveGates() throws {
        func offRoad(_ kind: ObstacleLine.Kind) throws -> Double? {
            var village = Village("A      B\nH\n\n\n\n\n\nC      D", ways: ["AB", "CD", "BD"])
            // The river begins far in the west and ends at the road BD.
            let line = [Double](arrayLiteral: -3_000, 690).map {
                village["A"].offset(east: $0, north: -50)
            }
            village.obstacles = [ObstacleLine(coordinates: line, kind: kind)]
            return try village.graph().snap(village["H"].offset(east: 10, north: 0))?.offRoad.value
        }
        #expect(isAbout(try offRoad(.wall), 100))
        #expect(isAbout(try offRoad(.water), 600))
    }

    /// A road that runs along the obstacle's line is touched, not crossed.
    @Test func aRoadOnTheLineIsJoined() throws {
        var village = village(nil)
        village.obstacles = [
            ObstacleLine(coordinates: [village["A"], village["B"]], kind: .water)
        ]
        let place = try #require(
            try village.graph().snap(village["H"].offset(east: 100, north: 10)))
        #expect(isAbout(place.offRoad.value, 90) && place.isNearestRoad)
    }
}
