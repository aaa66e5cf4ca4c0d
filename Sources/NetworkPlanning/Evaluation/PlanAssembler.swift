import Accessibility
import SchoolDistrict
import SpatialTypes
import Staffing

/// Turns an assignment into the published plan: pupils, classes, teachers, travel, money and reasons.
struct PlanAssembler {
    let district: District
    let scenario: Scenario
    let baseline: Baseline
    let eligibility: HubEligibility
    let pairs: AdmissiblePairs
    let travel: TravelTable
    let norms: [StaffingNorm]
    let assignment: Assignment

    private let pupilsAfter: [GradeCounts]
    private let classesAfter: [GradeCounts]

    init(
        district: District, scenario: Scenario, baseline: Baseline, eligibility: HubEligibility,
        pairs: AdmissiblePairs, travel: TravelTable, norms: [StaffingNorm], assignment: Assignment
    ) {
        self.district = district
        self.scenario = scenario
        self.baseline = baseline
        self.eligibility = eligibility
        self.pairs = pairs
        self.travel = travel
        self.norms = norms
        self.assignment = assignment
        pupilsAfter = assignment.pupilsAfter(baseline)
        classesAfter = assignment.classesAfter(
            baseline, pupilsAfter: pupilsAfter, capacity: scenario.capacity)
    }

    /// The whole plan.
    ///
    /// - Throws: `StaffingError` when the shipped list of majors is damaged.
    func plan(
        catchments: [Catchment], outcome: PlanOutcome, provenance: Provenance
    ) throws -> Plan {
        let schools = StaffingEvaluation.withAdministrators(
            baseline.entries.indices.map(schoolPlan), norms: norms, scenario: scenario)
        let clusters = clusters(schools)
        var plan = Plan(
            scenario: scenario, district: district, schools: schools, clusters: clusters,
            links: links(), villages: villages(), catchments: catchments,
            before: indicators(schools, clusters: [], isAfter: false),
            after: indicators(schools, clusters: clusters, isAfter: true),
            costs: assignment.isDecided ? CostReport(assembler: self).lines : [], outcome: outcome,
            norms: norms, gaps: baseline.gaps, provenance: provenance)
        let indices = baseline.indexByCode
        plan.staffing = try StaffingEvaluation(
            schools: schools, clusters: clusters, scenario: scenario, norms: norms,
            distance: { from, to in
                guard let i = indices[from], let j = indices[to] else { return .unreachable }
                return travel.schoolDistance(from: i, to: j)
            }
        ).plan()
        return plan
    }

    // MARK: Schools

    private func schoolPlan(_ i: Int) -> SchoolPlan {
        let entry = baseline.entries[i]
        let link = link(of: i)
        let before = travelBurden(of: i, taughtAt: i)
        let after = travelBurden(of: i, taughtAt: assignment.schoolTeaching(i))
        let explanation = Explanation(
            baseline: baseline, eligibility: eligibility, pairs: pairs, travel: travel,
            scenario: scenario, assignment: assignment)
        return SchoolPlan(
            school: entry.school, role: role(of: i),
            hubCode: assignment.hub(of: i).map { baseline.entries[$0].school.code }, link: link,
            movedGrades: link == .movesAll ? entry.pupils.grades : [],
            pupilsBefore: entry.pupils, pupilsAfter: pupilsAfter[i],
            pupilsAreEstimated: entry.pupilsAreEstimated, classesBefore: entry.classes,
            classesAfter: classesAfter[i], classesAreEstimated: entry.classesAreEstimated,
            roomsAdded: assignment.roomsAdded[i],
            staffBefore: staff(entry, pupils: entry.pupils, classes: entry.classes),
            staffAfter: staff(entry, pupils: pupilsAfter[i], classes: classesAfter[i]),
            travelBefore: before, travelAfter: after,
            hubDistance: assignment.pair(of: i)?.distance, distanceSource: travel.source,
            hubScore: hubScore(i),
            reasons: explanation.reasons(
                for: i, overLimitAdded: after.overLimit - before.overLimit),
            isLocked: scenario.locks.contains { $0.schoolCode == entry.school.code })
    }

