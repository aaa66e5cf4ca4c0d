import SchoolDistrict
import SpatialTypes
import TestSupport

@testable import NetworkPlanning

extension SamplePlans {
    /// A district of the real size: 209 schools, 40 hubs, 44 subdistricts, about 840 villages; no real place.
    static func realSize(seed: UInt64) throws -> Plan {
        var random = SplitMix64(seed: seed)
        let (columns, rows, step) = (15, 14, 0.026)
        // The corners of a wobbly grid: neighbouring catchments share theirs.
        var corners: [[Coordinate]] = []
        for row in 0...rows {
            corners.append(
                (0...columns).map { column in
                    Coordinate(
                        longitude: 104 + (Double(column) + random.spread(0.32)) * step,
                        latitude: 14.7 + (Double(row) + random.spread(0.32)) * step)
                })
        }
        var schools: [School] = []
        var villages: [Village] = []
        var catchments: [Catchment] = []
        var boundaries: [Int: [Polygon]] = [:]
        for index in 0..<209 {
            let (row, column) = (index / columns, index % columns)
            let ring = [
                corners[row][column], corners[row][column + 1], corners[row + 1][column + 1],
                corners[row + 1][column],
            ]
            let code = String(33_040_001 + index)
            var school = School(
                code: code, nameThai: random.schoolName(), position: middle(ring, &random))
            let subdistrict = (row / 3) * 8 + column / 2
            school.subdistrict = "ตำบล \(subdistrict + 1)"
            school.district = "อำเภอ \((subdistrict / 8 + 1) / 3 * 2 + subdistrict % 8 / 4 + 1)"
            let size = random.chance(0.12) ? 250 + random.below(400) : 12 + random.below(150)
            for year in 2564...2566 {
                var counts = GradeCounts()
                for offset in 0..<size + (2566 - year) * (2 + size / 30) {
                    counts[Grade.allCases[1 + offset % 8]] += 1
                }
                var classes = GradeCounts()
                for grade in counts.grades.grades { classes[grade] = (counts[grade] + 39) / 40 }
                school.enrolment[year] = YearEnrolment(pupils: counts, classes: classes)
            }
            school.rooms = 8 + size / 40
            school.staff = StaffRecord(
                administrators: random.chance(0.8) ? 1 : 0, teachers: 1 + size / 19)
            schools.append(school)
            let area = Polygon(exterior: LinearRing(ring))
            catchments.append(Catchment(schoolCode: code, area: [area], isBuilt: true))
            boundaries[subdistrict, default: []].append(area)
            for part in 0..<4 {
                villages.append(
                    Village(
                        code: "\(code)\(part)", nameThai: "หมู่ \(part + 1)",
                        position: middle(ring, &random), subdistrict: school.subdistrict,
                        homes: [home(code, size / 4 + (part < size % 4 ? 1 : 0))]))
            }
        }
        let decisions = assign(schools)
        var scenario = Scenario()
        scenario.nameThai = "โรงเรียนคุณภาพ 40 แห่ง ระยะทางรวมน้อยที่สุด"
        scenario.nameEnglish = "40 hubs, least total distance"
        scenario.objective = .pMedian
        scenario.hubs.count = .exactly(40)
        return try PlanBuilder(
            scenario: scenario,
            district: District(
                office: Office(code: "3304", nameThai: "สพป.ตัวอย่าง เขต 4"), academicYear: 2566,
                asOf: "2566-06-10", source: "ข้อมูลสังเคราะห์เพื่อการทดสอบ", schools: schools,
                villages: villages, catchments: catchments,
                boundaries: boundaries.keys.sorted().map { key in
                    Boundary(
                        code: nil, nameThai: "ตำบล \(key + 1)",
                        districtThai: "อำเภอ \((key / 8 + 1) / 3 * 2 + key % 8 / 4 + 1)",
                        area: boundaries[key] ?? [])
                }),
            decisions: decisions, outcome: outcome()
        ).plan()
    }

    /// The largest schools that are 4 km apart become hubs; the rest join the nearest one in reach.
    private static func assign(_ schools: [School]) -> [String: PlanBuilder.Decision] {
        func distance(_ one: School, _ other: School) -> Double {
            let east = (one.position.longitude - other.position.longitude) * 107.5
            let north = (one.position.latitude - other.position.latitude) * 111.195
            return (east * east + north * north).squareRoot() * 1.3
        }
        func size(_ school: School) -> Int { school.enrolment[2566]?.pupils.total ?? 0 }
        var hubs: [School] = []
        for school in schools.sorted(by: { (-size($0), $0.code) < (-size($1), $1.code) })
        where hubs.count < 40 && hubs.allSatisfy({ distance($0, school) > 4.5 }) {
            hubs.append(school)
        }
        var decisions: [String: PlanBuilder.Decision] = [:]
        for school in schools {
            let ranked = hubs.sorted { distance($0, school) < distance($1, school) }
            guard let hub = ranked.first else { continue }
            let way = distance(hub, school)
            decisions[school.code] =
                if way == 0 {
                    .init(
                        role: .hub, hubCode: school.code,
                        reasons: [.chosenAsHub(members: 4, pupilsArriving: 120)])
                } else if way <= 6, size(school) <= 120 {
                    .init(
                        role: .network, hubCode: hub.code, link: .movesAll,
                        reasons: [.movesToHub(kilometres: way), .nearestHub])
                } else if way <= 9 {
                    .init(
                        role: .network, hubCode: hub.code, link: .shares,
                        reasons: [
                            .sharesWithHub(kilometres: way),
                            .staysBecause(.tooLarge(pupils: size(school), limit: 120)),
                        ])
                } else {
                    .init(
                        role: .standAlone,
                        reasons: [.noHubInReach(nearestKilometres: way, radiusKilometres: 9)])
                }
        }
        return decisions
    }

    private static func middle(_ ring: [Coordinate], _ random: inout SplitMix64) -> Coordinate {
        let weights = ring.map { _ in 0.15 + random.unit() }
        let sum = weights.reduce(0, +)
        return Coordinate(
            longitude: zip(ring, weights).reduce(0) { $0 + $1.0.longitude * $1.1 } / sum,
            latitude: zip(ring, weights).reduce(0) { $0 + $1.0.latitude * $1.1 } / sum)
    }
}

extension SplitMix64 {
    mutating func spread(_ half: Double) -> Double { (unit() * 2 - 1) * half }

    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }

    mutating func schoolName() -> String {
        let heads = ["บ้าน", "บ้านหนอง", "บ้านโนน", "วัด", "ชุมชนบ้าน", "บ้านดอน", "บ้านห้วย"]
        let tails = [
            "แสง", "คำ", "กระทุ่ม", "ใหญ่", "ม่วง", "ขี้เหล็ก", "สำโรง", "ตะเคียน", "ผึ้ง", "กันทรารมย์",
            "ปู่ตา", "ศรีสุข", "น้ำเกลี้ยง", "พยอม", "หว้าน",
        ]
        let ends = ["", "", "", "วิทยา", "สามัคคี", " (ประชานุเคราะห์)", "ราษฎร์บำรุง"]
        return heads[below(heads.count)] + tails[below(tails.count)] + ends[below(ends.count)]
    }
}
