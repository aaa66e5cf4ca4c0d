import MixedIntegerProgramming

/// The search for better plans, once there are prices.
extension CapacitatedRun {
    /// Beyond so many clients plans are shaken region by region.
    private static let wholeLimit = 800
    /// Pairs in a region to shake, some 250 clients.
    private static let regionPairs = 2000
    /// Most shakes for each open site of a region; the first passes are shorter.
    private static let shakesPerSite = 4
    /// Passes over all regions.
    private static let passLimit = 20
    /// Clusters among which the best combination is looked for.
    private static let clusterLimit = 8000
    /// How long to look for it at a time, in seconds.
    private static let combinationSeconds = 5.0

    /// Shakes the plan, all of it or, if it is large, region by region.
    func shake() throws {
        guard !network.isSplit, plan.openCount > 0 else { return }
        if network.clientCount <= Self.wholeLimit {
            try shakeWhole()
        } else {
            try shakeRegions()
        }
    }

    private func shakeWhole() throws {
        var shaking = CapacitatedShaking(plan, seed: UInt64(options.seed), pool: ClusterPool())
        let patience = 20 + 4 * network.clientCount + 20 * plan.openCount
        let deadline = watch.elapsed + 0.75 * watch.remaining
        var combineAt = 1000
        while shaking.staleShakes < patience, watch.mayGoOn(), watch.elapsed < deadline, !isProven {
            if shaking.shake(
                times: 50, candidates: promising(reach: 3), mayGoOn: watch.mayGoOn)
            {
                try offer(shaking.best)
                reduce()
            }
            guard let pool = shaking.pool, pool.count >= combineAt, shaking.staleShakes >= 100
            else {
                continue
            }
            combineAt = pool.count * 3 / 2
            let limits = SolverOptions(
                timeLimitSeconds: min(Self.combinationSeconds, watch.remaining), relativeGap: 1e-6,
                seed: options.seed)
            if let better = try pool.best(
                betterThan: shaking.best, prices: prices, limit: Self.clusterLimit, solver: solver,
                options: limits, mayGoOn: { [watch] in watch.mayGoOn() })
            {
                shaking.note(better)
                try offer(better)
                reduce()
            }
        }
        shaking.forgetClusters()
        self.shaking = shaking
    }

    /// Sites that may open, the best so many times the open ones at the prices known.
    private func promising(reach: Int) -> [Bool] {
        let values = relaxation.values
        let worth = values.sorted()
        let limit = worth[min(worth.count - 1, reach * max(1, plan.openCount))]
        return values.indices.map { reduction.mayOpen[$0] && values[$0] <= limit }
    }

    private func shakeRegions() throws {
        var failure: (any Error)?
        let deadline = watch.elapsed + 0.8 * watch.remaining
        for pass in 0..<Self.passLimit
        where watch.mayGoOn() && watch.elapsed < deadline && !isProven {
            let before = plan.cost
            var windows = windows(nodeLimit: 0)
            windows.shakes = min(Self.shakesPerSite, 1 << pass)
            var work = plan
            _ = windows.improve(
                &work, pairLimit: Self.regionPairs, offset: pass * 7, until: deadline
            ) { better in
                do { try offer(better) } catch { failure = error }
                return failure == nil && !isProven
            }
            if let failure { throw failure }
            try offer(work)
            guard plan.cost < before - 1e-4 * abs(before) else { break }
        }
    }

    /// Windows on what is left of the problem.
    private func windows(nodeLimit: Int) -> CapacitatedWindows {
        CapacitatedWindows(
            nodeLimit: nodeLimit, network: network, watch: watch, workers: options.threads,
            prices: prices, values: relaxation.values, slopes: relaxation.slopes,
            mayOpen: reduction.mayOpen, mayServe: reduction.servedRows(network))
    }

    /// Solves windows of growing size while they help.
    func improveByWindows() throws {
        guard !network.isSplit else { return }
        var failure: (any Error)?
        var pairLimit = 400
        let deadline = watch.elapsed + 0.7 * watch.remaining
        var stale = 0
        while !isProven, watch.mayGoOn(), watch.elapsed < deadline, stale < 2 {
            var windows = windows(nodeLimit: 40)
            let before = plan.cost
            var work = plan
            _ = windows.improve(&work, pairLimit: pairLimit, until: deadline) { better in
                do { try offer(better) } catch { failure = error }
                return failure == nil && !isProven
            }
            if let failure { throw failure }
            try offer(work)
            reduce()
            stale = plan.cost < before - 1e-9 * abs(before) ? 0 : stale + 1
            // No window can be larger than the problem.
            if pairLimit > reduction.pairCount { break }
            pairLimit *= 2
        }
    }
}
