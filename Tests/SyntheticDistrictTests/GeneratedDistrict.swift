import SchoolDistrict
import Synchronization
import SyntheticDistrict

/// A generated district, read back from its files by a small reader of the tests' own.
struct GeneratedDistrict {
    var files: [String: String]
    var schools: [[String: String]]
    var enrolment: [[String: String]]
    var staff: [[String: String]]
    var villages: [[String: String]]
    var roads: RoadDocument

    init(_ options: SampleOptions) throws {
        let generated = try SampleGenerator.generate(options)
        files = Dictionary(
            uniqueKeysWithValues: generated.map {
                ($0.path, String(decoding: $0.contents, as: UTF8.self))
            })
        schools = Self.table(files["schools.csv"])
        enrolment = Self.table(files["enrolment.csv"])
        staff = Self.table(files["staff.csv"])
        villages = Self.table(files["villages.csv"])
        roads = RoadDocument(files["roads.osm"] ?? "")
    }

    private static let known = Mutex<[SampleOptions: GeneratedDistrict]>([:])

    /// The district of the options, made once for all tests.
    static func generated(_ options: SampleOptions) throws -> GeneratedDistrict {
        try known.withLock { known in
            if let district = known[options] { return district }
            let district = try GeneratedDistrict(options)
            known[options] = district
            return district
        }
    }

    var ownSchools: [[String: String]] { schools.filter { $0["external"] == "no" } }

    private static func table(_ text: String?) -> [[String: String]] {
        let lines = (text ?? "").split(separator: "\n")
        let names = lines.first?.split(separator: ",").map(String.init) ?? []
        return lines.dropFirst().map { line in
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            return Dictionary(uniqueKeysWithValues: zip(names, fields.map(String.init)))
        }
    }

    /// Pupils of the newest year by school code, over the grades that satisfy a condition.
    func pupils(where isCounted: (Grade) -> Bool = { _ in true }) -> [String: Int] {
        var sums: [String: Int] = [:]
        for row in enrolment where row["year"] == "2566" {
            guard let grade = Grade(parsing: row["grade"] ?? ""), isCounted(grade) else { continue }
            sums[row["school"] ?? "", default: 0] += number(row["pupils"])
        }
        return sums
    }

    /// Staff of the positions by school code.
    func staff(_ positions: Set<String>) -> [String: Int] {
        var sums: [String: Int] = [:]
        for row in staff where positions.contains(row["position"] ?? "") {
            sums[row["school"] ?? "", default: 0] += number(row["count"])
        }
        return sums
    }

    /// The subdistricts by name, as rings of millionths of a degree.
    var subdistricts: [(name: String, ring: [Place])] {
        (files["tambons.geojson"] ?? "").split(separator: "\n").compactMap { line in
            guard
                let name = line.split(separator: "\"name_th\":\"").dropFirst().first?
                    .split(separator: "\"").first,
                let body = line.split(separator: "\"coordinates\":[[").dropFirst().first
            else { return nil }
            let numbers = body.split(whereSeparator: { "[],}".contains($0) })
            let values = numbers.map { millionths($0) }
            let ring = stride(from: 0, to: values.count - 1, by: 2).map {
                Place(x: values[$0], y: values[$0 + 1])
            }
            return (String(name), ring)
        }
    }

    func place(_ row: [String: String]) -> Place {
        Place(x: millionths(row["longitude"] ?? ""), y: millionths(row["latitude"] ?? ""))
    }
}

/// The number in a field; −1 for what is none.
func number(_ field: String?) -> Int { Int(field ?? "") ?? -1 }

/// Reads a decimal with six places as a whole number.
func millionths(_ text: some StringProtocol) -> Int {
    let parts = text.split(separator: ".")
    guard parts.count == 2, parts[1].count == 6, let whole = Int(parts[0]),
        let rest = Int(parts[1])
    else { return .min / 4 }
    return whole * 1_000_000 + rest
}

/// A place in millionths of a degree.
struct Place: Hashable {
    var x: Int
    var y: Int

    /// Metres between two places, on a plane at 14.5° N.
    func metres(to other: Place) -> Double {
        let (dx, dy) = (Double(x - other.x) * 0.107_796, Double(y - other.y) * 0.110_64)
        return (dx * dx + dy * dy).squareRoot()
    }

    /// Metres to the nearest place of a segment.
    func metres(toSegment a: Place, _ b: Place) -> Double {
        let (dx, dy) = (Double(b.x - a.x), Double(b.y - a.y))
        let square = dx * dx + dy * dy
        let along = (Double(x - a.x) * dx + Double(y - a.y) * dy) / max(square, 1)
        let t = min(1, max(0, along))
        let foot = Place(
            x: a.x + Int((dx * t).rounded()), y: a.y + Int((dy * t).rounded()))
        return metres(to: foot)
    }

    static func turn(_ a: Place, _ b: Place, _ c: Place) -> Int {
        (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
    }

    static func cross(_ a: Place, _ b: Place, _ c: Place, _ d: Place) -> Bool {
        turn(a, b, c).signum() * turn(a, b, d).signum() < 0
            && turn(c, d, a).signum() * turn(c, d, b).signum() < 0
    }
}

/// Whether a closed ring holds a place.
func ringHolds(_ ring: [Place], _ p: Place) -> Bool {
    var inside = false
    for (a, b) in zip(ring, ring.dropFirst()) where (a.y > p.y) != (b.y > p.y) {
        let side = Place.turn(a, b, p)
        if (side > 0) == (b.y > a.y) { inside.toggle() }
    }
    return inside
}
