extension SitePricer {
    /// The plan of a depth-first search, and how far it is.
    struct Search {
        /// The candidates of each position, and where they start.
        var options: [Int] = []
        var starts: [Int] = [0]
        /// The candidates' changes with shares, by candidate and mixture.
        var mixed: [Double] = []
        /// Whether a position may be passed over, and after which candidate that is tried.
        var isOptional: [Bool] = []
        var skipAfter: [Int] = []
        /// The least that positions from here on bring, by position and mixture.
        var suffix: [Double] = []
        var loadToCome: [Double] = []
        var supplyToCome: [Double] = []

        var chosen: [Int] = []
        var nodes = 0
        var nodeLimit = 0
        var cutoff = Double.infinity
        /// The least bound of what was not looked at for want of nodes.
        var abandoned = Double.infinity

        var positionCount: Int { isOptional.count }

        mutating func prepare(
            _ order: [Int], candidates: [[Int]], mixtures: Int, needs: Int, ownCount: Int,
            mixed mix: (Int, Int) -> Double, load: (Int) -> Double, supply: (Int, Int) -> Double
        ) {
            options.removeAll(keepingCapacity: true)
            starts = [0]
            mixed.removeAll(keepingCapacity: true)
            isOptional = order.map { $0 >= ownCount }
            skipAfter.removeAll(keepingCapacity: true)
            for number in order {
                var after = starts[starts.count - 1]
                for option in candidates[number] {
                    options.append(option)
                    for mixture in 0..<mixtures { mixed.append(mix(option, mixture)) }
                    if mixed[mixed.count - mixtures + min(2, mixtures - 1)] < 0 {
                        after = options.count
                    }
                }
                skipAfter.append(after)
                starts.append(options.count)
            }
            let count = order.count
            suffix = [Double](repeating: 0, count: (count + 1) * mixtures)
            loadToCome = [Double](repeating: 0, count: count + 1)
            supplyToCome = [Double](repeating: 0, count: (count + 1) * needs)
            for position in (0..<count).reversed() {
                let range = starts[position]..<starts[position + 1]
                for mixture in 0..<mixtures {
                    var least = isOptional[position] ? 0 : Double.infinity
                    for candidate in range {
                        least = min(least, mixed[candidate * mixtures + mixture])
                    }
                    suffix[position * mixtures + mixture] =
                        suffix[(position + 1) * mixtures + mixture] + least
                }
                loadToCome[position] =
                    loadToCome[position + 1] + (range.map { load(options[$0]) }.max() ?? 0)
                for need in 0..<needs {
                    supplyToCome[position * needs + need] =
                        supplyToCome[(position + 1) * needs + need]
                        + (range.map { supply(options[$0], need) }.max() ?? 0)
                }
            }
            chosen.removeAll(keepingCapacity: true)
            nodes = 0
            abandoned = .infinity
        }
    }

    /// The sums along a branch.
    private struct Branch {
        var change = 0.0
        var modules = 0.0
        var units = 0.0
        var missing = 0.0
    }

    /// The least value of a pattern, and the pattern; `nil` where even the own clients do not fit.
    ///
    /// The pattern found last is the first to beat; at the prices it was found at nothing is searched.
    ///
    /// - Parameter nodeLimit: after so many nodes the bound is only a bound.
    func best(prices: [Double], nodeLimit: Int) -> Best? {
        let mine = groups.map { prices[$0.client] }
        if let last, last.prices == mine { return last.best }
        var found: (value: Double, pattern: SitePattern, locals: [Int])?
        if let last {
            found = (
                value(of: last.best.pattern, locals: last.locals, prices: prices),
                last.best.pattern, last.locals
            )
        }
        func improved(_ value: Double) -> Double { value - 1e-9 * max(1, abs(value)) }
        let start = found.map { improved($0.value) } ?? .infinity
        search.abandoned = .infinity
        if prepare(prices: prices, cutoff: start) {
            search.cutoff = start
            search.nodeLimit = nodeLimit
            run { value, locals in
                guard value < .infinity else { return value }
                found = (value, pattern(locals), locals)
                return improved(value)
            }
        }
        guard let found else { return nil }
        let best = Best(
            bound: min(found.value, search.abandoned), value: found.value, pattern: found.pattern)
        last = (mine, best, found.locals)
        return best
    }

    /// All patterns of value at most `cutoff`; `nil` if more than `most` or too long to find.
    func all(prices: [Double], cutoff: Double, most: Int, nodeLimit: Int) -> [SitePattern]? {
        guard prepare(prices: prices, cutoff: cutoff) else { return [] }
        var found: [[Int]] = []
        search.cutoff = cutoff
        search.nodeLimit = nodeLimit
        run { _, locals in
            found.append(locals)
            return found.count > most ? -.infinity : cutoff
        }
        guard found.count <= most, search.abandoned == .infinity else { return nil }
        return found.map(pattern)
    }

    /// Visits patterns of value at most the cutoff, which each visit may lower.
    private func run(_ visit: (Double, [Int]) -> Double) {
        costs.clear(tallies)
        descend(0, tallies, Branch(), visit)
    }

    private func descend(
        _ position: Int, _ tally: SiteCosts.Tally, _ branch: Branch,
        _ visit: (Double, [Int]) -> Double
    ) {
        search.nodes += 1
        if position == search.positionCount {
            let value = branch.change + costs.cost(tally)
            if value <= search.cutoff { search.cutoff = visit(value, search.chosen) }
            return
        }
        let needs = costs.needs.count
        let now = now(tally, loadToCome: search.loadToCome[position]) {
            search.supplyToCome[position * needs + $0]
        }
        let count = mixtures.count
        var bound = -Double.infinity
        for mixture in 0..<count {
            let value =
                start(mixture, now, branch) + search.suffix[position * count + mixture]
            bound = max(bound, value)
        }
        guard bound <= search.cutoff else { return }
        guard search.nodes <= search.nodeLimit else {
            search.abandoned = min(search.abandoned, bound)
            return
        }
        let range = search.starts[position]..<search.starts[position + 1]
        let skipAfter = search.isOptional[position] ? search.skipAfter[position] : -1
        for candidate in range {
            if candidate == skipAfter { descend(position + 1, tally, branch, visit) }
            var least = -Double.infinity
            for mixture in 0..<count {
                least = max(
                    least,
                    start(mixture, now, branch) + search.mixed[candidate * count + mixture]
                        + search.suffix[(position + 1) * count + mixture])
            }
            guard least <= search.cutoff else { continue }
            let option = search.options[candidate]
            let next = tally + costs.tallySize
            next.update(from: tally, count: costs.tallySize)
            costs.add(option, to: next)
            let share = bounds.shares[option]
            search.chosen.append(option)
            descend(
                position + 1, next,
                Branch(
                    change: branch.change + changes[option],
                    modules: branch.modules + share.modules, units: branch.units + share.units,
                    missing: branch.missing + share.missing), visit)
            search.chosen.removeLast()
        }
        if skipAfter == range.upperBound { descend(position + 1, tally, branch, visit) }
    }

    /// The bound of a mixture without what is to come.
    private func start(_ mixture: Int, _ now: Now, _ branch: Branch) -> Double {
        let weights = mixtures[mixture]
        return branch.change + constant(mixture, now) + weights.modules * branch.modules
            + weights.units * branch.units + weights.missing * branch.missing
    }
}
