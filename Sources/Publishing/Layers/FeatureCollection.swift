import SchoolDistrict
import SpatialTypes

/// A feature of a GeoJSON layer.
struct Feature {
    /// Stable between runs: codes, never row numbers.
    var id: String
    /// `nil` where the shape is unknown.
    var geometry: Geometry?
    /// In the order in which they are written.
    var properties: [(key: String, value: JSONValue)]
}

/// A layer by RFC 7946: WGS 84, longitude first, `bbox`, outer rings counter-clockwise, one feature a line.
struct FeatureCollection {
    /// The layer's name; GIS programs show it.
    var name: String
    /// Where the figures come from, as members beside the features.
    var origin: [(key: String, value: JSONValue)]
    /// Sorted by `id`.
    var features: [Feature]

    /// A layer; sorts the features by their ids.
    init(name: String, origin: [(key: String, value: JSONValue)], features: [Feature]) {
        self.name = name
        self.origin = origin
        self.features = features.sorted { $0.id < $1.id }
    }

    /// The whole layer as UTF-8 text, ending with a line break.
    var text: String {
        var head: [(key: String, value: JSONValue)] = [
            ("type", .string("FeatureCollection")), ("name", .string(name)),
        ]
        head += origin
        if let box = BoundingBox(of: features.lazy.flatMap { $0.geometry?.coordinates ?? [] }) {
            head.append(("bbox", .degrees(box.west, box.south, box.east, box.north)))
        }
        var text = JSONValue.object(head).text
        text.removeLast()
        text += ",\"features\":["
        for (index, feature) in features.enumerated() {
            text += index > 0 ? ",\n" : "\n"
            JSONValue.object([
                ("type", .string("Feature")),
                ("id", .string(feature.id)),
                ("geometry", feature.geometry.map(JSONValue.geometry) ?? .null),
                ("properties", .object(feature.properties)),
            ]).write(to: &text)
        }
        return text + "\n]}\n"
    }
}

extension JSONValue {
    /// A geometry object; rings are closed and wound by RFC 7946.
    static func geometry(_ geometry: Geometry) -> JSONValue {
        let (type, coordinates): (String, JSONValue) =
            switch geometry {
            case .point(let point): ("Point", position(point))
            case .multiPoint(let points): ("MultiPoint", line(points))
            case .lineString(let points): ("LineString", line(points))
            case .multiLineString(let lines): ("MultiLineString", .array(lines.map(line)))
            case .polygon(let polygon): ("Polygon", rings(polygon))
            case .multiPolygon(let polygons): ("MultiPolygon", .array(polygons.map(rings)))
            }
        return .object([("type", .string(type)), ("coordinates", coordinates)])
    }

    private static func position(_ point: Coordinate) -> JSONValue {
        .degrees(point.longitude, point.latitude)
    }

    private static func line(_ points: [Coordinate]) -> JSONValue { .array(points.map(position)) }

    private static func rings(_ polygon: Polygon) -> JSONValue {
        let wound = polygon.woundForGeoJSON
        return .array(([wound.exterior] + wound.holes).map { line($0.coordinates) })
    }
}

extension Geometry {
    /// One polygon or several as the simplest geometry that holds them; `nil` for none.
    static func area(_ polygons: [Polygon]) -> Geometry? {
        switch polygons.count {
        case 0: nil
        case 1: .polygon(polygons[0])
        default: .multiPolygon(polygons)
        }
    }
}
