import SchoolDistrict
import SpatialTypes

extension ImportAssembly {
    /// The schools: a table with positions, else a register joined to named points, else a map.
    mutating func addSchools() {
        let placed = files.filter { $0.role == .table(.schools) && !$0.isOpenStreetMapSchools }
        if let file = placed.first(where: \.isNamedForItsRole) ?? placed.first {
            addPlacedSchools(file)
        } else if let register = files.first(where: { $0.role == .register }) {
            addRegister(register)
        } else if let map = files.first(where: \.isOpenStreetMapSchools) {
            addEntry(
                .init(kind: .schools, file: place(of: map), isOpenStreetMapSchools: true))
        }
    }

    private mutating func addPlacedSchools(_ file: ImportedFile) {
        let filters = officeFilter(file)
        takeNames(
            SchoolRegister(file, codeHeader: codeHeader(file)), of: filters.isEmpty ? nil : office)
        let columns = file.usedMatches.map { match in
            match.column == "code"
                ? .init(column: "code", header: codeHeader(file), confidence: match.confidence)
                : match
        }
        guard file.isRearranged, let content = file.content else {
            refer(to: file, as: .schools, columns: columns, filters: filters)
            return
        }
        write(
            Self.canonical(content, columns, of: file), as: "schools.csv", kind: .schools)
    }

    /// Keeps the codes and names of the district's schools, for tables that name schools only.
    private mutating func takeNames(_ register: SchoolRegister, of office: Office?) {
        let schools = office.map(register.schools) ?? register.entries
        directory = SchoolDirectory(schools.map { .init(code: $0.code, name: $0.name) })
    }

    /// Keeps the office's rows of a table that holds several.
    private mutating func officeFilter(_ file: ImportedFile) -> [(column: String, value: String)] {
        guard let wanted = request.office else { return [] }
        let register = SchoolRegister(file, codeHeader: codeHeader(file))
        guard let found = register.office(named: wanted) else { return [] }
        office = found
        guard register.offices.count > 1, let content = file.content else { return [] }
        let column = content.header.indices.first { index in
            (0..<content.rowCount).contains {
                content.text(row: $0, column: index) == found.nameThai
            }
        }
        return column.map { [(content.header[$0], found.nameThai)] } ?? []
    }

    /// The rows of a table under the planner's own column names.
    static func canonical(
        _ content: Table.Content, _ columns: [HeaderWords.Match], of file: ImportedFile
    ) -> CellTable {
        let found = columns.compactMap { match in
            content.header.firstIndex(of: match.header).map { (match.column, $0) }
        }
        let rows = (0..<content.rowCount).map { row in
            found.map { ThaiText.trim(content.text(row: row, column: $0.1)) }
        }
        let name = RowOrigin.name(of: file.path)
        let headers = Dictionary(
            columns.filter { $0.column != $0.header }.map { ($0.column, $0.header) }
        ) { first, _ in first }
        var table = CellTable(
            header: found.map(\.0), rows: rows, rowNumbers: rows.indices.map { $0 + 2 })
        table.origins = rows.indices.map { row in
            content.origin(row)
                ?? RowOrigin(
                    file: name, sheet: file.partName, row: content.rowNumber(row),
                    headers: file.isRearranged ? headers : [:])
        }
        return table
    }

    /// The column of codes whose values other tables use; the first known where none does.
    private func codeHeader(_ file: ImportedFile) -> String {
        let standard = file.matches.first { $0.column == "code" }?.header ?? "code"
        guard let content = file.content else { return standard }
        let references = referencedSchools()
        let candidates = content.header.filter(HeaderWords.isSchoolCode)
        guard !references.isEmpty, candidates.count > 1 else { return standard }
        func overlap(_ header: String) -> Int {
            guard let column = content.header.firstIndex(of: header) else { return 0 }
            return (0..<content.rowCount).count {
                CodeText.read(content.text(row: $0, column: column))
                    .map { references.contains($0.code) } ?? false
            }
        }
        let counts = candidates.map { (header: $0, count: overlap($0)) }
        let best = counts.map(\.count).max() ?? 0
        if best == 0 || counts.contains(where: { $0.header == standard && $0.count == best }) {
            return standard
        }
        return counts.first { $0.count == best }?.header ?? standard
    }

    /// The school codes that enrolment, staff and pupils use.
    private func referencedSchools() -> Set<String> {
        var codes: Set<String> = []
        for file in files {
            if let pupils = file.pupils { codes.formUnion(pupils.counts.keys.map(\.school)) }
            guard let content = file.content,
                let header = file.matches.first(where: { $0.column == "school" })?.header,
                let column = content.header.firstIndex(of: header)
            else { continue }
            for row in 0..<content.rowCount {
                if let reading = CodeText.read(content.text(row: row, column: column)) {
                    codes.insert(reading.code)
                }
            }
        }
        return codes
    }

    private mutating func addRegister(_ file: ImportedFile) {
        let register = SchoolRegister(file, codeHeader: codeHeader(file))
        guard let chosen = chooseOffice(register, file: file) else { return }
        // A register of one office may name neither its code nor its name.
        office = Office(
            code: chosen.code.isEmpty ? office.code : chosen.code,
            nameThai: chosen.nameThai.isEmpty ? office.nameThai : chosen.nameThai)
        takeNames(register, of: chosen)
        let schools = register.schools(of: chosen)
        let places = files.filter { $0.role == .places }.flatMap(Self.places)
        guard !places.isEmpty else {
            remarks.append(
                "ทะเบียนมีโรงเรียน \(schools.count) แห่งแต่ไม่มีพิกัด เพิ่มแฟ้มจุดที่ตั้งโรงเรียน / "
                    + "\(schools.count) schools without positions: add a file of points")
            return
        }
        join(
            schools,
            PlaceMatching(places, schoolNames: register.neighbours(of: chosen).map(\.name)))
    }

