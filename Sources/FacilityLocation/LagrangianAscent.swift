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

    private var problem: LocationProblem { relaxation.problem }

    /// Starts from the prices of a solution, or from nothing.
    init(_ relaxation: LagrangianRelaxation, from choice: LocationChoice? = nil) {
        self.relaxation = relaxation
        let problem = relaxation.problem
        if let choice { incumbent = (choice, problem.value(of: .minimiseCost, at: choice)) }
        // A client's price starts at what it pays where everything is open.
        var prices = relaxation.outsideCosts
        var secondBest = prices
        for option in problem.options {
            let price = option.cost
            if price < prices[option.client] {
                secondBest[option.client] = prices[option.client]
                prices[option.client] = price
            } else if price < secondBest[option.client] {
                secondBest[option.client] = price
            }
        }
        prices = zip(prices, secondBest).map { first, second in
            second < .infinity ? second : (first < .infinity ? first : 0)
        }
        best = relaxation.evaluate(
            prices: prices, rowPrices: [Double](repeating: 0, count: relaxation.rows.count))
    }

    /// Climbs until the gap closes, the steps get too small or `mayGoOn` says no.
    mutating func climb(iterations: Int, relativeGap: Double, mayGoOn: (Self) -> Bool) {
        var current = best
        var direction = [Double](
            repeating: 0, count: problem.clientCount + relaxation.rows.count)
        var scale = 1.5
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
            guard iteration % 16 != 15 || mayGoOn(self) else { return }
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
            current = relaxation.evaluate(
                prices: nextPrices(current, step, direction),
                rowPrices: relaxation.rows.indices.map {
                    max(0, current.rowPrices[$0] + step * direction[problem.clientCount + $0])
                })
            if current.bound > best.bound + 1e-7 * abs(best.bound) {
                best = current
                stale = 0
            } else {
                stale += 1
                if stale.isMultiple(of: 12) {
                    scale /= 1.6
                    current = best
                    direction = direction.map { _ in 0 }
                }
            }
            if scale < 0.005 { return }
        }
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
            if let pattern = point.patterns[site] {
                if let own = pattern.own { missing[problem.options[own].client] -= 1 }
                for option in pattern.movers {
                    missing[problem.options[option].client] -= 1
                    loaded.insert(problem.options[option].client)
                }
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

    private mutating func improveIncumbent(from point: LagrangianRelaxation.Evaluation) {
        guard
            let choice = GreedyAllocation(problem: problem, offers: relaxation.offers)
                .choice(open: coveringAll(point), patterns: point.patterns)
        else { return }
        let cost = problem.value(of: .minimiseCost, at: choice)
        if cost < (incumbent?.cost ?? .infinity) { incumbent = (choice, cost) }
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

    /// Takes over a solution found elsewhere if it is better.
    mutating func offer(_ choice: LocationChoice) {
        let cost = problem.value(of: .minimiseCost, at: choice)
        if cost < (incumbent?.cost ?? .infinity) { incumbent = (choice, cost) }
    }
}
