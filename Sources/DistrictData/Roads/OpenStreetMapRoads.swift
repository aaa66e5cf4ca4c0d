import OpenStreetMapData
import RoadNetwork
import SpatialTypes

/// Turns ways, barrier nodes and restriction relations of OpenStreetMap into roads.
struct OpenStreetMapRoads {
    /// The ways that may be roads, the nodes that may stop a traveller, and the tags that matter.
    static let selection = ExtractSelection(
        wayTags: [
            "highway": [], "route": ["ferry"], "waterway": ["river", "canal"],
            "barrier": ["wall", "fence", "city_wall", "retaining_wall"],
        ],
        nodeKeys: ["barrier", "ford"],
        relationTags: ["type": ["restriction"]],
        keptKeys: Set(RoadTags.accessKeys).union(RoadTags.restrictionKeys).union([
            "highway", "route", "oneway", "junction", "surface", "bridge", "tunnel", "layer",
            "ford", "maxspeed", "duration", "name", "name:th", "barrier",
            "type", "except", "waterway",
        ]))

    private(set) var result = RoadSegments()

    init(_ extract: OpenStreetMapExtract) {
        result.sourceCRS = "EPSG:4326"
        result.segments = extract.ways.compactMap { segment($0) }
        result.obstacles = extract.ways.compactMap(Self.obstacle)
        result.barriers = extract.nodes.compactMap { node in
            let isFord = RoadTags.isYes(node.tags["ford"])
            guard let kind = node.tags["barrier"] ?? (isFord ? "ford" : nil) else { return nil }
            return RoadBarrier(
                coordinate: node.coordinate, nodeID: node.id, kind: kind, access: access(node.tags))
        }
        result.restrictions = extract.relations.flatMap(restrictions)
        if extract.missingNodeCount > 0 {
            result.warnings.append(
                "\(extract.missingNodeCount) nodes are missing from the extract; "
                    + "ways are cut there")
        }
    }

    /// A river, a wall, or a motorway on the ground; water under the ground is none.
    private static func obstacle(_ way: OpenStreetMapExtract.Way) -> ObstacleLine? {
        let tags = way.tags
        if RoadTags.isYes(tags["tunnel"]) || RoadTags.isYes(tags["bridge"]) { return nil }
        if tags["highway"] == "motorway" || tags["waterway"] != nil {
            return ObstacleLine(coordinates: way.coordinates, kind: .water)
        }
        guard tags["highway"] == nil, tags["route"] == nil, tags["barrier"] != nil else {
            return nil
        }
        return ObstacleLine(coordinates: way.coordinates, kind: .wall)
    }

    private mutating func segment(_ way: OpenStreetMapExtract.Way) -> RoadSegment? {
        let tags = way.tags
        let isFerry = tags["route"] == "ferry"
        guard let roadClass = isFerry ? "ferry" : tags["highway"] else { return nil }
        var crossingTime: Seconds?
        if isFerry, let duration = tags["duration"] {
            crossingTime = RoadTags.duration(duration)
            if crossingTime == nil { result.unknownDurations[duration, default: 0] += 1 }
        }
        return RoadSegment(
            id: way.id, coordinates: way.coordinates, nodeIDs: way.nodeIDs, roadClass: roadClass,
            oneway: oneway(tags, roadClass: roadClass), access: access(tags),
            surface: tags["surface"], isBridge: RoadTags.isYes(tags["bridge"]),
            isTunnel: RoadTags.isYes(tags["tunnel"]),
            layer: tags["layer"].flatMap { Int($0) } ?? 0,
            isFord: RoadTags.isYes(tags["ford"]),
            speedLimit: tags["maxspeed"].flatMap(RoadTags.speed), crossingTime: crossingTime,
            name: tags["name:th"] ?? tags["name"])
    }

    /// What a relation forbids or commands, for all vehicles and for each kind it names.
    ///
    /// Rules for certain hours are left out.
    private func restrictions(_ relation: OpenStreetMapExtract.Relation) -> [TurnRestriction] {
        func members(_ role: String, _ kind: OpenStreetMapExtract.Relation.MemberKind) -> [Int64] {
            relation.members.filter { $0.role == role && $0.kind == kind }.map(\.id)
        }
        let (from, to) = (members("from", .way), members("to", .way))
        let (nodes, ways) = (members("via", .node), members("via", .way))
        guard !from.isEmpty, !to.isEmpty, nodes.isEmpty ? !ways.isEmpty : nodes.count == 1 else {
            return []
        }
        return RoadTags.restrictionKeys.compactMap { key in
            guard let value = relation.tags[key], let rule = RoadTags.turnRule(value) else {
                return nil
            }
            return TurnRestriction(
                id: relation.id, from: from, via: nodes.first.map { .node($0) } ?? .ways(ways),
                to: to, rule: rule,
                modes: Set(key.split(separator: ":").dropFirst().map(String.init)),
                exceptions: Set(
                    (relation.tags["except"] ?? "").split(separator: ";").map {
                        String($0.filter { !$0.isWhitespace })
                    }))
        }
    }

    /// The tag, or what roundabouts and motorways imply without one.
    private mutating func oneway(_ tags: [String: String], roadClass: String) -> Oneway {
        guard let value = tags["oneway"] else {
            let isCircle = ["roundabout", "circular"].contains(tags["junction"] ?? "")
            return isCircle || roadClass == "motorway" ? .forward : .no
        }
        guard let oneway = RoadTags.oneway(value) else {
            result.unknownOnewayValues[value, default: 0] += 1
            return .no
        }
        return oneway
    }

    private func access(_ tags: [String: String]) -> [String: String] {
        var access: [String: String] = [:]
        for key in RoadTags.accessKeys { access[key] = tags[key] }
        return access
    }
}
