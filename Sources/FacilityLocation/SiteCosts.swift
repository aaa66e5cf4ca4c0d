/// What an option brings of one class that matters at a site.
struct SiteLoad {
    /// The position of the class among those of the site.
    var position: Int
    var amount: Double
    /// Modules it occupies whatever its amount.
    var minimumModules: Double
}

/// The costs that arise at one site from everything it serves together: modules, extra modules,
/// classes begun and requirements.
///
/// A tally is a flat run of ``tallySize`` numbers: loads and modules by class, the sums of the
/// requirements' parts, supplies by requirement, and four totals. Adding an option to a tally
/// touches only what it loads; tallies are copied freely in the searches.
final class SiteCosts {
    typealias Tally = UnsafeMutablePointer<Double>

    /// What a class adds to one part of a requirement.
    struct Term {
        var part: Int
        var perLoad: Double
        var perModule: Double
        var perGroup: Double
        var groupSize: Double
        var groupRemainder: Double
    }

    struct Part {
        var constant: Double
        var rounding: RequirementPart.Rounding
    }

    struct Band {
        var upTo: Double
        var parts: Range<Int>
    }

    struct Need {
        /// The index among the problem's requirements.
        var requirement: Int
        var bands: Range<Int>
        var unitCost: Double
        var missingCost: Double
    }

    /// The classes that matter here, ascending.
    let classes: [Int]
    let sizes: [Double]
    let moduleCosts: [Double]
    let startingCosts: [Double]
    let limit: Double
    let extraMaximum: Double
    let extraCost: Double
    let needs: [Need]
    let bands: [Band]
    let parts: [Part]
    let terms: [Term]
    let termRanges: [Range<Int>]
    /// What each option loads, by position in the offer.
    let entries: [SiteLoad]
    let entryRanges: [Range<Int>]
    /// What each option supplies to each need, option by option.
    let supplies: [Double]

    let classCount: Int
    let firstPart: Int
    let firstSupply: Int
    let total: Int
    let moduleCost: Int
    let moduleCount: Int
    let starting: Int
    let tallySize: Int

    /// Whether anything at the site depends on loads.
    var isEmpty: Bool { classes.isEmpty }

    init(
        _ problem: LocationProblem, site: Int, options: [Int], classes: [Int], needs active: [Int]
    ) {
        self.classes = classes
        let modules = problem.modules
        let limit = modules?.limits[site] ?? .unlimited
        sizes = classes.map { modules?.classes[$0].size ?? 1 }
        moduleCosts = classes.map { modules?.classes[$0].costPerModule ?? 0 }
        startingCosts = classes.map { limit.startingCosts[$0] ?? 0 }
        self.limit = limit.modules.map(Double.init) ?? .infinity
        extraMaximum = Double(limit.extraMaximum)
        extraCost = limit.extraCost

        let positions = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        var needs: [Need] = []
        var bands: [Band] = []
        var parts: [Part] = []
        var termsOfClass = [[Term]](repeating: [], count: classes.count)
        for index in active {
            let requirement = problem.requirements[index]
            let firstBand = bands.count
            for band in requirement.bands {
                let firstPart = parts.count
                for part in band.parts {
                    for term in part.terms {
                        guard let position = positions[term.moduleClass] else { continue }
                        termsOfClass[position].append(
                            Term(
                                part: parts.count, perLoad: term.perLoad,
                                perModule: term.perModule, perGroup: term.perGroup,
                                groupSize: term.groupSize, groupRemainder: term.groupRemainder))
                    }
                    parts.append(Part(constant: part.constant, rounding: part.rounding))
                }
                bands.append(Band(upTo: band.upTo, parts: firstPart..<parts.count))
            }
            needs.append(
                Need(
                    requirement: index, bands: firstBand..<bands.count,
                    unitCost: requirement.costPerUnit,
                    missingCost: requirement.paysMissing(at: site)
                        ? requirement.costPerUnitMissing : 0))
        }
        self.needs = needs
        self.bands = bands
        self.parts = parts
        terms = termsOfClass.flatMap { $0 }
        termRanges = Self.ranges(termsOfClass.map(\.count))

        let loads = options.map { option in
            problem.options[option].loads.compactMap { load in
                positions[load.moduleClass].map {
                    SiteLoad(
                        position: $0, amount: load.amount,
                        minimumModules: Double(load.minimumModules))
                }
            }
        }
        entries = loads.flatMap { $0 }
        entryRanges = Self.ranges(loads.map(\.count))
        supplies = options.flatMap { option in
            needs.map {
                $0.missingCost > 0
                    ? problem.requirements[$0.requirement].supply(of: option) : 0
            }
        }

        classCount = classes.count
        firstPart = 2 * classes.count
        firstSupply = firstPart + parts.count
        total = firstSupply + needs.count
        moduleCost = total + 1
        moduleCount = total + 2
        starting = total + 3
        tallySize = total + 4
    }

