import ArgumentParser
import Foundation
import Publishing
import RoadNetwork
import SpatialTypes

/// `schoolnet route`: the shortest way between two positions, drawn.
struct RouteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "route",
        abstract: "เส้นทางสั้นที่สุดตามถนน · the shortest way by road",
        discussion: """
            ตัวอย่าง / Examples:
              schoolnet route --roads a.osm.pbf --from 9.52,47.14 --to 9.55,47.16 -o way.geojson

            ระยะเป็นเมตร เวลาเป็นนาที / distances in metres, times in minutes
            \(RoadOptions.exitCodes)
            """)

    @OptionGroup var roads: RoadOptions

    @Option(help: "ต้นทาง ลองจิจูด,ละติจูด / from longitude,latitude")
    var from: Position

    @Option(help: "ปลายทาง ลองจิจูด,ละติจูด / to longitude,latitude")
    var to: Position

    @Option(help: "distance หรือ time / what is made small")
    var metric = MatrixCommand.Metric.distance

    @Option(
        help: """
            ตารางระยะทางที่รายงาน หรือโฟลเดอร์เขต ใช้กับ --from-id และ --to-id / a table of reported distances, \
            or a district folder; wins over the road between --from-id and --to-id
            """)
    var reported: String?

    @Option(help: "รหัสของต้นทางในตารางที่รายงาน / the start's code in the reported table")
    var fromId: String?

    @Option(help: "รหัสของปลายทางในตารางที่รายงาน / the end's code in the reported table")
    var toId: String?

    @Option(name: .shortAndLong, help: "แฟ้ม GeoJSON ที่จะเขียน / the GeoJSON file to write")
    var output: String?

    func validate() throws {
        guard (reported == nil) == (fromId == nil), (reported == nil) == (toId == nil) else {
            throw ValidationError(
                """
                --reported ใช้คู่กับ --from-id และ --to-id
                --reported goes with --from-id and --to-id
                """)
        }
    }

    func run() throws {
        try reportingErrors {
            let graph = try roads.graph()
            let claim = try reportedPair(profile: graph.profile.name)
            do {
                let route = try route(graph)
                print(describe(route, claim))
                guard let output else { return }
                let layers = TravelLayers(
                    profile: graph.profile.name,
                    roads: URL(filePath: roads.roads).lastPathComponent)
                try SingleFile.write(
                    layers.ways([(from: from.text, to: to.text, route: route)]), to: output)
            } catch let error as RoadCommandError where claim.distance != nil {
                // A reported way counts where the roads know none; there is nothing to draw then.
                print(describe(nil, claim))
                Terminal.error(
                    "[ควรตรวจ] \(error.thai) จึงไม่มีเส้นให้วาด\n  \(error.english): nothing is drawn")
            }
        }
    }

    /// The way by road.
    private func route(_ graph: RoadGraph) throws -> Route {
        let ends = try [from, to].map { end throws(RoadCommandError) in
            guard let point = graph.snap(end.coordinate, rule: roads.snapRule) else {
                throw RoadCommandError(
                    exitCode: 65, thai: "ไม่มีถนนใกล้ \(end.text)",
                    english: "no road near \(end.text)")
            }
            return point
        }
        guard let route = graph.route(from: ends[0], to: ends[1], metric: metric.travelMetric)
        else {
            throw RoadCommandError(exitCode: 2, thai: "ไม่มีทางถึงกัน", english: "there is no way")
        }
        return route
    }

    /// What is reported between the two ids, in metres and seconds.
    private func reportedPair(profile: String) throws -> (distance: Double?, duration: Double?) {
        guard let reported, let fromId, let toId else { return (nil, nil) }
        let values = try [TravelMetric.distance, .duration].map { metric in
            try ReportedPairs(
                reported, from: [fromId], to: [toId], profile: profile, metric: metric
            ).cells(ofRow: 0, roads: [], limit: nil, nearest: nil).first?.value
        }
        if values[0] == nil {
            Terminal.error(
                """
                [ควรตรวจ] \(reported): ไม่มีระยะทางจาก \(fromId) ถึง \(toId) จึงใช้ระยะตามถนน
                  no distance from \(fromId) to \(toId) is reported; the road counts
                """)
        }
        return (values[0], values[1])
    }

    /// The lines to print: what counts first, then the road beside a reported figure.
    private func describe(
        _ route: Route?, _ claim: (distance: Double?, duration: Double?)
    ) -> String {
        var lines: [String] = []
        if let metres = claim.distance {
            lines.append(
                figures(
                    metres, claim.duration, thai: { "\($0) (ตามที่รายงาน)" },
                    english: { "\($0) (reported)" }))
        }
        guard let route else { return lines.joined(separator: "\n") }
        let (metres, seconds) = (route.distance.value, route.duration.value)
        lines.append(
            lines.isEmpty
                ? figures(metres, seconds, thai: { $0 }, english: { $0 })
                : figures(
                    metres, seconds, thai: { "ตามถนน \($0)" }, english: { "\($0) by road" }))
        if route.dangerousDistance > .zero {
            let part = DecimalText.grouped(route.dangerousDistance.value)
            lines.append("บนทางหลวงอันตราย \(part) ม. / \(part) m on roads flagged as dangerous")
        }
        return lines.joined(separator: "\n")
    }

    /// Metres and, where known, minutes in both languages.
    private func figures(
        _ metres: Double, _ seconds: Double?, thai: (String) -> String,
        english: (String) -> String
    ) -> String {
        let distance = DecimalText.grouped(metres)
        let minutes = seconds.map { DecimalText.grouped($0 / 60, decimals: 1) }
        return thai("\(distance) ม." + (minutes.map { " \($0) นาที" } ?? "")) + " / "
            + english("\(distance) m" + (minutes.map { ", \($0) min" } ?? ""))
    }
}

/// A position on the command line.
struct Position: ExpressibleByArgument {
    var text: String
    var coordinate: Coordinate

    init?(argument: String) {
        let numbers = argument.split(separator: ",").map { Double($0) }
        guard numbers.count == 2, let x = numbers[0], let y = numbers[1], abs(x) <= 180,
            abs(y) <= 90
        else { return nil }
        text = argument
        coordinate = Coordinate(longitude: x, latitude: y)
    }
}
