/// A median problem without what no better solution uses.
///
/// Sites whose opening would lift the bound to the threshold are left out, sites whose closing
/// would do so are fixed open, and of every client's row only the pairs remain whose own reduced
/// cost stays below it; the rest counts as omitted, so that bounds on the small problem still hold.
///
/// Source: reduced-cost fixing as in J. E. Beasley, "Lagrangean heuristics for location problems",
/// European Journal of Operational Research 65 (1993), 383–399.
struct MedianReduction {
    /// The small problem, its costs in the same unit and its value the same.
    let problem: MedianProblem
    /// The site of the large problem that each site of the small one is.
    let sites: [Int32]
    /// What a pair that the large problem omits costs each client at least; `.infinity` where no
    /// solution better than the threshold uses one.
    let outsideCosts: [Double]

    /// Reduces a problem by a bound.
    ///
    /// - Parameters:
    ///   - states: what is decided, one per site of `problem`, fixings by the bound included.
    ///   - prices: at which the bound was found.
    ///   - slack: how far a better solution's value may lie above the bound.
    init(
        _ problem: MedianProblem, states: [CandidateSite.State], prices: [Double], slack: Double
    ) {
        let costs = problem.costs
        var number = [Int32](repeating: -1, count: problem.siteCount)
        var sites: [Int32] = []
        for site in states.indices where states[site] != .fixedClosed {
            number[site] = Int32(sites.count)
            sites.append(Int32(site))
        }
        var rowStarts: [Int32] = [0]
        var rowSites: [Int32] = []
        var rowCosts: [Double] = []
        var omitted = costs.omittedCosts
        var outside = costs.omittedCosts
        rowStarts.reserveCapacity(costs.clientCount + 1)
        for client in 0..<costs.clientCount {
            let limit = prices[client] + slack
            if outside[client] > limit { outside[client] = .infinity }
            for pair in costs.pairs(of: client) {
                let cost = costs.costs[pair]
                guard cost <= limit else {
                    omitted[client] = min(omitted[client], cost)
                    break
                }
                let site = number[Int(costs.sites[pair])]
                guard site >= 0 else { continue }
                rowSites.append(site)
                rowCosts.append(cost)
                // Behind a site that is open for certain nothing is used.
                if states[Int(costs.sites[pair])] == .fixedOpen {
                    omitted[client] = min(omitted[client], cost)
                    outside[client] = .infinity
                    break
                }
            }
            rowStarts.append(Int32(rowSites.count))
        }
        self.sites = sites
        outsideCosts = outside
        self.problem = MedianProblem(
            costs: SparseCosts(
                siteCount: sites.count, rowStarts: rowStarts, sites: rowSites, costs: rowCosts,
                omittedCosts: omitted),
            openingCosts: sites.map { problem.openingCosts[Int($0)] },
            states: sites.map { states[Int($0)] }, openCount: problem.openCount)
    }
}

extension MedianRelaxation {
    /// The states of all sites with those fixed that the bound decides.
    ///
    /// - Parameters:
    ///   - value: the bound at the prices evaluated last.
    ///   - threshold: the value from which on solutions do not matter.
    func fixedStates(value: Double, threshold: Double) -> [CandidateSite.State] {
        var states = problem.states
        for (site, bound) in switchedBounds(value: value).enumerated()
        where states[site] == .free && bound > threshold {
            states[site] = isChosen[site] == 1 ? .fixedOpen : .fixedClosed
        }
        return states
    }
}

extension MedianProblem {
    /// The problem with as many of a client's nearest sites as local search looks at.
    ///
    /// With a given number of sites open a client's second nearest is rarely beyond a dozen times
    /// its share of the sites; solutions are always valued on the whole problem.
    var searched: MedianProblem {
        let fewest = countBounds.lowerBound
        guard fewest > 0 else { return self }
        let possible = states.count { $0 != .fixedClosed }
        let length = 24 + 12 * ((possible + fewest - 1) / fewest)
        guard costs.pairCount > 2 * length * clientCount else { return self }
        var builder = SparseCostsBuilder(
            siteCount: siteCount, clientCount: clientCount, pairCount: length * clientCount)
        for client in 0..<clientCount {
            var count = 0
            for pair in costs.pairs(of: client) where count < length {
                let site = Int(costs.sites[pair])
                guard states[site] != .fixedClosed else { continue }
                builder.append(site: site, cost: costs.costs[pair])
                count += 1
            }
            builder.endClient()
        }
        var problem = self
        problem.costs = builder.finish()
        return problem
    }
}
