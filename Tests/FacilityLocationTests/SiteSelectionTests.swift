import FacilityLocation
import TestSupport
import Testing

@Suite struct SiteSelectionTests {
    /// The best value, and the best with each site forced, against all subsets.
    @Test(arguments: 0..<300 as Range<UInt64>)
    func forcingCostsAreExact(seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let count = Int.random(in: 2...8, using: &random)
        var problem = LocationProblem(
            clientCount: 0, sites: [CandidateSite](repeating: CandidateSite(), count: count),
            options: [])
        let total = Int.random(in: 0...count, using: &random)
        problem.openCount =
            [.any, .exactly(total), .atMost(total), .atLeast(total)][
                Int.random(in: 0..<4, using: &random)]
        let label = (0..<count).map { _ in Int.random(in: 0..<3, using: &random) }
        for group in 0..<2 {
            let sites = label.indices.filter { label[$0] == group }
            let number = Int.random(in: 0...max(1, sites.count), using: &random)
            let rules: [OpenCount] = [.exactly(number), .atMost(number), .atLeast(number)]
            problem.groupRules.append(
                GroupRule(
                    name: "\(group)", sites: sites,
                    count: rules[Int.random(in: 0..<3, using: &random)]))
        }
        let fixed = (0..<count).map { _ in random.chance(0.15) }
        let values = (0..<count).map { _ in
            random.chance(0.1) ? .infinity : Double(Int.random(in: -9...9, using: &random))
        }

        func best(where condition: ([Bool]) -> Bool) -> Double {
            var best = Double.infinity
            for set in 0..<(1 << count) {
                let open = (0..<count).map { set >> $0 & 1 == 1 }
                guard zip(open, fixed).allSatisfy({ $0 || !$1 }), condition(open),
                    problem.openCount.bounds.contains(open.count { $0 }),
                    problem.groupRules.allSatisfy({ rule in
                        rule.count.bounds.contains(rule.sites.count { open[$0] })
                    })
                else { continue }
                best = min(best, zip(values, open).reduce(0) { $1.1 ? $0 + $1.0 : $0 })
            }
            return best
        }

        let selection = SiteSelection.make(problem, fixedOpen: fixed).selection
        let optimum = best { _ in true }
        guard let open = selection.best(values) else {
            #expect(optimum == .infinity, "seed \(seed)")
            return
        }
        #expect(zip(values, open).reduce(0) { $1.1 ? $0 + $1.0 : $0 } == optimum, "seed \(seed)")
        let costs = selection.forcingCosts(values, best: open)
        for site in 0..<count {
            #expect(
                costs.open[site] == best { $0[site] } - optimum, "seed \(seed): open \(site)")
            #expect(
                costs.closed[site] == best { !$0[site] } - optimum, "seed \(seed): close \(site)")
        }
    }

    @Test func overlappingGroupsAreLeftOut() {
        var problem = LocationProblem(
            clientCount: 0, sites: [CandidateSite](repeating: CandidateSite(), count: 3),
            options: [])
        problem.groupRules = [
            GroupRule(name: "a", sites: [0, 1], count: .exactly(1)),
            GroupRule(name: "b", sites: [1, 2], count: .exactly(1)),
        ]
        let made = SiteSelection.make(problem, fixedOpen: [false, false, false])
        #expect(made.leftOut.map(\.name) == ["b"])
    }
}
