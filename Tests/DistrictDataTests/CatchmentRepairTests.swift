import DistrictData
import SchoolDistrict
import SpatialTypes
import Testing

@Suite("Mending catchments")
struct CatchmentRepairTests {
    private func ring(_ corners: [(Double, Double)]) -> Polygon {
        Polygon(exterior: LinearRing(corners.map { Coordinate(longitude: $0.0, latitude: $0.1) }))
    }

    @Test func aBowTieKeepsBothHalves() throws {
        // Two triangles of 1 square degree each meet in (1, 1).
        let tie = ring([(0, 0), (2, 2), (2, 0), (0, 2)])
        let square = ring([(5, 5), (6, 5), (6, 6), (5, 6)])
        let result = try CatchmentRepair.repaired([
            Catchment(schoolCode: "A", area: [tie], isBuilt: false),
            Catchment(schoolCode: "B", area: [square], isBuilt: false),
        ])
        #expect(result.catchments.map(\.schoolCode) == ["A", "B"])
        #expect(result.catchments[1].area == [square])
        #expect(result.changes.map(\.schoolCode) == ["A"])
        let change = try #require(result.changes.first)
        #expect(change.reason.contains("Self-intersection"))
        #expect(change.place == Coordinate(longitude: 1, latitude: 1))
        #expect(!change.isLost)
        let area = result.catchments[0].area.reduce(0) {
            $0 + abs($1.exterior.doubledSignedArea) / 2
        }
        #expect(abs(area - 2) < 1e-12)
    }

    @Test func partitionCountsOverlapGapAndVillages() throws {
        // The ground is 3 by 1; A covers 0–1.5, B 1–2: half a square twice, one square left out.
        func village(_ code: String, _ x: Double) -> Village {
            Village(code: code, nameThai: code, position: Coordinate(longitude: x, latitude: 0.5))
        }
        let partition = try CatchmentPartition(
            [
                Catchment(
                    schoolCode: "A", area: [ring([(0, 0), (1.5, 0), (1.5, 1), (0, 1)])],
                    isBuilt: false),
                Catchment(
                    schoolCode: "B", area: [ring([(1, 0), (2, 0), (2, 1), (1, 1)])], isBuilt: false
                ),
            ], within: [[ring([(0, 0), (3, 0), (3, 1), (0, 1)])]],
            villages: [village("1", 0.5), village("2", 1.25), village("3", 2.5)])
        let square = partition.groundSquareMetres / 3
        #expect(partition.overlaps.map { [$0.first, $0.second] } == [["A", "B"]])
        #expect(abs(partition.overlaps[0].squareMetres / square - 0.5) < 1e-3)
        #expect(partition.gaps.count == 1)
        #expect(abs(partition.gaps[0].squareMetres / square - 1) < 1e-3)
        #expect(abs(partition.coveredSquareMetres / square - 2) < 1e-3)
        #expect(partition.villagesNotInOne.map(\.village.code) == ["2", "3"])
        #expect(partition.villagesNotInOne.map(\.catchments) == [2, 0])
    }
}
