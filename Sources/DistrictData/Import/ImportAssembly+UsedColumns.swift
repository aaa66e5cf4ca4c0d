import Foundation
import VectorData

extension ImportAssembly {
    /// Copies of a table what the planner uses and nothing else: what is left out may be personal.
    ///
    /// `false` when the file is to be copied as it is (every column of its only table is used), or not at all.
    mutating func copyUsedColumns(
        of file: ImportedFile, as kind: TableKind, columns: [HeaderWords.Match],
        filters: [(column: String, value: String)]
    ) -> Bool {
        let url = URL(fileURLWithPath: file.path).standardizedFileURL
        guard request.copiesFiles, kind != .roads, !TableSource.isConnection(file.path),
            !isInFolder(url), let content = file.content
        else { return false }
        let used = Set(columns.map(\.header) + filters.map(\.column))
        let left = content.header.filter { !used.contains($0) && !$0.isEmpty }
        let isPart = file.layer != nil || file.sheet != nil
        guard
            !left.isEmpty || isPart || file.isPersonal || Self.showsPersons(content, columns)
        else { return false }
        guard let entry = written(content, of: file, as: kind, columns, filters) else {
            findings.append(
                Finding(
                    code: FindingCode.personalDataRefused, severity: .warning, file: file.path,
                    expectedThai: "ไม่คัดลอกแฟ้มนี้ เพราะแยกเฉพาะช่องที่ใช้ไม่ได้ จึงอ่านจากที่เดิม",
                    expectedEnglish:
                        "not copied: the columns in use cannot be taken out of it; read "
                        + "where it is"))
            return false
        }
        addEntry(entry)
        let list = left.joined(separator: ", ")
        remarks.append(
            "\(file.shownName) → \(entry.file): คัดลอกเฉพาะช่องที่ใช้"
                + (left.isEmpty ? "" : " ไม่คัดลอก: \(list)")
                + " / only the columns in use were copied"
                + (left.isEmpty ? "" : "; left out: \(list)"))
        return true
    }

    /// The table with the columns in use as a file of the folder; `nil` when GDAL cannot write it.
    private mutating func written(
        _ content: Table.Content, of file: ImportedFile, as kind: TableKind,
        _ columns: [HeaderWords.Match], _ filters: [(column: String, value: String)]
    ) -> ManifestText.Entry? {
        guard case .layer(var layer) = content else {
            let rows = Self.withoutTotals(content, kind, columns, filters)
            let table = Self.canonical(.cells(rows), columns, of: file)
            let name = freeName("\(kind.rawValue).csv")
            let masked = PersonalData.masking(table)
            noteMasked(masked.lost, in: name)
            outputs.append(.init(name: name, bytes: masked.table.csvBytes))
            return .init(kind: kind, file: name)
        }
        let kept = Set(columns.map(\.header) + filters.map(\.column))
        layer.name = kind.rawValue
        layer.fieldNames.removeAll { !kept.contains($0) }
        for index in layer.features.indices {
            layer.features[index].attributes = layer.features[index].attributes.filter {
                kept.contains($0.key)
            }
        }
        let name = freeName("\(kind.rawValue).gpkg")
        noteMasked(Self.mask(&layer, columns), in: name)
        guard let folder = try? TemporaryFolder(),
            (try? VectorWriter.write(layer, to: folder.path(name))) != nil,
            let again = try? VectorReader.read(
                path: folder.path(name), options: VectorReader.Options(keepsStrays: true)),
            layer.holdsSame(as: again), let bytes = try? folder.bytes(name)
        else { return nil }
        outputs.append(.init(name: name, bytes: bytes))
        return .init(kind: kind, file: name, columns: columns, filters: filters)
    }

    /// Whether a column in use holds what looks like a person.
    private static func showsPersons(
        _ content: Table.Content, _ columns: [HeaderWords.Match]
    ) -> Bool {
        columns.contains { match in
            guard let column = content.header.firstIndex(of: match.header) else { return false }
            return (0..<content.rowCount).contains {
                PersonalData.replacement(
                    content.text(row: $0, column: column), column: match.column) != nil
            }
        }
    }

    /// Blanks the attributes that look like a person, and counts them by column.
    private static func mask(
        _ layer: inout VectorLayer, _ columns: [HeaderWords.Match]
    ) -> [String: Int] {
        let names = Dictionary(columns.map { ($0.header, $0.column) }) { first, _ in first }
        var lost: [String: Int] = [:]
        for index in layer.features.indices {
            for (header, value) in layer.features[index].attributes {
                guard case .text(let text) = value,
                    PersonalData.replacement(text, column: names[header] ?? header) != nil
                else { continue }
                layer.features[index].attributes[header] = .text("")
                lost[header, default: 0] += 1
            }
        }
        return lost
    }

    /// Says how many cells of a file that is written looked like persons.
    func noteMasked(_ lost: [String: Int], in name: String) {
        for (column, count) in lost.sorted(by: { $0.key < $1.key }) {
            findings.append(
                Finding(
                    code: FindingCode.personalDataMasked, severity: .warning, file: name,
                    column: column, value: "\(count)",
                    expectedThai: "มี \(count) ช่องที่คล้ายชื่อบุคคลหรือเลข 13 หลัก จึงเว้นว่าง "
                        + "ตรวจว่าช่องในแฟ้มเดิมเลื่อนหรือไม่",
                    expectedEnglish: "\(count) cells look like a person's name or number and were "
                        + "left blank; have the cells of the source moved?"))
        }
    }

    /// The rows that pass the filters, without those of totals, which columns left out may mark.
    private static func withoutTotals(
        _ content: Table.Content, _ kind: TableKind, _ columns: [HeaderWords.Match],
        _ filters: [(column: String, value: String)]
    ) -> CellTable {
        let table = content.cellTable
        let key = columns.first { ["code", "school"].contains($0.column) }
            .flatMap { table.header.firstIndex(of: $0.header) }
        let wanted = filters.compactMap { filter in
            table.header.firstIndex(of: filter.column).map { ($0, filter.value) }
        }
        let kept = table.rows.indices.filter { index in
            let row = table.rows[index]
            guard wanted.allSatisfy({ ThaiText.trim(row[$0.0]) == $0.1 }) else { return false }
            let cells = row.map { ThaiText.trim($0) }
            if kind == .staff { return !cells.contains(where: StaffTable.totals.contains) }
            guard let key, cells[key].isEmpty else { return true }
            return !cells.contains(where: ThaiText.isPlainTotal)
        }
        return table.keeping(kept)
    }
}
