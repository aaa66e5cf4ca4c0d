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

    /// The cost of opening it, or of keeping it open, `f[j]`.
    public var openingCost: Double
    /// The cost of leaving it closed: what closing an existing facility costs.
    public var closingCost: Double
    /// What is already decided about it.
    public var state: State
    /// The clients that live here: the site is open exactly when each of them takes an option here.
    ///
    /// One for a facility with someone at home; several for an agreement that all its parties join or none.
    public var ownClients: [Int]
    /// Whether it counts among the open sites that ``LocationProblem/openCount`` bounds and
    /// ``LocationObjective/minimiseOpenSites`` makes few.
    public var isCounted: Bool
    /// The most demand it serves, zero or more; `.infinity` for no limit.
    public var capacity: Double
    /// The least demand it serves where it is open: the minimum size of a facility.
    public var minimumLoad: Double

    /// A site.
    public init(
        openingCost: Double = 0, closingCost: Double = 0, state: State = .free,
        ownClients: [Int] = [], isCounted: Bool = true, capacity: Double = .infinity,
        minimumLoad: Double = 0
    ) {
        self.openingCost = openingCost
        self.closingCost = closingCost
        self.state = state
        self.ownClients = ownClients
        self.isCounted = isCounted
        self.capacity = capacity
        self.minimumLoad = minimumLoad
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
