import Foundation
import TestSupport
import Testing

@testable import NetworkPlanning
@testable import Publishing

@Suite struct PlanDocumentTests {
    private func document(_ plan: Plan) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(PlanDocument(plan).text.utf8))
        return try #require(value as? [String: Any])
    }

    @Test func saysWhatItIsOnItsFirstLine() throws {
        let text = PlanDocument(try SamplePlans.small()).text
        #expect(text.hasPrefix(FolderContents.plan.markerText))
    }

    @Test func carriesCountsProofAndOrigin() throws {
        let document = try document(SamplePlans.small())
        let roles = try #require(document["roles"] as? [String: [String: Any]])
        #expect(roles["hub"]?["codes"] as? [String] == ["0101", "0106"])
        #expect(roles["network"]?["count"] as? Int == 5)
        #expect(roles["stand_alone"]?["count"] as? Int == 4)
        #expect(roles["undecided"]?["codes"] as? [String] == ["0111"])
        let outcome = try #require(document["outcome"] as? [String: Any])
        #expect(outcome["relative_gap"] as? Double == 0.000486)
        let stages = try #require(outcome["stages"] as? [[String: Any]])
        #expect(stages.first?["bound"] as? Double == 1_233.9)
        let scenario = try #require(document["scenario"] as? [String: Any])
        let hubs = try #require(scenario["hubs"] as? [String: Any])
        #expect(hubs["count"] as? [String: Int] == ["exactly": 2])
        let provenance = try #require(document["provenance"] as? [String: Any])
        #expect((provenance["libraries"] as? [String: String])?["HiGHS"] == "1.15.1")
        #expect((provenance["inputs"] as? [[String: Any]])?.first?["bytes"] as? Int == 1_234)
        #expect((document["costs"] as? [String: Any])?["total"] as? Int == -3_165_500)
    }

    @Test func unknownTravelIsNull() throws {
        var builder = SamplePlans.smallBuilder()
        builder.district.villages = []
        let document = try document(builder.plan())
        let indicators = try #require(document["indicators"] as? [String: [String: Any]])
        let travel = try #require(indicators["before"]?["travel"] as? [String: Any])
        #expect(travel["over_3km"] is NSNull && travel["mean_km"] is NSNull)
        #expect(travel["pupils_without_home"] as? Int == 1_051)
    }

    @Test(arguments: [
        (0.0, 7, "0"), (-0.000_000_01, 7, "0"), (104.123_456_789, 7, "104.1234568"),
        (-1.5, 1, "-1.5"),
        (2.0, 3, "2"), (1e-7, 7, "0.0000001"), (999.999_999_99, 7, "1000"), (0.05, 2, "0.05"),
    ])
    func numbersAreWrittenWithoutLocale(_ value: Double, _ decimals: Int, _ text: String) {
        #expect(DecimalText.plain(value, decimals: decimals) == text)
    }

    @Test(arguments: [
        (0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "−1,234,567"), (100_000, "100,000"),
    ])
    func thousandsAreGrouped(_ value: Int, _ text: String) {
        #expect(DecimalText.grouped(value) == text)
    }

    @Test func anyTextComesBackFromJSON() throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        for _ in 0..<300 {
            let scalars = (0..<random.below(20)).compactMap { _ in
                Unicode.Scalar(UInt32(random.below(random.chance(0.5) ? 128 : 0x3000)))
            }
            let text = String(String.UnicodeScalarView(scalars))
            let json = JSONValue.array([.string(text)]).text
            let back = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String]
            #expect(back?.first.map { Array($0.unicodeScalars) } == scalars, "seed \(seed)")
        }
    }

    @Test func infiniteNumbersAreNull() {
        #expect(JSONValue.number(.infinity, decimals: 3).text == "null")
        #expect(JSONValue.number(.nan, decimals: 3).text == "null")
    }
}
