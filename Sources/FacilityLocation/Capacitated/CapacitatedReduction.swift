/// What may still be part of a better solution: sites, pairs, and what follows from them.
///
/// A site or pair is out if the Lagrangian bound with it reaches the cost of the solution known.
/// The same value says where a branch of the tree may look.
struct CapacitatedReduction: Sendable {
    /// Sites that may open.
    var mayOpen: [Bool]
    /// Sites that must open.
    var mustOpen: [Bool]
    /// Pairs that may be used, by place in the network's columns.
    var mayServe: [Bool]
    /// The site that must serve a client, −1 where several may.
    private(set) var servers: [Int32]
    /// Whether nothing is left.
    private(set) var isEmpty = false

    /// How many pairs are left.
    var pairCount: Int { mayServe.count { $0 } }

    /// Nothing reduced but by the rules, unless even those are left for the bare problem.
    init(_ network: CapacitatedNetwork, isBare: Bool = false) {
        mayOpen = network.canOpen
        mustOpen = network.problem.sites.map { $0.decision == .open }
        mayServe = [Bool](repeating: true, count: network.rows.pairCount)
        servers = [Int32](repeating: -1, count: network.clientCount)
        if !isBare { propagate(network) }
    }

    /// Reduces at given prices.
    ///
    /// - Parameters:
    ///   - bound: the Lagrangian function at the prices, just evaluated by `relaxation`.
    ///   - cost: the cost of the best solution known.
    /// - Returns: how many sites and pairs went.
    @discardableResult
    mutating func reduce(
        _ relaxation: CapacitatedRelaxation, prices: [Double], bound: Double, cost: Double
    ) -> Int {
        let network = relaxation.network
        func isOut(_ value: Double) -> Bool {
            value == .infinity || network.rounded(value) >= cost - 1e-9 * abs(cost)
        }
        var gone = 0
        for site in mayOpen.indices where mayOpen[site] {
            let penalty = relaxation.penalties(of: site)
            if isOut(bound + penalty.opened) {
                mayOpen[site] = false
                gone += 1
            } else if !mustOpen[site], isOut(bound + penalty.closed) {
                mustOpen[site] = true
                gone += 1
            }
        }
        let columns = network.columns
        // A split client may use a pair a little, which the penalty for all of it says nothing on.
        for site in mayOpen.indices where mayOpen[site] && !network.isSplit {
            for pair in columns.pairs(of: site) where mayServe[pair] {
                let price = prices[Int(columns.clients[pair])]
                if isOut(bound + relaxation.penalty(of: pair, at: site, price: price)) {
                    mayServe[pair] = false
                    gone += 1
                }
            }
        }
        propagate(network)
        return gone
    }

    /// Draws conclusions: clients with one site left, full sites, counts reached.
    mutating func propagate(_ network: CapacitatedNetwork) {
        let columns = network.columns
        let range = network.problem.openCount
        for _ in 0..<4 {
            var choices = [Int](repeating: 0, count: network.clientCount)
            var last = [Int32](repeating: -1, count: network.clientCount)
            for site in mayOpen.indices {
                let isOut = !mayOpen[site]
                for pair in columns.pairs(of: site) where mayServe[pair] {
                    let client = Int(columns.clients[pair])
                    if isOut || (servers[client] >= 0 && Int(servers[client]) != site) {
                        mayServe[pair] = false
                        continue
                    }
                    choices[client] += 1
                    last[client] = Int32(site)
                }
            }
            var hasChanged = false
            var forced = network.ownLoads
            for client in choices.indices {
                let hasOmitted = network.rows.omittedCosts[client] < .infinity
                if choices[client] == 0 && !hasOmitted { isEmpty = true }
                guard choices[client] == 1, !hasOmitted else { continue }
                let site = Int(last[client])
                if servers[client] < 0 {
                    servers[client] = last[client]
                    mustOpen[site] = true
                    hasChanged = true
                }
                if Int(network.homes[client]) != site { forced[site] += network.demands[client] }
            }
            if !network.isSplit { hasChanged = closeFull(network, forced) || hasChanged }
            let opened = mustOpen.count { $0 }
            let possible = mayOpen.count { $0 }
            if opened > range.upperBound || possible < range.lowerBound { isEmpty = true }
            for site in mayOpen.indices where mayOpen[site] && !mustOpen[site] {
                if opened == range.upperBound { mayOpen[site] = false }
                if possible == range.lowerBound { mustOpen[site] = true }
                if opened == range.upperBound || possible == range.lowerBound { hasChanged = true }
            }
            for site in mayOpen.indices where mustOpen[site] && !mayOpen[site] { isEmpty = true }
            guard hasChanged, !isEmpty else { return }
        }
    }

    /// Drops pairs that no longer fit beside what a site must serve.
    private mutating func closeFull(_ network: CapacitatedNetwork, _ forced: [Double]) -> Bool {
        var hasChanged = false
        let columns = network.columns
        for site in mayOpen.indices where mayOpen[site] {
            let room = network.problem.sites[site].capacity - forced[site] + 1e-9
            if room < 0 {
                if mustOpen[site] { isEmpty = true }
                mayOpen[site] = false
                hasChanged = true
                continue
            }
            for pair in columns.pairs(of: site) where mayServe[pair] {
                let client = Int(columns.clients[pair])
                guard servers[client] < 0, Int(network.homes[client]) != site,
                    network.demands[client] > room
                else { continue }
                mayServe[pair] = false
                hasChanged = true
            }
        }
        return hasChanged
    }

    /// The pairs left, by place in the network's rows.
    func servedRows(_ network: CapacitatedNetwork) -> [Bool] {
        var served = [Bool](repeating: false, count: mayServe.count)
        for pair in mayServe.indices { served[Int(network.rowPlaces[pair])] = mayServe[pair] }
        return served
    }
}
