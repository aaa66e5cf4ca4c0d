import MixedIntegerProgramming

/// One solve: what is known so far, and the phases that improve it.
final class CapacitatedRun {
    /// Beyond so many clients plans are tried less often.
    private static let largeCount = 5000

    let network: CapacitatedNetwork
    let solver: any MixedIntegerSolver
    let options: SolverOptions
    let watch: CapacitatedWatch
    let relaxation: CapacitatedRelaxation

    /// The best feasible solution.
    private(set) var incumbent: (cost: Double, open: [Int], shares: [DemandShare])?
    /// The plan behind it, or the nearest to a feasible one.
    var plan: CapacitatedPlan
    /// The best Lagrangian bound and its prices.
    private(set) var prices: [Double] = []
    private(set) var lagrangianBound = -Double.infinity
    /// Prices and what the bare Lagrangian function is there.
    var certificate: (prices: [Double], bound: Double) = ([], -.infinity)
    /// A bound from the exact finish.
    var finishBound = -Double.infinity
    var reduction: CapacitatedReduction
    var nodes = 0
    /// The search for better plans that goes on beside the proof, unless the problem is large.
    var shaking: CapacitatedShaking?
    /// Choices of sites from which split demand has been served.
    private var transported: Set<[Bool]> = []
    var isInfeasible = false

    init(
        _ network: CapacitatedNetwork, solver: any MixedIntegerSolver, options: SolverOptions,
        watch: CapacitatedWatch
    ) {
        self.network = network
        self.solver = solver
        self.options = options
        self.watch = watch
        relaxation = CapacitatedRelaxation(network, workers: options.threads)
        plan = CapacitatedPlan(network)
        reduction = CapacitatedReduction(network)
    }

    /// The cost of the best solution, infinite without one.
    var cost: Double { incumbent?.cost ?? .infinity }

    /// What no solution beats, whole numbers and omitted pairs considered.
    var bound: Double {
        let reached = max(lagrangianBound, min(finishBound, omittedLimit))
        return min(network.rounded(reached), cost)
    }

    /// Whether the gap asked for is reached.
    var isProven: Bool {
        guard cost < .infinity else { return false }
        let gap = cost - bound
        return gap <= max(options.absoluteGap, options.relativeGap * abs(cost), 1e-9 * abs(cost))
    }

    /// What solutions with an omitted pair cost at least.
    private var omittedLimit: Double {
        var least = Double.infinity
        for (price, omitted) in zip(prices, network.rows.omittedCosts) where omitted < .infinity {
            least = min(least, omitted - price)
        }
        return least == .infinity ? .infinity : lagrangianBound + max(0, least)
    }

    func solve(start: [Int]?) throws -> CapacitatedSolution {
        if let start { try begin(start) }
        try climb(iterations: network.clientCount > Self.largeCount ? 200 : 400)
        for phase in [searchAndClimb, shake, improveByWindows, finish]
        where !isInfeasible && !isProven && watch.mayGoOn() {
            reduce()
            try phase()
        }
        return try result()
    }

    /// Takes over an earlier assignment as far as it fits.
    private func begin(_ start: [Int]) throws {
        var open = network.problem.sites.map { $0.decision == .open }
        for site in start where open.indices.contains(site) && network.canOpen[site] {
            open[site] = true
        }
        let sites = start.map { open.indices.contains($0) ? Int32($0) : -1 }
        var plan = CapacitatedPlan(network, sites: sites, open: open)
        plan.serveUnserved()
        plan.improve(mayGoOn: watch.mayGoOn)
        try offer(plan)
    }

    /// Raises the bound; every now and then its open sites become a plan.
    private func climb(iterations: Int) throws {
        let isFirst = prices.isEmpty
        var failure: (any Error)?
        var ascent = CapacitatedAscent(
            relaxation, prices: isFirst ? CapacitatedAscent.startingPrices(network) : prices,
            scale: isFirst ? 1.5 : 0.5)
        guard ascent.bound < .infinity else {
            isInfeasible = true
            return
        }
        keep(ascent)
        let interval = network.clientCount > Self.largeCount ? 50 : 20
        ascent.climb(iterations: iterations, target: { self.cost }) { ascent, isBetter in
            if isBetter { keep(ascent) }
            do {
                if ascent.iterations % interval == 0 { try plan(from: ascent) }
            } catch {
                failure = error
                return false
            }
            return watch.mayGoOn() && !isProven
        }
        if let failure { throw failure }
        guard watch.mayGoOn() else { return }
        let bound = relaxation.evaluate(prices, isExact: true)
        if bound > lagrangianBound {
            lagrangianBound = bound
            watch.note(bound: self.bound)
        }
        if network.clientCount > Self.largeCount { certify() }
    }

