import MixedIntegerProgramming
import TestSupport
import Testing

@testable import FacilityLocation

/// Search by shaking, windows and combined clusters, on plans small enough to know the optimum of.
@Suite struct CapacitatedShakingTests {
    private func start(_ network: CapacitatedNetwork) -> CapacitatedPlan? {
        var plan = CapacitatedPlan(network)
        for site in network.problem.sites.indices
        where network.canOpen[site] && plan.openCount < network.problem.openCount.upperBound {
            plan.open(site)
        }
        plan.serveUnserved()
        plan.repair(among: network.canOpen)
        return plan.isFeasible ? plan : nil
    }

    /// The cost by the verifier, which knows nothing of plans.
    private func verified(_ plan: CapacitatedPlan) throws -> Double {
        try CapacitatedVerifier(problem: plan.network.problem).cost(
            openSites: plan.isOpen.indices.filter { plan.isOpen[$0] },
            shares: plan.site.enumerated().map {
                DemandShare(client: $0.offset, site: Int($0.element))
            })
    }

    @Test func shakingKeepsTheRulesAndFindsMostOptima() throws {
        var (tried, reached) = (0, 0)
        for seed in 7000..<7300 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            let problem = RandomCapacitatedProblems.problem(
                sourcing: .single, hasCount: seed % 2 == 0, &random)
            let network = CapacitatedNetwork(problem)
            guard let plan = start(network) else { continue }
            let optimum = try #require(CapacitatedExhaustiveSearch.optimum(problem))
            var shaking = CapacitatedShaking(plan, seed: seed)
            shaking.shake(times: 200, candidates: network.canOpen, mayGoOn: { true })
            let best = shaking.best
            #expect(best.cost <= plan.cost + 1e-9, "seed \(seed)")
            guard best.isFeasible else { continue }
            let cost = try verified(best)
            #expect(abs(cost - best.cost) <= 1e-6 * (1 + abs(cost)), "seed \(seed)")
            #expect(cost >= optimum - 1e-6 * (1 + abs(optimum)), "seed \(seed)")
            tried += 1
            if cost <= optimum + 1e-6 * (1 + abs(optimum)) { reached += 1 }
        }
        #expect(tried >= 150)
        #expect(Double(reached) >= 0.9 * Double(tried), "\(reached) of \(tried)")
    }

    @Test func sameSeedShakesTheSame() throws {
        var random = SplitMix64(seed: 7400)
        let problem = RandomCapacitatedProblems.problem(
            sourcing: .single, hasCount: false, isPlain: true, &random)
        let network = CapacitatedNetwork(problem)
        let plan = try #require(start(network))
        let bests = (0..<2).map { _ -> [Int32] in
            var shaking = CapacitatedShaking(plan, seed: 3)
            shaking.shake(times: 40, candidates: network.canOpen, mayGoOn: { true })
            return shaking.best.site
        }
        #expect(bests[0] == bests[1])
    }

    /// The good halves of two plans.
    ///
    /// Two pairs of clients far apart, a site for each client, two sites to open. Both plans are
    /// good on one side: 1 there, 5 on the other. The clusters that cost 1 make a plan of 2.
    @Test func clustersOfTwoPlansMakeABetterOne() throws {
        let rows: [[(site: Int, cost: Double)]] = [
            [(0, 1), (1, 5)], [(0, 0), (1, 0)], [(2, 1), (3, 5)], [(2, 0), (3, 0)],
        ]
        let problem = CapacitatedProblem(
            costs: SparseCosts(rows: rows, siteCount: 4), demands: [1, 1, 1, 1],
            sites: (0..<4).map { _ in CapacitatedSite(capacity: 2) }, openCount: 2...2)
        let network = CapacitatedNetwork(problem)
        let left = CapacitatedPlan(
            network, sites: [0, 0, 3, 3], open: [true, false, false, true])
        let right = CapacitatedPlan(
            network, sites: [1, 1, 2, 2], open: [false, true, true, false])
        #expect(left.cost == 6 && right.cost == 6)
        var pool = ClusterPool()
        pool.insert(left)
        pool.insert(right)
        pool.insert(left)
        #expect(pool.count == 4)
        let best = try #require(
            try pool.best(
                betterThan: left, prices: [0, 0, 0, 0], limit: 10, solver: HiGHSSolver(),
                options: SolverOptions(relativeGap: 0), mayGoOn: { true }))
        #expect(best.cost == 2 && best.isFeasible)
        let none = try pool.best(
            betterThan: best, prices: [0, 0, 0, 0], limit: 10, solver: HiGHSSolver(),
            options: SolverOptions(relativeGap: 0), mayGoOn: { true })
        #expect(none == nil)
    }

    @Test func windowTakenOutAndPutBackChangesNothing() {
        for seed in 7500..<7600 as Range<UInt64> {
            var random = SplitMix64(seed: seed)
            let problem = RandomCapacitatedProblems.problem(
                sourcing: .single, hasCount: false, &random)
            let network = CapacitatedNetwork(problem)
            guard var plan = start(network) else { continue }
            let open = plan.isOpen.indices.filter { plan.isOpen[$0] }
            let window = CapacitatedWindow(
                open: open, clients: Array(0..<network.clientCount),
                sites: Array(0..<network.siteCount), openCount: problem.openCount,
                pairs: (0..<network.clientCount).map { Array(network.rows.pairs(of: $0)) })
            let part = CapacitatedNetwork(window.problem(of: network))
            let inside = window.part(of: plan, in: part)
            #expect(abs(inside.cost - plan.cost) <= 1e-9 * (1 + abs(plan.cost)), "seed \(seed)")
            let before = plan
            window.apply(inside, to: &plan)
            #expect(plan.site == before.site && plan.isOpen == before.isOpen, "seed \(seed)")
            #expect(abs(plan.cost - before.cost) <= 1e-9 * (1 + abs(plan.cost)), "seed \(seed)")
        }
    }

    /// Stops at the time limit and at the watcher's wish, and does not report after it.
    ///
    /// How soon is for `location-bench` to measure; here a hang would show, not a busy machine.
    @Test func timeLimitAndCancelAreHonoured() throws {
        var random = SplitMix64(seed: 7700)
        let points = (0..<200).map { _ in (random.unit() * 1000, random.unit() * 1000) }
        let rows = points.map { point in
            points.enumerated().map { site, other in
                let (x, y) = (point.0 - other.0, point.1 - other.1)
                return (site: site, cost: (x * x + y * y).squareRoot())
            }
        }
        let problem = CapacitatedProblem(
            costs: SparseCosts(rows: rows, siteCount: 200),
            demands: points.map { _ in Double(Int.random(in: 1...100, using: &random)) },
            sites: points.map { _ in CapacitatedSite(capacity: 260) }, openCount: 50...50)
        let clock = ContinuousClock()
        let limited = try clock.measure {
            let solution = try CapacitatedSolver().solve(
                problem, options: SolverOptions(timeLimitSeconds: 0.5, relativeGap: 0))
            #expect(solution.status != .optimal)
            #expect(solution.bound <= solution.objective ?? .infinity)
        }
        #expect(limited < .seconds(60), "\(limited)")
        var reports = 0
        let stopped = try CapacitatedSolver().solve(problem) { _ in
            reports += 1
            return reports < 3
        }
        #expect(reports == 3 && stopped.status == .interrupted)
    }
}
