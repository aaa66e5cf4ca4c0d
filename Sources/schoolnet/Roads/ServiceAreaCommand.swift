import Accessibility
import ArgumentParser
import Foundation
import Publishing
import RoadNetwork
import SpatialTypes

/// `schoolnet service-area`: the ground within a limit of each place by road.
struct ServiceAreaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service-area",
        abstract: "พื้นที่ในระยะเดินทางตามถนน · the ground within a limit by road",
        discussion: """
            ตัวอย่าง / Examples:
              schoolnet service-area --roads a.osm.pbf --places schools.csv --km 3 -o 3km.geojson

            --barriers บอกว่าจุดเชื่อมถนนฝั่งใด พื้นที่ข้างถนนยังข้ามแนวนั้นได้ไม่เกิน --off-road เมตร
            --barriers says which side's road a point joins; ground beside a road still reaches over
            the line by at most --off-road metres

            --km เป็นกิโลเมตรตามถนน --minutes เป็นนาที / kilometres by road, or minutes
            \(RoadOptions.exitCodes)
            """)

    @OptionGroup var roads: RoadOptions

    @Option(help: "แฟ้มจุด (id, lon, lat) / the places")
    var places: String

    @Option(help: "ระยะตามถนน (กม.) / kilometres by road")
    var km: Double?

    @Option(help: "เวลาเดินทาง (นาที) / minutes by road")
    var minutes: Double?

    @Option(help: "ระยะไกลสุดจากถนน (เมตร) / furthest distance from the road in metres")
    var offRoad = 250.0

    @Option(help: "แฟ้มจุดที่มีช่อง pupils เพื่อนับนักเรียน / points with a column pupils, to be counted")
    var pupils: String?

    @Option(name: .shortAndLong, help: "แฟ้ม GeoJSON ที่จะเขียน / the GeoJSON file to write")
    var output: String

    func validate() throws {
        guard (km == nil) != (minutes == nil) else {
            throw ValidationError(
                "ระบุ --km หรือ --minutes อย่างใดอย่างหนึ่ง / give either --km or --minutes")
        }
        try NumberCheck.positive("--km", km, atMost: NumberCheck.largestKilometres)
        try NumberCheck.positive("--minutes", minutes, atMost: NumberCheck.largestMinutes)
        try NumberCheck.positive("--off-road", offRoad, atMost: NumberCheck.largestOffRoad)
    }

    func run() throws {
        try reportingErrors {
            let points = try PointFile(places)
            let graph = try roads.graph()
            let metric: TravelMetric = km == nil ? .duration : .distance
            let limit = km.map { $0 * 1_000 } ?? (minutes ?? 0) * 60
            let builder = try ServiceAreaBuilder(
                graph: graph, maximumOffRoad: Metres(offRoad), rule: roads.snapRule)
            let snapped = points.snap(graph, roads.snapRule)
            let areas = try zip(points.ids, snapped).map { id, place in
                (id: id, area: try builder.area(around: place, limit: limit, metric: metric))
            }
            points.warnOfNothing(
                areas.indices.filter {
                    snapped[$0] != nil && areas[$0].area.isEmpty
                })
            let layers = TravelLayers(
                profile: graph.profile.name, roads: URL(filePath: roads.roads).lastPathComponent)
            try SingleFile.write(
                layers.serviceAreas(
                    areas, limit: limit, metric: metric,
                    pupils: try pupils.map {
                        try PupilPlace.pupils(of: PointFile.pupils($0), in: areas.map(\.area))
                    }), to: output)
            print("\(areas.count)\t\(output)")
        }
    }
}
