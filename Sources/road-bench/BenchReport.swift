import Foundation

/// One measured step.
struct Figure: Codable {
    /// What was done, on what, with how many threads.
    var name: String
    /// The measured value in its unit.
    var value: Double
    var unit: String
    /// The largest value wished for.
    var limit: Double?
    /// Wall and processor seconds of the step.
    var wallSeconds: Double?
    var processorSeconds: Double?
    /// Whether the value is within the limit.
    var isWithin: Bool? { limit.map { value <= $0 } }
}

/// The figures of a run, its checks and its remarks.
struct BenchReport {
    private(set) var figures: [Figure] = []
    private(set) var checks: [Check] = []
    private(set) var notes: [String] = []

    /// A comparison of answers that must agree.
    struct Check: Codable {
        var name: String
        var compared: Int
        var wrong: Int
    }

    /// Whether every answer agreed and something was compared at all.
    var isRight: Bool { checks.allSatisfy { $0.wrong == 0 && $0.compared > 0 } }

    mutating func add(_ figure: Figure) {
        figures.append(figure)
        Progress.say(row(figure))
    }

    mutating func check(_ name: String, compared: Int, wrong: Int) {
        checks.append(Check(name: name, compared: compared, wrong: wrong))
        Progress.say("\(name): \(wrong) of \(compared) wrong")
    }

    mutating func note(_ text: String) { notes.append(text) }

    /// Measures a step and adds its wall time, or its wall time per source.
    ///
    /// - Parameter sources: Where given, the figure is milliseconds for each of so many sources.
    mutating func measure<Answer>(
        _ name: String, limit: Double? = nil, sources: Int? = nil, _ body: () throws -> Answer
    ) rethrows -> Answer {
        let clock = Stopwatch()
        let answer = try body()
        let (wall, processor) = clock.seconds
        let value = sources.map { wall * 1_000 / Double($0) } ?? wall
        add(
            Figure(
                name: name, value: value, unit: sources == nil ? "s" : "ms/source", limit: limit,
                wallSeconds: wall, processorSeconds: processor))
        return answer
    }

    /// The figures as text, one a line.
    func table() -> String {
        let header = Self.columns("step", "value", "unit", "limit", "wall s", "CPU s")
        let lines =
            [header] + figures.map(row) + [""]
            + checks.map { "\($0.name): \($0.compared) compared, \($0.wrong) wrong" } + notes
        return lines.joined(separator: "\n")
    }

    private func row(_ figure: Figure) -> String {
        func text(_ value: Double?, _ decimals: Int) -> String {
            value.map { String(format: "%.\(decimals)f", $0) } ?? ""
        }
        return Self.columns(
            figure.name, text(figure.value, 3), figure.unit,
            text(figure.limit, 1) + (figure.isWithin == false ? " missed" : ""),
            text(figure.wallSeconds, 2), text(figure.processorSeconds, 2))
    }

    private static func columns(_ cells: String...) -> String {
        zip(cells, [58, 10, 10, 12, 9, 9]).enumerated().map { index, cell in
            let padding = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
            return index == 0 || index == 2 ? cell.0 + padding : padding + cell.0
        }.joined(separator: " ")
    }

    /// Everything as JSON with sorted keys.
    func json() throws -> String {
        struct Document: Encodable {
            var figures: [Figure]
            var checks: [Check]
            var notes: [String]
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let document = Document(figures: figures, checks: checks, notes: notes)
        return String(decoding: try encoder.encode(document), as: UTF8.self)
    }
}

/// Lines for whoever waits, beside the result.
enum Progress {
    static func say(_ line: String) { FileHandle.standardError.write(Data((line + "\n").utf8)) }
}
