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
        } else if Self.hasGradesAcross(header) {
            self = .gradesAcross
        } else if header.contains(where: { HeaderWords.compact($0) == "latlng" }) {
            self = .positionPair
        } else {
            return nil
        }
    }
}

extension TableLayout {
    /// Whether three grades stand side by side, or one with boys, girls or rooms beside it.
    private static func hasGradesAcross(_ header: [String]) -> Bool {
        let columns = header.compactMap { GradeColumn(header: $0) }
        return Set(columns.map(\.grade)).count >= 3 || columns.contains { $0.part != .pupils }
    }
}

extension CellTable {
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
