import DistrictData
import Foundation
import Projections
import SpatialTypes
import TestSupport

/// A kind of dirt, how to make it, and the codes under which the doctor should find it.
struct Dirt: Sendable {
    var name: String
    var codes: Set<String>
    /// Whether the doctor's safe repairs must bring positions back to within 5 m.
    var isRepaired = false
    /// Names of kinds whose dirt shows under these codes as well, and rightly so.
    var echoes: Set<String> = []
    /// Damages a school's row; the code that a finding should name, or `nil` when this school cannot carry the dirt.
    var inject: @Sendable (inout Corruption, Int) throws -> String?
}

/// A damaged copy of the sample district, and what was damaged.
struct Corruption {
    var tables: SampleTables
    let clean: SampleTables
    let map: SampleMap
    var random: SplitMix64
    /// Keys (school or village codes) by kind.
    var injected: [String: Set<String>] = [:]

    init(_ clean: SampleTables, _ map: SampleMap, seed: UInt64) {
        tables = clean
        self.clean = clean
        self.map = map
        random = SplitMix64(seed: seed)
    }

    /// Injects `count` of each kind into schools of the office, no two kinds into one school.
    mutating func inject(_ kinds: [Dirt], count: Int) throws {
        var free = tables.rows("schools.csv").filter {
            tables["schools.csv", $0, "external"] == "no"
        }.shuffled(using: &random)
        for kind in kinds {
            var done = 0
            var passed: [Int] = []
            while done < count, let row = free.popLast() {
                if let key = try kind.inject(&self, row) {
                    injected[kind.name, default: []].insert(key)
                    done += 1
                } else {
                    passed.append(row)
                }
            }
            free = passed + free
        }
    }

    func code(_ row: Int) -> String { clean["schools.csv", row, "code"] }

    mutating func rename(_ row: Int, _ name: String) {
        tables["schools.csv", row, "name_th"] = name
    }

    func name(_ row: Int) -> String { clean["schools.csv", row, "name_th"] }

    mutating func setCells(_ row: Int, _ x: String, _ y: String) -> String? {
        tables["schools.csv", row, "longitude"] = x
        tables["schools.csv", row, "latitude"] = y
        return code(row)
    }

    /// The rows of a school in another table, of the newest year where there are years.
    func rows(of row: Int, in file: String) -> [Int] {
        let school = tables.index(file, "school")
        let year = tables.tables[file]?[0].firstIndex(of: "year")
        let code = code(row)
        return tables.rows(file).filter { index in
            guard let cells = tables.tables[file]?[index] else { return false }
            return cells[school] == code && (year.map { cells[$0] == "2566" } ?? true)
        }
    }
}

extension Dirt {
    static let swapped = Dirt(
        name: "swapped lat/lon", codes: ["swapped_coordinates"], isRepaired: true
    ) { c, row in
        let place = c.clean.position(row)
        return c.setCells(
            row, String(format: "%.6f", place.latitude), String(format: "%.6f", place.longitude))
    }

    static func utm(_ zone: Int) -> Dirt {
        Dirt(name: "UTM \(zone) in degree columns", codes: ["utm_in_degrees"], isRepaired: true) {
            c, row in
            let (x, y) = Ellipsoid.wgs84.utm(
                c.clean.position(row), meridian: zone == 47 ? 99 : 105)
            return c.setCells(row, String(format: "%.1f", x), String(format: "%.1f", y))
        }
    }

    static let dmsDecimal = Dirt(
        name: "D.MMSS typed as decimal", codes: ["degrees_minutes_seconds"], isRepaired: true
    ) { c, row in
        func typed(_ degrees: Double) -> String {
            let hundredths = Int((degrees * 360_000).rounded())
            let (minutes, rest) = (hundredths / 6_000 % 60, hundredths % 6_000)
            return String(format: "%d.%02d%04d", hundredths / 360_000, minutes, rest)
        }
        let place = c.clean.position(row)
        return c.setCells(row, typed(place.longitude), typed(place.latitude))
    }

    static let dmsText = Dirt(
        name: "D°M′S″ text", codes: ["degrees_minutes_seconds"], isRepaired: true
    ) { c, row in
        func typed(_ degrees: Double) -> String {
            let tenths = Int((degrees * 36_000).rounded())
            return "\(tenths / 36_000)°\(tenths / 600 % 60)'\(tenths / 10 % 60).\(tenths % 10)"
        }
        let place = c.clean.position(row)
        return c.setCells(row, typed(place.longitude), typed(place.latitude))
    }

