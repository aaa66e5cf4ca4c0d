/// A closed ring: the first coordinate is repeated as the last.
public struct LinearRing: Hashable, Sendable {
    /// The ring's corners; the first one again at the end.
    public var coordinates: [Coordinate]

    /// A ring from its corners; closes it when the last corner differs from the first.
    public init(_ coordinates: [Coordinate]) {
        if let first = coordinates.first, first != coordinates.last {
            self.coordinates = coordinates + [first]
        } else {
            self.coordinates = coordinates
        }
    }

    /// Twice the signed area in square degrees; positive when wound counter-clockwise.
    public var doubledSignedArea: Double {
        guard let first = coordinates.first else { return 0 }
        var sum = 0.0
        for (a, b) in zip(coordinates, coordinates.dropFirst()) {
            sum +=
                (a.longitude - first.longitude) * (b.latitude - first.latitude)
                - (b.longitude - first.longitude) * (a.latitude - first.latitude)
        }
        return sum
    }

    /// Whether the ring runs counter-clockwise, as RFC 7946 wants outer rings.
    public var isCounterClockwise: Bool { doubledSignedArea > 0 }

    /// The same ring the other way round.
    public var reversed: LinearRing { LinearRing(coordinates.reversed()) }
}

/// An area with one outer ring and any number of holes.
public struct Polygon: Hashable, Sendable {
    /// The outer ring.
    public var exterior: LinearRing
    /// Rings cut out of it.
    public var holes: [LinearRing]

    /// An area from its rings, wound either way.
    public init(exterior: LinearRing, holes: [LinearRing] = []) {
        self.exterior = exterior
        self.holes = holes
    }

    /// The same area wound by RFC 7946: outer ring counter-clockwise, holes clockwise.
    public var woundForGeoJSON: Polygon {
        Polygon(
            exterior: exterior.isCounterClockwise ? exterior : exterior.reversed,
            holes: holes.map { $0.isCounterClockwise ? $0.reversed : $0 })
    }
}

/// The shapes that layers carry, in WGS 84.
public enum Geometry: Hashable, Sendable {
    case point(Coordinate)
    case multiPoint([Coordinate])
    case lineString([Coordinate])
    case multiLineString([[Coordinate]])
    case polygon(Polygon)
    case multiPolygon([Polygon])

    /// All coordinates of the shape, in order.
    public var coordinates: [Coordinate] {
        switch self {
        case .point(let point): [point]
        case .multiPoint(let points), .lineString(let points): points
        case .multiLineString(let lines): lines.flatMap { $0 }
        case .polygon(let polygon): Self.coordinates(of: polygon)
        case .multiPolygon(let polygons): polygons.flatMap(Self.coordinates)
        }
    }

    /// The areas of the shape; empty for points and lines.
    public var polygons: [Polygon] {
        switch self {
        case .polygon(let polygon): [polygon]
        case .multiPolygon(let polygons): polygons
        default: []
        }
    }

    private static func coordinates(of polygon: Polygon) -> [Coordinate] {
        polygon.exterior.coordinates + polygon.holes.flatMap(\.coordinates)
    }
}
