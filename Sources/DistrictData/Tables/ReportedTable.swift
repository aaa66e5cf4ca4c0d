import SchoolDistrict
import SpatialTypes

/// Reads the table of reported distances: one row per pair of places, and mode and season where they matter.
struct ReportedTable {
    let cells: CellReader
    /// The codes that may occur; `nil` takes every code as it stands, origins as villages.
    let places: (schools: SchoolReferences, villages: SchoolReferences)?

    /// The length of the straight line of a way; `nil` where an end has no place.
    var straightLine: ((ReportedDistance.Origin, String) -> Metres?)?

    /// The travel profiles by the words offices use for them.
    private static let modes: [(name: String, words: [String])] = [
        ("walk", ["walk", "foot", "เดิน", "เดินเท้า"]),
        ("bicycle", ["bicycle", "bike", "จักรยาน", "รถจักรยาน"]),
        ("motorcycle", ["motorcycle", "motorbike", "มอเตอร์ไซค์", "จักรยานยนต์", "รถจักรยานยนต์"]),
        ("school_van", ["school_van", "van", "bus", "รถรับส่ง", "รถรับส่งนักเรียน", "รถตู้", "รถยนต์"]),
    ]
    private static let seasons: [(season: ReportedDistance.Season, words: [String])] = [
        (.dry, ["dry", "แล้ง", "ฤดูแล้ง", "หน้าแล้ง"]),
        (.rainy, ["rainy", "rain", "ฝน", "ฤดูฝน", "หน้าฝน"]),
    ]

    /// What makes two rows speak of the same way.
    private struct Key: Hashable {
        var origin: ReportedDistance.Origin
        var school: String
        var mode: String?
        var season: ReportedDistance.Season?
    }

    /// The columns of lengths that the table has; a finding when it has none.
    static func hasDistance(_ table: Table, findings: FindingList) -> Bool {
        table.has("distance_m") || table.require(["distance_km"], findings: findings)
    }

    func read() -> [ReportedDistance] { readRows().map(\.reported) }

    /// The distances, each with the row that says it; those shorter than the straight line are left
    /// out after a finding.
    func readRows() -> [(row: Int, reported: ReportedDistance)] {
        var first: [Key: Int] = [:]
        var restored: [Int] = []
        var reported: [(row: Int, reported: ReportedDistance)] = []
        for row in cells.table.rows {
            guard let found = distance(row, &restored) else { continue }
            let key = Key(
                origin: found.origin, school: found.schoolCode, mode: found.mode,
                season: found.season)
            if let earlier = first[key] {
                let number = cells.table.rowNumber(earlier)
                cells.report(
                    FindingCode.duplicateRow, .error, row: row, column: "origin",
                    value: found.origin.code, thai: "คู่นี้มีอยู่แล้วในแถว \(number) ให้เหลือแถวเดียว",
                    english: "this pair is in row \(number) already; keep one of them",
                    school: found.schoolCode)
                continue
            }
            first[key] = row
            if isTooShort(found, row) { continue }
            reported.append((row, found))
        }
        cells.noteRestored(restored, column: "destination")
        return reported
    }

    /// Whether a way is shorter than the straight line between its ends, with a finding then.
    ///
    /// A twentieth and 100 m are left to what a position means on a school's ground.
    private func isTooShort(_ found: ReportedDistance, _ row: Int) -> Bool {
        guard let line = straightLine?(found.origin, found.schoolCode),
            found.distance.value < line.value * 0.95 - 100
        else { return false }
        func km(_ length: Metres) -> String { "\((length.kilometres * 100).rounded() / 100)" }
        cells.report(
            FindingCode.reportedTooShort, .warning, row: row,
            column: cells.table.text(row, "distance_km") == nil ? "distance_m" : "distance_km",
            value: km(found.distance),
            thai: "รายงาน \(km(found.distance)) กม. สั้นกว่าเส้นตรงระหว่างสองแห่ง \(km(line)) กม. "
                + "มักเป็นหน่วยผิด (เมตร กิโลเมตร) แผนไม่ใช้ค่านี้",
            english: "reported \(km(found.distance)) km, shorter than the straight line of "
                + "\(km(line)) km; usually a wrong unit. Plans do not use it",
            school: found.schoolCode)
        return true
    }

