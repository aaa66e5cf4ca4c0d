import Accessibility
import SchoolDistrict
import SpatialTypes

/// Every pool of small schools that could be worth making: who belongs, and who teaches which grades.
///
/// After แก่งจันทร์, Loei, 2554: four schools within 10 km with three teachers each for eight grades; each school took two
/// grades (TDRI 2014). A pool has no hub. Each of its grade blocks is taught at one member, and every member teaches at
/// least one block, so that no pool is a merger in disguise.
///
/// All sets of schools within the radius of each other are tried, with the cheapest sharing-out of blocks for each.
/// A pool dearer than its members standing alone is left out, which changes no optimum.
struct PoolCandidates {
    /// Schools that share out their grades.
    struct Candidate: Hashable {
        /// Indices of the members, ascending.
        var members: [Int]
        /// The member (index of the school) that teaches each grade.
        var teaching: [Grade: Int]
        /// What the pool costs, own teaching of all members included.
        var expenses: Expenses
        /// The longest road between two members.
        var furthest: Metres
    }

    let candidates: [Candidate]
    /// Sets of schools that were tried.
    let setsTried: Int

    private let rules: PoolingRules
    private let costs: OptionCosts
    private let movement: MovementRules
    private let baseline: Baseline

    init(
        baseline: Baseline, movement: MovementRules, costs: OptionCosts, scenario: Scenario
    ) {
        self.baseline = baseline
        self.movement = movement
        self.costs = costs
        rules = scenario.moves.pooling
        guard rules.isAllowed else {
            candidates = []
            setsTried = 0
            return
        }
        var blocks = rules.blocks.isEmpty ? scenario.moves.blocks : rules.blocks
        if blocks.isEmpty { blocks = MoveRules.usualBlocks }
        let builder = PoolBuilder(
            baseline: baseline, movement: movement, costs: costs, rules: rules, blocks: blocks)
        candidates = builder.candidates()
        setsTried = builder.setsTried
    }
}

/// Tries sets of schools one by one.
private final class PoolBuilder {
    let baseline: Baseline
    let movement: MovementRules
    let costs: OptionCosts
    let rules: PoolingRules
    let blocks: [GradeSet]
    private(set) var setsTried = 0
    private var found: [PoolCandidates.Candidate] = []
    private var neighbours: [[Int]] = []

    init(
        baseline: Baseline, movement: MovementRules, costs: OptionCosts, rules: PoolingRules,
        blocks: [GradeSet]
    ) {
        self.baseline = baseline
        self.movement = movement
        self.costs = costs
        self.rules = rules
        self.blocks = blocks
    }

    func candidates() -> [PoolCandidates.Candidate] {
        let locked = Set(
            costs.scenario.locks.filter { $0.decision != .notHub }.map(\.schoolCode))
        let schools = baseline.entries.indices.filter { i in
            movement.circumstanceBlock(i) == nil && !baseline.entries[i].pupils.isEmpty
                && !locked.contains(baseline.entries[i].school.code)
        }
        neighbours = Array(repeating: [], count: baseline.entries.count)
        for i in schools {
            neighbours[i] = schools.filter { $0 > i && distance(i, $0) <= rules.radius }
        }
        for i in schools { extend([i], with: neighbours[i]) }
        return found
    }

    private func distance(_ i: Int, _ j: Int) -> Metres {
        max(
            costs.travel.schoolDistance(from: i, to: j),
            costs.travel.schoolDistance(from: j, to: i))
    }

    /// Tries all sets that begin with `members` and go on with schools that are near all of them.
    private func extend(_ members: [Int], with candidates: [Int]) {
        if members.count >= 2 { consider(members) }
        guard members.count < rules.maximumSchools else { return }
        for next in candidates {
            extend(members + [next], with: candidates.filter { neighbours[next].contains($0) })
        }
    }

