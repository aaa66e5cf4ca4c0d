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
    struct Option {
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
    static let priceSteps = 3

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

    unowned(unsafe) let costs: SiteCosts
    /// The movers in the tables, by their numbers among those of the site.
    let movers: [Int]
    let fixed: [Int]
    let base: SiteCosts.Tally
    let blockCount: Int
    let setCount: Int
    let options: UnsafeMutablePointer<Option>
    let optionRanges: [Range<Int>]
    /// What the needs in the tables cost whatever comes.
    let constant: Double
    /// The total loads searched: above the first, up to the second.
    let range: (after: Double, upTo: Double)
    /// The units missing before any class adds to the need, and the most that one may be priced at.
    let missingConstant: Double
    let mostMissingPrice: Double
    var missingPrice = 0.0
    /// The units needed by each set, block by block.
    let units: UnsafeMutablePointer<Double>
    /// The cost by total load of each need to which no class adds.
    let plainSteps: [[(upTo: Double, cost: Double)]]

    /// The cost of each set, block by block.
    let tables: UnsafeMutablePointer<Double>
    /// The least cost of each beginning, block by block: that of the first `p` movers' set `s` at
    /// `2^p + s`.
    let least: UnsafeMutablePointer<Double>
    /// The modules of each set, block by block.
    let modules: UnsafeMutablePointer<Double>
    /// The prices of movers' blocks, of a module's room and of a unit of load.
    var prices: [Double]
    var roomPrice = 0.0
    var loadPrice = 0.0
    /// The load of each set, block by block, and the size of a step of its price.
    let loads: UnsafeMutablePointer<Double>
    let loadUnit: Double
    let sets: UnsafeMutablePointer<Int>

    // The state of a search.
    var changes: UnsafeMutablePointer<Double>
    let toCome: UnsafeMutablePointer<Double>
    let loadToCome: UnsafeMutablePointer<Double>
    var chosen: [Int] = []
    var findsAll = false
    var tolerance = 0.0
    var most = 0
    var cutoff = Double.infinity
    var nodeLimit = 0
    var nodes = 0
    var abandoned = Double.infinity
    var found: [[Int]] = []
    var foundValue = Double.infinity

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
        for numbers in [table, counts, sums, units] {
            numbers.update(repeating: 0, count: setCount)
        }
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
}
