import SpatialTypes
import Testing
import VectorData

/// A GeoJSON collection of one feature with this geometry.
private func collection(_ geometry: String, crs: String? = nil) -> String {
    let member = crs.map {
        #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::\#($0)"}},"#
    }
    return """
        {"type":"FeatureCollection",\(member ?? "")"features":[{"type":"Feature",\
        "properties":{"ชื่อ":"บ้านหนองบัว","n":7,"share":0.5,"open":true,"none":null},\
        "geometry":\(geometry)}]}
        """
}

@Suite struct VectorReaderTests {
    @Test func `attributes keep their kinds, nulls are absent`() throws {
        let folder = try ScratchFolder()
        let path = try folder.file(
            "a.geojson", collection(#"{"type":"Point","coordinates":[104.6,14.6,99]}"#))
        let layer = try VectorReader.read(path: path)
        #expect(layer.fieldNames == ["ชื่อ", "n", "share", "open", "none"])
        let feature = try #require(layer.features.first)
        #expect(feature.geometry == .point(Coordinate(longitude: 104.6, latitude: 14.6)))
        #expect(
            feature.attributes == [
                "ชื่อ": .text("บ้านหนองบัว"), "n": .integer(7), "share": .real(0.5),
                "open": .boolean(true),
            ])
        #expect(feature.text("n") == "7")
        #expect(layer.sourceCRS == "EPSG:4326")
        #expect(layer.datumShift == .none)
        #expect(layer.warnings.isEmpty)
    }

    @Test(arguments: [
        (
            #"{"type":"LineString","coordinates":[[0,0],[1,2,5]]}"#,
            Geometry.lineString([
                Coordinate(longitude: 0, latitude: 0), Coordinate(longitude: 1, latitude: 2),
            ])
        ),
        (
            #"{"type":"MultiPoint","coordinates":[[0,0],[1,2]]}"#,
            .multiPoint([
                Coordinate(longitude: 0, latitude: 0), Coordinate(longitude: 1, latitude: 2),
            ])
        ),
        (
            #"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"#,
            .polygon(
                Polygon(
                    exterior: LinearRing([
                        Coordinate(longitude: 0, latitude: 0),
                        Coordinate(longitude: 1, latitude: 0),
                        Coordinate(longitude: 1, latitude: 1),
                    ])))
        ),
    ])
    func `shapes arrive as they are, flat`(text: String, expected: Geometry) throws {
        let folder = try ScratchFolder()
        let layer = try VectorReader.read(path: folder.file("a.geojson", collection(text)))
        #expect(layer.features[0].geometry == expected)
    }

    @Test func `a mixed collection keeps its areas and counts the rest`() throws {
        let folder = try ScratchFolder()
        let text = collection(
            """
            {"type":"GeometryCollection","geometries":[{"type":"Point","coordinates":[0,0]},\
            {"type":"LineString","coordinates":[[0,0],[1,1]]},\
            {"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}]}
            """)
        let layer = try VectorReader.read(path: folder.file("a.geojson", text))
        #expect(layer.droppedParts == 2)
        guard case .multiPolygon(let polygons)? = layer.features[0].geometry else {
            Issue.record("expected areas")
            return
        }
        #expect(polygons.count == 1)
    }

    @Test func `curves become lines`() throws {
        let folder = try ScratchFolder()
        let path = try folder.file(
            "curve.csv", "id,WKT\n1,\"CIRCULARSTRING (0 0, 1 1, 2 0)\"\n")
        let layer = try VectorReader.read(
            path: path, options: .init(openOptions: ["GEOM_POSSIBLE_NAMES": "WKT"]))
        guard case .lineString(let line)? = layer.features[0].geometry else {
            Issue.record("expected a line")
            return
        }
        #expect(line.count > 10)
        for corner in line {
            let (x, y) = (corner.longitude - 1, corner.latitude)
            #expect(abs(x * x + y * y - 1) < 1e-9)
        }
    }

    @Test(arguments: ["", "empty.geojson", "note.txt"])
    func `what cannot be read says so`(name: String) throws {
        let folder = try ScratchFolder()
        let path =
            name.isEmpty
            ? folder.url.appending(path: "absent.geojson").path
            : try folder.file(name, name == "note.txt" ? "hello" : "")
        let error = try #require(throws: VectorDataError.self) {
            try VectorReader.read(path: path)
        }
        #expect(error.code == (name.isEmpty ? .fileMissing : .unreadable))
        #expect(error.description.contains(path))
    }

