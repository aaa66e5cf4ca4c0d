import RoadNetwork
import SchoolDistrict
import SpatialTypes
import Staffing
import Testing

@testable import NetworkPlanning

/// Villages for grade blocks, pools, posts and money, one cell a kilometre, answers worked out in the comments.
///
/// Unless a test says otherwise a school teaches อ.2–ป.6 with 5 pupils a grade (40 pupils, 8 classes) in 20 rooms, and the
/// rates are: section 400,000 · hub 300,000 · support of a stand-alone school 200,000 · sharing 3,000 a km · travel support 3,000
/// and lost top-up 500 a moved pupil · splitting a school 60,000 · pool 40,000 a school; all baht a year.
@Suite("Villages with grade blocks, pools and posts worked out by hand")
struct BlockVillageTests {
    private static let blocks = MoveRules.usualBlocks

    private static func scenario(
        _ objective: Objective = .minimumCost, hubs: [String]
    ) -> Scenario {
        var scenario = SmallDistrict.scenario(objective, hubs: .exactly(max(1, hubs.count)))
        scenario.moves.blocks = blocks
        scenario.locks = hubs.map { Lock(schoolCode: $0, decision: .hub) }
        return scenario
    }

    private static func secondary(_ small: inout SmallDistrict, _ code: String, pupils: Int) {
        small[code].gradesOffered = SmallDistrict.primary.union(GradeSet([.m1, .m2, .m3]))
        small.setPupils(code, perGrade: pupils)
    }

    private static func village(
        _ small: SmallDistrict, of code: String, column: Double
    ) -> Village {
        Village(
            code: "v\(code)", nameThai: "บ้าน\(code)",
            position: SmallDistrict.position(column: column, row: 0),
            homes: [
                HomePupils(
                    schoolCode: code, pupils: small[code].enrolment[2566]?.pupils ?? GradeCounts())
            ])
    }

    private func expectObjective(_ plan: Plan, _ expected: Double) throws {
        let value = try #require(plan.outcome.stages.last?.objective)
        #expect(abs(value - expected) <= 1e-6 * expected, "\(value), expected \(expected)")
    }

    /// B lacks M1 to M3.
    ///
    /// Sharing, A costs 11 × 400,000 and the link.
    ///
    /// Moving อ.2–ป.6 (40 pupils) leaves 3 sections: 1,200,000 + 40 × 3,500 + 60,000 = 1,400,000. B runs 8 sections and
    /// is a hub: 3,500,000.
    @Test("a hub that lacks ม.1 receives the other blocks")
    func lacksSecondary() throws {
        var small = SmallDistrict("A.B")
        Self.secondary(&small, "A", pupils: 5)
        let plan = try SmallDistrict.plan(small.district(), Self.scenario(hubs: ["B"]))
        #expect(plan.roleText == "A:network→B/moves_some B:hub")
        try expectObjective(plan, 4_900_000)
        let school = try #require(plan["A"])
        #expect(school.movedGrades == SmallDistrict.primary)
        #expect(school.gradesTaught == GradeSet([.m1, .m2, .m3]))
        #expect(school.pupilsAfter.total == 15 && school.classesAfter.total == 3)
        #expect(school.moveMode == .someGrades)
        #expect(school.receivers[.p6] == "B" && school.receivers[.m1] == nil)
        #expect(school.reasons.contains { $0.code == "grades_stay_grades_not_offered" })
        #expect(plan["B"]?.pupilsAfter.total == 80)
        #expect(plan.links.map(\.pupilsMoved) == [40])
        #expect(plan.clusters.first?.pupilsMoved == 40)
    }

