import CGEOS
import SpatialTypes

/// Swift values to GEOS and back, in degrees or through a local plane.
struct GEOSConversion {
    let context: GEOSContext
    var plane: LocalPlane?

    func shape(of geometry: Geometry) throws(GeometryError) -> GEOSShape {
        switch geometry {
        case .point(let point): try pointShape(point)
        case .lineString(let line): try self.line(line)
        case .polygon(let polygon): try shape(of: polygon)
        case .multiPoint(let points): try multiPoint(points)
        case .multiLineString(let lines):
            try collection(GEOS_MULTILINESTRING, lines) { line throws(GeometryError) in
                try self.line(line)
            }
        case .multiPolygon(let polygons): try shape(of: polygons)
        }
    }

    func multiPoint(_ points: [Coordinate]) throws(GeometryError) -> GEOSShape {
        try collection(GEOS_MULTIPOINT, points) { point throws(GeometryError) in
            try pointShape(point)
        }
    }

    func shape(of polygons: [Polygon]) throws(GeometryError) -> GEOSShape {
        try collection(GEOS_MULTIPOLYGON, polygons) { polygon throws(GeometryError) in
            try shape(of: polygon)
        }
    }

    func pointShape(_ point: Coordinate) throws(GeometryError) -> GEOSShape {
        guard point.longitude.isFinite, point.latitude.isFinite else { throw notFinite("point") }
        let place = plane?.onPlane(point) ?? point
        return try context.adopt(
            GEOSGeom_createPointFromXY_r(context.pointer, place.longitude, place.latitude),
            from: "GEOSGeom_createPointFromXY_r")
    }

    private func line(_ corners: [Coordinate]) throws(GeometryError) -> GEOSShape {
        guard corners.count >= 2 else {
            throw GeometryError(
                .tooFewCoordinates, operation: "line",
                detail: "a line needs two corners, this one has \(corners.count)")
        }
        // The constructor adopts the sequence even when it fails: it is never freed here.
        return try context.adopt(
            GEOSGeom_createLineString_r(context.pointer, sequence(corners, "line")),
            from: "GEOSGeom_createLineString_r")
    }

    private func ring(_ ring: LinearRing) throws(GeometryError) -> GEOSShape {
        guard ring.coordinates.count >= 4 else {
            throw GeometryError(
                .tooFewCoordinates, operation: "ring",
                detail: "a ring needs three different corners, this one has "
                    + "\(max(ring.coordinates.count - 1, 0))")
        }
        return try context.adopt(
            GEOSGeom_createLinearRing_r(context.pointer, sequence(ring.coordinates, "ring")),
            from: "GEOSGeom_createLinearRing_r")
    }

    private func shape(of polygon: Polygon) throws(GeometryError) -> GEOSShape {
        let exterior = try ring(polygon.exterior)
        var holes = try pointers(polygon.holes) { hole throws(GeometryError) in try ring(hole) }
        // Adopts the rings even when it fails.
        return try context.adopt(
            GEOSGeom_createPolygon_r(
                context.pointer, exterior.surrender(), &holes, UInt32(holes.count)),
            from: "GEOSGeom_createPolygon_r")
    }

    /// GEOS checks no part types; the closure's type decides what is assembled.
    private func collection<Part>(
        _ type: GEOSGeomTypes, _ parts: [Part],
        _ make: (Part) throws(GeometryError) -> GEOSShape
    ) throws(GeometryError) -> GEOSShape {
        var pointers = try pointers(parts, make)
        return try context.adopt(
            GEOSGeom_createCollection_r(
                context.pointer, Int32(type.rawValue), &pointers, UInt32(pointers.count)),
            from: "GEOSGeom_createCollection_r")
    }

    /// Parts on their way to a constructor that adopts them; freed when a later one fails.
    private func pointers<Part>(
        _ parts: [Part], _ make: (Part) throws(GeometryError) -> GEOSShape
    ) throws(GeometryError) -> [OpaquePointer?] {
        var pointers: [OpaquePointer?] = []
        do {
            for part in parts { pointers.append(try make(part).surrender()) }
        } catch {
            for pointer in pointers { GEOSGeom_destroy_r(context.pointer, pointer) }
            throw error
        }
        return pointers
    }

