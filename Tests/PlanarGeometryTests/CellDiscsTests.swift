import Foundation
import SpatialTypes
import TestSupport
import Testing

@testable import PlanarGeometry

/// Cells cut to circles, and whether the pieces fit together.
@Suite struct CellDiscsTests {
    let engine: GeometryEngine
    static let origin = Coordinate(longitude: 104, latitude: 15)
    let plane = LocalPlane(origin: Self.origin)

    init() throws { engine = try GeometryEngine() }

    private func place(_ x: Double, _ y: Double) -> Coordinate {
        plane.onEarth(Coordinate(longitude: x, latitude: y))
    }

    private func box(_ size: Double) -> Polygon {
        Polygon(
            exterior: LinearRing([
                place(-size, -size), place(size, -size), place(size, size), place(-size, size),
            ]), holes: [])
    }

    /// Square metres, on the plane.
    private func area(_ polygons: [Polygon]) throws -> Double {
        let unit = plane.onPlane(Coordinate(longitude: 105, latitude: 16))
        return try engine.areaSquareDegrees(of: polygons) * unit.longitude * unit.latitude
    }

    private func pieces(_ sites: [Coordinate], _ radii: [Double]) throws -> [[Polygon]] {
        let cells = try engine.voronoi(of: sites, clippedTo: [box(2_000)])
        return CellDiscs(cells: cells, sites: sites, radii: radii.map { Metres($0) }).pieces
    }

    /// Two circles of 100 m with middles 100 m apart.
    ///
    /// Both together: 2 π R² less the lens 2 R² acos(1/2) − 50 √(4 R² − 100²) = 20,944 − 8,660,
    /// which is 62,832 − 12,284 = 50,548 m²; 32 corners fall at most 0.64 % short.
    @Test func `two circles share their chord`() throws {
        let sites = [place(-50, 0), place(50, 0)]
        let pieces = try pieces(sites, [100, 100])
        let joined = try #require(try engine.fittedUnion(of: pieces.flatMap { $0 }))
        #expect(joined.count == 1)
        #expect(try abs(area(joined) - 50_548) < 50_548 * 0.0065)
        #expect(try abs(area(pieces[0]) - 25_274) < 25_274 * 0.0065)
    }

    /// A circle inside its cell is whole; one round its cell leaves the cell; none leaves nothing.
    @Test func `small and large circles`() throws {
        let sites = [place(-1_000, 0), place(1_000, 0)]
        let small = try pieces(sites, [100, 0])
        #expect(try abs(area(small[0]) - 10_000 * Double.pi) < 10_000 * Double.pi * 0.0065)
        #expect(small[1].isEmpty)
        let large = try pieces(sites, [9_000, 9_000])
        #expect(try abs(area(large[0]) - 8_000_000) < 8_000)
    }

    /// A side of the cell cuts a tip off the circle: the arc goes nearly all the way round.
    ///
    /// Sites 198 m apart, radius 100 m: the chord is 99 m off. Segment: R² acos(0.99) −
    /// 99 √(R² − 99²) = 1,415.4 − 1,396.6 = 18.9 m², a circle of 31,416 m² less that.
    @Test func `an arc goes nearly all the way round`() throws {
        let pieces = try pieces([place(-99, 0), place(99, 0)], [100, 100])
        for piece in pieces {
            #expect(try abs(area(piece) - 31_397) < 31_397 * 0.0065)
        }
    }

    /// Sites and radii at random: the pieces fit, keep to circle and cell, and lose nothing.
    @Test(arguments: UInt64(1)...12)
    func `pieces fit together and equal what GEOS cuts`(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let sites = (0..<120).map { _ in
            place(random.unit() * 1_500 - 750, random.unit() * 1_500 - 750)
        }
        let isEven = seed % 3 == 0
        let radii = sites.map { _ in isEven ? 120 : 20 + random.unit() * 180 }
        let cells = try engine.voronoi(of: sites, clippedTo: [box(2_000)])
        let pieces = CellDiscs(
            cells: cells, sites: sites, radii: radii.map { Metres($0) }
        ).pieces
        for index in sites.indices {
            let disc = try engine.buffer(
                of: .point(sites[index]), radius: Metres(radii[index]), quadrantSegments: 64)
            let exact = try engine.intersection(of: cells[index], and: disc)
            let (found, wanted) = (try area(pieces[index]), try area(exact))
            #expect(abs(found - wanted) < wanted * 0.0065 + 1, "seed \(seed), site \(index)")
            let outside = try engine.difference(of: pieces[index], and: exact)
            #expect(try area(outside) < 2, "seed \(seed), site \(index)")
        }
        let all = pieces.flatMap { $0 }
        let joined = try #require(try engine.fittedUnion(of: all), "seed \(seed)")
        #expect(try engine.overlaps(among: pieces, largerThan: 1e-15).isEmpty, "seed \(seed)")
        let united = try engine.union(of: all)
        let rest = try engine.difference(of: united, and: joined)
        #expect(try area(rest) < 0.01, "seed \(seed)")
    }

    /// Squares side by side fit; squares that overlap do not, and are united all the same.
    @Test func `what does not fit is united`() throws {
        let first = rectangle(104, 15, 0.1, 0.1)
        let beside = rectangle(104.1, 15, 0.1, 0.1)
        let across = rectangle(104.05, 15.05, 0.1, 0.1)
        #expect(try engine.fittedUnion(of: [first, beside])?.count == 1)
        #expect(try engine.fittedUnion(of: [first, across]) == nil)
        let united = try engine.coverageUnion(of: [first, across])
        #expect(try abs(engine.areaSquareDegrees(of: united) - 0.0175) < 1e-9)
    }

    @Test func `lines are covered or not`() throws {
        let square = rectangle(104, 15, 0.1, 0.1)
        let inside = [104.02, 104.08].map { Coordinate(longitude: $0, latitude: 15.05) }
        let across = [104.02, 104.12].map { Coordinate(longitude: $0, latitude: 15.05) }
        let edge = [104.02, 104.08].map { Coordinate(longitude: $0, latitude: 15) }
        #expect(try engine.lines([inside, across, edge], notCoveredBy: [square]) == [1])
    }
}
