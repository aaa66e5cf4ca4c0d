/// Sets that grow together; union by size with path halving.
struct DisjointSets {
    private var parents: [Int]
    private var sizes: [Int]

    init(count: Int) {
        parents = Array(0..<count)
        sizes = [Int](repeating: 1, count: count)
    }

    mutating func root(of member: Int) -> Int {
        var node = member
        while parents[node] != node {
            parents[node] = parents[parents[node]]
            node = parents[node]
        }
        return node
    }

    mutating func join(_ first: Int, _ second: Int) {
        var (large, small) = (root(of: first), root(of: second))
        guard large != small else { return }
        if sizes[large] < sizes[small] { swap(&large, &small) }
        parents[small] = large
        sizes[large] += sizes[small]
    }

    /// A set number for each member, numbered by first appearance, and how many sets there are.
    mutating func labels() -> (labels: [Int], count: Int) {
        var numberOfRoot: [Int: Int] = [:]
        let labels = parents.indices.map { member in
            let root = root(of: member)
            if let number = numberOfRoot[root] { return number }
            numberOfRoot[root] = numberOfRoot.count
            return numberOfRoot.count - 1
        }
        return (labels, numberOfRoot.count)
    }
}
