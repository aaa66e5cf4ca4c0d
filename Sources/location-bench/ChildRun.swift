import Foundation

/// Solves in a process of its own, so that time and memory are those of one instance.
struct ChildRun {
    /// Seconds a child may go on after its limit, for reading and for what cannot be interrupted.
    private static let grace = 60.0

    let threads: Int

    /// What `solve` answers; `nil` where it gave no answer, or was ended because none came in time.
    func solve(
        _ arguments: [String], engine: BenchEngine, timeLimitSeconds: Double
    ) throws -> BenchReport? {
        let process = Process()
        process.executableURL = Bundle.main.executableURL
        process.arguments =
            ["solve"] + arguments + [
                "--engine", engine.rawValue, "--time-limit", "\(timeLimitSeconds)", "--threads",
                "\(threads)", "--json",
            ]
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let end = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(
            deadline: .now() + timeLimitSeconds + Self.grace, execute: end)
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        end.cancel()
        guard process.terminationStatus == 0 else { return nil }
        return try? JSONDecoder().decode(BenchReport.self, from: answer)
    }
}

/// The machine that figures were measured on.
enum Machine {
    /// Cores and model, in one line.
    static var line: String {
        "\(ProcessInfo.processInfo.activeProcessorCount) cores, \(model ?? "model unknown")"
    }

    private static var model: String? {
        #if canImport(Darwin)
            var size = 0
            guard sysctlbyname("machdep.cpu.brand_string", nil, &size, nil, 0) == 0 else {
                return nil
            }
            var name = [UInt8](repeating: 0, count: size)
            guard sysctlbyname("machdep.cpu.brand_string", &name, &size, nil, 0) == 0 else {
                return nil
            }
            return String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
        #else
            guard let text = try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8) else {
                return nil
            }
            return text.split(separator: "\n").first { $0.hasPrefix("model name") }
                .flatMap { $0.split(separator: ":", maxSplits: 1).last }
                .map { $0.trimmingCharacters(in: .whitespaces) }
        #endif
    }
}
