import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

@testable import NetworkPlanning

/// Makes a whole, consistent plan out of a few decisions, without any solver.
struct PlanBuilder {
    /// What becomes of a school.
    struct Decision {
        var role: Role
        var hubCode: String?
        var link = Link.none
        var reasons: [Reason]
        var isLocked = false
        /// The grades that move with `.movesSome` to the hub.
        var grades: GradeSet = []
        var alternative: Alternative?
        var needs: [SchoolNeed] = []
    }

    /// Schools that share out their grades; a grade not named stays where it is.
    struct Sharing {
        var members: [String]
        var teaching: [Grade: String]
    }

    var scenario = Scenario()
    var district: District
    var decisions: [String: Decision]
    var pools: [Sharing] = []
    var furtherCosts: [CostLine] = []
    var oneOffCosts: [CostLine] = []
    var costToday = 0.0
    var hubStability: [HubStability] = []
    /// Parts of the hub score by school code, beside the rooms.
    var furtherScoreParts: [String: [HubScore.Part]] = [:]
    var outcome: PlanOutcome
    var provenance = Provenance(
        plannerVersion: "0.0.0-test", libraries: [("GEOS", "3.11.1"), ("HiGHS", "1.15.1")],
        inputs: [
            .init(
                path: "district.yaml", sha256: String(repeating: "0123456789abcdef", count: 4),
                bytes: 1_234)
        ], coordinateNote: nil, roadNote: nil)

    func plan() throws -> Plan {
        let norms = try NormLibrary().norms
        let planned = district.schools.filter { !$0.isExternal }
        let entries = planned.map { entry($0, norms: norms) }
        let links = entries.flatMap(links)
        let clusters = entries.filter { $0.role == .hub }.map {
            cluster($0, entries: entries, links: links, norms: norms)
        }
        var plan = Plan(
            scenario: scenario, district: district, schools: entries, clusters: clusters,
            links: links, villages: district.villages.map(village),
            catchments: district.catchments,
            before: indicators(
                entries, pupils: \.pupilsBefore, classes: \.classesBefore, travel: \.travelBefore,
                staff: \.staffBefore, norms: norms),
            after: indicators(
                entries, pupils: \.pupilsAfter, classes: \.classesAfter, travel: \.travelAfter,
                staff: \.staffAfter, norms: norms),
            costs: [
                CostLine(
                    key: "transport", thaiLabel: "ค่าพาหนะนักเรียน", englishLabel: "Transport",
                    bahtPerYear: 1_234_500, basisThai: "15 บาท × 200 วัน", isConfirmed: false),
                CostLine(
                    key: "teachers", thaiLabel: "เงินเดือนครู", englishLabel: "Teachers",
                    bahtPerYear: -4_400_000, basisThai: "400,000 บาทต่ออัตรา", isConfirmed: true),
            ] + furtherCosts,
            costToday: costToday, oneOffCosts: oneOffCosts, outcome: outcome, norms: norms,
            gaps: district.gaps, provenance: provenance)
        plan.hubStability = hubStability
        plan.pools = pools.map { pool in
            let members = entries.filter { pool.members.contains($0.school.code) }
            return Pool(
                memberCodes: pool.members, teachingSchool: pool.teaching,
                pupils: members.reduce(0) { $0 + $1.pupilsBefore.total },
                pupilsMoved: members.reduce(0) { $0 + $1.pupilsBefore.total(of: $1.movedGrades) },
                furthest: members.flatMap { one in
                    members.map { distance(one.school.position, $0.school.position) }
                }.max() ?? .zero)
        }
        return plan
    }

    private func enrolment(_ school: School) -> YearEnrolment {
        district.currentEnrolment(of: school)
            ?? YearEnrolment(pupils: GradeCounts([.p1: 12]), classes: GradeCounts([.p1: 1]))
    }

    private func pool(of code: String) -> Sharing? {
        pools.first { $0.members.contains(code) }
    }

    /// Where the pupils of a grade of a school are taught.
    private func destination(_ code: String, _ grade: Grade) -> String {
        if let pool = pool(of: code) { return pool.teaching[grade] ?? code }
        guard let decision = decisions[code], let hub = decision.hubCode else { return code }
        switch decision.link {
        case .movesAll: return hub
        case .movesSome: return decision.grades.contains(grade) ? hub : code
        case .shares, .none: return code
        }
    }

    private func moveMode(_ code: String, _ moved: GradeSet) -> MoveMode? {
        if pool(of: code) != nil { return .pooledGrades }
        switch decisions[code]?.link ?? .none {
        case .none: return nil
        case .shares: return .someSubjects
        case .movesAll: return .wholeSchool
        case .movesSome:
            return [GradeGroup.lowerPrimary.grades, GradeGroup.upperPrimary.grades].contains(moved)
                ? .primaryBlock : .someGrades
        }
    }

