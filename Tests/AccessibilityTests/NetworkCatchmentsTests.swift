import Accessibility
import RoadNetwork
import SchoolDistrict
import SpatialTypes
import Testing

/// Catchments along roads, on a river with one bridge.
///
/// The square runs from 104.60 to 104.70 E and 14.60 to 14.70 N. A river along 14.65 N parts it; the only bridge is in the
/// far east. School A stands north of the river, school B south of it but further west by the crow's flight.
@Suite("Catchments along roads")
struct NetworkCatchmentsTests {
    static func place(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(longitude: longitude, latitude: latitude)
    }

    static let ground = Polygon(
        exterior: LinearRing([
            place(104.60, 14.60), place(104.70, 14.60), place(104.70, 14.70), place(104.60, 14.70),
        ]))

    private func road(_ id: Int64, _ corners: [Coordinate]) -> RoadSegment {
        RoadSegment(id: id, coordinates: corners, roadClass: "tertiary")
    }

    private func catchments() throws -> [Catchment] {
        let graph = try RoadGraph(
            segments: [
                road(1, [Self.place(104.60, 14.66), Self.place(104.695, 14.66)]),
                road(2, [Self.place(104.60, 14.64), Self.place(104.695, 14.64)]),
                road(3, [Self.place(104.695, 14.66), Self.place(104.695, 14.64)]),
            ], profile: .walk)
        return try NetworkCatchments.catchments(
            of: [("B", Self.place(104.67, 14.64)), ("A", Self.place(104.61, 14.66))],
            along: graph, within: [[Self.ground]])
    }

    private func holds(_ catchment: Catchment, _ point: Coordinate) -> Bool {
        catchment.area.contains { polygon in
            var inside = false
            let ring = polygon.exterior.coordinates
            for (a, b) in zip(ring, ring.dropFirst())
            where (a.latitude > point.latitude) != (b.latitude > point.latitude) {
                let crossing =
                    (b.longitude - a.longitude) * (point.latitude - a.latitude)
                    / (b.latitude - a.latitude) + a.longitude
                if point.longitude < crossing { inside.toggle() }
            }
            return inside
        }
    }

    @Test func theRiverParts() throws {
        let catchments = try catchments()
        #expect(catchments.map(\.schoolCode) == ["A", "B"])
        #expect(catchments.allSatisfy { $0.isBuilt })
        // 104.61 E south of the river is 0.6 km from A as the crow flies, but 19 km by the bridge; B is 6.5 km off.
        #expect(holds(catchments[1], Self.place(104.612, 14.638)))
        #expect(!holds(catchments[0], Self.place(104.612, 14.638)))
        // North of the river B is reached by the bridge: from 104.69 E it is 5 km to B and 8.6 km to A.
        #expect(holds(catchments[1], Self.place(104.69, 14.662)))
        #expect(holds(catchments[0], Self.place(104.63, 14.662)))
        // Every school stands in its own.
        #expect(holds(catchments[0], Self.place(104.61, 14.66)))
        #expect(holds(catchments[1], Self.place(104.67, 14.64)))
    }

    @Test func theGroundIsKept() throws {
        // The areas of the cells add up to the square: 0.1° by 0.1°.
        var sum = 0.0
        for polygon in try catchments().flatMap(\.area) {
            sum += abs(polygon.exterior.doubledSignedArea) / 2
            for hole in polygon.holes { sum -= abs(hole.doubledSignedArea) / 2 }
        }
        #expect(abs(sum - 0.01) < 1e-9)
    }
}
