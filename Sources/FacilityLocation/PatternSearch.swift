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
        /// The client prices of the best Lagrangian bound.
        var prices: [Double]
        /// What is known of each site at these prices.
        var sites: [SiteRecord?]
    }

    /// How large a model may get.
    private struct Size {
        /// The most patterns within the window.
        var patterns: Int
        /// The most patterns that the ascent contributes where the window is not all there is.
        var fromAscent: Int
    }

    /// From models that take moments to one larger than which it is not worth it.
    private static let sizes = [
        Size(patterns: 2_000, fromAscent: 1_500), Size(patterns: 6_000, fromAscent: 3_000),
        Size(patterns: 12_000, fromAscent: 5_000),
    ]
    private static let mostRounds = 16
    /// So many nodes of searches for patterns are enough.
    private static let mostNodes = 2_000_000

    let problem: LocationProblem
    let solver: any MixedIntegerSolver
    let options: SolverOptions
    /// How many threads it may use.
    let workers: Int
    let elapsed: () -> Double
    /// Takes a report, droppable or not; `false` to stop.
    let progress: (SolverProgress, _ isThrottled: Bool) -> Bool
    /// Asked at short intervals, from any thread; `false` to stop.
    let poll: () -> Bool

    /// Searches until the gap or the time limit is reached, or `progress` says stop.
    ///
    /// - Returns: `nil` when no solution was found; the general model then has to decide.
    func run(from start: LocationChoice?, remembered: LocationMemory.Start) throws -> Result? {
        let begin = elapsed()
        var isStopped = false
        func left() -> Double { options.timeLimitSeconds - (elapsed() - begin) }
        func report(_ ascent: LagrangianAscent) -> Bool {
            let report = SolverProgress(
                seconds: elapsed() - begin, incumbent: ascent.incumbent?.cost,
                bound: ascent.best.bound, nodes: 0)
            isStopped = !progress(report, true)
            return !isStopped && left() > 0
        }
        let relaxation = LagrangianRelaxation(problem, workers: workers, mayGoOn: poll)
        for (pricer, record) in zip(relaxation.pricers, remembered.sites) {
            if let record { pricer.restore(record) }
        }
        var ascent = LagrangianAscent(relaxation, from: start, prices: remembered.prices)
        let isKnown = remembered.prices.contains { $0 != nil }
        if start == nil { ascent.recall(remembered.options) }
        // Without requirements the first climb mostly says all there is to say.
        if !isKnown && problem.requirements.isEmpty {
            ascent.climb(
                iterations: 300, relativeGap: options.relativeGap, scale: 1.5, patience: 12,
                mayGoOn: report)
        }
        if !isClosed(ascent) {
            ascent.prepareIncumbent(sharesOut: !isKnown, report)
            ascent.climb(
                iterations: 600, relativeGap: options.relativeGap, scale: isKnown ? 0.3 : 0.7,
                mayGoOn: report)
        }
        if !isKnown && !isClosed(ascent) { ascent.polish(rounds: 1, mayGoOn: report) }
        if !isClosed(ascent), left() > 1 { ascent.sharpen() }
        guard ascent.best.bound < .infinity else { return nil }

        var bound = ascent.best.bound
        var nodes = 0
        func isProven() -> Bool { gapIsClosed(ascent.incumbent?.cost, bound) }
        var window = firstWindow(bound, ascent.incumbent?.cost)
        var size = 0
        for _ in 0..<Self.mostRounds where !isProven() && left() > 0 && !isStopped {
            if size == Self.sizes.count {
                // Nothing more from models: once more up with the prices, while that helps.
                let before = ascent.best.bound
                ascent.climb(
                    iterations: 300, relativeGap: options.relativeGap, scale: 0.5,
                    mayGoOn: report)
                ascent.sharpen()
                bound = max(bound, ascent.best.bound)
                guard ascent.best.bound > before + 2e-4 * abs(before) else { break }
                size = 0
                continue
            }
            let root = ascent.best
            let found = restriction(
                relaxation, root, window: window, size: Self.sizes[size], ascent: ascent,
                mayGoOn: { report(ascent) })
            guard let (restriction, used) = found else {
                size += 1
                continue
            }
            let formulation = PatternFormulation(relaxation, restriction)
            var solverOptions = options
            // A part of the window proves nothing for good: it is for better solutions.
            solverOptions.timeLimitSeconds = max(0, used < window ? 0.5 * left() : left())
            solverOptions.warmStart = ascent.incumbent.flatMap { formulation.values(at: $0.choice) }
            let answer = try solver.solve(formulation.model, options: solverOptions) { report in
                var report = report
                // Beyond the window the model's bound says nothing about the whole problem; go on
                // only where the window cannot grow and a better solution is the best hope.
                let isSpent = used == window && report.bound >= root.bound + used
                report.bound = max(bound, min(report.bound, root.bound + used))
                if !progress(report, false) { isStopped = true }
                return !isStopped && !(isSpent && report.incumbent != nil)
            }
            nodes += answer.nodes
            let before = ascent.incumbent?.cost ?? .infinity
            if answer.hasIncumbent { ascent.offer(formulation.choice(from: answer.values)) }
            let modelBound = answer.status == .infeasible ? .infinity : answer.bound
            bound = max(bound, min(modelBound, root.bound + used))
            if isProven() { break }
            if used == window {
                guard answer.status != .feasible, answer.status != .noIncumbent else { break }
                // All that could be cheaper was in the model: no more to be had than its tolerances.
                if let cost = ascent.incumbent?.cost, root.bound + used >= cost { break }
            } else {
                // Too many patterns to look as far as asked: more of them once this many no longer
                // help, and prices fitted to the better solution where they do.
                ascent.polish(rounds: 1, mayGoOn: report)
                if (ascent.incumbent?.cost ?? .infinity) < before - 1e-4 * abs(before) {
                    ascent.climb(
                        iterations: 100, relativeGap: options.relativeGap, scale: 0.3,
                        mayGoOn: report)
                    ascent.sharpen()
                    bound = max(bound, ascent.best.bound)
                } else {
                    size += 1
                }
            }
            let open = ascent.incumbent.map { 1.001 * ($0.cost - ascent.best.bound) }
            window = used == window ? min(4 * window, open ?? .infinity) : open ?? 4 * window
        }
        guard let incumbent = ascent.incumbent else { return nil }
        return Result(
            choice: incumbent.choice, value: incumbent.cost, bound: min(bound, incumbent.cost),
            nodes: nodes, prices: ascent.best.prices, sites: ascent.records)
    }

    private func isClosed(_ ascent: LagrangianAscent) -> Bool {
        gapIsClosed(ascent.incumbent?.cost, ascent.best.bound)
    }

    private func gapIsClosed(_ cost: Double?, _ bound: Double) -> Bool {
        cost.map { $0 - bound <= max(options.absoluteGap, options.relativeGap * abs($0)) } ?? false
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
        window asked: Double, size: Size, ascent: LagrangianAscent, mayGoOn: () -> Bool
    ) -> (PatternFormulation.Restriction, Double)? {
        let forcing = relaxation.forcingCosts(root)
        var widest: (patterns: [SitePattern], window: Double)?
        // From narrow to wide: a window too wide costs the most.
        for step in (0...8).reversed() {
            let window = step == 0 ? asked : asked / pow2(step)
            guard mayGoOn(),
                let patterns = patterns(
                    relaxation, root, forcing.open, window, most: size.patterns)
            else { break }
            widest = (patterns, window)
        }
        guard let widest else { return nil }
        var patterns = widest.patterns
        let window = widest.window
        if window < asked {
            // Not all that could matter: add what the ascent found good.
            let known = Set(patterns.map(PatternKey.init))
            patterns += ascent.pool(at: root, forcing: forcing.open, most: size.fromAscent)
                .filter { !known.contains(PatternKey($0)) }
        }
        var restriction = PatternFormulation.Restriction(
            mayOpen: forcing.open.map { $0 <= window },
            mayClose: forcing.closed.map { $0 <= window },
            patterns: patterns, options: usableOptions(relaxation, root, forcing.open, window))
        for pattern in patterns { restriction.mayOpen[pattern.site] = true }
        if let incumbent = ascent.incumbent?.choice {
            include(incumbent, relaxation, &restriction)
        }
        return (restriction, window)
    }

    private func pow2(_ exponent: Int) -> Double { Double(1 << exponent) }

    private func patterns(
        _ relaxation: LagrangianRelaxation, _ root: LagrangianRelaxation.Evaluation,
        _ forcing: [Double], _ window: Double, most: Int
    ) -> [SitePattern]? {
        var patterns: [SitePattern] = []
        var nodesLeft = Self.mostNodes
        for (site, offer) in relaxation.offers.enumerated()
        where offer.canOpen && offer.hasPatterns && forcing[site] <= window {
            let room = most - patterns.count
            let slack = window - forcing[site] + 1e-9 * max(1, abs(root.patternValues[site]))
            guard
                let more = relaxation.pricers[site].all(
                    prices: root.prices, cutoff: root.patternValues[site] + slack, most: room,
                    nodeLimit: nodesLeft)
            else { return nil }
            nodesLeft -= relaxation.pricers[site].nodes
            patterns += more
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
            guard choice.isOpen[site], offer.hasPatterns,
                let pattern = relaxation.pattern(of: choice, at: site)
            else { continue }
            if known.insert(PatternKey(pattern)).inserted { restriction.patterns.append(pattern) }
        }
        for option in choice.option where option >= 0 {
            let isOwn =
                problem.options[option].site.map {
                    problem.sites[$0].ownClients.contains(problem.options[option].client)
                } ?? false
            if relaxation.localOption[option] < 0 && !isOwn { restriction.options[option] = true }
        }
    }
}
