import Publishing
import SpatialTypes

/// The lines of an explanation, Thai first; headings and tables look the same in all of them.
struct ExplainText {
    private(set) var lines: [String] = []
    private var headings = 0

    /// A line at the margin.
    mutating func title(_ text: String) { lines.append(text) }

    /// A numbered heading after a blank line.
    mutating func heading(_ thai: String, _ english: String) {
        headings += 1
        lines += ["", "\(headings) \(thai) / \(english)"]
    }

    /// A line under a heading.
    mutating func line(_ text: String, level: Int = 1) {
        lines.append(String(repeating: "  ", count: level) + text)
    }

    /// `ไทย / English: value`.
    mutating func value(_ thai: String, _ english: String, _ value: String, level: Int = 1) {
        line("\(thai) / \(english): \(value)", level: level)
    }

    /// A sentence in Thai and, below it, in English.
    mutating func sentence(_ thai: String, _ english: String, level: Int = 1) {
        line(thai, level: level)
        line(english, level: level + 1)
    }

    /// Rows with columns in line; the first row is the header.
    mutating func table(_ rows: [[String]], level: Int = 1) {
        let columns = rows.map(\.count).max() ?? 0
        let widths = (0..<columns).map { column in
            rows.map { column < $0.count ? Self.width($0[column]) : 0 }.max() ?? 0
        }
        for row in rows {
            var text = ""
            for (cell, width) in zip(row, widths) {
                text += cell + String(repeating: " ", count: width - Self.width(cell) + 2)
            }
            while text.last == " " { text.removeLast() }
            line(text, level: level)
        }
    }

    /// The columns that a terminal gives a text: Thai vowels and tones above and below take none.
    private static func width(_ text: String) -> Int {
        text.unicodeScalars.count { $0.properties.generalCategory != .nonspacingMark }
    }
}

/// Numbers as explanations write them.
enum ExplainNumber {
    /// A distance in kilometres, two decimals; `–` where there is none.
    static func km(_ distance: Metres?) -> String {
        guard let distance else { return "–" }
        return distance.isReachable
            ? DecimalText.grouped(distance.kilometres, decimals: 2) : "ไปไม่ถึง/unreachable"
    }

    /// A whole number with thousands apart.
    static func count(_ value: Int) -> String { DecimalText.grouped(value) }

    /// A number with at most so many decimals.
    static func number(_ value: Double, decimals: Int = 2) -> String {
        let rounded = DecimalText.grouped(value, decimals: decimals)
        guard rounded.contains(".") else { return rounded }
        var text = rounded
        while text.last == "0" { text.removeLast() }
        if text.last == "." { text.removeLast() }
        return text
    }

    /// A change with its sign.
    static func signed(_ value: Double, decimals: Int = 0) -> String {
        let text = number(value, decimals: decimals)
        return text == "0" || text.hasPrefix("−") ? text : "+" + text
    }

    /// A change with its sign.
    static func signed(_ value: Int) -> String { signed(Double(value)) }

    /// Before and after.
    static func change(_ before: Int, _ after: Int) -> String {
        "\(count(before)) → \(count(after))"
    }

    /// A proven gap in percent.
    static func gap(_ value: Double) -> String {
        DecimalText.plain(value * 100, decimals: 3) + "%"
    }

    /// A unit of a goal in both languages.
    static func unit(_ unit: String) -> String {
        switch unit {
        case "pupil_km_with_penalties": "คน-กม. รวมค่าปรับ / pupil-km with penalties"
        case "hubs": "แห่ง / hubs"
        case "pupils": "คน / pupils"
        case "baht_per_year": "บาทต่อปี / baht a year"
        case "baht_per_year_with_weights": "บาทต่อปี รวมน้ำหนัก / baht a year with weights"
        default: unit
        }
    }
}
