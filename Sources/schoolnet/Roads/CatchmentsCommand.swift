import Accessibility
import ArgumentParser
import Foundation
import Publishing
import RoadNetwork
import SpatialTypes

/// `schoolnet catchments`: the ground nearest to each place by road, in bands of distance.
struct CatchmentsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "catchments",
        abstract: "เขตที่ใกล้แต่ละโรงเรียนที่สุดตามถนน · the ground nearest to each school by road",
        discussion: """
            ตัวอย่าง / Examples:
              schoolnet catchments --roads a.osm.pbf --places schools.csv -o nearest.geojson
            """)

    @OptionGroup var roads: RoadOptions

    @Option(help: "แฟ้มจุด (id, lon, lat) / the places")
    var places: String

    @Option(help: "ไกลสุด (กม.) / furthest distance")
    var maxKm = 15.0

    @Option(help: "ความกว้างของแต่ละช่วง (กม.) / width of a band")
    var bandKm = 1

    @Option(help: "ระยะไกลสุดจากถนน (เมตร) / furthest distance from the road in metres")
    var offRoad = 250.0

    @Option(name: .shortAndLong, help: "แฟ้ม GeoJSON ที่จะเขียน / the GeoJSON file to write")
    var output: String

    func validate() throws {
        guard maxKm > 0, bandKm > 0, offRoad > 0 else {
            throw ValidationError("ระยะต้องมากกว่า 0 / distances are above 0")
        }
    }

    func run() throws {
        try reportingErrors {
            let points = try PointFile(places)
            let graph = try roads.graph()
            let builder = try ServiceAreaBuilder(
                graph: graph, maximumOffRoad: Metres(offRoad), spacing: Metres(40),
                rule: roads.snapRule)
            let bands = try builder.catchments(
                of: points.snap(graph, roads.snapRule), within: Metres(kilometres: maxKm),
                bandKilometres: bandKm)
            let layers = TravelLayers(
                profile: graph.profile.name, roads: URL(filePath: roads.roads).lastPathComponent)
            try SingleFile.write(layers.catchments(bands, ids: points.ids), to: output)
            print("\(bands.count)\t\(output)")
        }
    }
}
