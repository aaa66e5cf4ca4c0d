/// Branch and bound on the Lagrangian bound, best bound first.
///
/// A node restricts sites and pairs, climbs from its parent's prices and drops what cannot improve
/// the solution known. It branches on the site that is most undecided in the mean of the relaxed
/// solutions; where sites are decided, on the client whose mean is most spread, whose sites are
/// dealt out to two branches. Nodes are taken eight at a time, whatever the number of threads.
///
/// Source: A. Ceselli and G. Righini, "A branch-and-price algorithm for the capacitated p-median
/// problem", Networks 45 (2005), 125–142, for the branching; the bound is theirs, raised by
/// subgradient steps instead of columns.
final class CapacitatedTree {
    /// Nodes worked on side by side.
    private static let batch = 8

    private struct Node: Sendable {
        var bound: Double
        var prices: [Double]
        var mayOpen: [Bool]
        var mustOpen: [Bool]
        /// The pairs left, one bit each.
        var pairs: [UInt64]
        var depth: Int
    }

    private struct Outcome {
        var bound: Double
        var children: [Node] = []
        var plans: [CapacitatedPlan] = []
    }

    let network: CapacitatedNetwork
    let watch: CapacitatedWatch
    let workers: Int
    private var heap: [Node] = []
    private(set) var nodes = 0

    /// A tree whose root is a reduced problem at known prices.
    init(
        _ network: CapacitatedNetwork, root: CapacitatedReduction, prices: [Double], bound: Double,
        watch: CapacitatedWatch, workers: Int
    ) {
        self.network = network
        self.watch = watch
        self.workers = workers
        guard !root.isEmpty else { return }
        heap = [
            Node(
                bound: bound, prices: prices, mayOpen: root.mayOpen, mustOpen: root.mustOpen,
                pairs: Self.bits(root.mayServe), depth: 0)
        ]
    }

    /// The least bound of what is still open; infinite when nothing is.
    var bound: Double { heap.map(\.bound).min() ?? .infinity }

    /// Works until nothing is left that could beat the solution known, or until told to stop.
    ///
    /// - Parameters:
    ///   - cost: the cost of the best solution known.
    ///   - visit: called after every batch with plans found; `false` stops.
    func explore(cost: () -> Double, visit: ([CapacitatedPlan]) throws -> Bool) rethrows {
        while !heap.isEmpty, watch.mayGoOn() {
            let limit = cost()
            var batch: [Node] = []
            while batch.count < Self.batch, let node = pop() {
                if isOut(node.bound, limit) { continue }
                batch.append(node)
            }
            let outcomes = Workers.map(batch.count, workers: workers) {
                process(batch[$0], cost: limit)
            }
            var plans: [CapacitatedPlan] = []
            for (node, outcome) in zip(batch, outcomes) {
                nodes += 1
                plans += outcome.plans
                guard watch.mayGoOn() else {
                    // Not worked through: it stays open.
                    push(node)
                    continue
                }
                for child in outcome.children where !isOut(child.bound, limit) { push(child) }
            }
            guard try visit(plans) else { return }
        }
    }

    private func isOut(_ bound: Double, _ cost: Double) -> Bool {
        bound == .infinity || network.rounded(bound) >= cost - 1e-9 * abs(cost)
    }

    // MARK: One node

    private func process(_ node: Node, cost: Double) -> Outcome {
        var reduction = CapacitatedReduction(network)
        reduction.mayOpen = node.mayOpen
        reduction.mustOpen = node.mustOpen
        for pair in reduction.mayServe.indices {
            reduction.mayServe[pair] = node.pairs[pair >> 6] >> UInt64(pair & 63) & 1 == 1
        }
        reduction.propagate(network)
        var outcome = Outcome(bound: node.bound)
        var prices = node.prices
        var shares: [Float] = []
        var openness: [Double] = []
        for round in 0..<3 {
            guard !reduction.isEmpty else { return Outcome(bound: .infinity) }
            let relaxation = CapacitatedRelaxation(network, reduction: reduction, workers: 1)
            var ascent = CapacitatedAscent(
                relaxation, prices: prices, scale: node.depth == 0 ? 0.5 : 0.25, patience: 8,
                tracksShares: true)
            ascent.climb(iterations: node.depth == 0 ? 200 : 60, target: { cost }) { ascent, _ in
                if ascent.iterations % 30 == 29, round == 0 {
                    outcome.plans += plan(relaxation, reduction)
                }
                return watch.mayGoOn()
            }
            prices = ascent.prices
            shares = ascent.shares
            openness = ascent.openness
            outcome.bound = max(outcome.bound, ascent.bound)
            guard watch.mayGoOn(), !isOut(outcome.bound, cost) else { return outcome }
            let before = reduction.pairCount
            let value = relaxation.evaluate(prices, isExact: true)
            reduction.reduce(relaxation, prices: prices, bound: value, cost: cost)
            guard round < 2, reduction.pairCount < before * 8 / 10 else { break }
        }
        guard !reduction.isEmpty else { return Outcome(bound: .infinity, plans: outcome.plans) }
        outcome.children = children(
            of: node, reduction, prices: prices, bound: outcome.bound, shares, openness)
        if outcome.children.isEmpty { outcome.plans += leaf(reduction) }
        return outcome
    }

