/// Where an ascent starts: first solutions, and prices from them.
extension LagrangianAscent {
    /// Starts again from prices that share out the cost of the incumbent, if the bound is better there.
    ///
    /// Whoever brings load to a site pays what the site would save without it, the own clients the
    /// rest: no one pays more than serving it costs, which is near what prices have to be.
    mutating func startFromIncumbent() {
        guard let incumbent else { return }
        var prices = incumbent.choice.option.map { problem.options[$0].cost }
        for (site, offer) in relaxation.offers.enumerated() where incumbent.choice.isOpen[site] {
            let members = relaxation.members(of: incumbent.choice, at: site)
            let whole = offer.costs.cost(of: members)
            var rest = whole + offer.openingCost
            let owners = offer.owns.map(\.client)
            for member in members where !owners.contains(offer.options[member].client) {
                let saved = whole - offer.costs.cost(of: members.filter { $0 != member })
                let client = offer.options[member].client
                let room = relaxation.outsideCosts[client] - prices[client]
                let share = min(saved, max(0, room))
                prices[client] += share
                rest -= share
            }
            for client in owners { prices[client] += rest / Double(owners.count) }
        }
        let start = relaxation.evaluate(
            prices: zip(prices, relaxation.outsideCosts).map(min), rowPrices: best.rowPrices)
        if start.bound > best.bound { keep(start) }
    }

    /// Finds a first good solution, and prices from it if it `sharesOut` its cost.
    mutating func prepareIncumbent(sharesOut: Bool, _ mayGoOn: (Self) -> Bool) {
        guard best.bound < .infinity, mayGoOn(self) else { return }
        if incumbent == nil {
            improveIncumbent(from: best)
            if problem.openCount != .any { searchWithoutCount(mayGoOn) }
        }
        polish(rounds: 2, mayGoOn: mayGoOn)
        if sharesOut { startFromIncumbent() }
    }

    /// Finds a solution by improving one with any number of sites, and then meeting their number.
    private mutating func searchWithoutCount(_ mayGoOn: (Self) -> Bool) {
        let allocation = Allocation(relaxation)
        allocation.ignoresCount = true
        let open = best.siteValues.indices.map { best.isOpen[$0] || best.siteValues[$0] < 0 }
        let none = [Int](repeating: -1, count: problem.clientCount)
        guard allocation.fill(open: withoutConflicts(open, best), wanted: none) else { return }
        let search = LocalSearch(allocation)
        search.improve(rounds: 2) { mayGoOn(self) }
        search.reprice(rounds: 1) { mayGoOn(self) }
        guard search.meetCount(mayGoOn: { mayGoOn(self) }) else { return }
        allocation.ignoresCount = false
        if allocation.obeysRules() { offer(allocation.choice) }
    }

    /// Improves the incumbent by local search.
    mutating func polish(rounds: Int, mayGoOn: (Self) -> Bool) {
        guard let incumbent else { return }
        let allocation = Allocation(relaxation)
        guard allocation.fill(open: incumbent.choice.isOpen, wanted: incumbent.choice.option) else {
            return
        }
        let search = LocalSearch(allocation)
        search.improve(rounds: rounds) { mayGoOn(self) }
        search.reprice(rounds: 3) { mayGoOn(self) }
        if allocation.obeysRules() { offer(allocation.choice) }
    }

    /// Takes up a remembered solution: its sites as far as the rules allow, its options where they
    /// still exist, everything else placed anew.
    mutating func recall(_ options: [Int]) {
        guard options.contains(where: { $0 >= 0 }) else { return }
        var values = best.siteValues
        for (site, offer) in relaxation.offers.enumerated() where values[site] < .infinity {
            let owners = offer.owns.map(\.client)
            let wasOpen =
                owners.isEmpty
                ? options.contains { $0 >= 0 && problem.options[$0].site == site }
                : owners.allSatisfy {
                    options[$0] >= 0 && problem.options[options[$0]].site == site
                }
            // Far apart, so that sites change only where a rule makes them.
            values[site] += (wasOpen ? -1 : 1) * (1e6 + 10 * abs(best.bound))
        }
        guard let isOpen = relaxation.selection.best(values) else { return }
        let allocation = Allocation(relaxation)
        if allocation.fill(open: withoutConflicts(isOpen, best), wanted: options) {
            offer(allocation.choice)
        }
    }
}
