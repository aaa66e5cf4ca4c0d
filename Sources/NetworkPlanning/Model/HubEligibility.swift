import Accessibility
import SchoolDistrict
import SpatialTypes

/// Which schools may be hubs, and how ready each is.
struct HubEligibility {
    /// Why a school may not be a hub.
    enum Obstacle: Hashable {
        case tooFewPupils(Int)
        case tooFewRooms(Int)
        case noAdministrator
        case lacksGrades(GradeSet)
        case lockedOut
        case decidedOtherwise

        var thai: String {
            switch self {
            case .tooFewPupils(let count): "มีนักเรียน \(count) คน น้อยกว่า hubs.minimum_pupils"
            case .tooFewRooms(let count): "มีห้องเรียน \(count) ห้อง น้อยกว่า hubs.minimum_rooms"
            case .noAdministrator: "ไม่มีผู้บริหาร (hubs.requires_administrator)"
            case .lacksGrades(let grades): "ไม่เปิดสอน \(grades.thaiLabel) (hubs.required_grades)"
            case .lockedOut: "ล็อกไว้ว่าไม่เป็นโรงเรียนคุณภาพ"
            case .decidedOtherwise: "ล็อกไว้ให้มาเรียนรวมหรือใช้ทรัพยากรร่วมกับโรงเรียนอื่น"
            }
        }

        var english: String {
            switch self {
            case .tooFewPupils(let count): "\(count) pupils, under hubs.minimum_pupils"
            case .tooFewRooms(let count): "\(count) rooms, under hubs.minimum_rooms"
            case .noAdministrator: "no administrator in post (hubs.requires_administrator)"
            case .lacksGrades(let grades):
                "does not offer \(grades.grades.map(\.code).joined(separator: ", "))"
                    + " (hubs.required_grades)"
            case .lockedOut: "locked as not a hub"
            case .decidedOtherwise: "locked to join or share with another school"
            }
        }
    }

    /// One entry per school: `nil` when it may be a hub.
    let obstacles: [Obstacle?]

    /// Indices of the schools that may be hubs.
    var eligible: [Int] { obstacles.indices.filter { obstacles[$0] == nil } }

    init(baseline: Baseline, scenario: Scenario) {
        let decided = Dictionary(grouping: scenario.locks, by: \.schoolCode)
        obstacles = baseline.entries.map {
            Self.obstacle($0, rules: scenario.hubs, locks: decided[$0.school.code] ?? [])
        }
    }

    private static func obstacle(
        _ entry: Baseline.Entry, rules: HubRules, locks: [Lock]
    ) -> Obstacle? {
        if locks.contains(where: { $0.decision == .notHub }) { return .lockedOut }
        if locks.contains(where: \.decision.namesHub) { return .decidedOtherwise }
        if entry.pupils.total < max(1, rules.minimumPupils) {
            return .tooFewPupils(entry.pupils.total)
        }
        if let rooms = entry.school.rooms, rooms < rules.minimumRooms {
            return .tooFewRooms(rooms)
        }
        if rules.requiresAdministrator, let staff = entry.school.staff, staff.administrators == 0 {
            return .noAdministrator
        }
        let lacking = rules.requiredGrades.subtracting(entry.gradesOffered)
        return lacking.isEmpty ? nil : .lacksGrades(lacking)
    }
}

extension HubScore {
    /// Readiness from what is recorded: size, spare rooms, teachers per class, administrator, internet, centrality.
    ///
    /// Each part runs 0…1 with equal weight; a part without data is left out, never counted as zero.
    init(entry: Baseline.Entry, neighbourShare: Double?) {
        let school = entry.school
        let classes = Double(entry.classes.total)
        parts = [
            Part(
                key: "enrolment", thaiLabel: "จำนวนนักเรียน (เต็มที่ 240 คน)",
                value: entry.pupilsAreEstimated ? nil : min(1, Double(entry.pupils.total) / 240)),
            Part(
                key: "spare_rooms", thaiLabel: "ห้องเรียนว่าง (เต็มที่ 4 ห้อง)",
                value: school.rooms.map { min(1, max(0, Double($0) - classes) / 4) }),
            Part(
                key: "teachers_per_class", thaiLabel: "ครูต่อห้อง",
                value: classes > 0
                    ? school.staff.map { min(1, Double($0.teachers) / classes) } : nil),
            Part(
                key: "administrator", thaiLabel: "มีผู้บริหาร",
                value: school.staff.map { $0.administrators > 0 ? 1 : 0 }),
            Part(
                key: "internet", thaiLabel: "อินเทอร์เน็ต",
                value: school.hasInternet.map { $0 ? 1 : 0 }),
            Part(
                key: "centrality", thaiLabel: "โรงเรียนรอบข้างในรัศมีเรียนรวม",
                value: neighbourShare),
        ]
    }
}
