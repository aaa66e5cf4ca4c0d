import SpatialTypes

/// The order of positions along a Hilbert curve: neighbours on the map are near in memory.
enum HilbertOrder {
    /// The indices of the coordinates in the order of the curve; ties by index.
    ///
    /// - Parameter frame: The frame in which the coordinates are seen.
    static func indices(of coordinates: [Coordinate], in frame: LocalFrame) -> [UInt32] {
        let places = coordinates.map { frame.relative($0) }
        guard let first = places.first else { return [] }
        var (low, high) = (first, first)
        for place in places {
            low = PlanePoint(x: min(low.x, place.x), y: min(low.y, place.y))
            high = PlanePoint(x: max(high.x, place.x), y: max(high.y, place.y))
        }
        let side = max(high.x - low.x, high.y - low.y, .leastNormalMagnitude)
        let keys = places.map {
            curve(
                x: UInt32(($0.x - low.x) / side * 65_535), y: UInt32(($0.y - low.y) / side * 65_535)
            )
        }
        return (0..<UInt32(coordinates.count)).sorted {
            (keys[Int($0)], $0) < (keys[Int($1)], $1)
        }
    }

    /// Distance along the curve of order 16 (Skilling, "Programming the Hilbert curve", 2004).
    static func curve(x: UInt32, y: UInt32) -> UInt32 {
        var (x, y, result) = (x, y, UInt32(0))
        var side: UInt32 = 1 << 15
        while side > 0 {
            let right: UInt32 = x & side > 0 ? 1 : 0
            let upper: UInt32 = y & side > 0 ? 1 : 0
            result += side * side * ((3 * right) ^ upper)
            if upper == 0 {
                if right == 1 {
                    x = 65_535 - x
                    y = 65_535 - y
                }
                (x, y) = (y, x)
            }
            side >>= 1
        }
        return result
    }
}

/// A point on a plane, in degrees or metres as its maker says.
struct PlanePoint {
    var x: Double
    var y: Double
}

/// Degrees seen from a central meridian, so that a network across ±180° is one piece.
struct LocalFrame: Codable, Sendable {
    let meridian: Double

    init(around coordinates: some Sequence<Coordinate>) {
        var (west, east) = (Double.infinity, -Double.infinity)
        for coordinate in coordinates {
            west = min(west, coordinate.longitude)
            east = max(east, coordinate.longitude)
        }
        meridian = east - west > 180 ? 180 : 0
    }

    /// Degrees east of the meridian (−180…180) and north of the equator.
    func relative(_ coordinate: Coordinate) -> PlanePoint {
        PlanePoint(x: Self.wrapped(coordinate.longitude - meridian), y: coordinate.latitude)
    }

    /// A difference of longitudes brought to −180…180.
    static func wrapped(_ degrees: Double) -> Double {
        if degrees > 180 { return degrees - 360 }
        return degrees < -180 ? degrees + 360 : degrees
    }
}
