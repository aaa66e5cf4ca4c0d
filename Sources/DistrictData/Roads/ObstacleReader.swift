import RoadNetwork
import SpatialTypes
import VectorData

/// Reads rivers, canals and fences that points are not joined to roads across.
public enum ObstacleReader {
    /// The lines of a layer; of areas, such as lakes, their outlines.
    ///
    /// - Parameter kindColumn: a column that says `wall` for walls and fences, which often have gates; everything else
    ///   counts as water.
    /// - Throws: `VectorDataError` when the file or layer is missing, unreadable or without any line.
    public static func read(
        path: String, layer: String? = nil, kindColumn: String = "kind",
        options: VectorReader.Options = .init()
    ) throws(VectorDataError) -> [ObstacleLine] {
        let read = try VectorReader.read(path: path, layer: layer, options: options)
        let lines = read.features.flatMap { feature in
            let kind: ObstacleLine.Kind = feature.text(kindColumn) == "wall" ? .wall : .water
            return coordinates(of: feature.geometry).filter { $0.count > 1 }
                .map { ObstacleLine(coordinates: $0, kind: kind) }
        }
        guard !lines.isEmpty else {
            throw VectorDataError(
                .emptyLayer, path: path, layer: layer, detail: "no line or area in the layer")
        }
        return lines
    }

    private static func coordinates(of geometry: Geometry?) -> [[Coordinate]] {
        switch geometry {
        case .lineString(let line): [line]
        case .multiLineString(let parts): parts
        default:
            (geometry?.polygons ?? []).flatMap { polygon in
                [polygon.exterior.coordinates] + polygon.holes.map(\.coordinates)
            }
        }
    }
}
