import Foundation
import TestSupport
import Testing

@Suite struct ImportCommandTests {
    /// The raw landmark zip and the national register: one command to a district, one to a plan.
    ///
    /// 107 schools by the derived join that lies beside the data; here three more.
    @Test(.enabled(if: SharedFolder.isExpected)) func nakhonPathomInOneCommand() async throws {
        let folder = try TemporaryFolder()
        let data = SharedFolder.url("data").path
        let imported = try await SchoolnetProcess.run(
            [
                "import", data + "/th-nakhonpathom-landmarks/village.zip",
                data + "/th-obec-register-2022/obec_schools_2022-09.csv", "--office",
                "สพป.นครปฐม เขต 1", "--into", "np",
            ], in: folder.url)
        #expect(imported.status == 0, "\(imported.errors)")
        #expect(imported.output.contains("of 122 schools 110 were placed by name"))
        #expect(imported.output.contains("missing: enrolment, staff"))
        let unplaced = try folder.text("np/unplaced_schools.csv").split(separator: "\n")
        #expect(unplaced.count == 13)
        try Self.expectSamePositions(folder, data: data)

        try folder.write(
            "scenario.yaml",
            Data(
                """
                name_th: โรงเรียนคุณภาพ 12 แห่ง
                district: np
                objective: p_median
                hubs: {exactly: 12}
                """.utf8))
        let plan = try await SchoolnetProcess.run(
            ["plan", "scenario.yaml", "--output", "out"], in: folder.url)
        #expect(plan.status == 0, "\(plan.errors)")
        #expect(plan.output.contains("โรงเรียน 110 แห่ง: โรงเรียนคุณภาพ 12 แห่ง"))
    }

    /// Every school of the derived join is there, to 10⁻⁶ degrees.
    private static func expectSamePositions(_ folder: TemporaryFolder, data: String) throws {
        func table(_ text: String) -> [[String: String]] {
            let lines = text.split(whereSeparator: \.isNewline).map {
                $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            }
            return lines.dropFirst().filter { $0.count == lines[0].count }
                .map { Dictionary(zip(lines[0], $0)) { first, _ in first } }
        }
        let derived = table(
            try String(
                contentsOfFile: data
                    + "/th-nakhonpathom-landmarks/derived_np_education_points_x_obec.csv",
                encoding: .utf8)
        ).filter { $0["area_name"] == "สพป.นครปฐม เขต 1" }
        let schools = Dictionary(
            try table(folder.text("np/schools.csv")).map { ($0["code"] ?? "", $0) }
        ) { first, _ in first }
        #expect(derived.count > 100)
        for row in derived {
            let school = schools[row["smis_code8"] ?? ""]
            for (theirs, ours) in [("lon", "longitude"), ("lat", "latitude")] {
                let expected = Double(row[theirs] ?? "") ?? .nan
                let found = Double(school?[ours] ?? "") ?? .nan
                #expect(abs(expected - found) < 1e-6, "\(row)")
            }
        }
    }

    @Test(.enabled(if: SharedFolder.isExpected)) func anOfficeMustBeChosen() async throws {
        let folder = try TemporaryFolder()
        let register = SharedFolder.url("data/th-obec-register-2022/obec_schools_2022-09.csv").path
        let result = try await SchoolnetProcess.run(
            ["import", register, "--into", "out"], in: folder.url)
        #expect(result.status == 65)
        #expect(result.errors.contains("227 offices"))
        #expect(!folder.exists("out"))
    }

