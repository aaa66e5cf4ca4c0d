import FacilityLocation
import MixedIntegerProgramming
import Testing

@Suite struct LocationSolverTests {
    private let solver = LocationSolver()

    // MARK: Conflicts

    @Test func moreHubsThanSitesBlamesTheCount() throws {
        let problem = LocationProblem.pMedian(distances: [[0, 1], [1, 0]], count: 3)
        let solution = try solver.solve(problem)
        #expect(solution.status == .infeasible)
        #expect(solution.diagnosis.conflictingRules == [.openCount])
    }

    @Test func countAgainstClosedSitesNamesBoth() throws {
        var problem = LocationProblem.pMedian(
            distances: [[0, 1, 2], [1, 0, 1], [2, 1, 0]], count: 3)
        problem.sites[1].state = .fixedClosed
        let solution = try solver.solve(problem)
        #expect(solution.diagnosis.conflictingRules == [.openCount, .fixedClosed(site: 1)])
        #expect(solution.diagnosis.isMinimal)
    }

    @Test func countAgainstGroupsNamesBothAndNotTheOthers() throws {
        var problem = LocationProblem.pMedian(
            distances: [[0, 1, 2, 3], [1, 0, 1, 2], [2, 1, 0, 1], [3, 2, 1, 0]], count: 1)
        problem.groupRules = [
            GroupRule(name: "north", sites: [0, 1], count: .atLeast(1)),
            GroupRule(name: "south", sites: [2, 3], count: .atLeast(1)),
            GroupRule(name: "all", sites: [0, 1, 2, 3], count: .atMost(4)),
        ]
        let rules = try solver.solve(problem).diagnosis.conflictingRules
        #expect(
            Set(rules) == [
                .openCount, .group(index: 0, name: "north"), .group(index: 1, name: "south"),
            ])
    }

    @Test func aClientWithoutOptionsIsNamed() throws {
        let problem = LocationProblem.pMedian(
            distances: [[0, 1], [.infinity, .infinity]], count: 1)
        #expect(try solver.solve(problem).diagnosis.conflictingRules == [.client(1)])
    }

    /// Three parts; only the last is in trouble, and its numbers are those of the whole.
    @Test func conflictsInAPartAreNumberedAsInTheWhole() throws {
        var problem = LocationProblem(
            clientCount: 3, sites: [CandidateSite](repeating: CandidateSite(), count: 3),
            options: (0..<3).map { AllocationOption(client: $0, site: $0, cost: 1) })
        problem.sites[2].state = .fixedClosed
        let solution = try solver.solve(problem)
        #expect(solution.componentCount == 3)
        #expect(
            Set(solution.diagnosis.conflictingRules) == [.client(2), .fixedClosed(site: 2)])
    }

    /// Two classes of 31 pupils need four rooms of 30 where three fit.
    @Test func tooFewRoomsAreNamed() throws {
        var problem = LocationProblem(
            clientCount: 1, sites: [CandidateSite()],
            options: [
                AllocationOption(
                    client: 0, site: 0, cost: 0,
                    loads: [
                        ModuleLoad(moduleClass: 0, amount: 31),
                        ModuleLoad(moduleClass: 1, amount: 31),
                    ])
            ],
            modules: ModularCapacity(
                classes: [ModuleClass(size: 30), ModuleClass(size: 30)],
                limits: [ModuleLimit(modules: 3)]))
        let rules = try solver.solve(problem).diagnosis.conflictingRules
        #expect(Set(rules) == [.client(0), .moduleLimit(site: 0)])

        problem.modules?.limits = [ModuleLimit(modules: 3, extraMaximum: 1, extraCost: 5)]
        let solution = try solver.solve(problem)
        #expect(solution.modulesOpened == [[2, 2]])
        #expect(solution.extraModules == [1])
        #expect(solution.stages[0].value == 5)
    }

    // MARK: Rules

    /// Without own clients both schools would sit at each other's open site at no cost.
    @Test func anOpenSiteKeepsItsOwnClient() throws {
        var problem = LocationProblem(
            clientCount: 2, sites: [CandidateSite(), CandidateSite()],
            options: [
                AllocationOption(client: 0, site: 0, cost: 5),
                AllocationOption(client: 0, site: 1, cost: 0),
                AllocationOption(client: 1, site: 1, cost: 5),
                AllocationOption(client: 1, site: 0, cost: 0),
            ])
        #expect(try solver.solve(problem).stages[0].value == 0)
        problem.sites[0].ownClients = [0]
        problem.sites[1].ownClients = [1]
        let solution = try solver.solve(problem)
        #expect(solution.stages[0].value == 5)
        #expect(solution.openSites.count == 1)
    }

    /// Most weight first, then fewest sites, then least cost: 10 points of weight need sites 0 and
    /// 1, or 2 alone; 2 alone is dearer than both, but fewer.
    @Test func laterStagesKeepEarlierOnes() throws {
        let sites = [10.0, 10, 50].map { CandidateSite(openingCost: $0) }
        let coverage = Coverage(points: [
            CoveragePoint(weight: 4, sites: [0, 2]), CoveragePoint(weight: 6, sites: [1, 2]),
        ])
        func solve(_ stages: [LocationObjective]) throws -> LocationSolution {
            try solver.solve(
                LocationProblem(
                    clientCount: 0, sites: sites, options: [], coverage: coverage, stages: stages))
        }
        let fewest = try solve([.maximiseCoveredWeight, .minimiseOpenSites, .minimiseCost])
        #expect(fewest.openSites == [2])
        #expect(fewest.stages.map(\.value) == [10, 1, 50])
        let cheapest = try solve([.maximiseCoveredWeight, .minimiseCost, .minimiseOpenSites])
        #expect(cheapest.openSites == [0, 1])
        #expect(cheapest.stages.map(\.value) == [10, 20, 2])
        let nothing = try solve([.minimiseCost, .maximiseCoveredWeight])
        #expect(nothing.openSites.isEmpty)
    }

    /// Splitting into parts changes no value: the same districts joined by a rule that never binds.
    @Test(arguments: 0..<5 as Range<UInt64>)
    func partsAddUpToTheWhole(seed: UInt64) throws {
        var problem = DistrictScaleProblems.minimumCost(schools: 24, radius: 9, seed: seed)
        let options = LocationSolverOptions(relativeGap: 0)
        let parts = try solver.solve(problem, options: options)
        problem.openCount = .range(0...24)
        let whole = try solver.solve(problem, options: options)
        #expect(parts.componentCount > 1 && whole.componentCount == 1, "seed \(seed)")
        #expect(
            abs(parts.stages[0].value - whole.stages[0].value) < 1e-6 * whole.stages[0].value,
            "seed \(seed)")
    }

    // MARK: Limits and bad input

    @Test func stoppingReturnsTheBestSoFar() throws {
        let problem = DistrictScaleProblems.pMedian(schools: 120, hubs: 20, seed: 9)
        var reports = 0
        let solution = try solver.solve(problem, options: LocationSolverOptions(relativeGap: 0)) {
            reports += 1
            return $0.incumbent == nil
        }
        #expect(reports > 0)
        // A fast machine may finish before it is asked to stop.
        #expect(solution.isFeasible)
        #expect(solution.wasInterrupted == (solution.status == .feasible))
    }

    @Test func noTimeIsNoSolution() throws {
        let problem = DistrictScaleProblems.pMedian(schools: 60, hubs: 10, seed: 9)
        let solution = try solver.solve(
            problem, options: LocationSolverOptions(timeLimitSeconds: 0))
        #expect(solution.status == .noIncumbent || solution.status == .feasible)
    }

    @Test func badProblemsAreRefusedWithTheirPlace() {
        let site = CandidateSite()
        let option = AllocationOption(client: 0, site: 0, cost: 1)
        func context(_ problem: LocationProblem) -> String? {
            do {
                _ = try solver.solve(problem)
                return nil
            } catch {
                return (error as? LocationError)?.context
            }
        }
        var badOption = option
        badOption.site = 3
        #expect(
            context(LocationProblem(clientCount: 1, sites: [site], options: [badOption]))
                == "options[0].site")
        badOption = option
        badOption.cost = .nan
        #expect(
            context(LocationProblem(clientCount: 1, sites: [site], options: [option, badOption]))
                == "options[1].cost")
        #expect(
            context(
                LocationProblem(
                    clientCount: 1, sites: [CandidateSite(ownClients: [4])], options: [option]))
                == "sites[0].ownClients")
        #expect(
            context(
                LocationProblem(
                    clientCount: 1, sites: [site], options: [option],
                    stages: [.maximiseCoveredWeight])) == "stages")
        #expect(
            context(
                LocationProblem(
                    clientCount: 1, sites: [site], options: [option],
                    modules: ModularCapacity(classes: [], limits: []))) == "modules.limits")
    }

    @Test func badCapacitiesAreRefusedWithTheirPlace() {
        let problem = LocationProblem.capacitatedPMedian(
            distances: [[1, 2], [2, 1]], demands: [1, 2], capacities: [3, 3], count: 1)
        func context(_ change: (inout LocationProblem) -> Void) -> String? {
            var copy = problem
            change(&copy)
            do {
                try copy.validate()
                return nil
            } catch {
                return (error as? LocationError)?.context
            }
        }
        #expect(context { _ in } == nil)
        #expect(context { $0.demands = [1] } == "demands")
        #expect(context { $0.demands = [1, -1] } == "demands[1]")
        #expect(context { $0.sites[1].capacity = -1 } == "sites[1].capacity")
        #expect(context { $0.sites[1].capacity = .nan } == "sites[1].capacity")
        #expect(context { $0.sites[0].minimumLoad = 4 } == "sites[0].minimumLoad")
        #expect(context { $0.sites[0].closingCost = .infinity } == "sites[0].closingCost")
        #expect(context { $0.options[2].distance = .nan } == "options[2].distance")
        #expect(context { $0.nearestRule = NearestRule(count: 0) } == "nearestRule.count")
        #expect(context { $0.stages = [.maximiseBackupWeight] } == "stages")
        #expect(
            context {
                $0.assignment = .split
                $0.modules = ModularCapacity(
                    classes: [ModuleClass(size: 1)], limits: [.unlimited, .unlimited])
                $0.options[0].loads = [ModuleLoad(moduleClass: 0, amount: 1)]
            } == "assignment")
        func coverage(_ coverage: Coverage, _ stage: LocationObjective) -> String? {
            context {
                $0.coverage = coverage
                $0.stages = [stage]
            }
        }
        let point = CoveragePoint(weight: 1, sites: [0], client: 1)
        #expect(
            coverage(Coverage(points: [point], timesCovered: 0), .minimiseCost)
                == "coverage.timesCovered")
        #expect(
            coverage(Coverage(points: [point], timesCovered: 2), .minimiseCost)
                == "coverage.timesCovered")
        #expect(coverage(Coverage(points: [point]), .maximiseBackupWeight) == "stages")
        var other = point
        other.client = 2
        #expect(
            coverage(Coverage(points: [point, other]), .maximiseCoveredWeight)
                == "coverage.points[1].client")
    }
}
