import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

@testable import Staffing

@Suite("Teacher transfers")
struct TransferPlannerTests {
    static let open = TransferRules(
        radius: Metres(kilometres: 20), housingDistance: Metres(kilometres: 30),
        withinClustersOnly: false)

    /// Plans and gives the transfers as `from>to major×teachers`.
    static func plan(
        _ schools: [TransferSchool], _ km: [String: Double], rules: TransferRules = open
    ) throws -> [String] {
        TransferPlanner(schools: schools, rules: rules, majors: try CoreMajors())
            .transfers { from, to in
                (km[from + to] ?? km[to + from]).map { Metres(kilometres: $0) } ?? .unreachable
            }
            .map { "\($0.fromCode)>\($0.toCode) \($0.major ?? "-")×\($0.teachers)" }
    }

    static func school(
        _ code: String, _ cluster: String?, needed: Int, _ majors: [String: Int],
        core: [String] = [], movable: [String: Int]? = nil, houses: Int? = nil,
        pupilsMoveTo: String? = nil, inPost: Int? = nil
    ) -> TransferSchool {
        TransferSchool(
            code: code, clusterCode: cluster, pupilsMoveTo: pupilsMoveTo, needed: needed,
            inPost: inPost ?? majors.values.reduce(0, +), teachersByMajor: majors,
            movableByMajor: movable, coreMajors: core, housingUnits: houses)
    }

    /// ```
    ///   A(+1) --5km-- X(−1)        one surplus in A may serve X or Y; B can only serve X (Y is out of its reach):
    ///     \--6km--- Y(−1)          the nearest way A→X would leave Y short, so A goes to Y and B to X.
    ///   B(+1) --9km-- X
    /// ```
    @Test("most shortage met comes before kilometres")
    func mostFirst() throws {
        let schools = [
            Self.school("A", nil, needed: 1, ["": 2]), Self.school("B", nil, needed: 1, ["": 2]),
            Self.school("X", nil, needed: 3, ["": 2]), Self.school("Y", nil, needed: 3, ["": 2]),
        ]
        let km = ["AX": 5.0, "AY": 6, "BX": 9, "BY": 21]
        #expect(try Self.plan(schools, km) == ["A>Y -×1", "B>X -×1"])
    }

    /// X lacks a teacher, and English: A (2 km) has a music teacher to give, B (9 km) an English teacher.
    @Test("a missing major comes before kilometres, and once it is brought no longer")
    func majors() throws {
        var schools = [
            Self.school("A", "H", needed: 0, ["ดนตรี": 1]),
            Self.school("B", "H", needed: 1, ["อังกฤษ": 3]),
            Self.school("X", "H", needed: 2, ["คณิต": 1], core: ["mathematics", "english"]),
        ]
        let km = ["AX": 2.0, "BX": 9]
        #expect(try Self.plan(schools, km) == ["B>X อังกฤษ×1"])
        schools[2].needed = 3
        #expect(try Self.plan(schools, km) == ["A>X ดนตรี×1", "B>X อังกฤษ×1"])
        // Without recorded majors no major is missing, and the nearest goes.
        schools[2].coreMajors = []
        schools[2].needed = 2
        #expect(try Self.plan(schools, km) == ["A>X ดนตรี×1"])
    }

    /// A has 2 maths teachers and its only Thai teacher, one of them too many; X would like neither.
    @Test("a school keeps its last teacher of a core major, unless its pupils left")
    func lastOfMajor() throws {
        let core = ["mathematics", "thai"]
        var schools = [
            Self.school("A", "H", needed: 2, ["ภาษาไทย": 1, "คณิต": 2], core: core),
            Self.school("X", "H", needed: 1, [:]),
        ]
        #expect(try Self.plan(schools, ["AX": 1]) == ["A>X คณิต×1"])
        // Only the Thai teacher may move: the shortage counts more.
        schools[0].movableByMajor = ["ภาษาไทย": 1]
        #expect(try Self.plan(schools, ["AX": 1]) == ["A>X ภาษาไทย×1"])
    }

