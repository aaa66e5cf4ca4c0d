import NetworkPlanning
import SchoolDistrict

/// What the plan costs a year and once, who pays, and when it pays for itself; unconfirmed rates are marked.
struct MoneySection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    var markup: Markup {
        guard !plan.costs.isEmpty || !plan.oneOffCosts.isEmpty else { return .none }
        return .section(
            "costs", .both("งบประมาณเทียบกับปัจจุบัน", "Money against today"),
            summary + yearly + oneOff + funding + weights + caveat)
    }

    // MARK: In short

    private var summary: Markup {
        let yearly = plan.yearlyChange
        let confirm: Markup = plan.hasConfirmedRates ? .none : " " + confirmMark
        var facts: [(Markup, Markup)] = []
        if plan.costToday > 0 {
            facts.append(
                (
                    .both(
                        "อัตรากำลังปัจจุบันตามเกณฑ์ที่ใช้คิดงบ (บาท/ปี)",
                        "Teaching today by the priced norm (baht a year)"),
                    baht(plan.costToday)
                ))
        }
        facts.append(
            (.both("เปลี่ยนแปลงต่อปี (บาท)", "Change a year (baht)"), signed(yearly) + share(yearly)))
        facts.append((.both("ครั้งเดียว (บาท)", "Once (baht)"), baht(plan.oneOffTotal)))
        facts.append((.both("จุดคุ้มทุน", "Break-even"), breakEven))
        let list = facts.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" as Markup }
        return """
            <dl class="facts money">\(Markup.joined(list))</dl>
            <p class="muted">\(howBreakEven)\(confirm)</p>

            """
    }

    /// The change in per cent of today's cost.
    private func share(_ change: Double) -> Markup {
        guard plan.costToday > 0 else { return .none }
        let percent = Figures.signed(change / plan.costToday * 100, decimals: 1)
        return " <small>(\(percent)%)</small>"
    }

    private var breakEven: Markup {
        guard let years = plan.breakEvenYears else { return .both("ไม่มี", "none") }
        let number = DecimalText.grouped(years, decimals: 1)
        return Markup.both(text: "\(number) ปี", "\(number) years")
    }

    private var howBreakEven: Markup {
        plan.breakEvenYears == nil
            ? .both(
                "แผนนี้ไม่ประหยัดงบประมาณต่อปี จึงไม่มีจุดคุ้มทุน",
                "The plan saves nothing a year, so it has no break-even")
            : .both(
                "จุดคุ้มทุน (ปี) = ค่าใช้จ่ายครั้งเดียว ÷ เงินที่ประหยัดได้ต่อปี ไม่คิดดอกเบี้ยและเงินเฟ้อ",
                "Break-even in years = cost paid once ÷ saving a year, without interest or inflation"
            )
    }

    // MARK: Tables

    private var yearly: Markup {
        table(
            plan.yearlyLines, class: "costs", head: .both("รายการต่อปี", "Each year"),
            unit: .both("บาท/ปี", "Baht a year"), total: plan.yearlyChange,
            remark: .both("ค่าลบคือประหยัดได้เทียบกับปัจจุบัน", "negative is saved against today"))
    }

    private var oneOff: Markup {
        table(
            plan.oneOffCosts, class: "one-off", head: .both("รายการครั้งเดียว", "Once"),
            unit: .both("บาท", "Baht"), total: plan.oneOffTotal, remark: .none)
    }

    private func table(
        _ lines: [CostLine], class name: String, head: Markup, unit: Markup, total: Double,
        remark: Markup
    ) -> Markup {
        guard !lines.isEmpty else { return .none }
        let rows = lines.map { line -> Markup in
            """
            <tr\(line.bahtPerYear == 0 ? " class=\"same\"" as Markup : .none)>\
            <th scope="row">\(Markup.both(text: line.thaiLabel, line.englishLabel))</th>\
            <td class="n">\(Figures.signed(line.bahtPerYear))</td><td class="why">\(basis(line))</td>\
            <td>\(Markup.both(text: line.funding.thaiLabel, line.funding.englishLabel))</td>\
            <td>\(rate(line))</td></tr>

            """
        }
        return .table(
            class: name,
            head: """
                <tr><th>\(head)</th><th class="n">\(unit)</th>\
                <th>\(Markup.both("วิธีคิดและอัตรา", "Basis and rate"))</th>\
                <th>\(Markup.both("แหล่งงบประมาณ", "Paid by"))</th>\
                <th>\(Markup.both("สถานะอัตรา", "Rate"))</th></tr>
                """,
            rows: rows,
            foot: """
                <tr class="total"><th scope="row">\(Markup.both("รวม", "Total"))</th>\
                <td class="n">\(signed(total))</td><td colspan="3">\(remark)</td></tr>
                """)
    }

    private var funding: Markup {
        guard !plan.funding.isEmpty else { return .none }
        let rows = plan.funding.map { part -> Markup in
            """
            <tr><th scope="row">\(Markup.both(text: part.source.thaiLabel, part.source.englishLabel))</th>\
            <td class="n">\(signed(part.perYear))</td><td class="n">\(signed(part.once))</td></tr>

            """
        }
        return .table(
            class: "funding",
            head: """
                <tr><th>\(Markup.both("รวมตามแหล่งงบประมาณ", "By who pays"))</th>\
                <th class="n">\(Markup.both("บาท/ปี", "Baht a year"))</th>\
                <th class="n">\(Markup.both("บาท ครั้งเดียว", "Baht once"))</th></tr>
                """,
            rows: rows,
            foot: """
                <tr class="total"><th scope="row">\(Markup.both("รวม", "Total"))</th>\
                <td class="n">\(signed(plan.yearlyChange))</td><td class="n">\(signed(plan.oneOffTotal))</td></tr>
                """)
    }

    private var weights: Markup {
        guard !plan.weightLines.isEmpty else { return .none }
        let rows = plan.weightLines.map { line -> Markup in
            """
            <tr><th scope="row">\(Markup.both(text: line.thaiLabel, line.englishLabel))</th>\
            <td class="n">\(Figures.signed(line.bahtPerYear))</td><td class="why">\(basis(line))</td>\
            <td>\(rate(line))</td></tr>

            """
        }
        return .table(
            class: "weights",
            caption: .both(
                "น้ำหนักที่ใช้นำทางเป้าหมาย ไม่ใช่เงินที่มีผู้จ่าย และไม่รวมในยอดข้างต้น",
                "Weights that steer the goal: not money that anybody pays, and in no total above"),
            head: """
                <tr><th>\(Markup.both("น้ำหนัก", "Weight"))</th>\
                <th class="n">\(Markup.both("แต้มเทียบเท่าบาท/ปี", "Points, as baht a year"))</th>\
                <th>\(Markup.both("วิธีคิด", "Basis"))</th>\
                <th>\(Markup.both("สถานะ", "Rate"))</th></tr>
                """,
            rows: rows)
    }

    /// What the money does not say.
    private var caveat: Markup {
        let text = Markup.both(
            "คิดอัตราครูตามเกณฑ์ที่ใช้คิดงบ อัตรากำลังไม่ได้ลดลงตามห้องเรียนโดยอัตโนมัติ ต้องเกลี่ยครูจริงจึงจะประหยัดได้",
            "Teacher posts are counted by the priced norm; posts do not vanish with sections, and are saved only "
                + "when teachers really transfer")
        return "<p class=\"note\">\(text)</p>\n"
    }

    // MARK: Figures

    private var confirmMark: Markup {
        "<span class=\"confirm\">? \(Markup.both("โปรดยืนยันอัตรา", "rate to be confirmed"))</span>"
    }

    private func basis(_ line: CostLine) -> Markup {
        .both(
            text: line.basisThai, line.basisEnglish.isEmpty ? line.basisThai : line.basisEnglish)
    }

    private func rate(_ line: CostLine) -> Markup {
        line.isConfirmed ? Markup.both("ยืนยันแล้ว", "confirmed") : confirmMark
    }

    private func signed(_ value: Double) -> Markup {
        Figures.signed(value, isEstimated: context.hasEstimatedPupils)
    }

    private func baht(_ value: Double) -> Markup {
        Figures.kilometres(value, isEstimated: context.hasEstimatedPupils, decimals: 0)
    }
}
