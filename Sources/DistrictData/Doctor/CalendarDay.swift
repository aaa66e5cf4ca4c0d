/// A day of the calendar, as manifests and command lines write it.
public struct CalendarDay: Hashable, Sendable, Comparable {
    /// Common Era year.
    public var year: Int
    /// 1–12.
    public var month: Int
    /// 1–31.
    public var day: Int

    /// A day; years from 2400 on are of the Buddhist era.
    public init(year: Int, month: Int, day: Int) {
        self.year = year >= 2_400 ? year - 543 : year
        self.month = month
        self.day = day
    }

    private static let months = [
        ("มกราคม", "ม.ค."), ("กุมภาพันธ์", "ก.พ."), ("มีนาคม", "มี.ค."), ("เมษายน", "เม.ย."),
        ("พฤษภาคม", "พ.ค."), ("มิถุนายน", "มิ.ย."), ("กรกฎาคม", "ก.ค."), ("สิงหาคม", "ส.ค."),
        ("กันยายน", "ก.ย."), ("ตุลาคม", "ต.ค."), ("พฤศจิกายน", "พ.ย."), ("ธันวาคม", "ธ.ค."),
    ]

    /// Reads `2566-06-10`, `10/6/2566`, `10 มิถุนายน 2566`, `๑๐ มิ.ย.๒๕๖๖`; `nil` when it is no such day.
    public init?(_ text: String) {
        var body = ThaiText.normalise(text)
        for (index, names) in Self.months.enumerated() {
            for name in [names.0, names.1] {
                body = body.replacing(name, with: " \(index + 1) ")
            }
        }
        let parts = body.split { !$0.isNumber }.compactMap { Int($0) }
        guard parts.count >= 3 else { return nil }
        let isYearFirst = parts[0] > 31
        let (year, month, day) =
            isYearFirst ? (parts[0], parts[1], parts[2]) : (parts[2], parts[1], parts[0])
        guard (1...12).contains(month), (1...31).contains(day), year > 1_900, year < 2_700 else {
            return nil
        }
        self.init(year: year, month: month, day: day)
    }

    /// By date.
    public static func < (left: CalendarDay, right: CalendarDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// The same day a year later.
    public var yearLater: CalendarDay { CalendarDay(year: year + 1, month: month, day: day) }
}
