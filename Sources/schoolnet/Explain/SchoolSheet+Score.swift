import NetworkPlanning
import SchoolDistrict

extension SchoolSheet {
    /// The parts of the hub score with their weights, and how firm a hub's rank is.
    func writeScore(to text: inout ExplainText) {
        guard let score = school.hubScore, let total = score.total else { return }
        text.heading("คะแนนความพร้อมเป็นโรงเรียนคุณภาพ", "Readiness to be a hub")
        var rows = [["ส่วน/Part", "ค่า/Value 0–1", "× น้ำหนัก/Weight", "= คะแนน/Points"]]
        for part in score.parts {
            let points = part.value.map { $0 * part.weight }
            rows.append([
                "\(part.thaiLabel) / \(part.key)",
                part.value.map { ExplainNumber.number($0, decimals: 3) }
                    ?? "ไม่มีข้อมูล/no data",
                "× \(ExplainNumber.number(part.weight))",
                points.map { "= \(ExplainNumber.number($0, decimals: 3))" } ?? "–",
            ])
        }
        text.table(rows)
        let known = score.parts.filter { $0.value != nil }
        let sum = known.reduce(0) { $0 + ($1.value ?? 0) * $1.weight }
        let weights = known.reduce(0) { $0 + $1.weight }
        text.value(
            "คะแนน", "Score",
            "\(ExplainNumber.number(sum, decimals: 3)) ÷ \(ExplainNumber.number(weights)) × 100 = "
                + ExplainNumber.number(total, decimals: 1))
        if let stability = plan.hubStability.first(where: { $0.hubCode == code }) {
            write(stability, parts: score.parts, to: &text)
        }
    }

    private func write(
        _ stability: HubStability, parts: [HubScore.Part], to text: inout ExplainText
    ) {
        text.value(
            "ลำดับในเครือข่าย", "Rank in its cluster",
            "\(stability.rank) จาก/of \(stability.candidates)")
        guard let point = stability.tippingPoint else {
            text.sentence(
                "ไม่มีน้ำหนักเดียวใดเปลี่ยนลำดับนี้ได้", "no single weight changes this rank")
            return
        }
        let label = parts.first { $0.key == point.part }?.thaiLabel ?? point.part
        let from = ExplainNumber.number(point.weight)
        let to = ExplainNumber.number(point.tippingWeight)
        text.sentence(
            "ลำดับเปลี่ยนเมื่อน้ำหนักของ “\(label)” จาก \(from) เป็น \(to): คะแนนเท่ากับ \(name(point.rivalCode))",
            "the rank changes when the weight of \(point.part) goes from \(from) to \(to): "
                + "\(point.rivalCode) draws level")
    }
}
