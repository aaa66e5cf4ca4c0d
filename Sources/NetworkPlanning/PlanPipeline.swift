import Accessibility
import FacilityLocation
import RoadNetwork
import SchoolDistrict
import SpatialTypes
import Staffing

/// Scenario + district → plan, in ten steps.
///
/// The pipeline reads and writes no files; progress and the clock belong to the caller.
public struct PlanPipeline: Sendable {
    /// The steps, in order.
    public enum Step: String, CaseIterable, Sendable {
        case baseline, roads, distances, eligibility, pairs, problem, solve, catchments, assemble
        case audit
    }

    /// What the pipeline tells while it works.
    public enum Event: Sendable {
        /// A step begins.
        case began(Step)
        /// The solver's best plan so far and the bound on any plan, in the unit of the current goal.
        case solving(stage: Int, incumbent: Double?, bound: Double)
    }

    /// The roads of a district as read from its files.
    public struct Roads: Sendable {
        /// The road segments and what stands on them.
        public var segments: [RoadSegment]
        /// What stands on the roads.
        public var barriers: [RoadBarrier]
        /// Turns that vehicles may not take.
        public var restrictions: [TurnRestriction]
        /// Rivers and walls that nobody steps over beside the roads.
        public var obstacles: [ObstacleLine]

        /// Roads from segments and what restricts them.
        public init(
            segments: [RoadSegment], barriers: [RoadBarrier],
            restrictions: [TurnRestriction] = [], obstacles: [ObstacleLine] = []
        ) {
            self.segments = segments
            self.barriers = barriers
            self.restrictions = restrictions
            self.obstacles = obstacles
        }
    }

    private let solver: LocationSolver
    private let norms: NormLibrary

    /// A pipeline that solves with HiGHS.
    ///
    /// - Throws: `StaffingError` when a shipped norm is damaged.
    public init() throws {
        solver = LocationSolver()
        norms = try NormLibrary()
    }

    /// Plans a district.
    ///
    /// - Parameters:
    ///   - roads: the roads; `nil` estimates distances and flags them.
    ///   - provenance: where the inputs come from; the road note is completed here.
    ///   - report: is told of every step; returning `false` asks the solver to stop with the best plan so far.
    /// - Throws: `PlanningError` when the scenario does not fit the district or names no shipped norm,
    ///   `RoadNetworkError` when no road is usable.
    public func plan(
        _ district: District, scenario: Scenario, roads: Roads?, provenance: Provenance,
        report: @escaping @Sendable (Event) -> Bool = { _ in true }
    ) throws -> Plan {
        var memory = PlanMemory()
        return try plan(
            district, scenario: scenario, roads: roads, provenance: provenance,
            remembering: &memory, report: report)
    }

