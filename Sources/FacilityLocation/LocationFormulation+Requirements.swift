import MixedIntegerProgramming

/// The model of starting costs and requirements.
///
/// Strict inequalities (a total *above* a band, a remainder *below* the one that opens a group) are
/// exact where amounts are multiples of a common step, such as whole pupils; otherwise the model
/// lets both sides of the border pass, which keeps its bound valid.
extension LocationFormulation {
    /// What can be loaded at one site.
    private struct Reach {
        var site: Int
        /// The options that load, by client; a client's options exclude each other.
        var clients: [[Int]]
        /// Whether the site never opens without load.
        var isAlwaysLoaded: Bool
        var mostLoad: [Int: Double]
        var mostTotal: Double
        var step: Double?
    }

    /// Whether a requirement at a site counts the modules of a class.
    func requirementCountsModules(of moduleClass: Int, at site: Int) -> Bool {
        requirementsThatMatter(at: site).contains { requirement in
            problem.requirements[requirement].bands.contains { band in
                band.parts.contains { part in
                    part.terms.contains { $0.moduleClass == moduleClass && $0.perModule > 0 }
                }
            }
        }
    }

    private func requirementsThatMatter(at site: Int) -> [Int] {
        problem.requirements.indices.filter {
            problem.requirements[$0].costPerUnit > 0
                || problem.requirements[$0].paysMissing(at: site)
        }
    }

    /// Adds what starting costs and requirements ask for.
    mutating func addRequirements() {
        guard let modules = problem.modules else { return }
        var loaded = [[Int]](repeating: [], count: problem.sites.count)
        var all = [[Int]](repeating: [], count: problem.sites.count)
        for (index, option) in problem.options.enumerated() where optionVariables[index] != nil {
            guard let site = option.site else { continue }
            all[site].append(index)
            if !option.loads.isEmpty { loaded[site].append(index) }
        }
        let step = CommonStep.of(borders())
        for site in problem.sites.indices where !loaded[site].isEmpty {
            let reach = reach(of: site, loaded[site], step: step)
            for (moduleClass, cost) in modules.limits[site].startingCosts.sorted(by: {
                $0.key < $1.key
            }) where cost > 0 {
                addStart(moduleClass, cost: cost, reach)
            }
            for requirement in requirementsThatMatter(at: site) {
                addRequirement(requirement, reach, options: all[site])
            }
        }
    }

    /// All amounts, and what they are compared with.
    private func borders() -> [Double] {
        var borders = problem.options.flatMap { $0.loads.map(\.amount) }
        for band in problem.requirements.flatMap(\.bands) {
            if band.upTo.isFinite { borders.append(band.upTo) }
            for term in band.parts.flatMap(\.terms) where term.perGroup > 0 {
                borders += [term.groupSize, min(term.groupRemainder, term.groupSize)]
            }
        }
        return borders
    }

    private func reach(of site: Int, _ options: [Int], step: Double?) -> Reach {
        let clients = Dictionary(grouping: options) { problem.options[$0].client }
            .sorted { $0.key < $1.key }
        var mostLoad: [Int: Double] = [:]
        var mostTotal = 0.0
        for (_, options) in clients {
            var most: [Int: Double] = [:]
            for load in options.flatMap({ problem.options[$0].loads }) {
                most[load.moduleClass] = max(most[load.moduleClass] ?? 0, load.amount)
            }
            for (moduleClass, amount) in most { mostLoad[moduleClass, default: 0] += amount }
            mostTotal +=
                options.map { problem.options[$0].loads.reduce(0) { $0 + $1.amount } }.max() ?? 0
        }
        return Reach(
            site: site, clients: clients.map(\.value),
            isAlwaysLoaded: options.contains { optionVariables[$0] == siteVariables[site] },
            mostLoad: mostLoad, mostTotal: mostTotal, step: step)
    }

    private func loads(_ option: Int, _ moduleClass: Int) -> Double {
        problem.options[option].loads.reduce(0) {
            $1.moduleClass == moduleClass ? $0 + $1.amount : $0
        }
    }

    private func load(_ moduleClass: Int, _ reach: Reach) -> LinearExpression {
        var sum = LinearExpression()
        for option in reach.clients.joined() {
            let amount = loads(option, moduleClass)
            if amount > 0, let variable = optionVariables[option] { sum.add(amount, variable) }
        }
        return sum
    }

