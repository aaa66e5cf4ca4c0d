import Foundation
import Testing

/// Exit codes and messages where a district cannot be planned, or not wholly.
@Suite struct NothingToPlanTests {
    /// Nothing is written, the exit code is that of bad data, and the report says what is missing.
    @Test func importOfNothing() async throws {
        let folder = try TemporaryFolder()
        try folder.write("หัว.csv", Data("รหัสโรงเรียน,ชื่อโรงเรียน,ละติจูด,ลองจิจูด\n".utf8))
        let run = try await SchoolnetProcess.run(
            ["import", "หัว.csv", "--into", "d", "--year", "2566"], in: folder.url)
        #expect(run.status == 65)
        #expect(run.output.contains("ยังวางแผนไม่ได้: ตารางโรงเรียน หัว.csv มีหัวตารางแต่มี 0 แถว"))
        #expect(!run.output.contains("ready to plan"))
        #expect(!folder.exists("d"))
    }

    /// One error is mended, one is not: the folder is written, and the exit code tells that work is left.
    @Test(arguments: [("บ้านสาม", Int32(0)), ("", Int32(65))])
    func fixTellsWhatIsLeft(_ name: String, _ status: Int32) async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "d/district.yaml",
            Data(
                """
                office: {code: "3304", name_th: ทดสอบ}
                academic_year: 2566
                schools: {file: schools.csv}
                """.utf8))
        let rows = (4...8).map { "3304000\($0),บ้านที่\($0),104.6\($0)1234,14.601234\n" }.joined()
        try folder.write(
            "d/schools.csv",
            Data(
                ("code,name_th,longitude,latitude\n33040001,บ้านหนึ่ง,104.601234,14.601234\n"
                    + "33040002,บ้านสอง,14.601234,104.651234\n"
                    + "33040003,\(name),104.701234,14.601234\n" + rows).utf8))
        let run = try await SchoolnetProcess.run(
            ["doctor", "d", "--fix", "--into", "e"], in: folder.url)
        #expect(run.status == status, "\(run.errors)")
        #expect(try folder.text("e/schools.csv").contains("33040002,บ้านสอง,104.651234,14.601234"))
        if status == 0 {
            #expect(run.output.contains("วางแผนได้: โรงเรียน 8 แห่ง"))
        } else {
            #expect(run.errors.contains("ยังวางแผนไม่ได้: เหลือข้อผิดพลาด 1 รายการ"))
            #expect(run.errors.contains("missing_value"))
        }
    }

    /// A plan says on its error stream and in its report which schools of the office it leaves out.
    @Test func plansNameWhomTheyLeaveOut() async throws {
        let village = try Village()
        try village.folder.write(
            "district/unplaced_schools.csv",
            Data("code,name_th,reason,candidates\n99999999,บ้านไร้พิกัด,none,\n".utf8))
        let plan = try await village.plan("scenario.yaml", to: "out", ["--quiet"])
        #expect(plan.status == 0)
        #expect(plan.errors.contains("โรงเรียน 1 แห่งของเขตไม่อยู่ในแผนนี้ เพราะไม่มีพิกัด"))
        #expect(plan.errors.contains("บ้านไร้พิกัด (99999999)"))
        #expect(try village.folder.text("out/report.html").contains("บ้านไร้พิกัด"))
        let gaps = try village.folder.json("out/plan.json")["gaps"] as? [[String: Any]] ?? []
        #expect(gaps.contains { $0["subject"] as? String == "positions" })
    }
}
