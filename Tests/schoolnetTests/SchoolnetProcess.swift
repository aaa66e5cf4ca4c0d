import Foundation
import TestSupport

/// The built program, run as a user runs it: another process, its exit code and what it printed.
enum SchoolnetProcess {
    /// How a run ended.
    struct Result {
        /// The exit code, or the signal that ended the run.
        var status: Int32
        var wasKilled: Bool
        var output: String
        var errors: String
        var seconds: Double
    }

    /// The program beside the test bundle.
    static let executable: URL = {
        #if os(macOS)
            let products = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") }?.bundleURL
                .deletingLastPathComponent()
            return (products ?? Bundle.main.bundleURL).appendingPathComponent("schoolnet")
        #else
            return Bundle.main.bundleURL.appendingPathComponent("schoolnet")
        #endif
    }()

    /// Runs the program to its end.
    ///
    /// - Parameters:
    ///   - folder: the working directory.
    ///   - watch: called with the running process, for tests that interrupt it.
    static func run(
        _ arguments: [String], in folder: URL,
        watch: @Sendable (ChildProcess) async -> Void = { _ in }
    ) async throws -> Result {
        let capture = try TemporaryFolder()
        let output = capture.url.appendingPathComponent("output")
        let errors = capture.url.appendingPathComponent("errors")
        await Turns.shared.take()
        let began = ContinuousClock.now
        let process: ChildProcess
        do {
            process = try ChildProcess(
                executable, arguments: arguments, folder: folder, output: output, errors: errors)
        } catch {
            await Turns.shared.giveBack()
            throw error
        }
        async let end = process.end()
        await watch(process)
        let (status, wasKilled) = await end
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        await Turns.shared.giveBack()
        return Result(
            status: status, wasKilled: wasKilled,
            output: try String(contentsOf: output, encoding: .utf8),
            errors: try String(contentsOf: errors, encoding: .utf8), seconds: seconds)
    }
}

/// A folder in a temporary place, removed with the last reference.
final class TemporaryFolder: Sendable {
    let url: URL

    var path: String { url.path }

    init() throws {
        url = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("schoolnet-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    /// Writes a file; folders above it are made.
    func write(_ name: String, _ bytes: Data) throws {
        let file = url.appendingPathComponent(name)
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try bytes.write(to: file)
    }

    /// The names in it or in a folder of it, hidden ones included, sorted.
    func names(in folder: String = "") throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: url.appendingPathComponent(folder).path
        ).sorted()
    }

    func exists(_ name: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
    }

    /// Every file of a folder by its name.
    func contents(of folder: String) throws -> [String: Data] {
        let base = url.appendingPathComponent(folder)
        return try Dictionary(
            uniqueKeysWithValues: names(in: folder).map {
                ($0, try Data(contentsOf: base.appendingPathComponent($0)))
            })
    }

    func text(_ name: String) throws -> String {
        try String(contentsOf: url.appendingPathComponent(name), encoding: .utf8)
    }

    /// A JSON object of a file.
    func json(_ name: String) throws -> [String: Any] {
        let data = try Data(contentsOf: url.appendingPathComponent(name))
        return try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]
    }

    /// The properties of every feature of a GeoJSON file.
    func properties(_ name: String) throws -> [[String: Any]] {
        let features = try json(name)["features"] as? [[String: Any]] ?? []
        return features.map { $0["properties"] as? [String: Any] ?? [:] }
    }
}

/// The repository, and the real data that lies beside it.
enum Places {
    static let repository = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    private static let shared = repository.deletingLastPathComponent()
        .appendingPathComponent("shared/data")

    /// Whether tests on real data run: always in CI, where a missing file must fail.
    static var sharedDataIsExpected: Bool {
        ProcessInfo.processInfo.environment["CI"] == "true"
            || FileManager.default.fileExists(atPath: shared.path)
    }

    static func shared(_ name: String) -> String { shared.appendingPathComponent(name).path }

    /// The committed scenarios, sorted by name.
    static func scenarios() throws -> [String] {
        try FileManager.default.contentsOfDirectory(
            atPath: repository.appendingPathComponent("Scenarios").path
        ).filter { $0.hasSuffix(".yaml") }.sorted()
    }
}
