/// Steps through the tags of an XML text; only what OpenStreetMap's files use.
///
/// Text between tags, comments, processing instructions and document types are stepped over.
/// <https://wiki.openstreetmap.org/wiki/OSM_XML>
struct XMLScanner {
    /// What stands at the scanner's place.
    enum Event: Equatable {
        /// A tag that opens, and whether it closes at once.
        case start(isEmpty: Bool)
        case end
    }

    private let bytes: [UInt8]
    private(set) var position = 0
    private var name = 0..<0
    private var attributes: [(name: Range<Int>, value: Range<Int>)] = []

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The next tag; `nil` at the end of the text.
    mutating func next() throws(BlockFault) -> Event? {
        while let start = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = start + 1
            guard position < bytes.count else { throw BlockFault("the text ends inside a tag") }
            switch bytes[position] {
            case UInt8(ascii: "?"): try skip(past: "?>")
            case UInt8(ascii: "!"):
                if starts(with: "!--") {
                    position += 3
                    try skip(past: "-->")
                } else {
                    try skip(past: ">")
                }
            case UInt8(ascii: "/"):
                position += 1
                name = word()
                try skip(past: ">")
                return .end
            default: return try startTag()
            }
        }
        position = bytes.count
        return nil
    }

    /// Whether the tag has this name.
    func isNamed(_ text: StaticString) -> Bool { equals(name, text) }

    /// The value of an attribute, entities replaced.
    func text(_ attribute: StaticString) throws(BlockFault) -> String? {
        guard let value = attributes.first(where: { equals($0.name, attribute) })?.value else {
            return nil
        }
        guard bytes[value].contains(UInt8(ascii: "&")) else {
            return String(decoding: bytes[value], as: UTF8.self)
        }
        return try unescaped(value)
    }

    private mutating func startTag() throws(BlockFault) -> Event {
        name = word()
        guard !name.isEmpty else { throw BlockFault("a tag without a name") }
        attributes.removeAll(keepingCapacity: true)
        while true {
            skipSpace()
            guard position < bytes.count else { throw BlockFault("the text ends inside a tag") }
            if bytes[position] == UInt8(ascii: ">") {
                position += 1
                return .start(isEmpty: false)
            }
            if starts(with: "/>") {
                position += 2
                return .start(isEmpty: true)
            }
            let key = word()
            skipSpace()
            guard !key.isEmpty, position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
                throw BlockFault("an attribute without a value")
            }
            position += 1
            skipSpace()
            guard position < bytes.count,
                let quote = [0x22, 0x27].first(where: {
                    $0 == bytes[position]
                }), let end = bytes[(position + 1)...].firstIndex(of: quote)
            else { throw BlockFault("an attribute without quotes") }
            attributes.append((key, position + 1..<end))
            position = end + 1
        }
    }

    private mutating func word() -> Range<Int> {
        let start = position
        while position < bytes.count, !Self.isSpace(bytes[position]),
            !"=/>\"'<".utf8.contains(bytes[position])
        {
            position += 1
        }
        return start..<position
    }

    private mutating func skipSpace() {
        while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (9...13).contains(byte) }

    private func starts(with text: StaticString) -> Bool {
        position + text.utf8CodeUnitCount <= bytes.count
            && equals(position..<position + text.utf8CodeUnitCount, text)
    }

    private func equals(_ range: Range<Int>, _ text: StaticString) -> Bool {
        range.count == text.utf8CodeUnitCount
            && text.withUTF8Buffer { bytes[range].elementsEqual($0) }
    }

    private mutating func skip(past text: StaticString) throws(BlockFault) {
        while position < bytes.count {
            if starts(with: text) {
                position += text.utf8CodeUnitCount
                return
            }
            position += 1
        }
        throw BlockFault("the text ends inside a tag")
    }

    private func unescaped(_ range: Range<Int>) throws(BlockFault) -> String {
        let text = String(decoding: bytes[range], as: UTF8.self)
        var result = ""
        var rest = text[...]
        while let ampersand = rest.firstIndex(of: "&") {
            result += rest[..<ampersand]
            guard let end = rest[ampersand...].firstIndex(of: ";") else {
                throw BlockFault("an & without its ;")
            }
            let entity = rest[rest.index(after: ampersand)..<end]
            guard let character = Self.character(of: entity) else {
                throw BlockFault("unknown entity &\(entity);")
            }
            result.unicodeScalars.append(character)
            rest = rest[rest.index(after: end)...]
        }
        return result + rest
    }

    private static func character(of entity: Substring) -> Unicode.Scalar? {
        switch entity {
        case "amp": return "&"
        case "lt": return "<"
        case "gt": return ">"
        case "quot": return "\""
        case "apos": return "'"
        default:
            guard entity.first == "#" else { return nil }
            let digits = entity.dropFirst()
            let number =
                digits.first == "x" ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
            return number.flatMap(Unicode.Scalar.init)
        }
    }
}
