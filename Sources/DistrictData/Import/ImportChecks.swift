/// What an import can tell of a table before it is planned.
struct ImportChecks {
    let findings: FindingList

    /// Findings: codes that lost digits, and a told kind whose columns are not there.
    func check(_ file: ImportedFile) {
        guard let content = file.content else { return }
        let shown = TableSource.withoutPassword(file.path)
        if let kind = file.toldKind, file.role == .table(kind) {
            let found = Set(file.matches.map(\.column))
            // Village points without a school place the homes of a pupil export.
            let needed = kind == .villages ? ["code"] : kind.identifyingColumns
            for column in needed where !found.contains(column) {
                // Schools by name only are looked up in the register.
                if kind == .enrolment, column == "school",
                    HeaderWords.schoolName(in: content.header) != nil
                {
                    continue
                }
                findings.missingColumn(
                    column, headers: content.header, file: shown, line: nil, column: column)
            }
        }
        checkStrays(content, file, shown: shown)
        for match in file.usedMatches where ["code", "school"].contains(match.column) {
            guard let column = content.header.firstIndex(of: match.header) else { continue }
            let damaged = (0..<content.rowCount).filter {
                CodeText.read(content.text(row: $0, column: column)) == nil
            }
            guard let first = damaged.first else { continue }
            findings.append(
                Finding(
                    code: FindingCode.damagedCode, severity: .warning, file: shown,
                    row: content.rowNumber(first), column: match.header,
                    value: content.text(row: first, column: column),
                    expectedThai: "\(damaged.count) แถว: " + CodeText.damageThai,
                    expectedEnglish: "\(damaged.count) rows: " + CodeText.damageEnglish))
        }
    }

    /// A finding for each feature whose position is impossible; its row is imported, and the doctor mends what it can.
    private func checkStrays(_ content: Table.Content, _ file: ImportedFile, shown: String) {
        guard case .layer(let layer) = content, !layer.strays.isEmpty else { return }
        let header = file.matches.first { ["code", "school"].contains($0.column) }?.header
        for (index, feature) in layer.features.enumerated() {
            guard let stray = layer.strays[feature.id] else { continue }
            let problem = PositionProblem(stray, system: layer.sourceCRS, country: .thailand)
            findings.append(
                Finding(
                    code: problem.code, severity: .warning, file: shown,
                    row: content.rowNumber(index), value: stray.numbers,
                    expectedThai: problem.thai + " ใช้ schoolnet doctor --fix ซ่อมได้บางกรณี",
                    expectedEnglish: problem.english + "; schoolnet doctor --fix mends some",
                    schoolCode: header.flatMap { feature.text($0) }.flatMap {
                        CodeText.read($0)?.code
                    }))
        }
    }
}
