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

    /// A value as findings may show it: thirteen digits alone, which may be a person's number, are not.
    static func shown(_ value: String) -> String {
        let digits = ThaiText.normalise(value).filter { $0 != "-" && $0 != " " }
        guard digits.utf8.count == 13, digits.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return value
        }
        return "(13 หลัก ไม่แสดง / 13 digits, not shown)"
    }
}
