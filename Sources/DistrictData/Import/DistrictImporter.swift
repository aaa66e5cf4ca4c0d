import Foundation
import SchoolDistrict
import VectorData

/// Makes a district folder of the files that an office has.
public enum DistrictImporter {
    /// Opens the files, tells what each is, and prepares the folder; writes nothing.
    ///
    /// - Throws: `DistrictDataError` when a file is missing or unreadable, when an office must be
    ///   chosen, or when the office asked for is not in the register.
    public static func prepare(_ request: ImportRequest) throws(DistrictDataError) -> ImportResult {
        let findings = FindingList()
        let here = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
        let choices = ImportChoices(request, findings: findings)
        let probe = ImportProbe(
            files: InputFiles(folder: here, findings: findings), findings: findings,
            choices: choices)
        let files = request.files.flatMap(probe.open)
        for key in choices.unusedKinds(files) {
            findings.append(
                Finding(
                    code: FindingCode.invalidValue, severity: .error, file: "--kind", value: key,
                    expectedThai: "ไม่มีแฟ้ม ชั้นข้อมูล หรือแผ่นงานชื่อนี้",
                    expectedEnglish: "no file, layer or sheet of this name is imported"))
        }
        try findings.throwIfErrors()
        for part in choices.unusedParts(files) {
            findings.append(
                Finding(
                    code: FindingCode.invalidValue, severity: .error, file: part.option,
                    value: part.name,
                    expectedThai: "ไม่มีแฟ้มใดมีแผ่นงานหรือชั้นข้อมูลชื่อนี้",
                    expectedEnglish: "no file has a sheet or layer of this name"))
        }
        try findings.throwIfErrors()
        var assembly = ImportAssembly(request: request, files: files, findings: findings)
        assembly.assemble()
        try findings.throwIfErrors()
        return assembly.result
    }
}

/// One import: from understood files to the files of a folder.
struct ImportAssembly {
    let request: ImportRequest
    let files: [ImportedFile]
    let findings: FindingList
    private(set) var entries: [ManifestText.Entry] = []
    var outputs: [ImportResult.Output] = []
    var copies: [ImportResult.Copy] = []
    /// Lines of the report, Thai with English beside.
    var remarks: [String] = []
    /// How many schools of a register were placed by their names; `nil` when nothing was joined.
    var joinedSchools: Int?
    var office = Office(code: "-", nameThai: "ไม่ระบุเขตพื้นที่")
    var yearSource = (thai: "", english: "")
    private(set) var academicYear = 0
    /// The schools by code and name, for tables that name schools only.
    var directory = SchoolDirectory()

    init(request: ImportRequest, files: [ImportedFile], findings: FindingList) {
        self.request = request
        self.files = files
        self.findings = findings
    }

    mutating func assemble() {
        (academicYear, yearSource) = year()
        addSchools()
        // Villages counted from pupils come before village points without any.
        for file in files where file.role == .pupils { addOther(file) }
        addEnrolment()
        // Of several layers of one kind that which is named for it is taken.
        let others = files.filter { $0.role != .pupils }
        for file in others where file.isNamedForItsRole { addOther(file) }
        for file in others where !file.isNamedForItsRole { addOther(file) }
        nameOffice()
    }

    var result: ImportResult {
        let manifest = ManifestText(
            officeCode: office.code, officeName: office.nameThai, academicYear: academicYear,
            asOf: files.lazy.compactMap(\.asOf).first, entries: entries)
        return ImportResult(
            outputs: [.init(name: "district.yaml", bytes: Array(manifest.text.utf8))] + outputs,
            copies: copies.sorted { $0.name < $1.name }, findings: findings.findings.sorted(),
            text: ImportReport(self).text,
            isPlannable: ImportReadiness(self).missing == nil)
    }

    /// Whether the manifest has a table.
    func has(_ kind: TableKind) -> Bool { entries.contains { $0.kind == kind } }

    /// An entry of the manifest.
    mutating func addEntry(_ entry: ManifestText.Entry) { entries.append(entry) }

    /// The code and name of the office, where no register gave them.
    private mutating func nameOffice() {
        if office.code == "-", let wanted = request.office {
            let isCode = wanted.utf8.allSatisfy { (48...57).contains($0) }
            office = Office(code: isCode ? wanted : "-", nameThai: wanted)
        }
        guard office.code == "-" else { return }
        let codes = Set(files.compactMap(\.officeCode))
        // Eight-digit school codes begin with the office's four.
        if codes.count == 1, let code = codes.first {
            office = Office(
                code: code,
                nameThai: request.office ?? "เขตพื้นที่การศึกษา \(code)")
        }
    }

    /// A table that the planner writes itself.
    mutating func write(_ table: CellTable, as name: String, kind: TableKind?) {
        let masked = PersonalData.masking(table)
        noteMasked(masked.lost, in: name)
        outputs.append(.init(name: name, bytes: masked.table.csvBytes))
        if let kind { entries.append(.init(kind: kind, file: name)) }
    }

    /// A table that the manifest refers to, where the user has it.
    mutating func refer(
        to file: ImportedFile, as kind: TableKind, columns: [HeaderWords.Match],
        filters: [(column: String, value: String)] = []
    ) {
        guard !has(kind) else {
            remarks.append(
                "\(file.shownName): มีตาราง \(kind.rawValue) แล้ว จึงไม่ใช้แฟ้มนี้ / another file is already "
                    + "\(kind.rawValue); not used")
            return
        }
        if copyUsedColumns(of: file, as: kind, columns: columns, filters: filters) { return }
        entries.append(
            .init(
                kind: kind, file: place(of: file), layer: file.layer, sheet: file.sheet,
                columns: columns, guesses: file.unusedGuesses, filters: filters))
    }

    /// The academic year: as asked, else the latest that a column or a sheet's name says, else from
    /// a file's name (`2566`, `2022-09`), else the present.
    private func year() -> (Int, (thai: String, english: String)) {
        if let year = request.academicYear { return (year, ("ตามคำสั่ง", "as asked")) }
        if let year = files.compactMap(\.latestYear).max() {
            return (year, ("ปีล่าสุดในแฟ้ม", "the latest in the files"))
        }
        for file in files {
            let name = URL(fileURLWithPath: file.path).lastPathComponent
            let numbers = name.split { !$0.isNumber }.compactMap { Int($0) }
            if let year = numbers.first(where: { (2540...2600).contains($0) }) {
                return (year, ("ตามชื่อแฟ้ม \(name)", "from the name of \(name)"))
            }
            if let year = numbers.first(where: { (1997...2057).contains($0) }) {
                return (year + 543, ("ตามชื่อแฟ้ม \(name)", "from the name of \(name)"))
            }
        }
        return (
            request.presentYear, ("ปีปัจจุบัน แก้ด้วย --year", "the present year; change it with --year")
        )
    }
}
