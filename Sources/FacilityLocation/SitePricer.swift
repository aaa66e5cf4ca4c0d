/// Finds, for given prices of clients, the best pattern of a site or all patterns nearly as good.
///
/// A depth-first search over the clients that may bring load, one option each. What a site pays
/// never falls as load comes in, but for requirements, whose bands in reach are all looked at; and it
/// is at least the linear share of ``SiteBounds``. Any mixture of both bounds holds as well: one with
/// weights fitted to the prices is tried at every node beside the plain ones. Options that no
/// pattern below the cutoff can hold are left out before the search begins.
///
/// A pricer keeps its working memory between searches: one search at a time.
final class SitePricer {
    /// The outcome of a search for the best pattern.
    struct Best {
        /// No pattern has a lower value.
        var bound: Double
        var value: Double
        var pattern: SitePattern
    }

    let offer: SiteOffer
    let costs: SiteCosts
    let bounds: SiteBounds
    /// The clients to search over; own clients are among them only where one has several options.
    let groups: [SiteOffer.Mover]
    /// Whether a client of ``groups`` must take an option.
    let isRequired: [Bool]
    /// The only options of own clients, in every pattern.
    let fixed: [Int]
    /// Zero, the fitted one, and full shares without and with missing units.
    private(set) var mixtures: [BoundMixture]
    private static let fitted = 1
    /// With so few movers all of them are tabled once and for all.
    private static let alwaysTabled = 11
    /// The groups with options that can matter, by the last preparation.
    private var survivors: [Int] = []

    /// Options that cost no less than another with the same loads and supplies, or do not fit.
    private let isUseless: [Bool]
    /// The tally of ``fixed``, and that of it with each option.
    private let base: SiteCosts.Tally
    private let withOne: SiteCosts.Tally
    /// The least units needed and missing with each option and anything more, by option and need.
    private let leastUnits: UnsafeMutablePointer<Double>
    private let leastMissing: UnsafeMutablePointer<Double>
    private var mostLoad = 0.0
    private var mostSupply: [Double] = []

    /// What each option changes at the prices of the search: its own cost less the client's price
    /// and less what the client would have brought without load.
    private let changes: UnsafeMutablePointer<Double>
    private var scan: PatternScan
    /// The search by blocks, where loads come in blocks; made anew when other movers matter.
    ///
    /// One for small total loads and one for those in the last band of the needs, where both are in
    /// reach: what a class adds differs.
    private var scans: [BlockScan] = []
    private let loadBlocks: LoadBlocks?
    private var ranges: [(after: Double, upTo: Double)] = []
    private var blockPrices: [BlockScan.Prices] = []
    private var found = Found()

    /// What searches by blocks found together.
    private struct Found {
        var patterns: [[Int]] = []
        var value = Double.infinity
        var abandoned = Double.infinity
        var nodes = 0
    }
    /// What the last search for the best found, and at which prices.
    private var last: (prices: [Double], best: Best, locals: [Int])?

    init(_ offer: SiteOffer) {
        self.offer = offer
        costs = offer.costs
        bounds = SiteBounds(offer)
        let isFixed = offer.owns.allSatisfy { $0.options.count == 1 }
        fixed = isFixed ? offer.owns.map(\.options.lowerBound) : []
        groups = (isFixed ? [] : offer.owns) + offer.movers
        isRequired = groups.indices.map { !isFixed && $0 < offer.owns.count }
        let weights = [(0.0, 0.0), (0.5, 0), (1, 0)] + (costs.needs.isEmpty ? [] : [(1, 1)])
        mixtures = weights.map { [costs, bounds] in BoundMixture($0, missing: $1, costs, bounds) }
        isUseless = Self.useless(offer)
        loadBlocks =
            isFixed ? LoadBlocks(costs, movers: offer.movers, isUseless: isUseless) : nil
        changes = .allocate(capacity: max(1, offer.options.count))
        base = .allocate(capacity: costs.tallySize)
        leastUnits = .allocate(capacity: max(1, offer.options.count * costs.needs.count))
        leastMissing = .allocate(capacity: max(1, offer.options.count * costs.needs.count))
        withOne = .allocate(capacity: max(1, offer.options.count * costs.tallySize))
        scan = PatternScan(costs, bounds, groupCount: groups.count, optionCount: offer.options.count)

        costs.clear(base)
        for own in fixed { costs.add(own, to: base) }
        mostLoad = groups.reduce(0.0) { $0 + ($1.options.map(costs.load).max() ?? 0) }
        mostSupply = costs.needs.indices.map { need in
            groups.reduce(0.0) { sum, group in
                sum + (group.options.map { costs.supply($0, need) }.max() ?? 0)
            }
        }
        if let loadBlocks {
            ranges = loadRanges()
            blockPrices = [BlockScan.Prices](
                repeating: BlockScan.Prices(blocks: firstPrices(loadBlocks)), count: ranges.count)
        }
        for option in offer.options.indices {
            let tally = withOne + option * costs.tallySize
            tally.update(from: base, count: costs.tallySize)
            costs.add(option, to: tally)
            for (index, need) in costs.needs.enumerated() {
                let units = costs.leastUnits(need, tally, loadToCome: mostLoad)
                let place = option * costs.needs.count + index
                leastUnits[place] = units
                leastMissing[place] = max(
                    0, units - base[costs.firstSupply + index] - mostSupply[index])
            }
        }
    }

