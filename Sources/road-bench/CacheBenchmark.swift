import DistrictData
import Foundation
import RoadNetwork
import SpatialTypes

/// Prepared roads in a folder of their own: written once, then used where they lie.
struct CacheBenchmark {
    let input: BenchInput

    func run(_ report: inout BenchReport) throws {
        let folder = FileManager.default.temporaryDirectory
            .appending(path: "road-bench-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let cache = RoadCache(folder: folder.path)
        var tables: [TravelMatrix] = []
        let (schools, homes) = (try input.schools(), try input.homes())
        for state in ["empty", "filled"] {
            let (roads, hierarchy) = try report.measure("cache \(state): file to hierarchy") {
                let roads = try cache.roads(path: input.roadPath, profile: .walk) {
                    let read = try input.roads()
                    return (
                        try RoadGraph(
                            segments: read.segments, barriers: read.barriers,
                            restrictions: read.restrictions, profile: .walk), read.warnings
                    )
                }
                return (roads, cache.hierarchy(of: roads, metric: .distance, isWorthMaking: true))
            }
            guard let hierarchy, roads.isFromCache == (state == "filled") else {
                throw BenchError("the cache cannot be written or was not found again")
            }
            tables.append(
                hierarchy.matrix(from: roads.graph.snap(schools), to: roads.graph.snap(homes)))
        }
        report.check(
            "cache: table with = table without", compared: tables[0].costs.entryCount,
            wrong: tables[0] == tables[1] ? 0 : 1)
    }
}