    static let indianDegrees = Dirt(
        name: "Indian 1975 degrees, single schools", codes: ["indian_1975_as_wgs84"],
        isRepaired: true
    ) { c, row in
        c.tables.move(row, to: Ellipsoid.indian1975(c.clean.position(row)))
        return c.code(row)
    }

    static let indianUTM = Dirt(
        name: "Indian 1975 UTM, single schools", codes: ["indian_1975_as_wgs84"], isRepaired: true
    ) { c, row in
        c.tables.move(row, to: indianUTMReadAsWGS84(c.clean.position(row)))
        return c.code(row)
    }

    /// UTM numbers of Indian 1975 taken for numbers of WGS 84.
    static func indianUTMReadAsWGS84(_ place: Coordinate) -> Coordinate {
        let (x, y) = Ellipsoid.everest.utm(Ellipsoid.indian1975(place), meridian: 105)
        return Ellipsoid.wgs84.place(x: x, y: y, meridian: 105)
    }

    static let wrongOperation = Dirt(
        name: "EPSG:1812, single schools", codes: ["wrong_datum_operation"], isRepaired: true
    ) { c, row in
        c.tables.move(row, to: try byWrongOperation(c.clean.position(row)))
        return c.code(row)
    }

    static func byWrongOperation(_ place: Coordinate) throws -> Coordinate {
        let indian = Ellipsoid.indian1975(place)
        return try WGS84Transform(from: CRSIdentifier("EPSG:4240"), operation: "EPSG:1812")
            .coordinate(of: SourcePosition(x: indian.longitude, y: indian.latitude))
    }

    static let outside = Dirt(name: "outside its subdistrict", codes: ["outside_subdistrict"]) {
        c, row in
        let own = c.clean["schools.csv", row, "subdistrict"]
        for _ in 0..<200 {
            let other = Int.random(in: c.clean.rows("schools.csv"), using: &c.random)
            var place = c.clean.position(other)
            place.latitude += 0.0012
            guard !c.map.isInside(place, own), c.map.borderDistance(place, own) > 2_000,
                c.map.roadDistance(place) < 200
            else { continue }
            c.tables.move(row, to: place)
            return c.code(row)
        }
        return nil
    }

    static let office = Dirt(name: "office default position", codes: ["shared_position"]) {
        c, row in
        c.tables.move(row, to: Coordinate(longitude: 104.501234, latitude: 14.551234))
        return c.code(row)
    }

    static let truncated = Dirt(name: "truncated decimals", codes: ["truncated_decimals"]) {
        c, row in
        let place = c.clean.position(row)
        return c.setCells(
            row, String(format: "%.2f", place.longitude), String(format: "%.2f", place.latitude))
    }

    static let offRoad = Dirt(name: "off the road network", codes: ["off_road_network"]) {
        c, row in
        let own = c.clean["schools.csv", row, "subdistrict"]
        for _ in 0..<400 {
            var place = c.clean.position(row)
            place.longitude += c.random.unit() * 0.03 - 0.015
            place.latitude += c.random.unit() * 0.03 - 0.015
            guard c.map.isInside(place, own), c.map.roadDistance(place) > 330 else { continue }
            c.tables.move(row, to: place)
            return c.code(row)
        }
        return nil
    }

    static let duplicateCode = Dirt(name: "duplicate code", codes: ["duplicate_code"]) { c, row in
        var cells = c.tables.tables["schools.csv"]?[row] ?? []
        cells[1] += " 2"
        c.tables.tables["schools.csv"]?.append(cells)
        return c.code(row)
    }

    static let nearDuplicate = Dirt(
        name: "near-duplicate school", codes: ["near_duplicate_school", "schools_too_close"],
        echoes: ["outside its subdistrict"]
    ) { c, row in
        var cells = c.tables.tables["schools.csv"]?[row] ?? []
        let code = "9905" + c.code(row).suffix(4)
        cells[0] = code
        cells[1] = "รร. " + cells[1].prefix(4) + " " + cells[1].dropFirst(4)
        cells[3] = String(format: "%.6f", c.clean.position(row).latitude + 0.000_1)
        cells[2] = String(format: "%.6f", c.clean.position(row).longitude + 0.000_1)
        c.tables.tables["schools.csv"]?.append(cells)
        return code
    }

    static let unknownSubdistrict = Dirt(
        name: "unknown subdistrict", codes: ["unknown_subdistrict"]
    ) { c, row in
        let name = c.clean["schools.csv", row, "subdistrict"]
        var letters = Array(name.unicodeScalars)
        letters.remove(at: letters.count / 2)
        let misspelt = String(String.UnicodeScalarView(letters))
        guard c.map.rings[misspelt] == nil else { return nil }
        c.tables["schools.csv", row, "subdistrict"] = misspelt
        return c.code(row)
    }
}
