import RoadNetwork
import SpatialTypes
import Testing

/// Signs that forbid or command a turn; distances can be added up from the drawings (100 m a cell).
@Suite struct TurnRestrictionTests {
    /// From A to B by turning at X 300 m, round the block over D and E 900 m.
    static let crossroads = Village(
        """
        A X D
          B
          C E
        """, ways: ["AX", "XB", "BC", "XD", "DE", "EC"])

    /// A–X–D–E–C–B is 100 × (2 + 2 + 2 + 2 + 1) metres.
    @Test func forbiddenTurnGoesRoundTheBlock() throws {
        var village = Self.crossroads
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 300))
        village.restrict(from: "AX", via: "X", to: "XB")
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 900))
        // The other directions are free, and so is whoever comes from D.
        #expect(isAbout(try village.metres("B", "A", .schoolVan), 300))
        #expect(isAbout(try village.metres("D", "B", .schoolVan), 300))
    }

    @Test func walkersTurnAsTheyLike() throws {
        var village = Self.crossroads
        village.restrict(from: "AX", via: "X", to: "XB")
        #expect(isAbout(try village.metres("A", "B", .walk), 300))
        #expect(isAbout(try village.metres("A", "B", .bicycle), 300))
    }

    @Test func commandedTurnForbidsTheOthers() throws {
        var village = Self.crossroads
        village.restrict(from: "AX", via: "X", to: "XD", .mandatory)
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 900))
        #expect(isAbout(try village.metres("A", "D", .schoolVan), 400))
        var other = Self.crossroads
        other.restrict(from: "AX", via: "X", to: "XB", .mandatory)
        // A–X–B–C–E–D.
        #expect(isAbout(try other.metres("A", "D", .schoolVan), 800))
    }

    @Test func exceptedAndOtherVehiclesAreNotBound() throws {
        var excepted = Self.crossroads
        excepted.restrict(from: "AX", via: "X", to: "XB", except: ["motorcar"])
        #expect(isAbout(try excepted.metres("A", "B", .schoolVan), 300))
        #expect(isAbout(try excepted.metres("A", "B", .motorcycle), 900))
        var trucks = Self.crossroads
        trucks.restrict(from: "AX", via: "X", to: "XB", modes: ["hgv"])
        #expect(isAbout(try trucks.metres("A", "B", .schoolVan), 300))
        var cars = Self.crossroads
        cars.restrict(from: "AX", via: "X", to: "XB", modes: ["motor_vehicle"])
        #expect(isAbout(try cars.metres("A", "B", .schoolVan), 900))
    }

    /// Without a way round the block B cannot be reached but by going on to D and turning there.
    @Test func turningRoundAtADeadEndIsAllowed() throws {
        var village = Village("A X D\n  B", ways: ["AX", "XB", "XD"])
        village.restrict(from: "AX", via: "X", to: "XB")
        // A–X–D is 400 m, back to X 200 m, to B 100 m.
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 700))
        village.restrict(from: "XD", via: "D", to: "XD")
        #expect(try village.metres("A", "B", .schoolVan) == nil)
    }

    /// Corners on the way, such as P, are no place to turn round.
    @Test func nobodyTurnsRoundOnTheWay() throws {
        var village = Village("A X P D\n  B", ways: ["AX", "XB", "XPD"])
        village.restrict(from: "AX", via: "X", to: "XB")
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 1_100))
    }

    /// A divided road: from A over the link XY back to B is forbidden as a whole, its parts are not.
    ///
    ///     A → X → C
    ///         |
    ///     B ← Y ← D
    @Test func turnOverAWayBetween() throws {
        var village = Village(
            """
            A X C
            B Y D
            """,
            ways: [
                .init("AX", oneway: .forward), .init("XC", oneway: .forward),
                .init("DY", oneway: .forward), .init("YB", oneway: .forward), "XY",
                .init("CD", oneway: .forward), .init("BA", oneway: .forward),
            ])
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 500))
        village.restrict(from: "AX", via: "XY", to: "YB")
        // A–X–C–D–Y–B.
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 900))
        #expect(isAbout(try village.metres("A", "Y", .schoolVan), 300))
        #expect(isAbout(try village.metres("X", "B", .schoolVan), 300))
    }

    /// A ring road at X: who comes out of it must not enter it again.
    @Test func ringIsLeftByTheRoadToo() throws {
        var village = Village(
            """
            A X R
              S T
            """, ways: ["AX", "XRTSX"])
        village.restrict(from: "AX", via: "X", to: "XRTSX")
        let graph = try village.graph(.schoolVan)
        // The ring passes X twice, so that the side meant is unknown: the sign is left out.
        #expect(graph.statistics.unusedRestrictions == 1)
        #expect(isAbout(try village.metres("A", "T", .schoolVan), 500))
    }

    /// A point on a road is bound at its end; one at the junction itself is not.
    @Test func pointsOnTheWayAreBound() throws {
        var village = Self.crossroads
        village.restrict(from: "AX", via: "X", to: "XB")
        let graph = try village.graph(.schoolVan)
        let middle = village["A"].offset(east: 100, north: 0)
        let ends = graph.snap([middle, village["X"], village["B"]])
        let matrix = graph.distances(from: ends, to: ends)
        #expect(isAbout(matrix.distance(from: 0, to: 2)?.value, 800))
        #expect(isAbout(matrix.distance(from: 1, to: 2)?.value, 100))
    }

    /// The ground from which B is within 500 m: not the road from A, which has to go round.
    @Test func serviceAreasKnowTheSign() throws {
        var village = Self.crossroads
        func cost(at letter: Character) throws -> Double? {
            let graph = try village.graph(.schoolVan)
            let reach = graph.reach(from: [graph.snap(village["B"])], within: 500)
            return reach.samples.first { $0.coordinate == village[letter] }?.cost
        }
        #expect(isAbout(try cost(at: "A"), 300))
        village.restrict(from: "AX", via: "X", to: "XB")
        #expect(try cost(at: "A") == .infinity)
        #expect(isAbout(try cost(at: "D"), 300))
    }

    @Test func signsOnRoadsThatAreNotThereAreCounted() throws {
        var village = Self.crossroads
        village.restrict(from: "AX", via: "X", to: "ZZ")
        village.restrict(from: "AX", via: "B", to: "BC")
        village.restrict(from: "AX", via: "X", to: "XB")
        let statistics = try village.graph(.schoolVan).statistics
        #expect(statistics.usedRestrictions == 1 && statistics.unusedRestrictions == 2)
        let walk = try village.graph(.walk).statistics
        #expect(walk.usedRestrictions == 0 && walk.unusedRestrictions == 0)
    }
}
