import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// Closures and new speeds without building the graph again.
@Suite struct RoadEditTests {
    /// A–B–C is one edge of two ways; the way round over D is 600 m longer.
    private let village = Village(
        """
        A  B  C
        D     E
        """, ways: ["AB", "BC", "AD", "DE", "EC"])

    private func metres(
        _ from: Coordinate, _ to: Coordinate, _ graph: RoadGraph, in original: RoadGraph
    ) -> Double? {
        graph.distances(from: [original.snap(from)], to: [original.snap(to)])
            .distance(from: 0, to: 0)?.value
    }

    /// 600 m straight; with BC closed 100 + 600 + 100 m, and from the middle of AB 150 m more.
    @Test func closedWayIsGoneRound() throws {
        let graph = try village.graph()
        let edited = graph.applying(RoadEdits(closedSegments: [1]))
        let (a, c) = (village["A"], village["C"])
        #expect(isAbout(metres(a, c, graph, in: graph), 600))
        #expect(isAbout(metres(a, c, edited, in: graph), 800))
        let middle = a.offset(east: 150, north: 0)
        #expect(isAbout(metres(middle, c, edited, in: graph), 950))
        // The open half of the edge is still walked, its closed half is left by nobody.
        #expect(isAbout(metres(middle, village["B"], edited, in: graph), 150))
        #expect(metres(a.offset(east: 400, north: 0), c, edited, in: graph) == nil)
    }

    /// A house on the closed way is joined to an open one afterwards.
    @Test func pointsAreJoinedToOpenRoads() throws {
        let graph = try village.graph()
        let edited = graph.applying(RoadEdits(closedSegments: [1]))
        let house = village["C"].offset(east: -40, north: -5)
        let place = try #require(edited.snap(house))
        #expect(isAbout(place.offRoad.value, 40) && !place.isNearestRoad)
        #expect(graph.snap(house)?.isNearestRoad == true)
    }

    /// 600 m at 4 km/h are 540 s; with BC at 8 km/h 405 s.
    @Test func newSpeedsChangeTimes() throws {
        let graph = try village.graph()
        let edited = graph.applying(RoadEdits(speeds: [1: 8]))
        let ends = graph.snap([village["A"], village["C"]])
        let before = graph.durations(from: ends, to: ends).duration(from: 0, to: 1)?.value
        let after = edited.durations(from: ends, to: ends).duration(from: 0, to: 1)?.value
        #expect(isAbout(before, 540) && isAbout(after, 405))
        #expect(isAbout(metres(village["A"], village["C"], edited, in: graph), 600))
        // The route and the table of a place joined before: 100 m on BC at 8 km/h are 45 s.
        let house = try #require(graph.snap(village["C"].offset(east: -100, north: 0)))
        let end = try #require(graph.snap(village["C"]))
        let route = edited.route(from: house, to: end, metric: .duration)
        #expect(isAbout(route?.duration.value, 45))
        let table = ContractionHierarchy(graph: graph, metric: .duration).matrix(
            from: [house], to: [end], edits: RoadEdits(speeds: [1: 8]))
        #expect(isAbout(table.duration(from: 0, to: 0)?.value, 45))
    }

    @Test func identifiersNobodyHasAreTold() throws {
        let edits = RoadEdits(closedSegments: [1, 99], speeds: [77: 3])
        #expect(try village.graph().unknownSegments(in: edits) == [77, 99])
    }

    static let seeds = 0..<60 as Range<UInt64>

    @Test(arguments: seeds)
    func closingShortensNothingAndIsTheRebuiltGraph(seed: UInt64) throws {
        let network = NetworkPropertyTests.RandomNetwork(seed: seed)
        var random = SplitMix64(seed: seed)
        let closed = Set(
            network.segments.map(\.id).filter { _ in
                Int.random(in: 0..<5, using: &random) == 0
            })
        let graph = try network.graph(.schoolVan)
        let edited = graph.applying(RoadEdits(closedSegments: closed))
        var rebuiltNetwork = network
        rebuiltNetwork.segments.removeAll { closed.contains($0.id) }
        let rebuilt = try rebuiltNetwork.graph(.schoolVan)
        let points = network.points + network.nodes
        let rule = NetworkPropertyTests.rule

        let before = graph.snap(points, rule: rule)
        let open = graph.distances(from: before, to: before)
        let after = edited.distances(from: before, to: before)
        for (a, b) in zip(open.dense().elements, after.dense().elements) {
            #expect(b >= a, "seed \(seed)")
        }
        let hierarchy = ContractionHierarchy(graph: graph)
        let table = hierarchy.matrix(
            from: before, to: before, edits: RoadEdits(closedSegments: closed))
        #expect(table == after, "seed \(seed)")
        let contracted = ContractionHierarchy(graph: edited).matrix(from: before, to: before)
        #expect(contracted == after, "seed \(seed)")

        // Of the same places the rebuilt graph gives the same; its pockets may be others.
        let places = edited.snap(points, rule: rule)
        let others = rebuilt.snap(points, rule: rule)
        let same = points.indices.filter {
            places[$0] != nil && places[$0]?.coordinate == others[$0]?.coordinate
        }
        let (left, right) = (
            edited.distances(from: same.map { places[$0] }, to: same.map { places[$0] }),
            rebuilt.distances(from: same.map { others[$0] }, to: same.map { others[$0] })
        )
        for (a, b) in zip(left.dense().elements, right.dense().elements) {
            #expect(a == b || abs(a - b) <= 0.004, "seed \(seed)")
        }
        for from in same.prefix(6) {
            for (column, to) in same.enumerated().prefix(6) {
                guard let from = places[from], let to = places[to] else { continue }
                let row = same.firstIndex { places[$0] == from } ?? 0
                let route = edited.route(from: from, to: to)
                #expect(route?.distance == left.distance(from: row, to: column), "seed \(seed)")
                #expect(
                    route.map { closed.isDisjoint(with: $0.segmentIDs) } ?? true, "seed \(seed)")
            }
        }
        if let place = places.first(where: { $0 != nil }) {
            let reach = edited.reach(from: [place], within: 1e5, direction: .fromOrigin, rule: rule)
            let costs = edited.distances(from: [place], to: places)
            for (index, point) in places.enumerated() {
                guard let point, point.offRoad == .zero else { continue }
                let sample = reach.samples.first { $0.coordinate == point.coordinate }
                guard let sample else { continue }
                let metres = costs.distance(from: 0, to: index)?.value ?? .infinity
                #expect(sample.cost <= metres + 0.002, "seed \(seed)")
            }
        }
    }
}
