import SchoolDistrict

/// The schools of an import by code and name, for tables that name schools only.
struct SchoolDirectory {
    /// A school of the list.
    struct Entry: Hashable {
        var code: String
        var name: String
    }

    /// What a name means.
    enum Answer: Hashable {
        /// One school, and how far the spellings agree.
        case found(Entry, NameMatcher.Agreement)
        /// Several agree equally well.
        case tied([Entry])
        /// Only a spelling some letters away, which needs a second witness.
        case near([Entry])
        case none
    }

    let entries: [Entry]
    private let matcher: NameMatcher

    init(_ entries: [Entry] = []) {
        self.entries = entries
        matcher = NameMatcher(entries.map(\.name))
    }

    /// The school that a name means: proposed by the best agreement, never decided between several.
    func answer(_ name: String) -> Answer {
        let best = matcher.best(for: name)
        guard let first = best.first else { return .none }
        let schools = best.map { entries[$0.entry] }
        if case .letters = first.agreement { return .near(schools) }
        return schools.count == 1 ? .found(schools[0], first.agreement) : .tied(schools)
    }
}

/// The codes of the rows of one table, those without a code found by the school's name.
struct SchoolNameJoin {
    private var codes: [Int: String] = [:]
    /// Rows for `unmatched_schools.csv`, one for each name.
    private(set) var unmatched: [[String]] = []

    /// The code of a row; `nil` for a row whose name is no one school of the list.
    func code(_ row: Int) -> String? { codes[row] }

    /// Looks every name up; findings for each that is tied, unknown, or not spelt as in the list.
    init(
        _ directory: SchoolDirectory, rows: EnrolmentRows, file: ImportedFile,
        findings: FindingList
    ) {
        var named: [String: [Int]] = [:]
        var order: [String] = []
        for row in 0..<rows.count {
            let code = rows.text(row, "school")
            let name = rows.name(row)
            if !ThaiText.isMissing(code) || ThaiText.isMissing(name) {
                codes[row] = code
            } else {
                if named[name] == nil { order.append(name) }
                named[name, default: []].append(row)
            }
        }
        guard !order.isEmpty else { return }
        let report = NameReport(file: file, rows: rows, findings: findings)
        guard !directory.entries.isEmpty else {
            report.noDirectory(names: order.count, row: named[order[0]]?.first ?? 0)
            return
        }
        let answers = order.map { directory.answer($0) }
        let claims = SchoolNameJoin.claims(answers)
        for (name, answer) in zip(order, answers) {
            let lines = named[name] ?? []
            let first = lines.first ?? 0
            switch answer {
            case .found(let school, let agreement):
                // Of two spellings for one school only the better is believed.
                guard claims[school.code]?.agreement == agreement,
                    claims[school.code]?.count == 1
                else {
                    unmatched.append(report.rival(name, school, row: first))
                    continue
                }
                for line in lines { codes[line] = school.code }
                if agreement > .withoutBrackets {
                    report.joined(name, school, agreement, row: first)
                }
            case .tied(let schools): unmatched.append(report.tied(name, schools, row: first))
            case .near(let schools): unmatched.append(report.unknown(name, schools, row: first))
            case .none: unmatched.append(report.unknown(name, [], row: first))
            }
        }
        report.summary(joined: order.count - unmatched.count, of: order.count)
    }

    /// The best agreement by which a school is named, and how many names have it.
    private static func claims(
        _ answers: [SchoolDirectory.Answer]
    ) -> [String: (agreement: NameMatcher.Agreement, count: Int)] {
        var claims: [String: (agreement: NameMatcher.Agreement, count: Int)] = [:]
        for case .found(let school, let agreement) in answers {
            guard let claim = claims[school.code], claim.agreement <= agreement else {
                claims[school.code] = (agreement, 1)
                continue
            }
            if claim.agreement == agreement { claims[school.code]?.count += 1 }
        }
        return claims
    }
}

/// What is said of the names of one table.
private struct NameReport {
    let file: ImportedFile
    let rows: EnrolmentRows
    let findings: FindingList

