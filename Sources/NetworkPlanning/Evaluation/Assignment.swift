import FacilityLocation
import SchoolDistrict
import SpatialTypes

/// What the solver decided, in the words of schools.
struct Assignment {
    /// One choice per school of the baseline.
    var choices: [NetworkProblem.Choice]
    /// Rooms added at each school, 0 for most.
    var roomsAdded: [Int]
    /// Whether anything was decided; `false` shows today's situation.
    var isDecided: Bool

    /// Today's situation: every school as it is.
    static func today(schools: Int) -> Assignment {
        Assignment(
            choices: Array(repeating: .standAlone, count: schools),
            roomsAdded: Array(repeating: 0, count: schools), isDecided: false)
    }

    /// The choices behind a solution; `nil` when it holds none.
    init?(solution: LocationSolution, network: NetworkProblem, schools: Int) {
        guard solution.isFeasible, solution.chosenOption.count == schools else { return nil }
        choices = solution.chosenOption.map { network.choices[network.problem.options[$0].tag] }
        roomsAdded = Array(repeating: 0, count: schools)
        for (site, extra) in solution.extraModules.enumerated() {
            roomsAdded[network.schoolOfSite[site]] = extra
        }
        isDecided = true
    }

    private init(choices: [NetworkProblem.Choice], roomsAdded: [Int], isDecided: Bool) {
        self.choices = choices
        self.roomsAdded = roomsAdded
        self.isDecided = isDecided
    }

    /// The pair a school is tied by; `nil` for hubs and schools that stand alone.
    func pair(of school: Int) -> AdmissiblePairs.Pair? {
        switch choices[school] {
        case .move(let pair), .share(let pair): pair
        case .hub, .standAlone: nil
        }
    }

    /// Where the pupils of a school are taught.
    func schoolTeaching(_ school: Int) -> Int {
        if case .move(let pair) = choices[school] { return pair.hub }
        return school
    }

    /// The hub of a school's cluster; itself for a hub.
    func hub(of school: Int) -> Int? {
        if case .hub = choices[school] { return school }
        return pair(of: school)?.hub
    }

    /// Indices of the hubs.
    var hubs: [Int] { choices.indices.filter { choices[$0] == .hub } }

    /// Pupils taught at each school under the plan.
    func pupilsAfter(_ baseline: Baseline) -> [GradeCounts] {
        var after = Array(repeating: GradeCounts(), count: choices.count)
        for (i, entry) in baseline.entries.enumerated() { after[schoolTeaching(i)] += entry.pupils }
        return after
    }

    /// Classes at each school under the plan.
    ///
    /// A hub keeps the classes it has and opens more in every grade where the room size asks for it.
    func classesAfter(
        _ baseline: Baseline, pupilsAfter: [GradeCounts], capacity: CapacityRules
    ) -> [GradeCounts] {
        baseline.entries.enumerated().map { i, entry in
            if schoolTeaching(i) != i { return GradeCounts() }
            guard choices[i] == .hub else { return entry.classes }
            return Baseline.sections(
                of: pupilsAfter[i], keeping: entry.classes, capacity: capacity)
        }
    }
}
