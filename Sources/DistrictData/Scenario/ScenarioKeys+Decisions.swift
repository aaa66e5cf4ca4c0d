import SchoolDistrict
import SpatialTypes

extension ScenarioKeys {
    /// Moves, staffing, estimates, locks and protection.
    static var decisions: [ScenarioKey] {
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
                path: "moves.blocks", kind: .gradeBlocks,
                thai: "ช่วงชั้นที่ย้ายแยกกันได้ เช่น [K1-K3, P1-P3, P4-P6] หรือ usual, single_grades",
                english: "grade blocks that may move by themselves, such as [K1-K3, P1-P3, P4-P6], "
                    + "or usual, or single_grades"
            ) { $0.moves.blocks = $1.asBlocks },
            ScenarioKey(
                path: "moves.split_penalty_km", kind: kilometres,
                thai: "ค่าปรับเมื่อย้ายบางชั้น (กม. ต่อคน)",
                english: "p-median penalty for splitting a school, km per pupil"
            ) { $0.moves.splitPenalty = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "moves.grades_hub_may_open", kind: .grades,
                thai: "ชั้นที่โรงเรียนคุณภาพเปิดเพิ่มได้ เช่น M1-M3",
                english: "grades that a hub may open for arriving pupils, such as M1-M3"
            ) { $0.moves.gradesHubMayOpen = $1.asGrades },
        ] + pooling + staffing + [
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

    static var pooling: [ScenarioKey] {
        [
            ScenarioKey(
                path: "moves.pooling.allowed", kind: .boolean,
                thai: "ให้โรงเรียนขนาดเล็กแบ่งชั้นกันสอนโดยไม่มีโรงเรียนคุณภาพ (แก่งจันทร์)",
                english: "whether small schools may share out their grades without a hub"
            ) { $0.moves.pooling.isAllowed = $1.asBoolean },
            ScenarioKey(
                path: "moves.pooling.radius_km", kind: kilometres,
                thai: "ระยะไกลสุดระหว่างโรงเรียนที่แบ่งชั้นกันสอน (กม.)",
                english: "furthest road distance between two schools of a pool, km"
            ) { $0.moves.pooling.radius = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "moves.pooling.maximum_schools", kind: .integer(2...5),
                thai: "จำนวนโรงเรียนมากที่สุดที่แบ่งชั้นกันสอน", english: "most schools of a pool"
            ) { $0.moves.pooling.maximumSchools = $1.asInteger },
            ScenarioKey(
                path: "moves.pooling.blocks", kind: .gradeBlocks,
                thai: "ช่วงชั้นที่แบ่งกันสอน (ว่าง = ตาม moves.blocks หรือช่วงชั้นปกติ)",
                english:
                    "grade blocks that a pool shares out; empty takes moves.blocks or the usual ones"
            ) { $0.moves.pooling.blocks = $1.asBlocks },
        ]
    }

    static var staffing: [ScenarioKey] {
        [
            ScenarioKey(
                path: "staffing.norm", kind: .text, thai: "เกณฑ์อัตรากำลังที่ใช้นำ",
                english: "the norm that tables lead with"
            ) { $0.staffing.norm = $1.asText },
            ScenarioKey(
                path: "staffing.priced_norm", kind: .text,
                thai: "เกณฑ์อัตรากำลังที่ใช้คิดเงินในเป้าหมายด้านงบประมาณ",
                english: "the norm whose teacher posts the cost goals pay for"
            ) { $0.staffing.pricedNorm = $1.asText },
            ScenarioKey(
                path: "staffing.prices_administrators", kind: .boolean,
                thai: "คิดเงินเดือนผู้บริหารในเป้าหมายด้านงบประมาณด้วย",
                english: "whether the cost goals also pay for directors and deputies"
            ) { $0.staffing.pricesAdministrators = $1.asBoolean },
            ScenarioKey(
                path: "staffing.transfer_radius_km", kind: kilometres,
                thai: "ระยะไกลสุดของการเกลี่ยครูนอกเครือข่าย (กม.)",
                english: "furthest road distance of a teacher transfer outside a cluster, km"
            ) { $0.staffing.transferRadius = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "staffing.transfers_within_clusters_only", kind: .boolean,
                thai: "เกลี่ยครูภายในเครือข่ายเท่านั้น",
                english: "whether transfers stay inside the clusters of the plan"
            ) { $0.staffing.transfersWithinClustersOnly = $1.asBoolean },
            ScenarioKey(
                path: "staffing.housing_distance_km", kind: kilometres,
                thai: "ไกลกว่านี้ต้องมีบ้านพักครูที่โรงเรียนใหม่ (กม.)",
                english: "beyond this road distance a transfer needs a teacher house, km"
            ) { $0.staffing.housingDistance = Metres(kilometres: $1.asNumber) },
            ScenarioKey(
                path: "staffing.discounts_retirements", kind: .boolean,
                thai: "หักครูที่จะเกษียณออกจากจำนวนครู",
                english: "whether teachers who retire within the horizon count as gone"
            ) { $0.staffing.discountsRetirements = $1.asBoolean },
        ]
    }
}
