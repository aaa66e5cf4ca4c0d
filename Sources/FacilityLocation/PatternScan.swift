/// The depth-first search of a ``SitePricer``: its plan, laid out flat, and its state.
struct PatternScan {
    private typealias Numbers = UnsafeMutablePointer<Double>

    private unowned(unsafe) let costs: SiteCosts
    private let classCount: Int
    private let needCount: Int
    private let tallySize: Int
    private static let mixtureCount = 4

    /// The mixtures in use, and what a module, a unit of load, … counts in each.
    private var mixtureCount = 0
    private let perModule: Numbers
    private let perLoad: Numbers
    private let perNeed: Numbers
    private let constants: Numbers
    /// Each option's change and linear share, by option and mixture.
    let mixed: UnsafeMutablePointer<Double>

    // The plan: options by position.
    private var positionCount = 0
    private let optionCount: Int
    private let candidates: UnsafeMutablePointer<Int>
    private let starts: UnsafeMutablePointer<Int>
    /// After which candidate a position is passed over, −1 for never.
    private let skips: UnsafeMutablePointer<Int>
    /// The least that positions from here on bring, by position and mixture.
    private let suffix: Numbers
    private let loadToCome: Numbers
    private let supplyToCome: Numbers
    private let tallies: SiteCosts.Tally
    /// By position: the bounds so far, the least units needed and missing.
    private let soFar: Numbers
    private let units: Numbers
    private let missing: Numbers
    private var changes: UnsafeMutablePointer<Double>?
    private var startChange = 0.0

    // The state.
    private var chosen: [Int] = []
    private var findsAll = false
    private var tolerance = 0.0
    private var most = 0
    private var cutoff = Double.infinity
    private(set) var nodes = 0
    private var nodeLimit = 0
    /// The least bound of what was not looked at for want of nodes.
    private(set) var abandoned = Double.infinity
    /// What was found: all patterns, or better and better ones.
    private(set) var found: [[Int]] = []
    /// The value of the last pattern found.
    private(set) var foundValue = Double.infinity

    init(_ costs: SiteCosts, _ bounds: SiteBounds, groupCount: Int, optionCount: Int) {
        self.costs = costs
        classCount = costs.classCount
        needCount = costs.needs.count
        tallySize = costs.tallySize
        self.optionCount = optionCount
        let mixtures = Self.mixtureCount
        perModule = .allocate(capacity: max(1, mixtures * classCount))
        perLoad = .allocate(capacity: max(1, mixtures * classCount))
        perNeed = .allocate(capacity: max(1, 3 * mixtures * needCount))
        constants = .allocate(capacity: mixtures)
        mixed = .allocate(capacity: max(1, mixtures * optionCount))
        candidates = .allocate(capacity: max(1, optionCount))
        starts = .allocate(capacity: groupCount + 1)
        skips = .allocate(capacity: groupCount + 1)
        suffix = .allocate(capacity: mixtures * (groupCount + 1))
        loadToCome = .allocate(capacity: groupCount + 1)
        supplyToCome = .allocate(capacity: max(1, needCount * (groupCount + 1)))
        tallies = .allocate(capacity: (groupCount + 1) * tallySize)
        soFar = .allocate(capacity: mixtures * (groupCount + 1))
        units = .allocate(capacity: max(1, needCount * (groupCount + 1)))
        missing = .allocate(capacity: max(1, needCount * (groupCount + 1)))
    }

    func deallocate() {
        for numbers in [
            perModule, perLoad, perNeed, constants, mixed, suffix, loadToCome, supplyToCome,
            tallies,
            soFar, units, missing,
        ] {
            numbers.deallocate()
        }
        for indices in [candidates, starts, skips] { indices.deallocate() }
    }

    /// A little less than a value: what a better pattern has to reach.
    static func below(_ value: Double) -> Double { value - 1e-9 * max(1, abs(value)) }

    /// Lays out the mixtures, and every option's change and share in each.
    mutating func mix(
        _ mixtures: [BoundMixture], _ optionCount: Int, _ changes: UnsafeMutablePointer<Double>
    ) {
        mixtureCount = mixtures.count
        for (number, mixture) in mixtures.enumerated() {
            for position in 0..<classCount {
                perModule[number * classCount + position] = mixture.perModule[position]
                perLoad[number * classCount + position] = mixture.perLoad[position]
            }
            for need in 0..<needCount {
                let first = 3 * (number * needCount + need)
                perNeed[first] = mixture.perUnit[need]
                perNeed[first + 1] = mixture.perMissing[need]
                perNeed[first + 2] = mixture.perSupply[need]
            }
            constants[number] = mixture.constant
        }
        for option in 0..<optionCount {
            for number in 0..<mixtureCount {
                var value = changes[option]
                for index in costs.entryRanges[option] {
                    let entry = costs.entries[index]
                    value += perLoad[number * classCount + entry.position] * entry.amount
                }
                for need in 0..<needCount {
                    value -=
                        perNeed[3 * (number * needCount + need) + 2] * costs.supply(option, need)
                }
                mixed[option * mixtureCount + number] = value
            }
        }
    }

