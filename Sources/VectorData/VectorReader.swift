import CGDAL
import SpatialTypes

/// Reads a layer of any vector format that GDAL knows.
public enum VectorReader {
    /// What the source cannot say about itself, or says wrongly.
    public struct Options: Hashable, Sendable {
        /// The coordinate system of the source, for instance `EPSG:24048`; overrides the source.
        public var crs: String?
        /// The datum operation, for instance `EPSG:1304`; unused for layers on WGS 84.
        ///
        /// GDAL does not check that it starts from the layer's datum; `WGS84Transform` of
        /// `Projections` does.
        public var operation: String?
        /// The encoding of the attributes, for instance `CP874`, where they are not UTF-8.
        public var encoding: String?
        /// GDAL's open options, for instance `["X_POSSIBLE_NAMES": "lon"]` for CSV.
        public var openOptions: [String: String]

        /// Options from their parts; by default the source is believed.
        public init(
            crs: String? = nil, operation: String? = nil, encoding: String? = nil,
            openOptions: [String: String] = [:]
        ) {
            self.crs = crs
            self.operation = operation
            self.encoding = encoding
            self.openOptions = openOptions
        }
    }

    /// The names of the layers in a source, in its order.
    ///
    /// - Parameter path: a file, a `.zip` or `.gz` of one, a folder of shapefiles, or anything
    ///   else GDAL opens.
    /// - Throws: `VectorDataError` when the source is missing or unreadable.
    public static func layerNames(path: String) throws(VectorDataError) -> [String] {
        try MessageLog.capturing { log throws(VectorDataError) in
            try DatasetHandle(path: path, log: log).layerNames
        }
    }

    /// A layer as values in WGS 84, longitude first.
    ///
    /// - Parameter layer: its name; may be left out when the source has only one.
    /// - Throws: `VectorDataError` when the source, layer, system or operation is wrong, when a
    ///   coordinate is no degree though it ought to be, or when the layer has no features.
    public static func read(
        path: String, layer: String? = nil, options: Options = Options()
    ) throws(VectorDataError) -> VectorLayer {
        try MessageLog.capturing { log throws(VectorDataError) in
            var openOptions = options.openOptions
            let isShapefile =
                path.lowercased().hasSuffix(".shp") || path.lowercased().hasSuffix(".dbf")
            if let encoding = options.encoding, isShapefile {
                openOptions["ENCODING"] = encoding
            }
            let dataset = try DatasetHandle(path: path, openOptions: openOptions, log: log)
            let handle = try find(layer, in: dataset)
            if dataset.driverName == "OSM", let name = OGR_L_GetName(handle) {
                // Without this the driver piles up the features of the layers not being read.
                let statement = "SET interest_layers = \(String(cString: name))"
                GDALDatasetExecuteSQL(dataset.pointer, statement, nil, nil)
            }
            var reading = try LayerReading(
                layer: handle, path: path, options: options, decodes: !isShapefile, log: log)
            return try reading.run()
        }
    }

    private static func find(
        _ name: String?, in dataset: borrowing DatasetHandle
    ) throws(VectorDataError) -> OGRLayerH {
        let names = dataset.layerNames
        let list = names.joined(separator: ", ")
        guard let name else {
            guard names.count == 1, let only = GDALDatasetGetLayer(dataset.pointer, 0) else {
                let detail =
                    names.isEmpty
                    ? "the source has no layers" : "name one of the layers: \(list)"
                throw VectorDataError(
                    names.isEmpty ? .emptyLayer : .ambiguousLayer, path: dataset.path,
                    detail: detail)
            }
            return only
        }
        guard let handle = GDALDatasetGetLayerByName(dataset.pointer, name) else {
            throw VectorDataError(
                .noSuchLayer, path: dataset.path, layer: name,
                detail: "there is no such layer; the source has: \(list)")
        }
        return handle
    }
}
