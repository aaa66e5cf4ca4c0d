/// Raises the Lagrangian bound by subgradient steps and looks for good solutions on the way.
///
/// Steps follow M. Held, P. Wolfe and H. P. Crowder, "Validation of subgradient optimization",
/// Mathematical Programming 6 (1974), 62–88, along the direction of P. M. Camerini, L. Fratta and
/// F. Maffioli (1975), which adds a part of the last one.
struct LagrangianAscent {
    let relaxation: LagrangianRelaxation
    /// The best bound and where it was found.
    private(set) var best: LagrangianRelaxation.Evaluation
    /// The best solution seen and its cost.
    private(set) var incumbent: (choice: LocationChoice, cost: Double)?

    /// What the pricers knew at the best prices.
    private var siteRecords: [SiteRecord?]
    /// Patterns that were best somewhere on the way.
    private var collected: [PatternKey: SitePattern] = [:]

    var problem: LocationProblem { relaxation.problem }

    /// Starts from a solution and known prices, or from nothing.
    init(
        _ relaxation: LagrangianRelaxation, from choice: LocationChoice? = nil,
        prices known: [Double?] = []
    ) {
        self.relaxation = relaxation
        let problem = relaxation.problem
        siteRecords = []
        if let choice { incumbent = (choice, problem.value(of: .minimiseCost, at: choice)) }
        var prices = Self.pricesWithEverythingOpen(relaxation)
        for (client, price) in known.enumerated() {
            if let price { prices[client] = min(price, relaxation.outsideCosts[client]) }
        }
        best = relaxation.evaluate(
            prices: prices, rowPrices: [Double](repeating: 0, count: relaxation.rows.count))
        siteRecords = relaxation.pricers.map(\.record)
    }

    /// What is known of each site at the best prices.
    var records: [SiteRecord?] { siteRecords }

    mutating func keep(_ point: LagrangianRelaxation.Evaluation) {
        best = point
        siteRecords = relaxation.pricers.map(\.record)
    }

    /// What each client would pay for its second choice where everything is open and loads are free.
    private static func pricesWithEverythingOpen(_ relaxation: LagrangianRelaxation) -> [Double] {
        var prices = relaxation.outsideCosts
        var secondBest = prices
        for option in relaxation.problem.options {
            let price = option.cost
            if price < prices[option.client] {
                secondBest[option.client] = prices[option.client]
                prices[option.client] = price
            } else if price < secondBest[option.client] {
                secondBest[option.client] = price
            }
        }
        return zip(prices, secondBest).map { first, second in
            second < .infinity ? second : (first < .infinity ? first : 0)
        }
    }

