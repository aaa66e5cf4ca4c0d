import CPROJ
import SpatialTypes

/// A position as a file gives it: longitude or easting first, in the units of its system.
public struct SourcePosition: Hashable, Sendable {
    /// Longitude or easting.
    public var x: Double
    /// Latitude or northing.
    public var y: Double

    /// A position from its two numbers, longitude or easting first.
    @inlinable
    public init(x: Double, y: Double) {
        self.x = x
        self.y = y
    }
}

/// A way from one coordinate system to WGS 84 whose datum operation is named, never guessed.
///
/// The projection is undone first, then one registered operation changes the datum. Owns a PROJ
/// context, therefore not `Sendable`: make one per worker.
public final class WGS84Transform {
    /// The system the positions come in.
    public let source: CRSIdentifier
    private let shift: DatumShift
    private let unprojection: ProjObject?
    private let candidates: [DatumShift]
    private let allowedArea: BoundingBox?

    /// The datum operation in use.
    public var operation: CoordinateOperation { shift.operation }

    /// A transform from `source`.
    ///
    /// - Parameters:
    ///   - operation: code of the datum operation, for instance `EPSG:1537`. Without it,
    ///     `CoordinateOperation.preferred(forGeographicBase:)`, else PROJ's first usable candidate.
    ///   - areaOfInterest: narrows PROJ's candidates to those meant for this box.
    ///   - marginDegrees: how far outside the system's area of use a result may land. Four
    ///     degrees let the whole of Thailand be written in UTM zone 47, as national layers are.
    /// - Throws: `ProjectionError` when the operation is unknown, leads elsewhere, or none exists.
    public init(
        from source: CRSIdentifier, operation: String? = nil, areaOfInterest: BoundingBox? = nil,
        marginDegrees: Double = 4
    ) throws(ProjectionError) {
        let context = try ProjContext()
        let crs = try Self.system(source.authority, source.code, in: context)
        let wgs84 = try Self.system("EPSG", "4326", in: context)
        guard let pointer = proj_crs_get_geodetic_crs(context.pointer, crs.pointer) else {
            throw context.failure(of: "proj_crs_get_geodetic_crs")
        }
        let base = ProjObject(context: context, adopting: pointer)

        unprojection = source.kind == .projected ? try Self.conversion(crs, base) : nil
        candidates = try Self.candidates(from: base, to: wgs84, areaOfInterest)
        let wanted = operation ?? CoordinateOperation.preferred(forGeographicBase: base.identifier)
        if let wanted {
            shift = try Self.registered(wanted, from: base, to: wgs84)
        } else if let first = candidates.first {
            shift = first
        } else {
            throw ProjectionError(
                .noOperation, subject: source.description,
                detail: "no operation leads from \(base.name) to WGS 84")
        }
        self.source = source
        allowedArea = source.areaOfUse.map {
            BoundingBox(
                west: $0.west - marginDegrees, south: $0.south - marginDegrees,
                east: $0.east + marginDegrees, north: $0.north + marginDegrees)
        }
    }

    /// The WGS 84 position of one source position.
    ///
    /// - Throws: `ProjectionError` when the position has no image, lands outside the system's area
    ///   of use (PROJ returns finite nonsense there without an error), or is in degrees where the
    ///   system wants lengths.
    public func coordinate(of position: SourcePosition) throws(ProjectionError) -> Coordinate {
        if source.kind == .projected, abs(position.x) <= 180, abs(position.y) <= 180 {
            throw ProjectionError(
                .looksLikeDegrees, subject: label(position),
                detail: "\(source) (\(source.name)) wants lengths, these look like degrees; "
                    + "expected a geographic code such as EPSG:4326")
        }
        guard position.x.isFinite, position.y.isFinite,
            let base = unprojected(position),
            let result = shift.position(longitude: base.x, latitude: base.y)
        else {
            throw ProjectionError(
                .notTransformable, subject: label(position),
                detail: "has no WGS 84 position in \(source) (\(source.name))")
        }
        if let allowedArea, !allowedArea.contains(result) {
            throw ProjectionError(
                .outsideAreaOfUse, subject: label(position),
                detail: "lands at longitude \(result.longitude), latitude \(result.latitude), "
                    + "outside the area of use of \(source) (\(source.name)); "
                    + "check the code, the zone and the order of the two numbers")
        }
        return result
    }

    /// The WGS 84 positions of many, in their order; the error names the first one that fails.
    public func coordinates(
        of positions: [SourcePosition]
    ) throws(ProjectionError) -> [Coordinate] {
        var results: [Coordinate] = []
        results.reserveCapacity(positions.count)
        for (index, position) in positions.enumerated() {
            do {
                results.append(try coordinate(of: position))
            } catch {
                var located = error
                located.index = index
                throw located
            }
        }
        return results
    }

