import Foundation

/// The same points through OSRM's contraction hierarchy, in a process of its own.
struct OSRMComparison {
    let python: String
    let input: BenchInput
    /// Where the prepared files are kept; a temporary folder where `nil`.
    let folder: String?
    let workers: Int

    /// What stands in for OSRM where it is not installed.
    static let publishedTable =
        "OSRM not run (--osrm-python); measured earlier on 2 shared cores, OSRM 26.10 CH, foot: "
        + "build 4.9 + 87 s, 1,000 x 5,000 in 5.7-7.4 s, 695 MB (SOURCE.md beside the points)"

    /// Figures of the script beside this file.
    private struct Answer: Decodable {
        var buildSeconds: Double?
        var tableSeconds: Double
        var tableProcessorSeconds: Double
        var peakMegabytes: Double
        var pairs: Int
        var missing: Int
        enum CodingKeys: String, CodingKey {
            case buildSeconds = "build_seconds"
            case tableSeconds = "table_seconds"
            case tableProcessorSeconds = "table_processor_seconds"
            case peakMegabytes = "peak_megabytes"
            case pairs, missing
        }
    }

    /// Runs OSRM and adds its figures and the ratio of the table times.
    func run(ours: Double, _ report: inout BenchReport) throws {
        let script = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "osrm_table.py")
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            [python, script.path, input.roadPath, input.schoolPath, input.homePath, "\(workers)"]
            + (folder.map { [$0] } ?? [])
        process.standardOutput = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw BenchError("OSRM's script ended with status \(process.terminationStatus)")
        }
        let answer = try JSONDecoder().decode(Answer.self, from: output)
        if let build = answer.buildSeconds {
            report.add(Figure(name: "OSRM: build (extract, contract)", value: build, unit: "s"))
        }
        report.add(
            Figure(
                name: "OSRM: the same table", value: answer.tableSeconds, unit: "s",
                wallSeconds: answer.tableSeconds,
                processorSeconds: answer.tableProcessorSeconds))
        report.add(
            Figure(name: "OSRM: peak memory of the table", value: answer.peakMegabytes, unit: "MB"))
        report.add(
            Figure(
                name: "OSRM / ours, table", value: answer.tableSeconds / ours, unit: "times"))
        report.note("OSRM: \(answer.pairs) pairs, \(answer.missing) without a way")
    }
}
