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
/// - what a site needs for all it serves, and the classes it begins, are paid for (``SiteRequirement``,
///   ``ModuleLimit/startingCosts``).
///
/// The classic problems (p-median, set covering, maximal covering, fixed charge) are constructors
/// in `LocationProblem+Classics.swift`.
public struct LocationProblem: Hashable, Sendable {
    /// The number of clients, `|I|`; options name clients by index from 0.
    public var clientCount: Int
    /// The candidate sites; everything else names them by index.
    public var sites: [CandidateSite]
    /// The admissible choices.
    ///
    /// What is not listed cannot be chosen.
    public var options: [AllocationOption]
    /// How many sites open in all.
    public var openCount: OpenCount
    /// How many sites open within named groups.
    public var groupRules: [GroupRule]
    /// Points to be covered by open sites, independently of who is allocated where.
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
        openCount: OpenCount = .any, groupRules: [GroupRule] = [], coverage: Coverage? = nil,
        modules: ModularCapacity? = nil, requirements: [SiteRequirement] = [],
        stages: [LocationObjective] = [.minimiseCost]
    ) {
        self.clientCount = clientCount
        self.sites = sites
        self.options = options
        self.openCount = openCount
        self.groupRules = groupRules
        self.coverage = coverage
        self.modules = modules
        self.requirements = requirements
        self.stages = stages
    }
}
