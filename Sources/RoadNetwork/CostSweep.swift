/// The cost of everything within a limit of some seeds, in no particular order.
///
/// Nodes wait in buckets of equal width instead of a heap (Denardo and Fox, "Shortest-route
/// methods: 1. Reaching, pruning, and buckets", *Oper. Res.* 27, 1979). Inside a bucket they leave
/// in any order; one to which a cheaper way turns up waits once more. The costs are those of
/// Dijkstra's algorithm, at less than half of its time. The memory is kept from one sweep to the
/// next, and only what a sweep touched is reset. A copy gets memory of its own when it is run, so
/// that each thread writes to places that no other thread reads.
struct CostSweep: Sendable {
    private let graph: SearchGraph
    /// Buckets are 2^`widthBits` wide.
    private let widthBits: UInt32
    private var memory: SweepMemory?

    /// A sweep over one graph.
    init(graph: SearchGraph) {
        self.graph = graph
        // Wide enough that few buckets are empty, narrow enough that few nodes wait twice.
        widthBits = UInt32(31 - max(1, graph.typicalCost / 2).leadingZeroBitCount)
    }

    /// Finds the costs of all nodes within the limit.
    ///
    /// - Parameters:
    ///   - seeds: Nodes and the cost of being there.
    ///   - limit: Below `.max`; nodes that cost more are not reached.
    mutating func run(from seeds: [Attachment], limit: UInt32) {
        let memory = ownMemory()
        // The rows are worked on as a local value: no reference is counted inside the loop.
        var rows = memory.rows
        rows.reset()
        for seed in seeds where seed.cost <= limit { rows.offer(seed) }
        graph.withRows { starts, arcs in
            while let base = rows.nextBase(widthBits) {
                rows.empty(from: base, widthBits, limit: limit, starts: starts, arcs: arcs)
            }
        }
        memory.rows = rows
    }

    /// Calls the closure with the nodes the last sweep came to, each once, and their costs.
    func forEachReached(_ body: (_ node: UInt32, _ cost: UInt32) -> Void) {
        guard let memory else { return }
        let rows = memory.rows
        for place in 0..<rows.reachedCount {
            let node = rows.reached[place]
            body(node, rows.costs[Int(node)])
        }
    }

    private mutating func ownMemory() -> SweepMemory {
        // Asked before the reference is copied, else there would always be two.
        if isKnownUniquelyReferenced(&memory), let memory { return memory }
        let fresh = SweepMemory(nodeCount: graph.nodeCount)
        memory = fresh
        return fresh
    }
}

/// Owns the rows of one sweep and frees them.
///
/// Only the sweep that alone refers to it writes to it.
private final class SweepMemory: @unchecked Sendable {
    var rows: SweepRows

    init(nodeCount: Int) { rows = SweepRows(nodeCount: nodeCount) }

    deinit { rows.deallocate() }
}

/// The rows a sweep writes to; bounds are checked in debug builds only.
private struct SweepRows {
    /// A node that waits, or a free place in the pool.
    struct Waiting: BitwiseCopyable {
        var node: UInt32
        var cost: UInt32
        /// The next in the same bucket, or the next free place.
        var next: UInt32
    }

    private static let bucketCount = 1_024
    private static let none = UInt32.max

    /// The cost of each node; `.max` where the sweep did not come.
    let costs: UnsafeMutableBufferPointer<UInt32>
    /// The nodes the sweep came to, as many as `reachedCount`.
    let reached: UnsafeMutableBufferPointer<UInt32>
    private(set) var reachedCount = 0
    private let buckets: UnsafeMutableBufferPointer<UInt32>
    private var pool = GrowingRow<Waiting>()
    private var firstFree = Self.none
    /// Nodes beyond the last bucket.
    private var later = GrowingRow<SearchGraph.Arc>()

    init(nodeCount: Int) {
        costs = .allocate(capacity: nodeCount)
        costs.initialize(repeating: .max)
        reached = .allocate(capacity: nodeCount)
        buckets = .allocate(capacity: Self.bucketCount)
        buckets.initialize(repeating: Self.none)
    }

    func deallocate() {
        costs.deallocate()
        reached.deallocate()
        buckets.deallocate()
        pool.deallocate()
        later.deallocate()
    }

    mutating func reset() {
        for place in 0..<reachedCount { costs[Int(reached[place])] = .max }
        reachedCount = 0
    }

