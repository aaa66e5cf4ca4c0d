import Accessibility
import DistrictData
import Foundation
import PlanarGeometry
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

/// Catchments of the sample, built and then damaged one way each.
@Suite("Damaged catchments")
struct CatchmentDirtTests {
    private struct Built {
        var catchments: [Catchment]
        var tables: SampleTables
        var neighbours: [Set<Int>]
    }

    private func built() throws -> Built {
        let loaded = try DistrictReader.read(SampleTables.folder.path).district
        let catchments = try CatchmentBuilder.catchments(
            of: loaded.schools.map { ($0.code, $0.position) }, official: [],
            within: loaded.boundaries.map(\.area))
        let boxes = catchments.map { catchment in
            BoundingBox(of: catchment.area.flatMap(\.exterior.coordinates))
        }
        let neighbours = boxes.map { box in
            Set(
                boxes.indices.filter { other in
                    guard let a = box, let b = boxes[other] else { return false }
                    let margin = 0.02
                    return a.west - margin < b.east && b.west - margin < a.east
                        && a.south - margin < b.north && b.south - margin < a.north
                })
        }
        var tables = try SampleTables()
        tables.manifestLines = "catchments: {file: catchments.geojson}\n"
        return Built(catchments: catchments, tables: tables, neighbours: neighbours)
    }

    private func geoJSON(_ catchments: [Catchment]) -> String {
        let features = catchments.map { catchment in
            let polygons = catchment.area.map { polygon in
                let rings = ([polygon.exterior] + polygon.holes).map { ring in
                    "["
                        + ring.coordinates.map { "[\($0.longitude),\($0.latitude)]" }
                        .joined(separator: ",") + "]"
                }
                return "[" + rings.joined(separator: ",") + "]"
            }.joined(separator: ",")
            return "{\"type\":\"Feature\",\"properties\":{\"school\":\"\(catchment.schoolCode)\"},"
                + "\"geometry\":{\"type\":\"MultiPolygon\",\"coordinates\":[\(polygons)]}}"
        }
        return "{\"type\":\"FeatureCollection\",\"features\":[\n"
            + features.joined(separator: ",\n") + "]}"
    }

    private func scaled(_ catchment: Catchment, by factor: Double) -> Catchment {
        var result = catchment
        result.area = catchment.area.map { polygon in
            let corners = polygon.exterior.coordinates
            let middle = BoundingBox(of: corners)?.centre ?? corners[0]
            return Polygon(
                exterior: LinearRing(
                    corners.map {
                        Coordinate(
                            longitude: middle.longitude + ($0.longitude - middle.longitude)
                                * factor,
                            latitude: middle.latitude + ($0.latitude - middle.latitude) * factor)
                    }))
        }
        return result
    }

    /// The largest part's ring with a bow tie tied into it: a quarter and three quarters of its corners changed about.
    private func twisted(_ catchment: Catchment) -> Catchment {
        var result = catchment
        var corners = Array(result.area[0].exterior.coordinates.dropLast())
        corners.swapAt(corners.count / 4, corners.count * 3 / 4)
        result.area[0] = Polygon(exterior: LinearRing(corners))
        return result
    }

