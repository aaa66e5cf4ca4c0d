import SchoolDistrict
import SpatialTypes

/// Reads catchments: areas with the code of the school they belong to.
struct CatchmentsTable {
    let cells: CellReader
    let references: SchoolReferences

    /// The rows of each school, without a word about those that cannot be read.
    static func rows(of table: Table, references: SchoolReferences) -> [String: [Int]] {
        let silent = CellReader(table: table, findings: FindingList())
        return Dictionary(
            table.rows.compactMap { row in
                references.school(row, "school", cells: silent).map { ($0.code, [row]) }
            }, uniquingKeysWith: +)
    }

    func read() -> [Catchment] {
        var areas: [String: [Polygon]] = [:]
        var built: Set<String> = []
        for row in cells.table.rows {
            guard let school = references.school(row, "school", cells: cells)?.code,
                let area = cells.area(row)
            else { continue }
            areas[school, default: []] += area
            let mark = cells.table.text(row, "built_by_planner")?.lowercased()
            if mark == "true" || mark == "1" { built.insert(school) }
        }
        return areas.sorted { $0.key < $1.key }
            .map {
                Catchment(
                    schoolCode: $0.key, area: $0.value, isBuilt: built.contains($0.key))
            }
    }
}

/// Reads boundaries: named areas, usually subdistricts.
struct BoundariesTable {
    let cells: CellReader

    func read() -> [Boundary] {
        cells.table.rows.compactMap { row in
            guard let name = cells.requiredText(row, "name_th"), let area = cells.area(row) else {
                return nil
            }
            return Boundary(
                code: cells.table.text(row, "code").flatMap { CodeText.read($0)?.code },
                nameThai: name.removingPrefix(["ตำบล", "ต."]),
                districtThai: cells.table.text(row, "district")?.removingPrefix(["อำเภอ", "อ."]),
                area: area)
        }
    }
}

extension CellReader {
    /// The polygons of a row; `nil` after a warning when it has none.
    fileprivate func area(_ row: Int) -> [Polygon]? {
        let polygons = table.geometry(row)?.polygons ?? []
        guard polygons.isEmpty else { return polygons }
        if let stray = table.stray(row) {
            report(
                stray, .warning, row: row, country: .thailand, school: table.text(row, "school"))
            return nil
        }
        report(
            FindingCode.missingGeometry, .warning, row: row, column: nil, value: nil,
            thai: "ไม่มีรูปพื้นที่ (polygon) จึงไม่ใช้แถวนี้",
            english: "the feature is no area (polygon) and is left out")
        return nil
    }
}
