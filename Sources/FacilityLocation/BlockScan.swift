/// An exact search for the best patterns of a site whose movers bring *blocks* of classes: each class
/// of a mover comes in full or not at all.
///
/// For every block the cost of each set of movers bringing it is tabled, module roundings included.
/// What the blocks of one mover have to do with each other is priced (`δ[mover, block]`):
///
///     value ≥ constant + Σ_movers min_option (change − Σ_{blocks} δ) + Σ_blocks min_set (cost + Σ δ)
///
/// Room is priced too (`τ` a module), and so is load where a need is a step function of the total
/// (`σ` a unit): the cost of modules beyond the limit is at least `τ·modules` less its conjugate, the
/// steps are at least `σ·load` less theirs. Missing units cost at least `μ·(need − supply)` for any `μ`
/// up to what one costs. All prices are raised by a few subgradient steps and kept
/// from search to search. What is left is a depth-first search over the movers whose bound takes one
/// look-up a block: the least over all completions of a set, tabled for every beginning.
///
/// Source: M. Guignard and S. Kim, "Lagrangean decomposition: a model yielding stronger Lagrangean
/// bounds", Mathematical Programming 39 (1987), 215–228.
struct BlockScan {
    /// An option: which blocks it brings, as a set of bits.
    private struct Option {
        var local: Int
        var mover: Int
        var blocks: Int
        var load: Double
        /// What it supplies to the need whose missing units are priced.
        var supply: Double
        /// Its change at the prices of its blocks.
        var value = 0.0
    }

    /// Movers beyond this are too many to table.
    static let mostMovers = 17
    /// Subgradient steps in every search; prices stay close from one search to the next.
    private static let priceSteps = 3

    /// The prices inside a site, for all its movers.
    struct Prices: Hashable, Sendable {
        /// By mover and block.
        var blocks: [Double]
        /// Of a module's room.
        var room = 0.0
        /// Of a unit of load.
        var load = 0.0
        /// Of a missing unit.
        var missing = 0.0
    }

    private unowned(unsafe) let costs: SiteCosts
    /// The movers in the tables, by their numbers among those of the site.
    let movers: [Int]
    private let fixed: [Int]
    private let base: SiteCosts.Tally
    private let blockCount: Int
    private let setCount: Int
    private let options: UnsafeMutablePointer<Option>
    private let optionRanges: [Range<Int>]
    /// What the needs in the tables cost whatever comes.
    private let constant: Double
    /// The total loads searched: above the first, up to the second.
    private let range: (after: Double, upTo: Double)
    /// The units missing before any class adds to the need, and the most that one may be priced at.
    private let missingConstant: Double
    private let mostMissingPrice: Double
    private var missingPrice = 0.0
    /// The units needed by each set, block by block.
    private let units: UnsafeMutablePointer<Double>
    /// The cost by total load of each need to which no class adds.
    private let plainSteps: [[(upTo: Double, cost: Double)]]

    /// The cost of each set, block by block.
    private let tables: UnsafeMutablePointer<Double>
    /// The least cost of each beginning, block by block: that of the first `p` movers' set `s` at
    /// `2^p + s`.
    private let least: UnsafeMutablePointer<Double>
    /// The modules of each set, block by block.
    private let modules: UnsafeMutablePointer<Double>
    /// The prices of movers' blocks, of a module's room and of a unit of load.
    private var prices: [Double]
    private var roomPrice = 0.0
    private var loadPrice = 0.0
    /// The load of each set, block by block, and the size of a step of its price.
    private let loads: UnsafeMutablePointer<Double>
    private let loadUnit: Double
    private let sets: UnsafeMutablePointer<Int>

    // The state of a search.
    private var changes: UnsafeMutablePointer<Double>
    private let toCome: UnsafeMutablePointer<Double>
    private let loadToCome: UnsafeMutablePointer<Double>
    private var chosen: [Int] = []
    private var findsAll = false
    private var tolerance = 0.0
    private var most = 0
    private var cutoff = Double.infinity
    private var nodeLimit = 0
    private(set) var nodes = 0
    private(set) var abandoned = Double.infinity
    private(set) var found: [[Int]] = []
    private(set) var foundValue = Double.infinity

