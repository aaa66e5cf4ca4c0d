import Foundation
import OpenStreetMapData
import RoadNetwork
import SpatialTypes
import VectorData

/// Reads roads from an OpenStreetMap extract or from any line layer.
///
/// Both become the same segments. Roads meet where they share a corner, to 10⁻⁷ degrees; in a line
/// layer also where they cross, when the options say so.
public enum RoadReader {
    /// Where the roads of a line layer meet.
    public enum Crossings: String, CaseIterable, Hashable, Sendable {
        /// At shared corners only.
        case ignore
        /// Also where they cross at the same height, or one ends on another.
        case node
    }

    /// How to read a line layer; an OpenStreetMap extract explains itself.
    public struct Options: Hashable, Sendable {
        /// The layer's name, where the file has several.
        public var layer: String?
        /// Column of the layer by what it holds: `id`, `class`, `oneway`, `bridge`, `tunnel`,
        /// `layer`, `name`, `access`, `surface`, `duration`.
        ///
        /// What is not listed is looked for under its own name; `class` also as `highway` and
        /// `fclass`.
        public var columns: [String: String]
        /// Road class of the profiles by class value of the layer; values not listed pass when
        /// they are OpenStreetMap classes or common Thai ones.
        public var classes: [String: String]
        /// Where the roads meet.
        public var crossings: Crossings
        /// The coordinate system, where the file does not say it.
        public var crs: String?
        /// The datum operation to use, for instance `EPSG:1304`.
        public var operation: String?
        /// The encoding of the attributes, where they are not UTF-8.
        public var encoding: String?
        /// GDAL's open options.
        public var openOptions: [String: String]

        /// Options from their parts; by default the file is believed.
        public init(
            layer: String? = nil, columns: [String: String] = [:], classes: [String: String] = [:],
            crossings: Crossings = .ignore, crs: String? = nil, operation: String? = nil,
            encoding: String? = nil,
            openOptions: [String: String] = [:]
        ) {
            self.layer = layer
            self.columns = columns
            self.classes = classes
            self.crossings = crossings
            self.crs = crs
            self.operation = operation
            self.encoding = encoding
            self.openOptions = openOptions
        }
    }

    /// What a column of a line layer may hold.
    public static let columnNames = [
        "id", "class", "oneway", "bridge", "tunnel", "layer", "name", "access", "surface",
        "duration",
    ]

    /// The roads of a file.
    ///
    /// - Parameters:
    ///   - path: `.osm`, `.osm.pbf`, `.osm.gz`, `.pbf`, or a line layer in any format GDAL reads.
    ///   - options: The mapping of a line layer; unused for OpenStreetMap extracts.
    /// - Throws: `VectorDataError` when the file or layer is missing or unreadable.
    public static func read(
        path: String, options: Options = Options()
    ) throws(VectorDataError) -> RoadSegments {
        if isOpenStreetMap(path) { return try openStreetMap(path) }
        let layer = try VectorReader.read(
            path: path, layer: options.layer,
            options: VectorReader.Options(
                crs: options.crs, operation: options.operation, encoding: options.encoding,
                openOptions: options.openOptions, keepsStrays: true))
        if let stray = layer.strays.min(by: { $0.key < $1.key }),
            layer.strays.count == layer.features.count
        {
            throw VectorDataError(
                .coordinatesOutsideDegrees, path: path, layer: layer.name, feature: stray.key,
                detail: stray.value.detail)
        }
        var roads = LineLayerRoads(layer: layer, options: options).result
        if options.crossings == .node {
            roads.segments = CrossingNoder(roads.segments).segments
        }
        return roads
    }

    static func isOpenStreetMap(_ path: String) -> Bool {
        let name = path.lowercased()
        return [".osm", ".pbf", ".osm.gz", ".osm.bz2"].contains { name.hasSuffix($0) }
    }

    private static func openStreetMap(_ path: String) throws(VectorDataError) -> RoadSegments {
        guard FileManager.default.fileExists(atPath: path) else {
            throw VectorDataError(.fileMissing, path: path, detail: "no such file")
        }
        do {
            let file = try Data(contentsOf: URL(filePath: path), options: .mappedIfSafe)
            let selection = OpenStreetMapRoads.selection
            let extract =
                path.lowercased().hasSuffix(".pbf")
                ? try PBFReader.read(file, selection: selection)
                : try OpenStreetMapXMLReader.read(file, selection: selection)
            return OpenStreetMapRoads(extract).result
        } catch {
            throw VectorDataError(.unreadable, path: path, detail: "\(error)")
        }
    }
}
