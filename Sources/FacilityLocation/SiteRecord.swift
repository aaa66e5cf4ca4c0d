/// What is worth remembering of pricing a site, for one with the same offer.
struct SiteRecord: Sendable {
    /// The prices of the own clients and movers.
    var prices: [Double]
    /// The bound on patterns at these prices, the value of the best known and its options by their
    /// positions in the offer.
    var bound: Double
    var value: Double
    var locals: [Int]
    var blockPrices: [BlockScan.Prices]
}

/// Everything that pricing a site depends on, but the classes and rules that all sites share.
struct SiteKey: Hashable, Sendable {
    var owners: [Int]
    /// The options at the site, clients by their numbers in the whole problem.
    var options: [AllocationOption]
    var supplies: [[Double]]
    var limit: ModuleLimit?
    var paysMissing: [Bool]

    /// The keys of all sites of a part.
    static func keys(of part: LocationComponent) -> [SiteKey] {
        let problem = part.problem
        var keys = problem.sites.indices.map { site in
            SiteKey(
                owners: problem.sites[site].ownClients.map { part.clients[$0] }, options: [],
                supplies: [], limit: problem.modules?.limits[site],
                paysMissing: problem.requirements.map { $0.paysMissing(at: site) })
        }
        for (index, option) in problem.options.enumerated() {
            guard let site = option.site else { continue }
            var copy = option
            copy.client = part.clients[option.client]
            copy.site = nil
            keys[site].options.append(copy)
            keys[site].supplies.append(problem.requirements.map { $0.supply(of: index) })
        }
        return keys
    }
}

/// The classes and rules that all sites share.
struct SiteFrame: Hashable, Sendable {
    var classes: [ModuleClass]
    var requirements: [SiteRequirement]

    init(_ problem: LocationProblem) {
        classes = problem.modules?.classes ?? []
        requirements = problem.requirements.map {
            SiteRequirement(
                name: "", bands: $0.bands, costPerUnit: $0.costPerUnit,
                costPerUnitMissing: $0.costPerUnitMissing)
        }
    }
}
