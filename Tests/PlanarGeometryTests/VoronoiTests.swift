import PlanarGeometry
import SpatialTypes
import TestSupport
import Testing

@Suite struct VoronoiTests {
    let engine: GeometryEngine

    init() throws { engine = try GeometryEngine() }

    @Test func `two sites split a rectangle down the middle`() throws {
        let area = [rectangle(104, 14, 0.2, 0.1)]
        let sites = [
            Coordinate(longitude: 104.15, latitude: 14.05),
            Coordinate(longitude: 104.05, latitude: 14.05),
        ]
        let cells = try engine.voronoi(of: sites, clippedTo: area)
        #expect(try abs(engine.areaSquareDegrees(of: cells[0]) - 0.01) < 1e-9)
        let box = try #require(BoundingBox(of: cells[1].flatMap(\.exterior.coordinates)))
        #expect(abs(box.west - 104) < 1e-9 && abs(box.east - 104.1) < 1e-9)
        #expect(cells.joined().allSatisfy { $0.exterior.isCounterClockwise })
    }

    @Test func `one site takes all, doubles share by giving to the first, none take nothing`()
        throws
    {
        let area = [rectangle(104, 14, 0.2, 0.1)]
        let site = Coordinate(longitude: 104.05, latitude: 14.05)
        let other = Coordinate(longitude: 104.15, latitude: 14.05)
        #expect(try engine.voronoi(of: [], clippedTo: area).isEmpty)
        #expect(try engine.voronoi(of: [site], clippedTo: []) == [[]])
        let alone = try engine.voronoi(of: [site, site], clippedTo: area)
        #expect(try abs(engine.areaSquareDegrees(of: alone[0]) - 0.02) < 1e-12)
        #expect(alone[1].isEmpty)
        let doubled = try engine.voronoi(of: [site, other, site], clippedTo: area)
        #expect(!doubled[0].isEmpty && !doubled[1].isEmpty && doubled[2].isEmpty)
    }

    @Test func `sites in one line make stripes`() throws {
        let area = [rectangle(104, 14, 0.5, 0.1)]
        let sites = (0..<5).map {
            Coordinate(longitude: 104.05 + 0.1 * Double($0), latitude: 14.05)
        }
        for cell in try engine.voronoi(of: sites, clippedTo: area) {
            #expect(try abs(engine.areaSquareDegrees(of: cell) - 0.01) < 1e-9)
        }
    }

    /// The oracle is the definition: the nearest site, found by trying all of them.
    @Test(arguments: [UInt64(31), 32, 33, 34])
    func `cells are a partition, and each place is in the cell of its nearest site`(
        seed: UInt64
    ) throws {
        var generator = SplitMix64(seed: seed)
        let area = [
            Polygon(
                exterior: ring(104, 14, 105, 14.1, 104.9, 14.8, 104.4, 14.5, 104.1, 14.9),
                holes: [ring(104.3, 14.2, 104.5, 14.2, 104.5, 14.3)])
        ]
        func random() -> Coordinate {
            Coordinate(
                longitude: .random(in: 104...105, using: &generator),
                latitude: .random(in: 14...14.9, using: &generator))
        }
        let sites = (0..<150).map { _ in random() }
        let cells = try engine.voronoi(of: sites, clippedTo: area)
        let sum = try cells.reduce(0) { $0 + (try engine.areaSquareDegrees(of: $1)) }
        let whole = try engine.areaSquareDegrees(of: area)
        #expect(abs(sum - whole) < 1e-9, "seed \(seed)")
        let overlaps = try engine.overlaps(among: cells, largerThan: 1e-12)
        #expect(overlaps.isEmpty, "seed \(seed)")

        let index = try PolygonIndex(cells)
        let land = try PolygonIndex([area])
        // Degrees at 14.45° N in metres: 107 806 and 110 643.
        func squared(_ a: Coordinate, _ b: Coordinate) -> Double {
            let east = (a.longitude - b.longitude) * 107_806
            let north = (a.latitude - b.latitude) * 110_643
            return east * east + north * north
        }
        for _ in 0..<1_000 {
            let place = random()
            let distances = sites.map { squared($0, place).squareRoot() }
            guard let least = distances.min() else { continue }
            guard try land.polygon(containing: place) != nil else {
                #expect(try index.polygon(containing: place) == nil, "seed \(seed)")
                continue
            }
            let cell = try #require(try index.polygon(containing: place))
            #expect(distances[cell] < least + 3, "seed \(seed)")
        }
    }
}

@Suite(.enabled(if: Subdistricts.isExpected)) struct SisaketTests {
    @Test func `the subdistricts lie side by side and their centres divide the ground`() throws {
        let engine = try GeometryEngine()
        let areas = try Subdistricts.polygons(ofProvince: "ศรีสะเกษ")
        #expect(areas.count == 206)
        let invalid = try areas.filter { try !engine.validity(of: .multiPolygon($0)).isValid }
        let index = try PolygonIndex(areas)
        #expect(index.repaired.count == invalid.count)

        let valid = try areas.map {
            try engine.makeValid(.multiPolygon($0)).geometry?.polygons ?? []
        }
        let sum = try valid.reduce(0) { $0 + (try engine.areaSquareDegrees(of: $1)) }
        let union = try engine.union(of: valid.flatMap { $0 })
        let whole = try engine.areaSquareDegrees(of: union)
        let overlaps = try engine.overlaps(among: valid)
        let shared = overlaps.reduce(0) { $0 + $1.areaSquareDegrees }
        print(
            "ศรีสะเกษ: \(invalid.count) invalid, \(overlaps.count) overlaps of \(shared / whole), "
                + "sum/union − 1 = \(sum / whole - 1)")
        // Three areas share one piece of ground: sum − pairs + triple = union.
        #expect(overlaps.count == 3)
        let crowded = Set(overlaps.flatMap { [$0.first, $0.second] }).sorted()
        #expect(crowded.count == 3)
        let pair = try engine.intersection(of: valid[crowded[0]], and: valid[crowded[1]])
        let triple = try engine.areaSquareDegrees(
            of: engine.intersection(of: pair, and: valid[crowded[2]]))
        #expect(abs(sum - shared + triple - whole) < 1e-9 * whole)
        #expect(sum / whole - 1 < 1e-3)

        // One site inside each area: the middle of its box, where that is inside.
        var sites: [Coordinate] = []
        for area in areas {
            let box = try #require(BoundingBox(of: area.flatMap(\.exterior.coordinates)))
            if try index.polygon(containing: box.centre) != nil { sites.append(box.centre) }
        }
        let clock = ContinuousClock()
        var cells: [[Polygon]] = []
        let time = try clock.measure { cells = try engine.voronoi(of: sites, clippedTo: union) }
        print(
            "\(sites.count) sites over \(union.flatMap(\.exterior.coordinates).count) corners: \(time)"
        )
        let covered = try cells.reduce(0) { $0 + (try engine.areaSquareDegrees(of: $1)) }
        #expect(abs(covered - whole) < 1e-9 * whole)
        #expect(try engine.overlaps(among: cells, largerThan: 1e-13).isEmpty)
        let finder = try PolygonIndex(cells)
        #expect(try finder.polygon(containingEach: sites) == Array(sites.indices))
    }
}
