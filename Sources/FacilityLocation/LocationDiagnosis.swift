/// Why something could not be had.
public struct LocationDiagnosis: Hashable, Sendable {
    /// Rules that cannot hold together; leave any one out and the others can, if ``isMinimal``.
    public var conflictingRules: [LocationRule]
    /// Whether every re-solve that shrank the conflict was conclusive within its time.
    public var isMinimal: Bool
    /// Whether no conflict in the same connected part has fewer rules.
    ///
    /// Looked for where the part has few rules only; `false` means *not known*.
    public var isSmallest: Bool
    /// Points that no listed site covers.
    public var uncoverablePoints: [Int]
    /// Points that must be covered but whose covering sites are all fixed closed, ascending; of an
    /// infeasible problem.
    public var blockedPoints: [Int]
    /// Clients without an option that could be taken, because there is none, its site is fixed
    /// closed or the demand exceeds its capacity, ascending; of an infeasible problem.
    public var unservableClients: [Int]
    /// Where demand exceeds what capacity is in reach; of an infeasible problem.
    public var capacityDeficits: [CapacityDeficit]

    /// A diagnosis.
    public init(
        conflictingRules: [LocationRule] = [], isMinimal: Bool = true, isSmallest: Bool = false,
        uncoverablePoints: [Int] = [], blockedPoints: [Int] = [], unservableClients: [Int] = [],
        capacityDeficits: [CapacityDeficit] = []
    ) {
        self.conflictingRules = conflictingRules
        self.isMinimal = isMinimal
        self.isSmallest = isSmallest
        self.uncoverablePoints = uncoverablePoints
        self.blockedPoints = blockedPoints
        self.unservableClients = unservableClients
        self.capacityDeficits = capacityDeficits
    }
}

/// Clients that need more than all sites they can go to have.
public struct CapacityDeficit: Hashable, Sendable {
    /// The clients, ascending; none of them has an option without a site.
    public var clients: [Int]
    /// All sites they can go to, ascending.
    public var sites: [Int]
    /// What the clients need together.
    public var demand: Double
    /// What the sites have together; with ``openLimit``, the largest so many of them.
    public var capacity: Double
    /// How many sites may be open, where that is what makes capacity short.
    public var openLimit: Int?

    /// A deficit.
    public init(
        clients: [Int], sites: [Int], demand: Double, capacity: Double, openLimit: Int? = nil
    ) {
        self.clients = clients
        self.sites = sites
        self.demand = demand
        self.capacity = capacity
        self.openLimit = openLimit
    }

    /// What is missing.
    public var missing: Double { demand - capacity }
}

/// A rule of a problem that can be named in a conflict and, by its owner, relaxed.
public enum LocationRule: Hashable, Sendable {
    /// The bound on the number of open sites.
    case openCount
    /// A group's bound, by its index in ``LocationProblem/groupRules`` and its name.
    case group(index: Int, name: String)
    /// A site fixed open.
    case fixedOpen(site: Int)
    /// A site fixed closed.
    case fixedClosed(site: Int)
    /// Every coverable point must be covered.
    case coverAll
    /// The number of modules that fit at a site, extra ones included.
    case moduleLimit(site: Int)
    /// The most demand that a site serves.
    case capacity(site: Int)
    /// The least demand that a site serves where it is open.
    case minimumLoad(site: Int)
    /// Clients go to the nearest open sites.
    case nearest
    /// This client must take one of its options.
    case client(Int)
}
