import MixedIntegerProgramming

extension LocationFormulation {
    /// What can come together at one site.
    private struct SiteLoads {
        /// The options of own clients that have exactly one.
        var own: [Int]
        /// All other options, by client.
        var others: [(client: Int, options: [Int])]
    }

    /// Adds `k`, `e` and their rows wherever modules cost something or may not fit.
    mutating func addModules() {
        guard let modules = problem.modules else { return }
        extraVariables = [Variable?](repeating: nil, count: problem.sites.count)
        var optionsOfSite = [[Int]](repeating: [], count: problem.sites.count)
        for (index, option) in problem.options.enumerated() where optionVariables[index] != nil {
            if let site = option.site, !option.loads.isEmpty { optionsOfSite[site].append(index) }
        }
        for (site, options) in optionsOfSite.enumerated() where !options.isEmpty {
            addModules(at: site, loads: siteLoads(at: site, options), modules)
        }
    }

    private func siteLoads(at site: Int, _ options: [Int]) -> SiteLoads {
        let own = options.filter { optionVariables[$0] == siteVariables[site] }
        let others = Dictionary(grouping: options.filter { !own.contains($0) }) {
            problem.options[$0].client
        }
        return SiteLoads(
            own: own,
            others: others.sorted { $0.key < $1.key }.map { (client: $0.key, options: $0.value) })
    }

    private func load(_ option: Int, _ moduleClass: Int) -> ModuleLoad? {
        problem.options[option].loads.first { $0.moduleClass == moduleClass }
    }

    private func amount(_ option: Int, _ moduleClass: Int) -> Double {
        load(option, moduleClass)?.amount ?? 0
    }

    private func minimum(_ option: Int, _ moduleClass: Int) -> Int {
        load(option, moduleClass)?.minimumModules ?? 0
    }

    /// The modules that own clients' options need together.
    func ownModules(_ options: [Int], _ moduleClass: Int, size: Double) -> Int {
        let loads = options.compactMap { load($0, moduleClass) }
        return max(
            loads.map(\.minimumModules).max() ?? 0,
            ModularCapacity.modules(for: loads.reduce(0) { $0 + $1.amount }, size: size))
    }

    private mutating func addModules(
        at site: Int, loads: SiteLoads, _ modules: ModularCapacity
    ) {
        let open = siteVariables[site]
        let limit = modules.limits[site]
        var used = Set<Int>()
        for option in loads.own + loads.others.flatMap(\.options) {
            used.formUnion(problem.options[option].loads.map(\.moduleClass))
        }
        let classes = used.sorted()

        // The most of each class that can ever come here.
        let most = classes.map { moduleClass in
            loads.own.reduce(0.0) { $0 + amount($1, moduleClass) }
                + loads.others.reduce(0.0) { sum, client in
                    sum + (client.options.map { amount($0, moduleClass) }.max() ?? 0)
                }
        }
        let present = loads.own + loads.others.flatMap(\.options)
        let mostModules = zip(classes, most).map { moduleClass, amount in
            max(
                ModularCapacity.modules(for: amount, size: modules.classes[moduleClass].size),
                present.map { minimum($0, moduleClass) }.max() ?? 0)
        }
        let fits = limit.modules.map { mostModules.reduce(0, +) <= $0 } ?? true
        let isLimited = !fits && !omitted.contains(.moduleLimit(site: site))

        var total = LinearExpression()
        for (position, moduleClass) in classes.enumerated() {
            let unitCost = modules.classes[moduleClass].costPerModule
            guard
                unitCost > 0 || isLimited || requirementCountsModules(of: moduleClass, at: site)
            else { continue }
            let size = modules.classes[moduleClass].size
            let base = loads.own.reduce(0.0) { $0 + amount($1, moduleClass) }
            let baseModules = ownModules(loads.own, moduleClass, size: size)
            openedModules[site, default: [:]][moduleClass] = Double(baseModules) * open
            if baseModules > 0 {
                total.add(Double(baseModules), open)
                if unitCost > 0 { cost.add(unitCost * Double(baseModules), open) }
            }
            guard mostModules[position] > baseModules else { continue }
            let further = model.addVariable(
                "k\(site)_\(moduleClass)", upper: Double(mostModules[position] - baseModules),
                kind: .integer)
            moduleVariables.append(
                ModuleVariable(site: site, moduleClass: moduleClass, variable: further))
            total.add(1, further)
            openedModules[site]?[moduleClass]?.add(1, further)
            if unitCost > 0 { cost.add(unitCost, further) }
            addModuleRows(
                for: further, site: site, moduleClass: moduleClass, base: base,
                baseModules: baseModules, loads: loads, size: size)
        }
        guard isLimited, let places = limit.modules else { return }
        if limit.extraMaximum > 0 {
            let extra = model.addVariable(
                "e\(site)", upper: Double(limit.extraMaximum), kind: .integer)
            extraVariables[site] = extra
            total.add(-1, extra)
            if limit.extraCost > 0 { cost.add(limit.extraCost, extra) }
        }
        total.add(-Double(places), open)
        model.addRow("modules\(site)", upper: 0, terms: total.terms)
    }

    /// The total row and one lifted row per client for the modules beyond the own client's.
    private mutating func addModuleRows(
        for further: Variable, site: Int, moduleClass: Int, base: Double, baseModules: Int,
        loads: SiteLoads, size: Double
    ) {
        let spare = max(0, Double(baseModules) * size - base)
        // In units of modules; the slack is the excess that `ModularCapacity` forgives.
        var total = [LinearTerm(1, further), LinearTerm(spare / size, siteVariables[site])]
        for (client, options) in loads.others {
            var unit = [LinearTerm(1, further)]
            for option in options {
                let load = amount(option, moduleClass)
                guard load > 0, let variable = optionVariables[option] else { continue }
                total.append(LinearTerm(-load / size, variable))
                let increment =
                    max(
                        ModularCapacity.modules(for: base + load, size: size),
                        minimum(option, moduleClass)) - baseModules
                if increment > 0 { unit.append(LinearTerm(-Double(increment), variable)) }
            }
            if unit.count > 1 {
                model.addRow("unit\(site)_\(moduleClass)_\(client)", lower: 0, terms: unit)
            }
        }
        model.addRow("load\(site)_\(moduleClass)", lower: -1e-6, terms: total)
    }
}
