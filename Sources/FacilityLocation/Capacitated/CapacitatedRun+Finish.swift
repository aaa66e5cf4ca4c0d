import MixedIntegerProgramming

extension CapacitatedRun {
    /// Closes the gap on what is left.
    func finish() throws {
        network.isSplit ? try finishByModel() : try finishByTree()
    }

    /// Branches on what is left.
    private func finishByTree() throws {
        let tree = CapacitatedTree(
            network, root: reduction, prices: prices, bound: lagrangianBound, watch: watch,
            workers: options.threads)
        try tree.explore(cost: { self.cost }) { plans in
            for plan in plans { try offer(plan) }
            finishBound = max(finishBound, min(cost, tree.bound))
            watch.note(bound: bound)
            return !isProven
        }
        nodes += tree.nodes
        finishBound = max(finishBound, min(cost, tree.bound))
        if tree.bound == .infinity, cost == .infinity { isInfeasible = true }
    }

    /// Hands what is left of the problem to the mixed-integer solver.
    private func finishByModel() throws {
        let rows = network.rows
        let mayServe = reduction.servedRows(network)
        let sites = reduction.mayOpen.indices.filter { reduction.mayOpen[$0] }
        let formulation = CapacitatedFormulation(
            network,
            CapacitatedFormulation.Scope(
                clients: Array(0..<network.clientCount), sites: sites,
                openCount: network.problem.openCount,
                pairs: (0..<network.clientCount).map { client in
                    rows.pairs(of: client).filter { pair in
                        mayServe[pair] || plan.site[client] == rows.sites[pair]
                    }
                }, mustOpen: reduction.mustOpen))
        let answer = try solver.solve(
            formulation.model,
            options: SolverOptions(
                timeLimitSeconds: watch.remaining, relativeGap: options.relativeGap,
                absoluteGap: max(options.absoluteGap, network.isInteger ? 0.99 : 1e-6),
                seed: options.seed, warmStart: formulation.values(of: plan)),
            progress: { [watch] progress in
                watch.note(incumbent: progress.incumbent, bound: nil)
                return watch.mayGoOn()
            })
        nodes += answer.nodes
        if answer.objective != nil {
            try accept(
                open: formulation.openSites(answer.values), formulation.shares(answer.values))
        }
        if answer.status == .infeasible {
            if incumbent == nil { isInfeasible = true } else { finishBound = cost }
        } else if answer.bound > -.infinity {
            finishBound = max(finishBound, min(cost, answer.bound))
        }
        watch.note(bound: bound)
    }
}
