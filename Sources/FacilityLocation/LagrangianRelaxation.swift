/// The problem with *every client takes one option* priced instead of enforced.
///
/// At client prices `λ` and row prices `μ ≥ 0` the rest falls apart by site: each site's best
/// pattern is found exactly, module roundings included, and the best sites are opened within the
/// counts of open sites, in all and by group (see ``SiteSelection``). The value bounds every solution's cost from below, and is stronger than the
/// linear relaxation of the model because no pattern is fractional.
///
/// Source: N. Christofides and J. E. Beasley, "A tree search algorithm for the p-median problem",
/// European Journal of Operational Research 10 (1982), 196–204; A. M. Geoffrion, "Lagrangean
/// relaxation for integer programming", Mathematical Programming Study 2 (1974), 82–114.
struct LagrangianRelaxation {
    /// A rule on open sites that is priced: `Σ_{j in sites} y[j]·sign ≥ bound`.
    struct PricedRow {
        var sites: [Int]
        var sign: Double
        var bound: Double
    }

    /// Prices, and what they give.
    struct Evaluation {
        var prices: [Double]
        var rowPrices: [Double]
        /// The lower bound on cost; infinite if too few sites can open at all.
        var bound: Double
        /// The value of opening each site, infinite where it cannot open.
        var siteValues: [Double]
        /// The best pattern of each site, `nil` where it has none.
        var patterns: [SitePattern?]
        /// The value of each site's best pattern alone.
        var patternValues: [Double]
        var isOpen: [Bool]
    }

    let problem: LocationProblem
    let offers: [SiteOffer]
    let pricers: [SitePricer]
    let selection: SiteSelection
    /// Overlapping group rules and the points to be covered.
    let rows: [PricedRow]
    /// The cheapest option without a site of every client.
    let outsideCosts: [Double]

    /// The relaxation of a problem.
    init(_ problem: LocationProblem) {
        self.problem = problem
        offers = SiteOffer.offers(of: problem)
        pricers = offers.map(SitePricer.init)
        var rows: [PricedRow] = []
        let overlapping: [GroupRule]
        (selection, overlapping) = SiteSelection.make(
            problem, fixedOpen: offers.map(\.isFixedOpen))
        for rule in overlapping {
            let bounds = rule.count.bounds
            if bounds.lowerBound > 0 {
                rows.append(
                    PricedRow(sites: rule.sites, sign: 1, bound: Double(bounds.lowerBound)))
            }
            if bounds.upperBound < rule.sites.count {
                rows.append(
                    PricedRow(sites: rule.sites, sign: -1, bound: -Double(bounds.upperBound)))
            }
        }
        if let coverage = problem.coverage, coverage.coverAll {
            let distinct = Set(coverage.points.map { Set($0.sites).sorted() })
            for sites in distinct.sorted(by: { $0.lexicographicallyPrecedes($1) })
            where !sites.isEmpty {
                rows.append(PricedRow(sites: sites, sign: 1, bound: 1))
            }
        }
        self.rows = rows
        var outside = [Double](repeating: .infinity, count: problem.clientCount)
        for option in problem.options where option.site == nil {
            outside[option.client] = min(outside[option.client], option.cost)
        }
        outsideCosts = outside
    }

    /// The bound at given prices.
    func evaluate(prices: [Double], rowPrices: [Double]) -> Evaluation {
        var siteValues = [Double](repeating: .infinity, count: offers.count)
        var patternValues = siteValues
        var patterns = [SitePattern?](repeating: nil, count: offers.count)
        for (site, offer) in offers.enumerated() where offer.canOpen {
            guard let (value, pattern) = pricers[site].best(prices: prices) else { continue }
            patterns[site] = pattern
            patternValues[site] = value
            siteValues[site] =
                offer.openingCost + value + pricers[site].unloadedValue(prices: prices)
        }
        var constant = 0.0
        for (client, price) in prices.enumerated() {
            constant += price + min(0, outsideCosts[client] - price)
        }
        for (row, price) in zip(rows, rowPrices) where price > 0 {
            constant += price * row.bound
            for site in row.sites { siteValues[site] -= price * row.sign }
        }
        let isOpen = selection.best(siteValues)
        var bound = isOpen == nil ? Double.infinity : constant
        for site in offers.indices where isOpen?[site] ?? false { bound += siteValues[site] }
        return Evaluation(
            prices: prices, rowPrices: rowPrices, bound: bound, siteValues: siteValues,
            patterns: patterns, patternValues: patternValues,
            isOpen: isOpen ?? [Bool](repeating: false, count: offers.count))
    }

    /// By how much the bound rises when each site is forced open, or forced closed.
    func forcingCosts(_ evaluation: Evaluation) -> (open: [Double], closed: [Double]) {
        selection.forcingCosts(evaluation.siteValues, best: evaluation.isOpen)
    }
}