    private func entry(_ school: School, norms: [StaffingNorm]) -> SchoolPlan {
        let decision = decisions[school.code] ?? Decision(role: .undecided, reasons: [.today])
        let today = enrolment(school)
        let pupilsAfter = district.schools.reduce(GradeCounts()) { sum, other in
            sum
                + enrolment(other).pupils.only(
                    GradeSet(Grade.allCases.filter { destination(other.code, $0) == school.code }))
        }
        let moved = GradeSet(
            today.pupils.grades.grades.filter { destination(school.code, $0) != school.code })
        var classesAfter = GradeCounts()
        for grade in pupilsAfter.grades.grades {
            classesAfter[grade] = (pupilsAfter[grade] + 39) / 40
        }
        func staff(_ pupils: GradeCounts, _ classes: GradeCounts) -> [String: StaffBalance] {
            Dictionary(
                uniqueKeysWithValues: norms.map { norm in
                    let need = norm.requirement(pupils: pupils, classes: classes).teachers
                    return (norm.id, StaffBalance(needed: need, inPost: school.staff?.teachers))
                })
        }
        let hub = decision.hubCode.flatMap { code in district.schools.first { $0.code == code } }
        func administrators(_ pupils: GradeCounts, _ classes: GradeCounts) -> [String: StaffBalance]
        {
            Dictionary(
                uniqueKeysWithValues: norms.map { norm in
                    let need = norm.requirement(pupils: pupils, classes: classes).administrators
                    return (
                        norm.id, StaffBalance(needed: need, inPost: school.staff?.administrators)
                    )
                })
        }
        var entry = SchoolPlan(
            school: school, role: decision.role, hubCode: decision.hubCode, link: decision.link,
            movedGrades: moved,
            pupilsBefore: today.pupils, pupilsAfter: pupilsAfter,
            pupilsAreEstimated: district.currentEnrolment(of: school) == nil,
            classesBefore: today.classes, classesAfter: classesAfter, classesAreEstimated: false,
            roomsAdded: 0, staffBefore: staff(today.pupils, today.classes),
            staffAfter: staff(pupilsAfter, classesAfter),
            travelBefore: travel(of: school) { _ in school.code },
            travelAfter: travel(of: school) { destination(school.code, $0) },
            hubDistance: decision.link == .none
                ? nil : hub.map { distance(school.position, $0.position) },
            distanceSource: .estimated,
            hubScore: HubScore(
                parts: [
                    .init(
                        key: "rooms", thaiLabel: "ห้องเรียน",
                        value: school.rooms.map { Double($0) / 20 })
                ] + (furtherScoreParts[school.code] ?? [])),
            reasons: decision.reasons, isLocked: decision.isLocked)
        entry.poolCode = pool(of: school.code)?.members.first
        entry.receivers = Dictionary(
            uniqueKeysWithValues: moved.grades.map { ($0, destination(school.code, $0)) })
        entry.moveMode = moveMode(school.code, moved)
        entry.administratorsBefore = administrators(today.pupils, today.classes)
        entry.administratorsAfter = administrators(pupilsAfter, classesAfter)
        entry.alternative = decision.alternative
        entry.needs = decision.needs
        return entry
    }

    private func travel(of school: School, place: (Grade) -> String) -> TravelBurden {
        var burden = TravelBurden()
        for village in district.villages {
            for home in village.homes where home.schoolCode == school.code {
                burden = burden + travel(home, from: village, place: place)
            }
        }
        burden.pupilsWithoutHome = max(0, enrolment(school).pupils.total - burden.pupilsMeasured)
        return burden
    }

    private func travel(_ pupils: Int, from home: Coordinate, to place: Coordinate) -> TravelBurden
    {
        let way = distance(home, place)
        var burden = TravelBurden()
        burden.pupilsMeasured = pupils
        burden.overLimit = way > scenario.travel.indicatorLimit ? pupils : 0
        burden.pupilKilometres = Double(pupils) * way.kilometres
        burden.worst = way
        return burden
    }

    private func travel(
        _ home: HomePupils, from village: Village, place: (Grade) -> String
    ) -> TravelBurden {
        home.pupils.grades.grades.reduce(TravelBurden()) { sum, grade in
            let code = place(grade)
            guard let school = district.schools.first(where: { $0.code == code }) else {
                return sum
            }
            return sum
                + travel(home.pupils[grade], from: village.position, to: school.position)
        }
    }

