/// Writes `district.yaml`.
struct ManifestText {
    /// A table of the manifest.
    struct Entry {
        var kind: TableKind
        var file: String
        var layer: String?
        var sheet: String?
        var isOpenStreetMapSchools = false
        var columns: [HeaderWords.Match] = []
        /// What may be these columns; written behind `#` for the user to decide.
        var guesses: [HeaderWords.Match] = []
        var filters: [(column: String, value: String)] = []
    }

    var officeCode: String
    var officeName: String
    var academicYear: Int
    /// The day of the data (`2566-06-10`), where a file says it.
    var asOf: String?
    var entries: [Entry]

    /// The manifest as YAML, tables in the order of `TableKind`.
    var text: String {
        var lines = [
            "# เขียนโดย schoolnet import แก้ไขได้ / written by schoolnet import, free to edit",
            "office: {code: \(Self.quoted(officeCode)), name_th: \(Self.quoted(officeName))}",
            "academic_year: \(academicYear)",
        ]
        if let asOf { lines.append("as_of: \(asOf)") }
        for kind in TableKind.allCases {
            for entry in entries where entry.kind == kind { lines += Self.lines(entry) }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func lines(_ entry: Entry) -> [String] {
        var lines = ["\(entry.kind.rawValue):", "  file: \(quoted(entry.file))"]
        if let layer = entry.layer { lines.append("  layer: \(quoted(layer))") }
        if let sheet = entry.sheet { lines.append("  sheet: \(quoted(sheet))") }
        if entry.isOpenStreetMapSchools { lines.append("  osm: {amenity: school}") }
        lines += columnLines(entry)
        if !entry.filters.isEmpty {
            lines.append("  where:")
            lines += entry.filters.map { "    \(quoted($0.column)): \(quoted($0.value))" }
        }
        return lines
    }

    private static func columnLines(_ entry: Entry) -> [String] {
        let mapped = entry.columns.filter { $0.column != $0.header }
        var lines = mapped.isEmpty ? [] : ["  columns:"]
        lines += mapped.map { match in
            let remark = match.confidence == .guessed ? "  # เดา ตรวจด้วย / guessed, check it" : ""
            return "    \(match.column): \(quoted(match.header))\(remark)"
        }
        if !entry.guesses.isEmpty {
            lines.append(
                mapped.isEmpty
                    ? "  # columns:  # อาจเป็น ลบ # เพื่อใช้ / perhaps; remove the # to use"
                    : "    # อาจเป็น ลบ # เพื่อใช้ / perhaps; remove the # to use")
            lines += entry.guesses.map { "    # \($0.column): \(quoted($0.header))" }
        }
        return lines
    }

    /// A double-quoted YAML string.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}

extension CellTable {
    /// The table as UTF-8 text with commas, quoted where needed (RFC 4180), what its rows were made of behind them.
    var csvBytes: [UInt8] {
        let table = OriginColumns.written(self)
        let lines = ([table.header] + table.rows).map { row in
            row.map { cell in
                cell.contains { ",\"\r\n".contains($0) }
                    ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
            }.joined(separator: ",")
        }
        return Array((lines.joined(separator: "\n") + "\n").utf8)
    }
}