    private func keep(_ ascent: CapacitatedAscent) {
        guard ascent.bound > lagrangianBound else { return }
        lagrangianBound = ascent.bound
        prices = ascent.prices
        watch.note(bound: bound)
    }

    /// Makes a plan of the sites open at an evaluation.
    private func plan(from ascent: CapacitatedAscent) throws {
        var plan = relaxation.plan()
        plan.serveUnserved()
        plan.improve(rounds: 5, mayGoOn: watch.mayGoOn)
        if plan.unservedCount > 0, network.clientCount <= Self.largeCount || incumbent == nil {
            plan.repair(among: network.canOpen, mayGoOn: watch.mayGoOn)
        }
        try offer(plan)
    }

    /// Improves the best plan by exchanges of sites and, with its cost as target, the bound.
    private func searchAndClimb() throws {
        var plan = plan
        for _ in 0..<5 {
            let before = plan.cost
            plan.exchange(among: network.canOpen, rounds: 3, mayGoOn: watch.mayGoOn)
            plan.serveUnserved()
            plan.improve(mayGoOn: watch.mayGoOn)
            guard plan.cost < before - 1e-6 * abs(before), watch.mayGoOn() else { break }
        }
        try offer(plan)
        try climb(iterations: 2000)
    }

    /// Takes over a plan that is better.
    func offer(_ candidate: CapacitatedPlan) throws {
        if candidate.cost < plan.cost { plan = candidate }
        if network.isSplit {
            try offerTransport(candidate)
        } else if candidate.isFeasible, candidate.cost < cost - 1e-9 * abs(candidate.cost) {
            let shares = candidate.site.enumerated().map {
                DemandShare(client: $0.offset, site: Int($0.element))
            }
            try accept(open: candidate.isOpen.indices.filter { candidate.isOpen[$0] }, shares)
        }
    }

    /// Serves everyone from a plan's sites as cheaply as splitting allows.
    private func offerTransport(_ candidate: CapacitatedPlan) throws {
        // The same sites again would give the same cost.
        guard network.problem.openCount.contains(candidate.openCount), obeysDecisions(candidate),
            transported.insert(candidate.isOpen).inserted
        else { return }
        let transport = DemandTransport(network, isOpen: candidate.isOpen)
        let answer = try solver.solve(
            transport.model,
            options: SolverOptions(timeLimitSeconds: watch.remaining, seed: options.seed),
            progress: { [watch] _ in watch.mayGoOn() })
        let open = candidate.isOpen.indices.filter { candidate.isOpen[$0] }
        let opening = open.reduce(0) { $0 + network.problem.sites[$1].openingCost }
        guard answer.status == .optimal else { return }
        guard let objective = answer.objective,
            objective + opening < cost - 1e-9 * abs(objective)
        else { return }
        try accept(open: open, transport.shares(answer.values))
    }

    /// Whether a plan leaves open what must be and closed what must not.
    private func obeysDecisions(_ candidate: CapacitatedPlan) -> Bool {
        zip(network.problem.sites, candidate.isOpen).allSatisfy { site, isOpen in
            site.decision == .free || isOpen == (site.decision == .open)
        }
    }

    /// Keeps a solution that passes the check and is better.
    func accept(open: [Int], _ shares: [DemandShare]) throws {
        let found = try CapacitatedVerifier(problem: network.problem)
            .cost(openSites: open, shares: shares)
        guard found < cost else { return }
        incumbent = (found, open, shares)
        watch.note(incumbent: found)
    }

    /// Drops sites and pairs that no better solution can use.
    func reduce() {
        guard cost < .infinity, !prices.isEmpty else { return }
        let bound = relaxation.evaluate(prices, isExact: true)
        reduction.reduce(relaxation, prices: prices, bound: bound, cost: cost)
    }

    private func result() throws -> CapacitatedSolution {
        // Large problems take too long for that once time is up.
        if watch.mayGoOn() || network.clientCount <= Self.largeCount || certificate.prices.isEmpty {
            certify()
        }
        let status: MixedIntegerSolution.Status =
            if isInfeasible && omittedLimit == .infinity {
                .infeasible
            } else if isProven {
                .optimal
            } else if watch.wasStopped {
                .interrupted
            } else {
                incumbent == nil ? .noIncumbent : .feasible
            }
        return CapacitatedSolution(
            status: status, objective: incumbent?.cost, bound: isInfeasible ? omittedLimit : bound,
            openSites: incumbent?.open ?? [],
            shares: (incumbent?.shares ?? []).sorted {
                ($0.client, $0.site) < ($1.client, $1.site)
            }, multipliers: certificate.prices,
            lagrangianBound: certificate.bound, nodes: nodes)
    }
}
