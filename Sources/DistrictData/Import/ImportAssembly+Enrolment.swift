import Foundation
import SchoolDistrict

extension ImportAssembly {
    /// Pupils by grade: one table as it is, or all sheets and years together in a table of the planner's own.
    mutating func addEnrolment() {
        let parts = files.filter { $0.role == .table(.enrolment) }
        guard !parts.isEmpty else { return }
        let isSingle = parts.count == 1 && !parts[0].isRearranged
        guard !isSingle, !has(.enrolment) else {
            for part in parts { refer(to: part, as: .enrolment, columns: part.usedMatches) }
            return
        }
        var merged = EnrolmentMerge(directory: directory, findings: findings)
        for part in parts { merged.add(part, year: enrolmentYear(of: part)) }
        remarks += merged.remarks
        if !merged.unmatched.isEmpty {
            write(
                Self.table(EnrolmentMerge.unmatchedHeader, merged.unmatched),
                as: "unmatched_schools.csv", kind: nil)
        }
        if !merged.table.rows.isEmpty { write(merged.table, as: "enrolment.csv", kind: .enrolment) }
    }

    /// The year of the rows that state none: of the sheet, of a title, of the file's name, else of the import.
    private func enrolmentYear(of part: ImportedFile) -> EnrolmentMerge.Year {
        if let year = part.statedYear { return .init(value: year, isStated: true) }
        let name = URL(fileURLWithPath: part.path).lastPathComponent
        if files.count > 1, request.academicYear == nil, let year = YearText.named(by: name) {
            return .init(value: year, isStated: true)
        }
        return .init(value: academicYear, isStated: false)
    }
}

/// The enrolment of several sheets, files and years brought together.
struct EnrolmentMerge {
    /// The year of a part's rows, and whether the part says it.
    struct Year {
        var value: Int
        var isStated: Bool
    }

    private struct Key: Hashable {
        var school: String
        var year: String
        var grade: String

        /// The school and the year.
        var place: [String] { [school, year] }
    }

    static let unmatchedHeader = [
        "name_th", "reason", "candidates", "source_file", "source_sheet", "source_row",
    ]

    /// The schools that names can mean; empty when the import has no list of schools.
    let directory: SchoolDirectory
    let findings: FindingList
    /// The rows, in the order of the parts.
    private(set) var table = CellTable(
        header: ["school", "name_th", "year", "grade", "pupils", "classes"], rows: [],
        rowNumbers: [])
    /// Which part gave which year, Thai with English beside.
    private(set) var remarks: [String] = []
    /// Names that are no one school of the list.
    private(set) var unmatched: [[String]] = []
    private var seen: [Key: (part: Int, pupils: String)] = [:]
    private var partCount = 0

    init(directory: SchoolDirectory, findings: FindingList) {
        self.directory = directory
        self.findings = findings
    }

    /// Adds the rows of a table, its schools found by name where they have no code.
    mutating func add(_ file: ImportedFile, year: Year) {
        guard let content = file.content else { return }
        partCount += 1
        let rows = EnrolmentRows(file, content)
        let answers = SchoolNameJoin(directory, rows: rows, file: file, findings: findings)
        unmatched += answers.unmatched
        let codes = (0..<content.rowCount).map(answers.code)
        let keys = codes.indices.map { index in
            codes[index].map { key(rows, index, school: $0, year: year) }
        }
        let repeated = keys.indices.filter { index in
            keys[index].flatMap { seen[$0] }.map {
                $0.part != partCount && $0.pupils != rows.text(index, "pupils")
            } ?? false
        }
        // Of a school that an earlier sheet counts otherwise nothing is mixed in.
        let disputed = Set(repeated.compactMap { keys[$0]?.place })
        var counts: [String: Int] = [:]
        for index in keys.indices {
            guard let key = keys[index], let school = codes[index],
                !disputed.contains(key.place), seen[key]?.part ?? partCount == partCount
            else { continue }
            let pupils = rows.text(index, "pupils")
            seen[key] = (partCount, pupils)
            counts[key.year, default: 0] += 1
            table.rows.append([
                school, rows.name(index), key.year, rows.text(index, "grade"), pupils,
                rows.text(index, "classes"),
            ])
            table.rowNumbers.append(table.rows.count + 1)
            table.origins.append(rows.origin(index))
        }
        note(counts, of: file, year: rows.hasYear ? nil : year)
        if let first = repeated.first {
            note(
                (repeated.count, content.rowNumber(first), keys[first]?.school ?? ""), in: file)
        }
    }

