import SchoolDistrict

/// Pupils counted by school, grade and home village; nothing about any one of them is kept.
///
/// A row is read, counted and forgotten. Findings name row and column, never a value: a shifted row
/// may hold a name where a grade should be.
struct PupilAggregate {
    /// Where pupils live: the subdistrict and the number of the village in it (หมู่).
    struct Home: Hashable, Comparable {
        /// The district (อำเภอ); blank where the export does not name it.
        var district = ""
        var subdistrict: String
        var number: Int

        static func < (left: Home, right: Home) -> Bool {
            (left.district, left.subdistrict, left.number)
                < (right.district, right.subdistrict, right.number)
        }
    }

    /// A school and a grade, and the village where it is known.
    struct Key: Hashable, Comparable {
        var school: String
        var home: Home?
        var grade: Grade

        static func < (left: Key, right: Key) -> Bool {
            if left.school != right.school { return left.school < right.school }
            if left.home != right.home {
                guard let a = left.home else { return false }
                return right.home.map { a < $0 } ?? true
            }
            return left.grade < right.grade
        }
    }

    /// What is counted.
    struct Counts: Hashable {
        var pupils = 0
        var poor = 0
        var disabled = 0
        /// Pupils whose way to school is known.
        var distanceKnown = 0
        /// The sum of those ways, kilometres.
        var kilometres = 0.0
        /// Pupils whose way, by water, laterite and paved road together, is above 3 km.
        var over3km = 0
    }

    private(set) var counts: [Key: Counts] = [:]
    /// The rooms named, by school and grade: as many classes.
    private var rooms: [String: [Grade: Set<String>]] = [:]
    /// Whether the export says who is poor or disabled.
    private(set) var hasNeeds = false
    private(set) var hasDisabilities = false
    private(set) var hasRooms = false
    private(set) var rowCount = 0
    /// Pupils whose stated way is no distance or longer than anybody's way to school.
    private var oddWays = (count: 0, row: 0)
    /// Longer ways, in kilometres, are slips of the pen.
    private static let longestWay = 100.0
    /// Pupils whose subdistrict and village number are not given.
    var unknownHomeCount: Int {
        counts.reduce(0) { $0 + ($1.key.home == nil ? $1.value.pupils : 0) }
    }

    private static let words: [(name: String, headers: [String])] = [
        (
            "school",
            ["รหัสโรงเรียน", "รหัสสถานศึกษา", "schoolid", "schoolcode", "รหัสโรงเรียน10หลัก", "รหัสsmis"]
        ),
        ("grade", ["ชั้น", "ระดับชั้น", "ชั้นเรียน", "grade", "classlevel"]),
        ("room", ["ห้อง", "ห้องเรียน", "room"]),
        (
            "citizen",
            [
                "เลขประจำตัวประชาชน", "เลขบัตรประชาชน", "เลขประจำตัวประชาชนนักเรียน", "เลขประจำตัว13หลัก",
                "citizenid", "nationalid", "idcard",
            ]
        ),
        ("number", ["หมู่", "หมู่ที่", "หมู่ที่ปัจจุบัน", "moo", "villageno"]),
        ("subdistrict", ["ตำบล", "แขวง", "ตำบลแขวง", "ตำบลปัจจุบัน", "tambon", "subdistrict"]),
        ("district", ["อำเภอ", "เขต", "อำเภอเขต", "อำเภอปัจจุบัน", "amphoe", "district"]),
        ("needs", ["ความด้อยโอกาส", "ด้อยโอกาส", "disadvantage"]),
        ("disability", ["ความพิการ", "ประเภทความพิการ", "ความบกพร่อง", "disability"]),
        ("water", ["ระยะทางทางน้ำกม", "ระยะทางทางน้ำ", "ระยะทางน้ำ"]),
        ("laterite", ["ระยะทางถนนลูกรังกม", "ระยะทางถนนลูกรัง", "ระยะทางลูกรัง"]),
        ("paved", ["ระยะทางถนนลาดยางกม", "ระยะทางถนนลาดยาง", "ระยะทางลาดยาง"]),
        (
            "distance",
            [
                "ระยะทางกม", "ระยะทางกิโลเมตร", "ระยะทาง", "ระยะทางจากบ้านถึงโรงเรียน",
                "ระยะทางจากบ้านถึงโรงเรียนกม", "ระยะทางจากบ้าน", "ระยะทางจากบ้านกม", "ระยะทางมาโรงเรียน",
                "ระยะทางมาโรงเรียนกม", "statedkm", "distancekm",
            ]
        ),
    ]

