/// Typed access to the cells of a table, with a finding for each cell that cannot be read.
struct CellReader {
    let table: Table
    let findings: FindingList

    /// A finding about a cell or row.
    func report(
        _ code: String, _ severity: Finding.Severity, row: Int?, column: String?, value: String?,
        thai: String, english: String, school: String? = nil
    ) {
        findings.append(
            Finding(
                code: code, severity: severity, file: table.source.file,
                row: row.map(table.rowNumber), column: column.map(table.header), value: value,
                expectedThai: thai, expectedEnglish: english, schoolCode: school,
                source: table.origin(row, column)))
    }

    /// The text of a cell that must not be blank.
    func requiredText(_ row: Int, _ name: String) -> String? {
        if let text = table.text(row, name) { return text }
        report(
            FindingCode.missingValue, .error, row: row, column: name, value: nil,
            thai: "ช่องนี้ต้องไม่ว่าง", english: "this cell must not be blank")
        return nil
    }

    /// A whole number, not negative; `nil` when blank or after a finding.
    func count(_ row: Int, _ name: String, school: String? = nil) -> Int? {
        guard let text = table.text(row, name) else { return nil }
        do throws(NumberText.Problem) {
            let value = try NumberText.integer(text)
            guard value >= 0 else {
                report(
                    FindingCode.negativeNumber, .error, row: row, column: name, value: text,
                    thai: "จำนวนต้องไม่ติดลบ", english: "a count of 0 or more", school: school)
                return nil
            }
            guard value <= 1_000_000 else { throw .notANumber }
            return value
        } catch {
            report(
                FindingCode.notANumber, .error, row: row, column: name, value: text,
                thai: error == .notWhole ? "ต้องเป็นจำนวนเต็ม" : "ต้องเป็นตัวเลข",
                english: error == .notWhole ? "a whole number" : "a number", school: school)
            return nil
        }
    }

    /// A number; `nil` when blank or after a finding.
    func number(_ row: Int, _ name: String) -> Double? {
        guard let text = table.text(row, name) else { return nil }
        if let value = try? NumberText.double(text) { return value }
        report(
            FindingCode.notANumber, .error, row: row, column: name, value: text,
            thai: "ต้องเป็นตัวเลข", english: "a number")
        return nil
    }

    /// A number that is not negative; `nil` when blank or after a finding.
    func amount(_ row: Int, _ name: String, school: String? = nil) -> Double? {
        guard let value = number(row, name) else { return nil }
        guard value >= 0 else {
            report(
                FindingCode.negativeNumber, .error, row: row, column: name,
                value: table.text(row, name), thai: "จำนวนต้องไม่ติดลบ",
                english: "a number of 0 or more", school: school)
            return nil
        }
        return value
    }

    /// A part of a whole, such as the poor among the pupils of a row; `nil` when blank or after a finding.
    func part(
        _ row: Int, _ name: String, of whole: Int, wholeThai: String, wholeEnglish: String,
        school: String?
    ) -> Int? {
        guard let count = count(row, name, school: school) else { return nil }
        guard count <= whole else {
            report(
                FindingCode.partExceedsWhole, .error, row: row, column: name, value: "\(count)",
                thai: "ต้องไม่เกิน\(wholeThai) (\(whole) คน)",
                english: "at most \(wholeEnglish) (\(whole))", school: school)
            return nil
        }
        return count
    }

    /// Yes or no as offices and programs write it; `nil` when blank or after a finding.
    func flag(_ row: Int, _ name: String) -> Bool? {
        guard let text = table.text(row, name) else { return nil }
        switch ThaiText.normalise(text).lowercased() {
        case "yes", "y", "true", "1", "1.0", "ใช่", "มี", "ใช้ได้": return true
        case "no", "n", "false", "0", "0.0", "ไม่ใช่", "ไม่มี", "ไม่", "ใช้ไม่ได้": return false
        default:
            report(
                FindingCode.invalidValue, .error, row: row, column: name, value: text,
                thai: "ต้องเป็น yes หรือ no (มี / ไม่มี)", english: "yes or no")
            return nil
        }
    }

    /// A code that must be there; `nil` after a finding when blank or cut off by a spreadsheet.
    func code(_ row: Int, _ name: String) -> CodeText.Reading? {
        guard let text = requiredText(row, name) else { return nil }
        return code(text, row, name)
    }

    /// A code that may be blank; `nil` when it is, or after a finding.
    func optionalCode(_ row: Int, _ name: String) -> CodeText.Reading? {
        table.text(row, name).flatMap { code($0, row, name) }
    }

    private func code(_ text: String, _ row: Int, _ name: String) -> CodeText.Reading? {
        guard let reading = CodeText.read(text) else {
            report(
                FindingCode.damagedCode, .error, row: row, column: name, value: text,
                thai: CodeText.damageThai, english: CodeText.damageEnglish)
            return nil
        }
        return reading
    }

    /// Whether a row of a table with codes is a row of totals: it has no code and says `รวม`.
    func isTotal(_ row: Int) -> Bool {
        guard let code = table.text(row, "code") else {
            return table.cells(row).contains(where: ThaiText.isPlainTotal)
        }
        let isNumber = code.utf8.first.map { (48...57).contains($0) } ?? false
        return !isNumber && ThaiText.isPlainTotal(code)
    }

    /// One note for all codes restored in a column.
    func noteRestored(_ rows: [Int], column: String) {
        guard let first = rows.first else { return }
        report(
            FindingCode.restoredCode, .note, row: first, column: column,
            value: table.text(first, column),
            thai: "กู้รหัสที่โปรแกรมตารางแปลงเป็นตัวเลขได้ \(rows.count) แถว",
            english: "codes that a spreadsheet had turned into numbers were restored in "
                + "\(rows.count) rows")
    }
}
