/// Checks a solution against the problem as stated, sharing no code with the model that found it.
public struct SolutionVerifier: Sendable {
    /// The problem as stated.
    public var problem: LocationProblem

    /// A verifier for a problem.
    public init(problem: LocationProblem) {
        self.problem = problem
    }

    /// Everything a solution gets wrong, as sentences; empty when it is right.
    ///
    /// A solution that claims nothing (infeasible, no incumbent) has nothing to get wrong.
    public func violations(of solution: LocationSolution) -> [String] {
        guard solution.isFeasible else { return [] }
        var found = shapeViolations(of: solution)
        guard found.isEmpty else { return found }
        found += siteViolations(of: solution)
        found += allocationViolations(of: solution)
        found += moduleViolations(of: solution)
        found += capacityViolations(of: solution)
        found += nearestViolations(of: solution)
        found += coverageViolations(of: solution)
        found += stageViolations(of: solution)
        return found
    }

    /// The value of an objective, recomputed from sites, options and modules.
    ///
    /// - Precondition: the solution is feasible and its indices are in range.
    public func value(of objective: LocationObjective, in solution: LocationSolution) -> Double {
        switch objective {
        case .minimiseOpenSites:
            return Double(solution.openSites.filter { problem.sites[$0].isCounted }.count)
        case .maximiseCoveredWeight:
            var weight = 0.0
            for point in problem.coverage?.points ?? [] {
                weight += point.weight * cover(of: point, in: solution)
            }
            return weight
        case .maximiseBackupWeight:
            let open = Set(solution.openSites)
            var weight = 0.0
            for point in problem.coverage?.points ?? []
            where open.intersection(point.sites).count >= 2 {
                weight += point.weight
            }
            return weight
        case .minimiseWorstDistance:
            var worst: Double?
            for taken in taken(in: solution) where taken.share > 0 {
                let option = problem.options[taken.option]
                worst = max(worst ?? -.infinity, option.distance ?? option.cost)
            }
            return worst ?? 0
        case .minimiseCost:
            var total = 0.0
            let open = Set(solution.openSites)
            for (index, site) in problem.sites.enumerated() {
                total += open.contains(index) ? site.openingCost : site.closingCost
            }
            for taken in taken(in: solution) {
                total += taken.share * problem.options[taken.option].cost
            }
            guard let modules = problem.modules else { return total }
            for site in problem.sites.indices {
                for moduleClass in modules.classes.indices {
                    total +=
                        Double(solution.modulesOpened[site][moduleClass])
                        * modules.classes[moduleClass].costPerModule
                }
                total += Double(solution.extraModules[site]) * modules.limits[site].extraCost
                total += loadDependentCost(at: site, in: solution)
            }
            return total
        }
    }

    /// What a site pays for classes begun and for requirements.
    func loadDependentCost(at site: Int, in solution: LocationSolution) -> Double {
        let taken = solution.chosenOption.filter { problem.options[$0].site == site }
        var loads: [Int: Double] = [:]
        for part in taken.flatMap({ problem.options[$0].loads }) {
            loads[part.moduleClass, default: 0] += part.amount
        }
        guard let limit = problem.modules?.limits[site], !loads.isEmpty else { return 0 }
        var total = 0.0
        for begun in loads.keys.sorted() { total += limit.startingCosts[begun, default: 0] }
        let all = loads.keys.sorted().reduce(0) { $0 + loads[$1, default: 0] }
        for requirement in problem.requirements {
            guard let band = requirement.bands.first(where: { all <= $0.upTo + 1e-9 }) else {
                continue
            }
            var units = 0.0
            for part in band.parts {
                var sum = part.constant
                for term in part.terms {
                    let load = loads[term.moduleClass, default: 0]
                    let modules = solution.modulesOpened[site][term.moduleClass]
                    sum += term.perLoad * load + term.perModule * Double(modules)
                    if load > 0 {
                        var groups = 0
                        while Double(groups + 1) * term.groupSize <= load + 1e-9 * term.groupSize {
                            groups += 1
                        }
                        let remainder = load - Double(groups) * term.groupSize
                        if remainder >= term.groupRemainder - 1e-9 { groups += 1 }
                        sum += term.perGroup * Double(max(groups, 1))
                    }
                }
                switch part.rounding {
                case .none: units += sum
                case .up: units += (sum - 1e-9).rounded(.up)
                case .halfUp: units += (sum + 0.5 + 1e-9).rounded(.down)
                }
            }
            total += requirement.costPerUnit * units
            let isCounted =
                !requirement.supplies.isEmpty && requirement.countsMissing.indices.contains(site)
                && requirement.countsMissing[site]
            if isCounted {
                let supply = taken.reduce(0) { $0 + requirement.supplies[$1] }
                total += requirement.costPerUnitMissing * max(0, units - supply)
            }
        }
        return total
    }

