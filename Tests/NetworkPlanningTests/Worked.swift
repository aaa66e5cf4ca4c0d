import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

@testable import NetworkPlanning

/// The pieces of the pipeline up to the location problem, for tests that look inside; straight lines, no roads.
struct Worked {
    let baseline: Baseline
    let travel: TravelTable
    let scores: [HubScore]
    let eligibility: HubEligibility
    let movement: MovementRules
    let pairs: AdmissiblePairs
    let costs: OptionCosts
    let pools: PoolCandidates
    let network: NetworkProblem

    init(_ district: District, _ scenario: Scenario) throws {
        baseline = Baseline(district: district, scenario: scenario)
        travel = TravelTable(
            schools: baseline.entries.map(\.school.position),
            homes: district.villages.map(\.position), detourFactor: scenario.travel.detourFactor)
        scores = HubScoring(baseline: baseline, travel: travel, scenario: scenario).scores
        eligibility = HubEligibility(baseline: baseline, scores: scores, scenario: scenario)
        movement = MovementRules(baseline: baseline, travel: travel, scenario: scenario)
        pairs = AdmissiblePairs(
            baseline: baseline, eligibility: eligibility, movement: movement)
        costs = OptionCosts(
            scenario: scenario, baseline: baseline, travel: travel,
            norm: try NormLibrary().norm(scenario.staffing.pricedNorm),
            administratorNorm: try NormLibrary().norm(scenario.staffing.norm),
            scores: scores.map(\.total))
        pools = PoolCandidates(
            baseline: baseline, movement: movement, costs: costs, scenario: scenario)
        network = NetworkProblem(
            baseline: baseline, eligibility: eligibility, pairs: pairs, pools: pools.candidates,
            costs: costs, district: district)
    }
}
