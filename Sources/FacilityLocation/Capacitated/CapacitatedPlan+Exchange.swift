/// Changes of open sites: one opens, one closes, or both, with clients rearranged around them.
///
/// The classical interchange of M. B. Teitz and P. Bart, "Heuristic methods for estimating the
/// generalized vertex median of a weighted graph", Operations Research 16 (1968), 955–961, made
/// aware of capacities: the new site takes clients by gain per demand while it has room, the rest of
/// the closed site's clients go to the cheapest site with room.
extension CapacitatedPlan {
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
        var scratch = ExchangeScratch(network)
        var isActive = active ?? [Bool](repeating: true, count: network.siteCount)
        for _ in 0..<rounds {
            var nextActive = [Bool](repeating: false, count: network.siteCount)
            var hasChanged = false
            for site in network.problem.sites.indices where isActive[site] {
                guard mayGoOn() else { return isActive }
                guard let found = bestExchange(around: site, candidates, width: width, &scratch)
                else { continue }
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
        around site: Int, _ candidates: [Bool], width: Int, _ scratch: inout ExchangeScratch
    ) -> SiteExchange? {
        let range = network.problem.openCount
        var best: SiteExchange?
        var limit = -1e-9 * (1 + abs(cost))
        func consider(close closed: Int, open opened: Int, _ scratch: inout ExchangeScratch) {
            guard
                let change = evaluate(close: closed, open: opened, below: limit, &scratch),
                change < limit
            else { return }
            limit = change
            best = SiteExchange(closed: closed, opened: opened, moves: scratch.moves)
        }
        if !isOpen[site] {
            guard candidates[site], network.canOpen[site] else { return nil }
            if openCount < range.upperBound { consider(close: -1, open: site, &scratch) }
            return best
        }
        guard network.problem.sites[site].decision != .open else { return nil }
        scratch.loss = -network.problem.sites[site].openingCost
        for client in members[site] {
            let other = cheapest(Int(client), besides: site)?.cost
            scratch.alternatives[Int(client)] = other ?? network.penalties[Int(client)]
            scratch.loss += scratch.alternatives[Int(client)] - costs[Int(client)]
        }
        if openCount > range.lowerBound { consider(close: site, open: -1, &scratch) }
        scratch.siteStamp += 1
        scratch.siteStamps[site] = scratch.siteStamp
        for client in members[site] {
            for pair in network.rows.pairs(of: Int(client)).prefix(width) {
                let other = Int(network.rows.sites[pair])
                guard scratch.siteStamps[other] != scratch.siteStamp else { continue }
                scratch.siteStamps[other] = scratch.siteStamp
                guard !isOpen[other], candidates[other], network.canOpen[other] else { continue }
                consider(close: site, open: other, &scratch)
            }
        }
        return best
    }

    /// By how much an exchange changes the cost, its moves in the scratch space; `nil` if a rule
    /// forbids it or it cannot be below `limit`.
    ///
    /// - Parameters:
    ///   - closed: the site to close, whose clients' alternatives are in the scratch space, or −1.
    ///   - opened: the site to open, or −1.
    private func evaluate(
        close closed: Int, open opened: Int, below limit: Double, _ scratch: inout ExchangeScratch
    ) -> Double? {
        let sites = network.problem.sites
        scratch.begin()
        var change = closed >= 0 ? -sites[closed].openingCost : 0
        if opened >= 0 {
            change += sites[opened].openingCost
            var load = 0.0
            for client in sites[opened].ownClients {
                let from = Int(site[client])
                guard let pairCost = network.cost(client, opened) else { return nil }
                if from >= 0, from != closed, !mayLeave(client) { return nil }
                load += network.demands[client]
                change += pairCost - costs[client]
                scratch.place(client, opened, pairCost, from, network.demands[client])
            }
            var hoped = 0.0
            for place in network.nearest[opened] {
                let pair = Int(place)
                let client = Int(network.columns.clients[pair])
                let from = Int(site[client])
                let pairCost = network.columns.costs[pair]
                // Where it would go otherwise, if its site closes.
                let old = from == closed && from >= 0 ? scratch.alternatives[client] : costs[client]
                guard old > pairCost, Int(network.homes[client]) != opened,
                    from == closed || mayLeave(client)
                else { continue }
                hoped += old - pairCost
                let density = (old - pairCost) / max(network.demands[client], 1e-9)
                scratch.wishes.append((density, client, pairCost))
            }
            // Room for all is as good as it gets.
            let loss = closed >= 0 ? scratch.loss : 0
            guard sites[opened].openingCost + loss - hoped < limit || scratch.moves.count > 0
            else { return nil }
            scratch.wishes.sort { ($1.density, $0.client) < ($0.density, $1.client) }
            for wish in scratch.wishes
            where load + network.demands[wish.client] <= sites[opened].capacity + 1e-9 {
                load += network.demands[wish.client]
                change += wish.cost - costs[wish.client]
                scratch.place(
                    wish.client, opened, wish.cost, Int(site[wish.client]),
                    network.demands[wish.client])
            }
            guard load + 1e-9 >= sites[opened].minimumLoad else { return nil }
        }
        if closed >= 0 { change += rehome(clientsOf: closed, opened: opened, &scratch) }
        for index in scratch.touched
        where index != closed
            && loads[index] + scratch.taken[index] + 1e-9 < sites[index].minimumLoad
        { return nil }
        return change
    }

    /// Sends the rest of a closing site's clients to the cheapest sites with room, largest first; the
    /// change of cost.
    private func rehome(
        clientsOf closed: Int, opened: Int, _ scratch: inout ExchangeScratch
    ) -> Double {
        var change = 0.0
        let rest = members[closed].filter { !scratch.isPlaced(Int($0)) }.map(Int.init)
            .sorted { (-network.demands[$0], $0) < (-network.demands[$1], $1) }
        clients: for client in rest {
            for pair in network.rows.pairs(of: client) {
                let index = Int(network.rows.sites[pair])
                guard index != closed, isOpen[index] || index == opened,
                    room(index) - scratch.load(of: index) + 1e-9 >= network.demands[client]
                else { continue }
                change += network.rows.costs[pair] - costs[client]
                scratch.place(
                    client, index, network.rows.costs[pair], closed, network.demands[client])
                continue clients
            }
            change += network.penalties[client] - costs[client]
        }
        return change
    }

    /// Carries an exchange out; the sites it touched.
    private mutating func apply(_ exchange: SiteExchange) -> [Int] {
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