    func shapeViolations(of solution: LocationSolution) -> [String] {
        var found: [String] = []
        if solution.chosenOption.count != problem.clientCount {
            found.append(
                "there are \(solution.chosenOption.count) choices for "
                    + "\(problem.clientCount) clients")
        }
        for option in solution.chosenOption where !problem.options.indices.contains(option) {
            found.append("option \(option) does not exist")
        }
        for site in solution.openSites where !problem.sites.indices.contains(site) {
            found.append("site \(site) does not exist")
        }
        if Set(solution.openSites).count != solution.openSites.count {
            found.append("a site is listed twice as open")
        }
        let shareCount = problem.assignment == .split ? problem.options.count : 0
        if solution.shares.count != shareCount {
            found.append("there are \(solution.shares.count) shares where \(shareCount) belong")
        }
        if let modules = problem.modules {
            let isRight =
                solution.modulesOpened.count == problem.sites.count
                && solution.modulesOpened.allSatisfy { $0.count == modules.classes.count }
                && solution.extraModules.count == problem.sites.count
            if !isRight { found.append("modules are not given for every site and class") }
        }
        if solution.stages.map(\.objective) != problem.stages {
            found.append("the stages are not those of the problem")
        }
        return found
    }

    func siteViolations(of solution: LocationSolution) -> [String] {
        var found: [String] = []
        let open = Set(solution.openSites)
        for (index, site) in problem.sites.enumerated() {
            if site.state == .fixedOpen && !open.contains(index) {
                found.append("site \(index) is fixed open but closed")
            }
            if site.state == .fixedClosed && open.contains(index) {
                found.append("site \(index) is fixed closed but open")
            }
        }
        let counted = open.filter { problem.sites[$0].isCounted }.count
        if !Self.allows(problem.openCount, counted) {
            found.append("\(counted) open sites break the rule \(problem.openCount)")
        }
        for rule in problem.groupRules {
            let count = rule.sites.filter(open.contains).count
            if !Self.allows(rule.count, count) {
                found.append("\(count) open sites in \(rule.name) break the rule \(rule.count)")
            }
        }
        return found
    }

    static func allows(_ rule: OpenCount, _ count: Int) -> Bool {
        switch rule {
        case .any: true
        case .exactly(let number): count == number
        case .atMost(let number): count <= number
        case .atLeast(let number): count >= number
        case .range(let range): range.contains(count)
        }
    }

    func allocationViolations(of solution: LocationSolution) -> [String] {
        var found: [String] = []
        let open = Set(solution.openSites)
        for (client, index) in solution.chosenOption.enumerated() {
            let option = problem.options[index]
            if option.client != client {
                found.append("client \(client) takes option \(index) of client \(option.client)")
            }
            if let site = option.site, !open.contains(site) {
                found.append("client \(client) is at site \(site), which is closed")
            }
        }
        for site in solution.openSites {
            for client in problem.sites[site].ownClients
            where problem.options[solution.chosenOption[client]].site != site {
                found.append("site \(site) is open but its own client \(client) is elsewhere")
            }
        }
        return found
    }

    func moduleViolations(of solution: LocationSolution) -> [String] {
        guard let modules = problem.modules else { return [] }
        var found: [String] = []
        var loads = [[Double]](
            repeating: [Double](repeating: 0, count: modules.classes.count),
            count: problem.sites.count)
        for option in solution.chosenOption.map({ problem.options[$0] }) {
            guard let site = option.site else { continue }
            for part in option.loads {
                loads[site][part.moduleClass] += part.amount
                let count = solution.modulesOpened[site][part.moduleClass]
                if count < part.minimumModules {
                    found.append(
                        "site \(site) opens \(count) modules of class \(part.moduleClass), "
                            + "under the \(part.minimumModules) of a load")
                }
            }
        }
        for site in problem.sites.indices {
            for (moduleClass, properties) in modules.classes.enumerated() {
                let load = loads[site][moduleClass]
                let room = Double(solution.modulesOpened[site][moduleClass]) * properties.size
                if load > room + 2e-6 * properties.size {
                    found.append(
                        "site \(site) has room for \(room) of class \(moduleClass) but "
                            + "receives \(load)")
                }
            }
            let limit = modules.limits[site]
            let extra = solution.extraModules[site]
            if extra < 0 || extra > limit.extraMaximum {
                found.append("site \(site) buys \(extra) extra modules of \(limit.extraMaximum)")
            }
            let count = solution.modulesOpened[site].reduce(0, +)
            if let most = limit.modules, count > most + extra {
                found.append("site \(site) opens \(count) modules but \(most) + \(extra) fit")
            }
        }
        return found
    }

    func stageViolations(of solution: LocationSolution) -> [String] {
        solution.stages.flatMap { stage -> [String] in
            var found: [String] = []
            let value = value(of: stage.objective, in: solution)
            let tolerance = 1e-6 * max(1, abs(value))
            // The reported value is that of the final solution, which later stages may have
            // worsened only within the documented tolerance.
            if abs(value - stage.value) > tolerance {
                found.append(
                    "\(stage.objective.rawValue) is \(value), reported as \(stage.value)")
            }
            let excess = stage.objective.isMaximised ? value - stage.bound : stage.bound - value
            if excess > tolerance {
                found.append(
                    "\(stage.objective.rawValue) is \(value), beyond its bound \(stage.bound)")
            }
            return found
        }
    }
}
