/// SplitMix64 (Steele, Lea and Flood, 2014): a small generator whose stream is the same everywhere.
///
/// Bounded numbers are drawn here and not by the standard library, whose algorithm may change.
struct SeededGenerator: Sendable {
    private var state: UInt64

    /// A stream of its own for one stage of the work, so that stages do not disturb each other.
    init(seed: UInt64, stage: String, index: Int = 0) {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325  // FNV-1a
        for byte in stage.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state = seed &* 0x9e37_79b9_7f4a_7c15 ^ hash
        _ = next()
        state ^= UInt64(truncatingIfNeeded: index) &* 0xd134_2543_de82_ef95
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }

    /// A whole number 0 ..< bound.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A whole number of the range.
    mutating func integer(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + below(range.count)
    }

    /// A number 0 ..< 1.
    mutating func unit() -> Double { Double(next() >> 11) * 0x1p-53 }

    /// A number of the range.
    mutating func number(in range: ClosedRange<Double>) -> Double {
        range.lowerBound + unit() * (range.upperBound - range.lowerBound)
    }

    /// True `percent` times in a hundred.
    mutating func chance(_ percent: Int) -> Bool { below(100) < percent }

    /// One element of a list that is not empty.
    mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

    /// The list in another order.
    mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
        var result = list
        for index in stride(from: result.count - 1, to: 0, by: -1) {
            result.swapAt(index, below(index + 1))
        }
        return result
    }

    /// The index of one weight, drawn in proportion to it; weights are ≥ 0 with a positive sum.
    mutating func index(weightedBy weights: [Double], sum: Double) -> Int {
        var rest = unit() * sum
        for (index, weight) in weights.enumerated() {
            rest -= weight
            if rest < 0 { return index }
        }
        return weights.lastIndex { $0 > 0 } ?? 0
    }
}

/// Shares a whole number out by weight, with a least number each (largest remainders).
///
/// The sum of the result is `total`; `minimum · weights.count ≤ total` is required.
func apportion(_ total: Int, byWeight weights: [Double], minimum: Int = 0) -> [Int] {
    let free = total - minimum * weights.count
    precondition(free >= 0, "the least shares exceed the total")
    let sum = weights.reduce(0, +)
    guard sum > 0 else { return weights.map { _ in minimum } }
    let exact = weights.map { $0 / sum * Double(free) }
    var shares = exact.map { Int($0) }
    let order = weights.indices.sorted {
        let (a, b) = (exact[$0] - Double(shares[$0]), exact[$1] - Double(shares[$1]))
        return a != b ? a > b : $0 < $1
    }
    for index in order.prefix(free - shares.reduce(0, +)) { shares[index] += 1 }
    return shares.map { $0 + minimum }
}
