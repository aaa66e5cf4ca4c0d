/// A part of a problem to solve anew while the rest of a plan stays: clients and the sites that may
/// serve them.
struct CapacitatedWindow: Sendable {
    /// The sites open now.
    var open: [Int]
    /// The clients to serve, ascending.
    var clients: [Int]
    /// The sites that may serve them, open ones included, ascending.
    var sites: [Int]
    /// How many of the sites may be open.
    var openCount: ClosedRange<Int>
    /// The places of the pairs allowed, in the network's rows, client by client.
    var pairs: [[Int]]

    /// The window as a problem, clients and sites renumbered.
    func problem(of network: CapacitatedNetwork) -> CapacitatedProblem {
        let rows = network.rows
        var siteNumbers: [Int: Int] = [:]
        for (number, site) in sites.enumerated() { siteNumbers[site] = number }
        var clientNumbers: [Int: Int] = [:]
        for (number, client) in clients.enumerated() { clientNumbers[client] = number }
        var builder = SparseCostsBuilder(siteCount: sites.count, clientCount: clients.count)
        for pairs in pairs {
            for pair in pairs {
                guard let number = siteNumbers[Int(rows.sites[pair])] else { continue }
                builder.append(site: number, cost: rows.costs[pair])
            }
            builder.endClient()
        }
        return CapacitatedProblem(
            costs: builder.finish(), demands: clients.map { network.demands[$0] },
            sites: sites.map { site in
                var copy = network.problem.sites[site]
                copy.ownClients = copy.ownClients.compactMap { clientNumbers[$0] }
                return copy
            }, openCount: openCount)
    }

    /// What the plan does in the window, in the window's own numbers.
    func part(of plan: CapacitatedPlan, in network: CapacitatedNetwork) -> CapacitatedPlan {
        var numbers: [Int32: Int32] = [:]
        for (number, site) in sites.enumerated() { numbers[Int32(site)] = Int32(number) }
        return CapacitatedPlan(
            network, sites: clients.map { numbers[plan.site[$0]] ?? -1 },
            open: sites.map { plan.isOpen[$0] })
    }

    /// What the plan costs in the window.
    func cost(of plan: CapacitatedPlan) -> Double {
        open.reduce(0) { $0 + plan.network.problem.sites[$1].openingCost }
            + clients.reduce(0) { $0 + plan.costs[$1] }
    }

    /// Takes a solution of the window over, unless that makes the plan worse.
    func apply(_ answer: CapacitatedPlan, to plan: inout CapacitatedPlan) {
        let saved = plan
        for client in clients { plan.release(client) }
        for site in open { plan.close(site) }
        for (number, site) in sites.enumerated() where answer.isOpen[number] { plan.open(site) }
        for (number, client) in clients.enumerated() where answer.site[number] >= 0 {
            let site = sites[Int(answer.site[number])]
            if Int(plan.site[client]) == site { continue }
            guard let cost = plan.network.cost(client, site),
                plan.room(site) + 1e-6 >= plan.network.demands[client]
            else { continue }
            plan.move(client, to: site, cost: cost)
        }
        if plan.cost > saved.cost || plan.unservedCount > saved.unservedCount { plan = saved }
    }
}
