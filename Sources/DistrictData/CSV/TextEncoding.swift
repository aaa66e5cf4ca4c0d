/// How the bytes of a text file stand for letters.
public enum TextEncoding: String, CaseIterable, Hashable, Sendable {
    case utf8 = "utf-8"
    /// Windows-874, which also reads TIS-620: what older Thai programs export.
    case windows874 = "windows-874"

    /// The file's bytes as UTF-8, without a byte-order mark.
    func utf8Bytes(_ bytes: [UInt8]) -> [UInt8] {
        switch self {
        case .utf8: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
        case .windows874: Self.decodeWindows874(bytes)
        }
    }

    private static func decodeWindows874(_ bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count * 3)
        for byte in bytes {
            switch byte {
            case 0..<0x80: result.append(byte)
            case 0xA1...0xFB: result.append(contentsOf: utf8(0x0E01 + UInt32(byte) - 0xA1))
            case 0x80: result.append(contentsOf: utf8(0x20AC))
            case 0x85: result.append(contentsOf: utf8(0x2026))
            case 0x91...0x97:
                let marks: [UInt32] = [0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014]
                result.append(contentsOf: utf8(marks[Int(byte - 0x91)]))
            case 0xA0: result.append(contentsOf: utf8(0xA0))
            default: result.append(contentsOf: utf8(0xFFFD))
            }
        }
        return result
    }

    /// Three-byte UTF-8, enough for every letter of the code page; two bytes for U+00A0.
    private static func utf8(_ value: UInt32) -> [UInt8] {
        if value < 0x800 { return [UInt8(0xC0 | value >> 6), UInt8(0x80 | value & 0x3F)] }
        return [
            UInt8(0xE0 | value >> 12), UInt8(0x80 | value >> 6 & 0x3F),
            UInt8(0x80 | value & 0x3F),
        ]
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
