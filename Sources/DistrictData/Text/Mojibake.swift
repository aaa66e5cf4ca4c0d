/// Text whose bytes were read in the wrong character set, and the text it was meant to be.
enum Mojibake {
    /// What happened to the bytes.
    enum Kind: String {
        /// UTF-8 read as Western European (`à¸šà¹‰à¸²à¸™`).
        case utf8AsLatin
        /// UTF-8 read as TIS-620 or Windows-874 (`เธเนเธฒเธ`).
        case utf8AsThai
        /// TIS-620 read as Western European (`ºéÒ¹`).
        case thaiAsLatin
    }

    /// The meant text and what happened; `nil` for text that is as it should be.
    ///
    /// A repair is proposed only when every byte decodes and the result is Thai without a Western letter left
    /// over: that does not happen by chance, since a UTF-8 letter of Thai takes three agreeing bytes.
    static func repair(_ text: String) -> (text: String, kind: Kind)? {
        guard text.utf8.contains(where: { $0 >= 0xC2 }) else { return nil }
        var hasThai = false
        var hasWestern = false
        for scalar in text.unicodeScalars {
            if isThai(scalar) { hasThai = true }
            if (0xA0...0xFF).contains(scalar.value) { hasWestern = true }
        }
        if hasThai, !hasWestern || text.unicodeScalars.contains(where: { $0.value == 0xA0 }) {
            if let meant = decodedUTF8(text, windows874Byte) { return (meant, .utf8AsThai) }
        }
        guard hasWestern, !hasThai else { return nil }
        if let meant = decodedUTF8(text, windows1252Byte) { return (meant, .utf8AsLatin) }
        return decodedThai(text).map { ($0, .thaiAsLatin) }
    }

    /// The text as it looks after its UTF-8 bytes are read as Windows-1252 or Latin-1; the inverse of a repair.
    static func damagedAsLatin(_ text: String) -> String {
        String(String.UnicodeScalarView(text.utf8.map(windows1252Scalar)))
    }

    /// The text as it looks after its UTF-8 bytes are read as Windows-874; the inverse of a repair.
    static func damagedAsThai(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.utf8.map { byte in
                    (0xA1...0xDA).contains(byte) || (0xDF...0xFB).contains(byte)
                        ? Unicode.Scalar(UInt32(byte) + 0xD60) ?? "?"
                        : Unicode.Scalar(UInt32(byte)) ?? "?"
                }))
    }

    private static func isThai(_ scalar: Unicode.Scalar) -> Bool {
        (0x0E01...0x0E5B).contains(scalar.value)
    }

    private static func decodedUTF8(
        _ text: String, _ byte: (Unicode.Scalar) -> UInt8?
    ) -> String? {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard let value = byte(scalar) else { return nil }
            bytes.append(value)
        }
        guard let meant = String(validating: bytes, as: UTF8.self), isWholeThai(meant) else {
            return nil
        }
        return meant
    }

    /// TIS-620 bytes that were shown as Latin-1; at least two letters, so that `é` alone stays French.
    private static func decodedThai(_ text: String) -> String? {
        var scalars = String.UnicodeScalarView()
        var letters = 0
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xA1...0xDA, 0xDF...0xFB:
                guard let thai = Unicode.Scalar(scalar.value + 0xD60) else { return nil }
                scalars.append(thai)
                letters += 1
            case 0..<0x80: scalars.append(scalar)
            default: return nil
            }
        }
        let hasLatinLetter = text.utf8.contains { (65...90).contains($0 & 0xDF) && $0 < 0x80 }
        return letters >= 2 && !hasLatinLetter ? String(scalars) : nil
    }

    private static func isWholeThai(_ text: String) -> Bool {
        var hasThai = false
        for scalar in text.unicodeScalars where scalar.value >= 0x80 {
            let isMark = (0x200B...0x201D).contains(scalar.value)
            guard isThai(scalar) || isMark else { return false }
            hasThai = hasThai || isThai(scalar)
        }
        return hasThai
    }

    /// The byte of a scalar in Windows-874; control characters stand for the bytes it leaves undefined.
    static func windows874Byte(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0...0xA0: UInt8(scalar.value)
        case 0x0E01...0x0E3A, 0x0E3F...0x0E5B: UInt8(scalar.value - 0xD60)
        case 0x20AC: 0x80
        case 0x2026: 0x85
        case 0x2018, 0x2019: UInt8(scalar.value - 0x2018 + 0x91)
        case 0x201C, 0x201D: UInt8(scalar.value - 0x201C + 0x93)
        case 0x2022: 0x95
        case 0x2013, 0x2014: UInt8(scalar.value - 0x2013 + 0x96)
        default: nil
        }
    }

    /// Bytes 0x80–0x9F of Windows-1252 as scalars, 0 where the page leaves them to the control characters.
    private static let windows1252: [UInt32] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
        0x0152, 0, 0x017D, 0, 0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC,
        0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
    ]

    private static func windows1252Byte(_ scalar: Unicode.Scalar) -> UInt8? {
        if scalar.value <= 0xFF { return UInt8(scalar.value) }
        return windows1252.firstIndex(of: scalar.value).map { UInt8($0 + 0x80) }
    }

    private static func windows1252Scalar(_ byte: UInt8) -> Unicode.Scalar {
        guard (0x80...0x9F).contains(byte), windows1252[Int(byte) - 0x80] != 0 else {
            return Unicode.Scalar(byte)
        }
        return Unicode.Scalar(windows1252[Int(byte) - 0x80]) ?? Unicode.Scalar(byte)
    }
}
