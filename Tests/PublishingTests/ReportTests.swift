import Foundation
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

@testable import NetworkPlanning
@testable import Publishing

#if canImport(FoundationXML)
    import FoundationXML
#endif

@Suite struct ReportTests {
    static func report(_ plan: Plan) throws -> String {
        try #require(PlanPublisher.contents(of: plan).first { $0.name == "report.html" }).text
    }

    /// Collects the text of a page, and where the parser stopped.
    final class Reader: NSObject, XMLParserDelegate {
        var text = ""
        var ids: [String] = []
        var fault: String?

        func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
        func parser(
            _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?,
            qualifiedName: String?, attributes: [String: String]
        ) {
            if let id = attributes["id"] { ids.append(id) }
            text += " "
        }
        func parser(_ parser: XMLParser, parseErrorOccurred error: Error) {
            fault = "line \(parser.lineNumber): \(error)"
        }
    }

    static func read(_ page: String) -> Reader {
        let reader = Reader()
        let parser = XMLParser(data: Data(page.utf8))
        parser.delegate = reader
        _ = parser.parse()
        return reader
    }

    @Test func everyPageIsWellFormed() throws {
        var infeasible = SamplePlans.smallBuilder()
        infeasible.outcome.status = .infeasible
        infeasible.outcome.conflictThai = ["โรงเรียน <0101> ถูกกำหนดเป็นโรงเรียนคุณภาพ & ไม่มี ม.1"]
        infeasible.outcome.conflictEnglish = ["<0101> is locked as a hub & offers no M1"]
        infeasible.outcome.uncovered = ["บ้าน \"ไกล\""]
        infeasible.outcome.stages = []
        var empty = SamplePlans.smallBuilder()
        empty.district.schools = []
        empty.district.villages = []
        empty.district.boundaries = []
        empty.district.catchments = []
        for plan in [
            try SamplePlans.small(), try SamplePlans.realSize(seed: 4), try infeasible.plan(),
            try empty.plan(), try SamplePlans.rich(),
        ] {
            let reader = Self.read(try Self.report(plan))
            #expect(reader.fault == nil)
            #expect(Set(reader.ids).count == reader.ids.count)
        }
        let text = Self.read(try Self.report(infeasible.plan())).text
        #expect(text.contains("โรงเรียน <0101> ถูกกำหนดเป็นโรงเรียนคุณภาพ & ไม่มี ม.1"))
        #expect(text.contains("บ้าน \"ไกล\""))
    }

    @Test func noMarkupIsTakenForText() throws {
        for plan in [try SamplePlans.rich(), try SamplePlans.realSize(seed: 2)] {
            let page = try Self.report(plan)
            for tag in ["span", "small", "td", "br", "sup"] {
                #expect(!page.contains("&lt;\(tag)"))
            }
        }
    }

    @Test func namesAreEscaped() throws {
        let page = try Self.report(SamplePlans.small())
        #expect(!page.contains("<ท่าน้ำ>"))
        #expect(page.contains("วัด &quot;ป่า&quot; &amp; &lt;ท่าน้ำ&gt;"))
        var hostile = SamplePlans.smallBuilder()
        hostile.district.schools[0].nameThai = "</script><script>alert(1)</script>"
        hostile.district.schools[0].note = "\u{0}\u{8}x"
        let attacked = try Self.report(hostile.plan())
        #expect(!attacked.contains("alert(1)</script>"))
        #expect(Self.read(attacked).fault == nil)
    }

