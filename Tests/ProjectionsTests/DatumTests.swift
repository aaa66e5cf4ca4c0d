import Projections
import SpatialTypes
import Testing

/// Indian 1975, 14.65 N 104.65 E, near Kantharalak: the test vector of the datum trap.
private let indian = SourcePosition(x: 104.65, y: 14.65)
private let right = Coordinate(longitude: 104.6462028, latitude: 14.6516587)
private let wrong = Coordinate(longitude: 104.6445254, latitude: 14.6521595)

private func distance(_ one: Coordinate, _ other: Coordinate) -> Double {
    Geodesic.wgs84.distance(from: one, to: other).value
}

@Suite struct DatumTests {
    @Test func `Indian 1975 goes by EPSG 1304, not by the first candidate`() throws {
        let transform = try WGS84Transform(from: CRSIdentifier("EPSG:4240"))
        #expect(transform.operation.code == "EPSG:1304")
        let result = try transform.coordinate(of: indian)
        #expect(abs(result.longitude - right.longitude) < 1e-7)
        #expect(abs(result.latitude - right.latitude) < 1e-7)
    }

    @Test func `EPSG 1812 can be asked for and is 190 metres away`() throws {
        let transform = try WGS84Transform(
            from: CRSIdentifier("EPSG:4240"), operation: "EPSG:1812")
        let result = try transform.coordinate(of: indian)
        #expect(distance(result, wrong) < 0.02)
        #expect((180...200).contains(distance(result, right)))
    }

    @Test func `the report names the operation, its rivals and their spread`() throws {
        let transform = try WGS84Transform(from: CRSIdentifier("EPSG:24048"))
        let report = transform.report(at: right)
        #expect(report.used.code == "EPSG:1304")
        let codes = report.candidates.compactMap(\.operation.code)
        #expect(codes.contains("EPSG:1304") && codes.contains("EPSG:1812"))
        #expect(codes.contains("EPSG:1537"))
        #expect((180...210).contains(report.spread.value))
        let offsets = Dictionary(
            report.candidates.map { ($0.operation.code ?? "", $0.offset.value) },
            uniquingKeysWith: { first, _ in first })
        #expect(try #require(offsets["EPSG:1304"]) < 0.001)
        #expect(try #require(offsets["EPSG:1537"]) < 10)
    }

    /// Independent oracle: the UTM numbers come from the Krüger series below.
    @Test(arguments: [47, 48])
    func `Indian 1975 UTM agrees with its geographic form`(zone: Int) throws {
        let longitude = zone == 47 ? 100.2 : 104.65
        let grid = utm(
            longitude: longitude, latitude: 14.65, zone: zone, semiMajor: 6_377_276.345,
            inverseFlattening: 300.8017)
        let geographic = try WGS84Transform(from: CRSIdentifier("EPSG:4240"))
        let projected = try WGS84Transform(from: CRSIdentifier("EPSG:240\(zone)"))
        #expect(projected.operation.code == "EPSG:1304")
        let expected = try geographic.coordinate(of: SourcePosition(x: longitude, y: 14.65))
        #expect(distance(try projected.coordinate(of: grid), expected) < 0.01)
    }

    @Test func `reading Indian numbers as WGS 84 is half a kilometre wrong`() throws {
        let grid = utm(
            longitude: 104.65, latitude: 14.65, zone: 48, semiMajor: 6_377_276.345,
            inverseFlattening: 300.8017)
        let indian = try WGS84Transform(from: CRSIdentifier("EPSG:24048")).coordinate(of: grid)
        let ignored = try WGS84Transform(from: CRSIdentifier("EPSG:32648")).coordinate(of: grid)
        #expect((500...540).contains(distance(indian, ignored)))
    }

    @Test(arguments: ["EPSG:4326", "EPSG:32647", "EPSG:32648"])
    func `WGS 84 systems leave nothing to choose`(code: String) throws {
        let transform = try WGS84Transform(from: CRSIdentifier(code))
        let report = transform.report(at: Coordinate(longitude: 102.1, latitude: 15))
        #expect(report.spread == .zero)
        #expect(report.candidates.count == 1)
        #expect(report.candidates[0].offset.value < 1e-6)
    }

    @Test func `WGS 84 stays as it is`() throws {
        let transform = try WGS84Transform(from: CRSIdentifier("EPSG:4326"))
        let result = try transform.coordinate(of: SourcePosition(x: 104.65, y: 14.65))
        #expect(result == Coordinate(longitude: 104.65, latitude: 14.65))
    }

    @Test func `the whole of Thailand may be written in zone 47`() throws {
        let grid = utm(
            longitude: 105.5, latitude: 15.3, zone: 47, semiMajor: 6_378_137,
            inverseFlattening: 298.257_223_563)
        let result = try WGS84Transform(from: CRSIdentifier("EPSG:32647")).coordinate(of: grid)
        #expect(distance(result, Coordinate(longitude: 105.5, latitude: 15.3)) < 0.1)
    }

