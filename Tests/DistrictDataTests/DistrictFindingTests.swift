import DistrictData
import Foundation
import Testing

/// One bad input and the finding it must give: code, file, row or line, column, value.
struct BadInput: CustomTestStringConvertible, Sendable {
    var code: String
    var file = "schools.csv"
    var row: Int?
    var line: Int?
    var column: String?
    var value: String?
    var severity = Finding.Severity.error
    var head = TemporaryDistrict.head
    var tables = "schools: {file: schools.csv}\n"
    var files: [String: String] = [:]

    var testDescription: String { "\(code) \(file) \(row ?? line ?? 0) \(value ?? "")" }
}

@Suite("Findings in a district")
struct DistrictFindingTests {
    static let header = "code,name_th,longitude,latitude\n"
    static let withEnrolment = "schools: {file: schools.csv}\nenrolment: {file: e.csv}\n"
    static let withStaff = "schools: {file: schools.csv}\nstaff: {file: s.csv}\n"
    static let withVillages = "schools: {file: schools.csv}\nvillages: {file: v.csv}\n"

    static let files: [BadInput] = [
        BadInput(
            code: "file_missing", file: "district.yaml", line: 4, column: "schools.file",
            value: "gone.csv", tables: "schools: {file: gone.csv}\n"),
        BadInput(
            code: "empty_file", file: "district.yaml", line: 4, column: "schools.file",
            value: "schools.csv", files: ["schools.csv": ""]),
        BadInput(code: "empty_file", files: ["schools.csv": "\n\n"]),
        BadInput(code: "empty_file", files: ["schools.csv": ",,\n,,\n"]),
        BadInput(code: "no_data_rows", files: ["schools.csv": header]),
        BadInput(code: "cell_count", row: 2, value: "2", files: ["schools.csv": header + "1,ก\n"]),
        BadInput(
            code: "missing_column", row: 1, column: "latitude", value: "latitude",
            files: ["schools.csv": "code,name_th,longitude,lattitude\n1,ก,104,14\n"]),
        BadInput(
            code: "missing_column", file: "district.yaml", line: 4,
            column: "schools.columns.code", value: "รหัส",
            tables: "schools: {file: schools.csv, columns: {code: รหัส}}\n"),
        BadInput(
            code: "duplicate_column", row: 1, column: "code",
            files: ["schools.csv": "code,code,name_th,longitude,latitude\n1,1,ก,104,14\n"]),
        BadInput(
            code: "no_rows_match", file: "district.yaml", line: 4, column: "schools.where.name_th",
            value: "บ้านหนื่ง",
            tables: "schools: {file: schools.csv, where: {name_th: บ้านหนื่ง}}\n"),
        BadInput(
            code: "layer_unreadable", file: "district.yaml", line: 5, column: "boundaries.file",
            value: "b.geojson",
            tables: "schools: {file: schools.csv}\nboundaries: {file: b.geojson}\n",
            files: ["b.geojson": "{}"]),
    ]

    static let manifests: [BadInput] = [
        BadInput(
            code: "unknown_key", file: "district.yaml", line: 4, column: "shools",
            value: "{…}", tables: "shools: {file: schools.csv}\n"),
        BadInput(
            code: "unknown_key", file: "district.yaml", line: 4, column: "schools.columns.cod",
            value: "รหัส", tables: "schools: {file: schools.csv, columns: {cod: รหัส}}\n"),
        BadInput(
            code: "missing_key", file: "district.yaml", line: 1, column: "academic_year",
            head: "office: {code: \"1\", name_th: ก}\n"),
        BadInput(
            code: "missing_key", file: "district.yaml", line: 1, column: "office.code",
            head: "office: {name_th: ก}\nacademic_year: 2566\n"),
        BadInput(
            code: "common_era_year", file: "district.yaml", line: 2, column: "academic_year",
            value: "2023", head: "office: {code: \"1\", name_th: ก}\nacademic_year: 2023\n"),
        BadInput(
            code: "wrong_type", file: "district.yaml", line: 2, column: "academic_year",
            value: "ปีนี้", head: "office: {code: \"1\", name_th: ก}\nacademic_year: ปีนี้\n"),
        BadInput(
            code: "unknown_crs", file: "district.yaml", line: 4, column: "crs",
            value: "EPSG:99999", tables: "crs: EPSG:99999\nschools: {file: schools.csv}\n",
            files: [:]
        ).withoutCRS,
        BadInput(
            code: "duplicate_key", file: "district.yaml", value: "schools",
            tables: "schools: {file: schools.csv}\nschools: {file: b.csv}\n"),
        BadInput(
            code: "invalid_yaml", file: "district.yaml", line: 5, tables: "schools: {file: a\n"),
        BadInput(
            code: "invalid_value", file: "district.yaml", line: 4, column: "country", value: "LI",
            tables: "country: LI\nschools: {file: schools.csv}\n"),
    ]

