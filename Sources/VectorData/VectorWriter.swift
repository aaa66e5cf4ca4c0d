import CGDAL
import SpatialTypes

/// Writes layers as files: GeoPackage and GeoJSON, which keep every name, letter and number.
public enum VectorWriter {
    /// Writes a layer as a new file, WGS 84, longitude first; the format follows the ending, `.gpkg` or `.geojson`.
    ///
    /// A field is a number where all its values are, else text. The same layer gives the same bytes.
    ///
    /// - Throws: `VectorDataError` when the ending is another or GDAL cannot write there.
    public static func write(_ layer: VectorLayer, to path: String) throws(VectorDataError) {
        try MessageLog.capturing { log throws(VectorDataError) in
            DatasetHandle.prepare()
            // GeoPackages carry the time of their last change.
            CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", Self.steadyDate)
            defer { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil) }
            let isPackage = path.lowercased().hasSuffix(".gpkg")
            guard isPackage || path.lowercased().hasSuffix(".geojson"),
                let driver = GDALGetDriverByName(isPackage ? "GPKG" : "GeoJSON"),
                let pointer = GDALCreate(driver, path, 0, 0, 0, GDT_Unknown, nil)
            else { throw unwritable(path, layer.name, log) }
            let dataset = DatasetHandle(adopting: pointer, path: path)
            let hasShapes =
                !layer.strays.isEmpty || layer.features.contains { $0.geometry != nil }
            let hasFID = layer.fieldNames.contains { $0.lowercased() == "fid" }
            let options = OptionList(
                isPackage
                    ? ["FID": hasFID ? "feature_number" : "fid"]
                    : ["RFC7946": "YES", "COORDINATE_PRECISION": "9"])
            guard let system = SpatialReference(code: "EPSG:4326"),
                let target = GDALDatasetCreateLayer(
                    dataset.pointer, layer.name, system.pointer,
                    hasShapes ? wkbUnknown : wkbNone, options.mutablePointer)
            else { throw unwritable(path, layer.name, log) }
            let kinds = layer.fieldNames.map { Kind(of: $0, in: layer.features) }
            for (name, kind) in zip(layer.fieldNames, kinds) {
                let field = OGR_Fld_Create(name, kind.type)
                defer { OGR_Fld_Destroy(field) }
                if kind == .boolean { OGR_Fld_SetSubType(field, OFSTBoolean) }
                guard OGR_L_CreateField(target, field, 0) == OGRERR_NONE else {
                    throw unwritable(path, layer.name, log)
                }
            }
            _ = OGR_L_StartTransaction(target)
            for feature in layer.features {
                guard let made = OGR_F_Create(OGR_L_GetLayerDefn(target)) else {
                    throw unwritable(path, layer.name, log)
                }
                let handle = FeatureHandle(adopting: made)
                for (index, name) in layer.fieldNames.enumerated() {
                    guard let value = feature.attributes[name] else { continue }
                    kinds[index].set(value, Int32(index), of: handle)
                }
                // A stray keeps its numbers: they may be all that is known of its place.
                let shape = feature.geometry ?? layer.strays[feature.id]?.shape
                if let shape, let pointer = WellKnownBinary(shape).geometry {
                    OGR_F_SetGeometryDirectly(handle.pointer, pointer)
                }
                guard OGR_L_CreateFeature(target, handle.pointer) == OGRERR_NONE else {
                    throw unwritable(path, layer.name, log)
                }
            }
            let isCommitted = OGR_L_CommitTransaction(target) == OGRERR_NONE
            GDALFlushCache(dataset.pointer)
            guard isCommitted, log.failures.isEmpty else {
                throw unwritable(path, layer.name, log)
            }
        }
    }

    /// A point moved to other numbers, in the layer's own system.
    public struct Move: Hashable, Sendable {
        /// The feature's number in its file.
        public var featureID: Int64
        /// The first number: degrees east, or metres.
        public var x: Double
        /// The second number.
        public var y: Double

        /// A point and where it goes.
        public init(featureID: Int64, x: Double, y: Double) {
            self.featureID = featureID
            self.x = x
            self.y = y
        }
    }

    /// A changed attribute of a feature.
    public struct Change: Hashable, Sendable {
        /// The feature's number in its file.
        public var featureID: Int64
        /// The attribute.
        public var field: String
        /// Its new value.
        public var text: String

        /// A change of one attribute.
        public init(featureID: Int64, field: String, text: String) {
            self.featureID = featureID
            self.field = field
            self.text = text
        }
    }

    /// Changes attributes and moves points of a GeoPackage or shapefile in its place; everything else of the file stays
    /// as it is.
    ///
    /// - Parameter encoding: GDAL's name of a shapefile's encoding where it has no `.cpg`.
    /// - Throws: `VectorDataError` when the file is missing, of another format, or takes no changes, or when a feature to
    ///   be moved is no point.
    public static func apply(
        _ changes: [Change], moves: [Move] = [], to path: String, layer: String?,
        encoding: String? = nil
    ) throws(VectorDataError) {
        try MessageLog.capturing { log throws(VectorDataError) in
            DatasetHandle.prepare()
            CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", Self.steadyDate)
            defer { CPLSetThreadLocalConfigOption("OGR_CURRENT_DATE", nil) }
            let isTable = path.lowercased().hasSuffix(".shp")
            let options = OptionList(
                encoding.map { isTable ? ["ENCODING": $0] : [:] } ?? [:])
            let drivers = OptionList(listing: ["GPKG", "ESRI Shapefile"])
            let flags = UInt32(GDAL_OF_VECTOR | GDAL_OF_UPDATE | GDAL_OF_VERBOSE_ERROR)
            guard let pointer = GDALOpenEx(path, flags, drivers.pointer, options.pointer, nil)
            else { throw unwritable(path, layer, log) }
            let dataset = DatasetHandle(adopting: pointer, path: path)
            guard
                let target = layer.map({ GDALDatasetGetLayerByName(dataset.pointer, $0) })
                    ?? GDALDatasetGetLayer(dataset.pointer, 0)
            else { throw unwritable(path, layer, log) }
            for change in changes {
                guard let made = OGR_L_GetFeature(target, change.featureID) else {
                    throw unwritable(path, layer, log)
                }
                let handle = FeatureHandle(adopting: made)
                let index = OGR_F_GetFieldIndex(handle.pointer, change.field)
                guard index >= 0 else { throw unwritable(path, layer, log) }
                OGR_F_SetFieldString(handle.pointer, index, change.text)
                guard OGR_L_SetFeature(target, handle.pointer) == OGRERR_NONE else {
                    throw unwritable(path, layer, log)
                }
            }
            for move in moves where !apply(move, to: target) {
                throw unwritable(path, layer, log)
            }
            GDALFlushCache(dataset.pointer)
            guard log.failures.isEmpty else { throw unwritable(path, layer, log) }
        }
    }

    /// Moves a point, its height kept; `false` when the feature is no point or is not changed.
    private static func apply(_ move: Move, to layer: OGRLayerH) -> Bool {
        guard let made = OGR_L_GetFeature(layer, move.featureID) else { return false }
        let handle = FeatureHandle(adopting: made)
        guard let shape = OGR_F_GetGeometryRef(handle.pointer),
            OGR_GT_Flatten(OGR_G_GetGeometryType(shape)) == wkbPoint
        else { return false }
        if OGR_G_Is3D(shape) != 0 {
            OGR_G_SetPoint(shape, 0, move.x, move.y, OGR_G_GetZ(shape, 0))
        } else {
            OGR_G_SetPoint_2D(shape, 0, move.x, move.y)
        }
        return OGR_L_SetFeature(layer, handle.pointer) == OGRERR_NONE
    }

    private static let steadyDate = "2000-01-01T00:00:00.000Z"

    private static func unwritable(
        _ path: String, _ layer: String?, _ log: MessageLog
    ) -> VectorDataError {
        VectorDataError(
            .unwritable, path: path, layer: layer, detail: "GDAL cannot write this: \(log.reason)")
    }
}

