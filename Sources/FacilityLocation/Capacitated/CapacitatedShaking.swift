/// Shakes a small part of a plan and repairs it, over and over: an iterated local search.
///
/// A shake closes one or two neighbouring sites and opens others close by, or sends the clients of
/// neighbouring sites away. What is touched is then improved by moves and exchanges. The result is
/// taken if it is not much worse than before; the best plan seen is kept.
///
/// Source: K. Fleszar and K. S. Hindi, "An effective VNS for the capacitated p-median problem",
/// European Journal of Operational Research 191 (2008), 612–622, for the neighbourhoods; G. Dueck,
/// "New optimization heuristics: the great deluge algorithm and the record-to-record travel",
/// Journal of Computational Physics 104 (1993), 86–92, for what is taken.
struct CapacitatedShaking {
    /// A shaken plan may cost so much of an average site's cost more than the best.
    private static let tolerance = 0.15

    private var random: SeededGenerator
    /// The plan the next shake starts from.
    private var current: CapacitatedPlan
    /// The best plan so far.
    private(set) var best: CapacitatedPlan
    /// Shakes since the best plan was found.
    private(set) var staleShakes = 0
    private let openSiteTarget: Int
    /// The clusters met, if they are wanted.
    private(set) var pool: ClusterPool?

    init(_ plan: CapacitatedPlan, seed: UInt64, pool: ClusterPool? = nil) {
        self.pool = pool
        random = SeededGenerator(seed: seed)
        current = plan
        best = plan
        openSiteTarget = max(1, plan.openCount)
    }

    /// Stops noting clusters and frees those noted.
    mutating func forgetClusters() { pool = nil }

    /// Goes on from a better plan found elsewhere.
    mutating func note(_ plan: CapacitatedPlan) {
        guard plan.cost < best.cost - 1e-9 * abs(best.cost) else { return }
        best = plan
        current = plan
        staleShakes = 0
    }

    /// Shakes so many times; whether that gave a better plan.
    ///
    /// - Parameter candidates: whether a closed site is worth trying.
    @discardableResult
    mutating func shake(times: Int, candidates: [Bool], mayGoOn: () -> Bool) -> Bool {
        let before = best.cost
        for _ in 0..<times {
            guard mayGoOn() else { break }
            var work = current
            let touched = disturb(&work, candidates)
            guard !touched.isEmpty else { return false }
            work.settle(around: touched, among: candidates, mayGoOn: mayGoOn)
            staleShakes += 1
            if work.unservedCount == 0 { pool?.insert(work) }
            let slack =
                Self.tolerance * (1 - Double(staleShakes % 50) / 50) * abs(best.cost)
                / Double(openSiteTarget)
            if work.cost < best.cost - 1e-9 * abs(best.cost) {
                best = work
                current = work
                staleShakes = 0
            } else if work.cost <= best.cost + slack, work.unservedCount <= best.unservedCount {
                current = work
            } else if staleShakes % 50 == 0 {
                current = best
            }
        }
        return best.cost < before
    }

    /// Disturbs the plan near a random client; the sites concerned.
    private mutating func disturb(
        _ plan: inout CapacitatedPlan, _ candidates: [Bool]
    ) -> [Int] {
        let network = plan.network
        let rows = network.rows
        let row = rows.pairs(of: random.below(network.clientCount))
        let sites = row.prefix(80).map { Int(rows.sites[$0]) }
        let opened = Array(sites.filter { plan.isOpen[$0] }.prefix(5))
        guard !opened.isEmpty else { return sites.isEmpty ? [] : [sites[0]] }
        guard random.below(4) > 0 else {
            for site in opened.prefix(2 + random.below(3)) {
                for client in plan.members[site] where plan.mayLeave(Int(client)) {
                    if random.below(3) > 0 { plan.release(Int(client)) }
                }
            }
            return opened
        }
        var touched = opened
        let closable = opened.filter { network.problem.sites[$0].decision != .open }
        guard !closable.isEmpty else { return touched }
        for _ in 0..<(1 + random.below(2)) {
            let site = closable[random.below(min(3, closable.count))]
            guard plan.isOpen[site], let client = plan.members[site].first else { continue }
            let near = rows.pairs(of: Int(client)).prefix(30).map { Int(rows.sites[$0]) }
                .filter { !plan.isOpen[$0] && candidates[$0] && network.canOpen[$0] }
            guard !near.isEmpty else { continue }
            plan.close(site)
            let chosen = near[random.below(near.count)]
            plan.open(chosen)
            touched.append(chosen)
        }
        return touched
    }
}

extension CapacitatedPlan {
    /// Serves who is unserved and improves by exchanges and moves near some sites.
    mutating func settle(
        around sites: [Int], among candidates: [Bool], mayGoOn: () -> Bool = { true }
    ) {
        serveUnserved()
        improve(unservedAndMembers(of: sites), rounds: 5, mayGoOn: mayGoOn)
        var isActive = [Bool](repeating: false, count: network.siteCount)
        for site in sites { isActive[site] = true }
        for _ in 0..<3 {
            let before = cost
            isActive = exchange(
                among: candidates, from: isActive, rounds: 2, width: 20, mayGoOn: mayGoOn)
            serveUnserved()
            let near = isActive.indices.filter { isActive[$0] && isOpen[$0] }
            improve(unservedAndMembers(of: near), rounds: 5, mayGoOn: mayGoOn)
            guard cost < before - 1e-9 * abs(before), mayGoOn() else { return }
        }
    }

    /// Whoever is unserved, then the clients of some sites.
    private func unservedAndMembers(of sites: [Int]) -> [Int] {
        let unserved = unservedCount > 0 ? site.indices.filter { site[$0] < 0 } : []
        return unserved + sites.flatMap { members[$0].map(Int.init) }
    }
}
