import Foundation
import TestSupport
import Testing

/// The import as a user calls it: dirt, choices and copies through to a plan.
@Suite struct ImportFormatsTests {
    private static let schools = """
        ทะเบียนโรงเรียน ข้อมูล ณ วันที่ ๑๐ มิ.ย. ๒๕๖๖
        รหัสโรงเรียน,ชื่อโรงเรียน,ละติจูด,ลองจิจูด,จำนวนห้องเรียนตามแปลน
        ๓๓๐๔๐๐๐๑,บ้านหนึ่ง,14.60,104.60,8 ห้อง
        33040002.0,รวมไทยพัฒนา 2,๑๔.๖๐,๑๐๔.๖๕,๑๒
        ,รวม,,,20

        """
    private static let enrolment = [
        ["ลำดับ", "รหัสsmis", "ชื่อสถานศึกษา", "ป.1", "", "ป.2", ""],
        ["", "", "", "ชาย", "หญิง", "ชาย", "หญิง"],
        ["1", "33040001", "บ้านหนึ่ง", "๑๐", "11", "5", "6"],
        ["2", "33040002", "รวมไทยพัฒนา 2", "1,000", "12", "7", "8"],
        ["", "", "รวม", "1,010", "23", "12", "14"],
    ]

    /// 21 + 11 and 1,012 + 15 pupils; the day is the one of the title.
    @Test func dirtToPlan() async throws {
        let folder = try TemporaryFolder()
        try folder.write("ทะเบียน.csv", Data(Self.schools.utf8))
        try folder.write(
            "สมุด.xlsx",
            Data(StoredArchive.spreadsheet([("ปก", [["รายงาน"]]), ("ปี 2566", Self.enrolment)])))
        let imported = try await SchoolnetProcess.run(
            [
                "import", "ทะเบียน.csv", "สมุด.xlsx", "--sheet", "สมุด.xlsx=ปี 2566", "--kind",
                "ปี 2566=enrolment", "--into", "d", "--copy",
            ], in: folder.url)
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(imported.output.contains("สมุด.xlsx [ปี 2566]: นักเรียนรายชั้น"))
        #expect(imported.output.contains("layout: grades_across"))
        #expect(imported.output.contains("rooms ← จำนวนห้องเรียนตามแปลน  [รู้จัก / known]  3/3: 8–20"))
        #expect(try folder.text("d/district.yaml").contains("as_of: 2566-06-10"))
        let doctor = try await SchoolnetProcess.run(
            ["doctor", "d", "--as-of-today", "2566-11-25"], in: folder.url)
        #expect(doctor.status == 0, "\(doctor.output)")
        #expect(doctor.output.contains("totals_dropped"))
        try folder.write(
            "s.yaml", Data("district: d\nobjective: p_median\nhubs: {exactly: 1}\n".utf8))
        let plan = try await SchoolnetProcess.run(
            ["plan", "s.yaml", "--output", "out"], in: folder.url)
        #expect(plan.status == 0, "\(plan.errors)")
        let pupils = try folder.properties("out/schools.geojson").compactMap {
            $0["pupils"] as? Int ?? $0["pupils_before"] as? Int
        }
        #expect(pupils.sorted() == [32, 1_027])
        #expect(try folder.text("out/report.html").contains("10 มิถุนายน 2566"))
    }

    /// Pupils of 2565 and 2566: the plan is for the latest year of the table, not for today's.
    @Test func theYearIsThatOfTheData() async throws {
        let folder = try TemporaryFolder()
        try folder.write("ทะเบียน.csv", Data(Self.schools.utf8))
        try folder.write(
            "นักเรียน.csv",
            Data(
                """
                รหัสโรงเรียน,ปีการศึกษา,ชั้น,จำนวนนักเรียน
                33040001,๒๕๖๖,ป.1,21
                33040001,2565,ป.1,30

                """.utf8))
        let imported = try await SchoolnetProcess.run(
            ["import", "ทะเบียน.csv", "นักเรียน.csv", "--into", "d"], in: folder.url)
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(try folder.text("d/district.yaml").contains("academic_year: 2566"))
    }

    /// Digits that a spreadsheet cut off are gone: the import says so, and the plan stops there.
    @Test func lostDigits() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "โรงเรียน.csv",
            Data(
                """
                รหัสโรงเรียน,ชื่อโรงเรียน,ละติจูด,ลองจิจูด
                1.02008E+09,ก,14.6,104.6
                1020080035,ข,14.6,104.7

                """.utf8))
        let imported = try await SchoolnetProcess.run(
            ["import", "โรงเรียน.csv", "--into", "d", "--year", "2566"], in: folder.url)
        #expect(imported.status == 0)
        #expect(imported.errors.contains("cannot be restored"))
        try folder.write(
            "s.yaml", Data("district: d\nobjective: p_median\nhubs: {exactly: 1}\n".utf8))
        let plan = try await SchoolnetProcess.run(
            ["plan", "s.yaml", "--output", "out"], in: folder.url)
        #expect(plan.status == 65)
        #expect(plan.errors.contains("1.02008E+09") && plan.errors.contains("cannot be restored"))
        #expect(!folder.exists("out"))
    }

    @Test func unknownKindsAndLayers() async throws {
        let folder = try TemporaryFolder()
        try folder.write("ทะเบียน.csv", Data(Self.schools.utf8))
        for (options, expected) in [
            (["--kind", "school"], "schools"), (["--kind", "ไม่มี.csv=schools"], "ไม่มี.csv"),
        ] {
            let run = try await SchoolnetProcess.run(
                ["import", "ทะเบียน.csv", "--into", "d"] + options, in: folder.url)
            #expect(run.status == 65)
            #expect(run.errors.contains(expected))
            #expect(!folder.exists("d"))
        }
    }
}
