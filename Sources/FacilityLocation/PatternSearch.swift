import MixedIntegerProgramming

/// Minimises cost by bound, elimination and a small model.
///
/// The Lagrangian bound `L` says of every pattern, option and site how much dearer than `L` a
/// solution with it must be. What costs more than `L + w` for a window `w` is left out and the rest
/// is solved as a ``PatternFormulation``; no solution can then be cheaper than the smaller of that
/// model's bound and `L + w`. The window grows until both meet within the gap.
///
/// The idea of solving only what reduced costs leave open is that of R. Baldacci, N. Christofides
/// and A. Mingozzi, "An exact algorithm for the vehicle routing problem based on the set
/// partitioning formulation with additional cuts", Mathematical Programming 115 (2008), 351–385.
struct PatternSearch {
    /// The best solution and bound known so far.
    struct Result {
        var choice: LocationChoice
        var value: Double
        var bound: Double
        var nodes: Int
    }

    /// More patterns than this make the model larger than it is worth.
    private static let mostPatterns = 40_000

    let problem: LocationProblem
    let solver: any MixedIntegerSolver
    let options: SolverOptions
    let elapsed: () -> Double
    let progress: ((SolverProgress) -> Bool)?

    /// Searches until the gap or the time limit is reached, or `progress` says stop.
    ///
    /// - Returns: `nil` when no solution was found; the general model then has to decide.
    func run(from start: LocationChoice?) throws -> Result? {
        let begin = elapsed()
        var isStopped = false
        func left() -> Double { options.timeLimitSeconds - (elapsed() - begin) }
        func report(_ ascent: LagrangianAscent) -> Bool {
            guard let progress else { return left() > 0 }
            isStopped =
                !progress(
                    SolverProgress(
                        seconds: elapsed() - begin, incumbent: ascent.incumbent?.cost,
                        bound: ascent.best.bound, nodes: 0))
            return !isStopped && left() > 0
        }
        let relaxation = LagrangianRelaxation(problem)
        var ascent = LagrangianAscent(relaxation, from: start)
        ascent.climb(
            iterations: 600, relativeGap: options.relativeGap, mayGoOn: report)
        let root = ascent.best
        guard root.bound < .infinity else { return nil }

        var bound = root.bound
        var nodes = 0
        func isProven() -> Bool {
            guard let incumbent = ascent.incumbent else { return false }
            return incumbent.cost - bound
                <= max(options.absoluteGap, options.relativeGap * abs(incumbent.cost))
        }
        var window = firstWindow(root.bound, ascent.incumbent?.cost)
        for _ in 0..<12 where !isProven() && left() > 0 && !isStopped {
            guard
                let (restriction, used) = restriction(
                    relaxation, root, window: window, incumbent: ascent.incumbent?.choice)
            else { break }
            let formulation = PatternFormulation(relaxation, restriction)
            var solverOptions = options
            solverOptions.timeLimitSeconds = max(0, left())
            solverOptions.warmStart = ascent.incumbent.flatMap { formulation.values(at: $0.choice) }
            let answer = try solver.solve(formulation.model, options: solverOptions) { report in
                var report = report
                // Beyond the window the model's bound says nothing about the whole problem; go on
                // only where the window cannot grow and a better solution is the best hope.
                let isSpent = used == window && report.bound >= root.bound + used
                report.bound = max(bound, min(report.bound, root.bound + used))
                if let progress, !progress(report) { isStopped = true }
                return !isStopped && !(isSpent && report.incumbent != nil)
            }
            nodes += answer.nodes
            let before = ascent.incumbent?.cost ?? .infinity
            if answer.hasIncumbent { ascent.offer(formulation.choice(from: answer.values)) }
            let modelBound = answer.status == .infeasible ? .infinity : answer.bound
            bound = max(bound, min(modelBound, root.bound + used))
            if isProven() { break }
            guard answer.status != .feasible, answer.status != .noIncumbent else { break }
            // Too many patterns to look as far as asked: go on only while that helps.
            if used < window && (ascent.incumbent?.cost ?? .infinity) >= before { break }
            window =
                ascent.incumbent.map { min(4 * window, 1.001 * ($0.cost - root.bound)) }
                ?? 4 * window
        }
        guard let incumbent = ascent.incumbent else { return nil }
        return Result(
            choice: incumbent.choice, value: incumbent.cost, bound: min(bound, incumbent.cost),
            nodes: nodes)
    }

    /// Half of what is open, but no less than a few gaps' worth.
    private func firstWindow(_ bound: Double, _ cost: Double?) -> Double {
        let least = max(2 * options.relativeGap, 1e-3) * abs(bound) + 1e-6
        guard let cost else { return max(least, 0.02 * abs(bound)) }
        return min(max(least, 0.35 * (cost - bound)), 1.001 * (cost - bound) + 1e-6)
    }

