import DistrictData
import Foundation
import SchoolDistrict
import SpatialTypes
import Testing

/// The table of reported distances, the stated distances of villages, and the barriers of a district.
@Suite("Reported distances of a district")
struct ReportedTableTests {
    private static let tables = """
        schools: {file: schools.csv}
        villages: {file: v.csv}
        reported: {file: r.csv}

        """
    private static let villages = """
        code,name_th,longitude,latitude,school,P1,stated_km
        V1,หมู่หนึ่ง,104.61,14.60,33040001,12,2.1 กม.
        V2,หมู่สอง,104.62,14.60,33040001,8,2.2

        """

    private func read(_ reported: String) throws -> [ReportedDistance] {
        let district = try TemporaryDistrict(
            tables: Self.tables, files: ["v.csv": Self.villages, "r.csv": reported])
        return try DistrictReader.read(district.path).district.reportedDistances
    }

    @Test func everyWayOfWritingALengthIsUnderstood() throws {
        let reported = try read(
            """
            ต้นทาง,ปลายทาง,ระยะทาง (กม.),เวลา (นาที),วิธีเดินทาง,ฤดู,หมายเหตุ
            33040001,33040002,10 กม.,๑๕ นาที,รถรับส่ง,ฤดูฝน,EMIS 2566
            V1,33040002,๔.๕,,,,
            V2,33040002,3850 ม.,,เดินเท้า,,
            V2,33040001,2 km,,,,

            """)
        #expect(
            reported == [
                ReportedDistance(
                    from: .school(code: "33040001"), toSchool: "33040002",
                    distance: Metres(10_000), duration: Seconds(900), mode: "school_van",
                    season: .rainy, note: "EMIS 2566"),
                ReportedDistance(
                    from: .village(code: "V1"), toSchool: "33040002", distance: Metres(4_500)),
                ReportedDistance(
                    from: .village(code: "V2"), toSchool: "33040002", distance: Metres(3_850),
                    mode: "walk"),
                ReportedDistance(
                    from: .village(code: "V2"), toSchool: "33040001", distance: Metres(2_000)),
            ])
    }

    @Test func metresHaveTheirOwnColumn() throws {
        let reported = try read("origin,destination,distance_m\nV1,33040002,4500\n")
        #expect(reported.map(\.distance) == [Metres(4_500)])
    }

    /// Code, row, column and value of each bad row; the header is row 1.
    @Test(
        arguments: [
            ("V9,33040001,3,,", "unknown_place", "origin", "V9"),
            ("V1,33040009,3,,", "unknown_school", "destination", "33040009"),
            ("V1,33040001,ไกล,,", "not_a_number", "distance_km", "ไกล"),
            ("V1,33040001,0,,", "invalid_value", "distance_km", "0"),
            ("V1,33040001,-3,,", "invalid_value", "distance_km", "-3"),
            ("V1,33040001,4500,,", "invalid_value", "distance_km", "4500"),
            ("V1,33040001,,,", "missing_value", "distance_km", nil),
            ("V1,33040001,3,ไม้กวาด,", "invalid_value", "mode", "ไม้กวาด"),
            ("V1,33040001,3,,เย็น", "invalid_value", "season", "เย็น"),
            ("33040001,33040001,3,,", "invalid_value", "origin", "33040001"),
            ("V2,33040002,3,,", "duplicate_row", "origin", "V2"),
        ] as [(String, String, String, String?)])
    func badRowsAreFindings(row: String, code: String, column: String, value: String?) throws {
        let district = try TemporaryDistrict(
            tables: Self.tables,
            files: [
                "v.csv": Self.villages,
                "r.csv":
                    "origin,destination,distance_km,mode,season\nV2,33040002,3,,\n\(row)\n",
            ])
        let found = findings(in: district).filter { $0.file == "r.csv" }
        #expect(found.map(\.code) == [code])
        #expect(found.first?.row == 3 && found.first?.column == column)
        #expect(found.first?.value == value && found.first?.severity == .error)
        #expect(found.first?.expectedThai.isEmpty == false)
    }

    @Test func anAmbiguousOriginMustBeTold() throws {
        let villages = Self.villages.replacing("V1", with: "33040002")
        func codes(_ reported: String) throws -> [String] {
            let district = try TemporaryDistrict(
                tables: Self.tables, files: ["v.csv": villages, "r.csv": reported])
            return findings(in: district).filter { $0.file == "r.csv" }.map(\.code)
        }
        #expect(
            try codes("origin,destination,distance_km\n33040002,33040001,3\n") == ["missing_value"])
        #expect(
            try codes(
                "origin,origin_type,destination,distance_km\n33040002,หมู่บ้าน,33040001,3\n")
                == [])
    }

    // MARK: Against the road

    /// A street along 14.60° N from 104.60 to 104.65; 0.01° are 1,077.9 m.
    private static let street = """
        {"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {"class": "residential"}, "geometry": {"type": "LineString",
        "coordinates": [[104.60, 14.60], [104.61, 14.60], [104.62, 14.60], [104.65, 14.60]]}}]}
        """

    private func differences(_ head: String, reported: String) throws -> [Finding] {
        let district = try TemporaryDistrict(
            head: TemporaryDistrict.head + head,
            tables: Self.tables + "roads: {file: roads.geojson}\n",
            files: ["v.csv": Self.villages, "r.csv": reported, "roads.geojson": Self.street])
        return findings(in: district).filter { $0.code == "reported_distance_differs" }
    }

    /// V1–33040001 is 1.08 km by road and stated as 2.1 (+95 %): a finding.
    ///
    /// V2–33040001 is 2.16 km and stated as 2.2: none.
    /// V2–33040002 is 3.23 km, reported as 4.8 (+48 %): a finding; V1–33040002 is 4.31, reported as 4.5: none.
    @Test func differencesBeyondTheShareAreFindings() throws {
        let reported = "origin,destination,distance_km\nV2,33040002,4.8\nV1,33040002,4.5\n"
        let found = try differences("", reported: reported)
        #expect(found.map(\.file) == ["r.csv", "v.csv"])
        #expect(found.map(\.row) == [2, 2])
        #expect(found.map(\.value) == ["4.8", "2.1"])
        #expect(found.map(\.schoolCode) == ["33040002", "33040001"])
        #expect(found[0].expectedThai.contains("ตามถนน 3.23 กม. (+48 %)"))
        #expect(found[0].expectedThai.contains("แผนใช้ค่าที่รายงาน"))
        #expect(found[1].expectedThai.contains("ตามถนน 1.08 กม. (+95 %)"))
        #expect(found[1].expectedThai.contains("แผนใช้ระยะตามถนน"))
    }

    /// V2–33040002 is 3.23 km in a straight line: 2.9 km cannot be (3.23 × 0.95 − 0.1 = 2.97), 3.0 may.
    @Test(arguments: [("2.9", true), ("3.0", false), ("0.0032", true)])
    func shorterThanTheStraightLineIsNotUsed(length: String, isTooShort: Bool) throws {
        let district = try TemporaryDistrict(
            tables: Self.tables,
            files: [
                "v.csv": Self.villages,
                "r.csv": "origin,destination,distance_km\nV2,33040002,\(length)\n",
            ])
        let found = findings(in: district).filter { $0.code == "reported_too_short" }
        #expect(found.map(\.row) == (isTooShort ? [2] : []))
        #expect(found.allSatisfy { $0.severity == .warning && $0.column == "distance_km" })
        #expect(found.allSatisfy { $0.expectedThai.contains("3.23 กม.") })
        let used = try DistrictReader.read(district.path).district.reportedDistances
        #expect(used.count == (isTooShort ? 0 : 1))
    }

    @Test func theManifestSetsShareAndFloor() throws {
        let reported = "origin,destination,distance_km\nV2,33040002,4.8\nV1,33040002,4.5\n"
        // A floor of 1.1 km leaves only 4.8 − 3.23 = 1.57; a share of 1 % with no floor finds all four.
        #expect(
            try differences("reported_check: {floor_km: 1.1}\n", reported: reported).count == 1)
        #expect(
            try differences("reported_check: {share: 0.01, floor_km: 0}\n", reported: reported)
                .count == 4)
        let wrong = try TemporaryDistrict(
            head: TemporaryDistrict.head + "reported_check: {share: much}\n")
        let found = findings(in: wrong).first { $0.code == "invalid_value" }
        #expect(found?.column == "reported_check.share" && found?.value == "much")
    }

    // MARK: Barriers

    /// A river west of V1 and a road on its far side, nearer than the street.
    @Test func barriersJoinTheRoads() throws {
        let river = """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},
            "geometry": {"type": "LineString", "coordinates": [[104.6, 14.601], [104.7, 14.601]]}},
            {"type": "Feature", "properties": {"kind": "wall"}, "geometry": {"type": "Polygon",
            "coordinates": [[[104.6, 14.7], [104.7, 14.7], [104.7, 14.8], [104.6, 14.7]]]}}]}
            """
        let district = try TemporaryDistrict(
            tables: "schools: {file: schools.csv}\nroads: {file: roads.geojson}\n"
                + "barriers: {file: river.geojson}\n",
            files: ["roads.geojson": Self.street, "river.geojson": river])
        let loaded = try DistrictReader.read(district.path)
        #expect(loaded.roads?.obstacles.map(\.kind) == [.water, .wall])
        #expect(loaded.roads?.obstacles.map(\.coordinates.count) == [2, 4])
        #expect(loaded.inputs.contains { $0.path == "river.geojson" })
    }

    @Test func barriersWithoutALineAreAnError() throws {
        let points = """
            {"type": "FeatureCollection", "features": [{"type": "Feature", "properties": {},
            "geometry": {"type": "Point", "coordinates": [104.6, 14.601]}}]}
            """
        let district = try TemporaryDistrict(
            tables: "schools: {file: schools.csv}\nbarriers: {file: b.geojson}\n",
            files: ["b.geojson": points])
        #expect(findings(in: district).contains { $0.code == "layer_unreadable" })
    }

    // MARK: Import

    @Test func importKnowsTheTable() throws {
        let folder = try TemporaryDistrict(
            files: [
                "ระยะทาง.csv":
                    "จากโรงเรียน,ถึงโรงเรียน,ระยะทาง (กม.),หมายเหตุ\n33040001,33040002,4.2,ถนนขาด\n"
            ])
        let result = try DistrictImporter.prepare(
            ImportRequest(
                files: ["schools.csv", "ระยะทาง.csv"].map { "\(folder.path)/\($0)" },
                folder: folder.path + "/new", presentYear: 2566))
        let manifest = String(decoding: result.outputs[0].bytes, as: UTF8.self)
        #expect(manifest.contains("reported:"))
        #expect(manifest.contains("origin: \"จากโรงเรียน\""))
        #expect(manifest.contains("destination: \"ถึงโรงเรียน\""))
        #expect(manifest.contains("distance_km: \"ระยะทาง (กม.)\""))
    }
}
