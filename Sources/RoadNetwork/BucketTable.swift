import Containers
import Dispatch
import Synchronization

/// The destinations of a table, waiting at the nodes their searches climb to.
struct BucketTable: Sendable {
    struct Bucket: Sendable {
        var target: UInt32
        var cost: UInt32
    }

    private let hierarchy: ContractionHierarchy
    private let destinations: [SnappedPoint?]
    private let buckets: AdjacencyArray<Bucket>
    private let targetsOnEdge: AdjacencyArray<UInt32>
    private let limit: UInt32

    init(
        hierarchy: ContractionHierarchy, destinations: [SnappedPoint?], limit: UInt32, workers: Int
    ) {
        self.hierarchy = hierarchy
        self.destinations = destinations
        self.limit = limit
        let graph = hierarchy.graph
        let size = max(1, (destinations.count + workers - 1) / max(1, workers))
        let blockCount = (destinations.count + size - 1) / size
        let done = Mutex([Int: (owners: [UInt32], buckets: [Bucket])]())
        DispatchQueue.concurrentPerform(iterations: blockCount) { block in
            var climb = UpwardSearch(nodeCount: graph.nodeCount)
            var owners: [UInt32] = []
            var buckets: [Bucket] = []
            for index in block * size..<min((block + 1) * size, destinations.count) {
                guard let target = destinations[index] else { continue }
                let seeds = graph.attachments(
                    of: target, metric: hierarchy.metric, direction: .fromOrigin, isSeed: false)
                climb.search(
                    hierarchy.downwards, stalledBy: hierarchy.upwards,
                    from: seeds, places: hierarchy.places, limit: limit)
                for reached in climb.settled {
                    owners.append(reached.head)
                    buckets.append(Bucket(target: UInt32(index), cost: reached.cost))
                }
            }
            done.withLock { $0[block] = (owners, buckets) }
        }
        let parts = done.withLock { done in (0..<blockCount).compactMap { done[$0] } }
        buckets = AdjacencyArray(
            ownerCount: graph.nodeCount, owners: parts.flatMap(\.owners),
            elements: parts.flatMap(\.buckets))
        let joined = destinations.indices.filter { destinations[$0] != nil }
        targetsOnEdge = AdjacencyArray(
            ownerCount: graph.edgeCount,
            owners: joined.map { UInt32(destinations[$0]?.edge ?? 0) },
            elements: joined.map { UInt32($0) })
    }

    /// What one thread needs to fill rows.
    func search() -> RowSearch { RowSearch(table: self) }

    /// Fills rows; one per thread, since filling changes it.
    struct RowSearch {
        private let table: BucketTable
        private var climb: UpwardSearch
        private var row: [UInt32]

        fileprivate init(table: BucketTable) {
            self.table = table
            climb = UpwardSearch(nodeCount: table.hierarchy.graph.nodeCount)
            row = Array(repeating: .max, count: table.destinations.count)
        }

        /// Appends the costs from an origin to every destination within the limit.
        mutating func appendRow(from origin: SnappedPoint?, to rows: inout SparseRows<UInt32>) {
            for index in row.indices { row[index] = .max }
            if let origin {
                offerSameEdge(origin)
                climb(from: origin)
            }
            rows.appendRow(of: row, absent: .max)
        }

        private mutating func offerSameEdge(_ origin: SnappedPoint) {
            let (graph, metric) = (table.hierarchy.graph, table.hierarchy.metric)
            for target in table.targetsOnEdge[origin.edge] {
                guard let other = table.destinations[Int(target)],
                    let direct = graph.directCost(from: origin, to: other, metric: metric),
                    direct <= table.limit
                else { continue }
                row[Int(target)] = direct
            }
        }

        private mutating func climb(from origin: SnappedPoint) {
            let hierarchy = table.hierarchy
            let seeds = hierarchy.graph.attachments(
                of: origin, metric: hierarchy.metric, direction: .fromOrigin, isSeed: true)
            climb.search(
                hierarchy.upwards, stalledBy: hierarchy.downwards, from: seeds,
                places: hierarchy.places, limit: table.limit)
            let buckets = table.buckets
            for reached in climb.settled {
                let budget = table.limit - reached.cost
                for index in buckets.range(of: Int(reached.head)) {
                    let bucket = buckets.elements[index]
                    guard bucket.cost <= budget else { continue }
                    let total = reached.cost + bucket.cost
                    if total < row[Int(bucket.target)] { row[Int(bucket.target)] = total }
                }
            }
        }
    }
}

/// A search that only climbs; its memory is kept from one search to the next.
struct UpwardSearch {
    /// The nodes settled by the last search, by their place in the hierarchy, and their costs.
    private(set) var settled: [SearchGraph.Arc] = []
    private var costs: [UInt32]
    private var heap: IndexedHeap
    private var touched: [UInt32] = []

    init(nodeCount: Int) {
        costs = Array(repeating: .max, count: nodeCount)
        heap = IndexedHeap(capacity: nodeCount)
    }

    /// - Parameter opposite: The arcs the other way; a node that one of them reaches at less cost
    ///   than the search did lies on no shortest way (stall on demand).
    mutating func search(
        _ arcs: HierarchyArcs, stalledBy opposite: HierarchyArcs, from seeds: [Attachment],
        places: FrozenArray<UInt32>, limit: UInt32
    ) {
        for node in touched { costs[Int(node)] = .max }
        touched.removeAll(keepingCapacity: true)
        settled.removeAll(keepingCapacity: true)
        heap.removeAll()
        for seed in seeds where seed.cost <= limit {
            reach(places[Int(seed.node)], cost: seed.cost)
        }
        while let (node, cost) = heap.popMinimum() {
            guard !isStalled(node, cost, opposite) else { continue }
            settled.append(SearchGraph.Arc(head: UInt32(truncatingIfNeeded: node), cost: cost))
            let budget = limit - cost
            for index in Int(arcs.starts[node])..<Int(arcs.starts[node + 1]) {
                let arc = arcs.arcs[index]
                if arc.cost <= budget { reach(arc.head, cost: cost + arc.cost) }
            }
        }
    }

    private func isStalled(_ node: Int, _ cost: UInt32, _ opposite: HierarchyArcs) -> Bool {
        for index in Int(opposite.starts[node])..<Int(opposite.starts[node + 1]) {
            let arc = opposite.arcs[index]
            let above = costs[Int(arc.head)]
            if above < cost, arc.cost < cost - above { return true }
        }
        return false
    }

    private mutating func reach(_ node: UInt32, cost: UInt32) {
        let known = costs[Int(node)]
        guard cost < known else { return }
        if known == .max { touched.append(node) }
        costs[Int(node)] = cost
        heap.insertOrDecrease(Int(node), priority: cost)
    }
}