    @Test func nothingComesFromOutside() throws {
        let page = try Self.report(SamplePlans.realSize(seed: 1))
        for word in ["http://", "https://", "src=", "@import", "url(http", "<link"] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test func wordsOfTheGuardRailAreAbsent() throws {
        for file in try PlanPublisher.contents(of: SamplePlans.realSize(seed: 1))
            + PlanPublisher.contents(of: SamplePlans.rich())
        {
            for letters in [[0x0E22, 0x0E38, 0x0E1A], [0x0E40, 0x0E25, 0x0E34, 0x0E01]] {
                let word = String(String.UnicodeScalarView(letters.compactMap(Unicode.Scalar.init)))
                #expect(!file.text.contains(word), "\(file.name)")
            }
        }
    }

    @Test func theAnswerComesFirstAndIsRight() throws {
        let page = try Self.report(SamplePlans.small())
        let text = Self.read(page).text
        // One of the schools that move has assumed pupils.
        #expect(
            page.contains(
                "จากโรงเรียน 12 แห่ง พร้อมมาเรียนรวมกับโรงเรียนคุณภาพ 3 แห่ง "
                    + "(นักเรียน <span class=\"est\">≈</span>93 คน)"))
        // So are the teachers that assumed pupils would need: 11 posts with teachers shared.
        #expect(page.contains("<span class=\"est\">≈</span>11</td>"))
        #expect(text.contains("ข้อเสนอเพื่อประกอบการพิจารณา ไม่ใช่คำสั่ง"))
        #expect(text.contains("ข้อมูลสังเคราะห์"))
        let answer = try #require(page.range(of: "id=\"answer\""))
        let indicators = try #require(page.range(of: "id=\"indicators\""))
        #expect(answer.lowerBound < indicators.lowerBound)
        // Over 3 km: 33 today (three from each of eleven schools), 114 under the plan.
        #expect(
            text.contains(
                "แผนนี้ทำให้นักเรียนเดินทางเกิน 3 กม. เพิ่มขึ้น ≈ 81 คน (จาก 33 เป็น 114 คน) ในโรงเรียน 3 แห่ง"))
    }

    @Test func whatIsUnknownIsSaidInWordsAndNeverZero() throws {
        var builder = SamplePlans.smallBuilder()
        builder.district.villages = []
        let plan = try builder.plan()
        let rows = IndicatorSection(
            context: ReportContext(plan, areas: [:], districts: [])
        ).markup.text.split(separator: "<tr>")
        let travel = try #require(rows.first { $0.contains("นักเรียนเดินทางเกิน 3 กม.") })
        #expect(travel.contains("ไม่มีข้อมูล"))
        #expect(!travel.contains(">0<"))
        #expect(PlanSummary.lines(for: plan).contains { $0.contains("เกิน 3 กม.: ไม่มีข้อมูล") })
    }

    @Test func daysAreInWordsAndOddTextsStay() {
        #expect(ThaiDate.words("2566-06-10").text.contains("10 มิถุนายน 2566"))
        #expect(ThaiDate.words("ภาค 1/2566 <x>").text == "ภาค 1/2566 &lt;x&gt;")
        #expect(ThaiDate.words("2566-13-10").text == "2566-13-10")
    }

    /// The hub's 3 far pupils are hidden; the cluster's 55 must not read as a small count.
    @Test func whatIsHiddenForAnothersSakeIsNotCalledSmall() throws {
        var plan = try SamplePlans.small()
        let hub = try #require(plan.schools.firstIndex { $0.school.code == "0101" })
        plan.schools[hub].travelAfter.overLimit = 3
        plan.clusters = plan.clusters.filter { $0.hubCode == "0101" }
        let card = ClusterSection(context: ReportContext(plan, areas: [:], districts: [])).markup
        let facts = try #require(
            card.text.range(of: "<dl class=\"facts\">.*?</dl>", options: .regularExpression))
        #expect(card.text[facts].contains("ไม่แสดง"))
        #expect(!card.text[facts].contains("&lt;5"))
    }

    @Test func sizeBandsHaveTheirEdges() {
        let counts = ChartSection.countByBand([0, 1, 20, 21, 40, 100, 101, 119, 120, 121, 5_000])
        #expect(counts == [1, 2, 2, 0, 0, 1, 3, 2])
    }

    @Test func hubNamesNeverCoverEachOther() throws {
        for seed in UInt64(1)...20 {
            var random = SplitMix64(seed: seed)
            let bounds = LabelPlacement.Box(left: 0, top: 0, right: 1_000, bottom: 900)
            var placement = LabelPlacement(bounds: bounds, taken: [], soft: [])
            var boxes: [LabelPlacement.Box] = []
            for _ in 0..<60 {
                let placed = placement.place(
                    x: random.unit() * 1_000, y: random.unit() * 900, radius: 8,
                    width: 40 + random.unit() * 120, height: 18)
                guard let box = placed?.box else { continue }
                #expect(!boxes.contains(where: box.overlaps), "seed \(seed)")
                #expect(box.left >= 0 && box.right <= 1_000 && box.top >= 0 && box.bottom <= 900)
                boxes.append(box)
            }
            #expect(boxes.count > 50, "seed \(seed)")
        }
    }

    @Test func theScaleBarIsTrue() throws {
        let south = Coordinate(longitude: 104, latitude: 14.7)
        let frame = MapFrame(
            showing: BoundingBox(west: 104, south: 14.7, east: 104.4, north: 15.1))
        let bar = frame.scaleBar
        // One degree of latitude is 110.65 km on the ellipsoid there; the drawing may be off by 0.6 %.
        let north = frame.point(Coordinate(longitude: 104, latitude: 15.7))
        let length = frame.point(south).y - north.y
        let kilometres = length / bar.length * bar.kilometres
        #expect(abs(kilometres - 110.65) / 110.65 < 0.006)
        #expect(bar.length <= (frame.right - frame.left) / 4)
    }

    @Test func thaiOrderIsTheDictionarys() {
        let words = ["แก้ว", "ขาว", "กา", "เก", "ตำบล 10", "ตำบล 2", "กล้า", "เขา", "ไก่"]
        #expect(
            ThaiOrder.sorted(words)
                == ["กล้า", "กา", "เก", "แก้ว", "ไก่", "ขาว", "เขา", "ตำบล 2", "ตำบล 10"])
    }
}
