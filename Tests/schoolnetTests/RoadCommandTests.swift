import Foundation
import Testing

/// `matrix`, `route`, `service-area` and `catchments` on one straight street of 2.15 km.
@Suite("Road commands") struct RoadCommandTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        let roads = """
            <osm version="0.6"><node id="1" lat="15" lon="100"/><node id="2" lat="15" lon="100.01"/>
            <node id="3" lat="15" lon="100.02"/><way id="7"><nd ref="1"/><nd ref="2"/><nd ref="3"/>
            <tag k="highway" v="residential"/></way></osm>
            """
        try folder.write("roads.osm", Data(roads.utf8))
        try folder.write("a.csv", Data("id,lon,lat\nwest,100,15\nmiddle,100.01,15\n".utf8))
        try folder.write("b.csv", Data("รหัส,lon,lat\neast,100.02,15\nfar,101,15\n".utf8))
        try folder.write("bad.csv", Data("id,name\n1,x\n".utf8))
    }

    private func run(_ text: String) async throws -> SchoolnetProcess.Result {
        try await SchoolnetProcess.run(
            text.split(separator: " ").map(String.init), in: folder.url)
    }

    private func lines(_ name: String) throws -> [String] {
        let text = try String(contentsOf: folder.url.appending(path: name), encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    /// One degree along 15° N is 107,550 m, so the street is 2,151 m and its half 1,075.5 m.
    @Test func matrixListsPairsWithinTheLimit() async throws {
        let common = "matrix --roads roads.osm --origins a.csv --destinations b.csv"
        let result = try await run("\(common) --max-km 2 -o out.csv")
        #expect(result.status == 0 && result.errors.contains("far"))
        let rows = try lines("out.csv")
        #expect(rows.count == 2 && rows[0] == "origin,destination,distance_m")
        #expect(rows[1].hasPrefix("middle,east,1075."))

        let dense = try await run("\(common) --dense --metric time -o dense.csv")
        #expect(dense.status == 0)
        let table = try lines("dense.csv")
        #expect(table[0] == "origin,east,far" && table.count == 3)
        #expect(table[1].hasPrefix("west,193") && table[1].hasSuffix(","))
    }

    /// west–east is 2,151 m by road and reported as 3 km; middle–far has no road and is reported as 1.5 km.
    @Test func reportedDistancesWin() async throws {
        try folder.write(
            "r.csv",
            Data(
                "จาก,ถึง,ระยะทาง (กม.)\nwest,east,3 กม.\nfar,middle,1.5\nother,east,9\n".utf8))
        let common =
            "matrix --roads roads.osm --origins a.csv --destinations b.csv --reported r.csv"
        let result = try await run("\(common) -o out.csv")
        #expect(result.status == 0 && result.output == "3\tout.csv\n")
        let rows = try lines("out.csv")
        #expect(rows[0] == "origin,destination,distance_m,distance_source")
        #expect(rows[1] == "west,east,3000,reported")
        #expect(rows[2].hasPrefix("middle,east,1075.") && rows[2].hasSuffix(",road"))
        #expect(rows[3] == "middle,far,1500,reported" && rows.count == 4)

        // Beyond the limit a reported distance is absent too.
        _ = try await run("\(common) --max-km 2.5 --nearest 1 -o near.csv")
        let near = try lines("near.csv")
        #expect(near.count == 2 && near[1].hasPrefix("middle,east,"))
        #expect(try await run("\(common) --dense -o d.csv").status == 64)
    }

    @Test func routeIsDrawn() async throws {
        let result = try await run(
            "route --roads roads.osm --from 100,15 --to 100.02,15 -o way.geojson")
        #expect(result.status == 0 && result.output.hasPrefix("2,151 ม. 32.3 นาที"))
        let layer = try lines("way.geojson").joined()
        #expect(layer.contains("\"LineString\"") && layer.contains("\"distance_m\":2151"))
    }

    @Test func areasAreLayers() async throws {
        let area = try await run(
            "service-area --roads roads.osm --places a.csv --km 1 -o s.geojson")
        #expect(area.status == 0)
        #expect(try lines("s.geojson").count { $0.contains("\"Polygon\"") } == 2)
        let bands = try await run("catchments --roads roads.osm --places a.csv -o c.geojson")
        #expect(bands.status == 0)
        #expect(try lines("c.geojson").joined().contains("\"id\":\"middle-0001\""))
    }

    /// The street is 2,151 m; its ends are reported as 3 km and 40 minutes, and 101° E has no road at all.
    @Test func routeSaysWhatIsReported() async throws {
        try folder.write(
            "r.csv",
            Data("origin,destination,distance_km,minutes\nwest,east,3,40\nfar,west,120,\n".utf8))
        let both = "route --roads roads.osm --from 100,15 --to 100.02,15 --reported r.csv"
        let result = try await run("\(both) --from-id west --to-id east")
        let lines = result.output.split(separator: "\n")
        #expect(result.status == 0 && lines.count == 2)
        #expect(lines[0] == "3,000 ม. 40.0 นาที (ตามที่รายงาน) / 3,000 m, 40.0 min (reported)")
        #expect(lines[1].hasPrefix("ตามถนน 2,151 ม. 32.3 นาที / 2,151 m"))

        let unknown = try await run("\(both) --from-id west --to-id middle")
        #expect(unknown.output.hasPrefix("2,151 ม.") && unknown.errors.contains("middle"))

        let off = try await run(
            "route --roads roads.osm --from 100,15 --to 101,15 --reported r.csv --from-id west"
                + " --to-id far")
        #expect(off.status == 0 && off.output.hasPrefix("120,000 ม. (ตามที่รายงาน)"))
        #expect(off.errors.contains("no road near 101,15"))
        #expect(try await run(both).status == 64)
    }

    /// At 10.755 km/h 2,151 m take 12 minutes instead of the 32.3 on foot.
    @Test func aNewSpeedChangesTimesAlone() async throws {
        let way = "route --roads roads.osm --from 100,15 --to 100.02,15"
        #expect(try await run("\(way) --speed 7=10.755").output.hasPrefix("2,151 ม. 12.0 นาที"))
        let unknown = try await run("\(way) --speed 8=20")
        #expect(unknown.status == 64 && unknown.errors.contains("--speed: ไม่มีเส้นทางรหัส 8"))
        #expect(unknown.errors.contains("roads.osm has no way 8"))
    }

    /// The earlier table stays when a run fails or is ended before its end, and a second run replaces it.
    @Test func anUnfinishedTableLeavesTheEarlierOne() async throws {
        try folder.write("out.csv", Data("earlier\n".utf8))
        let common = "matrix --roads roads.osm --origins a.csv --destinations"
        #expect(try await run("\(common) bad.csv -o out.csv").status == 65)
        #expect(try lines("out.csv") == ["earlier"])
        #expect(try await run("\(common) b.csv -o out.csv").status == 0)
        #expect(try lines("out.csv").count == 3)
        #expect(try folder.names().allSatisfy { !$0.hasSuffix(".partial") })
    }

    /// 700 origins on the street and 6,000 ends are two pieces of work (4,000,000 / 6,000 = 666 origins at a time).
    @Test func piecesJoinWithoutASeam() async throws {
        func points(_ count: Int) -> Data {
            let rows = (0..<count).map { "p\($0),\(100 + 0.02 * Double($0) / Double(count)),15\n" }
            return Data(("id,lon,lat\n" + rows.joined()).utf8)
        }
        try folder.write("many.csv", points(700))
        try folder.write("ends.csv", points(6_000))
        let common = "matrix --roads roads.osm --destinations ends.csv --max-km 0.0005"
        let whole = try await run("\(common) --origins many.csv -o whole.csv")
        #expect(whole.status == 0)
        // p666 of 700 is the first of the second piece.
        try folder.write(
            "one.csv", Data("id,lon,lat\np666,\(100 + 0.02 * 666.0 / 700.0),15\n".utf8))
        _ = try await run("\(common) --origins one.csv -o one-row.csv")
        let rows = try lines("whole.csv")
        let one = try lines("one-row.csv").dropFirst()
        #expect(!one.isEmpty && rows.filter { $0.hasPrefix("p666,") } == Array(one))
        #expect(whole.output == "\(rows.count - 1)\twhole.csv\n")
    }

    /// Of the ways 7 (west–middle) and 8 (middle–east) the second is closed: 5 pupils at 250 m stay, 7 beyond are lost.
    ///
    /// A river 5 m north of the road leaves a place 11 m north of it to the end of way 8, 1.9 km away.
    @Test func areasKeepClosuresAndBarriers() async throws {
        let roads = """
            <osm version="0.6"><node id="1" lat="15" lon="100"/><node id="2" lat="15" lon="100.01"/>
            <node id="3" lat="15" lon="100.02"/><node id="4" lat="15.01" lon="100.02"/>
            <way id="7"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
            <way id="8"><nd ref="2"/><nd ref="3"/><nd ref="4"/><tag k="highway" v="residential"/></way></osm>
            """
        let river = """
            {"type":"FeatureCollection","features":[{"type":"Feature","properties":{},"geometry":
            {"type":"LineString","coordinates":[[100,15.00005],[100.02,15.00005]]}}]}
            """
        try folder.write("two.osm", Data(roads.utf8))
        try folder.write("river.geojson", Data(river.utf8))
        try folder.write("school.csv", Data("id,lon,lat\nwest,100.002,15.0001\n".utf8))
        try folder.write(
            "pupils.csv", Data("lon,lat,pupils\n100.004,15,5\n100.0195,15.009,7\n".utf8))
        let common = "--no-cache --roads two.osm --places school.csv --pupils pupils.csv"
        func pupils(_ file: String) throws -> Int {
            try folder.properties(file).reduce(0) { $0 + ($1["pupils"] as? Int ?? 0) }
        }
        #expect(try await run("service-area \(common) --km 4 -o s.geojson").status == 0)
        #expect(try pupils("s.geojson") == 12)
        _ = try await run("service-area \(common) --km 4 --close 8 -o s.geojson")
        #expect(try pupils("s.geojson") == 5)
        _ = try await run("catchments \(common) -o c.geojson")
        #expect(try pupils("c.geojson") == 12)
        _ = try await run("catchments \(common) --close 8 -o c.geojson")
        #expect(try pupils("c.geojson") == 5)

        let cut = try await run(
            "service-area \(common) --km 1 --barriers river.geojson -o s.geojson")
        #expect(cut.status == 0 && cut.errors.contains("west") && cut.errors.contains("no ground"))
        #expect(try pupils("s.geojson") == 0)
    }

    @Test(arguments: ["matrix", "route", "service-area", "catchments"])
    func helpStatesUnitsAndExitCodes(command: String) async throws {
        let help = try await run("\(command) --help").output
        #expect(help.contains("Exit codes:") && help.contains("66"))
        #expect(help.contains("เมตร") && help.contains("/ "))
    }

    /// Numbers that no road can have are refused by name, in Thai first.
    @Test(arguments: [
        "matrix --origins a.csv --destinations b.csv -o o.csv --snap-km 5000",
        "matrix --origins a.csv --destinations b.csv -o o.csv --snap-km nan",
        "matrix --origins a.csv --destinations b.csv -o o.csv --max-km nan",
        "matrix --origins a.csv --destinations b.csv -o o.csv --max-km inf",
        "matrix --origins a.csv --destinations b.csv -o o.csv --max-km 5000",
        "matrix --origins a.csv --destinations b.csv -o o.csv --metric time --max-minutes 0",
        "route --from 100,15 --to 100.02,15 --snap-km 0",
        "route --from 100,15 --to 100.02,15 --speed 7=0",
        "route --from 100,15 --to 100.02,15 --speed 7=nan",
        "service-area --places a.csv -o s.geojson --km 1e9",
        "service-area --places a.csv -o s.geojson --km 1 --off-road nan",
        "catchments --places a.csv -o s.geojson --band-km 9223372036854775807",
        "catchments --places a.csv -o s.geojson --max-km nan",
    ])
    func impossibleNumbersAreRefused(command: String) async throws {
        let result = try await run("\(command) --roads roads.osm")
        #expect(result.status == 64 && result.output == "")
        let option = command.split(separator: " ").last { $0.hasPrefix("--") } ?? ""
        let thai = try #require(result.errors.split(separator: "\n").first)
        #expect(thai.contains(option) && thai.contains("ต้อง"), "\(result.errors)")
    }

    @Test(arguments: [
        ("matrix --roads no.osm --origins a.csv --destinations b.csv -o o.csv", 66),
        ("matrix --roads bad.csv --origins a.csv --destinations b.csv -o o.csv", 65),
        ("matrix --roads roads.osm --origins bad.csv --destinations b.csv -o o.csv", 65),
        ("matrix --roads roads.osm --origins a.csv --destinations b.csv -o o.parquet", 64),
        ("matrix --roads roads.osm --origins a.csv --destinations b.csv --max-km -1 -o o.csv", 64),
        ("matrix --roads roads.osm --origins a.csv --destinations b.csv -o no/o.csv", 73),
        ("route --roads roads.osm --from 100,15 --to 99,15", 65),
        ("route --roads roads.osm --from 100 --to 99,15", 64),
        ("route --roads roads.osm --crossings node --from 100,15 --to 100.01,15", 64),
        ("route --roads roads.osm --barriers a.csv --from 100,15 --to 100.01,15", 65),
        ("route --roads roads.osm --profile broom --from 100,15 --to 100.01,15", 64),
        ("route --roads roads.osm --profile no.json --from 100,15 --to 100.01,15", 66),
        ("service-area --roads roads.osm --places a.csv -o s.geojson", 64),
        ("catchments --roads roads.osm --places a.csv --max-km 0 -o s.geojson", 64),
    ])
    func misuseHasItsExitCode(command: String, status: Int32) async throws {
        let result = try await run(command)
        #expect(result.status == status, "\(result.errors)")
        #expect(result.errors != "")
        let names = try folder.names()
        #expect(names == ["a.csv", "b.csv", "bad.csv", "roads.osm"])
    }
}
