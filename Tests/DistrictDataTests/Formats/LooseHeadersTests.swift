import Foundation
import SchoolDistrict
import Testing

@testable import DistrictData

/// Headers, separators, villages and layers as small offices have them.
@Suite struct LooseHeadersTests {
    /// Bars between the cells, and the grades offered under `ชั้นที่เปิดสอน`.
    @Test func barsAndGradesOffered() throws {
        let text = """
            รหัสโรงเรียน|ชื่อโรงเรียน|ละติจูด|ลองจิจูด|ชั้นที่เปิดสอน
            33040001|บ้านหนึ่ง, สาขา|14.6|104.6|อ.2-ป.6
            33040002|บ้านสอง|14.6|104.65|ป.1-ม.3

            """
        let place = try TemporaryDistrict(files: ["bars.csv": text])
        let imported = try ImportRun([place.folder.appendingPathComponent("bars.csv").path])
        let schools = try imported.read().district.schools
        #expect(schools.map(\.nameThai) == ["บ้านหนึ่ง, สาขา", "บ้านสอง"])
        #expect(schools.map { $0.gradesOffered?.thaiLabel } == ["อ.2–ป.6", "ป.1–ม.3"])

        let stated = try TemporaryDistrict(
            tables: "schools: {file: bars.csv, delimiter: bar}\n", files: ["bars.csv": text])
        #expect(try DistrictReader.read(stated.path).district.schools.count == 2)
    }

    /// Two villages by subdistrict and number, and two of one number at different places.
    private static let villages = """
        ตำบล,หมู่ที่,ชื่อหมู่บ้าน,lat,lon,รหัสโรงเรียน,P1
        ตำบลหนึ่ง,๑,บ้านหนึ่ง,14.61,104.6,33040001,5
        ตำบลหนึ่ง,1,บ้านหนึ่ง,14.61,104.6,33040002,2
        หนึ่ง,2,บ้านใหม่,14.62,104.6,33040001,3
        หนึ่ง,2,บ้านใหม่เหนือ,14.63,104.61,33040001,1

        """

    @Test func villagesWithoutCodes() throws {
        let lines = Self.villages.split(separator: "\n")
        var seen: [Set<String>] = []
        for order in [[1, 2, 3, 4], [4, 2, 3, 1]] {
            let text = ([lines[0]] + order.map { lines[$0] }).joined(separator: "\n")
            let place = try TemporaryDistrict(files: ["v.csv": text])
            let imported = try ImportRun(
                ["schools.csv", "v.csv"].map { place.folder.appendingPathComponent($0).path })
            let found = imported.result.findings.filter { $0.code == "village_code_made" }
            #expect(found.map(\.value) == ["3"] && found.map(\.severity) == [.warning])
            let district = try imported.read().district
            let first = district.villages.first { $0.code == "หนึ่ง-1" }
            #expect(first?.homes.map(\.pupils.total) == [5, 2])
            seen.append(Set(district.villages.map(\.code)))
        }
        #expect(
            seen[0] == ["หนึ่ง-1", "หนึ่ง-2@104.6,14.62", "หนึ่ง-2@104.61,14.63"])
        // The order of the rows does not change a code.
        #expect(seen[0] == seen[1])
    }

    /// A list of schools with their village as an address is no table of villages.
    @Test func addressesAreNoVillages() {
        #expect(!VillageCodes.areMissing(["รหัสโรงเรียน", "ชื่อโรงเรียน", "หมู่บ้าน", "lat", "lon"]))
        #expect(!VillageCodes.areMissing(["รหัสหมู่บ้าน", "ชื่อหมู่บ้าน"]))
        #expect(VillageCodes.areMissing(["ตำบล", "ชื่อหมู่บ้าน", "lat", "lon"]))
    }

    @Test(arguments: [
        ("schools", TableKind.schools), ("โรงเรียน", .schools), ("จุดหมู่บ้าน", .villages),
        ("Villages_2566", .villages), ("roads", .roads), ("ถนน", .roads), ("ถนนในหมู่บ้าน", nil),
        ("layer1", nil),
    ])
    func layerNames(name: String, kind: TableKind?) {
        #expect(LayerName.kind(name) == kind)
    }

    private static func folder(_ name: String, _ points: [(String, String, Double)]) -> String {
        let marks = points.map {
            "<Placemark><name>\($0.0)</name><ExtendedData><Data name=\"code\"><value>\($0.1)</value>"
                + "</Data></ExtendedData><Point><coordinates>\($0.2),14.6</coordinates></Point>"
                + "</Placemark>"
        }
        return "<Folder><name>\(name)</name>\(marks.joined())</Folder>"
    }

    /// Two layers with the same columns: only their names tell villages from schools.
    @Test func layersByName() throws {
        let text =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"
            + "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>"
            + Self.folder("หมู่บ้าน", [("บ้านก", "33040101", 104.61)])
            + Self.folder(
                "โรงเรียน", [("บ้านหนึ่ง", "33040001", 104.6), ("บ้านสอง", "33040002", 104.65)])
            + "</Document></kml>"
        let place = try TemporaryDistrict(files: ["map.kml": text])
        let imported = try ImportRun([place.folder.appendingPathComponent("map.kml").path])
        #expect(imported.manifest.contains("layer: \"โรงเรียน\""))
        // Its columns are those of schools: without its name it would be taken for them.
        #expect(imported.result.text.contains("map.kml [หมู่บ้าน]: หมู่บ้าน"))
        #expect(imported.result.text.contains("(ตามชื่อชั้นข้อมูล / by the layer's name)"))
        #expect(
            try imported.read().district.schools.map(\.code) == ["33040001", "33040002"])
    }
}
