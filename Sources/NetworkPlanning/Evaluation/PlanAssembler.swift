import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

/// Turns an assignment into the published plan: pupils, classes, teachers, travel, money and reasons.
struct PlanAssembler {
    let district: District
    let costs: OptionCosts
    let scores: [HubScore]
    let eligibility: HubEligibility
    let pairs: AdmissiblePairs
    let norms: [StaffingNorm]
    let assignment: Assignment
    let explanation: Explanation

    private let pupilsAfter: [GradeCounts]
    private let classesAfter: [GradeCounts]

    var scenario: Scenario { costs.scenario }
    var baseline: Baseline { costs.baseline }
    var travel: TravelTable { costs.travel }
    private var origins: DistanceOrigins {
        DistanceOrigins(baseline: baseline, travel: travel, assignment: assignment)
    }

    init(
        district: District, costs: OptionCosts, scores: [HubScore], eligibility: HubEligibility,
        pairs: AdmissiblePairs, movement: MovementRules, norms: [StaffingNorm],
        assignment: Assignment
    ) {
        self.district = district
        self.costs = costs
        self.scores = scores
        self.eligibility = eligibility
        self.pairs = pairs
        self.norms = norms
        self.assignment = assignment
        pupilsAfter = assignment.pupilsAfter(costs.baseline)
        classesAfter = assignment.classesAfter(
            costs.baseline, pupilsAfter: pupilsAfter, capacity: costs.scenario.capacity)
        explanation = Explanation(
            baseline: costs.baseline, eligibility: eligibility, pairs: pairs, travel: costs.travel,
            scenario: costs.scenario, assignment: assignment, movement: movement,
            pupilsAfter: pupilsAfter)
    }

    /// The whole plan.
    ///
    /// - Throws: `StaffingError` when the shipped list of majors is damaged.
    func plan(
        catchments: [Catchment], outcome: PlanOutcome, provenance: Provenance
    ) throws -> Plan {
        var schools = StaffingEvaluation.withAdministrators(
            baseline.entries.indices.map(schoolPlan), norms: norms, scenario: scenario)
        if assignment.isDecided {
            let report = NeedsReport(scenario: scenario, norm: norms[0])
            let alternatives = AlternativeSearch(
                costs: costs, assignment: assignment, eligibility: eligibility, pairs: pairs
            ).alternatives()
            for i in schools.indices {
                schools[i].needs = report.needs(of: schools[i])
                schools[i].alternative = alternatives[i]
            }
        }
        let clusters = clusters(schools)
        let money = CostReport(
            costs: costs, assignment: assignment,
            standAlone: schools.count { $0.role == .standAlone })
        var plan = Plan(
            scenario: scenario, district: district, schools: schools, clusters: clusters,
            links: links(), villages: villages(), catchments: catchments,
            before: indicators(schools, clusters: [], isAfter: false),
            after: indicators(schools, clusters: clusters, isAfter: true),
            costs: money.lines, oneOffCosts: money.oneOffLines, outcome: outcome, norms: norms,
            gaps: baseline.gaps, provenance: provenance)
        plan.weightsToday = money.today.weights
        plan.costToday = money.today.total - money.today.weights
        plan.pools = assignment.poolsMade.map(pool)
        plan.hubStability =
            HubStabilityReport(
                schools: schools, clusters: clusters, eligible: Set(eligibility.eligible)
            ).entries
        let staffing = try staffingEvaluation(schools, clusters)
        plan.staffing = staffing.plan()
        if assignment.isDecided {
            plan.schools = StaffingNeeds(staffing: plan.staffing, majors: staffing.majors.majors)
                .adding(to: schools)
        }
        return plan
    }

    private func staffingEvaluation(
        _ schools: [SchoolPlan], _ clusters: [Cluster]
    ) throws -> StaffingEvaluation {
        let indices = baseline.indexByCode
        return try StaffingEvaluation(
            schools: schools, clusters: clusters, scenario: scenario, norms: norms,
            distance: { from, to in
                guard let i = indices[from], let j = indices[to] else { return .unreachable }
                return travel.schoolDistance(from: i, to: j)
            })
    }

    // MARK: Schools

