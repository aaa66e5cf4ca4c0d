import Foundation
import SchoolDistrict
import SpatialTypes
import VectorData

/// Writes one table with its safe repairs into the copy of a district.
///
/// Delimited text, GeoPackages and shapefiles are changed in their own form. What cannot be written as it was (the cells of a
/// spreadsheet without its looks, KML, FlatGeobuf, data bases, files in archives, mended areas) becomes CSV, GeoJSON
/// or a GeoPackage, and the manifest names that. Whatever GDAL wrote is read again and compared first.
struct TableMender {
    let kind: TableKind
    /// The table as the manifest describes it.
    let source: TableSource
    let table: Table
    /// The findings with safe repairs.
    let findings: [Finding]
    /// Catchments whose shape was mended, by school, with the rows that hold them.
    let areas: [String: (area: [Polygon], rows: [Int])]

    /// What was changed, and the findings whose table could not be written.
    typealias Outcome = (changes: [FixedDistrict.AppliedChange], notApplied: [Finding])

    /// Writes the table; the copy keeps the old one when that fails.
    func mend(into copy: inout FolderCopy) -> Outcome {
        switch table.content {
        case .text, .cells: mendCells(into: &copy)
        case .layer(let layer): mend(layer, into: &copy)
        case .places(let places): mend(VectorLayer(places), into: &copy)
        }
    }

    private func mendCells(into copy: inout FolderCopy) -> Outcome {
        var editor = CSVEditor(table.content)
        let changes = findings.flatMap { editor.apply($0) }
        if case .text = table.content, !copy.isArchived(source) {
            copy.write(editor.bytes(encoding: source.encoding), for: source)
        } else {
            let name = copy.freeName(kind.rawValue, "csv")
            copy.replace(
                kind, name, editor.bytes(encoding: nil),
                with: entry(file: name, hasShapes: false))
        }
        let done = Set(changes.map(\.finding))
        return (changes, findings.filter { !done.contains($0) })
    }

    private func mend(_ layer: VectorLayer, into copy: inout FolderCopy) -> Outcome {
        var editor = LayerEditor(layer)
        var changes: [FixedDistrict.AppliedChange] = []
        for finding in findings {
            if finding.code == FindingCode.catchmentInvalid {
                guard let code = finding.schoolCode, let mended = areas[code],
                    let first = mended.rows.first, let change = finding.repair?.changes.first
                else { continue }
                editor.setArea(mended.area, of: first, joining: Array(mended.rows.dropFirst()))
                changes.append(FixedDistrict.AppliedChange(finding: finding, change: change))
            } else {
                changes += editor.apply(finding)
            }
        }
        guard !changes.isEmpty else {
            copy.keep(source)
            return ([], findings)
        }
        if editor.changesAreas || !changeInPlace(editor, copy: &copy) {
            guard rewrite(editor.result, into: &copy) else {
                copy.keep(source)
                return ([], findings)
            }
        }
        let done = Set(changes.map(\.finding))
        return (changes, findings.filter { !done.contains($0) })
    }

    /// Changes the attributes and points of a GeoPackage or shapefile; `false` when that cannot be done without loss.
    private func changeInPlace(_ editor: LayerEditor, copy: inout FolderCopy) -> Bool {
        let name = source.file.lowercased()
        guard name.hasSuffix(".gpkg") || name.hasSuffix(".shp"), !copy.isArchived(source),
            let moves = moves(of: editor), let folder = try? TemporaryFolder()
        else { return false }
        let files = copy.siblings(of: source)
        let file = (source.file as NSString).lastPathComponent
        do {
            for sibling in files { try folder.write(sibling.name, sibling.bytes) }
            let path = folder.path(file)
            let encoding = editor.layer.detectedEncoding ?? source.encoding?.libraryName
            try VectorWriter.apply(
                editor.attributes, moves: moves, to: path, layer: source.layer,
                encoding: encoding)
            let again = try VectorReader.read(
                path: path, layer: source.layer,
                options: VectorReader.Options(
                    crs: source.crs, fallbackCRS: source.fallbackCRS,
                    operation: source.coordinateOperation,
                    encoding: source.encoding?.libraryName,
                    openOptions: Dictionary(source.options) { _, last in last },
                    keepsStrays: true))
            guard editor.layer.holdsSame(as: again) else { return false }
            for name in try folder.names() {
                copy.write(try folder.bytes(name), beside: source, named: name)
            }
            return true
        } catch {
            return false
        }
    }

    /// The moved points in the layer's own system; `nil` when it has no numbers for one of them.
    private func moves(of editor: LayerEditor) -> [VectorWriter.Move]? {
        let frame = CoordinateFrame(crs: table.layerSystem, country: .thailand)
        let moves = editor.moves.compactMap { move in
            frame.numbers(
                of: move.place, crs: frame.crs, operation: source.coordinateOperation
            ).map { VectorWriter.Move(featureID: move.featureID, x: $0.x, y: $0.y) }
        }
        return moves.count == editor.moves.count ? moves : nil
    }

    /// Writes the layer anew, WGS 84; `false` when GDAL cannot write it without loss.
    private func rewrite(_ layer: VectorLayer, into copy: inout FolderCopy) -> Bool {
        let name = source.file.lowercased()
        // GeoJSON takes no impossible positions, and those left must not be lost.
        let isJSON =
            layer.strays.isEmpty && (name.hasSuffix(".geojson") || name.hasSuffix(".json"))
        let file = copy.freeName(kind.rawValue, isJSON ? "geojson" : "gpkg")
        guard let folder = try? TemporaryFolder() else { return false }
        do {
            try VectorWriter.write(layer, to: folder.path(file))
            let again = try VectorReader.read(
                path: folder.path(file), options: VectorReader.Options(keepsStrays: true))
            guard layer.holdsSame(as: again) else { return false }
            copy.replace(
                kind, file, try folder.bytes(file),
                with: entry(file: file, hasShapes: true))
            return true
        } catch {
            return false
        }
    }

    /// The manifest's lines for a table in its new form.
    ///
    /// - Parameter hasShapes: whether the new form holds shapes, which state their own system.
    private func entry(file: String, hasShapes: Bool) -> [String] {
        var lines = ["\(kind.rawValue):", "  file: \(ManifestText.quoted(file))"]
        if !hasShapes || table.has("longitude") || table.has("x") {
            if let crs = source.crs { lines.append("  crs: \(crs)") }
            if let operation = source.coordinateOperation {
                lines.append("  coordinate_operation: \(operation)")
            }
        }
        let columns = source.columns.sorted { $0.key < $1.key }
        if !columns.isEmpty {
            lines.append("  columns:")
            lines += columns.map { "    \($0.key): \(ManifestText.quoted($0.value.header))" }
        }
        if !source.filters.isEmpty {
            lines.append("  where:")
            lines += source.filters.map { filter in
                let values = filter.values.map(ManifestText.quoted).joined(separator: ", ")
                return "    \(ManifestText.quoted(filter.column)): [\(values)]"
            }
        }
        return lines
    }
}
