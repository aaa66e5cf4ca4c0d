import FacilityLocation
import TestSupport
import Testing

/// What must hold between solutions of related problems.
@Suite struct ProblemPropertyTests {
    private let solver = LocationSolver()
    private let exact = LocationSolverOptions(
        relativeGap: 0, diagnosisTimeLimitSeconds: 0)

    /// The value of the first stage, smaller is better; infinite where nothing is feasible.
    private func value(_ problem: LocationProblem) throws -> Double {
        var problem = problem
        problem.stages = Array(problem.stages.prefix(1))
        let solution = try solver.solve(problem, options: exact)
        guard let stage = solution.stages.first else { return .infinity }
        return stage.objective.isMaximised ? -stage.value : stage.value
    }

    // MARK: The number of sites

    /// One more site never hurts where sites cost nothing and nobody must fill them.
    @Test(arguments: 0..<12 as Range<UInt64>)
    func moreSitesNeverHurt(seed: UInt64) throws {
        var random = SplitMix64(seed: seed &+ 5)
        func whole(_ range: ClosedRange<Int>) -> Double {
            Double(Int.random(in: range, using: &random))
        }
        let siteCount = 6
        let distances = (0..<9).map { _ in (0..<siteCount).map { _ in whole(0...60) } }
        let demands = distances.map { _ in whole(1...9) }
        let capacities = (0..<siteCount).map { _ in whole(10...30) }
        let points = distances.map { row in row.indices.filter { row[$0] < 25 } }
        let problems: [(String, (Int) -> LocationProblem)] = [
            ("p-median", { .pMedian(distances: distances, weights: demands, count: $0) }),
            (
                "capacitated p-median",
                {
                    .capacitatedPMedian(
                        distances: distances, demands: demands, capacities: capacities, count: $0)
                }
            ),
            (
                "split p-median",
                {
                    .capacitatedPMedian(
                        distances: distances, demands: demands, capacities: capacities,
                        count: $0, assignment: .split)
                }
            ),
            ("p-center", { .pCenter(distances: distances, count: $0) }),
            (
                "maximal covering",
                {
                    .maximalCovering(
                        coveringSites: points, weights: demands, siteCount: siteCount, count: $0)
                }
            ),
            (
                "capacitated maximal covering",
                {
                    .capacitatedMaximalCovering(
                        coveringSites: points, weights: demands, demands: demands,
                        capacities: capacities, count: $0)
                }
            ),
            (
                "backup covering",
                {
                    .backupCovering(
                        coveringSites: points, weights: demands, siteCount: siteCount, count: $0)
                }
            ),
        ]
        for (name, problem) in problems {
            var previous = Double.infinity
            for count in 1...siteCount {
                let now = try value(problem(count))
                #expect(now <= previous + 1e-6, "\(name), seed \(seed), p = \(count)")
                previous = now
            }
        }
    }

    // MARK: Order

    @Test(arguments: ProblemType.allCases)
    func theOrderOfClientsAndSitesChangesNoOptimum(type: ProblemType) throws {
        for seed in BuildScale.seeds(20, debug: 12) {
            var random = SplitMix64(seed: seed)
            let problem = type.problem(seed: seed &+ 20_000)
            let shuffled = problem.shuffled(using: &random)
            let (first, second) = (try value(problem), try value(shuffled))
            #expect(first == second || abs(first - second) < 1e-5, "\(type) seed \(seed)")
        }
    }

    // MARK: Relaxations

    @Test(arguments: ProblemType.allCases)
    func relaxingNeverWorsens(type: ProblemType) throws {
        for seed in BuildScale.seeds(10, debug: 6) {
            var random = SplitMix64(seed: seed)
            let problem = type.problem(seed: seed &+ 30_000)
            let before = try value(problem)
            for (name, relaxed) in relaxations(of: problem, type, using: &random) {
                #expect(try value(relaxed) <= before + 1e-5, "\(type) seed \(seed): \(name)")
            }
        }
    }

