import Foundation
import Testing

/// `schoolnet explain` on plans in full: grade blocks, pools, norms side by side, bands of travel support.
@Suite("explain in full") struct ExplainInFullTests {
    private static let addsUp = "the lines of all schools add up to the plan's"

    private func explain(_ village: Village, _ code: String) async throws -> String {
        let result = try await SchoolnetProcess.run(
            ["explain", "out", code], in: village.folder.url)
        #expect(result.status == 0, "\(result.errors)")
        return result.output
    }

    private func expect(_ text: String, _ words: [String]) {
        for word in words { #expect(text.contains(word), "\(word)\nis not in\n\(text)") }
    }

    /// DOMAIN 3.3: 59 pupils in 8 classes with 6 teachers, a director and a temporary teacher, in the place of school 3; p-median makes it a hub.
    ///
    /// 59 ÷ 20 = 2.95, 3 posts by the norm of 2545: three above it. 8 classes are 8 by one per class: two below. The
    /// director and the temporary teacher are no teachers of the norm.
    @Test func theSchoolOfTheStatisticsIsAboveOneNormAndBelowAnother() async throws {
        let grades = ["K2": 9, "K3": 4, "P1": 6, "P2": 7, "P3": 9, "P4": 4, "P5": 7, "P6": 13]
        var enrolment = Village.files["district/enrolment.csv"] ?? ""
        for (grade, pupils) in grades {
            enrolment = enrolment.replacing(
                "33040003,2566,\(grade),5,1", with: "33040003,2566,\(grade),\(pupils),1")
        }
        let staff = (Village.files["district/staff.csv"] ?? "").replacing(
            "33040003,ครู,,2\n",
            with: "33040003,ครู,,6\n33040003,ผู้อำนวยการโรงเรียน,,1\n33040003,ครูอัตราจ้าง,,1\n")
        let villages = (Village.files["district/villages.csv"] ?? "").replacing(
            "33040003,5,5,5,5,5,5,5,5,", with: "33040003,9,4,6,7,9,4,7,13,")
        let village = try Village(replacing: [
            "district/enrolment.csv": Data(enrolment.utf8), "district/staff.csv": Data(staff.utf8),
            "district/villages.csv": Data(villages.utf8),
        ])
        #expect(try await village.plan("scenario.yaml", to: "out").status == 0)
        let text = try await explain(village, "33040003")
        expect(
            text,
            [
                "ครู/teachers 6 · ผู้บริหาร/administrators 1", "รวม/Total  59 → 59        8 → 8",
                "59 คน/pupils ÷ 20 = 2.95 → 3 (ปัดขึ้น / up)", "6 − 3 = +3 →",
                "8 ห้องเรียน/classes × 1 = 8", "6 − 8 = −2 →",
                "circular W 23/2563 (2020) [มีรายการยังไม่ยืนยัน / unconfirmed rows]",
            ])
        let norm = try #require(text.range(of: "6 − 3 = +3")?.lowerBound)
        let perClass = try #require(text.range(of: "6 − 8 = −2")?.lowerBound)
        #expect(text[norm..<perClass].split(separator: "\n").count < 12, "side by side")
    }

    /// Schools 5 and 3 lie next to hub 4; only ป.1–3 may move, 3 grades each.
    ///
    /// School 5 has 4 a grade: 12 pupils move and its homes, 1.106 km up the lane, come to lie 3.26 km away: the 10-baht band
    /// ends at 3 km, so 12 × 15 × 200 = 36,000. By one teacher per class three posts are saved: −1,200,000. The split
    /// costs 60,000 and the top-up 12 × 500 = 6,000: −1,098,000 in all.
    @Test func aBlockMovesAndTheRestStays() async throws {
        let village = try Village(
            replacing: Village.scenario(
                adding: """
                    moves: {whole_school: false, blocks: [P1-P3]}
                    locks: [{school: "33040004", decision: hub}, {school: "33040001", decision: hub}]
                    costs:
                      subsidy_bands: [{up_to_km: 3, baht: 10}, {baht: 15}]
                    """))
        let made = try await village.plan(
            "scenario.yaml", to: "out", ["--set", "objective=minimum_cost"])
        #expect(made.status == 0, "\(made.errors)")
        expect(
            try await explain(village, "33040005"),
            [
                "Some grades learn at the hub", "P1–3 or P4–6",
                "Grades taught elsewhere: ป.1–ป.3 (P1 P2 P3)",
                "Grades taught here: อ.2–อ.3, ป.4–ป.6 (K2 K3 P4 P5 P6)", "−1,200,000", "+60,000",
                "+6,000", "ไกลกว่านั้น/beyond: 12 คน × 15 บาท × 200 วัน = +36,000",
                "A year: −1,098,000", Self.addsUp,
            ])
        expect(
            try await explain(village, "33040004"),
            ["33040005 โรงเรียนบ้านห้า  ป.1–ป.3 (P1 P2 P3)  +12 คน/pupils", Self.addsUp])
    }

    /// Two neighbours of 8 small classes share out their grades; no hub is near enough to join.
    ///
    /// Together 16 classes become 8: 8 posts, 3,200,000 baht. Two schools coordinate for 2 × 40,000.
    @Test func aPoolSaysWhoTeachesWhat() async throws {
        let village = try Village(
            replacing: Village.scenario(
                adding: """
                    travel: {merge_radius_km: 0.5}
                    moves:
                      pooling: {allowed: true, radius_km: 3, maximum_schools: 2, blocks: [K2-P3, P4-P6]}
                    """))
        let made = try await village.plan(
            "scenario.yaml", to: "out", ["--set", "objective=minimum_cost"])
        #expect(made.status == 0, "\(made.errors)")
        let schools = try village.folder.properties("out/schools.geojson")
        let pooled = schools.filter {
            $0["link"] as? String == "moves_some" && $0["hub_code"] is NSNull
        }.compactMap { $0["code"] as? String }
        let member = try #require(pooled.last)
        let text = try await explain(village, member)
        expect(
            text,
            [
                "Grades shared out among equals (Kaeng Chan)",
                "costs of the whole pool against today",
                "what the pool costs is counted at",
                "its pupils stay", Self.addsUp,
            ])
        #expect(!text.contains("Some grades learn at the hub"))
        #expect(text.contains(/ป\.4–ป\.6 \(P4 P5 P6\)/))
        #expect(text.contains(/Coordinating pools +\+2 +\+80,000 บาท/))
        #expect(text.contains(/Teacher posts by the priced norm +−8 +−3,200,000/))
    }
}
