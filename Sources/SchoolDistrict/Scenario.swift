import SpatialTypes

/// What the planner may vary: one question asked of a district.
///
/// Every field has the default that an empty scenario file gets; the empty scenario is today's situation.
public struct Scenario: Hashable, Sendable {
    /// The question in Thai and English, shown on every output.
    public var nameThai = "สถานการณ์ปัจจุบัน"
    /// The question in English.
    public var nameEnglish = "Today's situation"
    /// What the plan is to be best at.
    public var objective: Objective = .none
    /// How many hubs and which schools may be one.
    public var hubs = HubRules()
    /// Travel limits.
    public var travel = TravelRules()
    /// Rooms and pupils per room.
    public var capacity = CapacityRules()
    /// Which moves are allowed.
    public var moves = MoveRules()
    /// Which norm leads.
    public var staffing = StaffingRules()
    /// What is assumed where data is missing.
    public var estimates = EstimateRules()
    /// Rates in baht.
    public var costs = CostTable()
    /// Decisions already taken.
    public var locks: [Lock] = []
    /// Schools whose pupils never move.
    public var protection = ProtectionRules()
    /// How long and how exactly to solve.
    public var solver = SolverRules()

    /// The empty scenario.
    public init() {}
}

/// What the plan is to be best at.
public enum Objective: String, CaseIterable, Hashable, Sendable {
    /// Nothing is decided: today's situation, evaluated.
    case none
    /// Least pupil-kilometres from schools to their hubs (Hakimi 1964).
    case pMedian = "p_median"
    /// Fewest hubs with every demand point inside the cover limit (Toregas et al. 1971), then p-median.
    case lscp
    /// Most pupils inside the cover limit of a hub (Church & ReVelle 1974), then p-median.
    case mclp
    /// Least baht a year: sections, transport, rooms, hubs, links.
    case minimumCost = "minimum_cost"

    /// The Thai name of the goal.
    public var thaiLabel: String {
        switch self {
        case .none: "ไม่จัดกลุ่ม (สถานการณ์ปัจจุบัน)"
        case .pMedian: "ระยะทางรวมถึงโรงเรียนคุณภาพน้อยที่สุด (p-median)"
        case .lscp: "จำนวนโรงเรียนคุณภาพน้อยที่สุดที่ครอบคลุมทุกแห่ง (LSCP)"
        case .mclp: "นักเรียนอยู่ในระยะที่กำหนดมากที่สุด (MCLP)"
        case .minimumCost: "ค่าใช้จ่ายต่อปีต่ำที่สุด (minimum cost)"
        }
    }
}

/// How many hubs, and which schools may be one.
public struct HubRules: Hashable, Sendable {
    /// How many hubs are chosen.
    public enum Count: Hashable, Sendable {
        /// As many as the objective wants.
        case free
        case exactly(Int)
        case atMost(Int)
        /// One in each area that has an eligible school.
        case onePer(Area)
    }

    /// The area of a one-per rule.
    public enum Area: String, CaseIterable, Hashable, Sendable {
        case subdistrict, district
    }

    /// How many hubs are chosen.
    public var count: Count = .free
    /// A hub has at least this many pupils today; 0 asks for nothing.
    public var minimumPupils = 0
    /// A hub has at least this many usable rooms; schools with unknown rooms pass and are flagged.
    public var minimumRooms = 0
    /// Whether a hub needs a director or deputy in post; unknown staff passes and is flagged.
    public var requiresAdministrator = false
    /// Grades a hub must offer; empty asks for nothing.
    public var requiredGrades: GradeSet = []

    /// The defaults of an empty scenario.
    public init() {}
}

