import NetworkPlanning
import SchoolDistrict

/// What each rule of the scenario costs, as a short table for the terminal.
struct RulePriceTable {
    let prices: [RulePrice]
    let plan: Plan
    /// Whether rules were left out because the user asked to stop.
    var isCut = false

    /// The lines, Thai and English.
    var lines: [String] {
        var text = ExplainText()
        text.heading(
            "ราคาของกติกา (คำนวณทั้งเขตใหม่ทีละข้อ)", "The price of each rule (solved again one by one)")
        let limit = ExplainNumber.number(plan.scenario.travel.indicatorLimit.kilometres)
        var rows = [
            [
                "ถ้า/If", "เป้าหมาย/Goal", "พิสูจน์/Proven", "คุณภาพ/Hubs",
                "เกิน \(limit) กม./Over \(limit) km",
            ]
        ]
        for price in prices {
            rows.append([
                "\(price.thai) / \(price.english)", change(price), proof(price),
                ExplainNumber.change(price.hubsBefore, price.hubsAfter),
                price.overLimitChange.map(ExplainNumber.signed) ?? "ไม่มีข้อมูล/no data",
            ])
        }
        if prices.isEmpty {
            text.sentence("ไม่มีกติกาให้คำนวณ", "no rule to price")
        } else {
            text.table(rows)
            if let unit = plan.outcome.stages.last?.unit {
                text.value("หน่วยของเป้าหมาย", "Unit of the goal", ExplainNumber.unit(unit))
            }
        }
        if isCut {
            text.sentence("หยุดก่อนครบทุกข้อตามที่สั่ง", "stopped as asked before every rule was priced")
        }
        return text.lines
    }

    private func change(_ price: RulePrice) -> String {
        switch price.status {
        case .infeasible: return "ไม่มีแผน/no plan"
        case .noPlan: return "หมดเวลา/out of time"
        case .optimal, .feasible, .evaluated: break
        }
        return price.change.map { ExplainNumber.signed($0, decimals: 2) } ?? "–"
    }

    private func proof(_ price: RulePrice) -> String {
        guard price.change != nil else { return "–" }
        return price.isProven ? "ใช่/yes" : "ยัง/not yet"
    }
}
