import SpatialTypes

/// The shape of a feature whose numbers are no place on Earth, kept as the source has them.
public struct StrayShape: Hashable, Sendable {
    /// The shape in the numbers of the source: swapped degrees, metres, or whatever was typed.
    public var shape: Geometry
    /// Why it is no place, for people who read GDAL's messages.
    public var detail: String

    /// A stray shape from its parts.
    public init(shape: Geometry, detail: String) {
        self.shape = shape
        self.detail = detail
    }

    /// The first corner that is no longitude and latitude; the first of all where every one could be.
    ///
    /// Its `longitude` and `latitude` are merely the first and second number.
    public var firstImpossible: Coordinate? {
        let corners = shape.coordinates
        return corners.first { !Self.isOnEarth($0) } ?? corners.first
    }

    /// Whether two numbers can be a longitude and a latitude in degrees.
    ///
    /// Rounding in a conversion may carry a corner past the antimeridian by a hair.
    static func isOnEarth(_ place: Coordinate) -> Bool {
        let slack = 1e-9
        return abs(place.longitude) <= 180 + slack && abs(place.latitude) <= 90 + slack
    }
}
