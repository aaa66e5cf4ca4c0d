import NetworkPlanning
import SchoolDistrict

/// Why each hub: the visible parts of its readiness with their weights, its rank, and how firm that rank is.
struct HubScoreSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    private var hubs: [SchoolPlan] { plan.schools.filter { $0.role == .hub } }

    var markup: Markup {
        guard let parts = hubs.lazy.compactMap(\.hubScore).first?.parts else { return .none }
        // A part that weighs nothing, or that nobody recorded, is named in the key and has no column.
        let shown = parts.indices.filter { index in
            parts[index].weight > 0
                && hubs.contains { part($0, parts[index].key)?.value != nil }
        }
        return .section(
            "hub-scores",
            .both("คะแนนความพร้อมของโรงเรียนคุณภาพ", "Readiness of the hubs, part by part"),
            class: "wide", key(parts, shown: shown) + table(parts, shown: shown) + notes)
    }

    private func part(_ entry: SchoolPlan, _ key: String) -> HubScore.Part? {
        entry.hubScore?.parts.first { $0.key == key }
    }

    /// The parts by number, with their weights; what is left out and why.
    private func key(_ parts: [HubScore.Part], shown: [Int]) -> Markup {
        let items = parts.indices.map { index -> Markup in
            let part = parts[index]
            let number: Markup =
                shown.firstIndex(of: index).map { "<b>\($0 + 1)</b>" } ?? "–"
            let state: Markup =
                part.weight <= 0
                ? .both("ไม่คิด", "left out")
                : shown.contains(index)
                    ? "× \(DecimalText.plain(part.weight, decimals: 2))" : Figures.noData
            return "<li>\(number) \(name(part)) <span class=\"muted\">\(state)</span></li>"
        }
        return "<ul class=\"key\">\(items)</ul>\n"
    }

    private func name(_ part: HubScore.Part) -> Markup {
        .both(text: part.thaiLabel, ScorePartNames.english(part.key))
    }

    private func table(_ parts: [HubScore.Part], shown: [Int]) -> Markup {
        let heads = shown.indices.map { "<th class=\"n\">\($0 + 1)</th>" as Markup }
        let stability = Dictionary(
            uniqueKeysWithValues: plan.hubStability.map { ($0.hubCode, $0) })
        let rows = hubs.map { hub -> Markup in
            let cells = shown.map { index -> Markup in
                let value: Markup =
                    part(hub, parts[index].key)?.value.map {
                        "\(DecimalText.grouped($0 * 100))"
                    } ?? "<span class=\"nodata\">–</span>"
                return "<td class=\"n\">\(value)</td>"
            }
            let firmness = stability[hub.school.code]
            let total = hub.hubScore?.total.map {
                "\(DecimalText.grouped($0, decimals: 1))" as Markup
            }
            return """
                <tr><td>\(hub.school.nameThai) <span class="muted">[\(context.hubNumbers[hub.school.code] ?? 0)]</span></td>\
                \(cells)<td class="n strong">\(total ?? Figures.noData)</td>\
                <td class="n">\(rank(firmness))</td><td class="why">\(tipping(firmness))</td></tr>

                """
        }
        return .table(
            class: "schools scores",
            head: """
                <tr><th>\(Markup.both("โรงเรียนคุณภาพ [เลขบนแผนที่]", "Hub [number on the map]"))</th>\(heads)\
                <th class="n">\(Markup.both("คะแนน", "Score"))</th>\
                <th class="n">\(Markup.both("อันดับในเครือข่าย", "Rank in its cluster"))</th>\
                <th>\(Markup.both("อันดับเปลี่ยนเมื่อ", "The rank changes when"))</th></tr>
                """,
            rows: rows)
    }

    private func rank(_ entry: HubStability?) -> Markup {
        guard let entry else { return "–" }
        return "\(entry.rank)/\(entry.candidates)"
    }

    private func tipping(_ entry: HubStability?) -> Markup {
        guard let entry else {
            return .both("ไม่มีโรงเรียนอื่นในเครือข่ายที่เป็นได้", "no other school of the cluster may be one")
        }
        guard let point = entry.tippingPoint else {
            return .both("ไม่มีน้ำหนักใดเปลี่ยนอันดับ", "no single weight changes it")
        }
        let part = plan.schools.first { $0.school.code == entry.hubCode }
            .flatMap { self.part($0, point.part) }
        let from = DecimalText.plain(point.weight, decimals: 2)
        let to = DecimalText.plain(point.tippingWeight, decimals: 2)
        let rival = context.name(point.rivalCode)
        return .both(
            text: "น้ำหนัก “\(part?.thaiLabel ?? point.part)” จาก \(from) เป็น \(to): เท่ากับ\(rival)",
            "weight of “\(ScorePartNames.english(point.part))” \(from) → \(to): draws level with \(rival)"
        )
    }

    private var notes: Markup {
        """
        <ul class="notes"><li>\(Markup.both(
            "แต่ละส่วน 0–100 คะแนนคือค่าเฉลี่ยถ่วงน้ำหนักของส่วนที่มีข้อมูล ส่วนที่ไม่มีข้อมูลไม่นับเป็นศูนย์",
            "Each part runs 0–100; the score is the weighted mean of the recorded parts, and a missing part is not a zero"))</li></ul>

        """
    }
}
