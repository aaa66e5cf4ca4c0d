import MixedIntegerProgramming

/// A complete choice of sites and options, before anything is said about it.
struct LocationChoice: Hashable {
    /// Whether each site is open.
    var isOpen: [Bool]
    /// The option of each client, −1 for none; where demand is split, the largest share's.
    var option: [Int]
    /// The share that each option takes; empty where demand is not split.
    var shares: [Double] = []

    /// How many of some sites are open.
    func openCount(of sites: [Int]) -> Int { sites.count { isOpen[$0] } }

    /// The share that some options of one client take together.
    func share(of options: [Int]) -> Double {
        options.reduce(0) { $0 + (shares.isEmpty ? (option.contains($1) ? 1 : 0) : shares[$1]) }
    }
}

extension LocationFormulation {
    /// Reads sites and options from a solver's values.
    ///
    /// Options without load may be split there between equals: the cheapest open one is taken, the
    /// first of equals, which costs no more and changes nothing else. With `prefersNear` it is the
    /// nearest that is taken.
    func choice(from values: [Double], prefersNear: Bool = false) -> LocationChoice {
        var choice = LocationChoice(
            isOpen: siteVariables.map { values[$0.index] > 0.5 },
            option: [Int](repeating: -1, count: problem.clientCount))
        if problem.assignment == .split {
            choice.setShares(values, of: self)
            return choice
        }
        func worth(_ index: Int) -> Double {
            prefersNear ? problem.distance(of: index) : problem.options[index].cost
        }
        var cheapest = [Int](repeating: -1, count: problem.clientCount)
        for (index, option) in problem.options.enumerated() {
            guard let variable = optionVariables[index] else { continue }
            if isOwn(option) || !isPlain(index) {
                if values[variable.index] > 0.5 { choice.option[option.client] = index }
            } else if option.site.map({ choice.isOpen[$0] }) ?? true {
                let best = cheapest[option.client]
                if best < 0 || worth(index) < worth(best) {
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
        if choice.shares.isEmpty {
            for option in choice.option where option >= 0 {
                if let variable = optionVariables[option] { values[variable.index] = 1 }
            }
        } else {
            for (option, share) in choice.shares.enumerated() where share > 0 {
                if let variable = optionVariables[option] { values[variable.index] = share }
            }
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
        for derived in derivedVariables { values[derived.variable.index] = derived.value(choice) }
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

extension LocationChoice {
    /// Shares below this are errors of rounding.
    private static let leastShare = 1e-6

    /// Reads shares from a solver's values: errors of rounding are dropped, the rest adds up to one.
    fileprivate mutating func setShares(_ values: [Double], of formulation: LocationFormulation) {
        let problem = formulation.problem
        shares = [Double](repeating: 0, count: problem.options.count)
        var sums = [Double](repeating: 0, count: problem.clientCount)
        for (index, variable) in formulation.optionVariables.enumerated() {
            let allocation = problem.options[index]
            guard let variable, values[variable.index] > Self.leastShare,
                allocation.site.map({ isOpen[$0] }) ?? true
            else { continue }
            shares[index] = values[variable.index]
            sums[allocation.client] += shares[index]
        }
        for (index, allocation) in problem.options.enumerated() where shares[index] > 0 {
            shares[index] /= sums[allocation.client]
            let largest = option[allocation.client]
            if largest < 0 || shares[index] > shares[largest] + 1e-9 {
                option[allocation.client] = index
            }
        }
    }
}
