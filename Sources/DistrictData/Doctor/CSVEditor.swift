import Foundation

/// A table of cells with some of them changed, to be written as delimited text.
struct CSVEditor {
    private let header: [String]
    private let delimiter: Character
    private var rows: [[String]]
    private let indices: [Int: Int]

    /// The cells of a table in any form; text keeps its delimiter.
    init(_ content: Table.Content) {
        header = content.header
        if case .text(let table) = content { delimiter = table.delimiter } else { delimiter = "," }
        rows = (0..<content.rowCount).map { row in
            content.header.indices.map { content.text(row: row, column: $0) }
        }
        // One row of a wide sheet may have become many: its number then tells nothing.
        let numbers = Dictionary(grouping: 0..<content.rowCount, by: content.rowNumber)
        indices = numbers.compactMapValues { $0.count == 1 ? $0[0] : nil }
    }

    /// Applies the repair of a finding; cells that no longer hold the old content are left alone.
    mutating func apply(_ finding: Finding) -> [FixedDistrict.AppliedChange] {
        guard let number = finding.row, let row = indices[number], let repair = finding.repair
        else { return [] }
        return repair.changes.compactMap { change in
            guard let column = header.firstIndex(of: change.column),
                ThaiText.trim(rows[row][column]) == change.old, change.old != change.new
            else { return nil }
            rows[row][column] = change.new
            return FixedDistrict.AppliedChange(finding: finding, change: change)
        }
    }

    /// The table as bytes: in the stated encoding, or UTF-8 with a byte-order mark where none is stated.
    func bytes(encoding: TextEncoding?) -> [UInt8] {
        let delimiter = delimiter
        let text = ([header] + rows).map { Self.line($0, delimiter: delimiter) }.joined()
        let name = encoding?.rawValue ?? ""
        if name.contains("874") || name.contains("620") {
            // A letter the code page lacks becomes a question mark; the repairs write Thai and digits only.
            return text.unicodeScalars.map { Mojibake.windows874Byte($0) ?? UInt8(ascii: "?") }
        }
        if name.contains("16") {
            return [UInt8](text.data(using: .utf16) ?? Data(text.utf8))
        }
        return encoding == nil ? [0xEF, 0xBB, 0xBF] + Array(text.utf8) : Array(text.utf8)
    }

    /// One line of cells, quoted where needed (RFC 4180), with its line end.
    static func line(_ cells: [String], delimiter: Character) -> String {
        cells.map { cell in
            let needsQuotes = cell.contains {
                $0 == delimiter || $0 == "\"" || $0.isNewline
            }
            return needsQuotes
                ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }.joined(separator: String(delimiter)) + "\n"
    }
}
