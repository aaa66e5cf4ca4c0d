import Accessibility
import SchoolDistrict
import SpatialTypes
import Testing

/// Catchments from the homes of pupils, in a square of 0.1° with two schools.
@Suite("Catchments from villages")
struct VillageCatchmentsTests {
    private let ground = NetworkCatchmentsTests.ground

    private func village(
        _ code: String, _ longitude: Double, _ homes: [String: Int]
    ) -> Village {
        Village(
            code: code, nameThai: code,
            position: Coordinate(longitude: longitude, latitude: 14.65), subdistrict: nil,
            homes: homes.sorted { $0.key < $1.key }.map { school, pupils in
                HomePupils(schoolCode: school, pupils: GradeCounts([.p1: pupils]))
            })
    }

    private let schools = [
        (code: "B", position: Coordinate(longitude: 104.68, latitude: 14.65)),
        (code: "A", position: Coordinate(longitude: 104.62, latitude: 14.65)),
    ]

    private func west(_ catchment: Catchment) -> Double {
        catchment.area.flatMap(\.exterior.coordinates).map(\.longitude).min() ?? 0
    }

    @Test func aVillageGoesWithMostOfItsPupils() throws {
        // The village at 104.64 is nearer to A, but 9 of its 12 pupils go to B: B's ground begins midway between it and A,
        // at 104.63. By straight lines it would begin at 104.65.
        let catchments = try VillageCatchments.catchments(
            of: schools, villages: [village("1", 104.64, ["A": 3, "B": 9])], within: [[ground]])
        #expect(catchments.map(\.schoolCode) == ["A", "B"])
        #expect(catchments.allSatisfy { $0.isBuilt })
        #expect(abs(west(catchments[1]) - 104.63) < 1e-6)
        #expect(abs(west(catchments[0]) - 104.60) < 1e-6)
    }

    @Test func tiesGoToTheSmallerCode() throws {
        // 5 pupils each: A has the village at 104.66, and B begins midway between it and B, at 104.67.
        let catchments = try VillageCatchments.catchments(
            of: schools, villages: [village("1", 104.66, ["A": 5, "B": 5])], within: [[ground]])
        #expect(abs(west(catchments[1]) - 104.67) < 1e-6)
    }

    @Test func withoutHomesThereIsNothingToBuildFrom() throws {
        let catchments = try VillageCatchments.catchments(
            of: schools, villages: [village("1", 104.64, ["C": 4]), village("2", 104.65, [:])],
            within: [[ground]])
        #expect(catchments.isEmpty)
    }
}
