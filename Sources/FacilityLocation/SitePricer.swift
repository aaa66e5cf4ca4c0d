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
    var mixtures: [BoundMixture]
    static let fitted = 1
    /// With so few movers all of them are tabled once and for all.
    static let alwaysTabled = 11
    /// The groups with options that can matter, by the last preparation.
    var survivors: [Int] = []

    /// Options that cost no less than another with the same loads and supplies, or do not fit.
    let isUseless: [Bool]
    /// The tally of ``fixed``, and that of it with each option.
    let base: SiteCosts.Tally
    let withOne: SiteCosts.Tally
    /// The least units needed and missing with each option and anything more, by option and need.
    let leastUnits: UnsafeMutablePointer<Double>
    let leastMissing: UnsafeMutablePointer<Double>
    var mostLoad = 0.0
    var mostSupply: [Double] = []

    /// What each option changes at the prices of the search: its own cost less the client's price
    /// and less what the client would have brought without load.
    let changes: UnsafeMutablePointer<Double>
    var scan: PatternScan
    /// The search by blocks, where loads come in blocks; made anew when other movers matter.
    ///
    /// One for small total loads and one for those in the last band of the needs, where both are in
    /// reach: what a class adds differs.
    var scans: [BlockScan] = []
    let loadBlocks: LoadBlocks?
    var ranges: [(after: Double, upTo: Double)] = []
    var blockPrices: [BlockScan.Prices] = []
    var found = Found()

    /// What searches by blocks found together.
    struct Found {
        var patterns: [[Int]] = []
        var value = Double.infinity
        var abandoned = Double.infinity
        var nodes = 0
    }
    /// What the last search for the best found, and at which prices.
    var last: (prices: [Double], best: Best, locals: [Int])?

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
        // Movers that come whole or not at all need no tables.
        let isUseless = self.isUseless
        let hasParts = offer.movers.contains { $0.options.count { !isUseless[$0] } > 1 }
        loadBlocks =
            isFixed && hasParts
            ? LoadBlocks(costs, movers: offer.movers, isUseless: isUseless) : nil
        changes = .allocate(capacity: max(1, offer.options.count))
        base = .allocate(capacity: costs.tallySize)
        leastUnits = .allocate(capacity: max(1, offer.options.count * costs.needs.count))
        leastMissing = .allocate(capacity: max(1, offer.options.count * costs.needs.count))
        withOne = .allocate(capacity: max(1, offer.options.count * costs.tallySize))
        scan = PatternScan(
            costs, bounds, groupCount: groups.count, optionCount: offer.options.count)

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
    var nodes = 0

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
}
