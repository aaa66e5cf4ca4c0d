import Containers

/// Removes the nodes of a graph one by one, the least important first.
struct HierarchyBuilder {
    /// An arc in the list of one of its ends.
    struct Arc {
        /// The other end.
        var node: UInt32
        var cost: UInt32
        /// The arcs of the graph behind it.
        var hops: UInt32
    }

    /// What removing a node would change.
    private struct Effect {
        var addedArcs = 0
        var addedHops = 0
        var removedArcs = 0
        var removedHops = 0
    }

    /// Arcs to nodes not yet removed when the node itself was.
    private(set) var out: [[Arc]]
    /// Arcs from nodes not yet removed when the node itself was.
    private(set) var into: [[Arc]]
    /// The nodes in the order of their removal.
    private(set) var order: [UInt32] = []
    private(set) var shortcutCount = 0

    private var levels: [UInt32]
    private var witnesses: WitnessSearch
    private var queue: IndexedHeap
    private var pending: [(from: UInt32, to: UInt32, cost: UInt32, hops: UInt32)] = []

    init(_ graph: SearchGraph) {
        let count = graph.nodeCount
        out = Array(repeating: [], count: count)
        into = Array(repeating: [], count: count)
        levels = Array(repeating: 0, count: count)
        witnesses = WitnessSearch(nodeCount: count)
        queue = IndexedHeap(capacity: count)
        for node in 0..<count {
            for index in Int(graph.starts[node])..<Int(graph.starts[node + 1]) {
                let arc = graph.arcs[index]
                connect(UInt32(node), to: arc.head, cost: arc.cost, hops: 1)
            }
        }
    }

    /// Removes all nodes.
    mutating func contractAll() {
        for node in out.indices { queue.insertOrDecrease(node, priority: importance(of: node)) }
        order.reserveCapacity(out.count)
        while let (node, _) = queue.popMinimum() {
            // Importance mostly grows; what grew since it was computed goes back to wait.
            let now = importance(of: node)
            if let next = queue.minimumPriority, now > next {
                queue.insertOrDecrease(node, priority: now)
                continue
            }
            contract(node)
        }
    }

    private mutating func contract(_ node: Int) {
        _ = effect(of: node, settling: WitnessSearch.thoroughLimit)
        for shortcut in pending {
            connect(shortcut.from, to: shortcut.to, cost: shortcut.cost, hops: shortcut.hops)
        }
        order.append(UInt32(node))
        var neighbours: [UInt32] = []
        for arc in out[node] {
            into[Int(arc.node)].removeAll { $0.node == UInt32(node) }
            neighbours.append(arc.node)
        }
        for arc in into[node] {
            out[Int(arc.node)].removeAll { $0.node == UInt32(node) }
            if !neighbours.contains(arc.node) { neighbours.append(arc.node) }
        }
        for neighbour in neighbours {
            let index = Int(neighbour)
            levels[index] = max(levels[index], levels[node] + 1)
            queue.insertOrDecrease(index, priority: importance(of: index))
        }
    }

    /// Adds an arc, or makes a known one cheaper.
    private mutating func connect(_ from: UInt32, to: UInt32, cost: UInt32, hops: UInt32) {
        if let known = out[Int(from)].firstIndex(where: { $0.node == to }) {
            guard cost < out[Int(from)][known].cost else { return }
            out[Int(from)][known] = Arc(node: to, cost: cost, hops: hops)
            if let back = into[Int(to)].firstIndex(where: { $0.node == from }) {
                into[Int(to)][back] = Arc(node: from, cost: cost, hops: hops)
            }
        } else {
            out[Int(from)].append(Arc(node: to, cost: cost, hops: hops))
            into[Int(to)].append(Arc(node: from, cost: cost, hops: hops))
            if hops > 1 { shortcutCount += 1 }
        }
    }

    /// The measure of the original paper in the weights of RoutingKit: depth, growth in arcs and
    /// growth in hops.
    private mutating func importance(of node: Int) -> UInt32 {
        let effect = effect(of: node, settling: WitnessSearch.quickLimit)
        guard effect.removedArcs > 0 else { return levels[node] * 1_000 }
        let arcs = effect.addedArcs * 1_000 / effect.removedArcs
        let hops = effect.addedHops * 1_000 / effect.removedHops
        return levels[node] * 1_000 + UInt32(arcs) + UInt32(hops) + 1
    }

    /// Finds the shortcuts that removing a node needs; they stay in `pending`.
    private mutating func effect(of node: Int, settling limit: Int) -> Effect {
        pending.removeAll(keepingCapacity: true)
        var effect = Effect()
        let (incoming, outgoing) = (into[node], out[node])
        for arc in incoming {
            effect.removedArcs += 1
            effect.removedHops += Int(arc.hops)
        }
        for arc in outgoing {
            effect.removedArcs += 1
            effect.removedHops += Int(arc.hops)
        }
        for first in incoming {
            var farthest: UInt32 = 0
            var count = 0
            for second in outgoing where second.node != first.node {
                farthest = max(farthest, second.cost)
                count += 1
            }
            guard count > 0 else { continue }
            let (reach, isTooFar) = first.cost.addingReportingOverflow(farthest)
            witnesses.search(
                out, from: first.node, avoiding: UInt32(node), limit: isTooFar ? .max - 1 : reach,
                settling: limit)
            for second in outgoing where second.node != first.node {
                let (cost, isTooFar) = first.cost.addingReportingOverflow(second.cost)
                guard !isTooFar, witnesses.costs[Int(second.node)] > cost else { continue }
                let hops = first.hops + second.hops
                pending.append((first.node, second.node, cost, hops))
                effect.addedArcs += 1
                effect.addedHops += Int(hops)
            }
        }
        return effect
    }
}

/// A short search for ways round a node that is to be removed.
///
/// It may give up early: a way it overlooks costs a needless shortcut, never a wrong distance.
struct WitnessSearch {
    /// Nodes settled when only the number of shortcuts is wanted, and when they are made.
    static let quickLimit = 40
    static let thoroughLimit = 200

    private(set) var costs: [UInt32]
    private var heap: IndexedHeap
    private var touched: [UInt32] = []

    init(nodeCount: Int) {
        costs = Array(repeating: .max, count: nodeCount)
        heap = IndexedHeap(capacity: nodeCount)
    }

    mutating func search(
        _ out: [[HierarchyBuilder.Arc]], from start: UInt32, avoiding removed: UInt32,
        limit: UInt32, settling maximum: Int
    ) {
        for node in touched { costs[Int(node)] = .max }
        touched.removeAll(keepingCapacity: true)
        heap.removeAll()
        costs[Int(start)] = 0
        touched.append(start)
        heap.insertOrDecrease(Int(start), priority: 0)
        var settled = 0
        while settled < maximum, let (node, cost) = heap.popMinimum() {
            settled += 1
            let budget = limit - cost
            for arc in out[node] where arc.node != removed && arc.cost <= budget {
                let reached = cost + arc.cost
                let known = costs[Int(arc.node)]
                guard reached < known else { continue }
                if known == .max { touched.append(arc.node) }
                costs[Int(arc.node)] = reached
                heap.insertOrDecrease(Int(arc.node), priority: reached)
            }
        }
    }
}
