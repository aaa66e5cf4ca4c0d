/// Improves a plan by solving small neighbourhoods exactly.
///
/// A window is an open site, the open sites nearest to it, all their clients and the most promising
/// closed sites among them; the rest stays. Windows that share nothing are solved side by side, four
/// at a time whatever the number of threads. When none of a size helps any more, they grow.
///
/// Source: F. Stefanello, O. C. B. de Araújo and F. M. Müller, "Matheuristics for the capacitated
/// p-median problem", International Transactions in Operational Research 22 (2015), 149–167; for
/// large problems M. Gnägi and P. Baumann, "A matheuristic for large-scale capacitated
/// clustering", Computers & Operations Research 132 (2021), 105304; the choice of sites and pairs
/// by reduced cost is the kernel of G. Guastaroba and M. G. Speranza, "A heuristic for BILP
/// problems: the single source capacitated facility location problem", European Journal of
/// Operational Research 238 (2014), 438–450.
struct CapacitatedWindows {
    /// Windows solved side by side.
    private static let batch = 4
    /// Nodes of branch and bound a window may take.
    let nodeLimit: Int
    /// How often a window is shaken instead, for each of its open sites; 0 to solve it.
    var shakes = 0

    let network: CapacitatedNetwork
    let watch: CapacitatedWatch
    let workers: Int
    /// The best prices, and what sites and capacity are worth at these.
    let prices: [Double]
    let values: [Double]
    let slopes: [Double]
    /// Sites and pairs (in rows) that may still be in a better solution.
    let mayOpen: [Bool]
    let mayServe: [Bool]

    /// Solves windows until none helps or time is up.
    ///
    /// - Parameters:
    ///   - pairLimit: the size of a window in pairs.
    ///   - offset: how many open sites to pass over before the first window.
    ///   - improved: called with the plan after every batch that helped; `false` to stop.
    /// - Returns: whether all windows were tried without further gain.
    mutating func improve(
        _ plan: inout CapacitatedPlan, pairLimit: Int, offset: Int = 0, until deadline: Double,
        improved: (CapacitatedPlan) -> Bool
    ) -> Bool {
        var queue = plan.isOpen.indices.filter { plan.isOpen[$0] }
        let first = offset % max(1, queue.count)
        queue = Array(queue[first...] + queue[..<first])
        // Where clients are unserved or far from what they pay elsewhere there is most to gain.
        var isQueued = plan.isOpen
        while !queue.isEmpty {
            guard watch.mayGoOn(), watch.elapsed < deadline else { return false }
            var windows: [CapacitatedWindow] = []
            var isTaken = Set<Int>()
            var later: [Int] = []
            var next = 0
            while next < queue.count, windows.count < Self.batch {
                let center = queue[next]
                next += 1
                guard plan.isOpen[center], isQueued[center] else {
                    isQueued[center] = false
                    continue
                }
                guard !isTaken.contains(center) else {
                    later.append(center)
                    continue
                }
                let window = window(around: center, in: plan, pairLimit: pairLimit)
                guard isTaken.isDisjoint(with: window.sites) else {
                    later.append(center)
                    continue
                }
                isTaken.formUnion(window.sites)
                isQueued[center] = false
                if shakes > 0 { for site in window.open { isQueued[site] = false } }
                windows.append(window)
            }
            queue = later + queue[next...]
            let base = plan
            let answers = Workers.map(windows.count, workers: workers) {
                shakes > 0 ? shake(windows[$0], in: base) : solve(windows[$0], in: base)
            }
            var hasHelped = false
            for (window, answer) in zip(windows, answers) {
                guard let answer else { continue }
                let before = plan.cost
                window.apply(answer, to: &plan)
                guard plan.cost < before - 1e-9 * abs(before) else { continue }
                hasHelped = true
                guard shakes == 0 else { continue }
                for site in window.sites where plan.isOpen[site] && !isQueued[site] {
                    isQueued[site] = true
                    queue.append(site)
                }
            }
            if hasHelped, !improved(plan) { return false }
        }
        return true
    }

