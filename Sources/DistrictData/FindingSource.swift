/// The place in the office's own file that a row was made of.
public struct FindingSource: Hashable, Sendable, Codable {
    /// The name of the file, without its folder.
    public var file: String
    /// The sheet or layer of a file with several.
    public var sheet: String?
    /// The row as a spreadsheet shows it, or the feature's number in a layer.
    public var row: Int?
    /// The header above the value, where the cells were rearranged.
    public var column: String?

    /// A place by file, sheet, row and header.
    public init(file: String, sheet: String? = nil, row: Int? = nil, column: String? = nil) {
        self.file = file
        self.sheet = sheet
        self.row = row
        self.column = column
    }
}

extension FindingSource {
    /// The file, with the sheet or layer of a file with several: `office.xlsx [ปี 2566]`.
    fileprivate var shownFile: String { sheet.map { "\(file) [\($0)]" } ?? file }

    /// The place in words, Thai: `office.xlsx [ปี 2566] แถว 5 ช่อง ป.4`.
    var thaiText: String {
        [
            shownFile, row.map { "แถว \($0)" },
            column.map { "ช่อง \($0)" },
        ].compactMap { $0 }.joined(separator: " ")
    }

    /// The place in words, English.
    var englishText: String {
        [
            shownFile, row.map { "row \($0)" },
            column.map { "field \($0)" },
        ].compactMap { $0 }.joined(separator: " ")
    }
}

extension Finding {
    /// Where to look, Thai: file, sheet, line, row and column, then the office's own file where that is another.
    var thaiPlaces: [String] {
        let isSame = source?.file == file
        return [
            isSame ? source?.shownFile : file,
            line.map { "บรรทัด \($0)" }, row.map { "แถว \($0)" },
            shownColumn.map { "ช่อง \($0)" },
            isSame ? nil : source.map { "ต้นฉบับ \($0.thaiText)" },
        ].compactMap { $0 }
    }

    /// Where to look, English.
    var englishPlaces: [String] {
        let isSame = source?.file == file
        return [
            isSame ? source?.shownFile : file,
            line.map { "line \($0)" }, row.map { "row \($0)" },
            shownColumn.map { "field \($0)" },
            isSame ? nil : source.map { "made from \($0.englishText)" },
        ].compactMap { $0 }
    }

    /// The sheet of the file named; empty where the file has none or is a generated one.
    var ownSheet: String { source?.file == file ? source?.sheet ?? "" : "" }

    /// The column as the file named has it.
    private var shownColumn: String? { source?.file == file ? source?.column ?? column : column }
}
