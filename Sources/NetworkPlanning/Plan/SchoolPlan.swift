import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

/// One school under the plan.
public struct SchoolPlan: Sendable {
    /// The school as recorded.
    public var school: School
    /// What it becomes.
    public var role: Role
    /// The hub of its cluster; its own code for a hub, `nil` when it is in no cluster.
    public var hubCode: String?
    /// How it is tied to its hub.
    public var link: Link
    /// The grades whose pupils move to the hub.
    public var movedGrades: GradeSet
    /// Pupils taught there today and under the plan.
    public var pupilsBefore: GradeCounts
    /// Pupils taught there under the plan.
    public var pupilsAfter: GradeCounts
    /// Whether the pupils are an assumption because enrolment is not recorded.
    public var pupilsAreEstimated: Bool
    /// Classes today and under the plan.
    public var classesBefore: GradeCounts
    /// Classes under the plan.
    public var classesAfter: GradeCounts
    /// Whether classes were derived from pupils because they are not recorded.
    public var classesAreEstimated: Bool
    /// Rooms that the plan adds at this hub.
    public var roomsAdded: Int
    /// Teachers needed and in post by norm id, today and under the plan.
    public var staffBefore: [String: StaffBalance]
    /// Teachers needed and in post by norm id, under the plan.
    public var staffAfter: [String: StaffBalance]
    /// Travel of the pupils enrolled here today: to this school, and to where the plan has them taught.
    public var travelBefore: TravelBurden
    /// Travel of the pupils enrolled here today to where the plan has them taught.
    public var travelAfter: TravelBurden
    /// Distance to the hub; `nil` without a link.
    public var hubDistance: Metres?
    /// How its distances were obtained: the least certain of the way to its hub and its pupils' ways.
    public var distanceSource: DistanceSource
    /// Readiness to be a hub, 0…100, from the parts that are recorded; `nil` when none is.
    public var hubScore: HubScore?
    /// Why, most telling first; never empty.
    public var reasons: [Reason]
    /// Whether a lock of the scenario binds it.
    public var isLocked: Bool
    /// The pool it belongs to (the code of the pool's first member); `nil` outside pools.
    public var poolCode: String? = nil
    /// Where the pupils of its moved grades learn, by grade.
    public var receivers: [Grade: String] = [:]
    /// How its pupils move, in the words of OBEC's own plans; `nil` when none does.
    public var moveMode: MoveMode? = nil
    /// Directors and deputies by norm id today.
    public var administratorsBefore: [String: StaffBalance] = [:]
    /// Directors and deputies by norm id under the plan.
    public var administratorsAfter: [String: StaffBalance] = [:]
    /// The best choice that was not taken, and what it would have cost; `nil` where there was no other.
    public var alternative: Alternative? = nil
    /// What it needs to be good in its role.
    public var needs: [SchoolNeed] = []
    /// Its part of the plan's yearly costs against today: the lines of all schools add up to those of the plan.
    ///
    /// What a pool costs is counted at its first member.
    public var costs: [CostLine] = []
    /// The ways of its pupils with a known home, by village and place taught.
    public var homes: [HomeWay] = []

    /// The grades it teaches under the plan.
    public var gradesTaught: GradeSet { pupilsAfter.grades }
}

/// Pupils of one school in one village who are taught at the same place under the plan.
public struct HomeWay: Hashable, Sendable {
    /// The village.
    public var villageCode: String
    /// The pupils, by grade.
    public var pupils: GradeCounts
    /// Home to the school of today.
    public var before: Metres
    /// How that way was obtained.
    public var beforeSource: DistanceSource
    /// The school that teaches them under the plan.
    public var taughtAt: String
    /// Home to that school.
    public var after: Metres
    /// How that way was obtained.
    public var afterSource: DistanceSource
}
