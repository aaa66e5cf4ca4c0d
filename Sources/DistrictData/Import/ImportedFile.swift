import Foundation
import SchoolDistrict
import SpatialTypes
import VectorData

/// A file of an import, opened and understood.
struct ImportedFile {
    /// What a file is used for.
    enum Role: Hashable {
        case table(TableKind)
        /// Schools with codes and names but without positions.
        case register
        /// Named points without school codes.
        case places
        /// Pupils one by one, counted.
        case pupils
        case unknown

        var label: (thai: String, english: String) {
            switch self {
            case .table(let kind):
                switch kind {
                case .schools: ("โรงเรียนพร้อมพิกัด", "schools with positions")
                case .enrolment: ("นักเรียนรายชั้น", "enrolment")
                case .staff: ("ครูและบุคลากร", "staff")
                case .villages: ("หมู่บ้าน", "villages")
                case .catchments: ("เขตบริการ", "catchments")
                case .boundaries: ("ขอบเขตตำบล", "boundaries")
                case .roads: ("ถนน", "roads")
                }
            case .register: ("ทะเบียนโรงเรียน (ไม่มีพิกัด)", "school register (no positions)")
            case .places: ("จุดสถานที่ที่มีชื่อ", "named places")
            case .pupils: ("นักเรียนรายคน (นับรวมแล้ว)", "single pupils (counted)")
            case .unknown: ("ไม่ทราบชนิด จึงไม่ใช้", "of unknown kind, not used")
            }
        }
    }

    /// The path as the command line gives it.
    var path: String
    var role: Role
    var header: [String] = []
    var matches: [HeaderWords.Match] = []
    var rowCount = 0
    /// The cells; `nil` for an OpenStreetMap extract, which is not opened here.
    var content: Table.Content?
    /// The pupils counted, where the file lists them one by one.
    var pupils: PupilAggregate?
    var isPersonal = false
    /// Whether the cells had to be rearranged, so that the planner writes its own table.
    var isRearranged = false
    var sheet: String?

    /// The columns that nothing is done with; a table of persons shows only its own headers.
    var unknownColumns: [String] {
        let used = Set(matches.map(\.header))
        return header.filter { !used.contains($0) && !$0.isEmpty }
    }

    /// The four digits that begin every eight-digit school code of the file; `nil` when they differ.
    var officeCode: String? {
        guard let content,
            let header = matches.first(where: { $0.column == "code" || $0.column == "school" }),
            let column = content.header.firstIndex(of: header.header)
        else { return nil }
        var found: Set<String> = []
        for row in 0..<content.rowCount {
            let code = CodeText.read(content.text(row: row, column: column))?.code ?? ""
            if code.utf8.count == 8 { found.insert(String(code.prefix(4))) }
        }
        return found.count == 1 ? found.first : nil
    }

    /// Whether the file is an OpenStreetMap extract.
    static func isOpenStreetMap(_ path: String) -> Bool {
        let name = path.lowercased()
        return [".osm", ".pbf", ".osm.gz", ".osm.bz2"].contains { name.hasSuffix($0) }
    }
}

/// Opens the files of an import and tells what each is.
struct ImportProbe {
    let files: InputFiles
    let findings: FindingList
    let sheet: String?

