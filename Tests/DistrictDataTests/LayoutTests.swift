import Foundation
import SchoolDistrict
import TestSupport
import Testing

@testable import DistrictData

@Suite struct LayoutTests {
    /// Two header rows under a title; อ.2 counts only boys and girls; sums over grades and of rows.
    static let wide: [[String]] = [
        ["จำนวนนักเรียน ปีการศึกษา 2566"],
        [
            "ลำดับ", "รหัสsmis", "ชื่อสถานศึกษา", "อ.2", "", "", "", "ป.1", "", "", "", "ป.2", "", "",
            "", "รวมประถม", "", "", "",
        ],
        ["", "", ""]
            + (0..<4).flatMap { _ in ["ชาย", "หญิง", "รวม", "ห้อง"] },
        [
            "1", "33040001", "บ้านหนึ่ง", "3", "4", "7", "1", "5", "6", "11", "1", "0", "0", "0", "0",
            "5", "6", "11", "1",
        ],
        [
            "2", "33040002", "บ้านสอง", "10", "10", "20", "1", "๑", "๑", "๒", "1", "600", "634",
            "1,234", "30", "1", "1", "2", "1",
        ],
        [
            "", "", "รวมทั้งหมด", "13", "14", "27", "2", "6", "7", "13", "2", "600", "634", "1234",
            "30",
            "6", "7", "13", "2",
        ],
    ]

    private func read(_ name: String, _ bytes: [UInt8], extra: String = "") throws -> LoadedDistrict
    {
        let folder = try TemporaryDistrict(
            tables: "schools: {file: schools.csv}\nenrolment: {file: \(name)\(extra)}\n")
        let place = folder.folder.appendingPathComponent(
            name.split(separator: "/")[0].description)
        try Data(bytes).write(to: place)
        return try DistrictReader.read(folder.path)
    }

    private func expectWide(_ loaded: LoadedDistrict) {
        let first = loaded.district.currentEnrolment(of: loaded.district.schools[0])
        #expect(first?.pupils[.k2] == 7 && first?.pupils[.p1] == 11)
        #expect(first?.pupils.total == 18 && first?.classes.total == 2)
        let second = loaded.district.currentEnrolment(of: loaded.district.schools[1])
        // 20 + 2 + 1,234 pupils in 1 + 1 + 30 classes.
        #expect(second?.pupils.total == 1_256 && second?.classes.total == 32)
    }

    /// Digits alone are numbers in the file: codes keep theirs.
    @Test func wideSpreadsheet() throws {
        let bytes = StoredArchive.spreadsheet([("ข้อมูล", Self.wide)])
        expectWide(try read("wide.xlsx", bytes))
    }

    @Test func wideText() throws {
        let width = Self.wide[1].count
        let lines = Self.wide.map { row in
            (row + [String](repeating: "", count: width - row.count))
                .map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
        }
        expectWide(try read("wide.csv", Array(lines.joined(separator: "\r\n").utf8)))
    }

    @Test func sheets() throws {
        let bytes = StoredArchive.spreadsheet([
            ("ปก", [["รายงาน"]]), ("ปี 2566", Self.wide), ("ว่าง", []),
        ])
        let loaded = try read("book.xlsx", bytes)
        expectWide(loaded)
        let note = try #require(loaded.findings.first { $0.code == "sheet_chosen" })
        #expect(note.value == "ปี 2566")
        expectWide(try read("book.xlsx", bytes, extra: ", sheet: ปี 2566"))
        #expect(throws: DistrictDataError.self) {
            try read("book.xlsx", bytes, extra: ", sheet: ไม่มี")
        }
    }

    /// A table inside an archive whose names are in the Thai code page: “กข.csv”.
    @Test func archives() throws {
        let text = "school,grade,pupils\n33040001,ป.1,5\n"
        var archive = StoredArchive()
        archive.add([0xA1, 0xA2] + Array(".csv".utf8), Array(text.utf8))
        for name in ["data.zip", "data.zip/กข.csv"] {
            let loaded = try read(name, archive.bytes)
            let school = loaded.district.schools[0]
            #expect(loaded.district.currentEnrolment(of: school)?.pupils[.p1] == 5)
            #expect(loaded.inputs.contains { $0.path == "data.zip" })
        }
    }

    /// The EMIS exports need no mapping: the same numbers as with one.
    @Test(.enabled(if: SharedData.isExpected)) func emisWithoutMapping() throws {
        let file = "th-obec-register-2022/emis_sample_"
        let folder = try TemporaryDistrict(
            tables: """
                schools: {file: \(SharedData.path(file + "general.json"))}
                enrolment: {file: \(SharedData.path(file + "student_by_grade.csv"))}
                staff: {file: \(SharedData.path(file + "staff_by_rank.csv"))}
                """)
        let loaded = try DistrictReader.read(folder.path)
        let schools = loaded.district.schools
        #expect(schools.map(\.code) == ["1020080005", "1020080035"])
        #expect(schools[0].position.latitude == 13.415917589703469)
        #expect(
            schools.map { loaded.district.currentEnrolment(of: $0)?.pupils.total } == [59, 677])
        #expect(schools[1].staff == StaffRecord(administrators: 1, teachers: 27, otherStaff: 12))
    }

    /// A connection that cannot be opened is an error at its line, its password hidden.
    @Test func databasePasswordIsNotShown() throws {
        let folder = try TemporaryDistrict(
            tables: """
                schools: {file: schools.csv}
                boundaries:
                  file: "PG:host=127.0.0.1 port=1 dbname=x password=secret1"
                """)
        let found = findings(in: folder).filter { $0.severity == .error }
        #expect(found.map(\.code) == ["layer_unreadable"])
        #expect(found.allSatisfy { !$0.description.contains("secret1") })
        #expect(found[0].value?.contains("password=***") == true)
    }
}
