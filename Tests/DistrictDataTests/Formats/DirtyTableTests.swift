import Foundation
import SchoolDistrict
import Testing

@testable import DistrictData

/// What offices really type: each kind of dirt through the import and through a manifest.
@Suite struct DirtyTableTests {
    /// A title with a Thai date, Thai digits, a code that became a number, units, thousands, a totals row.
    static let schools = """
        ทะเบียนโรงเรียน ข้อมูล ณ วันที่ ๑๐ มิ.ย. ๒๕๖๖
        รหัสโรงเรียน,ชื่อโรงเรียน,ละติจูด,ลองจิจูด,จำนวนห้องเรียนตามแปลน,เนื้อที่(ไร่),คอมพิวเตอร์
        ๓๓๐๔๐๐๐๑,บ้านหนึ่ง,14.60,104.60,8 ห้อง,"1,234.5",30 เครื่อง
        33040002.0,รวมไทยพัฒนา 2,๑๔.๖๐,๑๐๔.๖๕,๑๒,10,-
        ,รวม,,,20,"1,244.5",30

        """
    static let enrolment = """
        รหัสโรงเรียน,ปีการศึกษา,ชั้น/เพศ,รวม,ห้องเรียน
        33040001,1/2566,ป.๑,"1,012",๒๕ ห้อง
        33040002,ปีการศึกษา ๒๕๖๖,ป.1,12 คน,1
        33040002,2566,รวมประถม,12,1
        33040002,2566,รวม,12,1

        """

    private func expect(_ loaded: LoadedDistrict, _ comment: Comment) {
        let schools = loaded.district.schools
        #expect(schools.map(\.code) == ["33040001", "33040002"], comment)
        #expect(schools.map(\.nameThai) == ["บ้านหนึ่ง", "รวมไทยพัฒนา 2"], comment)
        #expect(schools.map(\.rooms) == [8, 12], comment)
        #expect(schools.map(\.landRai) == [1234.5, 10], comment)
        #expect(schools.map(\.computers) == [30, nil], comment)
        #expect(schools[1].position.longitude == 104.65, comment)
        let records = schools.map { loaded.district.currentEnrolment(of: $0) }
        #expect(records.map { $0?.pupils[.p1] } == [1_012, 12], comment)
        #expect(records.map { $0?.classes[.p1] } == [25, 1], comment)
        #expect(loaded.findings.filter { $0.code == "totals_dropped" }.map(\.value) == ["1", "2"])
        #expect(loaded.findings.contains { $0.code == "restored_code" }, comment)
    }

    @Test func importedAndDirect() throws {
        let place = try TemporaryDistrict(
            tables: "schools: {file: ทะเบียน.csv}\nenrolment: {file: นักเรียน.csv}\n",
            files: ["ทะเบียน.csv": Self.schools, "นักเรียน.csv": Self.enrolment])
        expect(try DistrictReader.read(place.path), "by manifest")
        let files = ["ทะเบียน.csv", "นักเรียน.csv"]
            .map { place.folder.appendingPathComponent($0).path }
        for copies in [false, true] {
            let imported = try ImportRun(files, copies: copies)
            #expect(imported.manifest.contains("as_of: 2566-06-10"))
            #expect(
                imported.result.text.contains(
                    "land_rai ← เนื้อที่(ไร่)  [รู้จัก / known]  3/3: 10–1244.5"))
            expect(try imported.read(), "imported")
        }
    }

    /// `1.02008E+09` holds six digits of ten: nobody can tell the rest, and it is said so at once.
    @Test func lostDigits() throws {
        let place = try TemporaryDistrict(files: [
            "schools.csv": """
            รหัสโรงเรียน,ชื่อโรงเรียน,ละติจูด,ลองจิจูด
            1.02008E+09,บ้านหนึ่ง,14.60,104.60
            1.020080035E+09,บ้านสอง,14.60,104.65

            """
        ])
        let imported = try ImportRun([place.folder.appendingPathComponent("schools.csv").path])
        let warning = try #require(
            imported.result.findings.first { $0.code == "damaged_code" })
        #expect(warning.row == 2 && warning.value == "1.02008E+09")
        #expect(warning.expectedEnglish.contains("cannot be restored"))
        #expect(warning.expectedThai.contains("กู้คืนจากแฟ้มนี้ไม่ได้"))
        // Planned all the same, it stops there; the code that kept its digits is whole again.
        let error = #expect(throws: DistrictDataError.self) { try imported.read() }
        let errors = error?.findings.filter { $0.severity == .error } ?? []
        #expect(errors.map(\.row) == [2])
        #expect(errors.first?.expectedEnglish.contains("cannot be restored") == true)
    }

    /// A school whose name begins with รวม is no total, in the wide table either.
    @Test func namesThatBeginLikeTotals() throws {
        let table = CellTable(
            header: ["รหัสsmis", "ชื่อสถานศึกษา", "ป.1 ชาย", "ป.1 หญิง"],
            rows: [
                ["33040001", "รวมมิตรวิทยา", "1", "2"], ["", "บ้านสาม", "3", "4"],
                ["", "รวมทั้งสิ้น", "4", "6"], ["", "", "4", "6"],
            ], rowNumbers: [2, 3, 4, 5])
        let findings = FindingList()
        let long = GradesAcross(table, file: "f.csv", sheet: nil, findings: findings)
            .gradesDown()
        // The row without a code stays, so that the reader names it.
        #expect(long.rows.map { $0[1] } == ["รวมมิตรวิทยา", "บ้านสาม"])
        #expect(findings.findings.map(\.value) == ["2"])
    }
}
