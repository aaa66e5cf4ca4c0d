import Foundation
import SchoolDistrict
import Testing

@testable import DistrictData

/// Homes of a pupil export, with village points, with some, and without any.
@Suite struct HomesTests {
    /// Seven pupils: 5 of หมู่ 1 ต.หนึ่ง, 1 of หมู่ 2 ต.หนึ่ง, 1 without an address.
    static let pupils =
        "รหัสโรงเรียน,ชั้น,เลขประจำตัวประชาชน,ชื่อ,นามสกุล,หมู่,ตำบล,อำเภอ\n"
        + (0..<5).map { "33040001,ป.\($0 % 2 + 1),123456789012\($0),ลับ,ลับ,1,ต.หนึ่ง,อ.กลาง\n" }
        .joined() + "33040001,ป.1,1234567890128,ลับ,ลับ,๒,หนึ่ง,กลาง\n"
        + "33040001,ป.1,1234567890129,ลับ,ลับ,,,\n"

    private func run(_ points: String?, kinds: [String] = []) throws -> ImportRun {
        var files = ["dmc.csv": Self.pupils]
        files["points.csv"] = points
        let place = try TemporaryDistrict(files: files)
        let names = ["schools.csv", "points.csv", "dmc.csv"].filter {
            $0 == "schools.csv" || files[$0] != nil
        }
        return try ImportRun(
            names.map { place.folder.appendingPathComponent($0).path }, kinds: kinds,
            copies: true)
    }

    /// All that can be read is there: school × grade × village, each village without a place named.
    @Test func withoutPoints() throws {
        let result = try run(nil)
        let homes = try #require(result.text("homes.csv"))
        #expect(homes.contains("กลาง,หนึ่ง,1,33040001,,,,3,2,"))
        #expect(homes.contains("กลาง,หนึ่ง,2,33040001,,,,1,"))
        let flags = result.result.findings.filter { $0.code == "village_unplaced" }
        #expect(flags.map(\.value) == ["หมู่ 1 ต.หนึ่ง อ.กลาง", "หมู่ 2 ต.หนึ่ง อ.กลาง"])
        #expect(flags[0].expectedThai.contains("นักเรียน 5 คน"))
        // One pupil could be recognised by the number.
        #expect(flags[1].expectedThai.contains("น้อยกว่า 5"))
        let unknown = result.result.findings.filter { $0.code == "homes_unknown" }
        #expect(unknown.map(\.value) == ["น้อยกว่า 5"])
        let loaded = try result.read()
        #expect(loaded.district.villages.isEmpty)
        #expect(loaded.district.gaps.contains { $0.subject == .villages })
        let school = loaded.district.schools[0]
        #expect(loaded.district.currentEnrolment(of: school)?.pupils.total == 7)
        #expect(
            result.result.outputs.allSatisfy {
                !String(decoding: $0.bytes, as: UTF8.self).contains("ลับ")
            })
    }

    /// One village has a point: its five pupils travel, the sixth is flagged, and the gap of homes is said.
    @Test func withSomePoints() throws {
        let result = try run(
            "รหัสหมู่บ้าน,ชื่อหมู่บ้าน,ตำบล,อำเภอ,ละติจูด,ลองจิจูด\n33040101,บ้านหนึ่ง,หนึ่ง,กลาง,14.6,104.6\n")
        let loaded = try result.read()
        #expect(loaded.district.villages.map(\.code) == ["33040101"])
        #expect(loaded.district.villages[0].homes.map(\.pupils.total) == [5])
        #expect(
            result.result.findings.filter { $0.code == "village_unplaced" }.map(\.value)
                == ["หมู่ 2 ต.หนึ่ง อ.กลาง"])
        #expect(loaded.district.gaps.contains { $0.subject == .homes })
    }

    /// Points whose header tells nothing are villages when the user says so.
    @Test func toldVillages() throws {
        let points = "รหัส,ชื่อหมู่บ้าน,ตำบล,หมู่,ละติจูด,ลองจิจูด\n7,บ้านหนึ่ง,หนึ่ง,1,14.6,104.6\n"
        #expect(try run(points).read().district.villages.isEmpty)
        let told = try run(
            points.replacing("รหัส,", with: "รหัสหมู่บ้านเดิม,"), kinds: ["points.csv=villages"])
        #expect(try told.read().district.villages.map(\.code) == ["7"])
    }

    /// Two districts have a subdistrict of this name: the district tells them apart, or nobody does.
    @Test func namesakes() throws {
        let both =
            "33040101,บ้านเหนือ,หนึ่ง,กลาง,14.6,104.6\n33050101,บ้านใต้,หนึ่ง,ล่าง,14.1,104.1\n"
        let told = try run("รหัสหมู่บ้าน,ชื่อหมู่บ้าน,ตำบล,อำเภอ,ละติจูด,ลองจิจูด\n" + both)
        #expect(try told.read().district.villages.map(\.code) == ["33040101"])
        let untold = try run("รหัสหมู่บ้าน,ชื่อหมู่บ้าน,ตำบล,ที่,ละติจูด,ลองจิจูด\n" + both)
        #expect(try untold.read().district.villages.isEmpty)
        #expect(untold.result.findings.count { $0.code == "village_unplaced" } == 2)
    }
}
