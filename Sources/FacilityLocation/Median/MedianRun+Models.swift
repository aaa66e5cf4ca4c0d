import MixedIntegerProgramming

extension MedianRun {
    /// Looks for a better solution among the sites that the relaxation and the best solution open,
    /// by the mixed-integer solver.
    ///
    /// Source: the core of E. Taillard, "Heuristic methods for large centroid clustering problems",
    /// Journal of Heuristics 9 (2003), 51–73; the kernel of G. Guastaroba and M. G. Speranza,
    /// "Kernel search for the capacitated facility location problem", Journal of Heuristics 18
    /// (2012), 877–917.
    mutating func searchCore(_ ascent: MedianAscent, _ reduction: MedianReduction) throws {
        guard let incumbent else { return }
        var isIncumbent = [Bool](repeating: false, count: problem.siteCount)
        for site in incumbent.sites { isIncumbent[site] = true }
        var states = [CandidateSite.State](repeating: .fixedClosed, count: problem.siteCount)
        for (local, site) in reduction.sites.enumerated() {
            let share = ascent.openShares[local]
            let isOpen = isIncumbent[Int(site)]
            if reduction.problem.states[local] == .fixedOpen || isOpen && share > 0.99 {
                states[Int(site)] = .fixedOpen
            } else if isOpen || share > 0.01 {
                states[Int(site)] = .free
            }
        }
        let core = MedianReduction(
            problem, states: states, prices: ascent.prices, slack: cutoff - ascent.bound)
        guard core.problem.costs.pairCount <= Self.modelPairs else { return }
        _ = try solveModel(
            of: core, timeLimit: 0.2 * watch.remainingSeconds, start: incumbent.sites)
        if let better = self.incumbent?.sites { search.restart(better) }
    }

    /// Hands what is left to the mixed-integer solver.
    ///
    /// - Returns: whether the bound now proves the best solution.
    mutating func finish(_ reduction: MedianReduction, timeLimit: Double) throws -> Bool {
        guard timeLimit > 0 else { return false }
        // Solutions outside the reduced problem are no better than the cutoff it was made for.
        let outside = cutoff
        let inside = try solveModel(of: reduction, timeLimit: timeLimit, start: nil)
        noteBound(min(inside, outside))
        return isProven
    }

    /// Solves the model of a reduced problem and notes what is found; a bound on what it can hold.
    private mutating func solveModel(
        of reduction: MedianReduction, timeLimit: Double, start: [Int]?
    ) throws -> Double {
        let formulation = MedianModel(reduction)
        var number = [Int](repeating: -1, count: problem.siteCount)
        for (local, site) in reduction.sites.enumerated() { number[Int(site)] = local }
        let warmStart = start.map { sites in
            formulation.values(openSites: sites.map { number[$0] }.filter { $0 >= 0 })
        }
        let (watch, value, known) = (watch, incumbent?.value, bound)
        let answer = try solver.solve(
            formulation.model,
            options: SolverOptions(
                timeLimitSeconds: timeLimit, relativeGap: options.relativeGap,
                absoluteGap: isIntegral ? 0.999 : 1e-9, seed: Int(options.seed & 0xFFFF),
                warmStart: warmStart),
            progress: { report in
                watch.report(isThrottled: false) { seconds in
                    LocationProgress(
                        stage: 0, component: 0, componentCount: 1, seconds: seconds,
                        incumbent: [value, report.incumbent].compactMap { $0 }.min(), bound: known)
                }
            })
        nodes += answer.nodes
        if answer.hasIncumbent {
            noteSites(formulation.openSites(answer.values).map { Int(reduction.sites[$0]) })
        }
        return answer.status == .infeasible ? .infinity : answer.bound
    }
}