    /// The window around an open site.
    private func window(around center: Int, in plan: CapacitatedPlan, pairLimit: Int)
        -> CapacitatedWindow
    {
        let rows = network.rows
        var open = [center]
        var isIn: Set<Int> = [center]
        var clients = plan.members[center].map(Int.init)
        var closeness: [Int: Double] = [:]
        func add(_ site: Int) {
            for client in plan.members[site] {
                var rank = 1.0
                for pair in rows.pairs(of: Int(client)) where plan.isOpen[Int(rows.sites[pair])] {
                    closeness[Int(rows.sites[pair]), default: 0] += 1 / rank
                    rank += 1
                    if rank > 8 { break }
                }
            }
        }
        add(center)
        // About eight candidate sites for each client are worth having.
        let width = 8
        while open.count < max(2, plan.openCount) {
            guard
                let nearest = closeness.filter({ !isIn.contains($0.key) })
                    .max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) })?.key
            else { break }
            let size = clients.count + plan.members[nearest].count
            guard open.count < 2 || size * min(width, 2 * (open.count + 1)) <= pairLimit else {
                break
            }
            isIn.insert(nearest)
            open.append(nearest)
            clients += plan.members[nearest].map(Int.init)
            add(nearest)
        }
        clients += unserved(near: open, isIn, plan)
        clients.sort()
        let sites = candidates(clients, open: open, pairLimit: pairLimit, plan)
        let count = network.problem.openCount
        let outside = plan.openCount - open.count
        let range =
            max(
                0, min(open.count, count.lowerBound - outside))...max(
                open.count, min(sites.count, count.upperBound - outside))
        return CapacitatedWindow(
            open: open, clients: clients, sites: sites, openCount: range,
            pairs: pairs(of: clients, sites: sites, width: width, plan))
    }

    /// Unserved clients that a window's sites could serve.
    private func unserved(near open: [Int], _ isIn: Set<Int>, _ plan: CapacitatedPlan) -> [Int] {
        guard plan.unservedCount > 0 else { return [] }
        var found = Set<Int>()
        for site in open {
            for pair in network.columns.pairs(of: site) {
                let client = Int(network.columns.clients[pair])
                if plan.site[client] < 0 { found.insert(client) }
            }
        }
        return Array(found.sorted().prefix(10))
    }

    /// The window's open sites and the closed ones worth most.
    private func candidates(
        _ clients: [Int], open: [Int], pairLimit: Int, _ plan: CapacitatedPlan
    ) -> [Int] {
        let members = Set(clients)
        var closed = Set<Int>()
        for client in clients {
            for pair in network.rows.pairs(of: client).prefix(40) {
                let site = Int(network.rows.sites[pair])
                guard !plan.isOpen[site], mayOpen[site], values[site] < .infinity,
                    network.problem.sites[site].ownClients.allSatisfy(members.contains)
                else { continue }
                closed.insert(site)
            }
        }
        let most = max(3 * open.count, pairLimit / max(1, clients.count))
        let best = closed.sorted { (values[$0], $0) < (values[$1], $1) }.prefix(most)
        return (open + best).sorted()
    }

    /// For each client the pairs with the least reduced costs, its own place among them.
    private func pairs(
        of clients: [Int], sites: [Int], width: Int, _ plan: CapacitatedPlan
    ) -> [[Int]] {
        let rows = network.rows
        let isIn = Set(sites)
        return clients.map { client in
            let demand = network.demands[client]
            var found: [(cost: Double, pair: Int)] = []
            var always: [Int] = []
            for pair in rows.pairs(of: client) {
                let site = Int(rows.sites[pair])
                guard isIn.contains(site) else { continue }
                if Int(plan.site[client]) == site || Int(network.homes[client]) == site {
                    always.append(pair)
                } else if mayServe[pair] {
                    let worth = slopes[site] * demand + max(0, values[site]) * 0.1
                    found.append((rows.costs[pair] + worth, pair))
                }
            }
            found.sort { ($0.cost, $0.pair) < ($1.cost, $1.pair) }
            return (always + found.prefix(width + sites.count / 8).map(\.pair)).sorted()
        }
    }

    /// Shakes a window; `nil` if that does not help.
    private func shake(_ window: CapacitatedWindow, in plan: CapacitatedPlan) -> CapacitatedPlan? {
        guard watch.mayGoOn() else { return nil }
        let part = CapacitatedNetwork(window.problem(of: network))
        var shaking = CapacitatedShaking(
            window.part(of: plan, in: part), seed: UInt64(window.sites.first ?? 0))
        let worth = window.sites.map { values[$0] }.sorted()
        let limit = worth[min(worth.count - 1, window.open.count)]
        let candidates = window.sites.map {
            mayOpen[$0] && values[$0] <= limit || plan.isOpen[$0]
        }
        let hasHelped = shaking.shake(
            times: shakes * window.open.count, candidates: candidates, mayGoOn: watch.mayGoOn)
        return hasHelped ? shaking.best : nil
    }

    /// Solves a window as a problem of its own; `nil` if that does not help.
    private func solve(_ window: CapacitatedWindow, in plan: CapacitatedPlan) -> CapacitatedPlan? {
        guard watch.mayGoOn() else { return nil }
        let part = CapacitatedNetwork(window.problem(of: network))
        var start = window.part(of: plan, in: part)
        let cost = window.cost(of: plan)
        let relaxation = CapacitatedRelaxation(part, workers: 1)
        let target = cost - 1e-7 * abs(cost)
        var best: CapacitatedPlan?
        func offer(_ candidate: CapacitatedPlan) {
            guard candidate.isFeasible, candidate.cost < (best?.cost ?? target) else { return }
            best = candidate
        }
        start.exchange(among: part.canOpen, rounds: 2)
        start.serveUnserved()
        start.improve()
        offer(start)
        var ascent = CapacitatedAscent(
            relaxation, prices: window.clients.map { prices[$0] }, scale: 0.3, patience: 8)
        ascent.climb(iterations: 80, target: { best?.cost ?? target }) { ascent, _ in
            if ascent.iterations % 20 == 0 {
                var candidate = relaxation.plan()
                candidate.serveUnserved()
                candidate.improve(rounds: 5)
                offer(candidate)
            }
            return watch.mayGoOn()
        }
        var reduction = CapacitatedReduction(part)
        let bound = relaxation.evaluate(ascent.prices, isExact: true)
        reduction.reduce(
            relaxation, prices: ascent.prices, bound: bound, cost: best?.cost ?? target)
        let tree = CapacitatedTree(
            part, root: reduction, prices: ascent.prices, bound: bound, watch: watch, workers: 1)
        tree.explore(cost: { best?.cost ?? target }) { plans in
            for plan in plans { offer(plan) }
            return tree.nodes < nodeLimit
        }
        return best
    }
}
