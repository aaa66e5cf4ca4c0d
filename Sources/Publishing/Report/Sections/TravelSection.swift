import Accessibility
import NetworkPlanning
import SchoolDistrict
import SpatialTypes

/// Travel in detail: by group of pupils, in minutes, with unknown homes as intervals, and highways on the way.
struct TravelSection {
    let context: ReportContext

    private var plan: Plan { context.plan }
    private var travel: TravelPlan { plan.travel }

    var markup: Markup {
        .section(
            "travel", .both("การเดินทางของนักเรียน", "How pupils travel"),
            body + interval + sealRoute + vans)
    }

    private var isKnown: Bool {
        travel.before.all.burden.isKnown || travel.after.all.burden.isKnown
    }

    private var body: Markup {
        isKnown
            ? groups + minutes + worstSchools
            : """
            <p>\(Figures.noData): \(Markup.both(
                "ไม่ทราบที่อยู่ของนักเรียน จึงไม่มีระยะทางจากบ้านถึงโรงเรียน",
                "homes are unknown, so there is no way from home to school to measure"))</p>

            """
    }

    // MARK: By group

    private var groups: Markup {
        let rows = TravelRows(travel)
        let limit = context.limit
        return .table(
            class: "spread",
            head: """
                <tr><th>\(Markup.both("ปัจจุบัน → ตามแผน", "Today → under the plan"))</th>\
                <th class="n">\(Markup.both("นักเรียนที่ทราบบ้าน (คน)", "Pupils with a known home"))</th>\
                <th class="n">\(Markup.both("เกิน \(limit) กม. (คน)", "Over \(limit) km"))</th>\
                <th class="n">\(Markup.both("ครึ่งหนึ่งไม่เกิน (กม.)", "Median (km)"))</th>\
                <th class="n">\(Markup.both("9 ใน 10 ไม่เกิน (กม.)", "P90 (km)"))</th>\
                <th class="n">\(Markup.both("ไกลที่สุด (กม.)", "Worst (km)"))</th></tr>
                """,
            rows: [row(rows.all, isTotal: true)] + rows.gradeGroups.map { row($0) }
                + rows.vulnerableGroups.map { row($0) })
    }

    private func row(_ row: TravelRow, isTotal: Bool = false) -> Markup {
        let name = Markup.both(text: row.thai, row.english)
        guard let before = row.before, let after = row.after else {
            return """
                <tr><th scope="row">\(name)</th><td colspan="5"><span class="nodata">\(Markup.both(
                    "ไม่ได้บันทึก", "not recorded"))</span></td></tr>

                """
        }
        func km(_ part: KeyPath<ShownSpread, Double?>) -> Markup {
            Figures.change(
                kilometres(before[keyPath: part]), kilometres(after[keyPath: part]))
        }
        let unrecorded: Markup =
            row.pupilsNotRecorded > 0
            ? " <small>(\(Markup.both("ไม่ได้บันทึก", "not recorded")) \(row.pupilsNotRecorded))</small>"
            : .none
        return """
            <tr\(isTotal ? " class=\"group\"" as Markup : .none)><th scope="row">\(name)\(unrecorded)</th>\
            <td class="n">\(Figures.change(Figures.count(before.pupils), Figures.count(after.pupils)))</td>\
            <td class="n">\(Figures.change(
                Figures.count(before.overLimit, isEstimated: context.hasEstimatedDistances),
                Figures.count(after.overLimit, isEstimated: context.hasEstimatedDistances)))</td>\
            <td class="n">\(km(\.medianKilometres))</td><td class="n">\(km(\.p90Kilometres))</td>\
            <td class="n">\(km(\.worstKilometres))</td></tr>

            """
    }

    private func kilometres(_ value: Double?) -> Markup {
        value == nil
            ? "–" : Figures.kilometres(value, isEstimated: context.hasEstimatedDistances)
    }

    // MARK: Minutes

