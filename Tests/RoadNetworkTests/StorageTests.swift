import Containers
import SpatialTypes
import TestSupport
import Testing

@testable import RoadNetwork

/// Checksums, and graphs that went through bytes.
@Suite struct StorageTests {
    /// The test vectors of XXH64 with seed 0 for "", "a" and "abc".
    @Test(
        arguments: [
            ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B),
            ("abc", 0x44BC_2CF5_AD77_0999),
        ] as [(String, UInt64)])
    func checksumOfKnownTexts(text: String, sum: UInt64) {
        #expect(Array(text.utf8).withUnsafeBytes(Checksum.of) == sum)
    }

    /// One bit turned in any of 100 bytes changes the sum.
    @Test func checksumFindsEveryBit() {
        let bytes = (0..<100).map { UInt8($0) }
        let sum = bytes.withUnsafeBytes(Checksum.of)
        for bit in 0..<800 {
            var turned = bytes
            turned[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(turned.withUnsafeBytes(Checksum.of) != sum)
        }
    }

    private func image(_ graph: RoadGraph) throws -> [UInt8] {
        var image: [UInt8] = []
        try graph.store(key: "k") { image += $0 }
        return image
    }

    private func bytes(_ graph: RoadGraph) throws -> SharedBytes {
        let image = try image(graph)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: image.count, alignment: 64)
        memory.copyBytes(from: image)
        return SharedBytes(UnsafeRawBufferPointer(memory)) { $0.deallocate() }
    }

    /// The same bytes whatever the number of threads, over several blocks of segments.
    ///
    /// 9,000 roads from place to place of a grid, 100 m apart, some one-way, some unusable.
    @Test(arguments: UInt64(1)...2)
    func threadsChangeNoByte(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let places = (0..<10_000).map { index -> Coordinate in
            let (column, row) = (Double(index % 100), Double(index / 100))
            let shift = random.unit() / 5_000
            return Coordinate(longitude: 100 + column / 1_000 + shift, latitude: 15 + row / 1_000)
        }
        let segments = (0..<9_000).map { index in
            let start = Int(random.next() % 9_800)
            let nodes = [start, start + 1, start + (random.chance(0.5) ? 2 : 101)]
            return RoadSegment(
                id: Int64(index), coordinates: nodes.map { places[$0] },
                nodeIDs: index % 2 == 0 ? nodes.map { Int64($0) } : nil,
                roadClass: ["residential", "tertiary", "motorway"][Int(random.next() % 3)],
                oneway: random.chance(0.2) ? .forward : .no)
        }
        let barriers = [3, 500, 8_000].map {
            RoadBarrier(coordinate: places[$0], nodeID: Int64($0), kind: "gate")
        }
        for profile in [TravelProfile.walk, .schoolVan] {
            let images = try [1, 2, 5].map { workers in
                let graph = try RoadGraph(
                    segments: segments, barriers: barriers, profile: profile, workers: workers)
                return try image(graph)
            }
            #expect(images[0] == images[1] && images[0] == images[2], "seed \(seed)")
        }
    }

    /// A graph of random roads with one-ways answers the same after it went through bytes.
    @Test(arguments: NetworkPropertyTests.seeds.prefix(8))
    func storedGraphsAnswerTheSame(seed: UInt64) throws {
        let network = NetworkPropertyTests.RandomNetwork(seed: seed)
        for profile in [TravelProfile.walk, .schoolVan] {
            let graph = try network.graph(profile)
            let shared = try bytes(graph)
            #expect(RoadGraph.stored(in: shared, key: "other") == nil)
            let stored = try #require(RoadGraph.stored(in: shared, key: "k")).graph
            let rule = NetworkPropertyTests.rule
            let points = graph.snap(network.points, rule: rule)
            #expect(stored.snap(network.points, rule: rule) == points)
            #expect(stored.statistics == graph.statistics && stored.profile == graph.profile)
            #expect(
                stored.durations(from: points, to: points)
                    == graph.durations(from: points, to: points), "seed \(seed)")
            // Rows of a folded table are those of the table, in order, whatever the threads.
            for workers in [1, 2, 5] {
                let rows = stored.reduceRows(
                    from: points, to: points, within: 1_500, workers: workers,
                    into: SparseRows<UInt32>(columnCount: points.count)
                ) { table, origin, row in
                    if table.rowCount == origin { table.appendRow(row) }
                }
                let table = graph.distances(from: points, to: points, within: Metres(1_500))
                #expect(rows == table.costs, "seed \(seed), \(workers) workers")
            }
        }
    }
}
