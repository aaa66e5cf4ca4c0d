import Projections
import SpatialTypes

/// Explains positions that cannot be right, one diagnosis a school.
struct PositionDoctor {
    let rows: [SchoolRow]
    let columns: (x: String, y: String)?
    let frame: CoordinateFrame
    let ground: DistrictGround
    let country: Country
    let notes: DoctorNotes
    /// Whose witnesses tell the datum of UTM metres.
    let datums: DatumDoctor

    /// Another reading of a position that would put it right.
    private struct Reading {
        var code: String
        var place: Coordinate
        var suitability: DistrictGround.Suitability
        var thai: String
        var english: String
        /// What the numbers are read as, in few words.
        var name = (thai: "", english: "")
        /// The place the same UTM metres have on Indian 1975; `nil` for other readings.
        var onIndian: Coordinate?
    }

    /// What a row's position probably is, and the other readings that fit as well.
    private struct Diagnosis {
        var first: Reading
        var others: [Reading]
        var isSure: Bool
    }

    /// Numbers that can be UTM metres in Thailand, a neighbouring zone's included.
    private static let eastings = 50_000.0...1_300_000
    private static let northings = 500_000.0...2_400_000

    /// The rows left without a diagnosis, for the tests that follow.
    func run() -> [SchoolRow] {
        let usual = usualDecimals
        let shared = sharedPlaces()
        let diagnoses = Dictionary(
            rows.compactMap { row in diagnosis(row).map { (row.row, $0) } },
            uniquingKeysWith: { first, _ in first })
        let datum = metresDatum(diagnoses)
        return rows.filter { row in
            if let found = diagnoses[row.row] {
                report(row, found, datum)
                return false
            }
            if let x = row.x, let y = row.y, diagnoseText(row, x, y) { return false }
            if let position = row.position, let group = shared[Cell(position)] {
                report(row, sharedBy: group, at: position)
                return false
            }
            return !reportTruncation(row, usual: usual)
        }
    }

    private func suitability(_ place: Coordinate, _ own: [Int]) -> DistrictGround.Suitability {
        if country == .thailand, !PositionReader.thailand.contains(place) { return .elsewhere }
        return ground.suitability(of: place, subdistricts: own)
    }

    /// The datum of all UTM metres in the columns of degrees.
    private func metresDatum(_ diagnoses: [Int: Diagnosis]) -> DatumDoctor.MetresDatum {
        let suspects = rows.compactMap { row -> SchoolRow? in
            guard let found = diagnoses[row.row], found.first.onIndian != nil, found.isSure
            else { return nil }
            var row = row
            row.position = found.first.place
            return row
        }
        guard !suspects.isEmpty else { return .undecided }
        return datums.datum(
            ofMetres: suspects,
            among: rows.filter { $0.position != nil && diagnoses[$0.row] == nil })
    }

    /// Another reading of a row's two numbers that would explain its position; `nil` when none does.
    private func diagnosis(_ row: SchoolRow) -> Diagnosis? {
        guard let x = row.x, let y = row.y else { return nil }
        let own = ground.subdistricts(row.subdistrict, district: row.district)
        guard let xValue = try? NumberText.double(x), let yValue = try? NumberText.double(y) else {
            return nil
        }
        let current = row.position.map { suitability($0, own) } ?? .elsewhere
        if current == .subdistrict || (own.isEmpty && current == .district) { return nil }
        guard ground.isKnown || row.position == nil else { return nil }
        let readings = others(row, x, y, xValue, yValue, own).filter {
            $0.suitability > current || !ground.isKnown
        }
        guard let best = readings.map(\.suitability).max() else { return nil }
        let fitting = readings.filter { $0.suitability == best }
        guard let first = fitting.first else { return nil }
        // Inside the country but in another subdistrict, only a reading that lands in the right one convinces.
        if row.position != nil, best != .subdistrict, !own.isEmpty, current == .district {
            return nil
        }
        let isSure =
            fitting.count == 1 && (best == .subdistrict || own.isEmpty && best == .district)
        return Diagnosis(first: first, others: Array(fitting.dropFirst()), isSure: isSure)
    }

