import SchoolDistrict
import SpatialTypes

@testable import NetworkPlanning

/// Plans to publish: a dozen awkward schools by hand, and a district of real size by a seed.
enum SamplePlans {
    /// Twelve schools on a grid of 4 × 3 squares of 0.03°, numbered row by row from the south-west.
    ///
    /// 01 and 06 are hubs. 02, 03 and 05 move to 01 and 06; 07, 10 share with 06. 12 is an island without any link.
    /// 08 has no staff record, 09 no homes and no enrolment, 11 is undecided. A private school is not planned.
    static func small() throws -> Plan { try smallBuilder().plan() }

    static func smallBuilder() -> PlanBuilder {
        let names = [
            "บ้านหนองแสง", "วัด \"ป่า\" & <ท่าน้ำ>", "บ้านกระเบื้องใหญ่", "ชุมชนบ้านน้ำคำ", "บ้านโนน'สูง",
            "อนุบาลศรีประเสริฐ", "บ้านปู่เจ้าสมิงพราย", "บ้านทุ่งกี่ฝั้น", "บ้านฐานทัพที่ ๙", "บ้านญาญ่า",
            "บ้านดอนย่านาง", "บ้านเกาะหมู่",
        ]
        let pupils = [240, 34, 18, 65, 41, 388, 96, 72, 0, 55, 3, 27]
        var schools: [School] = []
        var villages: [Village] = []
        var catchments: [Catchment] = []
        for index in names.indices {
            let west = 104 + Double(index % 4) * 0.03
            let south = 14.8 + Double(index / 4) * 0.03
            let code = "01" + (index < 9 ? "0" : "") + String(index + 1)
            let position = Coordinate(longitude: west + 0.015, latitude: south + 0.015)
            var school = School(code: code, nameThai: names[index], position: position)
            school.subdistrict = index % 4 < 2 ? "หนองแสง" : "น้ำคำ"
            school.district = "ศรีตัวอย่าง"
            school.rooms = index == 3 ? nil : 8 + index
            if index != 7 {
                school.staff = StaffRecord(
                    administrators: index % 3 == 0 ? 1 : 0, teachers: max(1, pupils[index] / 22))
            }
            if index != 8 {
                for year in 2564...2566 {
                    var counts = GradeCounts()
                    var classes = GradeCounts()
                    for offset in 0..<pupils[index] + (2566 - year) * 3 {
                        counts[Grade.allCases[1 + offset % 8]] += 1
                    }
                    for grade in counts.grades.grades { classes[grade] = (counts[grade] + 39) / 40 }
                    school.enrolment[year] = YearEnrolment(pupils: counts, classes: classes)
                }
            }
            schools.append(school)
            catchments.append(
                Catchment(schoolCode: code, area: [square(west, south)], isBuilt: index == 11))
            guard index != 8 else { continue }
            // Most pupils live beside the school, three of them 3.4 km by way to the east, one in the west.
            let far = min(3, pupils[index])
            villages.append(
                Village(
                    code: "1" + code, nameThai: "หมู่ \(index + 1)", position: position,
                    subdistrict: school.subdistrict,
                    homes: [home(code, pupils[index] - far)]))
            villages.append(
                Village(
                    code: "2" + code, nameThai: "คุ้ม \(index + 1)",
                    position: Coordinate(
                        longitude: position.longitude + 0.0245, latitude: position.latitude),
                    subdistrict: nil, homes: [home(code, far)]))
        }
        schools[11].statuses = [.island]
        schools[1].note = "ชุมชนเห็นชอบ <ประชุม 2/2566>"
        var external = School(
            code: "9901", nameThai: "เอกชนตัวอย่าง",
            position: Coordinate(longitude: 104.05, latitude: 14.85))
        external.isExternal = true
        return PlanBuilder(
            scenario: scenario(),
            district: District(
                office: Office(code: "0304", nameThai: "สพป.ตัวอย่าง & เขต <1>"), academicYear: 2566,
                asOf: "2566-06-10", source: "ข้อมูลสังเคราะห์เพื่อการทดสอบ",
                schools: schools + [external],
                villages: villages, catchments: catchments,
                boundaries: [
                    Boundary(
                        code: "1", nameThai: "หนองแสง", districtThai: "ศรีตัวอย่าง",
                        area: [rectangle(104, 14.8, 104.06, 14.89)]),
                    Boundary(
                        code: "2", nameThai: "น้ำคำ", districtThai: "ศรีตัวอย่าง",
                        area: [rectangle(104.06, 14.8, 104.12, 14.89)]),
                ],
                gaps: [
                    DataGap(
                        .staff, schoolCodes: ["0108"],
                        consequenceThai: "ไม่คิดเป็นครูขาด",
                        consequenceEnglish: "not counted as short"),
                    DataGap(
                        .roads, consequenceThai: "ใช้ระยะเส้นตรง × 1.3",
                        consequenceEnglish: "straight line × 1.3"),
                ]),
            decisions: smallDecisions, outcome: outcome())
    }