    /// Plans a district again with what an earlier plan of it left behind: roads and distances that the scenario does
    /// not touch are kept, and only what changed is solved again.
    ///
    /// - Parameters:
    ///   - roads: the roads; `nil` estimates distances and flags them.
    ///   - provenance: where the inputs come from; the road note is completed here.
    ///   - memory: what earlier plans of the *same* district and roads left; brought up to date.
    ///   - report: is told of every step; returning `false` asks the solver to stop with the best plan so far.
    /// - Throws: as `plan(_:scenario:roads:provenance:report:)`.
    public func plan(
        _ district: District, scenario: Scenario, roads: Roads?, provenance: Provenance,
        remembering memory: inout PlanMemory,
        report: @escaping @Sendable (Event) -> Bool = { _ in true }
    ) throws -> Plan {
        func begin(_ step: Step) { _ = report(.began(step)) }

        begin(.baseline)
        let shown = try shownNorms(leading: scenario.staffing.norm)
        let priced = try norm(scenario.staffing.pricedNorm, key: "staffing.priced_norm")
        var baseline = Baseline(district: district, scenario: scenario)
        try ScenarioCheck.checkSchools(baseline: baseline, scenario: scenario)

        begin(.roads)
        let graph = try roads.map { try roadGraph($0, scenario: scenario, memory: &memory) }

        begin(.distances)
        let travel = travelTable(
            district, baseline: baseline, graph: graph, scenario: scenario, memory: &memory)
        baseline.noteTravel(travel, district: district, scenario: scenario)

        begin(.eligibility)
        let scores = HubScoring(baseline: baseline, travel: travel, scenario: scenario).scores
        let eligibility = HubEligibility(baseline: baseline, scores: scores, scenario: scenario)
        try ScenarioCheck.checkNames(
            baseline: baseline, eligibility: eligibility, scenario: scenario)

        begin(.pairs)
        let movement = MovementRules(baseline: baseline, travel: travel, scenario: scenario)
        let pairs = AdmissiblePairs(
            baseline: baseline, eligibility: eligibility, movement: movement)
        try ScenarioCheck.checkLockedMoves(baseline: baseline, pairs: pairs, scenario: scenario)

        begin(.problem)
        let costs = OptionCosts(
            scenario: scenario, baseline: baseline, travel: travel, norm: priced,
            administratorNorm: shown[0], scores: scores.map(\.total))
        let pools = PoolCandidates(
            baseline: baseline, movement: movement, costs: costs, scenario: scenario)
        let network = NetworkProblem(
            baseline: baseline, eligibility: eligibility, pairs: pairs, pools: pools.candidates,
            costs: costs, district: district)

        begin(.solve)
        let (assignment, outcome) = try solve(
            network, baseline: baseline, eligibility: eligibility, pairs: pairs,
            scenario: scenario, memory: &memory, report: report)

        begin(.catchments)
        let catchments = try catchments(
            district, baseline: baseline, graph: graph, memory: &memory)

        begin(.assemble)
        let assembler = PlanAssembler(
            district: district, costs: costs, scores: scores, eligibility: eligibility,
            pairs: pairs, movement: movement, norms: shown, assignment: assignment)
        var complete = provenance
        complete.roadNote = graph.map { roadNote($0, travel: travel) }
        var plan = try assembler.plan(
            catchments: catchments, outcome: outcome, provenance: complete)
        plan.travel = try TravelEvaluation(
            district: district, scenario: scenario, baseline: baseline, travel: travel,
            graph: graph, roads: roads, taughtAt: assignment.teaching
        ).plan(remembering: &memory.ways)

        begin(.audit)
        try PlanAudit.check(plan)
        return plan
    }

    /// The norms shown side by side, the leading one first.
    private func shownNorms(leading id: String) throws -> [StaffingNorm] {
        _ = try norm(id, key: "staffing.norm")
        return try norms.norms(leading: id)
    }

    private func norm(_ id: String, key: String) throws -> StaffingNorm {
        if let norm = try? norms.norm(id) { return norm }
        let names = norms.ids.joined(separator: ", ")
        throw PlanningError(
            code: .scenarioDoesNotFit,
            issues: [
                PlanningError.Issue(
                    key: key, value: id, expectedThai: "ชื่อเกณฑ์อัตรากำลัง: \(names)",
                    expectedEnglish: "one of the staffing norms: \(names)")
            ])
    }

    private func roadGraph(
        _ roads: Roads, scenario: Scenario, memory: inout PlanMemory
    ) throws -> RoadGraph {
        if let graph = memory.graph, graph.profile.name == scenario.travel.profile { return graph }
        guard
            let profile = TravelProfile.builtIn.first(where: {
                $0.name == scenario.travel.profile
            })
        else {
            let names = TravelProfile.builtIn.map(\.name).joined(separator: ", ")
            throw PlanningError(
                code: .scenarioDoesNotFit,
                issues: [
                    PlanningError.Issue(
                        key: "travel.profile", value: scenario.travel.profile,
                        expectedThai: "ชื่อรูปแบบการเดินทาง: \(names)",
                        expectedEnglish: "one of the travel profiles: \(names)")
                ])
        }
        let graph = try RoadGraph(
            segments: roads.segments, barriers: roads.barriers, restrictions: roads.restrictions,
            obstacles: roads.obstacles, profile: profile)
        memory.graph = graph
        // Catchments may have been built along the roads of another profile.
        memory.catchments = nil
        return graph
    }

