import SchoolDistrict
import SpatialTypes

/// The table of all scenario keys, in the order in which they are documented.
enum ScenarioKeys {
    static var all: [ScenarioKey] {
        general + hubs + travel + capacity + decisions + costs + solver
    }

    /// The keys that each say how many hubs there are; only one may be written.
    static let hubCounts = ["hubs.exactly", "hubs.at_most", "hubs.one_per", "hubs.free"]

    private static var general: [ScenarioKey] {
        [
            ScenarioKey(
                path: "name_th", kind: .text, thai: "คำถามที่แผนนี้ตอบ",
                english: "the question this plan answers, in Thai"
            ) { $0.nameThai = $1.asText },
            ScenarioKey(
                path: "name_en", kind: .text, thai: "คำถามเป็นภาษาอังกฤษ",
                english: "the question in English"
            ) { $0.nameEnglish = $1.asText },
            ScenarioKey(
                path: "district", kind: .text, thai: "โฟลเดอร์ข้อมูลเขตพื้นที่ เทียบจากไฟล์นี้",
                english: "the district folder, relative to this file"
            ) { _, _ in },
            ScenarioKey(
                path: "objective", kind: .choice(Objective.allCases.map(\.rawValue)),
                thai: "เป้าหมายของการจัด", english: "what the plan is to be best at"
            ) { $0.objective = Objective(rawValue: $1.asText) ?? $0.objective },
        ]
    }

    private static var hubs: [ScenarioKey] {
        [
            ScenarioKey(
                path: "hubs.exactly", kind: .integer(1...100_000),
                thai: "จำนวนโรงเรียนคุณภาพพอดี", english: "exactly this many hubs"
            ) { $0.hubs.count = .exactly($1.asInteger) },
            ScenarioKey(
                path: "hubs.at_most", kind: .integer(1...100_000),
                thai: "จำนวนโรงเรียนคุณภาพไม่เกิน", english: "at most this many hubs"
            ) { $0.hubs.count = .atMost($1.asInteger) },
            ScenarioKey(
                path: "hubs.one_per", kind: .choice(HubRules.Area.allCases.map(\.rawValue)),
                thai: "หนึ่งแห่งต่อตำบลหรืออำเภอ", english: "one hub in each area"
            ) { scenario, value in
                if let area = HubRules.Area(rawValue: value.asText) {
                    scenario.hubs.count = .onePer(area)
                }
            },
            ScenarioKey(
                path: "hubs.free", kind: .boolean, thai: "ไม่กำหนดจำนวน",
                english: "as many hubs as the objective wants"
            ) { scenario, _ in scenario.hubs.count = .free },
            ScenarioKey(
                path: "hubs.minimum_pupils", kind: .integer(0...100_000),
                thai: "นักเรียนขั้นต่ำของโรงเรียนคุณภาพ", english: "least pupils of a hub"
            ) { $0.hubs.minimumPupils = $1.asInteger },
            ScenarioKey(
                path: "hubs.minimum_rooms", kind: .integer(0...1_000),
                thai: "ห้องเรียนขั้นต่ำของโรงเรียนคุณภาพ", english: "least usable rooms of a hub"
            ) { $0.hubs.minimumRooms = $1.asInteger },
            ScenarioKey(
                path: "hubs.requires_administrator", kind: .boolean,
                thai: "ต้องมีผู้บริหารประจำ", english: "a hub needs a director or deputy in post"
            ) { $0.hubs.requiresAdministrator = $1.asBoolean },
            ScenarioKey(
                path: "hubs.required_grades", kind: .grades,
                thai: "ชั้นที่โรงเรียนคุณภาพต้องเปิด เช่น K2-P6",
                english: "grades a hub must offer, such as K2-P6"
            ) { $0.hubs.requiredGrades = $1.asGrades },
        ]
    }

    private static let kilometres: ScenarioKey.Kind = .number(0...1_000)
    private static let someKilometres: ScenarioKey.Kind = .number(0...1_000, isOpen: true)

