import FacilityLocation
import SchoolDistrict
import SpatialTypes

/// What the solver decided, in the words of schools.
struct Assignment {
    /// One choice per school of the baseline.
    var choices: [NetworkProblem.Choice]
    /// Rooms added at each school, 0 for most.
    var roomsAdded: [Int]
    /// The pools that the choices name.
    var pools: [PoolCandidates.Candidate]
    /// Whether anything was decided; `false` shows today's situation.
    var isDecided: Bool

    /// Today's situation: every school as it is.
    static func today(schools: Int) -> Assignment {
        Assignment(
            choices: Array(repeating: .standAlone, count: schools),
            roomsAdded: Array(repeating: 0, count: schools), pools: [], isDecided: false)
    }

    /// The choices behind a solution; `nil` when it holds none.
    init?(solution: LocationSolution, network: NetworkProblem, schools: Int) {
        guard solution.isFeasible, solution.chosenOption.count == schools else { return nil }
        choices = solution.chosenOption.map { network.choices[network.problem.options[$0].tag] }
        roomsAdded = Array(repeating: 0, count: schools)
        for (site, school) in network.schoolOfSite.enumerated() {
            roomsAdded[school] = solution.extraModules[site]
        }
        pools = network.pools
        isDecided = true
    }

    private init(
        choices: [NetworkProblem.Choice], roomsAdded: [Int], pools: [PoolCandidates.Candidate],
        isDecided: Bool
    ) {
        self.choices = choices
        self.roomsAdded = roomsAdded
        self.pools = pools
        self.isDecided = isDecided
    }

    /// The pair a school is tied by; `nil` for hubs, pools and schools that stand alone.
    func pair(of school: Int) -> AdmissiblePairs.Pair? {
        switch choices[school] {
        case .move(let pair, _), .share(let pair): pair
        case .hub, .standAlone, .pool: nil
        }
    }

    /// The pool a school belongs to.
    func pool(of school: Int) -> PoolCandidates.Candidate? {
        if case .pool(let number) = choices[school] { return pools[number] }
        return nil
    }

    /// Where the pupils of a grade of a school are taught.
    func teaching(_ school: Int, _ grade: Grade) -> Int {
        switch choices[school] {
        case .move(let pair, let grades): grades.contains(grade) ? pair.hub : school
        case .pool(let number): pools[number].teaching[grade] ?? school
        case .hub, .share, .standAlone: school
        }
    }

    /// The grades of a school whose pupils are taught elsewhere.
    func movedGrades(of school: Int, _ baseline: Baseline) -> GradeSet {
        GradeSet(
            baseline.entries[school].pupils.grades.grades.filter {
                teaching(school, $0) != school
            })
    }

    /// The hub of a school's cluster; itself for a hub.
    func hub(of school: Int) -> Int? {
        if case .hub = choices[school] { return school }
        return pair(of: school)?.hub
    }

    /// Indices of the hubs.
    var hubs: [Int] { choices.indices.filter { choices[$0] == .hub } }

    /// The pools that were made, by their first member.
    var poolsMade: [PoolCandidates.Candidate] {
        choices.indices.compactMap { i in
            pool(of: i).flatMap { $0.members.first == i ? $0 : nil }
        }
    }

    /// Pupils taught at each school under the plan.
    func pupilsAfter(_ baseline: Baseline) -> [GradeCounts] {
        var after = Array(repeating: GradeCounts(), count: choices.count)
        for (i, entry) in baseline.entries.enumerated() {
            for grade in entry.pupils.grades.grades {
                after[teaching(i, grade)][grade] += entry.pupils[grade]
            }
        }
        return after
    }

    /// Classes at each school under the plan.
    ///
    /// A school keeps the classes of the grades it teaches; where pupils arrive it opens more in every grade in which the
    /// room size asks for it.
    func classesAfter(
        _ baseline: Baseline, pupilsAfter: [GradeCounts], capacity: CapacityRules
    ) -> [GradeCounts] {
        baseline.entries.enumerated().map { i, entry in
            let kept = entry.classes.only(pupilsAfter[i].grades)
            switch choices[i] {
            case .hub, .pool:
                return Baseline.sections(of: pupilsAfter[i], keeping: kept, capacity: capacity)
            case .move, .share, .standAlone: return kept
            }
        }
    }
}
