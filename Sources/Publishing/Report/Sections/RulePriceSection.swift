import NetworkPlanning

/// What each rule of the scenario costs, where it was asked for.
struct RulePriceSection {
    let context: ReportContext

    var markup: Markup {
        let prices = context.plan.rulePrices
        guard !prices.isEmpty else { return .none }
        let limit = context.limit
        return .section(
            "rule-prices", .both("ราคาของแต่ละเงื่อนไข", "What each rule costs"),
            .table(
                class: "prices",
                head: """
                    <tr><th>\(Markup.both("เงื่อนไขที่เปลี่ยน", "Changed rule"))</th>\
                    <th class="n">\(Markup.both("เป้าหมาย ก่อน → หลัง", "Goal before → after"))</th>\
                    <th class="n">\(Markup.both("ต่างกัน", "Difference"))</th>\
                    <th>\(Markup.both("หน่วย", "Unit"))</th>\
                    <th>\(Markup.both("ความแน่นอน", "Certainty"))</th>\
                    <th class="n">\(Markup.both("โรงเรียนคุณภาพ (แห่ง)", "Hubs"))</th>\
                    <th class="n">\(Markup.both("เกิน \(limit) กม. (คน)", "Over \(limit) km"))</th></tr>
                    """,
                rows: prices.map(row)) + notes)
    }

    private func row(_ price: RulePrice) -> Markup {
        let unit = GoalUnit((price.goalBefore ?? price.goalAfter)?.unit ?? "")
        func goal(_ stage: PlanOutcome.Stage?) -> Markup {
            stage.map { "\(DecimalText.grouped($0.objective, decimals: unit.decimals))" }
                ?? .both("ไม่มีแผน", "no plan")
        }
        let change = price.change.map { Figures.signed($0, decimals: unit.decimals) } ?? "–"
        return """
            <tr><th scope="row">\(Markup.both(text: price.thai, price.english))</th>\
            <td class="n">\(goal(price.goalBefore)) <span class="to">→</span> \(goal(price.goalAfter))</td>\
            <td class="n strong">\(change)</td><td>\(Markup.both(text: unit.thai, unit.english))</td>\
            <td>\(certainty(price))</td>\
            <td class="n">\(Figures.change("\(price.hubsBefore)", "\(price.hubsAfter)"))</td>\
            <td class="n">\(overLimit(price.overLimitChange))</td></tr>

            """
    }

    private func certainty(_ price: RulePrice) -> Markup {
        guard price.change != nil else {
            return price.status == .infeasible
                ? .both("เงื่อนไขขัดกัน", "the rules contradict each other")
                : .both("หมดเวลาก่อนพบแผน", "time ran out")
        }
        return price.isProven
            ? .both("พิสูจน์แล้ว", "proven") : .both("อยู่ในช่องว่าง", "within the gaps")
    }

    private func overLimit(_ change: Int?) -> Markup {
        guard let change else { return Figures.noData }
        if SmallCounts.isSmall(abs(change)) { return Figures.hidden }
        return Figures.signed(Double(change), isEstimated: context.hasEstimatedDistances)
    }

    private var notes: Markup {
        """
        <ul class="notes"><li>\(Markup.both(
            "วางแผนใหม่ทั้งเขตโดยเปลี่ยนเงื่อนไขทีละข้อ ค่าลบคือเป้าหมายดีขึ้น",
            "The whole office was planned again with one rule changed at a time; negative is a better goal"))</li></ul>

        """
    }
}