    private func village(_ village: Village) -> VillagePlan {
        func burden(_ place: (String, Grade) -> String) -> TravelBurden {
            village.homes.reduce(TravelBurden()) { sum, home in
                sum + travel(home, from: village) { place(home.schoolCode, $0) }
            }
        }
        let schools = village.homes.flatMap { home in
            home.pupils.grades.grades.map { destination(home.schoolCode, $0) }
        }
        return VillagePlan(
            village: village, travelBefore: burden { code, _ in code },
            travelAfter: burden(destination), schoolsAfter: Set(schools).sorted(),
            distanceSource: .estimated)
    }

    private func links(_ entry: SchoolPlan) -> [PlanLink] {
        let codes =
            entry.poolCode == nil
            ? [entry.link == .none ? nil : entry.hubCode].compactMap { $0 }
            : Set(entry.receivers.values).sorted()
        return codes.compactMap { code in
            guard let place = district.schools.first(where: { $0.code == code }) else { return nil }
            let grades = entry.receivers.filter { $0.value == code }.map(\.key)
            return PlanLink(
                schoolCode: entry.school.code, hubCode: code, link: entry.link,
                distance: distance(entry.school.position, place.position),
                distanceSource: .estimated,
                pupilsMoved: entry.pupilsBefore.total(of: GradeSet(grades)),
                path: [entry.school.position, place.position])
        }
    }

    private func cluster(
        _ hub: SchoolPlan, entries: [SchoolPlan], links: [PlanLink], norms: [StaffingNorm]
    ) -> Cluster {
        let code = hub.school.code
        let members = entries.filter { $0.hubCode == code && $0.school.code != code }
        let all = [hub] + members
        func staff(_ balances: KeyPath<SchoolPlan, [String: StaffBalance]>) -> [String:
            StaffBalance]
        {
            Dictionary(
                uniqueKeysWithValues: norms.map { norm in
                    let parts = all.compactMap { $0[keyPath: balances][norm.id] }
                    let posts = parts.compactMap(\.inPost)
                    return (
                        norm.id,
                        StaffBalance(
                            needed: parts.reduce(0) { $0 + $1.needed },
                            inPost: posts.count == parts.count ? posts.reduce(0, +) : nil)
                    )
                })
        }
        let tied = links.filter { $0.hubCode == code }
        return Cluster(
            hubCode: code, memberCodes: members.map(\.school.code),
            pupils: all.reduce(0) { $0 + $1.pupilsBefore.total },
            pupilsMoved: tied.reduce(0) { $0 + $1.pupilsMoved }, hubRooms: hub.school.rooms,
            hubClassesAfter: hub.classesAfter.total, staffBefore: staff(\.staffBefore),
            staffAfter: staff(\.staffAfter),
            travelBefore: all.reduce(TravelBurden()) { $0 + $1.travelBefore },
            travelAfter: all.reduce(TravelBurden()) { $0 + $1.travelAfter },
            furthestLink: tied.map(\.distance).max() ?? .zero,
            distanceSource: .estimated)
    }

    private func indicators(
        _ entries: [SchoolPlan], pupils: KeyPath<SchoolPlan, GradeCounts>,
        classes: KeyPath<SchoolPlan, GradeCounts>, travel: KeyPath<SchoolPlan, TravelBurden>,
        staff: KeyPath<SchoolPlan, [String: StaffBalance]>, norms: [StaffingNorm]
    ) -> Indicators {
        let sizes = entries.map { $0[keyPath: pupils].total }
        func sum(_ part: (StaffBalance) -> Int?) -> [String: Int] {
            Dictionary(
                uniqueKeysWithValues: norms.map { norm in
                    (
                        norm.id,
                        entries.compactMap { $0[keyPath: staff][norm.id].flatMap(part) }
                            .reduce(0, +)
                    )
                })
        }
        return Indicators(
            roles: Dictionary(grouping: entries, by: \.role).mapValues(\.count),
            pupils: sizes.reduce(0, +),
            classes: entries.reduce(0) { $0 + $1[keyPath: classes].total },
            schoolsTeaching: sizes.count { $0 > 0 },
            smallSchools: sizes.count { (1...120).contains($0) },
            travel: entries.reduce(TravelBurden()) { $0 + $1[keyPath: travel] },
            shortage: sum(\.shortage), surplus: sum(\.surplus),
            schoolsWithoutStaffData: entries.count { $0.school.staff == nil },
            shortageWithinClusters: sum(\.shortage))
    }

    /// Straight line × 1.3 on a flat patch of ground; near enough for made-up schools.
    func distance(_ one: Coordinate, _ other: Coordinate) -> Metres {
        let east = (one.longitude - other.longitude) * 107_500
        let north = (one.latitude - other.latitude) * 111_195
        return Metres((east * east + north * north).squareRoot() * 1.3)
    }
}
