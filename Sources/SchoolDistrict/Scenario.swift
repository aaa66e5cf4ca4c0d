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
    /// Least baht a year with pupils over the indicator limit and missing teachers priced as well.
    case balanced

    /// The Thai name of the goal.
    public var thaiLabel: String {
        switch self {
        case .none: "ไม่จัดกลุ่ม (สถานการณ์ปัจจุบัน)"
        case .pMedian: "ระยะทางรวมถึงโรงเรียนคุณภาพน้อยที่สุด (p-median)"
        case .lscp: "จำนวนโรงเรียนคุณภาพน้อยที่สุดที่ครอบคลุมทุกแห่ง (LSCP)"
        case .mclp: "นักเรียนอยู่ในระยะที่กำหนดมากที่สุด (MCLP)"
        case .minimumCost: "ค่าใช้จ่ายต่อปีต่ำที่สุด (minimum cost)"
        case .balanced: "สมดุลระหว่างงบประมาณ ระยะทาง และครู (balanced)"
        }
    }

    /// Whether the goal is measured in baht.
    public var isMoney: Bool { self == .minimumCost || self == .balanced }
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
    /// A hub scores at least this much, 0…100; 0 asks for nothing, schools without any recorded part pass.
    public var minimumScore = 0.0
    /// How much each part of the hub score weighs, by its key; a part not listed weighs 1, 0 leaves it out.
    public var scoreWeights: [String: Double] = [:]

    /// The keys of the parts of the hub score, in the order shown.
    public static let scoreParts = [
        "enrolment", "enrolment_trend", "spare_rooms", "land", "teachers_per_class", "majors",
        "administrator", "learning_results", "internet", "devices", "housing", "road_access",
        "centrality", "community_support",
    ]

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
    /// The nearer cap for pupils of `youngGrades` who move; `nil` for no cap of their own.
    public var youngMaximum: Metres?
    /// The grades that the nearer cap protects (K1–P3).
    public var youngGrades = GradeSet(Grade.allCases.filter { $0 <= .p3 })
    /// The longest ride of a pupil in a school van (30 minutes, OBEC 2562).
    public var maximumRide = Seconds(30 * 60)
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
    /// The grade blocks that may move by themselves, in grade order; empty moves whole schools only.
    public var blocks: [GradeSet] = []
    /// p-median: a school that is split counts its pupils this much further, per pupil.
    public var splitPenalty = Metres(kilometres: 1)
    /// Grades that a hub may open for arriving pupils although it does not offer them today.
    public var gradesHubMayOpen: GradeSet = []
    /// Grade pooling among equals without a hub (the แก่งจันทร์ model).
    public var pooling = PoolingRules()

    /// The blocks of OBEC's own plans: pre-primary, P1–3, P4–6, M1–3, M4–6.
    public static let usualBlocks: [GradeSet] = [
        GradeSet([.k1, .k2, .k3]), GradeSet([.p1, .p2, .p3]), GradeSet([.p4, .p5, .p6]),
        GradeSet([.m1, .m2, .m3]), GradeSet([.m4, .m5, .m6]),
    ]

    /// The defaults of an empty scenario.
    public init() {}
}

/// Grade pooling: small schools near each other, none of them a hub, share out the grades between them.
public struct PoolingRules: Hashable, Sendable {
    /// Whether pools are considered.
    public var isAllowed = false
    /// The furthest road distance between any two schools of a pool.
    public var radius = Metres(kilometres: 6)
    /// The most schools in a pool, 2…5.
    public var maximumSchools = 4
    /// The grade blocks that a pool shares out; empty takes the blocks that may move, or the usual ones.
    public var blocks: [GradeSet] = []

    /// The defaults of an empty scenario.
    public init() {}
}

/// Which norm the tables lead with; all norms are always shown side by side.
public struct StaffingRules: Hashable, Sendable {
    /// The id of the leading norm.
    public var norm = "tepc-2545"
    /// The id of the norm whose teacher posts the cost goals pay for; a section needs a teacher by default.
    public var pricedNorm = "one-per-class"
    /// Whether the cost goals also pay for directors and deputies by the leading norm's bands.
    public var pricesAdministrators = false
    /// The furthest road distance of a proposed teacher transfer; inside a cluster any distance is allowed.
    public var transferRadius = Metres(kilometres: 20)
    /// Whether transfers stay inside the clusters of the plan.
    public var transfersWithinClustersOnly = false
    /// Beyond this road distance a transfer needs a teacher house at the new school.
    public var housingDistance = Metres(kilometres: 30)
    /// Whether teachers who retire within the horizon are counted as gone.
    public var discountsRetirements = false

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

/// Who pays.
public enum FundingSource: String, CaseIterable, Hashable, Sendable {
    case state, local, csr

    /// The Thai label.
    public var thaiLabel: String {
        switch self {
        case .state: "งบประมาณแผ่นดิน (สพฐ.)"
        case .local: "องค์กรปกครองส่วนท้องถิ่น"
        case .csr: "ภาคเอกชน/ชุมชน (CSR)"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .state: "State budget"
        case .local: "Local government"
        case .csr: "Private sector and community (CSR)"
        }
    }
}

/// Travel support by distance from home to school: up to a distance, so much a pupil and school day.
public struct SubsidyBand: Hashable, Sendable {
    /// The furthest home → school distance of the band; `nil` for the last band.
    public var upTo: Metres?
    /// Baht a pupil and school day.
    public var baht: Double

