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
            """)

    @OptionGroup var roads: RoadOptions

    @Option(help: "ต้นทาง ลองจิจูด,ละติจูด / from longitude,latitude")
    var from: Position

    @Option(help: "ปลายทาง ลองจิจูด,ละติจูด / to longitude,latitude")
    var to: Position

    @Option(help: "distance หรือ time / what is made small")
    var metric = MatrixCommand.Metric.distance

    @Option(name: .shortAndLong, help: "แฟ้ม GeoJSON ที่จะเขียน / the GeoJSON file to write")
    var output: String?

    func run() throws {
        try reportingErrors {
            let graph = try roads.graph()
            let ends = try [from, to].map { end throws(RoadCommandError) in
                guard let point = graph.snap(end.coordinate, rule: roads.snapRule) else {
                    throw RoadCommandError(
                        exitCode: 65, thai: "ไม่มีถนนใกล้ \(end.text)",
                        english: "no road near \(end.text)")
                }
                return point
            }
            guard
                let route = graph.route(
                    from: ends[0], to: ends[1], metric: metric.travelMetric)
            else {
                throw RoadCommandError(exitCode: 2, thai: "ไม่มีทางถึงกัน", english: "there is no way")
            }
            let metres = DecimalText.grouped(route.distance.value)
            let minutes = DecimalText.grouped(route.duration.value / 60, decimals: 1)
            print("\(metres) ม. \(minutes) นาที / \(metres) m, \(minutes) min")
            if route.dangerousDistance > .zero {
                let part = DecimalText.grouped(route.dangerousDistance.value)
                print("บนทางหลวงอันตราย \(part) ม. / \(part) m on roads flagged as dangerous")
            }
            guard let output else { return }
            let layers = TravelLayers(
                profile: graph.profile.name, roads: URL(filePath: roads.roads).lastPathComponent)
            try SingleFile.write(
                layers.ways([(from: from.text, to: to.text, route: route)]), to: output)
        }
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
