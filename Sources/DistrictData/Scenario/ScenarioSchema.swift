import SchoolDistrict

/// The published description of scenario files.
public enum ScenarioSchema {
    /// JSON Schema (draft 2020-12) of a scenario, made from the keys that the reader accepts.
    public static let jsonSchema: String = {
        let root = JSONText.object([
            ("$schema", JSONText.string("https://json-schema.org/draft/2020-12/schema")),
            ("title", JSONText.string("schoolnet scenario")),
            (
                "description",
                JSONText.string("แบบจำลองการจัดเครือข่ายโรงเรียน / a school-network scenario")
            ),
            ("type", JSONText.string("object")),
            ("required", JSONText.array([JSONText.string("district")])),
            ("additionalProperties", "false"),
            ("properties", properties(under: "")),
        ])
        return JSONText.indented(root) + "\n"
    }()

    private static func properties(under prefix: String) -> String {
        var members: [(String, String)] = []
        for key in ScenarioKeys.all where key.path.hasPrefix(prefix) {
            let rest = key.path.dropFirst(prefix.count)
            let name = String(rest.prefix { $0 != "." })
            if members.contains(where: { $0.0 == name }) { continue }
            members.append((name, rest.contains(".") ? section(prefix + name) : schema(of: key)))
        }
        return JSONText.object(members)
    }

    private static func section(_ path: String) -> String {
        var members = [("type", JSONText.string("object")), ("additionalProperties", "false")]
        if path == "hubs" {
            let counts = ScenarioKeys.hubCounts.map { $0.replacing("hubs.", with: "") }
            let pairs = counts.indices.flatMap { first in
                counts.indices.filter { $0 > first }.map { (counts[first], counts[$0]) }
            }
            let rules = pairs.map { first, second in
                JSONText.object([
                    ("required", JSONText.array([JSONText.string(first), JSONText.string(second)]))
                ])
            }
            members.append(("not", JSONText.object([("anyOf", JSONText.array(rules))])))
        }
        members.append(("properties", properties(under: path + ".")))
        return JSONText.object(members)
    }

    private static func schema(of key: ScenarioKey) -> String {
        let description = JSONText.string("\(key.thai) / \(key.english)")
        return JSONText.object([("description", description)] + rules(for: key.kind))
    }

    private static func rules(for kind: ScenarioKey.Kind) -> [(String, String)] {
        switch kind {
        case .text: [("type", JSONText.string("string"))]
        case .integer(let range):
            [
                ("type", JSONText.string("integer")), ("minimum", "\(range.lowerBound)"),
                ("maximum", "\(range.upperBound)"),
            ]
        case .number(let range, let isOpen):
            [
                ("type", JSONText.string("number")),
                (isOpen ? "exclusiveMinimum" : "minimum", JSONText.number(range.lowerBound)),
                ("maximum", JSONText.number(range.upperBound)),
            ]
        case .boolean: [("type", JSONText.string("boolean"))]
        case .choice(let words): [("enum", JSONText.array(words.map(JSONText.string)))]
        case .grades: [("type", JSONText.array(["string", "array"].map(JSONText.string)))]
        case .rate: [("oneOf", JSONText.array([amount, confirmableAmount]))]
        case .gradeBlocks: [("oneOf", JSONText.array([blockWord, blockList]))]
        case .subsidyBands: [("type", JSONText.string("array")), ("items", band)]
        case .words(let allowed):
            [
                ("type", JSONText.string("array")),
                (
                    "items",
                    JSONText.object([
                        allowed.map { ("enum", JSONText.array($0.map(JSONText.string))) }
                            ?? ("type", JSONText.string("string"))
                    ])
                ),
            ]
        case .locks: [("type", JSONText.string("array")), ("items", lock)]
        }
    }

    private static var amount: String {
        JSONText.object([("type", JSONText.string("number")), ("minimum", "0")])
    }

    private static var confirmableAmount: String {
        JSONText.object([
            ("type", JSONText.string("object")),
            ("required", JSONText.array([JSONText.string("value")])),
            ("additionalProperties", "false"),
            (
                "properties",
                JSONText.object([
                    ("value", amount),
                    ("confirmed", JSONText.object([("type", JSONText.string("boolean"))])),
                    (
                        "funding",
                        JSONText.object([
                            (
                                "enum",
                                JSONText.array(
                                    FundingSource.allCases.map { JSONText.string($0.rawValue) })
                            )
                        ])
                    ),
                ])
            ),
        ])
    }

    private static var blockWord: String {
        let words = ScenarioValueReader.blockWords.map { JSONText.string($0.word) }
        return JSONText.object([("enum", JSONText.array(words))])
    }

    /// A list of grade ranges, each a text or a list of grades.
    private static var blockList: String {
        let range = JSONText.object(rules(for: .grades))
        return JSONText.object([("type", JSONText.string("array")), ("items", range)])
    }

    private static var band: String {
        JSONText.object([
            ("type", JSONText.string("object")),
            ("required", JSONText.array([JSONText.string("baht")])),
            ("additionalProperties", "false"),
            (
                "properties",
                JSONText.object([
                    (
                        "up_to_km",
                        JSONText.object([
                            ("type", JSONText.string("number")), ("exclusiveMinimum", "0"),
                        ])
                    ),
                    ("baht", amount),
                ])
            ),
        ])
    }

    private static var lock: String {
        let text = JSONText.object([("type", JSONText.string("string"))])
        let members = ScenarioValueReader.lockKeys.map { key in
            let decisions = ScenarioValueReader.lockDecisions.map(JSONText.string)
            return key == "decision"
                ? (key, JSONText.object([("enum", JSONText.array(decisions))])) : (key, text)
        }
        return JSONText.object([
            ("type", JSONText.string("object")),
            ("required", JSONText.array(["school", "decision"].map(JSONText.string))),
            ("additionalProperties", "false"), ("properties", JSONText.object(members)),
        ])
    }
}