    static let schools: [BadInput] = [
        BadInput(
            code: "duplicate_code", row: 3, column: "code", value: "1",
            files: ["schools.csv": header + "1,ก,104,14\n1,ข,104,15\n"]),
        BadInput(
            code: "damaged_code", row: 2, column: "code", value: "1.02008E+09",
            files: ["schools.csv": header + "1.02008E+09,ก,104,14\n"]),
        BadInput(
            code: "missing_value", row: 2, column: "name_th",
            files: ["schools.csv": header + "1,,104,14\n"]),
        BadInput(
            code: "not_a_number", row: 2, column: "longitude", value: "ไม่ทราบ",
            files: ["schools.csv": header + "1,ก,ไม่ทราบ,14\n"]),
        BadInput(
            code: "degrees_minutes_seconds", row: 2, column: "longitude",
            value: "104°30'15\", 14°40'",
            files: ["schools.csv": header + "1,ก,\"104°30'15\"\"\",14°40'\n"]),
        BadInput(
            code: "swapped_coordinates", row: 2, column: "longitude", value: "14.6, 104.6",
            files: ["schools.csv": header + "1,ก,14.6,104.6\n"]),
        BadInput(
            code: "outside_country", row: 2, column: "longitude", value: "9.5, 47.1",
            files: ["schools.csv": header + "1,ก,9.5,47.1\n"]),
        BadInput(
            code: "outside_world", row: 2, column: "longitude", value: "1612345.0, 45.0",
            files: ["schools.csv": header + "1,ก,1612345,45\n"]),
        BadInput(
            code: "utm_in_degrees", row: 2, column: "longitude", value: "456789, 1612345",
            files: ["schools.csv": header + "1,ก,456789,1612345\n"]),
        BadInput(
            code: "negative_number", row: 2, column: "rooms", value: "-1",
            files: ["schools.csv": "code,name_th,longitude,latitude,rooms\n1,ก,104,14,-1\n"]),
        BadInput(
            code: "negative_number", row: 2, column: "land_rai", value: "-0.5",
            files: ["schools.csv": "code,name_th,longitude,latitude,land_rai\n1,ก,104,14,-0.5\n"]),
        BadInput(
            code: "invalid_value", row: 2, column: "community_support", value: "อาจจะ",
            files: [
                "schools.csv": "code,name_th,longitude,latitude,community_support\n"
                    + "1,ก,104,14,อาจจะ\n"
            ]),
        BadInput(
            code: "unknown_status", row: 2, column: "statuses", value: "iland",
            files: ["schools.csv": "code,name_th,longitude,latitude,statuses\n1,ก,104,14,iland\n"]
        ),
        BadInput(
            code: "unknown_grade", row: 2, column: "grades_offered", value: "ป.7",
            files: [
                "schools.csv": "code,name_th,longitude,latitude,grades_offered\n1,ก,104,14,ป.7\n"
            ]),
        BadInput(
            code: "schools_too_close", row: 3, column: "code", value: "1", severity: .warning,
            files: ["schools.csv": header + "1,ก,104,14\n2,ข,104.0002,14.0001\n"]),
    ]

