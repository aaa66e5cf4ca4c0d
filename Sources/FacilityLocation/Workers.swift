import Dispatch
import Synchronization

/// Work shared out among a fixed number of threads.
enum Workers {
    /// How many threads a solve may use.
    static let count = 2

    /// Calls `body` once for every index, on up to `workers` threads at a time.
    ///
    /// Indices are handed out in order. Nothing may depend on which thread takes which.
    static func forEach(_ count: Int, workers: Int, _ body: (Int) -> Void) {
        guard workers > 1, count > 1 else {
            for index in 0..<count { body(index) }
            return
        }
        let next = Atomic(0)
        // Threads only ever share what the caller keeps apart by index.
        nonisolated(unsafe) let body = body
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while true {
                let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard index < count else { return }
                body(index)
            }
        }
    }

    /// The results of `body` for every index, in order.
    static func map<Result>(
        _ count: Int, workers: Int, _ body: (Int) -> Result
    ) -> [Result] {
        var results = [Result?](repeating: nil, count: count)
        results.withUnsafeMutableBufferPointer { buffer in
            forEach(count, workers: workers) { buffer[$0] = body($0) }
        }
        return results.compactMap { $0 }
    }
}
