import Foundation
import SchoolDistrict
import Testing

@testable import NetworkPlanning
@testable import Publishing

/// Pools, grades that move, needs, money and scores in every output, worked out by hand on `SamplePlans.rich`.
@Suite struct PlanInFullTests {
    private func document(_ plan: Plan) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(PlanDocument(plan).text.utf8))
        return try #require(value as? [String: Any])
    }

    private func school(_ code: String, in plan: Plan) throws -> [String: Any] {
        let schools = try #require(document(plan)["schools"] as? [[String: Any]])
        return try #require(schools.first { $0["code"] as? String == code })
    }

    // MARK: Groups and modes

    /// 0102 and 0105 move whole, 0103 by a block, 0104 by one grade, 0110 shares, 0107 and 0111 pool; of the three
    /// stand-alone schools only the island has a hub to share with.
    @Test func groupsAddUpAndModesAreNamed() throws {
        let groups = PlanGroups(try SamplePlans.rich())
        #expect(groups.hubs == 2 && groups.undecided == 0)
        #expect(groups.networkParts.map(\.count) == [2, 2, 1, 2])
        #expect(groups.standAloneWithSupport == 1 && groups.standAloneWithoutSupport == 2)
        // 34 + 41 pupils move whole. 18 pupils over eight grades from อ.2: ป.1–3 hold 2 each. 65: ป.5 holds 8.
        // 0107: 96 pupils, 12 a grade, ป.4–6 move; 0111: one pupil each in อ.2, อ.3 and ป.1, all move.
        #expect(groups.modes.map(\.mode) == MoveMode.allCases)
        #expect(groups.modes.map(\.schools) == [2, 1, 1, 2, 2])
        #expect(groups.modes.map(\.pupilsMoved) == [75, 6, 8, 0, 39])
        #expect(groups.modes.map(\.pupils) == [75, 18, 65, 82, 99])
    }

    @Test func theAnswerNamesEveryPartAndMode() throws {
        let page = try ReportTests.report(SamplePlans.rich())
        let text = ReportTests.read(page).text
        for mode in MoveMode.allCases {
            #expect(text.contains(mode.thaiLabel) && text.contains(mode.englishLabel))
        }
        #expect(page.contains("มีโรงเรียนพี่เลี้ยง</span>"))
        #expect(text.contains("2 แห่งแบ่งชั้นกันสอนเป็น 1 กลุ่มโดยไม่มีโรงเรียนหลัก"))
    }

    // MARK: Travel

    /// The sentence in the summary, the report and the document is one and the same, with the number in it.
    @Test func moreWaysOverTheLimitAreSaidEverywhere() throws {
        let plan = try SamplePlans.rich()
        let increase = try #require(TravelIncrease(plan))
        #expect(increase.added == plan.after.travel.overLimit - plan.before.travel.overLimit)
        #expect(increase.added > 0)
        let sentence = increase.thai
        #expect(sentence.hasPrefix("แผนนี้ทำให้นักเรียนเดินทางเกิน 3 กม. เพิ่มขึ้น ≈ \(increase.added) คน"))
        #expect(sentence.hasSuffix("ในโรงเรียน \(increase.schoolCodes.count) แห่ง"))
        #expect(PlanSummary.lines(for: plan)[3].hasPrefix("! " + sentence + " · เฉลี่ย "))
        #expect(ReportTests.read(try ReportTests.report(plan)).text.contains(sentence))
        let written = try #require(document(plan)["travel_increase"] as? [String: Any])
        #expect(written["over_3km_added"] as? Int == increase.added)
        #expect(written["school_codes"] as? [String] == increase.schoolCodes)
        #expect(written["statement_th"] as? String == sentence)
    }

    @Test func oneSchoolWorseIsSaidEvenWhenTheOfficeIsNot() throws {
        var plan = try SamplePlans.small()
        plan.after.travel.overLimit = 20
        let increase = try #require(TravelIncrease(plan))
        #expect(increase.added == -13)
        #expect(increase.thai == "นักเรียนเดินทางเกิน 3 กม. ทั้งเขตไม่เพิ่มขึ้น แต่โรงเรียน 3 แห่งมีจำนวนเพิ่มขึ้น")
        for index in plan.schools.indices {
            plan.schools[index].travelAfter = plan.schools[index].travelBefore
        }
        #expect(TravelIncrease(plan) == nil)
        #expect(try document(plan)["travel_increase"] is NSNull)
    }

    // MARK: Schools

    @Test func everySchoolStandsInPlanJSONWithItsDecision() throws {
        let plan = try SamplePlans.rich()
        let split = try school("0103", in: plan)
        #expect(split["link"] as? String == "moves_some")
        #expect(split["moved_grades"] as? [String] == ["P1", "P2", "P3"])
        #expect(split["move_mode"] as? String == "primary_block")
        #expect(
            split["receivers"] as? [String: String] == ["P1": "0101", "P2": "0101", "P3": "0101"])
        #expect(split["grades_taught"] as? [String] == ["K2", "K3", "P4", "P5", "P6"])
        let alternative = try #require(split["alternative"] as? [String: Any])
        #expect(alternative["objective_change"] as? Double == 12_345.4)
        // Three of its pupils are over 3 km today: a change would give them away.
        #expect(alternative["over_3km_change"] is NSNull)
        #expect(alternative["hidden_small_counts"] as? [String] == ["over_3km_change"])
        let score = try #require(split["score"] as? [String: Any])
        #expect((score["parts"] as? [String: Any])?["internet"] is NSNull)
        let pooled = try school("0111", in: plan)
        #expect(pooled["pool_code"] as? String == "0107")
        #expect(pooled["hub_code"] is NSNull)
        #expect(
            pooled["receivers"] as? [String: String] == ["K2": "0107", "K3": "0107", "P1": "0107"])
        #expect(try school("0108", in: plan)["receivers"] is NSNull)
        let lines = PlanDocument(plan).text.split(separator: "\n")
        #expect(lines.contains { $0.hasPrefix("    {\"code\":\"0103\"") })
        let document = try document(plan)
        let pools = try #require(document["pools"] as? [[String: Any]])
        #expect((pools[0]["teaching"] as? [String: String])?["P4"] == "0111")
        #expect(pools[0]["pupils_moved"] as? Int == 39)
        let stability = try #require(document["hub_stability"] as? [[String: Any]])
        #expect(
            (stability[0]["tipping_point"] as? [String: Any])?["rival_code"] as? String == "0102")
        #expect(stability[1]["tipping_point"] is NSNull)
    }

    @Test func layersSayWhereEveryGradeIsTaught() throws {
        let layers = try ParsedLayer.all(of: SamplePlans.rich())
        let schools = try #require(layers["schools"])
        let pooled = try schools.properties("0107")
        #expect(pooled["pool_code"] as? String == "0107")
        #expect(pooled["move_mode_th"] as? String == MoveMode.pooledGrades.thaiLabel)
        #expect(pooled["grades_taught"] as? [String] == ["K2", "K3", "P1", "P2", "P3"])
        #expect((pooled["receivers"] as? [String: String])?.count == 3)
        #expect(try schools.properties("0101")["receivers"] is NSNull)
        let links = try #require(layers["links"])
        #expect(
            try links.properties("0107-0111")["moved_grades"] as? [String] == ["P4", "P5", "P6"])
        // Three pupils of 0111 move: hidden, and so is the pool's sum with the 36 of 0107.
        let few = try links.properties("0111-0107")
        #expect(few["pupils_moved"] is NSNull)
        #expect(few["hidden_small_counts"] as? [String] == ["pupils_moved"])
        #expect(try links.properties("0107-0111")["pupils_moved"] as? Int == 36)
        let pool = try #require(layers["clusters"]).properties("pool-0107")
        #expect(pool["cluster_type"] as? String == "pool" && pool["hub_code"] is NSNull)
        #expect(pool["member_codes"] as? [String] == ["0107", "0111"])
        #expect(pool["pupils_moved"] is NSNull)
        #expect(schools.top["unconfirmed_norms"] as? [String] == ["tepc-w23-2563"])
    }

    @Test func thePoolCardShowsWhoTeachesWhichGrade() throws {
        let plan = try SamplePlans.rich()
        let card = PoolSection(context: ReportContext(plan, areas: [:], districts: [])).markup.text
        #expect(card.contains("id=\"pool-0107\""))
        // ป.4: the twelve of 0107 learn with 0111, which has none of its own. อ.1 has no pupils and no column.
        #expect(card.contains("<td class=\"n teaches\">12</td>"))
        #expect(!card.contains("อ.1</span>"))
        #expect(card.contains("ทางเลือกถัดไป: เรียนที่เดิมทุกชั้น · เป้าหมายแย่ลง 300,000 บาทต่อปี"))
        #expect(card.contains("ลงชื่อ"))
    }

    // MARK: Alternatives

    /// 9 today, 20 under the plan: the alternative would have 20 + change.
    @Test(arguments: [
        (-9, -9), (-18, nil), (3, nil), (0, 0), (12, 12),
    ])
    func anAlternativeNeverGivesASmallCountAway(_ change: Int, _ shown: Int?) throws {
        var entry = try #require(SamplePlans.rich().schools.first { $0.school.code == "0103" })
        entry.travelBefore.overLimit = 9
        entry.travelAfter.overLimit = 20
        entry.alternative?.overLimitChange = change
        #expect(entry.shownAlternativeOverLimit == shown)
        entry.travelBefore.overLimit = 3
        #expect(entry.shownAlternativeOverLimit == nil)
    }

    @Test func anAlternativeIsSaidWithItsPrice() throws {
        var entry = try #require(SamplePlans.rich().schools.first { $0.school.code == "0103" })
        entry.travelBefore.overLimit = 0
        #expect(
            AlternativeText(entry, limit: "3")?.thai
                == "มาเรียนรวมทั้งโรงเรียนกับบ้านหนองแสง · เป้าหมายแย่ลง 12,345 บาทต่อปี · เดินทางเกิน 3 กม. เพิ่ม 9 คน"
        )
        entry.alternative?.objectiveChange = 0.2
        entry.alternative?.overLimitChange = 0
        #expect(
            AlternativeText(entry, limit: "3")?.english
                == "Move the whole school to 0101; the goal would be the same")
        entry.alternative = nil
        #expect(AlternativeText(entry, limit: "3") == nil)
    }

    // MARK: Needs

    /// Of the stand-alone schools 0112 needs two teachers; 0108's are unknown; nobody's housing is known.
    @Test func needsAreSummedAndUnknownOnesCountedApart() throws {
        let plan = try SamplePlans.rich()
        let totals = NeedTotal.all(of: plan.schools.filter { $0.role == .standAlone })
        func total(_ kind: SchoolNeed.Kind) throws -> NeedTotal {
            try #require(totals.first { $0.kind == kind })
        }
        let teachers = try total(.teachers)
        #expect(teachers.schools == 1 && teachers.schoolsUnknown == 1)
        #expect(teachers.count == 2 && teachers.bahtPerYear == 800_000)
        let housing = try total(.housing)
        #expect(housing.schools == 0 && housing.schoolsUnknown == 3 && housing.count == nil)
        #expect(try total(.internet).schoolsForSponsor == 1)
        #expect(try total(.majors).count == nil)
        // 15 pupils in all would say that 0112 has 3.
        let travel = try total(.travel)
        #expect(travel.schools == 2 && travel.count == nil && travel.bahtPerYear == nil)
    }

    @Test func planSheetsHideFewPupilsAndSayWhatIsUnknown() throws {
        let plan = try SamplePlans.rich()
        let sheets = PlanSheetSection(context: ReportContext(plan, areas: [:], districts: []))
            .markup.text
        for role in ["hub", "network", "stand_alone"] {
            #expect(sheets.contains("id=\"sheet-\(role)\""))
        }
        #expect(sheets.contains("การเดินทางของนักเรียนไม่ถึง 5 คน"))
        #expect(!sheets.contains("รถรับส่ง 3 คน") && sheets.contains("รถรับส่ง 12 คน"))
        let island = try #require(sheets.split(separator: "<tr>").first { $0.contains("0112") })
        #expect(island.contains("อนุบาลศรีประเสริฐ"))
        #expect(island.contains("อินเทอร์เน็ต</span>") && island.contains("ไม่มีข้อมูล"))
        #expect(island.contains(">CSR</small>"))
        // Housing is unknown throughout: said once, in the totals.
        #expect(!island.contains("บ้านพักครู"))
        let written = PlanDocument(plan).text
        #expect(!written.contains("รถรับส่ง 3 คน"))
    }

    // MARK: Money

    /// Yearly 1,234,500 − 4,400,000 + 120,000; once 1,200,000 + 2,000,000; the weight of 486,000 is in neither.
    @Test func weightsAreNoMoney() throws {
        let plan = try SamplePlans.rich()
        #expect(plan.yearlyChange == -3_045_500)
        #expect(plan.oneOffTotal == 3_200_000)
        let costs = try #require(document(plan)["costs"] as? [String: Any])
        #expect(costs["total"] as? Int == -3_045_500)
        #expect(costs["one_off_total"] as? Int == 3_200_000)
        #expect(costs["cost_today"] as? Int == 60_000_000)
        #expect(costs["break_even_years"] as? Double == 1.05)
        let weights = try #require(costs["weights"] as? [[String: Any]])
        #expect(weights.compactMap { $0["key"] as? String } == ["over_limit"])
        let funding = try #require(costs["funding"] as? [[String: Any]])
        #expect(funding.compactMap { $0["source"] as? String } == ["state", "local", "csr"])
        #expect(funding.compactMap { $0["baht_per_year"] as? Int } == [-3_165_500, 120_000, 0])
        #expect(funding.compactMap { $0["baht_once"] as? Int } == [1_200_000, 0, 2_000_000])
        let page = try ReportTests.report(plan)
        #expect(page.contains("≈</span>−3,045,500"))
        #expect(!page.contains("2,559,500"))
        #expect(page.contains("1.1 ปี"))
    }

    @Test func withoutASavingThereIsNoBreakEven() throws {
        var builder = SamplePlans.richBuilder()
        builder.furtherCosts[0].bahtPerYear = 9_000_000
        let plan = try builder.plan()
        #expect(plan.breakEvenYears == nil)
        let text = ReportTests.read(try ReportTests.report(plan)).text
        #expect(text.contains("แผนนี้ไม่ประหยัดงบประมาณต่อปี จึงไม่มีจุดคุ้มทุน"))
        let costs = try #require(document(plan)["costs"] as? [String: Any])
        #expect(costs["break_even_years"] is NSNull)
    }

    // MARK: Scores

    @Test func hubScoresShowPartsWeightsAndFirmness() throws {
        let plan = try SamplePlans.rich()
        let text = ReportTests.read(
            "<x>"
                + HubScoreSection(context: ReportContext(plan, areas: [:], districts: []))
                .markup.text + "</x>"
        ).text
        // 0101: (0.4 × 1 + 0 × 2 + 0.133 × 1) ÷ 4 = 13.3: internet is not recorded, land weighs nothing.
        #expect(text.contains("13.3") && text.contains("2/3"))
        #expect(text.contains("จาก 2 เป็น 0.75: เท่ากับวัด \"ป่า\" & <ท่าน้ำ>"))
        #expect(text.contains("ไม่มีน้ำหนักใดเปลี่ยนอันดับ"))
        #expect(text.contains("ไม่คิด") && text.contains("ไม่มีข้อมูล"))
    }

    // MARK: The terminal

    @Test func theSummarySaysWhatThereIsToSay() throws {
        let lines = PlanSummary.lines(for: try SamplePlans.small())
        #expect(lines.count == 9)
        #expect(
            lines[1]
                == "โรงเรียน 12 แห่ง: โรงเรียนคุณภาพ 2 แห่ง · โรงเรียนเครือข่าย 5 แห่ง · "
                + "โรงเรียน Stand Alone 4 แห่ง · ยังไม่จัดกลุ่ม 1 แห่ง")
        #expect(lines[2] == "พร้อมมาเรียนรวม 3 แห่ง (นักเรียน ≈ 93 คน) · ใช้ทรัพยากรร่วมกัน 2 แห่ง")
        #expect(
            lines[3].hasPrefix(
                "! แผนนี้ทำให้นักเรียนเดินทางเกิน 3 กม. เพิ่มขึ้น ≈ 81 คน (จาก 33 เป็น 114 คน)"))
        #expect(lines[5].hasPrefix("ครูขาดเมื่อใช้ครูร่วมกันในเครือข่าย: เกณฑ์ ก.ค. 2545 ≈ 11 อัตรา"))
        #expect(lines[6].hasSuffix("0.049%"))
        #expect(lines[7] == "ค่าใช้จ่ายต่อปีเทียบกับปัจจุบัน: ≈ −3,165,500 บาท (โปรดยืนยันอัตรา 1 รายการ)")
        #expect(lines[8].contains(" · เกณฑ์ที่โปรดยืนยัน: เกณฑ์ ก.ค.ศ. ว 23/2563 ("))
        let rich = PlanSummary.lines(for: try SamplePlans.rich())
        #expect(
            rich[2]
                == "พร้อมมาเรียนรวม 4 แห่ง (บางชั้น 2 แห่ง นักเรียน ≈ 89 คน) · ใช้ทรัพยากรร่วมกัน 1 แห่ง · "
                + "แบ่งชั้นกันสอน 2 แห่ง 1 กลุ่ม · Stand Alone มีโรงเรียนพี่เลี้ยง 1 แห่ง")
        #expect(
            rich[7].hasSuffix(
                " · ครั้งเดียว ≈ 3,200,000 บาท (โปรดยืนยันอัตรา 1 รายการ) · คุ้มทุนใน 1.1 ปี"))
        var near = try SamplePlans.small()
        for index in near.schools.indices {
            near.schools[index].travelAfter = near.schools[index].travelBefore
        }
        near.after.travel = near.before.travel
        #expect(
            PlanSummary.lines(for: near)[3].hasPrefix("นักเรียนเดินทางเกิน 3 กม.: ≈ 33 → 33 คน"))
    }
}
