import SpatialTypes
import VectorData

/// What is wrong with two numbers that ought to be a place in the country.
struct PositionProblem {
    let code: String
    let thai: String
    let english: String

    /// `nil` when nothing is wrong with them.
    init?(_ place: Coordinate, country: Country) {
        let isOnEarth = abs(place.longitude) <= 180 && abs(place.latitude) <= 90
        if isOnEarth, country == .none || PositionReader.thailand.contains(place) { return nil }
        let turned = Coordinate(longitude: place.latitude, latitude: place.longitude)
        if country == .thailand, PositionReader.thailand.contains(turned) {
            code = FindingCode.swappedCoordinates
            thai = "สลับลองจิจูดกับละติจูด"
            english = "longitude and latitude are swapped"
        } else if isOnEarth {
            code = FindingCode.outsideCountry
            thai = "อยู่นอกประเทศไทย (ลองจิจูด 97.3–105.7, ละติจูด 5.6–20.5)"
            english = "outside Thailand (longitude 97.3–105.7, latitude 5.6–20.5)"
        } else {
            code = FindingCode.outsideWorld
            thai = "ไม่ใช่องศา ถ้าเป็นพิกัดเมตร (UTM) ให้ระบุ crs เช่น EPSG:32647 หรือ EPSG:32648"
            english = "these are not degrees; for metres (UTM) state crs: EPSG:32647 or EPSG:32648"
        }
    }

    /// What is wrong with a shape that is no place on Earth, in a layer of some system.
    init(_ stray: StrayShape, system: String?, country: Country) {
        if let corner = stray.firstImpossible, system == nil || system == "EPSG:4326",
            let problem = PositionProblem(corner, country: country)
        {
            self = problem
            return
        }
        code = FindingCode.untransformablePosition
        thai = "พิกัดนี้ไม่อยู่ในระบบ \(system ?? "WGS 84") ของชั้นข้อมูล ตรวจโซนและลำดับของตัวเลข"
        english =
            "these numbers are no place in the layer's system, \(system ?? "WGS 84"); check "
            + "the zone and the order of the numbers"
    }
}

extension StrayShape {
    /// The two numbers as the source has them: `14.65, 104.62`.
    var numbers: String? {
        firstImpossible.map { "\($0.longitude), \($0.latitude)" }
    }
}

extension Table {
    /// The shape of a row that is no place on Earth; `nil` for every other row.
    func stray(_ row: Int) -> StrayShape? {
        guard let layer else { return nil }
        return layer.strays[layer.features[row].id]
    }

    /// The system a layer's numbers are written in; WGS 84 where it states none, or none with a code.
    var layerSystem: String {
        guard let code = layer?.sourceCRS, code.hasPrefix("EPSG:") else { return "EPSG:4326" }
        return code
    }
}

extension CellReader {
    /// A finding about a feature whose shape is no place on Earth.
    func report(
        _ stray: StrayShape, _ severity: Finding.Severity, row: Int, country: Country,
        school: String?
    ) {
        let problem = PositionProblem(stray, system: table.layer?.sourceCRS, country: country)
        report(
            problem.code, severity, row: row, column: nil, value: stray.numbers,
            thai: problem.thai, english: problem.english, school: school)
    }
}
