import Foundation
import Testing

@testable import Publishing

/// Writes the reports where a person asks for them, to look at them in a browser:
/// `SCHOOLNET_REPORT_FOLDER=reports swift test --filter RenderedReport`.
@Suite struct RenderedReportTests {
    static let folder = ProcessInfo.processInfo.environment["SCHOOLNET_REPORT_FOLDER"]

    @Test(.enabled(if: folder != nil)) func writesReportsForViewing() throws {
        let folder = try #require(Self.folder)
        let small = try PlanPublisher.publish(SamplePlans.small(), to: folder + "/small")
        let large = try PlanPublisher.publish(
            SamplePlans.realSize(seed: 1), to: folder + "/real-size")
        let rich = try PlanPublisher.publish(SamplePlans.rich(), to: folder + "/rich")
        #expect(small.count == 7)
        #expect(rich.count == 7)
        #expect(large.count == 7)
    }
}
