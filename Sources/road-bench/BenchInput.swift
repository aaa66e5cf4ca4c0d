import DistrictData
import Foundation
import RoadNetwork
import SpatialTypes

/// The files of the benchmark: Porto's roads, 1,000 schools and 5,000 homes on them.
struct BenchInput {
    private let folder: URL

    init(folder: String) { self.folder = URL(filePath: folder) }

    /// Porto's roads.
    var roadPath: String { folder.appending(path: "data/osm/porto_portugal.osm.pbf").path }

    /// The schools and the homes as tables with columns `lon` and `lat`.
    var schoolPath: String { folder.appending(path: "routing/porto-schools-1000.csv").path }
    var homePath: String { folder.appending(path: "routing/porto-homes-5000.csv").path }

    /// Liechtenstein, the real district of the data folder, as the planner would ask about it.
    func district(workers: Int) -> DistrictBenchmark {
        DistrictBenchmark(
            name: "Liechtenstein",
            roadPath: folder.appending(path: "data/osm/liechtenstein-latest.osm.pbf").path,
            schoolPath: folder.appending(path: "routing/liechtenstein-schools.csv").path,
            homePath: folder.appending(path: "routing/liechtenstein-homes.csv").path,
            workers: workers)
    }

    func roads() throws -> RoadSegments { try RoadReader.read(path: roadPath) }
    func schools() throws -> [Coordinate] { try Self.points(schoolPath) }
    func homes() throws -> [Coordinate] { try Self.points(homePath) }

    /// The positions of a table with columns `lon` and `lat`.
    static func points(_ path: String) throws -> [Coordinate] {
        let file = URL(filePath: path)
        let name = file.lastPathComponent
        let table = try CSVReader.read([UInt8](Data(contentsOf: file)), file: name)
        guard let longitude = table.header.firstIndex(of: "lon"),
            let latitude = table.header.firstIndex(of: "lat")
        else { throw BenchError("\(name): columns lon and lat are needed") }
        return try (0..<table.rowCount).map { row in
            guard let east = Double(table.text(row: row, column: longitude)),
                let north = Double(table.text(row: row, column: latitude))
            else { throw BenchError("\(name), row \(row): no position") }
            return Coordinate(longitude: east, latitude: north)
        }
    }
}

/// Why the benchmark cannot run.
struct BenchError: Error, CustomStringConvertible {
    var description: String
    init(_ description: String) { self.description = description }
}
