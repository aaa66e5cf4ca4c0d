/// A part of a problem that shares nothing with the rest.
struct LocationComponent {
    /// The part as a problem of its own.
    var problem: LocationProblem
    /// Where its clients, sites, options and rules stand in the whole.
    var clients: [Int]
    var sites: [Int]
    var options: [Int]
    var groupRules: [Int]
}

extension LocationProblem {
    /// The independent parts of the problem, in the order of their first site or client.
    ///
    /// Sites and clients belong together when an option, a group rule or a coverage point joins
    /// them. A bound on the number of open sites joins all sites that count in it. A worst distance
    /// joins everything: parts that are better than the worst one need not stay so.
    ///
    /// - Complexity: O(options + coverage pairs), nearly.
    func components() -> [LocationComponent] {
        var problem = self
        for index in problem.options.indices { problem.options[index].tag = 0 }
        let whole = LocationComponent(
            problem: problem, clients: Array(0..<clientCount), sites: Array(sites.indices),
            options: Array(options.indices), groupRules: Array(groupRules.indices))
        if stages.contains(.minimiseWorstDistance) { return [whole] }
        // Sites come first, then clients.
        var sets = DisjointSets(count: sites.count + clientCount)
        if openCount != .any {
            let counted = sites.indices.filter { sites[$0].isCounted }
            guard !counted.isEmpty else { return [whole] }
            for site in counted { sets.join(counted[0], site) }
        }
        for option in options {
            if let site = option.site { sets.join(site, sites.count + option.client) }
        }
        for (index, site) in sites.enumerated() {
            for client in site.ownClients { sets.join(index, sites.count + client) }
        }
        for point in coverage?.points ?? [] {
            guard let client = point.client, let site = point.sites.first else { continue }
            sets.join(site, sites.count + client)
        }
        for group in groupRules.map(\.sites) + (coverage?.points.map(\.sites) ?? []) {
            for site in group.dropFirst() { sets.join(group[0], site) }
        }
        let (labels, count) = sets.labels()
        // A rule over no sites at all has no part to go to: keep the problem whole.
        guard count > 1, groupRules.allSatisfy({ !$0.sites.isEmpty }) else { return [whole] }
        return split(labels: labels, count: count)
    }

    private func split(labels: [Int], count: Int) -> [LocationComponent] {
        let empty = LocationProblem(clientCount: 0, sites: [], options: [], stages: stages)
        var parts = [LocationComponent](
            repeating: LocationComponent(
                problem: empty, clients: [], sites: [], options: [], groupRules: []),
            count: count)
        var newIndex = [Int](repeating: 0, count: labels.count)
        for (node, label) in labels.enumerated() {
            if node < sites.count {
                newIndex[node] = parts[label].sites.count
                parts[label].sites.append(node)
            } else {
                newIndex[node] = parts[label].clients.count
                parts[label].clients.append(node - sites.count)
            }
        }
        for part in parts.indices {
            parts[part].problem.clientCount = parts[part].clients.count
            parts[part].problem.assignment = assignment
            parts[part].problem.nearestRule = nearestRule
            if !demands.isEmpty {
                parts[part].problem.demands = parts[part].clients.map { demands[$0] }
            }
            parts[part].problem.sites = parts[part].sites.map { site in
                var copy = sites[site]
                copy.ownClients = copy.ownClients.map { newIndex[sites.count + $0] }
                return copy
            }
            if parts[part].problem.sites.contains(where: \.isCounted) {
                parts[part].problem.openCount = openCount
            }
            parts[part].problem.modules = modules.map { modules in
                ModularCapacity(
                    classes: modules.classes, limits: parts[part].sites.map { modules.limits[$0] })
            }
            parts[part].problem.coverage = coverage.map {
                Coverage(
                    points: [], coverAll: $0.coverAll, timesCovered: $0.timesCovered)
            }
        }
        for (index, option) in options.enumerated() {
            let part = labels[sites.count + option.client]
            var copy = option
            copy.client = newIndex[sites.count + option.client]
            copy.site = option.site.map { newIndex[$0] }
            copy.tag = 0
            parts[part].options.append(index)
            parts[part].problem.options.append(copy)
        }
        for (index, rule) in groupRules.enumerated() {
            let part = labels[rule.sites[0]]
            parts[part].groupRules.append(index)
            parts[part].problem.groupRules.append(
                GroupRule(
                    name: rule.name, sites: rule.sites.map { newIndex[$0] }, count: rule.count))
        }
        for point in coverage?.points ?? [] {
            guard let first = point.sites.first else { continue }
            parts[labels[first]].problem.coverage?.points.append(
                CoveragePoint(
                    weight: point.weight, sites: point.sites.map { newIndex[$0] },
                    client: point.client.map { newIndex[sites.count + $0] }))
        }
        for part in parts.indices {
            parts[part].problem.requirements = requirements.map { requirement in
                var copy = requirement
                if !copy.countsMissing.isEmpty {
                    copy.countsMissing = parts[part].sites.map { requirement.countsMissing[$0] }
                }
                if !copy.supplies.isEmpty {
                    copy.supplies = parts[part].options.map { requirement.supplies[$0] }
                }
                return copy
            }
        }
        return parts
    }
}

/// Sets that grow together; union by size with path halving.
struct DisjointSets {
    private var parents: [Int]
    private var sizes: [Int]

    init(count: Int) {
        parents = Array(0..<count)
        sizes = [Int](repeating: 1, count: count)
    }

    mutating func root(of member: Int) -> Int {
        var node = member
        while parents[node] != node {
            parents[node] = parents[parents[node]]
            node = parents[node]
        }
        return node
    }

    mutating func join(_ first: Int, _ second: Int) {
        var (large, small) = (root(of: first), root(of: second))
        guard large != small else { return }
        if sizes[large] < sizes[small] { swap(&large, &small) }
        parents[small] = large
        sizes[large] += sizes[small]
    }

    /// A set number for each member, numbered by first appearance, and how many sets there are.
    mutating func labels() -> (labels: [Int], count: Int) {
        var numberOfRoot: [Int: Int] = [:]
        let labels = parents.indices.map { member in
            let root = root(of: member)
            if let number = numberOfRoot[root] { return number }
            numberOfRoot[root] = numberOfRoot.count
            return numberOfRoot.count - 1
        }
        return (labels, numberOfRoot.count)
    }
}
