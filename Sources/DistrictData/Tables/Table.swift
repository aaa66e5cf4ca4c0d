import SpatialTypes
import VectorData

/// Rows from any source, seen through the manifest's columns and filters.
///
/// Columns carry our names; a column the source lacks is simply absent.
struct Table {
    let source: TableSource
    /// The rows kept by the filters, as indices into the content.
    let rows: [Int]
    let content: Content
    /// Our name → column index in the content.
    private let columns: [String: Int]
    private let headers: [String]
    /// Where a table that an import wrote says what its rows were made of.
    private let originColumns: OriginColumns?

    /// Where the cells are.
    enum Content {
        case text(CSVTable)
        case cells(CellTable)
        case layer(VectorLayer)
        case places(PlaceTable)

        var header: [String] {
            switch self {
            case .text(let table): table.header
            case .cells(let table): table.header
            case .layer(let layer): layer.fieldNames
            case .places(let table): table.header
            }
        }

        var rowCount: Int {
            switch self {
            case .text(let table): table.rowCount
            case .cells(let table): table.rows.count
            case .layer(let layer): layer.features.count
            case .places(let table): table.places.count
            }
        }

        func text(row: Int, column: Int) -> String {
            switch self {
            case .text(let table): table.text(row: row, column: column)
            case .cells(let table): table.rows[row][column]
            case .layer(let layer):
                layer.features[row].attributes[layer.fieldNames[column]]?.text ?? ""
            case .places(let table): table.text(row: row, column: column)
            }
        }
    }

    /// Finds the mapped columns and keeps the rows that pass the filters.
    ///
    /// Findings: a mapped header that is not in the source, a header that occurs twice, a filter
    /// that no row passes.
    init(_ content: Content, source: TableSource, findings: FindingList) {
        let headers = content.header
        var columns: [String: Int] = [:]
        for name in source.kind.columns {
            let header = source.columns[name]?.header ?? name
            var matches = headers.indices.filter { headers[$0] == header }
            if matches.isEmpty, source.columns[name] == nil, case .layer = content {
                matches = headers.indices.filter { HeaderWords.isCut(headers[$0], of: name) }
            }
            if matches.count > 1 {
                findings.append(
                    Finding(
                        code: FindingCode.duplicateColumn, severity: .error, file: source.file,
                        row: 1, column: header,
                        expectedThai: "ชื่อช่องนี้ซ้ำกัน \(matches.count) ช่อง ตั้งชื่อให้ต่างกัน",
                        expectedEnglish:
                            "this header occurs \(matches.count) times; make headers unique"))
            } else if let match = matches.first {
                columns[name] = match
            } else if let mapped = source.columns[name] {
                findings.missingColumn(
                    header, headers: headers, file: mapped.origin.file, line: mapped.origin.line,
                    column: mapped.origin.keyPath)
            }
        }
        self.source = source
        self.content = content
        self.columns = columns
        self.headers = headers
        originColumns = OriginColumns(headers)
        rows = Self.filtered(content, headers: headers, source: source, findings: findings)
    }

    private static func filtered(
        _ content: Content, headers: [String], source: TableSource, findings: FindingList
    ) -> [Int] {
        var rows = Array(0..<content.rowCount)
        for filter in source.filters {
            guard let column = headers.firstIndex(of: filter.column) else {
                findings.missingColumn(
                    filter.column, headers: headers, file: filter.origin.file,
                    line: filter.origin.line, column: filter.origin.keyPath)
                continue
            }
            let wanted = Set(filter.values)
            let kept = rows.filter {
                wanted.contains(ThaiText.trim(content.text(row: $0, column: column)))
            }
            if kept.isEmpty, !rows.isEmpty {
                let present = Set(
                    rows.map { ThaiText.trim(content.text(row: $0, column: column)) })
                let value = filter.values.joined(separator: ", ")
                let sorted = present.sorted()
                let some = sorted.prefix(8).joined(separator: ", ")
                findings.reject(
                    FindingCode.noRowsMatch, at: filter.origin, value: value,
                    thai: "ไม่มีแถวใดใน \(source.file) ตรงกับค่านี้"
                        + Suggestion.thaiClause(value, in: sorted) + " ค่าที่มี: \(some)",
                    english: "no row of \(source.file) has this value"
                        + Suggestion.englishClause(value, in: sorted) + "; there are: \(some)")
            }
            rows = kept
        }
        return rows
    }

    /// Whether the source has the column.
    func has(_ name: String) -> Bool { columns[name] != nil }

    /// The header in the source, for messages.
    func header(_ name: String) -> String { source.columns[name]?.header ?? name }

    /// The cell, blanks trimmed; `nil` when the column is absent, the cell blank or a dash.
    func text(_ row: Int, _ name: String) -> String? {
        guard let column = columns[name] else { return nil }
        let text = ThaiText.trim(content.text(row: row, column: column))
        return ThaiText.isMissing(text) ? nil : text
    }