    /// The tables for some movers of a site.
    init(
        _ costs: SiteCosts, groups: [SiteOffer.Mover], movers: [Int], blocks: LoadBlocks,
        isUseless: [Bool], fixed: [Int], base: SiteCosts.Tally, isAlwaysLoaded: Bool,
        range: (after: Double, upTo: Double), changes: UnsafeMutablePointer<Double>
    ) {
        self.costs = costs
        self.movers = movers
        self.fixed = fixed
        self.base = base
        self.changes = changes
        blockCount = blocks.classes.count
        setCount = 1 << movers.count
        tables = .allocate(capacity: max(1, blockCount * setCount))
        modules = .allocate(capacity: max(1, blockCount * setCount))
        loads = .allocate(capacity: max(1, blockCount * setCount))
        loadUnit = max(1, costs.sizes.max() ?? 1)
        least = .allocate(capacity: max(1, 2 * blockCount * setCount))
        sets = .allocate(capacity: max(1, (movers.count + 1) * blockCount))
        prices = [Double](repeating: 0, count: movers.count * blockCount)

        self.range = range
        units = .allocate(capacity: max(1, blockCount * setCount))
        let shares = NeedShares(
            costs, after: range.after, upTo: range.upTo, isAlwaysLoaded: isAlwaysLoaded)
        constant = shares.constant
        let missingNeed = shares.missing?.need
        missingConstant =
            shares.missing.map { $0.constant - base[costs.firstSupply + $0.need] } ?? 0
        mostMissingPrice = missingNeed.map { costs.needs[$0].missingCost } ?? 0
        var all: [Option] = []
        var ranges: [Range<Int>] = []
        for (number, mover) in movers.enumerated() {
            let start = all.count
            for option in groups[mover].options where !isUseless[option] {
                all.append(
                    Option(
                        local: option, mover: number,
                        blocks: blocks.blocks(of: option, costs).reduce(0) { $0 | 1 << $1 },
                        load: costs.load(option),
                        supply: missingNeed.map { costs.supply(option, $0) } ?? 0))
            }
            ranges.append(start..<all.count)
        }
        options = .allocate(capacity: max(1, all.count))
        options.initialize(from: all, count: all.count)
        optionRanges = ranges
        toCome = .allocate(capacity: movers.count + 1)
        loadToCome = .allocate(capacity: movers.count + 1)
        loadToCome[movers.count] = 0
        for mover in movers.indices.reversed() {
            loadToCome[mover] =
                loadToCome[mover + 1] + (ranges[mover].map { all[$0].load }.max() ?? 0)
        }
        let limits = costs
        plainSteps = shares.plainNeeds.map { index in
            limits.needs[index].bands.map { band in
                let units = limits.bands[band].parts.reduce(0.0) {
                    $0 + limits.parts[$1].rounding.whole(limits.parts[$1].constant)
                }
                return (limits.bands[band].upTo, limits.needs[index].unitCost * units)
            }
        }
        for (block, classes) in blocks.classes.enumerated() {
            fill(block, classes, blocks, shares)
        }
    }

    func deallocate() {
        for numbers in [tables, modules, loads, units, least, toCome, loadToCome] {
            numbers.deallocate()
        }
        options.deallocate()
        sets.deallocate()
    }