    private static var travel: [ScenarioKey] {
        [
            ScenarioKey(
                path: "travel.profile", kind: .choice(["walk", "school_van"]),
                thai: "วิธีเดินทาง", english: "how pupils travel"
            ) { $0.travel.profile = $1.asText },
            ScenarioKey(
                path: "travel.limit_km", kind: someKilometres,
                thai: "เกณฑ์ระยะบ้าน→โรงเรียน (กม.)", english: "home-to-school indicator, km"
            ) { $0.travel.indicatorLimit = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "travel.hard_maximum_km", kind: someKilometres,
                thai: "ระยะบ้าน→โรงเรียนไกลสุดของผู้ที่ย้าย (กม.)",
                english: "furthest home of a pupil who moves, km"
            ) { $0.travel.hardMaximum = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "travel.share_inside", kind: .number(0...1),
                thai: "สัดส่วนนักเรียนที่ต้องอยู่ในระยะไกลสุด (0–1)",
                english: "share of pupils that must live inside the hard maximum, 0 to 1"
            ) { $0.travel.shareInside = $1.asNumber },
            ScenarioKey(
                path: "travel.merge_radius_km", kind: kilometres,
                thai: "ระยะโรงเรียน→โรงเรียนที่เรียนรวมได้ (กม.)",
                english: "school-to-school distance within which pupils may move, km"
            ) { $0.travel.mergeRadius = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "travel.share_radius_km", kind: kilometres,
                thai: "ระยะโรงเรียน→โรงเรียนที่ใช้ทรัพยากรร่วมกันได้ (กม.)",
                english: "school-to-school distance within which resources are shared, km"
            ) { $0.travel.shareRadius = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "travel.cover_limit_km", kind: someKilometres,
                thai: "ระยะครอบคลุมของ LSCP และ MCLP (กม.)",
                english: "cover limit of LSCP and MCLP, km"
            ) { $0.travel.coverLimit = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "travel.cover_demand",
                kind: .choice(TravelRules.CoverDemand.allCases.map(\.rawValue)),
                thai: "วัดการครอบคลุมจากโรงเรียนหรือบ้าน",
                english: "who must be covered: schools or homes"
            ) { scenario, value in
                if let demand = TravelRules.CoverDemand(rawValue: value.asText) {
                    scenario.travel.coverDemand = demand
                }
            },
            ScenarioKey(
                path: "travel.detour_factor", kind: .number(1...10),
                thai: "ค่าปรับระยะตรงเป็นระยะถนน", english: "road distance over straight distance"
            ) { $0.travel.detourFactor = $1.asNumber },
            ScenarioKey(
                path: "travel.maximum_snap_km", kind: someKilometres,
                thai: "ห่างถนนได้ไม่เกิน (กม.)", english: "furthest a place may lie from a road, km"
            ) { $0.travel.maximumSnap = Metres(kilometres: $1.asNumber) },
        ]
    }

    private static var capacity: [ScenarioKey] {
        SchoolLevel.allCases.map { level in
            ScenarioKey(
                path: "capacity.pupils_per_room.\(level.key)", kind: .integer(1...200),
                thai: "นักเรียนต่อห้อง \(level.thaiLabel)",
                english: "pupils per room, \(level.key)"
            ) { $0.capacity.pupilsPerRoom[level] = $1.asInteger }
        } + [
            ScenarioKey(
                path: "capacity.rooms_may_be_added", kind: .boolean, thai: "เพิ่มห้องเรียนได้",
                english: "whether a hub may be given more rooms"
            ) { $0.capacity.roomsMayBeAdded = $1.asBoolean },
            ScenarioKey(
                path: "capacity.maximum_added_rooms", kind: .integer(0...1_000),
                thai: "เพิ่มห้องได้ไม่เกินต่อแห่ง", english: "most rooms one hub may be given"
            ) { $0.capacity.maximumAddedRooms = $1.asInteger },
        ]
    }

