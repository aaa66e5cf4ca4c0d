import RoadNetwork
import SpatialTypes
import Testing

/// What is reached along roads from one or several places.
@Suite struct ReachTests {
    private func length(_ stretches: [RoadReach.Stretch], of place: Int) -> Double {
        stretches.filter { $0.place == place }.reduce(0) { sum, stretch in
            zip(stretch.coordinates, stretch.coordinates.dropFirst()).reduce(sum) {
                $0 + flatDistance($1.0, $1.1)
            }
        }
    }

    /// 1,000 m of road, the place 200 m from its west end: 200 m west and 300 m east of it.
    @Test func stretchEndsAtTheLimit() throws {
        let village = Village("A-P-------B", ways: ["APB"])
        let graph = try village.graph()
        let reach = graph.reach(from: [graph.snap(village["P"])], within: 300)
        #expect(isAbout(length(reach.stretches, of: 0), 500))
        let reached = reach.samples.filter { $0.place == 0 }
        #expect(reached.allSatisfy { $0.cost <= 300 } && reached.count < reach.samples.count)
        #expect(reach.samples.filter { $0.place == nil }.allSatisfy { $0.cost == .infinity })
    }

    /// Two schools at the ends of 1,000 m: each gets its half.
    @Test func nearestPlaceGetsTheRoad() throws {
        let village = Village("A---------B", ways: ["AB"])
        let graph = try village.graph()
        let places = [graph.snap(village["A"]), nil, graph.snap(village["B"])]
        let reach = graph.reach(from: places, within: 5_000)
        #expect(abs(length(reach.stretches, of: 0) - 500) < 1)
        #expect(abs(length(reach.stretches, of: 2) - 500) < 1)
    }

    /// A one-way ring of 800 m, driven A → B → C → D.
    ///
    /// To reach the school at B one comes from A
    /// (200 m), from D (400 m), from C (600 m); nobody drives back from C.
    @Test func directionOfTravelCounts() throws {
        let village = Village(
            """
            A-B
            | |
            D-C
            """, ways: [.init("ABCDA", oneway: .forward)])
        let graph = try village.graph(.schoolVan)
        let school = graph.snap(village["B"])
        func cost(_ letter: Character, _ direction: SearchDirection) -> Double? {
            graph.reach(from: [school], within: 5_000, direction: direction).samples
                .first { $0.coordinate == village[letter] }?.cost
        }
        #expect(isAbout(cost("A", .towardsDestination), 200))
        #expect(isAbout(cost("C", .towardsDestination), 600))
        #expect(isAbout(cost("C", .fromOrigin), 200))
    }

    /// The cost of every junction is the cost that the matrix gives for its position.
    @Test(arguments: NetworkPropertyTests.seeds)
    func junctionsAgreeWithTheMatrix(seed: UInt64) throws {
        let network = NetworkPropertyTests.RandomNetwork(seed: seed)
        for profile in [TravelProfile.walk, .schoolVan] {
            let graph = try network.graph(profile)
            let places = graph.snap(
                Array(network.points.prefix(3)), rule: NetworkPropertyTests.rule)
            let reach = graph.reach(from: places, within: 4_000, spacing: Metres(150))
            let samples = reach.samples.filter { network.nodes.contains($0.coordinate) }
            let matrix = graph.distances(
                from: graph.snap(samples.map(\.coordinate)), to: places, within: Metres(4_000))
            for (row, sample) in samples.enumerated() {
                let nearest = places.indices.compactMap { matrix.costs[row, $0] }.min()
                let expected = nearest.map { Double($0) / 1_000 } ?? .infinity
                #expect(
                    sample.cost == expected || abs(sample.cost - expected) <= 0.005,
                    "seed \(seed) \(profile.name)")
            }
        }
    }
}
