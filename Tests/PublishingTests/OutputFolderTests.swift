import Foundation
import NetworkPlanning
import TestSupport
import Testing

@testable import Publishing

@Suite struct OutputFolderTests {
    /// A folder of its own for each test.
    let home: String

    init() throws {
        home =
            FileManager.default.temporaryDirectory.path + "/publishing-"
            + UUID().uuidString.prefix(8)
        try FileManager.default.createDirectory(
            atPath: home, withIntermediateDirectories: true)
    }

    private func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path).sorted()
    }

    private func bytes(_ path: String) throws -> [String: Data] {
        var bytes: [String: Data] = [:]
        for name in try names(path) {
            bytes[name] = try Data(contentsOf: URL(fileURLWithPath: path + "/" + name))
        }
        return bytes
    }

    @Test func publishesSevenFilesTwiceTheSame() throws {
        let first = try PlanPublisher.publish(SamplePlans.small(), to: home + "/a/b/plan")
        #expect(
            first.map(\.name) == [
                "catchments.geojson", "clusters.geojson", "links.geojson", "plan.json",
                "report.html", "schools.geojson", "villages.geojson",
            ])
        let before = try bytes(home + "/a/b/plan")
        #expect(first.map(\.bytes) == first.map { before[$0.name]?.count })
        let second = try PlanPublisher.publish(SamplePlans.small(), to: home + "/a/b/plan/")
        #expect(second == first)
        #expect(try bytes(home + "/a/b/plan") == before)
        #expect(try names(home + "/a/b") == ["plan"])
    }

    @Test func aNewPlanReplacesTheOld() throws {
        let path = home + "/plan"
        _ = try PlanPublisher.publish(SamplePlans.small(), to: path)
        try Data("x".utf8).write(to: URL(fileURLWithPath: path + "/plan.gpkg"))
        _ = try PlanPublisher.publish(SamplePlans.realSize(seed: 1), to: path)
        let text = try String(contentsOfFile: path + "/plan.json", encoding: .utf8)
        #expect(text.contains("\"schools\": 209"))
        #expect(try names(path).count == 7)
        #expect(try names(home) == ["plan"])
    }

    @Test func aFailureHalfWayLeavesTheEarlierResults() throws {
        struct DiskFull: Error {}
        let path = home + "/plan"
        _ = try PlanPublisher.publish(SamplePlans.small(), to: path)
        let before = try bytes(path)
        #expect(throws: DiskFull.self) {
            try OutputFolder(path).replace { folder in
                try FileSystem.write([1, 2, 3], to: folder + "/plan.json")
                throw DiskFull()
            }
        }
        #expect(try bytes(path) == before)
        #expect(try names(home) == ["plan"])
    }

    @Test func foreignFoldersAndFilesAreRefused() throws {
        let foreign = home + "/foreign"
        try FileManager.default.createDirectory(atPath: foreign, withIntermediateDirectories: true)
        // An empty folder is welcome.
        try OutputFolder(foreign).validate()
        try Data("{\"plan\":1}".utf8).write(to: URL(fileURLWithPath: foreign + "/plan.json"))
        let error = #expect(throws: PublishingError.self) {
            try PlanPublisher.publish(SamplePlans.small(), to: foreign)
        }
        #expect(error?.code == .cannotCreate && error?.exitCode == 73)
        #expect(try names(foreign) == ["plan.json"])

        let own = home + "/own"
        _ = try PlanPublisher.publish(SamplePlans.small(), to: own)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: own + "/notes.docx"))
        let second = #expect(throws: PublishingError.self) { try OutputFolder(own).validate() }
        #expect(second?.detail.contains("notes.docx") == true)
        #expect(try names(own).count == 8)

        let file = #expect(throws: PublishingError.self) {
            try PlanPublisher.publish(SamplePlans.small(), to: own + "/plan.json")
        }
        #expect(file?.code == .cannotCreate)
        let below = #expect(throws: PublishingError.self) {
            try PlanPublisher.publish(SamplePlans.small(), to: own + "/plan.json/deeper")
        }
        #expect(below?.code == .cannotCreate)
    }

    @Test func whatDeadRunsLeftIsCleared() throws {
        let path = home + "/plan"
        // No process has this number: the kernel's largest is 4194304.
        for leftover in [".plan.partial-4999999", ".plan.partial-4999998"] {
            try FileManager.default.createDirectory(
                atPath: home + "/" + leftover, withIntermediateDirectories: true)
            try Data("half".utf8).write(
                to: URL(fileURLWithPath: home + "/" + leftover + "/plan.json"))
        }
        // Another plan's leftovers, and a live process's, are not ours to clear.
        for other in [".plan2.partial-4999999", ".plan.partial-1"] {
            try FileManager.default.createDirectory(
                atPath: home + "/" + other, withIntermediateDirectories: true)
        }
        _ = try PlanPublisher.publish(SamplePlans.small(), to: path)
        #expect(try names(home) == [".plan.partial-1", ".plan2.partial-4999999", "plan"])
    }

    @Test func resultsSetAsideByADeadRunComeBack() throws {
        let path = home + "/plan"
        _ = try PlanPublisher.publish(SamplePlans.small(), to: path)
        try FileManager.default.moveItem(atPath: path, toPath: home + "/.plan.previous-4999999")
        struct Stop: Error {}
        #expect(throws: Stop.self) { try OutputFolder(path).replace { _ in throw Stop() } }
        #expect(try names(path).count == 7)
        #expect(try names(home) == ["plan"])
    }

    @Test func aLinkToAFolderStaysALink() throws {
        let path = home + "/real"
        _ = try PlanPublisher.publish(SamplePlans.small(), to: path)
        try FileManager.default.createSymbolicLink(
            atPath: home + "/link", withDestinationPath: path)
        _ = try PlanPublisher.publish(SamplePlans.small(), to: home + "/link")
        let type = try FileManager.default.attributesOfItem(atPath: home + "/link")[.type]
        #expect(type as? FileAttributeType == .typeSymbolicLink)
        #expect(try names(home) == ["link", "real"])
    }

    /// A child publishes two plans in turn and is killed at a random moment; ten times.
    @Test func aKillAtAnyMomentLeavesWholeResults() async throws {
        let path = home + "/plan"
        let seed = UInt64.random(in: 0...UInt64.max)
        var random = SplitMix64(seed: seed)
        _ = try PlanPublisher.publish(SamplePlans.small(), to: path)
        let other = try Self.otherPlan()
        let whole = [
            Dictionary(
                uniqueKeysWithValues: try PlanPublisher.contents(of: SamplePlans.small()).map {
                    ($0.name, Data($0.text.utf8))
                }),
            Dictionary(
                uniqueKeysWithValues: try PlanPublisher.contents(of: other).map {
                    ($0.name, Data($0.text.utf8))
                }),
        ]
        for round in 0..<10 {
            let delay = UInt32(random.below(60_000))
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [path = path as String, delay = delay as UInt32] in
                let plans = [try SamplePlans.small(), try Self.otherPlan()]
                Thread.detachNewThread {
                    usleep(20_000 + delay)
                    kill(getpid(), SIGKILL)
                }
                var turn = 0
                while true {
                    turn += 1
                    _ = try PlanPublisher.publish(plans[turn % 2], to: path)
                }
            }
            #expect(whole.contains(try bytes(path)), "seed \(seed), round \(round)")
        }
        _ = try PlanPublisher.publish(other, to: path)
        #expect(try names(home) == ["plan"])
    }

    static func otherPlan() throws -> Plan {
        var builder = SamplePlans.smallBuilder()
        builder.scenario.nameThai = "อีกทางเลือกหนึ่ง"
        return try builder.plan()
    }
}