    mutating func offer(_ seed: Attachment) {
        guard improve(seed.node, to: seed.cost) else { return }
        later.append(SearchGraph.Arc(head: seed.node, cost: seed.cost))
    }

    private mutating func improve(_ node: UInt32, to cost: UInt32) -> Bool {
        let known = costs[Int(node)]
        guard cost < known else { return false }
        if known == .max {
            reached.initializeElement(at: reachedCount, to: node)
            reachedCount += 1
        }
        costs[Int(node)] = cost
        return true
    }

    /// Puts what waits beyond the last bucket into buckets again.
    ///
    /// - Returns: The lowest cost of the first bucket; `nil` when nothing waits.
    mutating func nextBase(_ widthBits: UInt32) -> UInt32? {
        var lowest = UInt32.max
        var kept = 0
        for place in 0..<later.count {
            let entry = later[place]
            guard costs[Int(entry.head)] == entry.cost else { continue }
            lowest = min(lowest, entry.cost)
            later[kept] = entry
            kept += 1
        }
        guard kept > 0 else {
            later.count = 0
            return nil
        }
        let base = (lowest >> widthBits) << widthBits
        later.count = 0
        // What goes beyond the last bucket again lands at or before the place just read.
        for place in 0..<kept {
            let entry = later[place]
            put(entry.head, cost: entry.cost, base: base, widthBits)
        }
        return base
    }

    private mutating func put(_ node: UInt32, cost: UInt32, base: UInt32, _ widthBits: UInt32) {
        let bucket = Int((cost - base) >> widthBits)
        guard bucket < Self.bucketCount else {
            return later.append(SearchGraph.Arc(head: node, cost: cost))
        }
        let waiting = Waiting(node: node, cost: cost, next: buckets[bucket])
        if firstFree == Self.none {
            buckets[bucket] = UInt32(truncatingIfNeeded: pool.count)
            pool.append(waiting)
        } else {
            buckets[bucket] = firstFree
            firstFree = pool[Int(firstFree)].next
            pool[Int(buckets[bucket])] = waiting
        }
    }

    /// Goes through all buckets, from the cheapest.
    mutating func empty(
        from base: UInt32, _ widthBits: UInt32, limit: UInt32,
        starts: UnsafeBufferPointer<UInt32>, arcs: UnsafeBufferPointer<SearchGraph.Arc>
    ) {
        for bucket in 0..<Self.bucketCount {
            while buckets[bucket] != Self.none {
                let place = Int(buckets[bucket])
                let waiting = pool[place]
                buckets[bucket] = waiting.next
                pool[place].next = firstFree
                firstFree = UInt32(truncatingIfNeeded: place)
                // A cheaper way was found since.
                guard costs[Int(waiting.node)] == waiting.cost else { continue }
                let budget = limit - waiting.cost
                let node = Int(waiting.node)
                for index in Int(starts[node])..<Int(starts[node + 1]) {
                    let arc = arcs[index]
                    guard arc.cost <= budget else { continue }
                    let offered = waiting.cost + arc.cost
                    if improve(arc.head, to: offered) {
                        put(arc.head, cost: offered, base: base, widthBits)
                    }
                }
            }
        }
    }
}

/// Plain values in a row that grows; freed by hand.
private struct GrowingRow<Element: BitwiseCopyable> {
    private var memory = UnsafeMutableBufferPointer<Element>.allocate(capacity: 1_024)
    /// How many there are; only ever set lower.
    var count = 0

    subscript(place: Int) -> Element {
        get { memory[place] }
        set { memory[place] = newValue }
    }

    mutating func append(_ element: Element) {
        if count == memory.count { grow() }
        memory.initializeElement(at: count, to: element)
        count += 1
    }

    @inline(never)
    private mutating func grow() {
        let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: memory.count * 2)
        _ = larger.initialize(fromContentsOf: memory)
        memory.deallocate()
        memory = larger
    }

    func deallocate() { memory.deallocate() }
}

extension SearchGraph {
    /// Both rows a search reads, without checks in release builds and without counting owners.
    func withRows<Answer>(
        _ body: (UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<Arc>) -> Answer
    ) -> Answer {
        starts.withUnsafeBytes { starts in
            arcs.withUnsafeBytes { arcs in
                body(
                    starts.assumingMemoryBound(to: UInt32.self),
                    arcs.assumingMemoryBound(to: Arc.self))
            }
        }
    }

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
