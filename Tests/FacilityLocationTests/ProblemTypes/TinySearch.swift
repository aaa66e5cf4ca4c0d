import FacilityLocation

/// The oracle for every kind of problem but those with modules: tries every set of sites and every
/// allocation, split demand unit by unit.
///
/// With whole demands, capacities and minimum loads that is exact for split demand too: once the
/// sites, the full ones and the options in use are decided, the rest is a transportation problem,
/// whose vertices are whole.
struct TinySearch {
    let problem: LocationProblem
    var omitted: Set<LocationRule> = []

    private typealias Taken = [(option: Int, share: Double)]

    /// The lexicographically best values of the stages, `nil` when nothing is feasible.
    func best() -> [Double]? {
        var best: [Double]?
        for set in 0..<(1 << problem.sites.count) {
            let open = problem.sites.indices.map { set >> $0 & 1 == 1 }
            guard obeysSiteRules(open) else { continue }
            let choices = (0..<problem.clientCount).map { self.choices(of: $0, open) }
            var loads = [Double](repeating: 0, count: problem.sites.count)
            var taken: [Taken] = []
            func descend(_ client: Int) {
                guard client < problem.clientCount else {
                    guard obeysLoads(open, loads), obeysNearest(open, loads, taken),
                        obeysServed(taken)
                    else { return }
                    let values = problem.stages.map { stage in
                        let value = value(of: stage, open, taken)
                        return stage.isMaximised ? -value : value
                    }
                    if best.map({ isLess(values, $0) }) ?? true { best = values }
                    return
                }
                for choice in choices[client] {
                    for part in choice { add(part, client, to: &loads) }
                    taken.append(choice)
                    descend(client + 1)
                    taken.removeLast()
                    for part in choice { add((part.option, -part.share), client, to: &loads) }
                }
            }
            descend(0)
        }
        return best.map { zip(problem.stages, $0).map { $0.isMaximised ? -$1 : $1 } }
    }

    /// Shares of thirds and halves leave errors of rounding behind.
    private func isLess(_ left: [Double], _ right: [Double]) -> Bool {
        for (first, second) in zip(left, right) where abs(first - second) > 1e-9 {
            return first < second
        }
        return false
    }

    private func demand(_ client: Int) -> Double {
        problem.demands.isEmpty ? 1 : problem.demands[client]
    }

    private func add(
        _ part: (option: Int, share: Double), _ client: Int, to loads: inout [Double]
    ) {
        guard let site = problem.options[part.option].site else { return }
        loads[site] += part.share * demand(client)
    }

    // MARK: Sites

    private func allows(_ rule: OpenCount, _ count: Int) -> Bool {
        switch rule {
        case .any: true
        case .exactly(let number): count == number
        case .atMost(let number): count <= number
        case .atLeast(let number): count >= number
        case .range(let range): range.contains(count)
        }
    }

    private func obeysSiteRules(_ open: [Bool]) -> Bool {
        for (index, site) in problem.sites.enumerated() {
            switch site.state {
            case .free: break
            case .fixedOpen:
                if !open[index] && !omitted.contains(.fixedOpen(site: index)) { return false }
            case .fixedClosed:
                if open[index] && !omitted.contains(.fixedClosed(site: index)) { return false }
            }
        }
        let counted = problem.sites.indices.filter { open[$0] && problem.sites[$0].isCounted }
        if !omitted.contains(.openCount), !allows(problem.openCount, counted.count) {
            return false
        }
        for (index, rule) in problem.groupRules.enumerated()
        where !omitted.contains(.group(index: index, name: rule.name)) {
            if !allows(rule.count, rule.sites.filter { open[$0] }.count) { return false }
        }
        guard let coverage = problem.coverage, coverage.coverAll, !omitted.contains(.coverAll)
        else { return true }
        return coverage.points.allSatisfy { point in
            let open = point.sites.filter { open[$0] }.count
            return point.client != nil || open >= coverage.timesCovered
                || open == point.sites.count
        }
    }

    // MARK: Allocation

