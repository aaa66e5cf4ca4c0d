import SchoolDistrict
import SpatialTypes

/// Reads the schools table.
struct SchoolsTable {
    let cells: CellReader
    let positions: PositionReader

    /// The schools in file order, the row of each code, and what was done to the positions.
    struct Result {
        var schools: [School] = []
        var rows: [String: Int] = [:]
        var note: CoordinateNote?
    }

    /// The ranges read so far: a register has few, each thousands of times.
    private var gradeSets: [String: GradeSet] = [:]

    private var table: Table { cells.table }

    init(cells: CellReader, positions: PositionReader) {
        self.cells = cells
        self.positions = positions
    }

    mutating func read() -> Result {
        var result = Result()
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
            if let earlier = result.rows[code] {
                let number = table.rowNumber(earlier)
                cells.report(
                    FindingCode.duplicateCode, .error, row: row, column: "code", value: code,
                    thai: "รหัสซ้ำกับแถว \(number) รหัสโรงเรียนต้องไม่ซ้ำ",
                    english: "the code is already used in row \(number)", school: code)
                continue
            }
            result.rows[code] = row
            let name = name(row, code: code)
            guard let position = positions.position(row, school: code) else {
                // The other cells are read all the same, so that every error shows at once.
                _ = filled(School(code: code, nameThai: name, position: .origin), row)
                continue
            }
            result.schools.append(
                filled(School(code: code, nameThai: name, position: position), row))
        }
        cells.noteRestored(restored, column: "code")
        cells.noteDropped(totals: totals, column: "code")
        let external = result.schools.count(where: \.isExternal)
        if external > 0 {
            cells.report(
                FindingCode.externalSchools, .note, row: nil, column: "external",
                value: "\(external)",
                thai: "มีโรงเรียนนอกสังกัด \(external) แห่ง ใช้เป็นทางเลือกของนักเรียน ไม่นับและไม่ย้าย",
                english: "\(external) external schools: alternatives for pupils, never counted "
                    + "or moved")
        }
        result.note = positions.note(at: result.schools.map(\.position))
        return result
    }

    /// The name; for a place on a map without one, its code with a warning.
    private func name(_ row: Int, code: String) -> String {
        if table.source.pointsOfInterest != nil, table.text(row, "name_th") == nil {
            cells.report(
                FindingCode.missingName, .warning, row: row, column: "name_th", value: nil,
                thai: "ไม่มีชื่อในแผนที่ ใช้รหัสแทน", english: "no name on the map; the code is shown",
                school: code)
            return code
        }
        return cells.requiredText(row, "name_th") ?? code
    }

    private mutating func filled(_ school: School, _ row: Int) -> School {
        var school = school
        school.subdistrict = table.text(row, "subdistrict")?.removingPrefix(["ตำบล", "ต."])
        school.district = table.text(row, "district")?.removingPrefix(["อำเภอ", "อ."])
        school.group = table.text(row, "group")
        school.gradesOffered = grades(row, school.code)
        school.rooms = cells.count(row, "rooms", school: school.code)
        school.statuses = statuses(row, school.code)
        school.isExternal = cells.flag(row, "external") ?? false
        school.hasInternet = cells.flag(row, "internet")
        school.computers = cells.count(row, "computers", school: school.code)
        school.housingUnits = cells.count(row, "housing_units", school: school.code)
        school.landRai = cells.amount(row, "land_rai", school: school.code)
        school.hasCommunitySupport = cells.flag(row, "community_support")
        school.note = table.text(row, "note")
        for (column, test) in [("nt_score", "NT"), ("rt_score", "RT"), ("onet_score", "O-NET")] {
            if let score = cells.number(row, column) { school.qualityScores[test] = score }
        }
        return school
    }

    private mutating func grades(_ row: Int, _ code: String) -> GradeSet? {
        guard let text = table.text(row, "grades_offered") else { return nil }
        if let grades = gradeSets[text] ?? GradeSet(parsing: text) {
            gradeSets[text] = grades
            return grades
        }
        cells.report(
            FindingCode.unknownGrade, .error, row: row, column: "grades_offered", value: text,
            thai: "ต้องเป็นช่วงชั้น เช่น K2-P6, อ.2–ม.3 หรือ อนุบาล-ประถมศึกษา",
            english: "a range of grades such as K2-P6, อ.2–ม.3 or อนุบาล-ประถมศึกษา",
            school: code)
        return nil
    }

    private func statuses(_ row: Int, _ code: String) -> Set<SpecialStatus> {
        guard let text = table.text(row, "statuses") else { return [] }
        var statuses: Set<SpecialStatus> = []
        for part in text.split(whereSeparator: { $0 == ";" || $0 == "," || $0 == "|" }) {
            let word = ThaiText.trim(String(part))
            if let status = Self.status(word) {
                statuses.insert(status)
                continue
            }
            let names = SpecialStatus.allCases.map(\.rawValue)
            let list = names.joined(separator: ", ")
            cells.report(
                FindingCode.unknownStatus, .error, row: row, column: "statuses", value: word,
                thai: "ไม่รู้จักสถานะนี้" + Suggestion.thaiClause(word, in: names)
                    + " ใช้ได้: \(list)",
                english: "unknown status" + Suggestion.englishClause(word, in: names)
                    + "; allowed: \(list)", school: code)
        }
        return statuses
    }

    private static func status(_ word: String) -> SpecialStatus? {
        switch word {
        case "เกาะ", "พื้นที่เกาะ": .island
        case "พื้นที่สูง", "ภูเขา", "ทุรกันดาร": .mountain
        case "ชายแดน", "พื้นที่ชายแดน": .border
        case "พระราชดำริ", "ในพระบรมราชูปถัมภ์": .royalPatronage
        default: SpecialStatus.allCases.first { $0.rawValue == word || $0.thaiLabel == word }
        }
    }
}

extension Coordinate {
    /// A stand-in while a row with a bad position is checked; never kept.
    fileprivate static let origin = Coordinate(longitude: 0, latitude: 0)
}

extension String {
    /// The text without the first of the prefixes that it starts with.
    func removingPrefix(_ prefixes: [String]) -> String {
        for prefix in prefixes where hasPrefix(prefix) && count > prefix.count {
            return ThaiText.trim(String(dropFirst(prefix.count)))
        }
        return self
    }
}
