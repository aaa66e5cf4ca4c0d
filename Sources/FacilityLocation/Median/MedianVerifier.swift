/// Checks a median solution against the problem as stated, sharing no code with the solver.
public struct MedianVerifier: Sendable {
    /// The problem as stated.
    public var problem: MedianProblem

    /// A verifier for a problem.
    public init(problem: MedianProblem) { self.problem = problem }

    /// Everything a solution gets wrong, as sentences; empty when it is right.
    public func violations(of solution: MedianSolution) -> [String] {
        guard solution.isFeasible else { return [] }
        guard solution.allocation.count == problem.costs.clientCount,
            solution.openSites.allSatisfy({ (0..<problem.costs.siteCount).contains($0) })
        else { return ["the solution is of another shape than the problem"] }
        var found: [String] = []
        let open = Set(solution.openSites)
        if open.count != solution.openSites.count { found.append("a site is opened twice") }
        if !problem.openCount.bounds.contains(open.count) {
            found.append("\(open.count) sites are open, \(problem.openCount) asked for")
        }
        for (site, state) in problem.states.enumerated() {
            if state == .fixedOpen, !open.contains(site) {
                found.append("site \(site) must be open")
            }
            if state == .fixedClosed, open.contains(site) {
                found.append("site \(site) must stay closed")
            }
        }
        var total = 0.0
        for site in solution.openSites { total += problem.openingCosts[site] }
        for (client, site) in solution.allocation.enumerated() {
            let row = problem.costs.pairs(of: client)
            guard let pair = row.first(where: { Int(problem.costs.sites[$0]) == site }) else {
                found.append(
                    "client \(client) is served by site \(site), which is not listed for it")
                continue
            }
            if !open.contains(site) { found.append("client \(client)'s site \(site) is closed") }
            total += problem.costs.costs[pair]
        }
        let slack = 1e-7 * max(1, abs(total))
        if !(abs(total - solution.value) <= slack) {
            found.append("the value is \(total), \(solution.value) stated")
        }
        if !(solution.bound <= solution.value + slack) {
            found.append("the bound \(solution.bound) lies above the value \(solution.value)")
        }
        return found
    }
}
