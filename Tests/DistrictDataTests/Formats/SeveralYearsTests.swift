import Foundation
import SchoolDistrict
import TestSupport
import Testing

@testable import DistrictData

/// Enrolment of several years, in sheets or in a column, and schools by name only.
@Suite struct SeveralYearsTests {
    private static let register: [[String]] = [
        ["รหัสโรงเรียน", "ชื่อโรงเรียน", "ละติจูด", "ลองจิจูด"],
        ["33040001", "โรงเรียนบ้านหนองบัว", "14.6", "104.6"],
        ["33040002", "บ้านโนนสูง(ราษฎร์)", "14.6", "104.65"],
        ["33040003", "วัดป่า", "14.6", "104.7"],
        ["33040004", "วัดป่า", "14.7", "104.7"],
        ["33040005", "บ้านดอนแก้ว", "14.8", "104.7"],
    ]

    private func sheet(_ first: String, _ second: String) -> [[String]] {
        [
            ["รหัสโรงเรียน", "ชื่อโรงเรียน", "ป.1", "ป.2", "ป.3", "รวม"],
            ["33040001", "บ้านหนองบัว", first, "5", "5", "20"],
            ["33040002", "บ้านโนนสูง", second, "5", "5", "20"],
        ]
    }

    private final class Place {
        let folder: TemporaryDistrict
        init() throws { folder = try TemporaryDistrict() }

        func file(_ name: String, _ bytes: [UInt8]) throws -> String {
            try folder.write(name, bytes)
            return folder.folder.appendingPathComponent(name).path
        }
    }

    /// P1 of school 1: 7, 8, 9, 10 pupils in 2564–2567; the newest year is planned for.
    @Test(arguments: ["xlsx", "ods"]) func sheetsOfYears(format: String) throws {
        let place = try Place()
        let sheets =
            [("โรงเรียน", Self.register)] + [
                ("ปี 2565", sheet("8", "10")), ("2567", sheet("10", "10")),
                ("นร. ปีการศึกษา ๒๕๖๖", sheet("9", "10")), ("ปี 64", sheet("7", "10")), ("ว่าง", []),
            ]
        let path = try place.file(
            "office.\(format)",
            format == "xlsx"
                ? StoredArchive.spreadsheet(sheets) : StoredArchive.openDocument(sheets))
        let imported = try ImportRun([path], year: nil)
        let loaded = try imported.read()
        #expect(loaded.district.academicYear == 2567)
        let school = loaded.district.schools[0]
        #expect(school.enrolment.keys.sorted() == [2564, 2565, 2566, 2567])
        #expect((2564...2567).map { school.enrolment[$0]?.pupils[.p1] } == [7, 8, 9, 10])
        #expect(imported.result.text.contains("[ปี 2565] → ปี 2565 (6 แถว)"))
        #expect(imported.result.text.contains("[ปี 64] → ปี 2564 (6 แถว)"))

        let one = try ImportRun([path], sheets: ["โรงเรียน", "ปี 2565"], year: nil)
        let oneYear = try one.read().district
        #expect(oneYear.academicYear == 2565)
        #expect(oneYear.schools[0].enrolment.keys.sorted() == [2565])
    }