    /// Fills the tables of one block.
    private func fill(
        _ block: Int, _ classes: [Int], _ blocks: LoadBlocks, _ needs: NeedShares
    ) {
        let table = tables + block * setCount
        let counts = modules + block * setCount
        let sums = self.loads + block * setCount
        let units = self.units + block * setCount
        for numbers in [table, counts, sums, units] { numbers.update(repeating: 0, count: setCount) }
        var loads = [Double](repeating: 0, count: setCount)
        var minima = loads
        for position in classes {
            let amounts = movers.map { blocks.amounts[position][$0] }
            loads[0] = base[position]
            minima[0] = base[costs.classCount + position]
            for set in 1..<max(1, setCount) {
                let mover = set.trailingZeroBitCount
                let rest = set & (set - 1)
                loads[set] = loads[rest] + amounts[mover].amount
                minima[set] = max(minima[rest], amounts[mover].minimumModules)
            }
            for set in 0..<setCount {
                let load = loads[set]
                let modules = max(
                    minima[set], (load / costs.sizes[position] - 1e-6).rounded(.up))
                var cost = modules * costs.moduleCosts[position]
                counts[set] += modules
                sums[set] += load
                if load > 0 { cost += costs.startingCosts[position] }
                table[set] += cost + needs.cost(position, load: load, modules: modules)
                units[set] += needs.units(position, load: load, modules: modules)
            }
        }
    }

    // MARK: Searches

    /// Starts from known prices.
    mutating func take(_ known: Prices) {
        for (number, mover) in movers.enumerated() {
            for block in 0..<blockCount {
                prices[number * blockCount + block] = known.blocks[mover * blockCount + block]
            }
        }
        roomPrice = known.room
        loadPrice = known.load
        missingPrice = known.missing
    }

    /// Hands on the prices reached.
    func give(_ known: inout Prices) {
        for (number, mover) in movers.enumerated() {
            for block in 0..<blockCount {
                known.blocks[mover * blockCount + block] = prices[number * blockCount + block]
            }
        }
        known.room = roomPrice
        known.load = loadPrice
        known.missing = missingPrice
    }

    /// Searches for the best pattern of value at most `cutoff`; ``found`` ends with it.
    ///
    /// - Parameter tolerance: by how much the best may be missed.
    mutating func findBest(
        below cutoff: Double, tolerance: Double, nodeLimit: Int, change: Double
    ) {
        findsAll = false
        self.tolerance = tolerance
        run(cutoff, nodeLimit, change)
    }

    /// Searches for all patterns of value at most `cutoff`, giving up beyond `most`.
    mutating func findAll(upTo cutoff: Double, most: Int, nodeLimit: Int, change: Double) {
        findsAll = true
        self.most = most
        run(cutoff, nodeLimit, change)
    }

    private mutating func run(_ cutoff: Double, _ nodeLimit: Int, _ change: Double) {
        self.cutoff = cutoff
        self.nodeLimit = nodeLimit
        nodes = 0
        abandoned = .infinity
        found.removeAll(keepingCapacity: true)
        guard raisePrices(change) <= cutoff else { return }
        for block in 0..<blockCount {
            let least = least + 2 * block * setCount
            for position in stride(from: movers.count - 1, through: 0, by: -1) {
                let count = 1 << position
                for set in 0..<count {
                    least[count + set] = min(
                        least[2 * count + set], least[3 * count + set])
                }
            }
            sets[block] = 0
        }
        toCome[movers.count] = 0
        for mover in movers.indices.reversed() {
            var range = UnsafeMutableBufferPointer(rebasing: buffer[optionRanges[mover]])
            for index in range.indices { range[index].value = value(range[index]) }
            range.sort { ($0.value, $0.local) < ($1.value, $1.local) }
            toCome[mover] = toCome[mover + 1] + min(0, range.first?.value ?? 0)
        }
        chosen = fixed
        descend(0, load: base[costs.total], change: change, priced: change + atNothing)
    }

    private var atNothing: Double { constant + missingPrice * missingConstant }

    private var buffer: UnsafeMutableBufferPointer<Option> {
        UnsafeMutableBufferPointer(start: options, count: optionRanges.last?.upperBound ?? 0)
    }

    /// An option's change at the prices of its blocks.
    private func value(_ option: Option) -> Double {
        var value = changes[option.local] - missingPrice * option.supply
        for block in 0..<blockCount where option.blocks >> block & 1 == 1 {
            value -= prices[option.mover * blockCount + block]
        }
        return value
    }

