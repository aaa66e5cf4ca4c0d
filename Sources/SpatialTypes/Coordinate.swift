/// A position on the WGS 84 ellipsoid (EPSG:4326), longitude first, in degrees.
public struct Coordinate: Hashable, Sendable, BitwiseCopyable {
    /// Degrees east of Greenwich, −180…180.
    public var longitude: Double
    /// Degrees north of the equator, −90…90.
    public var latitude: Double

    /// A position from degrees.
    @inlinable
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }
}

/// A position in a projected coordinate system, in metres.
public struct ProjectedCoordinate: Hashable, Sendable {
    /// Metres east of the false origin.
    public var easting: Double
    /// Metres north of the false origin.
    public var northing: Double

    /// A position from metres.
    @inlinable
    public init(easting: Double, northing: Double) {
        self.easting = easting
        self.northing = northing
    }
}

/// A box in degrees, west ≤ east and south ≤ north.
public struct BoundingBox: Hashable, Sendable {
    /// The least longitude.
    public var west: Double
    /// The least latitude.
    public var south: Double
    /// The greatest longitude.
    public var east: Double
    /// The greatest latitude.
    public var north: Double

    /// A box from its four sides, in degrees.
    public init(west: Double, south: Double, east: Double, north: Double) {
        self.west = west
        self.south = south
        self.east = east
        self.north = north
    }

    /// The smallest box round the coordinates; `nil` when there are none.
    public init?(of coordinates: some Sequence<Coordinate>) {
        var iterator = coordinates.makeIterator()
        guard let first = iterator.next() else { return nil }
        self.init(
            west: first.longitude, south: first.latitude, east: first.longitude,
            north: first.latitude)
        while let next = iterator.next() { formUnion(next) }
    }

    /// Grows the box until it holds the coordinate.
    public mutating func formUnion(_ coordinate: Coordinate) {
        west = min(west, coordinate.longitude)
        east = max(east, coordinate.longitude)
        south = min(south, coordinate.latitude)
        north = max(north, coordinate.latitude)
    }

    /// Whether the coordinate lies inside or on the edge.
    public func contains(_ coordinate: Coordinate) -> Bool {
        coordinate.longitude >= west && coordinate.longitude <= east
            && coordinate.latitude >= south && coordinate.latitude <= north
    }

    /// The middle of the box.
    public var centre: Coordinate {
        Coordinate(longitude: (west + east) / 2, latitude: (south + north) / 2)
    }
}
