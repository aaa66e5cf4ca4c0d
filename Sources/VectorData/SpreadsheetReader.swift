import CGDAL

/// One sheet of a spreadsheet, every cell as text.
public struct SpreadsheetSheet: Hashable, Sendable {
    /// The sheet's name.
    public var name: String
    /// The names of all sheets of the file, in its order.
    public var sheetNames: [String]
    /// The rows that hold anything, each as wide as the sheet; merged cells have text in their first.
    public var rows: [[String]]
    /// The number of each row as the spreadsheet shows it, from 1.
    public var rowNumbers: [Int]

    /// A sheet from its parts.
    public init(name: String, sheetNames: [String], rows: [[String]], rowNumbers: [Int]) {
        self.name = name
        self.sheetNames = sheetNames
        self.rows = rows
        self.rowNumbers = rowNumbers
    }
}

/// Reads XLSX, ODS and XLS sheets as text, so that a code keeps its digits and leading zeros.
public enum SpreadsheetReader {
    /// The endings of spreadsheet files.
    public static let fileExtensions = ["xlsx", "xlsm", "ods", "xls"]

    /// Whether a path ends like a spreadsheet.
    public static func isSpreadsheet(_ path: String) -> Bool {
        let name = path.lowercased()
        return fileExtensions.contains { name.hasSuffix("." + $0) }
    }

    /// A sheet of a file.
    ///
    /// - Parameters:
    ///   - path: the file, or one inside an archive (`data.zip/book.xlsx`).
    ///   - sheet: its name; the first sheet with at least two filled rows when `nil`.
    /// - Throws: `VectorDataError` when the file is missing or unreadable, has no such sheet, or
    ///   holds nothing.
    public static func read(
        path: String, sheet: String? = nil
    ) throws(VectorDataError) -> SpreadsheetSheet {
        try MessageLog.capturing { log throws(VectorDataError) in
            // GDAL 3.6 takes these as settings of the thread, and reads sheets late: they hold
            // until the last cell is read. No header row, and no guessing of types.
            let settings = ["XLSX", "ODS", "XLS"].flatMap {
                [("OGR_\($0)_HEADERS", "DISABLE"), ("OGR_\($0)_FIELD_TYPES", "STRING")]
            }
            for (key, value) in settings { CPLSetThreadLocalConfigOption(key, value) }
            defer { for (key, _) in settings { CPLSetThreadLocalConfigOption(key, nil) } }
            let dataset = try DatasetHandle(path: path, drivers: ["XLSX", "ODS", "XLS"], log: log)
            return try choose(sheet, in: dataset)
        }
    }

    private static func choose(
        _ sheet: String?, in dataset: borrowing DatasetHandle
    ) throws(VectorDataError) -> SpreadsheetSheet {
        let names = dataset.layerNames
        if let sheet, !names.contains(sheet) {
            throw VectorDataError(
                .noSuchLayer, path: dataset.path, layer: sheet,
                detail: "there is no such sheet; the file has: \(names.joined(separator: ", "))")
        }
        for name in names where sheet == nil || sheet == name {
            guard let layer = GDALDatasetGetLayerByName(dataset.pointer, name) else { continue }
            let read = rows(of: layer)
            if read.rows.count >= (sheet == nil ? 2 : 1) {
                return SpreadsheetSheet(
                    name: name, sheetNames: names, rows: read.rows, rowNumbers: read.numbers)
            }
        }
        throw VectorDataError(
            .emptyLayer, path: dataset.path, layer: sheet, detail: "no sheet holds a table")
    }

    private static func rows(of layer: OGRLayerH) -> (rows: [[String]], numbers: [Int]) {
        let width = OGR_FD_GetFieldCount(OGR_L_GetLayerDefn(layer))
        var rows: [[String]] = []
        var numbers: [Int] = []
        OGR_L_ResetReading(layer)
        while let pointer = OGR_L_GetNextFeature(layer) {
            let feature = FeatureHandle(adopting: pointer)
            let cells = (0..<width).map { index -> String in
                guard OGR_F_IsFieldSetAndNotNull(feature.pointer, index) != 0,
                    let text = OGR_F_GetFieldAsString(feature.pointer, index)
                else { return "" }
                return String(cString: text)
            }
            guard cells.contains(where: { !$0.isEmpty }) else { continue }
            rows.append(cells)
            numbers.append(Int(feature.id))
        }
        return (rows, numbers)
    }
}