    static let people: [BadInput] = [
        BadInput(
            code: "not_a_number", file: "e.csv", row: 2, column: "pupils", value: "สิบ",
            tables: withEnrolment, files: ["e.csv": "school,grade,pupils\n33040001,ป.1,สิบ\n"]),
        BadInput(
            code: "negative_number", file: "e.csv", row: 2, column: "pupils", value: "-4",
            tables: withEnrolment, files: ["e.csv": "school,grade,pupils\n33040001,ป.1,-4\n"]),
        BadInput(
            code: "unknown_grade", file: "e.csv", row: 2, column: "grade", value: "ป.9",
            tables: withEnrolment, files: ["e.csv": "school,grade,pupils\n33040001,ป.9,4\n"]),
        BadInput(
            code: "unknown_school", file: "e.csv", row: 2, column: "school", value: "33040009",
            tables: withEnrolment, files: ["e.csv": "school,grade,pupils\n33040009,ป.1,4\n"]),
        BadInput(
            code: "duplicate_row", file: "e.csv", row: 3, column: "grade", value: "P1",
            tables: withEnrolment,
            files: ["e.csv": "school,grade,pupils\n33040001,ป.1,4\n33040001,P1,4\n"]),
        BadInput(
            code: "common_era_year", file: "e.csv", row: 2, column: "year", value: "2023",
            tables: withEnrolment,
            files: ["e.csv": "school,year,grade,pupils\n33040001,2023,ป.1,4\n"]),
        BadInput(
            code: "unknown_school", file: "s.csv", row: 2, column: "school", value: "33040009",
            tables: withStaff, files: ["s.csv": "school,position,count\n33040009,ครู,4\n"]),
        BadInput(
            code: "part_exceeds_whole", file: "s.csv", row: 3, column: "retiring", value: "5",
            tables: withStaff,
            files: [
                "s.csv": "school,position,count,retiring\n33040001,ครู,4,4\n33040002,ครู,4,5\n"
            ]),
        BadInput(
            code: "part_exceeds_whole", file: "v.csv", row: 2, column: "จน", value: "8",
            tables: "schools: {file: schools.csv}\n"
                + "villages: {file: v.csv, columns: {poor: จน}}\n",
            files: [
                "v.csv": "code,longitude,latitude,school,P1,P2,จน\n01,104.6,14.6,33040001,4,3,8\n"
            ]),
        BadInput(
            code: "part_exceeds_whole", file: "v.csv", row: 2, column: "disabled", value: "1",
            tables: withVillages,
            files: ["v.csv": "code,longitude,latitude,school,P1,disabled\n01,104.6,14.6,,0,1\n"]),
        BadInput(
            code: "unknown_school", file: "v.csv", row: 2, column: "school", value: "33040009",
            tables: withVillages,
            files: ["v.csv": "code,longitude,latitude,school,P1\n01,104.6,14.6,33040009,4\n"]),
        BadInput(
            code: "village_conflict", file: "v.csv", row: 3, column: "code", value: "01",
            tables: withVillages,
            files: [
                "v.csv": "code,longitude,latitude,school,P1\n01,104.6,14.6,33040001,4\n"
                    + "01,104.7,14.6,33040002,4\n"
            ]),
        BadInput(
            code: "grade_not_offered", file: "e.csv", row: 2, column: "grade", value: "ม.1",
            severity: .warning, tables: withEnrolment,
            files: ["e.csv": "school,grade,pupils\n33040001,ม.1,4\n"]),
        BadInput(
            code: "classes_without_pupils", file: "e.csv", row: 2, column: "classes", value: "ป.1",
            severity: .warning, tables: withEnrolment,
            files: ["e.csv": "school,grade,pupils,classes\n33040001,ป.1,0,1\n"]),
        BadInput(
            code: "pupils_without_classes", file: "e.csv", row: 3, column: "classes", value: "ป.2",
            severity: .warning, tables: withEnrolment,
            files: [
                "e.csv": "school,grade,pupils,classes\n33040001,ป.1,9,1\n33040001,ป.2,9,0\n"
            ]),
        BadInput(
            code: "large_class", file: "e.csv", row: 2, column: "pupils", value: "61",
            severity: .warning,
            tables: withEnrolment,
            files: ["e.csv": "school,grade,pupils,classes\n33040001,ป.1,61,1\n"]),
        BadInput(
            code: "homes_mismatch", file: "v.csv", column: "school", value: "33040001",
            severity: .warning,
            tables: withEnrolment + "villages: {file: v.csv}\n",
            files: [
                "e.csv": "school,grade,pupils\n33040001,ป.1,5\n",
                "v.csv": "code,longitude,latitude,school,P1\n01,104.6,14.6,33040001,4\n",
            ]),
    ]