    /// The file understood; `nil` after findings.
    func open(_ path: String) -> ImportedFile? {
        if ImportedFile.isOpenStreetMap(path) {
            guard files.read(path) != nil else { return nil }
            return ImportedFile(path: path, role: .table(.roads))
        }
        var source = TableSource(
            kind: .schools, file: TableSource.withoutPassword(path),
            origin: Origin(file: TableSource.withoutPassword(path), line: 0, keyPath: ""))
        source.location = path
        source.sheet = SpreadsheetReader.isSpreadsheet(path) ? sheet : nil
        let opener = TableOpener(files: files, findings: findings)
        guard var content = opener.content(of: source) else { return nil }
        if content.needsFolding { content = .cells(content.cellTable) }
        var file = ImportedFile(path: path, role: .unknown)
        file.sheet = source.sheet
        file.rowCount = content.rowCount
        let header = content.header
        let position = HeaderWords.matches(.staff, in: header)
            .contains { $0.column == "position" && $0.confidence >= .synonym }
        file.isPersonal = PersonalData.isPersonal(header)
        if file.isPersonal, !position || PersonalData.lacksHeader(header) {
            guard
                let counted = PupilAggregate(
                    content.cellTable, file: source.file, findings: findings)
            else { return nil }
            file.role = .pupils
            file.pupils = counted
            return file
        }
        file.header = header
        judge(content, &file)
        return file
    }

    private func judge(_ content: Table.Content, _ file: inout ImportedFile) {
        var content = content
        let layer = content.shapes
        switch layer {
        case .lines: file.role = .table(.roads)
        case .areas: file.role = areaRole(content.header)
        case .points, .none:
            switch TableLayout(header: content.header) {
            case .gradesAcross where !isVillages(content.header):
                content = .cells(content.cellTable.gradesDown())
                (file.role, file.isRearranged) = (.table(.enrolment), true)
            case .positionPair:
                content = .cells(content.cellTable.splittingPositions())
                (file.role, file.isRearranged) = (.table(.schools), true)
            default: file.role = tableRole(content.header, hasPoints: layer == .points)
            }
        }
        if case .cells = content { file.isRearranged = file.isRearranged || file.sheet == nil }
        file.content = content
        switch file.role {
        case .table(let kind): file.matches = HeaderWords.matches(kind, in: content.header)
        case .register, .places: file.matches = HeaderWords.matches(.schools, in: content.header)
        case .pupils, .unknown: break
        }
    }

    private func areaRole(_ header: [String]) -> ImportedFile.Role {
        if has(["school"], .catchments, header) { return .table(.catchments) }
        return has(["name_th"], .boundaries, header) ? .table(.boundaries) : .unknown
    }

    private func tableRole(_ header: [String], hasPoints: Bool) -> ImportedFile.Role {
        if has(["school", "grade", "pupils"], .enrolment, header) { return .table(.enrolment) }
        if has(["school", "position"], .staff, header) { return .table(.staff) }
        let isPlaced =
            hasPoints || has(["longitude", "latitude"], .schools, header)
            || has(["x", "y"], .schools, header)
        if isVillages(header), isPlaced { return .table(.villages) }
        if has(["code", "name_th"], .schools, header) {
            let isSchool = HeaderWords.matches(.schools, in: header)
                .contains { $0.column == "code" && HeaderWords.isSchoolCode($0.header) }
            if isSchool { return isPlaced ? .table(.schools) : .register }
        }
        return hasPoints && has(["name_th"], .schools, header) ? .places : .unknown
    }

    private func isVillages(_ header: [String]) -> Bool {
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

extension HeaderWords {
    /// Whether a header names a code of schools, or is the planner's own `code`.
    static func isSchoolCode(_ header: String) -> Bool {
        let word = compact(header)
        return word == "code" || synonyms(of: "school", in: .enrolment).map(compact).contains(word)
    }
}

extension Table.Content {
    /// The shapes that rows carry.
    enum Shapes { case none, points, lines, areas }

    /// The kind of the first shape; a layer is of one kind.
    var shapes: Shapes {
        guard case .layer(let layer) = self,
            let shape = layer.features.lazy.compactMap(\.geometry).first
        else { return .none }
        switch shape {
        case .point, .multiPoint: return .points
        case .lineString, .multiLineString: return .lines
        default: return shape.polygons.isEmpty ? .none : .areas
        }
    }

    /// The point of a row, WGS 84.
    func point(_ row: Int) -> Coordinate? {
        guard case .layer(let layer) = self else { return nil }
        return layer.features[row].geometry?.coordinates.first
    }
}
