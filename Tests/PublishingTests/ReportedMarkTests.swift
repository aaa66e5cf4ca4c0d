import Foundation
import SchoolDistrict
import SpatialTypes
import Testing

@testable import NetworkPlanning
@testable import Publishing

/// Figures that rest on reported distances say so.
@Suite struct ReportedMarkTests {
    /// One way from home is a reported one: the four travel indicators and the note bear the mark; without it
    /// no figure of the page does.
    @Test func travelIndicatorsBearTheMark() throws {
        var plan = try SamplePlans.small()
        #expect(try !ReportTests.report(plan).contains("†"))
        plan.schools[0].homes = [
            HomeWay(
                villageCode: "v1", pupils: GradeCounts([.p1: 8]), before: Metres(kilometres: 2.9),
                beforeSource: .reported, taughtAt: plan.schools[0].school.code,
                after: Metres(kilometres: 2.9), afterSource: .reported)
        ]
        let page = try ReportTests.report(plan)
        for name in [
            "Pupils over 3 km from school", "Share of pupils with a known home",
            "Mean way from home to school", "Longest way",
        ] {
            let tail = page.components(separatedBy: name).dropFirst().first ?? ""
            #expect(tail.prefix(60).contains("†"), "\(name)")
        }
        #expect(page.contains("† marks a reported distance"))
    }
}
