import DistrictData
import Foundation
import SchoolDistrict
import SpatialTypes
import Testing

/// Real exports loaded by mapping alone: nothing is rewritten before it is read.
@Suite("Real data", .enabled(if: SharedData.isExpected))
struct RealDistrictTests {
    private func nakhonPathom() throws -> TemporaryDistrict {
        let points = SharedData.path(
            "th-nakhonpathom-landmarks/derived_np_education_points_x_obec.csv")
        let areas = SharedData.path("th-admin-boundaries/sompobch_sub_district.geojson")
        return try TemporaryDistrict(
            head: """
                office: {code: "7301", name_th: สพป.นครปฐม เขต 1}
                academic_year: 2565

                """,
            tables: """
                schools:
                  file: \(points)
                  where: {area_name: สพป.นครปฐม เขต 1}
                  columns:
                    code: smis_code8
                    name_th: school_name_th
                    longitude: lon
                    latitude: lat
                    grades_offered: level_type
                boundaries:
                  file: \(areas)
                  where: {ADM1_TH: นครปฐม}
                  columns: {name_th: ADM3_TH, district: ADM2_TH}
                """)
    }

    @Test func nakhonPathomByMappingAlone() throws {
        let folder = try nakhonPathom()
        let loaded = try DistrictReader.read(folder.path)
        let district = loaded.district
        #expect(district.schools.count == 107)
        #expect(Set(district.schools.map(\.code)).count == 107)
        // Its row in the file: 13.774622 N 100.031398 E.
        let school = try #require(district.schools.first { $0.code == "73010017" })
        #expect(school.nameThai == "วัดบางแขม")
        #expect(school.position == Coordinate(longitude: 100.031398, latitude: 13.774622))
        #expect(school.gradesOffered == GradeSet([.k2, .k3, .p1, .p2, .p3, .p4, .p5, .p6]))
        #expect(district.schools.count { $0.gradesOffered?.contains(.m1) == true } == 16)
        #expect(district.boundaries.allSatisfy { !$0.area.isEmpty && $0.districtThai != nil })
        #expect(
            district.gaps.map(\.subject) == [
                .enrolment, .staff, .rooms, .villages, .catchments, .roads,
            ])
        #expect(district.gaps.allSatisfy { $0.schoolCodes.isEmpty })
        #expect(loaded.roads == nil)
        #expect(loaded.inputs.count == 3)
        #expect(loaded.findings.allSatisfy { $0.severity != .error })
    }

    @Test func doctorSaysWhatIsMissing() throws {
        let folder = try nakhonPathom()
        let report = DistrictDoctor.examine(folder.path)
        #expect(report.exitCode == 0)
        #expect(report.text.hasPrefix("ใช้ข้อมูลได้: โรงเรียน 107 แห่ง"))
        #expect(report.text.contains("[ขาดข้อมูล] โครงข่ายถนน (ทั้งเขต)"))
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(report.json().utf8)) as? [String: Any])
        #expect(json["schools"] as? Int == 107)
        #expect((json["gaps"] as? [Any])?.count == 6)
    }

    /// 19 schools by the oracle of the routing data; their identifiers are the codes.
    @Test func liechtensteinFromOpenStreetMap() throws {
        let file = SharedData.path("osm/liechtenstein-latest.osm.pbf")
        let folder = try TemporaryDistrict(
            head: "office: {code: LI, name_th: ลิกเตนสไตน์}\nacademic_year: 2566\ncountry: none\n",
            tables: """
                schools: {file: \(file), osm: {amenity: school}}
                roads: {file: \(file)}
                """)
        let loaded = try DistrictReader.read(folder.path)
        let list = SharedData.path("../routing/liechtenstein-schools.csv")
        let oracle = try CSVReader.read(
            Array(Data(contentsOf: URL(fileURLWithPath: list))), file: "schools.csv")
        let codes = (0..<oracle.rowCount).map { oracle.text(row: $0, column: 0) }
        #expect(codes.count == 19)
        #expect(loaded.district.schools.map(\.code) == codes.sorted())
        for row in 0..<oracle.rowCount {
            let school = loaded.district.schools.first { $0.code == codes[row] }
            let longitude = try #require(Double(oracle.text(row: row, column: 1)))
            let latitude = try #require(Double(oracle.text(row: row, column: 2)))
            // The oracle's middle of an area differs a little from the centre of gravity.
            #expect(abs((school?.position.longitude ?? 0) - longitude) < 0.001)
            #expect(abs((school?.position.latitude ?? 0) - latitude) < 0.001)
        }
        #expect((loaded.roads?.segments.count ?? 0) > 4_000)
        #expect(!loaded.district.gaps.map(\.subject).contains(.roads))
        #expect(loaded.inputs.count == 2)
    }

    /// 59 and 677 pupils; 8 and 23 classes; the export's own totals rows say so.
    @Test func emisSamples() throws {
        let register = "th-obec-register-2022/emis_sample_"
        let folder = try TemporaryDistrict(
            tables: """
                schools: {file: schools.csv}
                enrolment:
                  file: \(SharedData.path(register + "student_by_grade.csv"))
                  columns: {school: school_id, grade: ชั้น/เพศ, pupils: รวม, classes: ห้องเรียน}
                staff:
                  file: \(SharedData.path(register + "staff_by_rank.csv"))
                  columns:
                    school: school_id
                    position: ตำแหน่ง
                    count: ข้าราชการครูและบุคลากรทางการศึกษา (คน)_รวม
                """,
            files: [
                "schools.csv": """
                code,name_th,longitude,latitude
                1020080005,ก,101.0,13.3
                1020080035,ข,101.1,13.4

                """
            ])
        let loaded = try DistrictReader.read(folder.path)
        let schools = loaded.district.schools
        let enrolment = schools.map { loaded.district.currentEnrolment(of: $0) }
        #expect(enrolment.map { $0?.pupils.total } == [59, 677])
        #expect(enrolment.map { $0?.classes.total } == [8, 23])
        #expect(enrolment[1]?.pupils[.m1] == 84)
        // School 35 by hand: 18 + 2 + 6 ครู and 1 ครูผู้ช่วย; director 1; 1 + 11 others; 40 in all.
        #expect(schools[1].staff == StaffRecord(administrators: 1, teachers: 27, otherStaff: 12))
        let dropped = loaded.findings.filter { $0.code == "totals_dropped" }
        #expect(dropped.map(\.value) == ["8", "10"])
        #expect(loaded.findings.contains { $0.code == "vocational_dropped" && $0.value == "6" })
        #expect(schools[0].gradesOffered?.thaiLabel == "อ.2–ป.6")
    }
}