    private func choices(of client: Int, _ open: [Bool]) -> [Taken] {
        let home = problem.sites.indices.filter {
            problem.sites[$0].ownClients.contains(client) && open[$0]
        }
        let options = problem.options.indices.filter { index in
            let option = problem.options[index]
            guard option.client == client else { return false }
            return option.site.map { site in open[site] && home.allSatisfy { $0 == site } }
                ?? home.isEmpty
        }
        var choices: [Taken] = []
        let mayBeLeftOut = omitted.contains(.client(client)) && home.isEmpty
        guard problem.assignment == .split else {
            if mayBeLeftOut { choices.append([]) }
            return choices + options.map { [(option: $0, share: 1.0)] }
        }
        let units = Int(demand(client))
        func divide(_ left: Int, _ rest: ArraySlice<Int>, _ taken: Taken) {
            guard let option = rest.first else {
                if left == 0 || mayBeLeftOut { choices.append(taken) }
                return
            }
            for amount in 0...left {
                let part = (option: option, share: Double(amount) / Double(units))
                divide(left - amount, rest.dropFirst(), amount == 0 ? taken : taken + [part])
            }
        }
        divide(units, options[...], [])
        return choices
    }

    private func obeysLoads(_ open: [Bool], _ loads: [Double]) -> Bool {
        for (index, site) in problem.sites.enumerated() {
            if loads[index] > site.capacity + 1e-9 && !omitted.contains(.capacity(site: index)) {
                return false
            }
            if open[index] && loads[index] < site.minimumLoad - 1e-9
                && !omitted.contains(.minimumLoad(site: index))
            {
                return false
            }
        }
        return true
    }

    private func obeysServed(_ taken: [Taken]) -> Bool {
        guard let coverage = problem.coverage, coverage.coverAll, !omitted.contains(.coverAll)
        else { return true }
        return coverage.points.allSatisfy { point in
            point.client == nil || point.sites.isEmpty || served(point, taken) > 1 - 1e-9
        }
    }

    private func served(_ point: CoveragePoint, _ taken: [Taken]) -> Double {
        guard let client = point.client else { return 0 }
        return taken[client].reduce(0) { sum, part in
            let site = problem.options[part.option].site
            return site.map(point.sites.contains) ?? false ? sum + part.share : sum
        }
    }

    private func distance(_ option: Int) -> Double {
        problem.options[option].distance ?? problem.options[option].cost
    }

    private func obeysNearest(_ open: [Bool], _ loads: [Double], _ taken: [Taken]) -> Bool {
        guard let rule = problem.nearestRule, !omitted.contains(.nearest) else { return true }
        for (client, parts) in taken.enumerated() {
            func distance(to site: Int) -> Double? {
                problem.options.indices.filter {
                    problem.options[$0].client == client && problem.options[$0].site == site
                }.map { self.distance($0) }.min()
            }
            for part in parts {
                guard let site = problem.options[part.option].site,
                    !problem.sites[site].ownClients.contains(client)
                else { continue }
                let own = distance(to: site) ?? 0
                let nearer = problem.sites.indices.filter {
                    open[$0] && (distance(to: $0) ?? .infinity) < own
                }
                if nearer.count < rule.count { continue }
                guard rule.allowsOverflow else { return false }
                let needed = problem.assignment == .split ? 1e-9 : demand(client)
                if nearer.contains(where: { loads[$0] + needed <= problem.sites[$0].capacity }) {
                    return false
                }
            }
        }
        return true
    }

    // MARK: Values

    private func value(
        of objective: LocationObjective, _ open: [Bool], _ taken: [Taken]
    ) -> Double {
        switch objective {
        case .minimiseCost:
            let sites = zip(problem.sites, open).reduce(0) { sum, site in
                sum + (site.1 ? site.0.openingCost : site.0.closingCost)
            }
            return taken.joined().reduce(sites) {
                $0 + $1.share * problem.options[$1.option].cost
            }
        case .minimiseOpenSites:
            return Double(
                problem.sites.indices.filter { open[$0] && problem.sites[$0].isCounted }.count)
        case .minimiseWorstDistance:
            return taken.joined().map { distance($0.option) }.max() ?? 0
        case .maximiseCoveredWeight:
            return (problem.coverage?.points ?? []).reduce(0) { sum, point in
                let cover =
                    point.client == nil
                    ? (point.sites.contains { open[$0] } ? 1 : 0) : served(point, taken)
                return sum + point.weight * cover
            }
        case .maximiseBackupWeight:
            return (problem.coverage?.points ?? []).reduce(0) { sum, point in
                point.sites.filter { open[$0] }.count > 1 ? sum + point.weight : sum
            }
        }
    }
}
