/// Checks a capacitated solution against the problem as given, on a code path of its own.
struct CapacitatedVerifier {
    private static let tolerance = 1e-6

    let problem: CapacitatedProblem

    /// The cost of a solution.
    ///
    /// - Throws: ``LocationError`` with code `verificationFailed`, naming the first rule broken.
    func cost(openSites: [Int], shares: [DemandShare]) throws -> Double {
        func require(_ holds: Bool, _ context: @autoclosure () -> String, _ message: String) throws
        {
            guard holds else {
                throw LocationError(
                    code: .verificationFailed, context: context(), message: message)
            }
        }
        var isOpen = [Bool](repeating: false, count: problem.sites.count)
        for site in openSites {
            try require(isOpen.indices.contains(site), "site \(site)", "does not exist")
            try require(!isOpen[site], "site \(site)", "is listed twice")
            isOpen[site] = true
        }
        try require(
            problem.openCount.contains(openSites.count), "openCount",
            "\(openSites.count) sites are open")
        var served = [Double](repeating: 0, count: problem.clientCount)
        var loads = [Double](repeating: 0, count: problem.sites.count)
        var atHome = [Int: Double]()
        var cost = openSites.reduce(0) { $0 + problem.sites[$1].openingCost }
        for share in shares {
            let name = "client \(share.client) at site \(share.site)"
            try require(served.indices.contains(share.client), name, "no such client")
            try require(
                isOpen.indices.contains(share.site) && isOpen[share.site], name, "is not open")
            try require(share.fraction > 0 && share.fraction <= 1 + Self.tolerance, name, "share")
            let pair = problem.costs.pairs(of: share.client).first {
                Int(problem.costs.sites[$0]) == share.site
            }
            try require(pair != nil, name, "is not an admissible pair")
            served[share.client] += share.fraction
            loads[share.site] += share.fraction * problem.demands[share.client]
            cost += share.fraction * (pair.map { problem.costs.costs[$0] } ?? 0)
            if problem.sites[share.site].ownClients.contains(share.client) {
                atHome[share.client, default: 0] += share.fraction
            }
            try require(
                problem.sourcing == .split || share.fraction > 1 - Self.tolerance, name,
                "is split")
        }
        for client in served.indices {
            try require(
                abs(served[client] - 1) <= Self.tolerance, "client \(client)",
                "is served \(served[client]) times")
        }
        for (index, site) in problem.sites.enumerated() {
            let slack = Self.tolerance * (1 + loads[index])
            guard isOpen[index] else {
                try require(site.decision != .open, "site \(index)", "must be open")
                continue
            }
            try require(site.decision != .closed, "site \(index)", "must be closed")
            try require(
                loads[index] <= site.capacity + slack, "site \(index)",
                "serves \(loads[index]) with room for \(site.capacity)")
            try require(
                loads[index] >= site.minimumLoad - slack, "site \(index)",
                "serves \(loads[index]), less than \(site.minimumLoad)")
            for client in site.ownClients {
                try require(
                    atHome[client, default: 0] > 1 - Self.tolerance, "site \(index)",
                    "does not serve its own client \(client)")
            }
        }
        return cost
    }
}
