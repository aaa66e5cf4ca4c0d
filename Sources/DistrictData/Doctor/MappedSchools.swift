import Foundation
import OpenStreetMapData
import SpatialTypes

/// Schools as another source has them: those of the OpenStreetMap extract that the roads come from.
struct MappedSchools {
    /// The places by folded name.
    private(set) var places: [String: [Coordinate]] = [:]

    /// No schools.
    init() {}

    /// The schools of an extract; none when the file is no extract or cannot be read.
    init(path: String) {
        let name = path.lowercased()
        let isBinary = name.hasSuffix(".pbf")
        guard isBinary || name.hasSuffix(".osm") || name.hasSuffix(".osm.gz"),
            let file = try? Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
        else { return }
        let selection = ExtractSelection(
            wayTags: ["amenity": ["school"]], nodeKeys: ["amenity"],
            keptKeys: ["amenity", "name", "name:th"])
        let extract =
            try? isBinary
            ? PBFReader.read(file, selection: selection)
            : OpenStreetMapXMLReader.read(file, selection: selection)
        for node in extract?.nodes ?? [] where node.tags["amenity"] == "school" {
            add(node.tags, node.coordinate)
        }
        for way in extract?.ways ?? [] {
            if let box = BoundingBox(of: way.coordinates) { add(way.tags, box.centre) }
        }
    }

    private mutating func add(_ tags: [String: String], _ place: Coordinate) {
        guard let name = tags["name:th"] ?? tags["name"] else { return }
        places[ThaiName.coreKey(name), default: []].append(place)
    }
}
