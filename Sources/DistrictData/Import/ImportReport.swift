import SchoolDistrict

/// What an import shows: each file's kind and mapping, what is missing, and what to do next.
struct ImportReport {
    private let assembly: ImportAssembly

    init(_ assembly: ImportAssembly) { self.assembly = assembly }

    /// The report: Thai with English beside, one line for each mapped column.
    var text: String {
        var lines = [
            "เขต \(assembly.office.nameThai) (\(assembly.office.code)) ปีการศึกษา \(assembly.academicYear) "
                + "(\(assembly.yearSource.thai)) / academic year \(assembly.academicYear), "
                + assembly.yearSource.english
        ]
        for file in assembly.files { lines += describe(file) }
        lines += assembly.remarks.map { "• \($0)" }
        let missing = TableKind.allCases.filter { !assembly.has($0) }
        if !missing.isEmpty {
            let thai = missing.map { ImportedFile.Role.table($0).label.thai }
            lines.append(
                "ยังไม่มี: \(thai.joined(separator: ", ")) / missing: "
                    + missing.map(\.rawValue).joined(separator: ", "))
        }
        let readiness = ImportReadiness(assembly)
        if let missing = readiness.missing {
            lines.append("ยังวางแผนไม่ได้: \(missing.thai) / not plannable: \(missing.english)")
        } else {
            let count = readiness.schoolCount
            lines.append(
                "มีโรงเรียนพร้อมพิกัด" + (count.map { " \($0) แห่ง" } ?? "")
                    + " ตรวจด้วย schoolnet doctor แล้ววางแผนได้ / "
                    + (count.map { "\($0) " } ?? "") + "schools with positions: examine them with "
                    + "schoolnet doctor, then plan")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func describe(_ file: ImportedFile) -> [String] {
        let label = file.role.label
        let part = (file.layer ?? file.sheet).map { " [\($0)]" } ?? ""
        let shown = TableSource.withoutPassword(file.path) + part
        let count = file.pupils.map(\.rowCount) ?? file.rowCount
        let rows =
            count > 0 || file.content != nil ? " \(count) แถว / \(count) rows," : " /"
        let told =
            file.toldKind != nil
            ? " (ตามคำสั่ง / as told)"
            : file.isNamedForItsRole ? " (ตามชื่อชั้นข้อมูล / by the layer's name)" : ""
        var lines = ["\(shown): \(label.thai)\(rows) \(label.english)\(told)"]
        if let layout = file.layout {
            lines.append("    รูปแบบ: \(layout.thaiLabel) / layout: \(layout.rawValue)")
        }
        for match in file.matches {
            let (thai, english) =
                switch match.confidence {
                case .exact: ("ตรง", "exact")
                case .synonym: ("รู้จัก", "known")
                case .guessed where file.toldKind != nil: ("เดา โปรดตรวจ", "guessed, check it")
                case .guessed: ("เดา ยังไม่ใช้", "guessed, not used")
                }
            let evidence = file.content.flatMap { ColumnEvidence($0, header: match.header)?.text }
            lines.append(
                "    \(match.column) ← \(match.header)  [\(thai) / \(english)]"
                    + (evidence.map { "  \($0)" } ?? ""))
        }
        if !file.unknownColumns.isEmpty {
            let list = file.unknownColumns.joined(separator: ", ")
            lines.append("    ไม่ใช้ / not used: \(list)")
        }
        return lines
    }
}

/// What the cells of a column show of its meaning, without showing any of them.
struct ColumnEvidence {
    /// How many cells are filled and how many differ; for numbers their range, for codes their digits.
    let text: String

    /// `nil` for a column that is not there.
    init?(_ content: Table.Content, header: String) {
        guard let column = content.header.firstIndex(of: header) else { return nil }
        let cells = (0..<content.rowCount).map {
            ThaiText.normalise(content.text(row: $0, column: column))
        }
        let filled = cells.filter { !ThaiText.isMissing($0) }
        var parts = ["\(filled.count)/\(cells.count)"]
        let numbers = filled.compactMap { try? NumberText.double($0) }
        let lengths = Set(filled.map(\.utf8.count)).sorted()
        let isCode = filled.allSatisfy { $0.utf8.allSatisfy { (48...57).contains($0) } }
        if filled.isEmpty {
            parts.append("ว่าง / blank")
        } else if isCode, lengths.count == 1, lengths[0] >= 6 {
            parts.append("\(lengths[0]) หลัก / digits, \(Set(filled).count) ค่า / values")
        } else if numbers.count == filled.count, let least = numbers.min(), let most = numbers.max()
        {
            // Thirteen digits may be a person's number.
            parts.append(
                max(abs(least), abs(most)) < 1e12
                    ? "\(Self.short(least))–\(Self.short(most))"
                    : "\(Set(filled).count) ค่า / values")
        } else {
            parts.append("\(Set(filled).count) ค่า / values")
        }
        text = parts.joined(separator: ": ")
    }

    /// A number without noise: three decimals at most.
    private static func short(_ value: Double) -> String {
        let rounded = (value * 1_000).rounded() / 1_000
        return rounded == rounded.rounded() && abs(rounded) < 1e15
            ? "\(Int(rounded))" : "\(rounded)"
    }
}
