import Projections
import SpatialTypes
import TestSupport
import Testing

private func thai(_ generator: inout SplitMix64) -> Coordinate {
    Coordinate(
        longitude: .random(in: 97.3...105.7, using: &generator),
        latitude: .random(in: 5.6...20.5, using: &generator))
}

@Suite struct GeodesicTests {
    let earth = Geodesic.wgs84

    /// Known values: the quarter meridian is 10 001 965.729 m; a degree of the equator is
    /// π × 6 378 137 / 180 m.
    @Test func `the meridian and the equator have their known lengths`() {
        let origin = Coordinate(longitude: 100, latitude: 0)
        let pole = Coordinate(longitude: 100, latitude: 90)
        #expect(abs(earth.distance(from: origin, to: pole).value - 10_001_965.729) < 0.001)
        let east = Coordinate(longitude: 101, latitude: 0)
        #expect(
            abs(earth.distance(from: origin, to: east).value - .pi * 6_378_137 / 180) < 1e-6)
    }

    /// Karney's GeodTest data set, Wellington to Salamanca: 19 959 679.267 m.
    @Test func `the published line from Wellington to Salamanca is met`() {
        let wellington = Coordinate(longitude: 174.81, latitude: -41.32)
        let salamanca = Coordinate(longitude: -5.50, latitude: 40.96)
        #expect(
            abs(earth.distance(from: wellington, to: salamanca).value - 19_959_679.267) < 0.001)
    }

    @Test(arguments: [UInt64(1), 2, 3])
    func `going and measuring agree, and no detour is shorter`(seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        for _ in 0..<500 {
            let start = thai(&generator)
            let azimuth = Double.random(in: 0..<360, using: &generator)
            let length = Metres(.random(in: 1...300_000, using: &generator))
            let end = earth.destination(from: start, azimuthDegrees: azimuth, distance: length)
            #expect(
                abs(earth.distance(from: start, to: end).value - length.value) < 1e-6,
                "seed \(seed)")
            let third = thai(&generator)
            let detour = earth.length(of: [start, third, end])
            #expect(detour.value >= length.value - 1e-6, "seed \(seed)")
        }
    }

    @Test func `lengths add up along a line and short lines have none`() {
        let line = [
            Coordinate(longitude: 104, latitude: 14), Coordinate(longitude: 104.1, latitude: 14),
            Coordinate(longitude: 104.1, latitude: 14.2),
        ]
        let sum =
            earth.distance(from: line[0], to: line[1]) + earth.distance(from: line[1], to: line[2])
        #expect(earth.length(of: line) == sum)
        #expect(earth.length(of: [line[0]]) == .zero)
        #expect(earth.length(of: []) == .zero)
    }

    /// The eighth of the WGS 84 ellipsoid: its surface is 510 065 621 724 088.4 m².
    @Test func `an octant has an eighth of the surface, a hole takes its part off`() {
        let octant = LinearRing([
            Coordinate(longitude: 0, latitude: 0), Coordinate(longitude: 90, latitude: 0),
            Coordinate(longitude: 0, latitude: 90),
        ])
        let expected = 510_065_621_724_088.4 / 8
        #expect(abs(earth.areaSquareMetres(of: octant) - expected) < 1)
        #expect(abs(earth.areaSquareMetres(of: octant.reversed) - expected) < 1)
        let hole = LinearRing([
            Coordinate(longitude: 10, latitude: 10), Coordinate(longitude: 20, latitude: 10),
            Coordinate(longitude: 20, latitude: 20), Coordinate(longitude: 10, latitude: 20),
        ])
        let holed = Polygon(exterior: octant, holes: [hole])
        #expect(
            abs(
                earth.areaSquareMetres(of: holed) + earth.areaSquareMetres(of: hole) - expected)
                < 1)
    }
}

@Suite struct LocalProjectionTests {
    @Test(arguments: [UInt64(11), 12])
    func `there and back again is the same place`(seed: UInt64) throws {
        var generator = SplitMix64(seed: seed)
        let map = try LocalProjection(centre: Coordinate(longitude: 104.5, latitude: 14.6))
        let places = (0..<500).map { _ in
            Coordinate(
                longitude: .random(in: 103.5...105.5, using: &generator),
                latitude: .random(in: 13.6...15.6, using: &generator))
        }
        let returned = try map.unprojected(try map.projected(places))
        for (before, after) in zip(places, returned) {
            #expect(
                Geodesic.wgs84.distance(from: before, to: after).value < 1e-5, "seed \(seed)")
        }
    }

    @Test func `distances from the centre are exact, others nearly so`() throws {
        let centre = Coordinate(longitude: 104.5, latitude: 14.6)
        let map = try LocalProjection(centre: centre)
        let origin = try map.projected(centre)
        #expect(abs(origin.easting) < 1e-9 && abs(origin.northing) < 1e-9)
        var generator = SplitMix64(seed: 5)
        var worst = 0.0
        var last: Coordinate?
        for _ in 0..<500 {
            let place = Geodesic.wgs84.destination(
                from: centre, azimuthDegrees: .random(in: 0..<360, using: &generator),
                distance: Metres(.random(in: 1...100_000, using: &generator)))
            let flat = try map.projected(place)
            let radius =
                (flat.easting * flat.easting + flat.northing * flat.northing).squareRoot()
            #expect(
                abs(radius - Geodesic.wgs84.distance(from: centre, to: place).value) < 1e-4)
            if let last {
                let other = try map.projected(last)
                let east = flat.easting - other.easting
                let north = flat.northing - other.northing
                let truth = Geodesic.wgs84.distance(from: last, to: place).value
                let error = abs((east * east + north * north).squareRoot() / truth - 1)
                worst = max(worst, error)
            }
            last = place
        }
        #expect(worst < 1e-4)
    }

    @Test func `a centre off the earth is refused`() {
        #expect(throws: ProjectionError.self) {
            try LocalProjection(centre: Coordinate(longitude: 14.6, latitude: 104.5))
        }
    }
}
