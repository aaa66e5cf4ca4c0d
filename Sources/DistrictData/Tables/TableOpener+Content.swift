import VectorData

extension TableOpener {
    /// The cells of a source, whatever its format; `nil` after findings.
    func content(of source: TableSource) -> Table.Content? {
        if source.isConnection { return layer(source, path: source.location) }
        guard let bytes = files.read(source.file, namedAt: source.origin) else { return nil }
        let path = files.resolve(source.file).path
        guard let parts = ArchiveReader.parts(of: path) else {
            return content(of: source, path: path, bytes: bytes)
        }
        do throws(VectorDataError) {
            var member = parts.member
            if member == nil { member = try Self.onlyTable(in: parts.archive) }
            guard let member else { return layer(source, path: path) }
            let inside = "\(parts.archive)/\(member)"
            guard TableSource.isDelimitedText(member) else {
                return content(of: source, path: inside, bytes: [])
            }
            return content(
                of: source, path: inside,
                bytes: try ArchiveReader.bytes(of: member, in: parts.archive))
        } catch {
            report(error, source)
            return nil
        }
    }

    /// The one text table or spreadsheet of an archive that holds no layers.
    private static func onlyTable(in archive: String) throws(VectorDataError) -> String? {
        let members = ArchiveReader.usefulMembers(of: try ArchiveReader.names(in: archive))
        guard members.count == 1, let only = members.first else { return nil }
        let isTable = TableSource.isDelimitedText(only) || SpreadsheetReader.isSpreadsheet(only)
        return isTable ? only : nil
    }

    private func content(
        of source: TableSource, path: String, bytes: [UInt8]
    ) -> Table.Content? {
        if TableSource.isDelimitedText(path) { return text(source, bytes) }
        if SpreadsheetReader.isSpreadsheet(path) { return sheet(source, path: path) }
        if path.lowercased().hasSuffix(".json"), let table = EMISDocument.table(bytes) {
            return .cells(table)
        }
        return layer(source, path: path)
    }

    private func text(_ source: TableSource, _ bytes: [UInt8]) -> Table.Content? {
        do throws(DistrictDataError) {
            let table = try CSVReader.read(
                bytes, file: source.file, delimiter: source.delimiter, encoding: source.encoding)
            findings.noteEncoding(table.detectedEncoding, file: source.file)
            return .text(table)
        } catch {
            findings.append(contentsOf: error.findings)
            return nil
        }
    }

    private func sheet(_ source: TableSource, path: String) -> Table.Content? {
        do throws(VectorDataError) {
            let sheet = try SpreadsheetReader.read(
                path: path, sheet: source.sheet ?? source.layer)
            if source.sheet == nil, source.layer == nil, sheet.sheetNames.count > 1 {
                findings.append(
                    Finding(
                        code: FindingCode.sheetChosen, severity: .note, file: source.file,
                        value: sheet.name,
                        expectedThai: "อ่านแผ่นงานแรกที่มีข้อมูล เลือกแผ่นอื่นด้วย sheet:",
                        expectedEnglish: "the first sheet with data is read; choose another with "
                            + "sheet: \(sheet.sheetNames.joined(separator: ", "))"))
            }
            guard let table = CellTable(sheet: sheet.rows, rowNumbers: sheet.rowNumbers) else {
                throw VectorDataError(
                    .emptyLayer, path: path, layer: sheet.name, detail: "the sheet has no table")
            }
            return .cells(table)
        } catch {
            report(error, source)
            return nil
        }
    }

    private func layer(_ source: TableSource, path: String) -> Table.Content? {
        do throws(VectorDataError) {
            if let tag = source.pointsOfInterest {
                let places = try OpenStreetMapReader.readPointsOfInterest(
                    path: path, key: tag.key, values: tag.values)
                return .places(PlaceTable(places))
            }
            let options = VectorReader.Options(
                crs: source.crs, fallbackCRS: source.fallbackCRS,
                operation: source.coordinateOperation, encoding: source.encoding?.libraryName,
                openOptions: Dictionary(source.options) { _, last in last }, keepsStrays: true)
            let layer = try VectorReader.read(path: path, layer: source.layer, options: options)
            note(layer, source)
            return .layer(layer)
        } catch {
            report(error, source)
            return nil
        }
    }

