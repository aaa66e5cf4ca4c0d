/// A table of text cells: one header, then rows as wide as the header.
///
/// The file's bytes are kept and cells are decoded when asked for, so that a large file costs one pass.
public struct CSVTable: Sendable {
    /// Where a cell's text lies in the bytes.
    struct Cell {
        var start: UInt32
        var end: UInt32
        /// Whether the text holds doubled quotes to be made single.
        var hasEscapes: Bool
    }

    /// The column names, blanks trimmed.
    public let header: [String]
    /// The character between cells: `,`, `;`, `|` or a tab.
    public let delimiter: Character
    /// How the file was written, where the bytes had to tell; `nil` when the encoding was stated.
    public let detectedEncoding: DetectedEncoding?
    /// The lines above the header that are no part of the table.
    public let titles: [String]
    private let bytes: [UInt8]
    private let cells: [Cell]
    private let rowNumbers: [Int]

    init(
        header: [String], delimiter: Character, bytes: [UInt8], cells: [Cell], rowNumbers: [Int],
        detectedEncoding: DetectedEncoding?, titles: [String] = []
    ) {
        self.titles = titles
        self.detectedEncoding = detectedEncoding
        self.header = header
        self.delimiter = delimiter
        self.bytes = bytes
        self.cells = cells
        self.rowNumbers = rowNumbers
    }

    /// How many rows there are below the header; blank rows are left out.
    public var rowCount: Int { rowNumbers.count }

    /// The row's number as a spreadsheet shows it: the header is 1.
    public func rowNumber(_ row: Int) -> Int { rowNumbers[row] }

    /// The text of a cell, quotes removed, otherwise as written.
    public func text(row: Int, column: Int) -> String {
        Self.text(of: cells[row * header.count + column], in: bytes)
    }

    static func text(of cell: Cell, in bytes: [UInt8]) -> String {
        let range = Int(cell.start)..<Int(cell.end)
        guard cell.hasEscapes else { return String(decoding: bytes[range], as: UTF8.self) }
        var unescaped: [UInt8] = []
        unescaped.reserveCapacity(range.count)
        var i = range.lowerBound
        while i < range.upperBound {
            unescaped.append(bytes[i])
            i += bytes[i] == UInt8(ascii: "\"") ? 2 : 1
        }
        return String(decoding: unescaped, as: UTF8.self)
    }
}
