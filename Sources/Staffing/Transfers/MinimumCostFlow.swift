/// The cheapest flow of whole units through a network with capacities and costs, exactly.
///
/// Successive shortest augmenting paths with node potentials, so that Dijkstra's algorithm finds every path (Edmonds
/// and Karp, *J. ACM* 19, 1972; Ahuja, Magnanti and Orlin, *Network Flows*, 1993, section 9.7). Integer capacities give
/// an integer flow, and every prefix of the augmentations is the cheapest flow of its size. Ties are broken by the
/// order of nodes and arcs, so that the same network gives the same flow everywhere.
struct MinimumCostFlow {
    private let nodes: Int
    /// Arc 2a is the a-th arc, arc 2a + 1 its reverse.
    private var heads: [Int32] = []
    private var residuals: [Int] = []
    private var costs: [Int] = []

    /// A network of nodes 0..<`nodes` without arcs.
    init(nodes: Int) { self.nodes = nodes }

    /// Adds an arc and gives its number.
    ///
    /// - Precondition: capacity and cost are zero or more.
    @discardableResult
    mutating func addArc(from tail: Int, to head: Int, capacity: Int, cost: Int = 0) -> Int {
        precondition(capacity >= 0 && cost >= 0, "capacities and costs are not negative")
        precondition(0..<nodes ~= tail && 0..<nodes ~= head, "an arc joins nodes of the network")
        heads += [Int32(head), Int32(tail)]
        residuals += [capacity, 0]
        costs += [cost, -cost]
        return heads.count / 2 - 1
    }

    /// The units on an arc.
    func flow(on arc: Int) -> Int { residuals[2 * arc + 1] }

    /// Sends as many units as the network takes, at the least cost, on top of what already flows.
    ///
    /// - Returns: the units sent and their cost.
    /// - Complexity: O(*f m* log *n*) for *f* units over *m* arcs and *n* nodes.
    mutating func send(from source: Int, to sink: Int) -> (units: Int, cost: Int) {
        let (starts, arcs) = adjacency()
        var search = Search(nodes: nodes)
        var potentials = Array(repeating: 0, count: nodes)
        var sent = (units: 0, cost: 0)
        while search.run(
            from: source, to: sink, starts: starts, arcs: arcs, heads: heads, residuals: residuals,
            costs: costs, potentials: potentials)
        {
            for node in 0..<nodes {
                potentials[node] += min(search.distances[node], search.distances[sink])
            }
            var units = Int.max
            search.forEachArc(backFrom: sink, heads: heads) { units = min(units, residuals[$0]) }
            search.forEachArc(backFrom: sink, heads: heads) { arc in
                residuals[arc] -= units
                residuals[arc ^ 1] += units
                sent.cost += units * costs[arc]
            }
            sent.units += units
        }
        return sent
    }

    /// Arcs by tail, each in the order in which it was added.
    private func adjacency() -> (starts: [Int], arcs: [Int32]) {
        var starts = Array(repeating: 0, count: nodes + 1)
        for arc in heads.indices { starts[Int(heads[arc ^ 1]) + 1] += 1 }
        for node in 0..<nodes { starts[node + 1] += starts[node] }
        var next = starts
        var arcs = Array(repeating: Int32(0), count: heads.count)
        for arc in heads.indices {
            let tail = Int(heads[arc ^ 1])
            arcs[next[tail]] = Int32(arc)
            next[tail] += 1
        }
        return (starts, arcs)
    }
}

extension MinimumCostFlow {
    /// Dijkstra's algorithm over residual arcs, kept from one path to the next.
    private struct Search {
        /// Reduced distance from the source; `Int.max` where not reached.
        var distances: [Int]
        private var arcInto: [Int32]
        private var isSettled: [Bool]
        /// A binary heap of (distance, node); outdated entries are skipped when they surface.
        private var heap: [(distance: Int, node: Int)] = []

        init(nodes: Int) {
            distances = Array(repeating: .max, count: nodes)
            arcInto = Array(repeating: -1, count: nodes)
            isSettled = Array(repeating: false, count: nodes)
        }

        /// Finds a shortest path; nodes further than the sink keep upper bounds of their distance.
        mutating func run(
            from source: Int, to sink: Int, starts: [Int], arcs: [Int32], heads: [Int32],
            residuals: [Int], costs: [Int], potentials: [Int]
        ) -> Bool {
            for node in distances.indices {
                distances[node] = .max
                isSettled[node] = false
            }
            heap.removeAll(keepingCapacity: true)
            distances[source] = 0
            arcInto[source] = -1
            push(0, source)
            while let (distance, node) = pop() {
                if isSettled[node] { continue }
                isSettled[node] = true
                if node == sink { return true }
                for position in starts[node]..<starts[node + 1] {
                    let arc = Int(arcs[position])
                    let head = Int(heads[arc])
                    guard residuals[arc] > 0, !isSettled[head] else { continue }
                    let reached = distance + costs[arc] + potentials[node] - potentials[head]
                    guard reached < distances[head] else { continue }
                    distances[head] = reached
                    arcInto[head] = Int32(arc)
                    push(reached, head)
                }
            }
            return false
        }

        /// Calls `body` with every arc of the path, last first.
        func forEachArc(backFrom sink: Int, heads: [Int32], _ body: (Int) -> Void) {
            var node = sink
            while arcInto[node] >= 0 {
                body(Int(arcInto[node]))
                node = Int(heads[Int(arcInto[node]) ^ 1])
            }
        }

        private mutating func push(_ distance: Int, _ node: Int) {
            heap.append((distance, node))
            var place = heap.count - 1
            while place > 0, heap[place] < heap[(place - 1) / 2] {
                heap.swapAt(place, (place - 1) / 2)
                place = (place - 1) / 2
            }
        }

        private mutating func pop() -> (distance: Int, node: Int)? {
            guard let first = heap.first, let last = heap.popLast() else { return nil }
            guard !heap.isEmpty else { return first }
            heap[0] = last
            var place = 0
            while true {
                var least = place
                for child in (2 * place + 1)...(2 * place + 2)
                where child < heap.count && heap[child] < heap[least] { least = child }
                if least == place { return first }
                heap.swapAt(place, least)
                place = least
            }
        }
    }
}
