import FacilityLocation
import TestSupport
import Testing

/// The bound, re-evaluated from the multipliers by a function short enough to read.
@Suite struct LagrangianCheckTests {
    /// The Lagrangian function of a problem with whole demands and neither least loads nor own
    /// clients: knapsacks by dynamic programming (single source) or by ratio (split).
    static func value(_ problem: CapacitatedProblem, _ prices: [Double]) -> Double {
        var served = [[(profit: Double, demand: Int)]](repeating: [], count: problem.siteCount)
        for client in 0..<problem.clientCount {
            for pair in problem.costs.pairs(of: client) {
                let demand = Int(problem.demands[client])
                let profit = prices[client] - problem.costs.costs[pair]
                if profit > 0 { served[Int(problem.costs.sites[pair])].append((profit, demand)) }
            }
        }
        let values = problem.sites.indices.map { site -> Double in
            let room = Int(min(problem.sites[site].capacity, problem.demands.reduce(0, +)))
            var best = [Double](repeating: 0, count: room + 1)
            if problem.sourcing == .single {
                for item in served[site] where item.demand <= room {
                    for load in stride(from: room, through: item.demand, by: -1) {
                        best[load] = max(best[load], best[load - item.demand] + item.profit)
                    }
                }
                return problem.sites[site].openingCost - best[room]
            }
            var left = Double(room)
            var profit = 0.0
            for item in served[site].sorted(by: {
                $0.profit * Double($1.demand) > $1.profit * Double($0.demand)
            }) {
                let part = item.demand == 0 ? 1 : min(1, left / Double(item.demand))
                profit += part * item.profit
                left -= part * Double(item.demand)
            }
            return problem.sites[site].openingCost - profit
        }
        let forced = values.indices.filter { problem.sites[$0].decision == .open }
        let free = values.indices.filter { problem.sites[$0].decision == .free }
            .map { values[$0] }.sorted()
        var total = prices.reduce(0, +) + forced.reduce(0) { $0 + values[$1] }
        for (rank, value) in free.enumerated() {
            let count = forced.count + rank
            guard count < problem.openCount.upperBound else { break }
            if value < 0 || count < problem.openCount.lowerBound { total += value }
        }
        return total
    }

    @Test(arguments: CapacitatedProblem.Sourcing.allCases)
    func multipliersGiveTheBound(sourcing: CapacitatedProblem.Sourcing) throws {
        var (values, objectives) = (0.0, 0.0)
        for seed in 5000..<5200 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            let problem = RandomCapacitatedProblems.problem(
                sourcing: sourcing, hasCount: seed % 2 == 0, isPlain: true, &random)
            let solution = try CapacitatedSolver().solve(problem)
            guard solution.status == .optimal, let objective = solution.objective else { continue }
            let value = Self.value(problem, solution.multipliers)
            let slack = 1e-5 * (1 + abs(objective))
            #expect(abs(value - solution.lagrangianBound) <= slack, "seed \(seed)")
            #expect(value <= solution.bound + slack, "seed \(seed)")
            #expect(value <= objective + slack, "seed \(seed)")
            values += value
            objectives += objective
        }
        // Prices that prove little would pass above: together they must come near the optima.
        #expect(values >= 0.98 * objectives, "\(values) of \(objectives)")
    }
}