    /// Counts a table; `nil` after findings when its columns are not enough.
    init?(_ table: CellTable, file: String, findings: FindingList) {
        let compacted = table.header.map(HeaderWords.compact)
        var columns: [String: Int] = [:]
        for (name, headers) in Self.words {
            columns[name] = headers.lazy.compactMap(compacted.firstIndex(of:)).first
        }
        guard !PersonalData.lacksHeader(table.header), let school = columns["school"],
            let grade = columns["grade"]
        else {
            findings.append(
                Finding(
                    code: FindingCode.personalDataRefused, severity: .error, file: file,
                    expectedThai: "มีข้อมูลส่วนบุคคล แต่ไม่มีช่องรหัสโรงเรียนกับชั้นที่รู้จัก จึงไม่อ่านต่อและไม่เก็บอะไรไว้",
                    expectedEnglish: "personal data without the columns for school code and grade; "
                        + "nothing of it was read or kept"))
            return nil
        }
        hasNeeds = columns["needs"] != nil
        hasDisabilities = columns["disability"] != nil
        hasRooms = columns["room"] != nil
        var bad: [Int: (count: Int, row: Int)] = [:]
        for (row, number) in zip(table.rows, table.rowNumbers) {
            if let column = count(row, columns, school: school, grade: grade, number: number) {
                bad[column, default: (0, number)].count += 1
            }
        }
        for (column, (count, row)) in bad.sorted(by: { $0.key < $1.key }) {
            findings.append(
                Finding(
                    code: FindingCode.unreadablePupilRow, severity: .warning, file: file, row: row,
                    column: table.header[column],
                    expectedThai:
                        "อ่านไม่ได้ \(count) แถว (แถวแรกคือแถวนี้) จึงไม่นับ ไม่แสดงค่าเพราะเป็นข้อมูลส่วนบุคคล"
                        + (column == grade
                            ? " เขียนชั้นเป็น อ.1–อ.3 ป.1–ป.6 ม.1–ม.6 หรือมีห้องต่อท้าย ป.5/1" : ""),
                    expectedEnglish: "\(count) rows cannot be read, this one first, and are not "
                        + "counted; values are personal and not shown"
                        + (column == grade ? "; grades are อ.1 … ม.6, with a room ป.5/1" : "")))
        }
        if oddWays.count > 0 {
            findings.append(
                Finding(
                    code: FindingCode.oddStatedDistance, severity: .warning, file: file,
                    row: oddWays.row,
                    expectedThai: "ระยะทางที่ระบุ \(oddWays.count) แถว (แถวแรกคือแถวนี้) "
                        + "ไม่ใช่ตัวเลข ติดลบ หรือเกิน 100 กม. จึงไม่ใช้ระยะทางนั้น แต่ยังนับนักเรียน",
                    expectedEnglish:
                        "the stated distance of \(oddWays.count) rows, this one first, "
                        + "is no number, negative or above 100 km and is not used; the pupils count"
                ))
        }
        findings.append(
            Finding(
                code: FindingCode.personalDataAggregated, severity: .note, file: file,
                value: "\(rowCount)",
                expectedThai: "นับนักเรียนเป็นรายโรงเรียน ชั้น และหมู่บ้าน ไม่เก็บเลขประจำตัวและชื่อ",
                expectedEnglish: "pupils were counted by school, grade and village; citizen "
                    + "numbers and names are not kept"))
    }

    /// Counts a row, or gives the column that cannot be read.
    private mutating func count(
        _ row: [String], _ columns: [String: Int], school: Int, grade: Int, number: Int
    ) -> Int? {
        func text(_ name: String) -> String { columns[name].map { row[$0] } ?? "" }
        guard let code = CodeText.read(row[school])?.code, (6...10).contains(code.utf8.count),
            code.utf8.allSatisfy({ (48...57).contains($0) })
        else { return school }
        // A number that is none shows that the row's cells have moved.
        if let column = columns["citizen"], !Self.isCitizenNumber(row[column]) { return column }
        // ป.5/1: a room may follow the grade.
        let label = row[grade].split(separator: "/", maxSplits: 1).map { ThaiText.trim(String($0)) }
        guard let level = label.first.flatMap(Grade.init(parsing:)) else { return grade }
        var home: Home?
        let subdistrict = text("subdistrict").removingPrefix(["ตำบล", "ต.", "แขวง"])
        let isPerson = ["subdistrict", "district"].contains {
            PersonalData.replacement(text($0), column: $0) != nil
        }
        if !subdistrict.isEmpty, !isPerson, let moo = try? NumberText.integer(text("number")),
            (1...99).contains(moo)
        {
            home = Home(
                district: text("district").removingPrefix(["อำเภอ", "อ."]),
                subdistrict: subdistrict, number: moo)
        }
        var added = counts[Key(school: code, home: home, grade: level)] ?? Counts()
        added.pupils += 1
        if text("needs").contains("ยากจน") { added.poor += 1 }
        if !ThaiText.isMissing(text("disability")), !text("disability").hasPrefix("ไม่") {
            added.disabled += 1
        }
        switch Self.way(of: ["water", "laterite", "paved", "distance"].map(text)) {
        case .none: break
        case .some(let way) where (0...Self.longestWay).contains(way):
            added.distanceKnown += 1
            added.kilometres += way
            if way > 3 { added.over3km += 1 }
        case .some: oddWays = (oddWays.count + 1, oddWays.count == 0 ? number : oddWays.row)
        }
        counts[Key(school: code, home: home, grade: level)] = added
        if let room = columns["room"] != nil ? text("room") : label.count > 1 ? label[1] : nil {
            hasRooms = true
            rooms[code, default: [:]][level, default: []].insert(room)
        }
        rowCount += 1
        return nil
    }

