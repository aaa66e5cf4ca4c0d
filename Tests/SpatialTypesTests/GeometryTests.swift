import SpatialTypes
import Testing

private func square(_ side: Double, clockwise: Bool = false) -> LinearRing {
    let ring = LinearRing([
        Coordinate(longitude: 0, latitude: 0), Coordinate(longitude: side, latitude: 0),
        Coordinate(longitude: side, latitude: side), Coordinate(longitude: 0, latitude: side),
    ])
    return clockwise ? ring.reversed : ring
}

@Suite struct GeometryTests {
    @Test func `a ring closes itself once`() {
        let open = square(2)
        #expect(open.coordinates.count == 5)
        #expect(LinearRing(open.coordinates).coordinates.count == 5)
        #expect(LinearRing([]).coordinates.isEmpty)
    }

    @Test func `the signed area of a square of side two is eight halves`() {
        #expect(square(2).doubledSignedArea == 8)
        #expect(square(2, clockwise: true).doubledSignedArea == -8)
        #expect(square(2).isCounterClockwise)
    }

    @Test func `winding for GeoJSON turns the outer ring left and the holes right`() {
        let wrong = Polygon(exterior: square(3, clockwise: true), holes: [square(1)])
        let right = wrong.woundForGeoJSON
        #expect(right.exterior.isCounterClockwise)
        #expect(!right.holes[0].isCounterClockwise)
        #expect(right.woundForGeoJSON == right)
    }

    @Test func `a box holds its edge and grows to hold more`() throws {
        var box = try #require(BoundingBox(of: square(2).coordinates))
        #expect(box.contains(Coordinate(longitude: 2, latitude: 0)))
        #expect(!box.contains(Coordinate(longitude: 2.1, latitude: 0)))
        box.formUnion(Coordinate(longitude: -4, latitude: 6))
        #expect(box == BoundingBox(west: -4, south: 0, east: 2, north: 6))
        #expect(box.centre == Coordinate(longitude: -1, latitude: 3))
        #expect(BoundingBox(of: []) == nil)
    }

    @Test func `lengths add, compare and know when a place cannot be reached`() {
        #expect(Metres(kilometres: 1.5) + Metres(500) == Metres(2_000))
        #expect(Metres(3_000).kilometres == 3)
        #expect(Metres.unreachable > Metres(1e300))
        #expect(!Metres.unreachable.isReachable)
    }
}
