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
    /// The layout whose cells were rearranged.
    var layout: TableLayout?
    /// The layer or sheet of a file with several.
    var layer: String?
    var sheet: String?
    /// The sheet or layer as findings name it, that of a file without others as well.
    var partName: String?
    /// The kind that the layer's name says, where its shapes and columns do not speak against it.
    var namedKind: TableKind?
    /// The kind that the user told; guessed columns are used then.
    var toldKind: TableKind?
    /// The day of the data as the file says it (`2566-06-10`).
    var asOf: String?
    /// The academic year that the sheet's name or a title says, Buddhist era.
    var statedYear: Int?

    /// The columns that the manifest gets.
    var usedMatches: [HeaderWords.Match] {
        matches.filter { $0.confidence >= .synonym || toldKind != nil }
    }

    /// The columns that may be meant, left for the user to decide.
    var unusedGuesses: [HeaderWords.Match] {
        toldKind == nil ? matches.filter { $0.confidence == .guessed } : []
    }

    /// Whether the file is a map from which schools can be taken.
    var isOpenStreetMapSchools: Bool {
        Self.isOpenStreetMap(path) && (toldKind == nil || toldKind == .schools)
    }

    /// The columns that nothing is done with; a table of persons shows only its own headers.
    var unknownColumns: [String] {
        let used = Set(matches.map(\.header))
        return header.filter { text in
            // The columns of a wide table are all read, a grade at a time.
            let isRead =
                layout == .gradesAcross
                && (GradeColumn(header: text) != nil || HeaderWords.isSchoolColumn(text))
            return !used.contains(text) && !text.isEmpty && !isRead
        }
    }

    /// Whether the layer's name says what it is used for.
    var isNamedForItsRole: Bool { namedKind.map { role == .table($0) } ?? false }

    /// The path, with the layer or sheet of a file with several.
    var shownName: String {
        [layer, sheet].compactMap { $0 }.reduce(path) { "\($0) [\($1)]" }
    }

    /// The latest academic year that a year column, the sheet's name or a title says, Buddhist era.
    var latestYear: Int? {
        var years = [statedYear]
        if let content, let match = matches.first(where: { $0.column == "year" }),
            let column = content.header.firstIndex(of: match.header)
        {
            years += (0..<content.rowCount).map {
                YearText.read(content.text(row: $0, column: column))
            }
        }
        return years.compactMap { $0 }.filter { YearText.problem(with: $0) == nil }.max()
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

extension HeaderWords {
    /// Whether a header names a school by code or name.
    static func isSchoolColumn(_ header: String) -> Bool {
        let word = compact(header)
        return isSchoolCode(header)
            || synonyms(of: "name_th", in: .schools).map(compact).contains(word)
    }

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
            let shape = layer.features.lazy
                .compactMap({ $0.geometry ?? layer.strays[$0.id]?.shape }).first
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
