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
        case .gradeBlocks: blocks(value).map(ScenarioValue.blocks)
        case .subsidyBands: bands(value).map(ScenarioValue.bands)
        case .words(let allowed): self.words(value, allowed).map(ScenarioValue.words)
        case .locks: .locks(locks(value))
        }
    }

    func wrong(_ value: YAMLValue, _ thai: String, _ english: String) {
        findings.wrongType(value, thai: thai, english: english)
    }

    func invalid(_ value: YAMLValue, _ thai: String, _ english: String) {
        findings.reject(
            FindingCode.invalidValue, at: value.origin, value: value.shown, thai: thai,
            english: "expected \(english)")
    }

    func text(_ value: YAMLValue) -> String? {
        guard let text = value.text, !value.isNull, !ThaiText.trim(text).isEmpty else {
            wrong(value, "ต้องเป็นข้อความ", "text")
            return nil
        }
        return ThaiText.trim(text)
    }

    func integer(_ value: YAMLValue, _ range: ClosedRange<Int>) -> Int? {
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

    func number(
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

    func boolean(_ value: YAMLValue) -> Bool? {
        switch value.text?.lowercased() {
        case "true", "yes", "on": return true
        case "false", "no", "off": return false
        default:
            wrong(value, "ต้องเป็น true หรือ false", "true or false")
            return nil
        }
    }

    func choice(_ value: YAMLValue, _ words: [String]) -> String? {
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

    func grades(_ value: YAMLValue) -> GradeSet? {
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

    static let rateKeys = ["value", "confirmed", "funding"]

    func rate(_ value: YAMLValue) -> WrittenRate? {
        if value.entries == nil { return baht(value).map { WrittenRate(baht: $0) } }
        guard let fields = YAMLMapping(value, keys: Self.rateKeys, findings: findings) else {
            return nil
        }
        guard let amount = fields["value"] else {
            findings.missingKey(
                "value", in: value.origin, thai: "ต้องมีจำนวนบาท เช่น {value: 15, confirmed: true}",
                english: "the amount in baht is needed, such as {value: 15, confirmed: true}")
            return nil
        }
        let baht = baht(amount)
        let isConfirmed = fields["confirmed"].map(boolean) ?? false
        let sources = FundingSource.allCases.map(\.rawValue)
        let funding = fields["funding"].map { choice($0, sources) }
        guard let baht, let isConfirmed, funding != .some(nil) else { return nil }
        return WrittenRate(
            baht: baht, isConfirmed: isConfirmed,
            funding: funding.flatMap(\.self).flatMap(FundingSource.init))
    }

    /// An amount in baht.
    func baht(_ value: YAMLValue) -> Double? {
        number(value, 0...1_000_000_000, isOpen: false)
    }

    func words(_ value: YAMLValue, _ allowed: [String]?) -> [String]? {
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
