import Containers
import DistrictData
import RoadNetwork
import SpatialTypes

/// A country made of one city many times: every home within 15 km of every school.
///
/// Tile *t* is Porto moved east by *t* × 1.2° (wrapped at ±180°), so that lengths stay what they
/// are; neighbouring tiles are joined by one straight path from street to street, so that the
/// country is one network. The first schools of Porto are used in every tile until the wanted
/// number is reached, and all of its homes.
struct CountryBenchmark {
    let input: BenchInput
    let tiles: Int
    let schoolCount: Int
    let workers: Int
    let sample: Int

    private static let radius = Metres(kilometres: 15)
    private static let shift = 1.2

    /// What is kept of the table: how many pairs, the sum of their lengths, and some whole rows.
    private struct Summary: Sendable {
        var pairs = 0
        var millimetres: UInt64 = 0
        var emptyRows = 0
        var kept: [Int: [SparseRows<UInt32>.Entry]] = [:]
    }

    func run(_ report: inout BenchReport) throws {
        ProcessMemory.resetPeak()
        let watch = Stopwatch()
        let graph = try self.graph(&report)
        report.add(
            Figure(
                name: "country: peak memory of building", value: ProcessMemory.peakMegabytes,
                unit: "MB", limit: 3_000))
        report.note("country: \(tiles) tiles, \(graph.nodeCount) nodes, \(graph.edgeCount) edges")
        let (schools, homes) = try points()
        let (from, to) = report.measure(
            "country: snap \(schools.count) schools, \(homes.count) homes"
        ) { (graph.snap(schools, workers: workers), graph.snap(homes, workers: workers)) }
        ProcessMemory.resetPeak()
        let wanted = Set(SamplePairs(rows: from.count, columns: 1, count: 20).pairs.map(\.row))
        let name = "country: homes within 15 km of \(schools.count) schools"
        let summary = report.measure("\(name), \(workers) threads", limit: 90) {
            graph.reduceRows(
                from: from, to: to, within: Self.radius.value, direction: .towardsDestination,
                workers: workers, into: Summary()
            ) { summary, school, row in
                summary.pairs += row.count
                for entry in row { summary.millimetres += UInt64(entry.value) }
                if row.isEmpty { summary.emptyRows += 1 }
                if wanted.contains(school) { summary.kept[school] = Array(row) }
            }
        }
        report.add(
            Figure(
                name: "country: peak memory of the table", value: ProcessMemory.peakMegabytes,
                unit: "MB", limit: 3_000))
        report.add(
            Figure(
                name: "country: file to table", value: watch.seconds.wall, unit: "s",
                processorSeconds: watch.seconds.processor))
        report.note(
            "country: \(summary.pairs) pairs, \(summary.millimetres / 1_000_000) km in sum, "
                + "\(summary.emptyRows) schools without a home")
        check(summary, graph, from, to, &report)
    }

    private func graph(_ report: inout BenchReport) throws -> RoadGraph {
        let roads = try input.roads()
        let city = roads.segments
        let tiles = self.tiles
        let segments = (0..<tiles).lazy.flatMap { tile in
            city.lazy.map { Self.moved($0, to: tile) }
        }
        let street = city.first { $0.roadClass == "residential" }
        let links = (1..<max(tiles, 1)).lazy.compactMap { tile in
            street.map { Self.link($0, from: tile - 1, to: tile) }
        }
        let barriers = (0..<tiles).flatMap { tile in
            roads.barriers.map { barrier in
                var moved = barrier
                moved.coordinate = Self.moved(barrier.coordinate, to: tile)
                moved.nodeID = barrier.nodeID.map { Self.moved($0, to: tile) }
                return moved
            }
        }
        return try report.measure("country: graph of \(tiles) x \(city.count) ways") {
            try RoadGraph(
                segments: ChainedSequence(segments, links), barriers: barriers, profile: .walk)
        }
    }

    private func points() throws -> (schools: [Coordinate], homes: [Coordinate]) {
        let (schools, homes) = (try input.schools(), try input.homes())
        let share = (schoolCount + tiles - 1) / tiles
        guard share <= schools.count else {
            throw BenchError("\(schoolCount) schools are more than \(tiles) tiles have")
        }
        return (
            Array(
                (0..<tiles).flatMap { tile in
                    schools.prefix(share).map { Self.moved($0, to: tile) }
                }.prefix(schoolCount)),
            (0..<tiles).flatMap { tile in homes.map { Self.moved($0, to: tile) } }
        )
    }

    /// Pairs of some rows, and homes missing from them, against plain searches without a limit.
    private func check(
        _ summary: Summary, _ graph: RoadGraph, _ from: [SnappedPoint?], _ to: [SnappedPoint?],
        _ report: inout BenchReport
    ) {
        var (compared, wrong) = (0, 0)
        let homesPerTile = to.count / tiles
        for (school, row) in summary.kept.sorted(by: { $0.key < $1.key }) {
            let tile = school / ((schoolCount + tiles - 1) / tiles)
            for step in 0..<max(1, sample / summary.kept.count) {
                let home = tile * homesPerTile + (step * 7_919 + school) % homesPerTile
                let plain = from[school].flatMap { school in
                    to[home].flatMap { graph.route(from: $0, to: school)?.distance }
                }
                let found = row.first { $0.column == home }.map {
                    Metres(Double($0.value) / 1_000)
                }
                let expected = plain.flatMap { $0 <= Self.radius ? $0 : nil }
                compared += 1
                if !TableComparison.agree(expected, found) { wrong += 1 }
            }
        }
        report.check("country: pairs against plain Dijkstra", compared: compared, wrong: wrong)
    }

    // MARK: Tiles

    private static func moved(_ place: Coordinate, to tile: Int) -> Coordinate {
        var longitude = place.longitude + Double(tile) * shift
        if longitude > 180 { longitude -= 360 }
        return Coordinate(longitude: longitude, latitude: place.latitude)
    }

    private static func moved(_ node: Int64, to tile: Int) -> Int64 { node + Int64(tile) << 40 }

    private static func moved(_ segment: RoadSegment, to tile: Int) -> RoadSegment {
        var result = segment
        result.coordinates = segment.coordinates.map { moved($0, to: tile) }
        result.nodeIDs = segment.nodeIDs?.map { moved($0, to: tile) }
        return result
    }

    /// A straight footpath between the first corners of one road in two tiles.
    private static func link(_ road: RoadSegment, from: Int, to: Int) -> RoadSegment {
        let ends = [moved(road, to: from), moved(road, to: to)]
        return RoadSegment(
            id: Int64(from), coordinates: ends.map { $0.coordinates[0] },
            nodeIDs: ends.compactMap { $0.nodeIDs?.first }, roadClass: "path")
    }
}

/// One sequence after another.
private struct ChainedSequence<First: Sequence, Second: Sequence>: Sequence
where First.Element == Second.Element {
    private let first: First
    private let second: Second

    init(_ first: First, _ second: Second) {
        self.first = first
        self.second = second
    }

    func makeIterator() -> AnyIterator<First.Element> {
        var (first, second) = (first.makeIterator(), second.makeIterator())
        return AnyIterator { first.next() ?? second.next() }
    }
}
