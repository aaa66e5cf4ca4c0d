import RoadNetwork
import SpatialTypes
import Testing

/// Drawn villages whose answers a reader can add up: how roads become a graph.
@Suite struct GraphVillageTests {
    static let crossroads = """
            B
            |
        A---C---D
            |
            E
        """

    @Test func sharedNodeIsAJunction() throws {
        let village = Village(Self.crossroads, ways: ["ACD", "BCE"])
        #expect(isAbout(try village.metres("A", "B"), 600))
        let statistics = try village.graph().statistics
        #expect(statistics.nodeCount == 5 && statistics.edgeCount == 4)
        #expect(statistics.componentCount == 1 && isAbout(statistics.totalLength.value, 1_200))
    }

    @Test func sharedCoordinateIsAJunctionWithoutNodeIDs() throws {
        let village = Village(Self.crossroads, ways: ["ACD", "BCE"]).withoutNodeIDs
        #expect(isAbout(try village.metres("A", "E"), 600))
    }

    @Test func bridgeOverARoadDoesNotMeetIt() throws {
        let village = Village(Self.crossroads, ways: [.init("AD", layer: 1), "BE"])
        let graph = try village.graph()
        #expect(graph.statistics.componentCount == 2)
        let rule = SnapRule(smallestComponent: .zero)
        #expect(try village.metres("A", "B", rule: rule) == nil)
        #expect(isAbout(try village.metres("A", "D", rule: rule), 800))
        #expect(isAbout(try village.metres("B", "E", rule: rule), 400))
    }

    @Test func duplicateNodesWithOwnIdentifiersDoNotMeet() throws {
        var village = Village("A---B---C", ways: ["AB", "BC"])
        village.segments[1].nodeIDs = [999, 67]
        #expect(try village.graph().statistics.componentCount == 2)
        #expect(try village.withoutNodeIDs.graph().statistics.componentCount == 1)
    }

    @Test func contractionKeepsNodesOnlyWhereThereIsAChoice() throws {
        let village = Village("A-B-C-D", ways: ["AB", .init("BC", "trunk"), "CD"])
        let graph = try village.graph()
        #expect(graph.nodeCount == 2 && graph.edgeCount == 1)
        #expect(graph.coordinates(ofEdge: 0).count == 4)
        #expect(try village.graph(contracting: false).nodeCount == 4)
        #expect(isAbout(try village.metres("B", "C"), 200))
    }

    @Test func onewayEndsAChain() throws {
        let village = Village("A-B-C-D", ways: ["AB", .init("BC", oneway: .forward), "CD"])
        #expect(try village.graph(.schoolVan).nodeCount == 4)
        #expect(try village.graph(.walk).nodeCount == 2)
    }

    @Test func parallelRoadsKeepTheShorter() throws {
        let village = Village(
            """
            C-------D
            |       |
            A-------B
            """, ways: ["AB", "ACDB"])
        #expect(try village.graph().edgeCount == 1)
        #expect(isAbout(try village.metres("A", "B"), 800))
        let fork = Village(
            """
              C-------D
              |       |
            E-A-------B-F
            """, ways: ["EA", "AB", "ACDB", "BF"])
        #expect(try fork.graph().edgeCount == 4)
        #expect(isAbout(try fork.metres("E", "F"), 1_200))
    }

    @Test func selfLoopIsKeptForItsHouses() throws {
        let village = Village(
            """
                C---D
                |   |
            A---B---E
            """, ways: ["AB", "BCDEB"])
        let graph = try village.graph()
        #expect(graph.edgeCount == 2 && graph.nodeCount == 2)
        #expect(isAbout(try village.metres("A", "C"), 600))
        #expect(isAbout(try village.metres("A", "E"), 800))
        // From C to E the way through B (600) ties with the way through D (600).
        #expect(isAbout(try village.metres("C", "E"), 600))
        #expect(isAbout(try village.metres("D", "B"), 600))
    }

    @Test func ringWithoutJunctionIsARoad() throws {
        let village = Village("A---B\n|   |\nD---C", ways: ["ABCDA"])
        let graph = try village.graph()
        #expect(graph.edgeCount == 1 && graph.statistics.componentCount == 1)
        #expect(isAbout(try village.metres("B", "D"), 600))
        #expect(isAbout(try village.metres("A", "D"), 200))
    }

    @Test func zeroLengthEdgeCostsNothing() throws {
        var village = Village("A---B---C", ways: ["AB", "BC", "AB"])
        village.segments[2] = RoadSegment(
            id: 2, coordinates: [village["B"], village["B"]], nodeIDs: [66, 77],
            roadClass: "residential")
        village.segments[1].nodeIDs = [77, 67]
        #expect(isAbout(try village.metres("A", "C"), 800))
        village.segments[2].nodeIDs = [66, 66]
        #expect(try village.graph().statistics.dropped == [.noLength: 1])
    }

    @Test func unusableSegmentsAreCounted() throws {
        var village = Village(
            "A-B-C-D-E",
            ways: [
                "AB", .init("BC", "proposed"), .init("CD", access: ["access": "private"]), "DE",
            ])
        village.segments[3].nodeIDs = [1]
        let statistics = try village.graph().statistics
        #expect(
            statistics.dropped == [.classNotUsable: 1, .accessDenied: 1, .malformed: 1])
        #expect(statistics.unusedClasses == ["proposed": 1] && statistics.usedSegments == 1)
    }

    @Test func nothingUsableIsAnError() {
        let village = Village("A-B", ways: [.init("AB", "proposed")])
        #expect { try village.graph() } throws: { error in
            (error as? RoadNetworkError)?.code == .noUsableRoads
        }
    }

    @Test func networkAcrossTheAntimeridianIsOne() throws {
        let village = Village(
            "A---B---C", origin: Coordinate(longitude: 179.996, latitude: 15), ways: ["AB", "BC"])
        #expect(village["A"].longitude > 0 && village["C"].longitude < 0)
        #expect(isAbout(try village.metres("A", "C"), 800))
        #expect(isAbout(try village.withoutNodeIDs.metres("A", "C"), 800))
    }
}
