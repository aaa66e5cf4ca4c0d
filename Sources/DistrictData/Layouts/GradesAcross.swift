import SchoolDistrict

/// A wide sheet, one row a school and one group of columns a grade, turned into one row a grade.
struct GradesAcross {
    private let table: CellTable
    private let file: String
    private let sheet: String?
    private let findings: FindingList
    /// The columns of each grade in each year; year 0 is that of the rows.
    private var columns: [Int: [Grade: [GradeColumn.Part: Int]]] = [:]
    private var code: Int?
    private var name: Int?
    private var year: Int?

    /// A wide table of a file, as findings show it.
    init(_ table: CellTable, file: String, sheet: String?, findings: FindingList) {
        self.table = table
        self.file = file
        self.sheet = sheet
        self.findings = findings
        func column(_ name: String, _ kind: TableKind) -> Int? {
            HeaderWords.matches(kind, in: table.header)
                .first { $0.column == name && $0.confidence >= .synonym }
                .flatMap { table.header.firstIndex(of: $0.header) }
        }
        (code, name) = (column("code", .schools), column("name_th", .schools))
        year = column("year", .enrolment)
        for (index, text) in table.header.enumerated() {
            guard let found = GradeColumn(header: text) else { continue }
            let known = columns[yearAbove(index)]?[found.grade]?[found.part]
            if known == nil {
                columns[yearAbove(index), default: [:]][found.grade, default: [:]][found.part] =
                    index
            } else {
                reportRepeated(text)
            }
        }
        if code == nil, name == nil { reportNoSchool() }
    }

    /// The year in the merged cell above a column; 0 where the columns are of one year.
    private func yearAbove(_ column: Int) -> Int {
        hasYearsAbove && column < table.years.count ? table.years[column] : 0
    }

    /// Whether the columns are of several years.
    private var hasYearsAbove: Bool { !table.years.isEmpty && year == nil }

    /// One row for each school and grade: `school`, `name_th`, `grade`, `pupils`, `classes`, and `year` where the
    /// sheet has one; each with the row and headers it was made of.
    ///
    /// Pupils are the total, else boys and girls together. A grade whose cells are all blank, or all
    /// zero, is not taught and gives no row. Sums over grades are left out, and rows of totals: those
    /// with `รวม` alone in a cell, and those without a code whose name is blank or begins with `รวม`;
    /// a note counts them. Both are compared with what they add up, and a difference is a finding.
    /// Any other row without a code stays, so that the reader names it.
    func gradesDown() -> CellTable {
        var result = CellTable(
            header: ["school", "name_th", "grade", "pupils", "classes"]
                + (year == nil && !hasYearsAbove ? [] : ["year"]), rows: [], rowNumbers: [],
            titleYear: table.titleYear)
        guard code != nil || name != nil else { return result }
        let groups = columns.sorted { $0.key < $1.key }.flatMap { year in
            year.value.sorted { $0.key < $1.key }.map { (year.key, $0.key, $0.value) }
        }
        var sums = ColumnSums(table.header)
        var totals = 0
        for (row, number) in zip(table.rows, table.rowNumbers) {
            let label = name.map { row[$0] } ?? ""
            let schoolCode = code.map { row[$0] } ?? ""
            let isNamed = !ThaiText.isMissing(label) && !ThaiText.isTotalsLabel(label)
            if row.contains(where: ThaiText.isPlainTotal) || schoolCode.isEmpty && !isNamed {
                totals += 1
                report(sums.differences(row), number)
                continue
            }
            sums.add(row)
            check(row, number, school: schoolCode, name: label)
            let place = RowOrigin(file: RowOrigin.name(of: file), sheet: sheet, row: number)
            for (above, grade, parts) in groups {
                let texts = parts.mapValues { row[$0] }
                let pupils = texts[.pupils] ?? Self.sum(texts[.boys], texts[.girls])
                let classes = texts[.classes] ?? ""
                if Self.isNothing(pupils), Self.isNothing(classes) { continue }
                result.rows.append(
                    [schoolCode, label, grade.code, pupils, classes]
                        + (year.map { [row[$0]] } ?? (hasYearsAbove ? ["\(above)"] : [])))
                result.rowNumbers.append(number)
                var origin = place
                origin.headers = headers(parts)
                result.origins.append(origin)
            }
        }
        findings.noteDropped(totals: totals, file: file, column: nil)
        if result.rows.isEmpty, totals > 1 { reportNoSchool() }
        return result
    }

