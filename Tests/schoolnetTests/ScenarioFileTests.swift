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

    /// A kind of school of a sample plan, and what the explanation of the first one says.
    private static let explained: [String: (role: String, link: String, says: String)] = [
        "grade-blocks.yaml": ("network", "moves_some", "Grades taught here"),
        "pooling.yaml": ("network", "moves_some", "costs of the whole pool against today"),
        "teachers-first.yaml": ("stand_alone", "shares", "(protected.statuses)"),
    ]

    /// Each scenario plans the synthetic district itself, to the gap that it asks for; those in full are explained.
    @Test(arguments: try Places.scenarios()) func plansTheSample(_ name: String) async throws {
        let folder = try TemporaryFolder()
        let result = try await SchoolnetProcess.run(
            ["plan", "Scenarios/\(name)", "--output", folder.path + "/out", "--quiet"],
            in: Places.repository)
        #expect(result.status == 0, "\(result.errors)")
        let outcome = try #require(
            folder.json("out/plan.json")["outcome"] as? [String: Any], "\(name)")
        let stages = try #require(outcome["stages"] as? [[String: Any]])
        #expect(stages.isEmpty == (name == "today.yaml"))
        for stage in stages {
            let (value, bound) = (stage["objective"] as? Double, stage["bound"] as? Double)
            let (reached, limit) = (try #require(value), try #require(bound))
            #expect(abs(reached - limit) <= 0.001 * max(1, abs(reached)), "\(name): \(stage)")
        }
        guard let (role, link, says) = Self.explained[name] else { return }
        let school = try folder.properties("out/schools.geojson").first {
            $0["role"] as? String == role && $0["link"] as? String == link
                && (name != "pooling.yaml" || $0["hub_code"] is NSNull)
        }
        let code = try #require(school?["code"] as? String)
        let text = try await SchoolnetProcess.run(
            ["explain", folder.path + "/out", code], in: Places.repository
        ).output
        for words in [says, "the lines of all schools add up to the plan's", "proven to lie in"] {
            #expect(text.contains(words), "\(words)\nis not in\n\(text)")
        }
        #expect(!text.contains("does not give the plan"))
        #expect(!text.contains("ยุบ") && !text.contains("เลิก"))
    }

    /// What each of the scenarios of planning in full is there to show, as the planner understood it.
    @Test(arguments: [
        (
            "grade-blocks.yaml",
            [
                "moves.blocks.0.0=K1", "travel.young_maximum_km=6",
                "staffing.prices_administrators=1",
            ]
        ),
        (
            "pooling.yaml",
            ["moves.pooling.allowed=1", "moves.pooling.blocks.2.0=P4", "hubs.count.at_most=20"]
        ),
        (
            "teachers-first.yaml",
            [
                "objective=balanced", "staffing.priced_norm=tepc-2545",
                "hubs.score_weights.majors=2", "costs.subsidy_bands.1.baht=15",
                "costs.subsidy_per_pupil_day.funding=local", "staffing.discounts_retirements=1",
            ]
        ),
    ])
    func showsWhatItIsFor(_ name: String, _ figures: [String]) async throws {
        let village = try Village()
        let file = Places.repository.appendingPathComponent("Scenarios/\(name)").path
        let result = try await village.plan(file, to: "out", ["--set", "district=district"])
        #expect(result.status == 0, "\(result.output)\(result.errors)")
        let scenario = try village.folder.json("out/plan.json")["scenario"]
        for figure in figures {
            let (path, value) = (figure.split(separator: "=")[0], figure.split(separator: "=")[1])
            let found = path.split(separator: ".").reduce(scenario) { node, key in
                if let index = Int(key) { return (node as? [Any])?[index] }
                return (node as? [String: Any])?[String(key)]
            }
            #expect("\(found ?? "nothing")" == value, "\(name): \(figure)")
        }
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
