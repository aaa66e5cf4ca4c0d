import SchoolDistrict
import Staffing

/// A staffing norm worked out for one school, with its numbers: what `PostRule` computes, written as a sum.
struct NormText {
    let rule: PostRule
    let pupils: GradeCounts
    let classes: GradeCounts

    /// The sum in one line and what it comes to, such as `((9 ห้อง × 40 ÷ 25) + 130 คน ÷ 25) ÷ 2 = 9.8 → 10`.
    var text: String {
        guard let band = rule.band(pupils: pupils.total) else { return "0 (ไม่มีนักเรียน / no pupils)" }
        let parts = band.parts.map(part)
        let total = rule.posts(pupils: pupils, classes: classes)
        let doubt = band.isConfirmed ? "" : " [ยังไม่ยืนยัน / unconfirmed]"
        guard parts.count != 1 else { return parts[0] + doubt }
        return parts.map { "(\($0))" }.joined(separator: " + ") + " = \(total)" + doubt
    }

    private func part(_ part: PostRule.Part) -> String {
        // Grades of one kind of term are added first, as the norm's own tables do.
        var groups: [(term: PostRule.Term, grades: [Grade])] = []
        for grade in Grade.allCases where pupils[grade] > 0 || classes[grade] > 0 {
            guard let term = part.terms[grade] else { continue }
            if let known = groups.firstIndex(where: { $0.term == term }) {
                groups[known].grades.append(grade)
            } else {
                groups.append((term, [grade]))
            }
        }
        var sum = part.constant
        var texts = part.constant != 0 || groups.isEmpty ? [number(part.constant)] : []
        for (term, grades) in groups {
            let count = Count(term: term, grades: grades, pupils: pupils, classes: classes)
            let label = groups.count > 1 ? "\(GradeSet(grades).thaiLabel): " : ""
            texts.append(label + count.text)
            sum += count.value
        }
        let posts = PostRule(
            bands: [PostRule.Band(upToPupils: nil, parts: [part], isConfirmed: true)]
        ).posts(pupils: pupils, classes: classes)
        let exact = number(sum)
        let rounding = part.rounding == .up ? "ปัดขึ้น / up" : "ปัดครึ่งขึ้น / half up"
        let result = exact == "\(posts)" ? "" : " → \(posts) (\(rounding))"
        let joined = texts.map { groups.count > 1 ? "[\($0)]" : $0 }.joined(separator: " + ")
        return joined == exact ? joined + result : "\(joined) = \(exact)\(result)"
    }

    /// One kind of term with its pupils, classes and the rooms that the norm forms.
    private struct Count {
        let term: PostRule.Term
        let pupils: Int
        let classes: Int
        let rooms: Int

        init(term: PostRule.Term, grades: [Grade], pupils: GradeCounts, classes: GradeCounts) {
            self.term = term
            self.pupils = grades.reduce(0) { $0 + pupils[$1] }
            self.classes = grades.reduce(0) { $0 + classes[$1] }
            rooms = grades.reduce(0) { $0 + term.rooms(pupils[$1]) }
        }

        var value: Double {
            term.perPupil * Double(pupils) + term.perClass * Double(classes)
                + term.perRoom * Double(rooms)
        }

        var text: String {
            // The norm of 2545: ((rooms × size ÷ ratio) + pupils ÷ ratio) ÷ 2.
            if term.perClass == 0, term.perPupil > 0, term.perRoom > 0,
                let ratio = whole(0.5 / term.perPupil),
                abs(term.perRoom * 2 * Double(ratio) - Double(term.roomSize)) < 1e-9
            {
                return "((\(rooms) ห้อง/rooms × \(term.roomSize) ÷ \(ratio)) + "
                    + "\(pupils) คน/pupils ÷ \(ratio)) ÷ 2"
            }
            var texts: [String] = []
            if term.perRoom > 0 {
                let ratio = whole(Double(term.roomSize) / term.perRoom)
                texts.append(
                    "\(rooms) ห้อง/rooms × "
                        + (ratio.map { "\(term.roomSize) ÷ \($0)" } ?? number(term.perRoom)))
            }
            if term.perPupil > 0 {
                let ratio = whole(1 / term.perPupil)
                texts.append(
                    "\(pupils) คน/pupils "
                        + (ratio.map { "÷ \($0)" } ?? "× \(number(term.perPupil))"))
            }
            if term.perClass > 0 {
                texts.append("\(classes) ห้องเรียน/classes × \(number(term.perClass))")
            }
            return texts.isEmpty ? "0" : texts.joined(separator: " + ")
        }
    }
}

/// A number that is whole but for rounding.
private func whole(_ value: Double) -> Int? {
    let rounded = value.rounded()
    return rounded > 0 && rounded < 1e6 && abs(value - rounded) < 1e-9 ? Int(rounded) : nil
}

private func number(_ value: Double) -> String { ExplainNumber.number(value, decimals: 3) }
