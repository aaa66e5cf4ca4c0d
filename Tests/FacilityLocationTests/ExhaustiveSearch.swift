import FacilityLocation

/// The oracle: tries every set of sites and every combination of options.
struct ExhaustiveSearch {
    let problem: LocationProblem
    var omitted: Set<LocationRule> = []

    /// The lexicographically best values of the stages, `nil` when nothing is feasible.
    func best() -> [Double]? {
        var best: [Double]?
        for set in 0..<(1 << problem.sites.count) {
            let open = problem.sites.indices.map { set >> $0 & 1 == 1 }
            guard obeysSiteRules(open) else { continue }
            forEachAllocation(open) { chosen in
                guard let cost = cost(open, chosen) else { return }
                let values = problem.stages.map { stage -> Double in
                    switch stage {
                    case .minimiseCost: cost
                    case .minimiseOpenSites: Double(open.filter { $0 }.count)
                    // Negated, so that smaller is better everywhere.
                    case .maximiseCoveredWeight: -coveredWeight(open)
                    }
                }
                if best.map({ values.lexicographicallyPrecedes($0) }) ?? true { best = values }
            }
        }
        return best.map { values in
            zip(problem.stages, values).map { $0 == .maximiseCoveredWeight ? -$1 : $1 }
        }
    }

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
            if site.state == .fixedOpen && !open[index]
                && !omitted.contains(.fixedOpen(site: index))
            {
                return false
            }
            if site.state == .fixedClosed && open[index]
                && !omitted.contains(.fixedClosed(site: index))
            {
                return false
            }
        }
        if !omitted.contains(.openCount),
            !allows(problem.openCount, open.filter { $0 }.count)
        {
            return false
        }
        for (index, rule) in problem.groupRules.enumerated()
        where !omitted.contains(.group(index: index, name: rule.name)) {
            if !allows(rule.count, rule.sites.filter { open[$0] }.count) { return false }
        }
        if let coverage = problem.coverage, coverage.coverAll, !omitted.contains(.coverAll) {
            return coverage.points.allSatisfy { point in
                point.sites.isEmpty || point.sites.contains { open[$0] }
            }
        }
        return true
    }

    /// Calls `body` with every allocation that keeps own clients where their sites are open.
    private func forEachAllocation(_ open: [Bool], _ body: ([Int?]) -> Void) {
        let choices = (0..<problem.clientCount).map { client -> [Int?] in
            let ownOpen = problem.sites.indices.filter {
                problem.sites[$0].ownClients.contains(client) && open[$0]
            }
            let indices = problem.options.indices.filter { index in
                let option = problem.options[index]
                guard option.client == client else { return false }
                guard let site = option.site else { return ownOpen.isEmpty }
                return open[site] && ownOpen.allSatisfy { $0 == site }
            }
            let mayBeLeftOut = omitted.contains(.client(client)) && ownOpen.isEmpty
            return indices.map(Optional.some) + (mayBeLeftOut ? [nil] : [])
        }
        var chosen = [Int?](repeating: nil, count: problem.clientCount)
        func descend(_ client: Int) {
            guard client < problem.clientCount else { return body(chosen) }
            for option in choices[client] {
                chosen[client] = option
                descend(client + 1)
            }
        }
        descend(0)
    }

    /// The cost of an allocation, `nil` where modules do not fit.
    private func cost(_ open: [Bool], _ chosen: [Int?]) -> Double? {
        var total = 0.0
        for site in problem.sites.indices where open[site] {
            total += problem.sites[site].openingCost
        }
        for option in chosen.compactMap({ $0 }) { total += problem.options[option].cost }
        guard let modules = problem.modules else { return total }
        for site in problem.sites.indices {
            var count = 0
            for (number, moduleClass) in modules.classes.enumerated() {
                let loads = chosen.compactMap { $0 }.map { problem.options[$0] }
                    .filter { $0.site == site }.flatMap(\.loads)
                    .filter { $0.moduleClass == number }
                let load = loads.map(\.amount).reduce(0, +)
                let needed = max(
                    loads.map(\.minimumModules).max() ?? 0,
                    (Int(load) + Int(moduleClass.size) - 1) / Int(moduleClass.size))
                total += Double(needed) * moduleClass.costPerModule
                count += needed
            }
            let limit = modules.limits[site]
            guard let most = limit.modules, count > most,
                !omitted.contains(.moduleLimit(site: site))
            else { continue }
            guard count - most <= limit.extraMaximum else { return nil }
            total += Double(count - most) * limit.extraCost
        }
        return total
    }

    private func coveredWeight(_ open: [Bool]) -> Double {
        (problem.coverage?.points ?? []).filter { $0.sites.contains { open[$0] } }
            .map(\.weight).reduce(0, +)
    }
}
