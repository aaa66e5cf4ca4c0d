import Containers
import Testing

/// Fixed rows in own and in shared memory.
@Suite struct FrozenArrayTests {
    /// Bytes of the test's own, given back once.
    final class Memory: Sendable {
        nonisolated(unsafe) let bytes = UnsafeMutableRawBufferPointer.allocate(
            byteCount: 24, alignment: 16)
        init() { for place in 0..<24 { bytes[place] = UInt8(place) } }
        func share() -> SharedBytes {
            SharedBytes(UnsafeRawBufferPointer(bytes)) { $0.deallocate() }
        }
    }

    @Test func holdsWhatWasAppended() {
        let row = FrozenArray<UInt32>(capacity: 5) { span in
            for value in 1...3 { span.append(UInt32(value)) }
        }
        #expect(Array(row) == [1, 2, 3] && row.count == 3)
        #expect(Array(row.appending([7])) == [1, 2, 3, 7])
        #expect(row.appending([]).isSameMemory(as: row))
        #expect(!FrozenArray(Array(row)).isSameMemory(as: row))
        #expect(FrozenArray<UInt32>([]).isEmpty)
    }

    /// Bytes 4…7 are 04 05 06 07; little end first that is 0x07060504.
    @Test func readsSharedBytesWhereTheyLie() throws {
        let shared = Memory().share()
        let row = try #require(FrozenArray<UInt32>(in: shared, at: 4, count: 5))
        #expect(UInt32(littleEndian: row[0]) == 0x0706_0504)
        #expect(FrozenArray<UInt32>(in: shared, at: 4, count: 6) == nil, "beyond the end")
        #expect(FrozenArray<UInt32>(in: shared, at: 2, count: 1) == nil, "not aligned")
        #expect(FrozenArray<UInt32>(in: shared, at: -4, count: 1) == nil)
        #expect(FrozenArray<UInt32>(in: shared, at: 0, count: .max) == nil)
        #expect(FrozenArray<UInt32>(in: shared, at: 24, count: 0)?.isEmpty == true)
    }

    /// Owners 2, 0, 2 by visits: owner 0 has b, owner 2 has a and c in their order.
    @Test func adjacencyByVisitsKeepsOrder() {
        let rows: [(UInt32, UInt8)] = [(2, 1), (0, 2), (2, 3)]
        let visited = AdjacencyArray<UInt8>(ownerCount: 3) { take in
            for (owner, element) in rows { take(owner, element) }
        }
        #expect(visited.starts == [0, 1, 1, 3] && visited.elements == [2, 1, 3])
        #expect(
            visited
                == AdjacencyArray(
                    ownerCount: 3, owners: rows.map(\.0), elements: rows.map(\.1)))
    }
}
