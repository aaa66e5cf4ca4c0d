/// The parts of a directed graph inside which every node reaches every other.
enum StrongComponents {
    /// The component of each node, numbered as they are completed.
    ///
    /// Tarjan, "Depth-first search and linear graph algorithms", *SIAM J. Comput.* 1 (1972), with
    /// the recursion unrolled.
    static func labels(of graph: SearchGraph) -> (labels: [UInt32], count: Int) {
        let nodeCount = graph.nodeCount
        let none = UInt32.max
        var labels = [UInt32](repeating: none, count: nodeCount)
        var order = [UInt32](repeating: none, count: nodeCount)
        var low = [UInt32](repeating: 0, count: nodeCount)
        var nextArc = Array(graph.starts)
        var open: [UInt32] = []
        var path: [UInt32] = []
        var visited: UInt32 = 0
        var count: UInt32 = 0
        for root in 0..<nodeCount where order[root] == none {
            path.append(UInt32(root))
            while let current = path.last {
                let node = Int(current)
                if order[node] == none {
                    order[node] = visited
                    low[node] = visited
                    visited += 1
                    open.append(current)
                }
                if nextArc[node] < graph.starts[node + 1] {
                    let head = graph.arcs[Int(nextArc[node])].head
                    nextArc[node] += 1
                    if order[Int(head)] == none {
                        path.append(head)
                    } else if labels[Int(head)] == none {
                        low[node] = min(low[node], order[Int(head)])
                    }
                    continue
                }
                path.removeLast()
                if let parent = path.last { low[Int(parent)] = min(low[Int(parent)], low[node]) }
                if low[node] == order[node] {
                    while let member = open.popLast() {
                        labels[Int(member)] = count
                        if member == current { break }
                    }
                    count += 1
                }
            }
        }
        return (labels, Int(count))
    }
}
