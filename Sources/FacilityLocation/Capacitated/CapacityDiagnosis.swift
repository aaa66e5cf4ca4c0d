/// What capacity alone says about a problem without solution.
///
/// Parts that no usable pair joins are looked at one by one: a part whose sites cannot hold its
/// demand, even all open, has no solution; nor has a problem whose parts together need more open
/// sites than allowed, each part with its largest sites.
struct CapacityDiagnosis {
    let network: CapacitatedNetwork

    /// The deficits by part; empty says nothing about feasibility.
    func deficits() -> [CapacitatedConflict] {
        let problem = network.problem
        var found: [CapacitatedConflict] = []
        for client in 0..<network.clientCount where network.rows.pairs(of: client).isEmpty {
            found.append(
                CapacitatedConflict(
                    kind: .clientWithoutSite, clients: [client], sites: [], needed: 1,
                    available: 0))
        }
        var needed = 0
        for part in parts() {
            let demand = part.clients.reduce(0) { $0 + problem.demands[$1] }
            let usable = part.sites.filter { network.canOpen[$0] }
            let capacities = usable.map { problem.sites[$0].capacity }.sorted(by: >)
            let capacity = capacities.reduce(0, +)
            guard demand <= capacity + 1e-9 * (1 + demand) else {
                if !part.sites.isEmpty {
                    found.append(
                        CapacitatedConflict(
                            kind: .capacity, clients: part.clients, sites: part.sites,
                            needed: demand, available: capacity))
                }
                continue
            }
            var held = 0.0
            var count = 0
            for capacity in capacities {
                guard held + 1e-9 * (1 + demand) < demand else { break }
                held += capacity
                count += 1
            }
            let forced = usable.count { problem.sites[$0].decision == .open }
            needed += max(count, forced, part.clients.isEmpty || usable.isEmpty ? 0 : 1)
        }
        let closed = problem.sites.indices.filter {
            problem.sites[$0].decision == .open && !network.canOpen[$0]
        }
        if !closed.isEmpty {
            found.append(
                CapacitatedConflict(
                    kind: .sitesAvailable, clients: [], sites: closed, needed: Double(closed.count),
                    available: 0))
        }
        let available = network.canOpen.count { $0 }
        if available < problem.openCount.lowerBound {
            found.append(
                CapacitatedConflict(
                    kind: .sitesAvailable, clients: [],
                    sites: Array(problem.sites.indices),
                    needed: Double(problem.openCount.lowerBound), available: Double(available)))
        }
        if needed > problem.openCount.upperBound {
            found.append(
                CapacitatedConflict(
                    kind: .siteCount, clients: Array(0..<network.clientCount),
                    sites: Array(problem.sites.indices), needed: Double(needed),
                    available: Double(problem.openCount.upperBound)))
        }
        return found
    }

    /// Clients and sites joined by usable pairs, by first member.
    private func parts() -> [(clients: [Int], sites: [Int])] {
        let siteCount = network.siteCount
        var sets = DisjointSets(count: siteCount + network.clientCount)
        for client in 0..<network.clientCount {
            for pair in network.rows.pairs(of: client) {
                sets.join(Int(network.rows.sites[pair]), siteCount + client)
            }
        }
        let (labels, count) = sets.labels()
        var parts = [(clients: [Int], sites: [Int])](repeating: ([], []), count: count)
        for (node, label) in labels.enumerated() {
            if node < siteCount {
                parts[label].sites.append(node)
            } else {
                parts[label].clients.append(node - siteCount)
            }
        }
        return parts
    }
}
