import CGDAL
import SpatialTypes

/// Turns OGR geometries into Swift values and counts what has to be left out.
struct GeometryConversion {
    /// Parts of mixed collections left out so far.
    private(set) var droppedParts = 0

    /// The shape in two dimensions; `nil` for an empty one.
    ///
    /// Curves become lines. A collection becomes the multi-geometry of its highest dimension, and
    /// its other parts are counted as dropped.
    mutating func geometry(from handle: OGRGeometryH) -> Geometry? {
        if OGR_G_IsEmpty(handle) != 0 { return nil }
        if OGR_G_HasCurveGeometry(handle, 0) != 0 {
            guard let linear = OGR_G_GetLinearGeometry(handle, 0, nil) else { return nil }
            defer { OGR_G_DestroyGeometry(linear) }
            return geometry(from: linear)
        }
        switch OGR_GT_Flatten(OGR_G_GetGeometryType(handle)) {
        case wkbPoint: return coordinates(of: handle).first.map(Geometry.point)
        case wkbLineString: return .lineString(coordinates(of: handle))
        case wkbPolygon, wkbTriangle: return polygon(from: handle).map(Geometry.polygon)
        case wkbMultiPoint: return .multiPoint(parts(of: handle).flatMap(coordinates))
        case wkbMultiLineString: return .multiLineString(parts(of: handle).map(coordinates))
        case wkbMultiPolygon, wkbPolyhedralSurface, wkbTIN:
            return .multiPolygon(parts(of: handle).compactMap(polygon))
        default: return collection(from: handle)
        }
    }

    private mutating func collection(from handle: OGRGeometryH) -> Geometry? {
        var points: [Coordinate] = []
        var lines: [[Coordinate]] = []
        var polygons: [Polygon] = []
        for part in parts(of: handle) {
            switch geometry(from: part) {
            case .point(let point): points.append(point)
            case .multiPoint(let more): points += more
            case .lineString(let line): lines.append(line)
            case .multiLineString(let more): lines += more
            case .polygon(let polygon): polygons.append(polygon)
            case .multiPolygon(let more): polygons += more
            case nil: break
            }
        }
        if !polygons.isEmpty {
            droppedParts += points.count + lines.count
            return .multiPolygon(polygons)
        }
        if !lines.isEmpty {
            droppedParts += points.count
            return .multiLineString(lines)
        }
        return points.isEmpty ? nil : .multiPoint(points)
    }

    private func parts(of handle: OGRGeometryH) -> [OGRGeometryH] {
        (0..<OGR_G_GetGeometryCount(handle)).compactMap { OGR_G_GetGeometryRef(handle, $0) }
            .filter { OGR_G_IsEmpty($0) == 0 }
    }

    private func polygon(from handle: OGRGeometryH) -> Polygon? {
        let rings = parts(of: handle).map { LinearRing(coordinates(of: $0)) }
        guard let exterior = rings.first else { return nil }
        return Polygon(exterior: exterior, holes: Array(rings.dropFirst()))
    }

    /// The corners of a point or line, copied in one crossing.
    private func coordinates(of handle: OGRGeometryH) -> [Coordinate] {
        let count = Int(OGR_G_GetPointCount(handle))
        guard count > 0 else { return [] }
        return [Coordinate](unsafeUninitializedCapacity: count) { buffer, filled in
            let stride = MemoryLayout<Coordinate>.stride
            let start = UnsafeMutableRawPointer(buffer.baseAddress)
            filled = Int(
                OGR_G_GetPoints(
                    handle, start, Int32(stride),
                    start?.advanced(by: MemoryLayout<Double>.stride), Int32(stride), nil, 0))
        }
    }
}
