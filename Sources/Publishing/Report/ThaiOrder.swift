/// The order of Thai words in a dictionary, without any locale's help.
enum ThaiOrder {
    /// The texts in dictionary order; numbers inside them by value.
    static func sorted(_ texts: some Sequence<String>) -> [String] {
        texts.map { (key(of: $0), $0) }.sorted { $0 < $1 }.map(\.1)
    }

    /// A key that compares as the dictionary does: a leading vowel (เ แ โ ใ ไ) counts after its consonant, tone
    /// marks do not count, and digits are padded so that 2 comes before 10.
    static func key(of text: String) -> String {
        var key = String.UnicodeScalarView()
        var leading: Unicode.Scalar?
        var digits: [Unicode.Scalar] = []
        func writeDigits() {
            key.append(contentsOf: Array(repeating: "0", count: max(0, 9 - digits.count)) + digits)
            digits = []
        }
        for scalar in text.unicodeScalars {
            if ("0"..."9").contains(scalar) {
                digits.append(scalar)
                continue
            }
            if !digits.isEmpty { writeDigits() }
            switch scalar.value {
            case 0x0E40...0x0E44: leading = scalar
            case 0x0E47...0x0E4C: continue
            default:
                key.append(scalar)
                if let vowel = leading {
                    key.append(vowel)
                    leading = nil
                }
            }
        }
        if !digits.isEmpty { writeDigits() }
        if let leading { key.append(leading) }
        return String(key)
    }
}
