import CGEOS
import SpatialTypes

extension GeometryEngine {
    /// The ground of polygons that fit together: none overlap, and where two meet they share the
    /// corners of their edges exactly.
    ///
    /// GEOS only drops the edges that occur twice. Where the result is invalid or has another area
    /// than its parts, because they do not fit together, the answer is that of `union(of:)`.
    ///
    /// - Throws: `GeometryError` when a polygon is so invalid that GEOS refuses; repair it first.
    public func coverageUnion(of polygons: [Polygon]) throws(GeometryError) -> [Polygon] {
        if let joined = try fittedUnion(of: polygons) { return joined }
        return try union(of: polygons)
    }

    /// The ground of polygons that fit together; `nil` where they do not.
    func fittedUnion(of polygons: [Polygon]) throws(GeometryError) -> [Polygon]? {
        let all = try degrees.shape(of: polygons)
        guard let pointer = GEOSCoverageUnion_r(context.pointer, all.pointer) else { return nil }
        let joined = GEOSShape(context: context, adopting: pointer)
        let (before, after) = (try all.area(), try joined.area())
        guard abs(after - before) <= before * 1e-9, try joined.isValid() else { return nil }
        return try degrees.polygons(from: joined.pointer)
    }

    /// The lines that do not wholly lie inside the polygons or on their edge, by their index.
    ///
    /// - Parameter polygons: Valid together.
    public func lines(
        _ lines: [[Coordinate]], notCoveredBy polygons: [Polygon]
    ) throws(GeometryError) -> [Int] {
        let area = try PreparedShape(degrees.shape(of: polygons))
        var found: [Int] = []
        for (index, line) in lines.enumerated() {
            let shape = try degrees.shape(of: .lineString(line))
            if try !area.covers(shape.pointer) { found.append(index) }
        }
        return found
    }
}
