import Accessibility
import FacilityLocation
import RoadNetwork
import SchoolDistrict
import SpatialTypes

/// What the plan of a district leaves behind for the next plan of the same district: roads, distances, catchments and the
/// solver's memory.
public struct PlanMemory: Sendable {
    /// What a travel table depends on beside places and roads.
    struct TravelKey: Hashable, Sendable {
        var profile: String
        var hasRoads: Bool
        var maximumSnap: Metres
        var detourFactor: Double
    }

    var graph: RoadGraph?
    var travel: (key: TravelKey, table: TravelTable)?
    var catchments: [Catchment]?
    var ways = TravelMemory()
    var location = LocationMemory()

    /// Nothing remembered.
    public init() {}

    /// The way from a school to another as the last plan measured it; `nil` before any plan.
    ///
    /// - Parameters:
    ///   - from: a position in `Plan.schools`.
    ///   - to: a position in `Plan.schools`.
    public func schoolDistance(from: Int, to: Int) -> Metres? {
        travel?.table.schoolDistance(from: from, to: to)
    }
}
