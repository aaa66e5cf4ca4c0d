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
        lines.append(
            assembly.has(.schools)
                ? "พร้อมวางแผน ตรวจก่อนด้วย schoolnet doctor / ready to plan; examine it first"
                : "ยังวางแผนไม่ได้ ต้องมีโรงเรียนพร้อมพิกัด / not plannable: schools with positions are needed"
        )
        return lines.joined(separator: "\n") + "\n"
    }

    private func describe(_ file: ImportedFile) -> [String] {
        let label = file.role.label
        let shown = TableSource.withoutPassword(file.path)
        let count = file.pupils.map(\.rowCount) ?? file.rowCount
        let rows = count > 0 ? " \(count) แถว / \(count) rows," : " /"
        var lines = ["\(shown): \(label.thai)\(rows) \(label.english)"]
        for match in file.matches {
            let (thai, english) =
                switch match.confidence {
                case .exact: ("ตรง", "exact")
                case .synonym: ("รู้จัก", "known")
                case .guessed: ("เดา ยังไม่ใช้", "guessed, not used")
                }
            lines.append("    \(match.column) ← \(match.header)  [\(thai) / \(english)]")
        }
        if !file.unknownColumns.isEmpty {
            let list = file.unknownColumns.joined(separator: ", ")
            lines.append("    ไม่ใช้ / not used: \(list)")
        }
        return lines
    }
}
