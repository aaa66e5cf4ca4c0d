/// Distances over the roads drawn so far.
extension RoadDrawing {
    /// Distances in metres from a node to every node within `limit`, one-ways taken both ways.
    ///
    /// Ferries count `ferryFactor` times their length.
    func distances(from start: Int, limit: Double, ferryFactor: Double = 3) -> [Int: Double] {
        var settled: [Int: Double] = [:]
        var queue = DistanceQueue()
        queue.push(0, start)
        while let (distance, node) = queue.pop() {
            guard settled[node] == nil else { continue }
            settled[node] = distance
            for id in incident[node] {
                let factor = ways[segments[id].way].kind.isFerry ? ferryFactor : 1
                let reached = distance + length(of: id) * factor
                let other = end(of: id, from: node)
                if reached <= limit, settled[other] == nil { queue.push(reached, other) }
            }
        }
        return settled
    }

    /// The component of every node, numbered from 0 by the lowest node, −1 where no road is.
    func components() -> [Int] {
        var component = Array(repeating: -1, count: nodes.count)
        var count = 0
        for start in nodes.indices where component[start] < 0 && !incident[start].isEmpty {
            component[start] = count
            var stack = [start]
            while let node = stack.popLast() {
                for id in incident[node] {
                    let other = end(of: id, from: node)
                    if component[other] < 0 {
                        component[other] = count
                        stack.append(other)
                    }
                }
            }
            count += 1
        }
        return component
    }

    /// Erases everything that is not joined to a node.
    mutating func keepOnly(connectedTo node: Int) {
        let component = components()
        for id in segments.indices
        where segments[id].isDrawn && component[segments[id].from] != component[node] {
            erase(id)
        }
    }
}

extension RoadDrawing {
    /// Joins roads that cross without a node once their places are rounded for writing.
    ///
    /// Such crossings lie within a hand's breadth of a node, which becomes the shared one.
    /// Bridges are left as they are.
    ///
    /// - Parameters:
    ///   - written: a place as it will be read back.
    mutating func joinCrossings(written: (PlanePoint) -> PlanePoint) {
        for _ in 0..<6 {
            var changed = false
            for id in segments.indices {
                let crossed = laterSegments(near: id) { meets(id, $0, written) }
                for other in crossed where meets(id, other, written) {
                    join(id, other)
                    changed = true
                }
            }
            if !changed { return }
        }
    }

    private func meets(
        _ first: Int, _ second: Int, _ written: (PlanePoint) -> PlanePoint
    ) -> Bool {
        let (s, t) = (segments[first], segments[second])
        // Boxes first: nearly all pairs end here.
        let (a, b, c, d) = (nodes[s.from], nodes[s.to], nodes[t.from], nodes[t.to])
        let slack = 10
        guard min(a.x, b.x) <= max(c.x, d.x) + slack, min(c.x, d.x) <= max(a.x, b.x) + slack,
            min(a.y, b.y) <= max(c.y, d.y) + slack, min(c.y, d.y) <= max(a.y, b.y) + slack
        else { return false }
        guard s.isDrawn, t.isDrawn, !s.isBridge, !t.isBridge,
            !ways[s.way].kind.isFerry, !ways[t.way].kind.isFerry,
            s.from != t.from, s.from != t.to, s.to != t.from, s.to != t.to
        else { return false }
        return crossing(written(a), written(b), written(c), written(d)) != nil
    }

    /// Splits one of two segments at the end of the other that lies nearest to it.
    private mutating func join(_ first: Int, _ second: Int) {
        var best: (distance: Double, split: Int, node: Int)?
        for (cut, other) in [(first, second), (second, first)] {
            let (a, b) = (nodes[segments[cut].from], nodes[segments[cut].to])
            for node in [segments[other].from, segments[other].to] {
                let distance = nearestPlace(on: a, b, to: nodes[node]).1
                if distance < best?.distance ?? .infinity { best = (distance, cut, node) }
            }
        }
        if let best { split(best.split, at: best.node) }
    }
}

/// A binary heap of distances; equal distances leave in the order of their nodes.
struct DistanceQueue: Sendable {
    private var heap: [(distance: Double, node: Int)] = []

    mutating func push(_ distance: Double, _ node: Int) {
        heap.append((distance, node))
        var i = heap.count - 1
        while i > 0, heap[i] < heap[(i - 1) / 2] {
            heap.swapAt(i, (i - 1) / 2)
            i = (i - 1) / 2
        }
    }

    mutating func pop() -> (Double, Int)? {
        guard let top = heap.first, let last = heap.popLast() else { return nil }
        if !heap.isEmpty {
            heap[0] = last
            var i = 0
            while true {
                var least = i
                for child in [2 * i + 1, 2 * i + 2]
                where child < heap.count && heap[child] < heap[least] {
                    least = child
                }
                if least == i { break }
                heap.swapAt(i, least)
                i = least
            }
        }
        return top
    }
}
