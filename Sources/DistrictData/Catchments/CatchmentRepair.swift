import PlanarGeometry
import SchoolDistrict
import SpatialTypes

/// Mends catchments whose rings cross or touch themselves, and counts every change.
public enum CatchmentRepair {
    /// What mending did to one catchment.
    public struct Change: Hashable, Sendable {
        /// The school it belongs to.
        public var schoolCode: String
        /// What was wrong, as GEOS says it.
        public var reason: String
        /// Where it was wrong, WGS 84; `nil` when GEOS does not say.
        public var place: Coordinate?
        /// The share of the area gained or lost; infinite where there was none before.
        public var relativeAreaChange: Double
        /// Whether nothing usable was left.
        public var isLost: Bool
    }

    /// The mended catchments and what was changed.
    public struct Result: Sendable {
        /// Valid catchments, in the order given; those without any area left are dropped.
        public var catchments: [Catchment]
        /// One change for each catchment that was invalid, in the order given.
        public var changes: [Change]
    }

    /// Makes every catchment valid by the structure method of `make_valid`.
    ///
    /// - Throws: `GeometryError` when GEOS refuses a shape altogether.
    public static func repaired(_ catchments: [Catchment]) throws(GeometryError) -> Result {
        let engine = try GeometryEngine()
        var result = Result(catchments: [], changes: [])
        for catchment in catchments {
            let repair = try engine.makeValid(.multiPolygon(catchment.area))
            guard !repair.before.isValid else {
                result.catchments.append(catchment)
                continue
            }
            let area = repair.geometry?.polygons ?? []
            result.changes.append(
                Change(
                    schoolCode: catchment.schoolCode,
                    reason: repair.before.reason ?? "invalid", place: repair.before.location,
                    relativeAreaChange: repair.relativeAreaChange, isLost: area.isEmpty))
            guard !area.isEmpty else { continue }
            var mended = catchment
            mended.area = area
            result.catchments.append(mended)
        }
        return result
    }
}
