import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

/// The answer to a scenario: a role for every school, what it changes, and how good it is.
///
/// Same district, scenario and seed give the same plan; no clock reading is part of it.
public struct Plan: Sendable {
    /// The question that was asked.
    public var scenario: Scenario
    /// The district it was asked of.
    public var district: District
    /// One entry for every school of the office, sorted by code; external schools are not planned.
    public var schools: [SchoolPlan]
    /// One entry for every hub, sorted by hub code.
    public var clusters: [Cluster]
    /// One entry for every school linked to a hub, sorted by school code.
    public var links: [PlanLink]
    /// One entry for every village of the district, in its order.
    public var villages: [VillagePlan]
    /// The official catchments, or the ones built for want of them; sorted by school code.
    public var catchments: [Catchment]
    /// Totals of the office today.
    public var before: Indicators
    /// Totals of the office under the plan.
    public var after: Indicators
    /// Yearly costs of the plan against today, by heading, in the order shown.
    public var costs: [CostLine]
    /// What teaching costs today by the priced norm, baht a year: the constant that `costs` are measured against.
    public var costToday = 0.0
    /// What the plan costs once, by heading, in the order shown; `bahtPerYear` of these lines is baht once.
    public var oneOffCosts: [CostLine] = []
    /// Years until the one-off costs are saved; `nil` when the plan saves nothing a year.
    public var breakEvenYears: Double? {
        let yearly = costs.filter { !$0.isWeight }.reduce(0) { $0 + $1.bahtPerYear }
        let once = oneOffCosts.reduce(0) { $0 + $1.bahtPerYear }
        guard yearly < 0 else { return nil }
        return once / -yearly
    }
    /// Pools of schools that share out their grades without a hub, sorted by their first member.
    public var pools: [Pool] = []
    /// Transfers, rotating teachers and majors under the plan.
    public var staffing = StaffingPlan()
    /// Travel in detail, and the school vans.
    public var travel = TravelPlan()
    /// How far each score weight may move before another school outscores a hub inside its cluster.
    public var hubStability: [HubStability] = []
    /// The price of each rule of the scenario, where it was asked for.
    public var rulePrices: [RulePrice] = []
    /// How the plan was found and how good it is proved to be.
    public var outcome: PlanOutcome
    /// The norms shown side by side, the leading one first.
    public var norms: [StaffingNorm]
    /// What is missing or estimated.
    public var gaps: [DataGap]
    /// Where every figure comes from.
    public var provenance: Provenance
}

/// What a school becomes.
public enum Role: String, CaseIterable, Hashable, Sendable {
    case hub, network
    case standAlone = "stand_alone"
    case undecided

    /// The Thai label (DOMAIN 4.6).
    public var thaiLabel: String {
        switch self {
        case .hub: "โรงเรียนคุณภาพ"
        case .network: "โรงเรียนเครือข่าย"
        case .standAlone: "โรงเรียน Stand Alone"
        case .undecided: "ยังไม่จัดกลุ่ม"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .hub: "Hub"
        case .network: "Network school"
        case .standAlone: "Stand-alone school"
        case .undecided: "Undecided"
        }
    }
}

/// How a school is tied to its hub.
public enum Link: String, CaseIterable, Hashable, Sendable {
    /// All pupils learn at the hub (เรียนรวม).
    case movesAll = "moves_all"
    /// Pupils of some grades learn at the hub.
    case movesSome = "moves_some"
    /// Teachers, rooms and equipment are shared; pupils stay (ใช้ทรัพยากรร่วมกัน).
    case shares
    case none

    /// The Thai label.
    public var thaiLabel: String {
        switch self {
        case .movesAll: "มาเรียนรวมทั้งโรงเรียน"
        case .movesSome: "มาเรียนรวมบางชั้น"
        case .shares: "ใช้ทรัพยากรร่วมกัน"
        case .none: "ไม่เชื่อมโยง"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .movesAll: "All pupils learn at the hub"
        case .movesSome: "Some grades learn at the hub"
        case .shares: "Shares resources"
        case .none: "No link"
        }
    }
}

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
    /// How its distances were obtained.
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
    /// The school that teaches them under the plan.
    public var taughtAt: String
    /// Home to that school.
    public var after: Metres
}

/// Readiness of a school to be a hub, from visible parts.
public struct HubScore: Hashable, Sendable {
    /// One part of the score.
    public struct Part: Hashable, Sendable {
        /// A stable key such as `rooms`.
        public var key: String
        /// The Thai label.
        public var thaiLabel: String
        /// 0…1; `nil` where the data is missing.
        public var value: Double?
        /// How much it counts; 0 leaves it out.
        public var weight: Double

