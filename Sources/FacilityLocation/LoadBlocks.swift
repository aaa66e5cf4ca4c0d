/// The classes of a site in blocks that every option of some movers brings together or not at all.
struct LoadBlocks {
    /// What a mover brings of a class when it brings it.
    struct Amount {
        var amount = 0.0
        var minimumModules = 0.0
    }

    /// The classes of each block.
    private(set) var classes: [[Int]] = []
    /// By class and mover.
    private(set) var amounts: [[Amount]]
    private var blockOfClass: [Int]

    /// The blocks, `nil` if a mover may bring a class in different amounts.
    init?(_ costs: SiteCosts, movers: [SiteOffer.Mover], isUseless: [Bool]) {
        amounts = [[Amount]](
            repeating: [Amount](repeating: Amount(), count: movers.count), count: costs.classCount)
        // Whether each useful option brings a class, mover by mover.
        var brings = [[[Bool]]](
            repeating: [[Bool]](repeating: [], count: movers.count), count: costs.classCount)
        for (number, mover) in movers.enumerated() {
            let options = mover.options.filter { !isUseless[$0] }
            for position in 0..<costs.classCount {
                brings[position][number] = [Bool](repeating: false, count: options.count)
            }
            for (place, option) in options.enumerated() {
                for index in costs.entryRanges[option] {
                    let entry = costs.entries[index]
                    let known = amounts[entry.position][number]
                    guard
                        known.amount == 0
                            || known.amount == entry.amount
                                && known.minimumModules == entry.minimumModules
                    else { return nil }
                    amounts[entry.position][number] = Amount(
                        amount: entry.amount, minimumModules: entry.minimumModules)
                    brings[entry.position][number][place] = true
                }
            }
        }
        blockOfClass = [Int](repeating: -1, count: costs.classCount)
        // What is known of each block: a mover without any of its classes fits with everything.
        var known: [[[Bool]?]] = []
        for position in 0..<costs.classCount {
            let mine = movers.indices.map {
                amounts[position][$0].amount > 0 ? brings[position][$0] : nil
            }
            let block = known.firstIndex { other in
                zip(mine, other).allSatisfy { $0 == nil || $1 == nil || $0 == $1 }
            }
            if let block {
                classes[block].append(position)
                known[block] = zip(known[block], mine).map { $0 ?? $1 }
                blockOfClass[position] = block
            } else {
                blockOfClass[position] = classes.count
                classes.append([position])
                known.append(mine)
            }
        }
    }

    /// The blocks an option brings.
    func blocks(of option: Int, _ costs: SiteCosts) -> [Int] {
        Set(costs.entryRanges[option].map { blockOfClass[costs.entries[$0].position] }).sorted()
    }
}

/// Lower bounds on needs that are sums over classes: what each class adds in the band where it adds
/// least.
struct NeedShares {
    private struct Row {
        var weight: Double
        /// The bands in reach, each with the terms of this class.
        var bands: [[SiteCosts.Term]]
    }

    /// By class.
    private var rows: [[Row]]
    /// The constants of the needs less the supplies there.
    private(set) var constant = 0.0
    /// What a unit supplied takes off, by need; zero where missing units are not counted here.
    private(set) var missingWeights: [Double]
    /// Needs to which no class adds, left out here.
    private(set) var plainNeeds: [Int] = []

    init(
        _ costs: SiteCosts, base: SiteCosts.Tally, movers: [SiteOffer.Mover], isAlwaysLoaded: Bool
    ) {
        rows = [[Row]](repeating: [], count: costs.classCount)
        missingWeights = [Double](repeating: 0, count: costs.needs.count)
        let mostLoad = movers.reduce(base[costs.total]) {
            $0 + ($1.options.map(costs.load).max() ?? 0)
        }
        for (index, need) in costs.needs.enumerated() {
            var start = 0.0
            var inReach: [SiteCosts.Band] = []
            for band in need.bands.map({ costs.bands[$0] }) {
                if start <= mostLoad + 1e-9, SiteRequirement.reaches(band.upTo, base[costs.total]) {
                    inReach.append(band)
                }
                start = band.upTo
            }
            let terms = (0..<costs.classCount).map { position in
                inReach.map { band in
                    costs.termRanges[position].map { costs.terms[$0] }.filter {
                        band.parts.contains($0.part)
                    }
                }
            }
            guard terms.contains(where: { $0.contains { !$0.isEmpty } }) else {
                plainNeeds.append(index)
                continue
            }
            let supply = base[costs.firstSupply + index]
            if costs.leastUnits(need, base, loadToCome: 0) >= supply {
                missingWeights[index] = need.missingCost
            }
            let weight = need.unitCost + missingWeights[index]
            let withTerms = Set(terms.joined().joined().map(\.part))
            let least = inReach.map { Self.constant($0, costs, withTerms) }.min() ?? 0
            constant += weight * (isAlwaysLoaded ? least : min(0, least))
            constant -= missingWeights[index] * supply
            for position in 0..<costs.classCount {
                rows[position].append(Row(weight: weight, bands: terms[position]))
            }
        }
    }

    /// The least sum of a band's parts without their terms.
    private static func constant(
        _ band: SiteCosts.Band, _ costs: SiteCosts, _ withTerms: Set<Int>
    ) -> Double {
        band.parts.reduce(0) { sum, part in
            let value = costs.parts[part].constant
            guard withTerms.contains(part) else {
                return sum + costs.parts[part].rounding.whole(value)
            }
            return sum + value - (costs.parts[part].rounding == .halfUp ? 0.5 : 0) - 1e-8
        }
    }

    /// What a class adds to the needs at least.
    func cost(_ position: Int, load: Double, modules: Double) -> Double {
        rows[position].reduce(0) { sum, row in
            let least =
                row.bands.map { terms in
                    terms.reduce(0) { units, term in
                        units + term.perLoad * load + term.perModule * modules
                            + (term.perGroup > 0
                                ? term.perGroup
                                    * SiteRequirement.groups(
                                        load, size: term.groupSize,
                                        remainder: term.groupRemainder) : 0)
                    }
                }.min() ?? 0
            return sum + row.weight * least
        }
    }
}
