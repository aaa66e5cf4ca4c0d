/// Text as offices type it: Thai digits, invisible spaces, doubled blanks.
enum ThaiText {
    /// The text with Thai digits as 0–9, zero-width characters removed and blanks trimmed at both ends.
    static func normalise(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x0E50...0x0E59:
                scalars.append(Unicode.Scalar(UInt8(scalar.value - 0x0E50 + 48)))
            case 0x200B, 0x200C, 0x200D, 0xFEFF: continue
            case 0xA0, 0x09, 0x0A, 0x0D: scalars.append(" ")
            default: scalars.append(scalar)
            }
        }
        return trim(String(scalars))
    }

    /// The text without blanks, tabs and line ends at both ends; the inside is kept as written.
    static func trim(_ text: String) -> String {
        let utf8 = text.utf8
        guard let first = utf8.first, let last = utf8.last else { return text }
        // Thai text starts and ends with bytes above 0x7F; most cells need no work.
        if first > 0x20 && first != 0xC2 && last > 0x20 && last != 0xA0 && last != 0x8B {
            return text
        }
        let scalars = text.unicodeScalars
        guard let start = scalars.firstIndex(where: { !isBlank($0) }),
            let end = scalars.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(scalars[start...end])
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09...0x0D, 0x20, 0xA0, 0x200B, 0xFEFF: true
        default: false
        }
    }

    /// Whether a cell stands for “no value”: blank, or the dash that exports write.
    static func isMissing(_ normalised: String) -> Bool {
        normalised.isEmpty || normalised == "-" || normalised == "–" || normalised == "—"
    }

    /// Whether a cell says nothing but “total”: a name such as `รวมไทยพัฒนา 2` is none.
    static func isPlainTotal(_ text: String) -> Bool {
        let words = [
            "รวม", "รวมทั้งหมด", "รวมทั้งสิ้น", "รวมทุกชั้น", "รวมทุกโรงเรียน", "ยอดรวม", "ผลรวม", "ทั้งหมด",
            "รวมเขต",
            "total", "grand total", "sum",
        ]
        return words.contains(normalise(text).lowercased())
    }

    /// Whether a cell under the grades is the label of a totals row (`รวม`, `รวมประถม`, `Total`).
    static func isTotalsLabel(_ text: String) -> Bool {
        text.hasPrefix("รวม") || text.lowercased() == "total" || text.hasPrefix("ทั้งหมด")
    }
}

/// Numbers as offices type them.
enum NumberText {
    /// Why a cell is not the number it should be.
    enum Problem: Error {
        case notANumber
        case notWhole
    }

    /// Words after a number that say only what is counted.
    private static let units = [
        "กิโลเมตร", "กม.", "กม", "km", "เครื่อง", "ห้องเรียน", "ห้อง", "หลัง", "คน", "แห่ง", "บาท", "อัตรา",
        "ชั้น", "ปี",
    ]

    /// Reads a number with Thai digits, thousands separators, blanks around it or a unit behind it.
    static func double(_ text: String) throws(Problem) -> Double {
        if isPlainNumber(text), let value = Double(text), value.isFinite { return value }
        var body = ThaiText.normalise(text)
        for unit in units where body.hasSuffix(unit) {
            body = ThaiText.trim(String(body.dropLast(unit.count)))
            break
        }
        body = try withoutSeparators(body)
        guard isPlainNumber(body), let value = Double(body), value.isFinite else {
            throw .notANumber
        }
        return value
    }

    /// Reads a whole number; `12.0` is accepted, since spreadsheets export it.
    static func integer(_ text: String) throws(Problem) -> Int {
        if let simple = simpleInteger(text) { return simple }
        let value = try double(text)
        guard let whole = Int(exactly: value) else { throw .notWhole }
        return whole
    }

    /// One to nine plain digits: nearly every cell of a large table.
    private static func simpleInteger(_ text: String) -> Int? {
        let digits = text.utf8
        guard !digits.isEmpty, digits.count <= 9 else { return nil }
        var value = 0
        for digit in digits {
            guard digit >= 48, digit <= 57 else { return nil }
            value = value * 10 + Int(digit - 48)
        }
        return value
    }

    /// Removes commas that stand between groups of three digits; any other comma is refused.
    private static func withoutSeparators(_ text: String) throws(Problem) -> String {
        guard text.contains(",") else { return text }
        let whole = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let groups = whole[0].split(separator: ",", omittingEmptySubsequences: false)
        let head = groups[0].drop { $0 == "-" || $0 == "+" }
        guard (1...3).contains(head.count), groups.dropFirst().allSatisfy({ $0.count == 3 }),
            whole.count < 2 || !whole[1].contains(",")
        else { throw .notANumber }
        return text.filter { $0 != "," }
    }

    /// Digits with at most one sign, point and exponent: `Double.init` alone would take `nan` and `0x1p3`.
    private static func isPlainNumber(_ text: String) -> Bool {
        var hasDigit = false
        for byte in text.utf8 {
            switch byte {
            case 48...57: hasDigit = true
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"),
                UInt8(ascii: "E"):
                continue
            default: return false
            }
        }
        return hasDigit
    }
}

/// Codes of schools and villages: text of digits, though spreadsheets make numbers of them.
enum CodeText {
    /// A code, and whether it had to be restored from a number.
    struct Reading: Hashable {
        var code: String
        var wasRestored: Bool
    }

    /// What is wrong with a code that `read` refuses.
    static let damageThai =
        "โปรแกรมตารางแปลงรหัสเป็นตัวเลขจนเลขท้ายหาย กู้คืนจากแฟ้มนี้ไม่ได้ "
        + "ส่งออกใหม่จากระบบเดิมโดยตั้งช่องรหัสเป็นข้อความ"
    static let damageEnglish =
        "a spreadsheet turned the code into a number and lost its last digits, which cannot be "
        + "restored from this file; export it again with the column as text"

    /// The code in a cell; `nil` when a spreadsheet has cut digits off (`1.02008E+09`).
    ///
    /// `33040012.0` and an exponent form that still holds every digit are restored.
    static func read(_ text: String) -> Reading? {
        let compact = ThaiText.normalise(text).filter { $0 != " " && $0 != "'" }
        let isNumberLike = compact.utf8.allSatisfy {
            (48...57).contains($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "+")
                || $0 == UInt8(ascii: "E") || $0 == UInt8(ascii: "e")
        }
        guard isNumberLike, compact.contains("."), let first = compact.utf8.first,
            (48...57).contains(first)
        else {
            return Reading(code: compact, wasRestored: false)
        }
        let parts = compact.split(whereSeparator: { $0 == "E" || $0 == "e" })
        let mantissa = parts[0].split(
            separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count <= 2, mantissa.count == 2 else {
            return Reading(code: compact, wasRestored: false)
        }
        let fraction = mantissa[1]
        if parts.count == 1 {
            guard fraction.allSatisfy({ $0 == "0" }) else {
                return Reading(code: compact, wasRestored: false)
            }
            return Reading(code: String(mantissa[0]), wasRestored: true)
        }
        guard let exponent = Int(parts[1].drop { $0 == "+" }), (1...18).contains(exponent),
            fraction.count >= exponent
        else { return nil }
        guard fraction.dropFirst(exponent).allSatisfy({ $0 == "0" }) else { return nil }
        return Reading(
            code: String(mantissa[0] + fraction.prefix(exponent)), wasRestored: true)
    }
}
