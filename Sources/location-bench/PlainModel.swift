import MixedIntegerProgramming

/// The textbook model of an instance, for measuring what HiGHS does alone.
///
/// `x[i, j] ≤ y[j]` pair by pair (the strong form), `Σ q[i] x[i, j] ≤ Q[j] y[j]`; omitted pairs are
/// left out, so that where they are admissible the answer is no bound.
struct PlainModel {
    let model: MixedIntegerModel

    init(_ instance: BenchInstance, _ problem: BenchProblem, count: Int?) {
        var model = MixedIntegerModel(sense: .minimise)
        let costs = instance.costs
        let usesCharges = !problem.hasCount
        let open = (0..<costs.siteCount).map { site in
            model.addBinary(objective: usesCharges ? instance.openingCosts[site] : 0)
        }
        let isSplit = problem == .capacitatedSplit
        var served = [[LinearTerm]](repeating: [], count: costs.siteCount)
        for client in 0..<costs.clientCount {
            var choices: [LinearTerm] = []
            for pair in costs.pairs(of: client) {
                let site = Int(costs.sites[pair])
                let share = model.addVariable(
                    upper: 1, objective: costs.costs[pair],
                    kind: problem.hasCapacities && !isSplit ? .integer : .continuous)
                choices.append(LinearTerm(1, share))
                if problem.keepsMediansHome(instance), site == client {
                    model.addRow(
                        lower: 0, upper: 0,
                        terms: [LinearTerm(1, share), LinearTerm(-1, open[site])])
                }
                served[site].append(LinearTerm(instance.demands[client], share))
                model.addRow(
                    upper: 0, terms: [LinearTerm(1, share), LinearTerm(-1, open[site])])
            }
            model.addRow(lower: 1, upper: 1, terms: choices)
        }
        if problem.hasCapacities {
            for site in open.indices {
                model.addRow(
                    upper: 0,
                    terms: served[site] + [LinearTerm(-instance.capacities[site], open[site])])
            }
        }
        if let count {
            model.addRow(
                lower: Double(count), upper: Double(count), terms: open.map { LinearTerm(1, $0) })
        }
        self.model = model
    }
}