    /// B may open ม.1 (only ม.1 is taught at A): the whole school costs 9 sections, 50,000 for the grade and 45 × 3,500.
    ///
    /// Whole: 3,600,000 + 300,000 + 50,000 + 157,500 = 4,107,500. Keeping ม.1: 3,500,000 + 400,000 + 60,000 + 140,000 =
    /// 4,100,000. At 100,000 for a split the whole school moves.
    @Test("a hub opens a grade where that is cheaper than a split")
    func opensGrade() throws {
        var small = SmallDistrict("A.B")
        small["A"].gradesOffered = SmallDistrict.primary.union(GradeSet([.m1]))
        small.setPupils("A", perGrade: 5)
        var scenario = Self.scenario(hubs: ["B"])
        scenario.moves.gradesHubMayOpen = GradeSet([.m1])
        let split = try SmallDistrict.plan(small.district(), scenario)
        #expect(split.roleText == "A:network→B/moves_some B:hub")
        try expectObjective(split, 4_100_000)

        scenario.costs.splitSchoolPerYear = Rate(100_000)
        let whole = try SmallDistrict.plan(small.district(), scenario)
        #expect(whole.roleText == "A:network→B/moves_all B:hub")
        #expect(whole["B"]?.gradesTaught.contains(.m1) == true)
        #expect(whole.costs.first { $0.key == "opened_grades" }?.bahtPerYear == 50_000)
        try expectObjective(whole, 4_107_500)
    }

    /// อ.2–ป.3 are full at B (30, 30, 40, 40, 40): moving them only moves their sections; ป.4–6 save three.
    ///
    /// Block ป.4–6: B 8 sections, A 5, 15 pupils, a split: 5,200,000 + 300,000 + 52,500 + 60,000 = 5,612,500. Whole: 13
    /// sections too, 40 pupils, no split: 5,640,000. At 100,000 for a split the whole school is cheaper.
    @Test("the price of a split tips block against whole school")
    func splitPrice() throws {
        var small = SmallDistrict("A.B")
        var pupils = GradeCounts([.k2: 30, .k3: 30, .p1: 40, .p2: 40, .p3: 40])
        for grade in [Grade.p4, .p5, .p6] { pupils[grade] = 5 }
        small.setPupils("B", pupils)
        var scenario = Self.scenario(hubs: ["B"])
        let block = try SmallDistrict.plan(small.district(), scenario)
        #expect(block["A"]?.movedGrades == GradeSet([.p4, .p5, .p6]))
        #expect(block["A"]?.moveMode == .primaryBlock)
        try expectObjective(block, 5_612_500)
        // The next best is the whole school; B is locked, so there is nothing else it could be.
        let next = try #require(block["A"]?.alternative)
        #expect(abs(next.objectiveChange - 27_500) < 1)
        #expect(next.english == "all pupils learn at B (2.0 km)")
        #expect(block["B"]?.alternative == nil)

        scenario.costs.splitSchoolPerYear = Rate(100_000)
        let whole = try SmallDistrict.plan(small.district(), scenario)
        #expect(whole["A"]?.moveMode == .wholeSchool)
        try expectObjective(whole, 5_640_000)
    }

    /// The village lies at A, B is 5 km away, the young may ride 3 km: only ป.4–6 move.
    ///
    /// B 3,500,000 + A's five sections 2,000,000 + 15 × 3,500 + 60,000 = 5,612,500.
    @Test("the nearer cap keeps the youngest at home")
    func youngCap() throws {
        let small = SmallDistrict("A....B")
        var scenario = Self.scenario(hubs: ["B"])
        scenario.travel.youngMaximum = Metres(kilometres: 3)
        let plan = try SmallDistrict.plan(
            small.district(villages: [Self.village(small, of: "A", column: 0)]), scenario)
        let school = try #require(plan["A"])
        #expect(school.movedGrades == GradeSet([.p4, .p5, .p6]))
        #expect(school.reasons.contains { $0.code == "grades_stay_young_too_far" })
        #expect(school.travelBefore.overLimit == 0 && school.travelAfter.overLimit == 15)
        #expect(school.reasons.last == .raisesOverLimit(pupils: 15))
        try expectObjective(plan, 5_612_500)
    }