    private func others(
        _ row: SchoolRow, _ x: String, _ y: String, _ xValue: Double, _ yValue: Double,
        _ own: [Int]
    ) -> [Reading] {
        var readings: [Reading] = []
        let system = row.crs ?? frame.crs
        let isDegrees = frame.isDegrees(system)
        func add(
            _ code: String, _ place: Coordinate?, _ thai: String, _ english: String,
            name: (thai: String, english: String), onIndian: Coordinate? = nil
        ) {
            guard let place else { return }
            let fit = suitability(place, own)
            let isPossible =
                ground.isKnown
                ? fit > .elsewhere : country == .none || PositionReader.thailand.contains(place)
            if isPossible {
                readings.append(
                    Reading(
                        code: code, place: place, suitability: fit, thai: thai, english: english,
                        name: name, onIndian: onIndian))
            }
        }
        add(
            FindingCode.swappedCoordinates,
            frame.coordinate(x: yValue, y: xValue, crs: system),
            "สลับลองจิจูดกับละติจูด", "longitude and latitude are swapped",
            name: ("สลับแกน", "swapped axes"))
        let isMetres = abs(xValue) > 180 && abs(yValue) > 180
        for zone in ["47", "48"] where isMetres && system != "EPSG:326\(zone)" {
            let crs = "EPSG:326\(zone)"
            for (east, north) in [(xValue, yValue), (yValue, xValue)]
            where Self.eastings.contains(east) && Self.northings.contains(north) {
                let code = isDegrees ? FindingCode.utmInDegrees : FindingCode.wrongZone
                add(
                    code, frame.coordinate(x: east, y: north, crs: crs),
                    "ตัวเลขเป็นเมตร (UTM โซน \(zone)) ไม่ใช่\(isDegrees ? "องศา" : "โซนของตาราง")",
                    "these are metres of UTM zone \(zone), not "
                        + (isDegrees ? "degrees" : "the zone of the table"),
                    name: ("UTM โซน \(zone)", "UTM zone \(zone)"),
                    onIndian: isDegrees
                        ? frame.coordinate(x: east, y: north, crs: "EPSG:240\(zone)") : nil)
            }
        }
        if isDegrees, !isMetres, let longitude = SexagesimalText.reread(x),
            let latitude = SexagesimalText.reread(y)
        {
            add(
                FindingCode.degreesMinutesSeconds,
                frame.coordinate(x: longitude, y: latitude, crs: system),
                "ทศนิยมคือลิปดาและพิลิปดา (องศา.ลิปดาพิลิปดา)",
                "the decimals are minutes and seconds (D.MMSS)",
                name: ("องศา.ลิปดาพิลิปดา", "D.MMSS"))
        }
        return readings
    }

    /// Degrees, minutes and seconds with their signs: what is meant is plain.
    private func diagnoseText(_ row: SchoolRow, _ x: String, _ y: String) -> Bool {
        guard (try? NumberText.double(x)) == nil || (try? NumberText.double(y)) == nil
        else { return false }
        let own = ground.subdistricts(row.subdistrict, district: row.district)
        func degrees(_ text: String) -> Double? {
            SexagesimalText.degrees(text) ?? (try? NumberText.double(text))
        }
        guard frame.isDegrees, let longitude = degrees(x), let latitude = degrees(y),
            let place = frame.coordinate(x: longitude, y: latitude, crs: frame.crs)
        else { return false }
        let fit = suitability(place, own)
        guard fit > .elsewhere || !ground.isKnown else { return false }
        report(
            row,
            Reading(
                code: FindingCode.degreesMinutesSeconds, place: place, suitability: fit,
                thai: "เขียนเป็นองศา ลิปดา พิลิปดา ต้องเป็นองศาทศนิยม",
                english: "written in degrees, minutes and seconds; decimal degrees are expected"),
            isSafe: fit == .subdistrict || own.isEmpty && fit == .district)
        return true
    }

    /// Reports a diagnosis, UTM metres on the datum that the witnesses of the whole table tell.
    private func report(
        _ row: SchoolRow, _ found: Diagnosis, _ datum: DatumDoctor.MetresDatum
    ) {
        var reading = found.first
        var isSafe = found.isSure
        var doubt = ("", "")
        if let indian = reading.onIndian {
            let zone = reading.name.english.suffix(2)
            switch datum {
            case .wgs84 where found.isSure: break
            case .indian1975 where found.isSure:
                reading.place = indian
                reading.thai += " บน Indian 1975 (EPSG:240\(zone))"
                reading.english += ", on Indian 1975 (EPSG:240\(zone))"
            default:
                let apart = Geodesic.wgs84.distance(from: reading.place, to: indian).value
                let metres = Int(apart.rounded())
                isSafe = false
                doubt.0 =
                    " เป็นได้ทั้ง WGS 84 (EPSG:326\(zone)) และ Indian 1975 (EPSG:240\(zone)) "
                    + "ห่างกัน \(metres) ม. หลักฐานไม่พอจะตัดสิน ถามผู้ทำตาราง"
                doubt.1 =
                    "; the metres may be WGS 84 (EPSG:326\(zone)) or Indian 1975 "
                    + "(EPSG:240\(zone)), \(metres) m apart, and the evidence does not decide: "
                    + "ask who made the table"
            }
        }
        for other in found.others {
            func degrees(_ value: Double) -> String { CoordinateFrame.decimal(value, places: 4) }
            let place = "\(degrees(other.place.longitude)), \(degrees(other.place.latitude))"
            doubt.0 += " หรืออาจเป็น \(other.name.thai) (\(place))"
            doubt.1 += "; it may as well be \(other.name.english) (\(place))"
        }
        report(row, reading, isSafe: isSafe, doubt: doubt)
    }

