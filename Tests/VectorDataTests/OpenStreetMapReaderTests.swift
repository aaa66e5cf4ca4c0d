import SpatialTypes
import Testing
import VectorData

/// A village: a street, a roundabout, a square, a ferry, a path that meets nothing, a school that
/// is an area, one that is a node, one that is a multipolygon.
private func village(nodesDescending: Bool = false) -> String {
    let nodes: [(id: Int, east: Int, north: Int, tags: String)] = [
        (1, 0, 0, ""), (2, 1, 0, #"<tag k="barrier" v="gate"/><tag k="note" v="locked"/>"#),
        (3, 1, 1, ""), (4, 0, 1, ""), (5, 5, 5, #"<tag k="amenity" v="school"/>"#),
        (6, 10, 10, ""), (7, 14, 10, ""), (8, 14, 14, ""), (9, 10, 14, ""), (10, 11, 11, ""),
        (11, 13, 11, ""), (12, 13, 13, ""), (13, 11, 13, ""),
    ]
    let ordered = nodesDescending ? nodes.reversed() : nodes
    let nodeText = ordered.map {
        "<node id=\"\($0.id)\" lon=\"104.00\(10 + $0.east)\" lat=\"14.00\(10 + $0.north)\" "
            + "version=\"1\">\($0.tags)</node>"
    }
    func way(_ id: Int, _ nodes: [Int], _ tags: [(String, String)]) -> String {
        "<way id=\"\(id)\" version=\"1\">" + nodes.map { "<nd ref=\"\($0)\"/>" }.joined()
            + tags.map { "<tag k=\"\($0.0)\" v=\"\($0.1)\"/>" }.joined() + "</way>"
    }
    let ways = [
        way(
            100, [1, 2, 3],
            [("highway", "residential"), ("name:th", "ถนน &quot;กลาง&quot; \\ ใหม่")]),
        way(101, [1, 2, 3, 4, 1], [("highway", "primary"), ("junction", "roundabout")]),
        way(102, [1, 2, 3, 1], [("highway", "pedestrian"), ("area", "yes")]),
        way(103, [4, 5], [("route", "ferry"), ("source", "survey")]),
        way(104, [4, 5], [("waterway", "river")]),
        way(105, [1, 2, 3, 4, 1], [("amenity", "school"), ("name", "โรงเรียน")]),
        way(106, [6, 7, 8, 9, 6], []), way(107, [10, 11, 12, 13, 10], []),
        way(108, [4, 5], [("route", "bus")]),
    ]
    let relation = """
        <relation id="200" version="1"><member type="way" ref="106" role="outer"/>\
        <member type="way" ref="107" role="inner"/><tag k="type" v="multipolygon"/>\
        <tag k="amenity" v="school"/></relation>
        """
    return "<?xml version='1.0'?><osm version=\"0.6\">" + nodeText.joined() + ways.joined()
        + relation + "</osm>"
}

@Suite struct OpenStreetMapVillageTests {
    @Test(arguments: [false, true])
    func `schools are found as node, area and multipolygon`(descending: Bool) throws {
        let folder = try ScratchFolder()
        let path = try folder.file("v.osm", village(nodesDescending: descending))
        let schools = try OpenStreetMapReader.readPointsOfInterest(
            path: path, key: "amenity", values: ["school"])
        #expect(schools.map(\.element) == [.node, .way, .relation])
        #expect(schools.map(\.id) == [5, 105, 200])
        #expect(schools[1].tags["name"] == "โรงเรียน")
        // The square 1–2–3–4 has its centre half a step off; the ring with a hole is symmetric.
        #expect(abs(schools[1].coordinate.longitude - 104.00105) < 1e-9)
        #expect(abs(schools[2].coordinate.latitude - 14.0022) < 1e-9)
        #expect(
            try OpenStreetMapReader.readPointsOfInterest(
                path: path, key: "amenity", values: ["it's none"]
            ).isEmpty)
        #expect(
            try OpenStreetMapReader.readPointsOfInterest(path: path, key: "amenity").count == 3)
    }

    @Test func `a multipolygon tagged through its outer way counts once`() throws {
        let folder = try ScratchFolder()
        var text = village()
        let tagged = #"<nd ref="6"/></way>"#
        text.replace(tagged, with: #"<nd ref="6"/><tag k="amenity" v="school"/></way>"#)
        text.replace(#"<tag k="amenity" v="school"/></relation>"#, with: "</relation>")
        let path = try folder.file("v.osm", text)
        let schools = try OpenStreetMapReader.readPointsOfInterest(
            path: path, key: "amenity", values: ["school"])
        #expect(schools.map(\.id) == [5, 105, 106])
    }

    @Test func `what is no extract is refused`() throws {
        let folder = try ScratchFolder()
        let missing = try #require(throws: VectorDataError.self) {
            try OpenStreetMapReader.readPointsOfInterest(
                path: folder.url.appending(path: "no.osm.pbf").path, key: "amenity")
        }
        #expect(missing.code == .fileMissing)
        let wrong = try folder.file("x.osm.pbf", "not an extract")
        let error = try #require(throws: VectorDataError.self) {
            try OpenStreetMapReader.readPointsOfInterest(path: wrong, key: "amenity")
        }
        #expect(error.code == .unreadable)
        let cut = try folder.file("cut.osm", String(village().dropLast(300)))
        let short = try #require(throws: VectorDataError.self) {
            try OpenStreetMapReader.readPointsOfInterest(path: cut, key: "amenity")
        }
        #expect(short.code == .unreadable)
    }
}

/// Counts taken with pyosmium, see the `SOURCE.md` beside the extracts.
@Suite(.enabled(if: Shared.isExpected)) struct OpenStreetMapExtractTests {
    @Test(arguments: [
        ("liechtenstein-latest.osm.pbf", 19), ("monaco.osm.gz", 2), ("porto_portugal.osm.pbf", 0),
    ])
    func `schools are all there`(name: String, schools: Int) throws {
        let found = try OpenStreetMapReader.readPointsOfInterest(
            path: Shared.path("osm/\(name)"), key: "amenity", values: ["school"])
        #expect(found.count == schools)
    }
}
