import Foundation
import TestSupport
import Testing

@testable import DistrictData

/// The sums that an office writes are compared with what they add up, and rows keep where they come from.
@Suite struct OfficeTotalsTests {
    private static let header = ["รหัสโรงเรียน", "ชื่อโรงเรียน", "อ.2", "ป.1", "ป.2", "รวมประถม", "รวม"]

    /// Row 2 adds up (3 + 4 + 5 = 12, 9 in primary); row 3 says 99 for 6, row 4 lacks a number, row 5 leaves รวม blank;
    /// the totals row says 100 for 3 + 1 + 2 + 1 = 7 and is right in ป.2: 5 + 3 + 4 + 1 = 13.
    private static let rows = [
        ["33040001", "บ้านหนึ่ง", "3", "4", "5", "9", "12"],
        ["33040002", "บ้านสอง", "1", "2", "3", "5", "99"],
        ["33040003", "บ้านสาม", "2", "สิบ", "4", "1", "1"],
        ["33040004", "บ้านสี่", "1", "1", "1", "2", "-"],
        ["", "รวมทั้งสิ้น", "100", "7", "13", "", ""],
    ]

    private func findings(_ rows: [[String]], _ header: [String] = header) -> [Finding] {
        let list = FindingList()
        let table = CellTable(
            header: header, rows: rows, rowNumbers: rows.indices.map { $0 + 2 })
        _ = GradesAcross(table, file: "f.csv", sheet: nil, findings: list).gradesDown()
        return list.findings.filter { $0.code != "totals_dropped" }
    }

    @Test func wideSheet() throws {
        let found = findings(Self.rows)
        #expect(found.map(\.code) == ["total_mismatch", "column_total_mismatch"])
        try #require(found.count == 2)
        let (row, column) = (found[0], found[1])
        #expect(row.row == 3 && row.column == "รวม" && row.value == "99")
        #expect(row.schoolCode == "33040002" && row.expectedEnglish.contains("add up to 6"))
        // ป.1 is not judged: a cell of it is no number.
        #expect(column.row == 6 && column.column == "อ.2" && column.value == "100")
        #expect(column.expectedEnglish.contains("add up to 7"))
    }

    /// 3 + 4 boys and girls are not 8; totals of groups count from the last row of totals.
    @Test func boysGirlsAndGroups() {
        let header = ["รหัสsmis", "ชื่อสถานศึกษา", "ป.1 ชาย", "ป.1 หญิง", "ป.1 รวม", "รวม ชาย"]
        let found = findings(
            [
                ["33040001", "บ้านหนึ่ง", "3", "4", "8", "3"],
                ["", "รวมกลุ่มหนึ่ง", "3", "4", "8", "3"],
                ["33040002", "บ้านสอง", "1", "1", "2", "2"],
                ["", "รวมกลุ่มสอง", "1", "1", "2", "2"],
                ["", "รวมทั้งหมด", "4", "5", "10", "5"],
            ], header)
        #expect(found.map(\.column) == ["ป.1 รวม", "รวม ชาย"])
        #expect(found.map(\.row) == [2, 4])
    }

    /// รวม says 12 for 5 + 6; the vocational pupils belong to the grand total and to no other: 11 + 3 = 14.
    @Test func longTable() throws {
        let place = try TemporaryDistrict(
            tables: "schools: {file: schools.csv}\nenrolment: {file: enrolment.csv}\n",
            files: [
                "enrolment.csv": """
                school,grade,pupils
                33040001,ป.1,5
                33040001,ป.2,6
                33040001,รวมประถม,12
                33040001,ปวช.1,3
                33040001,รวมทั้งหมด,14
                33040002,ป.1,x
                33040002,รวม,9

                """
            ])
        let found = DistrictDoctor.examine(place.path).findings
            .filter { $0.code == "total_mismatch" }
        #expect(found.map(\.row) == [4] && found.map(\.value) == ["12"])
        #expect(found.first?.expectedThai.contains("รวมกันได้ 11") == true)
    }

    /// Findings on a generated table name the office's file, sheet, row and header.
    @Test func findingsNameTheOfficesFile() throws {
        let place = try TemporaryDistrict()
        let path = place.folder.appendingPathComponent("office.xlsx").path
        try Data(
            StoredArchive.spreadsheet([
                ("ปี 2566", [["จำนวนนักเรียน"], Self.header] + Self.rows)
            ])
        ).write(to: URL(fileURLWithPath: path))
        let schools = place.folder.appendingPathComponent("schools.csv").path
        let imported = try ImportRun([schools, path])
        let row = try #require(imported.result.findings.first { $0.code == "total_mismatch" })
        #expect(row.source == FindingSource(file: path, sheet: "ปี 2566", row: 4))

        let report = DistrictDoctor.examine(imported.folder.path)
        let text = try #require(report.findings.first { $0.code == "not_a_number" })
        // บ้านสาม stands in row 5 of the sheet; K2, P1 and P2 of three schools make its P1 the eighth row of nine.
        #expect(text.file == "enrolment.csv" && text.row == 9)
        #expect(
            text.source
                == FindingSource(file: "office.xlsx", sheet: "ปี 2566", row: 5, column: "ป.1"))
        #expect(text.description.contains("ต้นฉบับ office.xlsx [ปี 2566] แถว 5 ช่อง ป.1"))
        #expect(report.html().contains("ต้นฉบับ office.xlsx [ปี 2566] แถว 5 ช่อง ป.1"))
        #expect(try report.json().contains("\"column\" : \"ป.1\""))
        let error = #expect(throws: DistrictDataError.self) { try imported.read() }
        #expect(error?.errors.first { $0.code == "not_a_number" }?.source == text.source)
    }

    /// A wide sheet named by the manifest: the header of the sheet, not of the rearranged table.
    @Test func wideSheetByManifest() throws {
        let place = try TemporaryDistrict(
            tables: "schools: {file: schools.csv}\nenrolment: {file: wide.csv}\n",
            files: [
                "wide.csv": ([Self.header] + Self.rows).map { $0.joined(separator: ",") }
                    .joined(separator: "\n")
            ])
        let found = DistrictDoctor.examine(place.path).findings
            .first { $0.code == "not_a_number" }
        #expect(found?.description.contains("wide.csv · แถว 4 · ช่อง ป.1 · ค่า “สิบ”") == true)
    }
}
