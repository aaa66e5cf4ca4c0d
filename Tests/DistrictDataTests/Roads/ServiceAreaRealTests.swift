import Accessibility
import DistrictData
import Foundation
import PlanarGeometry
import Projections
import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// Real service areas take long without optimisation.
private var isOptimised: Bool {
    #if DEBUG
        false
    #else
        true
    #endif
}

/// The 3 km of schools in Liechtenstein against a raster that knows nothing of polygons.
@Suite(.enabled(if: SharedFolder.isExpected))
struct ServiceAreaRealTests {
    /// Every third school of the country: areas differ by 0.1 % at the most and no cell strays.
    static func schools() throws -> [Coordinate] {
        guard isOptimised else { return [Coordinate(longitude: 9.5221, latitude: 47.1390)] }
        let text = try String(
            contentsOf: SharedFolder.url("routing/liechtenstein-schools.csv"), encoding: .utf8)
        let rows = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
        let x = try #require(rows[0].firstIndex { ["lon", "longitude"].contains($0) })
        let y = try #require(rows[0].firstIndex { ["lat", "latitude"].contains($0) })
        return try stride(from: 1, to: rows.count, by: 3).map { row in
            try Coordinate(
                longitude: #require(Double(rows[row][x])), latitude: #require(Double(rows[row][y])))
        }
    }

    @Test func agreesWithAFineRaster() throws {
        for school in try Self.schools() { try check(school) }
    }

    /// Whether a point is inside with a metre to spare on every side: the line between two cells is no finer.
    private func isClearlyInside(_ point: Coordinate, _ index: PolygonIndex) throws -> Bool {
        try [(0.0, 1.0), (0, -1), (1, 0), (-1, 0)].allSatisfy { x, y in
            let near = Coordinate(
                longitude: point.longitude + x / 75_900, latitude: point.latitude + y / 111_200)
            return try index.polygon(containing: near) != nil
        }
    }

    private func check(_ place: Coordinate) throws {
        let roads = try RoadReader.read(
            path: SharedFolder.url("data/osm/liechtenstein-latest.osm.pbf").path)
        let graph = try RoadGraph(
            segments: roads.segments, barriers: roads.barriers, profile: .walk)
        let school = graph.snap(place)
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
            if isInside, distance > limit + 50, try isClearlyInside(cell, index) { strays += 1 }
        }
        #expect(inRaster > 1_000)
        #expect(abs(Double(inArea - inRaster)) <= 0.005 * Double(inRaster))
        #expect(strays == 0, "\(strays) of \(inRaster)")
    }
}
