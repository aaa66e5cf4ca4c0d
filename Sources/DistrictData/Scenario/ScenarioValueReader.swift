import SchoolDistrict

/// Checks the value of one scenario key against its kind.
struct ScenarioValueReader {
    let findings: FindingList

    /// The checked value; `nil` after a finding.
    func read(_ value: YAMLValue, as kind: ScenarioKey.Kind) -> ScenarioValue? {
        switch kind {
        case .text: text(value).map(ScenarioValue.text)
        case .integer(let range): integer(value, range).map(ScenarioValue.integer)
        case .number(let range, let isOpen):
            number(value, range, isOpen: isOpen).map(ScenarioValue.number)
        case .boolean: boolean(value).map(ScenarioValue.boolean)
        case .choice(let words): choice(value, words).map(ScenarioValue.text)
        case .grades: grades(value).map(ScenarioValue.grades)
        case .rate: rate(value).map(ScenarioValue.rate)
        case .words(let allowed): self.words(value, allowed).map(ScenarioValue.words)
        case .locks: .locks(locks(value))
        }
    }

    private func wrong(_ value: YAMLValue, _ thai: String, _ english: String) {
        findings.wrongType(value, thai: thai, english: english)
    }

    private func invalid(_ value: YAMLValue, _ thai: String, _ english: String) {
        findings.reject(
            FindingCode.invalidValue, at: value.origin, value: value.shown, thai: thai,
            english: "expected \(english)")
    }

    private func text(_ value: YAMLValue) -> String? {
        guard let text = value.text, !value.isNull, !ThaiText.trim(text).isEmpty else {
            wrong(value, "ต้องเป็นข้อความ", "text")
            return nil
        }
        return ThaiText.trim(text)
    }

    private func integer(_ value: YAMLValue, _ range: ClosedRange<Int>) -> Int? {
        let (low, high) = (range.lowerBound, range.upperBound)
        guard let text = value.text, let number = try? NumberText.integer(text) else {
            wrong(
                value, "ต้องเป็นจำนวนเต็ม \(low) ถึง \(high)",
                "a whole number from \(low) to \(high)")
            return nil
        }
        guard range.contains(number) else {
            invalid(
                value, "ต้องเป็นจำนวนเต็ม \(low) ถึง \(high)",
                "a whole number from \(low) to \(high)")
            return nil
        }
        return number
    }

    private func number(
        _ value: YAMLValue, _ range: ClosedRange<Double>, isOpen: Bool
    ) -> Double? {
        let low = JSONText.number(range.lowerBound)
        let high = JSONText.number(range.upperBound)
        let thai = "ต้องเป็นตัวเลข\(isOpen ? "มากกว่า" : "ตั้งแต่") \(low) ถึง \(high)"
        let english = "a number \(isOpen ? "above" : "from") \(low) to \(high)"
        guard let text = value.text, let number = try? NumberText.double(text) else {
            wrong(value, thai, english)
            return nil
        }
        guard range.contains(number), !isOpen || number > range.lowerBound else {
            invalid(value, thai, english)
            return nil
        }
        return number
    }

    private func boolean(_ value: YAMLValue) -> Bool? {
        switch value.text?.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            wrong(value, "ต้องเป็น true หรือ false", "true or false")
            return nil
        }
    }

    private func choice(_ value: YAMLValue, _ words: [String]) -> String? {
        let list = words.joined(separator: ", ")
        guard let text = value.text else {
            wrong(value, "ต้องเป็นหนึ่งใน \(list)", "one of \(list)")
            return nil
        }
        guard words.contains(text) else {
            invalid(
                value, "ต้องเป็นหนึ่งใน \(list)" + Suggestion.thaiClause(text, in: words),
                "one of \(list)" + Suggestion.englishClause(text, in: words))
            return nil
        }
        return text
    }

    private func grades(_ value: YAMLValue) -> GradeSet? {
        // A list of grades is joined; an empty list asks for nothing.
        let texts = value.elements?.map { $0.text ?? "" } ?? [value.text ?? ""]
        if value.elements?.isEmpty == true { return [] }
        guard let grades = GradeSet(parsing: texts.joined(separator: ",")) else {
            invalid(
                value, "ต้องเป็นช่วงชั้น เช่น K2-P6 หรือ อ.2–ม.3",
                "a range of grades such as K2-P6 or อ.2–ม.3")
            return nil
        }
        return grades
    }

    private func rate(_ value: YAMLValue) -> Rate? {
        let range = 0.0...1_000_000_000
        if value.entries == nil { return number(value, range, isOpen: false).map { Rate($0) } }
        guard
            let fields = YAMLMapping(value, keys: ["value", "confirmed"], findings: findings)
        else { return nil }
        guard let amount = fields["value"] else {
            findings.missingKey(
                "value", in: value.origin, thai: "ต้องมีจำนวนบาท เช่น {value: 15, confirmed: true}",
                english: "the amount in baht is needed, such as {value: 15, confirmed: true}")
            return nil
        }
        let baht = number(amount, range, isOpen: false)
        let isConfirmed = fields["confirmed"].map(boolean) ?? false
        guard let baht, let isConfirmed else { return nil }
        return Rate(baht, isConfirmed: isConfirmed)
    }

    private func words(_ value: YAMLValue, _ allowed: [String]?) -> [String]? {
        guard let elements = value.elements else {
            wrong(value, "ต้องเป็นรายการ เช่น [ก, ข]", "a list such as [a, b]")
            return nil
        }
        let words = elements.map { element in
            allowed.map { choice(element, $0) } ?? text(element)
        }
        return words.contains(nil) ? nil : words.compactMap(\.self)
    }
}

