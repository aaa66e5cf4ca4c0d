import Foundation
import Testing

/// The committed scenarios, and the synthetic district they ask about.
@Suite("Scenarios") struct ScenarioFileTests {
    /// Each scenario plans the small district in the sample's place, from another working directory.
    @Test(arguments: try Places.scenarios()) func plansFromElsewhere(_ name: String) async throws {
        let village = try Village()
        let folder = village.folder
        let file = Places.repository.appendingPathComponent("Scenarios/\(name)")
        try folder.write("office/Scenarios/\(name)", try Data(contentsOf: file))
        try folder.write("elsewhere/note", Data())
        for (table, bytes) in try folder.contents(of: "district") {
            try folder.write("office/GeoData/sample/\(table)", bytes)
        }
        let isLarge = try folder.text("office/Scenarios/\(name)").contains("exactly: 40")
        let result = try await SchoolnetProcess.run(
            ["plan", "../office/Scenarios/\(name)", "--output", "out"]
                + (isLarge ? ["--set", "hubs.exactly=2"] : []),
            in: folder.url.appendingPathComponent("elsewhere"))
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        #expect(try folder.names(in: "elsewhere/out") == PlanCommandTests.files)
        let plan = try folder.json("elsewhere/out/plan.json")
        let status = name == "today.yaml" ? "evaluated" : "optimal"
        #expect(plan["status"] as? String == status)
    }

    /// The sample district as it stands: 209 schools, nothing decided, before equal to after.
    @Test func todayOfTheSampleDistrict() async throws {
        let folder = try TemporaryFolder()
        let result = try await SchoolnetProcess.run(
            ["plan", "Scenarios/today.yaml", "--output", folder.path + "/today"],
            in: Places.repository)
        #expect(result.status == 0, "\(result.errors)")
        let plan = try folder.json("today/plan.json")
        #expect(plan["status"] as? String == "evaluated")
        let indicators = try #require(plan["indicators"] as? [String: [String: Any]])
        let before = try #require(indicators["before"])
        let after = try #require(indicators["after"])
        #expect(NSDictionary(dictionary: before) == NSDictionary(dictionary: after))
        let schools = try folder.properties("today/schools.geojson")
        #expect(schools.count == 209)
        #expect(schools.allSatisfy { $0["role"] as? String == "undecided" })
        #expect(schools.allSatisfy { $0["distance_source"] as? String == "road" })
    }
}
