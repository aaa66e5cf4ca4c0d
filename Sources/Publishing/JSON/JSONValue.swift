/// A JSON value whose keys keep the order in which they are written, so that the same plan gives the same bytes.
indirect enum JSONValue {
    case null
    case bool(Bool)
    case integer(Int)
    /// A number with at most that many decimals; infinite and undefined numbers become `null`.
    case number(Double, decimals: Int)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])
    /// A value that stays on one line in indented text: one record of many.
    case line(JSONValue)

    /// The value as compact UTF-8 text.
    var text: String {
        var text = ""
        write(to: &text)
        return text
    }

    /// Appends the compact text of the value.
    func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .integer(let value): text += String(value)
        case .number(let value, let decimals):
            text += value.isFinite ? DecimalText.plain(value, decimals: decimals) : "null"
        case .string(let value): Self.write(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                if index > 0 { text += "," }
                Self.write(member.key, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        case .line(let value): value.write(to: &text)
        }
    }

    /// Appends the text of an object or array with one member a line, for people to read.
    func writeIndented(to text: inout String, depth: Int = 0) {
        let inner = "\n" + String(repeating: "  ", count: depth + 1)
        let outer = "\n" + String(repeating: "  ", count: depth)
        switch self {
        case .array(let values) where values.contains(where: \.isContainer):
            text += "["
            for (index, value) in values.enumerated() {
                text += index > 0 ? "," + inner : inner
                value.writeIndented(to: &text, depth: depth + 1)
            }
            text += outer + "]"
        case .object(let members) where !members.isEmpty:
            text += "{"
            for (index, member) in members.enumerated() {
                // The first member stays on the first line: it says what the file is.
                text += index > 0 ? "," + inner : (depth == 0 ? "" : inner)
                Self.write(member.key, to: &text)
                text += depth == 0 && index == 0 ? ":" : ": "
                member.value.writeIndented(to: &text, depth: depth + 1)
            }
            text += outer + "}"
        default: write(to: &text)
        }
    }

    private var isContainer: Bool {
        switch self {
        case .array, .object, .line: true
        default: false
        }
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\r": text += "\\r"
            case "\t": text += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}", "\u{2028}", "\u{2029}":
                let hex = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}

extension JSONValue {
    /// The text, or `null` without one.
    static func text(_ value: String?) -> JSONValue { value.map(JSONValue.string) ?? .null }

    /// The whole number, or `null` without one.
    static func count(_ value: Int?) -> JSONValue { value.map(JSONValue.integer) ?? .null }

    /// The number, or `null` without one.
    static func measure(_ value: Double?, decimals: Int) -> JSONValue {
        value.map { .number($0, decimals: decimals) } ?? .null
    }

    /// A list of texts.
    static func texts(_ values: some Sequence<String>) -> JSONValue {
        .array(values.map(JSONValue.string))
    }

    /// A position as GeoJSON writes it: longitude, latitude, seven decimals (about a centimetre).
    static func degrees(_ values: Double...) -> JSONValue {
        .array(values.map { .number($0, decimals: 7) })
    }
}
