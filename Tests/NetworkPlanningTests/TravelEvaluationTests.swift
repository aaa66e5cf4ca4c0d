import Accessibility
import DistrictData
import Foundation
import RoadNetwork
import SchoolDistrict
import SpatialTypes
import Testing

@testable import NetworkPlanning

/// Travel in detail and vans of drawn districts, answers worked out by hand, and of the sample district.
@Suite("Travel in detail")
struct TravelEvaluationTests {
    /// Villages at columns of the drawing's first row, with pupils of one school.
    static func village(
        _ code: String, column: Double, _ homes: [HomePupils]
    ) -> Village {
        Village(
            code: code, nameThai: "หมู่บ้าน\(code)",
            position: SmallDistrict.position(column: column, row: 0), homes: homes)
    }

    /// Evaluates a district whose pupils are taught where the closure says; schools by letter.
    static func evaluate(
        _ district: District, _ scenario: Scenario = scenario, roads: [RoadSegment]? = nil,
        taughtAt: [Character: (Grade) -> Character] = [:]
    ) throws -> TravelPlan {
        let baseline = Baseline(district: district, scenario: scenario)
        let schools = baseline.entries.map(\.school.position)
        let homes = district.villages.map(\.position)
        let graph = try roads.map { try RoadGraph(segments: $0, profile: .walk) }
        let travel =
            graph.map {
                TravelTable(
                    schools: schools, homes: homes, graph: $0,
                    maximumSnap: scenario.travel.maximumSnap)
            } ?? TravelTable(schools: schools, homes: homes, detourFactor: 1)
        let index = baseline.indexByCode
        var memory = TravelMemory()
        return try TravelEvaluation(
            district: district, scenario: scenario, baseline: baseline, travel: travel,
            graph: graph, roads: roads.map { .init(segments: $0, barriers: []) },
            taughtAt: { school, grade in
                let letter = baseline.entries[school].school.code.first ?? "A"
                return taughtAt[letter].flatMap { index[String($0(grade))] } ?? school
            }
        ).plan(remembering: &memory)
    }

    static let scenario = SmallDistrict.scenario(.none, hubs: .free)

    static let lower = GradeSet([.p1, .p2, .p3])

