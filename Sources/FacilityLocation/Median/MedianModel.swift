import MixedIntegerProgramming

/// What is left of a median problem as a mixed-integer model, by radii.
///
/// `z[i, k] = 1` says that client `i` finds no open site within its `k`-th different cost `D[i, k]`:
/// `min Σⱼ f[j]·y[j] + Σᵢ (D[i, 1] + Σ_k (D[i, k + 1] − D[i, k])·z[i, k])` subject to
/// `z[i, k] + Σ_{j : c[i, j] = D[i, k]} y[j] ≥ z[i, k − 1]` with `z[i, 0] = 1` and no `z` behind the last
/// radius, unless pairs beyond it were never listed. Equal costs share a row; `z` need not be whole.
///
/// Source: S. Elloumi, "A tighter formulation of the p-median problem", Journal of Combinatorial
/// Optimization 19 (2010), 69–83; S. García, M. Labbé and A. Marín, "Solving large p-median problems
/// with a radius formulation", INFORMS Journal on Computing 23 (2011), 546–556.
struct MedianModel {
    private(set) var model = MixedIntegerModel(sense: .minimise)
    private let problem: MedianProblem
    private let outsideCosts: [Double]
    /// The variables of each client's radii that its open sites do not decide, with the radius.
    private var radii: [(client: Int, radius: Double, variable: Variable)] = []

    /// The model of a reduced problem; pairs it dropped are left out.
    init(_ reduction: MedianReduction) {
        let problem = reduction.problem
        self.problem = problem
        outsideCosts = reduction.outsideCosts
        let open = problem.states.indices.map { site in
            model.addVariable(
                lower: problem.states[site] == .fixedOpen ? 1 : 0,
                upper: problem.states[site] == .fixedClosed ? 0 : 1,
                objective: problem.openingCosts[site], kind: .integer)
        }
        var constant = 0.0
        for client in 0..<problem.clientCount {
            addRows(of: client, open, &constant)
        }
        model.objectiveConstant = constant
        let bounds = problem.openCount.bounds
        model.addRow(
            lower: Double(bounds.lowerBound),
            upper: bounds.upperBound == .max ? .infinity : Double(bounds.upperBound),
            terms: open.map { LinearTerm(1, $0) })
    }

    private mutating func addRows(of client: Int, _ open: [Variable], _ constant: inout Double) {
        let costs = problem.costs
        let row = costs.pairs(of: client)
        let outside = outsideCosts[client]
        guard !row.isEmpty else {
            if outside < .infinity { constant += outside }
            return
        }
        constant += costs.costs[row.lowerBound]
        var pair = row.lowerBound
        var beyond: Variable?
        while pair < row.upperBound {
            let radius = costs.costs[pair]
            var terms: [LinearTerm] = []
            var isCertain = false
            while pair < row.upperBound, costs.costs[pair] == radius {
                let site = Int(costs.sites[pair])
                terms.append(LinearTerm(1, open[site]))
                if problem.states[site] == .fixedOpen { isCertain = true }
                pair += 1
            }
            if isCertain { return }
            if let beyond { terms.append(LinearTerm(-1, beyond)) }
            let farther = pair < row.upperBound ? costs.costs[pair] : outside
            if farther < .infinity {
                let next = model.addVariable(upper: 1, objective: farther - radius)
                radii.append((client, radius, next))
                terms.append(LinearTerm(1, next))
                model.addRow(lower: beyond == nil ? 1 : 0, terms: terms)
                beyond = next
            } else {
                model.addRow(lower: beyond == nil ? 1 : 0, terms: terms)
            }
        }
    }

    /// The open sites of a point of the model.
    func openSites(_ values: [Double]) -> [Int] {
        problem.states.indices.filter { values[$0] > 0.5 }
    }

    /// The point of the model with given sites open, as a warm start.
    func values(openSites: [Int]) -> [Double] {
        var values = [Double](repeating: 0, count: model.variableCount)
        for site in openSites { values[site] = 1 }
        for entry in radii {
            let costs = problem.costs
            let isWithin = costs.pairs(of: entry.client).contains {
                costs.costs[$0] <= entry.radius && values[Int(costs.sites[$0])] > 0.5
            }
            values[entry.variable.index] = isWithin ? 0 : 1
        }
        return values
    }
}
