import Foundation
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

@testable import DistrictData

/// Every vector format as source of every spatial table: the same district as from GeoJSON.
@Suite(.enabled(if: SpatialSources.isExpected)) struct SpatialFormatTests {
    enum Format: String, CaseIterable {
        case geojson, kml, kmz, fgb, gpkg, shp
    }

    /// The files of a format by kind; a GeoPackage holds all of them.
    private func files(_ format: Format, _ sources: SpatialSources) throws -> [String: String] {
        var files: [String: String] = [:]
        for kind in SpatialSources.kinds {
            func path(_ name: String) -> String { sources.folder.appendingPathComponent(name).path }
            switch format {
            case .geojson: files[kind] = path("\(kind).geojson")
            case .kml, .kmz:
                let target = path("\(kind).\(format.rawValue)")
                try sources.convert(kind, to: target, format: "LIBKML")
                files[kind] = target
            case .fgb:
                try sources.convert(kind, to: path("\(kind).fgb"), format: "FlatGeobuf")
                files[kind] = path("\(kind).fgb")
            case .gpkg:
                try sources.convert(kind, to: path("office.gpkg"), format: "GPKG")
                files[kind] = path("office.gpkg")
            case .shp:
                // As old programs leave them: Thai in code page 874, and nothing that says so.
                let target = path("\(kind).shp")
                try sources.convert(
                    kind, to: target, format: "ESRI Shapefile", ["-lco", "ENCODING=CP874"])
                for ending in ["cpg", "prj"] {
                    try? FileManager.default.removeItem(atPath: path("\(kind).\(ending)"))
                }
                files[kind] = target
            }
        }
        return files
    }

    private func manifest(_ format: Format, _ files: [String: String]) -> String {
        TemporaryDistrict.head
            + SpatialSources.kinds.map { kind in
                let layer = format == .gpkg ? ", layer: \(kind)" : ""
                return "\(kind): {file: \"\(files[kind] ?? "")\"\(layer)}\n"
            }.joined()
    }

    private func expect(_ loaded: LoadedDistrict, like base: District, _ comment: Comment) {
        let district = loaded.district
        #expect(district.schools.sorted { $0.code < $1.code } == base.schools, comment)
        #expect(district.villages.sorted { $0.code < $1.code } == base.villages, comment)
        // A spatial index has its own order of rows, a shapefile its own direction of rings.
        func areas(_ district: District) -> Set<[String]> {
            let boundaries = district.boundaries.map {
                [$0.code ?? "", $0.nameThai] + corners($0.area)
            }
            return Set(boundaries + district.catchments.map { [$0.schoolCode] + corners($0.area) })
        }
        #expect(areas(district) == areas(base), comment)
        #expect(loaded.roads?.segments.map(\.roadClass) == ["residential"], comment)
    }

    private func corners(_ area: [Polygon]) -> [String] {
        area.flatMap(\.exterior.coordinates)
            .map { "\($0.longitude) \($0.latitude)" }.sorted()
    }

    @Test(arguments: Format.allCases) func everyKindIsRead(format: Format) throws {
        let place = try TemporaryDistrict()
        let sources = try SpatialSources(in: place.folder)
        let plain = try files(.geojson, sources)
        try place.write("district.yaml", manifest(.geojson, plain))
        let base = try DistrictReader.read(place.path).district
        #expect(base.schools.map(\.rooms) == [8, 12])
        #expect(base.schools.map { $0.gradesOffered?.contains(.m1) } == [false, true])
        #expect(base.villages.map { $0.homes[0].pupils.total } == [12, 23])

        let converted = try files(format, sources)
        try place.write("district.yaml", manifest(format, converted))
        expect(try DistrictReader.read(place.path), like: base, "\(format), by manifest")

        // The import tells each layer's kind by itself; a GeoPackage is named once.
        let given = Set(converted.values).sorted()
        for copies in [false, true] {
            let imported = try ImportRun(given, copies: copies)
            expect(try imported.read(), like: base, "\(format), imported, copies: \(copies)")
            #expect(!copies || !imported.manifest.contains(place.path))
        }
    }

    /// Without a layer the layers are listed; with one it alone is taken.
    @Test func layersAreChosen() throws {
        let place = try TemporaryDistrict()
        let sources = try SpatialSources(in: place.folder)
        let files = try files(.gpkg, sources)
        let path = try #require(files["schools"])
        try place.write(
            "district.yaml", TemporaryDistrict.head + "schools: {file: office.gpkg}\n")
        let found = findings(in: place).filter { $0.severity == .error }
        #expect(found.map(\.code) == ["layer_unreadable"])
        #expect(found[0].expectedEnglish.contains("schools, villages, roads"))

        let one = try ImportRun([path], layers: ["schools"])
        #expect(one.manifest.contains("layer: \"schools\""))
        #expect(!one.manifest.contains("villages:"))
        let two = try ImportRun([path], layers: ["office.gpkg=schools", "boundaries"])
        // A name beside FILE=NAME is taken as well, and not villages, which nobody named.
        #expect(two.manifest.contains("boundaries:") && !two.manifest.contains("villages:"))
        #expect(throws: DistrictDataError.self) { try ImportRun([path], layers: ["ไม่มี"]) }
    }

    /// Areas with a school's code are catchments, unless the user says that they are boundaries.
    @Test func kindsAreTold() throws {
        let place = try TemporaryDistrict(files: [
            "areas.geojson": SpatialSources.layers["boundaries"]?
                .replacing("name_th", with: "ป้ายชื่อตำบลเดิม") ?? ""
        ])
        let path = place.folder.appendingPathComponent("areas.geojson").path
        let guessed = try ImportRun([path])
        #expect(guessed.result.text.contains("of unknown kind"))
        let told = try ImportRun([path], kinds: ["areas.geojson=boundaries"])
        #expect(
            told.result.text.contains(
                "name_th ← ป้ายชื่อตำบลเดิม  [เดา โปรดตรวจ / guessed, check it]  2/2"))
        #expect(told.manifest.contains("name_th: \"ป้ายชื่อตำบลเดิม\"  # เดา"))
        let error = #expect(throws: DistrictDataError.self) {
            try ImportRun([path], kinds: ["areas.geojson=boundary"])
        }
        #expect(error?.description.contains("boundaries") == true)
        #expect(throws: DistrictDataError.self) { try ImportRun([path], kinds: ["x=roads"]) }
        // A kind whose columns are not there is an error, not an empty table.
        #expect(throws: DistrictDataError.self) { try ImportRun([path], kinds: ["staff"]) }
    }

    /// Of an archive only what is used is copied: what lies beside it may be personal.
    @Test func copiesOfArchives() throws {
        let place = try TemporaryDistrict()
        let sources = try SpatialSources(in: place.folder)
        let files = try files(.shp, sources)
        var archive = StoredArchive()
        let stem = try #require(files["schools"]).dropLast(4)
        for ending in ["shp", "shx", "dbf"] {
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: "\(stem).\(ending)")))
            archive.add(Array("ข้อมูล/โรงเรียน.\(ending)".utf8), bytes, isUTF8: true)
        }
        archive.add("ข้อมูล/dmc.csv", "รหัสโรงเรียน,ชั้น,เลขประจำตัวประชาชน\n33040001,ป.1,1234567890123\n")
        let path = place.folder.appendingPathComponent("all.zip").path
        try Data(archive.bytes).write(to: URL(fileURLWithPath: path))
        for given in [path, path + "/ข้อมูล/โรงเรียน.shp"] {
            let run = try ImportRun([given], copies: true)
            let names = try FileManager.default.contentsOfDirectory(atPath: run.folder.path)
            #expect(Set(names).isSuperset(of: ["โรงเรียน.shp", "โรงเรียน.dbf", "โรงเรียน.shx"]))
            #expect(!names.contains { $0.hasSuffix(".zip") || $0 == "dmc.csv" })
            #expect(try run.read().district.schools.map(\.nameThai) == ["บ้านหนึ่ง", "บ้านสอง"])
            #expect(
                run.result.outputs.allSatisfy {
                    !String(decoding: $0.bytes, as: UTF8.self).contains("1234567890123")
                })
        }
    }

    /// Schools and roads of one OpenStreetMap extract; a school without a name is warned of.
    @Test func openStreetMapSchools() throws {
        let place = try TemporaryDistrict(
            tables: """
                schools: {file: map.osm.pbf, osm: {amenity: school}}
                roads: {file: map.osm.pbf}

                """)
        let url = place.folder.appendingPathComponent("map.osm.pbf")
        try PBFText.schools.write(to: url)
        func expect(_ loaded: LoadedDistrict) {
            #expect(loaded.district.schools.map(\.code) == ["n1", "n2"])
            #expect(loaded.district.schools.map(\.nameThai) == ["บ้านเหนือ", "n2"])
            #expect(loaded.roads?.segments.map(\.roadClass) == ["residential"])
            #expect(loaded.findings.map(\.code).contains("missing_name"))
        }
        expect(try DistrictReader.read(place.path))
        expect(try ImportRun([url.path]).read())
        let roads = try ImportRun([url.path], kinds: ["roads"])
        #expect(!roads.result.isPlannable)
    }

    static let server = ProcessInfo.processInfo.environment["SCHOOLNET_POSTGIS"]

    /// Every kind from a data base; its tables are replaced.
    @Test(
        .enabled(
            if: server != nil,
            "SCHOOLNET_POSTGIS=\"PG:host=… dbname=… user=… password=…\" names a server to write to")
    )
    func postGIS() throws {
        let server = try #require(Self.server)
        let place = try TemporaryDistrict()
        let sources = try SpatialSources(in: place.folder)
        let plain = try files(.geojson, sources)
        try place.write("district.yaml", manifest(.geojson, plain))
        let base = try DistrictReader.read(place.path).district
        for kind in SpatialSources.kinds {
            try sources.convert(
                kind, to: server, format: "PostgreSQL",
                ["-overwrite", "-lco", "LAUNDER=NO"])
        }
        let all = Dictionary(uniqueKeysWithValues: SpatialSources.kinds.map { ($0, server) })
        try place.write("district.yaml", manifest(.gpkg, all))
        expect(try DistrictReader.read(place.path), like: base, "by manifest")
        let imported = try ImportRun([server], layers: SpatialSources.kinds)
        expect(try imported.read(), like: base, "imported")
        #expect(!imported.result.text.contains("password=") || imported.result.text.contains("***"))
    }
}
