/// What an option brings of one class that matters at a site.
struct SiteLoad {
    /// The position of the class among those of the site.
    var position: Int
    var amount: Double
    /// Modules it occupies whatever its amount.
    var minimumModules: Int
}

/// What one site can offer: its own client's options, its options without load and its movers.
struct SiteOffer {
    /// A choice that fills modules.
    struct LoadedOption {
        /// The index in the problem.
        var index: Int
        var cost: Double
        /// What it brings of the classes of this site.
        var loads: [SiteLoad]
        /// What its modules cost at least, however they are shared: `Σ cost·amount/size`.
        var leastModuleCost: Double
    }

    /// A client other than the own one that may bring load.
    struct Mover {
        var client: Int
        var options: [LoadedOption]
        /// The cost of its cheapest option without load here, infinite if there is none.
        var unloadedCost: Double
    }

    struct UnloadedOption {
        var index: Int
        var client: Int
        var cost: Double
    }

    var site: Int
    var openingCost: Double
    var isFixedOpen: Bool
    var canOpen: Bool
    var ownClient: Int?
    /// The own client's options here; more than one only where they differ in load.
    var own: [LoadedOption] = []
    /// The cheapest option without load of every client that is no mover.
    var visitors: [UnloadedOption] = []
    /// All options without load.
    var unloaded: [UnloadedOption] = []
    var movers: [Mover] = []
    var sizes: [Double] = []
    var costs: [Double] = []
    var limit: Int?
    var extraMaximum = 0
    var extraCost = 0.0

    /// Whether the modules at this site cost anything or may not fit.
    var hasModules: Bool { !sizes.isEmpty }
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

    private init(_ problem: LocationProblem, site: Int, options: [Int]) {
        let properties = problem.sites[site]
        self.site = site
        openingCost = properties.openingCost
        isFixedOpen = properties.state == .fixedOpen
        ownClient = properties.ownClient
        let ownIndices = options.filter { problem.options[$0].client == properties.ownClient }
        canOpen =
            properties.state != .fixedClosed && (properties.ownClient == nil || !ownIndices.isEmpty)

        let classes = Self.classesThatMatter(problem, site: site, options: options)
        if let modules = problem.modules, !classes.isEmpty {
            sizes = classes.map { modules.classes[$0].size }
            costs = classes.map { modules.classes[$0].costPerModule }
            limit = modules.limits[site].modules
            extraMaximum = modules.limits[site].extraMaximum
            extraCost = modules.limits[site].extraCost
        }
        let positions = Dictionary(uniqueKeysWithValues: zip(classes, classes.indices))
        func loaded(_ index: Int) -> LoadedOption {
            let loads = problem.options[index].loads.compactMap { load in
                positions[load.moduleClass].map {
                    SiteLoad(
                        position: $0, amount: load.amount, minimumModules: load.minimumModules)
                }
            }
            return LoadedOption(
                index: index, cost: problem.options[index].cost, loads: loads,
                leastModuleCost: loads.reduce(0) {
                    $0 + costs[$1.position] * $1.amount / sizes[$1.position]
                })
        }

        own = ownIndices.map(loaded)
        if own.allSatisfy({ $0.loads.isEmpty }), let cheapest = own.min(by: { $0.cost < $1.cost }) {
            own = [cheapest]
        }
        var byClient: [Int: (unloaded: [UnloadedOption], loaded: [LoadedOption])] = [:]
        for index in options where problem.options[index].client != properties.ownClient {
            let client = problem.options[index].client
            let option = loaded(index)
            if option.loads.isEmpty {
                let entry = UnloadedOption(index: index, client: client, cost: option.cost)
                unloaded.append(entry)
                byClient[client, default: ([], [])].unloaded.append(entry)
            } else {
                byClient[client, default: ([], [])].loaded.append(option)
            }
        }
        for (client, entry) in byClient.sorted(by: { $0.key < $1.key }) {
            let cheapest = entry.unloaded.min { ($0.cost, $0.index) < ($1.cost, $1.index) }
            if entry.loaded.isEmpty {
                if let cheapest { visitors.append(cheapest) }
            } else {
                movers.append(
                    Mover(
                        client: client, options: entry.loaded,
                        unloadedCost: cheapest?.cost ?? .infinity))
            }
        }
    }

    /// The classes whose modules cost something here, or all of them if they may not fit.
    private static func classesThatMatter(
        _ problem: LocationProblem, site: Int, options: [Int]
    ) -> [Int] {
        guard let modules = problem.modules else { return [] }
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
        let counts = most.map { moduleClass, amounts in
            max(
                minimum[moduleClass] ?? 0,
                ModularCapacity.modules(
                    for: amounts.sorted { $0.key < $1.key }.reduce(0) { $0 + $1.value },
                    size: modules.classes[moduleClass].size))
        }
        let fits = modules.limits[site].modules.map { counts.reduce(0, +) <= $0 } ?? true
        return most.keys.sorted().filter { !fits || modules.classes[$0].costPerModule > 0 }
    }
}

/// Who brings load to an open site, and what that costs there: option and module costs.
struct SitePattern: Hashable {
    var site: Int
    /// The own client's option, if the site has an own client.
    var own: Int?
    /// The options of the movers, ascending.
    var movers: [Int]
    var cost: Double
}
