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

    /// Why school `i` has its role, most telling first; never empty.
    func reasons(for i: Int, overLimitAdded: Int) -> [Reason] {
        guard assignment.isDecided else { return [.today] }
        var reasons: [Reason] = []
        let entry = baseline.entries[i]
        if let lock = scenario.locks.first(where: { $0.schoolCode == entry.school.code }) {
            reasons.append(.locked(reason: lock.reason))
        }
        switch assignment.choices[i] {
        case .hub: reasons.append(hubReason(i))
        case .move(let pair):
            reasons.append(.movesToHub(kilometres: pair.distance.kilometres))
            if let protection = pairs.protection[i] { reasons.append(protection) }
            if !isBoundToHub(i) { reasons.append(nearness(i, chosen: pair, moving: true)) }
        case .share(let pair):
            reasons.append(.sharesWithHub(kilometres: pair.distance.kilometres))
            reasons.append(pairs.protection[i] ?? .staysBecause(block(of: i, pair: pair)))
            if !isBoundToHub(i) { reasons.append(nearness(i, chosen: pair, moving: false)) }
        case .standAlone:
            if let protection = pairs.protection[i] { reasons.append(protection) }
            reasons.append(standAloneReason(i))
        }
        if entry.pupils.isEmpty { reasons.append(.noRecordedPupils) }
        if overLimitAdded > 0 { reasons.append(.raisesOverLimit(pupils: overLimitAdded)) }
        return reasons
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
        let arriving = members.filter { assignment.schoolTeaching($0) == i }
            .reduce(0) { $0 + baseline.entries[$1].pupils.total }
        return .chosenAsHub(members: members.count, pupilsArriving: arriving)
    }

    /// Whether the chosen hub is the nearest one, and if not, what stood against the nearest.
    private func nearness(_ i: Int, chosen: AdmissiblePairs.Pair, moving: Bool) -> Reason {
        let nearest = assignment.hubs.filter { $0 != i }
            .map { (hub: $0, distance: travel.schoolDistance(from: i, to: $0)) }
            .min { ($0.distance, $0.hub) < ($1.distance, $1.hub) }
        guard let nearest, nearest.distance < chosen.distance else { return .nearestHub }
        let pair = pairs.pairs[pairs.rows[i]].first { $0.hub == nearest.hub }
        let cause: Reason.Block =
            if let pair, let block = pair.moveBlock, moving { block } else if moving {
                .roomsFull
            } else { .goalPrefersThis }
        return .notNearestHub(
            nearestCode: baseline.entries[nearest.hub].school.code,
            nearestKilometres: nearest.distance.kilometres, cause: cause)
    }

    /// What kept a sharing school's pupils where they are.
    private func block(of i: Int, pair: AdmissiblePairs.Pair) -> Reason.Block {
        if let block = pair.moveBlock { return block }
        return hubIsFull(pair.hub, for: i) ? .roomsFull : .goalPrefersThis
    }

    /// Whether a hub could not also take the pupils of school `i` in its rooms.
    private func hubIsFull(_ hub: Int, for i: Int) -> Bool {
        let pupils = assignment.pupilsAfter(baseline)[hub] + baseline.entries[i].pupils
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
