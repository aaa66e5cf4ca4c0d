import CGDAL

/// A spatial reference, released at the end of its life.
final class SpatialReference {
    let pointer: OGRSpatialReferenceH

    init(adopting pointer: OGRSpatialReferenceH) { self.pointer = pointer }

    /// The system behind a code, longitude or easting first whatever the authority says.
    init?(code: String) {
        guard let pointer = OSRNewSpatialReference(nil) else { return nil }
        self.pointer = pointer
        guard OSRSetFromUserInput(pointer, code) == OGRERR_NONE else { return nil }
        OSRSetAxisMappingStrategy(pointer, OAMS_TRADITIONAL_GIS_ORDER)
    }

    deinit { OSRRelease(pointer) }

    /// The geographic system underneath, longitude first.
    var geographicBase: SpatialReference? {
        guard let base = OSRCloneGeogCS(pointer) else { return nil }
        OSRSetAxisMappingStrategy(base, OAMS_TRADITIONAL_GIS_ORDER)
        return SpatialReference(adopting: base)
    }

    var name: String { OSRGetName(pointer).map { String(cString: $0) } ?? "" }

    /// The code, for instance `EPSG:32648`, where the definition carries one.
    var code: String? {
        guard let authority = OSRGetAuthorityName(pointer, nil),
            let code = OSRGetAuthorityCode(pointer, nil)
        else { return nil }
        return "\(String(cString: authority)):\(String(cString: code))"
    }

    var carriesShiftParameters: Bool {
        var parameters = [Double](repeating: 0, count: 7)
        return OSRGetTOWGS84(pointer, &parameters, 7) == OGRERR_NONE
    }

    func isSame(as other: SpatialReference, ignoringAxisOrder: Bool) -> Bool {
        var options = ["CRITERION": "EQUIVALENT_EXCEPT_AXIS_ORDER_GEOGCRS"]
        options["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING"] = ignoringAxisOrder ? "YES" : "NO"
        let list = OptionList(options)
        return OSRIsSameEx(pointer, other.pointer, list.pointer) != 0
    }
}

/// The steps from a layer's system to WGS 84, the datum step by a named operation.
///
/// The projection is undone first and the datum changed second, so that an operation registered
/// between two geographic systems serves every projected system on the same datum.
final class WGS84Conversion {
    let shift: DatumShift
    private let steps: [OGRCoordinateTransformationH]

    /// The steps from `source`, which keeps the axis order of its data.
    init(
        from source: SpatialReference, operation: String?, path: String, log: MessageLog
    ) throws(VectorDataError) {
        guard let wgs84 = SpatialReference(code: "EPSG:4326"), let base = source.geographicBase
        else {
            throw VectorDataError(
                .unknownCRS, path: path,
                detail: "\(source.name) has no geographic system underneath: \(log.reason)")
        }
        if source.isSame(as: wgs84, ignoringAxisOrder: false) {
            shift = .none
            steps = []
            return
        }
        var planned: [(from: SpatialReference, to: SpatialReference, operation: String?)]
        if base.isSame(as: wgs84, ignoringAxisOrder: true) {
            shift = .none
            planned = [(source, wgs84, nil)]
        } else if let code = operation ?? Self.preferredOperation(source, base) {
            shift = .registered(code: code)
            planned = [(base, wgs84, code)]
            if !source.isSame(as: base, ignoringAxisOrder: false) {
                planned.insert((source, base, nil), at: 0)
            }
        } else {
            shift =
                source.carriesShiftParameters
                ? .writtenInSource : .chosenByLibrary(from: base.name)
            planned = [(source, wgs84, nil)]
        }
        var made: [OGRCoordinateTransformationH] = []
        for step in planned {
            guard let handle = Self.step(from: step.from, to: step.to, operation: step.operation)
            else {
                made.forEach { OCTDestroyCoordinateTransformation($0) }
                throw VectorDataError(
                    .unsuitableOperation, path: path,
                    detail: "cannot go from \(step.from.name) to \(step.to.name)"
                        + (step.operation.map { " by \($0)" } ?? "") + ": \(log.reason)")
            }
            made.append(handle)
        }
        steps = made
    }

    deinit { steps.forEach { OCTDestroyCoordinateTransformation($0) } }

    /// Whether positions stay as they are.
    var isIdentity: Bool { steps.isEmpty }

    /// Moves the geometry in place; false when a position has no image.
    func apply(to geometry: OGRGeometryH) -> Bool {
        steps.allSatisfy { OGR_G_Transform(geometry, $0) == OGRERR_NONE }
    }

    /// EPSG:1304 for Indian 1975, where GDAL's own first choice (EPSG:1812) is 190 m wrong.
    private static func preferredOperation(
        _ source: SpatialReference, _ base: SpatialReference
    ) -> String? {
        guard !source.carriesShiftParameters else { return nil }
        let words = base.name.lowercased()
        let isIndian =
            base.code == "EPSG:4240" || words.contains("indian") && words.contains("1975")
        return isIndian ? "EPSG:1304" : nil
    }

    private static func step(
        from source: SpatialReference, to target: SpatialReference, operation: String?
    ) -> OGRCoordinateTransformationH? {
        let options = OCTNewCoordinateTransformationOptions()
        defer { OCTDestroyCoordinateTransformationOptions(options) }
        if let operation {
            let parts = operation.split(separator: ":")
            guard parts.count == 2 else { return nil }
            let urn = "urn:ogc:def:coordinateOperation:\(parts[0].uppercased())::\(parts[1])"
            guard OCTCoordinateTransformationOptionsSetOperation(options, urn, 0) != 0 else {
                return nil
            }
        }
        return OCTNewCoordinateTransformationEx(source.pointer, target.pointer, options)
    }
}
