import Foundation
import SchoolDistrict
import TestSupport
import Testing

@testable import DistrictData

/// Workbooks of an office: XLS, XLSX and ODS, with a cover, a header in two merged rows and Thai digits.
@Suite struct SpreadsheetTests {
    /// The sheets of `Fixtures/office.xls`, which no tool here writes, in the other formats.
    static let sheets: [(name: String, rows: [[String]])] = [
        ("ปก", [["รายงาน"]]),
        (
            "ปี 2566",
            [
                ["จำนวนนักเรียน ข้อมูล ณ วันที่ 10 มิ.ย. 2566"],
                ["ลำดับ", "รหัสsmis", "ชื่อสถานศึกษา", "ป.1", "", "", "", "ป.2", "", "", ""],
                ["", "", ""] + ["ชาย", "หญิง", "รวม", "ห้อง"] + ["ชาย", "หญิง", "รวม", "ห้อง"],
                ["1", "33040001", "บ้านหนึ่ง", "5", "6", "11", "1", "0", "0", "0", "0"],
                ["2", "33040002", "รวมไทยพัฒนา 2", "1", "1", "๒", "1", "600", "634", "1,234", "30"],
                ["", "", "รวม", "6", "7", "13", "2", "600", "634", "1234", "30"],
            ]
        ),
        (
            "โรงเรียน",
            [
                ["รหัสโรงเรียน", "ชื่อโรงเรียน", "ละติจูด", "ลองจิจูด", "จำนวนห้องเรียนตามแปลน"],
                ["33040001", "บ้านหนึ่ง", "14.6", "104.6", "8 ห้อง"],
                ["33040002", "รวมไทยพัฒนา 2", "14.6", "104.65", "๑๒"],
            ]
        ),
    ]

    private func workbook(_ format: String) throws -> [UInt8] {
        switch format {
        case "xlsx": return StoredArchive.spreadsheet(Self.sheets)
        case "ods": return StoredArchive.openDocument(Self.sheets)
        default:
            let fixture = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().appendingPathComponent("Fixtures/office.xls")
            return [UInt8](try Data(contentsOf: fixture))
        }
    }

    /// 11 + 2 + 1,234 pupils; the row of totals is left out, the school whose name begins with รวม is not.
    private func expect(_ loaded: LoadedDistrict, _ comment: Comment) {
        let district = loaded.district
        #expect(district.schools.map(\.nameThai) == ["บ้านหนึ่ง", "รวมไทยพัฒนา 2"], comment)
        #expect(district.schools.map(\.rooms) == [8, 12], comment)
        let records = district.schools.map { district.currentEnrolment(of: $0) }
        #expect(records.map { $0?.pupils[.p1] } == [11, 2], comment)
        #expect(records.map { $0?.pupils.total } == [11, 1_236], comment)
        #expect(records.map { $0?.classes.total } == [1, 31], comment)
    }

    @Test(arguments: ["xls", "xlsx", "ods"]) func sheetsAreRead(format: String) throws {
        let place = try TemporaryDistrict(
            tables: """
                schools: {file: office.\(format), sheet: โรงเรียน}
                enrolment: {file: office.\(format), sheet: ปี 2566}

                """)
        let path = place.folder.appendingPathComponent("office.\(format)").path
        try Data(workbook(format)).write(to: URL(fileURLWithPath: path))
        expect(try DistrictReader.read(place.path), "\(format), by manifest")

        // The import looks into every sheet, and takes the day of the data from the title.
        let all = try ImportRun([path])
        expect(try all.read(), "\(format), imported")
        #expect(all.manifest.contains("as_of: 2566-06-10"))
        #expect(all.result.findings.contains { $0.code == "totals_dropped" && $0.value == "1" })
        let one = try ImportRun([path], sheets: ["โรงเรียน"])
        #expect(!one.manifest.contains("enrolment:"))
        #expect(try one.read().district.schools.count == 2)
        #expect(throws: DistrictDataError.self) { try ImportRun([path], sheets: ["ไม่มี"]) }
        let told = try ImportRun(
            [path], sheets: ["office.\(format)=ปี 2566"], kinds: ["ปี 2566=enrolment"])
        #expect(
            told.text("enrolment.csv")?.contains("2566,P2,\"1,234\",30") == true)
    }
}