    @Test func `a layer without features and a layer that is not there are errors`() throws {
        let folder = try ScratchFolder()
        let empty = try folder.file(
            "none.geojson", #"{"type":"FeatureCollection","features":[]}"#)
        let first = try #require(throws: VectorDataError.self) {
            try VectorReader.read(path: empty)
        }
        #expect(first.code == .emptyLayer)
        let path = try folder.file(
            "a.geojson", collection(#"{"type":"Point","coordinates":[1,2]}"#))
        let second = try #require(throws: VectorDataError.self) {
            try VectorReader.read(path: path, layer: "ถนน")
        }
        #expect(second.code == .noSuchLayer)
        #expect(second.detail.contains("the source has: a"))
        #expect(try VectorReader.layerNames(path: path) == ["a"])
    }

    @Test func `a file cut short is an error, not a short layer`() throws {
        let folder = try ScratchFolder()
        let whole = collection(#"{"type":"Point","coordinates":[1,2]}"#)
        let path = try folder.file("a.geojson", String(whole.dropLast(12)))
        let error = try #require(throws: VectorDataError.self) {
            try VectorReader.read(path: path)
        }
        #expect(error.code == .unreadable)
    }

    @Test func `metres that pass for degrees are refused, and read when named`() throws {
        let folder = try ScratchFolder()
        let path = try folder.file(
            "m.geojson", collection(#"{"type":"Point","coordinates":[500000,1614000]}"#))
        let error = try #require(throws: VectorDataError.self) {
            try VectorReader.read(path: path)
        }
        #expect(error.code == .coordinatesOutsideDegrees)
        #expect(error.feature == 0)
        let layer = try VectorReader.read(path: path, options: .init(crs: "EPSG:32648"))
        let point = try #require(layer.features[0].geometry?.coordinates.first)
        #expect(abs(point.longitude - 105) < 1e-9)
        #expect(abs(point.latitude - 14.6) < 0.01)
    }

    @Test func `swapped degrees are refused`() throws {
        let folder = try ScratchFolder()
        let path = try folder.file(
            "s.geojson", collection(#"{"type":"Point","coordinates":[14.65,104.65]}"#))
        let error = try #require(throws: VectorDataError.self) {
            try VectorReader.read(path: path)
        }
        #expect(error.code == .coordinatesOutsideDegrees)
        #expect(error.detail.contains("swap"))
    }

    @Test func `Thai text in the Windows encoding is read when it is named`() throws {
        let folder = try ScratchFolder()
        // ชื่อ, then บ้าน, in code page 874.
        let bytes: [UInt8] = [0xAA, 0xD7, 0xE8, 0xCD, 0x2C, 0x6E, 0x0A, 0xBA, 0xE9, 0xD2, 0xB9]
        let path = try folder.file("t.csv", bytes: bytes + Array(",1\n".utf8))
        let error = try #require(throws: VectorDataError.self) {
            try VectorReader.read(path: path)
        }
        #expect(error.code == .undecodableText)
        let layer = try VectorReader.read(path: path, options: .init(encoding: "CP874"))
        #expect(layer.features[0].attributes["ชื่อ"] == .text("บ้าน"))
    }
}

@Suite struct DatumShiftTests {
    private let right = Coordinate(longitude: 104.6462028, latitude: 14.6516587)

    private func read(
        _ geometry: String, options: VectorReader.Options, crs: String? = nil
    ) throws -> (layer: VectorLayer, point: Coordinate) {
        let folder = try ScratchFolder()
        let path = try folder.file("p.geojson", collection(geometry, crs: crs))
        let layer = try VectorReader.read(path: path, options: options)
        return (layer, try #require(layer.features[0].geometry?.coordinates.first))
    }

    private let place = #"{"type":"Point","coordinates":[104.65,14.65]}"#

    @Test(arguments: [true, false])
    func `Indian 1975 goes by EPSG 1304 whether declared or told`(declared: Bool) throws {
        let (layer, point) = try read(
            place, options: .init(crs: declared ? nil : "EPSG:4240"),
            crs: declared ? "4240" : nil)
        #expect(layer.datumShift == .registered(code: "EPSG:1304"))
        #expect(layer.sourceCRS == "EPSG:4240")
        #expect(abs(point.longitude - right.longitude) < 1e-7)
        #expect(abs(point.latitude - right.latitude) < 1e-7)
    }

    @Test func `another operation can be named`() throws {
        let (layer, point) = try read(
            place, options: .init(crs: "EPSG:4240", operation: "EPSG:1812"))
        #expect(layer.datumShift == .registered(code: "EPSG:1812"))
        #expect(abs(point.longitude - 104.6445254) < 1e-6)
        #expect(abs(point.latitude - 14.6521595) < 1e-6)
    }

    /// Easting and northing of the place above on Indian 1975 / UTM 48N, by the Krüger series.
    @Test func `the projected form lands on the same place`() throws {
        let (layer, point) = try read(
            #"{"type":"Point","coordinates":[462316.8286,1619514.8038]}"#,
            options: .init(crs: "EPSG:24048"))
        #expect(layer.datumShift == .registered(code: "EPSG:1304"))
        #expect(abs(point.longitude - right.longitude) < 2e-7)
        #expect(abs(point.latitude - right.latitude) < 2e-7)
    }

    @Test(arguments: ["EPSG:1", "towgs84", "EPSG:99999"])
    func `an unknown operation is refused`(operation: String) throws {
        let error = try #require(throws: VectorDataError.self) {
            try read(place, options: .init(crs: "EPSG:4240", operation: operation))
        }
        #expect(error.code == .unsuitableOperation)
        #expect(error.detail.contains(operation))
    }

    @Test func `an unknown system is refused by name`() throws {
        let error = try #require(throws: VectorDataError.self) {
            try read(place, options: .init(crs: "EPSG:99999"))
        }
        #expect(error.code == .unknownCRS)
        #expect(error.detail.contains("EPSG:99999"))
    }
}

@Suite(.enabled(if: Shared.isExpected)) struct SharedLayerTests {
    @Test func `all subdistricts of Thailand are read`() throws {
        let layer = try VectorReader.read(
            path: Shared.path("th-admin-boundaries/sompobch_sub_district.geojson"))
        #expect(layer.features.count == 7_419)
        let sisaket = layer.features.filter { $0.text("ADM1_TH") == "ศรีสะเกษ" }
        #expect(sisaket.count == 206)
        #expect(sisaket.allSatisfy { !($0.geometry?.polygons ?? []).isEmpty })
    }

    @Test func `a zipped shapefile in UTM and its GeoJSON in metres agree`() throws {
        let folder = "th-nakhonpathom-landmarks"
        let zipped = try VectorReader.read(path: Shared.path("\(folder)/village.zip"))
        #expect(zipped.features.count == 1_043)
        #expect(zipped.sourceCRS == "EPSG:32647")
        #expect(zipped.datumShift == .none)
        let box = try #require(
            BoundingBox(of: zipped.features.compactMap(\.geometry).flatMap(\.coordinates)))
        #expect(box.west > 99.8 && box.east < 100.4 && box.south > 13.6 && box.north < 14.2)

        let json = Shared.path("\(folder)/village.geojson")
        let error = try #require(throws: VectorDataError.self) {
            try VectorReader.read(path: json)
        }
        #expect(error.code == .coordinatesOutsideDegrees)
        let told = try VectorReader.read(path: json, options: .init(crs: "EPSG:32647"))
        for (one, other) in zip(zipped.features, told.features) {
            let a = try #require(one.geometry?.coordinates.first)
            let b = try #require(other.geometry?.coordinates.first)
            #expect(abs(a.longitude - b.longitude) < 1e-9 && abs(a.latitude - b.latitude) < 1e-9)
        }
    }

    @Test func `Thai file names inside an archive are no hindrance`() throws {
        let path = Shared.path("th-nakhonpathom-landmarks/district.zip")
        #expect(try VectorReader.layerNames(path: path) == ["ตำแหน่ง_อำเภอ"])
        #expect(try VectorReader.read(path: path, layer: "ตำแหน่ง_อำเภอ").features.count == 16)
    }

    @Test func `a topology without a system is taken for WGS 84 because it fits`() throws {
        let layer = try VectorReader.read(path: Shared.path("th-roads-coarse/th_rds-10.topojson"))
        #expect(layer.sourceCRS == nil)
        #expect(layer.features.count == 4_100)
    }
}
