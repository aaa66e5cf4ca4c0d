import Accessibility
import SchoolDistrict
import SpatialTypes

/// Which school may be tied to which hub, and how.
struct AdmissiblePairs {
    /// A possible tie from a school to an eligible hub.
    struct Pair: Hashable {
        var school: Int
        var hub: Int
        var distance: Metres
        /// `nil` when the pupils may move; else what forbids it.
        var moveBlock: Reason.Block?
        /// Whether the two may share.
        var mayShare: Bool
    }

    /// Sorted by school, then hub.
    let pairs: [Pair]
    /// The pairs of each school: `pairs[rows[i]]`.
    let rows: [Range<Int>]
    /// Schools whose pupils are never moved, with the reason to print.
    let protection: [Reason?]

    init(
        baseline: Baseline, eligibility: HubEligibility, travel: TravelTable, scenario: Scenario
    ) {
        let entries = baseline.entries
        let indexByCode = baseline.indexByCode
        let rules = scenario.travel
        let reach = max(rules.mergeRadius, rules.shareRadius)
        var protection: [Reason?] = []
        var pairs: [Pair] = []
        var rows: [Range<Int>] = []
        for (i, entry) in entries.enumerated() {
            let lock = scenario.locks.first {
                $0.schoolCode == entry.school.code && $0.decision.namesHub
            }
            let lockedHub = lock?.decision.hubCode.flatMap { indexByCode[$0] }
            let protecting = Self.protection(of: entry.school, rules: scenario.protection)
            protection.append(protecting)
            let start = pairs.count
            for j in eligibility.eligible where j != i {
                let distance = travel.schoolDistance(from: i, to: j)
                if let lockedHub {
                    guard j == lockedHub else { continue }
                } else {
                    guard distance.isReachable, distance <= reach else { continue }
                }
                let block = Self.moveBlock(
                    entry, to: entries[j], hub: j, distance: distance, travel: travel,
                    scenario: scenario, isProtected: protecting != nil, lock: lock)
                let mayShare =
                    switch lock?.decision {
                    case .joins: false
                    case .sharesWith: true
                    default: distance <= rules.shareRadius
                    }
                if block == nil || mayShare {
                    pairs.append(
                        Pair(
                            school: i, hub: j, distance: distance, moveBlock: block,
                            mayShare: mayShare))
                }
            }
            rows.append(start..<pairs.count)
        }
        self.pairs = pairs
        self.rows = rows
        self.protection = protection
    }

    /// The reason why a school's pupils are never moved; `nil` when they may.
    private static func protection(of school: School, rules: ProtectionRules) -> Reason? {
        if rules.schoolCodes.contains(school.code) { return .protectedByName }
        return school.statuses.intersection(rules.statuses).min().map { .protected(status: $0) }
    }

    /// What forbids moving a school's pupils to a hub.
    ///
    /// A lock `joins` overrides size and distance, never the grades.
    private static func moveBlock(
        _ entry: Baseline.Entry, to hub: Baseline.Entry, hub j: Int, distance: Metres,
        travel: TravelTable, scenario: Scenario, isProtected: Bool, lock: Lock?
    ) -> Reason.Block? {
        let lacking = entry.pupils.grades.subtracting(hub.gradesOffered)
        if !lacking.isEmpty { return .gradesNotOffered(lacking) }
        switch lock?.decision {
        case .joins: return nil
        case .sharesWith: return .movesNotAllowed
        default: break
        }
        let stays = scenario.locks.contains {
            $0.schoolCode == entry.school.code && $0.decision == .stays
        }
        if isProtected || stays || !scenario.moves.wholeSchool { return .movesNotAllowed }
        if entry.pupils.total > scenario.moves.maximumPupils {
            return .tooLarge(pupils: entry.pupils.total, limit: scenario.moves.maximumPupils)
        }
        let rules = scenario.travel
        if distance > rules.mergeRadius {
            return .tooFar(kilometres: distance.kilometres, limit: rules.mergeRadius.kilometres)
        }
        if let share = shareInside(entry, hub: j, travel: travel, limit: rules.hardMaximum),
            share < rules.shareInside
        {
            return .homesTooFar(share: share, limitKilometres: rules.hardMaximum.kilometres)
        }
        return nil
    }

    /// The share of pupils with known homes who live within `limit` of the hub; `nil` when no home is known.
    private static func shareInside(
        _ entry: Baseline.Entry, hub: Int, travel: TravelTable, limit: Metres
    ) -> Double? {
        var inside = 0
        var all = 0
        for home in entry.homes {
            let pupils = home.pupils.total
            all += pupils
            if travel.homeDistance(from: home.village, to: hub) <= limit { inside += pupils }
        }
        return all > 0 ? Double(inside) / Double(all) : nil
    }
}

extension Lock.Decision {
    /// The hub that the decision names.
    var hubCode: String? {
        switch self {
        case .joins(let code), .sharesWith(let code): code
        default: nil
        }
    }

    /// Whether the decision names a hub.
    var namesHub: Bool { hubCode != nil }
}
