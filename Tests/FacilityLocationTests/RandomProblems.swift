import FacilityLocation
import TestSupport

/// Small problems with every kind of rule, of integers so that values compare exactly.
enum RandomProblems {
    static func problem(seed: UInt64) -> LocationProblem {
        var random = SplitMix64(seed: seed)
        let clients = Int.random(in: 1...5, using: &random)
        let siteCount = Int.random(in: 2...5, using: &random)
        let hasModules = random.chance(0.6)
        let classCount = hasModules ? Int.random(in: 1...2, using: &random) : 0
        let sites = (0..<siteCount).map { site in
            CandidateSite(
                openingCost: Double(Int.random(in: -3...20, using: &random)),
                state: random.chance(0.75)
                    ? .free : random.chance(0.5) ? .fixedOpen : .fixedClosed,
                ownClients: site < clients && random.chance(0.5) ? [site] : [])
        }
        var problem = LocationProblem(
            clientCount: clients, sites: sites,
            options: options(clients, sites, classCount, using: &random),
            openCount: count(upTo: siteCount, using: &random))
        if random.chance(0.4) {
            problem.groupRules = (0..<Int.random(in: 1...2, using: &random)).map { index in
                let members = sites.indices.filter { _ in random.chance(0.6) }
                return GroupRule(
                    name: "group \(index)", sites: members,
                    count: count(upTo: members.count, using: &random))
            }
        }
        if hasModules {
            problem.modules = modules(siteCount, classCount, using: &random)
        }
        if random.chance(0.5) {
            problem.coverage = Coverage(
                points: (0..<Int.random(in: 1...6, using: &random)).map { _ in
                    CoveragePoint(
                        weight: Double(Int.random(in: 0...9, using: &random)),
                        sites: sites.indices.filter { _ in random.chance(0.4) })
                }, coverAll: random.chance(0.4))
        }
        var stages: [LocationObjective] = [.minimiseCost, .minimiseOpenSites]
        if problem.coverage != nil { stages.append(.maximiseCoveredWeight) }
        stages.shuffle(using: &random)
        problem.stages = Array(stages.prefix(Int.random(in: 0...stages.count, using: &random)))
        return problem
    }

    private static func options(
        _ clients: Int, _ sites: [CandidateSite], _ classCount: Int,
        using random: inout SplitMix64
    ) -> [AllocationOption] {
        var options: [AllocationOption] = []
        func loads() -> [ModuleLoad] {
            (0..<classCount).filter { _ in random.chance(0.6) }.map {
                ModuleLoad(
                    moduleClass: $0, amount: Double(Int.random(in: 1...9, using: &random)),
                    minimumModules: random.chance(0.3) ? Int.random(in: 1...3, using: &random) : 0)
            }
        }
        for client in 0..<clients {
            if random.chance(0.4) {
                options.append(
                    AllocationOption(
                        client: client, site: nil,
                        cost: Double(Int.random(in: 0...40, using: &random))))
            }
            for (site, properties) in sites.enumerated() {
                let isOwn = properties.ownClients.contains(client)
                guard random.chance(isOwn ? 0.9 : 0.5) else { continue }
                for _ in 0..<(random.chance(0.25) ? 2 : 1) {
                    options.append(
                        AllocationOption(
                            client: client, site: site,
                            cost: Double(Int.random(in: 0...30, using: &random)), loads: loads()))
                }
            }
        }
        return options
    }

    private static func modules(
        _ siteCount: Int, _ classCount: Int, using random: inout SplitMix64
    ) -> ModularCapacity {
        ModularCapacity(
            classes: (0..<classCount).map { _ in
                ModuleClass(
                    size: Double(Int.random(in: 3...9, using: &random)),
                    costPerModule: random.chance(0.7)
                        ? Double(Int.random(in: 0...12, using: &random)) : 0)
            },
            limits: (0..<siteCount).map { _ in
                random.chance(0.3)
                    ? .unlimited
                    : ModuleLimit(
                        modules: Int.random(in: 1...5, using: &random),
                        extraMaximum: Int.random(in: 0...2, using: &random),
                        extraCost: Double(Int.random(in: 0...9, using: &random)))
            })
    }

    private static func count(upTo most: Int, using random: inout SplitMix64) -> OpenCount {
        let number = Int.random(in: 0...max(1, most), using: &random)
        switch Int.random(in: 0..<8, using: &random) {
        case 0: return .exactly(number)
        case 1: return .atMost(number)
        case 2: return .atLeast(number)
        case 3: return .range(number...max(number, most))
        default: return .any
        }
    }
}