    private func add(
        _ code: String, _ severity: Finding.Severity, row: Int?, value: String, thai: String,
        english: String, school: String? = nil
    ) {
        let path = TableSource.withoutPassword(file.path)
        let number = row.map { rows.origin($0).row }
        findings.append(
            Finding(
                code: code, severity: severity, file: path, row: number, value: value,
                expectedThai: thai, expectedEnglish: english, schoolCode: school,
                source: file.partName.map {
                    FindingSource(file: path, sheet: $0, row: number)
                }))
    }

    private func line(
        _ name: String, _ reason: String, _ schools: [SchoolDirectory.Entry], row: Int
    ) -> [String] {
        let origin = rows.origin(row)
        return [
            name, reason, Self.list(schools), origin.file, origin.sheet ?? "", "\(origin.row)",
        ]
    }

    private static func list(_ schools: [SchoolDirectory.Entry]) -> String {
        schools.prefix(8).map { "\($0.code) \($0.name)" }.joined(separator: "; ")
            + (schools.count > 8 ? "; …" : "")
    }

    func noDirectory(names: Int, row: Int) {
        add(
            FindingCode.nameUnmatched, .warning, row: row, value: "\(names)",
            thai: "มีแต่ชื่อโรงเรียน \(names) ชื่อ ไม่มีรหัส เพิ่มแฟ้มทะเบียนที่มีรหัสและชื่อเพื่อจับคู่ "
                + "จึงยังไม่ใช้แถวเหล่านี้",
            english: "\(names) schools by name only; add a register with codes and names to join "
                + "them. These rows are not used")
    }

    func tied(_ name: String, _ schools: [SchoolDirectory.Entry], row: Int) -> [String] {
        add(
            FindingCode.nameTied, .warning, row: row, value: name,
            thai: "ชื่อนี้ตรงกับ \(schools.count) โรงเรียน: \(Self.list(schools)) เติมรหัสโรงเรียนในแฟ้ม "
                + "จึงยังไม่ใช้แถวของชื่อนี้",
            english: "the name fits \(schools.count) schools: \(Self.list(schools)); write the "
                + "code into the file. Its rows are not used")
        return line(name, "tied", schools, row: row)
    }

    func rival(_ name: String, _ school: SchoolDirectory.Entry, row: Int) -> [String] {
        add(
            FindingCode.nameTied, .warning, row: row, value: name,
            thai: "โรงเรียน \(school.code) \(school.name) ตรงกับชื่ออื่นในแฟ้มนี้ด้วย เติมรหัสโรงเรียนในแฟ้ม "
                + "จึงยังไม่ใช้แถวของชื่อนี้",
            english: "another name of this file means school \(school.code) \(school.name) as "
                + "well; write the code into the file. Its rows are not used",
            school: school.code)
        return line(name, "tied", [school], row: row)
    }

    func unknown(_ name: String, _ near: [SchoolDirectory.Entry], row: Int) -> [String] {
        let list = Self.list(near)
        add(
            FindingCode.nameUnmatched, .warning, row: row, value: name,
            thai: "ไม่มีชื่อนี้ในทะเบียน" + (near.isEmpty ? "" : " (หมายถึง \(list) หรือไม่)")
                + " เติมรหัสโรงเรียนในแฟ้ม จึงยังไม่ใช้แถวของชื่อนี้",
            english: "no school of the register has this name"
                + (near.isEmpty ? "" : " (did you mean \(list)?)")
                + "; write the code into the file. Its rows are not used")
        return line(name, near.isEmpty ? "none" : "near", near, row: row)
    }

    func joined(
        _ name: String, _ school: SchoolDirectory.Entry, _ agreement: NameMatcher.Agreement,
        row: Int
    ) {
        add(
            FindingCode.nameJoined, .warning, row: row, value: name,
            thai: "จับคู่กับ \(school.code) \(school.name) (\(agreement.thaiLabel)) โปรดตรวจ",
            english: "joined to \(school.code) \(school.name) (\(agreement.englishLabel)); "
                + "please check", school: school.code)
    }

    func summary(joined: Int, of count: Int) {
        add(
            FindingCode.nameJoined, .note, row: nil, value: "\(joined)",
            thai: "ไม่มีรหัสโรงเรียน จับคู่ด้วยชื่อได้ \(joined) จาก \(count) ชื่อ",
            english: "schools without codes: \(joined) of \(count) names were joined to the "
                + "register")
    }
}
