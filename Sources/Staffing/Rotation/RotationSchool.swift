import SchoolDistrict
import SpatialTypes

/// What a rotation plan needs to know of one school with a staff record, after transfers.
public struct RotationSchool: Hashable, Sendable {
    /// The school.
    public var code: String
    /// Its cluster; schools outside clusters rotate no one.
    public var clusterCode: String?
    /// Teachers needed.
    public var needed: Int
    /// Teachers counted as in post, after transfers.
    public var inPost: Int
    /// Those teachers by major as recorded (`""` where not recorded).
    public var teachersByMajor: [String: Int]
    /// The keys of the core majors that its grades ask for; empty where its majors are not recorded.
    public var coreMajors: [String]
    /// Classes taught.
    public var classes: GradeCounts

    /// A school by its figures.
    public init(
        code: String, clusterCode: String?, needed: Int, inPost: Int,
        teachersByMajor: [String: Int], coreMajors: [String], classes: GradeCounts
    ) {
        self.code = code
        self.clusterCode = clusterCode
        self.needed = needed
        self.inPost = inPost
        self.teachersByMajor = teachersByMajor
        self.coreMajors = coreMajors
        self.classes = classes
    }

    var shortage: Int { max(0, needed - inPost) }
    var surplus: Int { max(0, inPost - needed) }
}

/// How far and how long teachers rotate; the days are planning assumptions, no rule of the ministry.
public struct RotationRules: Hashable, Sendable {
    /// The furthest road distance from the own school.
    public var radius: Metres
    /// Classes that one day a week of a major serves: six periods, two for each.
    public var classesPerDay = 3
    /// The most days a week that a teacher spends at other schools, and that one school gets of a major.
    public var maximumDays = 4
    /// Days in a school week.
    public var weekDays = 5

    /// The usual rules within a radius.
    public init(radius: Metres) { self.radius = radius }

    /// Days a week of a core major that classes ask for: ⌈classes of its grades / `classesPerDay`⌉, at most
    /// `maximumDays`.
    public func days(of major: CoreMajor, classes: GradeCounts) -> Int {
        let taught = classes.only(major.grades).total
        return min(maximumDays, (taught + classesPerDay - 1) / classesPerDay)
    }
}

/// A teacher of a cluster who teaches some weekdays at another of its schools (ครูเวียนสอน).
public struct RotationVisit: Hashable, Sendable {
    /// What the visit is for.
    public enum Purpose: String, CaseIterable, Hashable, Sendable {
        /// A teacher is missing there.
        case shortage
        /// A core major is missing there.
        case major
    }

    /// The own school.
    public var fromCode: String
    /// The school visited.
    public var toCode: String
    /// The teacher's major as recorded; `nil` where it is not.
    public var major: String?
    /// The key of the core major; `nil` for other majors.
    public var coreMajor: String?
    /// Whole days a week, 1…4.
    public var daysPerWeek: Int
    /// From school to school.
    public var distance: Metres
    /// What for.
    public var purpose: Purpose
}

/// Rotating teachers of all clusters, and what remains open.
public struct RotationPlan: Hashable, Sendable {
    /// The visits, sorted by own school, school visited, purpose and major.
    public var visits: [RotationVisit] = []
    /// Teacher days a week still missing by school code; only schools with some.
    public var openShortageDays: [String: Int] = [:]
    /// Days a week still missing by school code and core major key; only those with some.
    public var openMajorDays: [String: [String: Int]] = [:]

    /// No one rotates.
    public init() {}
}
