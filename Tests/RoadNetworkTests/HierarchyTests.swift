import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// The hierarchy answers what Dijkstra's algorithm answers, to the millimetre and millisecond.
@Suite struct HierarchyTests {
    @Test(arguments: NetworkPropertyTests.seeds)
    func agreesWithDijkstra(seed: UInt64) throws {
        let network = NetworkPropertyTests.RandomNetwork(seed: seed)
        for profile in [TravelProfile.walk, .schoolVan] {
            let graph = try network.graph(profile)
            let points = graph.snap(network.points, rule: NetworkPropertyTests.rule)
            for metric in TravelMetric.allCases {
                let hierarchy = ContractionHierarchy(graph: graph, metric: metric)
                let whole = hierarchy.matrix(from: points, to: points)
                let bounded = hierarchy.matrix(from: points, to: points, within: 900, workers: 1)
                let (expected, cut) =
                    metric == .distance
                    ? (
                        graph.distances(from: points, to: points),
                        graph.distances(from: points, to: points, within: Metres(900))
                    )
                    : (
                        graph.durations(from: points, to: points),
                        graph.durations(from: points, to: points, within: Seconds(900))
                    )
                #expect(whole == expected, "seed \(seed) \(profile.name) \(metric)")
                #expect(bounded == cut, "seed \(seed) \(profile.name) \(metric)")
            }
        }
    }

    /// A—B—C in line, 100 m a step; two of the points unsnapped: rows and columns stay empty.
    @Test func unsnappedPointsStayEmpty() throws {
        let village = Village("A-B-C", cell: 50, ways: ["ABC"])
        let graph = try village.graph()
        let (a, c) = (graph.snap(village["A"]), graph.snap(village["C"]))
        let matrix = ContractionHierarchy(graph: graph).matrix(from: [a, nil, c], to: [c, nil])
        #expect(isAbout(matrix.distance(from: 0, to: 0)?.value, 200))
        #expect(matrix.costs.entryCount == 2 && matrix.distance(from: 2, to: 0) == .zero)
    }
}
