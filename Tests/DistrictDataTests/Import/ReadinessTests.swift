import Foundation
import SchoolDistrict
import TestSupport
import Testing

@testable import DistrictData

/// What an import says when nothing can be planned, and of schools that could not be placed.
@Suite("Ready to plan or not")
struct ReadinessTests {
    private static let head = "รหัสโรงเรียน,ชื่อโรงเรียน,ละติจูด,ลองจิจูด\n"

    /// The table, whether it can be planned, and what the report says.
    @Test(arguments: [
        (head, false, "มีหัวตารางแต่มี 0 แถว"),
        (head + "33040001,ก,,\n33040002,ข,-,-\n", false, "มี 2 แถว แต่ไม่มีแถวใดมีทั้งรหัสที่อ่านได้และพิกัด"),
        (head + "1.02008E+09,ก,14.6,104.6\n", false, "ไม่มีแถวใดมีทั้งรหัสที่อ่านได้และพิกัด"),
        ("รหัสโรงเรียน,ชื่อโรงเรียน\n33040001,ก\n", false, "เพิ่มแฟ้มจุดที่ตั้งโรงเรียน"),
        ("abc,def\n1,2\n", false, "ไม่มีตารางโรงเรียน"),
        (head + "33040001,ก,14.6,104.6\n33040002,ข,,\n", true, "มีโรงเรียนพร้อมพิกัด 1 แห่ง"),
    ])
    func saysWhatIsMissing(_ table: String, _ isPlannable: Bool, _ says: String) throws {
        let place = try TemporaryDistrict(files: ["ข้อมูล.csv": table])
        let run = try ImportRun([place.folder.appendingPathComponent("ข้อมูล.csv").path])
        #expect(run.result.isPlannable == isPlannable)
        #expect(run.result.text.contains(says), "\(run.result.text)")
        #expect(!run.result.text.contains("พร้อมวางแผน"))
    }

    /// Three schools of a register: one point bears the first name, two the second, none the third.
    @Test func unplacedSchoolsStayInSight() throws {
        let place = try TemporaryDistrict(files: [
            "ทะเบียน.csv":
                "รหัสโรงเรียน,ชื่อโรงเรียน\n33040001,บ้านหนึ่ง\n33040002,บ้านสอง\n33040003,บ้านสาม\n",
            "จุด.geojson": #"{"type":"FeatureCollection","features":["#
                + [("บ้านหนึ่ง", 104.60), ("บ้านสอง", 104.61), ("บ้านสอง", 104.70)].map {
                    #"{"type":"Feature","properties":{"name":"\#($0.0)"},"geometry":"#
                        + #"{"type":"Point","coordinates":[\#($0.1),14.6]}}"#
                }.joined(separator: ",") + "]}",
        ])
        let run = try ImportRun(
            ["ทะเบียน.csv", "จุด.geojson"].map { place.folder.appendingPathComponent($0).path })
        #expect(run.result.isPlannable)
        let report = DistrictDoctor.examine(run.folder.path)
        #expect(report.exitCode == 0, "\(report.text)")
        let found = report.findings.filter { $0.code == "school_unplaced" }
        #expect(found.map(\.schoolCode) == ["33040002", "33040003"])
        #expect(found.map(\.value) == ["บ้านสอง", "บ้านสาม"])
        try #require(found.count == 2)
        #expect(found[0].expectedThai.contains("ชื่อตรงกับหลายจุด: บ้านสอง (104.61 14.6)"))
        #expect(found[1].expectedThai.contains("ขอพิกัดจากโรงเรียน"))
        #expect(report.schoolNames["33040003"] == "บ้านสาม")

        // A plan carries the gap with it: how many, which, why.
        let gap = try #require(
            try run.read().district.gaps.first { $0.subject == .positions })
        #expect(gap.schoolCodes == ["33040002", "33040003"])
        #expect(gap.consequenceThai.hasPrefix("โรงเรียน 2 แห่งของเขตไม่อยู่ในแผนนี้ เพราะไม่มีพิกัด"))
        #expect(gap.consequenceThai.contains("บ้านสอง (33040002), บ้านสาม (33040003)"))

        // The mended copy keeps the list; a school that has got its row is unplaced no more.
        let fixed = try DistrictFixer.fix(run.folder.path)
        #expect(fixed.files.contains { $0.path == "unplaced_schools.csv" })
        let table = try #require(run.text("schools.csv"))
        try Data((table + "33040003,บ้านสาม,104.65,14.6,\n").utf8)
            .write(to: run.folder.appendingPathComponent("schools.csv"))
        let after = try run.read().district
        #expect(after.gaps.first { $0.subject == .positions }?.schoolCodes == ["33040002"])
    }
}
