import SchoolDistrict

/// The totals rows of an enrolment table, compared with the grades they add up.
struct EnrolmentTotals {
    private struct Total {
        var school: String
        var year: Int
        var span: TotalSpan
        var row: Int
        var text: String
    }

    private struct Place: Hashable {
        var school: String
        var year: Int
    }

    private var totals: [Total] = []
    /// Schools of which a row could not be read, so that nothing is known of their sums.
    private var unread: Set<Place> = []
    /// Pupils in vocational grades, which only a grand total holds.
    private var vocational: [Place: Int] = [:]

    /// Keeps a totals row that names its school; one that names none adds up something else.
    mutating func add(_ label: String, school: String?, year: Int?, row: Int, text: String?) {
        guard let school, let year, let text, let span = TotalSpan(label), span.part == .pupils
        else { return }
        totals.append(Total(school: school, year: year, span: span, row: row, text: text))
    }

    /// Remembers that a row of a school is not counted.
    mutating func skip(school: String?, year: Int?) {
        guard let school, let year else { return }
        unread.insert(Place(school: school, year: year))
    }

    /// Remembers the pupils of a vocational row.
    mutating func addVocational(_ pupils: Int, school: String?, year: Int?) {
        guard let school, let year else { return }
        vocational[Place(school: school, year: year), default: 0] += pupils
    }

    /// Findings: totals that are not the sum of the grades read.
    func compare(with result: EnrolmentTable.Result, cells: CellReader) {
        for total in totals {
            let place = Place(school: total.school, year: total.year)
            guard !unread.contains(place), let record = result[total.school]?[total.year] else {
                continue
            }
            let general = total.span.grades.grades.reduce(0) { $0 + record.pupils[$1] }
            let sum = general + (total.span.isGrand ? vocational[place] ?? 0 : 0)
            guard (try? NumberText.integer(total.text)) != sum else { continue }
            cells.report(
                FindingCode.totalMismatch, .warning, row: total.row, column: "pupils",
                value: total.text,
                thai: "โรงเรียน \(total.school) ปี \(total.year): รายชั้นรวมกันได้ \(sum) ไม่ตรงกับแถวรวมนี้ "
                    + "แผนใช้จำนวนรายชั้น โปรดตรวจว่าช่องใดผิด",
                english: "school \(total.school), \(total.year): the grades add up to \(sum), not "
                    + "to this total; the plan uses the grades, please check which is wrong",
                school: total.school)
        }
    }
}
