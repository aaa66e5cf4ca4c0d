import Foundation
import SpatialTypes

/// Metres east and north of one place, each degree worth the same everywhere.
///
/// The scales are those of the WGS 84 ellipsoid at the origin: radius of the meridian, radius of
/// the prime vertical times cosine of latitude (Snyder 1987, p. 25). 50 km north or south of the
/// origin in Thailand a length to the east is 0.2 % off, one to the north 0.001 %. Straight lines
/// stay straight in degrees, so areas keep fitting together when brought back.
struct LocalPlane {
    private let origin: Coordinate
    private let metresPerDegreeEast: Double
    private let metresPerDegreeNorth: Double

    init(origin: Coordinate) {
        let radius = 6_378_137.0
        let squaredEccentricity = 0.006_694_379_990_141_3
        let latitude = origin.latitude * .pi / 180
        let w = (1 - squaredEccentricity * sin(latitude) * sin(latitude)).squareRoot()
        self.origin = origin
        metresPerDegreeNorth = radius * (1 - squaredEccentricity) / (w * w * w) * .pi / 180
        metresPerDegreeEast = radius / w * cos(latitude) * .pi / 180
    }

    /// Metres, carried in the two numbers of a `Coordinate` on their way to GEOS and back.
    func onPlane(_ coordinate: Coordinate) -> Coordinate {
        Coordinate(
            longitude: (coordinate.longitude - origin.longitude) * metresPerDegreeEast,
            latitude: (coordinate.latitude - origin.latitude) * metresPerDegreeNorth)
    }

    func onEarth(_ place: Coordinate) -> Coordinate {
        Coordinate(
            longitude: origin.longitude + place.longitude / metresPerDegreeEast,
            latitude: origin.latitude + place.latitude / metresPerDegreeNorth)
    }
}
