import SchoolDistrict
import SpatialTypes

/// Reads catchments: areas with the code of the school they belong to.
struct CatchmentsTable {
    let cells: CellReader
    let references: SchoolReferences

    func read() -> [Catchment] {
        var areas: [String: [Polygon]] = [:]
        for row in cells.table.rows {
            guard let school = references.school(row, "school", cells: cells)?.code,
                let area = cells.area(row)
            else { continue }
            areas[school, default: []] += area
        }
        return areas.sorted { $0.key < $1.key }
            .map { Catchment(schoolCode: $0.key, area: $0.value, isBuilt: false) }
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
        report(
            FindingCode.missingGeometry, .warning, row: row, column: nil, value: nil,
            thai: "ไม่มีรูปพื้นที่ (polygon) จึงไม่ใช้แถวนี้",
            english: "the feature is no area (polygon) and is left out")
        return nil
    }
}
