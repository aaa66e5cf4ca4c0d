import SpatialTypes

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
