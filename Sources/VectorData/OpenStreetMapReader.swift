import CGDAL
import SpatialTypes

/// Reads places from OpenStreetMap extracts: `.osm.pbf`, `.osm`, `.osm.gz`.
///
/// Roads need the identifiers of nodes, which GDAL does not give; `OpenStreetMapData` reads them.
/// Results are sorted by identifier, so that they do not depend on the order of the file.
public enum OpenStreetMapReader {
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
