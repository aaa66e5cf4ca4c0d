/// Changes of open sites: one opens, one closes, or both, with clients rearranged around them.
///
/// The classical interchange of M. B. Teitz and P. Bart, "Heuristic methods for estimating the
/// generalized vertex median of a weighted graph", Operations Research 16 (1968), 955–961, made
/// aware of capacities: the new site takes clients by gain per demand while it has room, the rest of
/// the closed site's clients go to the cheapest site with room.
extension CapacitatedPlan {
    /// An exchange and what it would do.
    private struct Exchange {
        var change = 0.0
        var closed = -1
        var opened = -1
        var moves: [(client: Int, site: Int, cost: Double)] = []
    }

    /// Improves by exchanges, site by site in turn, until none helps.
    ///
    /// - Parameters:
    ///   - candidates: whether a closed site is worth trying.
    ///   - active: the sites to start with; all if left out.
    ///   - width: so many of a client's cheapest sites are tried.
    /// - Returns: the sites near the last exchanges.
    @discardableResult
    mutating func exchange(
        among candidates: [Bool], from active: [Bool]? = nil, rounds: Int = 10, width: Int = 60,
        mayGoOn: () -> Bool = { true }
    ) -> [Bool] {
        var stamps = [Int](repeating: -1, count: network.siteCount)
        var stamp = 0
        var isActive = active ?? [Bool](repeating: true, count: network.siteCount)
        for _ in 0..<rounds {
            var nextActive = [Bool](repeating: false, count: network.siteCount)
            var hasChanged = false
            for site in network.problem.sites.indices where isActive[site] {
                guard mayGoOn() else { return isActive }
                stamp += 1
                guard let found = bestExchange(
                    around: site, candidates, width: width, &stamps, stamp)
                else {
                    continue
                }
                let touched = apply(found)
                hasChanged = true
                for place in touched { nextActive[place] = true }
                for client in members[max(found.opened, 0)] + members[site] {
                    for pair in network.rows.pairs(of: Int(client)).prefix(12) {
                        nextActive[Int(network.rows.sites[pair])] = true
                    }
                }
            }
            guard hasChanged else { return isActive }
            isActive = nextActive
        }
        return isActive
    }

    /// Opens sites near unserved clients, or in exchange for others, while that helps.
    mutating func repair(among candidates: [Bool], mayGoOn: () -> Bool = { true }) {
        for _ in 0..<3 where unservedCount > 0 {
            serveUnserved()
            improve(mayGoOn: mayGoOn)
            guard unservedCount > 0, mayGoOn() else { return }
            exchange(among: candidates, rounds: 2, mayGoOn: mayGoOn)
        }
    }

    /// The best exchange that closes a site, or that opens it if it is closed.
    private func bestExchange(
        around site: Int, _ candidates: [Bool], width: Int, _ stamps: inout [Int], _ stamp: Int
    ) -> Exchange? {
        let range = network.problem.openCount
        var best: Exchange?
        func consider(_ exchange: Exchange?) {
            guard let exchange, exchange.change < (best?.change ?? -1e-9 * (1 + abs(cost))) else {
                return
            }
            best = exchange
        }
        if !isOpen[site] {
            guard candidates[site], network.canOpen[site] else { return nil }
            if openCount < range.upperBound { consider(evaluate(close: nil, open: site)) }
            return best
        }
        guard network.problem.sites[site].decision != .open else { return nil }
        if openCount > range.lowerBound { consider(evaluate(close: site, open: nil)) }
        stamps[site] = stamp
        for client in members[site] {
            for pair in network.rows.pairs(of: Int(client)).prefix(width) {
                let other = Int(network.rows.sites[pair])
                guard stamps[other] != stamp else { continue }
                stamps[other] = stamp
                guard !isOpen[other], candidates[other], network.canOpen[other] else { continue }
                consider(evaluate(close: site, open: other))
            }
        }
        return best
    }

    private func evaluate(close closed: Int?, open opened: Int?) -> Exchange? {
        let problem = network.problem
        var exchange = Exchange()
        exchange.closed = closed ?? -1
        exchange.opened = opened ?? -1
        var taken: [Int: Double] = [:]
        var isPlaced = Set<Int32>()
        if let opened {
            exchange.change += problem.sites[opened].openingCost
            var load = 0.0
            var wishes: [(gain: Double, client: Int, cost: Double)] = []
            for pair in network.columns.pairs(of: opened) {
                let client = Int(network.columns.clients[pair])
                let from = Int(site[client])
                let pairCost = network.columns.costs[pair]
                if Int(network.homes[client]) == opened {
                    if from >= 0, from != closed, !mayLeave(client) { return nil }
                    load += network.demands[client]
                    place(client, opened, pairCost)
                    continue
                }
                var old = costs[client]
                if from == closed && from >= 0 {
                    // Where it would go otherwise.
                    old = cheapest(client, besides: from)?.cost ?? network.penalties[client]
                }
                if old > pairCost, from == closed || mayLeave(client) {
                    wishes.append((old - pairCost, client, pairCost))
                }
            }
            func density(_ wish: (gain: Double, client: Int, cost: Double)) -> Double {
                wish.gain / max(network.demands[wish.client], 1e-9)
            }
            wishes.sort {
                let (left, right) = (density($0), density($1))
                return left > right || (left == right && $0.client < $1.client)
            }
            for wish in wishes
            where load + network.demands[wish.client] <= problem.sites[opened].capacity + 1e-9 {
                load += network.demands[wish.client]
                place(wish.client, opened, wish.cost)
            }
            guard load + 1e-9 >= problem.sites[opened].minimumLoad else { return nil }
        }
        func place(_ client: Int, _ index: Int, _ pairCost: Double) {
            exchange.change += pairCost - costs[client]
            exchange.moves.append((client, index, pairCost))
            isPlaced.insert(Int32(client))
            let from = Int(site[client])
            if from >= 0 { taken[from, default: 0] -= network.demands[client] }
            taken[index, default: 0] += network.demands[client]
        }
        if let closed {
            exchange.change -= problem.sites[closed].openingCost
            let rest = members[closed].filter { !isPlaced.contains($0) }.map(Int.init)
                .sorted { (-network.demands[$0], $0) < (-network.demands[$1], $1) }
            clients: for client in rest {
                for pair in network.rows.pairs(of: client) {
                    let index = Int(network.rows.sites[pair])
                    guard index != closed, isOpen[index] || index == opened,
                        room(index) - taken[index, default: 0] + 1e-9 >= network.demands[client]
                    else { continue }
                    place(client, index, network.rows.costs[pair])
                    continue clients
                }
                exchange.change += network.penalties[client] - costs[client]
            }
        }
        let keepsLoads = taken.allSatisfy { index, load in
            index == closed || loads[index] + load + 1e-9 >= problem.sites[index].minimumLoad
        }
        return keepsLoads ? exchange : nil
    }

    /// Carries an exchange out; the sites it touched.
    private mutating func apply(_ exchange: Exchange) -> [Int] {
        var touched: [Int] = []
        if exchange.closed >= 0 {
            touched.append(exchange.closed)
            close(exchange.closed)
        }
        for move in exchange.moves {
            if site[move.client] >= 0 { touched.append(Int(site[move.client])) }
            release(move.client)
        }
        if exchange.opened >= 0 { open(exchange.opened) }
        for move in exchange.moves {
            touched.append(move.site)
            self.move(move.client, to: move.site, cost: move.cost)
        }
        return touched
    }
}
