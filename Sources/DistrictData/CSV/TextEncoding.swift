/// How the bytes of a text file stand for letters.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
    case utf8 = "utf-8"
    /// The Thai standard: one byte a letter, 0xA1–0xFB.
    case tis620 = "tis-620"
    /// Windows-874 (CP874): TIS-620 with quotation marks, dashes, the ellipsis and the euro added.
    case windows874 = "windows-874"
    case utf16LittleEndian = "utf-16le"
    case utf16BigEndian = "utf-16be"

    /// An encoding by the names that programs give it (`cp874`, `TIS-620`, `utf8`); `nil` when unknown.
    public init?(named name: String) {
        let compact = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
        switch compact {
        case "utf8", "utf8bom", "utf8sig": self = .utf8
        case "tis620", "iso885911": self = .tis620
        case "windows874", "cp874", "874", "ansi874", "ansi": self = .windows874
        case "utf16le": self = .utf16LittleEndian
        case "utf16be": self = .utf16BigEndian
        default: return nil
        }
    }

    /// The name that GDAL knows it by; `nil` for UTF-8, which needs none.
    var libraryName: String? {
        switch self {
        case .utf8: nil
        case .tis620, .windows874: "CP874"
        case .utf16LittleEndian: "UTF-16LE"
        case .utf16BigEndian: "UTF-16BE"
        }
    }

    /// The bytes that may open a file in this encoding.
    var byteOrderMark: [UInt8] {
        switch self {
        case .utf8: [0xEF, 0xBB, 0xBF]
        case .utf16LittleEndian: [0xFF, 0xFE]
        case .utf16BigEndian: [0xFE, 0xFF]
        case .tis620, .windows874: []
        }
    }

    /// The file's bytes as UTF-8, without a byte-order mark; letters that do not exist become U+FFFD.
    func utf8Bytes(_ bytes: [UInt8]) -> [UInt8] {
        let mark = byteOrderMark
        let start = !mark.isEmpty && bytes.starts(with: mark) ? mark.count : 0
        switch self {
        case .utf8: return start == 0 ? bytes : Array(bytes[start...])
        case .tis620, .windows874: return Self.decodeCodePage(bytes)
        case .utf16LittleEndian: return Self.decodeUTF16(bytes[start...], lowByteFirst: true)
        case .utf16BigEndian: return Self.decodeUTF16(bytes[start...], lowByteFirst: false)
        }
    }

    private static func decodeUTF16(_ bytes: ArraySlice<UInt8>, lowByteFirst: Bool) -> [UInt8] {
        var units: [UInt16] = []
        units.reserveCapacity(bytes.count / 2 + 1)
        var i = bytes.startIndex
        while i + 1 < bytes.endIndex {
            let (first, second) = (UInt16(bytes[i]), UInt16(bytes[i + 1]))
            units.append(lowByteFirst ? second << 8 | first : first << 8 | second)
            i += 2
        }
        if i < bytes.endIndex { units.append(0xFFFD) }
        return Array(String(decoding: units, as: UTF16.self).utf8)
    }

    /// The code page as a table, after Unicode's `CP874.TXT` (VENDORS/MICSFT/WINDOWS).
    private static let codePage: [[UInt8]] = (UInt32(0)...255).map { byte in
        let value: UInt32 =
            switch byte {
            case 0..<0x80, 0xA0: byte
            case 0x80: 0x20AC
            case 0x85: 0x2026
            case 0x91...0x97:
                [0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014][Int(byte) - 0x91]
            case 0xA1...0xDA, 0xDF...0xFB: 0x0E01 + byte - 0xA1
            default: 0xFFFD
            }
        return Unicode.Scalar(value).map { Array(String(Character($0)).utf8) } ?? []
    }

    private static func decodeCodePage(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3)
        for byte in bytes {
            if byte < 0x80 {
                result.append(byte)
            } else {
                result.append(contentsOf: codePage[Int(byte)])
            }
        }
        return result
    }

    /// The offset of the first byte that is not valid UTF-8 (RFC 3629); `nil` when all are.
    static func firstInvalidUTF8(in bytes: [UInt8]) -> Int? {
        var i = 0
        let count = bytes.count
        while i < count {
            let lead = bytes[i]
            if lead < 0x80 {
                i += 1
                continue
            }
            let length: Int
            var lower: UInt8 = 0x80
            var upper: UInt8 = 0xBF
            switch lead {
            case 0xC2...0xDF: length = 2
            case 0xE0: (length, lower) = (3, 0xA0)
            case 0xED: (length, upper) = (3, 0x9F)
            case 0xE1...0xEF: length = 3
            case 0xF0: (length, lower) = (4, 0x90)
            case 0xF1...0xF3: length = 4
            case 0xF4: (length, upper) = (4, 0x8F)
            default: return i
            }
            guard i + length <= count, bytes[i + 1] >= lower, bytes[i + 1] <= upper else {
                return i
            }
            for k in 2..<max(2, length) where bytes[i + k] & 0xC0 != 0x80 { return i }
            i += length
        }
        return nil
    }
}
