/// The least of many numbers that change one at a time, in a complete binary tree.
struct LossTree {
    private var winners: [Int32]
    private(set) var values: [Double]
    private let leaves: Int

    /// Numbers that are all infinite.
    init(count: Int) {
        var leaves = 1
        while leaves < count { leaves *= 2 }
        self.leaves = leaves
        values = [Double](repeating: .infinity, count: leaves)
        winners = [Int32](repeating: 0, count: 2 * leaves)
        for leaf in 0..<leaves { winners[leaves + leaf] = Int32(leaf) }
        for node in (1..<leaves).reversed() { winners[node] = winners[2 * node] }
    }

    /// The index of the least number, the first of equals.
    var least: Int { Int(winners[1]) }

    /// Changes a number.
    mutating func set(_ index: Int, _ value: Double) {
        values[index] = value
        var node = (leaves + index) / 2
        while node >= 1 {
            let (left, right) = (winners[2 * node], winners[2 * node + 1])
            winners[node] = values[Int(right)] < values[Int(left)] ? right : left
            node /= 2
        }
    }
}

/// A small seeded generator (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", OOPSLA 2014).
struct SeededGenerator: Sendable {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    private mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A whole number in 0..<`bound`.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }
}
