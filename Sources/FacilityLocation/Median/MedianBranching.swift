/// A part of what is left after fixing: sites decided on the way to it, and what is known there.
struct MedianNode: Sendable {
    var bound: Double
    var prices: [Double]
    /// One per site of the reduced problem.
    var states: [CandidateSite.State]
    var stepFactor: Double
}

extension MedianRun {
    /// Nodes looked at side by side; fixed, so that the tree does not depend on the threads.
    private static let nodesAbreast = 4

    /// Branch and bound with Lagrangian bounds, best bound first.
    ///
    /// Source: N. Christofides and J. E. Beasley, "A tree search algorithm for the p-median
    /// problem", European Journal of Operational Research 10 (1982), 196–204.
    ///
    /// - Parameters:
    ///   - prices: a good start.
    ///   - limit: after so many nodes the search is given up.
    mutating func branch(_ reduction: MedianReduction, prices: [Double], limit: Int = .max) {
        var left = limit
        var open = [
            MedianNode(
                bound: bound, prices: prices, states: reduction.problem.states, stepFactor: 0.2)
        ]
        var nodeWork = 40 * stepWork
        // The least bound of any node that is done with.
        var finished = Double.infinity
        while !open.isEmpty, !isStopped, left > 0 {
            open.sort { $0.bound > $1.bound }
            let lowest = min(open.last?.bound ?? .infinity, finished)
            noteBound(min(lowest, cutoff))
            var batch: [MedianNode] = []
            while batch.count < Self.nodesAbreast, let node = open.popLast() {
                if node.bound > cutoff {
                    finished = min(finished, node.bound)
                } else {
                    batch.append(node)
                }
            }
            guard !batch.isEmpty else { break }
            let limit = cutoff
            let target = incumbent?.value ?? 1.05 * abs(bound) + 1
            let watch = watch
            let stopped = { watch.remainingSeconds <= 0 || !watch.poll() }
            let budget = nodeWork
            var search = search
            var random = random
            // The kicks go on beside the nodes, with as much work as one of them.
            let results = Workers.map(batch.count + 1, workers: options.threads) { index in
                guard index > 0 else {
                    search.kick(budget, using: &random, isStopped: stopped)
                    return Outcome(bound: .infinity)
                }
                return Self.evaluate(
                    batch[index - 1], of: reduction, cutoff: limit, target: target,
                    isStopped: stopped)
            }.dropFirst()
            self.search = search
            self.random = random
            noteSolution(search)
            nodeWork = results.reduce(0) { $0 + $1.work } / results.count
            for result in results {
                nodes += 1
                left -= 1
                if !result.sites.isEmpty {
                    noteSites(result.sites.map { Int(reduction.sites[$0]) })
                }
                if result.children.isEmpty { finished = min(finished, result.bound) }
                open += result.children
            }
        }
        // Solutions that reductions left out are no better than the cutoff.
        if open.isEmpty { noteBound(min(finished, cutoff)) }
    }

    /// What became of a node.
    struct Outcome: Sendable {
        var bound: Double
        /// Its children; none where the bound ends it or its solution is complete.
        var children: [MedianNode] = []
        /// Sites to try, of the reduced problem.
        var sites: [Int] = []
        /// The pairs looked at.
        var work = 0
    }

    private static func evaluate(
        _ node: MedianNode, of root: MedianReduction, cutoff: Double, target: Double,
        isStopped: () -> Bool
    ) -> Outcome {
        var local = root.problem
        local.states = node.states
        guard local.isCountPossible else { return Outcome(bound: .infinity) }
        let reduction = MedianReduction(
            local, states: node.states, prices: node.prices, slack: cutoff - node.bound)
        for client in 0..<local.clientCount
        where reduction.problem.costs.pairs(of: client).isEmpty
            && reduction.problem.costs.omittedCosts[client] == .infinity
        {
            return Outcome(bound: .infinity)
        }
        var ascent = MedianAscent(
            reduction.problem, from: node.prices, stepFactor: node.stepFactor)
        var last = ascent.bound
        for _ in 0..<12 {
            ascent.climb(20, target: target) { $0.bound > cutoff || isStopped() }
            if ascent.bound > cutoff || isStopped() { break }
            if ascent.bound - last < 0.04 * (cutoff - ascent.bound) { break }
            last = ascent.bound
        }
        let bound = max(node.bound, ascent.bound)
        var outcome = Outcome(bound: bound)
        if bound <= cutoff {
            outcome = split(ascent, reduction, node, bound: bound, cutoff: cutoff)
            if outcome.children.isEmpty { outcome.bound = root.value(openSites: outcome.sites) }
        }
        outcome.work = ascent.relaxation.work
        return outcome
    }

    /// Fixes what the bound decides, then branches on the most undecided site.
    private static func split(
        _ ascent: MedianAscent, _ reduction: MedianReduction, _ node: MedianNode, bound: Double,
        cutoff: Double
    ) -> Outcome {
        var relaxation = MedianRelaxation(reduction.problem)
        let value = relaxation.evaluate(ascent.prices)
        let fixed = relaxation.fixedStates(value: value, threshold: cutoff)
        var child = node
        child.bound = bound
        child.prices = ascent.prices
        child.stepFactor = 0.1
        var branching: (site: Int, worth: Double)?
        for (local, state) in fixed.enumerated() {
            let site = Int(reduction.sites[local])
            child.states[site] = state
            guard state == .free else { continue }
            let share = ascent.openShares[local]
            let worth = 0.5 - abs(share - 0.5)
            if worth > branching?.worth ?? -1 { branching = (site, worth) }
        }
        var outcome = Outcome(bound: bound)
        outcome.sites = relaxation.isChosen.indices.filter { relaxation.isChosen[$0] == 1 }
            .map { Int(reduction.sites[$0]) }
        guard let branching else {
            // All is decided: what remains is one choice of sites, tried out as it is.
            outcome.sites = child.states.indices.filter { child.states[$0] == .fixedOpen }
            return outcome
        }
        for state in [CandidateSite.State.fixedOpen, .fixedClosed] {
            var half = child
            half.states[branching.site] = state
            outcome.children.append(half)
        }
        return outcome
    }
}

extension MedianReduction {
    /// What open sites cost at least where pairs the large problem omits may serve clients too.
    fileprivate func value(openSites: [Int]) -> Double {
        var isOpen = [Bool](repeating: false, count: problem.siteCount)
        var total = 0.0
        for site in openSites {
            isOpen[site] = true
            total += problem.openingCosts[site]
        }
        for client in 0..<problem.clientCount {
            let pair = problem.costs.pairs(of: client).first {
                isOpen[Int(problem.costs.sites[$0])]
            }
            total += min(pair.map { problem.costs.costs[$0] } ?? .infinity, outsideCosts[client])
        }
        return total
    }
}
