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
        /// The sets of grades whose pupils may move; the whole school first where it may.
        var movements: [GradeSet]
        /// What forbids moving the whole school; `nil` when it may.
        var moveBlock: Reason.Block?
        /// Whether the two may share.
        var mayShare: Bool

        /// Whether any pupils may move.
        var mayMove: Bool { !movements.isEmpty }
    }

    /// Sorted by school, then hub.
    let pairs: [Pair]
    /// The pairs of each school: `pairs[rows[i]]`.
    let rows: [Range<Int>]
    /// Schools whose pupils are never moved, with the reason to print.
    let protection: [Reason?]
    /// Whether each school could move any pupils if no lock bound it: what penalties go by, so that a lock never makes a
    /// plan look better.
    let couldMove: [Bool]

    init(baseline: Baseline, eligibility: HubEligibility, movement rules: MovementRules) {
        let (travel, scenario) = (rules.travel, rules.scenario)
        let indexByCode = baseline.indexByCode
        let reach = max(scenario.travel.mergeRadius, scenario.travel.shareRadius)
        var pairs: [Pair] = []
        var rows: [Range<Int>] = []
        var couldMove: [Bool] = []
        let locked = Set(scenario.locks.map(\.schoolCode))
        for (i, entry) in baseline.entries.enumerated() {
            let lock = scenario.locks.first {
                $0.schoolCode == entry.school.code && $0.decision.namesHub
            }
            let lockedHub = lock?.decision.hubCode.flatMap { indexByCode[$0] }
            let start = pairs.count
            for j in eligibility.eligible where j != i {
                let distance = travel.schoolDistance(from: i, to: j)
                if let lockedHub {
                    guard j == lockedHub else { continue }
                } else {
                    guard distance.isReachable, distance <= reach else { continue }
                }
                let (movements, block) = rules.movements(from: i, to: j, lock: lock)
                let mayShare =
                    switch lock?.decision {
                    case .joins: false
                    case .sharesWith: true
                    default: distance <= scenario.travel.shareRadius
                    }
                if !movements.isEmpty || mayShare {
                    pairs.append(
                        Pair(
                            school: i, hub: j, distance: distance, movements: movements,
                            moveBlock: block, mayShare: mayShare))
                }
            }
            rows.append(start..<pairs.count)
            couldMove.append(
                locked.contains(entry.school.code)
                    ? eligibility.eligible.contains { j in
                        j != i && rules.couldMove(from: i, to: j)
                    } : pairs[start...].contains(where: \.mayMove))
        }
        self.pairs = pairs
        self.rows = rows
        protection = rules.protection
        self.couldMove = couldMove
    }
}

/// What may move from a school to another, and what forbids the rest.
struct MovementRules {
    let baseline: Baseline
    let travel: TravelTable
    let scenario: Scenario
    /// Schools whose pupils are never moved, with the reason to print.
    let protection: [Reason?]
    private let staysCodes: Set<String>
    private let movements: [Movements]

    init(baseline: Baseline, travel: TravelTable, scenario: Scenario) {
        self.baseline = baseline
        self.travel = travel
        self.scenario = scenario
        protection = baseline.entries.map { entry in
            let rules = scenario.protection
            if rules.schoolCodes.contains(entry.school.code) { return .protectedByName }
            return entry.school.statuses.intersection(rules.statuses).min()
                .map { .protected(status: $0) }
        }
        staysCodes = Set(
            scenario.locks.filter { $0.decision == .stays }.map(\.schoolCode))
        movements = baseline.entries.map { Movements(of: $0.pupils, rules: scenario.moves) }
    }

    /// The sets of grades that may move, and what forbids the whole school.
    ///
    /// A lock `joins` overrides size and distance, never the grades; it moves the whole school.
    func movements(from i: Int, to j: Int, lock: Lock?) -> ([GradeSet], Reason.Block?) {
        let all = baseline.entries[i].pupils.grades
        switch lock?.decision {
        case .joins:
            let lacking = lacking(all, at: j)
            return lacking.isEmpty ? ([all], nil) : ([], .gradesNotOffered(lacking))
        case .sharesWith:
            return ([], .movesNotAllowed)
        default: break
        }
        return movements(from: i, to: j, block: schoolBlock(i))
    }

    /// Whether any pupils of a school could move to another if no lock bound it.
    func couldMove(from i: Int, to j: Int) -> Bool {
        !movements(from: i, to: j, block: unlockedBlock(i)).0.isEmpty
    }

