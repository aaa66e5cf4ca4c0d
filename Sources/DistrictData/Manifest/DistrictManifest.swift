import SchoolDistrict

/// What `district.yaml` says: the office, the year, and where each table lies.
struct DistrictManifest {
    var office: Office
    var academicYear: Int
    /// The coordinate system of columns and of layers that do not state one.
    var crs: String
    /// The datum operation to use instead of the default.
    var coordinateOperation: String?
    var country: Country
    /// The day of the data as `2566-06-10`; as written where it is no day.
    var asOf: String?
    var source: String?
    /// When a reported distance is worth a look.
    var reportedRule = ReportedDistanceRule()
    var tables: [TableKind: TableSource]
}

/// The country whose box positions must lie in.
enum Country: String, CaseIterable {
    case thailand = "TH"
    case none
}

/// The tables of a district, by their manifest key.
enum TableKind: String, CaseIterable {
    case schools, enrolment, staff, villages, catchments, boundaries, roads, barriers, reported

    /// Whether the source is lines to travel by or not to cross, rather than a table.
    var isLines: Bool { self == .roads || self == .barriers }

    /// Our column names; a manifest may give the source's header for each.
    var columns: [String] {
        switch self {
        case .schools:
            [
                "code", "name_th", "longitude", "latitude", "x", "y", "subdistrict", "district",
                "group", "grades_offered", "rooms", "statuses", "internet", "computers",
                "housing_units", "external", "note", "nt_score", "rt_score", "onet_score",
                "land_rai", "community_support",
            ]
        case .enrolment: ["school", "year", "grade", "pupils", "classes"]
        case .staff: ["school", "position", "major", "count", "retiring"]
        case .villages:
            [
                "code", "name_th", "longitude", "latitude", "x", "y", "subdistrict", "school",
                "stated_km",
            ]
                + Grade.allCases.map(\.code) + VulnerableGroup.allCases.map(\.rawValue)
        case .catchments: ["school", "built_by_planner"]
        case .boundaries: ["code", "name_th", "district"]
        case .roads: RoadReader.columnNames
        case .barriers: ["kind"]
        case .reported:
            [
                "origin", "origin_type", "destination", "distance_km", "distance_m", "minutes",
                "mode", "season", "note",
            ]
        }
    }
}

/// One table or layer as the manifest describes it.
struct TableSource {
    var kind: TableKind
    /// The path as written, relative to the manifest.
    var file: String
    var origin: Origin
    var layer: String?
    /// The sheet of a spreadsheet; the first with data when `nil`.
    var sheet: String?
    /// Our column name → the header in the file, with the place that says so.
    var columns: [String: (header: String, origin: Origin)] = [:]
    /// Rows are kept when every named column holds one of its values.
    var filters: [(column: String, values: [String], origin: Origin)] = []
    var crs: String?
    /// The manifest's system, for layers that state none.
    var fallbackCRS: String?
    /// Where a data base is, with its password; `file` is the same without.
    var location = ""
    var coordinateOperation: String?
    var encoding: TextEncoding?
    var delimiter: Character?
    /// GDAL open options, passed on as they are.
    var options: [(key: String, value: String)] = []
    /// The OpenStreetMap key and values of schools taken from an OSM file.
    var pointsOfInterest: (key: String, values: [String])?
    /// Source road class → profile class.
    var classes: [String: String] = [:]
    var crossings = RoadReader.Crossings.ignore

    /// Whether the source is a data base rather than a file: `PG:host=… dbname=…`.
    var isConnection: Bool { Self.isConnection(file) }

    static func isConnection(_ file: String) -> Bool { file.lowercased().hasPrefix("pg:") }

    /// Whether a file is text with separators; anything else is read by GDAL.
    static func isDelimitedText(_ path: String) -> Bool {
        let name = path.lowercased()
        return [".csv", ".tsv", ".txt"].contains { name.hasSuffix($0) }
    }

    /// A connection without its password, for messages.
    static func withoutPassword(_ connection: String) -> String {
        guard isConnection(connection) else { return connection }
        return connection.replacing(/password\s*=\s*('[^']*'|\S+)/, with: "password=***")
            .replacing(/(:\/\/[^:\/@]+):[^@]*@/) { "\($0.output.1):***@" }
    }
}
