import Accessibility
import SpatialTypes
import Testing

/// Two schools 0.01° apart on the equator (1,113.195 m) and a home in the middle; detour factor 1.
@Suite("Reported ways in the travel table")
struct ReportedWayTests {
    private let table = TravelTable(
        schools: [
            Coordinate(longitude: 100, latitude: 0), Coordinate(longitude: 100.01, latitude: 0),
        ],
        homes: [Coordinate(longitude: 100.005, latitude: 0)], detourFactor: 1)

    @Test func aReportedWayWinsAndIsFlagged() {
        let replaced = table.replacing([ReportedWay(from: .home(0), to: 1, distance: Metres(4_000))]
        )
        #expect(replaced.homeDistance(from: 0, to: 1) == Metres(4_000))
        #expect(replaced.homeSource(from: 0, to: 1) == .reported)
        // 0.005° of the equator is 556.6 m; the other pair stays as it was.
        #expect(abs((replaced.measured(from: .home(0), to: 1)?.value ?? 0) - 556.6) < 0.1)
        #expect(replaced.homeDistance(from: 0, to: 0) == table.homeDistance(from: 0, to: 0))
        #expect(replaced.homeSource(from: 0, to: 0) == .estimated)
        #expect(replaced.measured(from: .home(0), to: 0) == nil)
    }

    @Test func aWayBetweenSchoolsHoldsBothWaysUnlessBothAreReported() {
        let one = table.replacing([ReportedWay(from: .school(0), to: 1, distance: Metres(2_000))])
        #expect(one.schoolDistance(from: 0, to: 1) == Metres(2_000))
        #expect(one.schoolDistance(from: 1, to: 0) == Metres(2_000))
        #expect(one.schoolSource(from: 1, to: 0) == .reported)
        let both = table.replacing([
            ReportedWay(from: .school(1), to: 0, distance: Metres(3_000)),
            ReportedWay(from: .school(0), to: 1, distance: Metres(2_000)),
        ])
        #expect(both.schoolDistance(from: 0, to: 1) == Metres(2_000))
        #expect(both.schoolDistance(from: 1, to: 0) == Metres(3_000))
    }

    @Test func theMeasuredWayIsKeptWhenReportedTwice() {
        let twice = table.replacing([ReportedWay(from: .school(0), to: 1, distance: Metres(2_000))])
            .replacing([ReportedWay(from: .school(0), to: 1, distance: Metres(2_500))])
        #expect(twice.schoolDistance(from: 0, to: 1) == Metres(2_500))
        #expect(abs((twice.measured(from: .school(0), to: 1)?.value ?? 0) - 1_113.195) < 0.01)
    }

    @Test func theLeastCertainSourceIsStated() {
        #expect(DistanceSource.leastCertain(of: [.road, .reported, .road]) == .reported)
        #expect(DistanceSource.leastCertain(of: [.reported, .estimated]) == .estimated)
        #expect(DistanceSource.leastCertain(of: [.road]) == .road)
        #expect(DistanceSource.leastCertain(of: []) == nil)
    }
}