    private func movements(
        from i: Int, to j: Int, block: Reason.Block?
    ) -> ([GradeSet], Reason.Block?) {
        let all = baseline.entries[i].pupils.grades
        if let block = block ?? distanceBlock(from: i, to: j) {
            // Grades are named first: they are what no rule of the scenario can change.
            let lacking = lacking(all, at: j)
            return ([], lacking.isEmpty ? block : .gradesNotOffered(lacking))
        }
        let whole = unitBlock(all, from: i, to: j)
        let rules = scenario.moves
        let sets = movements[i].sets(
            where: { unitBlock($0, from: i, to: j) == nil }, wholeMayMove: whole == nil)
        return (sets, whole ?? (rules.wholeSchool ? nil : .movesNotAllowed))
    }

    /// The rules that a whole-school move would break if a lock did not decide it.
    func brokenRules(from i: Int, to j: Int) -> [Reason.Block] {
        [
            unlockedBlock(i), distanceBlock(from: i, to: j),
            unitBlock(baseline.entries[i].pupils.grades, from: i, to: j),
        ].compactMap { $0 }
    }

    /// What forbids any move of a school's pupils to a hub, wherever to.
    private func schoolBlock(_ i: Int) -> Reason.Block? { stayBlock(i) ?? unlockedBlock(i) }

    /// What forbids a school's pupils to be taught elsewhere at all, in a pool too: protection, a lock, its size.
    func circumstanceBlock(_ i: Int) -> Reason.Block? { stayBlock(i) ?? sizeBlock(i) }

    private func stayBlock(_ i: Int) -> Reason.Block? {
        staysCodes.contains(baseline.entries[i].school.code) ? .movesNotAllowed : nil
    }

    /// What forbids any move to a hub, locks aside.
    private func unlockedBlock(_ i: Int) -> Reason.Block? {
        let rules = scenario.moves
        return rules.wholeSchool || !rules.blocks.isEmpty ? sizeBlock(i) : .movesNotAllowed
    }

    private func sizeBlock(_ i: Int) -> Reason.Block? {
        if protection[i] != nil { return .movesNotAllowed }
        let (pupils, limit) = (baseline.entries[i].pupils.total, scenario.moves.maximumPupils)
        return pupils > limit ? .tooLarge(pupils: pupils, limit: limit) : nil
    }

    private func distanceBlock(from i: Int, to j: Int) -> Reason.Block? {
        let distance = travel.schoolDistance(from: i, to: j)
        let radius = scenario.travel.mergeRadius
        return distance > radius
            ? .tooFar(kilometres: distance.kilometres, limit: radius.kilometres) : nil
    }

    /// What forbids a set of grades to move: a grade the receiver cannot teach, or homes too far away.
    func unitBlock(_ grades: GradeSet, from i: Int, to j: Int) -> Reason.Block? {
        let lacking = lacking(grades, at: j)
        if !lacking.isEmpty { return .gradesNotOffered(lacking) }
        let rules = scenario.travel
        if let share = shareInside(grades, from: i, to: j, limit: rules.hardMaximum),
            share < rules.shareInside
        {
            return .homesTooFar(share: share, limitKilometres: rules.hardMaximum.kilometres)
        }
        let young = grades.intersection(rules.youngGrades)
        if let limit = rules.youngMaximum, !young.isEmpty,
            let share = shareInside(young, from: i, to: j, limit: limit), share < rules.shareInside
        {
            return .youngTooFar(young, share: share, limitKilometres: limit.kilometres)
        }
        return nil
    }

    /// The grades of a set that a school neither offers nor may open.
    func lacking(_ grades: GradeSet, at j: Int) -> GradeSet {
        grades.subtracting(baseline.entries[j].gradesOffered)
            .subtracting(scenario.moves.gradesHubMayOpen)
    }

    /// The share of pupils with known homes who live within `limit` of a school; `nil` when no home is known.
    private func shareInside(
        _ grades: GradeSet, from i: Int, to j: Int, limit: Metres
    ) -> Double? {
        var inside = 0
        var all = 0
        for home in baseline.entries[i].homes {
            let pupils = home.pupils.total(of: grades)
            all += pupils
            if travel.homeDistance(from: home.village, to: j) <= limit { inside += pupils }
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
