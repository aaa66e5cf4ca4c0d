import SchoolDistrict
import SpatialTypes

/// What a reading opened and built, kept for the doctor even where the district cannot be used.
final class Examination {
    var manifest: DistrictManifest?
    var cells: [TableKind: CellReader] = [:]
    private(set) var schoolRows: [String: Int] = [:]
    private(set) var district: District?
    private(set) var roads: RoadSegments?
    /// The rows that the district's reported distances stand in, in their order.
    var reportedRows: [Int] = []
    /// Schools of the office without a position.
    var unplaced: [UnplacedSchools.School] = []
    /// Schools as the map has them that the roads come from.
    var mappedSchools = MappedSchools()

    func take(_ district: District, rows: [String: Int], roads: RoadSegments?) {
        self.district = district
        self.schoolRows = rows
        self.roads = roads
    }
}

/// A row of the schools table as it is written, with the position the reader made of it.
struct SchoolRow {
    /// The row as an index into the table.
    var row: Int
    var code: String
    var name: String
    var subdistrict: String?
    var district: String?
    var group: String?
    /// The texts of the position's two cells, or the two numbers of a point in degrees or of an impossible one; `nil` when
    /// blank.
    var x: String?
    var y: String?
    /// The system of the two numbers where it is not the table's.
    var crs: String?
    /// Where the reader placed the school; `nil` when it could not.
    var position: Coordinate?
}

/// The doctor's notebook: findings about cells of known tables.
final class DoctorNotes {
    private let cells: [TableKind: CellReader]
    private(set) var findings: [Finding] = []
    /// Rows whose position the doctor explains better than the reader did.
    private(set) var explainedRows: Set<Int> = []

    init(cells: [TableKind: CellReader]) { self.cells = cells }

    /// Writes a finding about a cell, row or table.
    func add(
        _ code: String, _ severity: Finding.Severity, _ kind: TableKind, row: Int? = nil,
        column: String? = nil, value: String? = nil, thai: String, english: String,
        school: String? = nil, repair: Repair? = nil, place: Coordinate? = nil
    ) {
        guard let table = cells[kind]?.table else { return }
        findings.append(
            Finding(
                code: code, severity: severity, file: table.source.file,
                row: row.map(table.rowNumber), column: column.map(table.header), value: value,
                expectedThai: thai, expectedEnglish: english, schoolCode: school,
                repair: repair,
                place: place.map {
                    FindingPlace(longitude: $0.longitude, latitude: $0.latitude)
                }, source: table.origin(row, column)))
    }

    /// The table of a kind; `nil` when the district has none.
    func table(_ kind: TableKind) -> Table? { cells[kind]?.table }

    /// Writes a finding about something that is no table cell.
    func add(_ finding: Finding) { findings.append(finding) }

    /// Marks a row of the schools table whose reader's finding about its position is superseded.
    func explain(row: Int) {
        if let number = cells[.schools]?.table.rowNumber(row) { explainedRows.insert(number) }
    }
}
