import MixedIntegerProgramming

/// A location problem written as a mixed-integer model, with the way back.
///
/// The model is strong on purpose. Links are disaggregated (`x ≤ y` for every pair). At a site whose
/// own client brings load `b` of a class, `⌈b/size⌉` modules come with opening it; the variable
/// `k` counts only those beyond, with `size·k ≥ Σ load·x − spare·y` and, for each other client,
/// `k ≥ (⌈(b + load)/size⌉ − ⌈b/size⌉)·x`, which is the per-unit form lifted by the load that is
/// there anyway. Modules, limits and points that can never matter are left out.
///
/// A requirement has a binary for each band in reach and, for each rounded part, a whole variable at
/// least as large as the part's expression while its band holds; see
/// `LocationFormulation+Requirements.swift`.
///
/// A worst distance kept from an earlier stage leaves out what is farther; see
/// `LocationFormulation+Distance.swift` for one that is minimised, `LocationFormulation+Capacity.swift`
/// for capacities and `LocationFormulation+Nearest.swift` for nearest sites.
///
/// Every variable is whole, also where that would follow by itself: HiGHS 1.15.1 calls some feasible
/// models infeasible when continuous ones are mixed in (see ``HiGHSSolver``). Only units that are not
/// rounded and shares of split demand have to be continuous.
struct LocationFormulation {
    let problem: LocationProblem
    let omitted: Set<LocationRule>
    /// Options that are farther cannot be taken.
    let distanceLimit: Double
    private let allocationIsFree: Bool
    var model = MixedIntegerModel()
    /// `y[j]`.
    var siteVariables: [Variable] = []
    /// `x[o]`; `nil` where the option cannot be part of a best solution.
    ///
    /// The only option of an own client at its site shares the variable of the site.
    var optionVariables: [Variable?] = []
    /// `k[j, g]`, modules beyond those of the own client.
    var moduleVariables: [ModuleVariable] = []
    /// `e[j]`.
    var extraVariables: [Variable?] = []
    /// The modules opened at a site by class, own ones included, where they are modelled.
    var openedModules: [Int: [Int: LinearExpression]] = [:]
    /// Variables of starting costs and requirements.
    var siteVariablesByUse: [(use: SiteUse, variable: Variable)] = []
    /// `z`, one for each distinct set of covering sites.
    var coverVariables: [CoverVariable] = []
    /// Variables that follow from a choice, with their values at it.
    var derivedVariables: [(variable: Variable, value: (LocationChoice) -> Double)] = []
    /// The worst distance, where it is minimised.
    var radius: Variable?

    var cost = LinearExpression()
    var coveredWeight = LinearExpression()
    var backupWeight = LinearExpression()

    struct ModuleVariable {
        var site: Int
        var moduleClass: Int
        var variable: Variable
    }

    struct CoverVariable {
        var sites: [Int]
        var variable: Variable
    }

    /// The model of a problem without some of its rules, still without an objective.
    init(
        _ problem: LocationProblem, omitting omitted: Set<LocationRule> = [],
        distanceLimit: Double = .infinity
    ) {
        self.problem = problem
        self.omitted = omitted
        self.distanceLimit = distanceLimit
        allocationIsFree = problem.allocationIsFree
        addSites()
        addOptions()
        addCounts()
        if problem.modules != nil { addModules() }
        if problem.stages.contains(.minimiseCost) { addRequirements() }
        if problem.coverage != nil { addCoverage() }
        addCapacities()
        if let rule = problem.nearestRule, !omitted.contains(.nearest) { addNearest(rule) }
    }

    /// Whether a site is closed by a rule still in force.
    func isClosed(_ site: Int) -> Bool {
        problem.sites[site].state == .fixedClosed && !omitted.contains(.fixedClosed(site: site))
    }

    /// Whether a site is open by a rule still in force.
    func isFixedOpen(_ site: Int) -> Bool {
        problem.sites[site].state == .fixedOpen && !omitted.contains(.fixedOpen(site: site))
    }

    /// Whether an option is that of the site's own client.
    func isOwn(_ option: AllocationOption) -> Bool {
        option.site.map { problem.sites[$0].ownClients.contains(option.client) } ?? false
    }

    /// Whether an option is near enough to be taken.
    func isInReach(_ index: Int) -> Bool {
        distanceLimit == .infinity || problem.distance(of: index) <= distanceLimit
    }

    /// Whether an option changes nothing but its own cost.
    func isPlain(_ index: Int) -> Bool {
        allocationIsFree && problem.options[index].loads.isEmpty
            && problem.requirements.allSatisfy { $0.supply(of: index) == 0 }
    }

    /// The expression of an objective.
    func expression(of objective: LocationObjective) -> LinearExpression {
        switch objective {
        case .minimiseCost: cost
        case .maximiseCoveredWeight: coveredWeight
        case .maximiseBackupWeight: backupWeight
        case .minimiseWorstDistance: radius.map { LinearExpression($0) } ?? LinearExpression()
        case .minimiseOpenSites:
            .sum(
                problem.sites.indices.filter { problem.sites[$0].isCounted }.map {
                    siteVariables[$0]
                })
        }
    }

    /// Sets the objective of a stage and keeps the values of the stages before it.
    mutating func select(stage: Int, keeping values: [Double]) {
        guard problem.stages.indices.contains(stage) else { return }
        let objective = problem.stages[stage]
        if objective == .minimiseWorstDistance { addRadius() }
        model.setObjective(
            objective.isMaximised ? .maximise : .minimise, expression(of: objective))
        keep(stages: stage, values: values)
    }