    /// The stated way to school in kilometres: by water, laterite and paved road together, else the one distance.
    ///
    /// `nil` where nothing is stated, infinite where something stated is no number.
    private static func way(of cells: [String]) -> Double? {
        func sum(_ texts: some Sequence<String>) -> Double? {
            let texts = texts.filter { !ThaiText.isMissing($0) }
            let values = texts.map { (try? NumberText.double($0)) ?? .infinity }
            if values.contains(where: { $0 < 0 }) { return .infinity }
            return values.isEmpty ? nil : values.reduce(0, +)
        }
        return sum(cells.dropLast()) ?? sum(cells.suffix(1))
    }

    /// Thirteen digits, or G and twelve for pupils without a number.
    private static func isCitizenNumber(_ text: String) -> Bool {
        let compact = ThaiText.normalise(text).uppercased().filter { $0 != "-" && $0 != " " }
        let digits = compact.hasPrefix("G") ? compact.dropFirst() : compact[...]
        return compact.utf8.count == 13 && digits.utf8.allSatisfy { (48...57).contains($0) }
    }
}

extension PupilAggregate {
    /// Pupils and classes by school and grade: `school`, `grade`, `pupils`, `classes`.
    var enrolment: CellTable {
        var totals: [Key: Int] = [:]
        for (key, count) in counts {
            totals[Key(school: key.school, home: nil, grade: key.grade), default: 0] += count.pupils
        }
        let rows = totals.keys.sorted().map { key in
            let classes = rooms[key.school]?[key.grade]?.count
            return [
                key.school, key.grade.code, "\(totals[key] ?? 0)",
                hasRooms ? "\(classes ?? 0)" : "",
            ]
        }
        let header = ["school", "grade", "pupils", "classes"]
        return CellTable(
            header: hasRooms ? header : Array(header.dropLast()),
            rows: hasRooms ? rows : rows.map { Array($0.dropLast()) },
            rowNumbers: rows.indices.map { $0 + 2 })
    }

    /// Pupils by school and home village, one row each with the grades across, in the columns of the
    /// villages table without its positions: `district`, `subdistrict`, `moo`, `school`, `K1`…,
    /// `poor`, `disabled`, `over_3km`, `distance_known`, `stated_km` (the mean way of those whose is known).
    var homes: CellTable {
        var groups: [Key: [Grade: Counts]] = [:]
        for (key, count) in counts where key.home != nil {
            groups[Key(school: key.school, home: key.home, grade: .k1), default: [:]][key.grade] =
                count
        }
        let rows = groups.keys.sorted().map { key -> [String] in
            let grades = groups[key] ?? [:]
            func sum(_ path: KeyPath<Counts, Int>) -> String {
                "\(grades.values.reduce(0) { $0 + $1[keyPath: path] })"
            }
            let home = key.home
            return [
                home?.district ?? "", home?.subdistrict ?? "", "\(home?.number ?? 0)", key.school,
            ]
                + Grade.allCases.map { grades[$0].map { "\($0.pupils)" } ?? "" }
                + [
                    hasNeeds ? sum(\.poor) : "", hasDisabilities ? sum(\.disabled) : "",
                    sum(\.over3km),
                    sum(\.distanceKnown),
                    Self.meanKilometres(grades.values),
                ]
        }
        return CellTable(
            header: ["district", "subdistrict", "moo", "school"] + Grade.allCases.map(\.code)
                + ["poor", "disabled", "over_3km", "distance_known", "stated_km"],
            rows: rows, rowNumbers: rows.indices.map { $0 + 2 })
    }

    /// The mean way to two decimals; blank where nobody's is known.
    private static func meanKilometres(_ counts: some Collection<Counts>) -> String {
        let known = counts.reduce(0) { $0 + $1.distanceKnown }
        guard known > 0 else { return "" }
        // Hundredths are summed as whole numbers, so that the order of the grades does not matter.
        let hundredths = counts.reduce(0) { $0 + Int(($1.kilometres * 100).rounded()) }
        return "\((Double(hundredths) / Double(known)).rounded() / 100)"
    }
}
