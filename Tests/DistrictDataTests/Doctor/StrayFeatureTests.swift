import DistrictData
import Foundation
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing
import VectorData

/// One impossible point in a layer is a finding about its school, as in a table of text; the others are used.
@Suite("Impossible points in layers")
struct StrayFeatureTests {
    /// Where the eight schools stand; the numbers of the third are swapped, the sixth has UTM metres.
    private static let places = (1...8).map { number in
        Coordinate(longitude: 104.6 + Double(number) / 100, latitude: 14.60123)
    }
    /// 104.66, 14.60123 in zone 48, by gdaltransform.
    private static let metres = (x: 463_380.4, y: 1_614_248.4)

    private static func numbers(_ index: Int) -> (Double, Double) {
        switch index {
        case 2: (places[2].latitude, places[2].longitude)
        case 5: (metres.x, metres.y)
        default: (places[index].longitude, places[index].latitude)
        }
    }

    private static let geoJSON =
        #"{"type":"FeatureCollection","features":["#
        + places.indices.map { index in
            let (x, y) = numbers(index)
            return #"{"type":"Feature","properties":{"code":"0000000\#(index + 1)","#
                + #""name_th":"บ้าน\#(index + 1)"},"geometry":{"type":"Point","coordinates":[\#(x),\#(y)]}}"#
        }.joined(separator: ",") + "]}"

    private static let kml =
        #"<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document>"#
        + places.indices.map { index in
            let (x, y) = numbers(index)
            return "<Placemark><ExtendedData><Data name=\"code\"><value>0000000\(index + 1)</value>"
                + "</Data><Data name=\"name_th\"><value>บ้าน\(index + 1)</value></Data></ExtendedData>"
                + "<Point><coordinates>\(x),\(y)</coordinates></Point></Placemark>"
        }.joined() + "</Document></kml>"

    /// Witnesses of the datum: a street past all the schools, and beside each the village of its name.
    private static let street = """
        {"type": "FeatureCollection", "features": [{"type": "Feature",
        "properties": {"class": "residential"}, "geometry": {"type": "LineString",
        "coordinates": [[104.60, 14.60123], [104.69, 14.60123]]}}]}
        """
    private static let villages =
        "code,name_th,longitude,latitude,school,P1\n"
        + places.indices.map {
            "V\($0 + 1),บ้าน\($0 + 1),\(places[$0].longitude),14.60123,0000000\($0 + 1),5\n"
        }.joined()

    private func district(_ ending: String) throws -> TemporaryDistrict {
        let folder = try TemporaryDistrict(
            tables: "schools: {file: points.\(ending)}\nroads: {file: roads.geojson}\n"
                + "villages: {file: v.csv}\n",
            files: ["roads.geojson": Self.street, "v.csv": Self.villages])
        switch ending {
        case "geojson": try folder.write("points.geojson", Self.geoJSON)
        case "kml": try folder.write("points.kml", Self.kml)
        default:
            try folder.write("source.json", Self.geoJSON)
            let converter = try #require(SpatialSources.converter)
            let run = try ChildProcess.output(
                of: converter,
                [
                    "-lco", "ENCODING=UTF-8",
                    folder.folder.appendingPathComponent("points.\(ending)").path,
                    folder.folder.appendingPathComponent("source.json").path,
                ])
            #expect(run.status == 0)
        }
        return folder
    }

    /// What the mended layer is called: a GeoPackage and a shapefile are changed in place.
    @Test(
        arguments: [("geojson", "schools.geojson"), ("kml", "schools.gpkg")]
            + (SpatialSources.isExpected ? [("gpkg", "points.gpkg"), ("shp", "points.shp")] : []))
    func areFoundByRowAndMended(_ ending: String, _ name: String) throws {
        let folder = try district(ending)
        let fixed = try DistrictFixer.fix(folder.path)
        let errors = fixed.report.findings.filter { $0.severity == .error }
        #expect(errors.map(\.code) == ["swapped_coordinates", "utm_in_degrees"])
        #expect(errors.map(\.row) == [3, 6])
        #expect(errors.map(\.schoolCode) == ["00000003", "00000006"])
        #expect(errors.map(\.value) == ["14.60123, 104.63", "463380.4, 1614248.4"])
        #expect(errors.allSatisfy { $0.repair?.isSafe == true })

        #expect(fixed.notApplied.isEmpty)
        #expect(fixed.changes.count == 2)
        #expect(fixed.files.contains { $0.path == name })
        let copy = try TemporaryDistrict()
        for file in fixed.files { try copy.write(file.path, file.contents) }
        let schools = try DistrictReader.read(copy.path).district.schools
        #expect(schools.map(\.nameThai) == (1...8).map { "บ้าน\($0)" })
        for (school, place) in zip(schools, Self.places) {
            // 0.00001 degrees are a metre; the UTM numbers were rounded to 10 cm.
            #expect(abs(school.position.longitude - place.longitude) < 1e-5)
            #expect(abs(school.position.latitude - place.latitude) < 1e-5)
        }
        // Nothing else of the mended copy is wrong.
        #expect(DistrictDoctor.examine(copy.path).exitCode == 0)
    }