/// What a written field holds.
private enum Kind {
    case text, integer, real, boolean

    init(of field: String, in features: [VectorFeature]) {
        var kinds: Set<Kind> = []
        for feature in features {
            switch feature.attributes[field] {
            case nil: continue
            case .text: kinds.insert(.text)
            case .integer: kinds.insert(.integer)
            case .real: kinds.insert(.real)
            case .boolean: kinds.insert(.boolean)
            }
        }
        if kinds.count == 1, let only = kinds.first {
            self = only
        } else {
            self = kinds == [.integer, .real] ? .real : .text
        }
    }

    var type: OGRFieldType {
        switch self {
        case .text: OFTString
        case .integer: OFTInteger64
        case .real: OFTReal
        case .boolean: OFTInteger
        }
    }

    func set(_ value: AttributeValue, _ index: Int32, of feature: borrowing FeatureHandle) {
        switch (self, value) {
        case (.integer, .integer(let number)):
            OGR_F_SetFieldInteger64(feature.pointer, index, number)
        case (.real, _): OGR_F_SetFieldDouble(feature.pointer, index, value.number ?? 0)
        case (.boolean, .boolean(let isTrue)):
            OGR_F_SetFieldInteger(feature.pointer, index, isTrue ? 1 : 0)
        default: OGR_F_SetFieldString(feature.pointer, index, value.text)
        }
    }
}

/// A shape as the bytes that every library of maps understands (OGC 06-103r4, clause 8).
private struct WellKnownBinary {
    private var bytes: [UInt8] = []

    init(_ shape: Geometry) {
        switch shape {
        case .point(let point):
            head(1)
            add(point)
        case .multiPoint(let points): parts(4, points.map(Geometry.point))
        case .lineString(let line):
            head(2)
            add(line)
        case .multiLineString(let lines): parts(5, lines.map(Geometry.lineString))
        case .polygon(let polygon):
            head(3)
            let rings = [polygon.exterior] + polygon.holes
            add(UInt32(rings.count))
            for ring in rings { add(ring.coordinates) }
        case .multiPolygon(let polygons): parts(6, polygons.map(Geometry.polygon))
        }
    }

    /// The shape in GDAL's memory, to be adopted by a feature; `nil` when GDAL refuses it.
    var geometry: OGRGeometryH? {
        var result: OGRGeometryH?
        let code = bytes.withUnsafeBytes {
            OGR_G_CreateFromWkb($0.baseAddress, nil, &result, Int32($0.count))
        }
        return code == OGRERR_NONE ? result : nil
    }

    private mutating func head(_ type: UInt32) {
        bytes.append(1)
        add(type)
    }

    private mutating func parts(_ type: UInt32, _ shapes: [Geometry]) {
        head(type)
        add(UInt32(shapes.count))
        for shape in shapes { bytes += WellKnownBinary(shape).bytes }
    }

    private mutating func add(_ number: UInt32) {
        withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
    }

    private mutating func add(_ place: Coordinate) {
        for number in [place.longitude, place.latitude] {
            withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes += $0 }
        }
    }

    private mutating func add(_ places: [Coordinate]) {
        add(UInt32(places.count))
        for place in places { add(place) }
    }
}
