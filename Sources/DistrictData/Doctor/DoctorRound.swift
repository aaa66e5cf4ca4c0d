import PlanarGeometry
import RoadNetwork
import SchoolDistrict
import SpatialTypes

/// One round of all checks over what a reading opened.
struct DoctorRound {
    private let examination: Examination
    private let today: CalendarDay?
    /// The schools as written, in the order of the table.
    let rows: [SchoolRow]
    private let notes: DoctorNotes

    init(_ examination: Examination, today: CalendarDay?) {
        self.examination = examination
        self.today = today
        notes = DoctorNotes(cells: examination.cells)
        rows = Self.rows(examination)
    }

    /// The reader's findings and the doctor's own; where the doctor explains a position better, its finding replaces the
    /// reader's.
    func run(after read: [Finding]) -> [Finding] {
        let names = NameChecks(notes: notes)
        names.checkTexts()
        names.checkCodes(rows)
        names.checkDuplicates(rows)
        checkPositions()
        if let district = examination.district {
            let places = Dictionary(
                rows.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
            PeopleChecks(district: district, places: places, notes: notes).run()
            CatchmentDoctor(district: district, places: places, notes: notes).run()
        }
        checkDate()
        let file = notes.table(.schools)?.source.file
        let explained = notes.explainedRows
        let kept = read.filter { finding in
            // Another layer of the same file has rows of the same numbers.
            guard finding.file == file, finding.schoolCode != nil, let row = finding.row,
                explained.contains(row)
            else { return true }
            return !Self.positionCodes.contains(finding.code)
        }
        return placed(kept + notes.findings)
    }

    /// The findings, each on the map where its school stands unless it has a place of its own.
    private func placed(_ findings: [Finding]) -> [Finding] {
        let positions = Dictionary(
            rows.map { ($0.code, $0.position) }, uniquingKeysWith: { first, _ in first })
        return findings.map { finding in
            guard finding.place == nil, let code = finding.schoolCode,
                let place = positions[code] ?? nil
            else { return finding }
            var finding = finding
            finding.place = FindingPlace(longitude: place.longitude, latitude: place.latitude)
            return finding
        }
    }

    private static let positionCodes: Set<String> = [
        FindingCode.swappedCoordinates, FindingCode.outsideCountry, FindingCode.outsideWorld,
        FindingCode.untransformablePosition, FindingCode.notANumber,
    ]

    private static func rows(_ examination: Examination) -> [SchoolRow] {
        guard let table = examination.cells[.schools]?.table else { return [] }
        let positions = Dictionary(
            (examination.district?.schools ?? []).map { ($0.code, $0.position) },
            uniquingKeysWith: { first, _ in first })
        let columns = columns(of: table)
        var seen: Set<String> = []
        return table.rows.compactMap { row in
            guard let code = table.text(row, "code").flatMap({ CodeText.read($0)?.code }),
                seen.insert(code).inserted
            else { return nil }
            let numbers = numbers(of: row, in: table, columns: columns, at: positions[code] ?? nil)
            return SchoolRow(
                row: row, code: code, name: table.text(row, "name_th") ?? code,
                subdistrict: table.text(row, "subdistrict")?
                    .removingPrefix(["ตำบล", "ต."]),
                district: table.text(row, "district")?.removingPrefix(["อำเภอ", "อ."]),
                group: table.text(row, "group"),
                x: numbers.x, y: numbers.y, crs: numbers.crs, position: positions[code])
        }
    }

    /// The two numbers of a row's position as the source has them, and their system where it is not the table's.
    private static func numbers(
        of row: Int, in table: Table, columns: (x: String, y: String)?, at place: Coordinate?
    ) -> (x: String?, y: String?, crs: String?) {
        if let columns { return (table.text(row, columns.x), table.text(row, columns.y), nil) }
        if let stray = table.stray(row)?.firstImpossible {
            return ("\(stray.longitude)", "\(stray.latitude)", table.layerSystem)
        }
        // What a conversion gave has no decimals of its own.
        guard table.layer != nil, table.layerSystem == "EPSG:4326", let place else {
            return (nil, nil, nil)
        }
        return ("\(place.longitude)", "\(place.latitude)", nil)
    }

    private static func columns(of table: Table) -> (x: String, y: String)? {
        [("longitude", "latitude"), ("x", "y")].first { table.has($0.0) && table.has($0.1) }
    }
}

extension DoctorRound {
    private func checkPositions() {
        guard let manifest = examination.manifest, let table = notes.table(.schools),
            let district = examination.district
        else { return }
        let columns = Self.columns(of: table)
        let frame = CoordinateFrame(
            crs: columns == nil ? "EPSG:4326" : table.source.crs ?? manifest.crs,
            country: manifest.country)
        let ground = DistrictGround(
            boundaries: district.boundaries, positions: rows.compactMap(\.position))
        let places = PlaceChecks(ground: ground, columns: columns, notes: notes)
        places.checkSubdistricts(rows)
        places.checkVillages(district)
        let graph = roadGraph()
        let datums = DatumDoctor(
            frame: frame, ground: ground, columns: columns, notes: notes,
            graph: graph,
            villages: Dictionary(
                grouping: district.villages, by: { ThaiName.coreKey($0.nameThai) }
            ).mapValues { $0.map(\.position) },
            mapped: examination.mappedSchools.places,
            isInCatchment: catchmentTest(district.catchments)
        )
        let plain = PositionDoctor(
            rows: rows, columns: columns, frame: frame, ground: ground,
            country: manifest.country, notes: notes, datums: datums
        ).run()
        let explained = datums.run(plain)
        let rest = plain.filter { !explained.contains($0.code) }
        places.checkOwnSubdistrict(rest)
        if let graph {
            places.checkRoads(rest, graph: graph)
            ReportedChecks(
                rule: manifest.reportedRule, rows: examination.reportedRows, notes: notes
            ).run(district, graph: graph)
        }
    }

