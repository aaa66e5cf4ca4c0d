import Foundation
import RoadNetwork
import SpatialTypes
import Testing

/// Drawn villages about who may travel where, and how long it takes.
@Suite struct RuleVillageTests {
    static let block = """
        A---B
        |   |
        D---C
        """

    @Test func vanHonoursOnewaysAndWalkerDoesNot() throws {
        let village = Village(
            Self.block,
            ways: [.init("AB", oneway: .forward), "BC", "CD", .init("AD", oneway: .backward)])
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 400))
        #expect(isAbout(try village.metres("B", "A", .schoolVan), 800))
        #expect(isAbout(try village.metres("B", "A", .walk), 400))
    }

    @Test func onewayOnFootBindsTheWalker() throws {
        let village = Village(
            Self.block, ways: [.init("AB", access: ["oneway:foot": "yes"]), "BC", "CD", "DA"])
        #expect(isAbout(try village.metres("A", "B"), 400))
        #expect(isAbout(try village.metres("B", "A"), 800))
    }

    @Test func sameOnewayEdgeGoesRoundWhenAgainstTraffic() throws {
        let village = Village(
            """
            A-1-2-B
            |     |
            D-----C
            """, ways: [.init("AB", oneway: .forward), "BC", "CD", "DA"])
        #expect(isAbout(try village.metres("1", "2", .schoolVan), 200))
        // Round the block: 200 to B, 200 down, 600 back, 200 up, 200 to 1.
        #expect(isAbout(try village.metres("2", "1", .schoolVan), 1_400))
        let graph = try village.graph(.schoolVan)
        let (one, two) = (
            try #require(graph.snap(village["1"])), try #require(graph.snap(village["2"]))
        )
        #expect(isAbout(graph.route(from: two, to: one)?.distance.value, 1_400))
    }

    @Test func onewayDeadEndIsNoPlaceToStart() throws {
        let village = Village(
            """
            A---B---C
            |   |
            E---F
            """, ways: ["AB", "BF", "FE", "EA", .init("BC", oneway: .forward)])
        let graph = try village.graph(.schoolVan)
        let snapped = try #require(graph.snap(village["C"]))
        #expect(!snapped.isNearestRoad && isAbout(snapped.offRoad.value, 400))
    }

    @Test func barrierEndsTheRoadOnBothSides() throws {
        let village = Village(
            "A---B---C", ways: ["ABC"], barriers: ["B": "wall"])
        #expect(try village.graph().statistics.componentCount == 2)
        #expect(try village.metres("A", "C", rule: SnapRule(smallestComponent: .zero)) == nil)
        let byPlace = village.withoutNodeIDs
        #expect(try byPlace.metres("A", "C", rule: SnapRule(smallestComponent: .zero)) == nil)
    }

    @Test func gateStopsNobodyAndBollardOnlyTheVan() throws {
        let gate = Village("A---B---C", ways: ["ABC"], barriers: ["B": "gate"])
        #expect(isAbout(try gate.metres("A", "C", .schoolVan), 800))
        let bollard = Village("A---B---C", ways: ["ABC"], barriers: ["B": "bollard"])
        #expect(isAbout(try bollard.metres("A", "C", .walk), 800))
        let both = SnapRule(smallestComponent: .zero)
        #expect(try bollard.metres("A", "C", .schoolVan, rule: both) == nil)
    }

    @Test func barrierWithPermissionIsOpen() throws {
        var village = Village("A---B---C", ways: ["ABC"], barriers: ["B": "wall"])
        village.barriers[0].access = ["foot": "yes"]
        #expect(isAbout(try village.metres("A", "C"), 800))
    }

    @Test func specificAccessOutranksGeneral() throws {
        let village = Village(
            "A---B---C", ways: ["AB", .init("BC", access: ["access": "no", "foot": "yes"])])
        #expect(isAbout(try village.metres("A", "C", .walk), 800))
        #expect(
            try village.metres("A", "C", .schoolVan, rule: SnapRule(maximumDistance: Metres(50)))
                == nil)
    }

    @Test func trunkIsWalkableFlaggedAndClosedToOSRM() throws {
        let village = Village(
            "A---B---C---D", ways: ["AB", .init("BC", "trunk"), "CD"])
        let graph = try village.graph()
        let (start, end) = (
            try #require(graph.snap(village["A"])), try #require(graph.snap(village["D"]))
        )
        let route = try #require(graph.route(from: start, to: end))
        #expect(isAbout(route.distance.value, 1_200) && isAbout(route.dangerousDistance.value, 400))
        #expect(route.segmentIDs == [0, 1, 2])
        let every = SnapRule(smallestComponent: .zero)
        #expect(try village.metres("A", "D", .osrmFoot, rule: every) == nil)
    }

    @Test func ferryTakesItsOwnTimeAndNoSnaps() throws {
        let village = Village(
            "A---B-1-----C---D",
            ways: ["AB", .init("BC", "ferry", crossingTime: Seconds(900)), "CD"])
        #expect(isAbout(try village.metres("A", "D"), 1_600))
        // 800 m at 4 km/h are 720 s, and 900 s on the water.
        #expect(isAbout(try village.seconds("A", "D"), 1_620))
        let graph = try village.graph()
        let snapped = try #require(graph.snap(village["1"]))
        #expect(isAbout(snapped.offRoad.value, 200) && snapped.isNearestRoad)
        let every = SnapRule(smallestComponent: .zero)
        #expect(try village.metres("A", "D", .schoolVan, rule: every) == nil)
    }

    @Test func vanIsSlowOnLaterite() throws {
        let village = Village(
            "A-------B-------C", ways: ["AB", .init("BC", surface: "laterite")])
        // 800 m at 35 km/h are 82.3 s, 800 m at 20 km/h are 144 s.
        #expect(isAbout(try village.seconds("A", "C", .schoolVan), 226.3))
        #expect(isAbout(try village.seconds("A", "C", .walk), 1_440))
    }

    @Test func quickestAndShortestMayDiffer() throws {
        let village = Village(
            """
            A-------B
            |       |
            D-------C
            """, ways: [.init("AB", "track"), "AD", "DC", "CB"])
        #expect(isAbout(try village.metres("A", "B", .schoolVan), 800))
        // 1,200 m of street at 35 km/h (123.4 s) beat 800 m of track at 20 km/h (144 s).
        #expect(isAbout(try village.seconds("A", "B", .schoolVan), 123.4))
    }

    @Test(arguments: TravelProfile.builtIn)
    func profilesSurviveEncoding(profile: TravelProfile) throws {
        let data = try JSONEncoder().encode(profile)
        #expect(try JSONDecoder().decode(TravelProfile.self, from: data) == profile)
    }

    @Test func standstillIsNoSpeed() {
        let village = Village("A-B", ways: ["AB"])
        let still = TravelProfile(name: "still", speeds: ["residential": 0])
        #expect { try village.graph(still) } throws: { error in
            (error as? RoadNetworkError)?.code == .invalidProfile
        }
    }
}
