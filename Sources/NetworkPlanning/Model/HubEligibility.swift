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
        case scoresTooLow(Double)
        case lockedOut
        case decidedOtherwise

        var thai: String {
            switch self {
            case .tooFewPupils(let count): "มีนักเรียน \(count) คน น้อยกว่า hubs.minimum_pupils"
            case .tooFewRooms(let count): "มีห้องเรียน \(count) ห้อง น้อยกว่า hubs.minimum_rooms"
            case .noAdministrator: "ไม่มีผู้บริหาร (hubs.requires_administrator)"
            case .lacksGrades(let grades): "ไม่เปิดสอน \(grades.thaiLabel) (hubs.required_grades)"
            case .scoresTooLow(let score):
                "คะแนนความพร้อม \(Reason.km(score)) ต่ำกว่า hubs.minimum_score"
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
            case .scoresTooLow(let score):
                "scores \(Reason.km(score)), under hubs.minimum_score"
            case .lockedOut: "locked as not a hub"
            case .decidedOtherwise: "locked to join or share with another school"
            }
        }
    }

    /// One entry per school: `nil` when it may be a hub.
    let obstacles: [Obstacle?]

    /// Indices of the schools that may be hubs.
    var eligible: [Int] { obstacles.indices.filter { obstacles[$0] == nil } }

    /// - Parameter scores: the hub score of every school.
    init(baseline: Baseline, scores: [HubScore], scenario: Scenario) {
        let decided = Dictionary(grouping: scenario.locks, by: \.schoolCode)
        obstacles = zip(baseline.entries, scores).map { entry, score in
            Self.obstacle(
                entry, score: score.total, rules: scenario.hubs,
                locks: decided[entry.school.code] ?? [])
        }
    }

    private static func obstacle(
        _ entry: Baseline.Entry, score: Double?, rules: HubRules, locks: [Lock]
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
        if !lacking.isEmpty { return .lacksGrades(lacking) }
        if let score, score < rules.minimumScore { return .scoresTooLow(score) }
        return nil
    }
}
