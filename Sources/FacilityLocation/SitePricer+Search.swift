extension SitePricer {
    /// The least value of a pattern, and the pattern; `nil` where even the own clients do not fit.
    ///
    /// The pattern found last is the first to beat; at the prices it was found at nothing is searched.
    ///
    /// - Parameters:
    ///   - tolerance: by how much the value may be above the bound; the search is faster for it.
    ///   - nodeLimit: after so many nodes the bound is whatever it is.
    func best(prices: [Double], tolerance: Double = 0, nodeLimit: Int) -> Best? {
        let mine = (offer.owns + offer.movers).map { prices[$0.client] }
        if let last, last.prices == mine, last.best.value - last.best.bound <= tolerance {
            return last.best
        }
        setChanges(prices)
        var cutoff = Double.infinity
        if let last {
            var locals = last.locals
            var value = locals.reduce(costs.cost(of: locals)) { $0 + changes[$1] }
            // The more movers, the more it pays to know a good pattern before the search.
            if groups.count > Self.alwaysTabled { value = improve(&locals) }
            cutoff = PatternScan.below(value) - tolerance
            let known = locals == last.locals ? last.best.pattern : pattern(locals)
            self.last = (mine, Best(bound: value, value: value, pattern: known), locals)
        }
        let byBlocks = searchBlocks(cutoff) { scan, found, change in
            let below =
                found.patterns.isEmpty ? cutoff : PatternScan.below(found.value) - tolerance
            scan.findBest(
                below: below, tolerance: tolerance, nodeLimit: nodeLimit, change: change)
        }
        if byBlocks, !found.patterns.isEmpty || last != nil {
            keep(found.patterns.last, found.value, found.abandoned, mine, tolerance)
            return last?.best
        }
        guard prepare(cutoff: cutoff) else {
            keep(nil, 0, .infinity, mine, tolerance)
            return last?.best
        }
        scan.findBest(below: cutoff, tolerance: tolerance, nodeLimit: nodeLimit)
        if scan.found.isEmpty && last == nil && scan.abandoned < .infinity {
            scan.findBest(below: cutoff, tolerance: tolerance, nodeLimit: .max)
        }
        nodes = scan.nodes
        keep(scan.found.last, scan.foundValue, scan.abandoned, mine, tolerance)
        return last?.best
    }

    /// Notes the outcome of a search for the best.
    private func keep(
        _ found: [Int]?, _ value: Double, _ abandoned: Double, _ prices: [Double],
        _ tolerance: Double
    ) {
        if let found {
            last = (prices, Best(bound: value, value: value, pattern: pattern(found)), found)
        }
        if let value = last?.best.value { last?.best.bound = min(value - tolerance, abandoned) }
    }

    /// All patterns of value at most `cutoff`; `nil` if more than `most` or too long to find.
    func all(prices: [Double], cutoff: Double, most: Int, nodeLimit: Int) -> [SitePattern]? {
        setChanges(prices)
        let byBlocks = searchBlocks(cutoff) { scan, found, change in
            scan.findAll(
                upTo: found.patterns.count > most ? -.infinity : cutoff, most: most,
                nodeLimit: nodeLimit - found.nodes, change: change)
        }
        if byBlocks {
            guard found.patterns.count <= most, found.abandoned == .infinity else { return nil }
            return found.patterns.map(pattern)
        }
        guard prepare(cutoff: cutoff) else { return [] }
        scan.findAll(upTo: cutoff, most: most, nodeLimit: nodeLimit)
        nodes = scan.nodes
        guard scan.found.count <= most, scan.abandoned == .infinity else { return nil }
        return scan.found.map(pattern)
    }

    /// Runs a search by blocks; `false` if loads do not come in blocks or too many movers matter.
    private func searchBlocks(
        _ cutoff: Double, _ run: (inout BlockScan, _ found: Found, _ change: Double) -> Void
    ) -> Bool {
        guard let loadBlocks else { return false }
        var movers = scans.first?.movers ?? Array(groups.indices)
        if groups.count > Self.alwaysTabled {
            guard prepare(cutoff: cutoff) else { return false }
            if !Set(survivors).isSubset(of: movers) || movers.count > BlockScan.mostMovers {
                movers = survivors
            }
            guard movers.count <= BlockScan.mostMovers else { return false }
        }
        if scans.first?.movers != movers {
            for scan in scans { scan.deallocate() }
            scans = ranges.enumerated().map { number, range in
                var scan = BlockScan(
                    costs, groups: groups, movers: movers, blocks: loadBlocks,
                    isUseless: isUseless, fixed: fixed, base: base,
                    isAlwaysLoaded: bounds.isAlwaysLoaded, range: range, changes: changes)
                scan.take(blockPrices[number])
                return scan
            }
        }
        found = Found()
        let change = fixed.reduce(0.0) { $0 + changes[$1] }
        for number in scans.indices {
            run(&scans[number], found, change)
            scans[number].give(&blockPrices[number])
            found.patterns += scans[number].found
            if !scans[number].found.isEmpty { found.value = scans[number].foundValue }
            found.abandoned = min(found.abandoned, scans[number].abandoned)
            found.nodes += scans[number].nodes
        }
        nodes = found.nodes
        return true
    }

    /// What is worth remembering of the last search.
    var record: SiteRecord? {
        last.map {
            SiteRecord(
                prices: $0.prices, bound: $0.best.bound, value: $0.best.value, locals: $0.locals,
                blockPrices: blockPrices)
        }
    }

    /// Takes up where the pricer of an equal site left off.
    func restore(_ record: SiteRecord) {
        last = (
            record.prices,
            Best(bound: record.bound, value: record.value, pattern: pattern(record.locals)),
            record.locals
        )
        blockPrices = record.blockPrices
    }

    /// Starts from a pattern likely to be good.
    func suggest(_ locals: [Int]) {
        guard last == nil, costs.cost(of: locals) < .infinity else { return }
        last = ([], Best(bound: -.infinity, value: .infinity, pattern: pattern(locals)), locals)
    }

    /// Improves a pattern by giving movers other options one by one; returns its value.
    private func improve(_ locals: inout [Int]) -> Double {
        func value(_ locals: [Int]) -> Double {
            locals.reduce(costs.cost(of: locals)) { $0 + changes[$1] }
        }
        var best = value(locals)
        for _ in 0..<2 {
            let before = best
            for (number, group) in groups.enumerated() {
                let without = locals.filter { !group.options.contains($0) }
                var trials = group.options.filter { !isUseless[$0] && changes[$0] < 0 }
                    .map { without + [$0] }
                if isRequired[number] {
                    trials = group.options.filter { !isUseless[$0] }.map { without + [$0] }
                } else {
                    trials.append(without)
                }
                for trial in trials {
                    let now = value(trial)
                    if now < PatternScan.below(best) { (best, locals) = (now, trial) }
                }
            }
            if best == before { break }
        }
        return best
    }

    private func setChanges(_ prices: [Double]) {
        for own in offer.owns {
            for option in own.options {
                changes[option] = offer.options[option].cost - prices[own.client]
            }
        }
        for mover in offer.movers {
            let price = prices[mover.client]
            let unloaded = min(0, mover.unloadedCost - price)
            for option in mover.options {
                changes[option] = offer.options[option].cost - price - unloaded
            }
        }
    }

    /// Prepares a search: which options can matter below the cutoff, in which order, and what the
    /// clients from a position on can still bring.
    ///
    /// - Returns: `false` if nothing is below the cutoff.
    private func prepare(cutoff: Double) -> Bool {
        fit()
        let count = mixtures.count
        let start = fixed.reduce(0.0) { $0 + changes[$1] }
        scan.mix(mixtures, offer.options.count, changes)
        var least = [Double](repeating: 0, count: groups.count * count)
        var sums = [Double](repeating: start, count: count)
        for (number, group) in groups.enumerated() {
            for mixture in 0..<count {
                var value = isRequired[number] ? Double.infinity : 0
                for option in group.options where !isUseless[option] {
                    value = min(value, scan.mixed[option * count + mixture])
                }
                least[number * count + mixture] = value
                sums[mixture] += value
            }
        }
        var order: [(change: Double, number: Int, options: [Int])] = []
        for (number, group) in groups.enumerated() {
            var options: [Int] = []
            for option in group.options where !isUseless[option] {
                let tally = withOne + option * costs.tallySize
                let hard = costs.extraModules(tally) + tally[costs.starting]
                var bound = hard == .infinity ? hard : -.infinity
                for mixture in 0..<count where bound <= cutoff {
                    let constant = scan.constant(
                        mixture, tally, units: leastUnits + option * costs.needs.count,
                        missing: leastMissing + option * costs.needs.count)
                    bound = max(
                        bound,
                        hard + constant + changes[option] + sums[mixture]
                            - least[number * count + mixture])
                }
                if bound <= cutoff { options.append(option) }
            }
            if options.isEmpty {
                if isRequired[number] { return false }
                continue
            }
            options.sort {
                (scan.mixed[$0 * count + Self.fitted], $0)
                    < (scan.mixed[$1 * count + Self.fitted], $1)
            }
            order.append((scan.mixed[options[0] * count + Self.fitted], number, options))
        }
        survivors = order.map(\.number).sorted()
        order.sort {
            (isRequired[$0.number] ? 0 : 1, $0.change, $0.number)
                < (isRequired[$1.number] ? 0 : 1, $1.change, $1.number)
        }
        scan.plan(
            order.map { (options: $0.options, isRequired: isRequired[$0.number]) },
            base: base, change: start, fixed: fixed, changes: changes)
        return true
    }

    /// Moves the weights of the fitted mixture towards the largest bound at the root, by a few
    /// subgradient steps from where they were.
    private func fit() {
        var weights = mixtures[Self.fitted]
        let classes = costs.classCount
        var loads = [Double](repeating: 0, count: classes)
        for step in [0.3, 0.2, 0.12, 0.08] {
            for position in 0..<classes { loads[position] = base[position] }
            var supplies = costs.needs.indices.map { base[costs.firstSupply + $0] }
            for (number, group) in groups.enumerated() {
                var best = (value: isRequired[number] ? Double.infinity : 0, option: -1)
                for option in group.options where !isUseless[option] {
                    var value = changes[option]
                    for index in costs.entryRanges[option] {
                        let entry = costs.entries[index]
                        value += weights.perLoad[entry.position] * entry.amount
                    }
                    for need in supplies.indices {
                        value -= weights.perSupply[need] * costs.supply(option, need)
                    }
                    if value < best.value { best = (value, option) }
                }
                guard best.option >= 0 else { continue }
                for index in costs.entryRanges[best.option] {
                    loads[costs.entries[index].position] += costs.entries[index].amount
                }
                for need in supplies.indices { supplies[need] += costs.supply(best.option, need) }
            }
            for position in 0..<classes {
                // In modules by which the share falls short of, or is above, what is there.
                let excess = loads[position] / costs.sizes[position] - base[classes + position]
                weights.modules[position] = Self.moved(weights.modules[position], step * excess)
            }
            for (index, need) in costs.needs.enumerated() {
                let now = costs.leastUnits(need, base, loadToCome: mostLoad)
                var units = bounds.constants[index]
                for position in 0..<classes {
                    units += bounds.slopes[index * classes + position] * loads[position]
                }
                weights.units[index] = Self.moved(weights.units[index], step * (units - now))
                let missing = max(0, now - base[costs.firstSupply + index] - mostSupply[index])
                weights.missing[index] = Self.moved(
                    weights.missing[index], step * (units - supplies[index] - missing))
            }
            weights.prepare(costs, bounds)
        }
        mixtures[Self.fitted] = weights
    }

    private static func moved(_ weight: Double, _ step: Double) -> Double {
        min(1, max(0, weight + min(0.3, max(-0.3, step))))
    }
}