    /// All pupils of A learn at hub H (8 km), which is 1 short; N, 1 km from A and in another cluster, is 1 short too.
    @Test("teachers of a school without pupils follow them first, then go elsewhere")
    func follow() throws {
        var schools = [
            Self.school("A", "H", needed: 0, ["": 1], pupilsMoveTo: "H"),
            Self.school("H", "H", needed: 1, [:]), Self.school("M", "H", needed: 1, [:]),
            Self.school("N", "N", needed: 1, [:]),
        ]
        let km = ["AH": 8.0, "AN": 1, "AM": 2]
        #expect(try Self.plan(schools, km) == ["A>H -×1"])
        schools[0].inPost = 3
        schools[0].movableByMajor = ["": 3]
        #expect(try Self.plan(schools, km) == ["A>H -×1", "A>M -×1", "A>N -×1"])
    }

    @Test("inside a cluster first, even when a school of another cluster is nearer")
    func insideFirst() throws {
        let schools = [
            Self.school("A", "H", needed: 0, ["": 1]), Self.school("M", "H", needed: 1, [:]),
            Self.school("N", "N", needed: 1, [:]),
        ]
        #expect(try Self.plan(schools, ["AM": 9, "AN": 1]) == ["A>M -×1"])
    }

    @Test("radius between clusters, any distance inside, and none across where the rule says so")
    func radius() throws {
        let schools = [
            Self.school("A", "H", needed: 0, ["": 3]), Self.school("M", "H", needed: 1, [:]),
            Self.school("N", "N", needed: 1, [:]), Self.school("O", nil, needed: 1, [:]),
        ]
        let km = ["AM": 25.0, "AN": 20, "AO": 20.1]
        #expect(try Self.plan(schools, km) == ["A>M -×1", "A>N -×1"])
        var rules = Self.open
        rules.withinClustersOnly = true
        #expect(try Self.plan(schools, km, rules: rules) == ["A>M -×1"])
        #expect(try Self.plan(schools, ["AN": 20]) == ["A>N -×1"])
    }

    @Test("beyond the housing distance only into teacher houses; not recorded is none")
    func housing() throws {
        var schools = [
            Self.school("A", "H", needed: 0, ["": 3]),
            Self.school("M", "H", needed: 3, [:], houses: 1),
        ]
        #expect(try Self.plan(schools, ["AM": 31]) == ["A>M -×1"])
        schools[1].housingUnits = nil
        #expect(try Self.plan(schools, ["AM": 31]) == [])
        #expect(try Self.plan(schools, ["AM": 30]) == ["A>M -×3"])
    }