    @Test(arguments: files + manifests + schools + people)
    func isFound(_ input: BadInput) throws {
        let district = try TemporaryDistrict(
            head: input.head, tables: input.tables, files: input.files)
        let all = findings(in: district)
        let found = try #require(
            all.first { $0.code == input.code }, "\(all.map(\.description))")
        #expect(found.severity == input.severity)
        #expect(found.file == input.file)
        #expect(found.row == input.row)
        if let line = input.line { #expect(found.line == line) }
        #expect(found.column == input.column)
        #expect(found.value == input.value)
        #expect(!found.expectedThai.isEmpty && !found.expectedEnglish.isEmpty)
        // An error stops the reader, with everything else found beside it; a warning does not.
        do throws(DistrictDataError) {
            let loaded = try DistrictReader.read(district.path)
            #expect(input.severity != .error)
            let unplaced = all.map { finding in
                var finding = finding
                finding.place = nil
                return finding
            }
            #expect(Set(loaded.findings).isSubset(of: unplaced))
        } catch {
            #expect(input.severity == .error)
            // The doctor may explain an error better; it never loses one.
            for read in error.findings {
                #expect(
                    all.contains {
                        $0.file == read.file && $0.row == read.row && $0.severity == read.severity
                    }, "\(read)")
            }
            #expect(error.exitCode == (input.code == "file_missing" ? 66 : 65))
        }
    }

    @Test func everyErrorIsCollected() throws {
        let district = try TemporaryDistrict(
            tables: Self.withEnrolment,
            files: [
                "schools.csv": Self.header + "1,ก,14,104\n1,ข,104,14\n2,,104,x\n",
                "e.csv": "school,grade,pupils\n7,ป.1,4\n1,ป.9,x\n",
            ])
        #expect(
            findings(in: district).map { "\($0.file) \($0.row ?? 0) \($0.code)" } == [
                "e.csv 2 unknown_school", "e.csv 3 not_a_number", "e.csv 3 unknown_grade",
                "schools.csv 2 swapped_coordinates", "schools.csv 3 duplicate_code",
                "schools.csv 4 missing_value", "schools.csv 4 not_a_number",
            ])
    }

    @Test func thaiComesFirst() throws {
        let district = try TemporaryDistrict(
            head: "office: {code: \"1\", name_th: ก}\nacademic_year: 2023\n")
        let text = try #require(findings(in: district).first).description
        #expect(
            text == """
                [ผิดพลาด] district.yaml · บรรทัด 2 · ช่อง academic_year · ค่า “2023”: \
                เป็นปี ค.ศ. ให้เขียนเป็น พ.ศ. 2566
                  error common_era_year: district.yaml, line 2, field academic_year, \
                value “2023”: this is a Common Era year; write 2566 (Buddhist era)
                """)
    }
}

extension BadInput {
    /// The same with the head's `crs` line left out, so that the tables may state one.
    fileprivate var withoutCRS: BadInput {
        var input = self
        input.head = "office: {code: \"1\", name_th: ก}\nacademic_year: 2566\n# no system\n"
        return input
    }
}
