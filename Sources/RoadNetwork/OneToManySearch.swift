import Containers
import SpatialTypes

/// Bounded shortest paths from one point to many fixed ones; made once, asked often.
///
/// The fixed points wait in buckets at the nodes of their edges (Knopp et al., "Computing
/// many-to-many shortest paths using highway hierarchies", ALENEX 2007), so that a search costs
/// what it reaches and not the number of fixed points. One search per thread: asking changes it.
public struct OneToManySearch: Sendable {
    private struct Bucket: Sendable {
        var target: UInt32
        var cost: UInt32
    }

    private let graph: RoadGraph
    private let targets: [SnappedPoint?]
    private let metric: TravelMetric
    private let direction: SearchDirection
    private let buckets: AdjacencyArray<Bucket>
    private let targetsOnEdge: AdjacencyArray<UInt32>
    private var sweep: CostSweep
    private var best: [UInt32]
    private var found: [UInt32] = []

    /// A search towards fixed points.
    ///
    /// - Parameters:
    ///   - graph: The roads.
    ///   - targets: The fixed points; unsnapped ones (`nil`) are never reached.
    ///   - metric: What is made small.
    ///   - direction: `.towardsDestination` gives the cost of coming from the fixed points.
    public init(
        graph: RoadGraph, targets: [SnappedPoint?], metric: TravelMetric,
        direction: SearchDirection = .fromOrigin
    ) {
        var owners: [UInt32] = []
        var buckets: [Bucket] = []
        var edgeOwners: [UInt32] = []
        var onEdge: [UInt32] = []
        for (index, target) in targets.enumerated() {
            guard let target else { continue }
            let attached = graph.attachments(
                of: target, metric: metric, direction: direction, isSeed: false)
            for end in attached {
                owners.append(end.node)
                buckets.append(Bucket(target: UInt32(index), cost: end.cost))
            }
            edgeOwners.append(UInt32(target.edge))
            onEdge.append(UInt32(index))
        }
        self.graph = graph
        self.targets = targets
        self.metric = metric
        self.direction = direction
        self.buckets = AdjacencyArray(
            ownerCount: graph.nodeCount, owners: owners, elements: buckets)
        targetsOnEdge = AdjacencyArray(
            ownerCount: graph.edgeCount, owners: edgeOwners, elements: onEdge)
        sweep = CostSweep(graph: graph.searchGraph(metric, direction))
        best = Array(repeating: .max, count: targets.count)
    }

    /// The fixed points within the limit and their whole costs, off-road legs included.
    ///
    /// - Parameters:
    ///   - origin: The point asked from; an unsnapped one (`nil`) reaches nothing.
    ///   - limit: The largest cost, in millimetres or milliseconds, that still counts.
    /// - Returns: One cell for each fixed point reached, by ascending index.
    public mutating func costs(
        from origin: SnappedPoint?, limit: UInt32
    ) -> [SparseRows<UInt32>.Entry] {
        guard let origin else { return [] }
        for target in targetsOnEdge[origin.edge] {
            guard let other = targets[Int(target)] else { continue }
            let direct =
                direction == .fromOrigin
                ? graph.directCost(from: origin, to: other, metric: metric)
                : graph.directCost(from: other, to: origin, metric: metric)
            if let direct, direct <= limit { offer(direct, to: target) }
        }
        let seeds = graph.attachments(
            of: origin, metric: metric, direction: direction, isSeed: true)
        // The mark that stands for "not reached" is no cost.
        let limit = min(limit, .max - 1)
        sweep.run(from: seeds, limit: limit)
        collect(limit: limit)
        let result = found.map {
            SparseRows<UInt32>.Entry(column: Int($0), value: best[Int($0)])
        }
        for target in found { best[Int(target)] = .max }
        found.removeAll(keepingCapacity: true)
        return result
    }

    /// Offers the targets at all nodes that the sweep came to; `found` ascends afterwards.
    private mutating func collect(limit: UInt32) {
        let buckets = self.buckets
        var found = self.found
        self.found = []
        best.withUnsafeMutableBufferPointer { best in
            buckets.starts.withUnsafeBufferPointer { starts in
                buckets.elements.withUnsafeBufferPointer { elements in
                    sweep.forEachReached { node, cost in
                        for index in Int(starts[Int(node)])..<Int(starts[Int(node) + 1]) {
                            let bucket = elements[index]
                            guard bucket.cost <= limit - cost else { continue }
                            let (target, offered) = (bucket.target, cost + bucket.cost)
                            let known = best[Int(target)]
                            guard offered < known else { continue }
                            if known == .max { found.append(target) }
                            best[Int(target)] = offered
                        }
                    }
                }
            }
            // Many are in order sooner by looking at every target than by sorting.
            if found.count > best.count / 64 {
                found.removeAll(keepingCapacity: true)
                for target in best.indices where best[target] != .max {
                    found.append(UInt32(truncatingIfNeeded: target))
                }
            } else {
                found.sort()
            }
        }
        self.found = found
    }

    private mutating func offer(_ cost: UInt32, to target: UInt32) {
        let known = best[Int(target)]
        guard cost < known else { return }
        if known == .max { found.append(target) }
        best[Int(target)] = cost
    }
}
