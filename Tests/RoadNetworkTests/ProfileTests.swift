import Foundation
import RoadNetwork
import SpatialTypes
import Testing

/// Profiles as files, and what rain does to them.
@Suite struct ProfileTests {
    private func profile(_ text: String) throws -> TravelProfile {
        try TravelProfile(json: Array(text.utf8))
    }

    @Test func everyModeComesDryAndWet() {
        #expect(
            TravelProfile.builtIn.map(\.name) == [
                "walk", "walk_rain", "bicycle", "bicycle_rain", "motorcycle", "motorcycle_rain",
                "school_van", "school_van_rain", "osrm_foot",
            ])
    }

    @Test func smallestFileIsEnough() throws {
        let found = try profile(
            #"{"name": "ox", "speeds": {"track": 3}, "access_keys": ["access"]}"#)
        #expect(found == TravelProfile(name: "ox", speeds: ["track": 3]))
    }

    @Test(arguments: [
        (#"{"name": "ox", "speeds": {}, "access_keys": [], "colour": 1}"#, "colour"),
        (#"{"name": "ox", "access_keys": []}"#, "speeds"),
        (#"{"name": "ox", "speeds": {"track": "fast"}, "access_keys": []}"#, "track"),
        (#"{"name": "ox", "speeds": {"track": 0}, "access_keys": []}"#, "above 0"),
        (
            #"{"name": "ox", "speeds": {}, "access_keys": [], "rain": {"speeds": {"path": -1}}}"#,
            "above 0"
        ), ("{", ""),
    ])
    func damagedFilesSayWhy(text: String, word: String) {
        let error = #expect(throws: RoadNetworkError.self) { try profile(text) }
        #expect(
            error?.code == .invalidProfile
                && (word.isEmpty || error?.context.contains(word) == true))
    }

    /// A to C is 200 m over the ford B–C and 400 m round by D and E.
    @Test func rainClosesFords() throws {
        var village = Village(
            """
            A-B-C
              | |
              D-E
            """, cell: 50, ways: ["AB", "BC", "BD", "DE", "EC"])
        village.segments[1].isFord = true
        #expect(isAbout(try village.metres("A", "C"), 200))
        #expect(isAbout(try village.metres("A", "C", .walk.inRain), 400))
        #expect(try village.graph(.walk.inRain).statistics.dropped[.closedFord] == 1)
        #expect(isAbout(try village.metres("A", "C", .osrmFoot.inRain), 200))
    }

    /// A ford mapped as a node: in the rain the road ends there.
    @Test func rainClosesFordNodes() throws {
        let village = Village("A-B-C", ways: ["ABC"], barriers: ["B": "ford"])
        #expect(isAbout(try village.metres("A", "C"), 400))
        let every = SnapRule(smallestComponent: .zero)
        #expect(try village.metres("A", "C", .schoolVan.inRain, rule: every) == nil)
    }

    /// 1,000 m of laterite: 180 s at 20 km/h, 300 s at 12 km/h in the rain.
    @Test func lateriteIsSlowerInTheRain() throws {
        let village = Village(
            "A---------B", ways: [.init("AB", "tertiary", surface: "laterite")])
        #expect(isAbout(try village.seconds("A", "B", .schoolVan), 180))
        #expect(isAbout(try village.seconds("A", "B", .schoolVan.inRain), 300))
    }

    /// 1,000 m signed 20 km/h: 180 s for the van, and the walker does not care.
    @Test func speedLimitsBindVehicles() throws {
        var village = Village("A---------B", ways: ["AB"])
        village.segments[0].speedLimit = 20
        #expect(isAbout(try village.seconds("A", "B", .schoolVan), 180))
        #expect(isAbout(try village.seconds("A", "B", .walk), 900))
    }
}