    /// The operation used, its rivals, and how far apart they put one place.
    ///
    /// - Parameter place: in WGS 84; traced back through the operation in use, then sent through
    ///   every candidate.
    public func report(at place: Coordinate) -> TransformReport {
        var found: [TransformReport.Candidate] = []
        let usedCode = operation.code
        var shifts = candidates
        if !shifts.contains(where: {
            $0 === shift || (usedCode != nil && $0.operation.code == usedCode)
        }) {
            shifts.append(shift)
        }
        if let origin = shift.source(of: place),
            let reference = shift.position(longitude: origin.x, latitude: origin.y)
        {
            for candidate in shifts {
                guard let position = candidate.position(longitude: origin.x, latitude: origin.y)
                else { continue }
                found.append(
                    TransformReport.Candidate(
                        operation: candidate.operation, position: position,
                        offset: Geodesic.wgs84.distance(from: reference, to: position)))
            }
        }
        var spread = Metres.zero
        for (index, one) in found.enumerated() {
            for other in found[(index + 1)...] {
                spread = max(
                    spread, Geodesic.wgs84.distance(from: one.position, to: other.position))
            }
        }
        return TransformReport(
            source: source, used: operation, candidates: found, spread: spread)
    }

    private func unprojected(_ position: SourcePosition) -> (x: Double, y: Double)? {
        guard let unprojection else { return (position.x, position.y) }
        return unprojection.image(x: position.x, y: position.y)
    }

    private func label(_ position: SourcePosition) -> String {
        source.kind == .projected
            ? "easting \(position.x), northing \(position.y)"
            : "longitude \(position.x), latitude \(position.y)"
    }
}

extension WGS84Transform {
    private static func system(
        _ authority: String, _ code: String, in context: ProjContext
    ) throws(ProjectionError) -> ProjObject {
        guard
            let crs = context.object(authority: authority, code: code, category: PJ_CATEGORY_CRS)
        else { throw context.failure(of: "proj_create_from_database") }
        return crs
    }

    /// Projected to geographic on the same datum.
    private static func conversion(
        _ crs: ProjObject, _ base: ProjObject
    ) throws(ProjectionError) -> ProjObject {
        let context = crs.context
        guard
            let pointer = proj_create_crs_to_crs_from_pj(
                context.pointer, crs.pointer, base.pointer, nil, nil)
        else { throw context.failure(of: "proj_create_crs_to_crs_from_pj") }
        return try ProjObject(context: context, adopting: pointer).normalised()
    }

    /// Every registered operation between two datums that this machine can run, best first.
    private static func candidates(
        from base: ProjObject, to target: ProjObject, _ area: BoundingBox?
    ) throws(ProjectionError) -> [DatumShift] {
        let context = base.context
        guard let factory = proj_create_operation_factory_context(context.pointer, nil) else {
            throw context.failure(of: "proj_create_operation_factory_context")
        }
        defer { proj_operation_factory_context_destroy(factory) }
        proj_operation_factory_context_set_spatial_criterion(
            context.pointer, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
        proj_operation_factory_context_set_allow_ballpark_transformations(
            context.pointer, factory, 0)
        if let area {
            proj_operation_factory_context_set_area_of_interest(
                context.pointer, factory, area.west, area.south, area.east, area.north)
        }
        guard
            let list = proj_create_operations(
                context.pointer, base.pointer, target.pointer, factory)
        else { return [] }
        defer { proj_list_destroy(list) }
        var shifts: [DatumShift] = []
        for index in 0..<proj_list_get_count(list) {
            guard let pointer = proj_list_get(context.pointer, list, index) else { continue }
            let object = ProjObject(context: context, adopting: pointer)
            guard proj_coordoperation_is_instantiable(context.pointer, pointer) != 0 else {
                continue
            }
            shifts.append(try DatumShift(object))
        }
        return shifts
    }

    /// The operation behind a code, checked to join the two datums, in whichever direction.
    private static func registered(
        _ text: String, from base: ProjObject, to target: ProjObject
    ) throws(ProjectionError) -> DatumShift {
        let context = base.context
        let parts = text.split(separator: ":").map(String.init)
        guard parts.count == 2,
            let object = context.object(
                authority: parts[0].uppercased(), code: parts[1],
                category: PJ_CATEGORY_COORDINATE_OPERATION)
        else {
            throw ProjectionError(
                .unknownOperation, subject: text,
                detail: "no coordinate operation has this code; expected one such as EPSG:1304")
        }
        guard let start = proj_get_source_crs(context.pointer, object.pointer),
            let end = proj_get_target_crs(context.pointer, object.pointer)
        else {
            throw ProjectionError(
                .unsuitableOperation, subject: text,
                detail: "\(object.name) does not join two coordinate systems")
        }
        let from = ProjObject(context: context, adopting: start)
        let to = ProjObject(context: context, adopting: end)
        if from.isEquivalent(to: base), to.isEquivalent(to: target) {
            return try DatumShift(object)
        }
        if from.isEquivalent(to: target), to.isEquivalent(to: base) {
            return try DatumShift(object, reversed: true)
        }
        throw ProjectionError(
            .unsuitableOperation, subject: text,
            detail: "\(object.name) leads from \(from.name) to \(to.name), "
                + "not from \(base.name) to WGS 84")
    }
}
