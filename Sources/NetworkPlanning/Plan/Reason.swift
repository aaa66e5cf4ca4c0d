import SchoolDistrict
import SpatialTypes

/// Why a school has its role: a stable code with the figures that make it true.
public enum Reason: Hashable, Sendable {
    case today
    case chosenAsHub(members: Int, pupilsArriving: Int)
    case hubAlone
    case locked(reason: String?)
    /// A lock that moves pupils against a rule of the scenario.
    case lockOverrides(Block)
    case movesToHub(kilometres: Double)
    /// Pupils of some grades learn at the hub.
    case movesGrades(GradeSet, kilometres: Double)
    /// What keeps the other grades of a school that is split.
    case gradesStay(GradeSet, cause: Block)
    /// Shares out grades with equals, without a hub.
    case pools(schools: Int, grades: GradeSet)
    /// A stand-alone school has a hub to share with.
    case supportHub(kilometres: Double)
    case sharesWithHub(kilometres: Double)
    case nearestHub
    case notNearestHub(nearestCode: String, nearestKilometres: Double, cause: Block)
    case staysBecause(Block)
    case protected(status: SpecialStatus)
    case protectedByName
    case noHubInReach(nearestKilometres: Double?, radiusKilometres: Double)
    case notOnRoads
    case cheaperAlone
    case raisesOverLimit(pupils: Int)
    case noRecordedPupils
    /// The way to the hub is a reported one; `measured` is the planner's own, `nil` where it found no way.
    case reportedDistance(kilometres: Double, measured: Double?, isByRoad: Bool)
    /// The ways of pupils from some villages are reported ones.
    case reportedHomes(villages: Int)

    /// What stands between a school and a hub.
    public enum Block: Hashable, Sendable {
        case tooLarge(pupils: Int, limit: Int)
        case tooFar(kilometres: Double, limit: Double)
        case gradesNotOffered(GradeSet)
        case homesTooFar(share: Double, limitKilometres: Double)
        /// Pupils of young grades would live beyond their nearer cap.
        case youngTooFar(GradeSet, share: Double, limitKilometres: Double)
        case roomsFull
        case movesNotAllowed
        case goalPrefersThis
        case noLinkAllowed
    }

    /// The code used in files.
    public var code: String {
        switch self {
        case .today: "today"
        case .chosenAsHub: "chosen_as_hub"
        case .hubAlone: "hub_without_members"
        case .locked: "locked"
        case .lockOverrides(let block): "lock_overrides_\(block.code)"
        case .movesToHub: "moves_to_hub"
        case .movesGrades: "moves_grades_to_hub"
        case .gradesStay(_, let cause): "grades_stay_\(cause.code)"
        case .pools: "pools_grades"
        case .supportHub: "support_hub"
        case .sharesWithHub: "shares_with_hub"
        case .nearestHub: "nearest_hub"
        case .notNearestHub(_, _, let cause): "not_nearest_hub_\(cause.code)"
        case .staysBecause(let block): "stays_\(block.code)"
        case .protected(let status): "protected_\(status.rawValue)"
        case .protectedByName: "protected_by_scenario"
        case .noHubInReach: "no_hub_in_reach"
        case .notOnRoads: "not_on_roads"
        case .cheaperAlone: "better_alone"
        case .raisesOverLimit: "raises_over_3km"
        case .noRecordedPupils: "no_pupils"
        case .reportedDistance: "reported_distance"
        case .reportedHomes: "reported_home_distances"
        }
    }