    /// The costs of a tally in a mixture, but for extra modules and classes begun.
    ///
    /// - Parameters:
    ///   - units: the least units needed, by need.
    ///   - missing: the least units missing, by need.
    @inline(__always)
    func constant(
        _ mixture: Int, _ tally: SiteCosts.Tally, units: UnsafePointer<Double>,
        missing: UnsafePointer<Double>
    ) -> Double {
        var sum = constants[mixture]
        let first = mixture * classCount
        for position in 0..<classCount {
            sum += perModule[first + position] * tally[classCount + position]
            sum += perLoad[first + position] * tally[position]
        }
        for need in 0..<needCount {
            let weights = 3 * (mixture * needCount + need)
            sum += perNeed[weights] * units[need]
            sum += perNeed[weights + 1] * missing[need]
            sum -= perNeed[weights + 2] * tally[costs.firstSupply + need]
        }
        return sum
    }

    /// Lays out the positions and what is to come from each.
    mutating func plan(
        _ positions: [(options: [Int], isRequired: Bool)], base: SiteCosts.Tally, change: Double,
        fixed: [Int], changes: UnsafeMutablePointer<Double>
    ) {
        self.changes = changes
        startChange = change
        chosen = fixed
        tallies.update(from: base, count: tallySize)
        positionCount = positions.count
        starts[0] = 0
        for (position, (options, isRequired)) in positions.enumerated() {
            let start = starts[position]
            var skip = start
            for (offset, option) in options.enumerated() {
                candidates[start + offset] = option
                if mixed[option * mixtureCount + 1] < 0 { skip = start + offset + 1 }
            }
            skips[position] = isRequired ? -1 : skip
            starts[position + 1] = start + options.count
        }
        for mixture in 0..<mixtureCount { suffix[positionCount * mixtureCount + mixture] = 0 }
        loadToCome[positionCount] = 0
        for need in 0..<needCount { supplyToCome[positionCount * needCount + need] = 0 }
        for (position, (options, isRequired)) in positions.enumerated().reversed() {
            for mixture in 0..<mixtureCount {
                var least = isRequired ? Double.infinity : 0
                for option in options { least = min(least, mixed[option * mixtureCount + mixture]) }
                suffix[position * mixtureCount + mixture] =
                    suffix[(position + 1) * mixtureCount + mixture] + least
            }
            loadToCome[position] =
                loadToCome[position + 1] + (options.map(costs.load).max() ?? 0)
            for need in 0..<needCount {
                supplyToCome[position * needCount + need] =
                    supplyToCome[(position + 1) * needCount + need]
                    + (options.map { costs.supply($0, need) }.max() ?? 0)
            }
        }
    }

    /// Searches for the best pattern of value at most `cutoff`.
    ///
    /// - Parameter tolerance: by how much the best may be missed.
    mutating func findBest(below cutoff: Double, tolerance: Double, nodeLimit: Int) {
        begin(cutoff, nodeLimit)
        self.tolerance = tolerance
        findsAll = false
        descend(0, depth: 0, startChange)
    }

    /// Searches for all patterns of value at most `cutoff`, giving up beyond `most`.
    mutating func findAll(upTo cutoff: Double, most: Int, nodeLimit: Int) {
        begin(cutoff, nodeLimit)
        findsAll = true
        self.most = most
        descend(0, depth: 0, startChange)
    }

    private mutating func begin(_ cutoff: Double, _ nodeLimit: Int) {
        self.cutoff = cutoff
        self.nodeLimit = nodeLimit
        nodes = 0
        abandoned = .infinity
        found.removeAll(keepingCapacity: true)
    }

    private mutating func finish(_ tally: SiteCosts.Tally, _ change: Double) {
        let value = change + costs.cost(tally)
        guard value <= cutoff, value < .infinity else { return }
        found.append(chosen)
        foundValue = value
        if findsAll {
            if found.count > most { cutoff = -.infinity }
        } else {
            cutoff = Self.below(value) - tolerance
        }
    }

    private mutating func descend(_ position: Int, depth: Int, _ change: Double) {
        nodes += 1
        let tally = tallies + depth * tallySize
        guard position < positionCount else { return finish(tally, change) }
        let hard = change + costs.extraModules(tally) + tally[costs.starting]
        guard hard < .infinity else { return }
        let units = units + position * needCount
        let missing = missing + position * needCount
        for need in 0..<needCount {
            units[need] = costs.leastUnits(
                costs.needs[need], tally, loadToCome: loadToCome[position])
            missing[need] = max(
                0,
                units[need] - tally[costs.firstSupply + need]
                    - supplyToCome[position * needCount + need])
        }
        let soFar = soFar + position * mixtureCount
        let suffix = suffix + position * mixtureCount
        var bound = -Double.infinity
        for mixture in 0..<mixtureCount {
            soFar[mixture] = hard + constant(mixture, tally, units: units, missing: missing)
            bound = max(bound, soFar[mixture] + suffix[mixture])
        }
        guard bound <= cutoff else { return }
        guard nodes <= nodeLimit else {
            abandoned = min(abandoned, bound)
            return
        }
        let skip = skips[position]
        for candidate in starts[position]..<starts[position + 1] {
            if candidate == skip { descend(position + 1, depth: depth, change) }
            let option = candidates[candidate]
            var least = -Double.infinity
            for mixture in 0..<mixtureCount {
                least = max(
                    least,
                    soFar[mixture] + mixed[option * mixtureCount + mixture]
                        + suffix[mixtureCount + mixture])
            }
            guard least <= cutoff else { continue }
            let next = tally + tallySize
            next.update(from: tally, count: tallySize)
            costs.add(option, to: next)
            chosen.append(option)
            descend(position + 1, depth: depth + 1, change + (changes?[option] ?? 0))
            chosen.removeLast()
        }
        if skip == starts[position + 1] { descend(position + 1, depth: depth, change) }
    }
}
