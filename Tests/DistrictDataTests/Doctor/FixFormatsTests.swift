import DistrictData
import Foundation
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing
import VectorData

/// `--fix` for tables that are no delimited text.
@Suite("Mending every form of table")
struct FixFormatsTests {
    /// One garbled name, one pair of swapped numbers; titles above the header, so that the header is row 3.
    private static let rows = [
        ["ข้อมูลโรงเรียน"], ["ณ วันที่ 10 มิถุนายน 2566"],
        ["code", "name_th", "longitude", "latitude"],
        ["00000001", "บ้านหนึ่ง", "104.600000", "14.600000"],
        ["00000002", "บ้านสอง", "14.650000", "104.620000"],
        ["00000003", "à¸šà¹‰à¸²à¸™à¸ªà¸²à¸¡", "104.630000", "14.610000"],
        ["00000004", "บ้านสี่", "104.640000", "14.620000"],
        ["00000005", "บ้านห้า", "104.650000", "14.630000"],
    ]

    private func bytes(_ path: String) -> [UInt8] {
        FileManager.default.contents(atPath: path).map { [UInt8]($0) } ?? []
    }

    /// The mended district on disk.
    private func written(_ fixed: FixedDistrict) throws -> TemporaryDistrict {
        let copy = try TemporaryDistrict()
        for file in fixed.files { try copy.write(file.path, file.contents) }
        return copy
    }

    /// A district as read while its folder is there.
    private func read(_ folder: TemporaryDistrict) throws -> District {
        try withExtendedLifetime(folder) { try DistrictReader.read(folder.path).district }
    }

    @Test(arguments: ["xlsx", "ods"])
    func spreadsheets(_ ending: String) throws {
        let book =
            ending == "xlsx"
            ? StoredArchive.spreadsheet([("โรงเรียน", Self.rows)])
            : StoredArchive.openDocument([("โรงเรียน", Self.rows)])
        let folder = try TemporaryDistrict(
            tables: "schools:\n  file: book.\(ending)\n  sheet: โรงเรียน\n")
        try folder.write("book.\(ending)", book)
        let fixed = try DistrictFixer.fix(folder.path)

        // Rows and columns are named as the sheet shows them.
        let swapped = try #require(fixed.report.findings.first { $0.code == "swapped_coordinates" })
        #expect(swapped.file == "book.\(ending)")
        #expect(swapped.row == 5)
        #expect(swapped.column == "longitude")
        let garbled = try #require(fixed.report.findings.first { $0.code == "mojibake" })
        #expect(garbled.row == 6)
        #expect(garbled.column == "name_th")

        #expect(fixed.notApplied.isEmpty)
        #expect(fixed.changes.count == 3)
        #expect(fixed.files.map(\.path) == ["changes.csv", "district.yaml", "schools.csv"])
        #expect(bytes(folder.folder.appendingPathComponent("book.\(ending)").path) == book)
        let list = String(decoding: fixed.files[0].contents, as: UTF8.self)
        #expect(
            list.contains("book.\(ending),5,00000002,swapped_coordinates,longitude,14.650000,"))
        let loaded = try read(written(fixed))
        #expect(loaded.schools.count == 5)
        #expect(loaded.schools[1].position == Coordinate(longitude: 104.62, latitude: 14.65))
        #expect(loaded.schools[2].nameThai == "บ้านสาม")
    }

    @Test func twoTablesOfOneBook() throws {
        let book = StoredArchive.spreadsheet([
            ("โรงเรียน", Self.rows),
            (
                "นักเรียน",
                [["school", "year", "grade", "pupils"], ["00000001", "2566", "P1", "12"]]
            ),
        ])
        let folder = try TemporaryDistrict(
            tables: "schools: {file: book.xlsx, sheet: โรงเรียน}\n"
                + "# นักเรียน\nenrolment: {file: book.xlsx, sheet: นักเรียน}\n")
        try folder.write("book.xlsx", book)
        let fixed = try DistrictFixer.fix(folder.path)
        #expect(fixed.changes.count == 3)
        // The book stays for the table that needs no repair.
        #expect(
            fixed.files.map(\.path) == ["book.xlsx", "changes.csv", "district.yaml", "schools.csv"])
        let loaded = try read(written(fixed))
        #expect(loaded.currentEnrolment(of: loaded.schools[0])?.pupils.total == 12)
    }

    private static let layer = VectorLayer(
        name: "schools", fieldNames: ["code", "name_th", "rooms"],
        features: (1...5).map { number in
            VectorFeature(
                id: Int64(number),
                geometry: .point(
                    Coordinate(longitude: 104.6 + Double(number) / 100, latitude: 14.6)),
                attributes: [
                    "code": .text("0000000\(number)"),
                    "name_th": .text(number == 3 ? "à¸šà¹‰à¸²à¸™à¸ªà¸²à¸¡" : "บ้านเลขที่\(number)"),
                    "rooms": .integer(8),
                ])
        })

    /// What the mended table is called: a GeoPackage is changed in place, others become what keeps all they hold.
    @Test(
        arguments: [("gpkg", "points.gpkg"), ("geojson", "schools.geojson")]
            + (hasOGR
                ? [("kml", "schools.gpkg"), ("fgb", "schools.gpkg"), ("shp", "points.shp")] : []))
    func layers(_ ending: String, _ name: String) throws {
        let folder = try TemporaryDistrict(tables: "schools: {file: points.\(ending)}\n")
        let path = folder.folder.appendingPathComponent("points.\(ending)").path
        if ["gpkg", "geojson"].contains(ending) {
            try VectorWriter.write(Self.layer, to: path)
        } else {
            let source = folder.folder.appendingPathComponent("source.gpkg").path
            try VectorWriter.write(Self.layer, to: source)
            try ogr2ogr(source, to: path)
            try FileManager.default.removeItem(atPath: source)
        }
        let before = bytes(path)
        let fixed = try DistrictFixer.fix(folder.path)
        #expect(fixed.notApplied.isEmpty)
        #expect(fixed.changes.map(\.change.new) == ["บ้านสาม"])
        #expect(fixed.changes.map(\.finding.row) == [3])
        #expect(fixed.files.contains { $0.path == name })
        #expect(bytes(path) == before)
        let loaded = try read(written(fixed))
        #expect(
            loaded.schools.map(\.nameThai)
                == ["บ้านเลขที่1", "บ้านเลขที่2", "บ้านสาม", "บ้านเลขที่4", "บ้านเลขที่5"])
        #expect(loaded.schools.allSatisfy { $0.rooms == 8 })
        #expect(abs(loaded.schools[4].position.longitude - 104.65) < 1e-6)
        // The same district gives the same bytes.
        let again = try DistrictFixer.fix(folder.path)
        #expect(again.files.map(\.path) == fixed.files.map(\.path))
        #expect(
            zip(again.files, fixed.files).allSatisfy { $0.contents == $1.contents })
    }

    /// Whether GDAL's own converter is there to make the other forms.
    private static let hasOGR = ["/usr/bin/ogr2ogr", "/usr/local/bin/ogr2ogr"]
        .contains(where: FileManager.default.isExecutableFile)

    private func ogr2ogr(_ source: String, to target: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["ogr2ogr", "-lco", "ENCODING=UTF-8", target, source]
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
