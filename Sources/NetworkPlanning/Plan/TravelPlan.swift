import Accessibility
import SchoolDistrict
import SpatialTypes

/// Travel in detail today and under the plan, and the school vans.
public struct TravelPlan: Sendable {
    /// Travel of all pupils today.
    public var before = TravelBreakdown()
    /// Travel of all pupils to where the plan has them taught.
    public var after = TravelBreakdown()
    /// Travel today with the pupils whose home is unknown, as an interval.
    public var intervalBefore = TravelInterval()
    /// Travel under the plan with the pupils whose home is unknown, as an interval.
    public var intervalAfter = TravelInterval()
    /// Unknown homes are taken to lie within this distance of the present school: an assumption behind both intervals.
    public var assumedHomeRadius = Metres.zero
    /// The school whose pupils travel furthest on average today; `nil` when no home is known.
    public var worstSchoolBefore: SchoolMean?
    /// The school whose pupils of today travel furthest on average under the plan.
    public var worstSchoolAfter: SchoolMean?
    /// When a way on foot is flagged.
    public var sealRoute = SealRouteRule()
    /// Highways on the ways to school today; `nil` without roads: then nothing is known of them.
    public var safetyBefore: RouteSafety?
    /// Highways on the ways of those who do not ride a van under the plan; `nil` without roads.
    public var safetyAfter: RouteSafety?
    /// Every school of the office, by code.
    public var schools: [String: SchoolTravel] = [:]
    /// One entry for every school that receives pupils who ride a van, sorted by code.
    public var vans: [VanPlan] = []

    /// Nothing measured.
    public init() {}

    /// A school and the mean way of its pupils.
    public struct SchoolMean: Hashable, Sendable {
        /// The school.
        public var schoolCode: String
        /// The mean way of the pupils enrolled there today, kilometres.
        public var meanKilometres: Double
    }

    /// Pupils who ride a van.
    public var vanPupils: Int { vans.reduce(0) { $0 + $1.pupils } }
    /// Vans of the office.
    public var vanCount: Int { vans.reduce(0) { $0 + $1.schedule.routes.count } }
    /// Kilometres of all vans on a school day.
    public var vanKilometresPerDay: Double {
        vans.reduce(0) { $0 + $1.schedule.kilometresPerDay }
    }
    /// Baht a year for all vans.
    public var vanBahtPerYear: Double { vans.reduce(0) { $0 + $1.bahtPerYear } }
    /// Baht a year of travel support for the same pupils, were there no vans.
    public var vanPupilSubsidyPerYear: Double { vans.reduce(0) { $0 + $1.subsidyPerYear } }
    /// How much cheaper all vans together could be at the most, 0…1.
    public var vanRelativeGap: Double {
        let cost = vans.reduce(0) { $0 + $1.schedule.bahtPerDay }
        let bound = vans.reduce(0) { $0 + $1.schedule.bahtPerDayAtLeast }
        return cost > 0 ? max(0, (cost - bound) / cost) : 0
    }
}

/// Travel of one school in detail.
public struct SchoolTravel: Sendable {
    /// Travel of the pupils enrolled here today.
    public var before: TravelBreakdown
    /// Travel of the pupils enrolled here today to where the plan has them taught.
    public var after: TravelBreakdown
    /// Travel of its pupils today, those without a known home included.
    public var intervalBefore: TravelInterval
    /// Travel of its pupils of today under the plan, those without a known home included.
    public var intervalAfter: TravelInterval
    /// Highways on the ways of the pupils taught here today; `nil` without roads.
    public var safetyBefore: RouteSafety?
    /// Highways on the ways of the pupils taught here under the plan who do not ride a van; `nil` without roads.
    ///
    /// Which pupil walks is not recorded: every pupil without a van is taken to use the way on foot. Vans stop in the
    /// pupil's own village.
    public var safetyAfter: RouteSafety?
}

/// The vans that bring moved pupils to one school.
///
/// Pupils who move and end up further than the indicator limit ride; the others walk.
public struct VanPlan: Sendable {
    /// A place where pupils wait.
    public struct Stop: Hashable, Sendable {
        /// Where it is.
        public enum Place: Hashable, Sendable {
            /// The pupils' own village, by its code.
            case village(code: String)
            /// The school they are enrolled at today, by its code, because their homes are unknown.
            case school(code: String)
        }

        /// Where it is.
        public var place: Place
        /// Its Thai name.
        public var nameThai: String
        /// Pupils who wait there.
        public var pupils: Int
    }

    /// The school that receives the pupils.
    public var schoolCode: String
    /// The stops; routes name them by index.
    public var stops: [Stop]
    /// Routes, bounds and what is out of reach.
    public var schedule: VanSchedule
    /// How driving times were obtained.
    public var source: DistanceSource
    /// Baht a year at the scenario's van rates.
    public var bahtPerYear: Double
    /// Baht a year of travel support for the same pupils.
    ///
    /// Where support goes by distance band, pupils without a known home count with the way from their present school.
    public var subsidyPerYear: Double

    /// Pupils who ride.
    public var pupils: Int { schedule.routes.reduce(0) { $0 + $1.pupils } }
    /// Pupils who should ride but whom no van can reach.
    public var pupilsUnserved: Int { schedule.unserved.reduce(0) { $0 + $1.pupils } }
    /// Pupils whose ride exceeds the limit.
    public var pupilsOverRideLimit: Int {
        schedule.routes.filter(\.isOverRideLimit).reduce(0) { $0 + $1.pupils }
    }
    /// The longest ride of any pupil; `nil` without a van.
    public var longestRide: Seconds? { schedule.routes.map(\.longestRide).max() }
}
