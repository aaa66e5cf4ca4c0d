/// The Lagrangian relaxation of `Σⱼ x[i, j] = 1`: its value at given client prices.
///
/// `L(u) = Σᵢ u[i] + min { Σⱼ ρ[j]·y[j] : lower ≤ Σⱼ y[j] ≤ upper }` with
/// `ρ[j] = f[j] + Σᵢ min(0, c[i, j] − u[i])` is a lower bound for every `u`. Pairs not listed
/// cost at least `omittedCosts[i]`; as long as `u[i]` does not exceed that, they never count and
/// the bound holds for them too.
///
/// Source: G. Cornuéjols, M. L. Fisher and G. L. Nemhauser, "Location of bank accounts to optimize
/// float", Management Science 23 (1977), 789–810.
struct MedianRelaxation {
    let problem: MedianProblem
    /// The bounds on the number of open sites.
    let countBounds: ClosedRange<Int>
    /// `ρ[j]` at the prices evaluated last.
    private(set) var reducedCosts: [Double]
    /// Whether the relaxation opens a site, 1 or 0.
    private(set) var isChosen: [UInt8]
    /// `1 − Σⱼ x[i, j]`: the subgradient.
    private(set) var violations: [Double]
    /// The pairs looked at so far: a measure of work that does not depend on the machine.
    private(set) var work = 0
    private var free: [Int32] = []
    private var scratch: [Double] = []

    init(_ problem: MedianProblem) {
        self.problem = problem
        countBounds = problem.countBounds
        reducedCosts = [Double](repeating: 0, count: problem.siteCount)
        isChosen = [UInt8](repeating: 0, count: problem.siteCount)
        violations = [Double](repeating: 0, count: problem.clientCount)
        free = problem.states.indices.filter { problem.states[$0] == .free }.map(Int32.init)
    }

    /// The value at prices, none above its client's omitted cost.
    mutating func evaluate(_ prices: [Double]) -> Double {
        let total = addUp(prices)
        let chosen = choose()
        countViolations(prices)
        return total + chosen
    }

    private mutating func addUp(_ prices: [Double]) -> Double {
        let (starts, sites, costs) = (
            problem.costs.rowStarts, problem.costs.sites, problem.costs.costs
        )
        var total = 0.0
        var seen = 0
        for site in reducedCosts.indices { reducedCosts[site] = problem.openingCosts[site] }
        reducedCosts.withUnsafeMutableBufferPointer { reduced in
            for client in prices.indices {
                let price = prices[client]
                total += price
                var pair = Int(starts[client])
                let end = Int(starts[client + 1])
                while pair < end, costs[pair] < price {
                    reduced[Int(sites[pair])] += costs[pair] - price
                    pair += 1
                }
                seen += pair - Int(starts[client])
            }
        }
        work += 2 * (seen + 2 * prices.count + 2 * free.count)
        return total
    }

    /// Opens the best sites within the bounds on their number; what they add to the value.
    private mutating func choose() -> Double {
        var total = 0.0
        var fixedCount = 0
        for site in problem.states.indices {
            let isFixedOpen = problem.states[site] == .fixedOpen
            isChosen[site] = isFixedOpen ? 1 : 0
            if isFixedOpen {
                total += reducedCosts[site]
                fixedCount += 1
            }
        }
        scratch.removeAll(keepingCapacity: true)
        var negative = 0
        for site in free {
            let cost = reducedCosts[Int(site)]
            scratch.append(cost)
            if cost < 0 { negative += 1 }
        }
        let count = min(
            max(negative, countBounds.lowerBound - fixedCount),
            min(countBounds.upperBound - fixedCount, free.count))
        guard count > 0 else { return total }
        let threshold = Self.smallest(count, of: &scratch)
        var left = count
        for site in free where reducedCosts[Int(site)] < threshold {
            isChosen[Int(site)] = 1
            total += reducedCosts[Int(site)]
            left -= 1
        }
        for site in free where left > 0 && reducedCosts[Int(site)] == threshold {
            isChosen[Int(site)] = 1
            total += threshold
            left -= 1
        }
        return total
    }

    private mutating func countViolations(_ prices: [Double]) {
        let (starts, sites, costs) = (
            problem.costs.rowStarts, problem.costs.sites, problem.costs.costs
        )
        let isChosen = isChosen
        violations.withUnsafeMutableBufferPointer { violations in
            for client in prices.indices {
                let price = prices[client]
                var served = 0
                var pair = Int(starts[client])
                let end = Int(starts[client + 1])
                while pair < end, costs[pair] < price {
                    served += Int(isChosen[Int(sites[pair])])
                    pair += 1
                }
                violations[client] = Double(1 - served)
            }
        }
    }

    /// The `count`-th smallest value, by Hoare's selection; reorders the values.
    static func smallest(_ count: Int, of values: inout [Double]) -> Double {
        var (low, high) = (0, values.count - 1)
        let target = count - 1
        while low < high {
            let pivot = values[(low + high) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while values[left] < pivot { left += 1 }
                while values[right] > pivot { right -= 1 }
                if left <= right {
                    values.swapAt(left, right)
                    left += 1
                    right -= 1
                }
            }
            if target <= right {
                high = right
            } else if target >= left {
                low = left
            } else {
                break
            }
        }
        return values[target]
    }
}

extension MedianRelaxation {
    /// What the value would at least be with a site's state the other way round.
    ///
    /// - Returns: for every free site the bound with it closed if the relaxation opens it, with it
    ///   open if not; `.infinity` where the number of sites forbids it.
    func switchedBounds(value: Double) -> [Double] {
        var (worstChosen, bestOther) = (-Double.infinity, Double.infinity)
        var count = 0
        for site in problem.states.indices {
            if isChosen[site] == 1 { count += 1 }
            guard problem.states[site] == .free else { continue }
            if isChosen[site] == 1 {
                worstChosen = max(worstChosen, reducedCosts[site])
            } else {
                bestOther = min(bestOther, reducedCosts[site])
            }
        }
        var bounds = [Double](repeating: .infinity, count: problem.siteCount)
        for site in problem.states.indices where problem.states[site] == .free {
            let cost = reducedCosts[site]
            if isChosen[site] == 1 {
                var change = bestOther - cost
                if count > countBounds.lowerBound { change = min(change, -cost) }
                bounds[site] = value + change
            } else {
                var change = cost - worstChosen
                if count < countBounds.upperBound { change = min(change, cost) }
                bounds[site] = value + change
            }
        }
        return bounds
    }
}
