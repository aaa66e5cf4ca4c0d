import FacilityLocation
import TestSupport

extension MedianSolverTests {
    /// Villages on a line, each a client and a site.
    static func line(_ places: [Double], count: OpenCount) -> MedianProblem {
        MedianProblem(
            costs: SparseCosts(
                rows: places.map { from in
                    places.enumerated().map { (site: $0, cost: abs(from - $1)) }
                }, siteCount: places.count), openCount: count)
    }

    /// Random points in a square, whole distances, every pair listed.
    static func plane(count: Int, open: Int, seed: UInt64) -> MedianProblem {
        var random = SplitMix64(seed: seed)
        let points = (0..<count).map { _ in (random.unit() * 1000, random.unit() * 1000) }
        return MedianProblem(
            costs: SparseCosts(
                rows: points.map { from in
                    points.enumerated().map { index, to in
                        let (dx, dy) = (from.0 - to.0, from.1 - to.1)
                        return (site: index, cost: (dx * dx + dy * dy).squareRoot().rounded())
                    }
                }, siteCount: count), openCount: .exactly(open))
    }

    /// A problem with only the nearest sites of every client listed, the next one as the limit.
    static func cut(_ problem: MedianProblem, to length: Int) -> MedianProblem {
        let costs = problem.costs
        let rows = (0..<problem.clientCount).map { client in
            costs.pairs(of: client).map { (site: Int(costs.sites[$0]), cost: costs.costs[$0]) }
        }
        var cut = problem
        cut.costs = SparseCosts(
            rows: rows.map { Array($0.prefix(length)) }, siteCount: problem.siteCount,
            omittedCosts: rows.map { $0.count > length ? $0[length].cost : .infinity })
        return cut
    }

    /// Small problems with every kind of rule: fixed sites, ranges, charges of both signs, pairs
    /// missing, whole and broken costs.
    static func randomProblem(seed: UInt64) -> MedianProblem {
        var random = SplitMix64(seed: seed)
        func number(_ range: ClosedRange<Int>) -> Int {
            range.lowerBound + Int(random.next() % UInt64(range.count))
        }
        let (clients, sites) = (number(1...9), number(1...7))
        let scale = random.chance(0.5) ? 1.0 : 0.37
        let density = random.chance(0.5) ? 1 : 0.6
        let rows = (0..<clients).map { _ in
            (0..<sites).filter { _ in random.chance(density) }
                .map { (site: $0, cost: Double(number(0...30)) * scale) }
        }
        let first = number(0...sites)
        let counts: [OpenCount] = [
            .any, .exactly(max(1, first)), .atMost(max(1, first)), .atLeast(first),
            .range(min(first, sites)...sites),
        ]
        return MedianProblem(
            costs: SparseCosts(rows: rows, siteCount: sites),
            weights: random.chance(0.5) ? (0..<clients).map { _ in Double(number(0...4)) } : nil,
            openingCosts: random.chance(0.6)
                ? (0..<sites).map { _ in Double(number(-4...25)) * scale } : nil,
            states: (0..<sites).map { _ in
                random.chance(0.8) ? .free : random.chance(0.5) ? .fixedOpen : .fixedClosed
            }, openCount: counts[number(0...4)])
    }

    /// The least value over all sets of sites; `nil` if none is feasible.
    static func exhaustive(_ problem: MedianProblem) -> Double? {
        var best: Double?
        for set in 0..<(1 << problem.siteCount) {
            let open = (0..<problem.siteCount).filter { set >> $0 & 1 == 1 }
            guard problem.openCount.bounds.contains(open.count) else { continue }
            let keepsStates = problem.states.enumerated().allSatisfy { site, state in
                state == .free || (state == .fixedOpen) == open.contains(site)
            }
            guard keepsStates, let value = problem.value(openSites: open) else { continue }
            best = min(best ?? .infinity, value)
        }
        return best
    }

    /// The Lagrangian bound at given prices, from its definition: `Σᵢ u[i]` and the cheapest
    /// admissible choice of sites at `ρ[j] = f[j] + Σᵢ min(0, c[i, j] − u[i])`.
    ///
    /// A price above what an omitted pair may cost is cut to that: the bound then holds for the
    /// omitted pairs too.
    static func lagrangian(_ problem: MedianProblem, _ given: [Double]) -> Double {
        let prices = zip(given, problem.costs.omittedCosts).map { min($0, $1) }
        var reduced = problem.openingCosts
        for client in 0..<problem.clientCount {
            for pair in problem.costs.pairs(of: client) {
                let site = Int(problem.costs.sites[pair])
                reduced[site] += min(0, problem.costs.costs[pair] - prices[client])
            }
        }
        var total = prices.reduce(0, +)
        var opened = 0
        var free: [Double] = []
        for (site, state) in problem.states.enumerated() {
            switch state {
            case .fixedOpen:
                total += reduced[site]
                opened += 1
            case .free: free.append(reduced[site])
            case .fixedClosed: break
            }
        }
        for cost in free.sorted() {
            let isNeeded = opened < problem.openCount.bounds.lowerBound
            guard isNeeded || cost < 0 && opened < problem.openCount.bounds.upperBound else {
                break
            }
            total += cost
            opened += 1
        }
        return total
    }
}
