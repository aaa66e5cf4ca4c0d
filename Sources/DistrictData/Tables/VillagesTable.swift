import SchoolDistrict
import SpatialTypes

/// Reads the villages table: one row per village and school attended.
struct VillagesTable {
    let cells: CellReader
    let positions: PositionReader
    let references: SchoolReferences

    func read() -> [Village] {
        let table = cells.table
        var villages: [String: (village: Village, row: Int)] = [:]
        var order: [String] = []
        var restored: [Int] = []
        var totals = 0
        for row in table.rows {
            if cells.isTotal(row) {
                totals += 1
                continue
            }
            guard let reading = cells.code(row, "code") else { continue }
            if reading.wasRestored { restored.append(row) }
            let code = reading.code
            let name = table.text(row, "name_th") ?? code
            let home = home(row, village: code)
            guard let position = positions.position(row) else { continue }
            if let earlier = villages[code] {
                guard earlier.village.position == position else {
                    reportConflict(code, row, earlier.row)
                    continue
                }
            } else {
                let subdistrict = table.text(row, "subdistrict")?.removingPrefix(["ตำบล", "ต."])
                villages[code] = (
                    Village(
                        code: code, nameThai: name, position: position, subdistrict: subdistrict),
                    row
                )
                order.append(code)
            }
            guard let home else { continue }
            add(home, to: code, row, in: &villages)
        }
        cells.noteRestored(restored, column: "code")
        cells.noteDropped(totals: totals, column: "code")
        return order.compactMap { code in
            guard var village = villages[code]?.village else { return nil }
            village.homes.sort { $0.schoolCode < $1.schoolCode }
            return village
        }
    }

    private func add(
        _ home: HomePupils, to code: String, _ row: Int,
        in villages: inout [String: (village: Village, row: Int)]
    ) {
        let known = villages[code]?.village.homes ?? []
        if known.contains(where: { $0.schoolCode == home.schoolCode }) {
            cells.report(
                FindingCode.duplicateRow, .error, row: row, column: "school",
                value: home.schoolCode, thai: "หมู่บ้าน \(code) กับโรงเรียนนี้มีอยู่แล้วในแถวก่อน",
                english: "village \(code) already has a row for this school",
                school: home.schoolCode)
            return
        }
        villages[code]?.village.homes.append(home)
    }

    private func home(_ row: Int, village: String) -> HomePupils? {
        var pupils = GradeCounts()
        for grade in Grade.allCases {
            if let count = cells.count(row, grade.code) { pupils[grade] = count }
        }
        let vulnerable = vulnerable(row, among: pupils.total)
        guard cells.table.text(row, "school") != nil else {
            if !pupils.isEmpty {
                cells.report(
                    FindingCode.missingValue, .error, row: row, column: "school", value: nil,
                    thai: "มีนักเรียน \(pupils.total) คน ต้องระบุโรงเรียนที่เรียน",
                    english: "\(pupils.total) pupils: the school they attend is needed")
            }
            return nil
        }
        guard let school = references.school(row, "school", cells: cells)?.code else { return nil }
        let stated = statedDistance(row)
        return pupils.isEmpty
            ? nil
            : HomePupils(
                schoolCode: school, pupils: pupils, vulnerable: vulnerable, statedDistance: stated)
    }

    /// The way to school that the records state; `nil` when blank, or after a warning: it is only compared, so that a bad
    /// one stops nothing.
    private func statedDistance(_ row: Int) -> Metres? {
        guard let text = cells.table.text(row, "stated_km") else { return nil }
        if let stated = DistanceText.read(text, unit: .kilometres), stated.value >= 0,
            stated <= DistanceText.longest
        {
            return stated
        }
        cells.report(
            FindingCode.notANumber, .warning, row: row, column: "stated_km", value: text,
            thai: "ต้องเป็นระยะทาง (กม.) ไม่ได้ใช้ค่านี้ตรวจ", english: "a distance in km; not compared")
        return nil
    }

    /// How many pupils of the row belong to each vulnerable group; a blank cell is not recorded.
    private func vulnerable(_ row: Int, among pupils: Int) -> [VulnerableGroup: Int] {
        var counts: [VulnerableGroup: Int] = [:]
        for group in VulnerableGroup.allCases {
            counts[group] = cells.part(
                row, group.rawValue, of: pupils, wholeThai: "จำนวนนักเรียนของแถวนี้",
                wholeEnglish: "the pupils of this row", school: cells.table.text(row, "school"))
        }
        return counts
    }

    private func reportConflict(_ code: String, _ row: Int, _ earlier: Int) {
        let number = cells.table.rowNumber(earlier)
        cells.report(
            FindingCode.villageConflict, .error, row: row, column: "code", value: code,
            thai: "รหัสหมู่บ้านเดียวกันกับแถว \(number) แต่ตำแหน่งต่างกัน",
            english: "the same village code as row \(number) at another position")
    }
}