extension ScenarioValueReader {
    static let lockKeys = ["school", "decision", "hub", "reason"]
    static let lockDecisions = ["hub", "not_hub", "stays", "joins", "shares_with"]

    private func locks(_ value: YAMLValue) -> [Lock] {
        guard let elements = value.elements else {
            wrong(
                value, "ต้องเป็นรายการ เช่น - {school: \"33040012\", decision: hub}",
                "a list such as - {school: \"33040012\", decision: hub}")
            return []
        }
        var locks: [Lock] = []
        for element in elements {
            guard let lock = lock(element) else { continue }
            if let earlier = locks.first(where: { $0.schoolCode == lock.schoolCode }) {
                let place = earlier.origin ?? ""
                findings.reject(
                    FindingCode.conflictingKeys, at: element.origin, value: lock.schoolCode,
                    thai: "โรงเรียนนี้ถูกกำหนดไว้แล้วที่ \(place)",
                    english: "this school is already locked at \(place)")
                continue
            }
            locks.append(lock)
        }
        return locks
    }

    private func lock(_ value: YAMLValue) -> Lock? {
        guard let fields = YAMLMapping(value, keys: Self.lockKeys, findings: findings) else {
            return nil
        }
        let school = fields.requiredText(
            "school", thai: "ต้องระบุรหัสโรงเรียน", english: "the school code is needed")
        guard let written = fields["decision"] else {
            findings.missingKey(
                "decision", in: value.origin,
                thai: "ต้องเป็นหนึ่งใน \(Self.lockDecisions.joined(separator: ", "))",
                english: "one of \(Self.lockDecisions.joined(separator: ", "))")
            return nil
        }
        guard let word = choice(written, Self.lockDecisions), let school else { return nil }
        let hub = fields.text("hub").map(ThaiText.normalise)
        guard let decision = decision(word, hub: hub, fields, value) else { return nil }
        let code = ThaiText.normalise(school)
        if let hub, hub == code {
            findings.reject(
                FindingCode.invalidValue, at: value.origin, value: hub,
                thai: "โรงเรียนจะเรียนรวมกับตัวเองไม่ได้", english: "a school cannot join itself")
            return nil
        }
        return Lock(
            schoolCode: code, decision: decision, reason: fields.text("reason"),
            origin: value.origin.description)
    }

    private func decision(
        _ word: String, hub: String?, _ fields: YAMLMapping, _ value: YAMLValue
    ) -> Lock.Decision? {
        let needsHub = word == "joins" || word == "shares_with"
        if needsHub, hub == nil {
            findings.missingKey(
                "hub", in: value.origin, thai: "\(word) ต้องระบุรหัสโรงเรียนคุณภาพ (hub)",
                english: "\(word) needs the code of the hub")
            return nil
        }
        if !needsHub, let written = fields["hub"] {
            findings.reject(
                FindingCode.conflictingKeys, at: written.origin, value: written.shown,
                thai: "hub ใช้กับ joins และ shares_with เท่านั้น",
                english: "hub belongs to joins and shares_with only")
            return nil
        }
        switch word {
        case "hub": return .hub
        case "not_hub": return .notHub
        case "stays": return .stays
        case "joins": return hub.map { .joins(hubCode: $0) }
        default: return hub.map { .sharesWith(hubCode: $0) }
        }
    }
}
