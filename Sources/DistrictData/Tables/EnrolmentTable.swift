import SchoolDistrict

/// Reads the enrolment table: one row per school, year and grade.
struct EnrolmentTable {
    let cells: CellReader
    let references: SchoolReferences
    /// The year of rows that state none.
    let academicYear: Int

    private struct Key: Hashable {
        var school: String
        var year: Int
        var grade: Grade
    }

    /// Enrolment by school code and year.
    typealias Result = [String: [Int: YearEnrolment]]

    /// Whether the table counts classes at all.
    var hasClasses: Bool { cells.table.has("classes") }

    func read() -> Result {
        let table = cells.table
        var result: Result = [:]
        var seen: [Key: Int] = [:]
        var restored: [Int] = []
        var grades: [String: Grade] = [:]
        var totals = 0
        var vocational = 0
        var sums = EnrolmentTotals()
        for row in table.rows {
            guard let label = cells.requiredText(row, "grade") else { continue }
            if ThaiText.isTotalsLabel(label) {
                totals += 1
                let place = silentPlace(row)
                sums.add(
                    label, school: place.school, year: place.year, row: row,
                    text: table.text(row, "pupils"))
                continue
            }
            if label.hasPrefix("ปวช") || label.hasPrefix("ปวส") {
                vocational += 1
                let place = silentPlace(row)
                sums.addVocational(
                    noteVocational(row, label), school: place.school, year: place.year)
                continue
            }
            let reading = references.school(row, "school", cells: cells)
            if reading?.wasRestored == true { restored.append(row) }
            let year = year(row)
            let grade = grades[label] ?? grade(row, label, school: reading?.code)
            if let grade { grades[label] = grade }
            let pupils = pupils(row, school: reading?.code)
            let classes = cells.count(row, "classes", school: reading?.code) ?? 0
            guard let school = reading?.code, let year, let grade, let pupils else {
                sums.skip(school: reading?.code, year: year)
                continue
            }
            if let earlier = seen.updateValue(
                row, forKey: Key(school: school, year: year, grade: grade))
            {
                let number = table.rowNumber(earlier)
                cells.report(
                    FindingCode.duplicateRow, .error, row: row, column: "grade", value: label,
                    thai: "โรงเรียน ปี และชั้นซ้ำกับแถว \(number)",
                    english: "the same school, year and grade as row \(number)", school: school)
                continue
            }
            var record =
                result[school]?[year]
                ?? YearEnrolment(pupils: GradeCounts(), classes: GradeCounts())
            record.pupils[grade] = pupils
            record.classes[grade] = classes
            result[school, default: [:]][year] = record
        }
        cells.noteRestored(restored, column: "school")
        cells.noteDropped(totals: totals, column: "grade")
        sums.compare(with: result, cells: cells)
        if vocational > 0 {
            cells.report(
                FindingCode.vocationalDropped, .note, row: nil, column: "grade",
                value: "\(vocational)", thai: "ตัดแถวระดับ ปวช./ปวส. ออก \(vocational) แถว",
                english: "\(vocational) rows of vocational grades were left out")
        }
        return result
    }

    /// The school and year of a row that is not counted, without a word about what cannot be read.
    private func silentPlace(_ row: Int) -> (school: String?, year: Int?) {
        let silent = CellReader(table: cells.table, findings: FindingList())
        let reader = EnrolmentTable(
            cells: silent, references: references, academicYear: academicYear)
        return (references.school(row, "school", cells: silent)?.code, reader.year(row))
    }

    /// The pupils of a vocational row; one with any is worth a warning of its own.
    private func noteVocational(_ row: Int, _ label: String) -> Int {
        let pupils = cells.count(row, "pupils") ?? 0
        if pupils > 0 {
            cells.report(
                FindingCode.vocationalDropped, .warning, row: row, column: "grade", value: label,
                thai: "มีนักเรียน \(pupils) คน แต่ระดับนี้ไม่อยู่ในแผน",
                english: "\(pupils) pupils in a grade that the plan does not cover")
        }
        return pupils
    }

    private func year(_ row: Int) -> Int? {
        guard cells.table.has("year") else { return academicYear }
        guard let text = cells.requiredText(row, "year") else { return nil }
        guard let year = YearText.read(text) ?? cells.count(row, "year") else { return nil }
        guard let problem = YearText.problem(with: year) else { return year }
        cells.report(
            problem.code, .error, row: row, column: "year", value: "\(year)", thai: problem.thai,
            english: problem.english)
        return nil
    }

    private func grade(_ row: Int, _ label: String, school: String?) -> Grade? {
        if let grade = Grade(parsing: label) { return grade }
        cells.report(
            FindingCode.unknownGrade, .error, row: row, column: "grade", value: label,
            thai: "ต้องเป็นชั้น อ.1–3, ป.1–6, ม.1–6 (หรือ K1–K3, P1–P6, M1–M6)",
            english: "a grade: อ.1–3, ป.1–6, ม.1–6 (or K1–K3, P1–P6, M1–M6)", school: school)
        return nil
    }

    private func pupils(_ row: Int, school: String?) -> Int? {
        guard cells.requiredText(row, "pupils") != nil else { return nil }
        return cells.count(row, "pupils", school: school)
    }
}

/// Finds the row of a school and grade in an enrolment table, for findings about what was read from it.
final class EnrolmentRowFinder {
    private struct Key: Hashable {
        var school: String
        var grade: Grade
    }

    private let table: Table?
    private let schools: [String]
    private let year: Int

    /// The rows of one year; the table is looked through when the first row is asked for.
    init(_ table: Table?, schools: [String], year: Int) {
        self.table = table
        self.schools = schools
        self.year = year
    }

    private lazy var rows: [Key: Int] = {
        guard let table else { return [:] }
        let references = SchoolReferences(schools)
        let silent = CellReader(table: table, findings: FindingList())
        var rows: [Key: Int] = [:]
        for row in table.rows {
            let rowYear = table.text(row, "year").flatMap(YearText.read) ?? year
            guard rowYear == year, let label = table.text(row, "grade"),
                let grade = Grade(parsing: label),
                let school = references.school(row, "school", cells: silent)?.code
            else { continue }
            rows[Key(school: school, grade: grade)] = row
        }
        return rows
    }()

    /// The row of a school and grade; `nil` where there is none.
    func row(_ school: String, _ grade: Grade) -> Int? {
        rows[Key(school: school, grade: grade)]
    }
}

extension CellReader {
    /// One note for all totals rows left out of a table.
    func noteDropped(totals: Int, column: String) {
        findings.noteDropped(
            totals: totals, file: table.source.file, column: table.header(column))
    }
}

extension FindingList {
    /// One note for all totals rows left out of a file.
    func noteDropped(totals: Int, file: String, column: String?) {
        guard totals > 0 else { return }
        append(
            Finding(
                code: FindingCode.totalsDropped, severity: .note, file: file, column: column,
                value: "\(totals)", expectedThai: "ตัดแถวรวมออก \(totals) แถว เพื่อไม่ให้นับซ้ำ",
                expectedEnglish: "\(totals) totals rows were left out so that nobody is counted "
                    + "twice"))
    }
}
