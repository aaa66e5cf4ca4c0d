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
        case baseline, eligibility, roads, distances, pairs, problem, solve, assemble, catchments
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

        /// Roads from segments and barriers.
        public init(segments: [RoadSegment], barriers: [RoadBarrier]) {
            self.segments = segments
            self.barriers = barriers
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
        let ordered = try orderedNorms(leading: scenario.staffing.norm)
        var baseline = Baseline(district: district, scenario: scenario)

        begin(.eligibility)
        let eligibility = HubEligibility(baseline: baseline, scenario: scenario)
        try ScenarioCheck.checkNames(
            baseline: baseline, eligibility: eligibility, scenario: scenario)

        begin(.roads)
        let graph = try roads.map { try roadGraph($0, scenario: scenario) }

        begin(.distances)
        let travel = travelTable(district, baseline: baseline, graph: graph, scenario: scenario)
        baseline.noteTravel(travel, district: district, scenario: scenario)

        begin(.pairs)
        let pairs = AdmissiblePairs(
            baseline: baseline, eligibility: eligibility, travel: travel, scenario: scenario)
        try ScenarioCheck.checkLockedMoves(baseline: baseline, pairs: pairs, scenario: scenario)

        begin(.problem)
        let network = NetworkProblem(
            baseline: baseline, eligibility: eligibility, pairs: pairs, travel: travel,
            district: district, scenario: scenario)

        begin(.solve)
        let (assignment, outcome) = try solve(
            network, baseline: baseline, eligibility: eligibility, pairs: pairs,
            scenario: scenario, report: report)

        begin(.assemble)
        let assembler = PlanAssembler(
            district: district, scenario: scenario, baseline: baseline, eligibility: eligibility,
            pairs: pairs, travel: travel, norms: ordered, assignment: assignment)

        begin(.catchments)
        let catchments = try CatchmentBuilder.catchments(
            of: baseline.entries.map { (code: $0.school.code, position: $0.school.position) },
            official: district.catchments, within: district.boundaries.map(\.area))

        begin(.audit)
        var complete = provenance
        complete.roadNote = graph.map { roadNote($0, travel: travel) }
        var plan = assembler.plan(
            catchments: catchments, outcome: outcome, provenance: complete)
        plan.travel = try TravelEvaluation(
            district: district, scenario: scenario, baseline: baseline, travel: travel,
            graph: graph, roads: roads,
            taughtAt: { school, _ in assignment.schoolTeaching(school) }
        ).plan()
        try PlanAudit.check(plan)
        return plan
    }

    private func orderedNorms(leading id: String) throws -> [StaffingNorm] {
        guard let leading = norms.norms.first(where: { $0.id == id }) else {
            let names = norms.norms.map(\.id).joined(separator: ", ")
            throw PlanningError(
                code: .scenarioDoesNotFit,
                issues: [
                    PlanningError.Issue(
                        key: "staffing.norm", value: id,
                        expectedThai: "ชื่อเกณฑ์อัตรากำลัง: \(names)",
                        expectedEnglish: "one of the staffing norms: \(names)")
                ])
        }
        return [leading] + norms.norms.filter { $0.id != leading.id }
    }

    private func roadGraph(_ roads: Roads, scenario: Scenario) throws -> RoadGraph {
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
        return try RoadGraph(
            segments: roads.segments, barriers: roads.barriers, profile: profile)
    }

    private func travelTable(
        _ district: District, baseline: Baseline, graph: RoadGraph?, scenario: Scenario
    ) -> TravelTable {
        let schools = baseline.entries.map(\.school.position)
        let homes = district.villages.map(\.position)
        guard let graph else {
            return TravelTable(
                schools: schools, homes: homes, detourFactor: scenario.travel.detourFactor)
        }
        return TravelTable(
            schools: schools, homes: homes, graph: graph, maximumSnap: scenario.travel.maximumSnap)
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
        pairs: AdmissiblePairs, scenario: Scenario,
        report: @escaping @Sendable (Event) -> Bool
    ) throws -> (Assignment, PlanOutcome) {
        let schools = baseline.entries.count
        var outcome = PlanOutcome(
            status: .evaluated, stages: [], conflictThai: [], conflictEnglish: [],
            uncovered: network.uncoverable,
            movePairs: pairs.pairs.filter { $0.moveBlock == nil }.count,
            sharePairs: pairs.pairs.filter(\.mayShare).count,
            eligibleHubs: eligibility.eligible.count)
        guard scenario.objective != .none else { return (.today(schools: schools), outcome) }
        let solution = try solver.solve(
            network.problem,
            options: LocationSolverOptions(
                relativeGap: scenario.solver.relativeGap,
                timeLimitSeconds: scenario.solver.timeLimit.value, seed: scenario.solver.seed),
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

extension PlanOutcome.Status {
    init(_ status: LocationSolution.Status) {
        switch status {
        case .optimal: self = .optimal
        case .feasible: self = .feasible
        case .infeasible: self = .infeasible
        case .noIncumbent: self = .noPlan
        }
    }
}

extension PlanOutcome.Stage {
    init(_ stage: StageResult, scenario: Scenario) {
        let texts: (thai: String, english: String, unit: String) =
            switch stage.objective {
            case .minimiseOpenSites: ("จำนวนโรงเรียนคุณภาพน้อยที่สุด", "Fewest hubs", "hubs")
            case .maximiseCoveredWeight:
                ("นักเรียนในระยะที่กำหนดมากที่สุด", "Most pupils covered", "pupils")
            case .minimiseCost where scenario.objective == .minimumCost:
                ("ค่าใช้จ่ายต่อปีต่ำที่สุด", "Least yearly cost", "baht_per_year")
            case .minimiseCost:
                (
                    "คน-กิโลเมตรถึงโรงเรียนคุณภาพ รวมค่าปรับเมื่อไม่มาเรียนรวมหรืออยู่ลำพัง น้อยที่สุด",
                    "Least pupil-kilometres to hubs, with the penalties for sharing and standing alone",
                    "pupil_km_with_penalties"
                )
            }
        self.init(
            nameThai: texts.thai, nameEnglish: texts.english, unit: texts.unit,
            objective: stage.value, bound: stage.bound, relativeGap: stage.relativeGap)
    }
}
