extension CapacitatedRun {
    /// Branches on what is left.
    func finish() throws {
        let tree = CapacitatedTree(
            network, root: reduction, prices: prices, bound: lagrangianBound, watch: watch,
            workers: options.threads)
        try tree.explore(cost: { self.cost }) { plans in
            for plan in plans { try offer(plan) }
            if var shaking, watch.mayGoOn(), !isProven {
                self.shaking = nil
                shaking.note(plan)
                if shaking.shake(
                    times: 20, candidates: reduction.mayOpen, mayGoOn: watch.mayGoOn)
                {
                    try offer(shaking.best)
                }
                self.shaking = shaking
            }
            // What was interrupted is not proven.
            guard watch.mayGoOn() else { return false }
            finishBound = max(finishBound, min(cost, tree.bound))
            watch.note(bound: bound)
            return !isProven
        }
        nodes += tree.nodes
        guard watch.mayGoOn() else { return }
        finishBound = max(finishBound, min(cost, tree.bound))
        if tree.bound == .infinity, cost == .infinity { isInfeasible = true }
    }
}