    /// What solutions cheaper than the bound plus a window may use, and the window in fact used:
    /// smaller than asked if there were too many patterns.
    private func restriction(
        _ relaxation: LagrangianRelaxation, _ root: LagrangianRelaxation.Evaluation,
        window asked: Double, incumbent: LocationChoice?
    ) -> (PatternFormulation.Restriction, Double)? {
        let forcing = relaxation.forcingCosts(root)
        var window = asked
        for _ in 0..<12 {
            if let patterns = patterns(relaxation, root, forcing.open, window) {
                var restriction = PatternFormulation.Restriction(
                    mayOpen: forcing.open.map { $0 <= window },
                    mayClose: forcing.closed.map { $0 <= window }, patterns: patterns,
                    options: usableOptions(relaxation, root, forcing.open, window))
                if let incumbent { include(incumbent, relaxation, &restriction) }
                return (restriction, window)
            }
            window /= 1.5
        }
        return nil
    }

    private func patterns(
        _ relaxation: LagrangianRelaxation, _ root: LagrangianRelaxation.Evaluation,
        _ forcing: [Double], _ window: Double
    ) -> [SitePattern]? {
        var patterns: [SitePattern] = []
        for (site, offer) in relaxation.offers.enumerated()
        where offer.canOpen && offer.hasModules && forcing[site] <= window {
            let room = Self.mostPatterns - patterns.count
            let slack = window - forcing[site] + 1e-9 * max(1, abs(root.patternValues[site]))
            guard
                let more = relaxation.pricers[site].all(
                    prices: root.prices, cutoff: root.patternValues[site] + slack, most: room)
            else { return nil }
            patterns += more.map(\.pattern)
        }
        return patterns
    }

    private func usableOptions(
        _ relaxation: LagrangianRelaxation, _ root: LagrangianRelaxation.Evaluation,
        _ forcing: [Double], _ window: Double
    ) -> [Bool] {
        var isUsable = [Bool](repeating: false, count: problem.options.count)
        for (index, option) in problem.options.enumerated() where option.site == nil {
            isUsable[index] =
                option.cost
                - min(root.prices[option.client], relaxation.outsideCosts[option.client])
                <= window
        }
        for (site, offer) in relaxation.offers.enumerated()
        where offer.canOpen && forcing[site] <= window {
            var cheapest: [Int: Double] = [:]
            for visitor in offer.unloaded {
                cheapest[visitor.client] = min(cheapest[visitor.client] ?? .infinity, visitor.cost)
            }
            for visitor in offer.unloaded {
                let price = root.prices[visitor.client]
                let now = min(0, (cheapest[visitor.client] ?? 0) - price)
                isUsable[visitor.index] = forcing[site] + visitor.cost - price - now <= window
            }
        }
        return isUsable
    }

    /// Keeps a known solution inside the model, so that it can start from it.
    private func include(
        _ choice: LocationChoice, _ relaxation: LagrangianRelaxation,
        _ restriction: inout PatternFormulation.Restriction
    ) {
        var known = Set(restriction.patterns.map(PatternKey.init))
        for (site, offer) in relaxation.offers.enumerated() {
            if choice.isOpen[site] {
                restriction.mayOpen[site] = true
            } else {
                restriction.mayClose[site] = true
            }
            guard choice.isOpen[site], offer.hasModules else { continue }
            let key = PatternKey(choice, offer)
            guard known.insert(key).inserted else { continue }
            restriction.patterns.append(
                SitePattern(
                    site: site, own: key.own, movers: key.movers,
                    cost: offer.cost(own: key.own, movers: key.movers)))
        }
        for option in choice.option where option >= 0 {
            let isUnloaded =
                problem.options[option].site.map { site in
                    relaxation.offers[site].unloaded.contains { $0.index == option }
                } ?? true
            if isUnloaded { restriction.options[option] = true }
        }
    }
}

extension SiteOffer {
    /// The cost of a pattern: its options, modules and extra modules.
    func cost(own: Int?, movers: [Int]) -> Double {
        var cost = 0.0
        var amounts = [Double](repeating: 0, count: sizes.count)
        var least = [Int](repeating: 0, count: sizes.count)
        let loaded = self.own + self.movers.flatMap(\.options)
        for option in loaded where option.index == own || movers.contains(option.index) {
            cost += option.cost
            for load in option.loads {
                amounts[load.position] += load.amount
                least[load.position] = max(least[load.position], load.minimumModules)
            }
        }
        var total = 0
        for (position, amount) in amounts.enumerated() {
            let modules = max(
                least[position], ModularCapacity.modules(for: amount, size: sizes[position]))
            total += modules
            cost += Double(modules) * costs[position]
        }
        return cost + Double(max(0, total - (limit ?? total))) * extraCost
    }
}
