/// Findings as people read them: the worst first, those of one kind together, the first few of each.
public enum FindingText {
    /// So many findings of one code are shown in full.
    public static let shown = 5

    /// Findings of one code and severity.
    struct Group {
        /// The first few, in the order given.
        var first: [Finding]
        /// How many more there are.
        var more: Int

        /// The line that stands for those left out, in Thai and in English; `nil` when none are.
        var rest: (thai: String, english: String)? {
            guard more > 0, let code = first.first?.code else { return nil }
            return ("และอีก \(more) รายการ (\(code))", "and \(more) more of \(code)")
        }
    }

    /// The groups: errors before warnings before notes, each in the order of its first finding.
    static func groups(_ findings: [Finding]) -> [Group] {
        struct Key: Hashable {
            var severity: Finding.Severity
            var code: String
        }
        var order: [Key] = []
        var members: [Key: [Finding]] = [:]
        for finding in findings {
            let key = Key(severity: finding.severity, code: finding.code)
            if members[key] == nil { order.append(key) }
            members[key, default: []].append(finding)
        }
        return Finding.Severity.allCases.flatMap { severity in
            order.filter { $0.severity == severity }.map { key in
                let all = members[key] ?? []
                // A line that stands for one finding is no shorter than the finding.
                let count = all.count <= shown + 1 ? all.count : shown
                return Group(first: Array(all.prefix(count)), more: all.count - count)
            }
        }
    }

    /// The findings as lines, Thai first; what is left out is counted, and `--format json` lists all.
    public static func grouped(_ findings: [Finding]) -> String {
        groups(findings).flatMap { group in
            group.first.map(\.description)
                + (group.rest.map { ["  … \($0.thai) / \($0.english)"] } ?? [])
        }.joined(separator: "\n")
    }
}
