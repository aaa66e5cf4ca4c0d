/// What one site can offer: the options of its own clients, its plain options and its movers.
///
/// A *plain* option changes nothing at the site but its own cost; a *loaded* one fills modules or
/// supplies what a requirement misses.
struct SiteOffer {
    /// A choice that changes what the site costs.
    struct LoadedOption {
        /// The index in the problem.
        var index: Int
        var client: Int
        var cost: Double
    }

    /// A client with loaded options here.
    struct Mover {
        var client: Int
        /// Positions in ``SiteOffer/options``, ascending.
        var options: Range<Int>
        /// The cost of its cheapest plain option here, infinite if there is none.
        var unloadedCost: Double
    }

    struct UnloadedOption {
        var index: Int
        var client: Int
        var cost: Double
    }

    let site: Int
    let openingCost: Double
    let isFixedOpen: Bool
    let canOpen: Bool
    /// All options of own clients and all loaded ones, client by client.
    let options: [LoadedOption]
    /// The own clients; each takes one of its options here where the site is open.
    let owns: [Mover]
    /// Clients other than the own ones that may bring load.
    let movers: [Mover]
    /// The cheapest plain option of every client that is no mover.
    let visitors: [UnloadedOption]
    /// All plain options but those of own clients.
    let unloaded: [UnloadedOption]
    /// What loads cost here.
    let costs: SiteCosts

    /// Whether the costs at this site depend on who takes what.
    var hasPatterns: Bool { !costs.isEmpty }

    /// The cost of opening without anyone but the own clients, where nothing depends on loads.
    var plainCost: Double { owns.reduce(openingCost) { $0 + options[$1.options.lowerBound].cost } }
}

extension SiteOffer {
    /// The offers of all sites of a problem.
    static func offers(of problem: LocationProblem) -> [SiteOffer] {
        var optionsOfSite = [[Int]](repeating: [], count: problem.sites.count)
        for (index, option) in problem.options.enumerated() {
            if let site = option.site { optionsOfSite[site].append(index) }
        }
        return problem.sites.indices.map { site in
            SiteOffer(problem, site: site, options: optionsOfSite[site])
        }
    }

    private init(_ problem: LocationProblem, site: Int, options indices: [Int]) {
        let properties = problem.sites[site]
        self.site = site
        openingCost = properties.openingCost
        isFixedOpen = properties.state == .fixedOpen
        let owners = Set(properties.ownClients)
        var byClient: [Int: [Int]] = [:]
        for index in indices { byClient[problem.options[index].client, default: []].append(index) }
        canOpen =
            properties.state != .fixedClosed
            && properties.ownClients.allSatisfy { byClient[$0] != nil }

        let needs = Self.needsThatMatter(problem, site: site, options: indices)
        let classes = Self.classesThatMatter(
            problem, site: site, options: indices, all: !needs.isEmpty)
        let matters = Set(classes)
        func isPlain(_ index: Int) -> Bool {
            !problem.options[index].loads.contains { matters.contains($0.moduleClass) }
                && !needs.contains {
                    problem.requirements[$0].paysMissing(at: site)
                        && problem.requirements[$0].supply(of: index) > 0
                }
        }
        func cheapest(_ indices: [Int]) -> Int? {
            indices.min { (problem.options[$0].cost, $0) < (problem.options[$1].cost, $1) }
        }
        var options: [LoadedOption] = []
        var owns: [Mover] = []
        var movers: [Mover] = []
        var visitors: [UnloadedOption] = []
        var unloaded: [UnloadedOption] = []
        func add(_ indices: [Int], client: Int, unloadedCost: Double) -> Mover {
            let first = options.count
            options += indices.map {
                LoadedOption(index: $0, client: client, cost: problem.options[$0].cost)
            }
            return Mover(
                client: client, options: first..<options.count, unloadedCost: unloadedCost)
        }
        for client in properties.ownClients {
            var mine = byClient[client] ?? []
            if mine.allSatisfy(isPlain), let one = cheapest(mine) { mine = [one] }
            owns.append(add(mine, client: client, unloadedCost: .infinity))
        }
        for (client, mine) in byClient.sorted(by: { $0.key < $1.key })
        where !owners.contains(client) {
            let plain = mine.filter(isPlain)
            let loaded = mine.filter { !isPlain($0) }
            func unloadedOption(_ index: Int) -> UnloadedOption {
                UnloadedOption(index: index, client: client, cost: problem.options[index].cost)
            }
            unloaded += plain.map(unloadedOption)
            let one = cheapest(plain)
            if loaded.isEmpty {
                if let one { visitors.append(unloadedOption(one)) }
            } else {
                let cost = one.map { problem.options[$0].cost } ?? .infinity
                movers.append(add(loaded, client: client, unloadedCost: cost))
            }
        }
        self.options = options
        self.owns = owns
        self.movers = movers
        self.visitors = visitors
        self.unloaded = unloaded
        costs = SiteCosts(
            problem, site: site, options: options.map(\.index), classes: classes, needs: needs)
    }

    /// The requirements that cost anything here.
    private static func needsThatMatter(
        _ problem: LocationProblem, site: Int, options: [Int]
    ) -> [Int] {
        guard options.contains(where: { !problem.options[$0].loads.isEmpty }) else { return [] }
        return problem.requirements.indices.filter {
            problem.requirements[$0].costPerUnit > 0
                || problem.requirements[$0].paysMissing(at: site)
        }
    }

    /// The classes that cost something here, or all of them if they may not fit or if `all`.
    private static func classesThatMatter(
        _ problem: LocationProblem, site: Int, options: [Int], all: Bool
    ) -> [Int] {
        guard let modules = problem.modules else { return [] }
        let limit = modules.limits[site]
        var most: [Int: [Int: Double]] = [:]
        var minimum: [Int: Int] = [:]
        for index in options {
            let option = problem.options[index]
            for load in option.loads {
                most[load.moduleClass, default: [:]][option.client] = max(
                    most[load.moduleClass]?[option.client] ?? 0, load.amount)
                minimum[load.moduleClass] = max(
                    minimum[load.moduleClass] ?? 0, load.minimumModules)
            }
        }
        guard !all else { return most.keys.sorted() }
        let counts = most.map { moduleClass, amounts in
            max(
                minimum[moduleClass] ?? 0,
                ModularCapacity.modules(
                    for: amounts.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value },
                    size: modules.classes[moduleClass].size))
        }
        let fits = limit.modules.map { counts.reduce(0, +) <= $0 } ?? true
        return most.keys.sorted().filter {
            !fits || modules.classes[$0].costPerModule > 0 || limit.startingCosts[$0] ?? 0 > 0
        }
    }
}

/// Who takes a loaded option at an open site, own clients included, and what that costs there.
struct SitePattern: Hashable {
    var site: Int
    /// Options of the problem, ascending.
    var options: [Int]
    /// Option costs and everything ``SiteCosts`` counts; not the opening cost.
    var cost: Double
}
