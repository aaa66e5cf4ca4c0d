import Foundation
import Projections
import SchoolDistrict
import SpatialTypes

/// A district as its folder gives it.
public struct LoadedDistrict: Sendable {
    /// The district with its gaps stated.
    public var district: District
    /// The roads; `nil` when the manifest names none.
    public var roads: RoadSegments?
    /// Warnings and notes, sorted by file and row; no errors.
    public var findings: [Finding]
    /// How the schools' coordinates became WGS 84; `nil` when they were WGS 84 degrees already.
    public var coordinates: CoordinateNote?
    /// Every file that was read, sorted by path.
    public var inputs: [InputFile]

    /// A loaded district from its parts.
    public init(
        district: District, roads: RoadSegments? = nil, findings: [Finding] = [],
        coordinates: CoordinateNote? = nil, inputs: [InputFile] = []
    ) {
        self.district = district
        self.roads = roads
        self.findings = findings
        self.coordinates = coordinates
        self.inputs = inputs
    }
}

/// Reads a district folder.
public enum DistrictReader {
    /// The folder of a district that is named by its folder or its manifest.
    public static func folder(of path: String) -> String {
        DistrictLoader.place(path).folder.path
    }

    /// Reads the manifest and every table it names.
    ///
    /// - Parameter path: the folder that holds `district.yaml`, or the manifest itself.
    /// - Throws: `DistrictDataError` with every error found.
    public static func read(_ path: String) throws(DistrictDataError) -> LoadedDistrict {
        let findings = FindingList()
        let loaded = DistrictLoader(path: path, findings: findings).load()
        try findings.throwIfErrors()
        guard let loaded else { throw DistrictDataError(findings: findings.findings) }
        return loaded
    }
}

/// One reading of a district, from the manifest to the finished values.
struct DistrictLoader {
    let findings: FindingList
    private let files: InputFiles
    private let manifestName: String
    /// Keeps what was opened, for the doctor; `nil` in an ordinary reading.
    private let examination: Examination?

    init(path: String, findings: FindingList, examination: Examination? = nil) {
        self.findings = findings
        self.examination = examination
        let place = Self.place(path)
        manifestName = place.manifest
        files = InputFiles(folder: place.folder, findings: findings)
    }

    /// Where the manifest is, and its name.
    static func place(_ path: String) -> (folder: URL, manifest: String) {
        let url = URL(fileURLWithPath: path)
        let name = url.lastPathComponent.lowercased()
        let isManifest = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        return isManifest
            ? (url.deletingLastPathComponent(), url.lastPathComponent) : (url, "district.yaml")
    }

    /// The district; `nil` after errors that leave nothing to build.
    func load() -> LoadedDistrict? {
        guard let bytes = files.read(manifestName),
            let manifest = ManifestReader(findings: findings).read(bytes, file: manifestName)
        else { return nil }
        let opener = TableOpener(files: files, findings: findings)
        let tables = manifest.tables.filter { !$0.key.isLines }
        let cells = Dictionary(
            uniqueKeysWithValues: TableKind.allCases.compactMap { kind in
                tables[kind].flatMap(opener.open).map { (kind, $0) }
            })
        examination?.manifest = manifest
        examination?.cells = cells
        guard let schools = readSchools(cells[.schools], manifest) else { return nil }
        var builder = DistrictBuilder(manifest: manifest, schools: schools.schools)
        let unplaced = UnplacedSchools(files, placed: Set(schools.rows.keys))
        findings.append(contentsOf: unplaced.findings)
        builder.unplaced = unplaced.schools
        examination?.unplaced = unplaced.schools
        let references = SchoolReferences(
            schools.rows.keys,
            hasDamagedCodes: findings.findings.contains { $0.code == FindingCode.damagedCode })
        readPeople(cells, references, manifest, into: &builder)
        readReported(cells[.reported], references, into: &builder)
        if let cells = cells[.boundaries], cells.table.require(["name_th"], findings: findings) {
            builder.boundaries = BoundariesTable(cells: cells).read()
        }
        let checks = DistrictChecks(
            manifest: manifest, cells: cells, schoolRows: schools.rows, findings: findings)
        let district = builder.build()
        checks.run(on: district)
        var roads = manifest.tables[.roads].flatMap(opener.openRoads)
        let obstacles = manifest.tables[.barriers].flatMap(opener.openObstacles)
        roads?.obstacles += obstacles ?? []
        examination?.take(district, rows: schools.rows, roads: roads)
        if let examination, roads != nil, let source = manifest.tables[.roads] {
            examination.mappedSchools = MappedSchools(path: files.resolve(source.file).path)
        }
        return LoadedDistrict(
            district: district, roads: roads, findings: findings.findings.sorted(),
            coordinates: schools.note, inputs: files.inputs)
    }

    private func readSchools(
        _ cells: CellReader?, _ manifest: DistrictManifest
    ) -> SchoolsTable.Result? {
        guard let cells else { return nil }
        let hasColumns = cells.table.require(["code", "name_th"], findings: findings)
        guard let positions = PositionReader(cells, manifest: manifest), hasColumns else {
            return nil
        }
        var table = SchoolsTable(cells: cells, positions: positions)
        return table.read()
    }

    private func readReported(
        _ cells: CellReader?, _ references: SchoolReferences, into builder: inout DistrictBuilder
    ) {
        guard let cells,
            cells.table.require(["origin", "destination"], findings: findings),
            ReportedTable.hasDistance(cells.table, findings: findings)
        else { return }
        let schools = Dictionary(
            builder.schools.map { ($0.code, $0.position) }, uniquingKeysWith: { first, _ in first })
        let villages = Dictionary(
            (builder.villages ?? []).map { ($0.code, $0.position) },
            uniquingKeysWith: { first, _ in first })
        var table = ReportedTable(
            cells: cells,
            places: (
                schools: references,
                villages: SchoolReferences((builder.villages ?? []).map(\.code))
            ))
        table.straightLine = { origin, school in
            let from: Coordinate?
            switch origin {
            case .school(let code): from = schools[code]
            case .village(let code): from = villages[code]
            }
            guard let from, let to = schools[school] else { return nil }
            return Geodesic.wgs84.distance(from: from, to: to)
        }
        let read = table.readRows()
        builder.reported = read.map(\.reported)
        examination?.reportedRows = read.map(\.row)
    }

    private func readPeople(
        _ cells: [TableKind: CellReader], _ references: SchoolReferences,
        _ manifest: DistrictManifest, into builder: inout DistrictBuilder
    ) {
        if let cells = cells[.enrolment],
            cells.table.require(["school", "grade", "pupils"], findings: findings)
        {
            let table = EnrolmentTable(
                cells: cells, references: references, academicYear: manifest.academicYear)
            builder.enrolment = table.read()
            builder.hasClasses = table.hasClasses
        }
        if let cells = cells[.staff],
            cells.table.require(["school", "position"], findings: findings)
        {
            builder.staff = StaffTable(cells: cells, references: references).read()
        }
        if let cells = cells[.villages] {
            let hasColumns = cells.table.require(["code", "school"], findings: findings)
            if let positions = PositionReader(cells, manifest: manifest), hasColumns {
                builder.villages =
                    VillagesTable(cells: cells, positions: positions, references: references)
                    .read()
            }
        }
        if let cells = cells[.catchments], cells.table.require(["school"], findings: findings) {
            builder.catchments = CatchmentsTable(cells: cells, references: references).read()
        }
    }
}
