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
                    case .minimiseOpenSites: Double(countedSites(open))
                    // Negated, so that smaller is better everywhere.
                    case .maximiseCoveredWeight: -coveredWeight(open)
                    case .maximiseBackupWeight, .minimiseWorstDistance: .nan
                    }
                }
                if best.map({ values.lexicographicallyPrecedes($0) }) ?? true { best = values }
            }
        }
        return best.map { values in
            zip(problem.stages, values).map { $0 == .maximiseCoveredWeight ? -$1 : $1 }
        }
    }

    private func countedSites(_ open: [Bool]) -> Int {
        problem.sites.indices.filter { open[$0] && problem.sites[$0].isCounted }.count
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
            !allows(problem.openCount, countedSites(open))
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
            if let most = limit.modules, count > most, !omitted.contains(.moduleLimit(site: site)) {
                guard count - most <= limit.extraMaximum else { return nil }
                total += Double(count - most) * limit.extraCost
            }
            total += startingAndRequirementCost(at: site, chosen.compactMap { $0 }, modules)
        }
        return total
    }

    /// In whole numbers throughout, which the random problems are made of.
    private func startingAndRequirementCost(
        at site: Int, _ chosen: [Int], _ modules: ModularCapacity
    ) -> Double {
        let here = chosen.filter { problem.options[$0].site == site }
        let parts = here.flatMap { problem.options[$0].loads }
        guard !parts.isEmpty else { return 0 }
        func load(_ number: Int) -> Int {
            parts.filter { $0.moduleClass == number }.reduce(0) { $0 + Int($1.amount) }
        }
        func opened(_ number: Int) -> Int {
            let size = Int(modules.classes[number].size)
            let least = parts.filter { $0.moduleClass == number }.map(\.minimumModules).max() ?? 0
            return max(least, (load(number) + size - 1) / size)
        }
        var cost = 0.0
        for number in Set(parts.map(\.moduleClass)) {
            cost += modules.limits[site].startingCosts[number] ?? 0
        }
        let total = parts.reduce(0) { $0 + Int($1.amount) }
        for requirement in problem.requirements {
            let band = requirement.bands.first { Double(total) <= $0.upTo }
            var need = 0.0
            for part in band?.parts ?? [] {
                var value = part.constant
                for term in part.terms {
                    let amount = load(term.moduleClass)
                    let size = Int(term.groupSize)
                    let more = amount % size >= Int(term.groupRemainder) ? 1 : 0
                    let groups = amount == 0 ? 0 : max(1, amount / size + more)
                    value += term.perLoad * Double(amount)
                    value += term.perModule * Double(opened(term.moduleClass))
                    value += term.perGroup * Double(groups)
                }
                switch part.rounding {
                case .none: need += value
                case .up: need += (value - 1e-9).rounded(.up)
                case .halfUp: need += (value + 0.5 + 1e-9).rounded(.down)
                }
            }
            cost += requirement.costPerUnit * need
            guard !requirement.countsMissing.isEmpty, requirement.countsMissing[site] else {
                continue
            }
            let supply = here.reduce(0) { $0 + requirement.supplies[$1] }
            cost += requirement.costPerUnitMissing * max(0, need - supply)
        }
        return cost
    }

    private func coveredWeight(_ open: [Bool]) -> Double {
        (problem.coverage?.points ?? []).filter { $0.sites.contains { open[$0] } }
            .map(\.weight).reduce(0, +)
    }
}