/// Travel limits.
///
/// The 3 km indicator (home → school) and the merge radius (school → school) are different measures.
public struct TravelRules: Hashable, Sendable {
    /// How pupils travel: a profile name, `walk` or `school_van`.
    public var profile = "walk"
    /// The home → school indicator (3 km).
    public var indicatorLimit = Metres(kilometres: 3)
    /// No pupil who moves may live further than this from the hub.
    public var hardMaximum = Metres(kilometres: 15)
    /// The share of a school's pupils (0…1) that must live within `hardMaximum`; 1 asks it of all.
    public var shareInside = 1.0
    /// School → school road distance within which pupils may move (policy of 2559: 6 km).
    public var mergeRadius = Metres(kilometres: 6)
    /// School → school road distance within which resources may be shared.
    public var shareRadius = Metres(kilometres: 15)
    /// The cover limit of LSCP and MCLP.
    public var coverLimit = Metres(kilometres: 6)
    /// Who must be covered: the schools' pupils at their school, or at home.
    public var coverDemand: CoverDemand = .schools
    /// Road distance ≈ geodesic × this factor where there are no roads.
    public var detourFactor = 1.3
    /// A place further than this from a usable road is off the network.
    public var maximumSnap = Metres(kilometres: 2)

    /// Where a covered pupil stands.
    public enum CoverDemand: String, CaseIterable, Hashable, Sendable {
        case schools, homes
    }

    /// The defaults of an empty scenario.
    public init() {}
}

/// Rooms and pupils per room.
public struct CapacityRules: Hashable, Sendable {
    /// Pupils per room by level (intake policy 2561: 30 / 40 / 40 / 40).
    public var pupilsPerRoom: [SchoolLevel: Int] = [
        .prePrimary: 30, .primary: 40, .lowerSecondary: 40, .upperSecondary: 40,
    ]
    /// Whether a hub may be given more rooms, at the cost in the cost table.
    public var roomsMayBeAdded = false
    /// The most rooms that one hub may be given.
    public var maximumAddedRooms = 6

    /// The defaults of an empty scenario.
    public init() {}

    /// Pupils per room of a grade.
    public func pupilsPerRoom(_ grade: Grade) -> Int { pupilsPerRoom[grade.level] ?? 40 }
}

/// Which moves are allowed.
public struct MoveRules: Hashable, Sendable {
    /// Whether whole schools may move their pupils to a hub.
    public var wholeSchool = true
    /// Only schools with at most this many pupils may move (OBEC's small school: 120).
    public var maximumPupils = 120
    /// p-median: a school that could move but only shares counts this much further, per pupil.
    public var shareInsteadOfMovePenalty = Metres(kilometres: 1)
    /// p-median: a school with a hub in reach that stands alone counts as this far from one, per pupil.
    public var standAlonePenalty = Metres(kilometres: 30)

    /// The defaults of an empty scenario.
    public init() {}
}

/// Which norm the tables lead with; all norms are always shown side by side.
public struct StaffingRules: Hashable, Sendable {
    /// The id of the leading norm.
    public var norm = "tepc-2545"

    /// The defaults of an empty scenario.
    public init() {}
}

/// What is assumed where a school's own figure is missing; every figure that rests on it is flagged.
public struct EstimateRules: Hashable, Sendable {
    /// Pupils in each grade offered, where enrolment is not recorded.
    public var pupilsPerGrade = 12
    /// Rooms assumed beyond the classes taught today, where usable rooms are not recorded.
    public var spareRooms = 4

    /// The defaults of an empty scenario.
    public init() {}
}

/// A rate in baht and whether an officer has confirmed it.
public struct Rate: Hashable, Sendable {
    /// The rate in baht.
    public var baht: Double
    /// Whether an officer has confirmed it.
    public var isConfirmed: Bool

    /// A rate in baht.
    public init(_ baht: Double, isConfirmed: Bool = false) {
        self.baht = baht
        self.isConfirmed = isConfirmed
    }
}

