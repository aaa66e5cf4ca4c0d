import SchoolDistrict
import SpatialTypes

/// The table of all scenario keys, in the order in which they are documented.
enum ScenarioKeys {
    static var all: [ScenarioKey] {
        general + hubs + scoreWeights + travel + capacity + decisions + costs + solver
    }

    /// The keys that each say how many hubs there are; only one may be written.
    static let hubCounts = ["hubs.exactly", "hubs.at_most", "hubs.one_per", "hubs.free"]

    static var general: [ScenarioKey] {
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

    static var hubs: [ScenarioKey] {
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
            ScenarioKey(
                path: "hubs.minimum_score", kind: .number(0...100),
                thai: "คะแนนความพร้อมขั้นต่ำของโรงเรียนคุณภาพ (0–100)",
                english: "least score of a hub, 0 to 100"
            ) { $0.hubs.minimumScore = $1.asNumber },
        ]
    }

    static var scoreWeights: [ScenarioKey] {
        HubRules.scoreParts.map { part in
            ScenarioKey(
                path: "hubs.score_weights.\(part)", kind: .number(0...1_000),
                thai: "น้ำหนักของ \(part) ในคะแนนความพร้อม (0 = ไม่นับ)",
                english: "weight of \(part) in the hub score, 0 leaves it out"
            ) { $0.hubs.scoreWeights[part] = $1.asNumber }
        }
    }

    static let kilometres: ScenarioKey.Kind = .number(0...1_000)
    static let someKilometres: ScenarioKey.Kind = .number(0...1_000, isOpen: true)

    static var travel: [ScenarioKey] {
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
                path: "travel.young_maximum_km", kind: someKilometres,
                thai: "ระยะบ้าน→โรงเรียนไกลสุดของเด็กเล็กที่ย้าย (กม.)",
                english: "furthest home of a pupil of the young grades who moves, km"
            ) { $0.travel.youngMaximum = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "travel.young_grades", kind: .grades,
                thai: "ชั้นที่นับเป็นเด็กเล็ก เช่น K1-P3",
                english: "the grades that the nearer maximum protects, such as K1-P3"
            ) { $0.travel.youngGrades = $1.asGrades },
            ScenarioKey(
                path: "travel.maximum_ride_minutes", kind: .number(0...600, isOpen: true),
                thai: "เวลานั่งรถรับส่งนานสุด (นาที)", english: "longest ride in a school van, minutes"
            ) { $0.travel.maximumRide = Seconds($1.asNumber * 60) },
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

    static var capacity: [ScenarioKey] {
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
}
