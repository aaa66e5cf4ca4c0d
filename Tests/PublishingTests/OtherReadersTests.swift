import Foundation
import TestSupport
import Testing

@testable import Publishing

/// What GDAL makes of the layers: the reader behind QGIS and most other programs.
@Suite struct OtherReadersTests {
    static let reader = ["/usr/bin/ogrinfo", "/usr/local/bin/ogrinfo"]
        .first { FileManager.default.isExecutableFile(atPath: $0) }
    static let isContinuousIntegration = ProcessInfo.processInfo.environment["CI"] == "true"

    @Test(.enabled(if: reader != nil || isContinuousIntegration))
    func ogrinfoReadsEveryLayerWithoutAWarning() throws {
        let reader = try #require(Self.reader, "ogrinfo (gdal-bin) is needed")
        let home =
            FileManager.default.temporaryDirectory.path + "/layers-" + UUID().uuidString.prefix(8)
        var empty = SamplePlans.smallBuilder()
        empty.district.villages = []
        empty.district.catchments = []
        empty.decisions = [:]
        for (name, plan) in [
            ("small", try SamplePlans.small()), ("rich", try SamplePlans.rich()),
            ("real", try SamplePlans.realSize(seed: 6)),
            ("empty", try empty.plan()),
        ] {
            let counts = [
                "schools": plan.schools.count, "links": plan.links.count,
                "clusters": plan.clusters.count + plan.pools.count,
                "villages": plan.villages.count,
                "catchments": plan.catchments.count,
            ]
            for file in try PlanPublisher.publish(plan, to: home + "/" + name)
            where file.name.hasSuffix(".geojson") {
                let layer = String(file.name.dropLast(8))
                let run = try ChildProcess.output(
                    of: reader, ["-al", "-so", "\(home)/\(name)/\(file.name)"])
                let text = String(decoding: run.output, as: UTF8.self)
                let fault = String(decoding: run.errors, as: UTF8.self)
                #expect(run.status == 0)
                #expect(fault.isEmpty, "\(name)/\(file.name): \(fault)")
                #expect(!text.contains("Warning"))
                #expect(text.contains("Layer name: \(layer)"))
                #expect(text.contains("Feature Count: \(counts[layer] ?? -1)\n"))
                #expect(text.contains("WGS 84"))
            }
        }
    }
}
