import Foundation
import SchoolDistrict

/// A staffing norm as data: how many teachers and administrators a school of given pupils and classes needs.
///
/// Two kinds of rule are understood, and a file uses one of them: head-count rules (`small_school` with `levels`,
/// the norm of 2545) or `teachers_per_class`. Fields are described beside each property; source and confirmation
/// travel with the norm to every output.
public struct StaffingNorm: Decodable, Hashable, Sendable, Identifiable {
    /// A stable name, such as `tepc-2545`.
    public let id: String
    /// The norm's name in Thai.
    public let titleThai: String
    /// The norm's name in English.
    public let titleEnglish: String
    /// Where the figures come from.
    public let source: String
    /// The Buddhist year from which it holds, or `-`.
    public let effectiveFrom: String
    /// Whether the figures have been confirmed from an official text.
    public let confirmed: Bool

    private let smallSchool: SmallSchoolRule?
    private let levels: [String: LevelRule]?
    private let extraRoomFromRemainder: Int?
    private let teachersPerClass: Double?
    private let administrators: [AdministratorBand]

    private enum CodingKeys: String, CodingKey {
        case id, source, confirmed, levels, administrators
        case titleThai = "title_th"
        case titleEnglish = "title_en"
        case effectiveFrom = "effective_from"
        case smallSchool = "small_school"
        case extraRoomFromRemainder = "extra_room_from_remainder"
        case teachersPerClass = "teachers_per_class"
    }

    private struct SmallSchoolRule: Decodable, Hashable {
        let maximumPupils: Int
        let pupilsPerTeacher: Int
        enum CodingKeys: String, CodingKey {
            case maximumPupils = "maximum_pupils"
            case pupilsPerTeacher = "pupils_per_teacher"
        }
    }

    private struct LevelRule: Decodable, Hashable {
        let pupilsPerRoom: Int
        let pupilsPerTeacher: Int
        let teachersFromRoomsOnly: Bool?
        enum CodingKeys: String, CodingKey {
            case pupilsPerRoom = "pupils_per_room"
            case pupilsPerTeacher = "pupils_per_teacher"
            case teachersFromRoomsOnly = "teachers_from_rooms_only"
        }
    }

    private struct AdministratorBand: Decodable, Hashable {
        let fromPupils: Int
        let directors: Int
        let deputies: Int
        enum CodingKeys: String, CodingKey {
            case directors, deputies
            case fromPupils = "from_pupils"
        }
    }

    /// Reads a norm from JSON.
    ///
    /// - Throws: `StaffingError` naming the norm file's fault.
    public init(json: some Sequence<UInt8>) throws {
        do {
            self = try JSONDecoder().decode(StaffingNorm.self, from: Data(json))
        } catch {
            throw StaffingError(code: .unreadableNorm, detail: "\(error)")
        }
        guard teachersPerClass != nil || (smallSchool != nil && levels != nil) else {
            throw StaffingError(
                code: .incompleteNorm,
                detail: "\(id): needs teachers_per_class, or small_school with levels")
        }
    }

    /// The posts a school needs.
    ///
    /// - Parameters:
    ///   - pupils: pupils by grade.
    ///   - classes: classes by grade as taught; used by per-class norms only. Head-count norms form their own rooms.
    /// - Returns: zero posts for a school without pupils.
    public func requirement(pupils: GradeCounts, classes: GradeCounts) -> StaffRequirement {
        let total = pupils.total
        guard total > 0 else { return StaffRequirement(teachers: 0, administrators: 0) }
        let band = administrators.last { $0.fromPupils <= total }
        return StaffRequirement(
            teachers: teachers(pupils: pupils, classes: classes),
            administrators: (band?.directors ?? 0) + (band?.deputies ?? 0))
    }

    private func teachers(pupils: GradeCounts, classes: GradeCounts) -> Int {
        if let teachersPerClass {
            return Int((Double(classes.total) * teachersPerClass).rounded(.up))
        }
        guard let smallSchool, let levels else { return 0 }
        if pupils.total <= smallSchool.maximumPupils {
            return (pupils.total + smallSchool.pupilsPerTeacher - 1) / smallSchool.pupilsPerTeacher
        }
        let sum = SchoolLevel.allCases.reduce(0.0) { sum, level in
            guard let rule = levels[level.key] else { return sum }
            return sum + teachers(level: level, rule: rule, pupils: pupils)
        }
        return Int((sum + 0.5).rounded(.down))
    }

    /// Teachers of one level before rounding: `((rooms × cap / ratio) + pupils / ratio) / 2`, or rooms only.
    private func teachers(level: SchoolLevel, rule: LevelRule, pupils: GradeCounts) -> Double {
        let rooms = Grade.allCases.filter { $0.level == level }
            .reduce(0) { $0 + normRooms(pupils: pupils[$1], cap: rule.pupilsPerRoom) }
        let fromRooms = Double(rooms * rule.pupilsPerRoom) / Double(rule.pupilsPerTeacher)
        if rule.teachersFromRoomsOnly == true { return fromRooms }
        let fromPupils = Double(pupils.total(of: level)) / Double(rule.pupilsPerTeacher)
        return (fromRooms + fromPupils) / 2
    }

    /// Rooms of a grade by the norm: full rooms, one more from a remainder of 10, at least one for any pupil.
    private func normRooms(pupils: Int, cap: Int) -> Int {
        guard pupils > 0 else { return 0 }
        let full = pupils / cap
        let extra = pupils % cap >= (extraRoomFromRemainder ?? 1) ? 1 : 0
        return max(1, full + extra)
    }
}

/// Posts that a norm gives a school.
public struct StaffRequirement: Hashable, Sendable {
    /// Permanent teachers.
    public var teachers: Int
    /// Directors and deputy directors.
    public var administrators: Int

    /// Posts by kind.
    public init(teachers: Int, administrators: Int) {
        self.teachers = teachers
        self.administrators = administrators
    }
}

/// Teachers needed and in post; a school without a staff record has no balance, it is never "short".
public struct StaffBalance: Hashable, Sendable {
    /// Teachers the norm gives.
    public var needed: Int
    /// Teachers in post; `nil` without a staff record.
    public var inPost: Int?

    /// A balance of teachers.
    public init(needed: Int, inPost: Int?) {
        self.needed = needed
        self.inPost = inPost
    }

    /// Teachers missing (ขาด); `nil` without a staff record.
    public var shortage: Int? { inPost.map { max(0, needed - $0) } }

    /// Teachers above the norm (เกิน); `nil` without a staff record.
    public var surplus: Int? { inPost.map { max(0, $0 - needed) } }
}

/// What can go wrong in this room.
public struct StaffingError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of fault.
    public enum Code: String, Hashable, Sendable {
        case unreadableNorm, incompleteNorm, unknownNorm
    }

    /// The kind of fault.
    public var code: Code
    /// Which norm and what was expected.
    public var detail: String

    /// The fault in one line.
    public var description: String { "\(code.rawValue): \(detail)" }
}
