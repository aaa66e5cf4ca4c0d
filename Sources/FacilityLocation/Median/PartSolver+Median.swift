extension PartSolver {
    /// Solves a stage by the median engine; `false` where the part is no pure median problem.
    func solveAsMedian(
        _ stage: Int, timeLimit: Double, _ start: LocationMemory.Start?,
        _ outcome: inout PartOutcome
    ) throws -> Bool {
        let problem = component.problem
        guard stage == 0, problem.stages.first == .minimiseCost,
            let median = MedianView(problem)
        else { return false }
        let known = outcome.choice?.option ?? start?.options ?? []
        let solution = try MedianSolver(solver: solver).solve(
            median.problem,
            options: MedianOptions(
                relativeGap: options.relativeGap, timeLimitSeconds: timeLimit,
                seed: UInt64(options.seed), threads: workers),
            start: MedianStart(openSites: median.openSites(known)),
            progress: watch.isWatched
                ? {
                    report(
                        stage, incumbent: $0.incumbent, bound: $0.bound,
                        constant: median.constant)
                } : nil)
        // Who cannot be served, and why, is for the general model to say.
        guard solution.isFeasible else { return false }
        let choice = median.choice(solution)
        outcome.choice = choice
        outcome.status = solution.status
        outcome.stages.append(
            StageResult(
                .minimiseCost, value: problem.value(of: .minimiseCost, at: choice),
                bound: solution.bound + median.constant, nodes: solution.nodes))
        return true
    }
}

/// A general problem seen as a median problem, where it is one.
///
/// Outside options become a site of their own that is open and not counted; of several options of a
/// client at a site the cheapest counts; costs are taken from the least of each client. Counts by
/// group are left to the search by patterns: the relaxation here opens the best sites under one count.
private struct MedianView {
    let problem: MedianProblem
    /// What all clients pay at least, outside the median problem.
    let constant: Double
    private let general: LocationProblem
    private let options: CheapestOptions

    init?(_ general: LocationProblem) {
        guard general.suitsPatterns, general.modules == nil, general.requirements.isEmpty,
            general.coverage == nil,
            general.groupRules.isEmpty, general.clientCount > 0,
            general.sites.allSatisfy({ $0.ownClients.isEmpty && $0.isCounted })
        else { return nil }
        self.general = general
        let options = CheapestOptions(general)
        self.options = options
        constant = options.constant
        let hasOutside = options.outside != nil
        let (bounds, more) = (general.openCount.bounds, hasOutside ? 1 : 0)
        problem = MedianProblem(
            costs: options.costs,
            openingCosts: general.sites.map(\.openingCost) + (hasOutside ? [0] : []),
            states: general.sites.map(\.state) + (hasOutside ? [.fixedOpen] : []),
            openCount: bounds.upperBound == .max
                ? .atLeast(bounds.lowerBound + more)
                : .range((bounds.lowerBound + more)...(bounds.upperBound + more)))
    }

    /// The sites that options taken before use.
    func openSites(_ taken: [Int]) -> [Int] {
        Set(taken.filter { $0 >= 0 }.compactMap { general.options[$0].site }).sorted()
    }

    /// A solution in the terms of the general problem.
    func choice(_ solution: MedianSolution) -> LocationChoice {
        var isOpen = [Bool](repeating: false, count: general.sites.count)
        for site in solution.openSites where site != options.outside { isOpen[site] = true }
        return LocationChoice(
            isOpen: isOpen,
            option: solution.allocation.enumerated().map { client, site in
                options.option(client, at: site) ?? -1
            })
    }
}
