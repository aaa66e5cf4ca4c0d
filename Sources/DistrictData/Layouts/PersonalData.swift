/// Tables about persons: told by their header alone, so that nothing else of them is looked at.
enum PersonalData {
    /// Headers that only tables of persons have, compacted.
    static let headerWords = [
        "เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขประจำตัว13หลัก", "บัตรประชาชน",
        "เลขประจำตัวประชาชนนักเรียน",
        "citizenid", "citizenno", "nationalid", "idcard", "studentid", "รหัสนักเรียน",
        "เลขประจำตัวนักเรียน",
        "ชื่อนักเรียน", "นามสกุล", "lastname", "surname", "รหัสประจำบ้าน",
    ]

    /// Whether a table is about persons, or has a person where its header should be.
    static func isPersonal(_ header: [String]) -> Bool {
        header.contains { text in
            let compact = HeaderWords.compact(text)
            return headerWords.contains { compact.contains($0) } || holdsCitizenNumber(text)
        }
    }

    /// Whether a table starts with data: its header would show persons.
    static func lacksHeader(_ header: [String]) -> Bool {
        header.contains(where: holdsCitizenNumber)
    }

    /// Whether a text holds thirteen digits, dashes and blanks between them allowed.
    static func holdsCitizenNumber(_ text: String) -> Bool {
        var digits = 0
        for scalar in ThaiText.normalise(text).unicodeScalars {
            switch scalar {
            case "0"..."9":
                digits += 1
                if digits >= 13 { return true }
            case "-", " ": continue
            default: digits = 0
            }
        }
        return false
    }

    /// Whether a text begins with a person's title, as names do.
    static func isPersonName(_ text: String) -> Bool {
        let text = ThaiText.normalise(text).lowercased()
        return [
            "นาย", "นาง", "น.ส.", "นส.", "ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "ว่าที่", "mr", "ms",
            "miss",
        ].contains(where: text.hasPrefix)
    }

    /// Whether a table has a column for the names of people.
    static func hasPersonNames(_ header: [String]) -> Bool {
        isPersonal(header)
            || header.contains {
                let word = HeaderWords.compact($0)
                return ["ชื่อ", "name", "firstname", "fullname"].contains(word)
                    || ["ชื่อสกุล", "ชื่อครู", "ชื่อบุคลากร", "ชื่อตัว"].contains(where: word.hasPrefix)
            }
    }

    /// What stands where a value is not shown.
    static let masked = "(ไม่แสดง / not shown)"

    /// Whether a text can only be somebody's name, in a column where places and subjects stand as well.
    ///
    /// `นาย` and `นาง` begin names of places too (นายูง, นางรอง), so that two words must follow them.
    static func isCertainName(_ text: String) -> Bool {
        let text = ThaiText.trim(ThaiText.normalise(text)).lowercased()
        let plain = [
            "น.ส.", "ด.ช.", "ด.ญ.", "เด็กชาย", "เด็กหญิง", "นางสาว", "ว่าที่ร้อย", "ว่าที่ ร", "mr.", "mr ",
            "ms.", "ms ", "mrs.", "mrs ", "miss ",
        ]
        if plain.contains(where: text.hasPrefix) { return true }
        guard let title = ["นาย", "นาง"].first(where: text.hasPrefix) else { return false }
        let words = text.dropFirst(title.count).split(separator: " ")
        guard words.count >= 2, let last = words.last, let first = last.unicodeScalars.first
        else { return false }
        let isNumber = last.allSatisfy(\.isNumber) || last.hasPrefix("หมู่") || last.hasPrefix("ม.")
        return !isNumber && first.properties.isAlphabetic
    }

    /// A value as findings and the files of an import may show it: neither somebody's name nor
    /// thirteen digits, which may be a person's number.
    static func shown(_ value: String) -> String {
        if isCertainName(value) { return masked }
        let digits = ThaiText.normalise(value).filter { $0 != "-" && $0 != " " }
        guard digits.utf8.count == 13, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return value
        }
        return "(13 หลัก ไม่แสดง / 13 digits, not shown)"
    }

    /// A cell as a copy may hold it, blank where it looks like a person; `nil` where it may stay.
    ///
    /// - Parameter column: the planner's name of the column, `position` for posts of staff.
    static func replacement(_ cell: String, column: String) -> String? {
        guard !places.contains(column) else { return nil }
        let isName =
            isCertainName(cell)
            || (posts.contains(column) && isPersonName(cell) && !StaffPost.looksLikePost(cell))
        // The many decimals of a position are no person's number.
        let isNumber =
            holdsCitizenNumber(cell) && (Double(cell) == nil || cell.utf8.count == 13)
        return isName || isNumber ? "" : nil
    }

    /// Columns that say where a row came from.
    private static let places: Set<String> = ["source_file", "source_sheet", "source_row"]
    /// Columns where a title can only begin a name.
    private static let posts: Set<String> = ["position", "major", "majors"]

    /// A table without the cells that look like a person, and how many each column lost.
    static func masking(_ table: CellTable) -> (table: CellTable, lost: [String: Int]) {
        var table = table
        var lost: [String: Int] = [:]
        for row in table.rows.indices {
            for column in table.rows[row].indices where column < table.header.count {
                let name = table.header[column]
                guard let other = replacement(table.rows[row][column], column: name) else {
                    continue
                }
                table.rows[row][column] = other
                lost[name, default: 0] += 1
            }
        }
        return (table, lost)
    }
}
