import SyntheticDistrict
import Testing

/// What every planner may rely on in the generated roads, at several sizes.
struct RoadInvariantTests {
    @Test(arguments: [(50, 3304), (209, 3304), (500, 3304), (50, 11), (30, 5)] as [(Int, UInt64)])
    func roadsHoldTogetherAndPartWhereTheyShould(_ schools: Int, _ seed: UInt64) throws {
        let district = try GeneratedDistrict.generated(SampleOptions(schools: schools, seed: seed))
        let roads = district.roads
        if schools == 209 { #expect(roads.places.count > 15_000) }

        // One large network and one small pocket, nothing else.
        let components = roads.components(of: \.isDriven)
        #expect(components.count == 2)
        let pocket = components.last ?? []
        #expect((3...12).contains(pocket.count))
        let main = Set(components[0])

        // With one-ways every node of the network reaches every other.
        let start = components[0][0]
        let forth = RoadDocument.reached(from: start, roads.neighbours(of: \.isDriven))
        let back = RoadDocument.reached(
            from: start, roads.neighbours(of: \.isDriven, backwards: true))
        #expect(forth == main, "\(main.subtracting(forth).count) nodes cannot be entered")
        #expect(back == main, "\(main.subtracting(back).count) nodes cannot be left")

        // Without the ferry the island, and only it, is cut off.
        #expect(roads.ways.filter(\.isFerry).count == 1)
        let dry = roads.components { $0.isDriven && !$0.isFerry }
        #expect(dry.count == 3)
        let mainland = Set(dry[0])
        let island = main.subtracting(mainland)
        let pieces = roads.pieces { $0.isDriven && !$0.isFerry }
        let index = PieceIndex(pieces, roads.places)
        for row in district.schools + district.villages {
            let place = district.place(row)
            let nearest = index.near(place, place, margin: 4_000).filter {
                main.contains(pieces[$0].from)
            }.map { i -> (Double, Bool) in
                let (a, b) = (roads.places[pieces[i].from], roads.places[pieces[i].to])
                return (place.metres(toSegment: a, b), island.contains(pieces[i].from))
            }.min { $0.0 < $1.0 }
            let name = row["name_th"] ?? ""
            #expect(nearest?.0 ?? .infinity < 300, "\(name) is far from every road")
            if let statuses = row["statuses"] {
                #expect(nearest?.1 == statuses.contains("island"), "\(name)")
            }
        }
        #expect(district.schools.filter { $0["statuses"]?.contains("island") == true }.count == 1)
    }

    @Test(arguments: [(50, 3304), (209, 3304), (500, 3304), (50, 11)] as [(Int, UInt64)])
    func linesCrossOnlyInSharedNodesOrOnBridges(_ schools: Int, _ seed: UInt64) throws {
        let district = try GeneratedDistrict.generated(SampleOptions(schools: schools, seed: seed))
        let roads = district.roads
        let pieces = roads.pieces { $0.isRoad || $0.tags["waterway"] != nil }
        let index = PieceIndex(pieces, roads.places)
        var overpasses = 0
        var riverBridges = 0
        for (i, piece) in pieces.enumerated() {
            let (a, b) = (roads.places[piece.from], roads.places[piece.to])
            for j in index.near(a, b).sorted() where j > i {
                let other = pieces[j]
                let (c, d) = (roads.places[other.from], roads.places[other.to])
                guard Place.cross(a, b, c, d) else { continue }
                let tags = [roads.ways[piece.way].tags, roads.ways[other.way].tags]
                #expect(tags.contains { $0["bridge"] == "yes" && $0["layer"] == "1" })
                if tags.contains(where: { $0["waterway"] != nil }) {
                    riverBridges += 1
                } else {
                    overpasses += 1
                }
            }
        }
        #expect(overpasses == 1)
        #expect((1...(schools / 25 + 3)).contains(riverBridges), "\(riverBridges) river bridges")
    }

    @Test func theWaysAreOfManyKinds() throws {
        let roads = try GeneratedDistrict.generated(SampleOptions()).roads
        let classes = Set(roads.ways.compactMap { $0.tags["highway"] })
        #expect(
            classes.isSuperset(of: [
                "trunk", "trunk_link", "primary", "secondary", "tertiary", "unclassified",
                "residential", "track",
            ]))
        func count(_ key: String, _ value: String) -> Int {
            roads.ways.filter { $0.tags[key] == value }.count
        }
        #expect(count("oneway", "yes") >= 6)
        #expect(count("junction", "roundabout") == 1)
        #expect(count("access", "private") >= 20)
        #expect(count("duration", "00:15") == 1)
        #expect(roads.ways.filter { $0.isRoad && $0.tags["surface"] == nil }.isEmpty)
        #expect(roads.ways.allSatisfy { $0.nodes.count >= 2 })
    }
}
