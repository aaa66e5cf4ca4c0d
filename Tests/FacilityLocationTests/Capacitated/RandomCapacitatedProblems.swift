import FacilityLocation
import TestSupport

/// Small random capacitated problems with all that a problem may have.
enum RandomCapacitatedProblems {
    /// A problem; about one in five has no solution.
    static func problem(
        sourcing: CapacitatedProblem.Sourcing, hasCount: Bool, isPlain: Bool = false,
        _ random: inout SplitMix64
    ) -> CapacitatedProblem {
        let clients = Int.random(in: 1...(sourcing == .single ? 6 : 4), using: &random)
        let siteCount = Int.random(in: 1...(sourcing == .single ? 5 : 3), using: &random)
        let isWhole = random.chance(0.5)
        func amount(_ range: ClosedRange<Double>) -> Double {
            let value = Double.random(in: range, using: &random)
            return isWhole ? value.rounded() : value
        }
        let density = random.chance(0.5) ? 1 : 0.7
        let rows = (0..<clients).map { _ in
            (0..<siteCount).compactMap { site -> (site: Int, cost: Double)? in
                random.chance(density) ? (site, amount(0...20)) : nil
            }
        }
        let demands = (0..<clients).map { _ in
            Double(Int.random(in: 0...(sourcing == .single ? 5 : 2), using: &random))
        }
        let total = demands.reduce(0, +)
        var free = Array(0..<clients)
        let sites = (0..<siteCount).map { _ -> CapacitatedSite in
            let share = total / Double(siteCount)
            var site = CapacitatedSite(
                capacity: (share * Double.random(in: 0.7...3, using: &random)).rounded(),
                openingCost: hasCount && random.chance(0.5) ? 0 : amount(-3...25))
            guard !isPlain else { return site }
            if random.chance(0.1) { site.capacity = .infinity }
            if random.chance(0.2) {
                site.minimumLoad = Double(Int.random(in: 1...3, using: &random))
            }
            if random.chance(0.1) { site.decision = .open }
            if random.chance(0.1) { site.decision = .closed }
            if random.chance(0.25), let client = free.popLast() { site.ownClients = [client] }
            return site
        }
        var count: ClosedRange<Int>?
        if hasCount {
            let low = Int.random(in: 1...siteCount, using: &random)
            count = low...(random.chance(0.7) ? low : siteCount)
        }
        return CapacitatedProblem(
            costs: SparseCosts(rows: rows, siteCount: siteCount), demands: demands, sites: sites,
            openCount: count, sourcing: sourcing)
    }
}
