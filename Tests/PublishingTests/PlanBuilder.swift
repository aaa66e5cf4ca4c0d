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
    }

    var scenario = Scenario()
    var district: District
    var decisions: [String: Decision]
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
        let links = entries.compactMap(link)
        let clusters = entries.filter { $0.role == .hub }.map {
            cluster($0, entries: entries, links: links, norms: norms)
        }
        return Plan(
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
            ],
            outcome: outcome, norms: norms, gaps: district.gaps, provenance: provenance)
    }

    private func enrolment(_ school: School) -> YearEnrolment {
        district.currentEnrolment(of: school)
            ?? YearEnrolment(pupils: GradeCounts([.p1: 12]), classes: GradeCounts([.p1: 1]))
    }

    private func destination(_ code: String) -> String {
        guard let decision = decisions[code], decision.link == .movesAll else { return code }
        return decision.hubCode ?? code
    }

    private func entry(_ school: School, norms: [StaffingNorm]) -> SchoolPlan {
        let decision = decisions[school.code] ?? Decision(role: .undecided, reasons: [.today])
        let today = enrolment(school)
        let present = district.schools.filter { destination($0.code) == school.code }
        let pupilsAfter = present.reduce(GradeCounts()) { $0 + enrolment($1).pupils }
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
        return SchoolPlan(
            school: school, role: decision.role, hubCode: decision.hubCode, link: decision.link,
            movedGrades: decision.link == .movesAll ? today.pupils.grades : [],
            pupilsBefore: today.pupils, pupilsAfter: pupilsAfter,
            pupilsAreEstimated: district.currentEnrolment(of: school) == nil,
            classesBefore: today.classes, classesAfter: classesAfter, classesAreEstimated: false,
            roomsAdded: 0, staffBefore: staff(today.pupils, today.classes),
            staffAfter: staff(pupilsAfter, classesAfter),
            travelBefore: travel(of: school, to: school.position),
            travelAfter: travel(
                of: school,
                to: district.schools.first { $0.code == destination(school.code) }?.position
                    ?? school.position),
            hubDistance: decision.link == .none
                ? nil : hub.map { distance(school.position, $0.position) },
            distanceSource: .estimated,
            hubScore: HubScore(parts: [
                .init(
                    key: "rooms", thaiLabel: "ห้องเรียน", value: school.rooms.map { Double($0) / 20 })
            ]),
            reasons: decision.reasons, isLocked: decision.isLocked)
    }

    private func travel(of school: School, to place: Coordinate) -> TravelBurden {
        var burden = TravelBurden()
        for village in district.villages {
            for home in village.homes where home.schoolCode == school.code {
                burden = burden + travel(home.pupils.total, from: village.position, to: place)
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

    private func village(_ village: Village) -> VillagePlan {
        func burden(_ place: (String) -> String) -> TravelBurden {
            village.homes.reduce(TravelBurden()) { sum, home in
                let code = place(home.schoolCode)
                guard let school = district.schools.first(where: { $0.code == code }) else {
                    return sum
                }
                return sum + travel(home.pupils.total, from: village.position, to: school.position)
            }
        }
        return VillagePlan(
            village: village, travelBefore: burden { $0 }, travelAfter: burden(destination),
            schoolsAfter: Set(village.homes.map { destination($0.schoolCode) }).sorted())
    }

    private func link(_ entry: SchoolPlan) -> PlanLink? {
        guard entry.link != .none, let hubCode = entry.hubCode, let distance = entry.hubDistance,
            let hub = district.schools.first(where: { $0.code == hubCode })
        else { return nil }
        return PlanLink(
            schoolCode: entry.school.code, hubCode: hubCode, link: entry.link, distance: distance,
            distanceSource: .estimated,
            pupilsMoved: entry.link == .movesAll ? entry.pupilsBefore.total : 0,
            path: [entry.school.position, hub.position])
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
            furthestLink: tied.map(\.distance).max() ?? .zero)
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
