import Foundation
import Testing

/// `schoolnet plan` on a small district, from the outside.
@Suite("plan") struct PlanCommandTests {
    static let files = [
        "catchments.geojson", "clusters.geojson", "links.geojson", "plan.json", "report.html",
        "schools.geojson", "villages.geojson",
    ]

    @Test func answersInTenLinesAndWritesEveryFile() async throws {
        let village = try Village()
        let result = try await village.plan()
        #expect(result.status == 0)
        #expect(result.errors == "")
        let lines = result.output.split(separator: "\n")
        #expect((5...10).contains(lines.count), "\(result.output)")
        #expect(lines[0] == "สพป.ทดสอบ เขต 4 ปีการศึกษา 2566 · โรงเรียนคุณภาพ 2 แห่ง")
        #expect(result.output.contains("โรงเรียน 8 แห่ง: โรงเรียนคุณภาพ 2 แห่ง"))
        #expect(lines.last?.contains("ผลลัพธ์อยู่ใน") == true)
        #expect(try village.folder.names(in: "out") == Self.files)
        #expect(try village.folder.names() == ["district", "out", "scenario.yaml"])
    }

    /// By hand: 8 schools in a row, the island alone; hubs 1…7 need no more than the road.
    @Test func everySchoolHasOneRoleAndTheIslandSaysWhy() async throws {
        let village = try Village()
        _ = try await village.plan()
        let schools = try village.folder.properties("out/schools.geojson")
        #expect(schools.compactMap { $0["code"] as? String } == (1...8).map { "3304000\($0)" })
        let roles = schools.compactMap { $0["role"] as? String }
        #expect(roles.count == 8 && roles.count { $0 == "hub" } == 2)
        let island = schools[7]
        #expect(island["role"] as? String == "stand_alone")
        #expect(island["hub_code"] is NSNull)
        #expect((island["reasons"] as? [String])?.isEmpty == false)
        let gaps = try village.folder.json("out/plan.json")["gaps"] as? [[String: Any]] ?? []
        let roads = gaps.first { $0["subject"] as? String == "roads" }
        #expect(roads?["school_codes"] as? [String] == ["33040008"])
        #expect((roads?["consequence_th"] as? String)?.contains("เกาะแปด") == true)
    }

    @Test func twoRunsGiveTheSameBytes() async throws {
        let village = try Village()
        #expect(try await village.plan("scenario.yaml", to: "a").status == 0)
        #expect(try await village.plan("scenario.yaml", to: "b").status == 0)
        let first = try village.folder.contents(of: "a")
        #expect(first.keys.sorted() == Self.files)
        #expect(try village.folder.contents(of: "b") == first)
    }

    @Test func quietPrintsNothing() async throws {
        let village = try Village()
        let result = try await village.plan("scenario.yaml", to: "out", ["--quiet"])
        #expect(result.status == 0 && result.output == "" && result.errors == "")
        #expect(try village.folder.names(in: "out") == Self.files)
    }

    @Test func timingsNameEveryStep() async throws {
        let village = try Village()
        let result = try await village.plan("scenario.yaml", to: "out", ["--timings", "--quiet"])
        #expect(result.output == "")
        let steps = result.errors.split(separator: "\n").map { $0.split(separator: " ")[0] }
        #expect(
            steps == [
                "scenario", "read", "baseline", "roads", "distances", "eligibility", "pairs",
                "problem", "solve", "catchments", "assemble", "audit", "publish", "total",
            ])
        for line in result.errors.split(separator: "\n") {
            #expect(line.firstMatch(of: /^[a-z]+ +\d+\.\d\d s$/) != nil, "\(line)")
        }
    }

    @Test func defaultOutputIsNamedAfterTheScenario() async throws {
        let village = try Village()
        let result = try await SchoolnetProcess.run(
            ["plan", "scenario.yaml"], in: village.folder.url)
        #expect(result.status == 0)
        #expect(try village.folder.names(in: "plans/scenario") == Self.files)
    }
}

/// A question without an answer: exit code 2, and results that say which rules conflict.
@Suite("Unsatisfiable scenarios") struct UnsatisfiableTests {
    struct Question: CustomTestStringConvertible, Sendable {
        var name: String
        var scenario: String
        var conflictThai: [String]
        var conflictEnglish: [String]

        var testDescription: String { name }
    }

    static let questions = [
        Question(
            name: "two locked hubs where one is allowed",
            scenario: """
                name_th: อำเภอละแห่ง
                district: district
                objective: p_median
                hubs: {one_per: district}
                locks:
                  - {school: "33040001", decision: hub}
                  - {school: "33040004", decision: hub}
                """,
            conflictThai: ["บ้านหนึ่ง", "บ้านสี่", "ต้องมีโรงเรียนคุณภาพ 1 แห่งใน"],
            conflictEnglish: ["33040001 is locked as a hub", "33040004 is locked as a hub"]),
        Question(
            name: "too few hubs to cover a road of 13 km",
            scenario: """
                name_th: ครอบคลุมด้วยแห่งเดียว
                district: district
                objective: lscp
                hubs: {at_most: 1}
                travel: {cover_limit_km: 3}
                """,
            conflictThai: ["โรงเรียนคุณภาพไม่เกิน 1 แห่ง", "ทุกแห่งต้องอยู่ในระยะ 3.0 กม."],
            conflictEnglish: ["at most 1 hubs", "everyone within 3.0 km of a hub"]),
    ]

    @Test(arguments: questions) func writesTheDiagnosis(_ question: Question) async throws {
        let village = try Village(replacing: ["scenario.yaml": Data(question.scenario.utf8)])
        let result = try await village.plan()
        #expect(result.status == 2)
        #expect(result.output.contains("เงื่อนไขขัดกัน"))
        #expect(try village.folder.names(in: "out") == PlanCommandTests.files)
        let plan = try village.folder.json("out/plan.json")
        #expect(plan["status"] as? String == "infeasible")
        let outcome = try #require(plan["outcome"] as? [String: Any])
        let thai = (outcome["conflict_th"] as? [String] ?? []).joined(separator: "\n")
        let english = (outcome["conflict_en"] as? [String] ?? []).joined(separator: "\n")
        let report = try village.folder.text("out/report.html")
        for words in question.conflictThai {
            #expect(thai.contains(words), "\(words)\nis not in\n\(thai)")
            #expect(result.output.contains(words) && report.contains(words))
        }
        for words in question.conflictEnglish {
            #expect(english.contains(words), "\(words)\nis not in\n\(english)")
            #expect(report.contains(words))
        }
        // Nothing is decided: every school stands where it stands today.
        let schools = try village.folder.properties("out/schools.geojson")
        #expect(schools.allSatisfy { $0["role"] as? String == "undecided" })
    }
}