    @Test func eachDamageIsFound() throws {
        let built = try built()
        var random = SplitMix64(seed: 42)
        // Schools far enough apart that one damage does not touch another.
        var chosen: [Int] = []
        for index in built.catchments.indices.shuffled(using: &random)
        where built.catchments[index].area.count == 1
            && built.catchments[index].area[0].exterior.coordinates.count > 8
            && chosen.allSatisfy({ built.neighbours[index].isDisjoint(with: built.neighbours[$0]) })
        {
            chosen.append(index)
        }
        let kinds = ["invalid", "overlap", "gap"]
        var damaged = built.catchments
        var made: [String: Set<Int>] = [:]
        for (number, index) in chosen.enumerated() {
            let kind = kinds[number % 3]
            made[kind, default: []].insert(index)
            switch kind {
            case "invalid": damaged[index] = twisted(damaged[index])
            case "overlap": damaged[index] = scaled(damaged[index], by: 1.4)
            default: damaged[index] = scaled(damaged[index], by: 0.7)
            }
        }
        var tables = built.tables
        tables.extraFiles = ["catchments.geojson": geoJSON(damaged)]
        let district = try tables.write()
        let findings = DistrictDoctor.examine(district.path).findings
        func codes(_ code: String) -> [Finding] { findings.filter { $0.code == code } }
        print("\ncatchments: \(built.catchments.count), damaged \(chosen.count)")

        let invalid = Set(codes("catchment_invalid").compactMap(\.schoolCode))
        let wantInvalid = Set(made["invalid", default: []].map { built.catchments[$0].schoolCode })
        print(
            "invalid: made \(wantInvalid.count), found \(invalid.intersection(wantInvalid).count), false \(invalid.subtracting(wantInvalid).count)"
        )
        #expect(invalid == wantInvalid)

        let wantOverlap = Set(made["overlap", default: []].map { built.catchments[$0].schoolCode })
        // A twisted ring covers other ground than before, and so overlaps as well.
        let twistedCodes = wantInvalid
        let pairs = codes("catchment_overlap").compactMap(\.value)
        let overlapped = wantOverlap.filter { code in pairs.contains { $0.contains(code) } }
        let strays = pairs.filter { pair in
            !wantOverlap.union(twistedCodes).contains { pair.contains($0) }
        }
        print(
            "overlap: made \(wantOverlap.count), found \(overlapped.count), false \(strays.count)")
        #expect(overlapped == wantOverlap)
        #expect(strays.isEmpty)

        let gaps = codes("catchment_gap").compactMap(\.place)
        let wantGap = made["gap", default: []]
        let index = try PolygonIndex(built.catchments.map(\.area))
        let hit = try Set(
            gaps.flatMap {
                try index.polygons(
                    containing: Coordinate(longitude: $0.longitude, latitude: $0.latitude))
            })
        print(
            "gap: made \(wantGap.count), found \(hit.intersection(wantGap).count), gaps \(gaps.count)"
        )
        #expect(wantGap.isSubset(of: hit))
        #expect(gaps.count <= wantGap.count + wantInvalid.count * 3)
    }

