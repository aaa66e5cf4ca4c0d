import MixedIntegerProgramming

/// The minimum-cost problem over whole site patterns, restricted to those that can still matter.
///
/// `w[j, P]` opens site `j` with exactly the loaded options of `P`, everything they cost the site
/// inside its cost, so that the linear relaxation has no fractional modules. Visitors keep their own variables:
/// `Σ_P w[j, P] = y[j]`; `Σ_{P ∋ i} w[j, P] + Σ_{o of i at j} x[o] ≤ y[j]`; every client once.
struct PatternFormulation {
    private let relaxation: LagrangianRelaxation
    private var problem: LocationProblem { relaxation.problem }
    private var offers: [SiteOffer] { relaxation.offers }
    private(set) var model = MixedIntegerModel()
    private(set) var patterns: [SitePattern] = []
    private var siteVariables: [Variable] = []
    private var patternVariables: [Variable] = []
    private var optionVariables: [Int: Variable] = [:]

    /// What may be used: the rest has been proven too dear.
    struct Restriction {
        var mayOpen: [Bool]
        var mayClose: [Bool]
        var patterns: [SitePattern]
        var options: [Bool]
    }

    /// The model over what is left of a relaxation.
    init(_ relaxation: LagrangianRelaxation, _ restriction: Restriction) {
        self.relaxation = relaxation
        addSites(restriction)
        addPatterns(restriction)
        addClients(restriction)
        addCounts(relaxation.rows)
    }

    private mutating func addSites(_ restriction: Restriction) {
        for (site, offer) in offers.enumerated() {
            let mayOpen = offer.canOpen && restriction.mayOpen[site]
            let mustOpen = offer.isFixedOpen || !restriction.mayClose[site]
            siteVariables.append(
                model.addVariable(
                    "y\(site)", lower: mustOpen && mayOpen ? 1 : 0, upper: mayOpen ? 1 : 0,
                    objective: offer.hasPatterns || !offer.canOpen
                        ? offer.openingCost : offer.plainCost, kind: .integer))
            if mustOpen && !mayOpen {
                model.addRow(lower: 1, terms: [LinearTerm(1, siteVariables[site])])
            }
        }
    }

    private mutating func addPatterns(_ restriction: Restriction) {
        patterns = restriction.patterns
        var ofSite = [[LinearTerm]](repeating: [], count: offers.count)
        for (number, pattern) in patterns.enumerated() {
            let variable = model.addVariable(
                "w\(number)", upper: 1, objective: pattern.cost, kind: .integer)
            patternVariables.append(variable)
            ofSite[pattern.site].append(LinearTerm(1, variable))
        }
        for (site, offer) in offers.enumerated() where offer.hasPatterns {
            model.addRow(
                "patterns\(site)", lower: 0, upper: 0,
                terms: ofSite[site] + [LinearTerm(-1, siteVariables[site])])
        }
    }

    private mutating func addClients(_ restriction: Restriction) {
        var ofClient = [[LinearTerm]](repeating: [], count: problem.clientCount)
        // Everything a client can do at a site, keyed by the site.
        var links = [[Int: [LinearTerm]]](repeating: [:], count: problem.clientCount)
        for (site, offer) in offers.enumerated() {
            for own in offer.owns {
                ofClient[own.client].append(LinearTerm(1, siteVariables[site]))
            }
        }
        for (number, pattern) in patterns.enumerated() {
            let owners = problem.sites[pattern.site].ownClients
            for option in pattern.options {
                let client = problem.options[option].client
                guard !owners.contains(client) else { continue }
                let term = LinearTerm(1, patternVariables[number])
                ofClient[client].append(term)
                links[client][pattern.site, default: []].append(term)
            }
        }
        for (index, option) in problem.options.enumerated() where restriction.options[index] {
            let variable = model.addBinary("x\(index)", objective: option.cost)
            optionVariables[index] = variable
            ofClient[option.client].append(LinearTerm(1, variable))
            if let site = option.site {
                links[option.client][site, default: []].append(LinearTerm(1, variable))
            }
        }
        for client in 0..<problem.clientCount {
            model.addRow("client\(client)", lower: 1, upper: 1, terms: ofClient[client])
            for (site, terms) in links[client].sorted(by: { $0.key < $1.key }) {
                // Patterns alone are held by their site's row.
                guard terms.contains(where: { optionVariablesContain($0.variable) }) else {
                    continue
                }
                model.addRow(
                    "link\(client)_\(site)", upper: 0,
                    terms: terms + [LinearTerm(-1, siteVariables[site])])
            }
        }
    }

