import Foundation
import Testing

@testable import DistrictData

/// Many findings of one kind do not bury the others.
@Suite("Findings as people read them")
struct FindingTextTests {
    private func finding(_ code: String, _ severity: Finding.Severity, _ row: Int) -> Finding {
        Finding(
            code: code, severity: severity, file: "a.csv", row: row, value: "ค่า\(row)",
            expectedThai: "ไทย", expectedEnglish: "English")
    }

    /// Eighty warnings in front of an error: the error comes first, five warnings, and a count of 75.
    @Test func groups() {
        let many = (1...80).map { finding("village_unplaced", .warning, $0) }
        let text = FindingText.grouped(many + [finding("damaged_code", .error, 99)])
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2 * 6 + 1)
        #expect(lines[0].hasPrefix("[ผิดพลาด] a.csv · แถว 99"))
        #expect(lines[2].hasPrefix("[ควรตรวจ] a.csv · แถว 1 "))
        #expect(
            lines[12] == "  … และอีก 75 รายการ (village_unplaced) / and 75 more of village_unplaced")
        // Six are shown: a line for the sixth would be as long.
        #expect(!FindingText.grouped(Array(many.prefix(6))).contains("และอีก"))
        #expect(FindingText.grouped(Array(many.prefix(7))).contains("และอีก 2 รายการ"))
    }

    /// The page groups what is the district's, and shows a school everything that is its own; JSON has all.
    @Test func pageAndJSON() throws {
        let own = (1...9).map { row in
            var own = finding("not_a_number", .error, row)
            own.schoolCode = "33040001"
            return own
        }
        let report = DoctorReport(
            path: "d", findings: (1...80).map { finding("village_unplaced", .warning, $0) } + own,
            gaps: [], schoolCount: nil, coordinates: nil)
        let page = report.html()
        #expect(page.components(separatedBy: "<code>village_unplaced</code>").count == 6)
        #expect(page.contains("และอีก 75 รายการ"))
        #expect(page.components(separatedBy: "<code>not_a_number</code>").count == 10)
        #expect(try report.json().components(separatedBy: "village_unplaced").count == 81)
        #expect(try report.geoJSON().components(separatedBy: "village_unplaced").count == 81)
        #expect(report.text.contains("every finding: --format json"))
    }

    /// Running numbers are all one digit apart: no school is named where several are as near.
    @Test(
        arguments: [
            ("33040003", "33040001,33040002", nil), ("3304001", "33040001,99123456", "33040001"),
            ("3304000l", "33040001,99123456", "33040001"),
        ] as [(String, String, String?)])
    func hintsAreTheOnlyOne(_ word: String, _ codes: String, _ hint: String?) {
        #expect(
            Suggestion.onlyNearest(to: word, in: codes.split(separator: ",").map(String.init))
                == hint)
    }

    /// Where a school's own code is damaged, a reference to it is not sent to its neighbour.
    @Test func noHintBesideDamagedCodes() throws {
        func message(_ first: String) throws -> String {
            let folder = try TemporaryDistrict(
                tables: "schools: {file: schools.csv}\nenrolment: {file: e.csv}\n",
                files: [
                    "schools.csv": "code,name_th,longitude,latitude\n\(first),ก,104.6,14.6\n"
                        + "33040009,ข,104.7,14.6\n",
                    "e.csv": "school,grade,pupils\n33040008,P1,5\n",
                ])
            return findings(in: folder).first { $0.code == "unknown_school" }?.expectedEnglish ?? ""
        }
        #expect(try message("3.304E+07").contains("perhaps one whose own code is damaged"))
        #expect(try !message("3.304E+07").contains("did you mean"))
        #expect(try message("99123456").contains("did you mean “33040009”"))
    }
}
