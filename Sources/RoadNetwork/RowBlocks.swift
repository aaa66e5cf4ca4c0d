import Containers
import Dispatch
import Synchronization

/// Computes the rows of a table on several threads.
enum RowBlocks {
    /// - Parameter worker: Makes what one thread needs; the result appends the row of an index.
    static func rows(
        count: Int, columnCount: Int, workers: Int,
        worker: @Sendable () -> (Int, inout SparseRows<UInt32>) -> Void
    ) -> SparseRows<UInt32> {
        // Blocks are small enough to share the work and large enough to be taken rarely.
        let size = max(1, min(64, count / max(1, 4 * workers)))
        let blockCount = (count + size - 1) / size
        let state = Mutex(Assembly(rows: SparseRows<UInt32>(columnCount: columnCount)))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, blockCount))) { _ in
            let append = worker()
            while true {
                let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard block < blockCount else { return }
                var part = SparseRows<UInt32>(columnCount: columnCount)
                for row in block * size..<min((block + 1) * size, count) { append(row, &part) }
                state.withLock { state in
                    if state.next == 0, block == 0 {
                        // The first block tells about the rest; memory never used costs nothing.
                        state.rows.reserveCapacity(
                            rows: count, entries: part.entryCount * blockCount)
                    }
                    state.waiting[block] = part
                    while let part = state.waiting.removeValue(forKey: state.next) {
                        state.rows.append(part)
                        state.next += 1
                    }
                }
            }
        }
        return state.withLock { $0.rows }
    }

    /// The rows put together so far, and blocks that came before their turn.
    private struct Assembly {
        var rows: SparseRows<UInt32>
        var next = 0
        var waiting: [Int: SparseRows<UInt32>] = [:]
    }

    /// Hands rows on in their order, each as soon as it and all before it are computed.
    ///
    /// - Parameters:
    ///   - worker: Makes what one thread needs; the result appends the row of an index.
    ///   - update: Called for one row at a time; while it is slow, workers wait.
    static func reduce<Result: Sendable>(
        count: Int, columnCount: Int, workers: Int, into initial: Result,
        worker: @Sendable () -> (Int, inout SparseRows<UInt32>) -> Void,
        update: @Sendable (inout Result, Int, SparseRows<UInt32>.Row) -> Void
    ) -> Result {
        let size = max(1, min(64, count / max(1, 4 * workers)))
        let blockCount = (count + size - 1) / size
        let state = Mutex(Reduction(result: initial))
        let next = Atomic(0)
        DispatchQueue.concurrentPerform(iterations: max(1, min(workers, blockCount))) { _ in
            let append = worker()
            while true {
                let block = next.wrappingAdd(1, ordering: .relaxed).oldValue
                guard block < blockCount else { return }
                var part = SparseRows<UInt32>(columnCount: columnCount)
                for row in block * size..<min((block + 1) * size, count) { append(row, &part) }
                state.withLock { state in
                    state.waiting[block] = part
                    while let part = state.waiting.removeValue(forKey: state.next) {
                        for row in 0..<part.rowCount {
                            update(&state.result, state.next * size + row, part.row(row))
                        }
                        state.next += 1
                    }
                }
            }
        }
        return state.withLock { $0.result }
    }

    /// Rows handed on so far, and blocks that came before their turn.
    private struct Reduction<Result: Sendable> {
        var result: Result
        var next = 0
        var waiting: [Int: SparseRows<UInt32>] = [:]
    }
}