    /// B has 10 rooms, 8 classes, and full ป.4–6: two sections more fit, A's ป.4–6 would need three.
    ///
    /// อ.2–ป.3 move (25 pupils): 3,500,000 + 1,200,000 + 87,500 + 60,000 = 4,847,500.
    @Test("rooms keep a block at home")
    func roomsKeepBlock() throws {
        var small = SmallDistrict("A.B")
        var pupils = GradeCounts()
        for grade in SmallDistrict.primary.grades { pupils[grade] = grade >= .p4 ? 40 : 5 }
        small.setPupils("B", pupils)
        small["B"].rooms = 10
        let plan = try SmallDistrict.plan(small.district(), Self.scenario(hubs: ["B"]))
        #expect(plan["A"]?.movedGrades == GradeSet([.k2, .k3, .p1, .p2, .p3]))
        #expect(plan["A"]?.reasons.contains { $0.code == "grades_stay_rooms_full" } == true)
        try expectObjective(plan, 4_847_500)
    }

    /// Single grades move in runs of neighbours: ป.5 is full at B (40, no room to spare), so อ.2–ป.4 move and ป.6, cut
    /// off by ป.5, stays with it.
    ///
    /// 30 pupils: 3,500,000 + 2 × 400,000 + 105,000 + 60,000 = 4,465,000.
    @Test("single grades move in runs")
    func runs() throws {
        var small = SmallDistrict("A.B")
        var pupils = GradeCounts()
        for grade in SmallDistrict.primary.grades { pupils[grade] = grade == .p5 ? 40 : 5 }
        small.setPupils("B", pupils)
        small["B"].rooms = 8
        var scenario = Self.scenario(hubs: ["B"])
        scenario.moves.blocks = Grade.allCases.map { GradeSet([$0]) }
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan["A"]?.movedGrades.thaiLabel == "อ.2–ป.4")
        try expectObjective(plan, 4_465_000)
    }

    /// Three schools of 24 pupils in a row, 2 km apart.
    ///
    /// A hub for all: 8 sections + 300,000 + 48 × 3,500 = 3,668,000.
    ///
    /// A pool in which each teaches one block: 8 sections + 3 × 40,000 + 48 moved × 3,000 (small schools stay small, no
    /// top-up is lost) = 3,464,000. With hubs at 50,000 the hub is cheaper: 3,418,000.
    @Test("pooling among equals beats a hub, until hubs are cheap")
    func pooling() throws {
        let small = SmallDistrict("A.B.C", pupilsPerGrade: 3)
        var scenario = Self.scenario(hubs: [])
        scenario.hubs.count = .free
        scenario.moves.pooling.isAllowed = true
        let plan = try SmallDistrict.plan(small.district(), scenario)
        try expectObjective(plan, 3_464_000)
        let pool = try #require(plan.pools.first)
        #expect(pool.memberCodes == ["A", "B", "C"] && pool.pupilsMoved == 48)
        #expect(Set(pool.teachingSchool.values) == ["A", "B", "C"])
        for school in plan.schools {
            #expect(school.role == .network && school.hubCode == nil && school.poolCode == "A")
            #expect(school.moveMode == .pooledGrades && school.link == .movesSome)
        }
        #expect(plan.after.pupils == 72 && plan.after.classes == 8)
        // Without the pool and without hubs: 3 × (8 sections + 200,000).
        let alone = try #require(plan["B"]?.alternative)
        #expect(abs(alone.objectiveChange - (10_200_000 - 3_464_000)) < 1)

        // Pools need no permission to move whole schools or blocks to a hub.
        scenario.moves.wholeSchool = false
        scenario.moves.blocks = []
        try expectObjective(try SmallDistrict.plan(small.district(), scenario), 3_464_000)

        scenario.moves.wholeSchool = true
        scenario.costs.hubPerYear = Rate(50_000)
        let hub = try SmallDistrict.plan(small.district(), scenario)
        #expect(hub.pools.isEmpty && hub.after.roles[.hub] == 1)
        try expectObjective(hub, 3_418_000)
    }

    /// B has 355 pupils in 14 classes; five more in ป.6 fit its sections but need a deputy (from 360).
    ///
    /// Only ป.6 may move: it saves 400,000 − 17,500 − 60,000. With administrators paid, the deputy's 600,000 forbids it,
    /// and A shares. One pupil fewer at B, and it moves again.
    @Test("a deputy threshold is not crossed for one section")
    func deputyThreshold() throws {
        var small = SmallDistrict("A.B")
        var pupils = GradeCounts([.k2: 30, .k3: 30, .p1: 55])
        for grade in [Grade.p2, .p3, .p4, .p5, .p6] { pupils[grade] = 48 }
        small.setPupils("B", pupils)
        var scenario = Self.scenario(hubs: ["B"])
        scenario.moves.wholeSchool = false
        scenario.moves.blocks = [GradeSet([.p6])]
        let free = try SmallDistrict.plan(small.district(), scenario)
        #expect(free["A"]?.movedGrades == GradeSet([.p6]))

        scenario.staffing.pricesAdministrators = true
        let priced = try SmallDistrict.plan(small.district(), scenario)
        #expect(priced.roleText == "A:network→B/shares B:hub")

        pupils[.p1] = 54
        small.setPupils("B", pupils)
        let below = try SmallDistrict.plan(small.district(), scenario)
        #expect(below["A"]?.movedGrades == GradeSet([.p6]))
    }

    /// By head-count (2545) 40 + 40 pupils have 2 + 2 teachers apart and 4 together: a move saves nothing and costs the
    /// way, so A shares.
    ///
    /// One teacher a class, the move saves eight.
    @Test("the norm that is priced decides")
    func pricedNorm() throws {
        let small = SmallDistrict("A.B")
        var scenario = Self.scenario(hubs: ["B"])
        scenario.staffing.pricedNorm = "tepc-2545"
        let heads = try SmallDistrict.plan(small.district(), scenario)
        #expect(heads.roleText == "A:network→B/shares B:hub")
        scenario.staffing.pricedNorm = "one-per-class"
        let classes = try SmallDistrict.plan(small.district(), scenario)
        #expect(classes.roleText == "A:network→B/moves_all B:hub")
        try expectObjective(classes, 3_640_000)
    }

    /// The village lies at A, B is 4 km away.
    ///
    /// Moving saves 3,200,000 + 6,000; 40 pupils over 3 km at 100,000 outweigh it.
    @Test("balanced keeps pupils near who are dear enough")
    func overLimitPrice() throws {
        let small = SmallDistrict("A...B")
        let district = small.district(villages: [Self.village(small, of: "A", column: 0)])
        var scenario = Self.scenario(.balanced, hubs: ["B"])
        scenario.costs.overLimitPupilPerYear = Rate(100_000)
        let near = try SmallDistrict.plan(district, scenario)
        #expect(near["A"]?.link == .shares && near.after.travel.overLimit == 0)

        scenario.costs.overLimitPupilPerYear = Rate(1_000)
        let far = try SmallDistrict.plan(district, scenario)
        #expect(far["A"]?.link == .movesAll && far.after.travel.overLimit == 40)
        try expectObjective(far, 3_640_000 + 40_000)
        #expect(far.costs.first { $0.key == "over_limit" }?.isWeight == true)
    }

    /// B has four of its eight teachers, A has eight: moving A, twelve teach eight classes and none is missing.
    ///
    /// Sharing costs 8 sections more than moving and B would still miss four (4 × 250,000). Without a staff record B misses nobody: no data is never short.
    @Test("missing teachers are priced, missing data is not")
    func missingTeachers() throws {
        var small = SmallDistrict("A.B")
        small["A"].staff = StaffRecord(administrators: 1, teachers: 8)
        small["B"].staff = StaffRecord(administrators: 1, teachers: 4)
        var scenario = Self.scenario(.balanced, hubs: ["B"])
        let moved = try SmallDistrict.plan(small.district(), scenario)
        #expect(moved["A"]?.link == .movesAll)
        try expectObjective(moved, 3_640_000)

        scenario.locks.append(Lock(schoolCode: "A", decision: .stays))
        let stays = try SmallDistrict.plan(small.district(), scenario)
        let sharing = stays.costs.first { $0.key == "sharing" }?.bahtPerYear ?? 0
        try expectObjective(stays, 6_700_000 + 1_000_000 + sharing)
        #expect(stays["B"]?.staffAfter["one-per-class"]?.shortage == 4)

        small["B"].staff = nil
        let unknown = try SmallDistrict.plan(small.district(), scenario)
        try expectObjective(unknown, 6_700_000 + sharing)
        let need = unknown["B"]?.needs.first { $0.kind == .teachers }
        #expect(need?.isUnknown == true && need?.count == nil)
    }

    /// C covers both ends (4 km each side, limit 4.5 km).
    ///
    /// A locked as the one hub leaves B out: the three rules are named.
    @Test("a lock that cannot hold is named with what it contradicts")
    func lockConflict() throws {
        let small = SmallDistrict("A...C...B")
        var scenario = SmallDistrict.scenario(.lscp, hubs: .exactly(1))
        scenario.travel.coverLimit = Metres(4_500)
        #expect(try SmallDistrict.plan(small.district(), scenario)["C"]?.role == .hub)
        scenario.locks = [Lock(schoolCode: "A", decision: .hub)]
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.outcome.status == .infeasible)
        #expect(
            Set(plan.outcome.conflictEnglish) == [
                "A is locked as a hub", "exactly 1 hubs", "everyone within 4.5 km of a hub",
            ])
    }

    /// Only one kilometre of river lies between A and B, but the bridge is 5 km east: A–B by road is 11 km, A–C 4 km.
    ///
    ///     A...C    row 0, a road
    ///     ~~~~~=   the river, the bridge in column 5
    ///     B....    row 1, a road
    @Test("a river between close schools")
    func river() throws {
        let small = SmallDistrict("A...C\nB....")
        func road(_ id: Int64, _ cells: [(Double, Double)], isBridge: Bool = false) -> RoadSegment {
            RoadSegment(
                id: id,
                coordinates: cells.map { SmallDistrict.position(column: $0.0, row: $0.1) },
                nodeIDs: nil, roadClass: "tertiary", oneway: .no, access: [:], surface: nil,
                isBridge: isBridge, isTunnel: false, layer: 0, crossingTime: nil, name: nil)
        }
        let roads = [
            road(1, [(0, 0), (4, 0), (5, 0)]), road(2, [(0, 1), (5, 1)]),
            road(3, [(5, 0), (5, 1)], isBridge: true),
        ]
        let plan = try PlanPipeline().plan(
            small.district(), scenario: Self.scenario(hubs: ["B", "C"]),
            roads: PlanPipeline.Roads(segments: roads, barriers: []),
            provenance: Provenance(
                plannerVersion: "test", libraries: [], inputs: [], coordinateNote: nil,
                roadNote: nil))
        #expect(plan.roleText == "A:network→C/moves_all B:hub C:hub")
        #expect(abs((plan["A"]?.hubDistance?.kilometres ?? 0) - 4) < 0.01)
        #expect(plan["A"]?.reasons.contains(.nearestHub) == true)
    }

    /// The island school keeps its pupils whatever they cost, and B is its support hub.
    @Test("a stand-alone island has a support hub")
    func island() throws {
        var small = SmallDistrict("A.B")
        small["A"].statuses = [.island]
        let plan = try SmallDistrict.plan(small.district(), Self.scenario(hubs: ["B"]))
        #expect(plan.roleText == "A:stand_alone→B/shares B:hub")
        #expect(plan["A"]?.reasons.map(\.code).prefix(2) == ["support_hub", "protected_island"])
        #expect(plan["A"]?.moveMode == .someSubjects)
    }
}