    private static func ranges(_ counts: [Int]) -> [Range<Int>] {
        var start = 0
        return counts.map { count in
            defer { start += count }
            return start..<(start + count)
        }
    }

    /// Makes a tally one of nothing.
    func clear(_ tally: Tally) {
        tally.update(repeating: 0, count: tallySize)
        for (index, part) in parts.enumerated() { tally[firstPart + index] = part.constant }
    }

    /// Adds an option, by its position in the offer.
    func add(_ option: Int, to tally: Tally) {
        for index in entryRanges[option] {
            let entry = entries[index]
            let position = entry.position
            let before = tally[position]
            let load = before + entry.amount
            tally[position] = load
            tally[total] += entry.amount
            if before == 0 { tally[starting] += startingCosts[position] }
            let modulesBefore = tally[classCount + position]
            // Loads only come in, so the largest minimum so far is in the count already.
            let modules = max(
                modulesBefore, entry.minimumModules,
                (load / sizes[position] - 1e-6).rounded(.up))
            if modules > modulesBefore {
                tally[classCount + position] = modules
                tally[moduleCount] += modules - modulesBefore
                tally[moduleCost] += (modules - modulesBefore) * moduleCosts[position]
            }
            for index in termRanges[position] {
                let term = terms[index]
                var more = term.perLoad * entry.amount + term.perModule * (modules - modulesBefore)
                if term.perGroup > 0 {
                    more +=
                        term.perGroup
                        * (SiteRequirement.groups(
                            load, size: term.groupSize, remainder: term.groupRemainder)
                            - SiteRequirement.groups(
                                before, size: term.groupSize, remainder: term.groupRemainder))
                }
                tally[firstPart + term.part] += more
            }
        }
        let first = option * needs.count
        for need in needs.indices { tally[firstSupply + need] += supplies[first + need] }
    }

    /// What an option supplies to a need.
    @inline(__always)
    func supply(_ option: Int, _ need: Int) -> Double { supplies[option * needs.count + need] }

    /// The total load of an option, by its position in the offer.
    func load(_ option: Int) -> Double { entryRanges[option].reduce(0) { $0 + entries[$1].amount } }

    /// What modules beyond the limit cost, infinite where they do not fit.
    func extraModules(_ tally: Tally) -> Double {
        let extra = tally[moduleCount] - limit
        guard extra > 0 else { return 0 }
        return extra <= extraMaximum ? extra * extraCost : .infinity
    }

    /// The units needed in a band.
    func units(_ band: Band, _ tally: Tally) -> Double {
        var units = 0.0
        for part in band.parts { units += parts[part].rounding.whole(tally[firstPart + part]) }
        return units
    }

    /// The least units of a need that a tally leads to, with more load to come.
    ///
    /// Inside a band units never fall as load comes in, so the least of the bands in reach counts.
    func leastUnits(_ need: Need, _ tally: Tally, loadToCome: Double) -> Double {
        let total = tally[total]
        let most = total + loadToCome + 1e-9
        var least = Double.infinity
        var start = 0.0
        for band in need.bands {
            if start > most { break }
            let upTo = bands[band].upTo
            if SiteRequirement.reaches(upTo, total) {
                least = min(least, units(bands[band], tally))
            }
            start = upTo
        }
        return total == 0 ? min(0, least) : least
    }

    /// All costs of a tally, infinite where it does not fit.
    func cost(_ tally: Tally) -> Double {
        var cost = tally[moduleCost] + extraModules(tally) + tally[starting]
        guard tally[total] > 0 else { return cost }
        for (index, need) in needs.enumerated() {
            for band in need.bands
            where SiteRequirement.reaches(bands[band].upTo, tally[total]) {
                let units = units(bands[band], tally)
                cost += need.unitCost * units
                cost += need.missingCost * max(0, units - tally[firstSupply + index])
                break
            }
        }
        return cost
    }

    /// All costs of some options together, by their positions in the offer.
    func cost(of options: some Sequence<Int>) -> Double {
        withUnsafeTemporaryAllocation(of: Double.self, capacity: tallySize) { buffer in
            guard let tally = buffer.baseAddress else { return 0 }
            clear(tally)
            for option in options { add(option, to: tally) }
            return cost(tally)
        }
    }
}