    /// Without roads, villages and boundaries nothing tells UTM on WGS 84 from Indian 1975: no safe repair.
    @Test func metresWithoutWitnessesAreAProposal() throws {
        let folder = try TemporaryDistrict(tables: "schools: {file: points.geojson}\n")
        try folder.write("points.geojson", Self.geoJSON)
        let found = DistrictDoctor.examine(folder.path).findings.filter {
            $0.code == "utm_in_degrees"
        }
        let repair = try #require(found.first?.repair)
        #expect(found.count == 1 && !repair.isSafe)
        #expect(repair.reasonEnglish.contains("EPSG:32648"))
        #expect(repair.reasonEnglish.contains("EPSG:24048"))
        #expect(repair.reasonThai.contains("ห่างกัน"))
    }

    /// A point of no meaning stays what it is beside one that is mended, and stays an error.
    @Test func whatCannotBeMendedKeepsItsNumbers() throws {
        let text = Self.geoJSON.replacing("463380.4,1614248.4", with: "999,888")
        let folder = try TemporaryDistrict(tables: "schools: {file: points.geojson}\n")
        try folder.write("points.geojson", text)
        let fixed = try DistrictFixer.fix(folder.path)
        #expect(fixed.changes.map(\.finding.schoolCode) == ["00000003"])
        let copy = try TemporaryDistrict()
        for file in fixed.files { try copy.write(file.path, file.contents) }
        let left = DistrictDoctor.examine(copy.path).findings.filter { $0.severity == .error }
        #expect(left.map(\.code) == ["outside_world"])
        #expect(left.map(\.value) == ["999.0, 888.0"])
        #expect(left.map(\.schoolCode) == ["00000006"])
    }

    /// Swapped metres have a place on Earth, far away: the row is named, and nothing is guessed.
    ///
    /// What is moved by hand is moved in metres.
    @Test(.enabled(if: SpatialSources.isExpected)) func swappedMetres() throws {
        let folder = try TemporaryDistrict(tables: "schools: {file: points.gpkg}\n")
        let right = Self.geoJSON.replacing("463380.4,1614248.4", with: "104.66,14.60123")
            .replacing("14.60123,104.63", with: "104.63,14.60123")
        try folder.write("source.json", right)
        let (source, target) = (
            folder.folder.appendingPathComponent("source.json").path,
            folder.folder.appendingPathComponent("points.gpkg").path
        )
        let converter = try #require(SpatialSources.converter)
        let made = try ChildProcess.output(
            of: converter,
            [
                "-t_srs", "EPSG:32648", "-dialect", "sqlite", "-sql",
                "select code, name_th, geometry from source", target, source,
            ])
        #expect(made.status == 0, "\(String(decoding: made.errors, as: UTF8.self))")
        // 460149 east, 1614253 north is school 3, about: its two numbers change places.
        try VectorWriter.apply(
            [], moves: [.init(featureID: 3, x: 1_614_253, y: 460_149)], to: target, layer: nil)
        let errors = DistrictDoctor.examine(folder.path).findings.filter {
            $0.severity == .error
        }
        #expect(errors.map(\.code) == ["outside_country"])
        #expect(errors.map(\.row) == [3])
        #expect(errors.map(\.schoolCode) == ["00000003"])
        try VectorWriter.apply(
            [], moves: [.init(featureID: 3, x: 460_149.2, y: 1_614_253.5)], to: target, layer: nil)
        let layer = try VectorReader.read(path: target)
        #expect(layer.sourceCRS == "EPSG:32648")
        let place = try #require(layer.features[2].geometry?.coordinates.first)
        #expect(abs(place.longitude - 104.63) < 1e-6)
        #expect(abs(place.latitude - 14.60123) < 1e-6)
    }

    /// An import takes the layer and names the row; a swapped village or an impossible area is a finding as well.
    @Test func importsNameTheRow() throws {
        let folder = try TemporaryDistrict()
        try folder.write("points.geojson", Self.geoJSON)
        let run = try ImportRun([folder.folder.appendingPathComponent("points.geojson").path])
        #expect(run.result.isPlannable)
        let found = run.result.findings.filter { $0.severity == .warning }
        #expect(found.map(\.code) == ["swapped_coordinates", "outside_world"])
        #expect(found.map(\.row) == [3, 6])
        #expect(found.map(\.schoolCode) == ["00000003", "00000006"])
    }

    @Test func oneImpossibleAreaIsLeftOut() throws {
        func ring(_ west: Double, _ south: Double) -> String {
            let corners = [(0.0, 0.0), (0.1, 0.0), (0.1, 0.1), (0.0, 0.1), (0.0, 0.0)]
            return corners.map { "[\(west + $0.0),\(south + $0.1)]" }.joined(separator: ",")
        }
        func feature(_ name: String, _ ring: String) -> String {
            #"{"type":"Feature","properties":{"name_th":"\#(name)"},"geometry":"#
                + #"{"type":"Polygon","coordinates":[[\#(ring)]]}}"#
        }
        let folder = try TemporaryDistrict(
            tables: "schools: {file: schools.csv}\nboundaries: {file: areas.geojson}\n")
        try folder.write(
            "areas.geojson",
            #"{"type":"FeatureCollection","features":["#
                + [feature("หนึ่ง", ring(104.55, 14.55)), feature("สอง", ring(14.55, 104.65))]
                .joined(separator: ",") + "]}")
        let report = DistrictDoctor.examine(folder.path)
        let found = report.findings.filter { $0.file == "areas.geojson" }
        #expect(found.map(\.code) == ["swapped_coordinates"])
        #expect(found.map(\.row) == [2])
        #expect(found.map(\.severity) == [.warning])
        #expect(report.schoolCount == 3)
    }
}
