import Foundation
import Testing

/// A plan can be run again: what `plan.json` says of it, and what `explain` makes of changed inputs.
@Suite("Running a plan again") struct RerunTests {
    private func command(_ village: Village, _ plan: String) throws -> [String: Any] {
        try #require(village.folder.json(plan + "/plan.json")["rerun"] as? [String: Any])
    }

    @Test func thePlanSaysHowItWasMade() async throws {
        let village = try Village()
        let more = ["--set", "hubs.exactly=3", "--set", "travel.merge_radius_km=5"]
        #expect(try await village.plan("scenario.yaml", to: "plans/a", more).status == 0)
        let rerun = try command(village, "plans/a")
        #expect(rerun["scenario"] as? String == "scenario.yaml")
        #expect(rerun["overrides"] as? [String] == ["hubs.exactly=3", "travel.merge_radius_km=5"])
        #expect(rerun["working_directory"] as? String == "../..")
        #expect(!(try village.folder.text("plans/a/plan.json")).contains(village.folder.path))
        // From any folder: the way back starts at the plan.
        try village.folder.write("elsewhere/note", Data())
        let result = try await SchoolnetProcess.run(
            ["explain", "../plans/a", "33040001"],
            in: village.folder.url.appendingPathComponent("elsewhere"))
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("(ปรับ hubs.exactly=3, travel.merge_radius_km=5)"))
        #expect(!result.output.contains("does not give the plan"))
    }

    /// A plan written elsewhere tells no folder above it; it is explained from where it was made.
    @Test func aPlanElsewhereTellsNoFolders() async throws {
        let village = try Village()
        let other = try TemporaryFolder()
        let result = try await village.plan("scenario.yaml", to: other.path + "/out")
        #expect(result.status == 0)
        let text = try other.text("out/plan.json")
        #expect(!text.contains(village.folder.path) && !text.contains(other.path))
        let rerun = try other.json("out/plan.json")["rerun"] as? [String: Any]
        #expect(rerun?["working_directory"] is NSNull)
        for (folder, status) in [(village.folder.url, Int32(0)), (other.url, 66)] {
            let result = try await SchoolnetProcess.run(
                ["explain", other.path + "/out", "33040001"], in: folder)
            #expect(result.status == status, "\(result.errors)")
        }
    }

    /// An override may name another district, from the folder that the command was given in.
    @Test func anOverriddenDistrictIsFoundAgain() async throws {
        let village = try Village()
        for (table, bytes) in try village.folder.contents(of: "district") {
            try village.folder.write("copy/\(table)", bytes)
        }
        let made = try await village.plan("scenario.yaml", to: "out", ["--set", "district=copy"])
        #expect(made.status == 0)
        try village.folder.write("elsewhere/note", Data())
        let result = try await SchoolnetProcess.run(
            ["explain", "../out", "33040001"],
            in: village.folder.url.appendingPathComponent("elsewhere"))
        #expect(result.status == 0, "\(result.errors)")
    }

    @Test(arguments: [
        ("district/staff.csv", "staff.csv"), ("scenario.yaml", "scenario.yaml"),
        ("district/district.yaml", "district.yaml"),
    ])
    func changedInputsAreNamed(_ file: String, _ says: String) async throws {
        let village = try Village()
        #expect(try await village.plan().status == 0)
        try village.folder.write(file, Data((try village.folder.text(file) + "\n").utf8))
        let result = try await SchoolnetProcess.run(
            ["explain", "out", "33040001"], in: village.folder.url)
        #expect(result.status == 65)
        #expect(result.output == "")
        #expect(result.errors.contains("inputs have changed since out was made: \(says) (SHA-256"))
    }

    @Test(arguments: ["district/roads.geojson", "scenario.yaml", "district/district.yaml"])
    func missingInputsAreNamed(_ file: String) async throws {
        let village = try Village()
        #expect(try await village.plan().status == 0)
        try FileManager.default.removeItem(at: village.folder.url.appendingPathComponent(file))
        let result = try await SchoolnetProcess.run(
            ["explain", "out", "33040001"], in: village.folder.url)
        #expect(result.status == 66)
        let name = URL(fileURLWithPath: file).lastPathComponent
        #expect(result.errors.contains("inputs of out are missing: \(name)"), "\(result.errors)")
    }

    @Test(arguments: [
        ("nowhere", 66, "no such folder"), ("district", 65, "not a plan folder"),
        ("other", 65, "not a plan folder"), ("old", 65, "plan again with schoolnet plan"),
    ])
    func whatIsNoPlanIsRefused(_ name: String, _ status: Int32, _ says: String) async throws {
        let village = try Village()
        #expect(try await village.plan("scenario.yaml", to: "old").status == 0)
        let plan = try village.folder.text("old/plan.json")
        let cut = try #require(plan.range(of: ",\n  \"rerun\""))
        try village.folder.write("old/plan.json", Data((plan[..<cut.lowerBound] + "\n}\n").utf8))
        try village.folder.write("other/plan.json", Data("{\"format\": \"else\"}".utf8))
        let result = try await SchoolnetProcess.run(
            ["explain", name, "33040001"], in: village.folder.url)
        #expect(result.status == status)
        #expect(result.output == "")
        #expect(result.errors.contains(says), "\(result.errors)")
    }

    /// The sample district: a school that shares, the sums of its hub, and a rule whose price the gaps prove.
    @Test func theSampleDistrictIsExplained() async throws {
        let folder = try TemporaryFolder()
        let made = try await SchoolnetProcess.run(
            ["plan", "Scenarios/minimum-cost.yaml", "--output", folder.path + "/plan", "--quiet"],
            in: Places.repository)
        #expect(made.status == 0, "\(made.errors)")
        let schools = try folder.properties("plan/schools.geojson")
        let mover = try #require(
            schools.first { $0["link"] as? String == "moves_all" }?["code"] as? String)
        let school = try await SchoolnetProcess.run(
            ["explain", folder.path + "/plan", mover], in: Places.repository)
        #expect(school.status == 0, "\(school.errors)")
        #expect(school.output.contains("its pupils stay"))
        #expect(school.output.contains("the lines of all schools add up to the plan's"))
        #expect(!school.output.contains("does not give the plan"))
        let rule = try await SchoolnetProcess.run(
            ["explain", folder.path + "/plan", "--rule", "merge_radius_km=7"],
            in: Places.repository)
        #expect(rule.status == 0, "\(rule.errors)")
        #expect(rule.output.contains("baht a year"))
        #expect(rule.output.contains("proven to lie in"))
    }
}
