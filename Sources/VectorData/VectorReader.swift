import CGDAL
import SpatialTypes

/// Reads a layer of any vector format that GDAL knows.
public enum VectorReader {
    /// What the source cannot say about itself, or says wrongly.
    public struct Options: Hashable, Sendable {
        /// The coordinate system of the source, for instance `EPSG:24048`; overrides the source.
        public var crs: String?
        /// The coordinate system of layers that state none, for instance a shapefile without `.prj`.
        public var fallbackCRS: String?
        /// The datum operation, for instance `EPSG:1304`; unused for layers on WGS 84.
        ///
        /// GDAL does not check that it starts from the layer's datum; `WGS84Transform` of
        /// `Projections` does.
        public var operation: String?
        /// The encoding of the attributes, for instance `CP874`, where they are not UTF-8.
        public var encoding: String?
        /// GDAL's open options, for instance `["X_POSSIBLE_NAMES": "lon"]` for CSV.
        public var openOptions: [String: String]
        /// Whether features with impossible positions are kept apart (`VectorLayer.strays`).
        ///
        /// Otherwise one of them makes the layer unreadable.
        public var keepsStrays: Bool

        /// Options from their parts; by default the source is believed.
        public init(
            crs: String? = nil, fallbackCRS: String? = nil, operation: String? = nil,
            encoding: String? = nil, openOptions: [String: String] = [:],
            keepsStrays: Bool = false
        ) {
            self.crs = crs
            self.fallbackCRS = fallbackCRS
            self.operation = operation
            self.encoding = encoding
            self.openOptions = openOptions
            self.keepsStrays = keepsStrays
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
            let isTable = ["shp", "dbf"].contains { path.lowercased().hasSuffix(".\($0)") }
            var openOptions = options.openOptions
            if let encoding = options.encoding, isTable { openOptions["ENCODING"] = encoding }
            let dataset = try DatasetHandle(path: path, openOptions: openOptions, log: log)
            let handle = try find(layer, in: dataset)
            if options.encoding == nil, dataset.driverName == "ESRI Shapefile",
                !ShapefileText.statesEncoding(handle)
            {
                // What GDAL takes from the header alone is a guess: the raw bytes are judged.
                openOptions["ENCODING"] = ""
                let raw = try DatasetHandle(path: path, openOptions: openOptions, log: log)
                return try read(try find(layer, in: raw), raw, options, path: path, log: log)
            }
            return try read(
                handle, dataset, options, decodes: !isTable, path: path, log: log)
        }
    }

    private static func read(
        _ handle: OGRLayerH, _ dataset: borrowing DatasetHandle, _ options: Options, decodes: Bool,
        path: String, log: MessageLog
    ) throws(VectorDataError) -> VectorLayer {
        if dataset.driverName == "OSM", let name = OGR_L_GetName(handle) {
            // Without this the driver piles up the features of the layers not being read.
            let statement = "SET interest_layers = \(String(cString: name))"
            GDALDatasetExecuteSQL(dataset.pointer, statement, nil, nil)
        }
        var reading = try LayerReading(
            layer: handle, path: path, options: options, decodes: decodes, log: log)
        return try reading.run()
    }

    /// A shapefile without a `.cpg`, opened so that its text is as the file has it.
    private static func read(
        _ handle: OGRLayerH, _ dataset: borrowing DatasetHandle, _ options: Options, path: String,
        log: MessageLog
    ) throws(VectorDataError) -> VectorLayer {
        var options = options
        let detected = ShapefileText.detectedEncoding(of: handle)
        options.encoding = detected == "CP874" ? ShapefileText.rawCodePage : detected
        var layer = try read(handle, dataset, options, decodes: true, path: path, log: log)
        layer.detectedEncoding = detected
        return layer
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
