/// What a site earns at given client prices: a knapsack over the clients it could serve.
///
/// Single source: the 0/1 knapsack by depth-first branch and bound with the bound of
/// G. B. Dantzig, "Discrete-variable extremum problems", Operations Research 5 (1957), 266–277,
/// in the scheme of E. Horowitz and S. Sahni, "Computing partitions with applications to the
/// knapsack problem", Journal of the ACM 21 (1974), 277–292. Few clients pay more than they cost,
/// so this beats dynamic programming over capacities. Split demand: Dantzig's bound is the answer.
struct SiteKnapsack {
    private struct Item {
        var ratio: Double
        var profit: Double
        var demand: Double
        var place: Int32
    }

    /// A site at given prices.
    struct Answer {
        /// What opening the site costs at least, client prices deducted; infinite if it cannot.
        var value: Double
        /// What a unit of capacity is worth in the linear relaxation.
        var slope: Double
        /// The relaxation's value, at most `value`.
        var relaxed: Double
    }

    /// After so many nodes the linear bound is taken, which stays valid.
    private static let nodeLimit = 20_000

    private var items: [Item] = []
    private var current: [Bool] = []
    private var best: [Bool] = []

    /// Solves the knapsack of a site.
    ///
    /// - Parameters:
    ///   - reduction: the pairs that may be used and those that must.
    ///   - prices: one per client.
    ///   - keepsMinimumLoad: whether too small a load counts as infeasible; not where omitted
    ///     pairs might fill the site.
    ///   - exactBelow: sites worth more than this are left at the linear bound.
    ///   - fractions: the part of each client served, in the order of the site's columns.
    mutating func solve(
        _ network: CapacitatedNetwork, _ reduction: CapacitatedReduction, site: Int,
        prices: [Double], keepsMinimumLoad: Bool, exactBelow: Double,
        fractions: UnsafeMutableBufferPointer<Float>
    ) -> Answer {
        let columns = network.columns
        let place = network.problem.sites[site]
        var base = place.openingCost
        var room = place.capacity
        var total = 0.0
        items.removeAll(keepingCapacity: true)
        var missing = keepsMinimumLoad ? place.minimumLoad : 0
        for pair in columns.pairs(of: site) {
            fractions[pair] = 0
            let client = Int(columns.clients[pair])
            let isForced =
                Int(reduction.servers[client]) == site || Int(network.homes[client]) == site
            guard reduction.mayServe[pair] || isForced else { continue }
            let profit = prices[client] - columns.costs[pair]
            let demand = network.problem.demands[client]
            if isForced {
                base -= profit
                room -= demand
                missing -= demand
                fractions[pair] = 1
            } else if demand <= 0 {
                if profit > 0 {
                    base -= profit
                    fractions[pair] = 1
                }
            } else if profit > 0 || keepsMinimumLoad && place.minimumLoad > 0 {
                items.append(
                    Item(
                        ratio: profit / demand, profit: profit, demand: demand,
                        place: Int32(pair)))
                if profit > 0 { total += demand }
            }
        }
        guard room > -1e-6 else { return Answer(value: .infinity, slope: 0, relaxed: .infinity) }
        room = max(0, room) + 1e-9
        missing = max(0, missing)
        if !network.isSplit, total > room {
            // What does not fit at all must not fill the linear bound either.
            items.removeAll {
                guard $0.demand > room else { return false }
                if $0.profit > 0 { total -= $0.demand }
                return true
            }
        }
        if total <= room && total + 1e-9 >= missing {
            for item in items where item.profit > 0 {
                fractions[Int(item.place)] = 1
                base -= item.profit
            }
            return Answer(value: base, slope: 0, relaxed: base)
        }
        items.sort { $0.ratio > $1.ratio || ($0.ratio == $1.ratio && $0.place < $1.place) }
        let relaxation = relaxed(room: room, atLeast: missing, into: fractions)
        guard let relaxation else { return Answer(value: .infinity, slope: 0, relaxed: .infinity) }
        let linear = Answer(
            value: base - relaxation.profit, slope: relaxation.slope,
            relaxed: base - relaxation.profit)
        guard !network.isSplit, total > room, linear.value <= exactBelow else { return linear }
        items.removeAll { $0.profit <= 0 }
        guard let exact = searched(room: room, upper: relaxation.profit) else { return linear }
        var load = 0.0
        for index in items.indices where best[index] { load += items[index].demand }
        guard load + 1e-9 >= missing else { return linear }
        for index in items.indices { fractions[Int(items[index].place)] = best[index] ? 1 : 0 }
        return Answer(
            value: base - exact, slope: relaxation.slope, relaxed: base - relaxation.profit)
    }

    /// The linear knapsack between a least and a most load, greedily; `nil` if the least is too much.
    private func relaxed(
        room: Double, atLeast missing: Double, into fractions: UnsafeMutableBufferPointer<Float>
    ) -> (profit: Double, slope: Double)? {
        var profit = 0.0
        var load = 0.0
        // Once items that do not pay fill the least load, a unit of it is worth less than nothing.
        var slope = 0.0
        for item in items {
            let most = item.profit > 0 ? room - load : missing - load
            guard most > 1e-12 else { return (profit, item.profit > 0 ? item.ratio : slope) }
            slope = min(0, item.ratio)
            let part = min(1, most / item.demand)
            profit += part * item.profit
            load += part * item.demand
            fractions[Int(item.place)] = Float(part)
            if part < 1 { return (profit, item.ratio) }
        }
        return load + 1e-9 >= missing ? (profit, slope) : nil
    }

    /// The best 0/1 knapsack into `best`; `nil` when the node limit is reached.
    private mutating func searched(room: Double, upper: Double) -> Double? {
        let count = items.count
        current = [Bool](repeating: false, count: count)
        best = current
        var bestProfit = -1.0
        var profit = 0.0
        var space = room
        var index = 0
        var nodes = 0
        return items.withUnsafeBufferPointer { items in
            while true {
                // Dantzig's bound on what the rest can add.
                var left = space
                var bound = profit
                var next = index
                while next < count, items[next].demand <= left {
                    left -= items[next].demand
                    bound += items[next].profit
                    next += 1
                }
                if next < count { bound += left * items[next].ratio }
                if bound > bestProfit + 1e-9 {
                    while index < count {
                        if items[index].demand <= space {
                            space -= items[index].demand
                            profit += items[index].profit
                            current[index] = true
                            index += 1
                        } else {
                            // Skipping an item changes the bound: look again before going on.
                            index += 1
                            break
                        }
                    }
                    if index < count { continue }
                    if profit > bestProfit {
                        bestProfit = profit
                        best = current
                        if bestProfit >= upper - 1e-9 { return bestProfit }
                    }
                }
                nodes += 1
                if nodes > Self.nodeLimit { return nil }
                // Back to the last item taken, and without it from there.
                index = min(index, count) - 1
                while index >= 0, !current[index] { index -= 1 }
                if index < 0 { return bestProfit }
                current[index] = false
                space += items[index].demand
                profit -= items[index].profit
                index += 1
            }
        }
    }
}
