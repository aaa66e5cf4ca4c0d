extension LocationProblem {
    /// The value of an objective at a choice.
    func value(of objective: LocationObjective, at choice: LocationChoice) -> Double {
        switch objective {
        case .minimiseOpenSites:
            return Double(sites.indices.count { choice.isOpen[$0] && sites[$0].isCounted })
        case .maximiseCoveredWeight:
            return (coverage?.points ?? []).reduce(0) { sum, point in
                sum + point.weight * cover(of: point, at: choice)
            }
        case .maximiseBackupWeight:
            return (coverage?.points ?? []).reduce(0) { sum, point in
                choice.openCount(of: Set(point.sites).sorted()) > 1 ? sum + point.weight : sum
            }
        case .minimiseWorstDistance:
            let taken =
                choice.shares.isEmpty
                ? choice.option.filter { $0 >= 0 }
                : options.indices.filter { choice.shares[$0] > 0 }
            return taken.map(distance).max() ?? 0
        case .minimiseCost:
            var cost = 0.0
            for (site, isOpen) in zip(sites, choice.isOpen) {
                cost += isOpen ? site.openingCost : site.closingCost
            }
            if choice.shares.isEmpty {
                for option in choice.option where option >= 0 { cost += options[option].cost }
            } else {
                for (option, share) in zip(options, choice.shares) { cost += share * option.cost }
            }
            guard let modules else { return cost }
            return cost + siteCost(ModuleUsage(of: choice, in: self), modules, choice)
        }
    }

    /// How much of a point is covered, from 0 to 1.
    func cover(of point: CoveragePoint, at choice: LocationChoice) -> Double {
        guard let client = point.client else {
            return point.sites.contains { choice.isOpen[$0] } ? 1 : 0
        }
        guard !choice.shares.isEmpty else {
            let option = choice.option[client]
            return option >= 0 && options[option].site.map(point.sites.contains) ?? false ? 1 : 0
        }
        return zip(options, choice.shares).reduce(0) { sum, taken in
            taken.0.client == client && taken.0.site.map(point.sites.contains) ?? false
                ? sum + taken.1 : sum
        }
    }

    /// How much demand a site serves.
    func load(of site: Int, at choice: LocationChoice) -> Double {
        guard !choice.shares.isEmpty else {
            return choice.option.filter { $0 >= 0 && options[$0].site == site }
                .reduce(0) { $0 + demand(of: options[$1].client) }
        }
        return zip(options, choice.shares).reduce(0) { sum, taken in
            taken.0.site == site ? sum + taken.1 * demand(of: taken.0.client) : sum
        }
    }

    /// What modules, classes begun and requirements cost at all sites.
    private func siteCost(
        _ usage: ModuleUsage, _ modules: ModularCapacity, _ choice: LocationChoice
    ) -> Double {
        var cost = 0.0
        for (site, limit) in modules.limits.enumerated() {
            for (moduleClass, properties) in modules.classes.enumerated() {
                cost += Double(usage.opened[site][moduleClass]) * properties.costPerModule
                if usage.loads[site][moduleClass] > 0 {
                    cost += limit.startingCosts[moduleClass] ?? 0
                }
            }
            cost += Double(usage.extra[site]) * limit.extraCost
        }
        for requirement in requirements {
            var supplies = [Double](repeating: 0, count: sites.count)
            for option in choice.option where option >= 0 {
                if let site = options[option].site {
                    supplies[site] += requirement.supply(of: option)
                }
            }
            for site in sites.indices {
                let need = requirement.need(loads: usage.loads[site], modules: usage.opened[site])
                cost += requirement.costPerUnit * need
                if requirement.paysMissing(at: site) {
                    cost += requirement.costPerUnitMissing * max(0, need - supplies[site])
                }
            }
        }
        return cost
    }
}
