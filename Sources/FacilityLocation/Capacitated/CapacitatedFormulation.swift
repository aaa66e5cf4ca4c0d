import MixedIntegerProgramming

/// Part of a capacitated problem as a mixed-integer model: some sites, the clients that only they
/// serve, everything else as it is.
///
/// The strong form: `x[i, j] ≤ y[j]` pair by pair beside `Σᵢ q[i]·x[i, j] ≤ Q[j]·y[j]`. A site's own
/// clients have no variables, they are where their site is open.
struct CapacitatedFormulation {
    /// What the model covers.
    struct Scope {
        /// The clients to serve, ascending.
        var clients: [Int]
        /// The sites that may serve them, ascending.
        var sites: [Int]
        /// How many of the sites may be open.
        var openCount: ClosedRange<Int>
        /// The places of the pairs allowed, in the network's rows, client by client.
        var pairs: [[Int]]
        /// Sites known to be open in better solutions.
        var mustOpen: [Bool] = []
        /// Whether a client may stay unserved at its penalty.
        var allowsUnserved = false
    }

    let network: CapacitatedNetwork
    let scope: Scope
    private(set) var model = MixedIntegerModel(sense: .minimise)
    private var openVariables: [Variable] = []
    private var pairVariables: [[Variable?]] = []
    private var unserved: [Variable] = []
    private var numberOfSite: [Int: Int] = [:]

    init(_ network: CapacitatedNetwork, _ scope: Scope) {
        self.network = network
        self.scope = scope
        let problem = network.problem
        for (number, site) in scope.sites.enumerated() {
            numberOfSite[site] = number
            let isFixed =
                problem.sites[site].decision == .open
                || (scope.mustOpen.isEmpty ? false : scope.mustOpen[site])
            // The opening variable stands for the pairs of own clients, costs included.
            let cost = problem.sites[site].ownClients.reduce(problem.sites[site].openingCost) {
                $0 + (network.cost($1, site) ?? 0)
            }
            openVariables.append(
                model.addVariable(
                    lower: isFixed ? 1 : 0, upper: network.canOpen[site] ? 1 : 0, objective: cost,
                    kind: .integer))
        }
        var served = [[LinearTerm]](repeating: [], count: scope.sites.count)
        var ownPairs = [Int](repeating: 0, count: scope.sites.count)
        for (number, client) in scope.clients.enumerated() {
            addClient(client, pairs: scope.pairs[number], served: &served, ownPairs: &ownPairs)
        }
        for (number, site) in scope.sites.enumerated() {
            let place = problem.sites[site]
            if ownPairs[number] < place.ownClients.count {
                // Own clients outside the scope: the site cannot open here.
                model.setBounds(of: openVariables[number], lower: 0, upper: 0)
            }
            let capacity = min(place.capacity, served[number].reduce(0) { $0 + $1.coefficient })
            model.addRow(
                upper: 0, terms: served[number] + [LinearTerm(-capacity, openVariables[number])])
            if place.minimumLoad > 0 {
                model.addRow(
                    lower: 0,
                    terms: served[number]
                        + [LinearTerm(-place.minimumLoad, openVariables[number])])
            }
        }
        model.addRow(
            lower: Double(scope.openCount.lowerBound), upper: Double(scope.openCount.upperBound),
            terms: openVariables.map { LinearTerm(1, $0) })
    }

    private mutating func addClient(
        _ client: Int, pairs: [Int], served: inout [[LinearTerm]], ownPairs: inout [Int]
    ) {
        let rows = network.rows
        let demand = network.demands[client]
        var choices: [LinearTerm] = []
        var variables: [Variable?] = []
        for pair in pairs {
            let site = Int(rows.sites[pair])
            guard let number = numberOfSite[site] else {
                variables.append(nil)
                continue
            }
            let open = openVariables[number]
            guard Int(network.homes[client]) != site else {
                choices.append(LinearTerm(1, open))
                served[number].append(LinearTerm(demand, open))
                ownPairs[number] += 1
                variables.append(open)
                continue
            }
            let share = model.addVariable(
                upper: 1, objective: rows.costs[pair],
                kind: network.isSplit ? .continuous : .integer)
            variables.append(share)
            choices.append(LinearTerm(1, share))
            served[number].append(LinearTerm(demand, share))
            model.addRow(upper: 0, terms: [LinearTerm(1, share), LinearTerm(-1, open)])
        }
        if scope.allowsUnserved {
            unserved.append(model.addVariable(upper: 1, objective: network.penalties[client]))
            choices.append(LinearTerm(1, unserved[unserved.count - 1]))
        }
        pairVariables.append(variables)
        model.addRow(lower: 1, upper: 1, terms: choices)
    }

    /// A plan as values of the variables; `nil` if it uses pairs or sites the model lacks.
    func values(of plan: CapacitatedPlan) -> [Double]? {
        var values = [Double](repeating: 0, count: model.variableCount)
        for (number, site) in scope.sites.enumerated() where plan.isOpen[site] {
            values[openVariables[number].index] = 1
        }
        for (number, client) in scope.clients.enumerated() {
            let site = plan.site[client]
            guard site >= 0 else {
                guard scope.allowsUnserved else { return nil }
                values[unserved[number].index] = 1
                continue
            }
            let pairs = scope.pairs[number]
            guard let place = pairs.firstIndex(where: { network.rows.sites[$0] == site }),
                let variable = pairVariables[number][place]
            else { return nil }
            values[variable.index] = 1
        }
        return values
    }

    /// The open sites of a solution.
    func openSites(_ values: [Double]) -> [Int] {
        scope.sites.indices.filter { values[openVariables[$0].index] > 0.5 }
            .map { scope.sites[$0] }
    }

    /// Who serves whom in a solution.
    func shares(_ values: [Double]) -> [DemandShare] {
        var shares: [DemandShare] = []
        for (number, client) in scope.clients.enumerated() {
            for (place, pair) in scope.pairs[number].enumerated() {
                guard let variable = pairVariables[number][place] else { continue }
                let value = values[variable.index]
                guard value > 1e-9 else { continue }
                shares.append(
                    DemandShare(
                        client: client, site: Int(network.rows.sites[pair]),
                        fraction: network.isSplit ? min(1, value) : 1))
            }
        }
        return shares
    }
}
