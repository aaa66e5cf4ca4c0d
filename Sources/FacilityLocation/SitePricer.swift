/// Finds, for given prices of clients, the best pattern of a site or all patterns nearly as good.
///
/// A depth-first search over the clients that may bring load, one option each. What a site pays
/// never falls as load comes in, but for requirements, whose bands in reach are all looked at; and it
/// is at least the linear share of ``SiteBounds``. Any mixture of both bounds holds as well; a few
/// mixtures are tried at every node. Options that no pattern below the cutoff can hold are left out
/// before the search begins.
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
    /// The clients in the search, own clients first.
    let groups: [SiteOffer.Mover]
    let ownCount: Int
    let mixtures: [Mixture]
    /// Options that cost no more than another with the same loads and supplies, or do not fit.
    private let isUseless: [Bool]
    /// The tally of the own clients where each has one option only, and the costs of it with one
    /// more option: what modules, units and missing units cost then at least.
    private let base: SiteCosts.Tally?
    private var withOne: [Now] = []

    // Working memory of a search.
    let tallies: SiteCosts.Tally
    let changes: UnsafeMutablePointer<Double>
    var search = Search()
    /// What the last search for the best found, and at which prices of ``groups``.
    var last: (prices: [Double], best: Best, locals: [Int])?

    /// How much of each cost is bounded by its linear share.
    struct Mixture {
        var modules: Double
        var units: Double
        var missing: Double
    }

    /// The costs that a tally has already and cannot lose.
    struct Now {
        var fixed = 0.0
        var modules = 0.0
        var units = 0.0
        var missing = 0.0
    }

    init(_ offer: SiteOffer) {
        self.offer = offer
        costs = offer.costs
        bounds = SiteBounds(offer)
        groups = offer.owns + offer.movers
        ownCount = offer.owns.count
        mixtures =
            costs.needs.isEmpty
            ? [0, 0.25, 0.5, 0.75, 1].map { Mixture(modules: $0, units: 0, missing: 0) }
            : [0, 0.25, 0.5, 0.75, 1].map { Mixture(modules: $0, units: $0, missing: 0) }
                + (costs.needs.contains { $0.missingCost > 0 }
                    ? [0.5, 1].map { Mixture(modules: $0, units: $0, missing: $0) } : [])
        tallies = .allocate(capacity: max(1, (groups.count + 2) * costs.tallySize))
        changes = .allocate(capacity: max(1, offer.options.count))
        isUseless = Self.useless(offer)
        guard offer.owns.allSatisfy({ $0.options.count == 1 }) else {
            base = nil
            return
        }
        let base = SiteCosts.Tally.allocate(capacity: costs.tallySize)
        self.base = base
        costs.clear(base)
        for own in offer.owns { costs.add(own.options.lowerBound, to: base) }
        let mostLoad = groups.reduce(0.0) { sum, group in
            sum + (group.options.map { bounds.shares[$0].load }.max() ?? 0)
        }
        let mostSupply = costs.needs.indices.map { need in
            groups.reduce(0.0) { sum, group in
                sum + (group.options.map { supply($0, need) }.max() ?? 0)
            }
        }
        withOne = offer.options.indices.map { option in
            tallies.update(from: base, count: costs.tallySize)
            costs.add(option, to: tallies)
            return now(tallies, loadToCome: mostLoad) { mostSupply[$0] }
        }
    }

    deinit {
        tallies.deallocate()
        changes.deallocate()
        base?.deallocate()
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
                let needs = costs.needs.count
                let effect = Effect(
                    loads: costs.entryRanges[option].flatMap { index -> [Double] in
                        let entry = costs.entries[index]
                        return [Double(entry.position), entry.amount, entry.minimumModules]
                    },
                    supplies: Array(costs.supplies[(option * needs)..<((option + 1) * needs)]))
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

    private func supply(_ option: Int, _ need: Int) -> Double {
        costs.supplies[option * costs.needs.count + need]
    }

    /// The value of visitors and movers without load at given prices.
    func unloadedValue(prices: [Double]) -> Double {
        var value = 0.0
        for visitor in offer.visitors { value += min(0, visitor.cost - prices[visitor.client]) }
        for mover in offer.movers { value += min(0, mover.unloadedCost - prices[mover.client]) }
        return value
    }

    /// The value of a pattern at given prices.
    func value(of pattern: SitePattern, locals: [Int], prices: [Double]) -> Double {
        var value = pattern.cost
        for option in locals {
            let client = offer.options[option].client
            value -= prices[client]
        }
        for mover in offer.movers where locals.contains(where: mover.options.contains) {
            value -= min(0, mover.unloadedCost - prices[mover.client])
        }
        return value
    }

    /// The pattern of some options by their positions in the offer.
    func pattern(_ locals: [Int]) -> SitePattern {
        SitePattern(
            site: offer.site, options: locals.map { offer.options[$0].index }.sorted(),
            cost: locals.reduce(costs.cost(of: locals)) { $0 + offer.options[$1].cost })
    }

    /// The least costs a tally leads to, at most `loadToCome` and some supplies later.
    func now(
        _ tally: SiteCosts.Tally, loadToCome: Double, supplyToCome: (Int) -> Double
    ) -> Now {
        var now = Now(
            fixed: costs.extraModules(tally) + tally[costs.starting],
            modules: tally[costs.moduleCost])
        let total = tally[costs.total]
        for (index, need) in costs.needs.enumerated() {
            var least = Double.infinity
            var start = 0.0
            for band in need.bands {
                let upTo = costs.bands[band].upTo
                if start > total + loadToCome + 1e-9 { break }
                if SiteRequirement.reaches(upTo, total) {
                    least = min(least, costs.units(costs.bands[band], tally))
                }
                start = upTo
            }
            if total == 0 { least = min(0, least) }
            now.units += need.unitCost * least
            if need.missingCost > 0 {
                let supply = tally[costs.firstSupply + index] + supplyToCome(index)
                now.missing += need.missingCost * max(0, least - supply)
            }
        }
        return now
    }

    /// Prepares a search: what each option changes at given prices, which options can matter below
    /// the cutoff, and what the clients from a position on can still bring.
    ///
    /// - Returns: `false` if nothing is below the cutoff.
    func prepare(prices: [Double], cutoff: Double) -> Bool {
        for (number, group) in groups.enumerated() {
            let price = prices[group.client]
            let unloaded = number < ownCount ? 0 : min(0, group.unloadedCost - price)
            for option in group.options {
                changes[option] = offer.options[option].cost - price - unloaded
            }
        }
        let count = mixtures.count
        // The least each client brings, by mixture.
        var least = [Double](repeating: 0, count: groups.count * count)
        var sums = [Double](repeating: 0, count: count)
        for (number, group) in groups.enumerated() {
            for mixture in 0..<count {
                var value = number < ownCount ? Double.infinity : 0
                for option in group.options where !isUseless[option] {
                    value = min(value, mixed(option, mixture))
                }
                least[number * count + mixture] = value
                sums[mixture] += value
            }
        }
        var candidates = [[Int]](repeating: [], count: groups.count)
        for (number, group) in groups.enumerated() {
            for option in group.options where !isUseless[option] {
                guard number >= ownCount, base != nil else {
                    candidates[number].append(option)
                    continue
                }
                let now = withOne[option]
                var bound = -Double.infinity
                for mixture in 0..<count {
                    bound = max(
                        bound,
                        constant(mixture, now) + sums[mixture]
                            - least[number * count + mixture] + mixed(option, mixture))
                }
                if bound <= cutoff { candidates[number].append(option) }
            }
            let middle = count > 2 ? 2 : 0
            candidates[number].sort { (mixed($0, middle), $0) < (mixed($1, middle), $1) }
        }
        if (0..<ownCount).contains(where: { candidates[$0].isEmpty }) { return false }
        let movers = (ownCount..<groups.count).filter { !candidates[$0].isEmpty }
            .map { (number: $0, change: candidates[$0].map { changes[$0] }.min() ?? 0) }
            .sorted { ($0.change, $0.number) < ($1.change, $1.number) }
        search.prepare(
            Array(0..<ownCount) + movers.map(\.number), candidates: candidates,
            mixtures: count, needs: costs.needs.count, ownCount: ownCount,
            mixed: mixed, load: { self.bounds.shares[$0].load }, supply: supply)
        return true
    }

    /// An option's change with the linear share of a mixture.
    func mixed(_ option: Int, _ mixture: Int) -> Double {
        let share = bounds.shares[option]
        let mixture = mixtures[mixture]
        return changes[option] + mixture.modules * share.modules + mixture.units * share.units
            + mixture.missing * share.missing
    }

    /// What a mixture takes from the costs had already, and its constants.
    func constant(_ mixture: Int, _ now: Now) -> Double {
        let mixture = mixtures[mixture]
        return now.fixed + (1 - mixture.modules) * now.modules + (1 - mixture.units) * now.units
            + mixture.units * bounds.unitsConstant + (1 - mixture.missing) * now.missing
            + mixture.missing * bounds.missingConstant
    }
}
