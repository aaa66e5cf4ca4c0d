import RoadNetwork
import SchoolDistrict
import SpatialTypes
import Testing

@testable import NetworkPlanning

/// Villages drawn as text, one cell a kilometre, with answers worked out by hand in the comment.
///
/// Unless a test says otherwise every school teaches อ.2–ป.6 with 5 pupils a grade (40 pupils, 8 classes) in 20 rooms,
/// may move (≤ 120 pupils, merge radius 6 km), and shares within 15 km.
@Suite("Villages with answers worked out by hand")
struct VillageTests {
    /// Objectives agree with the drawing to 0.1 %: cells are kilometres only to that accuracy.
    func expect(_ value: Double?, near expected: Double, _ comment: Comment? = nil) throws {
        let value = try #require(value)
        #expect(abs(value - expected) <= 0.001 * expected, comment)
    }

    /// B is 3 km from A and 4 km from C: 40 × 3 + 40 × 4 = 280 pupil-km.
    ///
    /// With A as hub C is 7 km away, beyond the merge radius: 40 × 3 + 40 × (7 + 1) = 440. With C:
    /// 40 × 4 + 40 × 8 = 480.
    @Test("one hub goes to the middle")
    func middle() throws {
        let small = SmallDistrict("A..B...C")
        let plan = try SmallDistrict.plan(
            small.district(), SmallDistrict.scenario(.pMedian, hubs: .exactly(1)))
        #expect(plan.roleText == "A:network→B/moves_all B:hub C:network→B/moves_all")
        try expect(plan.outcome.stages.first?.objective, near: 280)
        #expect(plan["B"]?.pupilsAfter.total == 120)
        // With A in the place of B: 440 pupil-km, 160 more.
        let next = try #require(plan["B"]?.alternative)
        try expect(next.objectiveChange, near: 160)
        #expect(next.english == "A is the hub instead")
        // 15 pupils a grade fit one section each: 24 classes become 8.
        #expect(plan.before.classes == 24)
        #expect(plan.after.classes == 8)
    }

