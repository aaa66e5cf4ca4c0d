import CPROJ
import SpatialTypes

/// Shortest lines and areas on an ellipsoid.
///
/// Karney, "Algorithms for geodesics", Journal of Geodesy 87 (2013), through PROJ's `geodesic.h`:
/// accurate to about 15 nanometres, converges for every pair.
public struct Geodesic: Sendable {
    private let ellipsoid: geod_geodesic

    /// Lines on the WGS 84 ellipsoid.
    public static let wgs84 = Geodesic(
        equatorialRadius: Metres(6_378_137), flattening: 1 / 298.257_223_563)

    /// Lines on the ellipsoid with this equatorial radius and flattening.
    public init(equatorialRadius: Metres, flattening: Double) {
        var ellipsoid = geod_geodesic()
        geod_init(&ellipsoid, equatorialRadius.value, flattening)
        self.ellipsoid = ellipsoid
    }

    /// The length of the shortest line between two positions.
    public func distance(from start: Coordinate, to end: Coordinate) -> Metres {
        var length = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_inverse(
                $0, start.latitude, start.longitude, end.latitude, end.longitude, &length, nil, nil)
        }
        return Metres(length)
    }

    /// Where one arrives after `distance` along the line that leaves at `azimuthDegrees`,
    /// clockwise from north.
    public func destination(
        from start: Coordinate, azimuthDegrees: Double, distance: Metres
    ) -> Coordinate {
        var latitude = 0.0
        var longitude = 0.0
        withUnsafePointer(to: ellipsoid) {
            geod_direct(
                $0, start.latitude, start.longitude, azimuthDegrees, distance.value, &latitude,
                &longitude, nil)
        }
        return Coordinate(longitude: longitude, latitude: latitude)
    }

    /// The length of a line through the positions in order; zero for fewer than two.
    public func length(of line: [Coordinate]) -> Metres {
        guard var last = line.first else { return .zero }
        var total = 0.0
        withUnsafePointer(to: ellipsoid) { ellipsoid in
            for next in line.dropFirst() {
                var part = 0.0
                geod_inverse(
                    ellipsoid, last.latitude, last.longitude, next.latitude, next.longitude, &part,
                    nil, nil)
                total += part
                last = next
            }
        }
        return Metres(total)
    }

    /// The area of a polygon in square metres, holes taken off, whichever way its rings are wound.
    ///
    /// Edges are geodesics; exact for rings that do not cross themselves.
    public func areaSquareMetres(of polygon: Polygon) -> Double {
        polygon.holes.reduce(areaSquareMetres(of: polygon.exterior)) {
            $0 - areaSquareMetres(of: $1)
        }
    }

    /// The area within one ring in square metres, never negative.
    public func areaSquareMetres(of ring: LinearRing) -> Double {
        let corners = ring.coordinates.dropLast()
        guard corners.count >= 3 else { return 0 }
        var area = 0.0
        withUnsafePointer(to: ellipsoid) { ellipsoid in
            var polygon = geod_polygon()
            geod_polygon_init(&polygon, 0)
            for corner in corners {
                geod_polygon_addpoint(ellipsoid, &polygon, corner.latitude, corner.longitude)
            }
            geod_polygon_compute(ellipsoid, &polygon, 0, 1, &area, nil)
        }
        return abs(area)
    }
}
