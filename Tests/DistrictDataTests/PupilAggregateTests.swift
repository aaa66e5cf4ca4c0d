import Foundation
import Testing

@testable import DistrictData

@Suite struct PupilAggregateTests {
    static let header = [
        "รหัสโรงเรียน", "เลขประจำตัวประชาชน", "ชั้น", "ห้อง", "ชื่อ", "นามสกุล", "หมู่", "ตำบล", "ความด้อยโอกาส",
        "ระยะทางทางน้ำ กม.", "ระยะทางถนนลูกรัง กม.", "ระยะทางถนนลาดยาง กม.",
    ]

    static func row(
        _ school: String, _ grade: String, room: String = "1", citizen: String = "1234567890123",
        moo: String = "2", needs: String = "-", ways: [String] = ["0", "1.5", "1.5 กม."]
    ) -> [String] {
        [school, citizen, grade, room, "สมมติ", "นามสมมติ", moo, "หนึ่ง", needs] + ways
    }

    private func aggregate(_ rows: [[String]]) -> (PupilAggregate?, FindingList) {
        let findings = FindingList()
        let table = CellTable(
            header: Self.header, rows: rows, rowNumbers: rows.indices.map { $0 + 2 })
        return (PupilAggregate(table, file: "dmc.csv", findings: findings), findings)
    }

    /// A name where the subdistrict should be is no home, and stands in no table.
    @Test func movedNamesAreNoHomes() throws {
        var moved = Self.row("33040001", "ป.1")
        moved[7] = "ด.ช.ลับสุดยอด ก"
        let (result, _) = aggregate([moved, Self.row("33040001", "ป.1")])
        let pupils = try #require(result)
        #expect(pupils.unknownHomeCount == 1)
        #expect(pupils.homes.rows.map { $0[1] } == ["หนึ่ง"])
        #expect(pupils.enrolment.rows == [["33040001", "P1", "2", "1"]])
    }

    /// 1.5 + 1.5 km is 3 km, not above; with 0.1 by water it is.
    @Test func counts() throws {
        let (result, _) = aggregate([
            Self.row("33040001", "ป.1", needs: "เด็กยากจน"),
            Self.row("33040001", "ป.๑", room: "2", ways: ["0.1", "1.5", "1.5"]),
            Self.row("33040001", "อ.2", moo: "", ways: ["", "", ""]),
        ])
        let pupils = try #require(result)
        #expect(
            pupils.enrolment.rows == [["33040001", "K2", "1", "1"], ["33040001", "P1", "2", "2"]])
        let homes = pupils.homes
        #expect(homes.rows.count == 1)
        let named = Dictionary(uniqueKeysWithValues: zip(homes.header, homes.rows[0]))
        #expect(named["subdistrict"] == "หนึ่ง" && named["moo"] == "2" && named["P1"] == "2")
        #expect(named["poor"] == "1" && named["over_3km"] == "1")
        #expect(named["distance_known"] == "2")
        // (3 + 3.1) / 2
        #expect(named["stated_km"] == "3.05")
    }

    /// ป.5/1 and ป.5/2 are two classes of one grade; one plain distance stands for the three; −3, 9999 and
    /// words are told and not used: (2 + 4) / 2.
    @Test func roomsBehindGradesAndOneDistance() throws {
        let findings = FindingList()
        let header = ["รหัสโรงเรียน", "เลขประจำตัวประชาชน", "ชั้น", "หมู่", "ตำบล", "ระยะทาง (กม.)"]
        let cells = [
            ("ป.5/1", "2"), ("ป. 5 / 2", "4 กม."), ("ป.5/1", "-3"), ("ป.5", "9999"),
            ("ป.5/2", "abc"),
            ("เกรด 5", "1"),
        ]
        let rows = cells.map { ["33040001", "1234567890123", $0.0, "2", "หนึ่ง", $0.1] }
        let table = CellTable(
            header: header, rows: rows, rowNumbers: rows.indices.map { $0 + 2 })
        let pupils = try #require(PupilAggregate(table, file: "dmc.csv", findings: findings))
        #expect(pupils.enrolment.rows == [["33040001", "P5", "5", "2"]])
        let homes = pupils.homes
        let named = Dictionary(uniqueKeysWithValues: zip(homes.header, homes.rows[0]))
        #expect(named["stated_km"] == "3.0" && named["distance_known"] == "2")
        let odd = findings.findings.filter { $0.code == FindingCode.oddStatedDistance }
        #expect(odd.map(\.row) == [4])
        let unread = findings.findings.filter { $0.code == FindingCode.unreadablePupilRow }
        #expect(unread.map(\.row) == [7])
    }

    /// Rows that have moved by a cell hold a name where the grade should be: only their place is told.
    @Test func errorsShowNoValues() {
        let (result, findings) = aggregate([
            Self.row("33040001", "ป.1"),
            Self.row("33040001", "สมชาย"),
            Self.row("1234567890123", "ป.1"),
            Self.row("33040001", "ป.1", citizen: "สมหญิง"),
        ])
        #expect(result?.rowCount == 1)
        let warnings = findings.findings.filter { $0.code == "unreadable_pupil_row" }
        #expect(warnings.map(\.row) == [4, 5, 3])
        #expect(warnings.map(\.column) == ["รหัสโรงเรียน", "เลขประจำตัวประชาชน", "ชั้น"])
        #expect(warnings.allSatisfy { $0.value == nil })
    }

    /// A number of thirteen digits in a code column may be a person's; a position is none.
    @Test func findingsShowNoThirteenDigits() {
        func shown(_ value: String) -> String {
            Finding(
                code: "x", severity: .warning, file: "f", value: value, expectedThai: "",
                expectedEnglish: "", schoolCode: value
            ).description
        }
        #expect(!shown("1234567890121").contains("1234567890121"))
        #expect(!shown("๑-2345-67890-12-1").contains("67890"))
        #expect(shown("104.1234567890123").contains("104.1234567890123"))
        #expect(shown("33040001").contains("33040001"))
    }

    /// Without a header the first pupil would be shown as one.
    @Test func missingHeaderIsRefused() {
        let findings = FindingList()
        let table = CellTable(
            header: Self.row("33040001", "ป.1"), rows: [Self.row("33040001", "ป.2")],
            rowNumbers: [2])
        #expect(PersonalData.isPersonal(table.header))
        #expect(PupilAggregate(table, file: "dmc.csv", findings: findings) == nil)
        #expect(findings.findings.map(\.code) == ["personal_data_refused"])
        #expect(findings.findings.allSatisfy { !$0.description.contains("สมมติ") })
    }
}