    private func consider(_ members: [Int]) {
        setsTried += 1
        let all = members.reduce(GradeSet()) { $0.union(baseline.entries[$1].pupils.grades) }
        let shared = blocks.map { $0.intersection(all) }.filter { !$0.isEmpty }
        // Grades outside every block stay where they are.
        let rest = shared.reduce(all) { $0.subtracting($1) }
        guard shared.count >= members.count else { return }
        let alone = members.reduce(0) { $0 + costs.expenses(standingAlone: $1).total }
        var best: (total: Double, teachers: [Int], expenses: Expenses)?
        let allowed = shared.map { block in
            members.filter { j in
                members.allSatisfy { i in
                    let moving = block.intersection(baseline.entries[i].pupils.grades)
                    return i == j || moving.isEmpty
                        || movement.unitBlock(moving, from: i, to: j) == nil
                } && movement.lacking(block, at: j).isEmpty
            }
        }
        func assign(_ position: Int, _ teachers: [Int]) {
            guard position < shared.count else {
                guard Set(teachers).count == members.count,
                    let expenses = expenses(members, shared, rest, teachers)
                else { return }
                let total = expenses.total
                if total < min(alone, best?.total ?? .infinity) {
                    best = (total, teachers, expenses)
                }
                return
            }
            for teacher in allowed[position] { assign(position + 1, teachers + [teacher]) }
        }
        assign(0, [])
        guard let best else { return }
        var teaching: [Grade: Int] = [:]
        for (block, teacher) in zip(shared, best.teachers) {
            for grade in block.grades { teaching[grade] = teacher }
        }
        var furthest = Metres.zero
        for (position, i) in members.enumerated() {
            for j in members[(position + 1)...] { furthest = max(furthest, distance(i, j)) }
        }
        found.append(
            PoolCandidates.Candidate(
                members: members, teaching: teaching, expenses: best.expenses, furthest: furthest))
    }

    /// What a pool costs; `nil` where a member has too few rooms.
    private func expenses(
        _ members: [Int], _ shared: [GradeSet], _ rest: GradeSet, _ teachers: [Int]
    ) -> Expenses? {
        let scenario = costs.scenario
        var sum = Expenses()
        var inPost: Double? = 0
        for j in members {
            let entry = baseline.entries[j]
            var pupils = entry.pupils.only(rest)
            for (block, teacher) in zip(shared, teachers) where teacher == j {
                for i in members { pupils += baseline.entries[i].pupils.only(block) }
            }
            let classes = Baseline.sections(
                of: pupils, keeping: entry.classes.only(pupils.grades), capacity: scenario.capacity
            )
            let today = Baseline.sections(
                of: entry.pupils, keeping: entry.classes, capacity: scenario.capacity)
            guard classes.total <= max(entry.rooms, today.total) else { return nil }
            sum += costs.staffing(pupils: pupils, classes: classes, teachersInPost: nil)
            let opened = pupils.grades.subtracting(entry.gradesOffered).grades.count
            sum.add(.openedGrades, Double(opened), at: scenario.costs.openGradePerYear.baht)
            if entry.pupils.total <= CostTable.smallSchoolPupils,
                pupils.total > CostTable.smallSchoolPupils
            {
                sum.add(
                    .lostTopUp, Double(entry.pupils.total),
                    at: scenario.costs.smallSchoolTopUpPerPupil.baht)
            }
            inPost = inPost.flatMap { sum in costs.teachersInPost(j).map { sum + Double($0) } }
        }
        for i in members {
            for (block, teacher) in zip(shared, teachers) where teacher != i {
                let moving = block.intersection(baseline.entries[i].pupils.grades)
                if !moving.isEmpty { sum += costs.journey(of: moving, from: i, to: teacher) }
            }
        }
        // The teachers of a pool teach together: what is missing is missing of all of them.
        if scenario.objective == .balanced, let inPost {
            sum.add(
                .missingTeachers, max(0, sum.quantity(.teachers) - inPost),
                at: scenario.costs.missingTeacherPerYear.baht)
        }
        sum.add(.pools, Double(members.count), at: scenario.costs.poolSchoolPerYear.baht)
        return sum
    }
}
