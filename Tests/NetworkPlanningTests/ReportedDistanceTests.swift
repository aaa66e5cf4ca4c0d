import Accessibility
import RoadNetwork
import SchoolDistrict
import SpatialTypes
import Testing

@testable import NetworkPlanning

/// What a reported distance changes, one cell a kilometre; a school has 40 pupils, all in one village.
@Suite("Plans with reported distances")
struct ReportedDistanceTests {
    private static func district(
        _ small: SmallDistrict, _ reported: [ReportedDistance], villageColumn: Double = 0
    ) -> District {
        var district = small.district(villages: [
            Village(
                code: "vA", nameThai: "บ้านเอ",
                position: SmallDistrict.position(column: villageColumn, row: 0),
                homes: [
                    HomePupils(
                        schoolCode: "A", pupils: small["A"].enrolment[2566]?.pupils ?? GradeCounts()
                    )
                ])
        ])
        district.reportedDistances = reported
        return district
    }

    private static func balanced() -> Scenario {
        var scenario = SmallDistrict.scenario(.balanced, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        scenario.costs.overLimitPupilPerYear = Rate(100_000)
        return scenario
    }

    /// B is 4 km from the village at A.
    ///
    /// Moving saves less than 40 pupils over 3 km cost (40 × 100,000 a year), so A
    /// shares; by the reported 2.9 km nobody is over 3 km, and A moves.
    @Test("a village reported nearer than 3 km changes the indicator and the assignment")
    func nearer() throws {
        let small = SmallDistrict("A...B")
        let far = try SmallDistrict.plan(Self.district(small, []), Self.balanced())
        #expect(far.roleText == "A:network→B/shares B:hub")
        #expect(far["A"]?.distanceSource == .estimated)

        let reported = [
            ReportedDistance(
                from: .village(code: "vA"), toSchool: "B", distance: Metres(kilometres: 2.9)),
            ReportedDistance(
                from: .village(code: "vA"), toSchool: "A", distance: Metres(kilometres: 0.1)),
            ReportedDistance(
                from: .school(code: "B"), toSchool: "A", distance: Metres(kilometres: 3.9)),
        ]
        let near = try SmallDistrict.plan(Self.district(small, reported), Self.balanced())
        #expect(near.roleText == "A:network→B/moves_all B:hub")
        #expect(near.after.travel.overLimit == 0)
        #expect(near["A"]?.travelAfter.meanKilometres == 2.9)
        // B → A holds for A → B as well.
        #expect(near["A"]?.hubDistance == Metres(kilometres: 3.9))
        #expect(near["A"]?.distanceSource == .reported)
        #expect(near.links.map(\.distanceSource) == [.reported])
        #expect(near.villages.map(\.distanceSource) == [.reported])
        #expect(near["A"]?.homes.map(\.afterSource) == [.reported])
        let reasons = near["A"]?.reasons.map(\.code) ?? []
        #expect(reasons.suffix(2) == ["reported_distance", "reported_home_distances"])
        let text = near["A"]?.reasons.map(\.thai).joined(separator: "; ") ?? ""
        #expect(text.contains("ใช้ระยะทางตามที่รายงาน 3.9 กม. แทนที่ประมาณได้ 4.0 กม."))
        #expect(text.contains("ตามที่รายงานของ 1 หมู่บ้าน"))
        // B's own figures rest on no reported distance.
        #expect(near["B"]?.distanceSource == .estimated)
    }

    /// The village at A is 2 km from B: A moves.
    ///
    /// By the reported 3.1 km all 40 would be over, and A shares.
    @Test("a village reported further than 3 km keeps its pupils")
    func further() throws {
        let small = SmallDistrict("A.B")
        let near = try SmallDistrict.plan(Self.district(small, []), Self.balanced())
        #expect(near.roleText == "A:network→B/moves_all B:hub")
        let far = try SmallDistrict.plan(
            Self.district(
                small,
                [
                    ReportedDistance(
                        from: .village(code: "vA"), toSchool: "B",
                        distance: Metres(kilometres: 3.1))
                ]), Self.balanced())
        #expect(far.roleText == "A:network→B/shares B:hub")
        #expect(far["A"]?.reasons.contains { $0.code.hasPrefix("reported") } == false)
        // Reported to the own school: today's indicator changes, whatever the plan.
        let today = try SmallDistrict.plan(
            Self.district(
                small,
                [
                    ReportedDistance(
                        from: .village(code: "vA"), toSchool: "A",
                        distance: Metres(kilometres: 3.2))
                ]), Self.balanced())
        #expect(today.before.travel.overLimit == 40)
    }

    /// B is 7 km away, beyond the merge radius of 6 km; reported as 5.5 km the pair is admissible.
    @Test("a reported way between schools decides what is admissible")
    func radius() throws {
        let small = SmallDistrict("A......B")
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        let far = try SmallDistrict.plan(small.district(), scenario)
        #expect(far["A"]?.link == .shares)
        var district = small.district()
        district.reportedDistances = [
            ReportedDistance(
                from: .school(code: "A"), toSchool: "B", distance: Metres(kilometres: 5.5))
        ]
        let near = try SmallDistrict.plan(district, scenario)
        #expect(near["A"]?.link == .movesAll)
        #expect(near.clusters.map(\.furthestLink) == [Metres(kilometres: 5.5)])
    }

    /// The row for walking wins over the row for any mode; rows of another mode or season do not count.
    @Test("the row that fits the profile best wins")
    func fits() throws {
        let small = SmallDistrict("A..B")
        func row(_ km: Double, mode: String? = nil, season: ReportedDistance.Season? = nil)
            -> ReportedDistance
        {
            ReportedDistance(
                from: .school(code: "A"), toSchool: "B", distance: Metres(kilometres: km),
                mode: mode, season: season)
        }
        let rows = [
            row(4.2, mode: "walk"), row(4.1), row(9, mode: "school_van"),
            row(8, mode: "walk", season: .rainy),
        ]
        let district = Self.district(small, rows)
        let baseline = Baseline(district: district, scenario: Scenario())
        func last(_ profile: String) -> Metres? {
            baseline.reportedWays(of: district, profile: profile).last?.distance
        }
        #expect(last("walk") == Metres(kilometres: 4.2))
        #expect(last("bicycle") == Metres(kilometres: 4.1))
        #expect(last("walk_rain") == Metres(kilometres: 8))
        #expect(baseline.reportedWays(of: district, profile: "walk").count == 2)
    }

    /// Both limits must be exceeded: 50 % of 0.2 km is only 0.1 km, and 0.6 km of 10 km only 6 %.
    @Test(
        "small differences are none",
        arguments: [(0.3, 0.2, false), (10.6, 10, false), (2.9, 2, true), (1, 2, true)])
    func rule(reported: Double, road: Double, exceeded: Bool) {
        let rule = ReportedDistanceRule()
        #expect(
            rule.isExceeded(
                reported: Metres(kilometres: reported), road: Metres(kilometres: road))
                == exceeded)
        #expect(!rule.isExceeded(reported: Metres(kilometres: reported), road: .unreachable))
    }
}
