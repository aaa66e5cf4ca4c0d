import SchoolDistrict

extension ScenarioValueReader {
    static let lockKeys = ["school", "decision", "hub", "reason"]
    static let lockDecisions = ["hub", "not_hub", "stays", "joins", "shares_with"]

    func locks(_ value: YAMLValue) -> [Lock] {
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
