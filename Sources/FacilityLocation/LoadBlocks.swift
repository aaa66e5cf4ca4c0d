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
/// least, of the bands for a range of total loads.
struct NeedShares {
    private struct Row {
        var unitCost: Double
        /// The bands in reach, each with the terms of this class.
        var bands: [[SiteCosts.Term]]

        func units(load: Double, modules: Double) -> Double {
            var least = Double.infinity
            for terms in bands {
                var units = 0.0
                for term in terms {
                    units += term.perLoad * load + term.perModule * modules
                    guard term.perGroup > 0 else { continue }
                    units +=
                        term.perGroup
                        * SiteRequirement.groups(
                            load, size: term.groupSize, remainder: term.groupRemainder)
                }
                least = min(least, units)
            }
            return bands.isEmpty ? 0 : least
        }
    }

    /// By class, the needs to which classes add.
    private var rows: [[Row]]
    /// What these needs cost whatever the classes add.
    private(set) var constant = 0.0
    /// Needs to which no class adds, left out here.
    private(set) var plainNeeds: [Int] = []
    /// The need whose missing units are priced, its place among the rows and its constant.
    private(set) var missing: (need: Int, row: Int, constant: Double)?

    /// Bounds for total loads above `after` and up to `upTo`.
    init(_ costs: SiteCosts, after: Double, upTo: Double, isAlwaysLoaded: Bool) {
        rows = [[Row]](repeating: [], count: costs.classCount)
        for (index, need) in costs.needs.enumerated() {
            let inReach = Self.bands(of: need, costs, after: after, upTo: upTo)
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
            let withTerms = Set(terms.joined().joined().map(\.part))
            let least = inReach.map { Self.constant($0, costs, withTerms) }.min() ?? 0
            let units = isAlwaysLoaded ? least : min(0, least)
            constant += need.unitCost * units
            if missing == nil, need.missingCost > 0 { missing = (index, rows[0].count, units) }
            for position in 0..<costs.classCount {
                rows[position].append(Row(unitCost: need.unitCost, bands: terms[position]))
            }
        }
    }

    /// The bands of a need for total loads in a range.
    static func bands(
        of need: SiteCosts.Need, _ costs: SiteCosts, after: Double, upTo: Double
    ) -> [SiteCosts.Band] {
        var start = 0.0
        return need.bands.map { costs.bands[$0] }.filter { band in
            defer { start = band.upTo }
            return start <= upTo + 1e-9 && band.upTo > after
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

    /// What a class adds at least to the cost of units needed.
    func cost(_ position: Int, load: Double, modules: Double) -> Double {
        rows[position].reduce(0) {
            $0 + $1.unitCost * $1.units(load: load, modules: modules)
        }
    }

    /// What a class adds at least to the units of the need whose missing ones are priced.
    func units(_ position: Int, load: Double, modules: Double) -> Double {
        missing.map { rows[position][$0.row].units(load: load, modules: modules) } ?? 0
    }
}
