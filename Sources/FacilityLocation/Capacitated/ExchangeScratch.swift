/// An exchange of sites and the moves of clients that go with it.
struct SiteExchange {
    /// The site to close and the one to open, −1 for none.
    var closed: Int
    var opened: Int
    var moves: [(client: Int, site: Int, cost: Double)]
}

/// Room to work out exchanges in, kept from one to the next.
struct ExchangeScratch {
    /// The moves of the exchange at hand.
    private(set) var moves: [(client: Int, site: Int, cost: Double)] = []
    /// Clients that would like to move to the new site.
    var wishes: [(density: Double, client: Int, cost: Double)] = []
    /// What clients of the closing site would cost elsewhere; of no meaning for others.
    var alternatives: [Double]
    /// What closing the site costs if all its clients get their alternatives.
    var loss = 0.0
    /// Which sites have been looked at around the site at hand.
    var siteStamps: [Int]
    var siteStamp = 0
    /// Sites whose load changes, and by how much.
    private(set) var touched: [Int] = []
    private(set) var taken: [Double]
    private var clientStamps: [Int]
    private var takenStamps: [Int]
    private var stamp = 0

    init(_ network: CapacitatedNetwork) {
        alternatives = [Double](repeating: 0, count: network.clientCount)
        siteStamps = [Int](repeating: -1, count: network.siteCount)
        taken = [Double](repeating: 0, count: network.siteCount)
        takenStamps = siteStamps
        clientStamps = [Int](repeating: -1, count: network.clientCount)
    }

    /// Forgets the exchange before.
    mutating func begin() {
        stamp += 1
        moves.removeAll(keepingCapacity: true)
        wishes.removeAll(keepingCapacity: true)
        touched.removeAll(keepingCapacity: true)
    }

    /// Whether the exchange at hand moves a client.
    func isPlaced(_ client: Int) -> Bool { clientStamps[client] == stamp }

    /// By how much the exchange at hand changes a site's load.
    func load(of site: Int) -> Double { takenStamps[site] == stamp ? taken[site] : 0 }

    /// Notes a move, from −1 if the client was unserved.
    mutating func place(
        _ client: Int, _ site: Int, _ cost: Double, _ from: Int, _ demand: Double
    ) {
        moves.append((client, site, cost))
        clientStamps[client] = stamp
        if from >= 0 { add(-demand, to: from) }
        add(demand, to: site)
    }

    private mutating func add(_ demand: Double, to site: Int) {
        if takenStamps[site] != stamp {
            takenStamps[site] = stamp
            taken[site] = 0
            touched.append(site)
        }
        taken[site] += demand
    }
}