        /// A part of the score.
        public init(key: String, thaiLabel: String, value: Double?, weight: Double = 1) {
            self.key = key
            self.thaiLabel = thaiLabel
            self.value = value
            self.weight = weight
        }
    }

    /// The parts, in the order shown.
    public var parts: [Part]

    /// A score from its parts.
    public init(parts: [Part]) { self.parts = parts }

    /// The weighted mean of the recorded parts × 100; `nil` when none with a weight is recorded.
    public var total: Double? {
        var sum = 0.0
        var weights = 0.0
        for part in parts {
            guard let value = part.value, part.weight > 0 else { continue }
            sum += part.weight * value
            weights += part.weight
        }
        return weights > 0 ? sum / weights * 100 : nil
    }
}

/// A hub with the schools that link to it.
public struct Cluster: Hashable, Sendable {
    /// The hub.
    public var hubCode: String
    /// Codes of the linked schools, sorted; the hub is not among them.
    public var memberCodes: [String]
    /// Pupils of the cluster (hub and members), the same before and after.
    public var pupils: Int
    /// Pupils who move to the hub.
    public var pupilsMoved: Int
    /// Usable rooms of the hub and classes taught there after the move.
    public var hubRooms: Int?
    /// Classes taught at the hub under the plan.
    public var hubClassesAfter: Int
    /// Teachers of all its schools against the sum of their needs, by norm id.
    public var staffBefore: [String: StaffBalance]
    /// Teachers against needs under the plan, by norm id.
    public var staffAfter: [String: StaffBalance]
    /// Travel of all its pupils today.
    public var travelBefore: TravelBurden
    /// Travel of all its pupils under the plan.
    public var travelAfter: TravelBurden
    /// The furthest link of the cluster.
    public var furthestLink: Metres
}

/// A tie from a school to its hub.
public struct PlanLink: Hashable, Sendable {
    /// The linked school.
    public var schoolCode: String
    /// Its hub.
    public var hubCode: String
    /// How they are tied.
    public var link: Link
    /// School to hub.
    public var distance: Metres
    /// How the distance was obtained.
    public var distanceSource: DistanceSource
    /// Pupils who move along it; 0 for sharing.
    public var pupilsMoved: Int
    /// The way along the roads, or the straight line where there are none; school first.
    public var path: [Coordinate]
}

/// A village under the plan.
public struct VillagePlan: Hashable, Sendable {
    /// The village as recorded.
    public var village: Village
    /// Travel of its pupils today.
    public var travelBefore: TravelBurden
    /// Travel of its pupils under the plan.
    public var travelAfter: TravelBurden
    /// Codes of the schools its pupils attend after the plan, sorted.
    public var schoolsAfter: [String]
}

/// Totals of the office.
public struct Indicators: Sendable {
    /// Schools by role.
    public var roles: [Role: Int]
    /// All pupils.
    public var pupils: Int
    /// All classes.
    public var classes: Int
    /// Schools that teach at least one pupil.
    public var schoolsTeaching: Int
    /// Schools that teach 1…120 pupils.
    public var smallSchools: Int
    /// Travel of all pupils.
    public var travel: TravelBurden
    /// Sums of the schools' shortages and surpluses by norm id; schools without data are counted apart.
    ///
    /// A norm is absent when no school has a staff record.
    public var shortage: [String: Int]
    /// Sums of the schools' surpluses by norm id.
    public var surplus: [String: Int]
    /// Schools without a staff record.
    public var schoolsWithoutStaffData: Int
    /// What remains short when teachers are shared inside each cluster, by norm id.
    public var shortageWithinClusters: [String: Int]
}

/// One heading of the yearly costs.
public struct CostLine: Hashable, Sendable {
    /// A stable key such as `transport`.
    public var key: String
    /// The Thai label.
    public var thaiLabel: String
    /// The English label.
    public var englishLabel: String
    /// Baht a year under the plan minus today; negative is saved.
    public var bahtPerYear: Double
    /// How the figure comes about, in Thai, with the rate.
    public var basisThai: String
    /// How the figure comes about, in English, with the rate.
    public var basisEnglish = ""
    /// How many posts, pupils or kilometres.
    public var quantity = 0.0
    /// Whether every rate in it is confirmed.
    public var isConfirmed: Bool
    /// Who pays it.
    public var funding: FundingSource = .state
    /// Whether it is a weight that steers the goal, not money that anybody pays.
    public var isWeight = false
}

