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
        let watch = watch
        let solution = try MedianSolver(solver: solver).solve(
            median.problem,
            options: MedianOptions(
                relativeGap: options.relativeGap, timeLimitSeconds: timeLimit,
                seed: UInt64(options.seed), threads: workers),
            start: MedianStart(openSites: median.openSites(known)),
            progress: watch.isWatched
                ? { report in
                    watch.report(isThrottled: false) { seconds in
                        LocationProgress(
                            stage: stage, component: part, componentCount: partCount,
                            seconds: seconds,
                            incumbent: report.incumbent.map { $0 + median.constant },
                            bound: report.bound + median.constant)
                    }
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
    /// The option behind a client and a site.
    private let optionOf: [Int: Int]
    private let outside: Int?

    init?(_ general: LocationProblem) {
        guard general.suitsPatterns, general.modules == nil, general.requirements.isEmpty,
            general.coverage == nil,
            general.groupRules.isEmpty, general.clientCount > 0,
            general.sites.allSatisfy({ $0.ownClients.isEmpty && $0.isCounted })
        else { return nil }
        self.general = general
        let hasOutside = general.options.contains { $0.site == nil }
        let siteCount = general.sites.count + (hasOutside ? 1 : 0)
        outside = hasOutside ? general.sites.count : nil
        var rows = [[(site: Int, option: Int)]](repeating: [], count: general.clientCount)
        for (index, option) in general.options.enumerated() {
            rows[option.client].append((option.site ?? general.sites.count, index))
        }
        var optionOf: [Int: Int] = [:]
        var constant = 0.0
        var builder = SparseCostsBuilder(
            siteCount: siteCount, clientCount: rows.count, pairCount: general.options.count)
        for (client, row) in rows.enumerated() {
            let least = row.map { general.options[$0.option].cost }.min() ?? 0
            constant += least
            var last = -1
            let ordered = row.sorted {
                ($0.site, general.options[$0.option].cost, $0.option)
                    < ($1.site, general.options[$1.option].cost, $1.option)
            }
            for entry in ordered where entry.site != last {
                last = entry.site
                optionOf[client * siteCount + entry.site] = entry.option
                builder.append(
                    site: entry.site, cost: general.options[entry.option].cost - least)
            }
            builder.endClient()
        }
        self.optionOf = optionOf
        self.constant = constant
        let (bounds, more) = (general.openCount.bounds, hasOutside ? 1 : 0)
        problem = MedianProblem(
            costs: builder.finish(),
            openingCosts: general.sites.map(\.openingCost) + (hasOutside ? [0] : []),
            states: general.sites.map(\.state) + (hasOutside ? [.fixedOpen] : []),
            openCount: bounds.upperBound == .max
                ? .atLeast(bounds.lowerBound + more)
                : .range((bounds.lowerBound + more)...(bounds.upperBound + more)))
    }

    /// The sites that options taken before use.
    func openSites(_ options: [Int]) -> [Int] {
        Set(options.filter { $0 >= 0 }.compactMap { general.options[$0].site }).sorted()
    }

    /// A solution in the terms of the general problem.
    func choice(_ solution: MedianSolution) -> LocationChoice {
        var isOpen = [Bool](repeating: false, count: general.sites.count)
        for site in solution.openSites where site != outside { isOpen[site] = true }
        return LocationChoice(
            isOpen: isOpen,
            option: solution.allocation.enumerated().map { client, site in
                optionOf[client * problem.siteCount + site] ?? -1
            })
    }
}