    /// A also teaches ม.1; B does not offer it, so A's pupils stay and A shares: 41 × (2 + 0), since A may move nowhere.
    @Test("a hub that lacks a grade receives no pupils of it")
    func gradeNotOffered() throws {
        var small = SmallDistrict("A.B")
        small["A"].gradesOffered = SmallDistrict.primary.union(GradeSet([.m1]))
        var pupils = GradeCounts([.m1: 1])
        for grade in SmallDistrict.primary.grades { pupils[grade] = 5 }
        small.setPupils("A", pupils)
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.roleText == "A:network→B/shares B:hub")
        #expect(plan["A"]?.reasons.map(\.code).contains("stays_grades_not_offered") == true)
        try expect(plan.outcome.stages.first?.objective, near: 82)
    }

    /// B's 8 rooms hold 8 full sections (30 and 40 a grade).
    ///
    /// A's 5 more a grade would need 16. Sharing with B costs 40 × (2 + 1) = 120, moving to C 40 ×
    /// 5 = 200: A shares, because B's rooms are full.
    @Test("rooms force the second best")
    func roomsFull() throws {
        var small = SmallDistrict("A.B..C")
        var full = GradeCounts()
        for grade in SmallDistrict.primary.grades {
            full[grade] = grade.level == .prePrimary ? 30 : 40
        }
        small.setPupils("B", full)
        small["B"].rooms = 8
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(2))
        scenario.locks = ["B", "C"].map { Lock(schoolCode: $0, decision: .hub) }
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.roleText == "A:network→B/shares B:hub C:hub")
        #expect(plan["A"]?.reasons.map(\.code).contains("stays_rooms_full") == true)
        try expect(plan.outcome.stages.first?.objective, near: 120)

        // Eight rooms more, and A moves to B: 40 × 2 = 80.
        scenario.capacity.roomsMayBeAdded = true
        scenario.capacity.maximumAddedRooms = 8
        let built = try SmallDistrict.plan(small.district(), scenario)
        #expect(built.roleText == "A:network→B/moves_all B:hub C:hub")
        #expect(built["B"]?.roomsAdded == 8)
        try expect(built.outcome.stages.first?.objective, near: 80)
    }

    /// The island school stays; it is made good where it is, with B as its support hub.
    @Test("a protected school keeps its pupils and gets a support hub")
    func protected() throws {
        var small = SmallDistrict("A.B")
        small["A"].statuses = [.island]
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.roleText == "A:stand_alone→B/shares B:hub")
        #expect(plan["A"]?.reasons.map(\.code).contains("protected_island") == true)
        #expect(plan.clusters.first?.memberCodes == ["A"])
    }

    /// C is 20 km from the others: beyond the 15 km of sharing.
    ///
    /// It stands alone, and the reason names the distance.
    @Test("no hub in reach")
    func outOfReach() throws {
        let small = SmallDistrict("A.B.................C")
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.roleText == "A:network→B/moves_all B:hub C:stand_alone")
        #expect(plan["C"]?.reasons.map(\.code) == ["no_hub_in_reach"])
        #expect(plan["C"]?.reasons.first?.english == "No hub within 15.0 km (nearest 18.0 km)")
    }

    /// A is nearer to B (2 km) than to C (8 km, beyond the merge radius), but the lock sends it to C: 40 × 8.
    @Test("a lock is kept against distance")
    func lock() throws {
        let small = SmallDistrict("A.B.....C")
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(2))
        scenario.locks = [
            Lock(schoolCode: "B", decision: .hub), Lock(schoolCode: "C", decision: .hub),
            Lock(schoolCode: "A", decision: .joins(hubCode: "C"), reason: "ชุมชนเห็นชอบ"),
        ]
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.roleText == "A:network→C/moves_all B:hub C:hub")
        #expect(plan["A"]?.isLocked == true)
        #expect(plan["A"]?.reasons.first == .locked(reason: "ชุมชนเห็นชอบ"))
        try expect(plan.outcome.stages.first?.objective, near: 320)
    }

    /// Five schools 3 km apart and a cover limit of 3.1 km: B covers A–C, D (or E) covers the rest.
    ///
    /// Two hubs.
    @Test("fewest hubs that cover everyone")
    func cover() throws {
        let small = SmallDistrict("A..B..C..D..E")
        var scenario = SmallDistrict.scenario(.lscp, hubs: .free)
        scenario.travel.coverLimit = Metres(3_100)
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.outcome.stages.first?.objective == 2)
        #expect(plan.after.roles[.hub] == 2)
        // Among pairs of hubs that cover, B and D (or E) are nearest to all: A, C at 3 km and one more at 3 km.
        try expect(plan.outcome.stages.last?.objective, near: 360)
    }

    /// Of 30 + 10 pupils at home near A and 25 near C, one hub covers most (40) at A.
    @Test("most homes inside the limit")
    func mostHomes() throws {
        var small = SmallDistrict("A.........B.........C")
        var villages: [Village] = []
        for (code, column, pupils) in [("v1", 0.5, 30), ("v2", 1.5, 10), ("v3", 20.5, 25)] {
            let school = column < 10 ? "A" : "C"
            villages.append(
                Village(
                    code: code, nameThai: code,
                    position: SmallDistrict.position(column: column, row: 0),
                    homes: [HomePupils(schoolCode: school, pupils: GradeCounts([.p1: pupils]))]))
        }
        small.setPupils("A", GradeCounts([.p1: 40]))
        small.setPupils("C", GradeCounts([.p1: 25]))
        var scenario = SmallDistrict.scenario(.mclp, hubs: .exactly(1))
        scenario.travel.coverLimit = Metres(kilometres: 3)
        scenario.travel.coverDemand = .homes
        let plan = try SmallDistrict.plan(small.district(villages: villages), scenario)
        #expect(plan["A"]?.role == .hub)
        #expect(plan.outcome.stages.first?.objective == 40)
    }

    /// Both districts get one hub, the middle one of each.
    @Test("one hub in every district")
    func onePerDistrict() throws {
        var small = SmallDistrict("A.B.C..........D.E.F")
        for code in ["A", "B", "C"] { small[code].district = "ตะวันตก" }
        for code in ["D", "E", "F"] { small[code].district = "ตะวันออก" }
        let scenario = SmallDistrict.scenario(.pMedian, hubs: .onePer(.district))
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.schools.filter { $0.role == .hub }.map(\.school.code) == ["B", "E"])
        try expect(plan.outcome.stages.first?.objective, near: 320)
    }

    /// One hub a district, but two of one district are locked: the three rules are named and nothing is decided.
    @Test("contradicting rules are named, today is shown")
    func infeasible() throws {
        var small = SmallDistrict("A.B.C")
        for code in ["A", "B", "C"] { small[code].district = "เมือง" }
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .onePer(.district))
        scenario.locks = ["A", "C"].map { Lock(schoolCode: $0, decision: .hub) }
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan.outcome.status == .infeasible)
        #expect(plan.outcome.conflictEnglish.count == 3)
        #expect(plan.outcome.conflictEnglish.contains("A is locked as a hub"))
        #expect(plan.outcome.conflictEnglish.contains("exactly one hub in อำเภอเมือง"))
        #expect(plan.schools.allSatisfy { $0.role == .undecided && $0.link == .none })
    }

    /// Alone: 16 sections × 400,000 + 2 × 200,000 = 6.8 M. A at B: 8 × 400,000 + hub 300,000 + 40 pupils × 200 days × 15
    /// + 40 × 500 top-up = 3.64 M.
    @Test("least cost moves two half-empty schools together")
    func cost() throws {
        var small = SmallDistrict("A.B")
        small["A"].rooms = 8
        let plan = try SmallDistrict.plan(
            small.district(), SmallDistrict.scenario(.minimumCost, hubs: .free))
        try expect(plan.outcome.stages.first?.objective, near: 3_640_000)
        #expect(plan.after.roles[.hub] == 1)
        // Against today (no hub money, no travel money): −8 teachers + 300,000 + 120,000 + 20,000.
        let lines = plan.costs.reduce(0) { $0 + $1.bahtPerYear }
        #expect(lines == -8 * 400_000 + 300_000 + 120_000 + 20_000)
    }

    /// Without an objective nothing changes, whatever else the scenario says.
    @Test("the empty scenario is today exactly")
    func today() throws {
        let small = SmallDistrict("A.B..C")
        let plan = try SmallDistrict.plan(small.district(), Scenario())
        #expect(plan.schools.allSatisfy { $0.role == .undecided && $0.reasons == [.today] })
        #expect(plan.schools.allSatisfy { $0.pupilsBefore == $0.pupilsAfter })
        #expect(plan.schools.allSatisfy { $0.classesBefore == $0.classesAfter })
        #expect(plan.before.shortage == plan.after.shortage)
        #expect(plan.links.isEmpty && plan.clusters.isEmpty && plan.costs.isEmpty)
    }

    /// From the village it is 2 km east to A, and 3 km further to B: 5 km after the move, over the limit of 3 km.
    @Test("a move that lengthens the way says so")
    func overLimit() throws {
        let small = SmallDistrict("..A..B")
        let home = Village(
            code: "v", nameThai: "บ้าน", position: SmallDistrict.position(column: 0, row: 0),
            homes: [
                HomePupils(
                    schoolCode: "A", pupils: small["A"].enrolment[2566]?.pupils ?? GradeCounts())
            ])
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        let plan = try SmallDistrict.plan(small.district(villages: [home]), scenario)
        let school = try #require(plan["A"])
        #expect(school.link == .movesAll)
        #expect(school.travelBefore.overLimit == 0 && school.travelAfter.overLimit == 40)
        try expect(school.travelAfter.meanKilometres, near: 5)
        #expect(school.reasons.last == .raisesOverLimit(pupils: 40))
        // B's own homes are unknown: they are counted as such, never as zero kilometres.
        #expect(plan["B"]?.travelBefore.isKnown == false)
        #expect(plan.before.travel.pupilsWithoutHome == 40)

        // A hard maximum of 4 km forbids the move.
        scenario.travel.hardMaximum = Metres(kilometres: 4)
        let capped = try SmallDistrict.plan(small.district(villages: [home]), scenario)
        #expect(capped["A"]?.link == .shares)
        #expect(capped["A"]?.reasons.map(\.code).contains("stays_homes_too_far") == true)
    }

    /// A road joins A and B; C stands 10 km north of it, off the roads: unreachable, by name, and never estimated.
    @Test("what no road reaches is unreachable, not guessed")
    func offRoads() throws {
        var map = "C"
        map += String(repeating: "\n", count: 10) + "A..B"
        let small = SmallDistrict(map)
        let road = RoadSegment(
            id: 1, coordinates: [small["A"].position, small["B"].position], nodeIDs: nil,
            roadClass: "tertiary", oneway: .no, access: [:], surface: nil, isBridge: false,
            isTunnel: false, layer: 0, crossingTime: nil, name: nil)
        let plan = try PlanPipeline().plan(
            small.district(), scenario: SmallDistrict.scenario(.pMedian, hubs: .exactly(1)),
            roads: PlanPipeline.Roads(segments: [road], barriers: []),
            provenance: Provenance(
                plannerVersion: "test", libraries: [], inputs: [], coordinateNote: nil,
                roadNote: nil))
        let school = try #require(plan["C"])
        #expect(school.role == .standAlone && school.hubCode == nil)
        #expect(school.reasons.map(\.code) == ["not_on_roads"])
        #expect(plan.gaps.contains { $0.subject == .roads && $0.schoolCodes == ["C"] })
        #expect(school.distanceSource == .road)
    }

    /// All schools belong to other offices: there is nothing to plan, and the message says so.
    @Test(
        "a district without a school of its own is refused", arguments: [Objective.none, .pMedian])
    func noOwnSchool(objective: Objective) throws {
        var small = SmallDistrict("A.B")
        for code in ["A", "B"] { small[code].isExternal = true }
        let district = small.district()
        let error = #expect(throws: PlanningError.self) {
            try SmallDistrict.plan(district, SmallDistrict.scenario(objective, hubs: .exactly(1)))
        }
        #expect(error?.issues.map(\.key) == ["district"])
    }

    /// A and C are in one district where neither may be a hub: the rule is not asked there, and it is said.
    @Test("an area without an eligible school is named")
    func areaWithoutHub() throws {
        var small = SmallDistrict("A.B.C")
        for code in ["A", "C"] {
            small[code].district = "เล็ก"
            small.setPupils(code, perGrade: 1)
        }
        small["B"].district = "ใหญ่"
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .onePer(.district))
        scenario.hubs.minimumPupils = 20
        let plan = try SmallDistrict.plan(small.district(), scenario)
        #expect(plan["B"]?.role == .hub)
        #expect(plan.outcome.uncovered == ["อำเภอเล็ก"])
    }
}
