import CGDAL
import Synchronization

/// A configuration of GDAL's OpenStreetMap driver, kept in memory for one reading.
///
/// The driver's own makes areas of closed ways by their tags and hides some tags. This one keeps
/// every closed way a line (a roundabout, a square with `area=yes`) and reports every tag.
struct OSMConfiguration: ~Copyable {
    let path: String
    private static let counter = Atomic<Int>(0)

    /// - Parameter keys: the tags that become columns, to filter by.
    init(keys: [String]) {
        let number = Self.counter.wrappingAdd(1, ordering: .relaxed).newValue
        path = "/vsimem/openstreetmap-\(number).ini"
        var text = """
            attribute_name_laundering=no
            closed_ways_are_polygons=
            report_all_tags=yes

            """
        let layers = ["points", "lines", "multipolygons", "multilinestrings", "other_relations"]
        for layer in layers {
            text += """
                [\(layer)]
                osm_id=yes
                attributes=\(keys.joined(separator: ","))
                unsignificant=
                ignore=
                other_tags=no
                all_tags=yes

                """
        }
        guard let file = VSIFOpenL(path, "wb") else { return }
        var bytes = Array(text.utf8)
        _ = VSIFWriteL(&bytes, 1, bytes.count, file)
        VSIFCloseL(file)
    }

    deinit { VSIUnlink(path) }
}
