import Foundation
import VectorData

/// Opens the files of an import and tells what each is.
struct ImportProbe {
    let files: InputFiles
    let findings: FindingList
    let choices: ImportChoices

    /// A file, or one layer, sheet or member of it.
    private struct Part {
        var path: String
        var layer: String?
        var sheet: String?
        /// Whether the user names it; what is merely found may turn out to be of no use.
        var isAsked = true
        /// The name of the one sheet or layer of a file without others.
        var onlyName: String?

        /// The sheet or layer, as findings name it.
        var name: String? { sheet ?? layer ?? onlyName }
    }

    /// The file understood, each of its layers, sheets or members by itself; none after findings.
    func open(_ path: String) -> [ImportedFile] {
        if ImportedFile.isOpenStreetMap(path) {
            guard files.read(path) != nil else { return [] }
            let told = choices.kind(of: path, part: nil)
            return [
                ImportedFile(path: path, role: .table(told ?? .roads), toldKind: told)
            ]
        }
        guard TableSource.isConnection(path) || files.read(path) != nil else { return [] }
        do throws(VectorDataError) {
            return try parts(of: path).compactMap(openPart)
        } catch {
            TableOpener(files: files, findings: findings).report(error, source(path))
            return []
        }
    }

    private func parts(of path: String) throws(VectorDataError) -> [Part] {
        if !TableSource.isConnection(path), let archive = ArchiveReader.parts(of: path),
            archive.member == nil
        {
            let members = ArchiveReader.usefulMembers(
                of: try ArchiveReader.names(in: files.resolve(path).path))
            if members.count > 1 {
                var parts: [Part] = []
                for member in members {
                    let inside = try self.parts(of: "\(path)/\(member)")
                    parts += inside.map { part in
                        var part = part
                        part.isAsked = false
                        return part
                    }
                }
                return parts
            }
        }
        if TableSource.isDelimitedText(path) || path.lowercased().hasSuffix(".json") {
            return [Part(path: path)]
        }
        let isSheet = SpreadsheetReader.isSpreadsheet(path)
        let location = TableSource.isConnection(path) ? path : files.resolve(path).path
        let found = try VectorReader.layerNames(path: location)
        let asked =
            isSheet
            ? choices.sheets(of: path, among: found) : choices.layers(of: path, among: found)
        if asked.isEmpty, found.count <= 1 {
            // The layer of a format without layers is named like its file and says nothing.
            let hasLayers = [".gpkg", ".kml", ".kmz"].contains { path.lowercased().hasSuffix($0) }
            return [Part(path: path, onlyName: isSheet || hasLayers ? found.first : nil)]
        }
        return (asked.isEmpty ? found : asked).map {
            Part(
                path: path, layer: isSheet ? nil : $0, sheet: isSheet ? $0 : nil,
                isAsked: !asked.isEmpty)
        }
    }

    private func source(_ path: String) -> TableSource {
        let shown = TableSource.withoutPassword(path)
        var source = TableSource(
            kind: .schools, file: shown, origin: Origin(file: shown, line: nil, keyPath: ""))
        source.location = path
        return source
    }

    private func openPart(_ part: Part) -> ImportedFile? {
        let noticed = FindingList()
        defer {
            // Of parts that nobody asked for it is enough to know why they are not used.
            for var finding in noticed.findings {
                if !part.isAsked, finding.severity == .error {
                    finding.severity = part.sheet == nil ? .warning : .note
                }
                if let name = part.name, finding.source == nil {
                    finding.source = FindingSource(
                        file: finding.file, sheet: name, row: finding.row)
                }
                findings.append(finding)
            }
        }
        var source = source(part.path)
        source.layer = part.layer
        source.sheet = part.sheet
        let opener = TableOpener(files: files, findings: noticed)
        guard var content = opener.content(of: source) else { return nil }
        if content.needsFolding { content = .cells(content.cellTable) }
        let told = choices.kind(of: part.path, part: part.layer ?? part.sheet)
        var file = ImportedFile(
            path: part.path, role: .unknown, layer: part.layer, sheet: part.sheet, toldKind: told)
        file.rowCount = content.rowCount
        file.asOf = content.asOf
        file.partName = part.name
        file.statedYear = part.name.flatMap(YearText.named) ?? content.titleYear
        let header = content.header
        let position = HeaderWords.matches(.staff, in: header)
            .contains { $0.column == "position" && $0.confidence >= .synonym }
        file.isPersonal = PersonalData.isPersonal(header)
        if file.isPersonal, !position || PersonalData.lacksHeader(header) {
            guard
                let counted = PupilAggregate(
                    content.cellTable, file: source.file, findings: noticed)
            else { return nil }
            file.role = .pupils
            file.pupils = counted
            return file
        }
        file.header = header
        file.namedKind = part.sheet == nil ? part.name.flatMap(LayerName.kind) : nil
        judge(content, &file, noticed)
        ImportChecks(findings: noticed).check(file)
        return file
    }
}

