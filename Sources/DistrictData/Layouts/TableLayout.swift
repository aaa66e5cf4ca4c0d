import SchoolDistrict

/// A layout whose cells must be rearranged before they are a table of the planner.
enum TableLayout: String, Hashable, Sendable {
    /// One row a school, one group of columns a grade (ชาย, หญิง, รวม, ห้อง).
    case gradesAcross = "grades_across"
    /// One row a pupil, as the Data Management Center exports it.
    case pupils = "pupils"
    /// Positions in one column, `[lat,lng]`, as EMIS writes them.
    case positionPair = "position_pair"

    /// The Thai name.
    var thaiLabel: String {
        switch self {
        case .gradesAcross: "ตารางกว้างรายชั้น"
        case .pupils: "ข้อมูลนักเรียนรายคน (DMC)"
        case .positionPair: "พิกัดในช่องเดียว (EMIS)"
        }
    }

    /// The layout of a header; `nil` when the cells can stay where they are.
    init?(header: [String]) {
        if PersonalData.isPersonal(header) {
            self = .pupils
        } else if Set(header.compactMap { GradeColumn(header: $0)?.grade }).count >= 3 {
            self = .gradesAcross
        } else if header.contains(where: { HeaderWords.compact($0) == "latlng" }) {
            self = .positionPair
        } else {
            return nil
        }
    }
}

extension CellTable {
    /// One row for each school and grade: `school`, `name_th`, `grade`, `pupils`, `classes`.
    ///
    /// Pupils are the total, else boys and girls together. A grade whose cells are all blank, or all
    /// zero, is not taught and gives no row. Sums over grades and rows of totals are left out.
    func gradesDown() -> CellTable {
        let identity = HeaderWords.matches(.schools, in: header)
        func column(_ name: String) -> Int? {
            identity.first { $0.column == name }.flatMap { header.firstIndex(of: $0.header) }
        }
        let (code, name) = (column("code"), column("name_th"))
        var columns: [Grade: [GradeColumn.Part: Int]] = [:]
        for (index, text) in header.enumerated() {
            guard let found = GradeColumn(header: text) else { continue }
            columns[found.grade, default: [:]][found.part] = index
        }
        let grades = columns.keys.sorted()
        var result = CellTable(
            header: ["school", "name_th", "grade", "pupils", "classes"], rows: [], rowNumbers: [])
        for (row, number) in zip(rows, rowNumbers) {
            let label = name.map { row[$0] } ?? ""
            let schoolCode = code.map { row[$0] } ?? ""
            if schoolCode.isEmpty || row.contains(where: ThaiText.isTotalsLabel) { continue }
            for grade in grades {
                let parts = columns[grade] ?? [:]
                let texts = parts.mapValues { row[$0] }
                let pupils = texts[.pupils] ?? Self.sum(texts[.boys], texts[.girls])
                let classes = texts[.classes] ?? ""
                if Self.isNothing(pupils), Self.isNothing(classes) { continue }
                result.rows.append([schoolCode, label, grade.code, pupils, classes])
                result.rowNumbers.append(number)
            }
        }
        return result
    }

    /// The texts added up; kept side by side when one is no number, so that the reader names it.
    private static func sum(_ boys: String?, _ girls: String?) -> String {
        let texts = [boys, girls].compactMap { $0 }.filter { !ThaiText.isMissing($0) }
        let values = texts.compactMap { try? NumberText.integer($0) }
        if values.count < texts.count { return texts.joined(separator: "+") }
        return values.isEmpty ? "" : "\(values.reduce(0, +))"
    }

    private static func isNothing(_ text: String) -> Bool {
        ThaiText.isMissing(text) || (try? NumberText.integer(text)) == 0
    }

    /// The table with `latitude` and `longitude` beside a `latlng` column such as `[13.41,100.99]`.
    func splittingPositions() -> CellTable {
        guard let column = header.firstIndex(where: { HeaderWords.compact($0) == "latlng" }) else {
            return self
        }
        var result = self
        result.header += ["latitude", "longitude"]
        for row in rows.indices {
            let parts = rows[row][column].split { "[],; ".contains($0) }.map(String.init)
            result.rows[row] += parts.count == 2 ? parts : ["", ""]
        }
        return result
    }
}