    private var minutes: Markup {
        let (before, after) = (travel.before.all.minutes, travel.after.all.minutes)
        let rows = TravelMode.allCases.map { mode -> Markup in
            func cell(_ part: KeyPath<TravelMinutes, Double>) -> Markup {
                func figure(_ minutes: TravelMinutes?) -> Markup {
                    guard let minutes else { return Figures.noData }
                    return Figures.kilometres(
                        minutes[keyPath: part], isEstimated: minutes.isEstimated, decimals: 0)
                }
                return
                    "<td class=\"n\">\(Figures.change(figure(before[mode]), figure(after[mode])))</td>"
            }
            return """
                <tr><th scope="row">\(Markup.both(text: mode.thaiLabel, mode.englishLabel))</th>\
                \(cell(\.mean))\(cell(\.p90))\(cell(\.worst))</tr>

                """
        }
        return .table(
            class: "minutes",
            head: """
                <tr><th>\(Markup.both("นาทีต่อเที่ยว หากทุกคนไปด้วยวิธีนี้", "Minutes one way, if everybody came so"))</th>\
                <th class="n">\(Markup.both("เฉลี่ย", "Mean"))</th>\
                <th class="n">\(Markup.both("9 ใน 10 ไม่เกิน", "P90"))</th>\
                <th class="n">\(Markup.both("นานที่สุด", "Worst"))</th></tr>
                """,
            rows: rows)
    }

    private var worstSchools: Markup {
        func school(_ mean: TravelPlan.SchoolMean?) -> Markup {
            guard let mean else { return Figures.noData }
            return
                "\(context.name(mean.schoolCode)) (\(kilometres(mean.meanKilometres)) \(Markup.both("กม.", "km")))"
        }
        return """
            <p>\(Markup.both(
                "โรงเรียนที่นักเรียนเดินทางไกลที่สุดโดยเฉลี่ย", "The school whose pupils travel furthest on average")): \
            \(Figures.change(school(travel.worstSchoolBefore), school(travel.worstSchoolAfter)))</p>

            """
    }

    // MARK: Unknown homes

    /// What is known where homes are not: from the least to the most, and on which assumption.
    private var interval: Markup {
        let (before, after) = (travel.intervalBefore, travel.intervalAfter)
        guard before.isAssumed || after.isAssumed else { return .none }
        func range(_ interval: Interval?, _ decimals: Int) -> Markup {
            guard let interval else { return Figures.noData }
            let (least, most) = (
                DecimalText.grouped(interval.lower, decimals: decimals),
                DecimalText.grouped(interval.upper, decimals: decimals)
            )
            return "<span class=\"est\">≈</span>\(least == most ? least : "\(least)–\(most)")"
        }
        let radius = DecimalText.plain(travel.assumedHomeRadius.kilometres, decimals: 2)
        let limit = context.limit
        let pupils = max(before.pupilsWithoutHome, after.pupilsWithoutHome)
        return .table(
            class: "interval",
            head: """
                <tr><th>\(Markup.both(
                    "รวมนักเรียนที่ไม่ทราบบ้าน \(pupils) คน (น้อยที่สุด–มากที่สุด)" as Markup,
                    "With the \(pupils) pupils whose home is unknown (least–most)" as Markup))</th>\
                <th class="n">\(Markup.both("ปัจจุบัน", "Today"))</th>\
                <th class="n">\(Markup.both("ตามแผน", "Under the plan"))</th></tr>
                """,
            rows: [
                """
                <tr><th scope="row">\(Markup.both("เดินทางเกิน \(limit) กม. (คน)", "Over \(limit) km (pupils)"))</th>\
                <td class="n">\(range(before.overLimit, 0))</td><td class="n">\(range(after.overLimit, 0))</td></tr>

                """,
                """
                <tr><th scope="row">\(Markup.both("เฉลี่ย (กม.)", "Mean (km)"))</th>\
                <td class="n">\(range(before.meanKilometres, 1))</td><td class="n">\(range(after.meanKilometres, 1))</td></tr>

                """,
            ])
                + """
                <ul class="notes"><li>\(Markup.both(
                "สมมติว่าบ้านที่ไม่ทราบอยู่ห่างโรงเรียนปัจจุบันไม่เกิน \(radius) กม.",
                "Unknown homes are assumed to lie within \(radius) km of the present school"))</li></ul>

                """
    }

    // MARK: In short

    private var sealRoute: Markup { SealRouteSummary(context: context).markup }

    private var vans: Markup {
        guard let sentence = VanSentence(plan) else { return .none }
        return "<p class=\"lead\">\(Markup.both(text: sentence.thai, sentence.english))</p>\n"
    }
}
