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
