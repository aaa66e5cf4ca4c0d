import Projections
import SchoolDistrict
import SpatialTypes

/// Reads `district.yaml`.
struct ManifestReader {
    let findings: FindingList

    static let keys =
        [
            "office", "academic_year", "crs", "coordinate_operation", "country", "as_of", "source",
            "reported_check",
        ] + TableKind.allCases.map(\.rawValue)

    /// The manifest; `nil` after findings when it cannot be used at all.
    func read(_ bytes: [UInt8], file: String) -> DistrictManifest? {
        guard let root = YAMLValue.parse(bytes, file: file, findings: findings),
            let mapping = YAMLMapping(root, keys: Self.keys, findings: findings)
        else { return nil }
        let office = office(in: mapping)
        let year = academicYear(in: mapping)
        let crs = crsCode(mapping["crs"]) ?? "EPSG:4326"
        var tables: [TableKind: TableSource] = [:]
        for kind in TableKind.allCases {
            if let value = mapping[kind.rawValue] {
                tables[kind] = table(
                    kind, value, fallbackCRS: mapping["crs"] == nil ? nil : crs)
            }
        }
        if mapping["schools"] == nil {
            findings.missingKey(
                "schools", in: root.origin,
                thai: "ต้องมีตารางโรงเรียน เช่น schools: {file: schools.csv}",
                english: "a schools table is needed, such as schools: {file: schools.csv}")
        }
        guard let office, let year else { return nil }
        return DistrictManifest(
            office: office, academicYear: year, crs: crs,
            coordinateOperation: mapping.text("coordinate_operation"),
            country: country(in: mapping),
            asOf: mapping.text("as_of").map { DateText.read($0) ?? $0 },
            source: mapping.text("source"),
            reportedRule: reportedRule(mapping["reported_check"]), tables: tables)
    }

    private func office(in mapping: YAMLMapping) -> Office? {
        guard let value = mapping["office"] else {
            findings.missingKey(
                "office", in: mapping.origin,
                thai: "ต้องระบุเขตพื้นที่ เช่น office: {code: \"3304\", name_th: สพป.…}",
                english: "the office is needed, such as office: {code: \"3304\", name_th: สพป.…}")
            return nil
        }
        guard let fields = YAMLMapping(value, keys: ["code", "name_th"], findings: findings)
        else { return nil }
        let code = fields.requiredText(
            "code", thai: "ต้องมีรหัสเขตพื้นที่", english: "the office code is needed")
        let name = fields.requiredText(
            "name_th", thai: "ต้องมีชื่อเขตพื้นที่", english: "the office's Thai name is needed")
        guard let code, let name else { return nil }
        return Office(code: ThaiText.normalise(code), nameThai: name)
    }

    private func academicYear(in mapping: YAMLMapping) -> Int? {
        guard let value = mapping["academic_year"] else {
            findings.missingKey(
                "academic_year", in: mapping.origin,
                thai: "ต้องระบุปีการศึกษา (พ.ศ.) เช่น academic_year: 2566",
                english: "the academic year is needed, Buddhist era, such as academic_year: 2566")
            return nil
        }
        guard let text = value.text, let year = YearText.read(text) else {
            findings.wrongType(
                value, thai: "ต้องเป็นปี พ.ศ. เช่น 2566", english: "a Buddhist-era year such as 2566")
            return nil
        }
        if let problem = YearText.problem(with: year) {
            findings.reject(
                problem.code, at: value.origin, value: text, thai: problem.thai,
                english: problem.english)
            return nil
        }
        return year
    }

    private func country(in mapping: YAMLMapping) -> Country {
        guard let value = mapping["country"], let text = mapping.text("country") else {
            return .thailand
        }
        if let country = Country(rawValue: text) { return country }
        findings.reject(
            FindingCode.invalidValue, at: value.origin, value: text,
            thai: "ใช้ TH (ตรวจพิกัดว่าอยู่ในประเทศไทย) หรือ none",
            english: "TH (positions must lie in Thailand) or none")
        return .thailand
    }

    /// When a reported distance is worth a look: `reported_check: {share: 0.3, floor_km: 0.5}`.
    private func reportedRule(_ value: YAMLValue?) -> ReportedDistanceRule {
        var rule = ReportedDistanceRule()
        guard let value,
            let fields = YAMLMapping(value, keys: ["share", "floor_km"], findings: findings)
        else { return rule }
        func number(_ key: String) -> Double? {
            guard let value = fields[key] else { return nil }
            if let number = value.text.flatMap({ try? NumberText.double($0) }), number >= 0 {
                return number
            }
            findings.reject(
                FindingCode.invalidValue, at: value.origin, value: value.shown,
                thai: "ต้องเป็นจำนวน 0 ขึ้นไป เช่น share: 0.3, floor_km: 0.5",
                english: "a number of 0 or more, such as share: 0.3, floor_km: 0.5")
            return nil
        }
        if let share = number("share") { rule.share = share }
        if let floor = number("floor_km") { rule.floor = Metres(kilometres: floor) }
        return rule
    }

    /// An EPSG code that PROJ knows; `nil` after a finding otherwise.
    private func crsCode(_ value: YAMLValue?) -> String? {
        guard let value else { return nil }
        do throws(ProjectionError) {
            return try CRSIdentifier(ThaiText.normalise(value.text ?? value.shown)).description
        } catch {
            findings.reject(
                FindingCode.unknownCRS, at: value.origin, value: value.shown,
                thai: "ไม่รู้จักระบบพิกัดนี้ ใช้รหัส EPSG เช่น EPSG:4326, EPSG:32647, EPSG:32648, EPSG:24048",
                english: "unknown coordinate system; use an EPSG code such as EPSG:4326, "
                    + "EPSG:32647, EPSG:32648, EPSG:24048")
            return nil
        }
    }
}

