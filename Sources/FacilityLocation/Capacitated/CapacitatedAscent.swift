/// Raises the Lagrangian bound with the volume algorithm.
///
/// Steps start at the best prices and follow the exponentially weighted mean of subgradients, which
/// also approximates the fractional optimum: how often a site was open of late says how likely it is
/// in good solutions.
///
/// Source: F. Barahona and R. Anbil, "The volume algorithm: producing primal solutions with a
/// subgradient method", Mathematical Programming 87 (2000), 385–399.
struct CapacitatedAscent {
    let relaxation: CapacitatedRelaxation
    /// The best prices and the bound they give.
    private(set) var prices: [Double]
    private(set) var bound: Double
    /// How often each site was open of late, 0…1.
    private(set) var openness: [Double]
    /// Evaluations so far.
    private(set) var iterations = 0

    private var direction: [Double]
    private var scale: Double
    /// So many steps without gain shorten the next ones.
    private let patience: Int
    /// How much of each pair was served of late, by columns; empty unless asked for.
    private(set) var shares: [Float]
    private var reds = 0

    var network: CapacitatedNetwork { relaxation.network }

    init(
        _ relaxation: CapacitatedRelaxation, prices: [Double], scale: Double = 1.5,
        patience: Int = 20,
        tracksShares: Bool = false
    ) {
        self.relaxation = relaxation
        self.scale = scale
        self.patience = patience
        shares = tracksShares ? relaxation.fractions.map { _ in 0 } : []
        let omitted = relaxation.network.rows.omittedCosts
        self.prices = zip(prices, omitted).map { min($0, $1) }
        bound = relaxation.evaluate(self.prices)
        direction = relaxation.subgradient(self.prices)
        openness = relaxation.isOpen.map { $0 ? 1 : 0 }
    }

    /// Prices before anything is known: what a client would pay at a site as near as sites are open.
    static func startingPrices(_ network: CapacitatedNetwork) -> [Double] {
        let sites = network.problem.sites
        let most = max(1, min(network.problem.openCount.upperBound, sites.count))
        let demand = network.demands.reduce(0, +)
        let capacity = sites.reduce(0) { $0 + min($1.capacity, demand) }
        let needed = max(1, demand / max(capacity / Double(max(1, sites.count)), 1e-9))
        let count = max(1, min(Double(most), needed * 1.5))
        let rank = max(1, Int((Double(sites.count) / count).rounded(.up)))
        return (0..<network.clientCount).map { client in
            let pairs = network.rows.pairs(of: client)
            guard let first = pairs.first, let last = pairs.last else { return 0 }
            let site = sites[Int(network.rows.sites[first])]
            let share =
                site.capacity > 0
                ? max(0, site.openingCost) * network.demands[client] / site.capacity : 0
            return network.rows.costs[min(last, first + rank)] + share
        }
    }

    /// Climbs until the steps get too small, the gap to `target` closes or `visit` says no.
    ///
    /// - Parameters:
    ///   - target: the cost of the best solution known, read at every step.
    ///   - visit: called after every evaluation, with whether it raised the bound.
    mutating func climb(
        iterations limit: Int, target: () -> Double, visit: (Self, _ isBetter: Bool) -> Bool
    ) {
        guard bound < .infinity else { return }
        let omitted = network.rows.omittedCosts
        var point = prices
        var value = bound
        var staleRounds = 0
        var roundStart = bound
        for step in 0..<limit {
            let aim = target()
            guard aim == .infinity || network.rounded(bound) < aim - 1e-9 * abs(aim) else { return }
            let goal = aim < .infinity ? aim : bound + 0.05 * abs(bound) + 1
            let square = direction.reduce(0) { $0 + $1 * $1 }
            guard square > 1e-12 else { return }
            let length = scale * max(1.005 * goal - value, 1e-4 * abs(goal)) / square
            for client in point.indices {
                point[client] = min(omitted[client], point[client] + length * direction[client])
            }
            value = relaxation.evaluate(point)
            iterations += 1
            let subgradient = relaxation.subgradient(point)
            let product = zip(subgradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
            let part = min(0.95, max(0, -1.5 * product / square))
            for client in direction.indices {
                direction[client] = subgradient[client] + part * direction[client]
            }
            for site in openness.indices {
                openness[site] += 0.05 * ((relaxation.isOpen[site] ? 1 : 0) - openness[site])
            }
            if !shares.isEmpty { noteShares() }
            let isBetter = value > bound + 1e-9 * abs(bound)
            if isBetter {
                bound = value
                prices = point
                reds = 0
            } else {
                reds += 1
                if reds >= patience {
                    reds = 0
                    scale *= 0.8
                    point = prices
                    value = bound
                }
            }
            if step % 100 == 99 {
                let gain = bound - roundStart
                staleRounds = gain < 1e-5 * abs(bound) ? staleRounds + 1 : 0
                roundStart = bound
                if staleRounds >= 3 || scale < 1e-3 { return }
            }
            guard visit(self, isBetter) else { return }
        }
    }

    /// Moves the mean of what is served towards the last evaluation.
    private mutating func noteShares() {
        for site in openness.indices where openness[site] > 1e-3 {
            let isOpen = relaxation.isOpen[site]
            for pair in network.columns.pairs(of: site) {
                shares[pair] += 0.05 * ((isOpen ? relaxation.fractions[pair] : 0) - shares[pair])
            }
        }
    }
}
