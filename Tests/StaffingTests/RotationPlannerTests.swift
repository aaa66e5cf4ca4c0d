import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

@testable import Staffing

@Suite("Rotating teachers")
struct RotationPlannerTests {
    static let subjects = ["thai", "mathematics", "science", "english"]
    /// ป.1–6, one class each: two days a week of every subject.
    static let sixClasses = GradeCounts([.p1: 1, .p2: 1, .p3: 1, .p4: 1, .p5: 1, .p6: 1])

    static func school(
        _ code: String, needed: Int, _ majors: [String: Int], core: [String] = [],
        cluster: String? = "H"
    ) -> RotationSchool {
        RotationSchool(
            code: code, clusterCode: cluster, needed: needed,
            inPost: majors.values.reduce(0, +), teachersByMajor: majors, coreMajors: core,
            classes: sixClasses)
    }

    static func plan(_ schools: [RotationSchool], _ km: [String: Double]) throws -> RotationPlan {
        RotationPlanner(
            schools: schools, rules: RotationRules(radius: Metres(kilometres: 15)),
            majors: try CoreMajors()
        ).plan { from, to in
            (km[from + to] ?? km[to + from]).map { Metres(kilometres: $0) } ?? .unreachable
        }
    }

    static func rows(_ plan: RotationPlan) -> [String] {
        plan.visits.map {
            "\($0.fromCode)>\($0.toCode) \($0.major ?? "-") \($0.daysPerWeek)d \($0.purpose)"
        }
    }

    /// A and B get two days each.
    ///
    /// Hub H has two English teachers: 10 days, 2 kept for its own six classes, 8 may go, but a teacher goes 4 days at
    /// most and the school lends one day for each of its 6 teachers. A and B lack English: 2 days each.
    @Test("a missing major comes from the nearest school that has days to lend")
    func majors() throws {
        let english = ["english"]
        let schools = [
            Self.school("H", needed: 6, ["อังกฤษ": 2, "": 4], core: english),
            Self.school("A", needed: 2, ["ไทย": 2], core: english),
            Self.school("B", needed: 2, ["ไทย": 2], core: english),
        ]
        let plan = try Self.plan(schools, ["HA": 3, "HB": 15, "AB": 1])
        #expect(Self.rows(plan) == ["H>A อังกฤษ 2d major", "H>B อังกฤษ 2d major"])
        #expect(plan.openMajorDays.isEmpty)
        // B beyond the radius stays open.
        let far = try Self.plan(schools, ["HA": 3, "HB": 15.1, "AB": 1])
        #expect(Self.rows(far) == ["H>A อังกฤษ 2d major"])
        #expect(far.openMajorDays == ["B": ["english": 2]])
    }

    /// One English teacher at H: 5 days − 2 kept = 3 for A (nearer) and B, which ask for 2 + 2.
    @Test("a school keeps the days of a major that its own classes need")
    func keepsOwn() throws {
        let english = ["english"]
        let schools = [
            Self.school("H", needed: 6, ["อังกฤษ": 1, "": 5], core: english),
            Self.school("A", needed: 2, ["ไทย": 2], core: english),
            Self.school("B", needed: 2, ["ไทย": 2], core: english),
        ]
        let plan = try Self.plan(schools, ["HA": 3, "HB": 4])
        #expect(Self.rows(plan) == ["H>A อังกฤษ 2d major", "H>B อังกฤษ 1d major"])
        #expect(plan.openMajorDays == ["B": ["english": 1]])
        // A hub that is short itself lends nobody.
        var short = schools
        short[0].needed = 7
        #expect(try Self.plan(short, ["HA": 3, "HB": 4]).visits.isEmpty)
        // Two teachers only: at most two days leave the school.
        short[0] = Self.school("H", needed: 2, ["อังกฤษ": 1, "": 1], core: english)
        #expect(Self.rows(try Self.plan(short, ["HA": 3, "HB": 4])) == ["H>A อังกฤษ 2d major"])
    }

