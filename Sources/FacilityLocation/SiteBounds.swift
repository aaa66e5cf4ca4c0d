/// Linear lower bounds on what loads cost at a site, for cutting the search over patterns.
///
/// Modules cost at least their fractional share `Σ cost·load/size`. A requirement needs at least
/// `constant + Σ slope·load`, the least over the bands that the site can reach, roundings taken at
/// their lowest.
struct SiteBounds {
    /// What an option adds: to the fractional module cost, to the linear cost of units needed, and
    /// to that of units missing; and its total load.
    struct Share {
        var modules = 0.0
        var units = 0.0
        var missing = 0.0
        var load = 0.0
    }

    /// By position of the option in the offer.
    private(set) var shares: [Share] = []
    /// The constants of the units needed and missing.
    private(set) var unitsConstant = 0.0
    private(set) var missingConstant = 0.0
    /// Whether whoever opens the site brings load, so that it never needs nothing.
    private(set) var isAlwaysLoaded = false

    init(_ offer: SiteOffer) {
        let costs = offer.costs
        shares = offer.options.indices.map { option in
            costs.entryRanges[option].reduce(into: Share()) { share, index in
                let entry = costs.entries[index]
                share.load += entry.amount
                share.modules +=
                    entry.amount * costs.moduleCosts[entry.position] / costs.sizes[entry.position]
            }
        }
        func loads(_ group: SiteOffer.Mover) -> [Double] { group.options.map { shares[$0].load } }
        let least = offer.owns.reduce(0.0) { $0 + (loads($1).min() ?? 0) }
        let most = (offer.owns + offer.movers).reduce(0.0) { $0 + (loads($1).max() ?? 0) }
        isAlwaysLoaded = least > 0
        for (index, need) in costs.needs.enumerated() {
            let (constant, slopes) = linear(need, costs, from: least, to: most)
            unitsConstant += need.unitCost * constant
            missingConstant += need.missingCost * constant
            for option in offer.options.indices {
                let units = costs.entryRanges[option].reduce(0.0) {
                    $0 + slopes[costs.entries[$1].position] * costs.entries[$1].amount
                }
                shares[option].units += need.unitCost * units
                shares[option].missing +=
                    need.missingCost
                    * (units - costs.supplies[option * costs.needs.count + index])
            }
        }
    }

    /// A linear function of the loads under a need, for total loads in a range.
    private func linear(
        _ need: SiteCosts.Need, _ costs: SiteCosts, from least: Double, to most: Double
    ) -> (constant: Double, slopes: [Double]) {
        var lines: [(constant: Double, slopes: [Double], start: Double)] = []
        var start = 0.0
        for band in need.bands {
            let upTo = costs.bands[band].upTo
            if SiteRequirement.reaches(upTo, least) && start <= most {
                let line = Self.line(costs.bands[band], costs)
                lines.append((line.constant, line.slopes, max(start, least)))
            }
            start = upTo
        }
        guard !lines.isEmpty else { return (0, [Double](repeating: 0, count: costs.classCount)) }
        let slopes = (0..<costs.classCount).map { position in
            lines.map { $0.slopes[position] }.min() ?? 0
        }
        // A steeper band has risen by its start at least as its least steep class says.
        let constant =
            lines.map { line in
                line.constant
                    + (zip(line.slopes, slopes).map { $0 - $1 }.min() ?? 0) * line.start
            }.min() ?? 0
        return (isAlwaysLoaded ? constant : min(0, constant), slopes)
    }

    private static func line(
        _ band: SiteCosts.Band, _ costs: SiteCosts
    ) -> (constant: Double, slopes: [Double]) {
        var constant = 0.0
        var slopes = [Double](repeating: 0, count: costs.classCount)
        var hasTerms = Set<Int>()
        for position in 0..<costs.classCount {
            for index in costs.termRanges[position] where band.parts.contains(costs.terms[index].part) {
                let term = costs.terms[index]
                hasTerms.insert(term.part)
                slopes[position] +=
                    term.perLoad + term.perModule / costs.sizes[position]
                    + term.perGroup / term.groupSize
                constant -= 1e-6 * term.perModule
                constant -=
                    term.perGroup * (min(term.groupRemainder / term.groupSize, 1) + 1e-8)
            }
        }
        for part in band.parts {
            let value = costs.parts[part].constant
            switch costs.parts[part].rounding {
            case _ where !hasTerms.contains(part):
                constant += costs.parts[part].rounding.whole(value)
            case .none: constant += value
            case .up: constant += value - 1e-8
            case .halfUp: constant += value - 0.5 - 1e-8
            }
        }
        return (constant, slopes)
    }
}
