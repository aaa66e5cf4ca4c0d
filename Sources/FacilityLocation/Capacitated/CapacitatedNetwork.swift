/// A capacitated problem laid out for the solver: usable pairs by client and by site.
///
/// A pair is usable if its site is not closed and can hold the client beside its own clients.
final class CapacitatedNetwork: Sendable {
    let problem: CapacitatedProblem
    /// Usable pairs by client, cheapest first.
    let rows: SparseCosts
    /// Usable pairs by site.
    let columns: SparseColumns
    /// For each pair in `columns`, its place in `rows`.
    let rowPlaces: [Int32]
    /// Places in `columns` of each site's pairs, cheapest first, as many as a site may want to serve.
    let nearest: [[Int32]]
    /// The site whose own client a client is, −1 for none.
    let homes: [Int32]
    /// The demand of each site's own clients.
    let ownLoads: [Double]
    /// Whether a site may open.
    let canOpen: [Bool]
    /// What leaving a client unserved costs in the search; above any change that could avoid it.
    let penalties: [Double]
    /// Whether the cost of every solution is a whole number.
    let isInteger: Bool

    var clientCount: Int { rows.clientCount }
    var siteCount: Int { problem.sites.count }
    var demands: [Double] { problem.demands }
    var isSplit: Bool { problem.sourcing == .split }

    init(_ problem: CapacitatedProblem) {
        self.problem = problem
        let costs = problem.costs
        var homes = [Int32](repeating: -1, count: costs.clientCount)
        var ownLoads = [Double](repeating: 0, count: problem.sites.count)
        for (index, site) in problem.sites.enumerated() {
            for client in site.ownClients {
                homes[client] = Int32(index)
                ownLoads[index] += problem.demands[client]
            }
        }
        var ownPairs = [Int](repeating: 0, count: problem.sites.count)
        for client in 0..<costs.clientCount where homes[client] >= 0 {
            for pair in costs.pairs(of: client) where costs.sites[pair] == homes[client] {
                ownPairs[Int(homes[client])] += 1
            }
        }
        let canOpen = problem.sites.indices.map { index in
            let site = problem.sites[index]
            return site.decision != .closed && ownLoads[index] <= site.capacity + 1e-9
                && ownPairs[index] == site.ownClients.count
        }
        var builder = SparseCostsBuilder(
            siteCount: costs.siteCount, clientCount: costs.clientCount,
            pairCount: costs.pairCount)
        var penalties: [Double] = []
        for client in 0..<costs.clientCount {
            let home = Int(homes[client])
            let isHeld = home >= 0 && problem.sites[home].decision == .open
            var worst = 0.0
            for pair in costs.pairs(of: client) {
                let site = Int(costs.sites[pair])
                let load =
                    ownLoads[site]
                    + (home == site || problem.sourcing == .split ? 0 : problem.demands[client])
                guard canOpen[site], load <= problem.sites[site].capacity + 1e-9,
                    !isHeld || site == home
                else { continue }
                worst = max(worst, abs(costs.costs[pair]))
                builder.append(site: site, cost: costs.costs[pair])
            }
            penalties.append(worst)
            builder.endClient(omittedCost: costs.omittedCosts[client])
        }
        let opening = problem.sites.reduce(0) { max($0, abs($1.openingCost)) }
        let scale = 3 * (penalties.max() ?? 0) + 2 * opening + 1
        self.penalties = penalties.map { scale + $0 }
        let rows = builder.finish()
        self.rows = rows
        let openCount =
            problem.openCount.upperBound < problem.sites.count
            ? problem.openCount.upperBound : Self.neededCount(problem)
        columns = SparseColumns(rows)
        var next = columns.starts
        var rowPlaces = [Int32](repeating: 0, count: rows.pairCount)
        for pair in 0..<rows.pairCount {
            let site = Int(rows.sites[pair])
            rowPlaces[Int(next[site])] = Int32(pair)
            next[site] += 1
        }
        self.rowPlaces = rowPlaces
        nearest = Self.nearestPairs(
            columns, siteCount: problem.sites.count,
            reach: 40 + 8 * rows.clientCount / max(1, min(openCount, problem.sites.count)))
        self.homes = homes
        self.ownLoads = ownLoads
        self.canOpen = canOpen
        isInteger =
            problem.sourcing == .single
            && rows.costs.allSatisfy { $0 == $0.rounded() && abs($0) < 1e9 }
            && problem.sites.allSatisfy { $0.openingCost == $0.openingCost.rounded() }
            && rows.omittedCosts.allSatisfy { $0 == .infinity || $0 == $0.rounded() }
    }

    /// About how many sites the demand fills.
    private static func neededCount(_ problem: CapacitatedProblem) -> Int {
        let demand = problem.demands.reduce(0, +)
        let capacity = problem.sites.reduce(0) { $0 + min($1.capacity, demand) }
        guard capacity > 0 else { return 1 }
        return max(1, Int((demand * Double(problem.sites.count) / capacity).rounded()))
    }

    /// The cheapest pairs of each site, so many at most.
    private static func nearestPairs(
        _ columns: SparseColumns, siteCount: Int, reach: Int
    ) -> [[Int32]] {
        (0..<siteCount).map { site in
            let pairs = columns.pairs(of: site)
            guard pairs.count > reach else { return pairs.map(Int32.init) }
            let order = pairs.sorted { (columns.costs[$0], $0) < (columns.costs[$1], $1) }
            return order.prefix(reach).map(Int32.init).sorted()
        }
    }

    /// The cost of a pair, `nil` if it is not usable.
    ///
    /// - Complexity: linear in the client's pairs.
    func cost(_ client: Int, _ site: Int) -> Double? {
        for pair in rows.pairs(of: client) where Int(rows.sites[pair]) == site {
            return rows.costs[pair]
        }
        return nil
    }

    /// A bound for solutions whose costs are whole numbers.
    func rounded(_ bound: Double) -> Double {
        guard isInteger, bound.isFinite, abs(bound) < 1e12 else { return bound }
        return (bound - 1e-5 - 1e-10 * abs(bound)).rounded(.up)
    }
}
