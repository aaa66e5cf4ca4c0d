/// The costs of serving clients from sites, pair by pair, cheapest first; what is not listed is
/// bounded from below.
///
/// Rows lie one after the other in two flat arrays (compressed rows), so that a country of 30,000
/// clients with 60 sites each takes about 22 MB.
public struct SparseCosts: Hashable, Sendable {
    /// The number of sites; site indices are below it.
    public let siteCount: Int
    /// Where the pairs of each client begin, |I| + 1 entries.
    public let rowStarts: [Int32]
    /// The sites of all pairs, client by client, cheapest first, ties by site.
    public let sites: [Int32]
    /// The costs of all pairs, in the order of ``sites``.
    public let costs: [Double]
    /// What any site that is not listed would cost a client at least, one entry per client;
    /// `.infinity` where pairs not listed are not admissible.
    public let omittedCosts: [Double]

    /// The number of clients, |I|.
    public var clientCount: Int { rowStarts.count - 1 }
    /// The number of pairs listed.
    public var pairCount: Int { sites.count }

    /// The positions of a client's pairs in ``sites`` and ``costs``.
    public func pairs(of client: Int) -> Range<Int> {
        Int(rowStarts[client])..<Int(rowStarts[client + 1])
    }

    /// Costs from rows in any order.
    ///
    /// - Parameters:
    ///   - rows: for each client its admissible sites and their costs, each site at most once.
    ///   - siteCount: the number of sites.
    ///   - omittedCosts: see ``omittedCosts``; all infinite if left out.
    public init(
        rows: [[(site: Int, cost: Double)]], siteCount: Int, omittedCosts: [Double]? = nil
    ) {
        var builder = SparseCostsBuilder(
            siteCount: siteCount, clientCount: rows.count,
            pairCount: rows.reduce(0) { $0 + $1.count })
        for (client, row) in rows.enumerated() {
            for pair in row { builder.append(site: pair.site, cost: pair.cost) }
            builder.endClient(omittedCost: omittedCosts?[client] ?? .infinity)
        }
        precondition(
            omittedCosts.map { $0.count == rows.count } ?? true, "one omitted cost per client")
        self = builder.finish()
    }

    /// Costs from rows that are in order already.
    ///
    /// - Precondition: rows are cheapest first, ties by site; sites are in range.
    init(
        siteCount: Int, rowStarts: [Int32], sites: [Int32], costs: [Double], omittedCosts: [Double]
    ) {
        self.siteCount = siteCount
        self.rowStarts = rowStarts
        self.sites = sites
        self.costs = costs
        self.omittedCosts = omittedCosts
    }

    /// The same pairs with every client's costs, omitted ones too, multiplied by its weight.
    ///
    /// - Parameter weights: zero or more, one per client.
    public func weighted(by weights: [Double]) -> SparseCosts {
        precondition(weights.count == clientCount, "one weight per client")
        var costs = costs
        var omitted = omittedCosts
        for client in 0..<clientCount {
            for pair in pairs(of: client) { costs[pair] *= weights[client] }
            // An infinite cost stays one, whatever the weight.
            if omitted[client] < .infinity { omitted[client] *= weights[client] }
        }
        guard weights.contains(0) else {
            return SparseCosts(
                siteCount: siteCount, rowStarts: rowStarts, sites: sites, costs: costs,
                omittedCosts: omitted)
        }
        // Without weight all sites cost nothing: ties are by site.
        var builder = SparseCostsBuilder(
            siteCount: siteCount, clientCount: clientCount, pairCount: pairCount)
        for client in 0..<clientCount {
            for pair in pairs(of: client) {
                builder.append(site: Int(sites[pair]), cost: costs[pair])
            }
            builder.endClient(omittedCost: omitted[client])
        }
        return builder.finish()
    }
}

/// Builds sparse costs client by client, without a copy of all rows in between.
public struct SparseCostsBuilder: Sendable {
    private let siteCount: Int
    private var rowStarts: [Int32] = [0]
    private var sites: [Int32] = []
    private var costs: [Double] = []
    private var omittedCosts: [Double] = []

    /// A builder with room for so many clients and pairs.
    public init(siteCount: Int, clientCount: Int = 0, pairCount: Int = 0) {
        self.siteCount = siteCount
        rowStarts.reserveCapacity(clientCount + 1)
        sites.reserveCapacity(pairCount)
        costs.reserveCapacity(pairCount)
        omittedCosts.reserveCapacity(clientCount)
    }

    /// Adds a pair of the client at hand, in any order.
    ///
    /// - Precondition: the site is one of the problem and new to the client.
    public mutating func append(site: Int, cost: Double) {
        precondition((0..<siteCount).contains(site), "a site of the problem")
        sites.append(Int32(site))
        costs.append(cost)
    }

    /// Ends the client at hand: its pairs are put in order and the next client begins.
    ///
    /// - Parameter omittedCost: see ``SparseCosts/omittedCosts``.
    public mutating func endClient(omittedCost: Double = .infinity) {
        let row = Int(rowStarts[rowStarts.count - 1])..<sites.count
        let isOrdered = row.dropFirst().allSatisfy {
            (costs[$0 - 1], sites[$0 - 1]) < (costs[$0], sites[$0])
        }
        if !isOrdered {
            let order = row.sorted { (costs[$0], sites[$0]) < (costs[$1], sites[$1]) }
            let (orderedSites, orderedCosts) = (order.map { sites[$0] }, order.map { costs[$0] })
            sites.replaceSubrange(row, with: orderedSites)
            costs.replaceSubrange(row, with: orderedCosts)
        }
        rowStarts.append(Int32(sites.count))
        omittedCosts.append(omittedCost)
    }

    /// The costs of all clients ended.
    public consuming func finish() -> SparseCosts {
        SparseCosts(
            siteCount: siteCount, rowStarts: rowStarts, sites: sites, costs: costs,
            omittedCosts: omittedCosts)
    }
}

/// The same pairs by site: which clients a site could serve, and at what cost.
struct SparseColumns: Sendable {
    /// Where the pairs of each site begin, |J| + 1 entries.
    let starts: [Int32]
    /// The clients of all pairs, site by site, ascending.
    let clients: [Int32]
    /// The costs of all pairs, in the order of `clients`.
    let costs: [Double]

    init(_ rows: SparseCosts) {
        var starts = [Int32](repeating: 0, count: rows.siteCount + 1)
        for site in rows.sites { starts[Int(site) + 1] += 1 }
        for site in 0..<rows.siteCount { starts[site + 1] += starts[site] }
        var next = starts
        var clients = [Int32](repeating: 0, count: rows.pairCount)
        var costs = [Double](repeating: 0, count: rows.pairCount)
        for client in 0..<rows.clientCount {
            for pair in rows.pairs(of: client) {
                let place = Int(next[Int(rows.sites[pair])])
                next[Int(rows.sites[pair])] += 1
                clients[place] = Int32(client)
                costs[place] = rows.costs[pair]
            }
        }
        self.starts = starts
        self.clients = clients
        self.costs = costs
    }

    /// The positions of a site's pairs.
    func pairs(of site: Int) -> Range<Int> { Int(starts[site])..<Int(starts[site + 1]) }
}
