/// The cheapest option of every client at every site, as sparse costs for an engine of classical problems.
///
/// Outside options become a site of their own behind the others; costs are taken from the least of each client.
struct CheapestOptions {
    /// One row a client; the outside site is the last.
    let costs: SparseCosts
    /// What all clients pay at least, left out of ``costs``.
    let constant: Double
    /// The site that stands for outside options; `nil` where there are none.
    let outside: Int?
    /// The option behind a client and a site.
    private let optionOf: [Int: Int]

    /// The options of a problem; of several at one site the first of the cheapest counts.
    init(_ general: LocationProblem) {
        let hasOutside = general.options.contains { $0.site == nil }
        let siteCount = general.sites.count + (hasOutside ? 1 : 0)
        outside = hasOutside ? general.sites.count : nil
        var rows = [[(site: Int, option: Int)]](repeating: [], count: general.clientCount)
        for (index, option) in general.options.enumerated() {
            rows[option.client].append((option.site ?? general.sites.count, index))
        }
        var optionOf: [Int: Int] = [:]
        var constant = 0.0
        var builder = SparseCostsBuilder(
            siteCount: siteCount, clientCount: rows.count, pairCount: general.options.count)
        for (client, row) in rows.enumerated() {
            let least = row.map { general.options[$0.option].cost }.min() ?? 0
            constant += least
            var last = -1
            let ordered = row.sorted {
                ($0.site, general.options[$0.option].cost, $0.option)
                    < ($1.site, general.options[$1.option].cost, $1.option)
            }
            for entry in ordered where entry.site != last {
                last = entry.site
                optionOf[client * siteCount + entry.site] = entry.option
                builder.append(
                    site: entry.site, cost: general.options[entry.option].cost - least)
            }
            builder.endClient()
        }
        self.optionOf = optionOf
        self.constant = constant
        costs = builder.finish()
    }

    /// The option of a client at a site; `nil` where it has none.
    func option(_ client: Int, at site: Int) -> Int? {
        optionOf[client * costs.siteCount + site]
    }
}

extension PartSolver {
    /// Tells the watcher how an engine stands that leaves a constant out; whether to go on.
    func report(
        _ stage: Int, incumbent: Double?, bound: Double, constant: Double
    ) -> Bool {
        watch.report(isThrottled: false) { seconds in
            LocationProgress(
                stage: stage, component: part, componentCount: partCount, seconds: seconds,
                incumbent: incumbent.map { $0 + constant }, bound: bound + constant)
        }
    }
}
