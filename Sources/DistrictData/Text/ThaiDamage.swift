/// Small damage inside Thai text: it looks right on a screen and never matches in a computer.
enum ThaiDamage: String, CaseIterable {
    /// Sara am typed as nikhahit and sara aa (`ํา` for `ำ`), or two sara e for sara ae (`เเ` for `แ`).
    case decomposedVowel = "decomposed_sara_am"
    /// Spaces of no width and soft hyphens.
    case invisible = "zero_width_character"
    /// The same tone mark or vowel sign typed twice.
    case repeatedMark = "repeated_mark"
    /// Letters of another script among Thai letters.
    case lookalike = "lookalike_letter"

    /// What is wrong with a text, in the order of the cases.
    static func all(in text: String) -> [ThaiDamage] {
        var found: Set<ThaiDamage> = []
        var previous: Unicode.Scalar = " "
        var hasThai = false
        var hasForeign = false
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0..<0x80: break
            case 0x0E00...0x0E7F:
                hasThai = true
                if scalar == "า", previous == "\u{0E4D}" {
                    found.insert(.decomposedVowel)
                }
                if scalar == "เ", previous == "เ" { found.insert(.decomposedVowel) }
                if scalar == previous, isMark(scalar) { found.insert(.repeatedMark) }
                if isTone(scalar), previous == "\u{0E4D}" { found.insert(.decomposedVowel) }
            default:
                if isInvisible(scalar) {
                    found.insert(.invisible)
                    continue
                }
                hasForeign = hasForeign || scalar.properties.isAlphabetic
            }
            previous = scalar
        }
        if hasForeign, hasThai || laoAsThai(text) != text { found.insert(.lookalike) }
        if hasThai, mixesLatin(text) { found.insert(.lookalike) }
        return allCases.filter(found.contains)
    }

    /// The text with this damage undone; `nil` where nobody can know what was meant.
    func repaired(_ text: String) -> String? {
        switch self {
        case .decomposedVowel: Self.composed(text)
        case .invisible:
            String(String.UnicodeScalarView(text.unicodeScalars.filter { !Self.isInvisible($0) }))
        case .repeatedMark: Self.withoutRepeats(text)
        case .lookalike:
            Self.laoAsThai(text) != text && Self.all(in: Self.laoAsThai(text)).isEmpty
                ? Self.laoAsThai(text) : nil
        }
    }

    /// The text with all damage undone that can be undone without a guess.
    static func cleaned(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 >= 0x80 }) else { return text }
        return all(in: text).filter { $0 != .lookalike }
            .reduce(text) { $1.repaired($0) ?? $0 }
    }

    private static func composed(_ text: String) -> String {
        var scalars: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            let last = scalars.last ?? " "
            if scalar == "า", last == "\u{0E4D}" {
                scalars[scalars.count - 1] = "ำ"
            } else if scalar == "า", isTone(last), scalars.dropLast().last == "\u{0E4D}" {
                // Nikhahit, tone, sara aa: the tone comes first in the composed spelling.
                scalars[scalars.count - 2] = last
                scalars[scalars.count - 1] = "ำ"
            } else if scalar == "เ", last == "เ" {
                scalars[scalars.count - 1] = "แ"
            } else {
                scalars.append(scalar)
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func withoutRepeats(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where scalar != scalars.last || !isMark(scalar) {
            scalars.append(scalar)
        }
        return String(scalars)
    }

    /// Lao letters lie 0x80 above the Thai letters that look and sound like them.
    private static func laoAsThai(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map {
                    (0x0E81...0x0ECF).contains($0.value)
                        ? Unicode.Scalar($0.value - 0x80) ?? $0 : $0
                }))
    }

    /// Whether a Latin letter touches a Thai one (`บ้านGRAM`); a blank, bracket or point between them is fine.
    private static func mixesLatin(_ text: String) -> Bool {
        var previous: Unicode.Scalar = " "
        for scalar in text.unicodeScalars {
            if isThaiLetter(previous) && isLatin(scalar)
                || isLatin(previous) && isThaiLetter(scalar)
            {
                return true
            }
            previous = scalar
        }
        return false
    }

    private static func isTone(_ scalar: Unicode.Scalar) -> Bool {
        (0x0E48...0x0E4B).contains(scalar.value)
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x0E31, 0x0E34...0x0E3A, 0x0E47...0x0E4E, 0x0E33: true
        default: false
        }
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00AD, 0x200B...0x200F, 0x2060, 0xFEFF: true
        default: false
        }
    }

    private static func isThaiLetter(_ scalar: Unicode.Scalar) -> Bool {
        (0x0E01...0x0E4E).contains(scalar.value) && scalar != "ฯ"
    }

    private static func isLatin(_ scalar: Unicode.Scalar) -> Bool {
        (65...90).contains(scalar.value & 0xFFDF) && scalar.value < 0x80
    }
}
