/// Raises the Lagrangian bound by the volume algorithm.
///
/// Steps go along an average of the subgradients seen, whose weights also build an estimate of the
/// fractional solution: ``openShares`` tells how much of each site the linear relaxation opens.
///
/// Source: F. Barahona and R. Anbil, "The volume algorithm: producing primal solutions with a
/// subgradient method", Mathematical Programming 87 (2000), 385–399; F. Barahona and F. A. Chudak,
/// "Near-optimal solutions to large-scale facility location problems", Discrete Optimization 2
/// (2005), 35–50.
struct MedianAscent {
    private(set) var relaxation: MedianRelaxation
    /// The prices of the best bound.
    private(set) var prices: [Double]
    /// The best bound.
    private(set) var bound: Double
    /// The average share of each site that is open.
    private(set) var openShares: [Double]
    /// The iterations done.
    private(set) var iterations = 0
    /// How far a step goes, as a part of the distance to the target.
    private(set) var stepFactor: Double

    private var direction: [Double]
    private var failures = 0
    private var averaging = 0.1
    private var checkpoint = -Double.infinity
    private let lowest: [Double]
    private let highest: [Double]

    /// An ascent from prices.
    init(_ problem: MedianProblem, from prices: [Double], stepFactor: Double = 0.5) {
        let costs = problem.costs
        lowest = (0..<costs.clientCount).map {
            costs.pairs(of: $0).isEmpty ? 0 : costs.costs[costs.pairs(of: $0).lowerBound]
        }
        // Above the dearest listed cost a price that nothing limits gains nothing but freedom.
        highest = costs.omittedCosts
        relaxation = MedianRelaxation(problem)
        self.stepFactor = stepFactor
        var start = prices
        for client in start.indices {
            start[client] = min(max(start[client], lowest[client]), highest[client])
        }
        self.prices = start
        bound = relaxation.evaluate(start)
        direction = relaxation.violations
        openShares = relaxation.isChosen.map(Double.init)
        checkpoint = bound
    }

    /// Whether steps have become too small to matter.
    var isSpent: Bool { stepFactor < 1e-4 }

    /// The sites the linear relaxation opens most, as many as it opens in all, ascending.
    var likelySites: [Int] {
        let count = relaxation.isChosen.count { $0 == 1 }
        let order = openShares.indices.sorted { (-openShares[$0], $0) < (-openShares[$1], $1) }
        return order.prefix(count).sorted()
    }

    /// Makes steps towards a target until `isEnough`, at most `limit`.
    ///
    /// - Parameters:
    ///   - target: a value above the bound, such as that of the best solution.
    ///   - isEnough: asked after every step.
    mutating func climb(
        _ limit: Int, target: Double, until isEnough: (borrowing MedianAscent) -> Bool
    ) {
        var trial = prices
        for _ in 0..<limit {
            var norm = 0.0
            for client in direction.indices {
                let part = direction[client]
                norm += part * part
            }
            guard norm > 1e-12 else { return }
            let step = stepFactor * max(target - bound, 1e-6 * abs(target)) / norm
            for client in trial.indices {
                trial[client] = min(
                    max(prices[client] + step * direction[client], lowest[client]), highest[client])
            }
            let value = relaxation.evaluate(trial)
            average()
            judge(value, trial)
            iterations += 1
            if isEnough(self) { return }
        }
    }

    /// Mixes the new subgradient into the direction with the weight that shortens it most.
    private mutating func average() {
        var (dot, fresh, old) = (0.0, 0.0, 0.0)
        for client in direction.indices {
            let (new, previous) = (relaxation.violations[client], direction[client])
            dot += new * previous
            fresh += new * new
            old += previous * previous
        }
        let curvature = fresh - 2 * dot + old
        let best = curvature > 1e-12 ? (old - dot) / curvature : averaging
        let weight = min(max(best, averaging / 10), averaging)
        for client in direction.indices {
            direction[client] += weight * (relaxation.violations[client] - direction[client])
        }
        for site in openShares.indices {
            openShares[site] += weight * (Double(relaxation.isChosen[site]) - openShares[site])
        }
    }

    /// Moves to better prices; lengthens or shortens steps.
    private mutating func judge(_ value: Double, _ trial: [Double]) {
        if value > bound {
            var along = 0.0
            for client in direction.indices {
                along += direction[client] * relaxation.violations[client]
            }
            bound = value
            prices = trial
            failures = 0
            if along >= 0 { stepFactor = min(2, stepFactor * 1.1) }
        } else {
            failures += 1
            if failures >= 20 {
                stepFactor *= 0.66
                failures = 0
            }
        }
        if iterations % 100 == 99 {
            if bound - checkpoint < 0.01 * abs(bound) * 0.01 {
                averaging = max(averaging / 2, 1e-4)
            }
            checkpoint = bound
        }
    }
}
