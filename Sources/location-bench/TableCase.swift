import Foundation

/// The sets of the target table.
enum TableSet: String, CaseIterable {
    case pmed
    case pmedcap
    case linAli = "lin-ali"
    case orlibCap = "orlib-cap"
    case rlFl = "rl-fl"
    case sw
    case synthetic
    case country
}

/// One line of the target table: an instance, how it is solved and what has to come out.
struct TableCase {
    var name: String
    /// What `solve` is told, besides engine, gap, limit and threads.
    var arguments: [String]
    /// The best value published, `nil` where there is none.
    var best: Double?
    /// Whether the published value is proven: then nothing better exists.
    var isBestProven = false
    var timeLimitSeconds = 60.0
    var target: CaseTarget
}

/// What one solve has to reach; what is `nil` is not asked for.
struct CaseTarget {
    /// The largest `|objective − bound| / |objective|`.
    var gap: Double?
    /// The most the objective may lie above the best published, over that value.
    var aboveBest: Double?
    /// The most the bound may lie below the best published, over that value.
    var boundBelowBest: Double?
    var seconds: Double?
    var megabytes: Double?
    /// A second, shorter run: its limit and the most its objective may lie above the best.
    var early: (seconds: Double, aboveBest: Double)?

    /// What an answer misses, in a few words each; empty where the target holds.
    func misses(_ answer: BenchReport, best: Double?, isBestProven: Bool) -> [String] {
        guard let objective = answer.objective, let bound = answer.bound else {
            return ["no solution with a bound"]
        }
        var found: [String] = []
        func require(_ holds: Bool, _ text: String) { if !holds { found.append(text) } }
        if let gap { require(answer.gap ?? .infinity <= gap + 1e-9, "gap") }
        if let seconds { require(answer.seconds <= seconds, "time") }
        if let megabytes { require(answer.peakMegabytes <= megabytes, "memory") }
        guard let best else { return found }
        // Published values are rounded to two or three digits.
        let slack = 1e-6 * abs(best) + 0.01
        require(bound <= best + slack, "bound above the published value")
        require(!isBestProven || objective >= best - slack, "objective below a proven optimum")
        if answer.status == "optimal" {
            require(objective <= best + slack, "proven, yet above the published value")
        }
        if let aboveBest { require(objective <= best * (1 + aboveBest) + slack, "objective") }
        if let boundBelowBest { require(bound >= best * (1 - boundBelowBest) - slack, "bound") }
        return found
    }
}

/// What a set has to reach as a whole.
struct SetTarget {
    /// The target in words, as it stands in the table.
    var text: String
    /// The most seconds of all solves together.
    var totalSeconds: Double?
}
