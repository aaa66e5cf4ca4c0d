import SpatialTypes

/// A way of OpenStreetMap: a line with tags.
///
/// GDAL gives no node identifiers. Ways that meet share a node and therefore a coordinate, equal
/// to the last bit; ways that only cross share none.
public struct OSMWay: Hashable, Sendable {
    /// The way's identifier.
    public var id: Int64
    /// Its nodes in order; the first one again at the end of a closed way.
    public var coordinates: [Coordinate]
    /// All its tags.
    public var tags: [String: String]

    /// A way from its parts.
    public init(id: Int64, coordinates: [Coordinate], tags: [String: String]) {
        self.id = id
        self.coordinates = coordinates
        self.tags = tags
    }
}

/// A node of OpenStreetMap that carries tags, for instance a barrier.
public struct OSMNode: Hashable, Sendable {
    /// The node's identifier.
    public var id: Int64
    /// Where it stands; equal to the last bit to the coordinate of the ways through it.
    public var coordinate: Coordinate
    /// All its tags.
    public var tags: [String: String]

    /// A node from its parts.
    public init(id: Int64, coordinate: Coordinate, tags: [String: String]) {
        self.id = id
        self.coordinate = coordinate
        self.tags = tags
    }
}

/// A place mapped as a node, a way or a relation, reduced to one position.
public struct OSMPlace: Hashable, Sendable {
    /// How the place is mapped.
    ///
    /// Nodes come before ways, ways before relations.
    public enum Element: Hashable, Sendable, Comparable {
        case node
        case way
        case relation
    }

    /// How the place is mapped; identifiers are unique within one kind only.
    public var element: Element
    /// The element's identifier.
    public var id: Int64
    /// The node, or the centre of gravity of the area or line.
    public var coordinate: Coordinate
    /// All its tags.
    public var tags: [String: String]

    /// A place from its parts.
    public init(element: Element, id: Int64, coordinate: Coordinate, tags: [String: String]) {
        self.element = element
        self.id = id
        self.coordinate = coordinate
        self.tags = tags
    }
}