    private func optionVariablesContain(_ variable: Variable) -> Bool {
        variable.index >= siteVariables.count + patternVariables.count
    }

    private mutating func addCounts(_ rows: [LagrangianRelaxation.PricedRow]) {
        func add(_ count: OpenCount, _ sites: [Int]) {
            guard count != .any else { return }
            let bounds = count.bounds
            model.addRow(
                lower: Double(bounds.lowerBound),
                upper: bounds.upperBound >= sites.count ? .infinity : Double(bounds.upperBound),
                terms: sites.map { LinearTerm(1, siteVariables[$0]) })
        }
        add(problem.openCount, offers.indices.filter { problem.sites[$0].isCounted })
        for rule in problem.groupRules { add(rule.count, rule.sites) }
        for row in rows {
            model.addRow(
                lower: row.bound, terms: row.sites.map { LinearTerm(row.sign, siteVariables[$0]) })
        }
    }

    /// Sites and options from a solver's values; each visitor goes where it is cheapest.
    func choice(from values: [Double]) -> LocationChoice {
        var choice = LocationChoice(
            isOpen: siteVariables.map { values[$0.index] > 0.5 },
            option: [Int](repeating: -1, count: problem.clientCount))
        for (site, offer) in offers.enumerated() where choice.isOpen[site] && !offer.hasPatterns {
            for own in offer.owns {
                choice.option[own.client] = offer.options[own.options.lowerBound].index
            }
        }
        for (number, pattern) in patterns.enumerated()
        where values[patternVariables[number].index] > 0.5 {
            for option in pattern.options {
                choice.option[problem.options[option].client] = option
            }
        }
        var best = choice.option
        for offer in offers where choice.isOpen[offer.site] {
            for visitor in offer.unloaded where choice.option[visitor.client] < 0 {
                if best[visitor.client] < 0
                    || visitor.cost < problem.options[best[visitor.client]].cost
                {
                    best[visitor.client] = visitor.index
                }
            }
        }
        for (index, option) in problem.options.enumerated()
        where option.site == nil && choice.option[option.client] < 0 {
            let current = best[option.client]
            if current < 0 || option.cost < problem.options[current].cost {
                best[option.client] = index
            }
        }
        choice.option = best
        return choice
    }

    /// The values of a choice whose patterns and options are all in the model, `nil` otherwise.
    func values(at choice: LocationChoice) -> [Double]? {
        var values = [Double](repeating: 0, count: model.variableCount)
        let numbers = Dictionary(
            patterns.enumerated().map { (PatternKey($1), $0) },
            uniquingKeysWith: { first, _ in first })
        var used = Set<Int>()
        for (site, offer) in offers.enumerated() where choice.isOpen[site] {
            values[siteVariables[site].index] = 1
            used.formUnion(offer.owns.map(\.client))
            guard let pattern = relaxation.pattern(of: choice, at: site) else { continue }
            guard let number = numbers[PatternKey(pattern)] else { return nil }
            values[patternVariables[number].index] = 1
            for option in pattern.options { used.insert(problem.options[option].client) }
        }
        for (client, option) in choice.option.enumerated() where !used.contains(client) {
            guard let variable = optionVariables[option] else { return nil }
            values[variable.index] = 1
        }
        return values
    }
}

/// What identifies a pattern, its cost aside.
struct PatternKey: Hashable {
    var site: Int
    var options: [Int]

    init(_ pattern: SitePattern) {
        site = pattern.site
        options = pattern.options
    }
}
