import Foundation
import Testing

/// `schoolnet plan` on a small district, from the outside.
@Suite("plan") struct PlanCommandTests {
    @Test func answersInTenLinesAndWritesEveryFile() async throws {
        let village = try Village()
        let result = try await village.plan()
        #expect(result.status == 0)
        #expect(result.errors == "")
        let lines = result.output.split(separator: "\n")
        #expect((5...10).contains(lines.count))
    }
}
