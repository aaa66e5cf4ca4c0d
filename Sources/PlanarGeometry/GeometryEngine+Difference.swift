import CGEOS
import SpatialTypes

extension GeometryEngine {
    /// The ground of the first that the second does not cover; shared edges are no ground.
    ///
    /// - Throws: `GeometryError` when a polygon is so invalid that GEOS refuses; repair it first.
    public func difference(
        of first: [Polygon], and second: [Polygon]
    ) throws(GeometryError) -> [Polygon] {
        let one = try degrees.shape(of: first)
        let other = try degrees.shape(of: second)
        let rest = try context.adopt(
            GEOSDifference_r(context.pointer, one.pointer, other.pointer),
            from: "GEOSDifference_r")
        return try degrees.polygons(from: rest.pointer)
    }
}
