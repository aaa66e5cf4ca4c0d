import Foundation
import Testing

/// `schoolnet explain` on the village: two hubs at 1 and 4, chosen by p-median.
@Suite("explain") struct ExplainTests {
    private func explain(
        _ village: Village, _ arguments: String..., from folder: String = ""
    ) async throws -> SchoolnetProcess.Result {
        try await SchoolnetProcess.run(
            ["explain"] + arguments, in: village.folder.url.appendingPathComponent(folder))
    }

    private func planned(_ more: [String] = []) async throws -> Village {
        let village = try Village()
        let result = try await village.plan("scenario.yaml", to: "out", more)
        #expect(result.status == 0, "\(result.errors)")
        return village
    }

    /// By hand: school 3 has 8 grades of 5.
    ///
    /// Its village is 0.01° (1.106 km) up the lane from it, and 0.02° of
    /// longitude (2.155 km) further from hub 4: 1.11 → 3.26 km, so all 40 pupils pass 3 km; 40 × 1.1064 = 44.26.
    /// 40 pupils ÷ 20 are 2 teachers by the norm of 2545, 8 classes are 8 by one per class.
    @Test func theArithmeticOfASchoolThatMoves() async throws {
        let village = try await planned()
        let result = try await explain(village, "out", "33040003")
        #expect(result.status == 0, "\(result.errors)")
        for words in [
            "33040003 โรงเรียนบ้านสาม\n", "โรงเรียนเครือข่าย / Network school",
            "33040004 โรงเรียนบ้านสี่ · 2.15 กม./km (วัดตามถนน / by road)",
            "อ.2–ป.6 (K2 K3 P1 P2 P3 P4 P5 P6)", "40 → 0", "40 คน/pupils ÷ 20 = 2 ·",
            "8 ห้องเรียน/classes × 1 = 8", "2 − 8 = −6 → 2 − 0 = +2", "1.11 → 3.26",
            "0 → 40 คน/pupils",
            "44.26 → 130.46", "−8 posts × 400,000 baht", "−3,200,000", "+120,000",
            "+40 pupils × 15 baht a day × 200 days", "It is the nearest hub", "its pupils stay",
            "the lines of all schools add up to the plan's",
        ] {
            #expect(result.output.contains(words), "\(words)\nis not in\n\(result.output)")
        }
        #expect(!result.output.contains("ยุบ") && !result.output.contains("เลิก"))
    }

    /// By hand: hub 4 has 20 pupils a grade and receives 5 from school 3 and 12 from school 6.
    ///
    /// 37 pupils of อ.2 need
    /// ⌈37 ÷ 30⌉ = 2 rooms, 37 of ป.1 ⌈37 ÷ 40⌉ = 1. Before, the norm of 2545 forms 2, 6 and 3 rooms:
    /// (2×30/25 + 40/25)/2 + (6×40/25 + 120/25)/2 + 3×40/20 = 2 + 7.2 + 6 = 15.2, 15 posts.
    @Test func theArithmeticOfAHub() async throws {
        let village = try await planned()
        let result = try await explain(village, "out/plan.json", "33040004")
        for words in [
            "20 + 5 (33040003) + 12 (33040006) = 37 → ⌈37 ÷ 30⌉ = 2",
            "20 + 5 (33040003) + 12 (33040006) = 37 → ⌈37 ÷ 40⌉ = 1", "220 → 356", "11 → 13",
            "((2 ห้อง/rooms × 30 ÷ 25) + 40 คน/pupils ÷ 25) ÷ 2",
            "((6 ห้อง/rooms × 40 ÷ 25) + 120 คน/pupils ÷ 25) ÷ 2", "3 ห้อง/rooms × 40 ÷ 20",
            "= 15.2 → 15 (ปัดครึ่งขึ้น / half up)", "13 − 15 = −2", "it is not a hub",
            "(K2 K3 P1 P2 P3 P4 P5 P6)  +40 คน/pupils", "คะแนน / Score: ", " × 100 = ",
        ] {
            #expect(result.output.contains(words), "\(words)\nis not in\n\(result.output)")
        }
    }

