import SpatialTypes

/// Codes for villages that an office lists without any: the same on every import of the same village.
enum VillageCodes {
    /// Headers that only tables of villages have.
    private static let names = [
        "ชื่อหมู่บ้าน", "หมู่บ้าน", "ชื่อบ้าน", "village_name", "vill_name", "vill_nam_t",
    ]

    /// Whether a header is of villages by name, without a code for them and without schools' names.
    static func areMissing(_ header: [String]) -> Bool {
        let compacted = Set(header.map(HeaderWords.compact))
        let schools = HeaderWords.synonyms(of: "name_th", in: .schools).map(HeaderWords.compact)
            .filter { !["ชื่อ", "name", "nameth"].contains($0) }
        return !compacted.isDisjoint(with: names.map(HeaderWords.compact))
            && compacted.isDisjoint(with: schools) && !hasCode(header)
    }

    /// Whether any column may hold codes: the office's own are never replaced.
    private static func hasCode(_ header: [String]) -> Bool {
        HeaderWords.matches(.villages, in: header).contains { $0.column == "code" }
            || header.contains { ["รหัส", "code"].contains(HeaderWords.compact($0)) }
    }

    /// The table with a `code` for each village, and `longitude` and `latitude` where it is a layer.
    ///
    /// The code is subdistrict and village number (`บึงสามัคคี-1`), else subdistrict and name, else the name; where
    /// several places share it the position stands behind it. `nil` when the table has codes, or nothing to make
    /// one of.
    static func coded(_ content: Table.Content) -> (table: CellTable, count: Int)? {
        guard !hasCode(content.header) else { return nil }
        let compacted = content.header.map(HeaderWords.compact)
        let matches = HeaderWords.matches(.villages, in: content.header)
        func column(_ name: String) -> Int? {
            matches.first { $0.column == name }
                .flatMap { content.header.firstIndex(of: $0.header) }
        }
        let number = ["หมู่", "หมู่ที่", "moo", "villageno"].lazy.compactMap(compacted.firstIndex(of:))
            .first
        var table = content.cellTable
        let isLayer = content.shapes == .points
        // The shape says where a village is; an attribute of the same name is kept apart.
        for name in ["longitude", "latitude"] where isLayer {
            if let index = table.header.firstIndex(of: name) {
                table.header[index] = "attribute_\(name)"
            }
        }
        table.header += ["code"] + (isLayer ? ["longitude", "latitude"] : [])
        var bases: [String] = []
        var places: [[String]] = []
        for row in table.rows.indices {
            func text(_ column: Int?) -> String {
                column.map { ThaiText.normalise(content.text(row: row, column: $0)) } ?? ""
            }
            let point = content.point(row)
            places.append(
                isLayer
                    ? point.map { ["\($0.longitude)", "\($0.latitude)"] } ?? ["", ""]
                    : [text(column("longitude")), text(column("latitude"))])
            let subdistrict = text(column("subdistrict")).removingPrefix(["ตำบล", "ต."])
            let moo = (try? NumberText.integer(text(number))).map(String.init) ?? ""
            let own = moo.isEmpty || subdistrict.isEmpty ? text(column("name_th")) : moo
            bases.append(
                [subdistrict, own].filter { !$0.isEmpty }.joined(separator: "-")
                    .filter { $0 != " " })
        }
        let shared = Dictionary(grouping: bases.indices) { bases[$0] }
            .filter { Set($0.value.map { places[$0] }).count > 1 }
        var made: Set<String> = []
        for row in table.rows.indices {
            let base = bases[row]
            let place = places[row].map { rounded($0) }.joined(separator: ",")
            let code = base.isEmpty || shared[base] == nil ? base : "\(base)@\(place)"
            if !code.isEmpty { made.insert(code) }
            table.rows[row] += [code] + (isLayer ? places[row] : [])
        }
        return made.isEmpty ? nil : (table, made.count)
    }

    /// Degrees to five decimals, one metre; anything else as it is.
    private static func rounded(_ text: String) -> String {
        guard let value = try? NumberText.double(text) else { return text }
        return "\((value * 1e5).rounded() / 1e5)"
    }

    /// One finding for all the codes that were made.
    static func note(_ count: Int, file: ImportedFile, findings: FindingList) {
        findings.append(
            Finding(
                code: FindingCode.villageCodeMade, severity: .warning,
                file: TableSource.withoutPassword(file.path), value: "\(count)",
                expectedThai: "หมู่บ้านไม่มีรหัส จึงสร้างรหัสจากตำบลกับหมู่ที่ให้ \(count) หมู่บ้าน (ไม่ใช่รหัสทางการ)",
                expectedEnglish: "the villages have no codes; \(count) were made of subdistrict "
                    + "and village number, none of them official"))
    }
}
