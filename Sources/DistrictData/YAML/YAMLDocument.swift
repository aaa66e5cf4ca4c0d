import Yams

/// A value of a YAML file that knows where it is written.
struct YAMLValue {
    let node: Node
    let origin: Origin

    /// The scalar's text as written; `nil` for lists and mappings.
    var text: String? { node.scalar?.string }

    /// Whether nothing is written after the key.
    var isNull: Bool { node.null != nil }

    /// The entries of a mapping in file order; `nil` for anything else.
    var entries: [(key: String, value: YAMLValue)]? {
        guard let mapping = node.mapping else { return nil }
        return mapping.map { key, value in
            let name = key.scalar?.string ?? ""
            let path = origin.keyPath.isEmpty ? name : "\(origin.keyPath).\(name)"
            let line = origin.line == nil ? nil : key.mark?.line ?? origin.line
            return (
                name,
                YAMLValue(
                    node: value, origin: Origin(file: origin.file, line: line, keyPath: path))
            )
        }
    }

    /// The elements of a list; `nil` for anything else.
    var elements: [YAMLValue]? {
        guard let sequence = node.sequence else { return nil }
        return sequence.enumerated().map { index, value in
            let line = origin.line == nil ? nil : value.mark?.line ?? origin.line
            return YAMLValue(
                node: value,
                origin: Origin(
                    file: origin.file, line: line, keyPath: "\(origin.keyPath)[\(index + 1)]"))
        }
    }

    /// What is written, for a message.
    var shown: String {
        if isNull { return "" }
        if let text { return text }
        return node.sequence != nil ? "[…]" : "{…}"
    }
}

extension YAMLValue {
    /// Reads a document; `nil` after a finding when it is not YAML or holds nothing.
    static func parse(_ bytes: [UInt8], file: String, findings: FindingList) -> YAMLValue? {
        func fail(_ code: String, line: Int?, value: String?, _ thai: String, _ english: String) {
            findings.append(
                Finding(
                    code: code, severity: .error, file: file, line: line, value: value,
                    expectedThai: thai, expectedEnglish: english))
        }
        let text = TextEncoding.utf8.utf8Bytes(bytes)
        if let offset = TextEncoding.firstInvalidUTF8(in: text) {
            let line = 1 + text[..<offset].count { $0 == UInt8(ascii: "\n") }
            fail(
                FindingCode.invalidText, line: line, value: nil, "ไฟล์ต้องบันทึกเป็น UTF-8",
                "the file must be saved as UTF-8")
            return nil
        }
        do {
            guard let node = try Yams.compose(yaml: String(decoding: text, as: UTF8.self)),
                node.null == nil
            else {
                fail(
                    FindingCode.emptyFile, line: nil, value: nil, "ไฟล์ว่างเปล่า",
                    "the file holds nothing")
                return nil
            }
            return YAMLValue(node: node, origin: Origin(file: file, line: 1, keyPath: ""))
        } catch let error as YamlError {
            report(error, fail)
        } catch {
            fail(
                FindingCode.invalidYAML, line: nil, value: nil, "อ่านเป็น YAML ไม่ได้",
                "not readable as YAML: \(error)")
        }
        return nil
    }

    private static func report(
        _ error: YamlError,
        _ fail: (String, Int?, String?, String, String) -> Void
    ) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            fail(
                FindingCode.invalidYAML, mark.line, nil,
                "รูปแบบ YAML ผิด ตรวจย่อหน้า เครื่องหมาย : และเครื่องหมายคำพูด",
                "not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            let keys = duplicates.sorted().joined(separator: ", ")
            fail(
                FindingCode.duplicateKey, context.mark.line, keys, "คีย์ซ้ำในกลุ่มเดียวกัน เหลือไว้เพียงหนึ่ง",
                "the key is written twice in one mapping; keep one")
        default:
            fail(
                FindingCode.invalidYAML, nil, nil, "อ่านเป็น YAML ไม่ได้",
                "not readable as YAML: \(error)")
        }
    }
}
