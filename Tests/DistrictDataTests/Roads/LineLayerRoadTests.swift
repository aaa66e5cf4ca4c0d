import DistrictData
import Foundation
import RoadNetwork
import SpatialTypes
import Testing

/// Roads from a small line layer with Thai classes, and the words sources use.
@Suite struct LineLayerRoadTests {
    /// A main road of two lines, a lane, a ferry, a line of unknown class and a point.
    static let layer = """
        {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"ประเภท": "ทางหลวงชนบท", "ชื่อ": "สาย ก", "ทิศ": "ทางเดียว"},
         "geometry": {"type": "LineString", "coordinates": [[100.00, 15], [100.01, 15]]}},
        {"type": "Feature", "properties": {"ประเภท": "ทางหลวงชนบท", "ทิศ": "ขึ้นเขา"},
         "geometry": {"type": "LineString", "coordinates": [[100.01, 15], [100.02, 15]]}},
        {"type": "Feature", "properties": {"ประเภท": "ทางเกวียน"},
         "geometry": {"type": "MultiLineString", "coordinates":
          [[[100.02, 15], [100.02, 15.01]], [[100.02, 15.01], [100.02, 15.02]]]}},
        {"type": "Feature", "properties": {"ประเภท": "แพขนานยนต์", "เวลา": "00:20"},
         "geometry": {"type": "LineString", "coordinates": [[100.02, 15.02], [100.03, 15.02]]}},
        {"type": "Feature", "properties": {"ประเภท": "คลอง"},
         "geometry": {"type": "LineString", "coordinates": [[100.00, 15.1], [100.03, 15.1]]}},
        {"type": "Feature", "properties": {"ประเภท": "ทางหลวงชนบท"},
         "geometry": {"type": "Point", "coordinates": [100.00, 15]}}
        ]}
        """

    static let options = RoadReader.Options(
        columns: ["class": "ประเภท", "oneway": "ทิศ", "name": "ชื่อ", "duration": "เวลา"],
        classes: ["ทางเกวียน": "track"])

