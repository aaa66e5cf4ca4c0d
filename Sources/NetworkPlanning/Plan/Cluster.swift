import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

/// A hub with the schools that link to it.
public struct Cluster: Hashable, Sendable {
    /// The hub.
    public var hubCode: String
    /// Codes of the linked schools, sorted; the hub is not among them.
    public var memberCodes: [String]
    /// Pupils of the cluster (hub and members), the same before and after.
    public var pupils: Int
    /// Pupils who move to the hub.
    public var pupilsMoved: Int
    /// Usable rooms of the hub and classes taught there after the move.
    public var hubRooms: Int?
    /// Classes taught at the hub under the plan.
    public var hubClassesAfter: Int
    /// Teachers of all its schools against the sum of their needs, by norm id.
    public var staffBefore: [String: StaffBalance]
    /// Teachers against needs under the plan, by norm id.
    public var staffAfter: [String: StaffBalance]
    /// Travel of all its pupils today.
    public var travelBefore: TravelBurden
    /// Travel of all its pupils under the plan.
    public var travelAfter: TravelBurden
    /// The furthest link of the cluster.
    public var furthestLink: Metres
    /// How its distances were obtained: the least certain of those of its schools.
    public var distanceSource: DistanceSource
}

/// A tie from a school to its hub.
public struct PlanLink: Hashable, Sendable {
    /// The linked school.
    public var schoolCode: String
    /// Its hub.
    public var hubCode: String
    /// How they are tied.
    public var link: Link
    /// School to hub.
    public var distance: Metres
    /// How the distance was obtained.
    public var distanceSource: DistanceSource
    /// Pupils who move along it; 0 for sharing.
    public var pupilsMoved: Int
    /// The way along the roads, or the straight line where there are none; school first.
    public var path: [Coordinate]
}

/// A village under the plan.
public struct VillagePlan: Hashable, Sendable {
    /// The village as recorded.
    public var village: Village
    /// Travel of its pupils today.
    public var travelBefore: TravelBurden
    /// Travel of its pupils under the plan.
    public var travelAfter: TravelBurden
    /// Codes of the schools its pupils attend after the plan, sorted.
    public var schoolsAfter: [String]
    /// How its distances were obtained: the least certain of its pupils' ways.
    public var distanceSource: DistanceSource
}
