import FacilityLocation

/// The optimum of a small capacitated problem, by trying everything.
///
/// With whole demands and capacities the transportation problem has an optimum in whole units, so
/// split demand is a problem whose clients are units of demand.
struct CapacitatedExhaustiveSearch {
    private let problem: CapacitatedProblem
    private var items: [(client: Int, demand: Double, part: Double)] = []
    private var costs: [[Double]]
    private var best = Double.infinity

    static func optimum(_ problem: CapacitatedProblem) -> Double? {
        var search = CapacitatedExhaustiveSearch(problem)
        for mask in 0..<(1 << problem.sites.count) { search.tryOpening(mask) }
        return search.best < .infinity ? search.best : nil
    }

    private init(_ problem: CapacitatedProblem) {
        self.problem = problem
        costs = Array(
            repeating: Array(repeating: .infinity, count: problem.sites.count),
            count: problem.clientCount)
        for client in 0..<problem.clientCount {
            for pair in problem.costs.pairs(of: client) {
                costs[client][Int(problem.costs.sites[pair])] = problem.costs.costs[pair]
            }
            let demand = problem.demands[client]
            if problem.sourcing == .single || demand == 0 {
                items.append((client, demand, 1))
            } else {
                for _ in 0..<Int(demand) { items.append((client, 1, 1 / demand)) }
            }
        }
    }

    private mutating func tryOpening(_ mask: Int) {
        let open = problem.sites.indices.filter { mask >> $0 & 1 == 1 }
        guard problem.openCount.contains(open.count) else { return }
        for (index, site) in problem.sites.enumerated() {
            if site.decision == .open, !open.contains(index) { return }
            if site.decision == .closed, open.contains(index) { return }
        }
        let opening = open.reduce(0) { $0 + problem.sites[$1].openingCost }
        var loads = [Double](repeating: 0, count: problem.sites.count)
        place(0, open, opening, &loads)
    }

    private mutating func place(
        _ item: Int, _ open: [Int], _ cost: Double, _ loads: inout [Double]
    ) {
        guard item < items.count else {
            if open.allSatisfy({ loads[$0] >= problem.sites[$0].minimumLoad - 1e-9 }) {
                best = min(best, cost)
            }
            return
        }
        let (client, demand, part) = items[item]
        let homes = open.filter { problem.sites[$0].ownClients.contains(client) }
        for site in homes.isEmpty ? open : homes
        where loads[site] + demand <= problem.sites[site].capacity + 1e-9
            && costs[client][site] < .infinity
        {
            loads[site] += demand
            place(item + 1, open, cost + part * costs[client][site], &loads)
            loads[site] -= demand
        }
    }
}
