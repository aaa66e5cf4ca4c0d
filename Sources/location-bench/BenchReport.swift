import Foundation

/// One solve, ready to print.
struct BenchReport: Codable {
    var instance: String
    var clients: Int
    var sites: Int
    var pairs: Int
    var problem: String
    var engine: String
    var p: Int?
    var status: String
    var objective: Double?
    var bound: Double?
    var gap: Double?
    var nodes: Int?
    var seconds: Double
    var cpuSeconds: Double
    var peakMegabytes: Double

    init(
        instance: BenchInstance, problem: BenchProblem, engine: BenchEngine, limits: BenchLimits,
        result: BenchResult, cpuSeconds: Double, peakMegabytes: Double
    ) {
        self.instance = instance.name
        clients = instance.costs.clientCount
        sites = instance.costs.siteCount
        pairs = instance.costs.pairCount
        self.problem = problem.rawValue
        self.engine = engine.rawValue
        p = problem.hasCount ? limits.count ?? instance.count : nil
        status = result.status
        objective = result.objective
        bound = result.bound.isFinite ? result.bound : nil
        gap = result.gap.flatMap { $0.isFinite ? $0 : nil }
        nodes = result.nodes
        seconds = (result.seconds * 1000).rounded() / 1000
        self.cpuSeconds = (cpuSeconds * 1000).rounded() / 1000
        self.peakMegabytes = peakMegabytes.rounded()
    }

    /// Lines for people, or one JSON object.
    func text(json: Bool) -> String {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
        }
        func number(_ value: Double?) -> String {
            value.map { String(format: $0 == $0.rounded() ? "%.0f" : "%.4f", $0) } ?? "none"
        }
        return [
            "instance   \(instance): \(clients) clients, \(sites) sites, \(pairs) pairs",
            "problem    \(problem)\(p.map { ", p = \($0)" } ?? ""), engine \(engine)",
            "objective  \(number(objective))",
            "bound      \(number(bound))",
            "gap        \(gap.map { String(format: "%.4f %%", 100 * $0) } ?? "none")",
            "status     \(status)\(nodes.map { ", \($0) nodes" } ?? "")",
            "seconds    \(String(format: "%.3f", seconds)) (cpu \(String(format: "%.3f", cpuSeconds)))",
            "memory     \(String(format: "%.0f", peakMegabytes)) MB at its peak",
        ].joined(separator: "\n")
    }
}
