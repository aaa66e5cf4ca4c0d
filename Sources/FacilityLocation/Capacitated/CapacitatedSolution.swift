import MixedIntegerProgramming

/// Part of a client's demand, served by a site.
public struct DemandShare: Hashable, Sendable {
    /// The client.
    public var client: Int
    /// The site that serves it.
    public var site: Int
    /// The part of the client's demand, above 0, at most 1.
    public var fraction: Double

    /// A share.
    public init(client: Int, site: Int, fraction: Double = 1) {
        self.client = client
        self.site = site
        self.fraction = fraction
    }
}

/// Sites opened, demand shared out, and what is proven about both.
public struct CapacitatedSolution: Hashable, Sendable {
    /// How the solve ended.
    public var status: MixedIntegerSolution.Status
    /// The cost of the solution, recomputed from sites and shares; `nil` without one.
    public var objective: Double?
    /// What no solution can beat, omitted pairs included.
    public var bound: Double
    /// The open sites, ascending.
    public var openSites: [Int]
    /// Who serves whom, by client, then site.
    public var shares: [DemandShare]
    /// One price per client, the certificate of ``lagrangianBound``; empty if there was no time.
    public var multipliers: [Double]
    /// The bound at the root: the Lagrangian function of the problem as given at ``multipliers``,
    /// which anyone can evaluate again by one knapsack for each site.
    ///
    /// ``bound`` may be better, by branching, by what follows from the rules and because costs are
    /// whole numbers.
    public var lagrangianBound: Double
    /// Branch-and-bound nodes of the exact finish.
    public var nodes: Int
    /// Why there is no solution, as far as capacity tells; empty for feasible problems.
    public var deficits: [CapacitatedConflict]

    /// A solution.
    public init(
        status: MixedIntegerSolution.Status, objective: Double? = nil, bound: Double,
        openSites: [Int] = [], shares: [DemandShare] = [], multipliers: [Double] = [],
        lagrangianBound: Double = -.infinity, nodes: Int = 0, deficits: [CapacitatedConflict] = []
    ) {
        self.status = status
        self.objective = objective
        self.bound = bound
        self.openSites = openSites
        self.shares = shares
        self.multipliers = multipliers
        self.lagrangianBound = lagrangianBound
        self.nodes = nodes
        self.deficits = deficits
    }

    /// `|objective − bound| / |objective|`; infinite without a solution.
    public var relativeGap: Double {
        objective.map { MixedIntegerSolution.relativeGap(objective: $0, bound: bound) }
            ?? .infinity
    }

    /// The site of each client that has one source, −1 for clients served by several or none.
    public func siteOfClient(count: Int) -> [Int] {
        var sites = [Int](repeating: -1, count: count)
        for share in shares where share.fraction > 1 - 1e-9 { sites[share.client] = share.site }
        return sites
    }
}

/// A part of a problem whose demand does not fit its sites.
public struct CapacitatedConflict: Hashable, Sendable {
    /// What is short.
    public enum Kind: String, Hashable, Sendable {
        /// The client has no admissible site that could hold it.
        case clientWithoutSite
        /// The sites of the part cannot hold its demand.
        case capacity
        /// The parts together need more open sites than allowed.
        case siteCount
        /// Fewer sites can open than must.
        case sitesAvailable
    }

    /// What is short.
    public var kind: Kind
    /// The clients of the part, ascending.
    public var clients: [Int]
    /// The sites of the part, ascending.
    public var sites: [Int]
    /// What is needed: demand, or a number of sites.
    public var needed: Double
    /// What there is of it.
    public var available: Double

    /// A deficit.
    public init(kind: Kind, clients: [Int], sites: [Int], needed: Double, available: Double) {
        self.kind = kind
        self.clients = clients
        self.sites = sites
        self.needed = needed
        self.available = available
    }
}
