/// Open sites and one site per client, kept consistent under small changes.
///
/// Clients may be unserved for a while, at a penalty above anything that could avoid it; loads never
/// exceed capacities and own clients are where they belong.
struct CapacitatedPlan: Sendable {
    let network: CapacitatedNetwork
    private(set) var isOpen: [Bool]
    /// The site of each client, −1 while unserved.
    private(set) var site: [Int32]
    /// What each client costs now.
    private(set) var costs: [Double]
    /// The demand served by each site.
    private(set) var loads: [Double]
    /// The clients of each site.
    private(set) var members: [[Int32]]
    private(set) var openCount = 0
    private(set) var unservedCount: Int
    /// Opening costs, clients' costs and penalties.
    private(set) var cost: Double

    init(_ network: CapacitatedNetwork) {
        self.network = network
        isOpen = [Bool](repeating: false, count: network.siteCount)
        site = [Int32](repeating: -1, count: network.clientCount)
        costs = network.penalties
        loads = [Double](repeating: 0, count: network.siteCount)
        members = [[Int32]](repeating: [], count: network.siteCount)
        unservedCount = network.clientCount
        cost = network.penalties.reduce(0, +)
    }

    /// The plan with given sites for clients; sites open if anyone is there or `open` says so.
    init(_ network: CapacitatedNetwork, sites: [Int32], open: [Bool]) {
        self.init(network)
        for index in open.indices where open[index] { self.open(index) }
        for client in sites.indices where sites[client] >= 0 {
            let index = Int(sites[client])
            let home = Int(network.homes[client])
            // Whoever is at home stays there.
            guard home < 0 || !isOpen[home] else { continue }
            guard isOpen[index], room(index) + 1e-9 >= network.demands[client],
                let cost = network.cost(client, index)
            else { continue }
            move(client, to: index, cost: cost)
        }
    }

    /// Whether every client is served, counts hold and open sites have their least load.
    var isFeasible: Bool {
        unservedCount == 0 && network.problem.openCount.contains(openCount)
            && isOpen.indices.allSatisfy {
                isOpen[$0]
                    ? loads[$0] + 1e-9 >= network.problem.sites[$0].minimumLoad
                    : network.problem.sites[$0].decision != .open
            }
    }

    /// What still fits a site.
    func room(_ index: Int) -> Double { network.problem.sites[index].capacity - loads[index] }

    /// Whether a client may leave where it is without breaking a rule of that site.
    func mayLeave(_ client: Int) -> Bool {
        let from = Int(site[client])
        guard from >= 0 else { return true }
        let least = network.problem.sites[from].minimumLoad
        return Int(network.homes[client]) != from
            && (least == 0 || loads[from] - network.demands[client] + 1e-9 >= least)
    }

    mutating func open(_ index: Int) {
        guard !isOpen[index] else { return }
        isOpen[index] = true
        openCount += 1
        cost += network.problem.sites[index].openingCost
        for client in network.problem.sites[index].ownClients {
            if let pairCost = network.cost(client, index) {
                move(client, to: index, cost: pairCost)
            }
        }
    }

    /// Closes a site and leaves its clients unserved.
    mutating func close(_ index: Int) {
        guard isOpen[index] else { return }
        for client in members[index] { release(Int(client)) }
        isOpen[index] = false
        openCount -= 1
        cost -= network.problem.sites[index].openingCost
    }

    mutating func release(_ client: Int) {
        let from = Int(site[client])
        guard from >= 0 else { return }
        loads[from] -= network.demands[client]
        if let place = members[from].firstIndex(of: Int32(client)) {
            members[from].swapAt(place, members[from].count - 1)
            members[from].removeLast()
        }
        if members[from].isEmpty { loads[from] = 0 }
        site[client] = -1
        unservedCount += 1
        cost += network.penalties[client] - costs[client]
        costs[client] = network.penalties[client]
    }

    mutating func move(_ client: Int, to index: Int, cost pairCost: Double) {
        release(client)
        site[client] = Int32(index)
        members[index].append(Int32(client))
        loads[index] += network.demands[client]
        unservedCount -= 1
        cost += pairCost - costs[client]
        costs[client] = pairCost
    }

    /// The cheapest open site with room for a client, other than one.
    func cheapest(_ client: Int, besides other: Int = -1) -> (site: Int, cost: Double)? {
        let demand = network.demands[client]
        for pair in network.rows.pairs(of: client) {
            let index = Int(network.rows.sites[pair])
            if isOpen[index], index != other, room(index) + 1e-9 >= demand {
                return (index, network.rows.costs[pair])
            }
        }
        return nil
    }

    /// Serves unserved clients, those with the most to lose first.
    ///
    /// Source: S. Martello and P. Toth, "An algorithm for the generalized assignment problem",
    /// Operational Research '81, 589–603: order by regret.
    mutating func serveUnserved() {
        var waiting: [(regret: Double, client: Int)] = []
        for client in site.indices where site[client] < 0 {
            var first: Double?
            var regret = network.penalties[client]
            for pair in network.rows.pairs(of: client)
            where isOpen[Int(network.rows.sites[pair])] {
                guard let best = first else {
                    first = network.rows.costs[pair]
                    continue
                }
                regret = network.rows.costs[pair] - best
                break
            }
            waiting.append((regret, client))
        }
        waiting.sort { $0.regret > $1.regret || ($0.regret == $1.regret && $0.client < $1.client) }
        for (_, client) in waiting {
            if let best = cheapest(client) { move(client, to: best.site, cost: best.cost) }
        }
    }
}
