import SpatialTypes

/// The part of an OpenStreetMap extract that was asked for, node identifiers kept.
///
/// Every list is sorted by identifier, so that it does not depend on the order of the file.
public struct OpenStreetMapExtract: Hashable, Sendable {
    /// A way with the positions of its nodes.
    public struct Way: Hashable, Sendable {
        /// The way's identifier.
        public var id: Int64
        /// Its nodes in order; the first one again at the end of a closed way.
        public var nodeIDs: [Int64]
        /// The position of each node.
        public var coordinates: [Coordinate]
        /// Its tags, as far as they were asked for.
        public var tags: [String: String]

        /// A way from its parts.
        public init(
            id: Int64, nodeIDs: [Int64], coordinates: [Coordinate], tags: [String: String]
        ) {
            self.id = id
            self.nodeIDs = nodeIDs
            self.coordinates = coordinates
            self.tags = tags
        }
    }

    /// A node that carries a tag asked for.
    public struct Node: Hashable, Sendable {
        /// The node's identifier.
        public var id: Int64
        /// Where it stands.
        public var coordinate: Coordinate
        /// Its tags, as far as they were asked for.
        public var tags: [String: String]

        /// A node from its parts.
        public init(id: Int64, coordinate: Coordinate, tags: [String: String]) {
            self.id = id
            self.coordinate = coordinate
            self.tags = tags
        }
    }

    /// A relation that carries a tag asked for.
    public struct Relation: Hashable, Sendable {
        /// What a member is.
        public enum MemberKind: Hashable, Sendable {
            case node, way, relation
        }

        /// An object and the part it plays.
        public struct Member: Hashable, Sendable {
            /// What the object is.
            public var kind: MemberKind
            /// The object's identifier; the file need not have it.
            public var id: Int64
            /// The part it plays, such as `from`.
            public var role: String

            /// A member from its parts.
            public init(kind: MemberKind, id: Int64, role: String) {
                self.kind = kind
                self.id = id
                self.role = role
            }
        }

        /// The relation's identifier.
        public var id: Int64
        /// Its members in order.
        public var members: [Member]
        /// Its tags, as far as they were asked for.
        public var tags: [String: String]

        /// A relation from its parts.
        public init(id: Int64, members: [Member], tags: [String: String]) {
            self.id = id
            self.members = members
            self.tags = tags
        }
    }

    /// The ways, a way with missing nodes in several parts under one identifier.
    public var ways: [Way] = []
    /// The nodes with a tag asked for.
    public var nodes: [Node] = []
    /// The relations with a tag asked for.
    public var relations: [Relation] = []
    /// Nodes that ways name and the file does not have; ways are cut there.
    public var missingNodeCount = 0

    /// Nothing read yet.
    public init() {}
}

/// What to keep of an extract.
public struct ExtractSelection: Hashable, Sendable {
    /// Keys of ways and the values that count; any value where the set is empty.
    public var wayTags: [String: Set<String>]
    /// Keys of nodes, whatever their value.
    public var nodeKeys: Set<String>
    /// Keys of relations and the values that count; any value where the set is empty.
    public var relationTags: [String: Set<String>]
    /// The tags that come along with what is kept; all where `nil`.
    public var keptKeys: Set<String>?

    /// A selection from its rules.
    public init(
        wayTags: [String: Set<String>], nodeKeys: Set<String> = [],
        relationTags: [String: Set<String>] = [:], keptKeys: Set<String>? = nil
    ) {
        self.wayTags = wayTags
        self.nodeKeys = nodeKeys
        self.relationTags = relationTags
        self.keptKeys = keptKeys
    }

    func wantsWay(key: String, value: String) -> Bool {
        Self.has(wayTags, key, value)
    }

    func wantsRelation(key: String, value: String) -> Bool {
        Self.has(relationTags, key, value)
    }

    private static func has(
        _ wanted: [String: Set<String>], _ key: String, _ value: String
    ) -> Bool {
        guard let values = wanted[key] else { return false }
        return values.isEmpty || values.contains(value)
    }

    func keeps(key: String) -> Bool { keptKeys?.contains(key) ?? true }
}
