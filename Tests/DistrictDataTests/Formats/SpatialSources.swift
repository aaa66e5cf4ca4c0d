import Foundation
import TestSupport
import Testing

@testable import DistrictData

/// Five layers of a made-up office, written in other formats by GDAL's own converter.
struct SpatialSources {
    /// The converter; its absence is a failure under continuous integration.
    static let converter = ["/usr/bin/ogr2ogr", "/usr/local/bin/ogr2ogr"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    static var isExpected: Bool {
        converter != nil || ProcessInfo.processInfo.environment["CI"] == "true"
    }

    static let kinds = ["schools", "villages", "roads", "boundaries", "catchments"]

    private static func collection(_ features: [(properties: String, geometry: String)]) -> String {
        let list = features.map {
            #"{"type":"Feature","properties":{\#($0.properties)},"geometry":{\#($0.geometry)}}"#
        }
        return #"{"type":"FeatureCollection","features":[\#(list.joined(separator: ","))]}"#
    }

    private static func point(_ longitude: Double, _ latitude: Double) -> String {
        #""type":"Point","coordinates":[\#(longitude),\#(latitude)]"#
    }

    private static func box(_ west: Double, _ east: Double) -> String {
        let corners = [
            (west, 14.55), (east, 14.55), (east, 14.65), (west, 14.65), (west, 14.55),
        ]
        let list = corners.map { "[\($0.0),\($0.1)]" }.joined(separator: ",")
        return #""type":"Polygon","coordinates":[[\#(list)]]"#
    }

    /// The layers as GeoJSON; `grades_offered` and `subdistrict` are longer than a shapefile's ten letters.
    static let layers: [String: String] = [
        "schools": collection([
            (
                #""code":"33040001","name_th":"บ้านหนึ่ง","subdistrict":"หนึ่ง","grades_offered":"K2-P6","rooms":8"#,
                point(104.6, 14.6)
            ),
            (
                #""code":"33040002","name_th":"บ้านสอง","subdistrict":"สอง","grades_offered":"K2-M3","rooms":12"#,
                point(104.65, 14.6)
            ),
        ]),
        "villages": collection([
            (
                #""code":"33040101","name_th":"บ้านหนึ่ง","subdistrict":"หนึ่ง","school":"33040001","K1":0,"P1":12"#,
                point(104.601, 14.601)
            ),
            (
                #""code":"33040102","name_th":"บ้านสอง","subdistrict":"สอง","school":"33040002","K1":3,"P1":20"#,
                point(104.648, 14.602)
            ),
        ]),
        "roads": collection([
            (
                #""highway":"residential""#,
                #""type":"LineString","coordinates":[[104.6,14.6],[104.65,14.6]]"#
            )
        ]),
        "boundaries": collection([
            (#""code":"330401","name_th":"หนึ่ง""#, box(104.55, 104.63)),
            (#""code":"330402","name_th":"สอง""#, box(104.63, 104.72)),
        ]),
        "catchments": collection([
            (#""school":"33040001""#, box(104.55, 104.63)),
            (#""school":"33040002""#, box(104.63, 104.72)),
        ]),
    ]

    let folder: URL

    /// The layers as GeoJSON files in a folder.
    init(in folder: URL) throws {
        self.folder = folder
        for (name, text) in Self.layers {
            try Data(text.utf8).write(to: folder.appendingPathComponent(name + ".geojson"))
        }
    }

    /// Writes a layer into `target`, beside the layers already there where the format allows.
    func convert(_ kind: String, to target: String, format: String, _ more: [String] = []) throws {
        let converter = try #require(Self.converter, "ogr2ogr (gdal-bin) is needed")
        let exists = FileManager.default.fileExists(atPath: target)
        let run = try ChildProcess.output(
            of: converter,
            ["-f", format, target, folder.appendingPathComponent(kind + ".geojson").path]
                + ["-nln", kind] + (exists ? ["-update", "-append"] : []) + more)
        #expect(run.status == 0, "\(String(decoding: run.errors, as: UTF8.self))")
    }
}

/// Runs an import into a folder of its own, and reads the district back.
final class ImportRun {
    let folder: URL
    let result: ImportResult

    init(
        _ files: [String], office: String? = nil, layers: [String] = [], sheets: [String] = [],
        kinds: [String] = [], copies: Bool = false, year: Int? = 2566
    ) throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("import-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        result = try DistrictImporter.prepare(
            ImportRequest(
                files: files, folder: folder.path, office: office, academicYear: year,
                presentYear: 2566, copiesFiles: copies, layers: layers, sheets: sheets,
                kinds: kinds))
        for output in result.outputs {
            try Data(output.bytes).write(to: folder.appendingPathComponent(output.name))
        }
        for copy in result.copies {
            try FileManager.default.copyItem(
                at: URL(fileURLWithPath: copy.source),
                to: folder.appendingPathComponent(copy.name))
        }
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    var manifest: String {
        String(decoding: result.outputs[0].bytes, as: UTF8.self)
    }

    func text(_ name: String) -> String? {
        result.outputs.first { $0.name == name }.map { String(decoding: $0.bytes, as: UTF8.self) }
    }

    func read() throws -> LoadedDistrict { try DistrictReader.read(folder.path) }
}
