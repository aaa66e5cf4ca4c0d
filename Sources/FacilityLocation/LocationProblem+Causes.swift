extension LocationProblem {
    /// Adds to the diagnosis of an infeasible problem what can be seen without solving anything.
    func addCauses(to diagnosis: inout LocationDiagnosis) {
        diagnosis.unservableClients = unservableClients
        diagnosis.blockedPoints = blockedPoints
        diagnosis.capacityDeficits = capacityDeficits
    }

    private func isClosed(_ site: Int) -> Bool { sites[site].state == .fixedClosed }

    private var unservableClients: [Int] {
        var isServable = [Bool](repeating: false, count: clientCount)
        for option in options where !isServable[option.client] {
            isServable[option.client] =
                option.site.map { site in
                    !isClosed(site)
                        && (assignment == .split
                            || demand(of: option.client) <= sites[site].capacity)
                } ?? true
        }
        return isServable.indices.filter { !isServable[$0] }
    }

    private var blockedPoints: [Int] {
        guard let coverage, coverage.coverAll else { return [] }
        return coverage.points.indices.filter { index in
            let point = coverage.points[index]
            guard !point.sites.isEmpty else { return false }
            return point.sites.count { !isClosed($0) } < 1
                || Set(point.sites).count { !isClosed($0) } < coverage.need(of: point)
        }
    }

    /// Connected parts whose clients need more than their sites have, then the whole if the largest
    /// sites the count allows have less than everyone needs.
    private var capacityDeficits: [CapacityDeficit] {
        guard sites.contains(where: { $0.capacity < .infinity }) else { return [] }
        var mayStayOut = [Bool](repeating: false, count: clientCount)
        var sitesOf = [Set<Int>](repeating: [], count: clientCount)
        for option in options {
            guard let site = option.site else {
                mayStayOut[option.client] = true
                continue
            }
            if !isClosed(site) { sitesOf[option.client].insert(site) }
        }
        let clients = (0..<clientCount).filter { !mayStayOut[$0] && !sitesOf[$0].isEmpty }
        var sets = DisjointSets(count: sites.count)
        for client in clients {
            for site in sitesOf[client].sorted() { sets.join(sitesOf[client].min() ?? 0, site) }
        }
        let labels = sets.labels().labels
        let parts = Dictionary(grouping: clients) { labels[sitesOf[$0].min() ?? 0] }
        var deficits = parts.sorted { $0.key < $1.key }.compactMap { _, members in
            deficit(of: members, sitesOf.map { $0.sorted() })
        }
        let limit = openCount.bounds.upperBound
        let usable = sites.indices.filter { !isClosed($0) && sites[$0].isCounted }
        if deficits.isEmpty, limit < usable.count, sites.allSatisfy(\.isCounted) {
            let capacity = usable.map { sites[$0].capacity }.sorted(by: >).prefix(max(0, limit))
                .reduce(0, +)
            let demand = clients.reduce(0) { $0 + self.demand(of: $1) }
            if demand > capacity + 1e-6 * max(1, capacity) {
                deficits = [
                    CapacityDeficit(
                        clients: clients, sites: usable, demand: demand, capacity: capacity,
                        openLimit: limit)
                ]
            }
        }
        return deficits
    }

    /// The clients of a part that need more than all their sites have, by a maximum flow from clients
    /// to sites; `nil` if there are none.
    ///
    /// Source: L. R. Ford and D. R. Fulkerson, "Maximal flow through a network", Canadian Journal of
    /// Mathematics 8 (1956), 399–404; the clients are those on the near side of the minimum cut.
    private func deficit(of clients: [Int], _ sitesOf: [[Int]]) -> CapacityDeficit? {
        var left = Dictionary(uniqueKeysWithValues: clients.map { ($0, demand(of: $0)) })
        var room: [Int: Double] = [:]
        for site in clients.flatMap({ sitesOf[$0] }) { room[site] = sites[site].capacity }
        var flow: [Int: [Int: Double]] = [:]
        let total = clients.reduce(0) { $0 + demand(of: $1) }
        let tolerance = 1e-9 * max(1, total)

        /// The clients and sites that unserved demand can be pushed to, with where from.
        func reach() -> (clients: [Int: Int], sites: [Int: Int], end: Int?) {
            var fromSite: [Int: Int] = [:]
            var fromClient: [Int: Int] = [:]
            var queue = clients.filter { left[$0, default: 0] > tolerance }
            for client in queue { fromSite[client] = -1 }
            var next = 0
            while next < queue.count {
                let client = queue[next]
                next += 1
                for site in sitesOf[client] where fromClient[site] == nil {
                    fromClient[site] = client
                    if room[site, default: 0] > tolerance { return (fromSite, fromClient, site) }
                    for (other, amount) in (flow[site] ?? [:]).sorted(by: { $0.key < $1.key })
                    where amount > tolerance && fromSite[other] == nil {
                        fromSite[other] = site
                        queue.append(other)
                    }
                }
            }
            return (fromSite, fromClient, nil)
        }
        while true {
            let found = reach()
            guard let end = found.end else {
                let short = clients.filter { found.clients[$0] != nil }
                guard !short.isEmpty else { return nil }
                let reached = Set(short.flatMap { sitesOf[$0] }).sorted()
                return CapacityDeficit(
                    clients: short, sites: reached,
                    demand: short.reduce(0) { $0 + demand(of: $1) },
                    capacity: reached.reduce(0) { $0 + sites[$1].capacity })
            }
            var path: [(site: Int, client: Int)] = []
            var site = end
            while true {
                let client = found.sites[site] ?? 0
                path.append((site, client))
                let before = found.clients[client] ?? -1
                if before < 0 { break }
                site = before
            }
            let first = path[path.count - 1].client
            var amount = min(left[first, default: 0], room[end, default: 0])
            // Along the path each client but the first gives up what it has at the site before.
            for (position, step) in path.enumerated().dropLast() {
                let given = path[position + 1].site
                amount = min(amount, flow[given]?[step.client] ?? 0)
            }
            for (position, step) in path.enumerated() {
                flow[step.site, default: [:]][step.client, default: 0] += amount
                if position + 1 < path.count {
                    flow[path[position + 1].site]?[step.client]? -= amount
                }
            }
            left[first, default: 0] -= amount
            room[end, default: 0] -= amount
        }
    }
}
