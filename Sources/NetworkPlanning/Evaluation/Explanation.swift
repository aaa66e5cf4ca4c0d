import Accessibility
import SchoolDistrict
import SpatialTypes

/// The reasons behind each school's role, from the figures the solver saw.
struct Explanation {
    let baseline: Baseline
    let eligibility: HubEligibility
    let pairs: AdmissiblePairs
    let travel: TravelTable
    let scenario: Scenario
    let assignment: Assignment
    let movement: MovementRules
    /// Pupils taught at each school under the plan.
    let pupilsAfter: [GradeCounts]

    /// Why school `i` has its role, most telling first; never empty.
    func reasons(for i: Int, overLimitAdded: Int) -> [Reason] {
        guard assignment.isDecided else { return [.today] }
        var reasons: [Reason] = []
        let entry = baseline.entries[i]
        if let lock = scenario.locks.first(where: { $0.schoolCode == entry.school.code }) {
            reasons.append(.locked(reason: lock.reason))
            if case .move(let pair, _) = assignment.choices[i] {
                reasons += movement.brokenRules(from: i, to: pair.hub).map { .lockOverrides($0) }
            }
        }
        switch assignment.choices[i] {
        case .hub: reasons.append(hubReason(i))
        case .move(let pair, let grades):
            reasons += moveReasons(i, pair: pair, grades: grades)
        case .share(let pair):
            reasons.append(
                pairs.protection[i] == nil
                    ? .sharesWithHub(kilometres: pair.distance.kilometres)
                    : .supportHub(kilometres: pair.distance.kilometres))
            reasons.append(pairs.protection[i] ?? .staysBecause(block(of: i, pair: pair)))
            if !isBoundToHub(i) { reasons.append(nearness(i, chosen: pair, moving: false)) }
        case .pool(let number):
            let pool = assignment.pools[number]
            let taught = GradeSet(pool.teaching.filter { $0.value == i }.map(\.key))
            reasons.append(.pools(schools: pool.members.count, grades: taught))
        case .standAlone:
            if let protection = pairs.protection[i] { reasons.append(protection) }
            reasons.append(standAloneReason(i))
        }
        if entry.pupils.isEmpty { reasons.append(.noRecordedPupils) }
        if overLimitAdded > 0 { reasons.append(.raisesOverLimit(pupils: overLimitAdded)) }
        return reasons
    }

    private func moveReasons(
        _ i: Int, pair: AdmissiblePairs.Pair, grades: GradeSet
    ) -> [Reason] {
        let km = pair.distance.kilometres
        var reasons: [Reason] = []
        let staying = baseline.entries[i].pupils.grades.subtracting(grades)
        if staying.isEmpty {
            reasons.append(.movesToHub(kilometres: km))
        } else {
            reasons.append(.movesGrades(grades, kilometres: km))
            reasons.append(.gradesStay(staying, cause: block(of: staying, from: i, pair: pair)))
        }
        if let protection = pairs.protection[i] { reasons.append(protection) }
        if !isBoundToHub(i) { reasons.append(nearness(i, chosen: pair, moving: true)) }
        return reasons
    }

    /// What keeps grades of a school that is split.
    private func block(
        of staying: GradeSet, from i: Int, pair: AdmissiblePairs.Pair
    ) -> Reason.Block {
        if let block = movement.unitBlock(staying, from: i, to: pair.hub) { return block }
        let all = baseline.entries[i].pupils.grades
        guard pair.movements.contains(all) else { return pair.moveBlock ?? .movesNotAllowed }
        return hubIsFull(pair.hub, for: staying, of: i) ? .roomsFull : .goalPrefersThis
    }

    /// Whether a lock, not nearness, decided the hub.
    private func isBoundToHub(_ i: Int) -> Bool {
        scenario.locks.contains {
            $0.schoolCode == baseline.entries[i].school.code && $0.decision.namesHub
        }
    }

    private func hubReason(_ i: Int) -> Reason {
        let members = assignment.choices.indices.filter { assignment.pair(of: $0)?.hub == i }
        guard !members.isEmpty else { return .hubAlone }
        let arriving = members.reduce(0) {
            $0 + baseline.entries[$1].pupils.total(of: assignment.movedGrades(of: $1, baseline))
        }
        return .chosenAsHub(members: members.count, pupilsArriving: arriving)
    }

    /// Whether the chosen hub is the nearest one, and if not, what stood against the nearest.
    private func nearness(_ i: Int, chosen: AdmissiblePairs.Pair, moving: Bool) -> Reason {
        let nearest = assignment.hubs.filter { $0 != i }
            .map { (hub: $0, distance: travel.schoolDistance(from: i, to: $0)) }
            .min { ($0.distance, $0.hub) < ($1.distance, $1.hub) }
        guard let nearest, nearest.distance < chosen.distance else { return .nearestHub }
        let pair = pairs.pairs[pairs.rows[i]].first { $0.hub == nearest.hub }
        let moved = assignment.movedGrades(of: i, baseline)
        let cause: Reason.Block =
            if !moving {
                .goalPrefersThis
            } else if pair?.movements.contains(moved) != true {
                pair?.moveBlock ?? movement.unitBlock(moved, from: i, to: nearest.hub)
                    ?? .movesNotAllowed
            } else if hubIsFull(nearest.hub, for: moved, of: i) {
                .roomsFull
            } else {
                .goalPrefersThis
            }
        return .notNearestHub(
            nearestCode: baseline.entries[nearest.hub].school.code,
            nearestKilometres: nearest.distance.kilometres, cause: cause)
    }

    /// What kept a sharing school's pupils where they are.
    private func block(of i: Int, pair: AdmissiblePairs.Pair) -> Reason.Block {
        if let block = pair.moveBlock { return block }
        return hubIsFull(pair.hub, for: baseline.entries[i].pupils.grades, of: i)
            ? .roomsFull : .goalPrefersThis
    }

    /// Whether a hub could not also take the pupils of some grades of school `i` in its rooms.
    private func hubIsFull(_ hub: Int, for grades: GradeSet, of i: Int) -> Bool {
        let pupils = pupilsAfter[hub] + baseline.entries[i].pupils.only(grades)
        let needed = Baseline.sections(
            of: pupils, keeping: baseline.entries[hub].classes, capacity: scenario.capacity
        ).total
        return needed > baseline.entries[hub].rooms + assignment.roomsAdded[hub]
    }

    private func standAloneReason(_ i: Int) -> Reason {
        let distances = assignment.hubs.filter { $0 != i }
            .map { travel.schoolDistance(from: i, to: $0) }
        let nearest = distances.min()
        if let nearest, !nearest.isReachable { return .notOnRoads }
        let hasChoice = pairs.pairs[pairs.rows[i]].contains { assignment.choices[$0.hub] == .hub }
        if hasChoice { return .cheaperAlone }
        if let nearest,
            nearest <= max(scenario.travel.shareRadius, scenario.travel.mergeRadius)
        {
            return .staysBecause(.noLinkAllowed)
        }
        return .noHubInReach(
            nearestKilometres: nearest?.kilometres,
            radiusKilometres: max(scenario.travel.shareRadius, scenario.travel.mergeRadius)
                .kilometres)
    }
}
