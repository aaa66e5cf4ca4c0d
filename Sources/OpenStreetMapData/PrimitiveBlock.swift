import SpatialTypes

/// One decompressed block: a table of strings and groups of nodes, ways or relations.
struct PrimitiveBlock {
    let strings: StringTable
    private let groups: [ProtobufCursor]
    private var granularity: Int64 = 100
    private var latitudeOffset: Int64 = 0
    private var longitudeOffset: Int64 = 0

    init(_ content: [UInt8]) throws(BlockFault) {
        var message = ProtobufCursor(content)
        var strings = StringTable()
        var groups: [ProtobufCursor] = []
        while let (number, wire) = try message.field() {
            switch number {
            case 1: strings = try StringTable(message.message(wire))
            case 2: groups.append(try message.message(wire))
            case 17: granularity = Int64(truncatingIfNeeded: try message.number(wire))
            case 19: latitudeOffset = Int64(bitPattern: try message.number(wire))
            case 20: longitudeOffset = Int64(bitPattern: try message.number(wire))
            default: try message.skip(wire)
            }
        }
        self.strings = strings
        self.groups = groups
    }

    // MARK: Ways and relations

    /// What a block has besides nodes.
    struct Content: Sendable {
        var ways: [RawWay] = []
        var relations: [OpenStreetMapExtract.Relation] = []
        /// Whether the block has nodes at all.
        var hasNodes = false
    }

    /// The wanted ways and relations.
    func content(_ selection: ExtractSelection) throws(BlockFault) -> Content {
        let table = TagReader(strings: strings, selection: selection)
        let wantsRelations = !selection.relationTags.isEmpty
        var content = Content()
        for group in groups {
            var group = group
            while let (number, wire) = try group.field() {
                switch number {
                case 3:
                    if let way = try way(group.message(wire), table) { content.ways.append(way) }
                case 4 where wantsRelations:
                    if let relation = try relation(group.message(wire), table) {
                        content.relations.append(relation)
                    }
                case 1, 2:
                    content.hasNodes = true
                    try group.skip(wire)
                default: try group.skip(wire)
                }
            }
        }
        return content
    }

    private func way(
        _ message: ProtobufCursor, _ table: TagReader
    ) throws(BlockFault) -> RawWay? {
        var message = message
        var id: Int64 = 0
        var keys: ProtobufCursor?
        var values: ProtobufCursor?
        var references: ProtobufCursor?
        while let (number, wire) = try message.field() {
            switch number {
            case 1: id = Int64(bitPattern: try message.number(wire))
            case 2: keys = try message.message(wire)
            case 3: values = try message.message(wire)
            case 8: references = try message.message(wire)
            default: try message.skip(wire)
            }
        }
        guard let keys, let values, var references,
            let tags = try table.tagsOfWay(keys: keys, values: values)
        else { return nil }
        var nodes: [Int64] = []
        var node: Int64 = 0
        while !references.isAtEnd {
            node &+= try references.signed()
            nodes.append(node)
        }
        return RawWay(id: id, nodeIDs: nodes, tags: tags)
    }

    private func relation(
        _ message: ProtobufCursor, _ table: TagReader
    ) throws(BlockFault) -> OpenStreetMapExtract.Relation? {
        var message = message
        var id: Int64 = 0
        var columns: [UInt64: ProtobufCursor] = [:]
        while let (number, wire) = try message.field() {
            switch number {
            case 1: id = Int64(bitPattern: try message.number(wire))
            case 2, 3, 8, 9, 10: columns[number] = try message.message(wire)
            default: try message.skip(wire)
            }
        }
        guard let keys = columns[2], let values = columns[3],
            let tags = try table.tagsOfRelation(keys: keys, values: values)
        else { return nil }
        var relation = OpenStreetMapExtract.Relation(id: id, members: [], tags: tags)
        guard var roles = columns[8], var members = columns[9], var kinds = columns[10] else {
            return relation
        }
        var member: Int64 = 0
        while !members.isAtEnd {
            member &+= try members.signed()
            let number = try kinds.varint()
            guard let kind = [0: .node, 1: .way, 2: .relation][number] as Kind? else {
                throw BlockFault("a member of the unknown kind \(number)")
            }
            relation.members.append(
                .init(kind: kind, id: member, role: try table.text(roles.varint())))
        }
        return relation
    }

