import RoadNetwork
import SpatialTypes
import Testing

/// The nearest few against the whole table.
@Suite struct NearestPlacesTests {
    /// Schools A, B and C at 100, 300 and 700 m from home H.
    @Test func twoNearestOfThree() throws {
        let village = Village("AH  B   C", ways: ["AHBC"])
        let graph = try village.graph()
        let schools = graph.snap(["C", "A", "B"].map { village[Character($0)] })
        let nearest = graph.nearest(2, of: schools, from: [graph.snap(village["H"]), nil])
        #expect(nearest.distances(from: 0).map(\.destination) == [1, 2])
        #expect(isAbout(nearest.distance(from: 0, to: 2)?.value, 300))
        #expect(nearest.distances(from: 1).isEmpty)
        let bounded = graph.nearest(
            2, of: schools, from: [graph.snap(village["H"])], within: 250)
        #expect(bounded.distances(from: 0).map(\.destination) == [1])
    }

    @Test(arguments: 0..<60 as Range<UInt64>)
    func isTheFullTableCut(seed: UInt64) throws {
        let network = NetworkPropertyTests.RandomNetwork(seed: seed)
        let graph = try network.graph(.schoolVan)
        let points = graph.snap(network.points, rule: NetworkPropertyTests.rule)
        for metric in TravelMetric.allCases {
            let whole =
                metric == .distance
                ? graph.distances(from: points, to: points)
                : graph.durations(from: points, to: points)
            for count in [1, 3, 100] {
                let nearest = graph.nearest(count, of: points, from: points, metric: metric)
                for row in points.indices {
                    let expected = whole.costs.row(row)
                        .sorted { ($0.value, $0.column) < ($1.value, $1.column) }
                        .prefix(count).map(\.column).sorted()
                    #expect(nearest.costs.row(row).map(\.column) == expected, "seed \(seed)")
                    for column in expected {
                        #expect(nearest.costs[row, column] == whole.costs[row, column])
                    }
                }
            }
        }
    }
}
