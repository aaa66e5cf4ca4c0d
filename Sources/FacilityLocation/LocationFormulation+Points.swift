import MixedIntegerProgramming

/// A complete choice of sites and options, before anything is said about it.
struct LocationChoice: Hashable {
    /// Whether each site is open.
    var isOpen: [Bool]
    /// The option of each client, −1 for none.
    var option: [Int]
}

extension LocationFormulation {
    /// Reads sites and options from a solver's values.
    ///
    /// Options without load may be split there between equals: the cheapest open one is taken, the
    /// first of equals, which costs no more and changes nothing else.
    func choice(from values: [Double]) -> LocationChoice {
        var choice = LocationChoice(
            isOpen: siteVariables.map { values[$0.index] > 0.5 },
            option: [Int](repeating: -1, count: problem.clientCount))
        var cheapest = [Int](repeating: -1, count: problem.clientCount)
        for (index, option) in problem.options.enumerated() {
            guard let variable = optionVariables[index] else { continue }
            if isOwn(option) || !isPlain(index) {
                if values[variable.index] > 0.5 { choice.option[option.client] = index }
            } else if option.site.map({ choice.isOpen[$0] }) ?? true {
                let best = cheapest[option.client]
                if best < 0 || option.cost < problem.options[best].cost {
                    cheapest[option.client] = index
                }
            }
        }
        for client in 0..<problem.clientCount where choice.option[client] < 0 {
            choice.option[client] = cheapest[client]
        }
        return choice
    }

    /// The values of all variables at a choice: a warm start.
    func values(at choice: LocationChoice) -> [Double] {
        var values = [Double](repeating: 0, count: model.variableCount)
        for (site, isOpen) in choice.isOpen.enumerated() where isOpen {
            values[siteVariables[site].index] = 1
        }
        for option in choice.option where option >= 0 {
            if let variable = optionVariables[option] { values[variable.index] = 1 }
        }
        if let modules = problem.modules {
            let usage = ModuleUsage(of: choice, in: problem)
            for further in moduleVariables {
                let opened = usage.opened[further.site][further.moduleClass]
                values[further.variable.index] = Double(opened)
            }
            subtractOwnModules(choice, modules, &values)
            for (site, extra) in extraVariables.enumerated() {
                if let extra { values[extra.index] = Double(usage.extra[site]) }
            }
        }
        setSiteUses(at: choice, in: &values)
        for cover in coverVariables where cover.sites.contains(where: { choice.isOpen[$0] }) {
            values[cover.variable.index] = 1
        }
        return values
    }

    private func subtractOwnModules(
        _ choice: LocationChoice, _ modules: ModularCapacity, _ values: inout [Double]
    ) {
        var ownOptions = [[Int]](repeating: [], count: problem.sites.count)
        for (index, option) in problem.options.enumerated() {
            if let site = option.site, optionVariables[index] == siteVariables[site] {
                ownOptions[site].append(index)
            }
        }
        for further in moduleVariables where choice.isOpen[further.site] {
            let size = modules.classes[further.moduleClass].size
            values[further.variable.index] -= Double(
                ownModules(ownOptions[further.site], further.moduleClass, size: size))
        }
    }
}

/// The modules that a choice needs.
struct ModuleUsage {
    /// By site and class.
    var opened: [[Int]]
    /// What is loaded, by site and class.
    var loads: [[Double]]
    /// By site, beyond its limit.
    var extra: [Int]

    init(of choice: LocationChoice, in problem: LocationProblem) {
        guard let modules = problem.modules else {
            opened = []
            loads = []
            extra = []
            return
        }
        var loads = [[Double]](
            repeating: [Double](repeating: 0, count: modules.classes.count),
            count: problem.sites.count)
        var least = [[Int]](
            repeating: [Int](repeating: 0, count: modules.classes.count),
            count: problem.sites.count)
        for chosen in choice.option where chosen >= 0 {
            let option = problem.options[chosen]
            guard let site = option.site else { continue }
            for load in option.loads {
                loads[site][load.moduleClass] += load.amount
                least[site][load.moduleClass] = max(
                    least[site][load.moduleClass], load.minimumModules)
            }
        }
        self.loads = loads
        opened = loads.indices.map { site in
            modules.classes.indices.map {
                max(
                    least[site][$0],
                    ModularCapacity.modules(for: loads[site][$0], size: modules.classes[$0].size))
            }
        }
        extra = zip(opened, modules.limits).map { counts, limit in
            limit.modules.map { max(0, counts.reduce(0, +) - $0) } ?? 0
        }
    }
}

extension LocationProblem {
    /// The value of an objective at a choice.
    func value(of objective: LocationObjective, at choice: LocationChoice) -> Double {
        switch objective {
        case .minimiseOpenSites:
            return Double(sites.indices.count { choice.isOpen[$0] && sites[$0].isCounted })
        case .maximiseCoveredWeight:
            return (coverage?.points ?? []).reduce(0) { sum, point in
                point.sites.contains { choice.isOpen[$0] } ? sum + point.weight : sum
            }
        case .minimiseCost:
            var cost = 0.0
            for (site, isOpen) in zip(sites, choice.isOpen) where isOpen {
                cost += site.openingCost
            }
            for option in choice.option where option >= 0 { cost += options[option].cost }
            guard let modules else { return cost }
            return cost + siteCost(ModuleUsage(of: choice, in: self), modules, choice)
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
