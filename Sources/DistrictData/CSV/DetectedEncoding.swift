/// What the bytes of a text file say about how they were written.
public struct DetectedEncoding: Hashable, Sendable {
    /// What ends a line.
    public enum LineEnd: String, Hashable, Sendable {
        case lineFeed = "LF"
        case carriageReturn = "CR"
        case both = "CRLF"
        /// One line only.
        case none
    }

    /// How bytes stand for letters.
    public var encoding: TextEncoding
    /// Whether the file opens with a byte-order mark.
    public var hasByteOrderMark: Bool
    /// What ends the first line.
    public var lineEnd: LineEnd

    /// Whether the file is written the way `schoolnet` writes text itself.
    public var isPlain: Bool { encoding == .utf8 && !hasByteOrderMark }

    /// The encoding of a file, from a mark, from zero bytes (UTF-16), from being valid UTF-8, else
    /// from holding only letters of the Thai code page.
    ///
    /// Bytes that are none of these count as UTF-8, whose reader then names the first wrong byte. So
    /// does a file that is UTF-8 but for a few broken letters: letters of the code page are rarely
    /// valid UTF-8, hence a tenth of valid sequences is enough to tell.
    ///
    /// - Complexity: O(bytes).
    public init(of bytes: [UInt8]) {
        encoding = Self.encoding(of: bytes)
        let mark = encoding.byteOrderMark
        hasByteOrderMark = !mark.isEmpty && bytes.starts(with: mark)
        lineEnd = Self.lineEnd(of: bytes, encoding)
    }

    private static func encoding(of bytes: [UInt8]) -> TextEncoding {
        for encoding in [TextEncoding.utf8, .utf16LittleEndian, .utf16BigEndian]
        where bytes.starts(with: encoding.byteOrderMark) {
            return encoding
        }
        var zeros = (even: 0, odd: 0)
        for (index, byte) in bytes.prefix(65_536).enumerated() where byte == 0 {
            if index.isMultiple(of: 2) { zeros.even += 1 } else { zeros.odd += 1 }
        }
        // Separators and line ends are ASCII, so that UTF-16 always holds zero bytes.
        if zeros.even + zeros.odd > 0, max(zeros.even, zeros.odd) > 4 * min(zeros.even, zeros.odd) {
            return zeros.odd > zeros.even ? .utf16LittleEndian : .utf16BigEndian
        }
        guard TextEncoding.firstInvalidUTF8(in: bytes) != nil else { return .utf8 }
        return thaiCodePage(bytes) ?? .utf8
    }

    /// TIS-620, or Windows-874 where one of its additions occurs; `nil` when the text is neither.
    private static func thaiCodePage(_ bytes: [UInt8]) -> TextEncoding? {
        var hasAdditions = false
        var letters = 0
        var sequences = 0
        for (index, byte) in bytes.enumerated() where byte >= 0x80 {
            switch byte {
            case 0xA1...0xDA, 0xDF...0xFB: letters += 1
            case 0x80, 0x85, 0x91...0x97, 0xA0: hasAdditions = true
            default: return nil
            }
            // Thai in UTF-8 is 0xE0, 0xB8 or 0xB9, then any continuation byte.
            if byte == 0xE0, index + 2 < bytes.count, (0xB8...0xB9).contains(bytes[index + 1]),
                (0x80...0xBF).contains(bytes[index + 2])
            {
                sequences += 1
            }
        }
        guard letters > 1, sequences * 10 < letters else { return nil }
        return hasAdditions ? .windows874 : .tis620
    }

    private static func lineEnd(of bytes: [UInt8], _ encoding: TextEncoding) -> LineEnd {
        let isWide = encoding == .utf16LittleEndian || encoding == .utf16BigEndian
        // Line ends are looked for in whole letters: 0x0A may be half of one in UTF-16.
        let head = isWide ? encoding.utf8Bytes(Array(bytes.prefix(65_536))) : bytes
        guard let end = head.firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return .none }
        if head[end] == 0x0A { return .lineFeed }
        return end + 1 < head.count && head[end + 1] == 0x0A ? .both : .carriageReturn
    }
}
