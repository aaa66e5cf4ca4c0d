import CGEOS
import SpatialTypes

/// Whether a shape obeys the rules of simple features, and where it does not.
public struct Validity: Hashable, Sendable {
    /// Whether it does.
    public var isValid: Bool
    /// GEOS's reason, for instance `Self-intersection`; `nil` for a valid shape.
    public var reason: String?
    /// Where the rule is broken.
    public var location: Coordinate?
}

/// A shape made valid, and what that changed.
public struct GeometryRepair: Hashable, Sendable {
    /// The valid shape; `nil` when nothing of it was left.
    public var geometry: Geometry?
    /// How the shape was before.
    public var before: Validity
    /// The area before, in square degrees: what its rings enclose, opposite turns cancelling.
    public var areaBefore: Double
    /// The area after, in square degrees.
    public var areaAfter: Double

    /// The change of area as a share of the area before; infinite when there was none before.
    public var relativeAreaChange: Double {
        if areaBefore == areaAfter { return 0 }
        return areaBefore == 0 ? .infinity : abs(areaAfter - areaBefore) / areaBefore
    }
}

/// Two areas of a list that share ground.
public struct Overlap: Hashable, Sendable {
    /// The place of the first area in the list.
    public var first: Int
    /// The place of the second, greater than `first`.
    public var second: Int
    /// The shared area in square degrees.
    public var areaSquareDegrees: Double

    /// A pair from its parts.
    public init(first: Int, second: Int, areaSquareDegrees: Double) {
        self.first = first
        self.second = second
        self.areaSquareDegrees = areaSquareDegrees
    }
}

/// Plane geometry on WGS 84 coordinates: values in, values out, outer rings counter-clockwise.
///
/// Relations and overlays treat degrees as a plane, which is exact for shapes whose edges are
/// straight in degrees, as in every GIS file. Operations with a length (`buffer`, `simplified`,
/// `voronoi`) use metres on a local plane. Owns a GEOS context, therefore not `Sendable`: make
/// one per worker.
public final class GeometryEngine {
    let context: GEOSContext
    var degrees: GEOSConversion { GEOSConversion(context: context, plane: nil) }

    /// An engine with a context of its own.
    ///
    /// - Throws: `GeometryError` when GEOS gives no context.
    public init() throws(GeometryError) { context = try GEOSContext() }

    // MARK: Validity

    /// Whether a shape is valid, else why not and where.
    public func validity(of geometry: Geometry) throws(GeometryError) -> Validity {
        try validity(of: degrees.shape(of: geometry))
    }

    private func validity(of shape: borrowing GEOSShape) throws(GeometryError) -> Validity {
        var reason: UnsafeMutablePointer<CChar>?
        var location: OpaquePointer?
        let answer = GEOSisValidDetail_r(context.pointer, shape.pointer, 0, &reason, &location)
        defer {
            if let reason { GEOSFree_r(context.pointer, reason) }
            if let location { GEOSGeom_destroy_r(context.pointer, location) }
        }
        guard answer != 2 else { throw context.failure("GEOSisValidDetail_r") }
        let place = try location.flatMap { pointer throws(GeometryError) in
            try degrees.geometry(from: pointer)?.coordinates.first
        }
        return Validity(
            isValid: answer == 1, reason: reason.map { String(cString: $0) }, location: place)
    }

    /// A valid shape from any, by GEOS's structure method, collapsed parts dropped.
    ///
    /// `buffer(0)` is no repair: of a bow tie it keeps one half.
    public func makeValid(_ geometry: Geometry) throws(GeometryError) -> GeometryRepair {
        let shape = try degrees.shape(of: geometry)
        let before = try validity(of: shape)
        let areaBefore = try shape.area()
        if before.isValid {
            return GeometryRepair(
                geometry: try degrees.geometry(from: shape.pointer), before: before,
                areaBefore: areaBefore, areaAfter: areaBefore)
        }
        let repaired = try shape.madeValid()
        return GeometryRepair(
            geometry: try degrees.geometry(from: repaired.pointer), before: before,
            areaBefore: areaBefore, areaAfter: try repaired.area())
    }

    // MARK: Areas

    /// The area in square degrees, for comparing shapes near each other; for square metres use
    /// `Geodesic.areaSquareMetres(of:)` of `Projections`.
    public func areaSquareDegrees(of polygons: [Polygon]) throws(GeometryError) -> Double {
        try degrees.shape(of: polygons).area()
    }

