import Accessibility
import DistrictData
import Foundation
import PlanarGeometry
import Projections
import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// The 3 km of a school in Liechtenstein against a raster that knows nothing of polygons.
@Suite(.enabled(if: SharedFolder.isExpected))
struct ServiceAreaRealTests {
    @Test func agreesWithAFineRaster() throws {
        let roads = try RoadReader.read(
            path: SharedFolder.url("data/osm/liechtenstein-latest.osm.pbf").path)
        let graph = try RoadGraph(
            segments: roads.segments, barriers: roads.barriers, profile: .walk)
        let school = graph.snap(Coordinate(longitude: 9.5221, latitude: 47.1390))
        let (limit, cap) = (3_000.0, Metres(250))
        let builder = try ServiceAreaBuilder(graph: graph, maximumOffRoad: cap)
        let area = try builder.area(around: school, limit: limit)
        #expect(try GeometryEngine().validity(of: .multiPolygon(area)).isValid)
        let index = try PolygonIndex([area])

        // Every reached point of a road is inside.
        let reach = graph.reach(from: [school], within: limit, spacing: Metres(37))
        #expect(reach.samples.count { $0.place != nil } > 1_000)
        for sample in reach.samples where sample.place != nil {
            #expect(try index.polygon(containing: sample.coordinate) != nil)
        }

        // A raster of 35 m: each cell by its own snap and its own distance.
        let box = try #require(BoundingBox(of: area.flatMap(\.exterior.coordinates)))
        let (dx, dy) = (35 / 75_900.0, 35 / 111_200.0)
        var cells: [Coordinate] = []
        var y = box.south - 5 * dy
        while y < box.north + 5 * dy {
            var x = box.west - 5 * dx
            while x < box.east + 5 * dx {
                cells.append(Coordinate(longitude: x, latitude: y))
                x += dx
            }
            y += dy
        }
        let snapped = graph.snap(cells, rule: SnapRule(maximumDistance: cap))
        let matrix = graph.distances(from: snapped, to: [school])
        var (inRaster, inArea, strays) = (0, 0, 0)
        for (row, cell) in cells.enumerated() {
            let distance = matrix.distance(from: row, to: 0)?.value ?? .infinity
            let isInside = try index.polygon(containing: cell) != nil
            if distance <= limit { inRaster += 1 }
            if isInside { inArea += 1 }
            // Between two roads as near as each other to a metre or two either may be taken.
            if isInside, distance > limit + 50 { strays += 1 }
        }
        #expect(inRaster > 5_000)
        #expect(abs(Double(inArea - inRaster)) <= 0.03 * Double(inRaster))
        #expect(Double(strays) <= 0.005 * Double(inRaster), "\(strays) of \(inRaster)")
    }
}