    /// The office's headers behind `pupils` and `classes` of a grade.
    private func headers(_ parts: [GradeColumn.Part: Int]) -> [String: String] {
        let counted =
            parts[.pupils].map { [$0] } ?? [parts[.boys], parts[.girls]].compactMap { $0 }
        var headers = [
            "pupils": counted.map { table.header[$0] }.joined(separator: " + ")
        ]
        headers["grade"] = headers["pupils"]
        headers["classes"] = parts[.classes].map { table.header[$0] }
        return headers.filter { !$0.value.isEmpty }
    }

    /// The texts added up; kept side by side when one is no number, so that the reader names it.
    private static func sum(_ boys: String?, _ girls: String?) -> String {
        let texts = [boys, girls].compactMap { $0 }.filter { !ThaiText.isMissing($0) }
        let values = texts.compactMap { try? NumberText.integer($0) }
        if values.count < texts.count { return texts.joined(separator: "+") }
        return values.isEmpty ? "" : "\(values.reduce(0, +))"
    }

    private static func isNothing(_ text: String) -> Bool {
        ThaiText.isMissing(text) || (try? NumberText.integer(text)) == 0
    }
}

extension GradesAcross {
    /// Compares the sums that the office wrote in a row with what they add up.
    private func check(_ row: [String], _ number: Int, school: String, name: String) {
        for (index, header) in table.header.enumerated() {
            guard let span = TotalSpan(header), !ThaiText.isMissing(row[index]) else { continue }
            let cells = (columns[yearAbove(index)] ?? [:]).filter { span.grades.contains($0.key) }
                .flatMap { counted(span.part, $0.value) }
            guard !cells.isEmpty, let sum = Self.total(cells, row) else { continue }
            compare(row[index], sum, index, number, school: school, name: name)
        }
        for parts in columns.values.flatMap(\.values).sorted(by: {
            ($0.values.min() ?? 0) < ($1.values.min() ?? 0)
        }) {
            guard let boys = parts[.boys], let girls = parts[.girls], let both = parts[.pupils],
                !ThaiText.isMissing(row[both]), let sum = Self.total([boys, girls], row),
                // Offices that leave boys and girls blank count them together only.
                ![boys, girls].allSatisfy({ ThaiText.isMissing(row[$0]) })
            else { continue }
            compare(row[both], sum, both, number, school: school, name: name)
        }
    }

    /// The columns whose cells a total of a part adds up in one grade.
    private func counted(_ part: GradeColumn.Part, _ parts: [GradeColumn.Part: Int]) -> [Int] {
        if let own = parts[part] { return [own] }
        return part == .pupils ? [parts[.boys], parts[.girls]].compactMap { $0 } : []
    }

    private static func total(_ cells: [Int], _ row: [String]) -> Int? {
        ColumnSums.total(cells.map { row[$0] })
    }

    private func compare(
        _ text: String, _ sum: Int, _ column: Int, _ row: Int, school: String, name: String
    ) {
        guard (try? NumberText.integer(text)) != sum else { return }
        let label = school.isEmpty ? name : school
        findings.append(
            Finding(
                code: FindingCode.totalMismatch, severity: .warning, file: file, row: row,
                column: table.header[column], value: text,
                expectedThai: "โรงเรียน \(label): ช่องในแถวนี้รวมกันได้ \(sum) ไม่ตรงกับยอดที่เขตเขียนไว้ "
                    + "แผนใช้จำนวนรายชั้น โปรดตรวจว่าช่องใดผิด",
                expectedEnglish: "school \(label): the cells of this row add up to \(sum); the "
                    + "plan uses the grades, please check which cell is wrong",
                schoolCode: school.isEmpty ? nil : CodeText.read(school)?.code))
    }