    private func sequence(
        _ corners: [Coordinate], _ subject: String
    ) throws(GeometryError) -> OpaquePointer {
        guard corners.allSatisfy({ $0.longitude.isFinite && $0.latitude.isFinite }) else {
            throw notFinite(subject)
        }
        let places = plane.map { plane in corners.map(plane.onPlane) } ?? corners
        // A `Coordinate` is two doubles in the order GEOS wants: one copy, no loop.
        let sequence = places.withUnsafeBytes {
            GEOSCoordSeq_copyFromBuffer_r(
                context.pointer, $0.baseAddress?.assumingMemoryBound(to: Double.self),
                UInt32(places.count), 0, 0)
        }
        guard let sequence else { throw context.failure("GEOSCoordSeq_copyFromBuffer_r") }
        return sequence
    }

    private func notFinite(_ subject: String) -> GeometryError {
        GeometryError(
            .coordinateNotFinite, operation: subject,
            detail: "a coordinate is infinite or not a number")
    }
}

extension GEOSConversion {
    /// The value behind a GEOS geometry; areas wound by RFC 7946, `nil` when empty.
    ///
    /// Of a mixed collection the parts of highest dimension are kept.
    func geometry(from pointer: OpaquePointer?) throws(GeometryError) -> Geometry? {
        var points: [Coordinate] = []
        var lines: [[Coordinate]] = []
        var areas: [Polygon] = []
        try visit(pointer) { part, type throws(GeometryError) in
            switch GEOSGeomTypes(UInt32(type)) {
            case GEOS_POINT: points += try coordinates(of: part)
            case GEOS_POLYGON: areas.append(try polygon(from: part))
            default: lines.append(try coordinates(of: part))
            }
        }
        if !areas.isEmpty { return areas.count == 1 ? .polygon(areas[0]) : .multiPolygon(areas) }
        if !lines.isEmpty {
            return lines.count == 1 ? .lineString(lines[0]) : .multiLineString(lines)
        }
        if points.isEmpty { return nil }
        return points.count == 1 ? .point(points[0]) : .multiPoint(points)
    }

    func polygons(from pointer: OpaquePointer?) throws(GeometryError) -> [Polygon] {
        try geometry(from: pointer)?.polygons ?? []
    }

    /// Calls the closure for every part that is not empty and no collection.
    private func visit(
        _ pointer: OpaquePointer?,
        _ body: (OpaquePointer?, Int32) throws(GeometryError) -> Void
    ) throws(GeometryError) {
        guard GEOSisEmpty_r(context.pointer, pointer) == 0 else { return }
        let type = GEOSGeomTypeId_r(context.pointer, pointer)
        guard type >= Int32(GEOS_MULTIPOINT.rawValue) else { return try body(pointer, type) }
        for index in 0..<GEOSGetNumGeometries_r(context.pointer, pointer) {
            try visit(GEOSGetGeometryN_r(context.pointer, pointer, index), body)
        }
    }

    private func polygon(from pointer: OpaquePointer?) throws(GeometryError) -> Polygon {
        let exterior = try coordinates(of: GEOSGetExteriorRing_r(context.pointer, pointer))
        var holes: [LinearRing] = []
        for index in 0..<GEOSGetNumInteriorRings_r(context.pointer, pointer) {
            let hole = GEOSGetInteriorRingN_r(context.pointer, pointer, index)
            holes.append(LinearRing(try coordinates(of: hole)))
        }
        return Polygon(exterior: LinearRing(exterior), holes: holes).woundForGeoJSON
    }

    private func coordinates(of pointer: OpaquePointer?) throws(GeometryError) -> [Coordinate] {
        var count: UInt32 = 0
        guard let sequence = GEOSGeom_getCoordSeq_r(context.pointer, pointer),
            GEOSCoordSeq_getSize_r(context.pointer, sequence, &count) == 1
        else { throw context.failure("GEOSGeom_getCoordSeq_r") }
        var buffer = [Double](repeating: 0, count: Int(count) * 2)
        guard GEOSCoordSeq_copyToBuffer_r(context.pointer, sequence, &buffer, 0, 0) == 1 else {
            throw context.failure("GEOSCoordSeq_copyToBuffer_r")
        }
        return (0..<Int(count)).map { index in
            let place = Coordinate(
                longitude: buffer[2 * index], latitude: buffer[2 * index + 1])
            return plane?.onEarth(place) ?? place
        }
    }
}
