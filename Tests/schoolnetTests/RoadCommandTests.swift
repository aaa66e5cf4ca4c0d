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
