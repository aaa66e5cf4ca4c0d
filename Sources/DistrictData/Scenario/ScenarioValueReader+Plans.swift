import SchoolDistrict
import SpatialTypes

/// Grade blocks and distance bands: lists whose elements must fit each other.
extension ScenarioValueReader {
    /// Words that stand for a whole list of blocks.
    static let blockWords: [(word: String, blocks: [GradeSet])] = [
        ("usual", MoveRules.usualBlocks),
        ("single_grades", Grade.allCases.map { GradeSet([$0]) }),
    ]

    /// Grade blocks in grade order; an empty list has none.
    func blocks(_ value: YAMLValue) -> [GradeSet]? {
        let words = Self.blockWords.map(\.word)
        guard let elements = value.elements else {
            if let known = Self.blockWords.first(where: { $0.word == value.text }) {
                return known.blocks
            }
            let text = value.text ?? ""
            let list = words.joined(separator: ", ")
            wrong(
                value,
                "ต้องเป็นรายการช่วงชั้น เช่น [K1-K3, P1-P3, P4-P6] หรือคำว่า \(list)"
                    + Suggestion.thaiClause(text, in: words),
                "a list of grade ranges such as [K1-K3, P1-P3, P4-P6], or one of \(list)"
                    + Suggestion.englishClause(text, in: words))
            return nil
        }
        var blocks: [(grades: GradeSet, number: Int)] = []
        var isSound = true
        for (index, element) in elements.enumerated() {
            guard let grades = grades(element), !grades.isEmpty else {
                if element.elements?.isEmpty == true {
                    invalid(element, "ช่วงชั้นต้องมีอย่างน้อยหนึ่งชั้น", "at least one grade")
                }
                isSound = false
                continue
            }
            if let earlier = blocks.first(where: { !$0.grades.isDisjoint(with: grades) }) {
                let shared = earlier.grades.intersection(grades)
                let codes = shared.grades.map(\.code).joined(separator: ", ")
                findings.reject(
                    FindingCode.conflictingKeys, at: element.origin, value: element.shown,
                    thai: "\(shared.thaiLabel) อยู่ในช่วงชั้นลำดับที่ \(earlier.number) แล้ว "
                        + "ช่วงชั้นต้องไม่ซ้อนกัน",
                    english: "\(codes) already belongs to block \(earlier.number); "
                        + "blocks must not overlap")
                isSound = false
                continue
            }
            blocks.append((grades, index + 1))
        }
        guard isSound else { return nil }
        return blocks.map(\.grades).sorted { ($0.grades.first ?? .k1) < ($1.grades.first ?? .k1) }
    }

    static let bandKeys = ["up_to_km", "baht"]

    /// Bands of travel support, nearest first; an empty list keeps the flat rate.
    func bands(_ value: YAMLValue) -> [SubsidyBand]? {
        guard let elements = value.elements else {
            wrong(
                value, "ต้องเป็นรายการ เช่น [{up_to_km: 3, baht: 10}, {baht: 20}]",
                "a list such as [{up_to_km: 3, baht: 10}, {baht: 20}]")
            return nil
        }
        let bands = elements.enumerated().map { index, element in
            band(element, isLast: index == elements.count - 1)
        }
        guard !bands.contains(nil) else { return nil }
        let sound = bands.compactMap(\.self)
        for (index, (near, far)) in zip(sound, sound.dropFirst()).enumerated() {
            guard let from = near.upTo, let to = far.upTo, to <= from else { continue }
            let element = elements[index + 1]
            findings.reject(
                FindingCode.invalidValue, at: element.origin, value: "\(to.kilometres)",
                thai: "ระยะต้องมากกว่าช่วงก่อนหน้า (\(from.kilometres) กม.)",
                english: "expected more than the band before (\(from.kilometres) km)")
            return nil
        }
        return sound
    }

    private func band(_ value: YAMLValue, isLast: Bool) -> SubsidyBand? {
        guard let fields = YAMLMapping(value, keys: Self.bandKeys, findings: findings) else {
            return nil
        }
        guard let amount = fields["baht"] else {
            findings.missingKey(
                "baht", in: value.origin, thai: "ต้องมีจำนวนบาทต่อคนต่อวันเรียน",
                english: "baht a pupil and school day is needed")
            return nil
        }
        let baht = baht(amount)
        guard let limit = fields["up_to_km"] else {
            guard isLast else {
                findings.missingKey(
                    "up_to_km", in: value.origin, thai: "ช่วงอื่นนอกจากช่วงสุดท้ายต้องมีระยะ up_to_km",
                    english: "every band but the last needs up_to_km")
                return nil
            }
            return baht.map { SubsidyBand(upTo: nil, baht: $0) }
        }
        guard !isLast else {
            findings.reject(
                FindingCode.conflictingKeys, at: limit.origin, value: limit.shown,
                thai: "ช่วงสุดท้ายต้องไม่มี up_to_km เพื่อให้ครอบคลุมทุกระยะ",
                english: "the last band has no up_to_km, so that every distance is covered")
            return nil
        }
        guard let kilometres = number(limit, 0...1_000, isOpen: true), let baht else { return nil }
        return SubsidyBand(upTo: Metres(kilometres: kilometres), baht: baht)
    }
}