    private func role(of i: Int) -> Role {
        guard assignment.isDecided else { return .undecided }
        switch assignment.choices[i] {
        case .hub: return .hub
        case .move: return .network
        case .share: return pairs.protection[i] == nil ? .network : .standAlone
        case .standAlone: return .standAlone
        }
    }

    private func link(of i: Int) -> Link {
        switch assignment.choices[i] {
        case .hub, .standAlone: .none
        case .move: .movesAll
        case .share: .shares
        }
    }

    private func staff(
        _ entry: Baseline.Entry, pupils: GradeCounts, classes: GradeCounts
    ) -> [String: StaffBalance] {
        StaffingEvaluation.balances(
            of: entry.school, pupils: pupils, classes: classes, norms: norms, scenario: scenario
        ).teachers
    }

    private func hubScore(_ i: Int) -> HubScore {
        let radius = scenario.travel.mergeRadius
        let others = baseline.entries.count - 1
        let near = baseline.entries.indices.filter {
            $0 != i && travel.schoolDistance(from: $0, to: i) <= radius
        }
        // Ten neighbours inside the merge radius count as fully central.
        let share = others > 0 ? min(1, Double(near.count) / 10) : nil
        return HubScore(entry: baseline.entries[i], neighbourShare: share)
    }

    func travelBurden(of i: Int, taughtAt j: Int) -> TravelBurden {
        let entry = baseline.entries[i]
        var burden = TravelBurden()
        burden.pupilsWithoutHome = entry.pupilsWithoutHome
        for home in entry.homes {
            burden.add(
                pupils: home.pupils.total,
                distance: travel.homeDistance(from: home.village, to: j),
                limit: scenario.travel.indicatorLimit)
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
            let moving = members.filter { schools[$0].link == .movesAll }
            return Cluster(
                hubCode: schools[hub].school.code,
                memberCodes: members.map { schools[$0].school.code },
                pupils: all.reduce(0) { $0 + schools[$1].pupilsBefore.total },
                pupilsMoved: moving.reduce(0) { $0 + schools[$1].pupilsBefore.total },
                hubRooms: schools[hub].school.rooms,
                hubClassesAfter: schools[hub].classesAfter.total, staffBefore: sum(\.staffBefore),
                staffAfter: sum(\.staffAfter), travelBefore: burden(\.travelBefore),
                travelAfter: burden(\.travelAfter),
                furthestLink: members.compactMap { schools[$0].hubDistance }.max() ?? .zero)
        }
    }

    private func links() -> [PlanLink] {
        baseline.entries.indices.compactMap { i in
            guard let pair = assignment.pair(of: i) else { return nil }
            let link = link(of: i)
            return PlanLink(
                schoolCode: baseline.entries[i].school.code,
                hubCode: baseline.entries[pair.hub].school.code, link: link,
                distance: pair.distance, distanceSource: travel.source,
                pupilsMoved: link == .movesAll ? baseline.entries[i].pupils.total : 0,
                path: travel.path(from: i, to: pair.hub))
        }
    }

    private func villages() -> [VillagePlan] {
        var plans = district.villages.map {
            VillagePlan(
                village: $0, travelBefore: TravelBurden(), travelAfter: TravelBurden(),
                schoolsAfter: [])
        }
        let limit = scenario.travel.indicatorLimit
        for (i, entry) in baseline.entries.enumerated() {
            let j = assignment.schoolTeaching(i)
            for home in entry.homes {
                let pupils = home.pupils.total
                plans[home.village].travelBefore.add(
                    pupils: pupils, distance: travel.homeDistance(from: home.village, to: i),
                    limit: limit)
                plans[home.village].travelAfter.add(
                    pupils: pupils, distance: travel.homeDistance(from: home.village, to: j),
                    limit: limit)
                plans[home.village].schoolsAfter.append(baseline.entries[j].school.code)
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
