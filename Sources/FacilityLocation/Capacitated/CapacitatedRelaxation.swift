/// The Lagrangian relaxation of the assignment constraints.
///
/// `L(λ) = Σᵢ λ[i] + min Σⱼ g[j](λ)·y[j]` over the counts allowed, where `g[j]` is the opening cost
/// less the best knapsack at prices λ. An omitted pair costs at least `omittedCosts[i]`, so that
/// with `λ[i]` no higher than that it never pays, and L(λ) bounds solutions with omitted pairs too.
///
/// Source: R. M. Nauss, "An improved algorithm for the capacitated facility location problem",
/// Journal of the Operational Research Society 29 (1978), 1195–1201; J. Barceló and J. Casanovas,
/// "A heuristic Lagrangean algorithm for the capacitated plant location problem", European Journal
/// of Operational Research 15 (1984), 212–226; for medians L. A. N. Lorena and E. L. F. Senne, "A
/// column generation approach to capacitated p-median problems", Computers & Operations Research
/// 31 (2004), 863–876.
final class CapacitatedRelaxation {
    /// Sites are priced in so many chunks, however many workers there are.
    private static let chunkCount = 16

    let network: CapacitatedNetwork
    /// The sites and pairs that count; the bound holds for solutions within.
    var reduction: CapacitatedReduction
    private let workers: Int
    private let keepsMinimumLoad: Bool
    private var knapsacks = [SiteKnapsack](repeating: SiteKnapsack(), count: chunkCount)
    /// Sites worth more than this at the last prices were far from opening.
    private var interest = Double.infinity

    /// What the last evaluation served, pair by pair in columns; of open sites only is it used.
    private(set) var fractions: [Float]
    /// `g[j]`, one per site; infinite where it cannot open.
    private(set) var values: [Double]
    /// What a unit of a site's capacity is worth.
    private(set) var slopes: [Double]
    /// The linear relaxation of `g[j]`.
    private(set) var relaxedValues: [Double]
    /// The sites that the last evaluation opened.
    private(set) var isOpen: [Bool]
    /// How many sites that is.
    private(set) var openCount = 0
    /// What the next site would cost (above) and the dearest open one saves (below).
    private(set) var exchange: (next: Double, last: Double) = (.infinity, -.infinity)

    init(
        _ network: CapacitatedNetwork, reduction: CapacitatedReduction? = nil, workers: Int
    ) {
        self.network = network
        self.reduction = reduction ?? CapacitatedReduction(network)
        self.workers = workers
        keepsMinimumLoad = network.rows.omittedCosts.allSatisfy { $0 == .infinity }
        fractions = [Float](repeating: 0, count: network.rows.pairCount)
        values = [Double](repeating: .infinity, count: network.siteCount)
        slopes = [Double](repeating: 0, count: network.siteCount)
        relaxedValues = values
        isOpen = [Bool](repeating: false, count: network.siteCount)
    }

    /// The Lagrangian function at prices no higher than omitted costs; infinite if no choice of
    /// sites is allowed.
    ///
    /// - Parameter isExact: whether sites of no interest are priced to the end too.
    func evaluate(_ prices: [Double], isExact: Bool = false) -> Double {
        let count = network.siteCount
        guard !reduction.isEmpty else { return .infinity }
        let limit = isExact ? .infinity : interest
        let reduction = reduction
        let step = (count + Self.chunkCount - 1) / Self.chunkCount
        fractions.withUnsafeMutableBufferPointer { fractions in
            values.withUnsafeMutableBufferPointer { values in
                slopes.withUnsafeMutableBufferPointer { slopes in
                    relaxedValues.withUnsafeMutableBufferPointer { relaxed in
                        knapsacks.withUnsafeMutableBufferPointer { knapsacks in
                            nonisolated(unsafe) let output = (
                                fractions, values, slopes, relaxed, knapsacks
                            )
                            Workers.forEach(Self.chunkCount, workers: workers) { chunk in
                                for site
                                    in (chunk * step)..<max(
                                        chunk * step, min(count, (chunk + 1) * step))
                                {
                                    guard reduction.mayOpen[site] else {
                                        output.1[site] = .infinity
                                        continue
                                    }
                                    let answer = output.4[chunk].solve(
                                        network, reduction, site: site, prices: prices,
                                        keepsMinimumLoad: keepsMinimumLoad, exactBelow: limit,
                                        fractions: output.0)
                                    output.1[site] = answer.value
                                    output.2[site] = answer.slope
                                    output.3[site] = answer.relaxed
                                }
                            }
                        }
                    }
                }
            }
        }
        let chosen = choose()
        return chosen + prices.reduce(0, +)
    }

