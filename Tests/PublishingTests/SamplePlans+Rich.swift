import SchoolDistrict
import SpatialTypes

@testable import NetworkPlanning

extension SamplePlans {
    /// The small plan with everything that a plan can hold.
    ///
    /// 0103 sends only ป.1–3 to 0101, 0104 only ป.5. 0107 and 0111 share out their grades: 0107 teaches อ. and ป.1–3,
    /// 0111 ป.4–6. The island 0112 has 0106 as its support hub. Needs are known, unknown, small and for sponsors.
    static func rich() throws -> Plan { try richBuilder().plan() }

    static func richBuilder() -> PlanBuilder {
        var builder = smallBuilder()
        let lower = GradeGroup.lowerPrimary.grades
        builder.decisions["0103"] = .init(
            role: .network, hubCode: "0101", link: .movesSome,
            reasons: [
                .movesGrades(lower, kilometres: 8.4),
                .gradesStay(GradeGroup.upperPrimary.grades, cause: .roomsFull), .nearestHub,
            ], grades: lower,
            alternative: Alternative(
                thai: "มาเรียนรวมทั้งโรงเรียนกับบ้านหนองแสง", english: "Move the whole school to 0101",
                objectiveChange: 12_345.4, unit: "baht_per_year", overLimitChange: 9))
        builder.decisions["0104"] = .init(
            role: .network, hubCode: "0101", link: .movesSome,
            reasons: [.movesGrades(GradeSet([.p5]), kilometres: 12.6)], grades: GradeSet([.p5]),
            needs: [need(.teachers, 1, "ครูเพิ่ม 1 อัตรา", "1 more teacher", baht: 400_000)])
        for code in ["0107", "0111"] {
            builder.decisions[code] = .init(
                role: .network, link: .movesSome,
                reasons: [
                    .pools(
                        schools: 2,
                        grades: code == "0107"
                            ? GradeGroup.prePrimary.grades.union(lower)
                            : GradeGroup.upperPrimary.grades)
                ],
                alternative: Alternative(
                    thai: "เรียนที่เดิมทุกชั้น", english: "All grades stay", objectiveChange: 300_000,
                    unit: "baht_per_year", overLimitChange: -2))
        }
        var teaching: [Grade: String] = [:]
        for grade in Grade.allCases where grade <= .p6 {
            teaching[grade] = grade <= .p3 ? "0107" : "0111"
        }
        builder.pools = [.init(members: ["0107", "0111"], teaching: teaching)]
        builder.decisions["0112"] = .init(
            role: .standAlone, hubCode: "0106", link: .shares,
            reasons: [.supportHub(kilometres: 6.1), .protected(status: .island)],
            needs: [
                need(.teachers, 2, "ครูเพิ่ม 2 อัตรา", "2 more teachers", baht: 800_000),
                need(.majors, nil, "วิชาเอกคณิตศาสตร์ ภาษาอังกฤษ", "Majors: mathematics, English"),
                unknown(.housing), unknown(.internet),
                need(.devices, 6, "คอมพิวเตอร์ 6 เครื่อง", "6 computers", baht: 120_000, sponsor: true),
                need(.travel, 3, "รถรับส่ง 3 คน", "Transport for 3 pupils", baht: 9_000),
            ])
        builder.decisions["0108"]?.needs = [
            unknown(.teachers), need(.administrator, 1, "ผู้บริหาร 1 อัตรา", "1 administrator"),
            unknown(.housing), need(.internet, nil, "อินเทอร์เน็ต", "Internet", sponsor: true),
            need(.travel, 12, "รถรับส่ง 12 คน", "Transport for 12 pupils", baht: 36_000),
        ]
        builder.decisions["0109"]?.needs = [unknown(.housing)]
        builder.decisions["0101"]?.needs = [
            need(.rooms, 2, "ห้องเรียน 2 ห้อง", "2 rooms", baht: 1_200_000), unknown(.housing),
        ]
        builder.decisions["0106"]?.needs = [
            unknown(.housing),
            need(.budget, nil, "งบอุปกรณ์", "Equipment", baht: 1_000_000, sponsor: true),
        ]
        money(&builder)
        scores(&builder)
        return builder
    }

    private static func money(_ builder: inout PlanBuilder) {
        builder.costToday = 60_000_000
        builder.furtherCosts = [
            CostLine(
                key: "split", thaiLabel: "โรงเรียนที่มาเรียนรวมบางชั้น",
                englishLabel: "Schools of which some grades move", bahtPerYear: 120_000,
                basisThai: "2 แห่ง × 60,000 บาท", isConfirmed: false),
            CostLine(
                key: "over_limit", thaiLabel: "น้ำหนัก: นักเรียนเดินทางเกินเกณฑ์",
                englishLabel: "Weight: pupils over the limit", bahtPerYear: 486_000,
                basisThai: "+81 คน × 6,000 บาท", isConfirmed: false, isWeight: true),
        ]
        builder.furtherCosts[0].funding = .local
        builder.oneOffCosts = [
            CostLine(
                key: "rooms", thaiLabel: "ก่อสร้างห้องเรียน", englishLabel: "Building rooms",
                bahtPerYear: 1_200_000, basisThai: "2 ห้อง × 600,000 บาท", isConfirmed: false),
            CostLine(
                key: "hubs", thaiLabel: "จัดหาอุปกรณ์โรงเรียนคุณภาพ", englishLabel: "Equipping hubs",
                bahtPerYear: 2_000_000, basisThai: "2 แห่ง × 1,000,000 บาท", isConfirmed: true,
                funding: .csr),
        ]
    }

    private static func scores(_ builder: inout PlanBuilder) {
        for (index, school) in builder.district.schools.enumerated() {
            builder.furtherScoreParts[school.code] = [
                .init(
                    key: "enrolment", thaiLabel: "จำนวนนักเรียน (เต็มที่ 240 คน)",
                    value: Double(index % 5) / 4, weight: 2),
                .init(key: "internet", thaiLabel: "อินเทอร์เน็ต", value: nil),
                .init(
                    key: "housing", thaiLabel: "บ้านพักครู", value: index == 5 ? nil : 0.4 / 3),
                .init(key: "land", thaiLabel: "ที่ดิน (เต็มที่ 15 ไร่)", value: 0.5, weight: 0),
            ]
        }
        builder.hubStability = [
            HubStability(
                hubCode: "0101", score: 13.3, rank: 2, candidates: 3,
                tippingPoint: .init(
                    part: "enrolment", weight: 2, tippingWeight: 0.75, rivalCode: "0102")),
            HubStability(
                hubCode: "0106", score: 25, rank: 1, candidates: 2, tippingPoint: nil),
        ]
    }

    static func need(
        _ kind: SchoolNeed.Kind, _ count: Int?, _ thai: String, _ english: String,
        baht: Double? = nil, sponsor: Bool = false
    ) -> SchoolNeed {
        SchoolNeed(
            kind: kind, count: count, thai: thai, english: english, isUnknown: false, baht: baht,
            suitsSponsor: sponsor)
    }

    static func unknown(_ kind: SchoolNeed.Kind) -> SchoolNeed {
        SchoolNeed(
            kind: kind, count: nil, thai: "ไม่มีข้อมูล\(kind.thaiLabel)",
            english: "No data on \(kind.englishLabel)", isUnknown: true, baht: nil,
            suitsSponsor: false)
    }
}
