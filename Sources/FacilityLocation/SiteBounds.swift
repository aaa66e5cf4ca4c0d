/// Linear lower bounds on what loads cost at a site, for cutting the search over patterns.
///
/// Modules cost at least their fractional share `cost·load/size`, class by class. A requirement
/// needs at least `constant + Σ slope·load`, the least over the bands that the site can reach,
/// roundings taken at their lowest.
struct SiteBounds {
    /// The cost of one unit of load of each class in fractional modules.
    let moduleShares: [Double]
    /// The constant of each need.
    private(set) var constants: [Double] = []
    /// The slopes of each need, need by need, class by class.
    private(set) var slopes: [Double] = []
    /// Whether whoever opens the site brings load, so that it never needs nothing.
    let isAlwaysLoaded: Bool

    init(_ offer: SiteOffer) {
        let costs = offer.costs
        moduleShares = zip(costs.moduleCosts, costs.sizes).map { $0 / $1 }
        func loads(_ group: SiteOffer.Mover) -> [Double] { group.options.map(costs.load) }
        let least = offer.owns.reduce(0.0) { $0 + (loads($1).min() ?? 0) }
        let most = (offer.owns + offer.movers).reduce(0.0) { $0 + (loads($1).max() ?? 0) }
        isAlwaysLoaded = least > 0
        for need in costs.needs {
            let line = Self.line(
                under: need, costs, from: least, to: most, isAlwaysLoaded: least > 0)
            constants.append(line.constant)
            slopes += line.slopes
        }
    }

    private struct Line {
        var constant = 0.0
        var slopes: [Double]
    }

    /// A linear function of the loads under a need, for total loads in a range.
    private static func line(
        under need: SiteCosts.Need, _ costs: SiteCosts, from least: Double, to most: Double,
        isAlwaysLoaded: Bool
    ) -> Line {
        var lines: [(line: Line, start: Double)] = []
        var start = 0.0
        for band in need.bands {
            let upTo = costs.bands[band].upTo
            if SiteRequirement.reaches(upTo, least) && start <= most {
                lines.append((line(under: costs.bands[band], costs), max(start, least)))
            }
            start = upTo
        }
        guard !lines.isEmpty else {
            return Line(slopes: [Double](repeating: 0, count: costs.classCount))
        }
        let slopes = (0..<costs.classCount).map { position in
            lines.map { $0.line.slopes[position] }.min() ?? 0
        }
        // A steeper band has risen by its start at least as its least steep class says.
        let constant =
            lines.map { line, start in
                line.constant + (zip(line.slopes, slopes).map { $0 - $1 }.min() ?? 0) * start
            }.min() ?? 0
        return Line(constant: isAlwaysLoaded ? constant : min(0, constant), slopes: slopes)
    }

    private static func line(under band: SiteCosts.Band, _ costs: SiteCosts) -> Line {
        var line = Line(slopes: [Double](repeating: 0, count: costs.classCount))
        var hasTerms = Set<Int>()
        for position in 0..<costs.classCount {
            for index in costs.termRanges[position]
            where band.parts.contains(costs.terms[index].part) {
                let term = costs.terms[index]
                hasTerms.insert(term.part)
                line.slopes[position] +=
                    term.perLoad + term.perModule / costs.sizes[position]
                    + term.perGroup / term.groupSize
                line.constant -= 1e-6 * term.perModule
                line.constant -=
                    term.perGroup * (min(term.groupRemainder / term.groupSize, 1) + 1e-8)
            }
        }
        for part in band.parts {
            let value = costs.parts[part].constant
            switch costs.parts[part].rounding {
            case _ where !hasTerms.contains(part):
                line.constant += costs.parts[part].rounding.whole(value)
            case .none: line.constant += value
            case .up: line.constant += value - 1e-8
            case .halfUp: line.constant += value - 0.5 - 1e-8
            }
        }
        return line
    }
}

/// How much of each cost is bounded by its linear share, the rest by what has come in already.
///
/// Both bound the cost from below, so every mixture does: with weight `w`, modules of a class cost
/// at least `(1 − w)·cost·modules now + w·cost·load/size at the end`.
struct BoundMixture {
    /// By class.
    var modules: [Double]
    /// By need.
    var units: [Double]
    var missing: [Double]

    // What follows from the weights.
    /// What a module there already counts, by class.
    private(set) var perModule: [Double] = []
    /// What a unit of load counts, by class.
    private(set) var perLoad: [Double] = []
    /// What a unit needed or missing already counts, and a unit supplied takes off, by need.
    private(set) var perUnit: [Double] = []
    private(set) var perMissing: [Double] = []
    private(set) var perSupply: [Double] = []
    private(set) var constant = 0.0

    /// The same weight for modules and units, another for missing units.
    init(_ weight: Double, missing: Double, _ costs: SiteCosts, _ bounds: SiteBounds) {
        modules = [Double](repeating: weight, count: costs.classCount)
        units = [Double](repeating: weight, count: costs.needs.count)
        self.missing = [Double](repeating: missing, count: costs.needs.count)
        prepare(costs, bounds)
    }

    /// Works out what follows from the weights.
    mutating func prepare(_ costs: SiteCosts, _ bounds: SiteBounds) {
        perModule = zip(modules, costs.moduleCosts).map { (1 - $0) * $1 }
        perLoad = zip(modules, bounds.moduleShares).map { $0 * $1 }
        perUnit = zip(units, costs.needs).map { (1 - $0) * $1.unitCost }
        perMissing = zip(missing, costs.needs).map { (1 - $0) * $1.missingCost }
        perSupply = zip(missing, costs.needs).map { $0 * $1.missingCost }
        constant = 0
        for (need, properties) in costs.needs.enumerated() {
            let weight = units[need] * properties.unitCost + perSupply[need]
            guard weight > 0 else { continue }
            constant += weight * bounds.constants[need]
            for position in 0..<costs.classCount {
                perLoad[position] += weight * bounds.slopes[need * costs.classCount + position]
            }
        }
    }
}
