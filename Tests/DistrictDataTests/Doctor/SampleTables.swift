import DistrictData
import Foundation
import SpatialTypes
import TestSupport

/// The sample district's tables as text, to be damaged and written elsewhere.
struct SampleTables {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("GeoData/sample")

    /// Rows by file name, the header first.
    var tables: [String: [[String]]] = [:]
    /// More files, and lines added to the manifest.
    var extraFiles: [String: String] = [:]
    var manifestLines = ""
    /// The text of another road file than the sample's.
    var roads: String?
    /// The manifest's count day.
    var asOf = "2566-06-10"

    init() throws {
        for name in ["schools.csv", "enrolment.csv", "staff.csv", "villages.csv"] {
            let bytes = [UInt8](try Data(contentsOf: Self.folder.appendingPathComponent(name)))
            let table = try CSVReader.read(bytes, file: name)
            tables[name] =
                [table.header]
                + (0..<table.rowCount).map { row in
                    table.header.indices.map { table.text(row: row, column: $0) }
                }
        }
    }

    /// The cell of a column in a row (1 is the first below the header).
    subscript(file: String, row: Int, column: String) -> String {
        get { tables[file]?[row][index(file, column)] ?? "" }
        set {
            let index = index(file, column)
            tables[file]?[row][index] = newValue
        }
    }

    func index(_ file: String, _ column: String) -> Int {
        tables[file]?[0].firstIndex(of: column) ?? 0
    }

    func rows(_ file: String) -> Range<Int> { 1..<(tables[file]?.count ?? 1) }

    func position(_ row: Int) -> Coordinate {
        Coordinate(
            longitude: Double(self["schools.csv", row, "longitude"]) ?? 0,
            latitude: Double(self["schools.csv", row, "latitude"]) ?? 0)
    }

    mutating func move(_ row: Int, to place: Coordinate) {
        self["schools.csv", row, "longitude"] = String(format: "%.6f", place.longitude)
        self["schools.csv", row, "latitude"] = String(format: "%.6f", place.latitude)
    }

    /// Puts a share of the schools on the map as volunteers would: by name, some 40 m off (standard deviation each way).
    mutating func addMappedSchools(share: Double, seed: UInt64) throws {
        var random = SplitMix64(seed: seed ^ 0x05_0F)
        func normal() -> Double {
            (0..<12).reduce(-6) { sum, _ in sum + random.unit() }
        }
        let text = try String(
            contentsOf: Self.folder.appendingPathComponent("roads.osm"), encoding: .utf8)
        let nodes = rows("schools.csv").filter { _ in random.unit() < share }.map { row in
            let place = position(row)
            let east = place.longitude + normal() * 40 / 107_800
            let north = place.latitude + normal() * 40 / 110_600
            let number = 9_000_000_000 + row
            return "<node id=\"\(number)\" lat=\"\(north)\" lon=\"\(east)\">"
                + "<tag k=\"amenity\" v=\"school\"/>"
                + "<tag k=\"name\" v=\"โรงเรียน\(self["schools.csv", row, "name_th"])\"/></node>"
        }
        guard let end = text.range(of: "<way") else { return }
        roads =
            text[..<end.lowerBound] + nodes.joined(separator: "\n") + "\n"
            + text[end.lowerBound...]
    }

    /// The district in a temporary folder.
    func write() throws -> TemporaryDistrict {
        let text = try String(
            contentsOf: Self.folder.appendingPathComponent("district.yaml"), encoding: .utf8)
        let district = try TemporaryDistrict(
            head: text.replacing("2566-06-10", with: asOf), tables: manifestLines)
        for (name, rows) in tables {
            try district.write(
                name, rows.map { $0.joined(separator: ",") }.joined(separator: "\n") + "\n")
        }
        if let roads { try district.write("roads.osm", roads) }
        for name in ["roads.osm", "tambons.geojson"] where name != "roads.osm" || roads == nil {
            try FileManager.default.createSymbolicLink(
                at: district.folder.appendingPathComponent(name),
                withDestinationURL: Self.folder.appendingPathComponent(name))
        }
        for (name, text) in extraFiles { try district.write(name, text) }
        return district
    }
}

/// The sample's roads and subdistricts, read without the library under test.
struct SampleMap {
    private var cells: [Int: [(Coordinate, Coordinate)]] = [:]
    /// Outer rings by subdistrict name.
    private(set) var rings: [String: [Coordinate]] = [:]