    static func read(
        _ text: String = layer, extension: String = "geojson", options: RoadReader.Options = options
    ) throws -> RoadSegments {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "ถนน-\(UUID().uuidString).\(`extension`)")
        try Data(text.utf8).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        return try RoadReader.read(path: file.path, options: options)
    }

    @Test func mapsClassesAndCountsTheRest() throws {
        let roads = try Self.read()
        #expect(
            roads.segments.map(\.roadClass) == [
                "secondary", "secondary", "track", "track", "ferry",
            ])
        #expect(roads.segments.map(\.oneway) == [.forward, .no, .no, .no, .no])
        #expect(roads.segments[0].name == "สาย ก")
        #expect(roads.segments[4].crossingTime == Seconds(1_200))
        #expect(roads.unknownClasses == ["คลอง": 1])
        #expect(roads.unknownOnewayValues == ["ขึ้นเขา": 1])
        #expect(roads.featuresWithoutLine == 1 && roads.missingColumns.isEmpty)
    }

    @Test func linesMeetAtSharedEnds() throws {
        let roads = try Self.read()
        let graph = try RoadGraph(segments: roads.segments, profile: .walk)
        #expect(graph.statistics.componentCount == 1)
        let ends = graph.snap([
            Coordinate(longitude: 100, latitude: 15),
            Coordinate(longitude: 100.03, latitude: 15.02),
        ])
        let found = graph.distances(from: [ends[0]], to: [ends[1]]).distance(from: 0, to: 0)
        // 0.03° along the parallels (107.55 and 107.54 km a degree), 0.02° north (110.65 km).
        let expected = 0.02 * 107_550.0 + 0.02 * 110_649.0 + 0.01 * 107_540.0
        #expect(abs(try #require(found).value - expected) < 5)
    }

    @Test func missingColumnIsReported() throws {
        let roads = try Self.read(options: .init(columns: ["class": "ชนิด"]))
        #expect(roads.missingColumns == ["ชนิด"] && roads.segments.isEmpty)
        #expect(roads.availableColumns.contains("ประเภท"))
    }

    @Test func readsOpenStreetMapTags() throws {
        let roads = try Self.read(
            """
            <osm version="0.6">
            <node id="1" lat="15.00" lon="100.00"/><node id="2" lat="15.00" lon="100.01">
            <tag k="barrier" v="bollard"/></node><node id="3" lat="15.01" lon="100.01"/>
            <node id="4" lat="15.01" lon="100.02"/>
            <way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
            <tag k="highway" v="primary"/><tag k="oneway" v="-1"/><tag k="bridge" v="yes"/>
            <tag k="layer" v="1"/><tag k="foot" v="no"/><tag k="surface" v="laterite"/></way>
            <way id="11"><nd ref="3"/><nd ref="4"/>
            <tag k="route" v="ferry"/><tag k="duration" v="PT1H30M"/></way>
            <way id="12"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/>
            <tag k="highway" v="tertiary"/><tag k="junction" v="roundabout"/></way>
            </osm>
            """, extension: "osm")
        #expect(roads.segments.map(\.id) == [10, 11, 12])
        #expect(roads.segments.map(\.oneway) == [.backward, .no, .forward])
        #expect(roads.segments[0].isBridge && roads.segments[0].layer == 1)
        #expect(roads.segments[0].access == ["foot": "no"])
        #expect(roads.segments[0].surface == "laterite")
        #expect(roads.segments[1].roadClass == "ferry")
        #expect(roads.segments[1].crossingTime == Seconds(5_400))
        #expect(roads.segments[2].coordinates.count == 4)
        #expect(roads.barriers.map(\.kind) == ["bollard"])
        #expect(roads.barriers[0].coordinate == roads.segments[0].coordinates[1])
    }

    @Test(arguments: [
        ("20", 1_200.0), ("1:30", 5_400), ("00:05:30", 330), ("PT15M", 900), ("PT1H", 3_600),
    ])
    func readsDurations(text: String, seconds: Double) throws {
        let roads = try Self.read(Self.layer.replacing("00:20", with: text))
        #expect(roads.segments[4].crossingTime == Seconds(seconds))
    }

    @Test(arguments: ["soon", "1:x", "-5", "PT", "0", "PT5"])
    func countsDurationsItCannotRead(text: String) throws {
        let roads = try Self.read(Self.layer.replacing("00:20", with: text))
        #expect(roads.segments[4].crossingTime == nil)
        #expect(roads.unknownDurations == [text: 1])
    }
}

/// Crossings of a line layer, with the columns that say what is above what.
@Suite struct LineLayerCrossingTests {
    /// Three roads cross one at the same place: on the ground, on a bridge, in layer −1.
    static let layer = """
        {"type": "FeatureCollection", "features": [
        {"type": "Feature", "properties": {"class": "residential"},
         "geometry": {"type": "LineString", "coordinates": [[100.00, 15], [100.01, 15]]}},
        {"type": "Feature", "properties": {"class": "residential"},
         "geometry": {"type": "LineString", "coordinates": [[100.002, 14.99], [100.002, 15.01]]}},
        {"type": "Feature", "properties": {"class": "residential", "bridge": "yes"},
         "geometry": {"type": "LineString", "coordinates": [[100.004, 14.99], [100.004, 15.01]]}},
        {"type": "Feature", "properties": {"class": "residential", "layer": "-1"},
         "geometry": {"type": "LineString", "coordinates": [[100.006, 14.99], [100.006, 15.01]]}}
        ]}
        """

    @Test func crossingsAreNodedOnRequest() throws {
        let plain = try LineLayerRoadTests.read(Self.layer, options: RoadReader.Options())
        #expect(plain.segments.map(\.coordinates.count) == [2, 2, 2, 2])
        let noded = try LineLayerRoadTests.read(
            Self.layer, options: RoadReader.Options(crossings: .node))
        #expect(noded.segments.map(\.coordinates.count) == [3, 3, 2, 2])
        let graph = try RoadGraph(segments: noded.segments, profile: .walk)
        #expect(graph.statistics.componentCount == 3)
    }
}