    private static var decisions: [ScenarioKey] {
        [
            ScenarioKey(
                path: "moves.whole_school", kind: .boolean, thai: "ย้ายนักเรียนทั้งโรงเรียนได้",
                english: "whether whole schools may move their pupils"
            ) { $0.moves.wholeSchool = $1.asBoolean },
            ScenarioKey(
                path: "moves.maximum_pupils", kind: .integer(0...100_000),
                thai: "ย้ายได้เฉพาะโรงเรียนที่มีนักเรียนไม่เกิน",
                english: "only schools with at most this many pupils may move"
            ) { $0.moves.maximumPupils = $1.asInteger },
            ScenarioKey(
                path: "moves.share_instead_of_move_penalty_km", kind: kilometres,
                thai: "ค่าปรับเมื่อใช้ทรัพยากรร่วมแทนการเรียนรวม (กม. ต่อคน)",
                english: "p-median penalty for sharing where moving is possible, km per pupil"
            ) { $0.moves.shareInsteadOfMovePenalty = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "moves.stand_alone_penalty_km", kind: kilometres,
                thai: "ค่าปรับเมื่ออยู่ลำพังทั้งที่มีโรงเรียนคุณภาพในระยะ (กม. ต่อคน)",
                english: "p-median penalty for standing alone with a hub in reach, km per pupil"
            ) { $0.moves.standAlonePenalty = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "staffing.norm", kind: .text, thai: "เกณฑ์อัตรากำลังที่ใช้นำ",
                english: "the norm that tables lead with"
            ) { $0.staffing.norm = $1.asText },
            ScenarioKey(
                path: "estimates.pupils_per_grade", kind: .integer(0...1_000),
                thai: "นักเรียนต่อชั้นเมื่อไม่มีข้อมูล",
                english: "pupils in each grade offered where enrolment is not recorded"
            ) { $0.estimates.pupilsPerGrade = $1.asInteger },
            ScenarioKey(
                path: "estimates.spare_rooms", kind: .integer(0...1_000),
                thai: "ห้องว่างเมื่อไม่มีข้อมูลจำนวนห้อง",
                english: "spare rooms where usable rooms are not recorded"
            ) { $0.estimates.spareRooms = $1.asInteger },
            ScenarioKey(
                path: "locks", kind: .locks, thai: "สิ่งที่ตัดสินใจไว้แล้ว",
                english: "decisions already taken"
            ) { $0.locks = $1.asLocks },
            ScenarioKey(
                path: "protected.statuses", kind: .words(SpecialStatus.allCases.map(\.rawValue)),
                thai: "สถานะพิเศษที่ไม่ย้ายนักเรียน", english: "special statuses that protect a school"
            ) { scenario, value in
                scenario.protection.statuses = Set(
                    value.asWords.compactMap(SpecialStatus.init(rawValue:)))
            },
            ScenarioKey(
                path: "protected.schools", kind: .words(nil),
                thai: "รหัสโรงเรียนอื่นที่ไม่ย้ายนักเรียน", english: "further protected schools, by code"
            ) { $0.protection.schoolCodes = Set($1.asWords.map(ThaiText.normalise)) },
        ]
    }

    private static func rate(
        _ key: String, _ english: String, _ field: WritableKeyPath<CostTable, Rate>
    ) -> ScenarioKey {
        let thai = CostTable().rows.first { $0.key == key }?.thaiLabel ?? key
        return ScenarioKey(
            path: "costs.\(key)", kind: .rate, thai: thai + " (บาท)", english: english + ", baht"
        ) { $0.costs[keyPath: field] = $1.asRate }
    }

    private static var costs: [ScenarioKey] {
        [
            rate(
                "subsidy_per_pupil_day", "travel support per moved pupil and school day",
                \.subsidyPerPupilDay),
            ScenarioKey(
                path: "costs.school_days", kind: .integer(1...366), thai: "วันเรียนต่อปี",
                english: "school days a year"
            ) { $0.costs.schoolDays = $1.asInteger },
            rate("teacher_per_year", "salary of one teacher a year", \.teacherPerYear),
            rate("added_room_per_year", "an added room a year", \.addedRoomPerYear),
            rate("hub_per_year", "running a hub a year", \.hubPerYear),
            rate(
                "small_school_top_up_per_pupil", "small-school top-up per pupil a year",
                \.smallSchoolTopUpPerPupil),
            rate(
                "share_per_kilometre_year", "a sharing link per road kilometre a year",
                \.sharePerKilometreYear),
            rate(
                "stand_alone_per_year", "making a school good where it stands, a year",
                \.standAlonePerYear),
        ]
    }

    private static var solver: [ScenarioKey] {
        [
            ScenarioKey(
                path: "solver.seed", kind: .integer(0...2_147_483_647),
                thai: "เลขตั้งต้นของการสุ่ม", english: "seed of the solver"
            ) { $0.solver.seed = $1.asInteger },
            ScenarioKey(
                path: "solver.time_limit_seconds", kind: .number(0...604_800, isOpen: true),
                thai: "เวลาคำนวณสูงสุด (วินาที)", english: "time limit, seconds"
            ) { $0.solver.timeLimit = Seconds($1.asNumber) },
            ScenarioKey(
                path: "solver.gap_percent", kind: .number(0...100),
                thai: "หยุดเมื่อพิสูจน์ได้ว่าห่างจากดีที่สุดไม่เกิน (%)",
                english: "stop when proven within this many percent of the best"
            ) { $0.solver.relativeGap = $1.asNumber / 100 },
        ]
    }
}
