/// Allocates clients to given open sites one by one, each where it costs least more.
struct GreedyAllocation {
    let problem: LocationProblem
    let offers: [SiteOffer]

    /// Loads and modules at every site while clients come and go.
    private struct Book {
        let modules: ModularCapacity?
        var loads: [[Double]]
        /// The largest minimum of a load that ever came; own clients, which bring minima, never leave.
        var least: [[Int]]
        var counts: [Int]

        init(_ problem: LocationProblem) {
            modules = problem.modules
            let classes = problem.modules?.classes.count ?? 0
            loads = [[Double]](
                repeating: [Double](repeating: 0, count: classes), count: problem.sites.count)
            least = [[Int]](
                repeating: [Int](repeating: 0, count: classes), count: problem.sites.count)
            counts = [Int](repeating: 0, count: problem.sites.count)
        }

        /// The modules of a class at a site with more load and a further minimum.
        private func modules(
            _ site: Int, _ moduleClass: Int, adding amount: Double, minimum: Int,
            size: Double
        ) -> Int {
            max(
                least[site][moduleClass], minimum,
                ModularCapacity.modules(for: loads[site][moduleClass] + amount, size: size))
        }

        /// What taking an option adds to the cost of modules; `nil` if it does not fit.
        func marginalCost(_ option: AllocationOption) -> Double? {
            guard let site = option.site, let modules, !option.loads.isEmpty else { return 0 }
            var cost = 0.0
            var more = 0
            for load in option.loads {
                let moduleClass = modules.classes[load.moduleClass]
                let added =
                    self.modules(
                        site, load.moduleClass, adding: load.amount,
                        minimum: load.minimumModules, size: moduleClass.size)
                    - self.modules(
                        site, load.moduleClass, adding: 0, minimum: 0, size: moduleClass.size)
                cost += Double(added) * moduleClass.costPerModule
                more += added
            }
            let limit = modules.limits[site]
            guard let most = limit.modules else { return cost }
            let extra = max(0, counts[site] + more - most)
            guard extra <= limit.extraMaximum else { return nil }
            return cost + Double(extra - max(0, counts[site] - most)) * limit.extraCost
        }

        mutating func change(_ option: AllocationOption, by sign: Double) {
            guard let site = option.site, let modules else { return }
            for load in option.loads {
                let size = modules.classes[load.moduleClass].size
                counts[site] -= self.modules(
                    site, load.moduleClass, adding: 0, minimum: 0, size: size)
                loads[site][load.moduleClass] += sign * load.amount
                least[site][load.moduleClass] = max(
                    least[site][load.moduleClass], load.minimumModules)
                counts[site] += self.modules(
                    site, load.moduleClass, adding: 0, minimum: 0, size: size)
            }
        }
    }

    /// An allocation to the open sites, `nil` if a rule on sites is broken or a client fits nowhere.
    ///
    /// - Parameter patterns: movers to try first at each site.
    func choice(open: [Bool], patterns: [SitePattern?]) -> LocationChoice? {
        guard obeysRules(open) else { return nil }
        var book = Book(problem)
        var chosen = [Int](repeating: -1, count: problem.clientCount)
        var isOwner = [Bool](repeating: false, count: problem.clientCount)
        func take(_ index: Int) {
            chosen[problem.options[index].client] = index
            book.change(problem.options[index], by: 1)
        }
        for (site, offer) in offers.enumerated() where open[site] {
            guard let client = offer.ownClient else { continue }
            guard !isOwner[client], let own = patterns[site]?.own ?? offer.own.first?.index,
                book.marginalCost(problem.options[own]) != nil
            else { return nil }
            isOwner[client] = true
            take(own)
        }
        for site in offers.indices where open[site] {
            for option in patterns[site]?.movers ?? []
            where chosen[problem.options[option].client] < 0
                && book.marginalCost(problem.options[option]) != nil
            {
                take(option)
            }
        }
        let options = openOptions(open)
        // Once to place everyone, then again to let everyone move to where it is now cheaper.
        for _ in 0..<3 {
            var moved = false
            for client in 0..<problem.clientCount where !isOwner[client] {
                let old = chosen[client]
                if old >= 0 { book.change(problem.options[old], by: -1) }
                var best = (cost: Double.infinity, option: -1)
                for index in options[client] {
                    guard problem.options[index].cost < best.cost,
                        let marginal = book.marginalCost(problem.options[index])
                    else { continue }
                    let cost = problem.options[index].cost + marginal
                    if cost < best.cost { best = (cost, index) }
                }
                guard best.option >= 0 else { return nil }
                if best.option != old { moved = true }
                take(best.option)
            }
            if !moved { break }
        }
        return LocationChoice(isOpen: open, option: chosen)
    }

    private func openOptions(_ open: [Bool]) -> [[Int]] {
        var options = [[Int]](repeating: [], count: problem.clientCount)
        for (index, option) in problem.options.enumerated()
        where option.site.map({ open[$0] }) ?? true {
            options[option.client].append(index)
        }
        return options
    }

    private func obeysRules(_ open: [Bool]) -> Bool {
        for (offer, isOpen) in zip(offers, open) {
            if isOpen && !offer.canOpen || !isOpen && offer.isFixedOpen { return false }
        }
        guard problem.openCount.bounds.contains(open.count { $0 }) else { return false }
        for rule in problem.groupRules
        where !rule.count.bounds.contains(rule.sites.count { open[$0] }) {
            return false
        }
        guard let coverage = problem.coverage, coverage.coverAll else { return true }
        return coverage.points.allSatisfy { point in
            point.sites.isEmpty || point.sites.contains { open[$0] }
        }
    }
}
