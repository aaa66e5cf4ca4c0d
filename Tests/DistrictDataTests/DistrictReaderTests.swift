import DistrictData
import Foundation
import SchoolDistrict
import SpatialTypes
import Testing

@Suite("District folders")
struct DistrictReaderTests {
    @Test func smallestDistrict() throws {
        let folder = try TemporaryDistrict()
        let loaded = try DistrictReader.read(folder.path)
        let schools = loaded.district.schools
        #expect(schools.map(\.code) == ["33040001", "33040002", "90000001"])
        #expect(schools.map(\.subdistrict) == ["หนึ่ง", "สอง", nil])
        #expect(schools[1].statuses == [.island])
        #expect(schools.map(\.isExternal) == [false, false, true])
        #expect(loaded.coordinates == nil)
        #expect(loaded.inputs.map(\.path) == ["district.yaml", "schools.csv"])
        #expect(
            loaded.inputs.last?.sha256
                == SHA256.hexDigest(of: Array(TemporaryDistrict.schools.utf8))
        )
        #expect(loaded.findings.map(\.code) == ["external_schools"])
        // The external school's lack of data is no gap: it is never planned for.
        #expect(
            loaded.district.gaps.map(\.subject) == [
                .enrolment, .staff, .villages, .catchments, .roads, .boundaries,
            ])
        let manifest = folder.folder.appendingPathComponent("district.yaml").path
        #expect(try DistrictReader.read(manifest).district == loaded.district)
    }

    @Test func missingFolder() throws {
        let error = #expect(throws: DistrictDataError.self) {
            try DistrictReader.read("/no/such/district")
        }
        #expect(error?.code == .inputMissing)
        #expect(error?.exitCode == 66)
    }

    /// DOMAIN 4.4: 14.65 N 104.65 E on Indian 1975 is 14.6516587 N 104.6462028 E by EPSG:1304.
    @Test func indian1975IsShiftedByTheNamedOperation() throws {
        let text = "code,name_th,longitude,latitude\n1,ก,104.65,14.65\n"
        let folder = try TemporaryDistrict(
            head: "office: {code: \"1\", name_th: ก}\nacademic_year: 2566\ncrs: EPSG:4240\n",
            files: ["schools.csv": text])
        let loaded = try DistrictReader.read(folder.path)
        let position = try #require(loaded.district.schools.first).position
        #expect(abs(position.latitude - 14.6516587) < 2e-7)
        #expect(abs(position.longitude - 104.6462028) < 2e-7)
        let note = try #require(loaded.coordinates)
        #expect(note.sourceCRS == "EPSG:4240")
        #expect(note.operation.contains("EPSG:1304"))
        #expect(note.candidates.contains { $0.contains("EPSG:1812") })
        #expect((150...250).contains(note.spreadMetres))
    }

    /// The same place in UTM zone 48N: the numbers are Krüger's series (Karney 2011) for
    /// a = 6377276.345 m, f = 1/300.8017, worked out apart from PROJ.
    @Test func indian1975UTM() throws {
        let text = "code,name_th,x,y\n1,ก,\(Self.utm.easting),\(Self.utm.northing)\n"
        let folder = try TemporaryDistrict(
            head: "office: {code: \"1\", name_th: ก}\nacademic_year: 2566\ncrs: EPSG:24048\n",
            files: ["schools.csv": text])
        let loaded = try DistrictReader.read(folder.path)
        let position = try #require(loaded.district.schools.first).position
        #expect(abs(position.latitude - 14.6516587) < 1e-6)
        #expect(abs(position.longitude - 104.6462028) < 1e-6)
        #expect(loaded.coordinates?.sourceCRS == "EPSG:24048")
        #expect(loaded.coordinates?.operation.contains("EPSG:1304") == true)
    }

    static let utm = (easting: 462316.829, northing: 1619514.804)

    @Test func operationMayBeChosen() throws {
        let text = "code,name_th,longitude,latitude\n1,ก,104.65,14.65\n"
        let folder = try TemporaryDistrict(
            head: "office: {code: \"1\", name_th: ก}\nacademic_year: 2566\ncrs: EPSG:4240\n"
                + "coordinate_operation: EPSG:1812\n",
            files: ["schools.csv": text])
        let loaded = try DistrictReader.read(folder.path)
        #expect(loaded.coordinates?.operation.contains("EPSG:1812") == true)
        let position = try #require(loaded.district.schools.first).position
        #expect(abs(position.longitude - 104.6445254) < 2e-7)
    }

    @Test func schoolsFromPointsOfALayer() throws {
        let layer = """
            {"type":"FeatureCollection","features":[{"type":"Feature",
            "properties":{"รหัส":"080005","ชื่อ":"ก"},
            "geometry":{"type":"Point","coordinates":[104.5,14.5]}}]}
            """
        let folder = try TemporaryDistrict(
            tables: "schools: {file: s.geojson, columns: {code: รหัส, name_th: ชื่อ}}\n",
            files: ["s.geojson": layer])
        let schools = try DistrictReader.read(folder.path).district.schools
        #expect(schools.map(\.code) == ["080005"])
        #expect(schools.map(\.position) == [Coordinate(longitude: 104.5, latitude: 14.5)])
    }

    /// Semicolons, Thai digits, units, a lost leading zero and a code that became a number.
    @Test func awkwardTables() throws {
        let folder = try TemporaryDistrict(
            tables: """
                schools: {file: schools.csv}
                enrolment: {file: e.csv}
                staff: {file: s.tsv}
                """,
            files: [
                "schools.csv": "code;name_th;longitude;latitude;rooms\r\n"
                    + "080005;ก;104,600.5;14.6;๘ ห้อง\r\n".replacing("104,600.5", with: "๑๐๔.๖")
                    + "33040012.0;ข;104.7;14.7;1,2\r\n".replacing("1,2", with: "12.0"),
                "e.csv": "school,year,grade,pupils,classes\n80005,2566,อบ.2,\"๑๒\",1\n"
                    + "80005,2565,อนุบาล 2,14,1\n3.3040012E+07,2566,ป.๑,7,1\n",
                "s.tsv": "school\tposition\tmajor\n080005\tครู\tคณิตศาสตร์\n"
                    + "080005\tครู\tคณิตศาสตร์\n080005\tผู้อำนวยการ\t\n",
            ])
        let loaded = try DistrictReader.read(folder.path)
        let (first, second) = (loaded.district.schools[0], loaded.district.schools[1])
        #expect(first.rooms == 8)
        #expect(second.rooms == 12)
        #expect(first.position.longitude == 104.6)
        #expect(first.enrolment.keys.sorted() == [2565, 2566])
        #expect(first.enrolment[2566]?.pupils[.k2] == 12)
        #expect(second.enrolment[2566]?.pupils[.p1] == 7)
        #expect(
            first.staff
                == StaffRecord(administrators: 1, teachers: 2, teachersByMajor: ["คณิตศาสตร์": 2]))
        #expect(second.staff == nil)
        let staff = loaded.district.gaps.first { $0.subject == .staff }
        #expect(staff?.schoolCodes == ["33040012"])
        let restored = loaded.findings.filter { $0.code == "restored_code" }
        #expect(restored.map(\.file) == ["e.csv", "schools.csv"])
    }

    /// Who retires, who is poor or disabled, land and support: blank is not recorded, 0 is none.
    @Test func optionalColumnsOfPlanningInFull() throws {
        let folder = try TemporaryDistrict(
            tables: """
                schools: {file: schools.csv, columns: {land_rai: ที่ดิน (ไร่)}}
                staff: {file: s.csv, columns: {retiring: เกษียณ}}
                villages: {file: v.csv, columns: {poor: ยากจน}}
                """,
            files: [
                "schools.csv": "code,name_th,longitude,latitude,ที่ดิน (ไร่),community_support\n"
                    + "33040001,ก,104.60,14.60,12.5,ใช่\n33040002,ข,104.65,14.60,,no\n"
                    + "33040003,ค,104.70,14.60,0,\n",
                "s.csv": "school,position,major,count,เกษียณ\n33040001,ครู,คณิตศาสตร์,3,2\n"
                    + "33040001,ครู,,2,1\n33040001,ครูผู้ช่วย,ปฐมวัย,1,\n"
                    + "33040001,ผู้อำนวยการ,,1,1\n33040002,ครู,ปฐมวัย,2,0\n33040003,ครู,,4,\n",
                "v.csv": "code,longitude,latitude,school,P1,P2,ยากจน,disabled\n"
                    + "01,104.61,14.61,33040001,3,4,7,0\n01,104.61,14.61,33040002,5,,,1\n"
                    + "02,104.62,14.61,33040002,5,,,\n",
            ])
        let district = try DistrictReader.read(folder.path).district
        #expect(district.schools.map(\.landRai) == [12.5, nil, 0])
        #expect(district.schools.map(\.hasCommunitySupport) == [true, false, nil])
        // The director's retirement is not a teacher's; a row without a figure adds nothing.
        #expect(
            district.schools.map { $0.staff?.retiringByMajor }
                == [["คณิตศาสตร์": 2, "": 1], [:], nil])
        #expect(district.schools.compactMap { $0.staff?.retiring } == [3, 0, 0])
        #expect(
            district.villages.map { $0.homes.map(\.vulnerable) }
                == [[[.poor: 7, .disabled: 0], [.disabled: 1]], [[:]]])
    }

    @Test func villagesOfTwoSchools() throws {
        let folder = try TemporaryDistrict(
            tables: """
                schools: {file: schools.csv}
                enrolment: {file: e.csv}
                villages: {file: v.csv}
                """,
            files: [
                "e.csv": "school,grade,pupils\n33040001,P1,5\n33040002,P1,2\n",
                "v.csv": "code,name_th,longitude,latitude,subdistrict,school,P1,P2\n"
                    + "33010101,หนึ่ง,104.61,14.61,ต.หนึ่ง,33040002,2,\n"
                    + "33010101,หนึ่ง,104.61,14.61,ต.หนึ่ง,33040001,3,\n"
                    + "33010102,สอง,104.62,14.62,ต.หนึ่ง,33040001,1,-\n"
                    + "33010103,ไม่มีนักเรียน,104.63,14.63,ต.หนึ่ง,,,\n",
            ])
        let loaded = try DistrictReader.read(folder.path)
        let villages = loaded.district.villages
        #expect(villages.map(\.code) == ["33010101", "33010102", "33010103"])
        #expect(villages[0].homes.map(\.schoolCode) == ["33040001", "33040002"])
        #expect(villages[0].pupils.total == 5)
        #expect(villages[2].homes.isEmpty)
        // School 1 has 5 enrolled and 4 at home; school 2 agrees.
        let mismatch = loaded.findings.filter { $0.code == "homes_mismatch" }
        #expect(mismatch.map(\.schoolCode) == ["33040001"])
        let gap = loaded.district.gaps.first { $0.subject == .homes }
        #expect(gap?.schoolCodes == ["33040001"])
    }

    @Test func catchmentsAndRoads() throws {
        let areas = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"school":"33040001"},"geometry":{"type":"Polygon",
            "coordinates":[[[104.5,14.5],[104.7,14.5],[104.7,14.7],[104.5,14.5]]]}},
            {"type":"Feature","properties":{"school":"33040002"},"geometry":{"type":"Point",
            "coordinates":[104.5,14.5]}}]}
            """
        let roads = """
            {"type":"FeatureCollection","features":[
            {"type":"Feature","properties":{"ชนิด":"ทางดิน"},"geometry":{"type":"LineString",
            "coordinates":[[104.5,14.5],[104.6,14.5]]}},
            {"type":"Feature","properties":{"ชนิด":"คลอง"},"geometry":{"type":"LineString",
            "coordinates":[[104.5,14.5],[104.6,14.6]]}}]}
            """
        let folder = try TemporaryDistrict(
            tables: """
                schools: {file: schools.csv}
                catchments: {file: c.geojson}
                roads: {file: r.geojson, columns: {class: ชนิด}, classes: {ทางดิน: track}}
                """, files: ["c.geojson": areas, "r.geojson": roads])
        let loaded = try DistrictReader.read(folder.path)
        #expect(loaded.district.catchments.map(\.schoolCode) == ["33040001"])
        #expect(loaded.roads?.segments.map(\.roadClass) == ["track"])
        let codes = loaded.findings.map(\.code)
        #expect(codes.contains("missing_geometry"))
        let unknown = loaded.findings.first { $0.code == "unknown_road_class" }
        #expect(unknown?.value == "คลอง")
    }
}
