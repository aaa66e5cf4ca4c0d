import MixedIntegerProgramming

/// Clusters met in good plans (a site and all it serves) and the best plan made of them.
///
/// Choosing clusters that cover every client is the set partitioning model of the problem; clients
/// covered twice keep the cheaper site.
///
/// Source: R. Baldacci, E. Hadjiconstantinou, V. Maniezzo and A. Mingozzi, "A new method for solving
/// capacitated location problems based on a set partitioning approach", Computers & Operations
/// Research 29 (2002), 365–386; for clusters from local search A. Subramanian, E. Uchoa and
/// L. S. Ochi, "A hybrid algorithm for a class of vehicle routing problems", Computers & Operations
/// Research 40 (2013), 2519–2531.
struct ClusterPool {
    private struct Cluster: Hashable {
        var site: Int32
        var clients: [Int32]
    }

    private var known: Set<Cluster> = []
    /// In the order met.
    private var clusters: [Cluster] = []

    /// How many clusters are known.
    var count: Int { clusters.count }

    /// Notes the clusters of a plan.
    mutating func insert(_ plan: CapacitatedPlan) {
        for site in plan.isOpen.indices where plan.isOpen[site] && !plan.members[site].isEmpty {
            let cluster = Cluster(site: Int32(site), clients: plan.members[site].sorted())
            if known.insert(cluster).inserted { clusters.append(cluster) }
        }
    }

    /// The best plan made of known clusters, `nil` if there is none better than the one given.
    ///
    /// - Parameters:
    ///   - prices: one per client; clusters dearest at these prices are left out beyond `limit`.
    ///   - options: limits of the solve; the warm start is set here.
    func best(
        betterThan plan: CapacitatedPlan, prices: [Double], limit: Int,
        solver: any MixedIntegerSolver, options: SolverOptions, mayGoOn: @escaping () -> Bool
    ) throws -> CapacitatedPlan? {
        let network = plan.network
        let mine = Set(
            plan.isOpen.indices.filter { plan.isOpen[$0] }
                .map { Cluster(site: Int32($0), clients: plan.members[$0].sorted()) })
        var ranked: [(worth: Double, cost: Double, index: Int)] = []
        for (index, cluster) in clusters.enumerated() {
            var cost = network.problem.sites[Int(cluster.site)].openingCost
            var worth = cost
            for client in cluster.clients {
                let pairCost = network.cost(Int(client), Int(cluster.site)) ?? .infinity
                cost += pairCost
                worth += pairCost - prices[Int(client)]
            }
            ranked.append((mine.contains(cluster) ? -.infinity : worth, cost, index))
        }
        ranked.sort { ($0.worth, $0.index) < ($1.worth, $1.index) }
        var model = MixedIntegerModel(sense: .minimise)
        var covers = [[LinearTerm]](repeating: [], count: network.clientCount)
        var choices = [[LinearTerm]](repeating: [], count: network.siteCount)
        var chosen: [Cluster] = []
        var options = options
        var start: [Double] = []
        for entry in ranked.prefix(limit) {
            let cluster = clusters[entry.index]
            let variable = model.addVariable(
                upper: 1, objective: entry.cost, kind: .integer)
            chosen.append(cluster)
            start.append(mine.contains(cluster) ? 1 : 0)
            choices[Int(cluster.site)].append(LinearTerm(1, variable))
            for client in cluster.clients { covers[Int(client)].append(LinearTerm(1, variable)) }
        }
        for terms in covers { model.addRow(lower: 1, upper: .infinity, terms: terms) }
        for (site, terms) in choices.enumerated() where !terms.isEmpty {
            let isFixed = network.problem.sites[site].decision == .open
            model.addRow(lower: isFixed ? 1 : 0, upper: 1, terms: terms)
        }
        let range = network.problem.openCount
        model.addRow(
            lower: Double(range.lowerBound), upper: Double(range.upperBound),
            terms: choices.flatMap { $0 })
        options.warmStart = start
        let answer = try solver.solve(model, options: options) { _ in mayGoOn() }
        guard answer.hasIncumbent else { return nil }
        var found = CapacitatedPlan(network)
        let used = chosen.indices.filter { answer.values[$0] > 0.5 }
        for index in used { found.open(Int(chosen[index].site)) }
        for index in used {
            let site = Int(chosen[index].site)
            for client in chosen[index].clients.map(Int.init) where Int(found.site[client]) != site
            {
                guard found.site[client] < 0 || found.mayLeave(client),
                    let cost = network.cost(client, site), cost < found.costs[client]
                else { continue }
                found.move(client, to: site, cost: cost)
            }
        }
        found.improve(mayGoOn: mayGoOn)
        return found.cost < plan.cost - 1e-9 * abs(plan.cost) ? found : nil
    }
}