    /// A band.
    public init(upTo: Metres?, baht: Double) {
        self.upTo = upTo
        self.baht = baht
    }
}

/// A rate in baht and whether an officer has confirmed it.
public struct Rate: Hashable, Sendable {
    /// The rate in baht.
    public var baht: Double
    /// Whether an officer has confirmed it.
    public var isConfirmed: Bool
    /// Who pays it.
    public var funding: FundingSource

    /// A rate in baht.
    public init(_ baht: Double, isConfirmed: Bool = false, funding: FundingSource = .state) {
        self.baht = baht
        self.isConfirmed = isConfirmed
        self.funding = funding
    }
}

/// Rates of the minimum-cost objective, baht; none is confirmed until an officer says so.
public struct CostTable: Hashable, Sendable {
    /// Travel support per moved pupil and school day (one report of 15 baht, DOMAIN 2.5).
    public var subsidyPerPupilDay = Rate(15, funding: .local)
    /// Travel support by distance band instead of the flat rate; empty pays the flat rate to everyone who moves.
    ///
    /// Bands are confirmed when the flat rate is.
    public var subsidyBands: [SubsidyBand] = []
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
    /// Salary and benefits of one director or deputy a year.
    public var administratorPerYear = Rate(600_000)
    /// Running a school of which some grades learn elsewhere (timetables, escorts, two sites) a year.
    public var splitSchoolPerYear = Rate(60_000)
    /// A grade that a hub opens for arriving pupils, a year, beside its teacher.
    public var openGradePerYear = Rate(50_000)
    /// Coordinating a pool of schools without a hub, each school a year.
    public var poolSchoolPerYear = Rate(40_000)
    /// `balanced`: the price of one more pupil over the indicator limit, a year.
    public var overLimitPupilPerYear = Rate(6_000)
    /// `balanced`: the price of one teacher short by the priced norm, a year.
    public var missingTeacherPerYear = Rate(250_000)
    /// What each hub-score point below 100 counts against opening a hub, a year; 0 lets the score not steer.
    public var scorePointPerYear = Rate(0)
    /// A school van with its driver, a year.
    public var vanPerYear = Rate(180_000, funding: .local)
    /// A van's running cost a kilometre.
    public var vanPerKilometre = Rate(6, funding: .local)
    /// Building one classroom, once.
    public var roomOneOff = Rate(600_000)
    /// Equipping a hub (laboratory, library, devices), once.
    public var hubOneOff = Rate(1_000_000, funding: .csr)
    /// Preparing a school to receive or hand over pupils (moving, desks, meetings), once for each pupil moved.
    public var movedPupilOneOff = Rate(1_500)
    /// Bringing a stand-alone school's devices and connection up to standard, once.
    public var standAloneOneOff = Rate(150_000, funding: .csr)
    /// Seats of a school van.
    public var vanSeats = 12

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
            ("administrator_per_year", "เงินเดือนผู้บริหารต่ออัตราต่อปี", administratorPerYear),
            ("split_school_per_year", "โรงเรียนที่มาเรียนรวมบางชั้น ต่อแห่งต่อปี", splitSchoolPerYear),
            ("open_grade_per_year", "เปิดชั้นเพิ่มที่โรงเรียนคุณภาพ ต่อชั้นต่อปี", openGradePerYear),
            ("pool_school_per_year", "ประสานงานกลุ่มแบ่งชั้นสอน ต่อแห่งต่อปี", poolSchoolPerYear),
            (
                "over_limit_pupil_per_year", "น้ำหนักนักเรียนเดินทางเกินเกณฑ์ ต่อคนต่อปี",
                overLimitPupilPerYear
            ),
            (
                "missing_teacher_per_year", "น้ำหนักครูขาด ต่ออัตราต่อปี", missingTeacherPerYear
            ),
            ("score_point_per_year", "น้ำหนักคะแนนความพร้อม ต่อคะแนนต่อปี", scorePointPerYear),
            ("van_per_year", "รถรับส่งพร้อมคนขับ ต่อคันต่อปี", vanPerYear),
            ("van_per_kilometre", "ค่าวิ่งรถรับส่ง ต่อกม.", vanPerKilometre),
            ("room_one_off", "ก่อสร้างห้องเรียน ต่อห้อง (ครั้งเดียว)", roomOneOff),
            ("hub_one_off", "จัดหาอุปกรณ์โรงเรียนคุณภาพ ต่อแห่ง (ครั้งเดียว)", hubOneOff),
            ("moved_pupil_one_off", "เตรียมการเรียนรวม ต่อคน (ครั้งเดียว)", movedPupilOneOff),
            (
                "stand_alone_one_off", "ยกระดับโรงเรียน Stand Alone ต่อแห่ง (ครั้งเดียว)",
                standAloneOneOff
            ),
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