    /// Keeps the values that the first stages reached.
    mutating func keep(stages count: Int, values: [Double]) {
        for (earlier, value) in zip(problem.stages.prefix(count), values)
        where earlier != .minimiseWorstDistance {
            let tolerance = earlier.keepingTolerance(for: value)
            let kept = expression(of: earlier)
            model.addRow(
                "keep_\(earlier.rawValue)",
                LinearConstraint(
                    kept, lower: earlier.isMaximised ? value - tolerance : -.infinity,
                    upper: earlier.isMaximised ? .infinity : value + tolerance))
        }
    }

    private mutating func addSites() {
        var ownersWithOptions = [Set<Int>](repeating: [], count: problem.sites.count)
        for (index, option) in problem.options.enumerated() where isOwn(option) && isInReach(index)
        {
            ownersWithOptions[option.site ?? 0].insert(option.client)
        }
        for (index, site) in problem.sites.enumerated() {
            // A site whose own clients may not all stay can never open.
            let canOpen =
                !isClosed(index) && ownersWithOptions[index].count == site.ownClients.count
            let variable = model.addVariable(
                "y\(index)", lower: isFixedOpen(index) && canOpen ? 1 : 0,
                upper: canOpen ? 1 : 0, kind: .integer)
            if isFixedOpen(index) && !canOpen {
                // As a row: crossed bounds have no place in an MPS file.
                model.addRow("fixed_open\(index)", lower: 1, terms: [LinearTerm(1, variable)])
            }
            siteVariables.append(variable)
            let extra = site.openingCost - site.closingCost
            if extra != 0 { cost.add(extra, variable) }
            cost.constant += site.closingCost
        }
    }

    private mutating func addOptions() {
        var ownCount = [[Int: Int]](repeating: [:], count: problem.sites.count)
        for (index, option) in problem.options.enumerated() where isOwn(option) && isInReach(index)
        {
            ownCount[option.site ?? 0][option.client, default: 0] += 1
        }
        let ceilings = alwaysAvailableCosts()
        optionVariables = problem.options.enumerated().map { index, option in
            let isOwn = isOwn(option)
            if !isInReach(index) { return nil }
            if let site = option.site {
                if isClosed(site) { return nil }
                if isOwn && ownCount[site][option.client] == 1 {
                    cost.add(option.cost, siteVariables[site])
                    return siteVariables[site]
                }
            }
            if !isOwn && isPlain(index) && option.cost > ceilings[option.client] {
                return nil
            }
            let variable = model.addVariable(
                "x\(index)", upper: 1,
                kind: problem.assignment == .split ? .continuous : .integer)
            cost.add(option.cost, variable)
            return variable
        }

        var byClient = [[Int]](repeating: [], count: problem.clientCount)
        for (index, option) in problem.options.enumerated() where optionVariables[index] != nil {
            byClient[option.client].append(index)
        }
        for (client, indices) in byClient.enumerated() {
            addAssignment(client: client, options: indices)
        }
    }

    /// The cheapest option without load that is open to each client whatever is decided.
    private func alwaysAvailableCosts() -> [Double] {
        var ceilings = [Double](repeating: .infinity, count: problem.clientCount)
        // What is cheaper may be farther, which matters while distance is open.
        if distanceLimit == .infinity && problem.stages.contains(.minimiseWorstDistance) {
            return ceilings
        }
        for (index, option) in problem.options.enumerated()
        where isPlain(index) && !isOwn(option) && isInReach(index) {
            if option.site.map(isFixedOpen) ?? true {
                ceilings[option.client] = min(ceilings[option.client], option.cost)
            }
        }
        return ceilings
    }

    private mutating func addAssignment(client: Int, options: [Int]) {
        let variables = options.compactMap { optionVariables[$0] }
        let isRequired = !omitted.contains(.client(client))
        model.addRow(
            "client\(client)", lower: isRequired ? 1 : -.infinity, upper: 1,
            terms: variables.map { LinearTerm(1, $0) })
        // Grouped by site in the order of the options, so that the model is reproducible.
        let bySite = Dictionary(grouping: options) { problem.options[$0].site ?? -1 }
        for (site, members) in bySite.sorted(by: { $0.key < $1.key }) where site >= 0 {
            let open = siteVariables[site]
            let isOwnSite = problem.sites[site].ownClients.contains(client)
            let variables = members.compactMap { optionVariables[$0] }
            if variables == [open] { continue }
            if isFixedOpen(site) && !isOwnSite { continue }
            model.addRow(
                "link\(client)_\(site)", lower: isOwnSite ? 0 : -.infinity, upper: 0,
                terms: variables.map { LinearTerm(1, $0) } + [LinearTerm(-1, open)])
        }
    }

    private mutating func addCounts() {
        func add(_ name: String, _ count: OpenCount, _ sites: [Int]) {
            guard count != .any else { return }
            let bounds = count.bounds
            model.addRow(
                name,
                lower: bounds.lowerBound <= 0 ? -.infinity : Double(bounds.lowerBound),
                upper: bounds.upperBound >= sites.count
                    ? .infinity : Double(bounds.upperBound),
                terms: sites.map { LinearTerm(1, siteVariables[$0]) })
        }
        if !omitted.contains(.openCount) {
            add(
                "open_count", problem.openCount,
                problem.sites.indices.filter { problem.sites[$0].isCounted })
        }
        for (index, rule) in problem.groupRules.enumerated()
        where !omitted.contains(.group(index: index, name: rule.name)) {
            add("group\(index)_\(rule.name)", rule.count, rule.sites)
        }
    }
}
