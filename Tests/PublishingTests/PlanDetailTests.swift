import Foundation
import SchoolDistrict
import TestSupport
import Testing

@testable import NetworkPlanning
@testable import Publishing

/// Staffing, travel, vans and rule prices in every output, worked out by hand on `SamplePlans.detailed`.
@Suite struct PlanDetailTests {
    private func document(_ plan: Plan) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(PlanDocument(plan).text.utf8))
        return try #require(value as? [String: Any])
    }

    private func text(_ markup: Markup) -> String {
        ReportTests.read("<x>\(markup.text)</x>").text
    }

    private func context(_ plan: Plan) -> ReportContext {
        ReportContext(plan, areas: [:], districts: [])
    }

    // MARK: Small counts

    @Test(
        arguments: [
            ([3, 9, 7], [.small, .count(9), .hidden]),
            ([3, 4, 7], [.small, .small, .count(7)]),
            ([3, 0, 0], [.small, .count(0), .count(0)]),
            ([5, 0, nil], [.count(5), .count(0), .unknown]),
        ] as [([Int?], [ShownCount])])
    func aSingleSmallPartTakesTheNextWithIt(_ parts: [Int?], _ shown: [ShownCount]) {
        #expect(SmallCounts.shown(parts) == shown)
    }

    /// The sum less the parts that are shown never is one small part, unless nothing else is there to hide it.
    @Test func noSmallPartIsTheSumLessTheOthers() {
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let parts = (0..<1 + random.below(6)).map { _ in random.below(12) }
            let shown = SmallCounts.shown(parts)
            let hidden = parts.indices.filter { shown[$0].isHidden }
            let others = parts.filter { !SmallCounts.isSmall($0) && $0 > 0 }
            #expect(hidden.count != 1 || others.isEmpty, "seed \(seed)")
            #expect(zip(parts, shown).allSatisfy { !SmallCounts.isSmall($0) || $1 == .small })
        }
    }

    // MARK: Needs

    /// 0106 needs equipment for 1,000,000 baht a year; 0101 gets a budget of 250,000 once.
    @Test func bahtAYearAndOnceAreNeverAddedUp() throws {
        var plan = try SamplePlans.rich()
        let hub = try #require(plan.schools.firstIndex { $0.school.code == "0101" })
        var once = SamplePlans.need(.budget, nil, "ครั้งเดียว", "once", baht: 250_000)
        once.isOneOff = true
        plan.schools[hub].needs.append(once)
        let budget = NeedTotal(.budget, of: plan.schools.filter { $0.role == .hub })
        #expect(budget.bahtPerYear == 1_000_000 && budget.bahtOnce == 250_000)
        #expect(budget.schools == 2)
    }

    // MARK: Staffing

    @Test func staffingStandsInPlanJSON() throws {
        let staffing = try #require(
            document(SamplePlans.detailed())["staffing"] as? [String: Any])
        let norms = try #require(staffing["norms"] as? [[String: Any]])
        let leading = norms[0]
        #expect(leading["norm"] as? String == "tepc-2545")
        let teachers = try #require(leading["teachers"] as? [String: Any])
        let after = try #require(teachers["after_transfers"] as? [String: Int])
        #expect(after["shortage"] == 1 && after["surplus"] == 2)
        let transfers = try #require(leading["transfers"] as? [[String: Any]])
        #expect(transfers.map { $0["to"] as? String } == ["0101", "0101", "0104"])
        #expect(transfers[1]["major"] is NSNull && transfers[2]["needs_house"] as? Bool == true)
        #expect(leading["teachers_transferred"] as? Int == 3)
        #expect(leading["open_shortage_days"] as? [String: Int] == ["0110": 2])
        let majors = try #require(staffing["majors"] as? [[String: Any]])
        let unrecorded = try #require(majors[1]["coverage"] as? [[String: Any]])
        #expect(unrecorded[0]["in_cluster"] is NSNull)
        #expect(staffing["schools_without_record"] as? [String] == ["0108"])
    }

    @Test func theStaffingSectionSaysWhatItsFiguresMean() throws {
        var plan = try SamplePlans.detailed()
        let section = StaffingSection(context: context(plan)).markup
        #expect(section.text.contains("30\u{202F}<span class=\"to\">→</span>\u{202F}27"))
        #expect(section.text.contains(">5 / 2<"))
        let words = text(section)
        #expect(words.contains("ยังนับครูที่จะเกษียณตามตารางบุคลากร 2 คนเป็นครูที่มีอยู่"))
        #expect(words.contains("ไม่มีข้อมูลครู 1 แห่ง") && words.contains("บ้านทุ่งกี่ฝั้น"))
        plan.staffing.discountsRetirements = true
        #expect(text(StaffingSection(context: context(plan)).markup).contains("หักครูที่จะเกษียณ"))
        plan.staffing.retiring = nil
        #expect(
            text(StaffingSection(context: context(plan)).markup).contains("ไม่มีข้อมูลการเกษียณ"))
    }

    @Test func transfersRotationsAndMajorsAreListed() throws {
        let plan = try SamplePlans.detailed()
        let words = text(TransferSection(context: context(plan)).markup)
        // Both teachers of 0102 on one line; one brings a missing major, both follow their pupils.
        #expect(words.contains("คณิตศาสตร์ 1 น อ,"))
        #expect(words.contains("ย้ายภายในเครือข่าย") && words.contains("ย้ายข้ามเครือข่าย"))
        #expect(words.contains("5  วันต่อสัปดาห์"))
        let line = text(
            ClusterStaffingLine(
                context: context(plan), clusterCode: "0101",
                schoolCodes: ["0101", "0102", "0103", "0104"]
            ).markup)
        // Two move inside, one joins 0104 from 0106, two days a week at 0103; 0101 has one van.
        #expect(line.contains("ครูย้ายภายในเครือข่าย (คน) teachers moving inside  2"))
        #expect(line.contains("รับจากเครือข่ายอื่น (คน) joining from elsewhere  1"))
        #expect(line.contains("ทั้งเครือข่ายขาดเอก the cluster lacks  คณิตศาสตร์"))
        #expect(line.contains("โรงเรียนคุณภาพขาดเอก the hub lacks  ภาษาอังกฤษ"))
        let other = text(
            ClusterStaffingLine(
                context: context(plan), clusterCode: "0106", schoolCodes: ["0105", "0106", "0110"]
            ).markup)
        #expect(other.contains("ไม่มีข้อมูล") && !other.contains("ขาดเอก"))
    }

    // MARK: Travel

    @Test func fewPupilsAreHiddenInEveryTravelFigure() throws {
        let document = try document(SamplePlans.detailed())
        let travel = try #require(document["travel"] as? [String: Any])
        let groups = try #require(travel["grade_groups"] as? [String: [String: Any]])
        // Over 3 km: 7 of อ., none of ป.1–3, 3 of ป.4–6. The 7 would be 10 less 3.
        for key in ["pre_primary", "upper_primary"] {
            let before = try #require(groups[key]?["before"] as? [String: Any])
            #expect(before["over_3km"] is NSNull)
        }
        let lower = try #require(groups["lower_primary"]?["before"] as? [String: Any])
        #expect(lower["over_3km"] as? Int == 0 && lower["median_km"] as? Int == 2)
        let vulnerable = try #require(travel["vulnerable_groups"] as? [String: [String: Any]])
        #expect(vulnerable["disabled"]?["before"] is NSNull)
        // 12 pupils without a home are in no vulnerable group for certain.
        #expect(vulnerable["poor"]?["pupils_not_recorded"] as? Int == 12)
        let seal = try #require(travel["seal_route"] as? [String: Any])
        let schools = try #require(seal["schools"] as? [[String: Any]])
        let (hub, few) = (schools[0], schools[1])
        #expect((hub["before"] as? [String: Any])?["flagged"] is NSNull)
        #expect((hub["after"] as? [String: Any])?["flagged"] as? Int == 10)
        #expect((few["before"] as? [String: Any])?["crossing"] is NSNull)
        #expect(few["after"] is NSNull)
        let vans = try #require(document["vans"] as? [String: Any])
        let rows = try #require(vans["schools"] as? [[String: Any]])
        #expect(rows.allSatisfy { $0["pupils"] is NSNull && $0["subsidy_per_year"] is NSNull })
        let routes = try #require(rows[0]["routes"] as? [[String: Any]])
        // Nine ride to 0101: with them the three of 0106 would be twelve less nine.
        #expect(routes[0]["pupils"] is NSNull)
        let stops = try #require(routes[0]["stops"] as? [Any])
        #expect(stops[0] as? String == "village:01010" && stops[1] is NSNull)
    }

    /// Two vans cost 400,000 baht; support for twelve pupils would be 36,000: 11.1 times as much.
    @Test func vansAreSaidBesideTheSupport() throws {
        let plan = try SamplePlans.detailed()
        let sentence = try #require(VanSentence(plan))
        #expect(
            sentence.thai
                == "รถรับส่ง ≈ 2 คันสำหรับนักเรียน ≈ 12 คนใช้เงินปีละ ≈ 400,000 บาท "
                + "ขณะที่ค่าพาหนะของนักเรียนกลุ่มเดียวกันปีละ ≈ 36,000 บาท (11.1 เท่า)")
        let words = text(VanSection(context: context(plan)).markup)
        // (2,000 − 1,800) ÷ 2,000 of all vans; 2 × (6 + 4) km each.
        #expect(words.contains("10.0%") && words.contains("40"))
        #expect(try VanSentence(SamplePlans.rich()) == nil)
    }

    @Test func theTravelSectionShowsGroupsAndIntervals() throws {
        let plan = try SamplePlans.detailed()
        let section = TravelSection(context: context(plan)).markup
        let words = text(section)
        #expect(words.contains("นักเรียนพิการ/บกพร่อง") && words.contains("ไม่ได้บันทึก"))
        // 12 homes within 3 km: none is over 3 km today; 2 km further, all may be.
        #expect(words.contains("รวมนักเรียนที่ไม่ทราบบ้าน 12 คน"))
        #expect(section.text.contains("≈</span>0–12"))
        #expect(words.contains("สมมติว่าบ้านที่ไม่ทราบอยู่ห่างโรงเรียนปัจจุบันไม่เกิน 3 กม."))
    }

    @Test func layersSayWhereHighwaysAre() throws {
        let schools = try #require(try ParsedLayer.all(of: SamplePlans.detailed())["schools"])
        let hub = try schools.properties("0101")
        #expect(hub["seal_route_after"] as? Bool == true)
        // 50 pupils: the 45th of them lives 5 km away (40 at 2 km, 3 at 4 km, 7 at 5 km).
        #expect(hub["p90_km_after"] as? Double == 5)
        #expect(try schools.properties("0103")["seal_route_after"] is NSNull)
        #expect(try schools.properties("0102")["p90_km_after"] is NSNull)
    }

    // MARK: Rules

    @Test func rulesHaveTheirPrice() throws {
        let plan = try SamplePlans.detailed()
        let prices = try #require(document(plan)["rule_prices"] as? [[String: Any]])
        // Every plan under the old rules costs 99 at the least, the new plan 95.
        #expect(prices[0]["change"] as? Int == -5 && prices[0]["proven"] as? Bool == true)
        #expect(prices[1]["change"] is NSNull && prices[1]["over_3km_change"] is NSNull)
        let words = text(RulePriceSection(context: context(plan)).markup)
        #expect(words.contains("−5.0") && words.contains("พิสูจน์แล้ว"))
        #expect(words.contains("เงื่อนไขขัดกัน") && words.contains("ไม่มีแผน"))
        #expect(try RulePriceSection(context: context(SamplePlans.rich())).markup.text.isEmpty)
    }

    // MARK: Nothing known

    @Test func whatNobodyRecordedIsNoZero() throws {
        var plan = try SamplePlans.detailed()
        for index in plan.staffing.byNorm.indices {
            plan.staffing.byNorm[index].transfers = []
            plan.staffing.byNorm[index].rotation = .init()
            for stage in [
                \NormStaffing.before, \.after, \.afterTransfersInClusters, \.afterTransfers,
                \.administratorsBefore, \.administratorsAfter,
            ] {
                plan.staffing.byNorm[index][keyPath: stage] = StaffTotals(needed: 30)
            }
        }
        plan.travel = TravelPlan()
        let rows = StaffingSection(context: context(plan)).markup.text.split(separator: "<tr>")
        let short = rows.filter { $0.contains("ขาด") }
        #expect(short.count >= 2)
        for row in short { #expect(row.contains("ไม่มีข้อมูล") && !row.contains(">0<")) }
        let travel = TravelSection(context: context(plan)).markup.text
        #expect(travel.contains("ไม่ทราบที่อยู่ของนักเรียน") && !travel.contains(">0<"))
        #expect(travel.contains("ไม่มีข้อมูลถนนหรือที่อยู่"))
        let written = try #require(document(plan)["travel"] as? [String: Any])
        let all = try #require((written["all"] as? [String: Any])?["before"] as? [String: Any])
        #expect(all["over_3km"] is NSNull && all["worst_km"] is NSNull)
    }

    @Test func everyScorePartHasAnEnglishName() {
        #expect(Set(ScorePartNames.labels.keys) == Set(HubRules.scoreParts))
        #expect(ScorePartNames.english("road_access").hasPrefix("Close to a road"))
    }

    @Test func thePageStaysWellFormed() throws {
        let reader = ReportTests.read(try ReportTests.report(SamplePlans.detailed()))
        #expect(reader.fault == nil)
        #expect(Set(reader.ids).count == reader.ids.count)
    }
}