    private func travelTable(
        _ district: District, baseline: Baseline, graph: RoadGraph?, scenario: Scenario,
        memory: inout PlanMemory
    ) -> TravelTable {
        let rules = PlanMemory.TravelKey(
            profile: scenario.travel.profile, hasRoads: graph != nil,
            maximumSnap: scenario.travel.maximumSnap,
            detourFactor: scenario.travel.detourFactor)
        if let (known, travel) = memory.travel, known == rules { return travel }
        let schools = baseline.entries.map(\.school.position)
        let homes = district.villages.map(\.position)
        let measured =
            graph.map {
                TravelTable(
                    schools: schools, homes: homes, graph: $0,
                    maximumSnap: scenario.travel.maximumSnap)
            }
            ?? TravelTable(
                schools: schools, homes: homes, detourFactor: scenario.travel.detourFactor)
        let travel = measured.replacing(
            baseline.reportedWays(of: district, profile: scenario.travel.profile))
        memory.travel = (rules, travel)
        return travel
    }

    private func roadNote(_ graph: RoadGraph, travel: TravelTable) -> String {
        let statistics = graph.statistics
        let share =
            statistics.totalLength > .zero
            ? statistics.mainComponentLength.value / statistics.totalLength.value * 100 : 0
        return "\(graph.profile.name): \(statistics.usedSegments) segments used, "
            + "\(statistics.nodeCount) junctions, \(statistics.edgeCount) edges, "
            + "\(Int(statistics.totalLength.kilometres.rounded())) km; main network "
            + "\(Int(share.rounded())) % of it; longest way from a school to a road "
            + "\(Int((travel.longestSchoolSnap?.value ?? 0).rounded())) m"
    }

    private func solve(
        _ network: NetworkProblem, baseline: Baseline, eligibility: HubEligibility,
        pairs: AdmissiblePairs, scenario: Scenario, memory: inout PlanMemory,
        report: @escaping @Sendable (Event) -> Bool
    ) throws -> (Assignment, PlanOutcome) {
        let schools = baseline.entries.count
        var outcome = PlanOutcome(
            status: .evaluated, stages: [], conflictThai: [], conflictEnglish: [],
            uncovered: network.uncoverable,
            movePairs: pairs.pairs.filter(\.mayMove).count,
            sharePairs: pairs.pairs.filter(\.mayShare).count,
            eligibleHubs: eligibility.eligible.count)
        guard scenario.objective != .none else { return (.today(schools: schools), outcome) }
        let solution = try solver.solve(
            network.problem,
            options: LocationSolverOptions(
                relativeGap: scenario.solver.relativeGap,
                timeLimitSeconds: scenario.solver.timeLimit.value, seed: scenario.solver.seed),
            remembering: &memory.location,
            progress: { progress in
                report(
                    .solving(
                        stage: progress.stage, incumbent: progress.incumbent,
                        bound: progress.bound))
            })
        outcome.status = PlanOutcome.Status(solution.status)
        outcome.stages = solution.stages.map { PlanOutcome.Stage($0, scenario: scenario) }
        let conflict = ConflictText(network: network, baseline: baseline, scenario: scenario)
        for rule in solution.diagnosis.conflictingRules {
            let (thai, english) = conflict.text(of: rule)
            outcome.conflictThai.append(thai)
            outcome.conflictEnglish.append(english)
        }
        let assignment = Assignment(solution: solution, network: network, schools: schools)
        return (assignment ?? .today(schools: schools), outcome)
    }
}