    /// A at column 0, B at column 8: 4 pupils of each grade of A live at column 2, 1 at column −2.
    ///
    /// Only ป.1–3 move to B: 12 pupils then travel 6 km, 3 pupils 10 km; 25 pupils keep their 2 km. Over 3 km: 15.
    @Test("one grade block moves")
    func blockMoves() throws {
        let small = SmallDistrict("A.......B")
        func home(_ pupils: Int, poor: Int?) -> HomePupils {
            var counts = GradeCounts()
            for grade in SmallDistrict.primary.grades { counts[grade] = pupils }
            return HomePupils(
                schoolCode: "A", pupils: counts, vulnerable: poor.map { [.poor: $0] } ?? [:])
        }
        let district = small.district(villages: [
            Self.village("1", column: 2, [home(4, poor: 8)]),
            Self.village("2", column: -2, [home(1, poor: nil)]),
        ])
        let plan = try Self.evaluate(
            district, taughtAt: ["A": { Self.lower.contains($0) ? "B" : "A" }])
        #expect(plan.before.all.burden.overLimit == 0)
        #expect(plan.after.all.burden.overLimit == 15)
        #expect(plan.after.byGradeGroup[.lowerPrimary]?.burden.overLimit == 15)
        #expect(plan.after.byGradeGroup[.upperPrimary]?.burden.overLimit == 0)
        #expect(abs((plan.after.all.worst?.kilometres ?? 0) - 10) < 0.02)
        // 8 poor pupils over 8 grades: one a grade, three of them move.
        let poor = try #require(plan.after.byVulnerableGroup[.poor])
        #expect(poor.spread.burden.pupilsMeasured == 8 && poor.spread.burden.overLimit == 3)
        // 8 at column −2, and B's 40 without any home.
        #expect(poor.pupilsNotRecorded == 48)
        #expect(plan.after.byVulnerableGroup[.disabled] == nil)
        let detail = try #require(plan.schools["A"]?.after)
        #expect(
            detail.byGradeGroup.values.reduce(TravelBurden()) { $0 + $1.burden }
                .isAbout(detail.all.burden))
        #expect(plan.safetyBefore == nil && plan.schools["A"]?.safetyAfter == nil)
        #expect(plan.worstSchoolAfter?.schoolCode == "A")
    }

    /// The same move by van: 3 pupils 10 km from B, 12 pupils 6 km from B on the same road.
    ///
    /// Twelve seats: a full van from the nearer village (6 km, 10.3 min and 1 for boarding) and one for the three from
    /// 10 km (17.1 + 1 min). Tours of 12 and 20 km, twice a day: 64 km. Two vans × 180,000 + 64 × 200 × 6 = 436,800 baht
    /// a year; 15 pupils × 15 × 200 = 45,000 baht of support.
    @Test("moved pupils ride")
    func vans() throws {
        let small = SmallDistrict("A.......B")
        let near = HomePupils(schoolCode: "A", pupils: GradeCounts([.p1: 4, .p2: 4, .p3: 4]))
        let far = HomePupils(schoolCode: "A", pupils: GradeCounts([.p1: 1, .p2: 1, .p3: 1]))
        let district = small.district(villages: [
            Self.village("1", column: 2, [near]), Self.village("2", column: -2, [far]),
        ])
        let plan = try Self.evaluate(
            district, taughtAt: ["A": { Self.lower.contains($0) ? "B" : "A" }])
        let van = try #require(plan.vans.first)
        #expect(plan.vans.count == 1 && van.schoolCode == "B" && van.source == .estimated)
        #expect(van.stops.map(\.pupils) == [12, 3])
        #expect(van.stops[0].place == .village(code: "1"))
        #expect(van.schedule.routes.map(\.pupils) == [3, 12])
        #expect(abs(plan.vanKilometresPerDay - 64) < 0.1)
        #expect(abs((van.longestRide?.value ?? 0) - (10.0 / 35 * 3_600 + 60)) < 2)
        #expect(abs(plan.vanBahtPerYear - 436_800) < 150)
        #expect(abs(plan.vanPupilSubsidyPerYear - 45_000) < 1e-6)
        #expect(van.schedule.vansAtLeast == 2 && van.schedule.relativeGap < 1e-6)
    }

    /// Bands pay the far pupils more: 12 × 10 + 3 × 20 = 180 baht a day.
    @Test("support by distance band")
    func bands() throws {
        let small = SmallDistrict("A.......B")
        let district = small.district(villages: [
            Self.village(
                "1", column: 2, [HomePupils(schoolCode: "A", pupils: GradeCounts([.p1: 4]))]),
            Self.village(
                "2", column: -2, [HomePupils(schoolCode: "A", pupils: GradeCounts([.p1: 1]))]),
        ])
        var scenario = Self.scenario
        scenario.costs.subsidyBands = [
            SubsidyBand(upTo: Metres(kilometres: 8), baht: 10), SubsidyBand(upTo: nil, baht: 20),
        ]
        let plan = try Self.evaluate(
            district, scenario, taughtAt: ["A": { $0 == .p1 ? "B" : "A" }])
        #expect(abs(plan.vanPupilSubsidyPerYear - Double(4 * 10 + 20) * 200) < 1e-6)
    }

    /// No home is known: A's 40 pupils gather at A, 4 km from B, and may live 1 to 7 km from it.
    @Test("homes unknown")
    func unknownHomes() throws {
        let small = SmallDistrict("A...B")
        let plan = try Self.evaluate(small.district(), taughtAt: ["A": { _ in "B" }])
        #expect(plan.before.all.burden.isKnown == false)
        #expect(plan.before.all.median == nil && plan.worstSchoolBefore == nil)
        #expect(plan.intervalBefore.overLimit == Interval(0, 0))
        #expect(plan.intervalAfter.overLimit == Interval(0, 40))
        #expect(plan.intervalAfter.isAssumed && plan.assumedHomeRadius == Metres(kilometres: 3))
        let mean = try #require(plan.schools["A"]?.intervalAfter.meanKilometres)
        #expect(abs(mean.lower - 1) < 0.01 && abs(mean.upper - 7) < 0.01)
        let van = try #require(plan.vans.first)
        #expect(van.stops.map(\.place) == [.school(code: "A")] && van.stops[0].pupils == 40)
        // 40 pupils fill three vans of twelve and a third of a fourth.
        #expect(van.schedule.routes.count == 4 && van.schedule.vansAtLeast == 4)
    }

    /// Nobody moves: after is before, and no van drives.
    @Test("nothing moves")
    func nothingMoves() throws {
        let small = SmallDistrict("A...B")
        let district = small.district(villages: [
            Self.village(
                "1", column: 3, [HomePupils(schoolCode: "A", pupils: GradeCounts([.p1: 4]))])
        ])
        let plan = try Self.evaluate(district)
        #expect(plan.before == plan.after && plan.vans.isEmpty)
        #expect(plan.intervalBefore == plan.intervalAfter)
    }

    /// A highway runs north to south at column 1, between the village at column 2 and A; B lies beyond the village.
    ///
    /// Today 4 pupils cross it; taught at B, 2 km further on, nobody does and nobody rides. Walking 2 km takes 30 min.
    @Test("Seal Route")
    func highway() throws {
        let small = SmallDistrict("A...B")
        let district = small.district(villages: [
            Self.village(
                "1", column: 2, [HomePupils(schoolCode: "A", pupils: GradeCounts([.p1: 4]))])
        ])
        func road(_ id: Int64, _ roadClass: String, _ places: [(Double, Double)]) -> RoadSegment {
            RoadSegment(
                id: id,
                coordinates: places.map { SmallDistrict.position(column: $0.0, row: $0.1) },
                roadClass: roadClass)
        }
        let roads = [
            road(1, "residential", [(0, 0), (1, 0), (2, 0), (4, 0)]),
            road(2, "trunk", [(1, -3), (1, 0), (1, 3)]),
        ]
        let plan = try Self.evaluate(district, roads: roads, taughtAt: ["A": { _ in "B" }])
        let today = try #require(plan.schools["A"]?.safetyBefore)
        #expect(today.needsSealRoute && today.pupilsCrossing == 4 && today.pupilsAlong == 0)
        #expect(today.worst?.way.crossings == 1)
        #expect(plan.schools["A"]?.safetyAfter?.pupils == 0)
        let after = try #require(plan.schools["B"]?.safetyAfter)
        #expect(after.pupils == 4 && !after.needsSealRoute)
        let walk = try #require(plan.before.all.minutes[.walk])
        #expect(abs(walk.mean - 30) < 0.1 && !walk.isEstimated)
        // The van's minutes come from the road's speed: 2 km at 35 km/h.
        let ride = try #require(plan.before.all.minutes[.schoolVan])
        #expect(abs(ride.mean - 2.0 / 35 * 60) < 0.05 && !ride.isEstimated)
    }

    /// The sample district under forty hubs: totals agree with the plan's own, and vans keep their rules.
    @Test("sample district")
    func sample() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let loaded = try DistrictReader.read(
            root.appending(path: "GeoData/sample/district.yaml").path)
        var scenario = Scenario()
        scenario.objective = .pMedian
        scenario.hubs.count = .exactly(40)
        scenario.solver.relativeGap = 0.02
        let plan = try PlanPipeline().plan(
            loaded.district, scenario: scenario,
            roads: loaded.roads.map { .init(segments: $0.segments, barriers: $0.barriers) },
            provenance: Provenance(
                plannerVersion: "test", libraries: [], inputs: [], coordinateNote: nil,
                roadNote: nil))
        let travel = plan.travel
        #expect(travel.before.all.burden.isAbout(plan.before.travel))
        #expect(travel.after.all.burden.isAbout(plan.after.travel))
        for school in plan.schools {
            let detail = try #require(travel.schools[school.school.code])
            #expect(detail.before.all.burden.isAbout(school.travelBefore))
            #expect(detail.after.all.burden.isAbout(school.travelAfter))
            let groups = detail.after.byGradeGroup.values.reduce(TravelBurden()) { $0 + $1.burden }
            #expect(groups.isAbout(school.travelAfter))
        }
        #expect(!travel.vans.isEmpty)
        for van in travel.vans {
            #expect(van.stops.reduce(0) { $0 + $1.pupils } == van.pupils + van.pupilsUnserved)
            #expect(van.schedule.routes.count >= van.schedule.vansAtLeast)
            #expect(van.schedule.relativeGap < 0.5)
        }
        print(
            "sample: \(travel.vanPupils) pupils in \(travel.vanCount) vans (at least",
            "\(travel.vans.reduce(0) { $0 + $1.schedule.vansAtLeast })),",
            "\(Int(travel.vanKilometresPerDay)) km a day, at least",
            "\(Int(travel.vans.reduce(0) { $0 + $1.schedule.kilometresPerDayAtLeast })),",
            "gap \(travel.vanRelativeGap), over ride",
            "\(travel.vans.reduce(0) { $0 + $1.pupilsOverRideLimit }), unserved",
            "\(travel.vans.reduce(0) { $0 + $1.pupilsUnserved }), \(Int(travel.vanBahtPerYear)) baht,",
            "support \(Int(travel.vanPupilSubsidyPerYear)); flagged",
            "\(travel.safetyBefore?.pupilsFlagged ?? -1) → \(travel.safetyAfter?.pupilsFlagged ?? -1)",
            "of \(travel.safetyBefore?.pupils ?? -1), seal routes",
            "\(travel.schools.values.count { $0.safetyBefore?.needsSealRoute == true }) →",
            "\(travel.schools.values.count { $0.safetyAfter?.needsSealRoute == true })")
    }
}

extension TravelBurden {
    /// Whether counts agree exactly and kilometres but for rounding.
    fileprivate func isAbout(_ other: TravelBurden) -> Bool {
        var (left, right) = (self, other)
        let difference = abs(left.pupilKilometres - right.pupilKilometres)
        (left.pupilKilometres, right.pupilKilometres) = (0, 0)
        return left == right && difference <= 1e-9 * max(1, pupilKilometres)
    }
}