    /// Five in post of whom two (one English, one without a major) retire; the need is 2.
    @Test("who retires never moves, and is not counted where retirements are discounted")
    func retirement() throws {
        let staff = StaffRecord(
            administrators: 1, teachers: 5, teachersByMajor: ["อังกฤษ": 2, "ไทย": 1],
            retiringByMajor: ["อังกฤษ": 1, "": 1])
        func giver(discounts: Bool) throws -> TransferSchool {
            TransferSchool(
                code: "A", clusterCode: "H", pupilsMoveTo: nil, needed: 2, staff: staff,
                discountsRetirements: discounts, gradesTaught: GradeSet([.p1]),
                majors: try CoreMajors(), housingUnits: nil)
        }
        let counted = try giver(discounts: false)
        #expect(counted.inPost == 5 && counted.surplus == 3 && counted.available == 3)
        #expect(counted.teachersByMajor == ["อังกฤษ": 2, "ไทย": 1, "": 2])
        #expect(counted.movableByMajor == ["อังกฤษ": 1, "ไทย": 1, "": 1])
        let discounted = try giver(discounts: true)
        #expect(discounted.inPost == 3 && discounted.surplus == 1 && discounted.available == 1)
        let taker = Self.school("B", "H", needed: 9, [:])
        // The only Thai teacher goes last: English has another one who stays to retire.
        #expect(
            try Self.plan([counted, taker], ["AB": 1]) == [
                "A>B -×1", "A>B อังกฤษ×1", "A>B ไทย×1",
            ])
        #expect(try Self.plan([discounted, taker], ["AB": 1]) == ["A>B -×1"])
    }

    @Test("the order of the schools does not matter; no one to move is no transfer")
    func order() throws {
        let schools = (0..<6).map {
            Self.school("S\($0)", nil, needed: $0 < 3 ? 1 : 3, ["": 2])
        }
        let km = Dictionary(
            uniqueKeysWithValues: (0..<3).flatMap { a in (3..<6).map { ("S\(a)S\($0)", 4.0) } })
        #expect(try Self.plan(schools, km) == (try Self.plan(schools.reversed(), km)))
        #expect(try Self.plan(schools, km).count == 3)
        #expect(try Self.plan([], [:]).isEmpty)
        #expect(try Self.plan([schools[0]], [:]).isEmpty)
    }

    @Test("500 random districts agree with four linear programmes, and keep every rule")
    func random() throws {
        for seed in UInt64(1)...500 {
            let problem = try Self.randomProblem(seed: seed)
            let transfers = problem.transfers()
            #expect(problem.score(transfers) == (try problem.bestScore()), "seed \(seed)")
            var after = Dictionary(
                uniqueKeysWithValues: problem.schools.map { ($0.code, $0.inPost) })
            for transfer in transfers {
                after[transfer.fromCode, default: 0] -= transfer.teachers
                after[transfer.toCode, default: 0] += transfer.teachers
            }
            let total = problem.schools.reduce(0) { $0 + $1.inPost }
            #expect(after.values.reduce(0, +) == total, "seed \(seed)")
            for school in problem.schools {
                let count = after[school.code] ?? 0
                // Givers stay at or above their need, receivers at or below it.
                #expect(
                    school.surplus > 0
                        ? count >= school.needed : count <= max(school.needed, school.inPost),
                    "seed \(seed)")
            }
            for transfer in transfers {
                let from = try #require(problem.school(transfer.fromCode))
                let to = try #require(problem.school(transfer.toCode))
                #expect(problem.isAllowed(from, to), "seed \(seed)")
                let moving = transfers.filter {
                    $0.fromCode == from.code && $0.major == transfer.major
                }.reduce(0) { $0 + $1.teachers }
                #expect(moving <= from.movableByMajor[transfer.major ?? ""] ?? 0, "seed \(seed)")
                let housed = transfers.filter { $0.toCode == to.code && $0.needsHouse }
                    .reduce(0) { $0 + $1.teachers }
                #expect(housed <= to.housingUnits ?? 0, "seed \(seed)")
            }
        }
    }

    static func randomProblem(seed: UInt64) throws -> TransferProblem {
        var random = SplitMix64(seed: seed)
        let majors = ["", "ไทย", "คณิต", "เคมี", "ฟิสิกส์", "อังกฤษ", "ดนตรี"]
        let core = try CoreMajors()
        let schools = (0..<Int.random(in: 2...12, using: &random)).map { index in
            var byMajor: [String: Int] = [:]
            for major in majors where random.chance(0.4) {
                byMajor[major] = Int.random(in: 1...2, using: &random)
            }
            let teachers = byMajor.values.reduce(0, +)
            var movable = byMajor
            for major in majors where random.chance(0.15) { movable[major]? -= 1 }
            let needed =
                random.chance(0.15) ? 0 : max(0, teachers + Int.random(in: -3...3, using: &random))
            let clusters = [nil, "H0", "H1"]
            return TransferSchool(
                code: "S\(index)", clusterCode: clusters[Int.random(in: 0...2, using: &random)],
                pupilsMoveTo: needed == 0 && random.chance(0.7) ? "S0" : nil, needed: needed,
                inPost: teachers, teachersByMajor: byMajor, movableByMajor: movable,
                coreMajors: random.chance(0.8)
                    ? core.needed(teaching: GradeSet([.p1])).map(\.id) : [],
                housingUnits: random.chance(0.6) ? Int.random(in: 0...2, using: &random) : nil)
        }
        var metres: [[String]: Int] = [:]
        for from in schools {
            for to in schools where from.code != to.code && random.chance(0.9) {
                metres[[from.code, to.code]] = Int.random(in: 500...40_000, using: &random)
            }
        }
        return TransferProblem(
            schools: schools,
            rules: TransferRules(
                radius: Metres(kilometres: Double.random(in: 5...35, using: &random)),
                housingDistance: Metres(kilometres: Double.random(in: 10...40, using: &random)),
                withinClustersOnly: random.chance(0.2)),
            majors: core, metres: metres)
    }
}
