/// A discrete location problem over sparse choices: which sites to open, and which admissible
/// option each client takes.
///
/// Sets: clients `i ∈ I`, candidate sites `j ∈ J`, options `o ∈ O` (each of one client, at one site
/// or at none), module classes `g ∈ G`, coverage points `v ∈ V`. Decisions: `y[j]` site open,
/// `x[o]` option taken, `k[j, g]` modules of a class at a site, `e[j]` extra modules bought.
///
/// - every client takes exactly one of its options: `Σ_{o of i} x[o] = 1`;
/// - an option at a site needs the site open: `Σ_{o of i at j} x[o] ≤ y[j]`;
/// - a site with own clients is open exactly when each of them takes an option there, so whoever
///   runs an open site stays put and there are no chains;
/// - `size[g] · k[j, g] ≥ Σ load[o, g] · x[o]`, `k[j, g] ≥ minimum[o, g] · x[o]` and `Σ_g k[j, g] ≤ limit[j] + e[j]`;
/// - the counts of open sites, in all and by group, keep their bounds;
/// - an open site serves no more than its capacity and no less than its minimum load,
///   `minimumLoad[j] · y[j] ≤ Σ demand[i] · x[o] ≤ capacity[j] · y[j]`; where demand may be split,
///   `x` are shares between 0 and 1;
/// - where clients go to their nearest open sites, ``NearestRule`` says which options they may take;
/// - what a site needs for all it serves, and the classes it begins, are paid for (``SiteRequirement``,
///   ``ModuleLimit/startingCosts``).
///
/// The classic problems are constructors: medians, centers and fixed charge in
/// `LocationProblem+Classics.swift`, covering in `LocationProblem+Covering.swift`.
public struct LocationProblem: Hashable, Sendable {
    /// The number of clients, `|I|`; options name clients by index from 0.
    public var clientCount: Int
    /// The candidate sites; everything else names them by index.
    public var sites: [CandidateSite]
    /// The admissible choices.
    ///
    /// What is not listed cannot be chosen.
    public var options: [AllocationOption]
    /// What each client takes of the capacity of the site that serves it, `demand[i]`, zero or more.
    ///
    /// One entry per client; empty stands for one each.
    public var demands: [Double]
    /// Whether a client may be served by several sites at once.
    public var assignment: Assignment
    /// Which open sites a client may go to, `nil` for any of its options.
    public var nearestRule: NearestRule?
    /// How many sites open in all.
    public var openCount: OpenCount
    /// How many sites open within named groups.
    public var groupRules: [GroupRule]
    /// Points to be covered: by open sites, or where they name a client by its allocation.
    public var coverage: Coverage?
    /// Modules (class sections, rooms) that loads need at the sites.
    public var modules: ModularCapacity?
    /// What each open site needs for all it serves together; adds to ``LocationObjective/minimiseCost``.
    public var requirements: [SiteRequirement]
    /// What is optimised, first things first; empty asks for any feasible solution.
    ///
    /// A later objective is optimised among the solutions that keep every earlier one at the value
    /// found, up to ``LocationObjective/keepingTolerance(for:)``.
    public var stages: [LocationObjective]

    /// A problem.
    public init(
        clientCount: Int, sites: [CandidateSite], options: [AllocationOption],
        demands: [Double] = [], assignment: Assignment = .singleSource,
        nearestRule: NearestRule? = nil, openCount: OpenCount = .any,
        groupRules: [GroupRule] = [], coverage: Coverage? = nil, modules: ModularCapacity? = nil,
        requirements: [SiteRequirement] = [],
        stages: [LocationObjective] = [.minimiseCost]
    ) {
        self.clientCount = clientCount
        self.sites = sites
        self.options = options
        self.demands = demands
        self.assignment = assignment
        self.nearestRule = nearestRule
        self.openCount = openCount
        self.groupRules = groupRules
        self.coverage = coverage
        self.modules = modules
        self.requirements = requirements
        self.stages = stages
    }
}

extension LocationProblem {
    /// What a client takes of the capacity of the site that serves it.
    func demand(of client: Int) -> Double { demands.isEmpty ? 1 : demands[client] }

    /// How far an option is.
    func distance(of option: Int) -> Double { options[option].distance ?? options[option].cost }

    /// Whether a client's option matters to nobody but itself: where nothing is full, too empty,
    /// nearer or covered by it, everyone simply takes the cheapest option that is open.
    var allocationIsFree: Bool {
        nearestRule == nil && sites.allSatisfy { $0.capacity == .infinity && $0.minimumLoad == 0 }
            && !(coverage?.points.contains { $0.client != nil } ?? false)
    }

    /// Whether the search by patterns knows all rules of the problem.
    var suitsPatterns: Bool {
        allocationIsFree && assignment == .singleSource
            && sites.allSatisfy { $0.closingCost == 0 } && coverage?.timesCovered ?? 1 == 1
    }
}