    private func report(
        _ row: SchoolRow, _ reading: Reading, isSafe: Bool,
        doubt: (String, String) = ("", "")
    ) {
        guard let x = row.x, let y = row.y,
            let changes = notes.changes(of: row, to: reading.place, columns: columns, frame: frame)
        else { return }
        let moved = row.position.map {
            Geodesic.wgs84.distance(from: $0, to: reading.place).value.rounded()
        }
        let where_ =
            reading.suitability == .subdistrict
            ? ("ตำแหน่งใหม่อยู่ในตำบลของโรงเรียน", "the new place lies in the school's own subdistrict")
            : ground.isKnown
                ? ("ตำแหน่งใหม่อยู่ในเขต", "the new place lies in the district")
                : (
                    "ไม่มีแนวเขตให้ตรวจตำแหน่งใหม่",
                    "no boundaries are known to check the new place against"
                )
        if row.position == nil { notes.explain(row: row.row) }
        notes.add(
            reading.code, row.position == nil ? .error : .warning, .schools, row: row.row,
            column: columns?.x, value: "\(x), \(y)", thai: reading.thai, english: reading.english,
            school: row.code,
            repair: Repair(
                changes: changes,
                isSafe: isSafe, movedMetres: moved, reasonThai: where_.0 + doubt.0,
                reasonEnglish: where_.1 + doubt.1),
            place: reading.place)
    }
}

extension PositionDoctor {
    /// A place to the micro-degree, about 10 cm.
    private struct Cell: Hashable {
        var east: Int
        var north: Int

        init(_ place: Coordinate) {
            east = Int((place.longitude * 1e6).rounded())
            north = Int((place.latitude * 1e6).rounded())
        }
    }

    /// Three schools in exactly one place have been given the place of their office.
    static let sharedByAtLeast = 3

    private func sharedPlaces() -> [Cell: [String]] {
        var groups: [Cell: [String]] = [:]
        for row in rows {
            if let position = row.position { groups[Cell(position), default: []].append(row.code) }
        }
        return groups.filter { $0.value.count >= Self.sharedByAtLeast }
    }

    private func report(_ row: SchoolRow, sharedBy group: [String], at position: Coordinate) {
        let others = group.filter { $0 != row.code }
        let some = others.prefix(3).joined(separator: ", ") + (others.count > 3 ? ", …" : "")
        notes.add(
            FindingCode.sharedPosition, .warning, .schools, row: row.row, column: columns?.x,
            value: [row.x, row.y].compactMap(\.self).joined(separator: ", "),
            thai: "ใช้พิกัดเดียวกัน \(group.count) โรงเรียน (\(some)) อาจเป็นพิกัดสำนักงานหรือค่าเริ่มต้น "
                + "ให้โรงเรียนส่งพิกัดจริง",
            english: "\(group.count) schools share this position (\(some)); probably the office "
                + "or a default: ask the school for its own",
            school: row.code, place: position)
    }

    /// The decimals half of the rows have at least.
    private var usualDecimals: Int {
        let counts = rows.compactMap { $0.x.flatMap(SexagesimalText.decimals) }.sorted()
        return counts.isEmpty ? 0 : counts[counts.count / 2]
    }

    /// Whether both numbers are too coarse to place a school: three decimals of a degree are 110 m.
    private func reportTruncation(_ row: SchoolRow, usual: Int) -> Bool {
        guard frame.isDegrees, let x = row.x, let y = row.y, let position = row.position,
            let east = SexagesimalText.decimals(x), let north = SexagesimalText.decimals(y)
        else { return false }
        let most = max(east, north)
        guard most <= 2 || most == 3 && usual >= 5 else { return false }
        let metres = [110_000, 11_000, 1_100, 110][most]
        notes.add(
            FindingCode.truncatedDecimals, .warning, .schools, row: row.row, column: columns?.x,
            value: "\(x), \(y)",
            thai: "ทศนิยมเพียง \(most) ตำแหน่ง คลาดเคลื่อนได้ถึง \(metres) ม. ต้องมีอย่างน้อย 5 ตำแหน่ง",
            english: "only \(most) decimals: up to \(metres) m off; at least 5 are expected",
            school: row.code, place: position)
        return true
    }
}

extension DoctorNotes {
    /// The cells of a school, or the point of a layer, that would hold another place; `nil` where it has neither.
    func changes(
        of row: SchoolRow, to place: Coordinate, columns: (x: String, y: String)?,
        frame: CoordinateFrame
    ) -> [Repair.Change]? {
        guard let columns else {
            guard let table = table(.schools), table.hasGeometry else { return nil }
            let old =
                table.stray(row.row)?.numbers
                ?? BoundingBox(of: table.geometry(row.row)?.coordinates ?? [])
                .map { Repair.Change.numbers($0.centre) }
            return old.map {
                [
                    Repair.Change(
                        column: Repair.Change.geometryColumn, old: $0,
                        new: Repair.Change.numbers(place))
                ]
            }
        }
        guard let x = row.x, let y = row.y, let texts = frame.texts(of: place) else { return nil }
        return [
            Repair.Change(column: header(columns.x, of: .schools), old: x, new: texts.x),
            Repair.Change(column: header(columns.y, of: .schools), old: y, new: texts.y),
        ]
    }

    /// The header of a column in the source.
    func header(_ column: String, of kind: TableKind) -> String {
        table(kind)?.header(column) ?? column
    }
}