    private func schoolPlan(_ i: Int) -> SchoolPlan {
        let entry = baseline.entries[i]
        let link = link(of: i)
        let before = travelBurden(of: i) { _ in i }
        let after = travelBurden(of: i) { assignment.teaching(i, $0) }
        let moved = assignment.movedGrades(of: i, baseline)
        var school = SchoolPlan(
            school: entry.school, role: role(of: i),
            hubCode: assignment.hub(of: i).map { baseline.entries[$0].school.code }, link: link,
            movedGrades: moved,
            pupilsBefore: entry.pupils, pupilsAfter: pupilsAfter[i],
            pupilsAreEstimated: entry.pupilsAreEstimated, classesBefore: entry.classes,
            classesAfter: classesAfter[i], classesAreEstimated: entry.classesAreEstimated,
            roomsAdded: assignment.roomsAdded[i],
            staffBefore: staff(entry, pupils: entry.pupils, classes: entry.classes),
            staffAfter: staff(entry, pupils: pupilsAfter[i], classes: classesAfter[i]),
            travelBefore: before, travelAfter: after,
            hubDistance: assignment.pair(of: i)?.distance, distanceSource: origins.source(of: i),
            hubScore: scores[i],
            reasons: explanation.reasons(
                for: i, overLimitAdded: after.overLimit - before.overLimit)
                + origins.reasons(for: i),
            isLocked: scenario.locks.contains { $0.schoolCode == entry.school.code })
        school.poolCode = (assignment.pool(of: i)?.members.first).map(code)
        school.receivers = Dictionary(
            uniqueKeysWithValues: moved.grades.map { ($0, code(assignment.teaching(i, $0))) })
        school.costs = CostReport.lines(ofSchool: i, in: assignment, costs: costs)
        school.homes = homeWays(of: i)
        school.moveMode = moveMode(link: link, moved: moved, isPooled: school.poolCode != nil)
        return school
    }

    private func homeWays(of i: Int) -> [HomeWay] {
        baseline.entries[i].homes.flatMap { home in
            home.pupils.grouped(by: { assignment.teaching(i, $0) }).map { place, _ in
                let grades = home.pupils.grades.grades.filter {
                    assignment.teaching(i, $0) == place
                }
                return HomeWay(
                    villageCode: district.villages[home.village].code,
                    pupils: home.pupils.only(GradeSet(grades)),
                    before: travel.homeDistance(from: home.village, to: i),
                    beforeSource: travel.homeSource(from: home.village, to: i),
                    taughtAt: code(place),
                    after: travel.homeDistance(from: home.village, to: place),
                    afterSource: travel.homeSource(from: home.village, to: place))
            }
        }
    }

    func code(_ i: Int) -> String { baseline.entries[i].school.code }

    private func moveMode(link: Link, moved: GradeSet, isPooled: Bool) -> MoveMode? {
        if isPooled { return .pooledGrades }
        switch link {
        case .none: return nil
        case .shares: return .someSubjects
        case .movesAll: return .wholeSchool
        case .movesSome:
            let primary = GradeGroup.lowerPrimary.grades.union(GradeGroup.upperPrimary.grades)
            let isBlock = [GradeGroup.lowerPrimary.grades, GradeGroup.upperPrimary.grades, primary]
                .contains(moved)
            return isBlock ? .primaryBlock : .someGrades
        }
    }

    private func role(of i: Int) -> Role {
        guard assignment.isDecided else { return .undecided }
        switch assignment.choices[i] {
        case .hub: return .hub
        case .move, .pool: return .network
        case .share: return pairs.protection[i] == nil ? .network : .standAlone
        case .standAlone: return .standAlone
        }
    }

    func link(of i: Int) -> Link {
        switch assignment.choices[i] {
        case .hub, .standAlone: .none
        case .move(_, let grades):
            baseline.entries[i].pupils.grades.isSubset(of: grades) ? .movesAll : .movesSome
        case .share: .shares
        case .pool: .movesSome
        }
    }

    private func staff(
        _ entry: Baseline.Entry, pupils: GradeCounts, classes: GradeCounts
    ) -> [String: StaffBalance] {
        StaffingEvaluation.balances(
            of: entry.school, pupils: pupils, classes: classes, norms: norms, scenario: scenario
        ).teachers
    }

    /// Travel of the pupils of a school when each grade is taught where `place` says.
    private func travelBurden(of i: Int, place: (Grade) -> Int) -> TravelBurden {
        let entry = baseline.entries[i]
        var burden = TravelBurden()
        burden.pupilsWithoutHome = entry.pupilsWithoutHome
        for home in entry.homes {
            for (school, pupils) in home.pupils.grouped(by: place) {
                burden.add(
                    pupils: pupils, distance: travel.homeDistance(from: home.village, to: school),
                    limit: scenario.travel.indicatorLimit)
            }
        }
        return burden
    }
}

extension GradeCounts {
    /// The numbers by the place of each grade, in the order of the places.
    func grouped(by place: (Grade) -> Int) -> [(place: Int, count: Int)] {
        var counts: [Int: Int] = [:]
        for grade in grades.grades { counts[place(grade), default: 0] += self[grade] }
        return counts.sorted { $0.key < $1.key }.map { (place: $0.key, count: $0.value) }
    }
}
