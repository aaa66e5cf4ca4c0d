import DistrictData
import Foundation
import RoadNetwork
import SpatialTypes
import Testing

/// Restriction relations of an extract, as the van keeps them.
@Suite struct TurnRestrictionReadingTests {
    private func roads(_ relation: String) throws -> RoadSegments {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "turns-\(UUID().uuidString).osm")
        defer { try? FileManager.default.removeItem(at: file) }
        let nodes = [(1, 0, 0), (2, 1, 0), (3, 1, -1), (4, 2, 0)].map { id, x, y in
            "<node id='\(id)' lon='\(100 + Double(x) / 1_000)' lat='\(15 + Double(y) / 1_000)'/>"
        }
        let ways = [(12, 1, 2), (23, 2, 3), (24, 2, 4)].map { id, a, b in
            """
            <way id='\(id)'><nd ref='\(a)'/><nd ref='\(b)'/>\
            <tag k='highway' v='residential'/></way>
            """
        }
        let text =
            "<osm>" + nodes.joined() + ways.joined() + "<relation id='5'>"
            + "<tag k='type' v='restriction'/>" + relation + "</relation></osm>"
        try text.write(to: file, atomically: true, encoding: .utf8)
        return try RoadReader.read(path: file.path)
    }

    private static let members = """
        <member type='way' ref='12' role='from'/><member type='node' ref='2' role='via'/>\
        <member type='way' ref='23' role='to'/>
        """

    /// The extension is known, so that the message says how to unpack the file.
    @Test func bzip2IsKnownAndRefused() throws {
        let file = FileManager.default.temporaryDirectory.appending(
            path: "packed-\(UUID().uuidString).osm.bz2")
        defer { try? FileManager.default.removeItem(at: file) }
        try Data("BZh91AY".utf8).write(to: file)
        let error = #expect(throws: (any Error).self) { try RoadReader.read(path: file.path) }
        #expect("\(error.map { "\($0)" } ?? "")".contains("bunzip2 -k"))
    }

    @Test func aSignBecomesARestriction() throws {
        let read = try roads(
            Self.members + "<tag k='restriction' v='no_right_turn'/>"
                + "<tag k='except' v='psv; bicycle'/>")
        #expect(
            read.restrictions == [
                TurnRestriction(
                    id: 5, from: [12], via: .node(2), to: [23], rule: .forbidden,
                    exceptions: ["psv", "bicycle"])
            ])
        let graph = try RoadGraph(
            segments: read.segments, restrictions: read.restrictions, profile: .schoolVan)
        #expect(graph.statistics.usedRestrictions == 1)
    }

    @Test func signsForSomeVehiclesNameThem() throws {
        let read = try roads(
            Self.members + "<tag k='restriction:motorcar' v='only_straight_on'/>")
        #expect(read.restrictions.map(\.rule) == [.mandatory])
        #expect(read.restrictions.map(\.modes) == [["motorcar"]])
    }

    @Test(arguments: [
        "<tag k='restriction:hgv' v='no_right_turn'/>",
        "<tag k='restriction:conditional' v='no_right_turn @ (07:00-09:00)'/>",
        "<tag k='restriction' v='give_way'/>",
    ])
    func othersAreLeftOut(tag: String) throws {
        #expect(try roads(Self.members + tag).restrictions.isEmpty)
    }

    @Test func aSignWithoutAWayInIsLeftOut() throws {
        let read = try roads(
            "<member type='node' ref='2' role='via'/><tag k='restriction' v='no_left_turn'/>")
        #expect(read.restrictions.isEmpty)
    }
}
