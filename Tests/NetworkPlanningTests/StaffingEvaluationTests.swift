import SchoolDistrict
import SpatialTypes
import Staffing
import TestSupport
import Testing

@testable import NetworkPlanning

/// Staff under plans of drawn villages: one cell a kilometre, 40 pupils in eight classes unless said otherwise.
@Suite("Staffing of a plan")
struct StaffingEvaluationTests {
    static func staff(
        _ majors: [String: Int], administrators: Int = 1, unrecorded: Int = 0,
        retiring: [String: Int]? = nil
    ) -> StaffRecord {
        StaffRecord(
            administrators: administrators,
            teachers: majors.values.reduce(0, +) + unrecorded, teachersByMajor: majors,
            retiringByMajor: retiring)
    }

    static func rows(_ transfers: [TeacherTransfer]) -> [String] {
        transfers.map { "\($0.fromCode)>\($0.toCode) \($0.major ?? "-")×\($0.teachers)" }
    }

    /// A moves to B, 3 km away.
    static func twoVillages(_ change: (inout Scenario) -> Void = { _ in }) throws -> Plan {
        var small = SmallDistrict("A..B")
        small["A"].staff = staff(["ไทย": 1, "อังกฤษ": 1, "ดนตรี": 2])
        small["B"].staff = staff(["ไทย": 1, "คณิต": 1], administrators: 1)
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        change(&scenario)
        return try SmallDistrict.plan(small.district(), scenario)
    }