    init() throws {
        try readRoads()
        let data = try Data(
            contentsOf: SampleTables.folder.appendingPathComponent("tambons.geojson"))
        let document = try JSONDecoder().decode(Layer.self, from: data)
        for feature in document.features {
            rings[feature.properties["name_th"] ?? ""] = feature.geometry.coordinates[0].map {
                Coordinate(longitude: $0[0], latitude: $0[1])
            }
        }
    }

    private struct Layer: Decodable {
        struct Feature: Decodable {
            var properties: [String: String]
            var geometry: Shape
        }
        struct Shape: Decodable { var coordinates: [[[Double]]] }
        var features: [Feature]
    }

    private mutating func readRoads() throws {
        let text = try String(
            contentsOf: SampleTables.folder.appendingPathComponent("roads.osm"), encoding: .utf8)
        var nodes: [Substring: Coordinate] = [:]
        var way: [Coordinate] = []
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: "\"")
            if line.hasPrefix("<node"), parts.count > 5 {
                nodes[parts[1]] = Coordinate(
                    longitude: Double(parts[5]) ?? 0, latitude: Double(parts[3]) ?? 0)
            } else if line.hasPrefix("<way") {
                way = []
            } else if line.hasPrefix("<nd"), parts.count > 1, let node = nodes[parts[1]] {
                way.append(node)
            } else if line.hasPrefix("</way") {
                for (a, b) in zip(way, way.dropFirst()) {
                    cells[Self.cell(a), default: []].append((a, b))
                }
                for (a, b) in zip(way, way.dropFirst()) where Self.cell(a) != Self.cell(b) {
                    cells[Self.cell(b), default: []].append((a, b))
                }
            }
        }
    }

    private static func cell(_ place: Coordinate) -> Int {
        Int(place.longitude * 100) * 100_000 + Int(place.latitude * 100)
    }

    /// Metres to the nearest road within a kilometre or so (rivers and ferries count as roads: farther is safer).
    func roadDistance(_ place: Coordinate) -> Double {
        var best = Double.infinity
        for dx in -1...1 {
            for dy in -1...1 {
                for (a, b) in cells[Self.cell(place) + dx * 100_000 + dy] ?? [] {
                    best = min(best, Self.distance(place, a, b))
                }
            }
        }
        return best
    }

    private static func distance(_ p: Coordinate, _ a: Coordinate, _ b: Coordinate) -> Double {
        let k = 111_320 * cos(p.latitude * .pi / 180)
        let (ax, ay) = ((a.longitude - p.longitude) * k, (a.latitude - p.latitude) * 110_600)
        let (bx, by) = ((b.longitude - p.longitude) * k, (b.latitude - p.latitude) * 110_600)
        let (dx, dy) = (bx - ax, by - ay)
        let l = dx * dx + dy * dy
        let t = l == 0 ? 0 : max(0, min(1, -(ax * dx + ay * dy) / l))
        return ((ax + t * dx) * (ax + t * dx) + (ay + t * dy) * (ay + t * dy)).squareRoot()
    }

    /// Whether a place lies inside a subdistrict (even–odd rule).
    func isInside(_ place: Coordinate, _ name: String) -> Bool {
        guard let ring = rings[name] else { return false }
        var inside = false
        for (a, b) in zip(ring, ring.dropFirst()) {
            if (a.latitude > place.latitude) != (b.latitude > place.latitude),
                place.longitude < (b.longitude - a.longitude) * (place.latitude - a.latitude)
                    / (b.latitude - a.latitude) + a.longitude
            {
                inside.toggle()
            }
        }
        return inside
    }

    /// Metres between two places.
    static func metres(_ a: Coordinate, _ b: Coordinate) -> Double {
        let k = 111_320 * cos(a.latitude * .pi / 180)
        let (x, y) = ((a.longitude - b.longitude) * k, (a.latitude - b.latitude) * 110_600)
        return (x * x + y * y).squareRoot()
    }

    /// Metres from a place to the border of a subdistrict.
    func borderDistance(_ place: Coordinate, _ name: String) -> Double {
        guard let ring = rings[name] else { return .infinity }
        return zip(ring, ring.dropFirst()).map { Self.distance(place, $0, $1) }.min() ?? .infinity
    }
}