    /// Every baht of the plan is some school's.
    @Test func theCostsOfAllSchoolsAddUpToThePlan() async throws {
        let village = try await planned([
            "--set", "objective=minimum_cost", "--set", "hubs={free: true}",
        ])
        let costs = try village.folder.json("out/plan.json")["costs"] as? [String: Any]
        let total = try #require(costs?["total"] as? Double)
        #expect(total < -1_000_000)
        var sum = 0.0
        for number in 1...8 {
            let text = try await explain(village, "out", "3304000\(number)").output
            #expect(text.contains("the lines of all schools add up to the plan's"))
            let yearly = text.firstMatch(of: /A year: ([+−]?[0-9,]+) บาท/)?.1 ?? "0"
            sum += try #require(
                Double(yearly.replacing("−", with: "-").replacing(",", with: "")))
        }
        // Each school's sum is rounded to a baht.
        #expect(abs(sum - total) <= 8, "\(sum) of \(total)")
    }

    @Test func theIslandNamesTheRuleThatBinds() async throws {
        let village = try await planned()
        let text = try await explain(village, "out", "33040008").output
        #expect(text.contains("(protected.statuses)"))
        #expect(text.contains("+200,000"))
    }

    /// Without hub 4 the best second hub is 5; the price is proven, not guessed.
    @Test func thePriceOfALock() async throws {
        let village = try await planned()
        let result = try await explain(village, "out", "--lock", "33040004=not_hub")
        #expect(result.status == 0, "\(result.errors)")
        for words in [
            "ถ้า / If: 33040004=not_hub", "+110.23 คน-กม.", "เพิ่ม / new: 33040005",
            "ไม่เป็นแล้ว / no longer: 33040004", "Schools that change: 5",
        ] {
            #expect(result.output.contains(words), "\(words)\nis not in\n\(result.output)")
        }
        #expect(
            result.output.contains(/solved again in \d+\.\d\d s, planned again in \d+\.\d\d s/))
        let replanned = try await village.plan(
            "scenario.yaml", to: "locked",
            ["--set", "locks=[{school: \"33040004\", decision: not_hub}]"])
        #expect(replanned.status == 0)
        // Lifting the lock again is worth as much as it cost.
        let lifted = try await explain(village, "locked", "--lock", "33040004=free")
        #expect(lifted.output.contains("−110.23 คน-กม."), "\(lifted.output)")
    }

    @Test func theSameRuleChangesNothing() async throws {
        let village = try await planned()
        let result = try await explain(village, "out", "--rule", "merge_radius_km=6")
        #expect(result.output.contains("ถ้า / If: travel.merge_radius_km=6"))
        #expect(result.output.contains("difference: 0 คน-กม."))
        #expect(result.output.contains("Schools that change: 0"))
    }

    @Test func aRuleWithoutAPlanIsExitCode2() async throws {
        let village = try await planned()
        let result = try await explain(village, "out", "--rule", "objective=lscp")
        #expect(result.status == 2)
        #expect(result.output.contains("no plan is possible under this rule"))
        #expect(result.output.contains("exactly 2 hubs"))
    }

    @Test(arguments: [
        (["--rule", "blocks=usual"], "moves.blocks, moves.pooling.blocks"),
        (["--rule", "merge_radus_km=7"], "unknown key “merge_radus_km”"),
        (["--rule", "exactly=many"], "hubs.exactly"),
        (["33049999"], "the plan has no school 33049999"),
        (["--lock", "33049999=stays"], "a code of one of the district's schools"),
        (["--rule", "norm=tepc-2546"], "one-per-class"),
    ])
    func badQuestionsAreExitCode65(_ question: [String], _ says: String) async throws {
        let village = try await planned()
        let result = try await SchoolnetProcess.run(
            ["explain", "out"] + question, in: village.folder.url)
        #expect(result.status == 65)
        #expect(result.output == "")
        #expect(result.errors.contains(says), "\(result.errors)")
    }
}
