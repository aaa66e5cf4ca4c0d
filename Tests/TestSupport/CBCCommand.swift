import Foundation
import MixedIntegerProgramming

/// The `cbc` command line as a second opinion on a model.
public enum CBCCommand {
    /// What the command said.
    public enum Answer: Equatable, Sendable {
        case optimal(Double)
        case infeasible
        case other(String)
    }

    /// Where the command is, `nil` if it is not installed.
    public static let path: String? = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin")
        .split(separator: ":").map { "\($0)/cbc" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }

    /// Tests that need the command run when it is there, and fail for want of it in CI.
    public static var mustRun: Bool {
        path != nil || ProcessInfo.processInfo.environment["CI"] == "true"
    }

    /// Solves the MPS text of a model; the objective is recomputed from the values CBC prints.
    public static func solve(_ model: MixedIntegerModel) throws -> Answer {
        guard let path else { throw CocoaError(.fileNoSuchFile) }
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = folder.appendingPathComponent("model.mps")
        let output = folder.appendingPathComponent("model.sol")
        try MPSWriter().text(for: model).write(to: input, atomically: true, encoding: .utf8)
        _ = try ChildProcess.output(
            of: path,
            [
                input.path, "ratio", "0", "allow", "0", "printingOptions", "all", "solve",
                "solution", output.path,
            ])
        let lines = try String(contentsOf: output, encoding: .utf8).split(separator: "\n")
        guard let status = lines.first else { return .other("empty file") }
        if status.lowercased().contains("infeasible") { return .infeasible }
        guard status.hasPrefix("Optimal") else { return .other(String(status)) }
        var values = [Double](repeating: 0, count: model.variableCount)
        let names = model.variableNames.enumerated().map { $1 ?? "x\($0)" }
        let columns = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        for line in lines.dropFirst() {
            let fields = line.split(separator: " ").filter { $0 != "**" }
            // Rows are listed before columns; a number, a name and a value each.
            if fields.count >= 3, let column = columns[String(fields[1])] {
                values[column] = Double(fields[2]) ?? .nan
            }
        }
        return .optimal(model.objectiveValue(at: values))
    }
}