    private func distance(_ row: Int, _ restored: inout [Int]) -> ReportedDistance? {
        let destination =
            places?.schools.school(row, "destination", cells: cells)
            ?? (places == nil ? cells.code(row, "destination") : nil)
        let origin = origin(row)
        let length = length(row)
        let duration = minutes(row)
        let mode = word(row, "mode", Self.modes.map { ($0.name, $0.words) })
        let season = word(row, "season", Self.seasons.map { ($0.season, $0.words) })
        guard let destination, let origin, let length, let duration, let mode, let season else {
            return nil
        }
        if destination.wasRestored { restored.append(row) }
        guard origin != .school(code: destination.code) else {
            cells.report(
                FindingCode.invalidValue, .error, row: row, column: "origin",
                value: destination.code, thai: "ต้นทางกับปลายทางเป็นโรงเรียนเดียวกัน",
                english: "origin and destination are the same school", school: destination.code)
            return nil
        }
        return ReportedDistance(
            from: origin, toSchool: destination.code, distance: length, duration: duration.value,
            mode: mode.value, season: season.value, note: cells.table.text(row, "note"))
    }

    /// A cell that may be blank; the cell itself is `nil` after a finding.
    private struct Cell<Value> {
        var value: Value?
    }

    private func origin(_ row: Int) -> ReportedDistance.Origin? {
        guard let reading = cells.code(row, "origin") else { return nil }
        guard let places else { return .village(code: reading.code) }
        let school = places.schools.find(reading)?.code
        let village = places.villages.find(reading)?.code
        switch (school, village) {
        case (let code?, nil): return .school(code: code)
        case (nil, let code?): return .village(code: code)
        case (let code?, _?):
            let kinds = [(true, ["school", "โรงเรียน"]), (false, ["village", "หมู่บ้าน", "บ้าน"])]
            guard let kind = word(row, "origin_type", kinds) else { return nil }
            if let isSchool = kind.value {
                return isSchool ? .school(code: code) : .village(code: village ?? code)
            }
            cells.report(
                FindingCode.missingValue, .error, row: row, column: "origin_type", value: nil,
                thai: "รหัส \(code) เป็นทั้งโรงเรียนและหมู่บ้าน ระบุ school หรือ village",
                english: "\(code) is both a school and a village: school or village is needed")
            return nil
        case (nil, nil):
            cells.report(
                FindingCode.unknownPlace, .error, row: row, column: "origin", value: reading.code,
                thai: "ไม่มีรหัสนี้ในตารางโรงเรียนหรือหมู่บ้าน",
                english: "no school or village has this code")
            return nil
        }
    }

    private func length(_ row: Int) -> Metres? {
        let table = cells.table
        let name =
            table.text(row, "distance_km") == nil && table.has("distance_m")
            ? "distance_m" : "distance_km"
        guard let text = cells.requiredText(row, name) else { return nil }
        let read = DistanceText.read(text, unit: name == "distance_m" ? .metres : .kilometres)
        guard let read, read.value > 0, read <= DistanceText.longest else {
            let limit = Int(DistanceText.longest.kilometres)
            cells.report(
                read == nil ? FindingCode.notANumber : FindingCode.invalidValue, .error, row: row,
                column: name, value: text,
                thai: "ต้องเป็นระยะทางมากกว่า 0 ไม่เกิน \(limit) กม. เช่น 4.5 หรือ 4.5 กม. หรือ 850 ม.",
                english: "a distance above 0 and at most \(limit) km, such as 4.5, 4.5 km or 850 m")
            return nil
        }
        return read
    }

    private func minutes(_ row: Int) -> Cell<Seconds>? {
        guard let text = cells.table.text(row, "minutes") else { return Cell() }
        let plain = ThaiText.normalise(text).lowercased().replacing("นาที", with: "")
            .replacing("minutes", with: "").replacing("min", with: "")
        guard let value = try? NumberText.double(ThaiText.trim(plain)), value > 0, value <= 1_440
        else {
            cells.report(
                FindingCode.notANumber, .error, row: row, column: "minutes", value: text,
                thai: "ต้องเป็นจำนวนนาทีมากกว่า 0", english: "a number of minutes above 0")
            return nil
        }
        return Cell(value: Seconds(value * 60))
    }

    private func word<Value>(
        _ row: Int, _ name: String, _ choices: [(value: Value, words: [String])]
    ) -> Cell<Value>? {
        guard let text = cells.table.text(row, name) else { return Cell() }
        let wanted = ThaiText.normalise(text).lowercased()
        if let found = choices.first(where: { $0.words.contains(wanted) }) {
            return Cell(value: found.value)
        }
        let list = choices.map { $0.words.joined(separator: " / ") }.joined(separator: ", ")
        cells.report(
            FindingCode.invalidValue, .error, row: row, column: name, value: text,
            thai: "ใช้ได้: \(list) หรือเว้นว่าง", english: "one of \(list), or blank")
        return nil
    }
}
