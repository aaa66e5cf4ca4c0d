import DistrictData
import Foundation
import SpatialTypes
import Testing

@Suite("What the doctor writes")
struct DoctorOutputTests {
    /// A school with swapped numbers, one with a garbled name, one in order; all about one place.
    static func district() throws -> TemporaryDistrict {
        try TemporaryDistrict(files: [
            "schools.csv": """
            code,name_th,longitude,latitude,note
            00000001,บ้านหนึ่ง,104.600000,14.600000,"ก, ข"
            00000002,บ้านสอง,14.650000,104.620000,
            00000003,à¸šà¹‰à¸²à¸™à¸ªà¸²à¸¡,104.630000,14.610000,
            00000004,บ้านสี่,104.640000,14.620000,
            00000005,บ้าน<ห้า>,104.650000,14.63,

            """
        ])
    }

    @Test func repairsAreProposedWithTheirEvidence() throws {
        let folder = try Self.district()
        let found = DistrictDoctor.examine(folder.path).findings
        let swapped = try #require(found.first { $0.code == "swapped_coordinates" })
        #expect(swapped.severity == .error)
        #expect(swapped.row == 3)
        #expect(swapped.schoolCode == "00000002")
        let repair = try #require(swapped.repair)
        #expect(repair.isSafe)
        #expect(
            repair.changes == [
                Repair.Change(column: "longitude", old: "14.650000", new: "104.620000"),
                Repair.Change(column: "latitude", old: "104.620000", new: "14.650000"),
            ])
        let garbled = try #require(found.first { $0.code == "mojibake" })
        #expect(garbled.repair?.changes.first?.new == "บ้านสาม")
    }

    @Test func onlySafeRepairsAreApplied() throws {
        let folder = try Self.district()
        let before = try String(
            contentsOf: folder.folder.appendingPathComponent("schools.csv"), encoding: .utf8)
        let fixed = try DistrictFixer.fix(folder.path)
        #expect(fixed.files.map(\.path) == ["changes.csv", "district.yaml", "schools.csv"])
        let table = try #require(fixed.files.first { $0.path == "schools.csv" })
        #expect(
            String(decoding: table.contents, as: UTF8.self)
                == "\u{FEFF}"
                + before.replacing("14.650000,104.620000", with: "104.620000,14.650000")
                .replacing("à¸šà¹‰à¸²à¸™à¸ªà¸²à¸¡", with: "บ้านสาม"))
        let changes = try #require(fixed.files.first { $0.path == "changes.csv" })
        #expect(
            String(decoding: changes.contents, as: UTF8.self).split(separator: "\n").count == 4)
        // The original is as it was, and the copy has nothing left to mend.
        #expect(
            try String(
                contentsOf: folder.folder.appendingPathComponent("schools.csv"), encoding: .utf8)
                == before)
        let copy = try TemporaryDistrict()
        for file in fixed.files {
            try copy.write(file.path, String(decoding: file.contents, as: UTF8.self))
        }
        let after = DistrictDoctor.examine(copy.path)
        #expect(after.exitCode == 0)
        #expect(after.findings.allSatisfy { $0.repair?.isSafe != true })
        #expect(after.schoolCount == 5)
    }

    @Test func thePageIsThaiBySchoolAndSelfContained() throws {
        let folder = try Self.district()
        let page = DistrictDoctor.examine(folder.path).html()
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"th\">"))
        #expect(page.contains("<section id=\"s00000002\"><h2>โรงเรียนบ้านสอง"))
        #expect(page.contains("<del>14.650000</del> → <ins>104.620000</ins>"))
        // Both schools' sheets have a line to sign.
        #expect(page.components(separatedBy: "<p class=\"sign\">").count == 3)
        for outside in ["http:", "https:", "src=", "<script", "<link"] {
            #expect(!page.contains(outside))
        }
    }

    @Test func findingsAreOnTheMap() throws {
        let folder = try Self.district()
        let text = try DistrictDoctor.examine(folder.path).geoJSON()
        struct Layer: Decodable {
            struct Feature: Decodable {
                struct Point: Decodable { var coordinates: [Double] }
                var geometry: Point?
                var properties: [String: Value]
            }
            enum Value: Decodable {
                case text(String), other
                init(from decoder: any Decoder) throws {
                    let container = try decoder.singleValueContainer()
                    self = (try? container.decode(String.self)).map(Value.text) ?? .other
                }
            }
            var features: [Feature]
        }
        let layer = try JSONDecoder().decode(Layer.self, from: Data(text.utf8))
        let swapped = try #require(
            layer.features.first {
                if case .text("swapped_coordinates") = $0.properties["code"] { true } else { false }
            })
        // The point is where the school will be.
        #expect(swapped.geometry?.coordinates == [104.62, 14.65])
    }

    @Test(arguments: [
        ("2566-06-10", false), ("2565-06-10", true), ("10 มิถุนายน 2565", true),
        ("๑๐ มิ.ย.๒๕๖๖", false), ("2023-06-10", false),
    ])
    func oldData(_ asOf: String, _ isOld: Bool) throws {
        let folder = try TemporaryDistrict(tables: "as_of: \(asOf)\nschools: {file: schools.csv}\n")
        let report = DistrictDoctor.examine(
            folder.path, today: CalendarDay(year: 2566, month: 11, day: 25))
        #expect(report.findings.contains { $0.code == "stale_as_of_date" } == isOld)
        // Without a day to judge by, nothing is old.
        #expect(
            !DistrictDoctor.examine(folder.path).findings.contains { $0.code == "stale_as_of_date" }
        )
    }

    @Test func sameInputSameBytes() throws {
        let folder = try Self.district()
        let first = DistrictDoctor.examine(folder.path)
        let second = DistrictDoctor.examine(folder.path)
        #expect(first == second)
        #expect(first.html() == second.html())
        #expect(try first.geoJSON() == second.geoJSON())
    }
}
