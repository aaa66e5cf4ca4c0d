import Foundation

/// What a row of a generated or rearranged table was made of: a row of the office's own file.
struct RowOrigin: Hashable, Sendable {
    /// The name of the file, without its folder: it goes into tables that are passed on.
    var file: String
    var sheet: String?
    var row: Int
    /// Our column name → the header of the cell that gave the value.
    var headers: [String: String] = [:]

    /// The place of a value in the office's file.
    func place(of column: String?) -> FindingSource {
        FindingSource(
            file: file, sheet: sheet, row: row, column: column.flatMap { headers[$0] })
    }

    /// The name of a file as tables keep it: without its folder; of a connection without its password.
    static func name(of path: String) -> String {
        TableSource.isConnection(path)
            ? TableSource.withoutPassword(path) : URL(fileURLWithPath: path).lastPathComponent
    }
}

/// The columns in which a table that an import wrote keeps what its rows were made of.
struct OriginColumns {
    private static let file = "source_file"
    private static let sheet = "source_sheet"
    private static let row = "source_row"
    /// Before the name of a column: the header that gave its value.
    private static let prefix = "source_header_"

    private let file: Int
    private let sheet: Int?
    private let row: Int
    private let headers: [(column: String, index: Int)]

    /// `nil` when a header has no such columns.
    init?(_ header: [String]) {
        guard let file = header.firstIndex(of: Self.file),
            let row = header.firstIndex(of: Self.row)
        else { return nil }
        (self.file, self.row) = (file, row)
        sheet = header.firstIndex(of: Self.sheet)
        headers = header.indices.filter { header[$0].hasPrefix(Self.prefix) }
            .map { (String(header[$0].dropFirst(Self.prefix.count)), $0) }
    }

    /// The origin of a row; `nil` where somebody added the row later.
    func origin(_ index: Int, in content: Table.Content) -> RowOrigin? {
        func text(_ column: Int?) -> String {
            column.map { ThaiText.trim(content.text(row: index, column: $0)) } ?? ""
        }
        guard !text(file).isEmpty, let number = Int(text(row)) else { return nil }
        let found = headers.map { ($0.column, text($0.index)) }.filter { !$0.1.isEmpty }
        return RowOrigin(
            file: text(file), sheet: text(sheet).isEmpty ? nil : text(sheet), row: number,
            headers: Dictionary(found) { first, _ in first })
    }

    /// A table with its origins written into columns behind its own; one without origins as it is.
    static func written(_ table: CellTable) -> CellTable {
        guard !table.origins.isEmpty, table.origins.count == table.rows.count else { return table }
        var result = table
        result.origins = []
        let hasSheets = table.origins.contains { $0.sheet != nil }
        let columns = Set(table.origins.flatMap(\.headers.keys)).sorted()
        result.header += [file] + (hasSheets ? [sheet] : []) + [row]
        result.header += columns.map { prefix + $0 }
        for (index, origin) in table.origins.enumerated() {
            result.rows[index] +=
                [origin.file] + (hasSheets ? [origin.sheet ?? ""] : []) + ["\(origin.row)"]
                + columns.map { origin.headers[$0] ?? "" }
        }
        return result
    }
}
