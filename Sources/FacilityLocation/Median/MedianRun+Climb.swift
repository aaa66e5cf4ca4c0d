extension MedianRun {
    /// Steps of the ascent in a round, while the search makes its kicks.
    private static let stepsPerRound = 40
    /// The ascent ends when so many rounds together close less than a tenth of the gap.
    private static let patience = 6
    /// The ascent ends after so many rounds in any case.
    private static let mostRounds = 120

    /// Raises the bound and improves the solution in rounds, and reduces the problem by both.
    mutating func climb(
        _ ascent: inout MedianAscent, _ reduction: inout MedianReduction
    ) {
        var rounding = search
        var states = problem.states
        var gaps: [Double] = []
        while !isProven, !isStopped, gaps.count < Self.mostRounds {
            round(&ascent, &rounding, of: reduction)
            let step = ascent.stepFactor
            noteBound(ascent.bound, ascent.prices)
            if gaps.count % 2 == 1, incumbent != nil {
                let before = reduction.problem.states.count { $0 == .free }
                fix(&states, by: ascent, of: reduction)
                if states.count(where: { $0 == .free }) * 10 < before * 9 {
                    reduction = MedianReduction(
                        problem, states: states, prices: ascent.prices, slack: cutoff - ascent.bound
                    )
                    ascent = MedianAscent(
                        reduction.problem, from: ascent.prices, stepFactor: max(step, 0.05))
                    noteBound(ascent.bound, ascent.prices)
                }
            }
            gaps.append(cutoff - bound)
            let patience = Self.patience
            if gaps.count > patience, gaps[gaps.count - 1] > 0.9 * gaps[gaps.count - 1 - patience] {
                return
            }
        }
    }

    /// One round: the ascent and what its choice of sites leads to, beside the kicks.
    private mutating func round(
        _ ascent: inout MedianAscent, _ rounding: inout MedianSearch, of reduction: MedianReduction
    ) {
        let watch = watch
        let stopped = { watch.remainingSeconds <= 0 || !watch.poll() }
        let target = incumbent?.value ?? (1.05 * abs(ascent.bound) + 1)
        let limit = cutoff
        var search = search
        var random = random
        let budget = stepWork * Self.stepsPerRound
        // Two tasks that share nothing; the outcome does not depend on who is faster.
        Workers.forEach(2, workers: options.threads) { task in
            if task == 0 {
                ascent.climb(Self.stepsPerRound, target: target) { $0.bound > limit || stopped() }
                rounding.restart(ascent.likelySites.map { Int(reduction.sites[$0]) })
                rounding.descend(isStopped: stopped)
            } else {
                search.kick(budget, using: &random, isStopped: stopped)
            }
        }
        self.search = search
        self.random = random
        stepWork = ascent.relaxation.work / max(1, ascent.iterations + 1)
        noteSolution(search)
        if rounding.value < search.value - search.tolerance {
            noteSolution(rounding)
            self.search.restart(rounding.openSites)
        }
    }

    /// What is left by the best bound and solution.
    func finalReduction(
        _ ascent: MedianAscent, _ reduction: MedianReduction
    ) -> MedianReduction {
        var states = [CandidateSite.State](repeating: .fixedClosed, count: problem.siteCount)
        for (site, state) in zip(reduction.sites, reduction.problem.states) {
            states[Int(site)] = state
        }
        fix(&states, by: ascent, of: reduction)
        return MedianReduction(
            problem, states: states, prices: ascent.prices, slack: cutoff - ascent.bound)
    }

    /// Fixes what the bound decides, in the numbers of the whole problem.
    private func fix(
        _ states: inout [CandidateSite.State], by ascent: MedianAscent,
        of reduction: MedianReduction
    ) {
        var relaxation = MedianRelaxation(reduction.problem)
        let value = relaxation.evaluate(ascent.prices)
        let fixed = relaxation.fixedStates(value: value, threshold: cutoff)
        for (site, state) in zip(reduction.sites, fixed) { states[Int(site)] = state }
    }
}
