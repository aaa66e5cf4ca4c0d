import Foundation
import Testing

@testable import schoolnet

/// `schoolnet plan --rule-prices` on the village.
@Suite("Prices of rules") struct RulePriceTests {
    /// A third hub can only be nearer, and the lock's price is what lifting it is worth: the 110.23 pupil-kilometres that
    /// `ExplainTests.thePriceOfALock` finds from the other side.
    @Test func everyRuleIsPricedBySolvingAgain() async throws {
        let village = try Village(
            replacing: Village.scenario(
                adding: "locks: [{school: \"33040004\", decision: not_hub}]"))
        let result = try await village.plan("scenario.yaml", to: "a", ["--rule-prices"])
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.errors == "")
        let lines = result.output.split(separator: "\n")
        func line(_ words: String) throws -> Substring {
            try #require(lines.first { $0.contains(words) }, "\(words): \(result.output)")
        }
        #expect(try line("2 → 3 hubs").contains(/−[\d.]+ +ใช่\/yes +2 → 3/))
        #expect(try line("lift the lock on 33040004 (not_hub)").contains("−110.23"))
        #expect(try line("merge radius 6.0 → 7.0 km").contains("2 → 2"))
        #expect(try line("Unit of the goal").contains("pupil-km with penalties"))
        let again = try await village.plan("scenario.yaml", to: "b", ["--rule-prices"])
        #expect(again.status == 0)
        #expect(try village.folder.contents(of: "a") == village.folder.contents(of: "b"))
    }

    @Test func quietPrintsNoTable() async throws {
        let village = try Village()
        let result = try await village.plan("scenario.yaml", to: "a", ["--rule-prices", "--quiet"])
        #expect(result.status == 0 && result.output == "" && result.errors == "")
    }

    /// A number of hubs that the village does not have: no plan, and which rule to give up is said.
    @Test func aPlanWithoutSolutionIsPricedToo() async throws {
        let village = try Village()
        let result = try await village.plan(
            "scenario.yaml", to: "a",
            ["--rule-prices", "--set", "objective=lscp", "--set", "travel.cover_limit_km=1"])
        #expect(result.status == 2, "\(result.output)")
        #expect(result.output.contains("The price of each rule"))
    }

    @Test func ctrlCIsRemembered() async {
        await #expect(processExitsWith: .success) {
            let interrupt = Interrupt()
            guard !interrupt.isAsked else { exit(1) }
            kill(getpid(), SIGINT)
            for _ in 0..<500 where !interrupt.isAsked { usleep(10_000) }
            exit(interrupt.isAsked ? 0 : 1)
        }
    }

    @Test func theSecondCtrlCEndsTheProgram() async {
        await #expect(processExitsWith: .signal(SIGINT)) {
            let interrupt = Interrupt()
            kill(getpid(), SIGINT)
            for _ in 0..<500 where !interrupt.isAsked { usleep(10_000) }
            kill(getpid(), SIGINT)
            for _ in 0..<500 { usleep(10_000) }
            exit(interrupt.isAsked ? 0 : 1)
        }
    }
}
