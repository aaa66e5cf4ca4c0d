/// Improves a choice by opening, closing and exchanging sites, everyone touched placed anew.
///
/// Source of the moves: A. A. Kuehn and M. J. Hamburger, "A heuristic program for locating
/// warehouses", Management Science 9 (1963), 643–666 (add, drop and shift).
struct LocalSearch {
    let allocation: Allocation
    private let relaxation: LagrangianRelaxation

    init(_ allocation: Allocation) {
        self.allocation = allocation
        relaxation = allocation.relaxation
    }

    /// Improves until no move helps, at most `rounds` times round, or until `mayGoOn` says no.
    func improve(rounds: Int, mayGoOn: () -> Bool) {
        for _ in 0..<rounds {
            let before = allocation.cost
            allocation.mark()
            if !allocation.settle(allocation.chosen.indices, rounds: 2) { allocation.rollBack() }
            for site in relaxation.offers.indices {
                guard mayGoOn() else { return }
                if allocation.isOpen[site] {
                    _ = attempt { allocation.close(site) }
                } else if relaxation.offers[site].canOpen {
                    if attempt({ allocation.open(site) }) { continue }
                    for other in hosts(of: site) {
                        if attempt({ allocation.close(other) && allocation.open(site) }) { break }
                    }
                }
            }
            if allocation.cost >= before - 1e-9 * max(1, abs(before)) { return }
        }
    }

    /// Opens or closes sites, each time the one that costs least, until their number is right.
    ///
    /// - Returns: `false` if that cannot be done.
    func meetCount(mayGoOn: () -> Bool) -> Bool {
        let problem = relaxation.problem
        let bounds = problem.openCount.bounds
        while !bounds.contains(allocation.openCount) {
            let count = allocation.openCount
            let opens = count < bounds.lowerBound
            var best: (cost: Double, site: Int)?
            for site in relaxation.offers.indices
            where problem.sites[site].isCounted && allocation.isOpen[site] != opens {
                guard mayGoOn() else { return false }
                allocation.mark()
                // Exchanging a site for another is no step.
                if change(site, opens: opens), allocation.openCount == count + (opens ? 1 : -1),
                    allocation.cost < best?.cost ?? .infinity
                {
                    best = (allocation.cost, site)
                }
                allocation.rollBack()
            }
            guard let best, change(best.site, opens: opens) else { return false }
        }
        allocation.mark()
        return true
    }

    /// Opens or closes a site and places everyone it concerns, whatever that costs.
    private func change(_ site: Int, opens: Bool) -> Bool {
        guard opens ? allocation.open(site) : allocation.close(site), allocation.obeysRules() else {
            return false
        }
        // Opening may close where own clients were at home: look for the homeless everywhere.
        let homeless = allocation.chosen.indices.filter { allocation.chosen[$0] < 0 }
        guard allocation.settle(homeless, rounds: 1) else { return false }
        if opens {
            for client in relaxation.clientsOfSite[site] { allocation.attract(client, to: site) }
        }
        return true
    }

    /// Gives every site the best pattern at what its clients cost elsewhere, where that pays.
    ///
    /// The neighbourhood is all sets of clients that one site may draw, searched by pricing.
    func reprice(rounds: Int, mayGoOn: () -> Bool) {
        for _ in 0..<rounds {
            var improved = false
            for site in relaxation.offers.indices
            where relaxation.offers[site].canOpen && relaxation.offers[site].hasPatterns {
                guard mayGoOn() else { return }
                if reprice(site) { improved = true }
            }
            if !improved { return }
        }
    }

    private func reprice(_ site: Int) -> Bool {
        let offer = relaxation.offers[site]
        let problem = relaxation.problem
        let wasOpen = allocation.isOpen[site]
        let owners = offer.owns.map(\.client)
        if !wasOpen && owners.contains(where: { allocation.home[$0] >= 0 }) { return false }
        let before = allocation.cost
        allocation.mark()
        func isHere(_ client: Int) -> Bool {
            let option = allocation.chosen[client]
            return option >= 0 && problem.options[option].site == site
        }
        for mover in offer.movers where isHere(mover.client) { allocation.assign(mover.client, -1) }
        var prices = [Double](repeating: 0, count: problem.clientCount)
        for client in owners where !wasOpen { prices[client] = allocation.saving(client) }
        for mover in offer.movers {
            let client = mover.client
            if allocation.home[client] >= 0 {
                // It runs a site of its own and stays there.
                prices[client] = -1e12
            } else if allocation.chosen[client] >= 0 {
                prices[client] = allocation.saving(client)
            } else {
                prices[client] = min(1e12, allocation.cheapestPlace(client, besides: site))
            }
        }
        let best = relaxation.pricers[site].best(prices: prices, nodeLimit: 3_000)
        if let best, wasOpen || offer.openingCost + best.value < 0,
            wasOpen || allocation.open(site), allocation.obeysRules()
        {
            for option in best.pattern.options {
                allocation.assign(problem.options[option].client, option)
            }
            let clients = offer.movers.map(\.client)
            if allocation.settle(clients.filter { allocation.chosen[$0] < 0 }, rounds: 1),
                allocation.settle(clients, rounds: 1),
                allocation.cost < before - 1e-9 * max(1, abs(before))
            {
                allocation.mark()
                return true
            }
        }
        allocation.rollBack()
        return false
    }

    /// Where the own clients of a closed site are now.
    private func hosts(of site: Int) -> [Int] {
        let problem = relaxation.problem
        var hosts: [Int] = []
        for own in relaxation.offers[site].owns {
            let option = allocation.chosen[own.client]
            guard option >= 0, let host = problem.options[option].site else { continue }
            if !hosts.contains(host) { hosts.append(host) }
        }
        return hosts.isEmpty && relaxation.offers[site].owns.isEmpty
            ? relaxation.neighbours[site].filter { allocation.isOpen[$0] } : hosts
    }

    /// Makes a change, places everyone near it, and undoes all of it if that does not pay.
    private func attempt(_ change: () -> Bool) -> Bool {
        let before = allocation.cost
        let wasOpen = allocation.isOpen
        allocation.mark()
        if change(), allocation.obeysRules() {
            let changed = wasOpen.indices.filter { wasOpen[$0] != allocation.isOpen[$0] }
            let near = Set(changed.flatMap { relaxation.clientsOfSite[$0] }).sorted()
            let homeless = near.filter { allocation.chosen[$0] < 0 }
            if allocation.settle(homeless, rounds: 1) {
                for site in changed where allocation.isOpen[site] {
                    for client in relaxation.clientsOfSite[site] {
                        allocation.attract(client, to: site)
                    }
                }
                if allocation.cost < before + abs(before) * 1e-2,
                    allocation.settle(near, rounds: 1),
                    allocation.cost < before - 1e-9 * max(1, abs(before))
                {
                    allocation.mark()
                    return true
                }
            }
        }
        allocation.rollBack()
        return false
    }
}
