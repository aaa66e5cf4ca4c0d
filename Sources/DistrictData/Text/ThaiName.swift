/// Thai names of schools and places, folded so that two spellings of one name meet.
public enum ThaiName {
    /// The name as letters that matter: damage undone, prefixes, blanks, brackets and signs removed.
    ///
    /// `โรงเรียนบ้านโนนสูง (ราษฎร์ฯ)`, `รร.บ้านโนนสูง(ราษฎร์)` and `ร.ร. บ้าน โนนสูง (ราษฎร์)` have the same key. `ๆ`
    /// repeats what stands before it in neither. Two names of one key are proposed as one, never decided.
    public static func key(_ name: String) -> String {
        folded(name, withoutBrackets: false)
    }

    /// The key without what stands in brackets: `บ้านไฮ(วันครู 2503)` → `บ้านไฮ`.
    public static func coreKey(_ name: String) -> String {
        folded(name, withoutBrackets: true)
    }

    /// The key with letters of one sound made one, so that old and careless spellings meet.
    ///
    /// `ณ`→`น`, `ศ ษ`→`ส`, `ญ`→`ย`, `ฑ ฒ ธ ท`→`ท`, `ฏ`→`ต`, `ฐ`→`ถ`, `ภ`→`พ`, `ฬ`→`ล`, `ใ ไ`→`ไ`, the signs of tone, of the
    /// short vowel and of the silent letter left out, long and short vowels made one.
    public static func soundKey(_ name: String) -> String {
        var scalars = String.UnicodeScalarView()
        var isSilent = false
        for scalar in coreKey(name).unicodeScalars.reversed() {
            // Read backwards, the silent sign comes before the letter (and vowel) it silences.
            if scalar == "์" {
                isSilent = true
                continue
            }
            if isSilent {
                if (0x0E01...0x0E2E).contains(scalar.value) { isSilent = false }
                continue
            }
            if let sound = sound(of: scalar) { scalars.append(sound) }
        }
        var forward = String.UnicodeScalarView()
        for scalar in scalars.reversed() where scalar != forward.last { forward.append(scalar) }
        return String(forward)
    }

    private static let prefixes = ["โรงเรียน", "รร.", "ร.ร.", "รร", "ตำบล", "ต.", "อำเภอ", "อ."]

    private static func folded(_ name: String, withoutBrackets: Bool) -> String {
        var text = ThaiDamage.cleaned(ThaiText.normalise(name))
        text = String(text.unicodeScalars.drop { $0 == "*" || $0 == " " })
        if let prefix = prefixes.first(where: text.hasPrefixScalars) {
            let rest = text.unicodeScalars.dropFirst(prefix.unicodeScalars.count)
            if rest.count >= 2 { text = String(rest) }
        }
        var scalars = String.UnicodeScalarView()
        var depth = 0
        for scalar in text.unicodeScalars {
            switch scalar {
            case "(", "[": depth += 1
            case ")", "]": depth = max(0, depth - 1)
            default:
                if depth > 0 && withoutBrackets || isIgnored(scalar) { continue }
                scalars.append(scalar)
            }
        }
        let key = String(scalars).lowercased()
        return key.isEmpty && withoutBrackets ? folded(name, withoutBrackets: false) : key
    }

    private static func isIgnored(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\u{A0}", ".", ",", "-", "–", "/", "\"", "'", "“", "”", "ฯ", "ๆ", "\u{0E4E}":
            true
        default: false
        }
    }

    private static func sound(of scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "ณ": "น"
        case "ศ", "ษ": "ส"
        case "ญ": "ย"
        case "ฑ", "ฒ", "ธ": "ท"
        case "ฏ", "ฎ", "ด": "ต"
        case "ฐ": "ถ"
        case "ภ", "ผ": "พ"
        case "ฬ": "ล"
        case "ฆ", "ฅ", "ฃ", "ค": "ข"
        case "ใ": "ไ"
        case "ี", "ื", "ึ": "ิ"
        case "ู": "ุ"
        case "่", "้", "๊", "๋", "็", "ะ", "\u{0E3A}", "\u{0E4D}": nil
        default: scalar
        }
    }
}

extension String {
    /// Whether the text starts with these scalars; `hasPrefix` compares clusters, which a tone mark would join.
    fileprivate func hasPrefixScalars(_ prefix: String) -> Bool {
        unicodeScalars.starts(with: prefix.unicodeScalars)
    }
}