extension RandomProblems {
    /// Small problems of everything a plan in full needs: several loaded options of a client at a
    /// site, requirements with bands that fall as well as rise, classes to begin, agreements.
    static func fullProblem(seed: UInt64) -> LocationProblem {
        var random = SplitMix64(seed: seed &+ 1_000_000)
        let clients = Int.random(in: 2...4, using: &random)
        let hubs = Int.random(in: 1...3, using: &random)
        let classCount = Int.random(in: 1...3, using: &random)
        var sites = (0..<hubs).map { site in
            CandidateSite(
                openingCost: Double(Int.random(in: 0...20, using: &random)),
                state: random.chance(0.85) ? .free : random.chance(0.5) ? .fixedOpen : .fixedClosed,
                ownClients: site < clients && random.chance(0.8) ? [site] : [])
        }
        for _ in 0..<Int.random(in: 0...2, using: &random) {
            let parties = (0..<clients).filter { _ in random.chance(0.6) }
            sites.append(
                CandidateSite(
                    openingCost: Double(Int.random(in: -5...5, using: &random)),
                    state: random.chance(0.9) ? .free : .fixedOpen, ownClients: parties,
                    isCounted: random.chance(0.2)))
        }
        var options: [AllocationOption] = []
        for client in 0..<clients {
            let pupils = (0..<classCount).map { _ in
                random.chance(0.8) ? Int.random(in: 1...9, using: &random) : 0
            }
            func loads(_ classes: [Int]) -> [ModuleLoad] {
                classes.filter { pupils[$0] > 0 }.map {
                    ModuleLoad(
                        moduleClass: $0, amount: Double(pupils[$0]),
                        minimumModules: random.chance(0.15) ? 2 : 0)
                }
            }
            func add(_ site: Int?, _ loads: [ModuleLoad]) {
                let cost = Double(Int.random(in: 0...40, using: &random))
                options.append(
                    AllocationOption(client: client, site: site, cost: cost, loads: loads))
            }
            if random.chance(0.7) { add(nil, []) }
            for (site, properties) in sites.enumerated() {
                if properties.ownClients.contains(client) {
                    add(site, site < hubs ? loads(Array(0..<classCount)) : [])
                    if random.chance(0.2) { add(site, loads([0])) }
                } else if site < hubs {
                    for subset in 1..<(1 << classCount) where random.chance(0.35) {
                        add(site, loads((0..<classCount).filter { subset >> $0 & 1 == 1 }))
                    }
                    if random.chance(0.3) { add(site, []) }
                }
            }
        }
        var problem = LocationProblem(
            clientCount: clients, sites: sites, options: options,
            openCount: random.chance(0.3) ? count(upTo: hubs, using: &random) : .any,
            modules: modules(sites.count, classCount, using: &random),
            requirements: (0..<2).map {
                requirement(
                    "requirement \($0)", classCount, sites: sites.count, options: options.count,
                    using: &random)
            })
        for site in sites.indices where random.chance(0.5) {
            for number in 0..<classCount where random.chance(0.5) {
                problem.modules?.limits[site].startingCosts[number] = Double(
                    Int.random(in: 0...15, using: &random))
            }
        }
        if random.chance(0.2) {
            problem.groupRules = [
                GroupRule(
                    name: "some", sites: sites.indices.filter { _ in random.chance(0.6) },
                    count: count(upTo: 2, using: &random))
            ]
        }
        if random.chance(0.3) {
            problem.stages = [.minimiseOpenSites, .minimiseCost].shuffled(using: &random)
        }
        return problem
    }

    private static func requirement(
        _ name: String, _ classCount: Int, sites: Int, options: Int, using random: inout SplitMix64
    ) -> SiteRequirement {
        var ends = (0..<Int.random(in: 0...3, using: &random)).map { _ in
            Double(Int.random(in: 2...25, using: &random))
        }
        ends = Set(ends).sorted() + [.infinity]
        let roundings: [RequirementPart.Rounding] = [.none, .up, .halfUp]
        let bands = ends.map { end in
            RequirementBand(
                upTo: end,
                parts: (0..<Int.random(in: 1...2, using: &random)).map { _ in
                    RequirementPart(
                        constant: Double(Int.random(in: 0...3, using: &random)) / 2,
                        terms: (0..<classCount).filter { _ in random.chance(0.6) }.map { number in
                            RequirementTerm(
                                moduleClass: number,
                                perLoad: random.chance(0.5)
                                    ? Double(Int.random(in: 0...6, using: &random)) / 20 : 0,
                                perModule: random.chance(0.4)
                                    ? Double(Int.random(in: 0...4, using: &random)) / 2 : 0,
                                perGroup: random.chance(0.4)
                                    ? Double(Int.random(in: 0...4, using: &random)) / 4 : 0,
                                groupSize: Double(Int.random(in: 2...6, using: &random)),
                                groupRemainder: Double(Int.random(in: 1...5, using: &random)))
                        }, rounding: roundings[Int.random(in: 0..<3, using: &random)])
                })
        }
        var requirement = SiteRequirement(
            name: name, bands: bands, costPerUnit: Double(Int.random(in: 0...9, using: &random)))
        if random.chance(0.7) {
            requirement.costPerUnitMissing = Double(Int.random(in: 0...9, using: &random))
            requirement.countsMissing = (0..<sites).map { _ in random.chance(0.7) }
            requirement.supplies = (0..<options).map { _ in
                random.chance(0.4) ? Double(Int.random(in: 1...6, using: &random)) / 2 : 0
            }
        }
        return requirement
    }
}