    @Test func changedCodesAreFound() throws {
        let built = try built()
        var damaged = built.catchments
        // Two schools' catchments change owners.
        (damaged[10].schoolCode, damaged[90].schoolCode) =
            (damaged[90].schoolCode, damaged[10].schoolCode)
        var tables = built.tables
        tables.extraFiles = ["catchments.geojson": geoJSON(damaged)]
        let district = try tables.write()
        let findings = DistrictDoctor.examine(district.path).findings
        #expect(
            Set(
                findings.filter { $0.code == "catchment_without_its_school" }
                    .compactMap(\.schoolCode))
                == Set([built.catchments[10].schoolCode, built.catchments[90].schoolCode]))
        #expect(
            findings.allSatisfy {
                !["catchment_gap", "catchment_overlap", "catchment_invalid"].contains($0.code)
            })
    }

    /// A spike of no area is cut off and written out; a bow tie that halves the area is left for people.
    @Test func mendedCatchmentsAreWritten() throws {
        let built = try built()
        var damaged = built.catchments
        let single = damaged.indices.filter {
            damaged[$0].area.count == 1 && damaged[$0].area[0].exterior.coordinates.count > 8
        }
        let (spiked, tied) = (single[5], single[40])
        var corners = Array(damaged[spiked].area[0].exterior.coordinates.dropLast())
        // Out some 3 km and back the same way.
        let tip = Coordinate(
            longitude: corners[0].longitude - 0.03, latitude: corners[0].latitude + 0.001)
        corners.insert(contentsOf: [tip, corners[0]], at: 1)
        damaged[spiked].area[0] = Polygon(exterior: LinearRing(corners))
        damaged[tied] = twisted(damaged[tied])
        var tables = built.tables
        tables.extraFiles = ["catchments.geojson": geoJSON(damaged)]
        let district = try tables.write()
        let fixed = try DistrictFixer.fix(district.path, today: CorruptionTests.today)
        let made = fixed.changes.filter { $0.finding.code == "catchment_invalid" }
        #expect(made.map(\.finding.schoolCode) == [damaged[spiked].schoolCode])
        #expect(made.map(\.change.column) == ["geometry"])
        #expect(made.allSatisfy { $0.finding.row == spiked + 1 })
        // The file it came from is not written over by the new one's name.
        let written = try #require(fixed.files.first { $0.path.hasPrefix("catchments-mended") })
        let copy = try TemporaryDistrict()
        for file in fixed.files { try copy.write(file.path, file.contents) }
        let after = DistrictDoctor.examine(copy.path, today: CorruptionTests.today)
        #expect(
            after.findings.filter { $0.code == "catchment_invalid" }.map(\.schoolCode)
                == [damaged[tied].schoolCode])
        let mended = try withExtendedLifetime(copy) { try DistrictReader.read(copy.path).district }
        #expect(mended.catchments.count == damaged.count)
        #expect(!written.contents.isEmpty)
    }

    /// Catchments that a plan built and wrote are read as built again.
    @Test func builtCatchmentsStayFlagged() throws {
        let built = try built()
        var tables = built.tables
        tables.manifestLines = "catchments: {file: catchments.geojson, columns: {school: school}}\n"
        tables.extraFiles = [
            "catchments.geojson": geoJSON(built.catchments).replacing(
                "\"school\":", with: "\"built_by_planner\":true,\"school\":")
        ]
        let folder = try tables.write()
        let loaded = try withExtendedLifetime(folder) {
            try DistrictReader.read(folder.path).district
        }
        #expect(loaded.catchments.count == built.catchments.count)
        #expect(loaded.catchments.allSatisfy { $0.isBuilt })
    }

    @Test func aBuiltPartitionIsWhole() throws {
        let loaded = try DistrictReader.read(SampleTables.folder.path).district
        let built = try built()
        let partition = try CatchmentPartition(
            built.catchments, within: loaded.boundaries.map(\.area), villages: loaded.villages)
        #expect(abs(partition.coveredSquareMetres / partition.groundSquareMetres - 1) < 1e-6)
        #expect(partition.overlaps.allSatisfy { $0.squareMetres < 1 })
        #expect(partition.gaps.allSatisfy { $0.squareMetres < 1 })
        #expect(partition.villagesNotInOne.allSatisfy { $0.catchments != 0 })
    }

    /// Of three schools one has a drawn catchment, one has none, and the private one needs none.
    @Test func missingOnesAreNamed() throws {
        let ring = "[[104.55,14.55],[104.62,14.55],[104.62,14.65],[104.55,14.65],[104.55,14.55]]"
        let folder = try TemporaryDistrict(
            tables: "schools: {file: schools.csv}\ncatchments: {file: c.geojson}\n",
            files: [
                "c.geojson": #"{"type":"FeatureCollection","features":[{"type":"Feature","#
                    + #""properties":{"school":"33040001"},"geometry":{"type":"Polygon","#
                    + #""coordinates":[\#(ring)]}}]}"#
            ])
        let report = DistrictDoctor.examine(folder.path)
        let found = report.findings.filter { $0.code == "catchment_missing" }
        #expect(found.map(\.schoolCode) == ["33040002"])
        #expect(found.map(\.severity) == [.warning])
        let gap = report.gaps.first { $0.subject == .catchments }
        #expect(gap?.schoolCodes == ["33040002"])
    }
}