    /// By the norm of 2545 each school of 40 needs 2; A has 4.
    ///
    /// B with 80 needs 4 and has 2; A needs none and its 4 are free: two follow their pupils, the English teacher
    /// because B has none, the Thai one because core majors come first among equals. Posts: 2 freed at A, 2 added at B; one director's post is freed.
    /// One per class: 8 + 8 before, 8 after, of whom 6 are there after the transfers of all four.
    @Test("a move frees teachers, and those who are missing at the hub follow")
    func wholeSchool() throws {
        let plan = try Self.twoVillages()
        #expect(plan.roleText == "A:network→B/moves_all B:hub")
        let figures = try #require(plan.staffing.leading)
        #expect(figures.normID == "tepc-2545")
        #expect(
            figures.before
                == StaffTotals(needed: 4, neededWithRecord: 4, inPost: 6, shortage: 0, surplus: 2))
        #expect(
            figures.after
                == StaffTotals(needed: 4, neededWithRecord: 4, inPost: 6, shortage: 2, surplus: 4))
        #expect(figures.afterTransfersInClusters == figures.afterTransfers)
        #expect(figures.afterTransfers.shortage == 0 && figures.afterTransfers.surplus == 2)
        #expect(figures.teacherPosts == PostChange(freed: 2, added: 2))
        #expect(figures.administratorPosts == PostChange(freed: 1, added: 0))
        #expect(figures.administratorsBefore.surplus == 0)
        #expect(figures.administratorsAfter.surplus == 1)
        #expect(figures.teachersTransferred == 2)
        #expect(Self.rows(figures.transfers) == ["A>B อังกฤษ×1", "A>B ไทย×1"])
        #expect(figures.transfers.allSatisfy { $0.followsPupils && $0.isInsideCluster })

        let perClass = try #require(plan.staffing.figures("one-per-class"))
        #expect(perClass.before.shortage == 10)
        #expect(perClass.after.shortage == 6)
        #expect(perClass.afterTransfers.shortage == 2 && perClass.afterTransfers.surplus == 0)
        #expect(perClass.teacherPosts.net == 8)

        #expect(plan["A"]?.administratorsBefore["tepc-2545"] == StaffBalance(needed: 1, inPost: 1))
        #expect(plan["A"]?.administratorsAfter["tepc-2545"] == StaffBalance(needed: 0, inPost: 1))
        #expect(plan["B"]?.administratorsAfter["tepc-w23-2563"]?.needed == 1)
    }

    /// After the transfers B has ไทย (2), คณิต, อังกฤษ: science and ปฐมวัย are missing in the whole cluster.
    @Test("majors of a cluster: what the hub lacks alone, what the cluster lacks")
    func majors() throws {
        let plan = try Self.twoVillages()
        let cluster = try #require(plan.staffing.majors.first)
        #expect(cluster.clusterCode == "B" && !cluster.isPool)
        let lines = cluster.coverage.map {
            "\($0.major.id) \($0.atHub ?? -1) \($0.inCluster ?? -1)"
                + " \($0.inClusterAfterTransfers ?? -1) \($0.schoolsWithout.joined())"
        }
        #expect(
            lines == [
                "thai 1 2 2 ", "mathematics 1 1 1 ", "science 0 0 0 B", "english 0 1 1 ",
                "pre_primary 0 0 0 B",
            ])
        #expect(cluster.coverage.map(\.hubLacksIt) == [false, false, true, true, true])
        #expect(cluster.coverage.map(\.clusterLacksIt) == [false, false, true, false, true])
        let need = plan["B"]?.needs.first { $0.kind == .majors }
        #expect(need?.thai == "ครูวิชาเอกวิทยาศาสตร์และเทคโนโลยี, ปฐมวัย")
        #expect(plan["A"]?.needs.contains { $0.kind == .majors } == false)
    }

    @Test("today proposes nothing and changes no figure")
    func today() throws {
        let plan = try Self.twoVillages { $0 = Scenario() }
        for figures in plan.staffing.byNorm {
            #expect(figures.before == figures.after && figures.after == figures.afterTransfers)
            #expect(figures.transfers.isEmpty && figures.rotation.visits.isEmpty)
            #expect(figures.teacherPosts == PostChange() && figures.teacherPosts.net == 0)
        }
        #expect(plan.staffing.majors.isEmpty)
    }

    /// A has a record with no majors, B none: A's teachers cannot be said to lack a major, B is never short.
    @Test("no record is no data, never short, and takes no part")
    func noData() throws {
        var small = SmallDistrict("A..B")
        small["A"].staff = Self.staff([:], unrecorded: 4)
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        let plan = try SmallDistrict.plan(small.district(), scenario)
        let figures = try #require(plan.staffing.leading)
        #expect(
            figures.after
                == StaffTotals(needed: 4, neededWithRecord: 0, inPost: 4, shortage: 0, surplus: 4))
        #expect(figures.transfers.isEmpty)
        #expect(figures.schools.map(\.inPost) == [4, nil])
        #expect(figures.schools.map(\.missingMajors) == [nil, nil])
        #expect(plan.staffing.schoolsWithoutRecord == ["B"])
        #expect(plan.staffing.schoolsWithoutMajors == ["A"])
        #expect(plan.staffing.majors.first?.schoolsWithoutMajors == ["A", "B"])
        #expect(plan.staffing.majors.first?.coverage.allSatisfy { $0.inCluster == nil } == true)
        #expect(plan["B"]?.needs.first { $0.kind == .majors }?.isUnknown == true)
        #expect(plan.staffing.retiring == nil)

        small["A"].staff = nil
        let nothing = try SmallDistrict.plan(small.district(), scenario)
        #expect(nothing.staffing.leading?.after.shortage == nil)
        #expect(nothing.staffing.leading?.after.inPost == nil)
        #expect(nothing.staffing.leading?.afterTransfers.shortage == nil)
    }

    /// B is hub of 80 and needs 4; both English teachers of A retire, so that only the music teacher can follow.
    @Test("retirements are counted, never moved, and discounted where the scenario says so")
    func retirements() throws {
        func plan(discounts: Bool) throws -> Plan {
            var small = SmallDistrict("A..B")
            small["A"].staff = Self.staff(["อังกฤษ": 2, "ดนตรี": 1], retiring: ["อังกฤษ": 2])
            small["B"].staff = Self.staff(["ไทย": 1], retiring: [:])
            var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
            scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
            scenario.staffing.discountsRetirements = discounts
            return try SmallDistrict.plan(small.district(), scenario)
        }
        let counted = try plan(discounts: false)
        #expect(counted.staffing.retiring == 2)
        #expect(counted.staffing.leading?.before.inPost == 4)
        #expect(Self.rows(counted.staffing.leading?.transfers ?? []) == ["A>B ดนตรี×1"])
        let discounted = try plan(discounts: true)
        #expect(discounted.staffing.leading?.before.inPost == 2)
        #expect(discounted["A"]?.staffBefore["tepc-2545"]?.inPost == 1)
        #expect(discounted["A"]?.administratorsBefore["tepc-2545"]?.inPost == 1)
    }

    /// ```
    /// A..B.........C    A moves to hub B; C, 13 km from A, is a hub of its own and two short.
    /// ```
    /// B needs 4 for its 80 and has 4: A's two teachers are free for C, but only where clusters may help each other.
    @Test("what the own cluster does not need goes to another, within the radius")
    func betweenClusters() throws {
        func plan(_ change: (inout Scenario) -> Void) throws -> Plan {
            var small = SmallDistrict("A..B.........C")
            small["A"].staff = Self.staff([:], unrecorded: 2)
            small["B"].staff = Self.staff([:], unrecorded: 4)
            small["C"].staff = Self.staff([:])
            var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(2))
            scenario.locks = ["B", "C"].map { Lock(schoolCode: $0, decision: .hub) }
            change(&scenario)
            return try SmallDistrict.plan(small.district(), scenario)
        }
        let open = try #require(try plan { _ in }.staffing.leading)
        #expect(open.after.shortage == 2)
        #expect(open.afterTransfersInClusters.shortage == 2)
        #expect(open.afterTransfers.shortage == 0)
        #expect(Self.rows(open.transfers) == ["A>C -×2"])
        let near = try #require(
            try plan { $0.staffing.transferRadius = Metres(kilometres: 12) }.staffing.leading)
        #expect(near.afterTransfers.shortage == 2)
        let inside = try #require(
            try plan { $0.staffing.transfersWithinClustersOnly = true }.staffing.leading)
        #expect(inside.transfers.isEmpty && inside.afterTransfers.shortage == 2)
    }

    /// A shares with hub B and nobody there has English: 6 classes ask for 2 days.
    ///
    /// B's two English teachers keep ⌈6 ÷ 3⌉ = 2 of their 10 days; one day goes for each of the two teachers of the need.
    @Test("rotating teachers bring a missing major to a school that shares")
    func rotating() throws {
        var small = SmallDistrict("A..B")
        small["A"].staff = Self.staff(["ไทย": 1, "คณิต": 1, "เคมี": 1, "ปฐมวัย": 1])
        small["B"].staff = Self.staff(["อังกฤษ": 2])
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [
            Lock(schoolCode: "B", decision: .hub),
            Lock(schoolCode: "A", decision: .sharesWith(hubCode: "B")),
        ]
        let plan = try SmallDistrict.plan(small.district(), scenario)
        let figures = try #require(plan.staffing.leading)
        let visits = figures.rotation.visits.filter { $0.toCode == "A" }
        #expect(visits.map(\.coreMajor) == ["english"])
        #expect(visits.map(\.daysPerWeek) == [2])
        #expect(figures.schools.map(\.visitingDays)[0] == 2)
        #expect(figures.schools.map(\.daysAway)[1] == 2)
    }

    /// B with 80 pupils has the 4 it needs, but nobody for science; A's chemistry teacher is free since the move.
    @Test("a teacher whose pupils moved, and whom no school is short of, rotates")
    func freedTeacher() throws {
        var small = SmallDistrict("A..B")
        small["A"].staff = Self.staff(["เคมี": 1])
        small["B"].staff = Self.staff(["ไทย": 1, "คณิต": 1, "อังกฤษ": 1, "ปฐมวัย": 1])
        var scenario = SmallDistrict.scenario(.pMedian, hubs: .exactly(1))
        scenario.locks = [Lock(schoolCode: "B", decision: .hub)]
        let plan = try SmallDistrict.plan(small.district(), scenario)
        let figures = try #require(plan.staffing.leading)
        #expect(figures.transfers.isEmpty)
        #expect(
            figures.rotation.visits.map { "\($0.fromCode)>\($0.toCode) \($0.daysPerWeek)" }
                == ["A>B 2"])
        #expect(figures.rotation.openMajorDays.isEmpty)
    }

    @Test("100 random districts: every teacher is counted once, and totals agree with the schools")
    func conservation() throws {
        for seed in UInt64(1)...100 {
            var random = SplitMix64(seed: seed)
            var small = SmallDistrict("A..B..C\n.D....E\n...F..G\nH......")
            for index in small.schools.indices where random.chance(0.85) {
                var majors: [String: Int] = [:]
                for major in ["ไทย", "คณิต", "อังกฤษ", "เคมี", "ดนตรี"] where random.chance(0.5) {
                    majors[major] = Int.random(in: 1...2, using: &random)
                }
                small.schools[index].staff = Self.staff(
                    majors, administrators: Int.random(in: 0...2, using: &random),
                    unrecorded: Int.random(in: 0...2, using: &random),
                    retiring: random.chance(0.3) ? ["ไทย": 1] : nil)
            }
            var scenario = SmallDistrict.scenario(
                .pMedian, hubs: .exactly(Int.random(in: 1...3, using: &random)))
            scenario.staffing.discountsRetirements = random.chance(0.3)
            scenario.staffing.norm = random.chance(0.5) ? "one-per-class" : "tepc-2545-per-grade"
            let plan = try SmallDistrict.plan(small.district(), scenario)
            #expect(plan.staffing.byNorm.map(\.normID) == plan.norms.map(\.id), "seed \(seed)")
            for figures in plan.staffing.byNorm {
                for totals in [figures.before, figures.after, figures.afterTransfers] {
                    #expect(
                        totals.neededWithRecord - (totals.inPost ?? 0)
                            == (totals.shortage ?? 0) - (totals.surplus ?? 0), "seed \(seed)")
                }
                let schools = figures.schools.map(\.afterTransfers)
                #expect(
                    schools.compactMap(\.shortage).reduce(0, +) == figures.afterTransfers.shortage,
                    "seed \(seed)")
                #expect(
                    schools.compactMap(\.inPost).reduce(0, +) == figures.before.inPost,
                    "seed \(seed)")
                #expect(
                    (figures.afterTransfers.shortage ?? 0)
                        <= (figures.afterTransfersInClusters.shortage ?? 0), "seed \(seed)")
                #expect(
                    figures.teacherPosts.net == figures.before.needed - figures.after.needed,
                    "seed \(seed)")
                #expect(plan.after.shortage[figures.normID] == figures.after.shortage)
                #expect(plan.before.surplus[figures.normID] == figures.before.surplus)
            }
        }
    }
}
