import SchoolDistrict
import SpatialTypes

/// What a transfer plan needs to know of one school with a staff record.
public struct TransferSchool: Hashable, Sendable {
    /// The school.
    public var code: String
    /// Its cluster; `nil` outside clusters.
    public var clusterCode: String?
    /// Where its pupils learn when all of them move; its teachers go there first.
    public var pupilsMoveTo: String?
    /// Teachers needed.
    public var needed: Int
    /// Teachers counted as in post.
    public var inPost: Int
    /// The counted teachers by major as recorded (`""` where not recorded).
    public var teachersByMajor: [String: Int]
    /// Those of them who may move: all but the ones who retire.
    public var movableByMajor: [String: Int]
    /// The keys of the core majors that its grades ask for; empty where its majors are not recorded.
    public var coreMajors: [String]
    /// Teacher houses; `nil` where not recorded, which offers none.
    public var housingUnits: Int?

    /// A school by its figures.
    public init(
        code: String, clusterCode: String? = nil, pupilsMoveTo: String? = nil, needed: Int,
        inPost: Int, teachersByMajor: [String: Int], movableByMajor: [String: Int]? = nil,
        coreMajors: [String] = [], housingUnits: Int? = nil
    ) {
        self.code = code
        self.clusterCode = clusterCode
        self.pupilsMoveTo = pupilsMoveTo
        self.needed = needed
        self.inPost = inPost
        self.teachersByMajor = teachersByMajor
        self.movableByMajor = movableByMajor ?? teachersByMajor
        self.coreMajors = coreMajors
        self.housingUnits = housingUnits
    }

    /// A school by its staff record.
    ///
    /// Teachers who retire never move; with `discountsRetirements` they are not counted as in post either. Majors count
    /// as recorded when at least one is, or when there is no teacher.
    ///
    /// - Parameter gradesTaught: the grades that ask for core majors.
    public init(
        code: String, clusterCode: String?, pupilsMoveTo: String?, needed: Int,
        staff: StaffRecord, discountsRetirements: Bool, gradesTaught: GradeSet,
        majors: CoreMajors, housingUnits: Int?
    ) {
        var all = staff.teachersByMajor.filter { $0.value > 0 && !$0.key.isEmpty }
        let recorded = all.values.reduce(0, +)
        all[""] = max(0, staff.teachers - recorded)
        var staying = all
        for (major, retiring) in staff.retiringByMajor ?? [:] {
            staying[major] = max(0, (staying[major] ?? 0) - retiring)
        }
        let isRecorded = recorded > 0 || staff.teachers == 0
        self.init(
            code: code, clusterCode: clusterCode, pupilsMoveTo: pupilsMoveTo, needed: needed,
            inPost: Self.teachersInPost(staff, discountsRetirements: discountsRetirements),
            teachersByMajor: discountsRetirements ? staying : all, movableByMajor: staying,
            coreMajors: isRecorded ? majors.needed(teaching: gradesTaught).map(\.id) : [],
            housingUnits: housingUnits)
    }

    /// The teachers of a record that count as in post.
    public static func teachersInPost(_ staff: StaffRecord, discountsRetirements: Bool) -> Int {
        discountsRetirements ? max(0, staff.teachers - staff.retiring) : staff.teachers
    }

    /// Teachers missing.
    public var shortage: Int { max(0, needed - inPost) }

    /// Teachers above the need.
    public var surplus: Int { max(0, inPost - needed) }

    /// Teachers whom it can give without falling below its need.
    public var available: Int { min(surplus, movableByMajor.values.reduce(0, +)) }
}

/// What a proposed transfer must keep.
public struct TransferRules: Hashable, Sendable {
    /// The furthest road distance between clusters; inside a cluster any distance is allowed.
    public var radius: Metres
    /// Beyond this road distance a transfer needs a teacher house at the new school.
    public var housingDistance: Metres
    /// Whether transfers stay inside the clusters.
    public var withinClustersOnly: Bool

    /// Rules of transfers.
    public init(radius: Metres, housingDistance: Metres, withinClustersOnly: Bool) {
        self.radius = radius
        self.housingDistance = housingDistance
        self.withinClustersOnly = withinClustersOnly
    }
}

/// Teachers of one major who could move from a school above its need to one below it.
public struct TeacherTransfer: Hashable, Sendable {
    /// The school they leave.
    public var fromCode: String
    /// The school they join.
    public var toCode: String
    /// Their major as recorded; `nil` where it is not.
    public var major: String?
    /// How many.
    public var teachers: Int
    /// From school to school.
    public var distance: Metres
    /// Whether both schools belong to one cluster.
    public var isInsideCluster: Bool
    /// Whether they follow their pupils: all pupils of their school learn at the new one.
    public var followsPupils: Bool
    /// Whether the new school had no teacher of their core major.
    public var bringsMissingMajor: Bool
    /// Whether they need a teacher house there.
    public var needsHouse: Bool
}
