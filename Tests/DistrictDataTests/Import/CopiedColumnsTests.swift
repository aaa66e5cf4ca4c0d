import Foundation
import TestSupport
import Testing

@testable import DistrictData

/// `import --copy` copies what the planner uses, so that names, telephones and citizen numbers stay where they are.
@Suite("Copies without persons")
struct CopiedColumnsTests {
    private static let secrets = ["นายลับ", "นางลับ", "08123", "3100000000"]

    private static let schools = """
        รหัสโรงเรียน,ชื่อโรงเรียน,ละติจูด,ลองจิจูด,ผู้อำนวยการ,เบอร์โทร
        33040001,บ้านหนึ่ง,14.60,104.60,นายลับ หนึ่ง,0812345678
        33040002,บ้านสอง,14.60,104.65,นางลับ สอง,0812345679

        """
    private static let staff = """
        รหัสโรงเรียน,ชื่อ-สกุล,ตำแหน่ง,วิชาเอก,เลขบัตรประชาชน
        33040001,นายลับ ก,ครู คศ.1,คณิตศาสตร์,3100000000001
        33040001,นางลับ ข,ผู้อำนวยการสถานศึกษา,,3100000000002
        33040002,นายลับ ค,ครู คศ.1,,3100000000003

        """

    /// Every file of the folder, as bytes.
    private func expectNoTrace(_ run: ImportRun) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: run.folder.path)
        for name in names {
            let data = try Data(contentsOf: run.folder.appendingPathComponent(name))
            for secret in Self.secrets {
                #expect(data.range(of: Data(secret.utf8)) == nil, "\(name) holds \(secret)")
            }
        }
        for secret in Self.secrets { #expect(!run.result.text.contains(secret)) }
    }

    @Test func textTables() throws {
        let place = try TemporaryDistrict(files: [
            "โรงเรียน.csv": Self.schools, "ครู.csv": Self.staff,
        ])
        let files = ["โรงเรียน.csv", "ครู.csv"].map { place.folder.appendingPathComponent($0).path }
        let run = try ImportRun(files, copies: true)
        try expectNoTrace(run)
        #expect(run.result.copies.isEmpty)
        #expect(
            run.text("schools.csv")?.hasPrefix("code,name_th,longitude,latitude,source_file,")
                == true)
        #expect(
            run.text("staff.csv")?.contains("\n33040001,ครู คศ.1,") == true)
        // The report says what was left out.
        #expect(run.result.text.contains("ไม่คัดลอก: ผู้อำนวยการ, เบอร์โทร"))
        #expect(run.result.text.contains("left out: ชื่อ-สกุล, เลขบัตรประชาชน"))
        let district = try run.read().district
        #expect(district.schools.map(\.nameThai) == ["บ้านหนึ่ง", "บ้านสอง"])
        #expect(district.schools.map { $0.staff?.teachers } == [1, 1])
        #expect(district.schools.map { $0.staff?.administrators } == [1, 0])
    }

    /// A workbook holds sheets that nobody asked for, a GeoPackage layers and fields.
    @Test func sheets() throws {
        func rows(_ text: String) -> [[String]] {
            text.split(separator: "\n").map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
        }
        let place = try TemporaryDistrict()
        try place.write(
            "book.xlsx",
            StoredArchive.spreadsheet([
                ("โรงเรียน", rows(Self.schools)), ("ครู", rows(Self.staff)),
                ("เบอร์", [["ชื่อ", "โทร"], ["นายลับ", "0812345678"]]),
            ]))
        let run = try ImportRun(
            [place.folder.appendingPathComponent("book.xlsx").path], copies: true)
        try expectNoTrace(run)
        #expect(!FileManager.default.fileExists(atPath: run.folder.path + "/book.xlsx"))
        #expect(try run.read().district.schools.map { $0.staff?.teachers } == [1, 1])
    }

    @Test func layers() throws {
        let place = try TemporaryDistrict()
        let features = [("33040001", 104.60), ("33040002", 104.65)].map {
            #"{"type":"Feature","properties":{"code":"\#($0.0)","name_th":"บ้าน","ผู้อำนวยการ":"นายลับ","#
                + #""โทร":"0812345678"},"geometry":{"type":"Point","coordinates":[\#($0.1),14.6]}}"#
        }
        try place.write(
            "points.geojson",
            #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#)
        let run = try ImportRun(
            [place.folder.appendingPathComponent("points.geojson").path], copies: true)
        try expectNoTrace(run)
        let district = try run.read().district
        #expect(district.schools.map(\.code) == ["33040001", "33040002"])
        #expect(district.schools[1].position.longitude == 104.65)
    }

    /// Totals are marked in a column that is left out; they are no people.
    @Test func totalsAreNoPeople() throws {
        let place = try TemporaryDistrict(files: [
            "ครู.csv": "รหัสโรงเรียน,ตำแหน่ง,วิทยฐานะ,count\n33040001,ครู,ชำนาญการ,3\n33040001,ครู,รวม,3\n"
        ])
        let files = ["schools.csv", "ครู.csv"].map { place.folder.appendingPathComponent($0).path }
        let run = try ImportRun(files, copies: true)
        #expect(
            run.text("staff.csv")
                == "school,position,count,source_file,source_row\n33040001,ครู,3,ครู.csv,2\n")
        // A table of which every column is used is copied as it is.
        #expect(run.result.copies.map(\.name) == ["schools.csv"])
    }

    /// Cells that have moved put names where posts and subjects stand: blank, and counted.
    @Test func movedCellsAreBlank() throws {
        let place = try TemporaryDistrict(files: [
            "ครู.csv": """
            รหัสโรงเรียน,ชื่อ-สกุล,ตำแหน่ง,วิชาเอก
            33040001,ก,ครู,คณิตศาสตร์
            33040001,,นายลับ ก,นางลับ ข
            33040002,,ครู,3100000000003

            """
        ])
        let files = ["schools.csv", "ครู.csv"].map { place.folder.appendingPathComponent($0).path }
        let run = try ImportRun(files, copies: true)
        try expectNoTrace(run)
        let masked = run.result.findings.filter { $0.code == "personal_data_masked" }
        #expect(masked.map(\.file) == ["staff.csv", "staff.csv"])
        #expect(Set(masked.map(\.value)) == ["1", "2"])
        #expect(run.text("staff.csv")?.contains("33040001,ครู,คณิตศาสตร์,") == true)
    }

    /// Places that begin like titles stay; names of people do not.
    @Test(arguments: [
        ("นายูง", false), ("นางรอง", false), ("นางรอง หมู่ 3", false), ("นายูง 2", false),
        ("เด็กดี", false), ("นายลับสุดยอด สลับช่อง", true), ("ด.ช.ลับสุดยอด ก", true),
        ("นาง ลับ ก", true), ("นางสาวลับ", true), ("น.ส.ลับ", true), ("Mr. Secret", true),
    ])
    func namesAreTold(text: String, isName: Bool) {
        #expect(PersonalData.isCertainName(text) == isName)
        let finding = Finding(
            code: "x", severity: .note, file: "f", value: text, expectedThai: "",
            expectedEnglish: "")
        #expect((finding.value == text) == !isName)
        #expect((PersonalData.replacement(text, column: "subdistrict") == "") == isName)
    }

    /// A position's decimals are no citizen number.
    @Test func decimalsStay() {
        #expect(PersonalData.replacement("104.1234567890123", column: "longitude") == nil)
        #expect(PersonalData.replacement("1-1000-00000-99-9", column: "note") == "")
    }
}
