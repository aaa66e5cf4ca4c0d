import NetworkPlanning
import SchoolDistrict

extension SchoolSheet {
    /// Rate × quantity of the school, beside the plan's own totals.
    func writeCosts(to text: inout ExplainText) {
        text.heading("ค่าใช้จ่ายของโรงเรียนนี้ เทียบกับปัจจุบัน", "Costs of this school against today")
        let costs = SchoolCosts(school, in: plan, trips: distances.trips)
        guard !costs.lines.isEmpty else {
            text.sentence("ไม่มีค่าใช้จ่ายที่เปลี่ยนไป", "no cost changes")
            return
        }
        var rows = [
            [
                "รายการ/Item", "จำนวน/Quantity", "× อัตรา/Rate", "= บาท/Baht",
                "ทั้งแผน/Whole plan",
            ]
        ]
        for line in costs.lines {
            let total = plan.costs.first { $0.key == line.key && !line.isOneOff }
            rows.append([
                "\(line.thai) / \(line.english)",
                "\(ExplainNumber.signed(line.quantity, decimals: 2)) \(line.unit)",
                "× \(ExplainNumber.number(line.rate.baht))"
                    + (line.rate.isConfirmed ? "" : " (ยังไม่ยืนยัน/unconfirmed)"),
                "= \(ExplainNumber.signed(line.baht))",
                line.isOneOff
                    ? "ครั้งเดียว/once"
                    : total.map { ExplainNumber.signed($0.bahtPerYear) } ?? "–",
            ])
        }
        text.table(rows)
        let perYear = costs.lines.filter { !$0.isOneOff }.reduce(0) { $0 + $1.baht }
        let once = costs.lines.filter(\.isOneOff).reduce(0) { $0 + $1.baht }
        text.value("รวมต่อปี", "A year", "\(ExplainNumber.signed(perYear)) บาท/baht")
        if once != 0 { text.value("ครั้งเดียว", "Once", "\(ExplainNumber.signed(once)) บาท/baht") }
        writeCheck(to: &text)
    }

    /// Whether the lines of all schools add up to the plan's: what does not is no single school's.
    private func writeCheck(to text: inout ExplainText) {
        var sums: [String: Double] = [:]
        for other in plan.schools {
            for (key, baht) in SchoolCosts(other, in: plan).perYear {
                sums[key, default: 0] += baht
            }
        }
        // Support by distance needs every home of the office: it is not added up here.
        let skipped = plan.scenario.costs.subsidyBands.isEmpty ? [] : ["transport"]
        let apart = plan.costs.filter { line in
            !skipped.contains(line.key)
                && abs(line.bahtPerYear - (sums[line.key] ?? 0)) > 0.5
        }
        guard !apart.isEmpty else { return }
        for line in apart {
            text.line(
                "\(line.thaiLabel) / \(line.englishLabel): "
                    + "\(ExplainNumber.signed(line.bahtPerYear - (sums[line.key] ?? 0))) บาท/baht "
                    + "ไม่แยกรายโรงเรียน / not of a single school")
        }
    }

    /// Reasons, the rule that binds, and the alternative that was left.
    func writeReasons(to text: inout ExplainText) {
        text.heading("เหตุผล", "Reasons")
        for reason in school.reasons { text.sentence(reason.thai, reason.english) }
        if let rule = BindingRule(school.reasons) {
            text.value("กติกาที่ผูก", "Binding rule", "\(rule.thai) / \(rule.english) (\(rule.key))")
        } else if school.role != .undecided {
            text.value("กติกาที่ผูก", "Binding rule", "ไม่มี เป้าหมายเป็นผู้เลือก / none: the goal chose")
        }
        if let other = school.alternative {
            text.sentence(
                "ทางเลือกถัดไปเมื่อที่อื่นคงเดิม: \(other.thai)",
                "next best with everything else as planned: \(other.english)")
            text.line(
                "\(ExplainNumber.signed(other.objectiveChange, decimals: 2)) "
                    + "\(ExplainNumber.unit(other.unit)) · เกินเกณฑ์/over limit "
                    + ExplainNumber.signed(other.overLimitChange), level: 2)
        }
    }
}
