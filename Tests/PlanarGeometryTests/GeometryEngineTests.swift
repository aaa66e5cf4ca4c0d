import PlanarGeometry
import SpatialTypes
import TestSupport
import Testing

@Suite struct GeometryEngineTests {
    let engine: GeometryEngine

    init() throws { engine = try GeometryEngine() }

    @Test func `a bow tie is invalid at its knot, and repaired to both halves`() throws {
        let bowTie = Geometry.polygon(Polygon(exterior: ring(0, 0, 2, 2, 2, 0, 0, 2)))
        let validity = try engine.validity(of: bowTie)
        #expect(!validity.isValid)
        #expect(validity.reason == "Self-intersection")
        #expect(validity.location == Coordinate(longitude: 1, latitude: 1))
        let repair = try engine.makeValid(bowTie)
        #expect(repair.areaBefore == 0)
        #expect(repair.areaAfter == 2)
        #expect(repair.relativeAreaChange == .infinity)
        let polygons = try #require(repair.geometry?.polygons)
        #expect(polygons.count == 2)
        #expect(polygons.allSatisfy { $0.exterior.isCounterClockwise })
        let repaired = try #require(repair.geometry)
        #expect(try engine.validity(of: repaired).isValid)
    }

    /// The structure method counts doubled ground once: 3 × 3 + 3 × 3 − 1 = 17.
    @Test func `overlapping parts are merged, a spike is cut off`() throws {
        let parts = Geometry.multiPolygon([rectangle(0, 0, 3, 3), rectangle(2, 2, 3, 3)])
        let repair = try engine.makeValid(parts)
        #expect(repair.areaBefore == 18)
        #expect(repair.areaAfter == 17)
        #expect(abs(repair.relativeAreaChange - 1.0 / 18) < 1e-12)
        let spike = Polygon(exterior: ring(0, 0, 2, 0, 2, 2, 1, 2, 1, 5, 1, 2, 0, 2))
        let cut = try engine.makeValid(.polygon(spike))
        #expect(cut.geometry?.polygons.count == 1)
        #expect(cut.areaAfter == 4)
    }

    @Test func `a valid shape is left alone but for its winding`() throws {
        let square = rectangle(0, 0, 2, 2)
        let clockwise = Polygon(exterior: square.exterior.reversed)
        let repair = try engine.makeValid(.polygon(clockwise))
        #expect(repair.before.isValid && repair.relativeAreaChange == 0)
        #expect(repair.geometry == .polygon(clockwise.woundForGeoJSON))
    }

    @Test func `union and intersection of two squares have the areas one expects`() throws {
        let one = rectangle(0, 0, 3, 3)
        let other = rectangle(2, 2, 3, 3)
        let union = try engine.union(of: [one, other])
        #expect(union.count == 1)
        #expect(union[0].exterior.isCounterClockwise)
        #expect(try engine.areaSquareDegrees(of: union) == 17)
        let shared = try engine.intersection(of: [one], and: [other])
        #expect(try engine.areaSquareDegrees(of: shared) == 1)
        // Neighbours share an edge, which is no ground.
        #expect(try engine.intersection(of: [one], and: [rectangle(3, 0, 1, 1)]).isEmpty)
        #expect(try engine.union(of: []).isEmpty)
    }

    @Test func `a hole survives the way through GEOS, wound clockwise`() throws {
        let holed = Polygon(
            exterior: ring(0, 0, 4, 0, 4, 4, 0, 4), holes: [ring(1, 1, 2, 1, 2, 2, 1, 2)])
        let union = try engine.union(of: [holed])
        #expect(try engine.areaSquareDegrees(of: union) == 15)
        #expect(union[0].holes.count == 1)
        #expect(!union[0].holes[0].isCounterClockwise)
    }