    private func relaxations(
        of problem: LocationProblem, _ type: ProblemType, using random: inout SplitMix64
    ) -> [(String, LocationProblem)] {
        var found: [(String, LocationProblem)] = []
        func relax(_ name: String, _ change: (inout LocationProblem) -> Void) {
            var relaxed = problem
            change(&relaxed)
            if relaxed != problem { found.append((name, relaxed)) }
        }
        relax("no site fixed") { for site in $0.sites.indices { $0.sites[site].state = .free } }
        relax("no groups") { $0.groupRules = [] }
        relax("any number of sites") { $0.openCount = .any }
        relax("no minimum load") { for site in $0.sites.indices { $0.sites[site].minimumLoad = 0 } }
        relax("not everything covered") { $0.coverage?.coverAll = false }
        relax("any allocation") { $0.nearestRule = nil }
        relax("split demand") { $0.assignment = .split }
        // What is full decides who may pass by, so the rest relaxes only without nearest sites.
        guard !type.isNearest, let site = problem.sites.indices.randomElement(using: &random)
        else { return found }
        relax("larger capacity") { $0.sites[site].capacity += 3 }
        if let client = (0..<problem.clientCount).randomElement(using: &random) {
            let cost = Double(Int.random(in: 0...20, using: &random))
            relax("one more pair") {
                $0.options.append(AllocationOption(client: client, site: site, cost: cost))
            }
        }
        if let point = problem.coverage?.points.indices.randomElement(using: &random),
            problem.coverage?.timesCovered == 1,
            problem.coverage?.points[point].sites.isEmpty == false
        {
            relax("one more covering site") { $0.coverage?.points[point].sites.append(site) }
        }
        return found
    }

    /// The fewest sites are the smallest p with which maximal covering covers everything; twice as
    /// well for backup: with the fewest sites nothing covers more twice.
    @Test(arguments: 0..<30 as Range<UInt64>)
    func theFewestSitesCoverEverything(seed: UInt64) throws {
        var random = SplitMix64(seed: seed &+ 900)
        let points = (0..<30).map { _ in (0..<12).filter { _ in random.chance(0.2) } }
        let weights = points.map { _ in Double(Int.random(in: 1...9, using: &random)) }
        let all = zip(points, weights).reduce(0) { $1.0.isEmpty ? $0 : $0 + $1.1 }
        let fewest = Int(
            try value(.locationSetCovering(coveringSites: points, siteCount: 12)))
        for count in max(0, fewest - 1)...fewest {
            let covered = try value(
                .maximalCovering(
                    coveringSites: points, weights: weights, siteCount: 12, count: count))
            #expect((-covered == all) == (count == fewest), "seed \(seed), p = \(count)")
        }
        let backup = try solver.solve(
            .setCoveringWithBackup(coveringSites: points, weights: weights, siteCount: 12),
            options: exact)
        #expect(backup.openSites.count == fewest, "seed \(seed)")
        let most = try value(
            .backupCovering(
                coveringSites: points, weights: weights, siteCount: 12, count: fewest))
        #expect(backup.stages[1].value == -most, "seed \(seed)")
    }
}

extension LocationProblem {
    /// The same problem with clients, sites, options and points in another order.
    fileprivate func shuffled(using random: inout SplitMix64) -> LocationProblem {
        let newSite = sites.indices.shuffled(using: &random)
        let newClient = (0..<clientCount).shuffled(using: &random)
        var problem = self
        for (site, position) in newSite.enumerated() {
            problem.sites[position] = sites[site]
            problem.sites[position].ownClients = sites[site].ownClients.map { newClient[$0] }
        }
        for (client, position) in newClient.enumerated() where !demands.isEmpty {
            problem.demands[position] = demands[client]
        }
        problem.options = options.shuffled(using: &random).map { option in
            var copy = option
            copy.client = newClient[option.client]
            copy.site = option.site.map { newSite[$0] }
            return copy
        }
        for group in groupRules.indices {
            problem.groupRules[group].sites = groupRules[group].sites.map { newSite[$0] }
        }
        problem.coverage?.points = (coverage?.points ?? []).shuffled(using: &random).map { point in
            CoveragePoint(
                weight: point.weight, sites: point.sites.map { newSite[$0] },
                client: point.client.map { newClient[$0] })
        }
        return problem
    }
}
