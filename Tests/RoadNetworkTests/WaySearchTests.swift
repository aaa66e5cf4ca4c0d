import RoadNetwork
import SpatialTypes
import TestSupport
import Testing

/// Ways to one place with what they meet, on drawn villages; one cell is 100 m and `T` ways are trunk roads.
@Suite struct WaySearchTests {
    static let highways = ["trunk", "primary"]

    /// Ways from letters to a letter.
    func ways(_ village: Village, _ from: String, to: Character) throws -> [Way?] {
        let graph = try village.graph()
        var search = WaySearch(
            graph: graph, flags: RoadFlags(graph: graph, classes: Self.highways))
        return search.ways(
            from: from.map { graph.snap(village[$0]) }, to: graph.snap(village[to]))
    }

    /// C lives south of the highway AB, D north of it; A and B stand on it.
    static let crossroads = Village(
        """
            D

        A   X   B

            C
        """, ways: [.init("AXB", "trunk"), "CXD"])

    @Test func straightAcrossIsOneCrossing() throws {
        let way = try #require(try ways(Self.crossroads, "C", to: "D")[0])
        #expect(isAbout(way.distance.value, 400))
        #expect(way.flaggedDistance == .zero)
        #expect(way.crossings == 1)
        #expect(abs(way.duration.value - 360) < 1)
    }

    /// B stands on the highway itself: nobody need step over it to come to it, but 400 m lead along it.
    @Test func alongIsMeasuredAndNotACrossing() throws {
        let way = try #require(try ways(Self.crossroads, "C", to: "B")[0])
        #expect(isAbout(way.flaggedDistance.value, 400))
        #expect(way.crossings == 0)
    }

    @Test func sideRoadsOnOneSideNeedNoCrossing() throws {
        // From C 200 m up to the highway at X, 200 m along it, 200 m down again.
        let village = Village(
            """
            A--X-Y--B
               | |
               C D
            """, ways: [.init("AXYB", "trunk"), "CX", "DY"])
        let way = try #require(try ways(village, "C", to: "D")[0])
        #expect(isAbout(way.flaggedDistance.value, 200))
        #expect(way.crossings == 0)
    }

    @Test func offsetSideRoadsOnBothSidesAreOneCrossing() throws {
        let village = Village(
            """
                 D
                 |
            A--X-Y--B
               |
               C
            """, ways: [.init("AXYB", "primary"), "CX", "DY"])
        let way = try #require(try ways(village, "C", to: "D")[0])
        #expect(isAbout(way.flaggedDistance.value, 200))
        #expect(way.crossings == 1)
    }

    /// Two roads that leave the highway at one junction on the same side.
    @Test func cornerOnOneSideIsNoCrossing() throws {
        let village = Village(
            """
            A---X---B
               / \\
              C   D
            """, ways: [.init("AXB", "trunk"), "CXD"])
        #expect(try ways(village, "C", to: "D")[0]?.crossings == 0)
    }

    /// The highway ends at X: whoever passes its end crosses nothing.
    @Test func endOfTheHighwayIsNoCrossing() throws {
        let village = Village(
            """
                D
                |
                X---B
                |
                C
            """, ways: [.init("XB", "trunk"), "CXD"])
        #expect(try ways(village, "C", to: "D")[0]?.crossings == 0)
    }

    /// Both carriageways of a divided highway count.
    @Test func dividedHighwayIsTwoCrossings() throws {
        let village = Village(
            """
                D
            A---X---B
            E---Y---F
                C
            """,
            ways: [
                .init("AXB", "trunk", oneway: .backward), .init("EYF", "trunk", oneway: .forward),
                "CYXD",
            ])
        #expect(try ways(village, "C", to: "D")[0]?.crossings == 2)
    }

    /// The houses N and S stand 100 m beside the highway with no road of their own; Q's road leaves it to the south.
    ///
    /// From N to Q the highway is crossed, from S it is not; from N to S, opposite each other, it is.
    @Test func houseBesideTheHighwayLiesOnItsSide() throws {
        let village = Village(
            """
              N
            A--------X--B
              S      |
                     |
                     Q
            """, ways: [.init("AXB", "trunk"), "XQ"])
        let found = try ways(village, "NS", to: "Q")
        #expect(found.map { $0?.crossings } == [1, 0])
        #expect(isAbout(found[0]?.flaggedDistance.value, 700))
        #expect(try ways(village, "N", to: "S")[0]?.crossings == 1)
        #expect(try ways(village, "A", to: "B")[0]?.crossings == 0)
    }

    /// A minor road becomes a highway without any junction, which contraction makes one edge of.
    @Test func classMayChangeInsideAnEdge() throws {
        let village = Village("A----C----B", ways: ["AC", .init("CB", "trunk")])
        for contracting in [true, false] {
            let graph = try village.graph(contracting: contracting)
            var search = WaySearch(
                graph: graph, flags: RoadFlags(graph: graph, classes: Self.highways))
            let way = search.ways(
                from: [graph.snap(village["A"])], to: graph.snap(village["B"]))[0]
            #expect(isAbout(way?.flaggedDistance.value, 500))
            #expect(isAbout(way?.distance.value, 1_000))
            #expect(way?.crossings == 0)
        }
    }

