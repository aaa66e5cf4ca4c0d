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
        precondition(
            omittedCosts.map { $0.count == rows.count } ?? true, "one omitted cost per client")
        var rowStarts: [Int32] = [0]
        var sites: [Int32] = []
        var costs: [Double] = []
        let count = rows.reduce(0) { $0 + $1.count }
        rowStarts.reserveCapacity(rows.count + 1)
        sites.reserveCapacity(count)
        costs.reserveCapacity(count)
        for row in rows {
            for pair in row.sorted(by: { ($0.cost, $0.site) < ($1.cost, $1.site) }) {
                precondition((0..<siteCount).contains(pair.site), "a site of the problem")
                sites.append(Int32(pair.site))
                costs.append(pair.cost)
            }
            rowStarts.append(Int32(sites.count))
        }
        self.siteCount = siteCount
        self.rowStarts = rowStarts
        self.sites = sites
        self.costs = costs
        self.omittedCosts = omittedCosts ?? [Double](repeating: .infinity, count: rows.count)
    }
}
