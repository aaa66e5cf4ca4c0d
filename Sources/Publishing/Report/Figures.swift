import Accessibility
import NetworkPlanning
import SpatialTypes
import Staffing

/// Figures as the report shows them: with their sign, marked when estimated, and in words when there are none.
enum Figures {
    /// What stands for a figure that nobody recorded; never a zero.
    static let noData: Markup = """
        <span class="nodata">\(Markup.both("ไม่มีข้อมูล", "no data"))</span>
        """

    /// A count, marked `≈` when it is an assumption.
    static func count(_ value: Int?, isEstimated: Bool = false) -> Markup {
        guard let value else { return noData }
        return "\(mark(isEstimated))\(value)"
    }

    /// What stands for a count of one to four pupils.
    static let hidden: Markup = "<span class=\"nodata\">&lt;\(SmallCounts.threshold)</span>"

    /// A count as it may be shown.
    static func count(_ shown: ShownCount, isEstimated: Bool = false) -> Markup {
        switch shown {
        case .unknown: noData
        case .count(let value): count(value, isEstimated: isEstimated)
        case .small: hidden
        case .hidden: "<span class=\"nodata\">\(Markup.both("ไม่แสดง", "hidden"))</span>"
        }
    }

    /// Kilometres with one decimal.
    static func kilometres(_ value: Double?, isEstimated: Bool = false, decimals: Int = 1)
        -> Markup
    {
        guard let value, value.isFinite else { return noData }
        return "\(mark(isEstimated))\(DecimalText.grouped(value, decimals: decimals))"
    }

    /// What follows a figure that rests on a reported distance.
    static let reportedMark: Markup = "<sup class=\"rep\">†</sup>"

    /// A distance with one decimal, marked `≈` when estimated and `†` when reported.
    static func kilometres(_ distance: Metres?, source: DistanceSource?) -> Markup {
        let text = kilometres(distance?.kilometres, isEstimated: source == .estimated)
        guard distance?.isReachable == true, source == .reported else { return text }
        return "\(text)\(reportedMark)"
    }

    /// A share in per cent with one decimal.
    static func percent(_ share: Double, decimals: Int = 1) -> Markup {
        "\(DecimalText.grouped(share * 100, decimals: decimals))%"
    }

    /// A difference with its sign: `+12`, `−3`, `0`; marked `≈` when it rests on an assumption.
    static func signed(_ value: Double, decimals: Int = 0, isEstimated: Bool = false) -> Markup {
        let text = DecimalText.grouped(value, decimals: decimals)
        let isZero = !text.contains { ("1"..."9").contains($0) }
        return isZero ? "0" : "\(mark(isEstimated))\(value > 0 ? "+" : "")\(text)"
    }

    /// Pupils beyond the limit; small counts are not shown.
    static func overLimit(_ shown: ShownTravel) -> Markup {
        if shown.isSmall { return hidden }
        if shown.hidesOverLimit {
            return "<span class=\"nodata\">\(Markup.both("ไม่แสดง", "hidden"))</span>"
        }
        return count(shown.overLimit)
    }

    /// Pupils beyond the limit today and under the plan.
    static func overLimit(of entry: SchoolPlan) -> Markup {
        change(
            overLimit(ShownTravel(entry.travelBefore)), overLimit(ShownTravel(entry.travelAfter)))
    }

    /// Before and after with an arrow between.
    static func change(_ before: Markup, _ after: Markup) -> Markup {
        before.text == after.text
            ? before : "\(before)\u{202F}<span class=\"to\">→</span>\u{202F}\(after)"
    }

    /// Teachers short (`ขาด 2`), above (`เกิน 1`) or as the norm has it.
    static func balance(_ balance: StaffBalance?) -> Markup {
        guard let balance, let shortage = balance.shortage, let surplus = balance.surplus else {
            return noData
        }
        if shortage > 0 {
            return """
                <span class="short">\(Markup.both("ขาด", "short")) \(shortage)</span>
                """
        }
        if surplus > 0 { return "\(Markup.both("เกิน", "over")) \(surplus)" }
        return Markup.both("ตามเกณฑ์", "met")
    }

    private static func mark(_ isEstimated: Bool) -> Markup {
        isEstimated ? "<span class=\"est\">≈</span>" : .none
    }
}
