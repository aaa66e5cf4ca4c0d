import Foundation
import SyntheticDistrict
import Testing

/// The district that the repository carries is the one the generator makes.
struct SampleSnapshotTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("GeoData/sample")

    @Test func generatorReproducesTheCommittedDistrict() throws {
        let files = try SampleGenerator.generate(SampleOptions())
        if ProcessInfo.processInfo.environment["RECORD_SNAPSHOTS"] == "1" {
            try FileManager.default.createDirectory(
                at: Self.folder, withIntermediateDirectories: true)
            for file in files {
                try Data(file.contents).write(to: Self.folder.appendingPathComponent(file.path))
            }
        }
        for file in files {
            let committed = try Data(contentsOf: Self.folder.appendingPathComponent(file.path))
            #expect(committed == Data(file.contents), "\(file.path) differs from the committed one")
            #expect(file.contents.count <= 3_000_000, "\(file.path) is too large")
        }
        let present = try FileManager.default.contentsOfDirectory(atPath: Self.folder.path)
        #expect(Set(present) == Set(files.map(\.path)))
        #expect(files.map(\.contents.count).reduce(0, +) <= 6_000_000)
    }

    @Test func twoRunsAgreeAndAnotherSeedDiffers() throws {
        let options = SampleOptions(schools: 50)
        let first = try SampleGenerator.generate(options)
        #expect(try SampleGenerator.generate(options) == first)
        let other = try SampleGenerator.generate(SampleOptions(schools: 50, seed: 3305))
        for (a, b) in zip(first, other) {
            #expect(a.path == b.path)
            #expect(a.contents != b.contents, "\(a.path) is the same for two seeds")
        }
    }
}
