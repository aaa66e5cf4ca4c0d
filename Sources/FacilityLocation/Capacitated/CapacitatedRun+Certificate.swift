/// Prices that prove the bound at the root to anyone.
extension CapacitatedRun {
    /// Evaluates the bare Lagrangian function at the best prices, without what follows from rules,
    /// reduced costs, branching and whole costs: anyone can do the same sum.
    func certify() {
        guard !prices.isEmpty else { return }
        let prices = bindingPrices()
        guard prices != certificate.prices else { return }
        let bare = CapacitatedRelaxation(
            network, reduction: CapacitatedReduction(network, isBare: true),
            workers: options.threads)
        let bound = bare.evaluate(prices, isExact: true)
        guard bound > certificate.bound || certificate.prices.isEmpty else { return }
        certificate = (prices, bound)
    }

    /// The best prices, raised for clients with one site left so far that the site opens for them.
    ///
    /// Only that site can earn the price, so what is added to the sum of prices comes off the site's
    /// value, and the bare function is what it is when site and client are bound by rule.
    private func bindingPrices() -> [Double] {
        let servers = relaxation.reduction.servers
        guard servers.contains(where: { $0 >= 0 }) else { return prices }
        let columns = network.columns
        var most = 0.0
        for (index, site) in network.problem.sites.enumerated() {
            let earned = columns.pairs(of: index).reduce(abs(site.openingCost)) { sum, pair in
                sum + abs(prices[Int(columns.clients[pair])] - columns.costs[pair])
            }
            most = max(most, earned)
        }
        return prices.indices.map { client in
            guard servers[client] >= 0, let cost = network.cost(client, Int(servers[client]))
            else { return prices[client] }
            return max(prices[client], cost + 2 * most + 1)
        }
    }
}