    private func key(_ rows: EnrolmentRows, _ row: Int, school: String, year: Year) -> Key {
        let (own, grade) = (rows.text(row, "year"), rows.text(row, "grade"))
        return Key(
            school: CodeText.read(school)?.code ?? school,
            year: rows.hasYear ? YearText.read(own).map(String.init) ?? own : "\(year.value)",
            grade: Grade(parsing: grade)?.code ?? grade)
    }

    private mutating func note(_ counts: [String: Int], of file: ImportedFile, year: Year?) {
        let list = counts.sorted { $0.key < $1.key }
        guard !list.isEmpty else {
            remarks.append(
                "\(file.shownName): ไม่มีแถวที่ใช้เพิ่มได้ / no row that is new and can be used")
            return
        }
        let thai = list.map { "ปี \($0.key) (\($0.value) แถว)" }.joined(separator: ", ")
        let english = list.map { "\($0.key) (\($0.value) rows)" }.joined(separator: ", ")
        let isAssumed = year.map { !$0.isStated } ?? false
        remarks.append(
            "นักเรียนรายชั้น: \(file.shownName) → \(thai)"
                + (isAssumed ? " ไม่บอกปี ถือเป็นปีของแผน" : "") + " / enrolment of \(english)"
                + (isAssumed ? ", no year stated: the plan's is taken" : ""))
    }

    private func note(
        _ repeated: (count: Int, row: Int, school: String), in file: ImportedFile
    ) {
        let path = TableSource.withoutPassword(file.path)
        findings.append(
            Finding(
                code: FindingCode.duplicateRow, severity: .warning, file: path, row: repeated.row,
                value: "\(repeated.count)",
                expectedThai: "โรงเรียน ปี และชั้นเดียวกันมีในแผ่นงานหรือแฟ้มก่อนแล้วแต่จำนวนต่างกัน "
                    + "\(repeated.count) แถว (แถวแรกคือแถวนี้) ใช้จำนวนของแผ่นก่อน "
                    + "ถ้าเป็นคนละปีให้ตั้งชื่อแผ่นงานเป็นปี เช่น “ปี 2565” หรือเลือกด้วย --sheet",
                expectedEnglish: "an earlier sheet or file has the same school, year and grade "
                    + "with another number in \(repeated.count) rows, this one first; the earlier "
                    + "is used. Name sheets of other years by them (“ปี 2565”), or choose with --sheet",
                schoolCode: repeated.school,
                source: file.partName.map {
                    FindingSource(file: path, sheet: $0, row: repeated.row)
                }))
    }
}

/// The rows of an enrolment table under the planner's own column names.
struct EnrolmentRows {
    private let content: Table.Content
    private let columns: [String: Int]
    private let headers: [String: String]
    private let nameColumn: Int?
    private let file: String
    private let sheet: String?

    init(_ file: ImportedFile, _ content: Table.Content) {
        self.content = content
        self.file = RowOrigin.name(of: file.path)
        sheet = file.partName
        var columns: [String: Int] = [:]
        for match in file.usedMatches {
            columns[match.column] = content.header.firstIndex(of: match.header)
        }
        self.columns = columns
        headers = Dictionary(file.usedMatches.map { ($0.column, $0.header) }) { first, _ in first }
        nameColumn = HeaderWords.schoolName(in: content.header)
    }

    /// Whether the rows themselves state their year.
    var hasYear: Bool { columns["year"] != nil }

    /// How many rows there are.
    var count: Int { content.rowCount }

    /// The cell of a column, blanks trimmed; empty where the table has no such column.
    func text(_ row: Int, _ column: String) -> String {
        columns[column].map { ThaiText.trim(content.text(row: row, column: $0)) } ?? ""
    }

    /// The name of the school.
    func name(_ row: Int) -> String {
        nameColumn.map { ThaiText.trim(content.text(row: row, column: $0)) } ?? ""
    }

    /// What the row is made of.
    func origin(_ row: Int) -> RowOrigin {
        content.origin(row)
            ?? RowOrigin(
                file: file, sheet: sheet, row: content.rowNumber(row), headers: headers)
    }
}

extension HeaderWords {
    /// The column of school names; `nil` when a table has none.
    ///
    /// - Parameter isNamed: whether the header must say school: `ชื่อ` alone may be of people.
    static func schoolName(in header: [String], isNamed: Bool = false) -> Int? {
        let words = (["name_th"] + synonyms(of: "name_th", in: .schools))
            .filter { !isNamed || !["ชื่อ", "name", "name_th", "name:th"].contains($0) }
        let compacted = header.map(compact)
        return words.lazy.map(compact).compactMap(compacted.firstIndex(of:)).first
    }
}
