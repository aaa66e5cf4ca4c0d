import CGDAL
import SpatialTypes

/// One pass over one layer.
struct LayerReading {
    private let layer: OGRLayerH
    private let name: String
    private let path: String
    private let encoding: String?
    private let log: MessageLog
    private let fields: [(name: String, type: OGRFieldType, isBoolean: Bool)]
    private let source: SpatialReference?
    private let lacksCRS: Bool
    private let conversion: WGS84Conversion?
    private let keepsStrays: Bool
    private var shapes = GeometryConversion()
    private var strays: [Int64: StrayShape] = [:]

    init(
        layer: OGRLayerH, path: String, options: VectorReader.Options, decodes: Bool,
        log: MessageLog
    ) throws(VectorDataError) {
        self.layer = layer
        self.path = path
        self.log = log
        keepsStrays = options.keepsStrays
        encoding = decodes ? options.encoding : nil
        name = OGR_L_GetName(layer).map { String(cString: $0) } ?? ""
        let definition = OGR_L_GetLayerDefn(layer)
        var fields: [(name: String, type: OGRFieldType, isBoolean: Bool)] = []
        for index in 0..<OGR_FD_GetFieldCount(definition) {
            let field = OGR_FD_GetFieldDefn(definition, index)
            let name = try OGR_Fld_GetNameRef(field).map { pointer throws(VectorDataError) in
                try decodedText(pointer, encoding: decodes ? options.encoding : nil) {
                    VectorDataError(
                        .undecodableText, path: path,
                        detail: "the name of field \(index + 1) is not UTF-8; "
                            + "state the encoding, for instance CP874")
                }
            }
            fields.append(
                (name ?? "", OGR_Fld_GetType(field), OGR_Fld_GetSubType(field) == OFSTBoolean))
        }
        self.fields = fields
        lacksCRS = options.crs == nil && OGR_L_GetSpatialRef(layer) == nil
        source = try Self.source(
            of: layer, override: options.crs ?? (lacksCRS ? options.fallbackCRS : nil), path: path)
        conversion = try source.map { source throws(VectorDataError) in
            try WGS84Conversion(
                from: source, operation: options.operation, path: path, log: log)
        }
    }

    /// Reads every feature.
    mutating func run() throws(VectorDataError) -> VectorLayer {
        var features: [VectorFeature] = []
        OGR_L_ResetReading(layer)
        let failuresBefore = log.failures.count
        while let pointer = OGR_L_GetNextFeature(layer) {
            features.append(try feature(FeatureHandle(adopting: pointer)))
        }
        if log.failures.count > failuresBefore {
            throw VectorDataError(
                .unreadable, path: path, layer: name,
                detail: "GDAL stopped after \(features.count) features: \(log.reason)")
        }
        if features.isEmpty {
            throw VectorDataError(
                .emptyLayer, path: path, layer: name, detail: "the layer has no features")
        }
        return VectorLayer(
            name: name, fieldNames: fields.map(\.name), features: features,
            sourceCRS: source.map { $0.code ?? $0.name },
            lacksCRS: lacksCRS && OGR_L_GetGeomType(layer) != wkbNone,
            datumShift: conversion?.shift ?? .none,
            droppedParts: shapes.droppedParts, warnings: log.warnings, strays: strays)
    }

    private static func source(
        of layer: OGRLayerH, override: String?, path: String
    ) throws(VectorDataError) -> SpatialReference? {
        if let override {
            guard let system = SpatialReference(code: override) else {
                throw VectorDataError(
                    .unknownCRS, path: path,
                    detail: "\(override) is no coordinate reference system; "
                        + "expected a code such as EPSG:32648")
            }
            return system
        }
        // The layer's own system is cloned with its axis mapping: it describes the data. Heights
        // go, or else WGS 84 in three dimensions would count as another datum.
        guard let clone = OGR_L_GetSpatialRef(layer).flatMap({ OSRClone($0) }) else { return nil }
        OSRStripVertical(clone)
        OSRDemoteTo2D(clone, nil)
        return SpatialReference(adopting: clone)
    }