    /// The ground covered by at least one of the polygons.
    ///
    /// - Throws: `GeometryError` when a polygon is so invalid that GEOS refuses; repair it first.
    public func union(of polygons: [Polygon]) throws(GeometryError) -> [Polygon] {
        let all = try degrees.shape(of: polygons)
        let union = try context.adopt(
            GEOSUnaryUnion_r(context.pointer, all.pointer), from: "GEOSUnaryUnion_r")
        return try degrees.polygons(from: union.pointer)
    }

    /// The ground covered by both; shared edges and corners are no ground.
    public func intersection(
        of first: [Polygon], and second: [Polygon]
    ) throws(GeometryError) -> [Polygon] {
        let one = try degrees.shape(of: first)
        let other = try degrees.shape(of: second)
        let shared = try context.adopt(
            GEOSIntersection_r(context.pointer, one.pointer, other.pointer),
            from: "GEOSIntersection_r")
        return try degrees.polygons(from: shared.pointer)
    }

    /// The pairs of areas that share more than a given area, in the order of the list.
    ///
    /// - Complexity: near O(*n* log *n*) pairs for areas laid side by side.
    public func overlaps(
        among areas: [[Polygon]], largerThan minimumSquareDegrees: Double = 0
    ) throws(GeometryError) -> [Overlap] {
        let tree = try BoxTree(context: context)
        var shapes: [PreparedShape] = []
        for area in areas {
            let shape = try PreparedShape(degrees.shape(of: area))
            if !area.isEmpty { tree.insert(shape.pointer, as: shapes.count) }
            shapes.append(shape)
        }
        var overlaps: [Overlap] = []
        for (first, shape) in shapes.enumerated() where !areas[first].isEmpty {
            for second in tree.numbers(meeting: shape.pointer) where second > first {
                guard try shape.intersects(shapes[second].pointer) else { continue }
                let shared = try context.adopt(
                    GEOSIntersection_r(context.pointer, shape.pointer, shapes[second].pointer),
                    from: "GEOSIntersection_r", index: first)
                let area = try shared.area()
                guard area > minimumSquareDegrees else { continue }
                overlaps.append(Overlap(first: first, second: second, areaSquareDegrees: area))
            }
        }
        return overlaps
    }

    /// The smallest convex shape round the coordinates: a polygon, or a line or point when they
    /// are in line or one; `nil` when there are none.
    public func convexHull(of coordinates: [Coordinate]) throws(GeometryError) -> Geometry? {
        let points = try degrees.multiPoint(coordinates)
        let hull = try context.adopt(
            GEOSConvexHull_r(context.pointer, points.pointer), from: "GEOSConvexHull_r")
        return try degrees.geometry(from: hull.pointer)
    }

    // MARK: With lengths

    /// The ground within a distance of a shape, corners rounded by circles.
    ///
    /// - Parameter quadrantSegments: edges per quarter circle; 8 falls 2 % short of the radius at
    ///   most.
    public func buffer(
        of geometry: Geometry, radius: Metres, quadrantSegments: Int = 8
    ) throws(GeometryError) -> [Polygon] {
        guard radius.value.isFinite, quadrantSegments > 0 else {
            throw GeometryError(
                .parameterOutOfRange, operation: "buffer",
                detail: "radius \(radius.value) m in \(quadrantSegments) segments per quarter")
        }
        guard let box = BoundingBox(of: geometry.coordinates) else { return [] }
        let conversion = GEOSConversion(context: context, plane: LocalPlane(origin: box.centre))
        let shape = try conversion.shape(of: geometry)
        let result = try context.adopt(
            GEOSBuffer_r(context.pointer, shape.pointer, radius.value, Int32(quadrantSegments)),
            from: "GEOSBuffer_r")
        return try conversion.polygons(from: result.pointer)
    }

    /// The shape with fewer corners, none moved further than the tolerance, still valid
    /// (Douglas–Peucker, topology kept); `nil` when nothing is left.
    public func simplified(
        _ geometry: Geometry, tolerance: Metres
    ) throws(GeometryError) -> Geometry? {
        guard tolerance.value >= 0, tolerance.value.isFinite else {
            throw GeometryError(
                .parameterOutOfRange, operation: "simplified",
                detail: "a tolerance of \(tolerance.value) m")
        }
        guard let box = BoundingBox(of: geometry.coordinates) else { return nil }
        let conversion = GEOSConversion(context: context, plane: LocalPlane(origin: box.centre))
        let shape = try conversion.shape(of: geometry)
        let result = try context.adopt(
            GEOSTopologyPreserveSimplify_r(context.pointer, shape.pointer, tolerance.value),
            from: "GEOSTopologyPreserveSimplify_r")
        return try conversion.geometry(from: result.pointer)
    }
}
