import Foundation

/// OR-Library p-median instances, beside the repository in `shared/instances`.
enum PublishedInstances {
    static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("shared/instances")

    /// Tests on the instances run where they are, and fail for want of them in CI.
    static var mustRun: Bool {
        FileManager.default.fileExists(atPath: folder.path)
            || ProcessInfo.processInfo.environment["CI"] == "true"
    }

    /// All-pairs distances and `p` of an instance.
    ///
    /// Lines are read in turn and the last cost of a repeated edge wins, as the published optima
    /// require; the least cost gives 5718 for pmed1 where 5819 is right.
    static func pMedian(_ name: String) throws -> (distances: [[Double]], count: Int) {
        let text = try String(
            contentsOf: folder.appendingPathComponent("pmed/\(name).txt"), encoding: .utf8)
        let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
        let vertices = numbers[0]
        var distances = [[Double]](
            repeating: [Double](repeating: .infinity, count: vertices), count: vertices)
        for vertex in 0..<vertices { distances[vertex][vertex] = 0 }
        for edge in 0..<numbers[1] {
            let (from, to) = (numbers[3 + 3 * edge] - 1, numbers[4 + 3 * edge] - 1)
            distances[from][to] = Double(numbers[5 + 3 * edge])
            distances[to][from] = distances[from][to]
        }
        for via in 0..<vertices {
            for from in 0..<vertices where distances[from][via] < .infinity {
                let first = distances[from][via]
                for to in 0..<vertices {
                    distances[from][to] = min(distances[from][to], first + distances[via][to])
                }
            }
        }
        return (distances, numbers[2])
    }

    /// The published optimum of an instance.
    static func optimum(_ name: String) throws -> Double? {
        try String(contentsOf: folder.appendingPathComponent("optima_pmed.csv"), encoding: .utf8)
            .split(whereSeparator: \.isNewline).map { $0.split(separator: ",") }
            .first { $0[0] == name }.flatMap { Double($0[1]) }
    }
}
