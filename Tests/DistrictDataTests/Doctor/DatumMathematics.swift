import Foundation
import SpatialTypes

/// Datum and projection formulas from the textbook, independent of the library under test.
struct Ellipsoid {
    let a: Double
    let f: Double

    static let wgs84 = Ellipsoid(a: 6_378_137, f: 1 / 298.257_223_563)
    static let everest = Ellipsoid(a: 6_377_276.345, f: 1 / 300.801_7)

    var e2: Double { f * (2 - f) }

    /// Earth-centred coordinates of a place at height 0.
    func centred(_ place: Coordinate) -> (Double, Double, Double) {
        let (λ, φ) = (place.longitude * .pi / 180, place.latitude * .pi / 180)
        let n = a / (1 - e2 * sin(φ) * sin(φ)).squareRoot()
        return (n * cos(φ) * cos(λ), n * cos(φ) * sin(λ), n * (1 - e2) * sin(φ))
    }

    /// The place of earth-centred coordinates, by iteration.
    func place(_ x: Double, _ y: Double, _ z: Double) -> Coordinate {
        let p = (x * x + y * y).squareRoot()
        var φ = atan2(z, p * (1 - e2))
        for _ in 0..<8 {
            let n = a / (1 - e2 * sin(φ) * sin(φ)).squareRoot()
            φ = atan2(z + e2 * n * sin(φ), p)
        }
        return Coordinate(longitude: atan2(y, x) * 180 / .pi, latitude: φ * 180 / .pi)
    }

    /// Universal Transverse Mercator (Snyder 1987, equations 8-9 to 8-15).
    func utm(_ place: Coordinate, meridian: Double) -> (x: Double, y: Double) {
        let (λ, φ) = ((place.longitude - meridian) * .pi / 180, place.latitude * .pi / 180)
        let (e4, e6) = (e2 * e2, e2 * e2 * e2)
        let ep2 = e2 / (1 - e2)
        let n = a / (1 - e2 * sin(φ) * sin(φ)).squareRoot()
        let t = tan(φ) * tan(φ)
        let c = ep2 * cos(φ) * cos(φ)
        let A = λ * cos(φ)
        let m0 = (1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * φ
        let m1 = (3 * e2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * sin(2 * φ)
        let m2 = (15 * e4 / 256 + 45 * e6 / 1024) * sin(4 * φ)
        let m = a * (m0 - m1 + m2 - 35 * e6 / 3072 * sin(6 * φ))
        let x3 = (1 - t + c) * pow(A, 3) / 6
        let x5 = (5 - 18 * t + t * t + 72 * c - 58 * ep2) * pow(A, 5) / 120
        let y4 = (5 - t + 9 * c + 4 * c * c) * pow(A, 4) / 24
        let y6 = (61 - 58 * t + t * t + 600 * c - 330 * ep2) * pow(A, 6) / 720
        return (
            0.9996 * n * (A + x3 + x5) + 500_000,
            0.9996 * (m + n * tan(φ) * (A * A / 2 + y4 + y6))
        )
    }

    /// The place of UTM coordinates, by Newton's method on `utm`.
    func place(x: Double, y: Double, meridian: Double) -> Coordinate {
        var place = Coordinate(
            longitude: meridian + (x - 500_000) / 108_000, latitude: y / 110_600)
        for _ in 0..<8 {
            let h = 1e-5
            let here = utm(place, meridian: meridian)
            let east = utm(
                Coordinate(longitude: place.longitude + h, latitude: place.latitude),
                meridian: meridian)
            let north = utm(
                Coordinate(longitude: place.longitude, latitude: place.latitude + h),
                meridian: meridian)
            let (p, q) = ((east.x - here.x) / h, (north.x - here.x) / h)
            let (r, s) = ((east.y - here.y) / h, (north.y - here.y) / h)
            let (u, v) = (x - here.x, y - here.y)
            let determinant = p * s - q * r
            place.longitude += (s * u - q * v) / determinant
            place.latitude += (p * v - r * u) / determinant
        }
        return place
    }

    /// The Indian 1975 position of a WGS 84 place, by the three parameters of EPSG:1304.
    static func indian1975(_ place: Coordinate) -> Coordinate {
        let (x, y, z) = wgs84.centred(place)
        return everest.place(x - 210, y - 814, z - 289)
    }
}
