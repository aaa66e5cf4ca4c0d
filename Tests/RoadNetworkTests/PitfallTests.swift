import RoadNetwork
import SpatialTypes
import Testing

/// Mistakes that routing layers make, each in the smallest drawing that shows it.
@Suite struct PitfallTests {
    /// A square mapped as an area is walked along its outline: A to C by two sides of 200 m.
    @Test func closedAreaWayIsWalkedAlongItsOutline() throws {
        let village = Village(
            """
            A-B
            | |
            D-C
            """, ways: [.init("ABCDA", "pedestrian")])
        #expect(isAbout(try village.metres("A", "C"), 400))
    }

    /// Clockwise ring of four arms: from arm W to arm S the van goes W–N–E–S, three quarters.
    @Test func vanGoesRoundTheRoundabout() throws {
        let village = Village(
            """
              n
              N
            wW Ee
              S
              s
            """, ways: [.init("WNESW", oneway: .forward), "wW", "nN", "eE", "sS"])
        let van = try #require(try village.metres("w", "s", .schoolVan))
        let walker = try #require(try village.metres("w", "s"))
        let back = try #require(try village.metres("s", "w", .schoolVan))
        #expect(van > walker && isAbout(back, walker))
    }

    /// The private short cut of 200 m is not taken; round by C and D it is 600 m.
    @Test func privateRoadIsNoShortCut() throws {
        let village = Village(
            """
            A-B
            | |
            C-D
            """, ways: [.init("AB", access: ["access": "private"]), "ACDB"])
        #expect(isAbout(try village.metres("A", "B"), 600))
    }

    /// No way: the pair is absent, from the matrix, the route and the dense table's numbers.
    @Test func unreachablePairIsAbsent() throws {
        let village = Village("A-B C-D", ways: ["AB", "CD"])
        let graph = try village.graph()
        let every = SnapRule(smallestComponent: .zero)
        let ends = [graph.snap(village["A"], rule: every), graph.snap(village["D"], rule: every)]
        let matrix = graph.distances(from: [ends[0]], to: [ends[1]])
        #expect(matrix.costs.entryCount == 0 && matrix.distance(from: 0, to: 0) == nil)
        #expect(matrix.dense()[0, 0] == .infinity)
        let (from, to) = (try #require(ends[0]), try #require(ends[1]))
        #expect(graph.route(from: from, to: to) == nil)
    }

    /// Two houses on one edge of 1,000 m, 300 m apart: 300 m, not by the edge's ends.
    @Test func housesOnOneEdgeMeetOnIt() throws {
        let village = Village("A-x--y----B", ways: ["AB"])
        #expect(isAbout(try village.metres("x", "y"), 300))
        #expect(isAbout(try village.metres("y", "x"), 300))
    }

    /// A house and itself: nothing, even far from the road.
    @Test func aPlaceIsNoDistanceFromItself() throws {
        let village = Village(
            """
            A---B
              x
            """, ways: ["AB"])
        #expect(try village.metres("x", "x") == 0)
    }

    /// A way through B twice, once on each loop of an eight, crosses itself there.
    @Test func figureOfEightMeetsItself() throws {
        let village = Village(
            """
            A-B-D
            | | |
            C-F-E
            """, ways: ["BACFBDEF"])
        #expect(isAbout(try village.metres("A", "D"), 400))
        #expect(isAbout(try village.metres("C", "E"), 400))
    }

    /// A corner written twice in a row adds nothing.
    @Test func repeatedCornerIsNothing() throws {
        let village = Village("A-B-C", ways: ["ABBC"])
        #expect(isAbout(try village.metres("A", "C"), 400))
    }

    /// `oneway=-1`: only from the last corner to the first.
    @Test func reversedOnewayIsReversed() throws {
        let village = Village(
            """
            A-B
            | |
            C-D
            """, ways: [.init("AB", oneway: .backward), "ACDB"])
        #expect(isAbout(try village.metres("B", "A", .schoolVan), 200))
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 600))
    }

    /// Motorways are not walked, whatever they save.
    @Test func motorwayIsNotWalked() throws {
        let village = Village(
            """
            A-B
            | |
            C-D
            """, ways: [.init("AB", "motorway"), "ACDB"])
        #expect(isAbout(try village.metres("A", "B"), 600))
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 200))
    }

    /// A house exactly between two roads takes the same one every time.
    @Test func equallyNearRoadsAreToldApartTheSameWay() throws {
        let village = Village(
            """
            A---B
            | x
            C---D
            """, ways: ["AB", "CD", "AC"])
        let graph = try village.graph()
        let first = graph.snap(village["x"])
        #expect((0..<20).allSatisfy { _ in graph.snap(village["x"]) == first })
        #expect(isAbout(first?.offRoad.value, 100))
    }

    /// A dead end is left the way it was entered: 2 × 200 m more than without the visit.
    @Test func deadEndIsLeftBackwards() throws {
        let village = Village(
            """
            A-B-C
              |
              D
            """, ways: ["ABC", "BD"])
        let there = try #require(try village.metres("A", "D", .schoolVan))
        #expect(isAbout(there, 400))
        #expect(isAbout(try village.metres("D", "C", .schoolVan), 400))
    }

    /// A way of a single corner is no road, and no crash.
    @Test func wayOfOneCornerIsDropped() throws {
        var village = Village("A-B", ways: ["AB"])
        village.segments.append(
            RoadSegment(id: 9, coordinates: [village["A"]], nodeIDs: [65], roadClass: "path"))
        #expect(try village.graph().statistics.dropped[.noLength] == 1)
    }

    /// Without `duration` a ferry goes at the profile's speed: 1,000 m at 5 km/h are 720 s.
    @Test func ferryWithoutTimetableGoesAtItsSpeed() throws {
        let village = Village(
            "A-B---------C-D", ways: ["AB", .init("BC", "ferry"), "CD"])
        #expect(isAbout(try village.seconds("B", "C"), 720))
    }

    /// Identifiers count, not positions: the same crossing with and without a shared node.
    @Test func crossingNeedsASharedNode() throws {
        let drawing = """
              C
              |
            A-X-B
              |
              D
            """
        let joined = Village(drawing, ways: ["AXB", "CXD"])
        #expect(isAbout(try joined.metres("A", "C"), 400))
        let apart = Village(drawing, ways: ["AXB", "CD"])
        let every = SnapRule(smallestComponent: .zero)
        #expect(try apart.metres("A", "C", rule: every) == nil)
    }
}
