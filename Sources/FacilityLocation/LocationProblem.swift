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

/// A place where a facility may open.
public struct CandidateSite: Hashable, Sendable {
    /// What is already decided about a site.
    public enum State: String, Hashable, Sendable {
        /// Nothing: the optimisation decides.
        case free
        /// The site is open.
        case fixedOpen
        /// The site stays closed.
        case fixedClosed
    }

    /// The cost of opening it, `f[j]`.
    public var openingCost: Double
    /// What is already decided about it.
    public var state: State
    /// The clients that live here: the site is open exactly when each of them takes an option here.
    ///
    /// One for a facility with someone at home; several for an agreement that all its parties join or none.
    public var ownClients: [Int]
    /// Whether it counts among the open sites that ``LocationProblem/openCount`` bounds and
    /// ``LocationObjective/minimiseOpenSites`` makes few.
    public var isCounted: Bool

    /// A site.
    public init(
        openingCost: Double = 0, state: State = .free, ownClients: [Int] = [],
        isCounted: Bool = true
    ) {
        self.openingCost = openingCost
        self.state = state
        self.ownClients = ownClients
        self.isCounted = isCounted
    }
}

/// One admissible choice of a client.
public struct AllocationOption: Hashable, Sendable {
    /// The client whose choice it is.
    public var client: Int
    /// The site that must be open for it, `nil` for an outside option that needs none.
    public var site: Int?
    /// What taking it costs.
    public var cost: Double
    /// What it consumes at the site; an outside option consumes nothing.
    public var loads: [ModuleLoad]
    /// For the caller's own use; the solver never reads it.
    public var tag: Int

    /// An option.
    public init(
        client: Int, site: Int?, cost: Double, loads: [ModuleLoad] = [], tag: Int = 0
    ) {
        self.client = client
        self.site = site
        self.cost = cost
        self.loads = loads
        self.tag = tag
    }
}

/// An amount of one module class, such as pupils of one grade.
public struct ModuleLoad: Hashable, Sendable {
    /// The module class, an index into ``ModularCapacity/classes``.
    public var moduleClass: Int
    /// How much, in the unit of the class's size; above zero.
    public var amount: Double
    /// Modules it occupies even where its amount would fit into fewer, such as the sections a school already runs.
    public var minimumModules: Int

    /// A load.
    public init(moduleClass: Int, amount: Double, minimumModules: Int = 0) {
        self.moduleClass = moduleClass
        self.amount = amount
        self.minimumModules = minimumModules
    }
}

/// Bounds on a number of open sites.
public enum OpenCount: Hashable, Sendable {
    /// Any number.
    case any
    /// Exactly this many.
    case exactly(Int)
    /// At most this many.
    case atMost(Int)
    /// At least this many.
    case atLeast(Int)
    /// Between two numbers, both allowed.
    case range(ClosedRange<Int>)

    /// The smallest and the largest number allowed; `Int.max` where there is no upper bound.
    public var bounds: ClosedRange<Int> {
        switch self {
        case .any: 0...Int.max
        case .exactly(let count): count...count
        case .atMost(let count): min(0, count)...count
        case .atLeast(let count): count...Int.max
        case .range(let range): range
        }
    }
}

/// A bound on the number of open sites in a named set, such as one hub per subdistrict.
public struct GroupRule: Hashable, Sendable {
    /// The name, for messages.
    public var name: String
    /// The sites of the group.
    public var sites: [Int]
    /// How many of them open.
    public var count: OpenCount

    /// A rule.
    public init(name: String, sites: [Int], count: OpenCount) {
        self.name = name
        self.sites = sites
        self.count = count
    }
}

/// Points that open sites cover.
public struct Coverage: Hashable, Sendable {
    /// The points.
    public var points: [CoveragePoint]
    /// Whether every coverable point must be covered (the set-covering requirement).
    ///
    /// A point without any covering site is not coverable: it is listed in
    /// ``LocationDiagnosis/uncoverablePoints`` and asked nothing of.
    public var coverAll: Bool

    /// A coverage.
    public init(points: [CoveragePoint], coverAll: Bool = false) {
        self.points = points
        self.coverAll = coverAll
    }
}

/// A point to be covered, with the sites that would.
public struct CoveragePoint: Hashable, Sendable {
    /// How much covering it is worth; zero or more.
    public var weight: Double
    /// The sites within reach.
    public var sites: [Int]

    /// A point.
    public init(weight: Double, sites: [Int]) {
        self.weight = weight
        self.sites = sites
    }
}

/// Capacity that comes in whole modules: class sections of a size, in rooms of a number.
public struct ModularCapacity: Hashable, Sendable {
    /// The classes of modules.
    public var classes: [ModuleClass]
    /// The limit of every site, one entry per site.
    public var limits: [ModuleLimit]

    /// Modular capacity.
    public init(classes: [ModuleClass], limits: [ModuleLimit]) {
        self.classes = classes
        self.limits = limits
    }

    /// The modules an amount needs: `⌈amount / size⌉`, forgiving an excess of 10⁻⁶ module.
    public static func modules(for amount: Double, size: Double) -> Int {
        max(0, Int((amount / size - 1e-6).rounded(.up)))
    }
}

/// One class of modules, such as the sections of one grade.
public struct ModuleClass: Hashable, Sendable {
    /// How much load one module takes; above zero.
    public var size: Double
    /// What a module costs wherever it is opened; zero or more.
    public var costPerModule: Double

    /// A class.
    public init(size: Double, costPerModule: Double = 0) {
        self.size = size
        self.costPerModule = costPerModule
    }
}

/// How many modules, of all classes together, fit at a site.
public struct ModuleLimit: Hashable, Sendable {
    /// The modules that fit now, `nil` for no limit.
    public var modules: Int?
    /// How many more may be bought.
    public var extraMaximum: Int
    /// What each of those costs; zero or more.
    public var extraCost: Double
    /// What a class costs once where the site takes any load of it, by class; zero or more.
    ///
    /// Classes not listed cost nothing to begin.
    public var startingCosts: [Int: Double]

    /// A limit.
    public init(
        modules: Int?, extraMaximum: Int = 0, extraCost: Double = 0,
        startingCosts: [Int: Double] = [:]
    ) {
        self.modules = modules
        self.extraMaximum = extraMaximum
        self.extraCost = extraCost
        self.startingCosts = startingCosts
    }

    /// No limit.
    public static let unlimited = ModuleLimit(modules: nil)
}

/// What is optimised.
public enum LocationObjective: String, Hashable, Sendable {
    /// The least sum of option, opening, module and extra-module costs.
    case minimiseCost
    /// The largest sum of weights of covered points.
    case maximiseCoveredWeight
    /// The fewest open sites.
    case minimiseOpenSites

    /// By how much a later stage may worsen a value an earlier stage found: 10⁻⁶ of it, at least
    /// 10⁻⁶; for a count of sites, nothing.
    public func keepingTolerance(for value: Double) -> Double {
        self == .minimiseOpenSites ? 0 : 1e-6 * max(1, abs(value))
    }

    /// Whether larger values are better.
    public var isMaximised: Bool { self == .maximiseCoveredWeight }
}
