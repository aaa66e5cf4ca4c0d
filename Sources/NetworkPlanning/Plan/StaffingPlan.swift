import Staffing

/// Teachers and administrators under the plan: transfers, rotating teachers, and the majors of each cluster.
///
/// Transfers and rotations are proposals; today's situation has none. A school without a staff record takes no part in
/// them and is never short.
public struct StaffingPlan: Hashable, Sendable {
    /// The figures by each norm, in the order of the plan's norms; the leading one first.
    public var byNorm: [NormStaffing] = []
    /// Core majors of every cluster and pool, sorted by its code; transfers are those of the leading norm.
    public var majors: [ClusterMajors] = []
    /// Codes of the schools without a staff record, sorted.
    public var schoolsWithoutRecord: [String] = []
    /// Codes of the schools with a staff record whose majors are not recorded, sorted.
    public var schoolsWithoutMajors: [String] = []
    /// Codes of the schools whose needs rest on assumed pupils, sorted.
    public var schoolsWithAssumedPupils: [String] = []
    /// Teachers who retire within the horizon of the staff table; `nil` where no school's record says.
    public var retiring: Int?
    /// Whether they are left out of the teachers in post.
    public var discountsRetirements = false

    /// Nothing planned.
    public init() {}

    /// The figures by the leading norm; `nil` when nothing was evaluated.
    public var leading: NormStaffing? { byNorm.first }

    /// The figures by a norm.
    public func figures(_ normID: String) -> NormStaffing? { byNorm.first { $0.normID == normID } }
}

/// The staff of the office by one norm, stage by stage.
public struct NormStaffing: Hashable, Sendable {
    /// The norm.
    public var normID: String
    /// Teachers today.
    public var before: StaffTotals
    /// Teachers under the plan, everyone where he or she is.
    public var after: StaffTotals
    /// Teachers under the plan after the transfers that the clusters can make within themselves alone.
    public var afterTransfersInClusters: StaffTotals
    /// Teachers under the plan after `transfers`: within clusters first, then between them.
    public var afterTransfers: StaffTotals
    /// Directors and deputies today.
    public var administratorsBefore: StaffTotals
    /// Directors and deputies under the plan.
    public var administratorsAfter: StaffTotals
    /// Teacher posts that the plan changes.
    public var teacherPosts: PostChange
    /// Director and deputy posts that the plan changes.
    public var administratorPosts: PostChange
    /// Proposed transfers, sorted by the school they leave, the school they join, and major.
    public var transfers: [TeacherTransfer]
    /// Rotating teachers after the transfers, and what remains open.
    public var rotation: RotationPlan
    /// The schools' figures, in the order of the plan's schools.
    public var schools: [SchoolStaffing]
    /// The part of `after.shortage` at schools whose pupils are assumed.
    public var shortageOnAssumedPupils: Int

    /// Teachers who move.
    public var teachersTransferred: Int { transfers.reduce(0) { $0 + $1.teachers } }
}

/// Posts that the norm takes from some schools and gives to others when pupils move.
public struct PostChange: Hashable, Sendable {
    /// Σ over the schools that need fewer: need before − need after.
    public var freed = 0
    /// Σ over the schools that need more: need after − need before.
    public var added = 0

    /// Σ need before − Σ need after; below zero when the plan needs more posts.
    public var net: Int { freed - added }
}

/// Posts needed and filled in all schools of the office.
public struct StaffTotals: Hashable, Sendable {
    /// Posts that the norm gives all schools, with and without a staff record.
    public var needed = 0
    /// The part of `needed` at schools with a staff record.
    public var neededWithRecord = 0
    /// People in post; `nil` when no school has a record.
    public var inPost: Int?
    /// Σ of the schools' shortages; `nil` when no school has a record.
    public var shortage: Int?
    /// Σ of the schools' surpluses; `nil` when no school has a record.
    ///
    /// `neededWithRecord − inPost = shortage − surplus`.
    public var surplus: Int?
}

/// The teachers of one school by one norm, under the plan.
public struct SchoolStaffing: Hashable, Sendable {
    /// The school.
    public var schoolCode: String
    /// Teachers needed under the plan.
    public var needed: Int
    /// Teachers in post today; `nil` without a staff record.
    public var inPost: Int?
    /// Teachers who would come by transfer.
    public var arriving: Int
    /// Teachers who would leave by transfer.
    public var leaving: Int
    /// Days a week that rotating teachers spend here.
    public var visitingDays: Int
    /// Days a week that its teachers spend at other schools.
    public var daysAway: Int
    /// Keys of the core majors that its grades ask for and nobody here has after transfers, in the order of the list;
    /// `nil` where majors are not recorded.
    public var missingMajors: [String]?

    /// Need and teachers in post after transfers.
    public var afterTransfers: StaffBalance {
        StaffBalance(needed: needed, inPost: inPost.map { $0 + arriving - leaving })
    }
}

/// The core majors of one cluster or pool.
public struct ClusterMajors: Hashable, Sendable {
    /// The hub, or the first member of a pool.
    public var clusterCode: String
    /// Whether it is a pool without a hub.
    public var isPool: Bool
    /// One entry for every core major that a school of the cluster asks for, in the order of the list.
    public var coverage: [MajorCoverage]
    /// Codes of its schools whose majors are not recorded, sorted; the counts say nothing of them.
    public var schoolsWithoutMajors: [String]
}