    private func reportRepeated(_ header: String) {
        findings.append(
            Finding(
                code: FindingCode.duplicateColumn, severity: .error, file: file, column: header,
                expectedThai: "หัวตารางนี้มีมากกว่าหนึ่งช่อง และไม่มีปีการศึกษากำกับ จึงไม่ทราบว่าช่องใดเป็นของปีใด "
                    + "ใช้ช่องแรก โปรดใส่ปีในหัวตารางหรือแยกแผ่นงาน",
                expectedEnglish: "this header stands over more than one column and no year tells "
                    + "them apart; the first is used: name the years above or use two sheets"))
    }

    private func reportNoSchool() {
        findings.append(
            Finding(
                code: FindingCode.missingColumn, severity: .error, file: file,
                value: table.header.filter { !$0.isEmpty }.prefix(6).joined(separator: ", "),
                expectedThai: "ไม่พบช่องรหัสหรือชื่อโรงเรียนในหัวตาราง จึงไม่ใช้แผ่นงานนี้",
                expectedEnglish: "no column of school codes or names in this header; "
                    + "the sheet is not used"))
    }

    private func report(_ differences: [ColumnSums.Difference], _ row: Int) {
        for difference in differences {
            findings.append(
                Finding(
                    code: FindingCode.columnTotalMismatch, severity: .warning, file: file,
                    row: row, column: table.header[difference.column], value: difference.text,
                    expectedThai: "แถวของโรงเรียนข้างบนรวมกันได้ \(difference.sum) ไม่ตรงกับแถวรวม "
                        + "อาจมีโรงเรียนขาดหรือเกิน หรือตัวเลขผิด",
                    expectedEnglish: "the schools above add up to \(difference.sum), not to the "
                        + "row of totals: a school too few or too many, or a wrong number"))
        }
    }
}

/// The running sums of the columns of a wide sheet, to be compared with its rows of totals.
struct ColumnSums {
    /// A cell of a totals row that is not the sum of its column.
    struct Difference: Hashable {
        var column: Int
        var text: String
        var sum: Int
    }

    /// The sum of a column over all rows and since the last row of totals; `nil` where a cell is no number.
    private var sums: [Int: (all: Int?, group: Int?)] = [:]

    /// The sums of the columns that count something.
    init(_ header: [String]) {
        for (index, text) in header.enumerated()
        where GradeColumn(header: text) != nil || TotalSpan(text) != nil {
            sums[index] = (0, 0)
        }
    }

    /// Adds the row of a school.
    mutating func add(_ row: [String]) {
        for (column, sum) in sums {
            let value = Self.total([row[column]])
            func plus(_ sum: Int?) -> Int? { sum.flatMap { sum in value.map { sum + $0 } } }
            sums[column] = (plus(sum.all), plus(sum.group))
        }
    }

    /// The cells of a totals row that are neither the sum of all rows above nor of those since the last totals row.
    mutating func differences(_ row: [String]) -> [Difference] {
        var found: [Difference] = []
        for (column, sum) in sums.sorted(by: { $0.key < $1.key }) {
            sums[column] = (sum.all, 0)
            let text = row[column]
            guard let all = sum.all, let group = sum.group, !ThaiText.isMissing(text) else {
                continue
            }
            let value = try? NumberText.integer(text)
            if value != all, value != group {
                found.append(Difference(column: column, text: text, sum: all))
            }
        }
        return found
    }

    /// The texts added up, blank ones as nothing; `nil` where one is no whole number.
    static func total(_ texts: [String]) -> Int? {
        var sum = 0
        for text in texts where !ThaiText.isMissing(text) {
            guard let value = try? NumberText.integer(text) else { return nil }
            sum += value
        }
        return sum
    }
}
