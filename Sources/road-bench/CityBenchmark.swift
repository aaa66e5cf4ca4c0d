import Foundation
import RoadNetwork
import SpatialTypes

/// Porto: from the file to tables with and without a limit.
struct CityBenchmark {
    private let input: BenchInput
    private let workers: Int
    private let sample: Int
    private let schools: [Coordinate]
    private let homes: [Coordinate]
    /// Wall seconds of the table without a limit, for the comparison.
    private(set) var tableSeconds = Double.nan

    init(input: BenchInput, workers: Int, sample: Int) throws {
        self.input = input
        self.workers = workers
        self.sample = sample
        schools = try input.schools()
        homes = try input.homes()
    }

    mutating func run(_ report: inout BenchReport) throws {
        ProcessMemory.resetPeak()
        let watch = Stopwatch()
        let graph = try self.graph(&report)
        let hierarchy = report.measure("Porto: contraction hierarchy") {
            ContractionHierarchy(graph: graph)
        }
        report.add(
            Figure(
                name: "Porto: build, file to hierarchy", value: watch.seconds.wall, unit: "s",
                limit: 10, processorSeconds: watch.seconds.processor))
        let (from, to) = report.measure("Porto: snap \(schools.count) + \(homes.count) points") {
            (graph.snap(schools, workers: workers), graph.snap(homes, workers: workers))
        }
        let size = "\(schools.count) x \(homes.count)"
        let table = report.measure("Porto: \(size), unbounded, \(workers) threads", limit: 1.5) {
            hierarchy.matrix(from: from, to: to, workers: workers)
        }
        tableSeconds = report.figures.last?.value ?? .nan
        report.add(
            Figure(
                name: "Porto: peak memory, file to table", value: ProcessMemory.peakMegabytes,
                unit: "MB", limit: 200))
        _ = report.measure("Porto: \(size), unbounded, 1 thread") {
            hierarchy.matrix(from: from, to: to, workers: 1)
        }
        for (kilometres, limit) in [(3.0, 0.3), (15, 4)] {
            bounded(
                kilometres, limit: limit, graph, hierarchy, from, to, unbounded: table, &report)
        }
        try check(table, &report)
    }

    private func graph(_ report: inout BenchReport) throws -> RoadGraph {
        let roads = try report.measure("Porto: read \(input.roadPath.split(separator: "/").last!)")
        {
            try input.roads()
        }
        let graph = try report.measure("Porto: graph of \(roads.segments.count) ways") {
            try RoadGraph(segments: roads.segments, barriers: roads.barriers, profile: .walk)
        }
        let statistics = graph.statistics
        report.note(
            "Porto: \(statistics.vertexCount) corners, \(statistics.pieceCount) pieces, "
                + "\(graph.nodeCount) nodes and \(graph.edgeCount) edges after contraction")
        return graph
    }

    /// Bounded tables on one thread and on several; every cell against the table without a limit.
    private func bounded(
        _ kilometres: Double, limit: Double, _ graph: RoadGraph, _ hierarchy: ContractionHierarchy,
        _ from: [SnappedPoint?], _ to: [SnappedPoint?], unbounded: TravelMatrix,
        _ report: inout BenchReport
    ) {
        let radius = Metres(kilometres: kilometres)
        let name = "Porto: within \(Int(kilometres)) km"
        var wall: [Double] = []
        for count in Set([1, workers]).sorted() {
            let table = report.measure(
                "\(name), \(count) threads", limit: count == 1 ? limit : nil, sources: from.count
            ) { graph.distances(from: from, to: to, within: radius, workers: count) }
            wall.append(report.figures.last?.wallSeconds ?? .nan)
            let (compared, wrong) = TableComparison.cut(
                unbounded, at: UInt32(radius.value * 1_000), against: table)
            report.check("\(name), \(count) threads = cut table", compared: compared, wrong: wrong)
        }
        if let first = wall.first, let last = wall.last, workers > 1 {
            report.add(
                Figure(name: "\(name), speed-up", value: first / last, unit: "times"))
        }
        _ = report.measure("\(name), by hierarchy, 1 thread", sources: from.count) {
            hierarchy.matrix(from: from, to: to, within: radius.value, workers: 1)
        }
    }

    /// Pairs of the table against plain Dijkstra on the graph with a node at every corner.
    private func check(_ table: TravelMatrix, _ report: inout BenchReport) throws {
        let roads = try input.roads()
        let graph = try RoadGraph(
            segments: roads.segments, barriers: roads.barriers, profile: .walk, contracting: false)
        let pairs = SamplePairs(rows: schools.count, columns: homes.count, count: sample).pairs
        let wrong = pairs.count { row, column in
            let plain = graph.snap(schools[row]).flatMap { start in
                graph.snap(homes[column]).flatMap { graph.route(from: start, to: $0) }
            }
            return !TableComparison.agree(
                plain?.distance, table.distance(from: row, to: column))
        }
        report.check(
            "Porto: pairs against plain Dijkstra, nothing contracted", compared: pairs.count,
            wrong: wrong)
    }
}