    private mutating func feature(
        _ handle: borrowing FeatureHandle
    ) throws(VectorDataError) -> VectorFeature {
        var attributes: [String: AttributeValue] = [:]
        for (index, field) in fields.enumerated() {
            let index = Int32(index)
            guard OGR_F_IsFieldSetAndNotNull(handle.pointer, index) != 0 else { continue }
            switch field.type {
            case OFTInteger where field.isBoolean:
                attributes[field.name] = .boolean(
                    OGR_F_GetFieldAsInteger(handle.pointer, index) != 0)
            case OFTInteger, OFTInteger64:
                attributes[field.name] = .integer(OGR_F_GetFieldAsInteger64(handle.pointer, index))
            case OFTReal:
                attributes[field.name] = .real(OGR_F_GetFieldAsDouble(handle.pointer, index))
            default:
                guard let text = OGR_F_GetFieldAsString(handle.pointer, index) else { continue }
                let id = handle.id
                let (path, name) = (path, name)
                attributes[field.name] = .text(
                    try decodedText(text, encoding: encoding) {
                        VectorDataError(
                            .undecodableText, path: path, layer: name, feature: id,
                            detail: "field \(field.name) is not UTF-8; "
                                + "state the encoding, for instance CP874")
                    })
            }
        }
        return VectorFeature(
            id: handle.id, geometry: try geometry(of: handle), attributes: attributes)
    }

    private mutating func geometry(
        of handle: borrowing FeatureHandle
    ) throws(VectorDataError) -> Geometry? {
        guard let pointer = OGR_F_GetGeometryRef(handle.pointer) else { return nil }
        OGR_G_FlattenTo2D(pointer)
        let failuresBefore = log.failures.count
        // A conversion that fails may have moved a part of the shape already.
        let isMoved = conversion.map { !$0.isIdentity } ?? false
        let original = keepsStrays && isMoved ? OGR_G_Clone(pointer) : nil
        defer { OGR_G_DestroyGeometry(original) }
        let isConverted = conversion?.apply(to: pointer) ?? true
        let shape = isConverted ? shapes.geometry(from: pointer) : nil
        let stray = shape?.coordinates.first { !StrayShape.isOnEarth($0) }
        if isConverted, stray == nil { return shape }
        let error = stray.map { outsideDegrees($0, handle.id) } ?? notTransformable(handle.id)
        guard keepsStrays else { throw error }
        // A shape of no numbers at all is a missing one.
        if let numbers = shapes.geometry(from: original ?? pointer) {
            strays[handle.id] = StrayShape(shape: numbers, detail: error.detail)
        }
        log.forgetFailures(after: failuresBefore)
        return nil
    }

    private func notTransformable(_ feature: Int64) -> VectorDataError {
        VectorDataError(
            .notTransformable, path: path, layer: name, feature: feature,
            detail: "a position has no image in WGS 84: \(log.reason)")
    }

    private func outsideDegrees(_ stray: Coordinate, _ feature: Int64) -> VectorDataError {
        let declared = source.map { "\($0.code ?? $0.name)" } ?? "no coordinate system"
        return VectorDataError(
            .coordinatesOutsideDegrees, path: path, layer: name, feature: feature,
            detail:
                "(\(stray.longitude), \(stray.latitude)) is not a longitude and latitude in "
                + "degrees, though the source declares \(declared); state the real system, "
                + "for instance crs: EPSG:32647 when these are metres, or swap the two numbers")
    }
}

/// GDAL's text as a Swift string: UTF-8, or else the stated encoding.
func decodedText(
    _ pointer: UnsafePointer<CChar>, encoding: String?, orThrow error: () -> VectorDataError
) throws(VectorDataError) -> String {
    let isRaw = encoding == ShapefileText.rawCodePage
    if !isRaw, let text = String(validatingCString: pointer) { return text }
    // A cell of fixed width may end in the middle of a letter.
    if encoding == "UTF-8", let text = ShapefileText.withoutCutLetter(pointer) { return text }
    guard let encoding, encoding != "UTF-8" else { throw error() }
    let recoded = CPLRecode(pointer, isRaw ? "CP874" : encoding, "UTF-8")
    defer { VSIFree(recoded) }
    guard let text = String(validatingCString: recoded) else { throw error() }
    return text
}