extension ManifestReader {
    private static let tableKeys = [
        "file", "layer", "sheet", "columns", "where", "crs", "coordinate_operation", "encoding",
        "delimiter", "options",
    ]

    private func table(
        _ kind: TableKind, _ value: YAMLValue, fallbackCRS: String?
    ) -> TableSource? {
        var keys = Self.tableKeys
        if kind == .schools { keys.append("osm") }
        if kind == .roads { keys += ["classes", "crossings"] }
        guard let mapping = YAMLMapping(value, keys: keys, findings: findings),
            let file = mapping.requiredText(
                "file", thai: "ต้องระบุชื่อไฟล์", english: "a file name is needed")
        else { return nil }
        var source = TableSource(
            kind: kind, file: TableSource.withoutPassword(file),
            origin: mapping["file"]?.origin ?? value.origin)
        source.location = file
        source.fallbackCRS = fallbackCRS
        source.layer = mapping.text("layer")
        source.sheet = mapping.text("sheet")
        for (name, header, origin) in mapping.words("columns") {
            if kind.columns.contains(name) {
                source.columns[name] = (ThaiText.trim(header), origin)
            } else {
                findings.reject(
                    FindingCode.unknownKey, at: origin, value: header,
                    thai: "ไม่รู้จักช่อง “\(name)”" + Suggestion.thaiClause(name, in: kind.columns)
                        + " ช่องที่ใช้ได้: \(kind.columns.joined(separator: ", "))",
                    english: "unknown column “\(name)”"
                        + Suggestion.englishClause(name, in: kind.columns)
                        + "; allowed: \(kind.columns.joined(separator: ", "))")
            }
        }
        source.filters = filters(mapping["where"])
        source.crs = crsCode(mapping["crs"])
        source.coordinateOperation = mapping.text("coordinate_operation")
        source.encoding = choice(mapping, "encoding", TextEncoding.init(named:))
        source.delimiter = delimiter(mapping)
        source.options = mapping.words("options").map { ($0.key, $0.value) }
        for (name, target, _) in mapping.words("classes") { source.classes[name] = target }
        source.crossings = crossings(mapping["crossings"])
        source.pointsOfInterest = pointsOfInterest(mapping["osm"])
        return source
    }

    private func filters(
        _ value: YAMLValue?
    ) -> [(column: String, values: [String], origin: Origin)] {
        guard let value else { return [] }
        guard let entries = value.entries else {
            findings.wrongType(
                value, thai: "ต้องเป็นคู่ {ชื่อช่อง: ค่า}", english: "pairs {column: value}")
            return []
        }
        return entries.compactMap { name, entry in
            guard let values = texts(entry) else { return nil }
            return (name, values, entry.origin)
        }
    }

    /// One word, or a list of words.
    private func texts(_ value: YAMLValue) -> [String]? {
        let words = value.elements?.map(\.text) ?? [value.text]
        let texts = words.compactMap { $0.map(ThaiText.trim) }
        guard texts.count == words.count else {
            findings.wrongType(
                value, thai: "ต้องเป็นค่าเดียวหรือรายการของค่า", english: "one value or a list of values")
            return nil
        }
        return texts
    }

    private func crossings(_ value: YAMLValue?) -> RoadReader.Crossings {
        guard let value else { return .ignore }
        if let choice = value.text.flatMap(RoadReader.Crossings.init) { return choice }
        let names = RoadReader.Crossings.allCases.map(\.rawValue).joined(separator: ", ")
        findings.reject(
            FindingCode.invalidValue, at: value.origin, value: value.shown,
            thai: "ใช้ได้: \(names)", english: "one of \(names)")
        return .ignore
    }

    private func pointsOfInterest(_ value: YAMLValue?) -> (key: String, values: [String])? {
        guard let value else { return nil }
        guard let entries = value.entries, entries.count == 1, let entry = entries.first,
            let values = texts(entry.value)
        else {
            findings.wrongType(
                value, thai: "ต้องเป็นแท็กเดียว เช่น {amenity: school}",
                english: "one tag such as {amenity: school}")
            return nil
        }
        return (entry.key, values)
    }

    private func choice(
        _ mapping: YAMLMapping, _ key: String, _ make: (String) -> TextEncoding?
    ) -> TextEncoding? {
        guard let value = mapping[key], let text = mapping.text(key) else { return nil }
        if let choice = make(text.lowercased()) { return choice }
        let names = TextEncoding.allCases.map(\.rawValue)
        findings.reject(
            FindingCode.invalidValue, at: value.origin, value: text,
            thai: "ใช้ได้: \(names.joined(separator: ", "))",
            english: "one of \(names.joined(separator: ", "))")
        return nil
    }

    private func delimiter(_ mapping: YAMLMapping) -> Character? {
        guard let value = mapping["delimiter"], let text = value.text else { return nil }
        switch text {
        case ",", "comma": return ","
        case ";", "semicolon": return ";"
        case "\t", "tab": return "\t"
        case "|", "bar", "pipe": return "|"
        default:
            findings.reject(
                FindingCode.invalidValue, at: value.origin, value: text,
                thai: "ใช้ comma, semicolon, tab หรือ bar",
                english: "one of comma, semicolon, tab, bar")
            return nil
        }
    }
}
