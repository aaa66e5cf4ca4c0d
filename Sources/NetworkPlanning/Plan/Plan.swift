import Accessibility
import SchoolDistrict
import Staffing

/// The answer to a scenario: a role for every school, what it changes, and how good it is.
///
/// Same district, scenario and seed give the same plan; no clock reading is part of it.
public struct Plan: Sendable {
    /// The question that was asked.
    public var scenario: Scenario
    /// The district it was asked of.
    public var district: District
    /// One entry for every school of the office, sorted by code; external schools are not planned.
    public var schools: [SchoolPlan]
    /// One entry for every hub, sorted by hub code.
    public var clusters: [Cluster]
    /// One entry for every school linked to a hub, sorted by school code.
    public var links: [PlanLink]
    /// One entry for every village of the district, in its order.
    public var villages: [VillagePlan]
    /// The official catchments, or the ones built for want of them; sorted by school code.
    public var catchments: [Catchment]
    /// Totals of the office today.
    public var before: Indicators
    /// Totals of the office under the plan.
    public var after: Indicators
    /// Yearly costs of the plan against today, by heading, in the order shown.
    public var costs: [CostLine]
    /// What teachers and administrators cost today by the priced norm, baht a year; weights are not part of it.
    public var costToday = 0.0
    /// Today's weights of the goal (missing teachers), which nobody pays: with `costToday` and `costs` they make the goal.
    public var weightsToday = 0.0
    /// What the plan costs once, by heading, in the order shown; `bahtPerYear` of these lines is baht once.
    public var oneOffCosts: [CostLine] = []
    /// Years until the one-off costs are saved; `nil` when the plan saves nothing a year.
    public var breakEvenYears: Double? {
        let yearly = costs.filter { !$0.isWeight }.reduce(0) { $0 + $1.bahtPerYear }
        let once = oneOffCosts.reduce(0) { $0 + $1.bahtPerYear }
        guard yearly < 0 else { return nil }
        return once / -yearly
    }
    /// Pools of schools that share out their grades without a hub, sorted by their first member.
    public var pools: [Pool] = []
    /// Transfers, rotating teachers and majors under the plan.
    public var staffing = StaffingPlan()
    /// Travel in detail, and the school vans.
    public var travel = TravelPlan()
    /// How far each score weight may move before another school outscores a hub inside its cluster.
    public var hubStability: [HubStability] = []
    /// The price of each rule of the scenario, where it was asked for.
    public var rulePrices: [RulePrice] = []
    /// How the plan was found and how good it is proved to be.
    public var outcome: PlanOutcome
    /// The norms shown side by side, the leading one first.
    public var norms: [StaffingNorm]
    /// What is missing or estimated.
    public var gaps: [DataGap]
    /// Where every figure comes from.
    public var provenance: Provenance
}

extension Plan {
    /// How the way from a school to its hub was obtained; `nil` without a link.
    public func hubDistanceSource(of school: SchoolPlan) -> DistanceSource? {
        links.first {
            $0.schoolCode == school.school.code && $0.hubCode == school.hubCode
        }?.distanceSource
    }
}

/// Totals of the office.
public struct Indicators: Sendable {
    /// Schools by role.
    public var roles: [Role: Int]
    /// All pupils.
    public var pupils: Int
    /// All classes.
    public var classes: Int
    /// Schools that teach at least one pupil.
    public var schoolsTeaching: Int
    /// Schools that teach 1…120 pupils.
    public var smallSchools: Int
    /// Travel of all pupils.
    public var travel: TravelBurden
    /// Sums of the schools' shortages and surpluses by norm id; schools without data are counted apart.
    ///
    /// A norm is absent when no school has a staff record.
    public var shortage: [String: Int]
    /// Sums of the schools' surpluses by norm id.
    public var surplus: [String: Int]
    /// Schools without a staff record.
    public var schoolsWithoutStaffData: Int
    /// What remains short when teachers are shared inside each cluster, by norm id.
    public var shortageWithinClusters: [String: Int]
}