    /// The ranges of total loads to search one by one.
    private func loadRanges() -> [(after: Double, upTo: Double)] {
        let least = base[costs.total]
        for need in costs.needs {
            let inReach = NeedShares.bands(
                of: need, costs, after: least - 2e-9, upTo: least + mostLoad)
            let hasTerms = inReach.contains { band in
                costs.terms.contains { band.parts.contains($0.part) }
            }
            if inReach.count > 1, hasTerms {
                let border = inReach[inReach.count - 2].upTo
                return [(-1, border), (border, .infinity)]
            }
        }
        return [(-1, .infinity)]
    }

    /// Prices of movers' blocks to start from: what they take of modules and needs, unrounded.
    private func firstPrices(_ blocks: LoadBlocks) -> [Double] {
        groups.indices.flatMap { mover in
            blocks.classes.map { classes in
                -classes.reduce(0.0) { sum, position in
                    var share = bounds.moduleShares[position]
                    for (index, need) in costs.needs.enumerated() {
                        share += need.unitCost * bounds.slopes[index * costs.classCount + position]
                    }
                    return sum + share * blocks.amounts[position][mover].amount
                }
            }
        }
    }

    deinit {
        changes.deallocate()
        base.deallocate()
        withOne.deallocate()
        leastUnits.deallocate()
        leastMissing.deallocate()
        scan.deallocate()
        for scan in scans { scan.deallocate() }
    }

    private static func useless(_ offer: SiteOffer) -> [Bool] {
        let costs = offer.costs
        struct Effect: Hashable {
            var loads: [Double]
            var supplies: [Double]
        }
        var isUseless = [Bool](repeating: false, count: offer.options.count)
        for group in offer.owns + offer.movers {
            var cheapest: [Effect: Int] = [:]
            for option in group.options {
                let effect = Effect(
                    loads: costs.entryRanges[option].flatMap { index -> [Double] in
                        let entry = costs.entries[index]
                        return [Double(entry.position), entry.amount, entry.minimumModules]
                    }, supplies: costs.needs.indices.map { costs.supply(option, $0) })
                guard let other = cheapest[effect] else {
                    cheapest[effect] = option
                    continue
                }
                let isDearer = offer.options[option].cost >= offer.options[other].cost
                isUseless[isDearer ? option : other] = true
                if !isDearer { cheapest[effect] = option }
            }
        }
        return isUseless
    }

    /// How many nodes the last search visited.
    private(set) var nodes = 0

    /// The value of visitors and movers without load at given prices.
    func unloadedValue(prices: [Double]) -> Double {
        var value = 0.0
        for visitor in offer.visitors { value += min(0, visitor.cost - prices[visitor.client]) }
        for mover in offer.movers { value += min(0, mover.unloadedCost - prices[mover.client]) }
        return value
    }

    /// The value of a pattern at given prices.
    ///
    /// - Parameter locals: the position of each option of the problem in its offer.
    func value(_ pattern: SitePattern, _ locals: [Int], prices: [Double]) -> Double {
        let taken = Set(pattern.options.map { offer.options[locals[$0]].client })
        var value = pattern.cost
        for own in offer.owns { value -= prices[own.client] }
        for mover in offer.movers where taken.contains(mover.client) {
            let price = prices[mover.client]
            value -= price + min(0, mover.unloadedCost - price)
        }
        return value
    }

    /// The pattern of some options by their positions in the offer.
    func pattern(_ locals: [Int]) -> SitePattern {
        SitePattern(
            site: offer.site, options: locals.map { offer.options[$0].index }.sorted(),
            cost: locals.reduce(costs.cost(of: locals)) { $0 + offer.options[$1].cost })
    }

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