    /// Raises the bound at the root, and returns it.
    private mutating func raisePrices(_ change: Double) -> Double {
        var best = (
            bound: -Double.infinity, prices: prices, room: roomPrice, load: loadPrice,
            missing: missingPrice
        )
        let target = cutoff
        for step in 0..<Self.priceSteps {
            var gradient = [Double](repeating: 0, count: prices.count)
            let (atRoot, room, load) = stepCost(
                modules: baseModules, load: base[costs.total], loadToCome: loadToCome[0])
            var bound = change + atNothing + atRoot
            var moreMissing = missingConstant
            for (mover, range) in optionRanges.enumerated() {
                var least = (value: 0.0, blocks: 0, supply: 0.0)
                for index in range {
                    let value = value(options[index])
                    if value < least.value {
                        least = (value, options[index].blocks, options[index].supply)
                    }
                }
                bound += least.value
                moreMissing -= least.supply
                for block in 0..<blockCount where least.blocks >> block & 1 == 1 {
                    gradient[mover * blockCount + block] -= 1
                }
            }
            // How much more the sets take than the steps account for.
            var moreRoom = -room
            var moreLoad = -load
            for block in 0..<blockCount {
                let (value, set) = leastSet(block)
                bound += value
                moreRoom += modules[block * setCount + set]
                moreLoad += loads[block * setCount + set]
                moreMissing += units[block * setCount + set]
                for mover in movers.indices where set >> mover & 1 == 1 {
                    gradient[mover * blockCount + block] += 1
                }
            }
            if bound > best.bound { best = (bound, prices, roomPrice, loadPrice, missingPrice) }
            if bound > cutoff { return bound }
            if costs.limit == .infinity || roomPrice == 0 && moreRoom < 0 { moreRoom = 0 }
            if plainSteps.isEmpty || loadPrice == 0 && moreLoad < 0 { moreLoad = 0 }
            if missingPrice == 0 && moreMissing < 0
                || missingPrice == mostMissingPrice && moreMissing > 0
            {
                moreMissing = 0
            }
            moreLoad /= loadUnit
            let norm =
                gradient.reduce(0) { $0 + $1 * $1 } + moreRoom * moreRoom + moreLoad * moreLoad
                + moreMissing * moreMissing
            guard norm > 0 else { break }
            let aim = target < .infinity ? target : bound + 1e-3 * abs(bound)
            let length = 1.2 * (aim - bound) / norm
            guard step < Self.priceSteps - 1, length > 0 else { break }
            for index in prices.indices { prices[index] += length * gradient[index] }
            roomPrice = max(0, roomPrice + length * moreRoom)
            loadPrice = max(0, loadPrice + length * moreLoad / loadUnit)
            missingPrice = min(mostMissingPrice, max(0, missingPrice + length * moreMissing))
        }
        if best.prices != prices || best.room != roomPrice || best.load != loadPrice
            || best.missing != missingPrice
        {
            prices = best.prices
            roomPrice = best.room
            loadPrice = best.load
            missingPrice = best.missing
            for block in 0..<blockCount { _ = leastSet(block) }
        }
        return best.bound
    }

    private var baseModules: Double {
        (0..<blockCount).reduce(0) { $0 + modules[$1 * setCount] }
    }

    /// The least that extra modules and plain needs cost beyond what the prices of room and load
    /// count in the tables, from some modules and load on; and where that least is.
    private func stepCost(
        modules: Double, load: Double, loadToCome: Double
    ) -> (cost: Double, modules: Double, load: Double) {
        var cost = 0.0
        var atModules = modules
        if costs.limit < .infinity {
            let most = costs.limit + costs.extraMaximum
            if modules > most { return (.infinity, modules, load) }
            atModules = roomPrice > costs.extraCost ? most : max(modules, costs.limit)
            cost = max(0, atModules - costs.limit) * costs.extraCost - roomPrice * atModules
        }
        var atLoad = load
        for (number, steps) in plainSteps.enumerated() {
            let price = number == 0 ? loadPrice : 0
            let most = load + loadToCome
            var least = load == 0 ? 0 : Double.infinity
            var start = 0.0
            for step in steps {
                if start > most + 1e-9 { break }
                if SiteRequirement.reaches(step.upTo, load) {
                    let end = min(step.upTo, most)
                    if step.cost - price * end < least {
                        least = step.cost - price * end
                        if number == 0 { atLoad = end }
                    }
                }
                start = step.upTo
            }
            cost += least
        }
        return (cost, atModules, atLoad)
    }

