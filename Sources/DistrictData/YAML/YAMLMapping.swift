import Yams

/// A mapping whose keys are known: typed access with findings that name file, line, key, value and expectation.
struct YAMLMapping {
    let origin: Origin
    private let values: [String: YAMLValue]
    private let findings: FindingList

    /// A mapping with only the allowed keys; every other key is an error with a suggestion.
    ///
    /// `nil` after a finding when the value is not a mapping.
    init?(_ value: YAMLValue, keys allowed: [String], findings: FindingList) {
        guard let entries = value.entries else {
            findings.wrongType(
                value, thai: "ต้องเป็นกลุ่มคีย์ (\(allowed.joined(separator: ", ")))",
                english: "a mapping with the keys \(allowed.joined(separator: ", "))")
            return nil
        }
        var values: [String: YAMLValue] = [:]
        for (key, entry) in entries {
            if allowed.contains(key) {
                values[key] = entry
            } else {
                findings.unknownKey(key, at: entry, allowed: allowed)
            }
        }
        origin = value.origin
        self.values = values
        self.findings = findings
    }

    /// What is written under a key; `nil` when it is absent or nothing follows it.
    subscript(key: String) -> YAMLValue? {
        values[key].flatMap { $0.isNull ? nil : $0 }
    }

    /// The text under a key.
    func text(_ key: String) -> String? {
        guard let value = self[key] else { return nil }
        guard let text = value.text else {
            findings.wrongType(value, thai: "ต้องเป็นข้อความ", english: "text")
            return nil
        }
        return ThaiText.trim(text)
    }

    /// The text under a key that must be there.
    func requiredText(_ key: String, thai: String, english: String) -> String? {
        guard self[key] != nil else {
            findings.missingKey(key, in: origin, thai: thai, english: english)
            return nil
        }
        guard let text = text(key) else { return nil }
        if text.isEmpty { findings.missingKey(key, in: origin, thai: thai, english: english) }
        return text.isEmpty ? nil : text
    }

    /// A mapping from words to words, in file order.
    func words(_ key: String) -> [(key: String, value: String, origin: Origin)] {
        guard let value = self[key] else { return [] }
        guard let entries = value.entries else {
            findings.wrongType(
                value, thai: "ต้องเป็นคู่ของชื่อ เช่น {code: รหัสโรงเรียน}",
                english: "pairs of names such as {code: รหัสโรงเรียน}")
            return []
        }
        var words: [(key: String, value: String, origin: Origin)] = []
        for (name, entry) in entries {
            if let text = entry.text, !entry.isNull {
                words.append((name, text, entry.origin))
            } else {
                findings.wrongType(entry, thai: "ต้องเป็นข้อความ", english: "text")
            }
        }
        return words
    }
}

extension FindingList {
    /// An error at a place of a YAML file or an override.
    func reject(
        _ code: String, at origin: Origin, value: String?, thai: String, english: String
    ) {
        append(
            Finding(
                code: code, severity: .error, file: origin.file, line: origin.line,
                column: origin.keyPath.isEmpty ? nil : origin.keyPath, value: value,
                expectedThai: thai, expectedEnglish: english))
    }

    func wrongType(_ value: YAMLValue, thai: String, english: String) {
        reject(
            FindingCode.wrongType, at: value.origin, value: value.shown, thai: thai,
            english: "expected \(english)")
    }

    func unknownKey(_ key: String, at value: YAMLValue, allowed: [String]) {
        let list = allowed.joined(separator: ", ")
        reject(
            FindingCode.unknownKey, at: value.origin, value: value.shown,
            thai: "ไม่รู้จักคีย์ “\(key)”" + Suggestion.thaiClause(key, in: allowed)
                + " คีย์ที่ใช้ได้: \(list)",
            english: "unknown key “\(key)”" + Suggestion.englishClause(key, in: allowed)
                + "; allowed: \(list)")
    }

    func missingKey(_ key: String, in origin: Origin, thai: String, english: String) {
        let path = origin.keyPath.isEmpty ? key : "\(origin.keyPath).\(key)"
        reject(
            FindingCode.missingKey,
            at: Origin(file: origin.file, line: origin.line, keyPath: path), value: nil,
            thai: thai, english: english)
    }
}
