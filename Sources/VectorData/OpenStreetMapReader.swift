import CGDAL
import SpatialTypes

/// Reads OpenStreetMap extracts: `.osm.pbf`, `.osm`, `.osm.gz`.
///
/// Results are sorted by identifier, so that they do not depend on the order of the file.
public enum OpenStreetMapReader {
    /// Every way with a `highway` tag or `route=ferry`, closed ones and areas included.
    ///
    /// - Throws: `VectorDataError` when the file is missing, unreadable or cut short.
    public static func readWays(path: String) throws(VectorDataError) -> [OSMWay] {
        let scan = OSMScan(
            path: path, layers: ["lines"], keys: ["highway", "route"],
            filter: "\"highway\" IS NOT NULL OR \"route\" = 'ferry'")
        return try scan.objects().compactMap { object -> OSMWay? in
            guard case .lineString(let line) = object.geometry else { return nil }
            return OSMWay(id: object.id, coordinates: line, tags: object.tags)
        }.sorted { $0.id < $1.id }
    }

    /// Every node that has at least one of the keys, whatever its value.
    ///
    /// - Throws: `VectorDataError` when the file is missing, unreadable or cut short.
    public static func readNodes(
        path: String, keys: [String]
    ) throws(VectorDataError) -> [OSMNode] {
        guard !keys.isEmpty else { return [] }
        let filter = keys.map { "\(identifier($0)) IS NOT NULL" }.joined(separator: " OR ")
        let scan = OSMScan(path: path, layers: ["points"], keys: keys, filter: filter)
        return try scan.objects().compactMap { object -> OSMNode? in
            guard case .point(let point) = object.geometry else { return nil }
            return OSMNode(id: object.id, coordinate: point, tags: object.tags)
        }.sorted { $0.id < $1.id }
    }

    /// Every node, way and relation tagged `key` with one of the values; any value when empty.
    ///
    /// A multipolygon that takes its tags from its outer way is listed once, as the way.
    ///
    /// - Throws: `VectorDataError` when the file is missing, unreadable or cut short.
    public static func readPointsOfInterest(
        path: String, key: String, values: [String] = []
    ) throws(VectorDataError) -> [OSMPlace] {
        var filter = "\(identifier(key)) IS NOT NULL"
        if !values.isEmpty {
            let list = values.map { "'\(doubled($0, "'"))'" }.joined(separator: ", ")
            filter = "\(identifier(key)) IN (\(list))"
        }
        let scan = OSMScan(
            path: path, layers: ["points", "lines", "multipolygons", "other_relations"],
            keys: [key], filter: filter)
        let objects = try scan.objects()
        let ways = objects.filter { $0.layer == "lines" }
        var places: [OSMPlace] = []
        for object in objects {
            let element: OSMPlace.Element
            switch object.layer {
            case "points": element = .node
            case "lines": element = .way
            default:
                if ways.contains(where: { object.borrowsTags(of: $0) }) { continue }
                element = .relation
            }
            places.append(
                OSMPlace(
                    element: element, id: object.id, coordinate: object.centre, tags: object.tags))
        }
        return places.sorted { ($0.element, $0.id) < ($1.element, $1.id) }
    }

    private static func identifier(_ key: String) -> String { "\"\(doubled(key, "\""))\"" }

    private static func doubled(_ text: String, _ quote: Character) -> String {
        text.split(separator: quote, omittingEmptySubsequences: false)
            .joined(separator: "\(quote)\(quote)")
    }
}
