import FacilityLocation
import MixedIntegerProgramming
import TestSupport
import Testing

/// The capacitated engine against trying everything, on seeded small problems.
@Suite struct CapacitatedPropertyTests {
    private func close(_ left: Double, _ right: Double) -> Bool {
        abs(left - right) <= 1e-5 * (1 + abs(left))
    }

    @Test(arguments: CapacitatedProblem.Sourcing.allCases, [true, false])
    func optimumIsThatOfExhaustiveSearch(
        sourcing: CapacitatedProblem.Sourcing, hasCount: Bool
    ) throws {
        var feasible = 0
        for seed in BuildScale.seeds(600, debug: 500) {
            var random = SplitMix64(seed: seed)
            let problem = RandomCapacitatedProblems.problem(
                sourcing: sourcing, hasCount: hasCount, &random)
            let optimum = CapacitatedExhaustiveSearch.optimum(problem)
            let solution = try CapacitatedSolver().solve(problem)
            if let optimum, let objective = solution.objective {
                feasible += 1
                #expect(solution.status == .optimal, "seed \(seed)")
                #expect(close(objective, optimum), "seed \(seed): \(objective), best \(optimum)")
                #expect(solution.bound <= optimum + 1e-5 * (1 + abs(optimum)), "seed \(seed)")
                #expect(
                    solution.lagrangianBound <= optimum + 1e-5 * (1 + abs(optimum)), "seed \(seed)")
            } else {
                #expect(solution.status == .infeasible && optimum == nil, "seed \(seed)")
            }
        }
        #expect(feasible >= 200, "too few feasible problems to say much")
    }

    /// The cheapest pair of clients fills a site that needs two.
    ///
    /// Site 0 must open (27) and serve two; site 1 pays 5 for opening and serves clients 1 and 2 for
    /// nothing; site 3 serves client 0 for nothing. Of the pairs at site 0 those of clients 0 and 2
    /// are cheapest: 27 − 5 + 4 + 0 + 4 = 30; with 1 and 2 it would be 31.
    @Test func dearPairsMayFillAMinimumLoad() throws {
        let problem = CapacitatedProblem(
            costs: SparseCosts(
                rows: [
                    [(0, 4), (1, 44), (2, 89), (3, 0)], [(0, 5), (1, 0), (2, 14)],
                    [(0, 4), (1, 0), (2, 32)],
                ], siteCount: 4), demands: [1, 1, 1],
            sites: [
                CapacitatedSite(
                    capacity: .infinity, openingCost: 27, minimumLoad: 2, decision: .open),
                CapacitatedSite(capacity: .infinity, openingCost: -5),
                CapacitatedSite(capacity: .infinity, openingCost: 4),
                CapacitatedSite(capacity: .infinity, decision: .open),
            ])
        let solution = try CapacitatedSolver().solve(problem)
        #expect(solution.objective == 30 && solution.bound <= 30)
    }

    @Test(arguments: CapacitatedProblem.Sourcing.allCases)
    func relaxingNeverWorsens(sourcing: CapacitatedProblem.Sourcing) throws {
        for seed in 1000..<1150 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            let problem = RandomCapacitatedProblems.problem(
                sourcing: sourcing, hasCount: true, &random)
            guard let before = try CapacitatedSolver().solve(problem).objective else { continue }
            var relaxed = problem
            switch seed % 4 {
            case 0: for site in relaxed.sites.indices { relaxed.sites[site].capacity += 1 }
            case 1: relaxed.openCount = 0...problem.sites.count
            case 2:
                for site in relaxed.sites.indices {
                    relaxed.sites[site].decision = .free
                    relaxed.sites[site].minimumLoad = 0
                }
            default: relaxed.sourcing = .split
            }
            let after = try #require(try CapacitatedSolver().solve(relaxed).objective)
            #expect(after <= before + 1e-6 * (1 + abs(before)), "seed \(seed)")
        }
    }

    /// Only the two cheapest sites of each client are listed: the bound must hold for all pairs.
    @Test func boundHoldsForOmittedPairs() throws {
        for seed in 2000..<2150 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            var full = RandomCapacitatedProblems.problem(
                sourcing: seed % 2 == 0 ? .single : .split, hasCount: seed % 3 == 0, &random)
            for site in full.sites.indices { full.sites[site].ownClients = [] }
            guard let optimum = CapacitatedExhaustiveSearch.optimum(full) else { continue }
            var omitted: [Double] = []
            let rows = (0..<full.clientCount).map { client in
                let pairs = full.costs.pairs(of: client)
                omitted.append(pairs.count > 2 ? full.costs.costs[pairs.lowerBound + 2] : .infinity)
                return pairs.prefix(2).map {
                    (site: Int(full.costs.sites[$0]), cost: full.costs.costs[$0])
                }
            }
            var sparse = full
            sparse.costs = SparseCosts(
                rows: rows, siteCount: full.siteCount, omittedCosts: omitted)
            let solution = try CapacitatedSolver().solve(sparse)
            let slack = 1e-5 * (1 + abs(optimum))
            if solution.status != .infeasible {
                #expect(solution.bound <= optimum + slack, "seed \(seed)")
                #expect(solution.objective ?? .infinity >= optimum - slack, "seed \(seed)")
            }
        }
    }
}