    @Test func unreachableAndUnsnappedHaveNoWay() throws {
        let village = Village("A--B  C--D", ways: ["AB", .init("CD", oneway: .forward)])
        let graph = try village.graph(.schoolVan)
        var search = WaySearch(graph: graph, metric: .duration)
        let everywhere = SnapRule(smallestComponent: .zero)
        let there = graph.snap(village["B"], rule: everywhere)
        let found = search.ways(from: [nil, there], to: nil)
        #expect(found == [nil, nil])
        #expect(search.ways(from: [nil, there], to: there) == [nil, Way.none])
    }

    /// On random grids every way is as long as the matrix says, in either metric, with and without contraction, and an
    /// even number of crossings leads to the side it came from.
    @Test(arguments: UInt64(1)...30)
    func agreesWithTheMatrix(seed: UInt64) throws {
        var random = SplitMix64(seed: 900 + seed)
        let village = Self.grid(&random)
        for profile in [TravelProfile.walk, .schoolVan] {
            for metric in TravelMetric.allCases {
                let graph = try RoadGraph(segments: village, profile: profile)
                var search = WaySearch(
                    graph: graph, metric: metric,
                    flags: RoadFlags(graph: graph, classes: Self.highways))
                let points = (0..<12).map { _ in
                    graph.snap(
                        Coordinate(longitude: 100, latitude: 15).offset(
                            east: random.unit() * 1_000, north: random.unit() * 1_000))
                }
                for (to, place) in points.enumerated() {
                    let found = search.ways(from: points, to: place)
                    for from in points.indices {
                        let expected =
                            metric == .distance
                            ? graph.distances(from: [points[from]], to: [place])
                                .distance(from: 0, to: 0)?.value
                            : graph.durations(from: [points[from]], to: [place])
                                .duration(from: 0, to: 0)?.value
                        let value =
                            metric == .distance
                            ? found[from]?.distance.value : found[from]?.duration.value
                        #expect(value == expected, "seed \(seed): \(from) → \(to)")
                        if let way = found[from] {
                            #expect(way.flaggedDistance <= way.distance, "seed \(seed)")
                            #expect(way.crossings >= 0, "seed \(seed)")
                        }
                    }
                }
            }
        }
    }

    /// A highway runs straight through a grid of minor roads: crossed once from side to side, else never.
    ///
    /// Houses stand off the highway.
    @Test(arguments: UInt64(1)...30)
    func straightHighwayIsCrossedOnceOrNever(seed: UInt64) throws {
        var random = SplitMix64(seed: 1_900 + seed)
        let village = Self.grid(&random, highwayRow: 5)
        let graph = try RoadGraph(segments: village, profile: .walk)
        var search = WaySearch(
            graph: graph, flags: RoadFlags(graph: graph, classes: Self.highways))
        let origin = Coordinate(longitude: 100, latitude: 15)
        let places = (0..<20).map { _ in
            (east: random.unit() * 1_000, north: random.unit() * 1_000)
        }
        let points = places.map {
            graph.snap(origin.offset(east: $0.east, north: $0.north))
        }
        for (to, place) in points.enumerated() {
            for (from, way) in search.ways(from: points, to: place).enumerated() {
                guard let way else { continue }
                // Within 2 m of the highway the drawing does not tell the side.
                guard abs(places[from].north - 500) > 2, abs(places[to].north - 500) > 2 else {
                    continue
                }
                let isAcross = (places[from].north > 500) != (places[to].north > 500)
                #expect(
                    way.crossings == (isAcross ? 1 : 0),
                    "seed \(seed): \(places[from]) → \(places[to])")
            }
        }
    }

    /// A grid of 11 × 11 corners 100 m apart with some stretches missing; one row may be a highway without gaps.
    static func grid(_ random: inout SplitMix64, highwayRow: Int? = nil) -> [RoadSegment] {
        var segments: [RoadSegment] = []
        let classes = ["residential", "track", "trunk", "primary"]
        func corner(_ column: Int, _ row: Int) -> Coordinate {
            Coordinate(longitude: 100, latitude: 15)
                .offset(east: Double(column) * 100, north: Double(row) * 100)
        }
        func add(_ from: (Int, Int), _ to: (Int, Int)) {
            let isHighway = from.1 == to.1 && from.1 == highwayRow
            guard isHighway || !random.chance(0.2) else { return }
            var roadClass = classes[Int(random.next() % 4)]
            if highwayRow != nil { roadClass = isHighway ? "trunk" : "residential" }
            segments.append(
                RoadSegment(
                    id: Int64(segments.count),
                    coordinates: [corner(from.0, from.1), corner(to.0, to.1)],
                    roadClass: roadClass,
                    oneway: highwayRow == nil && random.chance(0.2) ? .forward : .no))
        }
        if let highwayRow {
            // It goes on beyond the grid, so that nobody walks round its end.
            add((-1, highwayRow), (0, highwayRow))
            add((10, highwayRow), (11, highwayRow))
        }
        for row in 0...10 {
            for column in 0...10 {
                if column < 10 { add((column, row), (column + 1, row)) }
                if row < 10 { add((column, row), (column, row + 1)) }
            }
        }
        return segments
    }
}

extension Way {
    /// The way from a place to itself.
    fileprivate static let none = Way(distance: .zero, duration: .zero)
}
