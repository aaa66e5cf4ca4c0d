/// Opens the sites of least total value within the count of open sites and disjoint group counts.
///
/// Bounds on disjoint groups and on the whole form a laminar family, for which the greedy choice is
/// optimal and any single site is forced in or out best by adding, removing or exchanging one site
/// (K. Murota, *Discrete Convex Analysis*, SIAM 2003, chapters 4 and 6: M♮-convexity).
package struct SiteSelection {
    private let isFixed: [Bool]
    private let bounds: ClosedRange<Int>
    /// The group of each site; two more groups hold the sites without a rule, those that count in
    /// ``bounds`` and those that do not.
    private let groupOfSite: [Int]
    private let groupBounds: [ClosedRange<Int>]
    /// Whether the sites of a group count in ``bounds``; a group holds one kind only.
    private let groupCounts: [Bool]

    /// The rules of a problem that a selection keeps; returns the group rules it leaves out because
    /// they overlap with others or mix sites that count with sites that do not.
    package static func make(
        _ problem: LocationProblem, fixedOpen: [Bool]
    ) -> (selection: SiteSelection, leftOut: [GroupRule]) {
        var groupOfSite = [Int](repeating: -1, count: problem.sites.count)
        var groupBounds: [ClosedRange<Int>] = []
        var groupCounts: [Bool] = []
        var leftOut: [GroupRule] = []
        for rule in problem.groupRules {
            let kinds = Set(rule.sites.map { problem.sites[$0].isCounted })
            guard rule.sites.allSatisfy({ groupOfSite[$0] < 0 }), kinds.count < 2 else {
                leftOut.append(rule)
                continue
            }
            for site in rule.sites { groupOfSite[site] = groupBounds.count }
            groupBounds.append(rule.count.bounds)
            groupCounts.append(kinds.first ?? true)
        }
        for site in groupOfSite.indices where groupOfSite[site] < 0 {
            groupOfSite[site] = groupBounds.count + (problem.sites[site].isCounted ? 0 : 1)
        }
        groupBounds += [0...Int.max, 0...Int.max]
        groupCounts += [true, false]
        let selection = SiteSelection(
            isFixed: fixedOpen, bounds: problem.openCount.bounds, groupOfSite: groupOfSite,
            groupBounds: groupBounds, groupCounts: groupCounts)
        return (selection, leftOut)
    }

    /// The best selection, `nil` if the counts cannot be kept.
    ///
    /// - Parameter values: by site, `.infinity` where it cannot open.
    package func best(_ values: [Double]) -> [Bool]? {
        var isOpen = isFixed
        for site in values.indices where isOpen[site] && values[site] == .infinity { return nil }
        var (total, counts) = count(isOpen)
        let ranked = values.indices.filter { !isOpen[$0] && values[$0] < .infinity }
            .sorted { (values[$0], $0) < (values[$1], $1) }
        // What the groups need comes first, then whatever is worth it.
        for needed in [true, false] {
            for site in ranked where !isOpen[site] {
                let group = groupOfSite[site]
                let limits = groupBounds[group]
                let takes =
                    needed
                    ? counts[group] < limits.lowerBound
                    : counts[group] < limits.upperBound
                        && (groupCounts[group]
                            ? total < bounds.upperBound
                                && (values[site] < 0 || total < bounds.lowerBound)
                            : values[site] < 0)
                guard takes else { continue }
                isOpen[site] = true
                if groupCounts[group] { total += 1 }
                counts[group] += 1
            }
        }
        guard bounds.contains(total), zip(groupBounds, counts).allSatisfy({ $0.contains($1) })
        else { return nil }
        return isOpen
    }

    private func count(_ isOpen: [Bool]) -> (total: Int, byGroup: [Int]) {
        var counts = [Int](repeating: 0, count: groupBounds.count)
        for (site, isOpen) in isOpen.enumerated() where isOpen { counts[groupOfSite[site]] += 1 }
        let total = zip(counts, groupCounts).reduce(0) { $1.1 ? $0 + $1.0 : $0 }
        return (total, counts)
    }

    /// By how much the total value of the best selection rises when each site is forced open, or
    /// forced closed; infinite where that is impossible, zero where it is so already.
    package func forcingCosts(_ values: [Double], best isOpen: [Bool]) -> (
        open: [Double], closed: [Double]
    ) {
        let (total, counts) = count(isOpen)
        // The dearest open site that may close, and the cheapest closed one, by group.
        var dearest = [Double](repeating: -.infinity, count: groupBounds.count)
        var cheapest = [Double](repeating: .infinity, count: groupBounds.count)
        for site in values.indices {
            let group = groupOfSite[site]
            if isOpen[site] {
                if !isFixed[site] { dearest[group] = max(dearest[group], values[site]) }
            } else {
                cheapest[group] = min(cheapest[group], values[site])
            }
        }
        let canGive = groupBounds.indices.filter {
            groupCounts[$0] && counts[$0] > groupBounds[$0].lowerBound
        }
        let canTake = groupBounds.indices.filter {
            groupCounts[$0] && counts[$0] < groupBounds[$0].upperBound
        }
        let dearestElsewhere = canGive.map { dearest[$0] }.max() ?? -.infinity
        let cheapestElsewhere = canTake.map { cheapest[$0] }.min() ?? .infinity

        var open = [Double](repeating: 0, count: values.count)
        var closed = open
        for (site, value) in values.enumerated() {
            let group = groupOfSite[site]
            if isOpen[site] {
                guard !isFixed[site] else {
                    closed[site] = .infinity
                    continue
                }
                var instead = cheapest[group]
                if counts[group] > groupBounds[group].lowerBound {
                    if groupCounts[group] { instead = min(instead, cheapestElsewhere) }
                    if !groupCounts[group] || total > bounds.lowerBound {
                        instead = min(instead, 0)
                    }
                }
                closed[site] = max(0, instead - value)
            } else if value == .infinity {
                open[site] = .infinity
            } else {
                var instead = dearest[group]
                if counts[group] < groupBounds[group].upperBound {
                    if groupCounts[group] { instead = max(instead, dearestElsewhere) }
                    if !groupCounts[group] || total < bounds.upperBound {
                        instead = max(instead, 0)
                    }
                }
                open[site] = max(0, value - instead)
            }
        }
        return (open, closed)
    }
}