    /// Climbs until the gap closes, the steps get too small or `mayGoOn` says no.
    ///
    /// - Parameter scale: how far the first step goes, of the way that would close the gap if the
    ///   bound were linear.
    mutating func climb(
        iterations: Int, relativeGap: Double, scale firstScale: Double, patience: Int = 6,
        mayGoOn: (Self) -> Bool
    ) {
        var current = best
        var direction = [Double](
            repeating: 0, count: problem.clientCount + relaxation.rows.count)
        var scale = firstScale
        var stale = 0
        for iteration in 0..<iterations {
            guard current.bound < .infinity else {
                best = current
                return
            }
            if iteration.isMultiple(of: 5) || stale == 0 { improveIncumbent(from: current) }
            if let incumbent, incumbent.cost - best.bound <= relativeGap * abs(incumbent.cost) {
                return
            }
            guard mayGoOn(self) else { return }
            let subgradient = subgradient(at: current)
            let norm = subgradient.reduce(0) { $0 + $1 * $1 }
            guard norm > 1e-12 else { return }
            let product = zip(subgradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
            let length = direction.reduce(0) { $0 + $1 * $1 }
            let part = product < 0 && length > 0 ? min(0.9, -1.5 * product / length) : 0.0
            direction = zip(subgradient, direction).map { $0 + part * $1 }
            let square = direction.reduce(0) { $0 + $1 * $1 }
            let target = incumbent?.cost ?? (best.bound + 0.05 * abs(best.bound) + 1)
            let aim = max(target - current.bound, 1e-4 * abs(best.bound) + 1e-9)
            let step = scale * aim / square
            // While the bound is far from the target there is no need to price sites to the last baht.
            let tolerance =
                0.05 * max(0, target - best.bound) / Double(max(1, current.isOpen.count { $0 }))
            current = relaxation.evaluate(
                prices: nextPrices(current, step, direction),
                rowPrices: relaxation.rows.indices.map {
                    max(0, current.rowPrices[$0] + step * direction[problem.clientCount + $0])
                }, tolerance: tolerance)
            collect(current)
            if current.bound > best.bound + 1e-7 * abs(best.bound) {
                keep(current)
                stale = 0
            } else {
                stale += 1
                if stale.isMultiple(of: patience) {
                    scale /= 1.6
                    current = best
                    direction = direction.map { _ in 0 }
                }
            }
            if scale < 0.005 { return }
        }
    }

    /// Prices every site to the end at the best prices.
    mutating func sharpen() {
        let sharp = relaxation.evaluate(
            prices: best.prices, rowPrices: best.rowPrices, nodeLimit: 200_000)
        if sharp.bound > best.bound { keep(sharp) }
    }

    /// Notes the patterns of open sites.
    private mutating func collect(_ point: LagrangianRelaxation.Evaluation) {
        for site in relaxation.offers.indices where point.siteValues[site] < 0 || point.isOpen[site]
        {
            if let pattern = point.patterns[site] { collected[PatternKey(pattern)] = pattern }
        }
    }

    /// The collected patterns that are best at some prices.
    func pool(
        at point: LagrangianRelaxation.Evaluation, forcing: [Double], most: Int
    ) -> [SitePattern] {
        let valued = collected.values.compactMap { pattern -> (Double, SitePattern)? in
            let excess =
                relaxation.pricers[pattern.site].value(
                    pattern, relaxation.localOption, prices: point.prices)
                - point.patternValues[pattern.site] + forcing[pattern.site]
            return excess < .infinity ? (excess, pattern) : nil
        }
        return valued.sorted {
            ($0.0, $0.1.site) < ($1.0, $1.1.site)
                || ($0.0, $0.1.site) == ($1.0, $1.1.site)
                    && $0.1.options.lexicographicallyPrecedes($1.1.options)
        }.prefix(most).map(\.1)
    }

    /// No client is worth more than its option without a site.
    private func nextPrices(
        _ current: LagrangianRelaxation.Evaluation, _ step: Double, _ direction: [Double]
    ) -> [Double] {
        current.prices.indices.map {
            min(relaxation.outsideCosts[$0], current.prices[$0] + step * direction[$0])
        }
    }

    /// One minus the options each client takes; what is missing in each priced row.
    private func subgradient(at point: LagrangianRelaxation.Evaluation) -> [Double] {
        var missing = [Double](repeating: 1, count: problem.clientCount)
        for (site, offer) in relaxation.offers.enumerated() where point.isOpen[site] {
            var loaded = Set<Int>()
            for option in point.patterns[site]?.options ?? [] {
                missing[problem.options[option].client] -= 1
                loaded.insert(problem.options[option].client)
            }
            for visitor in offer.visitors where visitor.cost < point.prices[visitor.client] {
                missing[visitor.client] -= 1
            }
            for mover in offer.movers
            where !loaded.contains(mover.client) && mover.unloadedCost < point.prices[mover.client]
            {
                missing[mover.client] -= 1
            }
        }
        // At the price of its outside option a client may take that one or not, as suits.
        for client in missing.indices
        where point.prices[client] >= relaxation.outsideCosts[client] && missing[client] > 0 {
            missing[client] = 0
        }
        for row in relaxation.rows {
            let count = row.sites.count { point.isOpen[$0] }
            let short = row.bound - row.sign * Double(count)
            missing.append(short)
        }
        return missing
    }

    mutating func improveIncumbent(from point: LagrangianRelaxation.Evaluation) {
        let isOpen = withoutConflicts(coveringAll(point), point)
        var wanted = [Int](repeating: -1, count: problem.clientCount)
        for site in relaxation.offers.indices where isOpen[site] {
            let owners = problem.sites[site].ownClients
            for option in point.patterns[site]?.options ?? [] {
                let client = problem.options[option].client
                if wanted[client] < 0 || owners.contains(client) { wanted[client] = option }
            }
        }
        let allocation = Allocation(relaxation)
        if allocation.fill(open: isOpen, wanted: wanted) { offer(allocation.choice) }
    }

    /// The open sites of a point and, for each row still short of sites, the cheapest more.
    private func coveringAll(_ point: LagrangianRelaxation.Evaluation) -> [Bool] {
        var isOpen = point.isOpen
        for row in relaxation.rows where row.sign > 0 {
            var count = row.sites.count { isOpen[$0] }
            let closed = row.sites.filter { !isOpen[$0] && point.siteValues[$0] < .infinity }
                .sorted { (point.siteValues[$0], $0) < (point.siteValues[$1], $1) }
            for site in closed where Double(count) < row.bound {
                isOpen[site] = true
                count += 1
            }
        }
        return isOpen
    }

    /// Closes sites so that nobody is at home twice: rather one that does not count, or is worth less.
    func withoutConflicts(
        _ open: [Bool], _ point: LagrangianRelaxation.Evaluation
    ) -> [Bool] {
        var isOpen = open
        var home = [Int](repeating: -1, count: problem.clientCount)
        let order = open.indices.filter { open[$0] }.sorted {
            func rank(_ site: Int) -> (Int, Int, Double, Int) {
                (
                    relaxation.offers[site].isFixedOpen ? 0 : 1,
                    problem.sites[site].isCounted ? 0 : 1, point.siteValues[site], site
                )
            }
            return rank($0) < rank($1)
        }
        for site in order {
            let owners = problem.sites[site].ownClients
            if owners.contains(where: { home[$0] >= 0 }) {
                isOpen[site] = false
            } else {
                for client in owners { home[client] = site }
            }
        }
        return isOpen
    }

    /// Takes over a solution found elsewhere if it is better.
    mutating func offer(_ choice: LocationChoice) {
        guard choice.option.allSatisfy({ $0 >= 0 }) else { return }
        let cost = problem.value(of: .minimiseCost, at: choice)
        if cost < (incumbent?.cost ?? .infinity) { incumbent = (choice, cost) }
    }
}