    @Test func nothingIsOverwritten() async throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "โรงเรียน.csv",
            Data("รหัสโรงเรียน,ชื่อโรงเรียน,ละติจูด,ลองจิจูด\n33040001,ก,14.6,104.6\n".utf8))
        try folder.write("d/district.yaml", Data("mine".utf8))
        let command = ["import", "โรงเรียน.csv", "--into", "d", "--year", "2566"]
        let refused = try await SchoolnetProcess.run(command, in: folder.url)
        #expect(refused.status == 73)
        #expect(try folder.text("d/district.yaml") == "mine")
        let forced = try await SchoolnetProcess.run(
            command + ["--force", "--copy"], in: folder.url)
        #expect(forced.status == 0, "\(forced.errors)")
        #expect(forced.output.contains("code ← รหัสโรงเรียน  [รู้จัก / known]"))
        #expect(folder.exists("d/โรงเรียน.csv"))
        let doctor = try await SchoolnetProcess.run(["doctor", "d"], in: folder.url)
        #expect(doctor.status == 0, "\(doctor.output)")
    }

    /// 30,000 made-up pupils: no citizen number, first name or surname in anything that is written.
    @Test func pupilsLeaveNoTrace() async throws {
        let folder = try TemporaryFolder()
        var lines = ["รหัสโรงเรียน,ชั้น,ห้อง,เลขประจำตัวประชาชน,ชื่อ,นามสกุล,หมู่,ตำบล,ความด้อยโอกาส"]
        var generator = SplitMix64(seed: 11)
        for pupil in 0..<30_000 {
            let school = 33_040_001 + Int.random(in: 0..<40, using: &generator)
            let grade = Int.random(in: 1...6, using: &generator)
            // Every hundredth row has moved: its name stands under the grade.
            let level = pupil % 100 == 99 ? "นามลับ\(pupil)" : "ป.\(grade)"
            lines.append(
                "\(school),\(level),1,9\(100_000_000_000 + pupil),นามลับ\(pupil),สกุลลับ\(pupil),"
                    + "\(pupil % 9 + 1),หนึ่ง,\(pupil % 3 == 0 ? "เด็กยากจน" : "-")")
        }
        try folder.write("dmc.csv", Data(lines.joined(separator: "\n").utf8))
        let schools =
            ["code,name_th,longitude,latitude"]
            + (0..<40).map { "\(33_040_001 + $0),โรงเรียน\($0),104.\(10 + $0),14.6" }
        try folder.write("schools.csv", Data(schools.joined(separator: "\n").utf8))
        try folder.write("tmp/keep", Data())

        let imported = try await SchoolnetProcess.run(
            ["import", "schools.csv", "dmc.csv", "--into", "d", "--year", "2566", "--copy"],
            in: folder.url)
        #expect(imported.status == 0, "\(imported.errors.prefix(500))")
        #expect(imported.errors.contains("300 rows cannot be read"))
        let doctor = try await SchoolnetProcess.run(
            ["doctor", "d", "--format", "json"], in: folder.url)
        #expect(doctor.status == 0)
        // Read directly, and by a wrong mapping, it keeps as silent.
        try folder.write(
            "direct/district.yaml",
            Data(
                """
                office: {code: "3304", name_th: ทดสอบ}
                academic_year: 2566
                schools: {file: ../schools.csv}
                enrolment: {file: ../dmc.csv, columns: {school: ชื่อ, grade: นามสกุล, pupils: หมู่}}
                staff: {file: ../dmc.csv}
                villages: {file: ../dmc.csv}
                """.utf8))
        let direct = try await SchoolnetProcess.run(["doctor", "direct"], in: folder.url)

        let enrolment = try folder.text("d/enrolment.csv").split(separator: "\n").dropFirst()
        let total = enrolment.compactMap { Int($0.split(separator: ",")[2]) }.reduce(0, +)
        #expect(total == 29_700)
        var texts = [
            imported.output, imported.errors, doctor.output, doctor.errors, direct.output,
            direct.errors,
        ]
        texts += try folder.contents(of: "d").values.map { String(decoding: $0, as: UTF8.self) }
        for text in texts {
            #expect(!text.contains("นามลับ") && !text.contains("สกุลลับ"))
            #expect(text.firstMatch(of: /9100\d{9}|91000\d{8}/) == nil)
        }
        #expect(try folder.names() == ["d", "direct", "dmc.csv", "schools.csv", "tmp"])
        #expect(try folder.names(in: "tmp") == ["keep"])
        #expect(try !Self.temporaryFilesMention("สกุลลับ", except: folder.path))
    }

    /// Whether a file of the system's temporary folder, itself, holds a text.
    private static func temporaryFilesMention(_ text: String, except: String) throws -> Bool {
        let place = FileManager.default.temporaryDirectory
        let needle = Data(text.utf8)
        return try FileManager.default.contentsOfDirectory(atPath: place.path).contains { name in
            let url = place.appendingPathComponent(name)
            guard url.path != except,
                let values = try? url.resourceValues(forKeys: [
                    .isRegularFileKey, .contentModificationDateKey, .fileSizeKey,
                ]), values.isRegularFile == true, (values.fileSize ?? 0) < 50_000_000,
                (values.contentModificationDate ?? .distantPast) > Date() - 600,
                let data = try? Data(contentsOf: url)
            else { return false }
            return data.range(of: needle) != nil
        }
    }
}
