import Foundation

/// One instance solved by both engines, ready to print.
struct TableLine: Encodable {
    var set: String
    var name: String
    var best: Double?
    var own: BenchReport?
    var highs: BenchReport?
    var highsLimitSeconds: Double?
    var misses: [String]

    init(
        set: TableSet, name: String, best: Double?, own: BenchReport?, highs: BenchReport?,
        highsLimitSeconds: Double?, misses: [String]
    ) {
        self.set = set.rawValue
        self.name = name
        self.best = best
        self.own = own
        self.highs = highs
        self.highsLimitSeconds = highsLimitSeconds
        self.misses = misses
    }

    static let heading = """
        | instance | published | objective | bound | gap | status | s | CPU s | MB | HiGHS alone | ratio | target |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """

    var markdown: String {
        [
            name, Self.number(best), Self.number(own?.objective), Self.number(own?.bound),
            Self.percent(own?.gap), own?.status ?? "no answer",
            own.map { String(format: "%.2f", $0.seconds) } ?? "–",
            own.map { String(format: "%.2f", $0.cpuSeconds) } ?? "–",
            own.map { String(format: "%.0f", $0.peakMegabytes) } ?? "–", highsText, ratioText,
            misses.isEmpty ? "holds" : "misses: " + misses.joined(separator: ", "),
        ].tableRow
    }

    /// What HiGHS reached alone.
    private var highsText: String {
        guard let limit = highsLimitSeconds else { return "–" }
        guard let highs else { return "no answer in \(String(format: "%.0f", limit)) s" }
        let time = String(format: "%.2f s, %.0f MB", highs.seconds, highs.peakMegabytes)
        if highs.status == "optimal" { return "proven, " + time }
        return (highs.objective == nil ? "no solution, " : "gap \(Self.percent(highs.gap)), ")
            + time
    }

    /// How many times our seconds HiGHS took; at least so many where only it was stopped unproven.
    private var ratioText: String {
        guard let limit = highsLimitSeconds, let own else { return "–" }
        let seconds = max(own.seconds, 0.001)
        if let highs, highs.status == "optimal" {
            return String(
                format: own.status == "optimal" ? "%.1f×" : "< %.1f×", highs.seconds / seconds)
        }
        guard own.status == "optimal" else { return "–" }
        return String(format: "> %.1f×", max(highs?.seconds ?? limit, limit) / seconds)
    }

    static func number(_ value: Double?) -> String {
        value.map { String(format: $0 == $0.rounded() ? "%.0f" : "%.2f", $0) } ?? "–"
    }

    static func percent(_ share: Double?) -> String {
        share.map { String(format: $0 == 0 ? "%.0f %%" : "%.3f %%", 100 * $0) } ?? "–"
    }

    /// The line as one JSON object.
    func json() throws -> String { try jsonText(self) }
}

/// A set of the table, summed up.
struct TableSum: Encodable {
    var set: String
    var target: String
    var count = 0
    var proven = 0
    var worstGap: Double?
    var seconds = 0.0
    var cpuSeconds = 0.0
    var peakMegabytes = 0.0
    var highsProven = 0
    var highsSeconds = 0.0
    var misses: [String] = []
    private let totalSeconds: Double?

    init(set: TableSet, target: SetTarget) {
        self.set = set.rawValue
        self.target = target.text
        totalSeconds = target.totalSeconds
    }

    /// Adds an instance.
    mutating func add(_ line: TableLine) {
        count += 1
        if !line.misses.isEmpty { misses.append(line.name) }
        highsProven += line.highs?.status == "optimal" ? 1 : 0
        highsSeconds += line.highs?.seconds ?? line.highsLimitSeconds ?? 0
        guard let own = line.own else { return }
        proven += own.status == "optimal" ? 1 : 0
        worstGap = max(worstGap ?? 0, own.gap ?? .infinity)
        seconds += own.seconds
        cpuSeconds += own.cpuSeconds
        peakMegabytes = max(peakMegabytes, own.peakMegabytes)
    }

    static let heading = """
        | set | target | proven | worst gap | s | CPU s | MB | HiGHS alone | target |
        |---|---|---|---|---|---|---|---|---|
        """

    var markdown: String {
        [
            set, target, "\(proven)/\(count)",
            worstGap.map { $0.isFinite ? TableLine.percent($0) : "none" } ?? "–",
            String(format: "%.1f", seconds), String(format: "%.1f", cpuSeconds),
            String(format: "%.0f", peakMegabytes),
            "\(highsProven)/\(count) in \(String(format: "%.1f", highsSeconds)) s",
            isReached ? "holds" : "misses: " + shortfalls.joined(separator: ", "),
        ].tableRow
    }

    private var isReached: Bool { shortfalls.isEmpty }

    private var shortfalls: [String] {
        misses + (seconds > totalSeconds ?? .infinity ? ["total time"] : [])
    }

    /// The set as one JSON object.
    func json() throws -> String {
        var copy = self
        copy.misses = shortfalls
        if copy.worstGap == .infinity { copy.worstGap = nil }
        return try jsonText(copy)
    }
}

private func jsonText(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

extension [String] {
    /// A row of a Markdown table.
    fileprivate var tableRow: String { "| " + joined(separator: " | ") + " |" }
}
