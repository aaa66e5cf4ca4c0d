import Accessibility
import ArgumentParser
import Foundation
import PlanarGeometry
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

            --barriers บอกว่าจุดเชื่อมถนนฝั่งใด พื้นที่ข้างถนนยังข้ามแนวนั้นได้ไม่เกิน --off-road เมตร
            --barriers says which side's road a point joins; ground beside a road still reaches over
            the line by at most --off-road metres

            ระยะของช่วงเป็นกิโลเมตรตามถนน / bands are in kilometres by road
            \(RoadOptions.exitCodes)
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

    @Option(help: "แฟ้มจุดที่มีช่อง pupils เพื่อนับนักเรียน / points with a column pupils, to be counted")
    var pupils: String?

    @Option(help: "เขตบริการที่ประกาศ (ช่อง school) / official catchments with a column school")
    var official: String?

    @Option(help: "แฟ้ม GeoJSON เปรียบเทียบกับเขตที่ประกาศ / comparison with them, to write")
    var comparison: String?

    @Option(name: .shortAndLong, help: "แฟ้ม GeoJSON ที่จะเขียน / the GeoJSON file to write")
    var output: String

    func validate() throws {
        guard (official == nil) == (comparison == nil) else {
            throw ValidationError(
                "ใช้ --official กับ --comparison คู่กัน / --official and --comparison go together")
        }
        try NumberCheck.positive("--max-km", maxKm, atMost: NumberCheck.largestKilometres)
        try NumberCheck.positive(
            "--band-km", Double(bandKm), atMost: NumberCheck.largestKilometres)
        try NumberCheck.positive("--off-road", offRoad, atMost: NumberCheck.largestOffRoad)
    }

    func run() throws {
        try reportingErrors {
            let points = try PointFile(places)
            let graph = try roads.graph()
            let builder = try ServiceAreaBuilder(
                graph: graph, maximumOffRoad: Metres(offRoad), spacing: Metres(40),
                rule: roads.snapRule)
            let snapped = points.snap(graph, roads.snapRule)
            let bands = try builder.catchments(
                of: snapped, within: Metres(kilometres: maxKm), bandKilometres: bandKm)
            let withGround = Set(bands.map(\.place))
            points.warnOfNothing(
                points.ids.indices.filter {
                    snapped[$0] != nil && !withGround.contains($0)
                })
            let layers = TravelLayers(
                profile: graph.profile.name, roads: URL(filePath: roads.roads).lastPathComponent)
            let places = try pupils.map { try PointFile.pupils($0) }
            try SingleFile.write(
                layers.catchments(
                    bands, ids: points.ids,
                    pupils: try places.map {
                        try PupilPlace.pupils(of: $0, in: bands.map(\.area))
                    }), to: output)
            if let official, let comparison {
                let built = points.ids.indices.map { place in
                    (
                        code: points.ids[place],
                        area: bands.filter { $0.place == place }.flatMap(\.area)
                    )
                }
                let engine = try GeometryEngine()
                let result = try CatchmentComparison(
                    built: built.map { (code: $0.code, area: try engine.union(of: $0.area)) },
                    official: PointFile.areas(official), pupils: places)
                try SingleFile.write(layers.comparison(result), to: comparison)
                print("\(result.parts.count)\t\(comparison)")
            }
            print("\(bands.count)\t\(output)")
        }
    }
}
