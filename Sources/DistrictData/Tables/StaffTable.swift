import SchoolDistrict

/// Reads the staff table: people by school, position and major.
struct StaffTable {
    let cells: CellReader
    let references: SchoolReferences

    /// The kind of post behind a position name.
    enum Post {
        case administrator, teacher, other

        /// The post of an EMIS position name, with or without its number (`1. ผู้อำนวยการโรงเรียน`).
        init(position: String) {
            var name = ThaiText.normalise(position)
            let digits = name.prefix { $0.isNumber }
            if !digits.isEmpty {
                let rest = name.dropFirst(digits.count).drop { $0 == "." || $0 == ")" }
                name = ThaiText.trim(String(rest))
            }
            let compact = name.filter { $0 != " " }
            let administrators = [
                "ผู้อำนวยการ", "รองผู้อำนวยการ", "ผอ.", "รองผอ.", "ครูใหญ่", "อาจารย์ใหญ่",
            ]
            // Ranks (วิทยฐานะ) and levels may follow ครู; contract posts have names of their own.
            let teachers = ["ครู", "ครูผู้ช่วย", "ครูประจำการ", "ข้าราชการครู", "ครู(ข้าราชการ)"]
            if administrators.contains(where: compact.hasPrefix) {
                self = .administrator
            } else if teachers.contains(compact) || compact.hasPrefix("ครูชำนาญการ")
                || compact.hasPrefix("ครูเชี่ยวชาญ") || compact.hasPrefix("ครูคศ")
            {
                self = .teacher
            } else {
                self = .other
            }
        }
    }

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
            switch Post(position: position) {
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
        return result
    }

    /// The number of people; a table without a count column has one person a row.
    private func count(_ row: Int, school: String?) -> Int? {
        guard cells.table.has("count") else { return 1 }
        guard cells.requiredText(row, "count") != nil else { return nil }
        return cells.count(row, "count", school: school)
    }
}
