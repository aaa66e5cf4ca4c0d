/// Whether an import gives schools that can be planned, and what is missing otherwise.
struct ImportReadiness {
    /// Schools with a code and a position, impossible ones included; `nil` where nobody counted them (a map).
    let schoolCount: Int?
    /// What is missing, in Thai and in English; `nil` when there are schools to plan.
    let missing: (thai: String, english: String)?

    /// The readiness of an import after its tables are assembled.
    init(_ assembly: ImportAssembly) {
        let files = assembly.files
        if let count = assembly.joinedSchools {
            schoolCount = count
            missing =
                count > 0
                ? nil
                : (
                    "ทะเบียนโรงเรียนไม่มีแห่งใดได้พิกัด เพิ่มแฟ้มจุดที่ตั้งโรงเรียน หรือช่องละติจูดกับลองจิจูด",
                    "no school of the register has a position: add a file of points, or columns of "
                        + "latitude and longitude"
                )
            return
        }
        guard assembly.has(.schools) else {
            schoolCount = 0
            missing = Self.withoutSchools(files)
            return
        }
        guard
            let file = files.first(where: {
                $0.role == .table(.schools) && !$0.isOpenStreetMapSchools
            }), let content = file.content
        else {
            schoolCount = nil
            missing = nil
            return
        }
        let count = Self.placedRows(content, file.usedMatches)
        schoolCount = count
        if count > 0 {
            missing = nil
        } else if content.rowCount == 0 {
            missing = (
                "ตารางโรงเรียน \(file.shownName) มีหัวตารางแต่มี 0 แถว",
                "the schools table \(file.shownName) has a header and 0 rows"
            )
        } else {
            missing = (
                "ตารางโรงเรียน \(file.shownName) มี \(content.rowCount) แถว แต่ไม่มีแถวใดมีทั้งรหัสที่อ่านได้และพิกัด",
                "the schools table \(file.shownName) has \(content.rowCount) rows, none with both a "
                    + "readable code and a position"
            )
        }
    }

    private static func withoutSchools(
        _ files: [ImportedFile]
    ) -> (thai: String, english: String) {
        if let register = files.first(where: { $0.role == .register }) {
            return (
                "ทะเบียน \(register.shownName) (\(register.rowCount) แถว) ไม่มีพิกัด "
                    + "เพิ่มแฟ้มจุดที่ตั้งโรงเรียน หรือช่องละติจูดกับลองจิจูด",
                "the register \(register.shownName) (\(register.rowCount) rows) has no positions: add "
                    + "a file of points, or columns of latitude and longitude"
            )
        }
        if let places = files.first(where: { file in
            file.role == .places && file.matches.contains { $0.column == "code" }
        }) {
            return (
                "จุดใน \(places.shownName) มีรหัสและชื่อ ถ้าเป็นโรงเรียน ให้บอกด้วย --kind \(places.key)=schools",
                "the points of \(places.shownName) have codes and names: if they are schools, say --kind "
                    + "\(places.key)=schools"
            )
        }
        return (
            "ไม่มีตารางโรงเรียน ต้องมีรหัส ชื่อ ละติจูด และลองจิจูดของโรงเรียน ถ้ามีในแฟ้มแล้วแต่ไม่รู้จักหัวตาราง "
                + "ให้บอกด้วย --kind แฟ้ม=schools",
            "there is no table of schools: code, name, latitude and longitude are needed; where a "
                + "file has them under other headers, say --kind FILE=schools"
        )
    }

    /// Rows with a code and two filled cells of a position, or a shape.
    private static func placedRows(
        _ content: Table.Content, _ matches: [HeaderWords.Match]
    ) -> Int {
        func column(_ name: String) -> Int? {
            matches.first { $0.column == name }
                .flatMap { content.header.firstIndex(of: $0.header) }
        }
        let code = column("code")
        let pair = [("longitude", "latitude"), ("x", "y")].lazy
            .compactMap { names in column(names.0).flatMap { x in column(names.1).map { (x, $0) } }
            }
            .first
        return (0..<content.rowCount).count { row in
            func isFilled(_ column: Int) -> Bool {
                !ThaiText.isMissing(ThaiText.trim(content.text(row: row, column: column)))
            }
            guard let code, isFilled(code),
                CodeText.read(ThaiText.trim(content.text(row: row, column: code))) != nil
            else { return false }
            if let pair { return isFilled(pair.0) && isFilled(pair.1) }
            guard case .layer(let layer) = content else { return false }
            let feature = layer.features[row]
            return feature.geometry != nil || layer.strays[feature.id] != nil
        }
    }
}

extension ImportedFile {
    /// What `--kind` calls the file, or its layer or sheet where it has several.
    fileprivate var key: String { layer ?? sheet ?? path }
}