    private static func scenario() -> Scenario {
        var scenario = Scenario()
        scenario.nameThai = "โรงเรียนคุณภาพ 2 แห่ง ระยะทางรวมน้อยที่สุด"
        scenario.nameEnglish = "2 hubs, least total distance"
        scenario.objective = .pMedian
        scenario.hubs.count = .exactly(2)
        return scenario
    }

    private static let smallDecisions: [String: PlanBuilder.Decision] = [
        "0101": .init(
            role: .hub, hubCode: "0101",
            reasons: [.chosenAsHub(members: 2, pupilsArriving: 52)], isLocked: true),
        "0102": .init(
            role: .network, hubCode: "0101", link: .movesAll,
            reasons: [.movesToHub(kilometres: 4.2), .nearestHub]),
        "0103": .init(
            role: .network, hubCode: "0101", link: .movesAll,
            reasons: [
                .movesToHub(kilometres: 8.4),
                .notNearestHub(nearestCode: "0106", nearestKilometres: 6.1, cause: .roomsFull),
            ]),
        "0104": .init(role: .standAlone, reasons: [.cheaperAlone]),
        "0105": .init(
            role: .network, hubCode: "0106", link: .movesAll,
            reasons: [.movesToHub(kilometres: 4.2)]),
        "0106": .init(
            role: .hub, hubCode: "0106", reasons: [.chosenAsHub(members: 3, pupilsArriving: 41)]),
        "0107": .init(
            role: .network, hubCode: "0106", link: .shares,
            reasons: [
                .sharesWithHub(kilometres: 4.2), .staysBecause(.tooLarge(pupils: 96, limit: 90)),
            ]),
        "0108": .init(
            role: .standAlone,
            reasons: [.noHubInReach(nearestKilometres: 8.4, radiusKilometres: 6)]),
        "0109": .init(role: .standAlone, reasons: [.noRecordedPupils]),
        "0110": .init(
            role: .network, hubCode: "0106", link: .shares,
            reasons: [.sharesWithHub(kilometres: 4.3), .staysBecause(.roomsFull)]),
        "0112": .init(role: .standAlone, reasons: [.protected(status: .island), .notOnRoads]),
    ]

    static func outcome() -> PlanOutcome {
        PlanOutcome(
            status: .optimal,
            stages: [
                .init(
                    nameThai: "ระยะทางรวม", nameEnglish: "Total distance", unit: "pupil_km",
                    objective: 1_234.5, bound: 1_233.9, relativeGap: 0.000486)
            ],
            conflictThai: [], conflictEnglish: [], uncovered: [], movePairs: 1_204, sharePairs: 988,
            eligibleHubs: 61)
    }

    static func home(_ code: String, _ pupils: Int) -> HomePupils {
        HomePupils(schoolCode: code, pupils: GradeCounts([.p3: pupils]))
    }

    /// Wound clockwise on purpose: the layers must turn it.
    static func square(_ west: Double, _ south: Double) -> Polygon {
        rectangle(west, south, west + 0.03, south + 0.03)
    }

    static func rectangle(
        _ west: Double, _ south: Double, _ east: Double, _ north: Double
    ) -> Polygon {
        Polygon(
            exterior: LinearRing([
                Coordinate(longitude: west, latitude: south),
                Coordinate(longitude: west, latitude: north),
                Coordinate(longitude: east, latitude: north),
                Coordinate(longitude: east, latitude: south),
            ]))
    }
}
