import Projections
import SpatialTypes
import VectorData

/// How the coordinates of a table became WGS 84.
public struct CoordinateNote: Hashable, Sendable, Codable {
    /// The source system: `EPSG:24048`.
    public var sourceCRS: String
    /// The datum operation used, by name and code.
    public var operation: String
    /// Every registered operation, by name and code, in PROJ's order.
    public var candidates: [String]
    /// The largest distance between the candidates at the middle of the schools, metres.
    public var spreadMetres: Double

    /// A note from its parts.
    public init(sourceCRS: String, operation: String, candidates: [String], spreadMetres: Double) {
        self.sourceCRS = sourceCRS
        self.operation = operation
        self.candidates = candidates
        self.spreadMetres = spreadMetres
    }

    enum CodingKeys: String, CodingKey {
        case sourceCRS = "source_crs"
        case operation, candidates
        case spreadMetres = "spread_metres"
    }
}

/// Reads the position of each row of a table: from columns in the stated system, or from its shape.
struct PositionReader {
    let cells: CellReader
    private let country: Country
    private let crs: String
    private let transform: WGS84Transform?
    private let columns: (x: String, y: String)?

    /// The box that positions in Thailand lie in (DOMAIN 4.4).
    static let thailand = BoundingBox(west: 97.3, south: 5.6, east: 105.7, north: 20.5)

    /// Prepares the transform; `nil` after a finding when positions cannot be read at all.
    init?(_ cells: CellReader, manifest: DistrictManifest) {
        let table = cells.table
        let source = table.source
        let pairs = [("longitude", "latitude"), ("x", "y")]
        let found = pairs.first { table.has($0.0) || table.has($0.1) }
        if let found {
            guard table.require([found.0, found.1], findings: cells.findings) else { return nil }
        } else if !table.hasGeometry {
            _ = table.require(["longitude", "latitude"], findings: cells.findings)
            return nil
        }
        self.cells = cells
        country = manifest.country
        crs = source.crs ?? manifest.crs
        columns = found.map { (x: $0.0, y: $0.1) }
        if found == nil || crs == "EPSG:4326" {
            transform = nil
            return
        }
        let operation = source.coordinateOperation ?? manifest.coordinateOperation
        do throws(ProjectionError) {
            transform = try WGS84Transform(
                from: CRSIdentifier(crs), operation: operation,
                areaOfInterest: manifest.country == .thailand ? Self.thailand : nil)
        } catch {
            cells.findings.reject(
                FindingCode.unknownCRS, at: source.origin, value: operation ?? crs,
                thai: "ใช้ระบบพิกัดหรือวิธีแปลงพิกัดนี้ไม่ได้", english: error.description)
            return nil
        }
    }

    /// The position of a row, WGS 84; `nil` after a finding.
    func position(_ row: Int, school: String? = nil) -> Coordinate? {
        guard let columns else { return shape(row, school: school) }
        let x = ordinate(row, columns.x, school)
        let y = ordinate(row, columns.y, school)
        guard let x, let y else { return nil }
        guard let transform else {
            return checked(
                Coordinate(longitude: x, latitude: y), row, column: columns.x, school: school)
        }
        do throws(ProjectionError) {
            let coordinate = try transform.coordinate(of: SourcePosition(x: x, y: y))
            return checked(coordinate, row, column: columns.x, school: school)
        } catch {
            cells.report(
                FindingCode.untransformablePosition, .error, row: row, column: columns.x,
                value: "\(x), \(y)",
                thai: "พิกัดนี้ไม่อยู่ในระบบ \(crs) ตรวจโซนและลำดับของตัวเลข",
                english: error.detail, school: school)
            return nil
        }
    }

    /// What was done to the positions; `nil` when they were WGS 84 degrees already.
    func note(at places: [Coordinate]) -> CoordinateNote? {
        if let transform {
            guard let box = BoundingBox(of: places) else { return nil }
            let report = transform.report(at: box.centre)
            return CoordinateNote(
                sourceCRS: report.source.description, operation: report.used.description,
                candidates: report.candidates.map(\.operation.description),
                spreadMetres: (report.spread.value * 10).rounded() / 10)
        }
        guard let layer = cells.table.layer, columns == nil, let source = layer.sourceCRS,
            source != "EPSG:4326"
        else { return nil }
        return CoordinateNote(
            sourceCRS: source, operation: layer.datumShift.description, candidates: [],
            spreadMetres: 0)
    }

    private func ordinate(_ row: Int, _ name: String, _ school: String?) -> Double? {
        guard let text = cells.requiredText(row, name) else { return nil }
        if let value = try? NumberText.double(text) { return value }
        cells.report(
            FindingCode.notANumber, .error, row: row, column: name, value: text,
            thai: "พิกัดต้องเป็นตัวเลขทศนิยม เช่น 104.650123 (ไม่ใช้องศา-ลิปดา)",
            english: "a decimal coordinate such as 104.650123 (no degrees and minutes)",
            school: school)
        return nil
    }

    private func shape(_ row: Int, school: String?) -> Coordinate? {
        // A compound drawn as an area is placed in the middle of its box.
        if let box = BoundingBox(of: cells.table.geometry(row)?.coordinates ?? []) {
            return checked(box.centre, row, column: nil, school: school)
        }
        if let stray = cells.table.stray(row) {
            cells.report(stray, .error, row: row, country: country, school: school)
            return nil
        }
        cells.report(
            FindingCode.missingGeometry, .error, row: row, column: nil, value: nil,
            thai: "แถวนี้ไม่มีตำแหน่ง", english: "the feature has no position", school: school)
        return nil
    }
}

extension PositionReader {
    /// The coordinate when it lies where it can; `nil` after a finding otherwise.
    private func checked(
        _ place: Coordinate, _ row: Int, column: String?, school: String?
    ) -> Coordinate? {
        guard let problem = PositionProblem(place, country: country) else { return place }
        cells.report(
            problem.code, .error, row: row, column: column,
            value: "\(place.longitude), \(place.latitude)", thai: problem.thai,
            english: problem.english, school: school)
        return nil
    }
}
