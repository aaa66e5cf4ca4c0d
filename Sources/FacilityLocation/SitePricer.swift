/// Finds, for given prices of clients, the best pattern of a site or all patterns nearly as good.
///
/// A depth-first search over the movers. Modules never get cheaper by adding a mover, and cost at
/// least their fractional share; both give bounds that cut the search.
struct SitePricer {
    let offer: SiteOffer

    /// A mover's option with what it changes, module costs aside: its own cost less the client's
    /// price and less what the client would have brought without load.
    private struct Candidate {
        var option: Int
        var loads: [SiteLoad]
        var cost: Double
        var change: Double
        var leastModuleCost: Double
    }

    private struct State {
        var loads: [Double]
        var modules: [Int]
        var moduleCost: Double
        var fraction: Double
        var total: Int
        /// Sum of changes so far.
        var change: Double
        var cost: Double
    }

    init(_ offer: SiteOffer) {
        self.offer = offer
    }

    /// The value of visitors and movers without load at given prices.
    func unloadedValue(prices: [Double]) -> Double {
        var value = 0.0
        for visitor in offer.visitors { value += min(0, visitor.cost - prices[visitor.client]) }
        for mover in offer.movers { value += min(0, mover.unloadedCost - prices[mover.client]) }
        return value
    }

    /// The least value of a pattern, and the pattern; `nil` where even the own client does not fit.
    func best(prices: [Double]) -> (value: Double, pattern: SitePattern)? {
        var found: (value: Double, pattern: SitePattern)?
        search(prices: prices, cutoff: .infinity) { value, pattern in
            found = (value, pattern)
            return value - 1e-9 * max(1, abs(value))
        }
        return found
    }

    /// All patterns of value at most `cutoff`, with their values; `nil` if more than `most`.
    func all(prices: [Double], cutoff: Double, most: Int) -> [(
        value: Double, pattern: SitePattern
    )]? {
        var found: [(value: Double, pattern: SitePattern)] = []
        search(prices: prices, cutoff: cutoff) { value, pattern in
            found.append((value, pattern))
            return found.count > most ? -.infinity : cutoff
        }
        return found.count > most ? nil : found
    }

    /// Visits patterns of value below a cutoff, which each visit may lower.
    private func search(
        prices: [Double], cutoff: Double, visit: (Double, SitePattern) -> Double
    ) {
        var groups = offer.movers.map { mover -> [Candidate] in
            let unloaded = min(0, mover.unloadedCost - prices[mover.client])
            return mover.options.map { option in
                Candidate(
                    option: option.index, loads: option.loads, cost: option.cost,
                    change: option.cost - prices[mover.client] - unloaded,
                    leastModuleCost: option.leastModuleCost)
            }
        }
        func least(_ group: [Candidate]) -> Double { group.map(\.change).min() ?? 0 }
        groups.sort { least($0) < least($1) }
        // What the groups from a position on can still bring, modules free or at their share.
        var free = [Double](repeating: 0, count: groups.count + 1)
        var shared = free
        for position in groups.indices.reversed() {
            free[position] = free[position + 1] + min(0, least(groups[position]))
            shared[position] =
                shared[position + 1]
                + min(0, groups[position].map { $0.change + $0.leastModuleCost }.min() ?? 0)
        }
        var cutoff = cutoff
        var chosen: [Int] = []

        func descend(_ position: Int, _ state: State, own: Int?) {
            let extra = offer.limit.map { max(0, state.total - $0) } ?? 0
            guard extra <= offer.extraMaximum else { return }
            let modules = state.moduleCost + Double(extra) * offer.extraCost
            let bound = max(
                state.change + modules + free[position],
                state.change + state.fraction + shared[position])
            guard bound <= cutoff else { return }
            guard position < groups.count else {
                guard state.change + modules <= cutoff else { return }
                cutoff = visit(
                    state.change + modules,
                    SitePattern(
                        site: offer.site, own: own, movers: chosen.sorted(),
                        cost: state.cost + modules))
                return
            }
            for candidate in groups[position] {
                chosen.append(candidate.option)
                descend(
                    position + 1,
                    adding(
                        candidate.loads, change: candidate.change, cost: candidate.cost,
                        fraction: candidate.leastModuleCost, to: state), own: own)
                chosen.removeLast()
            }
            descend(position + 1, state, own: own)
        }

        let empty = State(
            loads: [Double](repeating: 0, count: offer.sizes.count),
            modules: [Int](repeating: 0, count: offer.sizes.count), moduleCost: 0, fraction: 0,
            total: 0, change: 0, cost: 0)
        guard let client = offer.ownClient else { return descend(0, empty, own: nil) }
        for option in offer.own {
            descend(
                0,
                adding(
                    option.loads, change: option.cost - prices[client], cost: option.cost,
                    fraction: option.leastModuleCost, to: empty), own: option.index)
        }
    }

    private func adding(
        _ loads: [SiteLoad], change: Double, cost: Double, fraction: Double, to state: State
    ) -> State {
        var state = state
        for load in loads {
            let position = load.position
            state.loads[position] += load.amount
            // Loads only come in, so the largest minimum so far is in the count already.
            let modules = max(
                state.modules[position], load.minimumModules,
                ModularCapacity.modules(for: state.loads[position], size: offer.sizes[position]))
            let more = modules - state.modules[position]
            state.modules[position] = modules
            state.total += more
            state.moduleCost += Double(more) * offer.costs[position]
        }
        state.change += change
        state.cost += cost
        state.fraction += fraction
        return state
    }
}
