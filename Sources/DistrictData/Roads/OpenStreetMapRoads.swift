import RoadNetwork
import SpatialTypes
import VectorData

/// Turns ways and barrier nodes of OpenStreetMap into segments.
struct OpenStreetMapRoads {
    private(set) var result = RoadSegments()

    init(ways: [OSMWay], barriers: [OSMNode]) {
        result.sourceCRS = "EPSG:4326"
        result.segments = ways.compactMap { segment($0) }
        result.barriers = barriers.compactMap { node in
            node.tags["barrier"].map {
                RoadBarrier(coordinate: node.coordinate, kind: $0, access: access(node.tags))
            }
        }
    }

    private mutating func segment(_ way: OSMWay) -> RoadSegment? {
        let tags = way.tags
        let isFerry = tags["route"] == "ferry"
        guard let roadClass = isFerry ? "ferry" : tags["highway"] else { return nil }
        var crossingTime: Seconds?
        if isFerry, let duration = tags["duration"] {
            crossingTime = RoadTags.duration(duration)
            if crossingTime == nil { result.unknownDurations[duration, default: 0] += 1 }
        }
        return RoadSegment(
            id: way.id, coordinates: way.coordinates, roadClass: roadClass,
            oneway: oneway(tags, roadClass: roadClass), access: access(tags),
            surface: tags["surface"], isBridge: RoadTags.isYes(tags["bridge"]),
            isTunnel: RoadTags.isYes(tags["tunnel"]),
            layer: tags["layer"].flatMap { Int($0) } ?? 0, crossingTime: crossingTime,
            name: tags["name:th"] ?? tags["name"])
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