    private typealias Kind = OpenStreetMapExtract.Relation.MemberKind

    // MARK: Nodes

    /// Calls `visit` with every node, and `tagged` with the wanted ones.
    func nodes(
        _ selection: ExtractSelection, visit: (Int64, Coordinate) -> Void,
        tagged: (OpenStreetMapExtract.Node) -> Void
    ) throws(BlockFault) {
        let table = TagReader(strings: strings, selection: selection)
        for group in groups {
            var group = group
            while let (number, wire) = try group.field() {
                switch number {
                case 1: try node(group.message(wire), table, visit, tagged)
                case 2: try denseNodes(group.message(wire), table, visit, tagged)
                default: try group.skip(wire)
                }
            }
        }
    }

    private func node(
        _ message: ProtobufCursor, _ table: TagReader, _ visit: (Int64, Coordinate) -> Void,
        _ tagged: (OpenStreetMapExtract.Node) -> Void
    ) throws(BlockFault) {
        var message = message
        var (id, latitude, longitude): (Int64, Int64, Int64) = (0, 0, 0)
        var keys: ProtobufCursor?
        var values: ProtobufCursor?
        while let (number, wire) = try message.field() {
            switch (number, wire) {
            case (1, .varint): id = try message.signed()
            case (2, _): keys = try message.message(wire)
            case (3, _): values = try message.message(wire)
            case (8, .varint): latitude = try message.signed()
            case (9, .varint): longitude = try message.signed()
            default: try message.skip(wire)
            }
        }
        let place = coordinate(longitude, latitude)
        visit(id, place)
        if let keys, let values, let tags = try table.tagsOfNode(keys: keys, values: values) {
            tagged(OpenStreetMapExtract.Node(id: id, coordinate: place, tags: tags))
        }
    }

    private func denseNodes(
        _ message: ProtobufCursor, _ table: TagReader, _ visit: (Int64, Coordinate) -> Void,
        _ tagged: (OpenStreetMapExtract.Node) -> Void
    ) throws(BlockFault) {
        var message = message
        var columns: [UInt64: ProtobufCursor] = [:]
        while let (number, wire) = try message.field() {
            switch number {
            case 1, 8, 9, 10: columns[number] = try message.message(wire)
            default: try message.skip(wire)
            }
        }
        guard var ids = columns[1], var latitudes = columns[8], var longitudes = columns[9] else {
            if columns[1]?.isAtEnd ?? true { return }
            throw BlockFault("nodes without positions")
        }
        var pairs = table.hasNodeKeys ? columns[10].flatMap { $0.isAtEnd ? nil : $0 } : nil
        var (id, latitude, longitude): (Int64, Int64, Int64) = (0, 0, 0)
        while !ids.isAtEnd {
            id &+= try ids.signed()
            latitude &+= try latitudes.signed()
            longitude &+= try longitudes.signed()
            let place = coordinate(longitude, latitude)
            visit(id, place)
            if pairs != nil, let tags = try table.tagsOfDenseNode(&pairs) {
                tagged(OpenStreetMapExtract.Node(id: id, coordinate: place, tags: tags))
            }
        }
        guard latitudes.isAtEnd, longitudes.isAtEnd else {
            throw BlockFault("more positions than nodes")
        }
    }

    /// Degrees from the block's units of nanodegrees; one division, so that 10⁻⁷ degrees are exact.
    @inline(__always)
    private func coordinate(_ longitude: Int64, _ latitude: Int64) -> Coordinate {
        Coordinate(
            longitude: Double(longitudeOffset &+ granularity &* longitude) / 1e9,
            latitude: Double(latitudeOffset &+ granularity &* latitude) / 1e9)
    }
}

/// The strings of a block, by number; number 0 is never a tag.
struct StringTable {
    private var bytes: [UInt8] = []
    private var ranges: [Range<Int>] = []

    init() {}

    init(_ message: ProtobufCursor) throws(BlockFault) {
        var message = message
        bytes = message.bytes
        while let (number, wire) = try message.field() {
            if number == 1 {
                ranges.append(try message.message(wire).range)
            } else {
                try message.skip(wire)
            }
        }
    }

    var count: Int { ranges.count }

    func text(_ index: Int) -> String { String(decoding: bytes[ranges[index]], as: UTF8.self) }
}