/// Rates of the minimum-cost objective, baht; none is confirmed until an officer says so.
public struct CostTable: Hashable, Sendable {
    /// Travel support per moved pupil and school day (one report of 15 baht, DOMAIN 2.5).
    public var subsidyPerPupilDay = Rate(15)
    /// School days a year.
    public var schoolDays = 200
    /// Salary and benefits of one teacher a year; a section needs one teacher.
    public var teacherPerYear = Rate(400_000)
    /// A new classroom, spread over its life, a year.
    public var addedRoomPerYear = Rate(30_000)
    /// Running a hub (equipment, internet, coordination) a year.
    public var hubPerYear = Rate(300_000)
    /// The small-school top-up per pupil a year that is lost when a school of ≤ 120 pupils moves.
    public var smallSchoolTopUpPerPupil = Rate(500)
    /// A sharing link: rotating teachers' travel, per road kilometre a year.
    public var sharePerKilometreYear = Rate(3_000)
    /// What it costs a year to make a school good where it stands, without any hub to share with.
    public var standAlonePerYear = Rate(200_000)

    /// The defaults of an empty scenario.
    public init() {}

    /// All rates with their scenario keys and Thai labels, in a fixed order.
    public var rows: [(key: String, thaiLabel: String, rate: Rate)] {
        [
            ("subsidy_per_pupil_day", "ค่าพาหนะต่อคนต่อวัน", subsidyPerPupilDay),
            ("teacher_per_year", "เงินเดือนครูต่ออัตราต่อปี", teacherPerYear),
            ("added_room_per_year", "ห้องเรียนเพิ่ม เฉลี่ยต่อปี", addedRoomPerYear),
            ("hub_per_year", "ค่าดำเนินการโรงเรียนคุณภาพต่อปี", hubPerYear),
            (
                "small_school_top_up_per_pupil", "เงินเพิ่มโรงเรียนขนาดเล็กต่อคนต่อปี",
                smallSchoolTopUpPerPupil
            ),
            (
                "share_per_kilometre_year", "ค่าเดินทางครูเวียนสอนต่อกม.ต่อปี",
                sharePerKilometreYear
            ),
            ("stand_alone_per_year", "ค่าดูแลโรงเรียน Stand Alone ต่อปี", standAlonePerYear),
        ]
    }
}

/// A decision already taken that the solver keeps.
public struct Lock: Hashable, Sendable {
    /// What is decided.
    public enum Decision: Hashable, Sendable {
        /// The school is a hub.
        case hub
        /// The school is not a hub.
        case notHub
        /// Its pupils stay; it may share.
        case stays
        /// Its pupils move to this hub.
        case joins(hubCode: String)
        /// It shares with this hub; its pupils stay.
        case sharesWith(hubCode: String)
    }

    /// The school it binds.
    public var schoolCode: String
    /// What is decided.
    public var decision: Decision
    /// Why, in the planner's words.
    public var reason: String?
    /// Where the lock is written, for messages: `file:line`.
    public var origin: String?

    /// A lock on a school.
    public init(
        schoolCode: String, decision: Decision, reason: String? = nil, origin: String? = nil
    ) {
        self.schoolCode = schoolCode
        self.decision = decision
        self.reason = reason
        self.origin = origin
    }
}

/// Schools whose pupils are never moved.
public struct ProtectionRules: Hashable, Sendable {
    /// Special statuses that protect a school.
    public var statuses: Set<SpecialStatus> = Set(SpecialStatus.allCases)
    /// Further protected schools, by code.
    public var schoolCodes: Set<String> = []

    /// The defaults of an empty scenario.
    public init() {}
}

/// How long and how exactly to solve.
public struct SolverRules: Hashable, Sendable {
    /// The seed of the solver's tie-breaking.
    public var seed = 1
    /// Wall time for the whole solve.
    public var timeLimit = Seconds(60)
    /// Stop when the incumbent is proven within this share of the best possible (0.001 = 0.1 %).
    public var relativeGap = 0.001

    /// The defaults of an empty scenario.
    public init() {}
}
