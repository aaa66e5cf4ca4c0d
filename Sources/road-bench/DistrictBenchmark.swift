import DistrictData
import RoadNetwork
import SpatialTypes

/// What the planner asks: every home to every school without a limit, by searches from the schools
/// and by a hierarchy that is made for it.
struct DistrictBenchmark {
    let name: String
    let roadPath: String
    let schoolPath: String
    let homePath: String
    let workers: Int

    func run(_ report: inout BenchReport) throws {
        let read = try RoadReader.read(path: roadPath)
        let graph = try RoadGraph(
            segments: read.segments, barriers: read.barriers, profile: .walk)
        let schools = graph.snap(try BenchInput.points(schoolPath))
        let homes = graph.snap(try BenchInput.points(homePath))
        let size = "\(homes.count) homes x \(schools.count) schools"
        let searched = report.measure("\(name): \(size), searches") {
            graph.distances(from: homes, to: schools, workers: workers)
        }
        let climbed = report.measure("\(name): the same by a new hierarchy") {
            ContractionHierarchy(graph: graph)
                .matrix(from: homes, to: schools, workers: workers)
        }
        report.check(
            "\(name): searches = hierarchy", compared: searched.costs.entryCount,
            wrong: searched == climbed ? 0 : 1)
    }
}
