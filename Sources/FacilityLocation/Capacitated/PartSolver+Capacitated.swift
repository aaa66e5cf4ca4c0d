import MixedIntegerProgramming

extension PartSolver {
    /// Solves a stage by the capacitated engine; `false` where the part has rules it does not know
    /// or no solution was found.
    func solveAsCapacitated(
        _ stage: Int, timeLimit: Double, _ start: LocationMemory.Start?,
        _ outcome: inout PartOutcome
    ) throws -> Bool {
        let problem = component.problem
        guard stage == 0, problem.stages.first == .minimiseCost,
            let view = CapacitatedView(problem)
        else { return false }
        let solution = try CapacitatedSolver(solver: solver).solve(
            view.problem,
            options: SolverOptions(
                timeLimitSeconds: timeLimit, relativeGap: options.relativeGap,
                seed: options.seed, threads: workers),
            startingAt: view.sites(of: outcome.choice?.option ?? start?.options ?? []),
            progress: watch.isWatched
                ? {
                    report(
                        stage, incumbent: $0.incumbent, bound: $0.bound,
                        constant: view.constant)
                } : nil)
        // Who cannot be served, and why, is for the general model to say.
        guard solution.objective != nil else { return false }
        let choice = view.choice(solution)
        outcome.choice = choice
        outcome.status = solution.status == .optimal ? .optimal : .feasible
        outcome.stages.append(
            StageResult(
                .minimiseCost, value: problem.value(of: .minimiseCost, at: choice),
                bound: solution.bound + view.constant, nodes: solution.nodes))
        return true
    }
}

/// A general problem seen as a capacitated problem, where it is one.
///
/// Outside options become a site of their own that is open, never full and not counted; of several
/// options of a client at a site the cheapest counts; costs are taken from the least of each client,
/// and what closing a site costs is taken off what opening it costs.
struct CapacitatedView {
    let problem: CapacitatedProblem
    /// What every solution pays besides the cost of ``problem``.
    let constant: Double
    private let general: LocationProblem
    private let options: CheapestOptions

    /// A view, `nil` where the problem has rules that capacitated problems do not have: nearest
    /// sites, covering, modules, requirements, groups, sites that do not count, clients at home at
    /// several sites or at one without an option there; also where no site can be full or too empty.
    ///
    /// Groups in particular: the relaxation opens the best sites under one count for all of them, and
    /// with several counts its bound would no longer be that of the problem.
    init?(_ general: LocationProblem) {
        guard general.clientCount > 0, general.nearestRule == nil, general.coverage == nil,
            general.modules == nil, general.requirements.isEmpty, general.groupRules.isEmpty,
            general.sites.allSatisfy(\.isCounted),
            general.sites.contains(where: { $0.capacity < .infinity || $0.minimumLoad > 0 })
        else { return nil }
        self.general = general
        let options = CheapestOptions(general)
        self.options = options
        var isAtHome = [Bool](repeating: false, count: general.clientCount)
        for (site, properties) in general.sites.enumerated() {
            for client in properties.ownClients {
                guard !isAtHome[client], options.option(client, at: site) != nil else {
                    return nil
                }
                isAtHome[client] = true
            }
        }
        constant = options.constant + general.sites.reduce(0) { $0 + $1.closingCost }
        let hasOutside = options.outside != nil
        problem = CapacitatedProblem(
            costs: options.costs, demands: (0..<general.clientCount).map(general.demand(of:)),
            sites: general.sites.map(CapacitatedSite.init)
                + (hasOutside ? [CapacitatedSite(capacity: .infinity, decision: .open)] : []),
            openCount: general.openCount.counting(hasOutside ? 1 : 0, of: options.costs.siteCount),
            sourcing: general.assignment == .split ? .split : .single)
    }

    /// The sites that options taken before are at, −1 for none; `nil` if none were taken.
    func sites(of taken: [Int]) -> [Int]? {
        guard taken.count == general.clientCount, taken.contains(where: { $0 >= 0 }) else {
            return nil
        }
        return taken.map { $0 < 0 ? -1 : general.options[$0].site ?? options.outside ?? -1 }
    }

    /// A solution in the terms of the general problem.
    func choice(_ solution: CapacitatedSolution) -> LocationChoice {
        var choice = LocationChoice(
            isOpen: [Bool](repeating: false, count: general.sites.count),
            option: [Int](repeating: -1, count: general.clientCount))
        var home = [Int](repeating: -1, count: general.clientCount)
        for site in solution.openSites where site != options.outside {
            choice.isOpen[site] = true
            for client in general.sites[site].ownClients { home[client] = site }
        }
        var shares = [Double](repeating: 0, count: general.options.count)
        for share in solution.shares {
            // Who is at home stays there as a whole, to the last digit.
            guard home[share.client] < 0 || home[share.client] == share.site,
                let option = options.option(share.client, at: share.site)
            else { continue }
            shares[option] = home[share.client] < 0 ? min(1, share.fraction) : 1
            let best = choice.option[share.client]
            if best < 0 || (-shares[option], option) < (-shares[best], best) {
                choice.option[share.client] = option
            }
        }
        if general.assignment == .split { choice.shares = shares }
        return choice
    }
}

extension CapacitatedSite {
    /// A candidate site, relative to leaving it closed.
    fileprivate init(_ site: CandidateSite) {
        let decision: Decision =
            switch site.state {
            case .free: .free
            case .fixedOpen: .open
            case .fixedClosed: .closed
            }
        self.init(
            capacity: site.capacity, openingCost: site.openingCost - site.closingCost,
            minimumLoad: site.minimumLoad, decision: decision, ownClients: site.ownClients)
    }
}

extension OpenCount {
    /// The numbers allowed when some sites more are open in any case.
    fileprivate func counting(_ more: Int, of siteCount: Int) -> ClosedRange<Int> {
        let most = bounds.upperBound == .max ? siteCount : bounds.upperBound + more
        return min(bounds.lowerBound + more, most)...most
    }
}
