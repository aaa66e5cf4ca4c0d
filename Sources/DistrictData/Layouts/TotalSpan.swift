import SchoolDistrict

/// What a total that an office writes adds up: some grades, and boys, girls, pupils or classes.
struct TotalSpan: Hashable {
    var grades: GradeSet
    /// Whether every grade is meant, vocational ones as well.
    var isGrand: Bool
    var part = GradeColumn.Part.pupils

    /// `รวม`, `รวมทั้งหมด`, `รวม อบ.`, `รวมประถม ชาย`; `nil` for anything else.
    init?(_ label: String) {
        let word = HeaderWords.compact(label)
        if let grades = Self.spans[word] {
            (self.grades, isGrand) = (grades, grades == Self.all)
            return
        }
        for ending in ["ชาย", "หญิง", "รวม", "ห้องเรียน", "ห้อง"] where word.hasSuffix(ending) {
            guard let grades = Self.spans[String(word.dropLast(ending.count))],
                let part = GradeColumn.Part(word: ending)
            else { continue }
            (self.grades, isGrand, self.part) = (grades, grades == Self.all, part)
            return
        }
        return nil
    }

    private static let all = GradeSet(Grade.allCases)

    private static let spans: [String: GradeSet] = {
        let (kinder, primary) = (GradeSet([.k1, .k2, .k3]), GradeSet(Grade.primary))
        let (lower, upper) = (GradeSet([.m1, .m2, .m3]), GradeSet([.m4, .m5, .m6]))
        let words: [(GradeSet, [String])] = [
            (
                all,
                [
                    "รวม", "รวมทั้งหมด", "รวมทั้งสิ้น", "รวมทุกชั้น", "รวมนักเรียน", "รวมนักเรียนทั้งหมด",
                    "ยอดรวม",
                    "ทั้งหมด", "นักเรียนรวม", "นักเรียนทั้งหมด", "จำนวนนักเรียนรวม", "จำนวนนักเรียนทั้งหมด",
                    "total",
                    "grandtotal",
                ]
            ),
            (kinder, ["รวมอบ", "รวมอ", "รวมอนุบาล", "รวมก่อนประถม", "รวมก่อนประถมศึกษา"]),
            (primary, ["รวมป", "รวมประถม", "รวมประถมศึกษา"]),
            (lower.union(upper), ["รวมม", "รวมมัธยม", "รวมมัธยมศึกษา"]),
            (lower, ["รวมมต้น", "รวมมัธยมต้น", "รวมมัธยมศึกษาตอนต้น"]),
            (upper, ["รวมมปลาย", "รวมมัธยมปลาย", "รวมมัธยมศึกษาตอนปลาย"]),
        ]
        return Dictionary(words.flatMap { span, list in list.map { ($0, span) } }) { first, _ in
            first
        }
    }()
}

extension Grade {
    fileprivate static let primary: [Grade] = [.p1, .p2, .p3, .p4, .p5, .p6]
}