    /// Opens the cheapest sites within the count; the sum of their values.
    private func choose() -> Double {
        let sites = network.problem.sites
        let most = network.problem.openCount.upperBound
        let least = network.problem.openCount.lowerBound
        var total = 0.0
        var opened = 0
        var free: [Int] = []
        for site in sites.indices {
            isOpen[site] = false
            guard reduction.mustOpen[site] else {
                if values[site] < .infinity { free.append(site) }
                continue
            }
            isOpen[site] = true
            total += values[site]
            opened += 1
        }
        free.sort { (values[$0], $0) < (values[$1], $1) }
        var taken = 0
        while taken < free.count, opened < most, opened < least || values[free[taken]] < 0 {
            isOpen[free[taken]] = true
            total += values[free[taken]]
            opened += 1
            taken += 1
        }
        openCount = opened
        guard opened >= least, opened <= most else { return .infinity }
        exchange.next = taken < free.count ? values[free[taken]] : .infinity
        exchange.last = taken > 0 ? values[free[taken - 1]] : -.infinity
        let middle = max(abs(exchange.last), 1e-9)
        interest = exchange.next < .infinity ? exchange.next + 0.3 * middle : .infinity
        return total
    }

    /// One minus what open sites serve of each client.
    func subgradient(_ prices: [Double]) -> [Double] {
        var missing = [Double](repeating: 1, count: network.clientCount)
        let columns = network.columns
        for site in isOpen.indices where isOpen[site] {
            for pair in columns.pairs(of: site) where fractions[pair] > 0 {
                missing[Int(columns.clients[pair])] -= Double(fractions[pair])
            }
        }
        // At the cost of an omitted pair a client may take that pair or not, as suits.
        let omitted = network.rows.omittedCosts
        for client in missing.indices
        where missing[client] > 0 && prices[client] >= omitted[client] {
            missing[client] = 0
        }
        return missing
    }

    /// By how much the bound of the last evaluation rises if a site must open, or must stay closed.
    func penalties(of site: Int) -> (opened: Double, closed: Double) {
        guard values[site] < .infinity else { return (.infinity, 0) }
        let range = network.problem.openCount
        if isOpen[site] {
            guard !reduction.mustOpen[site] else { return (0, .infinity) }
            // Its place is taken by the next site if that pays or is needed.
            let other = openCount <= range.lowerBound ? exchange.next : min(0, exchange.next)
            return (0, max(0, other - values[site]))
        }
        // It takes the place of the dearest open one if there is no room or that one does not pay.
        let other = openCount >= range.upperBound ? exchange.last : max(0, exchange.last)
        return (other == -.infinity ? .infinity : max(0, values[site] - other), 0)
    }

    /// By how much the bound of the last evaluation rises if a site must serve a client.
    ///
    /// - Parameter pair: the pair's place in the network's columns.
    func penalty(of pair: Int, at site: Int, price: Double) -> Double {
        let client = Int(network.columns.clients[pair])
        let profit = price - network.columns.costs[pair]
        let isOwn =
            Int(network.homes[client]) == site || Int(reduction.servers[client]) == site
        let loss = isOwn ? 0 : slopes[site] * network.demands[client] - profit
        let value = max(values[site], relaxedValues[site] + max(0, loss))
        if isOpen[site] { return max(0, value - values[site]) }
        let penalty = penalties(of: site).opened
        return max(0, penalty + value - values[site])
    }

    /// The sites open at the last evaluation, clients served where it is cheapest among those that
    /// took them; others are left unserved.
    func plan() -> CapacitatedPlan {
        let columns = network.columns
        var sites = [Int32](repeating: -1, count: network.clientCount)
        var best = [Double](repeating: .infinity, count: network.clientCount)
        for site in isOpen.indices where isOpen[site] {
            for pair in columns.pairs(of: site) where fractions[pair] > 0.5 {
                let client = Int(columns.clients[pair])
                if columns.costs[pair] < best[client] {
                    best[client] = columns.costs[pair]
                    sites[client] = Int32(site)
                }
            }
        }
        return CapacitatedPlan(network, sites: sites, open: isOpen)
    }
}
