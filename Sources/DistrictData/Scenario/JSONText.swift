/// JSON whose members keep their order, which the standard encoder does not offer.
enum JSONText {
    static func string(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 {
                    let digits = String(scalar.value, radix: 16)
                    result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }

    /// A finite number, without a fraction where it is whole.
    static func number(_ value: Double) -> String {
        Int(exactly: value).map(String.init) ?? "\(value)"
    }

    static func array(_ elements: [String]) -> String {
        "[" + elements.joined(separator: ",") + "]"
    }

    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { "\(string($0.0)):\($0.1)" }.joined(separator: ",") + "}"
    }

    /// The same JSON with one member or element a line, two spaces a level.
    static func indented(_ json: String) -> String {
        var result = ""
        var depth = 0
        var isQuoted = false
        var isEscaped = false
        func newline() -> String { "\n" + String(repeating: "  ", count: depth) }
        for character in json.unicodeScalars {
            if isQuoted {
                result.unicodeScalars.append(character)
                if isEscaped {
                    isEscaped = false
                } else if character == "\\" {
                    isEscaped = true
                } else if character == "\"" {
                    isQuoted = false
                }
                continue
            }
            switch character {
            case "{", "[":
                depth += 1
                result.unicodeScalars.append(character)
                result += newline()
            case "}", "]":
                depth -= 1
                result += newline()
                result.unicodeScalars.append(character)
            case ",": result += "," + newline()
            case ":": result += ": "
            default:
                if character == "\"" { isQuoted = true }
                result.unicodeScalars.append(character)
            }
        }
        return result
    }
}
