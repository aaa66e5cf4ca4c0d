/// What may still be part of a better solution, by reduced costs at the best prices.
///
/// A site or pair is out if the Lagrangian bound with it reaches the cost of the solution known.
struct CapacitatedReduction: Sendable {
    /// Sites that may open.
    var mayOpen: [Bool]
    /// Sites that must open.
    var mustOpen: [Bool]
    /// Pairs that may be used, by place in the network's rows.
    var mayServe: [Bool]

    /// How many pairs are left.
    var pairCount: Int { mayServe.count { $0 } }

    /// Nothing reduced.
    init(_ network: CapacitatedNetwork) {
        mayOpen = network.canOpen
        mustOpen = network.problem.sites.map { $0.decision == .open }
        mayServe = [Bool](repeating: true, count: network.rows.pairCount)
    }

    /// Reduces at given prices.
    ///
    /// - Parameters:
    ///   - bound: the Lagrangian function at the prices, just evaluated exactly by `relaxation`.
    ///   - cost: the cost of the best solution known.
    mutating func reduce(
        _ relaxation: CapacitatedRelaxation, prices: [Double], bound: Double, cost: Double
    ) {
        let network = relaxation.network
        func isOut(_ value: Double) -> Bool {
            network.rounded(value) >= cost - 1e-9 * abs(cost)
        }
        for site in mayOpen.indices where mayOpen[site] {
            let penalty = relaxation.penalties(of: site)
            if isOut(bound + penalty.opened) { mayOpen[site] = false }
            if isOut(bound + penalty.closed) { mustOpen[site] = true }
        }
        let columns = network.columns
        for site in mayOpen.indices {
            for pair in columns.pairs(of: site) {
                let place = Int(network.rowPlaces[pair])
                guard mayServe[place] else { continue }
                let price = prices[Int(columns.clients[pair])]
                mayServe[place] =
                    mayOpen[site]
                    && !isOut(bound + relaxation.penalty(of: pair, at: site, price: price))
            }
        }
    }
}
