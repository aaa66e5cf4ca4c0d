import PlanarGeometry
import SchoolDistrict
import SpatialTypes

/// Catchments where the office has drawn some of them only.
public enum CatchmentCompletion {
    /// The official catchments as they are, and beside them one for each school that has none, flagged as built.
    ///
    /// A built catchment is what the official ones leave of the school's cell, so that it overlaps neither them nor
    /// another built one. Ground that no official catchment holds and that lies nearest to a school which has one stays
    /// nobody's: the office drew that border.
    ///
    /// - Parameters:
    ///   - official: catchments as read; where there are none, the built ones are returned.
    ///   - built: the cells of all schools, apart from each other.
    /// - Returns: catchments sorted by code; a school whose cell the official ones cover has none.
    /// - Throws: `GeometryError` when an area is so damaged that GEOS refuses it.
    public static func completed(
        _ official: [Catchment], with built: [Catchment]
    ) throws(GeometryError) -> [Catchment] {
        guard !official.isEmpty else { return built }
        let owned = Set(official.map(\.schoolCode))
        let engine = try GeometryEngine()
        var valid: [Polygon] = []
        for polygon in official.flatMap(\.area) {
            valid += try engine.makeValid(.polygon(polygon)).geometry?.polygons ?? []
        }
        let taken = try engine.union(of: valid)
        var result = official
        for cell in built where !owned.contains(cell.schoolCode) {
            let left = try engine.difference(of: cell.area, and: taken)
            guard !left.isEmpty else { continue }
            result.append(Catchment(schoolCode: cell.schoolCode, area: left, isBuilt: true))
        }
        return result.sorted { $0.schoolCode < $1.schoolCode }
    }
}
