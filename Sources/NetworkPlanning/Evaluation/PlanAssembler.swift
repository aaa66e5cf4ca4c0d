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

    private var scenario: Scenario { costs.scenario }
    private var baseline: Baseline { costs.baseline }
    private var travel: TravelTable { costs.travel }

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
        plan.costToday = money.today.total
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
            hubDistance: assignment.pair(of: i)?.distance, distanceSource: travel.source,
            hubScore: scores[i],
            reasons: explanation.reasons(
                for: i, overLimitAdded: after.overLimit - before.overLimit),
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
                    before: travel.homeDistance(from: home.village, to: i), taughtAt: code(place),
                    after: travel.homeDistance(from: home.village, to: place))
            }
        }
    }

    private func code(_ i: Int) -> String { baseline.entries[i].school.code }

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

    private func link(of i: Int) -> Link {
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

    // MARK: Clusters, links, villages

    private func clusters(_ schools: [SchoolPlan]) -> [Cluster] {
        assignment.hubs.map { hub in
            let members = schools.indices.filter { $0 != hub && assignment.hub(of: $0) == hub }
            let all = [hub] + members
            func sum(_ key: KeyPath<SchoolPlan, [String: StaffBalance]>) -> [String: StaffBalance] {
                Dictionary(
                    uniqueKeysWithValues: norms.map { norm in
                        let balances = all.compactMap { schools[$0][keyPath: key][norm.id] }
                        let inPost = balances.compactMap(\.inPost)
                        return (
                            norm.id,
                            StaffBalance(
                                needed: balances.map(\.needed).reduce(0, +),
                                inPost: inPost.count == all.count ? inPost.reduce(0, +) : nil)
                        )
                    })
            }
            func burden(_ key: KeyPath<SchoolPlan, TravelBurden>) -> TravelBurden {
                all.reduce(TravelBurden()) { $0 + schools[$1][keyPath: key] }
            }
            return Cluster(
                hubCode: schools[hub].school.code,
                memberCodes: members.map { schools[$0].school.code },
                pupils: all.reduce(0) { $0 + schools[$1].pupilsBefore.total },
                pupilsMoved: members.reduce(0) {
                    $0 + schools[$1].pupilsBefore.total(of: schools[$1].movedGrades)
                },
                hubRooms: schools[hub].school.rooms,
                hubClassesAfter: schools[hub].classesAfter.total, staffBefore: sum(\.staffBefore),
                staffAfter: sum(\.staffAfter), travelBefore: burden(\.travelBefore),
                travelAfter: burden(\.travelAfter),
                furthestLink: members.compactMap { schools[$0].hubDistance }.max() ?? .zero)
        }
    }

    private func links() -> [PlanLink] {
        baseline.entries.indices.flatMap { i -> [PlanLink] in
            if let pair = assignment.pair(of: i) {
                return [link(from: i, to: pair.hub, distance: pair.distance)]
            }
            guard assignment.pool(of: i) != nil else { return [] }
            let partners = Set(
                assignment.movedGrades(of: i, baseline).grades.map { assignment.teaching(i, $0) })
            return partners.sorted().map {
                link(from: i, to: $0, distance: travel.schoolDistance(from: i, to: $0))
            }
        }
    }

    private func link(from i: Int, to j: Int, distance: Metres) -> PlanLink {
        let grades = assignment.movedGrades(of: i, baseline).grades
            .filter { assignment.teaching(i, $0) == j }
        return PlanLink(
            schoolCode: code(i), hubCode: code(j), link: link(of: i), distance: distance,
            distanceSource: travel.source,
            pupilsMoved: baseline.entries[i].pupils.total(of: GradeSet(grades)),
            path: travel.path(from: i, to: j))
    }

    private func pool(_ candidate: PoolCandidates.Candidate) -> Pool {
        Pool(
            memberCodes: candidate.members.map(code),
            teachingSchool: candidate.teaching.mapValues(code),
            pupils: candidate.members.reduce(0) { $0 + baseline.entries[$1].pupils.total },
            pupilsMoved: candidate.members.reduce(0) {
                $0
                    + baseline.entries[$1].pupils.total(
                        of: assignment.movedGrades(of: $1, baseline))
            },
            furthest: candidate.furthest)
    }

    private func villages() -> [VillagePlan] {
        var plans = district.villages.map {
            VillagePlan(
                village: $0, travelBefore: TravelBurden(), travelAfter: TravelBurden(),
                schoolsAfter: [])
        }
        let limit = scenario.travel.indicatorLimit
        for (i, entry) in baseline.entries.enumerated() {
            for home in entry.homes {
                plans[home.village].travelBefore.add(
                    pupils: home.pupils.total,
                    distance: travel.homeDistance(from: home.village, to: i), limit: limit)
                for (j, pupils) in home.pupils.grouped(by: { assignment.teaching(i, $0) }) {
                    plans[home.village].travelAfter.add(
                        pupils: pupils, distance: travel.homeDistance(from: home.village, to: j),
                        limit: limit)
                    plans[home.village].schoolsAfter.append(code(j))
                }
            }
        }
        for index in plans.indices {
            plans[index].schoolsAfter = Set(plans[index].schoolsAfter).sorted()
        }
        return plans
    }

    // MARK: Totals

    private func indicators(
        _ schools: [SchoolPlan], clusters: [Cluster], isAfter: Bool
    ) -> Indicators {
        let pupils = schools.map { isAfter ? $0.pupilsAfter.total : $0.pupilsBefore.total }
        func sums(_ part: (StaffBalance) -> Int?) -> [String: Int] {
            Dictionary(
                uniqueKeysWithValues: norms.compactMap { norm in
                    let values = schools.compactMap { school in
                        (isAfter ? school.staffAfter : school.staffBefore)[norm.id].flatMap(part)
                    }
                    return values.isEmpty ? nil : (norm.id, values.reduce(0, +))
                })
        }
        let shortage = sums(\.shortage)
        return Indicators(
            roles: Dictionary(
                grouping: schools, by: { isAfter ? $0.role : Role.undecided }
            ).mapValues(\.count),
            pupils: pupils.reduce(0, +),
            classes: schools.reduce(0) {
                $0 + (isAfter ? $1.classesAfter.total : $1.classesBefore.total)
            },
            schoolsTeaching: pupils.filter { $0 > 0 }.count,
            smallSchools: pupils.filter { (1...120).contains($0) }.count,
            travel: schools.reduce(TravelBurden()) {
                $0 + (isAfter ? $1.travelAfter : $1.travelBefore)
            },
            shortage: shortage, surplus: sums(\.surplus),
            schoolsWithoutStaffData: schools.filter { $0.school.staff == nil }.count,
            shortageWithinClusters: isAfter
                ? shortageWithinClusters(schools, clusters: clusters) : shortage)
    }

    /// Shortage left when the teachers of a cluster are counted together; schools in no cluster count for themselves.
    private func shortageWithinClusters(
        _ schools: [SchoolPlan], clusters: [Cluster]
    ) -> [String: Int] {
        let clustered = Set(clusters.flatMap { [$0.hubCode] + $0.memberCodes })
        return Dictionary(
            uniqueKeysWithValues: norms.compactMap { norm in
                let known =
                    clusters.compactMap { $0.staffAfter[norm.id]?.shortage }
                    + schools.filter { !clustered.contains($0.school.code) }
                    .compactMap { $0.staffAfter[norm.id]?.shortage }
                return known.isEmpty ? nil : (norm.id, known.reduce(0, +))
            })
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
