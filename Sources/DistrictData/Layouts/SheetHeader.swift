/// The header of a sheet, which merged cells may spread over two rows.
///
/// `อ.1` over `ชาย`, `หญิง` reads `อ.1 ชาย`, `อ.1 หญิง`; `พิกัด` over `ละติจูด`, `ลองจิจูด` reads as the
/// two below; `รหัสโรงเรียน`, `ชื่อโรงเรียน` and `ปีการศึกษา 2566` over the grades keep the first two and the grades.
struct SheetHeader {
    /// One text a column.
    let texts: [String]
    /// The first row under the header.
    let firstRow: Int
    /// The year above each column, where cells of one row above name different years; else empty.
    let years: [Int]

    /// The header of trimmed rows; `nil` when no row has two filled cells.
    init?(_ rows: [[String]]) {
        guard let head = Self.bestRow(rows) else { return nil }
        var texts = rows[head]
        var first = head + 1
        if first < rows.count, Self.isContinuation(rows[first], under: texts) {
            texts = Self.joined(texts, rows[first])
            first += 1
        } else if head > 0 {
            // Merged downwards, code and name stand in the row above their grades.
            for (column, text) in rows[head - 1].enumerated()
            where column < texts.count && texts[column].isEmpty && HeaderWords.isKnown(text) {
                texts[column] = text
            }
        }
        self.texts = texts
        firstRow = first
        years =
            [head, head - 1].lazy.filter { $0 >= 0 }
            .compactMap { Self.years(rows[$0], width: texts.count) }.first ?? []
    }

    /// The row among the first twelve with most words that headers are known to use.
    private static func bestRow(_ rows: [[String]]) -> Int? {
        let filled = rows.indices.filter { row in rows[row].count { !$0.isEmpty } >= 2 }
        guard let first = filled.first else { return nil }
        let scores = filled.prefix(12).map { row in
            (
                row: row,
                score: holdsParts(rows[row]) ? 0 : rows[row].count { HeaderWords.isKnown($0) }
            )
        }
        let best = scores.max { ($0.score, -$0.row) < ($1.score, -$1.row) }
        return best.map { $0.score >= 2 ? $0.row : first }
    }

    /// Whether a row holds only what stands under a grade: `ชาย`, `หญิง`, `รวม`, `ห้อง`.
    private static func holdsParts(_ row: [String]) -> Bool {
        let filled = row.filter { !$0.isEmpty }
        return filled.count >= 2 && filled.allSatisfy { GradeColumn.Part(word: $0) != nil }
    }

    /// Whether a row goes on with the header above it: parts of grades, or header words under merged cells.
    private static func isContinuation(_ row: [String], under header: [String]) -> Bool {
        if holdsParts(row) { return true }
        let filled = row.indices.filter { !row[$0].isEmpty }
        return filled.count >= 2
            && filled.allSatisfy { column in
                HeaderWords.isKnown(row[column])
                    && (column >= header.count || !HeaderWords.isKnown(header[column]))
            }
    }

    private static func joined(_ upper: [String], _ lower: [String]) -> [String] {
        var texts = upper + Array(repeating: "", count: max(0, lower.count - upper.count))
        var top = ""
        for column in texts.indices {
            let below = column < lower.count ? lower[column] : ""
            if !texts[column].isEmpty { top = texts[column] }
            guard !below.isEmpty else { continue }
            texts[column] = GradeColumn.Part(word: below) == nil ? below : "\(top) \(below)"
        }
        return texts
    }

    /// The years that the cells of a row name from their column on; `nil` unless there are two or more.
    private static func years(_ row: [String], width: Int) -> [Int]? {
        let found = row.map { YearText.find(in: $0) ?? 0 }
        guard Set(found.filter { $0 > 0 }).count >= 2 else { return nil }
        var year = 0
        return (0..<width).map { column in
            if column < row.count, !row[column].isEmpty { year = found[column] }
            return year
        }
    }
}
