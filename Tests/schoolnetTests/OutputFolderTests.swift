import Foundation
import TestSupport
import Testing

/// What stands where the results should go is never lost, and never half replaced.
@Suite("Output folder") struct OutputFolderTests {
    @Test func aFileIsInTheWay() async throws {
        let village = try Village()
        try village.folder.write("out", Data("precious".utf8))
        let result = try await village.plan()
        #expect(result.status == 73)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("[ผิดพลาด] เขียนผลลัพธ์ไม่ได้ / cannot write the results"))
        #expect(result.errors.contains("\(village.folder.path)/out: is a file"))
        #expect(try village.folder.text("out") == "precious")
        #expect(try village.folder.names() == ["district", "out", "scenario.yaml"])
    }

    @Test func somebodyElsesFolderIsKept() async throws {
        let village = try Village()
        try village.folder.write("out/ภาพถ่าย.jpg", Data("precious".utf8))
        let result = try await village.plan()
        #expect(result.status == 73)
        #expect(result.errors.contains("out: holds files that are not a plan (ภาพถ่าย.jpg)"))
        #expect(try village.folder.names(in: "out") == ["ภาพถ่าย.jpg"])
        #expect(try village.folder.names() == ["district", "out", "scenario.yaml"])
    }

    @Test func aNoteAmongEarlierResultsIsKept() async throws {
        let village = try Village()
        #expect(try await village.plan().status == 0)
        try village.folder.write("out/บันทึกการประชุม.docx", Data("precious".utf8))
        let before = try village.folder.contents(of: "out")
        let result = try await village.plan(
            "scenario.yaml", to: "out", ["--set", "hubs.exactly=3"])
        #expect(result.status == 73)
        #expect(result.errors.contains("would lose บันทึกการประชุม.docx"))
        #expect(try village.folder.contents(of: "out") == before)
    }

    /// The folder above is a file, or takes no new folder: not even root makes one in `/proc`.
    @Test(arguments: ["scenario.yaml/out", "locked/out"])
    func theFolderAboveRefuses(_ output: String) async throws {
        let village = try Village()
        try village.folder.write("locked/keep", Data())
        let locked = village.folder.url.appendingPathComponent("locked").path
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: locked)
        defer {
            try? FileManager.default.setAttributes(
                [.posixPermissions: 0o755], ofItemAtPath: locked)
        }
        let isRoot = getuid() == 0
        let target = output.hasPrefix("locked") && isRoot ? "/proc/schoolnet-plan" : output
        let result = try await village.plan("scenario.yaml", to: target)
        #expect(result.status == 73)
        #expect(result.output == "")
        #expect(result.errors.hasPrefix("[ผิดพลาด] เขียนผลลัพธ์ไม่ได้ / cannot write the results"))
        #expect(try village.folder.names(in: "locked") == ["keep"])
        #expect(try village.folder.names() == ["district", "locked", "scenario.yaml"])
    }

    /// Ten kills that land at moments drawn from the whole run, and five while results are written.
    @Test func aKilledRunLeavesEarlierResultsWhole() async throws {
        let seed: UInt64 = 33_040_012
        var generator = SplitMix64(seed: seed)
        let village = try Village()
        let folder = village.folder
        let more = ["--set", "hubs.exactly=3"]
        var duration = try await village.plan("scenario.yaml", to: "three", more).seconds
        let new = try folder.contents(of: "three")
        _ = try await village.plan()
        let old = try folder.contents(of: "out")
        #expect(old.count == 7 && new.count == 7 && old != new)

        var landed = (anywhere: 0, writing: 0)
        for attempt in 1...60 where landed.anywhere < 10 || landed.writing < 5 {
            let moment = Double.random(in: 0...duration, using: &generator)
            let waitsForWriting = landed.anywhere >= 10
            let result = try await village.plan("scenario.yaml", to: "out", more) { process in
                if waitsForWriting {
                    while process.isRunning, !folder.holdsPartialResults { await Task.yield() }
                } else {
                    try? await Task.sleep(for: .seconds(moment))
                }
                process.kill()
            }
            if result.wasKilled, waitsForWriting { landed.writing += 1 }
            if result.wasKilled, !waitsForWriting { landed.anywhere += 1 }
            let found = try folder.contents(of: "out")
            #expect(
                found == old || found == new,
                "seed \(seed), attempt \(attempt), after \(moment) s: a mixture is left")
            // A run that was not hit tells how long a run takes now.
            if !result.wasKilled { duration = min(duration, result.seconds) }
            if found == new { _ = try await village.plan() }
        }
        #expect(landed == (10, 5), "seed \(seed): too few kills landed: \(landed)")

        let next = try await village.plan("scenario.yaml", to: "out", more)
        #expect(next.status == 0)
        #expect(try village.folder.contents(of: "out") == new)
        #expect(try village.folder.names() == ["district", "out", "scenario.yaml", "three"])
    }
}

extension TemporaryFolder {
    /// Whether a run is writing beside its target at this moment.
    fileprivate var holdsPartialResults: Bool {
        (try? names().contains { $0.contains(".partial-") }) ?? false
    }
}
