import Accessibility
import FacilityLocation
import SchoolDistrict
import SpatialTypes
import Staffing

/// The scenario as a location problem: schools are clients, eligible schools and pools are sites.
///
/// Every school *i* takes exactly one option: be a hub (its self-option), move the pupils of a set of grades *B* to a hub
/// *j* (one option for every admissible *B*: what stays behind is priced in the option), share with a hub *j*, stand
/// alone, or join a pool. Sections per grade are the modules, rooms their limit; posts by the priced norm are the sites'
/// requirement on all they teach (DESIGN section 7). A pool is a site that opens when all its members join it.
struct NetworkProblem {
    /// What an option of the location problem means for the school.
    enum Choice: Hashable {
        case hub
        case move(AdmissiblePairs.Pair, GradeSet)
        case share(AdmissiblePairs.Pair)
        case standAlone
        /// An index into the pools.
        case pool(Int)
    }

    let problem: LocationProblem
    /// Parallel to `problem.options`.
    let choices: [Choice]
    /// The school of every hub site; pools follow after them.
    let schoolOfSite: [Int]
    /// The pools, in the order of their sites.
    let pools: [PoolCandidates.Candidate]
    /// The names of demand points that no eligible hub can cover.
    let uncoverable: [String]
    /// The weight and name of every coverage point, parallel to the problem's.
    let coveragePointNames: [String]

    init(
        baseline: Baseline, eligibility: HubEligibility, pairs: AdmissiblePairs,
        pools: [PoolCandidates.Candidate], costs: OptionCosts, district: District
    ) {
        let scenario = costs.scenario
        let entries = baseline.entries
        let eligible = eligibility.eligible
        let lockedHubs = Set(
            scenario.locks.filter { $0.decision == .hub }.map(\.schoolCode))
        let list = OptionList(
            baseline: baseline, eligible: eligible, lockedHubs: lockedHubs, pairs: pairs,
            pools: pools, costs: costs)

        let hubSites = eligible.map { i in
            CandidateSite(
                openingCost: costs.openingCost(i),
                state: lockedHubs.contains(entries[i].school.code) ? .fixedOpen : .free,
                ownClients: [i])
        }
        let poolSites = pools.map {
            CandidateSite(
                openingCost: $0.expenses.total, ownClients: $0.members, isCounted: false)
        }
        let points = Self.coveragePoints(
            baseline: baseline, eligible: eligible, travel: costs.travel, district: district,
            scenario: scenario)
        coveragePointNames = points.map(\.name)
        uncoverable =
            (scenario.objective.covers ? points.filter(\.sites.isEmpty).map(\.name) : [])
            + Self.areasWithoutEligible(
                scenario.hubs.count, eligible: eligible, entries: entries)
        problem = LocationProblem(
            clientCount: entries.count, sites: hubSites + poolSites, options: list.options,
            openCount: Self.openCount(scenario.hubs.count),
            groupRules: Self.groupRules(scenario.hubs.count, eligible: eligible, entries: entries),
            coverage: scenario.objective.covers
                ? Coverage(
                    points: points.map { CoveragePoint(weight: $0.weight, sites: $0.sites) },
                    coverAll: scenario.objective == .lscp) : nil,
            modules: Self.modules(
                eligible: eligible, pools: pools.count, entries: entries, costs: costs),
            requirements: Self.requirements(
                eligible: eligible, pools: pools.count, entries: entries, costs: costs,
                supplies: list.supplies),
            stages: Self.stages(scenario.objective))
        choices = list.choices
        schoolOfSite = eligible
        self.pools = pools
    }
}

/// Lists the options of every school, in the order of schools and hubs.
private struct OptionList {
    private(set) var options: [AllocationOption] = []
    private(set) var choices: [NetworkProblem.Choice] = []
    /// Teachers that each option brings along to its site.
    private(set) var supplies: [Double] = []

    private let baseline: Baseline
    private let costs: OptionCosts

    init(
        baseline: Baseline, eligible: [Int], lockedHubs: Set<String>, pairs: AdmissiblePairs,
        pools: [PoolCandidates.Candidate], costs: OptionCosts
    ) {
        self.baseline = baseline
        self.costs = costs
        let siteOfSchool = Dictionary(
            uniqueKeysWithValues: eligible.enumerated().map { ($1, $0) })
        let boundToHub = Set(
            costs.scenario.locks.filter(\.decision.namesHub).map(\.schoolCode))
        var poolsOf = [[Int]](repeating: [], count: baseline.entries.count)
        for (number, pool) in pools.enumerated() {
            for member in pool.members { poolsOf[member].append(number) }
        }
        for (i, entry) in baseline.entries.enumerated() {
            let own = pairs.pairs[pairs.rows[i]]
            if let site = siteOfSchool[i] { addHub(i, site: site) }
            if lockedHubs.contains(entry.school.code) { continue }
            for pair in own {
                guard let site = siteOfSchool[pair.hub] else { continue }
                addTies(pair, site: site, couldMove: pairs.couldMove[i])
            }
            if !boundToHub.contains(entry.school.code) {
                add(
                    i, site: nil,
                    cost: costs.cost(standingAlone: i, hasHubInReach: !own.isEmpty), .standAlone)
            }
            for pool in poolsOf[i] {
                add(i, site: eligible.count + pool, cost: 0, .pool(pool))
            }
        }
    }

    private mutating func add(
        _ i: Int, site: Int?, cost: Double, loads: [ModuleLoad] = [], supply: Double = 0,
        _ choice: NetworkProblem.Choice
    ) {
        options.append(
            AllocationOption(client: i, site: site, cost: cost, loads: loads, tag: choices.count))
        choices.append(choice)
        supplies.append(supply)
    }

    /// A hub keeps the classes it has: each grade needs at least its recorded sections.
    private mutating func addHub(_ i: Int, site: Int) {
        let entry = baseline.entries[i]
        let loads = entry.pupils.grades.grades.map {
            ModuleLoad(
                moduleClass: $0.rawValue, amount: Double(entry.pupils[$0]),
                minimumModules: entry.classes[$0])
        }
        add(
            i, site: site, cost: 0, loads: loads,
            supply: Double(costs.teachersInPost(i) ?? 0), .hub)
    }

    private mutating func addTies(_ pair: AdmissiblePairs.Pair, site: Int, couldMove: Bool) {
        let entry = baseline.entries[pair.school]
        for grades in pair.movements {
            let loads = entry.pupils.only(grades).grades.grades.map {
                ModuleLoad(moduleClass: $0.rawValue, amount: Double(entry.pupils[$0]))
            }
            add(
                pair.school, site: site, cost: costs.cost(moving: grades, over: pair),
                loads: loads, supply: costs.teachersBrought(grades, from: pair.school),
                .move(pair, grades))
        }
        if pair.mayShare {
            add(
                pair.school, site: site, cost: costs.cost(sharing: pair, couldMove: couldMove),
                .share(pair))
        }
    }
}
