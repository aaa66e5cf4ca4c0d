import MixedIntegerProgramming

/// The model of capacities and minimum loads.
///
/// Capacity and minimum load multiply `y`, beside the links `x ≤ y` of every pair. The sum of all
/// capacity rows, `Σ capacity[j]·y[j] ≥ Σ demand[i]`, is implied but stated too: solvers find cover
/// cuts in it.
extension LocationFormulation {
    /// Adds capacities, minimum loads and the sum of demands.
    mutating func addCapacities() {
        guard problem.sites.contains(where: { $0.capacity < .infinity || $0.minimumLoad > 0 })
        else { return }
        let loads = siteLoads()
        for (site, properties) in problem.sites.enumerated() {
            let open = siteVariables[site]
            if loads.most[site] > properties.capacity, !omitted.contains(.capacity(site: site)) {
                model.addRow("capacity\(site)", loads.all[site] <= properties.capacity * open)
            }
            if properties.minimumLoad > 0, !omitted.contains(.minimumLoad(site: site)) {
                model.addRow("least\(site)", loads.all[site] >= properties.minimumLoad * open)
            }
        }
        if omitted.isEmpty { addTotalCapacity() }
    }

    /// What each site serves, and the most it could.
    func siteLoads() -> (all: [LinearExpression], most: [Double]) {
        var all = [LinearExpression](repeating: LinearExpression(), count: problem.sites.count)
        var most = [Double](repeating: 0, count: problem.sites.count)
        var lastClient = [Int: Set<Int>]()
        for (index, option) in problem.options.enumerated() {
            guard let site = option.site, let variable = optionVariables[index] else { continue }
            let demand = problem.demand(of: option.client)
            guard demand > 0 else { continue }
            all[site].add(demand, variable)
            if lastClient[site, default: []].insert(option.client).inserted {
                most[site] += demand
            }
        }
        return (all, most)
    }

    private mutating func addTotalCapacity() {
        guard problem.sites.allSatisfy({ $0.capacity < .infinity }) else { return }
        var mayStayOut = [Bool](repeating: false, count: problem.clientCount)
        for option in problem.options where option.site == nil { mayStayOut[option.client] = true }
        let total = mayStayOut.indices.reduce(0) {
            mayStayOut[$1] ? $0 : $0 + problem.demand(of: $1)
        }
        guard total > 0 else { return }
        model.addRow(
            "total_capacity", lower: total * (1 - 1e-9),
            terms: zip(problem.sites, siteVariables).map { LinearTerm($0.capacity, $1) })
    }
}