    /// Whether a column holds the names of people.
    var holdsPersonNames: Bool { PersonalData.hasPersonNames(headers) }

    /// The texts of a whole row.
    func cells(_ row: Int) -> [String] {
        headers.indices.map { ThaiText.trim(content.text(row: row, column: $0)) }
    }

    /// The row as a spreadsheet shows it; for a layer the feature's number from 1.
    func rowNumber(_ row: Int) -> Int {
        content.rowNumber(row)
    }

    /// The place in the office's own file that a row was made of; `nil` where it is a row of that file.
    func origin(_ row: Int?, _ column: String?) -> FindingSource? {
        if let row, let origin = content.origin(row) ?? originColumns?.origin(row, in: content) {
            return origin.place(of: column)
        }
        return (source.sheet ?? source.layer).map {
            FindingSource(file: source.file, sheet: $0, row: row.map(rowNumber))
        }
    }

    /// The shape of a row, WGS 84; `nil` for text tables.
    func geometry(_ row: Int) -> Geometry? {
        switch content {
        case .text, .cells: nil
        case .layer(let layer): layer.features[row].geometry
        case .places(let table): .point(table.places[row].coordinate)
        }
    }

    /// Whether rows carry shapes.
    var hasGeometry: Bool {
        switch content {
        case .text, .cells: false
        case .layer(let layer):
            !layer.strays.isEmpty || layer.features.contains { $0.geometry != nil }
        case .places: true
        }
    }

    /// The layer, when the content came through GDAL.
    var layer: VectorLayer? {
        if case .layer(let layer) = content { layer } else { nil }
    }

    /// Whether a change is of a column of this table.
    func holds(_ change: Repair.Change) -> Bool {
        change.column == Repair.Change.geometryColumn
            ? hasGeometry : headers.contains(change.column)
    }

    /// Reports every required column that is absent; `false` when any is.
    func require(_ names: [String], findings: FindingList) -> Bool {
        var isComplete = true
        for name in names where columns[name] == nil {
            isComplete = false
            if source.columns[name] != nil { continue }  // Reported with the mapping.
            findings.missingColumn(
                name, headers: headers, file: source.file, line: nil, column: name)
        }
        return isComplete
    }
}

extension Table.Content {
    /// The row as a spreadsheet shows it; for a layer the feature's number from 1.
    func rowNumber(_ row: Int) -> Int {
        switch self {
        case .text(let table): table.rowNumber(row)
        case .cells(let table): table.rowNumbers[row]
        case .layer, .places: row + 1
        }
    }

    /// What a rearranged row was made of.
    func origin(_ row: Int) -> RowOrigin? {
        guard case .cells(let table) = self, table.origins.indices.contains(row) else {
            return nil
        }
        return table.origins[row]
    }

    /// The academic year that titles above the header name.
    var titleYear: Int? {
        switch self {
        case .text(let table): table.titles.lazy.compactMap(YearText.find).first
        case .cells(let table): table.titleYear
        case .layer, .places: nil
        }
    }

    /// Whether the first row of a text table does not look like its header, or like half of it.
    var needsFolding: Bool {
        guard case .text = self else { return false }
        return header.count(where: HeaderWords.isKnown) < 2 || header.contains("")
    }

    /// The day of the data, where titles above the header name it.
    var asOf: String? {
        switch self {
        case .text(let table): table.titles.lazy.compactMap(DateText.find).first
        case .cells(let table): table.asOf
        case .layer, .places: nil
        }
    }

    /// Every cell as text.
    ///
    /// A text table with titles above its header, or with a header in two rows, is put right.
    var cellTable: CellTable {
        if case .cells(let table) = self { return table }
        let header = header
        let rows = (0..<rowCount).map { row in header.indices.map { text(row: row, column: $0) } }
        let numbers = (0..<rowCount).map(rowNumber)
        if needsFolding,
            let table = CellTable(sheet: [header] + rows, rowNumbers: [1] + numbers)
        {
            return table
        }
        return CellTable(
            header: header, rows: rows, rowNumbers: numbers, asOf: asOf, titleYear: titleYear)
    }
}

extension FindingList {
    func missingColumn(
        _ header: String, headers: [String], file: String, line: Int?, column: String
    ) {
        let list = headers.joined(separator: ", ")
        append(
            Finding(
                code: FindingCode.missingColumn, severity: .error, file: file,
                row: line == nil ? 1 : nil, line: line, column: column, value: header,
                expectedThai: "ไม่มีช่อง “\(header)”" + Suggestion.thaiClause(header, in: headers)
                    + " ช่องที่มี: \(list)",
                expectedEnglish: "no column “\(header)”"
                    + Suggestion.englishClause(header, in: headers) + "; the columns are: \(list)"
            ))
    }
}
