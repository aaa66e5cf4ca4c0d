import SchoolDistrict

/// Reads the staff table: people by school, position and major.
struct StaffTable {
    let cells: CellReader
    let references: SchoolReferences

    /// What marks a row of totals, in whichever column.
    static let totals: Set<String> = ["รวม", "รวมทั้งหมด", "รวมทั้งสิ้น", "Total", "total"]

    func read() -> [String: StaffRecord] {
        let table = cells.table
        var result: [String: StaffRecord] = [:]
        var restored: [Int] = []
        var totals = 0
        for row in table.rows {
            // The export marks totals in the position, the rank or the level column.
            if table.cells(row).contains(where: Self.totals.contains) {
                totals += 1
                continue
            }
            let reading = references.school(row, "school", cells: cells)
            if reading?.wasRestored == true { restored.append(row) }
            let position = cells.requiredText(row, "position")
            let count = count(row, school: reading?.code)
            guard let school = reading?.code, let position, let count else { continue }
            let retiring = cells.part(
                row, "retiring", of: count, wholeThai: "จำนวนคนของแถวนี้",
                wholeEnglish: "the people of this row", school: school)
            var record = result[school] ?? StaffRecord(administrators: 0, teachers: 0)
            switch StaffPost(position: position) {
            case .unknown:
                record.unknownPositions += count
                if count > 0 { noteUnknown(position, row, count: count, school: school) }
            case .administrator: record.administrators += count
            case .teacher:
                record.teachers += count
                let major = table.text(row, "major")
                if let major, count > 0 {
                    record.teachersByMajor[major, default: 0] += count
                }
                // A school of which no row says who retires has no such record; a 0 is one.
                if let retiring {
                    var leaving = record.retiringByMajor ?? [:]
                    if retiring > 0 { leaving[major ?? "", default: 0] += retiring }
                    record.retiringByMajor = leaving
                }
            case .other: record.otherStaff += count
            }
            result[school] = record
        }
        cells.noteRestored(restored, column: "school")
        cells.noteDropped(totals: totals, column: "position")
        // Without a known teacher beside unknown positions nobody knows how many a school has.
        return result.filter { $0.value.unknownPositions == 0 || $0.value.teachers > 0 }
    }

    /// A position that is no known post: its people are not counted as teachers, and not as none.
    private func noteUnknown(_ position: String, _ row: Int, count: Int, school: String) {
        cells.report(
            FindingCode.unknownPosition, .warning, row: row, column: "position",
            value: shown(position),
            thai: "ไม่รู้จักตำแหน่งนี้ นับเป็น “ไม่ทราบตำแหน่ง” \(count) คน ไม่ใช่ครู 0 คน ต้องเป็นตำแหน่ง เช่น "
                + StaffPost.examples.joined(separator: ", ")
                + Suggestion.thaiClause(position, in: StaffPost.names),
            english: "an unknown position; its people (\(count)) are counted as “position "
                + "unknown”, not as teachers; a position such as "
                + StaffPost.examples.joined(separator: ", ")
                + Suggestion.englishClause(position, in: StaffPost.names),
            school: school)
    }

    /// The position as a finding may show it: where rows have moved it may be somebody's name.
    private func shown(_ position: String) -> String {
        let mayBeName =
            PersonalData.isPersonName(position)
            || cells.table.holdsPersonNames && !StaffPost.looksLikePost(position)
        return mayBeName ? "(อาจเป็นชื่อบุคคล ไม่แสดง / may be a name, not shown)" : position
    }

    /// The number of people; a table without a count column has one person a row.
    private func count(_ row: Int, school: String?) -> Int? {
        guard cells.table.has("count") else { return 1 }
        guard cells.requiredText(row, "count") != nil else { return nil }
        return cells.count(row, "count", school: school)
    }
}