    /// The reason in Thai, one sentence without a full stop.
    public var thai: String {
        switch self {
        case .today: "สถานการณ์ปัจจุบัน ยังไม่มีการจัดกลุ่ม"
        case .chosenAsHub(let members, let arriving):
            "เป็นโรงเรียนคุณภาพของโรงเรียน \(members) แห่ง"
                + (arriving > 0 ? " รับนักเรียนเพิ่ม \(arriving) คน" : "")
        case .hubAlone: "เป็นโรงเรียนคุณภาพโดยยังไม่มีโรงเรียนอื่นเชื่อมโยง"
        case .locked(let reason): "กำหนดไว้ล่วงหน้า" + (reason.map { ": \($0)" } ?? "")
        case .lockOverrides(let block): "ข้อกำหนดนี้ขัดกับกติกาของแบบจำลอง: \(block.thai)"
        case .movesToHub(let km): "นักเรียนพร้อมมาเรียนรวมกับโรงเรียนคุณภาพ ห่าง \(Self.km(km)) กม."
        case .movesGrades(let grades, let km):
            "นักเรียน \(grades.thaiLabel) พร้อมมาเรียนรวมกับโรงเรียนคุณภาพ ห่าง \(Self.km(km)) กม."
        case .gradesStay(let grades, let cause): "\(grades.thaiLabel) เรียนที่เดิม: \(cause.thai)"
        case .pools(let schools, let grades):
            "แบ่งชั้นกันสอนกับโรงเรียนใกล้เคียงรวม \(schools) แห่ง โรงเรียนนี้สอน \(grades.thaiLabel)"
        case .supportHub(let km): "มีโรงเรียนคุณภาพพี่เลี้ยง ห่าง \(Self.km(km)) กม."
        case .sharesWithHub(let km): "ใช้ทรัพยากรร่วมกับโรงเรียนคุณภาพ ห่าง \(Self.km(km)) กม."
        case .nearestHub: "เป็นโรงเรียนคุณภาพที่ใกล้ที่สุด"
        case .notNearestHub(let code, let km, let cause):
            "โรงเรียนคุณภาพที่ใกล้กว่า (\(code) ห่าง \(Self.km(km)) กม.) ไม่เหมาะ: \(cause.thai)"
        case .staysBecause(let block): "นักเรียนเรียนที่เดิม: \(block.thai)"
        case .protected(let status): "ไม่สามารถเรียนรวมได้: \(status.thaiLabel)"
        case .protectedByName: "ไม่สามารถเรียนรวมได้: กำหนดไว้ในแบบจำลอง"
        case .noHubInReach(let nearest, let radius):
            "ไม่มีโรงเรียนคุณภาพในระยะ \(Self.km(radius)) กม."
                + (nearest.map { " (ใกล้ที่สุด \(Self.km($0)) กม.)" } ?? "")
        case .notOnRoads: "ไปถึงโรงเรียนคุณภาพทางถนนไม่ได้ตามข้อมูลถนนที่ให้มา"
        case .cheaperAlone: "เป้าหมายของแบบจำลองดีกว่าเมื่อพัฒนาในที่ตั้งเดิม"
        // The count is left to the columns, which hide small ones.
        case .raisesOverLimit: "มีนักเรียนเดินทางเกินระยะตัวชี้วัดเพิ่มขึ้น"
        case .noRecordedPupils: "ไม่มีนักเรียนในปีการศึกษานี้"
        case .reportedDistance(let km, let measured, let isByRoad):
            "ใช้ระยะทางตามที่รายงาน \(Self.km(km)) กม."
                + (measured.map {
                    " แทนที่\(isByRoad ? "วัดตามถนน" : "ประมาณ")ได้ \(Self.km($0)) กม."
                } ?? " เพราะไปถึงทางถนนไม่ได้ตามข้อมูลถนน")
        case .reportedHomes(let villages):
            "ใช้ระยะทางบ้าน–โรงเรียนตามที่รายงานของ \(villages) หมู่บ้าน"
        }
    }

    /// The reason in English.
    public var english: String {
        switch self {
        case .today: "Today's situation; nothing is decided"
        case .chosenAsHub(let members, let arriving):
            "Hub of \(members) school\(members == 1 ? "" : "s")"
                + (arriving > 0 ? ", receives \(arriving) pupils" : "")
        case .hubAlone: "Hub without linked schools so far"
        case .locked(let reason): "Decided beforehand" + (reason.map { ": \($0)" } ?? "")
        case .lockOverrides(let block): "The lock goes against a rule: \(block.english)"
        case .movesToHub(let km): "Pupils can learn at the hub, \(Self.km(km)) km away"
        case .movesGrades(let grades, let km):
            "Pupils of \(Self.codes(grades)) can learn at the hub, \(Self.km(km)) km away"
        case .gradesStay(let grades, let cause): "\(Self.codes(grades)) stay: \(cause.english)"
        case .pools(let schools, let grades):
            "Shares out grades among \(schools) schools; teaches \(Self.codes(grades)) here"
        case .supportHub(let km): "Has a support hub, \(Self.km(km)) km away"
        case .sharesWithHub(let km): "Shares resources with the hub, \(Self.km(km)) km away"
        case .nearestHub: "It is the nearest hub"
        case .notNearestHub(let code, let km, let cause):
            "The nearer hub (\(code), \(Self.km(km)) km) does not suit: \(cause.english)"
        case .staysBecause(let block): "Pupils stay: \(block.english)"
        case .protected(let status): "Cannot be combined: \(status.rawValue)"
        case .protectedByName: "Cannot be combined: protected by the scenario"
        case .noHubInReach(let nearest, let radius):
            "No hub within \(Self.km(radius)) km"
                + (nearest.map { " (nearest \(Self.km($0)) km)" } ?? "")
        case .notOnRoads: "No hub can be reached by the roads given"
        case .cheaperAlone: "The goal is better served when it is made good where it is"
        case .raisesOverLimit: "More pupils travel further than the indicator limit"
        case .noRecordedPupils: "No pupils this year"
        case .reportedDistance(let km, let measured, let isByRoad):
            "The reported distance of \(Self.km(km)) km is used"
                + (measured.map {
                    " instead of \(Self.km($0)) km \(isByRoad ? "by road" : "as estimated")"
                } ?? "; the roads given do not lead there")
        case .reportedHomes(let villages):
            "Reported distances are used for \(villages) village\(villages == 1 ? "" : "s")"
        }
    }

