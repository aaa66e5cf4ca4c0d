import SchoolDistrict

/// A table of texts in memory: one header, then rows as wide as the header.
struct CellTable: Hashable, Sendable {
    var header: [String]
    var rows: [[String]]
    /// The row numbers that a spreadsheet shows.
    var rowNumbers: [Int]
    /// The day that the titles above the header name (`2566-06-10`).
    var asOf: String?
    /// The academic year that the titles name.
    var titleYear: Int?
    /// The year that a merged cell above each column names, where different columns are of different years; else empty.
    var years: [Int] = []
    /// What each row was made of, where the cells were rearranged; else empty.
    var origins: [RowOrigin] = []

    /// The cells of a column.
    func texts(_ column: Int) -> some Sequence<String> { rows.lazy.map { $0[column] } }

    /// The rows of the indices given, with their numbers and what they were made of.
    func keeping(_ indices: [Int]) -> CellTable {
        var table = self
        table.rows = indices.map { rows[$0] }
        table.rowNumbers = indices.map { rowNumbers[$0] }
        if !origins.isEmpty { table.origins = indices.map { origins[$0] } }
        return table
    }
}

extension CellTable {
    /// A table from the rows of a sheet: titles above the header and signatures and remarks below the
    /// last row are left out, and a header in two rows with merged cells becomes one (see ``SheetHeader``).
    ///
    /// `nil` when no row has two filled cells.
    init?(sheet rows: [[String]], rowNumbers: [Int]) {
        let rows = rows.map { $0.map(ThaiText.trim) }
        guard let head = SheetHeader(rows) else { return nil }
        var header = head.texts
        let content = rows[head.firstRow...]
        while header.last?.isEmpty == true,
            content.allSatisfy({ $0.count < header.count || $0[header.count - 1].isEmpty })
        {
            header.removeLast()
        }
        self.header = header
        years = Array(head.years.prefix(header.count))
        let titles = rows[..<head.firstRow].lazy.flatMap { $0 }
        asOf = titles.compactMap(DateText.find).first
        titleYear = titles.compactMap(YearText.find).first
        self.rows = []
        self.rowNumbers = []
        for (row, number) in zip(content, rowNumbers[head.firstRow...])
        where row.contains(where: { !$0.isEmpty }) {
            self.rows.append(
                header.indices.map { $0 < row.count ? row[$0] : "" })
            self.rowNumbers.append(number)
        }
        while let last = self.rows.last, Self.isFooter(last) {
            self.rows.removeLast()
            self.rowNumbers.removeLast()
        }
    }

    /// Whether a row says who signed the sheet or remarks on it, in a cell or two; such rows name no school.
    private static func isFooter(_ row: [String]) -> Bool {
        let filled = row.filter { !$0.isEmpty }
        return filled.count <= 2 && filled.allSatisfy { $0.count(where: \.isNumber) < 6 }
            && filled.contains { text in
                ["ลงชื่อ", "(ลงชื่อ", "หมายเหตุ", "ผู้รายงาน", "ผู้รับรอง", "ผู้จัดทำ", "ผู้ตรวจสอบ", "ที่มา"]
                    .contains(where: text.hasPrefix)
            }
    }
}

/// A column of a table with one group of columns for each grade.
struct GradeColumn: Hashable {
    /// What is counted.
    enum Part: Hashable {
        case boys, girls, pupils, classes

        init?(word: String) {
            switch HeaderWords.compact(word) {
            case "ชาย", "ช", "male", "boys": self = .boys
            case "หญิง", "ญ", "female", "girls": self = .girls
            case "รวม", "นักเรียน", "total", "pupils": self = .pupils
            case "ห้อง", "ห้องเรียน", "rooms", "classes": self = .classes
            default: return nil
            }
        }
    }

    var grade: Grade
    var part: Part

    /// `อ.1 ชาย`, `ป.1 ห้อง`; a grade alone counts its pupils.
    ///
    /// Sums over grades give `nil`.
    init?(header: String) {
        if let grade = Grade(parsing: header) {
            (self.grade, part) = (grade, .pupils)
            return
        }
        for word in ["ชาย", "หญิง", "รวม", "ห้องเรียน", "ห้อง", "male", "female", "total", "rooms"] {
            guard header.lowercased().hasSuffix(word), let part = Part(word: word),
                let grade = Grade(
                    parsing: String(header.dropLast(word.count).filter { $0 != "_" && $0 != "-" }))
            else { continue }
            (self.grade, self.part) = (grade, part)
            return
        }
        return nil
    }
}