    private func chooseOffice(_ register: SchoolRegister, file: ImportedFile) -> Office? {
        let offices = register.offices
        if request.office == nil, offices.count == 1 { return offices[0].office }
        if let wanted = request.office, let found = register.office(named: wanted) { return found }
        let names = offices.map(\.office.nameThai)
        let wanted = request.office ?? ""
        let hint = wanted.isEmpty ? "" : Suggestion.thaiClause(wanted, in: names)
        findings.append(
            Finding(
                code: FindingCode.noRowsMatch, severity: .error, file: file.path,
                value: request.office,
                expectedThai: "ทะเบียนนี้มี \(offices.count) เขต เลือกด้วย --office" + hint,
                expectedEnglish: "the register holds \(offices.count) offices; choose one with "
                    + "--office, by code or name"
                    + (wanted.isEmpty ? "" : Suggestion.englishClause(wanted, in: names))))
        return nil
    }

    /// The points of a layer that may be schools: those of the landmark type for education
    /// (`lm_type` 04104 of the FGDS landmarks), else all.
    private static func places(_ file: ImportedFile) -> [PlaceMatching.Place] {
        guard let content = file.content,
            let header = file.matches.first(where: { $0.column == "name_th" })?.header,
            let name = content.header.firstIndex(of: header)
        else { return [] }
        let type = content.header.firstIndex(of: "lm_type")
        return (0..<content.rowCount).compactMap { row in
            if let type, content.text(row: row, column: type) != "04104" { return nil }
            return content.point(row).map {
                .init(name: content.text(row: row, column: name), position: $0)
            }
        }
    }

    private mutating func join(_ schools: [SchoolRegister.Entry], _ matching: PlaceMatching) {
        var placed: [[String]] = []
        var unplaced: [[String]] = []
        var byBeginning = 0
        var withoutBrackets = 0
        for school in schools {
            let answer = matching.answer(school.name)
            switch answer {
            case .found(let place), .foundByBeginning(let place), .foundWithoutBrackets(let place):
                if case .foundByBeginning = answer { byBeginning += 1 }
                if case .foundWithoutBrackets = answer { withoutBrackets += 1 }
                placed.append([
                    school.code, school.name, "\(place.position.longitude)",
                    "\(place.position.latitude)", school.grades,
                ])
            case .ambiguous(let places):
                let list = places.map {
                    "\($0.name) (\($0.position.longitude) \($0.position.latitude))"
                }
                unplaced.append([
                    school.code, school.name, "ambiguous", list.joined(separator: "; "),
                ])
            case .none: unplaced.append([school.code, school.name, "none", ""])
            }
        }
        joinedSchools = placed.count
        remarks.append(
            "ทะเบียน \(schools.count) แห่ง: ได้พิกัดจากชื่อ \(placed.count) แห่ง (ชื่อถูกตัดท้าย \(byBeginning) "
                + "ไม่นับชื่อในวงเล็บ \(withoutBrackets)) "
                + "ไม่ได้ \(unplaced.count) แห่ง ดู unplaced_schools.csv / of \(schools.count) schools "
                + "\(placed.count) were placed by name (\(byBeginning) by the beginning of a cut "
                + "name, \(withoutBrackets) without what stands in brackets), \(unplaced.count) not"
        )
        if !placed.isEmpty {
            write(
                Self.table(["code", "name_th", "longitude", "latitude", "grades_offered"], placed),
                as: "schools.csv", kind: .schools)
        }
        if !unplaced.isEmpty {
            write(
                Self.table(["code", "name_th", "reason", "candidates"], unplaced),
                as: "unplaced_schools.csv", kind: nil)
        }
    }

    static func table(_ header: [String], _ rows: [[String]]) -> CellTable {
        CellTable(header: header, rows: rows, rowNumbers: rows.indices.map { $0 + 2 })
    }

    /// Every table but the schools.
    mutating func addOther(_ file: ImportedFile) {
        switch file.role {
        case .table(.schools), .table(.enrolment), .register, .places, .unknown: break
        case .pupils:
            guard let pupils = file.pupils else { break }
            addPupils(pupils, file: file.path)
        case .table(.villages) where !file.usedMatches.contains { $0.column == "school" }:
            // Points alone: the homes of a pupil export are placed by them.
            guard !files.contains(where: { $0.role == .pupils }) else { break }
            remarks.append(
                "\(file.path): จุดหมู่บ้านที่ไม่มีจำนวนนักเรียน เพิ่มแฟ้มนักเรียนรายคน (DMC) / village points "
                    + "without pupils: add the export of single pupils (DMC)")
        case .table(let kind):
            if file.isRearranged, let content = file.content, !has(kind) {
                write(
                    Self.canonical(content, file.usedMatches, of: file),
                    as: "\(kind.rawValue).csv", kind: kind)
            } else {
                refer(
                    to: file, as: kind,
                    columns: file.usedMatches,
                    filters: kind == .boundaries ? provinceFilter(file) : [])
            }
        }
    }

    /// Keeps the areas of the office's province, where both the layer and the office name one.
    private func provinceFilter(_ file: ImportedFile) -> [(column: String, value: String)] {
        guard let content = file.content,
            let column = content.header.firstIndex(where: {
                ["ADM1_TH", "CHANGWAT_T", "จังหวัด", "province", "prov_nam_t"].contains($0)
            })
        else { return [] }
        let provinces = Set((0..<content.rowCount).map { content.text(row: $0, column: column) })
        let named = provinces.filter { !$0.isEmpty && office.nameThai.contains($0) }.sorted()
        return named.count == 1 ? [(content.header[column], named[0])] : []
    }
}