    /// Prices all sets of a block and finds the least.
    private func leastSet(_ block: Int) -> (value: Double, set: Int) {
        let row = least + 2 * block * setCount + setCount
        let table = tables + block * setCount
        row[0] = 0
        for mover in movers.indices {
            let count = 1 << mover
            let price = prices[mover * blockCount + block]
            for set in 0..<count { row[count + set] = row[set] + price }
        }
        let counts = modules + block * setCount
        let sums = loads + block * setCount
        let needed = units + block * setCount
        let (roomPrice, loadPrice, missingPrice) = (roomPrice, loadPrice, missingPrice)
        for set in 0..<setCount {
            row[set] +=
                table[set] + roomPrice * counts[set] + loadPrice * sums[set]
                + missingPrice * needed[set]
        }
        var best = (value: row[0], set: 0)
        for set in 0..<setCount where row[set] < best.value { best = (row[set], set) }
        return best
    }

    private mutating func descend(
        _ mover: Int, load: Double, change: Double, priced: Double
    ) {
        nodes += 1
        guard SiteRequirement.reaches(range.upTo, load),
            !SiteRequirement.reaches(range.after, load + loadToCome[mover])
        else { return }
        guard mover < optionRanges.count else { return finish(change) }
        let sets = sets + mover * blockCount
        let next = sets + blockCount
        let bit = 1 << mover
        let least = least + 2 * bit
        var count = 0.0
        for block in 0..<blockCount { count += modules[block * setCount + sets[block]] }
        let steps = stepCost(modules: count, load: load, loadToCome: loadToCome[mover]).cost
        guard steps < .infinity else { return }
        let rest = priced + toCome[mover + 1] + steps
        var isSkipped = false
        for index in optionRanges[mover] {
            let option = options[index]
            if !isSkipped && option.value >= 0 {
                isSkipped = true
                skip(mover, load, change, priced, rest)
            }
            var bound = rest + option.value
            for block in 0..<blockCount {
                let set = sets[block] + (option.blocks >> block & 1) << mover
                next[block] = set
                bound += least[2 * block * setCount + set]
            }
            guard goesOn(bound) else { continue }
            chosen.append(option.local)
            descend(
                mover + 1, load: load + option.load, change: change + changes[option.local],
                priced: priced + option.value)
            chosen.removeLast()
        }
        if !isSkipped { skip(mover, load, change, priced, rest) }
    }

    /// Goes on without a mover.
    private mutating func skip(
        _ mover: Int, _ load: Double, _ change: Double, _ priced: Double, _ rest: Double
    ) {
        let sets = sets + mover * blockCount
        let next = sets + blockCount
        var bound = rest
        for block in 0..<blockCount {
            next[block] = sets[block]
            bound += least[2 * block * setCount + 2 << mover + sets[block]]
        }
        if goesOn(bound) { descend(mover + 1, load: load, change: change, priced: priced) }
    }

    @inline(__always)
    private mutating func goesOn(_ bound: Double) -> Bool {
        guard bound <= cutoff else { return false }
        guard nodes <= nodeLimit else {
            abandoned = min(abandoned, bound)
            return false
        }
        return true
    }

    private mutating func finish(_ change: Double) {
        let value = change + costs.cost(of: chosen)
        guard value <= cutoff, value < .infinity else { return }
        found.append(chosen)
        foundValue = value
        if findsAll {
            if found.count > most { cutoff = -.infinity }
        } else {
            cutoff = PatternScan.below(value) - tolerance
        }
    }
}