/// How the plan was found.
public struct PlanOutcome: Sendable {
    /// What the solver can say of the plan.
    public enum Status: String, Hashable, Sendable {
        /// Proven within the asked gap.
        case optimal
        /// A plan, not proven within the gap: the limit came first.
        case feasible
        /// The rules contradict each other; the plan shown is today's situation.
        case infeasible
        /// The limit came before any plan was found; the plan shown is today's situation.
        case noPlan = "no_plan"
        /// Nothing was to be decided.
        case evaluated
    }

    /// One goal in the order of importance.
    public struct Stage: Hashable, Sendable {
        /// The goal in Thai.
        public var nameThai: String
        /// The goal in English.
        public var nameEnglish: String
        /// Unit of the objective: `pupil_km_with_penalties`, `hubs`, `pupils`, `baht_per_year`.
        public var unit: String
        /// The value reached.
        public var objective: Double
        /// No plan can be better than this.
        public var bound: Double
        /// |objective − bound| / max(1, |objective|).
        public var relativeGap: Double
    }

    /// What the solver can say of the plan.
    public var status: Status
    /// Goals in the order of importance.
    public var stages: [Stage]
    /// When infeasible: the rules that cannot hold together, in Thai and English.
    public var conflictThai: [String]
    /// The conflicting rules in English.
    public var conflictEnglish: [String]
    /// Schools or villages that no eligible hub can cover, by name.
    public var uncovered: [String]
    /// Admissible move and share pairs that the solver chose from.
    public var movePairs: Int
    /// Admissible share pairs.
    public var sharePairs: Int
    /// Schools that may be hubs.
    public var eligibleHubs: Int

    /// The largest gap of any stage; `nil` without a stage.
    public var relativeGap: Double? { stages.map(\.relativeGap).max() }
}

/// Where the figures come from: enough to run the plan again.
public struct Provenance: Hashable, Sendable {
    /// An input file as it was read.
    public struct Input: Hashable, Sendable {
        /// The path as the manifest writes it.
        public var path: String
        /// SHA-256 of its bytes, hexadecimal.
        public var sha256: String
        /// Its size.
        public var bytes: Int

        /// An input file.
        public init(path: String, sha256: String, bytes: Int) {
            self.path = path
            self.sha256 = sha256
            self.bytes = bytes
        }
    }

    /// The command behind a plan: what it takes to run it again.
    public struct Rerun: Hashable, Sendable {
        /// The scenario file as the command line gave it.
        public var scenario: String
        /// The values that replace those of the scenario, `key=value` each, in their order.
        public var overrides: [String]
        /// The folder that the command was given in, seen from the plan's folder, such as `../..`.
        ///
        /// `nil` when the plan was written elsewhere: no name of a folder above the plan is told.
        public var workingDirectory: String?

        /// A command.
        public init(scenario: String, overrides: [String], workingDirectory: String?) {
            self.scenario = scenario
            self.overrides = overrides
            self.workingDirectory = workingDirectory
        }
    }

    /// The planner's version.
    public var plannerVersion: String
    /// Libraries and their versions, sorted by name.
    public var libraries: [(name: String, version: String)]
    /// The files read, sorted by path.
    public var inputs: [Input]
    /// How coordinates were brought to WGS 84, in one line; `nil` when they were WGS 84 already.
    public var coordinateNote: String?
    /// What was read and used of the roads, in one line; `nil` without roads.
    public var roadNote: String?
    /// How to run the plan again; `nil` when it was not made by a command.
    public var rerun: Rerun?

    /// Where figures come from.
    public init(
        plannerVersion: String, libraries: [(name: String, version: String)], inputs: [Input],
        coordinateNote: String?, roadNote: String?, rerun: Rerun? = nil
    ) {
        self.plannerVersion = plannerVersion
        self.libraries = libraries
        self.inputs = inputs
        self.coordinateNote = coordinateNote
        self.roadNote = roadNote
        self.rerun = rerun
    }

    /// All parts are equal.
    public static func == (left: Provenance, right: Provenance) -> Bool {
        left.plannerVersion == right.plannerVersion && left.inputs == right.inputs
            && left.coordinateNote == right.coordinateNote && left.roadNote == right.roadNote
            && left.rerun == right.rerun
            && left.libraries.elementsEqual(right.libraries, by: ==)
    }

    /// Hashes the version and the inputs.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(plannerVersion)
        hasher.combine(inputs)
    }
}
