/// A p-median or uncapacitated fixed-charge problem over sparse costs.
///
/// `min Σⱼ f[j]·y[j] + Σᵢ Σⱼ c[i, j]·x[i, j]` subject to `Σⱼ x[i, j] = 1` for `i ∈ I`,
/// `x[i, j] ≤ y[j]`, `lower ≤ Σⱼ y[j] ≤ upper`, `y ∈ {0, 1}`; fixed sites keep their state.
///
/// Sources: S. L. Hakimi, Operations Research 12 (1964), 450–459 (p-median); M. L. Balinski,
/// Management Science 12 (1965), 253–313 (fixed charge).
public struct MedianProblem: Hashable, Sendable {
    /// `c[i, j]`: what serving all of a client's demand from a site costs, weights included.
    public var costs: SparseCosts
    /// `f[j]`, one per site.
    public var openingCosts: [Double]
    /// What is already decided, one per site.
    public var states: [CandidateSite.State]
    /// How many sites open.
    public var openCount: OpenCount

    /// A problem.
    ///
    /// - Parameters:
    ///   - costs: per unit of weight; see ``SparseCosts/weighted(by:)``. Zero or more.
    ///   - weights: `a[i]`, one per client; ones if left out.
    ///   - openingCosts: `f[j]`, one per site; zeros if left out.
    ///   - states: one per site; all free if left out.
    ///   - openCount: how many sites open.
    public init(
        costs: SparseCosts, weights: [Double]? = nil, openingCosts: [Double]? = nil,
        states: [CandidateSite.State]? = nil, openCount: OpenCount
    ) {
        self.costs = weights.map(costs.weighted) ?? costs
        self.openingCosts = openingCosts ?? [Double](repeating: 0, count: costs.siteCount)
        self.states = states ?? [CandidateSite.State](repeating: .free, count: costs.siteCount)
        self.openCount = openCount
    }

    /// The number of clients, |I|.
    public var clientCount: Int { costs.clientCount }
    /// The number of sites, |J|.
    public var siteCount: Int { costs.siteCount }

    /// The bounds on the number of open sites that fixed sites leave.
    var countBounds: ClosedRange<Int> {
        let open = states.count { $0 == .fixedOpen }
        let possible = states.count { $0 != .fixedClosed }
        let lower = max(openCount.bounds.lowerBound, open)
        return lower...max(lower, min(openCount.bounds.upperBound, possible))
    }

    /// Whether the number of open sites can be had at all.
    var isCountPossible: Bool {
        let open = states.count { $0 == .fixedOpen }
        let possible = states.count { $0 != .fixedClosed }
        return openCount.bounds.lowerBound <= possible && openCount.bounds.upperBound >= open
    }

    /// Whether every cost is a whole number, so that values between two whole numbers do not occur.
    var isIntegral: Bool {
        costs.costs.allSatisfy { $0 == $0.rounded() && abs($0) < 0x1p40 }
            && openingCosts.allSatisfy { $0 == $0.rounded() && abs($0) < 0x1p40 }
    }

    /// What sites and service cost when the cheapest listed open site serves every client; `nil`
    /// where a client has none.
    public func value(openSites: [Int]) -> Double? {
        var isOpen = [Bool](repeating: false, count: siteCount)
        var total = 0.0
        for site in openSites {
            isOpen[site] = true
            total += openingCosts[site]
        }
        for client in 0..<clientCount {
            guard
                let pair = costs.pairs(of: client).first(where: { isOpen[Int(costs.sites[$0])] })
            else { return nil }
            total += costs.costs[pair]
        }
        return total
    }

    /// Throws unless shapes and numbers make sense.
    func validate() throws {
        func require(_ holds: Bool, _ context: String, _ message: String) throws {
            guard holds else {
                throw LocationError(code: .invalidProblem, context: context, message: message)
            }
        }
        try require(
            openingCosts.count == siteCount, "openingCosts", "one opening cost per site is expected"
        )
        try require(states.count == siteCount, "states", "one state per site is expected")
        try require(
            openCount.bounds.lowerBound >= 0, "openCount", "a number of sites from 0 is expected")
        for (site, cost) in openingCosts.enumerated() where !cost.isFinite {
            try require(false, "openingCosts[\(site)]", "\(cost) found, a finite cost expected")
        }
        for client in 0..<clientCount {
            for pair in costs.pairs(of: client)
            where !(costs.costs[pair] >= 0 && costs.costs[pair] < .infinity) {
                try require(
                    false, "costs of client \(client)",
                    "\(costs.costs[pair]) found, a finite cost from 0 expected")
            }
            if let last = costs.pairs(of: client).last {
                try require(
                    costs.omittedCosts[client] >= costs.costs[last], "omittedCosts[\(client)]",
                    "\(costs.omittedCosts[client]) found, at least the dearest listed cost expected"
                )
            }
        }
    }
}
