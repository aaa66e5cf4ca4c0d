/// Degrees, minutes and seconds as people write them, and decimals that secretly are such.
enum SexagesimalText {
    /// Decimal degrees of a text with separate degrees, minutes and seconds (`104°30'15.5"E`, `104-30-15`, `104.30.15`);
    /// `nil` when it is none.
    static func degrees(_ text: String) -> Double? {
        var groups: [String] = [""]
        var sign = 1.0
        for character in ThaiText.normalise(text) {
            switch character {
            case "0"..."9": groups[groups.count - 1].append(character)
            case "S", "s", "W", "w": sign = -1
            case "N", "n", "E", "e": continue
            default: if groups.last != "" { groups.append("") }
            }
        }
        if groups.last == "" { groups.removeLast() }
        guard (2...4).contains(groups.count), let whole = Double(groups[0]),
            let minutes = Double(groups[1]), whole <= 180, minutes < 60
        else { return nil }
        let second = groups.count > 2 ? groups[2] : "0"
        let fraction = groups.count > 3 ? "." + groups[3] : ""
        guard let seconds = Double(second + fraction), seconds < 60 else { return nil }
        // Two groups are a decimal number unless a degree or minute sign says otherwise.
        if groups.count == 2, !text.contains(where: { "°º'′".contains($0) }) { return nil }
        return sign * (whole + minutes / 60 + seconds / 3_600)
    }

    /// Decimal degrees when the decimals of a number are read as minutes and seconds: `104.3015` → 104°30′15″;
    /// `nil` when the digits cannot be that.
    ///
    /// Digits after the seconds are their fraction: `104.30155` → 104°30′15.5″.
    static func reread(_ text: String) -> Double? {
        let parts = ThaiText.normalise(text).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let whole = Double(parts[0]), (2...8).contains(parts[1].count),
            parts[1].utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        let digits = Array(parts[1].utf8.map { Double($0 - 48) }) + [0, 0, 0]
        let minutes = digits[0] * 10 + digits[1]
        var seconds = digits[2] * 10 + digits[3]
        var unit = 0.1
        for digit in digits.dropFirst(4) {
            seconds += digit * unit
            unit /= 10
        }
        guard minutes < 60, seconds < 60 else { return nil }
        return whole + minutes / 60 + seconds / 3_600
    }

    /// How many decimals a number is written with; `nil` when it is not a plain decimal.
    static func decimals(_ text: String) -> Int? {
        let parts = ThaiText.normalise(text).split(separator: ".", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), parts.allSatisfy({ $0.allSatisfy(\.isNumber) }) else {
            return nil
        }
        return parts.count == 2 ? parts[1].count : 0
    }
}
