import Synchronization

/// The problem with *every client takes one option* priced instead of enforced.
///
/// At client prices `λ` and row prices `μ ≥ 0` the rest falls apart by site: each site's best
/// pattern is found exactly, module roundings included, and the best sites are opened within the
/// counts of open sites, in all and by group (see ``SiteSelection``). The value bounds every
/// solution's cost from below, and is stronger than the linear relaxation of the model because no
/// pattern is fractional.
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
        /// No pattern of a site has a lower value than this.
        var patternValues: [Double]
        var isOpen: [Bool]
    }

    let problem: LocationProblem
    let offers: [SiteOffer]
    let pricers: [SitePricer]
    let selection: SiteSelection
    /// The position of each option in the offer of its site, −1 for plain ones.
    let localOption: [Int]
    /// The options of each client, and the clients with options at each site, ascending.
    let optionsOfClient: [[Int]]
    let clientsOfSite: [[Int]]
    /// The sites that share a client with each site, ascending.
    let neighbours: [[Int]]
    /// How many threads evaluate sites.
    let workers: Int
    /// Asked between sites, from any thread; `false` gives an evaluation up.
    let mayGoOn: () -> Bool
    /// Overlapping group rules and the points to be covered.
    let rows: [PricedRow]
    /// The cheapest option without a site of every client.
    let outsideCosts: [Double]

    /// The relaxation of a problem.
    init(
        _ problem: LocationProblem, workers: Int = 1, mayGoOn: @escaping () -> Bool = { true }
    ) {
        self.problem = problem
        self.workers = workers
        self.mayGoOn = mayGoOn
        offers = SiteOffer.offers(of: problem)
        pricers = offers.map(SitePricer.init)
        var localOption = [Int](repeating: -1, count: problem.options.count)
        for offer in offers where offer.hasPatterns {
            for (local, option) in offer.options.enumerated() { localOption[option.index] = local }
        }
        self.localOption = localOption
        var optionsOfClient = [[Int]](repeating: [], count: problem.clientCount)
        var sitesOfClient = [Set<Int>](repeating: [], count: problem.clientCount)
        var clientsOfSite = [Set<Int>](repeating: [], count: problem.sites.count)
        for (index, option) in problem.options.enumerated() {
            optionsOfClient[option.client].append(index)
            guard let site = option.site else { continue }
            clientsOfSite[site].insert(option.client)
            sitesOfClient[option.client].insert(site)
        }
        self.optionsOfClient = optionsOfClient
        self.clientsOfSite = clientsOfSite.map { $0.sorted() }
        neighbours = clientsOfSite.indices.map { site in
            var near = Set<Int>()
            for client in problem.sites[site].ownClients { near.formUnion(sitesOfClient[client]) }
            for own in problem.sites.indices
            where problem.sites[own].ownClients.contains(where: clientsOfSite[site].contains) {
                near.insert(own)
            }
            near.remove(site)
            return near.sorted()
        }
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

    /// The bound at given prices; minus infinity if it was given up.
    ///
    /// - Parameters:
    ///   - tolerance: by how much the best pattern of a site may be missed; it comes off the bound.
    ///   - nodeLimit: how hard each site's best pattern is searched for; the bound holds at any limit.
    func evaluate(
        prices: [Double], rowPrices: [Double], tolerance: Double = 0, nodeLimit: Int = 20_000
    ) -> Evaluation {
        var siteValues = [Double](repeating: .infinity, count: offers.count)
        var patternValues = siteValues
        var patterns = [SitePattern?](repeating: nil, count: offers.count)
        let isStopped = Atomic(false)
        let found = Workers.map(offers.count, workers: workers) { site -> SitePricer.Best? in
            guard offers[site].canOpen, !isStopped.load(ordering: .relaxed) else { return nil }
            guard mayGoOn() else {
                isStopped.store(true, ordering: .relaxed)
                return nil
            }
            return pricers[site].best(prices: prices, tolerance: tolerance, nodeLimit: nodeLimit)
        }
        for (site, offer) in offers.enumerated() {
            guard let best = found[site] else { continue }
            patterns[site] = best.pattern
            patternValues[site] = best.bound
            siteValues[site] =
                offer.openingCost + best.bound + pricers[site].unloadedValue(prices: prices)
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
        if isStopped.load(ordering: .relaxed) { constant = -.infinity }
        var bound = isOpen == nil && constant > -.infinity ? Double.infinity : constant
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

    /// What clients take at an open site in a choice, as a pattern; `nil` where nothing depends on it.
    func pattern(of choice: LocationChoice, at site: Int) -> SitePattern? {
        offers[site].hasPatterns ? pricers[site].pattern(members(of: choice, at: site)) : nil
    }

    /// The loaded and own options taken at an open site in a choice, by their positions in the offer.
    func members(of choice: LocationChoice, at site: Int) -> [Int] {
        let offer = offers[site]
        var members: [Int] = []
        for (number, group) in (offer.owns + offer.movers).enumerated() {
            let option = choice.option[group.client]
            guard option >= 0, problem.options[option].site == site else { continue }
            if localOption[option] >= 0 {
                members.append(localOption[option])
            } else if number < offer.owns.count {
                // Of own options that differ in cost alone the offer knows the cheapest.
                members.append(group.options.lowerBound)
            }
        }
        return members
    }
}
