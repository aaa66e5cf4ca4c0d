import NetworkPlanning
import SchoolDistrict

/// School vans by receiving school: how many, how far, how long, and what they cost beside travel support.
struct VanSection {
    let context: ReportContext

    private var travel: TravelPlan { context.plan.travel }

    var markup: Markup {
        guard !travel.vans.isEmpty else { return .none }
        let sentence = VanSentence(context.plan).map {
            "<p>\(Markup.both(text: $0.thai, $0.english))</p>\n" as Markup
        }
        return .section(
            "vans", .both("รถรับส่งนักเรียน", "School vans"),
            (sentence ?? .none) + table + notes)
    }

    private var table: Markup {
        .table(
            class: "vans",
            head: """
                <tr><th>\(Markup.both("โรงเรียนที่รับนักเรียน", "Receiving school"))</th>\
                <th class="n">\(Markup.both("รถ (คัน)", "Vans"))</th>\
                <th class="n">\(Markup.both("จุดรับ", "Stops"))</th>\
                <th class="n">\(Markup.both("นักเรียน (คน)", "Pupils"))</th>\
                <th class="n">\(Markup.both("กม./วัน", "km a day"))</th>\
                <th class="n">\(Markup.both("นั่งนานสุด (นาที)", "Longest ride (min)"))</th>\
                <th class="n">\(Markup.both("ค่ารถ (บาท/ปี)", "Vans (baht a year)"))</th>\
                <th class="n">\(Markup.both("ค่าพาหนะกลุ่มเดียวกัน (บาท/ปี)", "Support instead (baht a year)"))</th>\
                <th class="n">\(Markup.both("รถอย่างน้อย (คัน)", "Vans at least"))</th>\
                <th class="n">\(Markup.both("ถูกลงได้อีกไม่เกิน", "Cheaper by at most"))</th></tr>
                """,
            rows: VanRow.all(travel).map(row), foot: total)
    }

    private func row(_ row: VanRow) -> Markup {
        let (plan, schedule) = (row.plan, row.plan.schedule)
        let isEstimated = plan.source == .estimated
        let over: Markup =
            schedule.routes.contains(where: \.isOverRideLimit)
            ? " <span class=\"short\">!</span>" : .none
        return """
            <tr><td>\(context.name(plan.schoolCode))\(unserved(plan))</td>\
            <td class="n">\(schedule.routes.count)</td><td class="n">\(plan.stops.count)</td>\
            <td class="n">\(Figures.count(row.pupils))</td>\
            <td class="n">\(Figures.kilometres(schedule.kilometresPerDay, isEstimated: isEstimated, decimals: 0))</td>\
            <td class="n">\(Figures.kilometres(row.longestRideMinutes, isEstimated: isEstimated, decimals: 0))\(over)</td>\
            <td class="n">\(baht(plan.bahtPerYear))</td>\
            <td class="n">\(row.subsidyPerYear.map(baht) ?? Figures.hidden)</td>\
            <td class="n">\(schedule.vansAtLeast)</td><td class="n">\(Figures.percent(schedule.relativeGap))</td></tr>

            """
    }

    /// Pupils whom no van can reach are said, not left out.
    private func unserved(_ plan: VanPlan) -> Markup {
        guard plan.pupilsUnserved > 0 else { return .none }
        return """
             <small class="short">\(Markup.both("รถไปไม่ถึง (คน)", "out of reach")) \(Figures.count(ShownCount(plan.pupilsUnserved)))</small>
            """
    }

    private var total: Markup {
        let stops = travel.vans.reduce(0) { $0 + $1.stops.count }
        let atLeast = travel.vans.reduce(0) { $0 + $1.schedule.vansAtLeast }
        let isEstimated = context.hasEstimatedDistances
        return """
            <tr class="total"><th scope="row">\(Markup.both("รวม", "Total"))</th>\
            <td class="n">\(travel.vanCount)</td><td class="n">\(stops)</td><td class="n">\(travel.vanPupils)</td>\
            <td class="n">\(Figures.kilometres(travel.vanKilometresPerDay, isEstimated: isEstimated, decimals: 0))</td>\
            <td class="n"></td><td class="n">\(baht(travel.vanBahtPerYear))</td>\
            <td class="n">\(baht(travel.vanPupilSubsidyPerYear))</td><td class="n">\(atLeast)</td>\
            <td class="n">\(Figures.percent(travel.vanRelativeGap))</td></tr>
            """
    }

    private func baht(_ value: Double) -> Markup {
        Figures.kilometres(
            value, isEstimated: context.hasEstimatedPupils || context.hasEstimatedDistances,
            decimals: 0)
    }

    private var notes: Markup {
        let minutes = DecimalText.plain(
            context.plan.scenario.travel.maximumRide.value / 60, decimals: 0)
        let limit = context.limit
        return """
            <ul class="notes"><li>\(Markup.both(
                "ผู้ขึ้นรถคือนักเรียนที่ย้ายและอยู่ไกลเกิน \(limit) กม. · กม. รวมเที่ยวเปล่าไปกลับ · ! นั่งนานเกิน \(minutes) นาทีแม้วิ่งตรง",
                "Pupils who move and live over \(limit) km away ride · km include both empty legs · ! rides over \(minutes) minutes even when driven straight"))</li>\
            <li>\(Markup.both(
                "รถอย่างน้อย และ ถูกลงได้อีกไม่เกิน เป็นขอบเขตที่พิสูจน์แล้ว อัตราค่ารถและค่าพาหนะดูตารางงบประมาณ",
                "Vans at least and cheaper by at most are proven bounds; the rates are in the money tables"))</li></ul>

            """
    }
}
