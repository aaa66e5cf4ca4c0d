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
        for limit in [maxKm, maxMinutes] {
            guard let limit else { continue }
            guard limit > 0 else { throw ValidationError("ขีดจำกัดต้องมากกว่า 0 / a limit is above 0") }
        }
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
            let reported = try self.reported.map {
                try ReportedPairs(
                    $0, from: from.ids, to: to.ids, profile: graph.profile.name,
                    metric: metric.travelMetric)
            }
            let matrix = matrix(
                prepared, from.snap(graph, roads.snapRule), to.snap(graph, roads.snapRule))
            if let reported {
                let text = reportedText(matrix, reported, from, to)
                try SingleFile.write(text, to: output)
                print("\(text.utf8.count { $0 == 10 } - 1)\t\(output)")
                return
            }
            try SingleFile.write(
                dense ? denseText(matrix, from, to) : sparseText(matrix, from, to), to: output)
            print("\(matrix.costs.entryCount)\t\(output)")
        }
    }

    private func matrix(
        _ prepared: RoadCache.Roads, _ from: [SnappedPoint?], _ to: [SnappedPoint?]
    ) -> TravelMatrix {
        let graph = prepared.graph
        let limit = (maxKm ?? .infinity) * 1_000
        // Reported distances may change which are nearest, so that all are needed.
        if let nearest, reported == nil {
            return graph.nearest(
                nearest, of: to, from: from, metric: metric.travelMetric,
                within: metric == .distance ? limit : (maxMinutes ?? .infinity) * 60)
        }
        // A hierarchy costs as much as some 300 searches without a limit and then saves nearly all;
        // one that is there already is always faster (Porto: 0.05 ms against 0.15 ms at 3 km).
        let isWorthMaking =
            min(from.count, to.count) > 300 && maxKm ?? .infinity > 20
            && maxMinutes ?? .infinity > 60
        if let hierarchy = roads.roadCache.hierarchy(
            of: prepared, metric: metric.travelMetric, isWorthMaking: isWorthMaking)
        {
            return hierarchy.matrix(
                from: from, to: to,
                within: metric == .distance ? limit : (maxMinutes ?? .infinity) * 60)
        }
        return metric == .distance
            ? graph.distances(from: from, to: to, within: Metres(limit))
            : graph.durations(
                from: from, to: to, within: Seconds((maxMinutes ?? .infinity) * 60))
    }

    private func sparseText(_ matrix: TravelMatrix, _ from: PointFile, _ to: PointFile) -> String {
        var text = "origin,destination,\(metric == .distance ? "distance_m" : "duration_s")\n"
        for row in 0..<matrix.originCount {
            let origin = quoted(from.ids[row])
            for entry in matrix.costs.row(row) {
                text += "\(origin),\(quoted(to.ids[entry.column])),\(thousandths(entry.value))\n"
            }
        }
        return text
    }

    /// The sparse table with a column that says which figures are reported.
    private func reportedText(
        _ matrix: TravelMatrix, _ reported: ReportedPairs, _ from: PointFile, _ to: PointFile
    ) -> String {
        let limit = (metric == .distance ? maxKm.map { $0 * 1_000 } : maxMinutes.map { $0 * 60 })
        var text =
            "origin,destination,\(metric == .distance ? "distance_m" : "duration_s"),distance_source\n"
        for row in 0..<matrix.originCount {
            let origin = quoted(from.ids[row])
            let roads = matrix.costs.row(row).map { ($0.column, Double($0.value) / 1_000) }
            for cell in reported.cells(ofRow: row, roads: roads, limit: limit, nearest: nearest) {
                text +=
                    "\(origin),\(quoted(to.ids[cell.column])),"
                    + "\(DecimalText.plain(cell.value, decimals: 3)),\(cell.source.rawValue)\n"
            }
        }
        return text
    }

    private func denseText(_ matrix: TravelMatrix, _ from: PointFile, _ to: PointFile) -> String {
        var text = "origin," + to.ids.map(quoted).joined(separator: ",") + "\n"
        for row in 0..<matrix.originCount {
            var cells = [String](repeating: "", count: to.ids.count)
            for entry in matrix.costs.row(row) { cells[entry.column] = thousandths(entry.value) }
            text += quoted(from.ids[row]) + "," + cells.joined(separator: ",") + "\n"
        }
        return text
    }

    private func thousandths(_ value: UInt32) -> String {
        DecimalText.plain(Double(value) / 1_000, decimals: 3)
    }

    private func quoted(_ text: String) -> String {
        guard text.contains(where: { ",\"\n\r".contains($0) }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