    @Test func `finite nonsense outside the area of use is refused, with its place in the batch`()
        throws
    {
        let transform = try WGS84Transform(from: CRSIdentifier("EPSG:32648"))
        let good = SourcePosition(x: 500_000, y: 1_600_000)
        let degrees = try #require(throws: ProjectionError.self) {
            try transform.coordinate(of: SourcePosition(x: 104.65, y: 14.65))
        }
        #expect(degrees.code == .looksLikeDegrees)
        let error = try #require(throws: ProjectionError.self) {
            try transform.coordinates(of: [good, good, SourcePosition(x: 9e6, y: 1.6e6)])
        }
        #expect(error.index == 2)
        #expect([.outsideAreaOfUse, .notTransformable].contains(error.code))
        let nan = try #require(throws: ProjectionError.self) {
            try transform.coordinate(of: SourcePosition(x: .nan, y: 0))
        }
        #expect(nan.code == .notTransformable)
        // The handle still works after failures.
        #expect(abs(try transform.coordinate(of: good).longitude - 105) < 1e-9)
    }

    @Test func `swapped degrees are refused`() throws {
        let transform = try WGS84Transform(from: CRSIdentifier("EPSG:4240"))
        let error = try #require(throws: ProjectionError.self) {
            try transform.coordinate(of: SourcePosition(x: 14.65, y: 104.65))
        }
        #expect([.outsideAreaOfUse, .notTransformable].contains(error.code))
    }
}

@Suite struct CRSIdentifierTests {
    @Test func `a code tells its name, kind and base`() throws {
        let crs = try CRSIdentifier("epsg:24048")
        #expect(crs.description == "EPSG:24048")
        #expect(crs.name == "Indian 1975 / UTM zone 48N")
        #expect(crs.kind == .projected)
        #expect(crs.geographicBase == "EPSG:4240")
        #expect(try CRSIdentifier("EPSG:4326").kind == .geographic)
        #expect(try CRSIdentifier("EPSG:4326").geographicBase == "EPSG:4326")
    }

    @Test(arguments: [
        ("EPSG:99999", ProjectionError.Code.unknownCRS), ("EPSG:", .malformedIdentifier),
        ("32648", .malformedIdentifier), ("EPSG:4978", .unsupportedCRS),
        ("EPSG:5773", .unsupportedCRS), ("EPSG:๔๓๒๖", .malformedIdentifier),
        ("NOBODY:4326", .unknownCRS),
    ])
    func `a bad code is refused by name`(text: String, code: ProjectionError.Code) throws {
        let error = try #require(throws: ProjectionError.self) { try CRSIdentifier(text) }
        #expect(error.code == code)
        #expect(error.description.contains(text))
    }

    @Test(arguments: [
        ("EPSG:1", ProjectionError.Code.unknownOperation), ("towgs84", .unknownOperation),
        ("EPSG:1150", .unsuitableOperation),
    ])
    func `an operation that does not fit is refused`(
        operation: String, code: ProjectionError.Code
    ) throws {
        let error = try #require(throws: ProjectionError.self) {
            try WGS84Transform(from: CRSIdentifier("EPSG:24048"), operation: operation)
        }
        #expect(error.code == code)
        #expect(error.subject == operation)
    }
}

/// Transverse Mercator by the Krüger series to n⁴, in UTM's frame (Karney 2011, equations 7–9 and 35).
private func utm(
    longitude: Double, latitude: Double, zone: Int, semiMajor a: Double, inverseFlattening: Double
) -> SourcePosition {
    let f = 1 / inverseFlattening
    let n = f / (2 - f)
    let e = (f * (2 - f)).squareRoot()
    let φ = latitude * .pi / 180
    let λ = (longitude - Double(zone * 6 - 183)) * .pi / 180
    let τ = tangent(φ)
    let σ = hyperbolicSine(e * inverseHyperbolicTangent(e * τ / (1 + τ * τ).squareRoot()))
    let τʹ = τ * (1 + σ * σ).squareRoot() - σ * (1 + τ * τ).squareRoot()
    let ξʹ = arcTangent(τʹ, cosine(λ))
    let ηʹ = inverseHyperbolicSine(
        sine(λ) / (τʹ * τʹ + cosine(λ) * cosine(λ)).squareRoot())
    let α = [
        n / 2 - 2 * n * n / 3 + 5 * n * n * n / 16 + 41 * n * n * n * n / 180,
        13 * n * n / 48 - 3 * n * n * n / 5 + 557 * n * n * n * n / 1_440,
        61 * n * n * n / 240 - 103 * n * n * n * n / 140,
        49_561 * n * n * n * n / 161_280,
    ]
    var ξ = ξʹ
    var η = ηʹ
    for (index, coefficient) in α.enumerated() {
        let k = Double(2 * (index + 1))
        ξ += coefficient * sine(k * ξʹ) * hyperbolicCosine(k * ηʹ)
        η += coefficient * cosine(k * ξʹ) * hyperbolicSine(k * ηʹ)
    }
    let A = a / (1 + n) * (1 + n * n / 4 + n * n * n * n / 64)
    return SourcePosition(x: 500_000 + 0.9996 * A * η, y: 0.9996 * A * ξ)
}
