import Foundation
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing
import VectorData

@testable import DistrictData

/// `--fix` for tables that cannot be written where they are: members of archives, data bases, files of other folders.
@Suite("Mending what cannot be written in place")
struct FixSourcesTests {
    private static let schools = """
        code;name_th;longitude;latitude
        00000001;บ้านหนึ่ง;104.600000;14.600000
        00000002;บ้านสอง;14.650000;104.620000
        00000003;บ้านสาม;104.630000;14.610000
        00000004;บ้านสี่;104.640000;14.620000

        """
    private static let enrolment = "school,grade,pupils\n00000001,P1,12\n"

    /// The mended district on disk, checked: it can be read, and nothing in it is left to mend.
    private func written(_ fixed: FixedDistrict) throws -> District {
        let copy = try TemporaryDistrict()
        for file in fixed.files {
            let folder = copy.folder.appendingPathComponent(file.path).deletingLastPathComponent()
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true)
            try copy.write(file.path, file.contents)
        }
        let report = DistrictDoctor.examine(copy.path)
        #expect(report.exitCode == 0, "\(report.text)")
        #expect(report.findings.allSatisfy { $0.repair?.isSafe != true })
        return try withExtendedLifetime(copy) { try DistrictReader.read(copy.path).district }
    }

    private func manifest(_ fixed: FixedDistrict) -> String {
        fixed.files.first { $0.path == "district.yaml" }
            .map { String(decoding: $0.contents, as: UTF8.self) } ?? ""
    }

    /// One member is mended and becomes a table of its own; the archive stays for the other.
    ///
    /// The entry is written over lines with a blank one, a remark and a bracket in the first column.
    @Test(arguments: [
        "schools: {file: data.zip/ข้อมูล/schools.csv, delimiter: ;}\n",
        "schools:\n  file: data.zip/ข้อมูล/schools.csv\n\n# remark\n  delimiter: ;\n",
        "schools: {\n  file: data.zip/ข้อมูล/schools.csv,\n  delimiter: ;\n}\n",
    ])
    func memberOfAnArchive(_ entry: String) throws {
        let folder = try TemporaryDistrict(
            tables: entry + "\n# pupils\nenrolment: {file: data.zip/ข้อมูล/enrolment.csv}\n")
        var archive = StoredArchive()
        archive.add(Array("ข้อมูล/schools.csv".utf8), Array(Self.schools.utf8), isUTF8: true)
        archive.add(Array("ข้อมูล/enrolment.csv".utf8), Array(Self.enrolment.utf8), isUTF8: true)
        try folder.write("data.zip", archive.bytes)
        let fixed = try DistrictFixer.fix(folder.path)
        #expect(fixed.notApplied.isEmpty)
        #expect(fixed.changes.count == 2)
        #expect(
            fixed.files.map(\.path) == ["changes.csv", "data.zip", "district.yaml", "schools.csv"])
        #expect(manifest(fixed).contains("schools:\n  file: \"schools.csv\"\n"))
        #expect(manifest(fixed).contains("\n# pupils\nenrolment:"))
        let district = try written(fixed)
        #expect(district.schools[1].position == Coordinate(longitude: 104.62, latitude: 14.65))
        #expect(district.currentEnrolment(of: district.schools[0])?.pupils.total == 12)
    }

    /// A shapefile inside an archive becomes a GeoPackage.
    @Test(.enabled(if: SpatialSources.isExpected)) func layerOfAnArchive() throws {
        let folder = try TemporaryDistrict(tables: "schools: {file: points.zip}\n")
        let features = Self.schools.split(separator: "\n").dropFirst().map { line in
            let cells = line.split(separator: ";")
            return
                #"{"type":"Feature","properties":{"code":"\#(cells[0])","name_th":"\#(cells[1])"},"#
                + #""geometry":{"type":"Point","coordinates":[\#(cells[2]),\#(cells[3])]}}"#
        }
        try folder.write(
            "source.json",
            #"{"type":"FeatureCollection","features":[\#(features.joined(separator: ","))]}"#)
        func path(_ name: String) -> String { folder.folder.appendingPathComponent(name).path }
        let converter = try #require(SpatialSources.converter)
        let run = try ChildProcess.output(
            of: converter, ["-lco", "ENCODING=UTF-8", path("points.shp"), path("source.json")])
        #expect(run.status == 0)
        var archive = StoredArchive()
        for ending in ["shp", "shx", "dbf", "prj", "cpg"] {
            let file = URL(fileURLWithPath: path("points.\(ending)"))
            archive.add(
                Array("points.\(ending)".utf8), [UInt8](try Data(contentsOf: file)))
            try FileManager.default.removeItem(at: file)
        }
        try folder.write("points.zip", archive.bytes)
        let fixed = try DistrictFixer.fix(folder.path)
        #expect(fixed.files.map(\.path) == ["changes.csv", "district.yaml", "schools.gpkg"])
        let district = try written(fixed)
        #expect(district.schools.map(\.nameThai) == ["บ้านหนึ่ง", "บ้านสอง", "บ้านสาม", "บ้านสี่"])
        #expect(district.schools[1].position == Coordinate(longitude: 104.62, latitude: 14.65))
    }

    /// A table of a data base becomes a GeoPackage, and the manifest forgets the data base and its password.
    @Test func dataBase() throws {
        let folder = try TemporaryDistrict(
            tables: "schools:\n  file: \"PG:host=h dbname=d password=ลับ\"\n  layer: schools\n")
        var source = TableSource(
            kind: .schools, file: "PG:host=h dbname=d password=***",
            origin: Origin(file: "district.yaml", line: 4, keyPath: "schools"))
        source.layer = "schools"
        var layer = VectorLayer(
            name: "schools", fieldNames: ["code", "name_th"],
            features: [
                VectorFeature(
                    id: 7, geometry: nil,
                    attributes: ["code": .text("00000001"), "name_th": .text("บ้านหนึ่ง")])
            ])
        let wrong = Coordinate(longitude: 14.6, latitude: 104.6)
        layer.strays = [7: StrayShape(shape: .point(wrong), detail: "")]
        let finding = Finding(
            code: "swapped_coordinates", severity: .error, file: source.file, row: 1,
            expectedThai: "", expectedEnglish: "",
            repair: Repair(
                changes: [
                    Repair.Change(column: "geometry", old: "14.6, 104.6", new: "104.6, 14.6")
                ], isSafe: true, reasonThai: "", reasonEnglish: ""))
        var copy = FolderCopy(path: folder.path, naming: [source])
        let outcome = TableMender(
            kind: .schools, source: source,
            table: Table(.layer(layer), source: source, findings: FindingList()),
            findings: [finding],
            areas: [:]
        ).mend(into: &copy)
        #expect(outcome.changes.count == 1)
        #expect(outcome.notApplied.isEmpty)
        #expect(copy.files.map(\.path) == ["district.yaml", "schools.gpkg"])
        let text = String(decoding: copy.files[0].contents, as: UTF8.self)
        #expect(text.contains("schools:\n  file: \"schools.gpkg\""))
        #expect(!text.contains("PG:") && !text.contains("ลับ"))
        let mended = try TemporaryDistrict()
        for file in copy.files { try mended.write(file.path, file.contents) }
        let schools = try DistrictReader.read(mended.path).district.schools
        #expect(schools.map(\.position) == [Coordinate(longitude: 104.6, latitude: 14.6)])
    }

    /// Two files of one name in two other folders stay two.
    @Test func sameNamesElsewhere() throws {
        let folder = try TemporaryDistrict()
        let inner = folder.folder.appendingPathComponent("d")
        for (name, text) in [
            ("a/data.csv", Self.schools), ("b/data.csv", Self.enrolment),
            (
                "d/district.yaml",
                TemporaryDistrict.head
                    + "schools: {file: ../a/data.csv, delimiter: ;}\nenrolment: {file: ../b/data.csv}\n"
            ),
        ] {
            let url = folder.folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        let fixed = try DistrictFixer.fix(inner.path)
        #expect(
            fixed.files.map(\.path) == ["changes.csv", "data-2.csv", "data.csv", "district.yaml"])
        let district = try written(fixed)
        #expect(district.schools.count == 4)
        #expect(district.currentEnrolment(of: district.schools[0])?.pupils.total == 12)
    }
}