    @Test func `overlaps name the pairs that share ground`() throws {
        let areas = [
            [rectangle(0, 0, 2, 2)], [rectangle(2, 0, 2, 2)], [], [rectangle(1, 1, 2, 1)],
        ]
        #expect(
            try engine.overlaps(among: areas) == [
                Overlap(first: 0, second: 3, areaSquareDegrees: 1),
                Overlap(first: 1, second: 3, areaSquareDegrees: 1),
            ])
        #expect(try engine.overlaps(among: areas, largerThan: 1).isEmpty)
    }

    @Test func `the hull is a polygon, a line or a point`() throws {
        let square = rectangle(0, 0, 2, 2)
        let inside = Coordinate(longitude: 1, latitude: 1.5)
        let hull = try engine.convexHull(of: square.exterior.coordinates + [inside])
        let polygon = try #require(hull?.polygons.first)
        #expect(polygon.exterior.coordinates.count == 5)
        #expect(polygon.exterior.isCounterClockwise)
        #expect(try engine.convexHull(of: [inside]) == .point(inside))
        guard case .lineString? = try engine.convexHull(of: ring(0, 0, 1, 1, 2, 2).coordinates)
        else {
            Issue.record("points in line have a line for a hull")
            return
        }
        #expect(try engine.convexHull(of: []) == nil)
    }

    /// A regular polygon of 4 × 64 corners in a circle of 3 km: ½ n r² sin(2π/n).
    @Test func `a buffer is as wide in metres east as north`() throws {
        let centre = Coordinate(longitude: 104.5, latitude: 14.6)
        let disc = try #require(
            try engine.buffer(of: .point(centre), radius: Metres(3_000), quadrantSegments: 64)
                .first)
        let box = try #require(BoundingBox(of: disc.exterior.coordinates))
        // Degrees of longitude and latitude at 14.6° N: 107 735.2 m and 110 645.4 m (EPSG 7-2).
        #expect(abs((box.east - box.west) / 2 * 107_735 - 3_000) < 2)
        #expect(abs((box.north - box.south) / 2 * 110_645 - 3_000) < 2)
        #expect(disc.exterior.isCounterClockwise)
    }

    @Test func `simplifying drops corners within the tolerance only`() throws {
        // 0.0001° north is 11 m, 0.001° is 111 m.
        let line = Geometry.lineString(
            ring(104, 14, 104.01, 14.0001, 104.02, 14, 104.03, 14.001, 104.04, 14)
                .coordinates.dropLast())
        let simple = try #require(try engine.simplified(line, tolerance: Metres(50)))
        #expect(simple.coordinates.count == 4)
        let unchanged = try #require(try engine.simplified(line, tolerance: Metres(5)))
        #expect(unchanged.coordinates.count == 5)
        for (a, b) in zip(unchanged.coordinates, line.coordinates) {
            #expect(abs(a.longitude - b.longitude) < 1e-12 && abs(a.latitude - b.latitude) < 1e-12)
        }
    }

    @Test func `what GEOS cannot take is refused, and the engine lives on`() throws {
        func code(_ geometry: Geometry) throws -> GeometryError.Code? {
            try #require(throws: GeometryError.self) { try engine.validity(of: geometry) }.code
        }
        #expect(try code(.polygon(Polygon(exterior: ring(0, 0, 1, 1)))) == .tooFewCoordinates)
        #expect(try code(.lineString(ring(0, 0).coordinates)) == .tooFewCoordinates)
        #expect(
            try code(.point(Coordinate(longitude: .nan, latitude: 0))) == .coordinateNotFinite)
        #expect(
            try code(.lineString(ring(0, 0, 1, .infinity).coordinates)) == .coordinateNotFinite)
        // The first part is built when the second fails: it must be freed once, not twice.
        let bad = Polygon(exterior: ring(0, 0, 1, 1), holes: [])
        #expect(try code(.multiPolygon([rectangle(0, 0, 1, 1), bad])) == .tooFewCoordinates)
        let badHole = Polygon(exterior: ring(0, 0, 4, 0, 4, 4), holes: [ring(1, 1)])
        #expect(try code(.polygon(badHole)) == .tooFewCoordinates)
        let error = try #require(throws: GeometryError.self) {
            try engine.buffer(of: .polygon(rectangle(0, 0, 1, 1)), radius: Metres(.infinity))
        }
        #expect(error.code == .parameterOutOfRange)
        #expect(try engine.areaSquareDegrees(of: [rectangle(0, 0, 1, 1)]) == 1)
    }

    @Test(arguments: [UInt64(21), 22, 23])
    func `areas of random rectangles add up`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<100 {
            func random() -> Polygon {
                rectangle(
                    .random(in: 0...5, using: &generator), .random(in: 0...5, using: &generator),
                    .random(in: 1...5, using: &generator), .random(in: 1...5, using: &generator))
            }
            let (one, other) = (random(), random())
            let union = try engine.areaSquareDegrees(of: engine.union(of: [one, other]))
            let shared = try engine.areaSquareDegrees(
                of: engine.intersection(of: [one], and: [other]))
            let sum =
                try engine.areaSquareDegrees(of: [one]) + engine.areaSquareDegrees(of: [other])
            #expect(abs(union + shared - sum) < 1e-9, "seed \(seed)")
        }
    }
}

@Suite struct PolygonIndexTests {
    @Test func `positions are found inside, on edges and nowhere`() throws {
        let holed = Polygon(
            exterior: ring(0, 0, 4, 0, 4, 4, 0, 4), holes: [ring(1, 1, 2, 1, 2, 2, 1, 2)])
        let index = try PolygonIndex([[], [holed], [rectangle(4, 0, 4, 4)]])
        func find(_ x: Double, _ y: Double) throws -> Int? {
            try index.polygon(containing: Coordinate(longitude: x, latitude: y))
        }
        #expect(try find(3, 3) == 1)
        #expect(try find(5, 3) == 2)
        #expect(try find(1.5, 1.5) == nil)
        #expect(try find(9, 9) == nil)
        #expect(try find(4, 2) == 1)
        #expect(try index.polygons(containing: Coordinate(longitude: 4, latitude: 2)) == [1, 2])
        #expect(index.repaired.isEmpty)
        #expect(
            try PolygonIndex([]).polygon(containing: Coordinate(longitude: 0, latitude: 0)) == nil)
    }

    @Test func `an invalid area is repaired and reported`() throws {
        let bowTie = Polygon(exterior: ring(0, 0, 2, 2, 2, 0, 0, 2))
        let index = try PolygonIndex([[rectangle(5, 5, 1, 1)], [bowTie]])
        #expect(index.repaired == [1])
        #expect(try index.polygon(containing: Coordinate(longitude: 0.2, latitude: 1)) == 1)
        #expect(try index.polygon(containing: Coordinate(longitude: 1, latitude: 1.8)) == nil)
        let error = try #require(throws: GeometryError.self) {
            try PolygonIndex([[rectangle(0, 0, 1, 1)], [Polygon(exterior: ring(0, 0, 1, 1))]])
        }
        #expect(error.index == 1)
    }
}