    /// What a layer did not say about itself.
    private func note(_ layer: VectorLayer, _ source: TableSource) {
        if layer.lacksCRS {
            let system = source.fallbackCRS ?? "EPSG:4326"
            findings.append(
                Finding(
                    code: FindingCode.missingCRS, severity: .warning, file: source.file,
                    expectedThai:
                        "ชั้นข้อมูลไม่บอกระบบพิกัด (ไม่มี .prj) จึงใช้ \(system) ตาม crs ของ district.yaml",
                    expectedEnglish: "the layer states no coordinate system (no .prj); "
                        + "\(system), the manifest's crs, is used"))
        }
        if let encoding = layer.detectedEncoding, encoding != "UTF-8" {
            findings.append(
                Finding(
                    code: FindingCode.encodingDetected, severity: .note, file: source.file,
                    value: encoding, expectedThai: "ไม่มี .cpg ตรวจพบรหัสอักษร \(encoding) จากข้อมูล",
                    expectedEnglish: "no .cpg; \(encoding) told from the bytes"))
        }
    }
}

extension TableOpener {
    /// The content with known layouts put in the planner's order; `nil` after findings.
    ///
    /// Tables of persons are counted here, before anything else can look at them.
    func arranged(_ content: Table.Content, _ source: TableSource) -> Table.Content? {
        var content = content
        let isMapped =
            !source.columns.isEmpty
            && source.columns.values.allSatisfy { content.header.contains($0.header) }
        if !isMapped, content.needsFolding { content = .cells(content.cellTable) }
        let isPersonal = PersonalData.isPersonal(content.header)
        if isPersonal, source.kind != .staff || PersonalData.lacksHeader(content.header) {
            let counted = PupilAggregate(
                content.cellTable, file: source.file, findings: findings)
            guard let counted else { return nil }
            guard source.kind == .enrolment else {
                findings.append(
                    Finding(
                        code: FindingCode.personalDataRefused, severity: .error, file: source.file,
                        expectedThai:
                            "ตารางนี้มีข้อมูลนักเรียนรายคน ใช้เป็น enrolment ได้ หรือใช้ schoolnet import",
                        expectedEnglish: "a table of single pupils can only be enrolment; "
                            + "schoolnet import counts its homes"))
                return nil
            }
            return .cells(counted.enrolment)
        }
        guard source.columns.isEmpty, let layout = TableLayout(header: content.header) else {
            return content
        }
        switch layout {
        case .gradesAcross where source.kind == .enrolment:
            let wide = GradesAcross(
                content.cellTable, file: source.file, sheet: source.sheet, findings: findings)
            return .cells(wide.gradesDown())
        case .positionPair where source.kind == .schools:
            return .cells(content.cellTable.splittingPositions())
        default: return content
        }
    }

    /// The source with the columns of a known export, where none of the planner's names occurs.
    func recognised(_ source: TableSource, _ header: [String]) -> TableSource {
        guard source.columns.isEmpty, source.pointsOfInterest == nil,
            source.kind.identifyingColumns.contains(where: { !header.contains($0) })
        else { return source }
        let matches = HeaderWords.matches(source.kind, in: header).filter {
            $0.confidence >= .synonym
        }
        let found = Set(matches.map(\.column))
        guard source.kind.identifyingColumns.allSatisfy(found.contains) else { return source }
        var source = source
        for match in matches where match.column != match.header {
            source.columns[match.column] = (match.header, source.origin)
        }
        let list = matches.filter { $0.column != $0.header }
            .map { "\($0.column) = \($0.header)" }.joined(separator: ", ")
        findings.append(
            Finding(
                code: FindingCode.layoutRecognised, severity: .note, file: source.file,
                expectedThai: "รู้จักหัวตารางนี้โดยไม่ต้องระบุ columns: \(list)",
                expectedEnglish: "the header is known and needs no columns: \(list)"))
        return source
    }
}

extension TableKind {
    /// The columns without which a table is not of this kind.
    var identifyingColumns: [String] {
        switch self {
        case .schools: ["code", "name_th"]
        case .enrolment: ["school", "grade", "pupils"]
        case .staff: ["school", "position"]
        case .villages: ["code", "school"]
        case .catchments: ["school"]
        case .boundaries: ["name_th"]
        case .roads: ["class"]
        }
    }
}

extension ArchiveReader {
    /// The files of an archive that may be tables or layers, in the order given.
    static func usefulMembers(of names: [String]) -> [String] {
        names.filter { name in
            let lowered = name.lowercased()
            return !lowered.hasPrefix("__macosx/")
                && (TableSource.isDelimitedText(lowered) || SpreadsheetReader.isSpreadsheet(lowered)
                    || [".shp", ".gpkg", ".geojson", ".kml", ".kmz", ".fgb"]
                        .contains { lowered.hasSuffix($0) })
        }
    }

    /// The one useful file of an archive, or the one that is named like a layer.
    static func onlyMember(of names: [String], layer: String?) -> String? {
        let members = usefulMembers(of: names)
        if members.count == 1 { return members[0] }
        let named = members.filter { member in
            let last = member.split(separator: "/").last ?? ""
            return layer.map { last.hasPrefix($0 + ".") } ?? false
        }
        return named.count == 1 ? named[0] : nil
    }
}
