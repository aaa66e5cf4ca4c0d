import MixedIntegerProgramming

/// Shares split demand out among open sites as cheaply as possible, as a linear programme.
///
/// The transportation problem of F. L. Hitchcock (1941) with least loads; own clients stay at home.
struct DemandTransport {
    private let network: CapacitatedNetwork
    private(set) var model = MixedIntegerModel(sense: .minimise)
    /// Client and place in the network's rows of every variable.
    private var pairs: [(client: Int, pair: Int)] = []

    init(_ network: CapacitatedNetwork, isOpen: [Bool]) {
        self.network = network
        let rows = network.rows
        let sites = network.problem.sites
        var served = [[LinearTerm]](repeating: [], count: sites.count)
        for client in 0..<network.clientCount {
            let home = Int(network.homes[client])
            let staysHome = home >= 0 && isOpen[home]
            var choices: [LinearTerm] = []
            for pair in rows.pairs(of: client) {
                let site = Int(rows.sites[pair])
                guard isOpen[site], !staysHome || site == home else { continue }
                let share = model.addVariable(upper: 1, objective: rows.costs[pair])
                pairs.append((client, pair))
                choices.append(LinearTerm(1, share))
                served[site].append(LinearTerm(network.demands[client], share))
            }
            model.addRow(lower: 1, upper: 1, terms: choices)
        }
        for (index, site) in sites.enumerated() where isOpen[index] {
            model.addRow(lower: site.minimumLoad, upper: site.capacity, terms: served[index])
        }
    }

    /// Who serves whom.
    func shares(_ values: [Double]) -> [DemandShare] {
        zip(pairs, values).compactMap { place, value in
            guard value > 1e-9 else { return nil }
            return DemandShare(
                client: place.client, site: Int(network.rows.sites[place.pair]),
                fraction: min(1, value))
        }
    }
}
