import Foundation
import OpenStreetMapData
import SpatialTypes
import TestSupport
import Testing

@Suite struct ReaderTests {
    static let selection = ExtractSelection(
        wayTags: ["highway": [], "route": ["ferry"]], nodeKeys: ["barrier"],
        relationTags: ["type": ["restriction"]])

    static let xml = """
        <?xml version='1.0'?><!-- <osm> --><osm version="0.6"><bounds minlat="1"/>
        <node id="1" lat="15.0" lon="100.0"/><node id="2" lat="15.0" lon="100.001"/>
        <node id="3" lat="15.001" lon="100.001"><tag k="barrier" v='bollard'/></node>
        <node id="4" lat="15.001" lon="100.0"/>
        <way id="9"><nd ref="1"/><nd ref="99"/><nd ref="2"/><nd ref="3"/>
        <tag k="highway" v="path"/></way>
        <way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/>
        <tag k="highway" v="pedestrian"/><tag k="area" v="yes"/></way>
        <way id="8"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/>
        <tag k="building" v="yes"/></way>
        <relation id="12"><member type="way" ref="7" role=""/><tag k="type" v="site"/></relation>
        <relation id="11"><member type="way" ref="7" role="from"/>
        <member type="node" ref="3" role="via"/><member type="way" ref="9" role="to"/>
        <tag k="type" v="restriction"/><tag k="restriction" v="no_left_turn"/></relation></osm>
        """

    /// The closed way stays a line with its five nodes, the building is left out, and of the way
    /// with a missing node only the part with two neighbours is left.
    @Test func keepsNodesOfClosedAreasAndCutsAtMissingOnes() throws {
        let extract = try PBFReader.read(PBFText.square, selection: Self.selection)
        #expect(extract.ways.map(\.id) == [7, 9])
        #expect(extract.ways[0].nodeIDs == [1, 2, 3, 4, 1])
        #expect(extract.ways[0].tags == ["highway": "pedestrian", "area": "yes"])
        #expect(extract.ways[0].coordinates[2] == Coordinate(longitude: 100.001, latitude: 15.001))
        #expect(extract.ways[1].nodeIDs == [2, 3])
        #expect(extract.missingNodeCount == 1)
        #expect(extract.nodes.map(\.id) == [3] && extract.nodes[0].tags == ["barrier": "bollard"])
    }

    @Test func readsTheMembersOfRestrictions() throws {
        let extract = try PBFReader.read(PBFText.square, selection: Self.selection)
        #expect(extract.relations.map(\.id) == [11])
        #expect(
            extract.relations[0].members == [
                .init(kind: .way, id: 7, role: "from"), .init(kind: .node, id: 3, role: "via"),
                .init(kind: .way, id: 9, role: "to"),
            ])
        #expect(
            extract.relations[0].tags == ["type": "restriction", "restriction": "no_left_turn"])
    }

    @Test func textGivesTheSameAsBinary() throws {
        let binary = try PBFReader.read(PBFText.square, selection: Self.selection)
        let text = try OpenStreetMapXMLReader.read(Data(Self.xml.utf8), selection: Self.selection)
        #expect(text == binary)
    }

    @Test func keepsOnlyTheTagsAskedFor() throws {
        var selection = Self.selection
        selection.keptKeys = ["area"]
        let extract = try PBFReader.read(PBFText.square, selection: selection)
        #expect(extract.ways.map(\.tags) == [["area": "yes"], [:]])
    }

    @Test func entitiesAreReplaced() throws {
        let text = Self.xml.replacing("v=\"path\"", with: "v=\"a&amp;b&#3588;&#x41;\"")
        let extract = try OpenStreetMapXMLReader.read(
            Data(text.utf8), selection: Self.selection)
        #expect(extract.ways[1].tags["highway"] == "a&b\u{E04}A")
    }

    @Test func errorsNameTheBlob() {
        let history = Data(PBFText.header(feature: "HistoricalInformation"))
        let error = #expect(throws: OpenStreetMapError.self) {
            try PBFReader.read(history, selection: Self.selection)
        }
        #expect(error?.blob == 0 && error?.detail.contains("HistoricalInformation") == true)
        let cut = #expect(throws: OpenStreetMapError.self) {
            try PBFReader.read(PBFText.square.dropLast(3), selection: Self.selection)
        }
        #expect(cut?.blob == 1)
    }

    @Test(arguments: [
        "", "<html></html>", "<osm>", "<osm><way id='x'></way></osm>", "<osm a></osm>",
    ])
    func damagedTextIsAnError(text: String) {
        #expect(throws: OpenStreetMapError.self) {
            try OpenStreetMapXMLReader.read(Data(text.utf8), selection: Self.selection)
        }
    }

    /// Bytes changed, cut and doubled at random: an extract or an error, never a crash or a hang.
    @Test(arguments: 0..<40 as Range<UInt64>)
    func noBytesCrashTheReaders(seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        var inputs = [[UInt8](PBFText.square), Array(Self.xml.utf8)]
        if SharedFolder.isExpected {
            let file = try Data(
                contentsOf: SharedFolder.url("data/osm/liechtenstein-latest.osm.pbf"))
            inputs.append([UInt8](file.prefix(60_000)))
        }
        for input in inputs {
            for _ in 0..<25 {
                var bytes = input
                for _ in 0..<Int.random(in: 1...8, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    switch Int.random(in: 0..<4, using: &random) {
                    case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                    case 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
                    case 2: bytes.removeSubrange(place..<min(place + 5, bytes.count - 1))
                    default: bytes.insert(contentsOf: bytes[place...].prefix(9), at: place)
                    }
                }
                _ = try? PBFReader.read(Data(bytes), selection: Self.selection)
                _ = try? OpenStreetMapXMLReader.read(Data(bytes), selection: Self.selection)
            }
        }
    }

    @Test func bzip2IsRefusedWithAdvice() {
        let error = #expect(throws: OpenStreetMapError.self) {
            try OpenStreetMapXMLReader.read(Data("BZh91AY".utf8), selection: Self.selection)
        }
        #expect(error?.detail.contains("bunzip2 -k") == true)
    }

    @Test(.enabled(if: SharedFolder.isExpected))
    func workersChangeNothing() throws {
        let file = try Data(contentsOf: SharedFolder.url("data/osm/liechtenstein-latest.osm.pbf"))
        let one = try PBFReader.read(file, selection: Self.selection, workers: 1)
        let three = try PBFReader.read(file, selection: Self.selection, workers: 3)
        #expect(one == three && one.ways.count > 4_600 && one.missingNodeCount == 0)
    }

    @Test(.enabled(if: SharedFolder.isExpected))
    func readsCompressedText() throws {
        let file = try Data(contentsOf: SharedFolder.url("data/osm/monaco.osm.gz"))
        let extract = try OpenStreetMapXMLReader.read(file, selection: Self.selection)
        #expect(extract.ways.count > 500)
        #expect(extract.ways.allSatisfy { $0.nodeIDs.count == $0.coordinates.count })
        #expect(throws: OpenStreetMapError.self) {
            try OpenStreetMapXMLReader.read(file.dropLast(5_000), selection: Self.selection)
        }
    }
}
