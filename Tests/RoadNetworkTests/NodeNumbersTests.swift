import TestSupport
import Testing

@testable import RoadNetwork

/// The table of vertices against a dictionary.
@Suite struct NodeNumbersTests {
    /// Small, huge, negative and tiled identifiers, many more than the first table holds.
    @Test func agreesWithADictionary() {
        var random = SplitMix64(seed: 5)
        var numbers = NodeNumbers()
        var expected: [Int64: UInt32] = [0: 7, -1: 8, .max: 9, .min: 10]
        for tile in Int64(0)..<4 {
            for _ in 0..<5_000 {
                let node = Int64(random.next() % 1_000_000) + tile << 40
                expected[node] = UInt32(random.next() % 1_000)
            }
        }
        for (node, vertex) in expected {
            #expect(numbers.vertex(of: node, orNew: vertex) == vertex)
        }
        for (node, vertex) in expected {
            #expect(numbers[node] == vertex)
            #expect(numbers.vertex(of: node, orNew: vertex &+ 1) == vertex)
        }
        for node in Int64(2_000_000)..<2_001_000 { #expect(numbers[node] == nil) }
    }
}
