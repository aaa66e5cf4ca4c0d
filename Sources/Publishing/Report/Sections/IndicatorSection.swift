import Accessibility
import NetworkPlanning

/// The office today and under the plan, figure by figure, with the sign and what it means.
struct IndicatorSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    /// Which way an indicator should go.
    private enum Wish { case less, none }

    var markup: Markup {
        .section(
            "indicators", .both("ก่อนและหลัง", "Before and after"),
            .table(
                class: "indicators",
                head: """
                    <tr><th>\(Markup.both("ตัวชี้วัด", "Indicator"))</th>\
                    <th class="n">\(Markup.both("ปัจจุบัน", "Today"))</th>\
                    <th class="n">\(Markup.both("ตามแผน", "Under the plan"))</th>\
                    <th class="n">\(Markup.both("เปลี่ยนแปลง", "Change"))</th>\
                    <th>\(Markup.both("หน่วย", "Unit"))</th>\
                    <th>\(Markup.both("ความหมาย", "Meaning"))</th></tr>
                    """,
                rows: rows) + notes)
    }

    private var rows: [Markup] {
        let (before, after) = (plan.before, plan.after)
        var rows = [
            row(
                .both("นักเรียน", "Pupils"), Double(before.pupils), Double(after.pupils),
                unit: .both("คน", "pupils"), isEstimated: context.hasEstimatedPupils),
            row(
                .both("โรงเรียนที่จัดการเรียนการสอน", "Schools that teach"),
                Double(before.schoolsTeaching), Double(after.schoolsTeaching),
                unit: .both("แห่ง", "schools")),
            row(
                .both("โรงเรียนขนาดเล็ก (1–120 คน)", "Small schools (1–120 pupils)"),
                Double(before.smallSchools), Double(after.smallSchools),
                unit: .both("แห่ง", "schools"), isEstimated: context.hasEstimatedPupils),
            row(
                .both("ห้องเรียน (ชั้นเรียน)", "Classes"), Double(before.classes),
                Double(after.classes), unit: .both("ห้อง", "classes"),
                isEstimated: plan.schools.contains(where: \.classesAreEstimated)),
        ]
        rows += travelRows
        for norm in plan.norms {
            let title = context.title(of: norm)
            rows.append(
                row(
                    "\(Markup.both("ครูขาด", "Teachers short")): \(title)",
                    before.shortage[norm.id].map(Double.init),
                    after.shortage[norm.id].map(Double.init), unit: .both("อัตรา", "posts"),
                    wish: .less, isEstimated: context.hasEstimatedPupils))
            rows.append(
                row(
                    "\(Markup.both("ครูขาด เมื่อใช้ครูร่วมกันในเครือข่าย", "Still short with teachers shared in clusters")): \(title)",
                    before.shortageWithinClusters[norm.id].map(Double.init),
                    after.shortageWithinClusters[norm.id].map(Double.init),
                    unit: .both("อัตรา", "posts"), wish: .less,
                    isEstimated: context.hasEstimatedPupils))
        }
        return rows + [costRow]
    }

    private var travelRows: [Markup] {
        let (before, after) = (plan.before.travel, plan.after.travel)
        let limit = context.limit
        let pupils = Markup.both("คน", "pupils")
        func share(_ burden: TravelBurden) -> Double? {
            burden.pupilsMeasured > 0
                ? Double(burden.overLimit) / Double(burden.pupilsMeasured) * 100 : nil
        }
        func worst(_ burden: TravelBurden) -> Double? {
            burden.pupilsMeasured > 0 ? burden.worst.kilometres : nil
        }
        let isEstimated = context.hasEstimatedDistances
        let mark = plan.hasReportedHomeWays ? Figures.reportedMark : .none
        func name(_ thai: Markup, _ english: Markup) -> Markup {
            "\(Markup.both(thai, english))\(mark)"
        }
        return [
            row(
                name("นักเรียนเดินทางเกิน \(limit) กม.", "Pupils over \(limit) km from school"),
                before.isKnown ? Double(before.overLimit) : nil,
                after.isKnown ? Double(after.overLimit) : nil, unit: pupils, wish: .less,
                isEstimated: isEstimated),
            row(
                name("คิดเป็นร้อยละของนักเรียนที่ทราบที่อยู่", "Share of pupils with a known home"),
                share(before), share(after), decimals: 1, unit: "%", wish: .less,
                isEstimated: isEstimated),
            row(
                name("ระยะทางบ้านถึงโรงเรียนเฉลี่ย", "Mean way from home to school"),
                before.meanKilometres, after.meanKilometres, decimals: 2,
                unit: .both("กม.", "km"), wish: .less, isEstimated: isEstimated),
            row(
                name("ระยะทางไกลที่สุด", "Longest way"), worst(before), worst(after), decimals: 1,
                unit: .both("กม.", "km"), wish: .less, isEstimated: isEstimated),
        ]
    }

    private var costRow: Markup {
        let change = plan.yearlyChange
        let isEmpty = plan.yearlyLines.isEmpty
        let isEstimated = context.hasEstimatedPupils
        let mark: Markup =
            plan.yearlyLines.allSatisfy(\.isConfirmed) ? .none : "<sup>?</sup>"
        // Money that rests on assumed pupils is an example, not a saving.
        let meaning =
            isEstimated
            ? Markup.both("ค่าสมมติ ยังสรุปไม่ได้", "assumed, not conclusive") : verdict(change, .less)
        return """
            <tr><th scope="row">\(Markup.both("ค่าใช้จ่ายต่อปี เทียบกับปัจจุบัน", "Yearly cost against today"))\(mark)</th>\
            <td class="n">–</td><td class="n">–</td>\
            <td class="n">\(isEmpty ? Figures.noData : Figures.signed(change, isEstimated: isEstimated))</td>\
            <td>\(Markup.both("บาท/ปี", "baht a year"))</td>\
            <td>\(isEmpty ? .none : meaning)</td></tr>

            """
    }

    private func row(
        _ name: Markup, _ before: Double?, _ after: Double?, decimals: Int = 0, unit: Markup,
        wish: Wish = .none, isEstimated: Bool = false
    ) -> Markup {
        func figure(_ value: Double?) -> Markup {
            Figures.kilometres(value, isEstimated: isEstimated, decimals: decimals)
        }
        var change = Markup.none
        var meaning = Markup.none
        if let before, let after {
            change = Figures.signed(
                after - before, decimals: decimals, isEstimated: isEstimated)
            meaning = change.text == "0" ? verdict(0, wish) : verdict(after - before, wish)
        }
        return """
            <tr><th scope="row">\(name)</th><td class="n">\(figure(before))</td>\
            <td class="n strong">\(figure(after))</td><td class="n">\(change)</td><td>\(unit)</td>\
            <td>\(meaning)</td></tr>

            """
    }

    private func verdict(_ change: Double, _ wish: Wish) -> Markup {
        if change == 0 { return "<span class=\"same\">\(Markup.both("คงเดิม", "unchanged"))</span>" }
        if wish == .none {
            return change < 0 ? Markup.both("ลดลง", "fewer") : Markup.both("เพิ่มขึ้น", "more")
        }
        return change < 0
            ? "<span class=\"better\">✓ \(Markup.both("ลดลง ดีขึ้น", "less, better"))</span>"
            : "<span class=\"worse\">! \(Markup.both("เพิ่มขึ้น ควรพิจารณา", "more, to be weighed"))</span>"
    }

    private var notes: Markup {
        var notes: [Markup] = []
        let travel = plan.after.travel
        if travel.pupilsWithoutHome > 0 {
            notes.append(
                .both(
                    "ไม่ทราบที่อยู่ของนักเรียน \(travel.pupilsWithoutHome) คน จึงไม่อยู่ในตัวเลขการเดินทาง",
                    "The homes of \(travel.pupilsWithoutHome) pupils are unknown; they are not in the travel figures"
                ))
        }
        if travel.pupilsUnreachable > 0 {
            notes.append(
                .both(
                    "นักเรียน \(travel.pupilsUnreachable) คน ไม่มีทางไปโรงเรียนตามข้อมูลถนนที่ให้มา",
                    "\(travel.pupilsUnreachable) pupils have no way to school by the roads given"))
        }
        if plan.before.schoolsWithoutStaffData > 0 {
            notes.append(
                .both(
                    "โรงเรียน \(plan.before.schoolsWithoutStaffData) แห่งไม่มีข้อมูลครู จึงไม่อยู่ในยอดครูขาด",
                    "\(plan.before.schoolsWithoutStaffData) schools have no staff data; they are not in the shortage"
                ))
        }
        if context.hasEstimatedPupils || context.hasEstimatedDistances {
            notes.append(
                .both("≈ คือค่าประมาณ", "≈ marks an estimate"))
        }
        if plan.hasReportedDistances {
            notes.append(
                .both(
                    "† คือระยะทางตามที่โรงเรียนหรือเขตรายงาน ใช้แทนระยะที่วัดตามถนน และใช้ในตัวชี้วัดการเดินทางด้วย",
                    "† marks a reported distance, which replaces the one by road, in the travel indicators too"
                ))
        }
        if plan.norms.contains(where: { !$0.confirmed })
            || plan.costs.contains(where: { !$0.isConfirmed })
        {
            notes.append(
                .both("? คืออัตราหรือเกณฑ์ที่ยังไม่ยืนยัน", "? marks a rate or norm to be confirmed"))
        }
        return notes.isEmpty
            ? .none : "<ul class=\"notes\">\(notes.map { "<li>\($0)</li>" as Markup })</ul>\n"
    }
}