    /// Whether a place lies in a school's own catchment; `nil` for schools without an official one.
    private func catchmentTest(_ catchments: [Catchment]) -> (String, Coordinate) -> Bool? {
        let official = ((try? CatchmentRepair.repaired(catchments))?.catchments ?? [])
            .filter { !$0.isBuilt }
        guard let index = try? PolygonIndex(official.map(\.area)) else { return { _, _ in nil } }
        let owned = Set(official.map(\.schoolCode))
        return { code, place in
            guard owned.contains(code) else { return nil }
            let held = (try? index.polygons(containing: place)) ?? []
            return held.contains { official[$0].schoolCode == code }
        }
    }

    private func roadGraph() -> RoadGraph? {
        guard let roads = examination.roads, !roads.segments.isEmpty else { return nil }
        return try? RoadGraph(
            segments: roads.segments, barriers: roads.barriers, restrictions: roads.restrictions,
            obstacles: roads.obstacles, profile: .walk, contracting: false)
    }

    private func checkDate() {
        guard let manifest = examination.manifest, let text = manifest.asOf else { return }
        let file = manifest.tables[.schools]?.origin.file ?? "district.yaml"
        guard let day = CalendarDay(text) else {
            notes.add(
                Finding(
                    code: FindingCode.unreadableDate, severity: .warning, file: file,
                    column: "as_of", value: text, expectedThai: "วันที่ เช่น 2566-06-10",
                    expectedEnglish: "a date such as 2566-06-10"))
            return
        }
        guard let today, day.yearLater < today else { return }
        notes.add(
            Finding(
                code: FindingCode.staleData, severity: .warning, file: file,
                column: "as_of", value: text,
                expectedThai: "ข้อมูลเก่ากว่าหนึ่งปี ควรใช้ข้อมูล 10 มิถุนายนล่าสุด",
                expectedEnglish: "the data is older than a year; take the newest 10 June count"))
    }
}