    private static func codes(_ grades: GradeSet) -> String {
        grades.grades.map(\.code).joined(separator: ", ")
    }

    static func km(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

extension Reason.Block {
    /// The code used in files.
    public var code: String {
        switch self {
        case .tooLarge: "too_large"
        case .tooFar: "too_far"
        case .gradesNotOffered: "grades_not_offered"
        case .homesTooFar: "homes_too_far"
        case .youngTooFar: "young_too_far"
        case .roomsFull: "rooms_full"
        case .movesNotAllowed: "moves_not_allowed"
        case .goalPrefersThis: "goal_prefers_this"
        case .noLinkAllowed: "no_link_allowed"
        }
    }

    /// The obstacle in Thai.
    public var thai: String {
        switch self {
        case .tooLarge(let pupils, let limit): "มีนักเรียน \(pupils) คน เกินเกณฑ์ \(limit) คน"
        case .tooFar(let km, let limit):
            "ห่าง \(Reason.km(km)) กม. เกินรัศมีเรียนรวม \(Reason.km(limit)) กม."
        case .gradesNotOffered(let grades): "โรงเรียนคุณภาพไม่เปิดสอน \(grades.thaiLabel)"
        case .homesTooFar(let share, let limit):
            "มีนักเรียนเพียงร้อยละ \(Int(share * 100)) ที่บ้านอยู่ในระยะ \(Reason.km(limit)) กม."
        case .youngTooFar(let grades, let share, let limit):
            "นักเรียนเล็ก (\(grades.thaiLabel)) เพียงร้อยละ \(Int(share * 100)) อยู่ในระยะ \(Reason.km(limit)) กม."
        case .roomsFull: "ห้องเรียนของโรงเรียนคุณภาพไม่พอ"
        case .movesNotAllowed: "แบบจำลองไม่ให้ย้ายนักเรียน"
        case .goalPrefersThis: "ไม่ช่วยให้เป้าหมายของแบบจำลองดีขึ้น"
        case .noLinkAllowed: "เงื่อนไขไม่ให้มาเรียนรวม และอยู่นอกรัศมีใช้ทรัพยากรร่วม"
        }
    }

    /// The obstacle in English.
    public var english: String {
        switch self {
        case .tooLarge(let pupils, let limit): "\(pupils) pupils, above the limit of \(limit)"
        case .tooFar(let km, let limit):
            "\(Reason.km(km)) km, beyond the merge radius of \(Reason.km(limit)) km"
        case .gradesNotOffered(let grades):
            "the hub does not offer \(grades.grades.map(\.code).joined(separator: ", "))"
        case .homesTooFar(let share, let limit):
            "only \(Int(share * 100)) % of its pupils live within \(Reason.km(limit)) km"
        case .youngTooFar(let grades, let share, let limit):
            "only \(Int(share * 100)) % of its youngest (\(grades.grades.map(\.code).joined(separator: ", ")))"
                + " live within \(Reason.km(limit)) km"
        case .roomsFull: "the hub has too few rooms"
        case .movesNotAllowed: "the scenario moves no pupils"
        case .goalPrefersThis: "it does not serve the goal"
        case .noLinkAllowed: "it may not move, and is beyond the sharing radius"
        }
    }
}
