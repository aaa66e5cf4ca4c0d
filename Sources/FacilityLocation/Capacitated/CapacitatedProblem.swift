/// Where to open sites and whom each serves, when sites fill up.
///
/// `min Σⱼ f[j]·y[j] + Σᵢ Σⱼ c[i, j]·x[i, j]` subject to `Σⱼ x[i, j] = 1` for `i ∈ I`,
/// `m[j]·y[j] ≤ Σᵢ q[i]·x[i, j] ≤ Q[j]·y[j]` for `j ∈ J`, `x[i, j] ≤ y[j]`,
/// `low ≤ Σⱼ y[j] ≤ high`, `y ∈ {0, 1}`, and `x ∈ {0, 1}` with a single source per client or
/// `0 ≤ x ≤ 1` where demand may be split.
///
/// With all `f[j] = 0` and `low = high = p` this is the capacitated p-median problem; without a
/// count it is capacitated fixed-charge location.
///
/// Source: J. M. Mulvey and M. P. Beck, "Solving capacitated clustering problems", European
/// Journal of Operational Research 18 (1984), 339–348; R. Sridharan, "The capacitated plant
/// location problem", European Journal of Operational Research 87 (1995), 203–213.
public struct CapacitatedProblem: Hashable, Sendable {
    /// Whether one site must serve all of a client.
    public enum Sourcing: String, Hashable, Sendable, CaseIterable {
        /// Every client is served by one site.
        case single
        /// A client's demand may be shared out among sites.
        case split
    }

    /// The costs of serving all of a client's demand; only listed pairs are used, but the bound
    /// also holds for what is omitted at the omitted costs or more.
    public var costs: SparseCosts
    /// `q[i]`, zero or more, one per client.
    public var demands: [Double]
    /// The candidate sites.
    public var sites: [CapacitatedSite]
    /// How many sites may be open; beyond the number of sites means no limit.
    public var openCount: ClosedRange<Int>
    /// Whether demand may be split.
    public var sourcing: Sourcing

    /// A problem.
    ///
    /// - Parameter openCount: `p...p` for a p-median; any number if left out.
    public init(
        costs: SparseCosts, demands: [Double], sites: [CapacitatedSite],
        openCount: ClosedRange<Int>? = nil, sourcing: Sourcing = .single
    ) {
        self.costs = costs
        self.demands = demands
        self.sites = sites
        self.openCount = openCount ?? 0...sites.count
        self.sourcing = sourcing
    }

    /// The number of clients, |I|.
    public var clientCount: Int { costs.clientCount }
    /// The number of sites, |J|.
    public var siteCount: Int { sites.count }

    /// Throws for anything no solver could make sense of; infeasibility is not such a thing.
    ///
    /// - Throws: ``LocationError`` with code `invalidProblem`, naming the first offender.
    public func validate() throws {
        func require(_ holds: Bool, _ context: @autoclosure () -> String, _ message: String) throws
        {
            guard holds else {
                throw LocationError(code: .invalidProblem, context: context(), message: message)
            }
        }
        try require(costs.siteCount == sites.count, "sites", "costs know \(costs.siteCount) sites")
        try require(demands.count == clientCount, "demands", "one per client is needed")
        for (client, demand) in demands.enumerated() {
            try require(
                demand >= 0 && demand.isFinite, "demands[\(client)]", "must be 0 or more")
            for pair in costs.pairs(of: client) {
                try require(
                    costs.costs[pair].isFinite,
                    "costs of client \(client) at site \(costs.sites[pair])", "must be finite")
            }
            try require(
                !costs.omittedCosts[client].isNaN, "costs.omittedCosts[\(client)]",
                "must be a number")
        }
        var home = [Int?](repeating: nil, count: clientCount)
        for (index, site) in sites.enumerated() {
            try require(
                site.capacity >= 0, "sites[\(index)].capacity", "must be 0 or more")
            try require(
                site.openingCost.isFinite, "sites[\(index)].openingCost", "must be finite")
            try require(
                site.minimumLoad >= 0 && site.minimumLoad.isFinite,
                "sites[\(index)].minimumLoad", "must be 0 or more")
            for client in site.ownClients {
                try require(
                    (0..<clientCount).contains(client), "sites[\(index)].ownClients",
                    "\(client) is not one of \(clientCount) clients")
                try require(
                    home[client] == nil, "sites[\(index)].ownClients",
                    "client \(client) is already at home at site \(home[client] ?? -1)")
                home[client] = index
            }
        }
    }
}

/// A place that may be opened and fills up.
public struct CapacitatedSite: Hashable, Sendable {
    /// What has been decided about a site before the solve.
    public enum Decision: String, Hashable, Sendable {
        /// The solver decides.
        case free
        /// The site must open.
        case open
        /// The site must stay closed.
        case closed
    }

    /// `Q[j]`, the most demand the site can serve; `.infinity` without a limit.
    public var capacity: Double
    /// `f[j]`; less the cost of closing, where the site exists today, so it may be negative.
    public var openingCost: Double
    /// `m[j]`, the least demand the site must serve if it opens.
    public var minimumLoad: Double
    /// What has been decided before.
    public var decision: Decision
    /// Clients that the site serves whenever it opens, such as a school's own pupils.
    public var ownClients: [Int]

    /// A site.
    public init(
        capacity: Double, openingCost: Double = 0, minimumLoad: Double = 0,
        decision: Decision = .free, ownClients: [Int] = []
    ) {
        self.capacity = capacity
        self.openingCost = openingCost
        self.minimumLoad = minimumLoad
        self.decision = decision
        self.ownClients = ownClients
    }
}
