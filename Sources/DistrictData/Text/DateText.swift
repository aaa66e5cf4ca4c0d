/// Days as offices write them, of either era and in either script, as one form: `2566-06-10`.
enum DateText {
    /// Reads `10/06/2566`, `2566-06-10`, `๑๐ มิ.ย. ๒๕๖๖`, `10 มิถุนายน พ.ศ. 2566`, `10 มิ.ย. 66` or `10 June 2023`.
    ///
    /// The year comes out in the Buddhist era. `nil` when the text is anything else, or no day of
    /// the calendar.
    static func read(_ text: String) -> String? {
        let tokens = tokens(of: withoutTime(text))
        let lengths = [3, 4, 5]
        return lengths.lazy.compactMap { length in
            tokens.count == length ? date(tokens[...]) : nil
        }.first
    }

    /// The text without a time of day behind it, as spreadsheets export dates: `10/06/2566 0:00`.
    private static func withoutTime(_ text: String) -> String {
        guard let colon = text.firstIndex(of: ":"),
            let blank = text[..<colon].lastIndex(where: { $0 == " " || $0 == "T" })
        else { return text }
        return String(text[..<blank])
    }

    /// The first day named in a text such as `ข้อมูล ณ วันที่ 10 มิ.ย. 2566`.
    static func find(in text: String) -> String? {
        let tokens = tokens(of: text)
        for start in tokens.indices {
            for length in [5, 4, 3] where start + length <= tokens.count {
                if let found = date(tokens[start..<(start + length)]) { return found }
            }
        }
        return nil
    }

    private enum Token: Hashable {
        case number(String)
        case word(String)
        case mark

        var number: String? {
            if case .number(let digits) = self { digits } else { nil }
        }
    }

    private static let months: [[String]] = [
        ["มกราคม", "มค", "january", "jan"], ["กุมภาพันธ์", "กพ", "february", "feb"],
        ["มีนาคม", "มีค", "march", "mar"], ["เมษายน", "เมย", "april", "apr"],
        ["พฤษภาคม", "พค", "may"], ["มิถุนายน", "มิย", "june", "jun"],
        ["กรกฎาคม", "กค", "july", "jul"], ["สิงหาคม", "สค", "august", "aug"],
        ["กันยายน", "กย", "september", "sep"], ["ตุลาคม", "ตค", "october", "oct"],
        ["พฤศจิกายน", "พย", "november", "nov"], ["ธันวาคม", "ธค", "december", "dec"],
    ]

    /// Numbers, words without their full stops, and the marks `/`, `-`, `.` between numbers.
    private static func tokens(of text: String) -> [Token] {
        var tokens: [Token] = []
        var number = ""
        var word = String.UnicodeScalarView()
        func close() {
            if !number.isEmpty { tokens.append(.number(number)) }
            if !word.isEmpty { tokens.append(.word(String(word).lowercased())) }
            (number, word) = ("", String.UnicodeScalarView())
        }
        for scalar in ThaiText.normalise(text).unicodeScalars {
            switch scalar {
            case "0"..."9":
                if !word.isEmpty { close() }
                number.unicodeScalars.append(scalar)
            case "." where !word.isEmpty: continue
            case "/", "-", ".":
                close()
                tokens.append(.mark)
            case "a"..."z", "A"..."Z", "\u{0E01}"..."\u{0E4E}":
                if !number.isEmpty { close() }
                word.append(scalar)
            default: close()
            }
        }
        close()
        return tokens
    }

    /// Exactly a date: three numbers with marks between them, or day, month in words and year.
    private static func date(_ slice: ArraySlice<Token>) -> String? {
        let tokens = Array(slice)
        let parts = tokens.filter { $0 != .mark && $0 != .word("พศ") }
        guard parts.count == 3, let first = parts[0].number, let last = parts[2].number else {
            return nil
        }
        if let second = parts[1].number {
            let marked: [Token] = [parts[0], .mark, parts[1], .mark, parts[2]]
            guard tokens == marked else { return nil }
            return first.utf8.count == 4
                ? day(last, month: second, year: first) : day(first, month: second, year: last)
        }
        guard case .word(let word) = parts[1], let month = month(word) else { return nil }
        return day(first, month: "\(month)", year: last)
    }