    /// A bare sheet beside `FILE=SHEET` is taken too; one that no file has is an error.
    @Test func bareSheetBesideKeyed() throws {
        let place = try Place()
        let path = try place.file(
            "office.xlsx",
            StoredArchive.spreadsheet([
                ("โรงเรียน", Self.register), ("ปี 2565", sheet("8", "10")),
                ("ปี 2566", sheet("9", "10")),
            ]))
        let both = try ImportRun(
            [path], sheets: ["office.xlsx=โรงเรียน", "ปี 2565"], year: nil)
        #expect(try both.read().district.schools[0].enrolment.keys.sorted() == [2565])
        let error = #expect(throws: DistrictDataError.self) {
            try ImportRun([path], sheets: ["office.xlsx=โรงเรียน", "ปี 2599"])
        }
        #expect(error?.errors.map(\.file) == ["--sheet"])
        #expect(error?.errors.map(\.value) == ["ปี 2599"])
    }

    /// Years in a column of a wide table; two sheets without years count the same pupils.
    @Test func yearColumnAndRepeatedSheets() throws {
        let place = try Place()
        let schools = try place.file("s.xlsx", StoredArchive.spreadsheet([("ก", Self.register)]))
        let wide = try place.file(
            "wide.csv",
            Array(
                """
                ปีการศึกษา,รหัสโรงเรียน,ป.1,ป.2,ป.3
                ๒๕๖๕,33040001,8,5,5
                2566,33040001,9,5,5

                """.utf8))
        let district = try ImportRun([schools, wide], year: nil).read().district
        #expect(district.academicYear == 2566)
        #expect(district.schools[0].enrolment[2565]?.pupils[.p1] == 8)
        #expect(district.schools[0].enrolment[2566]?.pupils[.p1] == 9)

        let book = try place.file(
            "two.xlsx",
            StoredArchive.spreadsheet([("ต้นปี", sheet("8", "10")), ("ปลายปี", sheet("9", "10"))]))
        let repeated = try ImportRun([schools, book])
        let found = try #require(
            repeated.result.findings.first { $0.code == "duplicate_row" })
        // Only P1 of school 1 differs: its row is the second of the sheet.
        #expect(found.row == 2 && found.value == "1" && found.source?.sheet == "ปลายปี")
        let kept = try repeated.read().district.schools
        #expect(kept[0].enrolment[2566]?.pupils[.p1] == 8)

        // A sheet of other grades adds to the schools; one that contradicts adds nothing to them.
        let grades = ["รหัสโรงเรียน", "อ.1", "อ.2", "อ.3", "ป.1"]
        let more = try place.file(
            "more.xlsx",
            StoredArchive.spreadsheet([
                ("ประถม", sheet("8", "10")),
                (
                    "อนุบาล",
                    [
                        grades, ["33040001", "1", "2", "3", "9"],
                        ["33040002", "4", "5", "6", "10"],
                    ]
                ),
            ]))
        let both = try ImportRun([schools, more]).read().district.schools
        // 8 + 5 + 5 of the first sheet; 10 + 5 + 5 and 4 + 5 + 6 of both.
        #expect(both.prefix(2).map { $0.enrolment[2566]?.pupils.total } == [18, 35])
    }

    /// Two digits from 43 on are of the 2500s; fewer could be of either era and are asked back.
    @Test func yearsOfTwoDigits() {
        #expect(YearText.read("66") == 2566 && YearText.read("ปี ๔๓") == 2543)
        #expect(YearText.read("42") == 42)
        #expect(YearText.problem(with: 42)?.thai.contains("2542 หรือ ค.ศ. 2042") == true)
        #expect(YearText.named(by: "นร.66 ห้อง") == nil)
        #expect(YearText.named(by: "10 มิ.ย. 2566") == 2566)
        #expect(YearText.named(by: "2565-2566") == nil)
    }

    /// Six names: two are one school each, one is spelt by sound, one is tied, one near, one unknown.
    @Test func schoolsByName() throws {
        let place = try Place()
        let schools = try place.file("s.xlsx", StoredArchive.spreadsheet([("ก", Self.register)]))
        let names = try place.file(
            "names.csv",
            Array(
                """
                จำนวนนักเรียน ปีการศึกษา 2566
                ชื่อโรงเรียน,ป.1,ป.2,ป.3
                รร.บ้านหนองบัว,1,2,3
                โนนสูง,4,0,0
                วัดป่า,5,5,5
                บ้านดอนแก่ว,7,0,0
                บ้านดอนแก้งค,6,6,6
                บ้านไม่มีใครรู้จัก,8,8,8
                รวม,31,21,22

                """.utf8))
        let imported = try ImportRun([schools, names])
        let found = imported.result.findings
        #expect(found.filter { $0.code == "school_name_tied" }.map(\.row) == [5])
        #expect(
            found.first { $0.code == "school_name_tied" }?.expectedThai.contains(
                "33040003 วัดป่า; 33040004 วัดป่า") == true)
        #expect(found.filter { $0.code == "school_name_unmatched" }.map(\.row) == [7, 8])
        let joined = found.filter { $0.code == "school_joined_by_name" && $0.severity != .note }
        #expect(joined.map(\.schoolCode) == ["33040002", "33040005"])
        let read = try imported.read().district.schools
        #expect(
            read.map { $0.enrolment[2566]?.pupils.total } == [6, 4, nil, nil, 7])
        let list = try #require(imported.text("unmatched_schools.csv"))
        #expect(list.split(separator: "\n").count == 4)
        #expect(list.contains("วัดป่า,tied,33040003 วัดป่า; 33040004 วัดป่า,names.csv,,5"))

        // Without a register nothing is guessed.
        let alone = try ImportRun([names])
        #expect(!alone.manifest.contains("enrolment:"))
        #expect(alone.result.findings.contains { $0.code == "school_name_unmatched" })
    }

    /// One row a grade, schools by name; a list of people is no such table, and none of its names is shown.
    @Test func longTableByName() throws {
        let place = try Place()
        let schools = try place.file("s.xlsx", StoredArchive.spreadsheet([("ก", Self.register)]))
        let long = try place.file(
            "long.csv", Array("โรงเรียน,ชั้น,จำนวนนักเรียน\nบ้านหนองบัว,ป.1,9\n".utf8))
        let district = try ImportRun([schools, long]).read().district
        #expect(district.schools[0].enrolment[2566]?.pupils[.p1] == 9)

        let people = try place.file("people.csv", Array("ชื่อ,ชั้น,รวม\nสมชาย ลับสุดยอด,ป.1,9\n".utf8))
        let refused = try ImportRun([schools, people])
        #expect(!refused.manifest.contains("enrolment:"))
        let written =
            refused.result.text + refused.result.findings.map(\.description).joined()
            + refused.result.outputs.map { String(decoding: $0.bytes, as: UTF8.self) }.joined()
        #expect(!written.contains("ลับสุดยอด"))
    }
}