    /// The plan behind the last evaluation, improved.
    private func plan(
        _ relaxation: CapacitatedRelaxation, _ reduction: CapacitatedReduction
    ) -> [CapacitatedPlan] {
        var plan = relaxation.plan()
        if network.isSplit { return [plan] }
        plan.serveUnserved()
        plan.improve(rounds: 5)
        return plan.isFeasible ? [plan] : []
    }

    /// The only plan left where every client has its site.
    private func leaf(_ reduction: CapacitatedReduction) -> [CapacitatedPlan] {
        let plan = CapacitatedPlan(network, sites: reduction.servers, open: reduction.mustOpen)
        return plan.isFeasible || network.isSplit ? [plan] : []
    }

    private func children(
        of node: Node, _ reduction: CapacitatedReduction, prices: [Double], bound: Double,
        _ shares: [Float], _ openness: [Double]
    ) -> [Node] {
        let parent = Node(
            bound: bound, prices: prices, mayOpen: reduction.mayOpen, mustOpen: reduction.mustOpen,
            pairs: Self.bits(reduction.mayServe), depth: node.depth + 1)
        var site = -1
        var best = -1.0
        for index in openness.indices where reduction.mayOpen[index] && !reduction.mustOpen[index] {
            let doubt = min(openness[index], 1 - openness[index])
            if doubt > best { (best, site) = (doubt, index) }
        }
        if best > 0.1 || (network.isSplit && site >= 0) { return split(parent, site: site) }
        if network.isSplit { return [] }
        let columns = network.columns
        var total = [Float](repeating: 0, count: network.clientCount)
        var largest = total
        var choices = [[Int32]](repeating: [], count: network.clientCount)
        for index in reduction.mayOpen.indices where reduction.mayOpen[index] {
            for pair in columns.pairs(of: index) where reduction.mayServe[pair] {
                let client = Int(columns.clients[pair])
                total[client] += shares[pair]
                largest[client] = max(largest[client], shares[pair])
                choices[client].append(Int32(pair))
            }
        }
        var client = -1
        var spread: Float = -1
        for index in choices.indices where choices[index].count > 1 {
            let doubt = 1 - largest[index] / max(total[index], 1e-6)
            if doubt > spread { (spread, client) = (doubt, index) }
        }
        if client < 0 { return site >= 0 ? split(parent, site: site) : [] }
        let ordered = choices[client].sorted {
            (-shares[Int($0)], $0) < (-shares[Int($1)], $1)
        }
        var (left, right) = (parent, parent)
        for (rank, pair) in ordered.enumerated() {
            let mask = ~(UInt64(1) << UInt64(pair & 63))
            if rank % 2 == 0 {
                right.pairs[Int(pair) >> 6] &= mask
            } else {
                left.pairs[Int(pair) >> 6] &= mask
            }
        }
        return [left, right]
    }

    private func split(_ parent: Node, site: Int) -> [Node] {
        var (opened, closed) = (parent, parent)
        opened.mustOpen[site] = true
        closed.mayOpen[site] = false
        return [opened, closed]
    }

    private static func bits(_ flags: [Bool]) -> [UInt64] {
        var bits = [UInt64](repeating: 0, count: (flags.count + 63) / 64)
        for index in flags.indices where flags[index] {
            bits[index >> 6] |= 1 << UInt64(index & 63)
        }
        return bits
    }

    // MARK: Binary heap, least bound first, deeper nodes first among equals

    private func comes(_ left: Node, before right: Node) -> Bool {
        (left.bound, -left.depth) < (right.bound, -right.depth)
    }

    private func push(_ node: Node) {
        heap.append(node)
        var place = heap.count - 1
        while place > 0, comes(heap[place], before: heap[(place - 1) / 2]) {
            heap.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    private func pop() -> Node? {
        guard let last = heap.popLast() else { return nil }
        guard !heap.isEmpty else { return last }
        let top = heap[0]
        heap[0] = last
        var place = 0
        while 2 * place + 1 < heap.count {
            var child = 2 * place + 1
            if child + 1 < heap.count, comes(heap[child + 1], before: heap[child]) { child += 1 }
            guard comes(heap[child], before: heap[place]) else { break }
            heap.swapAt(child, place)
            place = child
        }
        return top
    }
}