    private static func month(_ word: String) -> Int? {
        months.firstIndex { $0.contains(word) }.map { $0 + 1 }
    }

    private static func day(_ day: String, month: String, year: String) -> String? {
        guard day.utf8.count <= 2, month.utf8.count <= 2, let day = Int(day),
            let month = Int(month), let number = Int(year), let year = buddhist(number, year),
            (1...12).contains(month), day >= 1, day <= length(of: month, year: year - 543)
        else { return nil }
        return "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
    }

    /// The year of the Buddhist era; two digits from 43 on are of the 2500s, fewer could be of either era.
    private static func buddhist(_ year: Int, _ text: String) -> Int? {
        switch (text.utf8.count, year) {
        case (4, 2_400..<2_700): year
        case (4, 1_900..<2_157): year + 543
        case (2, 43...): 2_500 + year
        default: nil
        }
    }

    private static func length(of month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// Academic years: Buddhist era only.
enum YearText {
    /// Reads `2566`, `๒๕๖๖`, `ปีการศึกษา 2566`, `พ.ศ. 2566` or a term, `1/2566`; `nil` when it is none of these.
    static func read(_ text: String) -> Int? {
        if let year = try? NumberText.integer(text) {
            // As in dates: from 43 on two digits can only be of the 2500s.
            return (43..<100).contains(year) ? 2_500 + year : year
        }
        var body = ThaiText.normalise(text)
        for word in ["ปีการศึกษา", "ภาคเรียนที่", "ภาคเรียน", "พ.ศ.", "พศ.", "ปี"] {
            body = body.replacing(word, with: " ")
        }
        let parts = ThaiText.trim(body).split(separator: "/", omittingEmptySubsequences: false)
            .map { ThaiText.trim(String($0)) }
        switch parts.count {
        case 1: return parts[0] == text ? nil : read(parts[0])
        case 2 where ["1", "2", "3"].contains(parts[0]) && parts[1].utf8.count == 4:
            return try? NumberText.integer(parts[1])
        default: return nil
        }
    }

    /// The year that a title or the name of a sheet names after `ปี` or `ภาคเรียน`: `จำนวนนักเรียน ปีการศึกษา 2566`.
    static func find(in text: String) -> Int? {
        let text = ThaiText.normalise(text)
        guard let word = text.firstRange(of: /ปี|ภาคเรียน|พ\.ศ\./) else { return nil }
        return text[word.lowerBound...].split { !("0"..."9").contains($0) }.lazy
            .filter { $0.utf8.count == 4 }.compactMap { Int($0) }
            .first { (2_500...2_600).contains($0) }
    }

    /// The year that the name of a sheet says: a year alone, one after `ปี`, or the only four digits that are one.
    static func named(by sheet: String) -> Int? {
        if let year = read(sheet), problem(with: year) == nil { return year }
        if let year = find(in: sheet) { return year }
        let years = ThaiText.normalise(sheet).split { !("0"..."9").contains($0) }
            .compactMap { $0.utf8.count == 4 ? Int($0) : nil }
            .filter { (2_500...2_600).contains($0) }
        return years.count == 1 ? years[0] : nil
    }

    /// What is wrong with a year; `nil` when it is a plausible Buddhist-era year.
    static func problem(with year: Int) -> (code: String, thai: String, english: String)? {
        switch year {
        case 2400...2700: nil
        case 0..<100:
            (
                FindingCode.invalidValue,
                "ปีสองหลักอ่านได้หลายอย่าง (25\(year < 10 ? "0" : "")\(year) หรือ ค.ศ. 20\(year < 10 ? "0" : "")\(year)) "
                    + "ให้เขียนปี พ.ศ. สี่หลัก เช่น 2566",
                "a year of two digits may be of either era; write the Buddhist year in four "
                    + "digits, such as 2566"
            )
        case 1857..<2157:
            (
                FindingCode.commonEraYear, "เป็นปี ค.ศ. ให้เขียนเป็น พ.ศ. \(year + 543)",
                "this is a Common Era year; write \(year + 543) (Buddhist era)"
            )
        default:
            (
                FindingCode.invalidValue, "ต้องเป็นปี พ.ศ. ระหว่าง 2400 ถึง 2700",
                "a Buddhist-era year between 2400 and 2700"
            )
        }
    }
}