extension ImportProbe {
    private func judge(
        _ content: Table.Content, _ file: inout ImportedFile, _ findings: FindingList
    ) {
        var content = content
        let told = file.toldKind
        let layer = content.shapes
        switch layer {
        case .lines:
            let isWater =
                content.header.contains("waterway") && !content.header.contains("highway")
            file.role = .table(isWater ? .barriers : .roads)
        case .areas: file.role = areaRole(content.header)
        case .points, .none:
            switch TableLayout(header: content.header) {
            case .gradesAcross
            where told.map { $0 == .enrolment }
                ?? !isVillages(content.header, isPlaced: isPlaced(content.header, layer == .points)):
                let wide = GradesAcross(
                    content.cellTable, file: TableSource.withoutPassword(file.path),
                    sheet: file.partName, findings: findings)
                content = .cells(wide.gradesDown())
                (file.role, file.isRearranged) = (.table(.enrolment), true)
                file.layout = .gradesAcross
            case .positionPair where told == nil || told == .schools:
                content = .cells(content.cellTable.splittingPositions())
                (file.role, file.isRearranged) = (.table(.schools), true)
                file.layout = .positionPair
            default:
                file.role = tableRole(
                    content.header, hasPoints: layer == .points, named: file.namedKind)
            }
        }
        if let told { file.role = role(told, content) }
        if file.role == .table(.villages), let coded = VillageCodes.coded(content) {
            VillageCodes.note(coded.count, file: file, findings: findings)
            (content, file.isRearranged) = (.cells(coded.table), true)
        }
        if case .cells = content { file.isRearranged = file.isRearranged || file.sheet == nil }
        file.content = content
        switch file.role {
        case .table(let kind): file.matches = HeaderWords.matches(kind, in: content.header)
        case .register, .places: file.matches = HeaderWords.matches(.schools, in: content.header)
        case .pupils, .unknown: break
        }
        // Schools by name only are looked up in the register, so that the planner writes the table.
        if file.role == .table(.enrolment),
            !file.usedMatches.contains(where: { $0.column == "school" })
        {
            file.isRearranged = true
        }
    }

    /// The role of a table whose kind is told: schools may still lack positions.
    private func role(_ told: TableKind, _ content: Table.Content) -> ImportedFile.Role {
        guard told == .schools, content.shapes == .none else { return .table(told) }
        let found = Set(HeaderWords.matches(.schools, in: content.header).map(\.column))
        let isPlaced = [["longitude", "latitude"], ["x", "y"]].contains { found.isSuperset(of: $0) }
        return isPlaced ? .table(.schools) : .register
    }

    private func areaRole(_ header: [String]) -> ImportedFile.Role {
        if has(["school"], .catchments, header) { return .table(.catchments) }
        return has(["name_th"], .boundaries, header) ? .table(.boundaries) : .unknown
    }

    private func tableRole(
        _ header: [String], hasPoints: Bool, named: TableKind?
    ) -> ImportedFile.Role {
        let hasSchools = has(["code", "name_th"], .schools, header)
        if hasPoints, named == .schools, hasSchools { return .table(.schools) }
        if hasPoints, named == .villages, has(["name_th"], .villages, header) {
            return .table(.villages)
        }
        if has(["grade", "pupils"], .enrolment, header),
            has(["school"], .enrolment, header)
                || HeaderWords.schoolName(in: header, isNamed: true) != nil
        {
            return .table(.enrolment)
        }
        if has(["school", "position"], .staff, header) { return .table(.staff) }
        if isReported(header) { return .table(.reported) }
        let isPlaced = isPlaced(header, hasPoints)
        if isPlaced, isVillages(header, isPlaced: true) { return .table(.villages) }
        if hasSchools {
            let isSchool = HeaderWords.matches(.schools, in: header)
                .contains { $0.column == "code" && HeaderWords.isSchoolCode($0.header) }
            if isSchool { return isPlaced ? .table(.schools) : .register }
        }
        return hasPoints && has(["name_th"], .schools, header) ? .places : .unknown
    }

    /// Whether rows are pairs of places with a distance: a table of villages has positions or grades beside it.
    private func isReported(_ header: [String]) -> Bool {
        let isPair =
            has(["origin", "destination", "distance_km"], .reported, header)
            || has(["origin", "destination", "distance_m"], .reported, header)
        return isPair && !isPlaced(header, false)
            && !header.contains { GradeColumn(header: $0) != nil }
    }

    private func isPlaced(_ header: [String], _ hasPoints: Bool) -> Bool {
        hasPoints || has(["longitude", "latitude"], .schools, header)
            || has(["x", "y"], .schools, header)
    }

    private func isVillages(_ header: [String], isPlaced: Bool) -> Bool {
        if isPlaced, VillageCodes.areMissing(header) { return true }
        return hasVillageCodes(header)
    }

    private func hasVillageCodes(_ header: [String]) -> Bool {
        HeaderWords.matches(.villages, in: header).contains {
            $0.column == "code" && $0.confidence >= .synonym
                && HeaderWords.compact($0.header) != "code"
        } || Set(["code", "school", "K1", "P1"]).isSubset(of: header)
    }

    private func has(_ columns: [String], _ kind: TableKind, _ header: [String]) -> Bool {
        let found = Set(
            HeaderWords.matches(kind, in: header).filter { $0.confidence >= .synonym }
                .map(\.column))
        return columns.allSatisfy(found.contains)
    }
}
