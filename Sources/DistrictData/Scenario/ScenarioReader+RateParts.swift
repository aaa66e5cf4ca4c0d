import SchoolDistrict
import Yams

extension ScenarioKeys {
    /// The rate and its part that a path such as `costs.teacher_per_year.value` means.
    static func ratePart(of path: String) -> (rate: String, part: String)? {
        guard let dot = path.lastIndex(of: ".") else { return nil }
        let rate = String(path[..<dot])
        let part = String(path[path.index(after: dot)...])
        guard ScenarioValueReader.rateKeys.contains(part),
            all.contains(where: { $0.path == rate && $0.kind.isRate })
        else { return nil }
        return (rate, part)
    }
}

extension ScenarioKey.Kind {
    /// Whether the key holds a rate in baht.
    fileprivate var isRate: Bool { if case .rate = self { true } else { false } }
}

extension Node {
    /// A rate with one of its parts replaced; a bare number is its amount.
    func settingRatePart(_ part: String, to value: Node) -> Node {
        var entries = mapping ?? ["value": self]
        entries[Node(part)] = value
        return .mapping(entries)
    }

    /// The default rate of a key, with one of its parts replaced.
    static func defaultRate(at path: String, setting part: String, to value: Node) -> Node {
        let row = CostTable().rows.first { "costs.\($0.key)" == path }
        return Node("\(row?.rate.baht ?? 0)").settingRatePart(part, to: value)
    }
}