    /// Rows that make a variable at least 1 as soon as anyone loads a class (any class for `nil`).
    private mutating func require(
        _ expression: LinearExpression, _ name: String, byLoadOf moduleClass: Int?,
        _ reach: Reach
    ) {
        for (number, options) in reach.clients.enumerated() {
            let loading = options.filter { option in
                moduleClass.map { loads(option, $0) > 0 } ?? true
            }
            let terms = loading.compactMap { optionVariables[$0] }.map { LinearTerm(-1, $0) }
            guard !terms.isEmpty else { continue }
            model.addRow(
                "\(name)_\(number)", lower: -expression.constant, terms: expression.terms + terms)
        }
    }

    private mutating func addStart(_ moduleClass: Int, cost startingCost: Double, _ reach: Reach) {
        guard reach.mostLoad[moduleClass] ?? 0 > 0 else { return }
        let site = reach.site
        let isOwn = reach.clients.joined().contains {
            optionVariables[$0] == siteVariables[site] && loads($0, moduleClass) > 0
        }
        guard !isOwn else { return cost.add(startingCost, siteVariables[site]) }
        let start = model.addBinary("s\(site)_\(moduleClass)")
        siteVariablesByUse.append((.start(site: site, moduleClass: moduleClass), start))
        cost.add(startingCost, start)
        require(1 * start, "start\(site)_\(moduleClass)", byLoadOf: moduleClass, reach)
    }

    private mutating func addRequirement(_ index: Int, _ reach: Reach, options: [Int]) {
        let requirement = problem.requirements[index]
        let site = reach.site
        let name = "r\(index)_\(site)"
        let margin = (reach.step ?? 0) / 2
        var inReach: [(band: Int, variable: Variable)] = []
        var all = LinearExpression()
        var above = LinearExpression()
        var below = LinearExpression()
        var start = 0.0
        for (number, band) in requirement.bands.enumerated() where start < reach.mostTotal {
            let variable = model.addBinary("\(name)_b\(number)")
            siteVariablesByUse.append(
                (.band(site: site, requirement: index, band: number), variable))
            inReach.append((number, variable))
            all.add(1, variable)
            if start > 0 { above.add(start + margin, variable) }
            below.add(min(band.upTo, reach.mostTotal), variable)
            start = max(start, band.upTo)
        }
        let total = reach.mostLoad.keys.sorted().reduce(into: LinearExpression()) { sum, key in
            sum += load(key, reach)
        }
        require(all, name, byLoadOf: nil, reach)
        model.addRow("\(name)_one", all <= 1 * siteVariables[site])
        model.addRow("\(name)_above", total >= above)
        model.addRow("\(name)_below", total <= below)

        var units = LinearExpression()
        for (number, variable) in inReach {
            for (part, properties) in requirement.bands[number].parts.enumerated() {
                units += add(
                    properties,
                    use: .part(site: site, requirement: index, band: number, part: part),
                    while: variable, isOnlyBand: inReach.count == 1,
                    name: "\(name)_\(number)_\(part)",
                    reach)
            }
        }
        if requirement.costPerUnit > 0 { cost += requirement.costPerUnit * units }
        guard requirement.paysMissing(at: site) else { return }
        var missing = units
        for option in options where requirement.supply(of: option) > 0 {
            if let variable = optionVariables[option] {
                missing.add(-requirement.supply(of: option), variable)
            }
        }
        let isWhole =
            requirement.bands.allSatisfy { $0.parts.allSatisfy { $0.rounding != .none } }
            && options.allSatisfy {
                requirement.supply(of: $0).truncatingRemainder(dividingBy: 1) == 0
            }
        let short = model.addVariable("\(name)_m", kind: isWhole ? .integer : .continuous)
        siteVariablesByUse.append((.missing(site: site, requirement: index), short))
        cost.add(requirement.costPerUnitMissing, short)
        model.addRow("\(name)_missing", 1 * short >= missing)
    }

