import Foundation
import SpatialTypes
import Testing

/// A ring through (x, y) pairs, written flat.
func ring(_ numbers: Double...) -> LinearRing {
    LinearRing(
        stride(from: 0, to: numbers.count, by: 2).map {
            Coordinate(longitude: numbers[$0], latitude: numbers[$0 + 1])
        })
}

/// A rectangle with its lower left corner, width and height.
func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> Polygon {
    Polygon(exterior: ring(x, y, x + width, y, x + width, y + height, x, y + height))
}

/// The subdistricts of one province, from the GeoJSON file beside this repository.
enum Subdistricts {
    private static let file = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
        .appending(path: "shared/data/th-admin-boundaries/sompobch_sub_district.geojson")

    /// Present, or required: under continuous integration its absence is a failure, not a skip.
    static let isExpected =
        FileManager.default.fileExists(atPath: file.path)
        || ProcessInfo.processInfo.environment["CI"] == "true"

    static func polygons(ofProvince province: String) throws -> [[Polygon]] {
        let layer = try JSONDecoder().decode(Layer.self, from: Data(contentsOf: file))
        return layer.features.filter { $0.properties["ADM1_TH"] == province }
            .map(\.geometry.polygons)
    }

    private struct Layer: Decodable { var features: [Feature] }
    private struct Feature: Decodable {
        var properties: [String: String?]
        var geometry: Shape
    }
    private struct Shape: Decodable {
        var polygons: [Polygon]

        private enum CodingKeys: CodingKey { case type, coordinates }

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let areas =
                try fields.decode(String.self, forKey: .type) == "Polygon"
                ? [fields.decode([[[Double]]].self, forKey: .coordinates)]
                : fields.decode([[[[Double]]]].self, forKey: .coordinates)
            polygons = areas.map { rings in
                let rings = rings.map { ring in
                    LinearRing(ring.map { Coordinate(longitude: $0[0], latitude: $0[1]) })
                }
                return Polygon(exterior: rings[0], holes: Array(rings.dropFirst()))
            }
        }
    }
}
