import Containers
import TestSupport
import Testing

@Suite struct IndexedHeapTests {
    @Test func popsByPriorityThenItem() {
        var heap = IndexedHeap(capacity: 5)
        for (item, priority) in [(4, 7), (0, 9), (2, 7), (1, 3)] {
            heap.insertOrDecrease(item, priority: UInt32(priority))
        }
        #expect(heap.priority(of: 3) == nil)
        let changes = [(0, 1), (1, 3), (1, 4)].map { heap.insertOrDecrease($0, priority: $1) }
        #expect(changes == [true, false, false])
        var popped: [Int] = []
        while let next = heap.popMinimum() { popped.append(next.item) }
        #expect(popped == [0, 1, 2, 4])
    }

    @Test func keepsExtremePriorities() {
        var heap = IndexedHeap(capacity: 2)
        heap.insertOrDecrease(0, priority: .max)
        heap.insertOrDecrease(1, priority: 0)
        #expect(heap.priority(of: 0) == .max)
        let popped = [heap.popMinimum(), heap.popMinimum()]
        #expect(popped.map { $0?.item } == [1, 0])
        #expect(popped.map { $0?.priority } == [0, .max])
    }

    @Test func removeAllForgetsEverything() {
        var heap = IndexedHeap(capacity: 100)
        for item in 0..<100 { heap.insertOrDecrease(item, priority: UInt32(item)) }
        heap.removeAll()
        #expect(heap.isEmpty && heap.priority(of: 7) == nil)
        heap.insertOrDecrease(7, priority: 500)
        let popped = heap.popMinimum()
        #expect(popped?.priority == 500)
    }

    /// Random insertions, decreases and pops against a dictionary that is searched for its minimum.
    @Test(arguments: 0..<200 as Range<UInt64>)
    func agreesWithExhaustiveSearch(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let capacity = Int.random(in: 1...80, using: &random)
        var heap = IndexedHeap(capacity: capacity)
        var model: [Int: UInt32] = [:]
        for _ in 0..<600 {
            if Int.random(in: 0..<3, using: &random) < 2 {
                let item = Int.random(in: 0..<capacity, using: &random)
                let priority = UInt32.random(in: 0...40, using: &random)
                let lowers = model[item].map { priority < $0 } ?? true
                let changed = heap.insertOrDecrease(item, priority: priority)
                #expect(changed == lowers, "seed \(seed)")
                if lowers { model[item] = priority }
            } else {
                let expected = model.min { ($0.value, $0.key) < ($1.value, $1.key) }
                let actual = heap.popMinimum()
                #expect(actual?.item == expected?.key, "seed \(seed)")
                #expect(actual?.priority == expected?.value, "seed \(seed)")
                if let expected { model[expected.key] = nil }
            }
            #expect(heap.count == model.count, "seed \(seed)")
        }
    }
}