    /// A is one teacher short: 5 days, and English is missing.
    ///
    /// H has one teacher too many; its English teacher keeps 2
    /// of 5 days at home, so 3 days of English and 1 of music, 4 days in all, go to A. English is then served.
    @Test("teachers above the need serve a shortage, missing majors first")
    func shortage() throws {
        let english = ["english"]
        let schools = [
            Self.school("A", needed: 3, ["ไทย": 2], core: english),
            Self.school("H", needed: 2, ["ดนตรี": 2, "อังกฤษ": 1], core: english),
        ]
        let plan = try Self.plan(schools, ["HA": 3])
        #expect(Self.rows(plan).count == 2)
        #expect(plan.visits.map(\.purpose) == [.shortage, .shortage])
        #expect(plan.visits.reduce(0) { $0 + $1.daysPerWeek } == 4)
        #expect((plan.visits.first { $0.coreMajor == "english" }?.daysPerWeek ?? 0) >= 2)
        #expect(plan.openShortageDays == ["A": 1])
        #expect(plan.openMajorDays.isEmpty)
    }

    @Test("outside clusters and across them nobody rotates, and needs stay open")
    func clusters() throws {
        let english = ["english"]
        let schools = [
            Self.school("H", needed: 2, ["อังกฤษ": 4], core: english),
            Self.school("A", needed: 3, ["ไทย": 2], core: english, cluster: "K"),
            Self.school("B", needed: 3, ["ไทย": 2], core: english, cluster: nil),
        ]
        let plan = try Self.plan(schools, ["HA": 1, "HB": 1, "AB": 1])
        #expect(plan.visits.isEmpty)
        #expect(plan.openShortageDays == ["A": 5, "B": 5])
        #expect(plan.openMajorDays == ["A": ["english": 2], "B": ["english": 2]])
    }

    @Test("200 random clusters: whole days, never more than a teacher, a school or a gap allows")
    func random() throws {
        for seed in UInt64(1)...200 {
            var random = SplitMix64(seed: seed)
            let schools = (0..<Int.random(in: 2...8, using: &random)).map { index in
                var majors: [String: Int] = [:]
                for major in ["", "ไทย", "คณิต", "เคมี", "ฟิสิกส์", "อังกฤษ", "ดนตรี"]
                where random.chance(0.4) { majors[major] = Int.random(in: 1...2, using: &random) }
                let inPost = majors.values.reduce(0, +)
                return Self.school(
                    "S\(index)", needed: max(0, inPost + Int.random(in: -2...2, using: &random)),
                    majors, core: random.chance(0.8) ? Self.subjects : [])
            }
            var km: [String: Double] = [:]
            for a in schools {
                for b in schools { km[a.code + b.code] = Double.random(in: 1...20, using: &random) }
            }
            let plan = try Self.plan(schools, km)
            #expect(plan == (try Self.plan(schools.reversed(), km)), "seed \(seed)")
            for school in schools {
                let away = plan.visits.filter { $0.fromCode == school.code }
                let days = away.reduce(0) { $0 + $1.daysPerWeek }
                #expect(days <= school.inPost + 3 * school.surplus, "seed \(seed)")
                if school.shortage > 0 { #expect(away.isEmpty, "seed \(seed)") }
                for (major, teachers) in school.teachersByMajor {
                    let used = away.filter { ($0.major ?? "") == major }
                    #expect(used.reduce(0) { $0 + $1.daysPerWeek } <= 4 * teachers)
                }
                let served = plan.visits.filter { $0.toCode == school.code }
                let shortage = served.filter { $0.purpose == .shortage }
                    .reduce(0) { $0 + $1.daysPerWeek }
                #expect(
                    shortage + (plan.openShortageDays[school.code] ?? 0) == 5 * school.shortage,
                    "seed \(seed)")
                // Nobody comes for a major that the school has.
                let held = try CoreMajors().counts(school.teachersByMajor)
                for visit in served where visit.purpose == .major {
                    #expect(visit.coreMajor.map { held[$0] == nil } == true, "seed \(seed)")
                }
            }
            #expect(plan.visits.allSatisfy { (1...4).contains($0.daysPerWeek) }, "seed \(seed)")
            #expect(plan.visits.allSatisfy { $0.distance.kilometres <= 15 }, "seed \(seed)")
        }
    }
}