    /// Adds a part of a band and returns the units it needs.
    private mutating func add(
        _ part: RequirementPart, use: SiteUse, while band: Variable, isOnlyBand: Bool,
        name: String, _ reach: Reach
    ) -> LinearExpression {
        let terms = part.terms.filter { reach.mostLoad[$0.moduleClass] ?? 0 > 0 }
        guard !terms.isEmpty else { return part.rounding.whole(part.constant) * band }
        var sum = LinearExpression()
        var most = part.constant
        for term in terms {
            let mostLoad = reach.mostLoad[term.moduleClass] ?? 0
            if term.perLoad > 0 {
                sum += term.perLoad * load(term.moduleClass, reach)
                most += term.perLoad * mostLoad
            }
            if term.perModule > 0,
                let opened = openedModules[reach.site]?[term.moduleClass]
            {
                sum += term.perModule * opened
                most += term.perModule * opened.largest(in: model)
            }
            if term.perGroup > 0 {
                let groups = groups(term, reach, name: name)
                sum.add(term.perGroup, groups)
                most += term.perGroup * model.variableUpper[groups.index]
            }
        }
        let isWhole = part.rounding != .none
        let lowest = min(0, part.rounding.whole(part.constant))
        let units = model.addVariable(
            "\(name)_u", lower: lowest, upper: (most + 1).rounded(.up),
            kind: isWhole ? .integer : .continuous)
        siteVariablesByUse.append((use, units))
        let shifted = part.constant + shift(of: part, terms, reach)
        // Without its band a part asks for nothing; the only band holds wherever there is load.
        let slack = isOnlyBand ? shifted : most - part.constant + shifted
        model.addRow(
            name, lower: shifted - slack,
            terms: [LinearTerm(1, units), LinearTerm(-slack, band)] + (-1 * sum).terms)
        if lowest < 0 {
            model.addRow(
                "\(name)_least", lower: 0, terms: [LinearTerm(1, units), LinearTerm(-lowest, band)])
        }
        return 1 * units
    }

    /// What is added to an expression so that the least whole number not below is its rounding.
    private func shift(of part: RequirementPart, _ terms: [RequirementTerm], _ reach: Reach)
        -> Double
    {
        guard part.rounding != .none else { return 0 }
        let half = part.rounding == .halfUp ? 0.5 : 0
        var steps: [Double]? = [part.constant, half]
        for term in terms {
            if term.perLoad > 0 {
                if let step = reach.step {
                    steps?.append(term.perLoad * step)
                } else {
                    steps = nil
                }
            }
            steps?.append(contentsOf: [term.perModule, term.perGroup])
        }
        let step = steps.flatMap { CommonStep.of($0.filter { $0 != 0 } + [1]) }
        switch part.rounding {
        case .none: return 0
        case .up: return -(step.map { $0 / 2 } ?? 1e-6)
        case .halfUp: return -0.5 + (step.map { $0 / 2 } ?? 0)
        }
    }

    /// The variable of the groups formed from a load, made at its first use.
    private mutating func groups(
        _ term: RequirementTerm, _ reach: Reach, name: String
    ) -> Variable {
        for (use, variable) in siteVariablesByUse {
            if case .groups(reach.site, term.moduleClass, term.groupSize, term.groupRemainder) = use
            {
                return variable
            }
        }
        let most = SiteRequirement.groups(
            reach.mostLoad[term.moduleClass] ?? 0, size: term.groupSize,
            remainder: term.groupRemainder)
        let groups = model.addVariable("\(name)_g\(term.moduleClass)", upper: most, kind: .integer)
        siteVariablesByUse.append(
            (
                .groups(
                    site: reach.site, moduleClass: term.moduleClass, size: term.groupSize,
                    remainder: term.groupRemainder), groups
            ))
        let margin = (reach.step ?? 0) / 2
        model.addRow(
            "\(name)_g\(term.moduleClass)",
            load(term.moduleClass, reach)
                <= LinearExpression(
                    [LinearTerm(term.groupSize, groups)],
                    constant: min(term.groupRemainder, term.groupSize) - margin))
        require(1 * groups, "\(name)_g\(term.moduleClass)", byLoadOf: term.moduleClass, reach)
        return groups
    }
}

extension LinearExpression {
    /// The largest value by the bounds of a model's variables, for factors of zero or more.
    fileprivate func largest(in model: MixedIntegerModel) -> Double {
        terms.reduce(constant) { $0 + $1.coefficient * model.variableUpper[$1.variable.index] }
    }
}
