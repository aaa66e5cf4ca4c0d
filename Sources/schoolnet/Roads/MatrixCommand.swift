import ArgumentParser
import DistrictData
import Publishing
import RoadNetwork
import SpatialTypes

/// `schoolnet matrix`: distances or times from every origin to every destination by road.
struct MatrixCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "matrix",
        abstract: "ตารางระยะทางหรือเวลาตามถนน · a table of distances or times by road",
        discussion: """
            คู่ที่เกินขีดจำกัดหรือไปไม่ถึงจะไม่มีในตาราง (หรือเป็นช่องว่างเมื่อใช้ --dense)
            Pairs beyond the limit or without a way are absent (or empty with --dense).

            ตัวอย่าง / Examples:
              schoolnet matrix --roads a.osm.pbf --origins a.csv --destinations b.csv -o c.csv

            distance_m เป็นเมตร duration_s เป็นวินาที / distance_m in metres, duration_s in seconds
            \(RoadOptions.exitCodes)
            """)

    @OptionGroup var roads: RoadOptions

    @Option(help: "แฟ้มจุดต้นทาง / the origins (id, lon, lat)")
    var origins: String

    @Option(help: "แฟ้มจุดปลายทาง / the destinations (id, lon, lat)")
    var destinations: String

    @Option(help: "distance (เมตร) หรือ time (วินาที) / metres or seconds")
    var metric = Metric.distance

    @Option(help: "ระยะไกลสุด (กม.) / furthest distance, for --metric distance")
    var maxKm: Double?

    @Option(help: "เวลานานสุด (นาที) / longest time, for --metric time")
    var maxMinutes: Double?

    @Option(help: "เฉพาะปลายทางที่ใกล้ที่สุดกี่แห่ง / only so many nearest destinations of each origin")
    var nearest: Int?

    @Option(
        help: """
            ตารางระยะทางที่รายงาน (origin, destination, distance_km) หรือโฟลเดอร์เขต ใช้แทนระยะตามถนน / a table of \
            reported distances, or a district folder; they win over the road
            """)
    var reported: String?

    @Flag(help: "หนึ่งแถวต่อต้นทาง หนึ่งคอลัมน์ต่อปลายทาง / one row per origin, one column per destination")
    var dense = false

    @Option(name: .shortAndLong, help: "แฟ้ม CSV ที่จะเขียน / the CSV file to write")
    var output: String

    /// What is made small.
    enum Metric: String, CaseIterable, ExpressibleByArgument {
        case distance, time

        var travelMetric: TravelMetric { self == .distance ? .distance : .duration }
    }

    func validate() throws {
        try NumberCheck.positive("--max-km", maxKm, atMost: NumberCheck.largestKilometres)
        try NumberCheck.positive("--max-minutes", maxMinutes, atMost: NumberCheck.largestMinutes)
        guard metric == .distance ? maxMinutes == nil : maxKm == nil else {
            throw ValidationError(
                "ใช้ --max-km กับ distance และ --max-minutes กับ time / the limit is of another metric"
            )
        }
        guard reported == nil || !dense else {
            throw ValidationError(
                "--dense บอกที่มาของระยะทางไม่ได้ / a dense table cannot say which distances are reported"
            )
        }
        guard nearest ?? 1 > 0 else {
            throw ValidationError("--nearest ต้องมากกว่า 0 / must be above 0")
        }
        guard output.lowercased().hasSuffix(".csv") else {
            throw ValidationError(
                """
                เขียนได้เฉพาะ .csv แปลงเป็น Parquet ได้ด้วย duckdb
                only .csv is written; to get Parquet: \
                duckdb -c "COPY (FROM 'table.csv') TO 'table.parquet'"
                """)
        }
    }

    func run() throws {
        try reportingErrors {
            let (from, to) = (try PointFile(origins), try PointFile(destinations))
            let prepared = try roads.prepared()
            let graph = prepared.graph
            let table = MatrixTable(
                origins: from.ids, destinations: to.ids, metric: metric.travelMetric,
                isDense: dense,
                reported: try reported.map {
                    try ReportedPairs(
                        $0, from: from.ids, to: to.ids, profile: graph.profile.name,
                        metric: metric.travelMetric)
                }, limit: limit, nearest: nearest)
            let (rows, columns) = (from.snap(graph, roads.snapRule), to.snap(graph, roads.snapRule))
            let search = search(prepared, originCount: rows.count, to: columns)
            var pairs = 0
            try SingleFile.write(to: output) { append in
                defer { Terminal.progress("") }
                try append(table.header)
                for start in stride(from: 0, to: rows.count, by: table.originsAtATime) {
                    let piece = start..<min(start + table.originsAtATime, rows.count)
                    Terminal.progress("\(start) / \(rows.count)")
                    let matrix = search(Array(rows[piece]))
                    for row in piece {
                        let entries = matrix.costs.row(row - start).map { ($0.column, $0.value) }
                        let lines = table.lines(of: row, entries)
                        try append(lines.text)
                        pairs += lines.count
                    }
                }
            }
            print("\(pairs)\t\(output)")
        }
    }

    /// Metres or seconds.
    private var limit: Double? {
        metric == .distance ? maxKm.map { $0 * 1_000 } : maxMinutes.map { $0 * 60 }
    }

    /// How the rows of some origins are found, chosen by the number of all.
    private func search(
        _ prepared: RoadCache.Roads, originCount: Int, to: [SnappedPoint?]
    ) -> ([SnappedPoint?]) -> TravelMatrix {
        let (graph, limit) = (prepared.graph, limit ?? .infinity)
        let metric = metric.travelMetric
        // Reported distances may change which are nearest, so that all are needed.
        if let nearest, reported == nil {
            return { graph.nearest(nearest, of: to, from: $0, metric: metric, within: limit) }
        }
        // A hierarchy costs as much as some 300 searches without a limit and then saves nearly all;
        // one that is there already is always faster (Porto: 0.05 ms against 0.15 ms at 3 km).
        let isWorthMaking =
            min(originCount, to.count) > 300 && maxKm ?? .infinity > 20
            && maxMinutes ?? .infinity > 60
        if let hierarchy = roads.roadCache.hierarchy(
            of: prepared, metric: metric, isWorthMaking: isWorthMaking)
        {
            return { hierarchy.matrix(from: $0, to: to, within: limit) }
        }
        return {
            metric == .distance
                ? graph.distances(from: $0, to: to, within: Metres(limit))
                : graph.durations(from: $0, to: to, within: Seconds(limit))
        }
    }
}
