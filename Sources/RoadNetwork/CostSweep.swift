/// The cost of everything within a limit of some seeds, in no particular order.
///
/// Nodes wait in buckets of equal width instead of a heap (Denardo and Fox, "Shortest-route
/// methods: 1. Reaching, pruning, and buckets", *Oper. Res.* 27, 1979). Inside a bucket they leave
/// in any order; one to which a cheaper way turns up waits once more. The costs are those of
/// Dijkstra's algorithm, at less than half of its time. The memory is kept from one sweep to the
/// next, and only what a sweep touched is reset.
struct CostSweep: Sendable {
    /// A node that waits, or a free place in the pool.
    private struct Waiting: Sendable {
        var node: UInt32
        var cost: UInt32
        /// The next in the same bucket, or the next free place.
        var next: UInt32
    }

    private static let bucketCount = 1_024
    private static let none = UInt32.max

    /// The cost of each node; `.max` where the sweep did not come.
    private(set) var costs: [UInt32]
    /// The nodes the sweep came to, each once.
    private(set) var reached: [UInt32] = []

    private let graph: SearchGraph
    /// Buckets are 2^`widthBits` wide.
    private let widthBits: UInt32
    private var buckets = [UInt32](repeating: Self.none, count: Self.bucketCount)
    /// Nodes beyond the last bucket.
    private var later: [SearchGraph.Arc] = []
    private var pool: [Waiting] = []
    private var firstFree = Self.none

    /// A sweep over one graph.
    init(graph: SearchGraph) {
        self.graph = graph
        costs = Array(repeating: .max, count: graph.nodeCount)
        // Wide enough that few buckets are empty, narrow enough that few nodes wait twice.
        widthBits = UInt32(31 - max(1, graph.typicalCost / 2).leadingZeroBitCount)
    }

    /// Finds the costs of all nodes within the limit.
    ///
    /// - Parameters:
    ///   - seeds: Nodes and the cost of being there.
    ///   - limit: Below `.max`; nodes that cost more are not reached.
    mutating func run(from seeds: [Attachment], limit: UInt32) {
        for node in reached { costs[Int(node)] = .max }
        reached.removeAll(keepingCapacity: true)
        for seed in seeds where seed.cost <= limit && seed.cost < costs[Int(seed.node)] {
            if costs[Int(seed.node)] == .max { reached.append(seed.node) }
            costs[Int(seed.node)] = seed.cost
            later.append(SearchGraph.Arc(head: seed.node, cost: seed.cost))
        }
        while let base = nextBase() { empty(from: base, limit: limit) }
    }

    /// Puts what waits beyond the last bucket into buckets again.
    ///
    /// - Returns: The lowest cost of the first bucket; `nil` when nothing waits.
    private mutating func nextBase() -> UInt32? {
        later.removeAll { costs[Int($0.head)] != $0.cost }
        guard let lowest = later.lazy.map(\.cost).min() else { return nil }
        let base = (lowest >> widthBits) << widthBits
        let waiting = later
        later.removeAll(keepingCapacity: true)
        for entry in waiting { put(entry.head, cost: entry.cost, base: base) }
        return base
    }

    private mutating func put(_ node: UInt32, cost: UInt32, base: UInt32) {
        let bucket = Int((cost - base) >> widthBits)
        guard bucket < Self.bucketCount else {
            return later.append(SearchGraph.Arc(head: node, cost: cost))
        }
        let waiting = Waiting(node: node, cost: cost, next: buckets[bucket])
        if firstFree == Self.none {
            buckets[bucket] = UInt32(pool.count)
            pool.append(waiting)
        } else {
            buckets[bucket] = firstFree
            firstFree = pool[Int(firstFree)].next
            pool[Int(buckets[bucket])] = waiting
        }
    }

    /// Goes through all buckets, from the cheapest.
    private mutating func empty(from base: UInt32, limit: UInt32) {
        for bucket in 0..<Self.bucketCount {
            while buckets[bucket] != Self.none {
                let place = buckets[bucket]
                let (node, cost) = (pool[Int(place)].node, pool[Int(place)].cost)
                buckets[bucket] = pool[Int(place)].next
                pool[Int(place)].next = firstFree
                firstFree = place
                // A cheaper way was found since.
                guard costs[Int(node)] == cost else { continue }
                let budget = limit - cost
                for index in Int(graph.starts[Int(node)])..<Int(graph.starts[Int(node) + 1]) {
                    let arc = graph.arcs[index]
                    guard arc.cost <= budget else { continue }
                    let (known, offered) = (costs[Int(arc.head)], cost + arc.cost)
                    guard offered < known else { continue }
                    if known == .max { reached.append(arc.head) }
                    costs[Int(arc.head)] = offered
                    put(arc.head, cost: offered, base: base)
                }
            }
        }
    }
}

extension SearchGraph {
    /// The mean cost of some arcs evenly spread; 1 where there are none.
    var typicalCost: UInt32 {
        let step = max(1, arcs.count / 4_096)
        var (sum, count) = (0, 0)
        for index in stride(from: 0, to: arcs.count, by: step) {
            sum += Int(arcs[index].cost)
            count += 1
        }
        return UInt32(max(1, sum / max(1, count)))
    }
}
