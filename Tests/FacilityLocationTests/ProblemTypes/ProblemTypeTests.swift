import FacilityLocation
import Foundation
import MixedIntegerProgramming
import TestSupport
import Testing

/// Every kind of problem against exhaustive search and a second solver.
@Suite struct ProblemTypeTests {
    private let solver = LocationSolver()
    private let exact = LocationSolverOptions(relativeGap: 0)

    /// Instances per kind: 500, or as many as `LOCATION_INSTANCES` says.
    private static let instances =
        ProcessInfo.processInfo.environment["LOCATION_INSTANCES"].flatMap(UInt64.init) ?? 500

    @Test(arguments: ProblemType.allCases)
    func solverMatchesExhaustiveSearch(type: ProblemType) throws {
        var feasible = 0
        for seed in 0..<Self.instances {
            let problem = type.problem(seed: seed)
            let best = TinySearch(problem: problem).best()
            var reports: [LocationProgress] = []
            var options = exact
            // Conflicts take many solves: a part of the instances is enough for them.
            if seed >= Self.instances / BuildScale.size(4, debug: 12) {
                options.diagnosisTimeLimitSeconds = 0
            }
            let solution = try solver.solve(problem, options: options) {
                reports.append($0)
                return true
            }
            guard let best else {
                #expect(solution.status == .infeasible, "\(type) seed \(seed)")
                if options.diagnosisTimeLimitSeconds > 0 {
                    expectConflict(solution.diagnosis, of: problem, "\(type) seed \(seed)")
                }
                continue
            }
            feasible += 1
            #expect(solution.status == .optimal, "\(type) seed \(seed)")
            #expect(solution.stages.count == best.count, "\(type) seed \(seed)")
            for (stage, value) in zip(solution.stages, best) {
                // Later stages may worsen split demand by a millionth.
                let tolerance = 1e-4 + 2e-6 * abs(value)
                #expect(
                    abs(stage.value - value) < tolerance
                        && abs(stage.bound - value) < 10 * tolerance,
                    "\(type) seed \(seed): \(solution.stages), best \(best)")
            }
            expectOrder(reports, problem, best, "\(type) seed \(seed)")
        }
        #expect(
            Double(feasible) > 0.4 * Double(Self.instances)
                && feasible < Self.instances, "\(feasible) feasible")
    }

    /// Bound ≤ optimum ≤ incumbent in every report on a problem that is not split into parts.
    private func expectOrder(
        _ reports: [LocationProgress], _ problem: LocationProblem, _ best: [Double],
        _ name: String
    ) {
        for report in reports
        where report.componentCount == 1 && problem.stages.indices.contains(report.stage) {
            let sign = problem.stages[report.stage].isMaximised ? -1.0 : 1.0
            let optimum = sign * best[report.stage]
            #expect(sign * report.bound <= optimum + 1e-3, "\(name): \(report), best \(best)")
            if let incumbent = report.incumbent {
                #expect(sign * incumbent >= optimum - 1e-3, "\(name): \(report), best \(best)")
            }
        }
    }

    /// The rules named conflict by themselves, no longer once any one is dropped, and, where that is
    /// claimed, no fewer do.
    private func expectConflict(
        _ diagnosis: LocationDiagnosis, of problem: LocationProblem, _ name: String
    ) {
        let all = Self.rules(of: problem)
        let named = Set(diagnosis.conflictingRules)
        #expect(named.isSubset(of: all) && diagnosis.isMinimal, "\(name)")
        var problem = problem
        problem.stages = []
        func canHold(_ rules: Set<LocationRule>) -> Bool {
            TinySearch(problem: problem, omitted: all.subtracting(rules)).best() != nil
        }
        #expect(!canHold(named), "\(name): \(named) do not conflict")
        for rule in named {
            #expect(canHold(named.subtracting([rule])), "\(name): \(rule) is not needed")
        }
    }

    static func rules(of problem: LocationProblem) -> Set<LocationRule> {
        var all: Set<LocationRule> = [.openCount, .coverAll, .nearest]
        for (index, rule) in problem.groupRules.enumerated() {
            all.insert(.group(index: index, name: rule.name))
        }
        for site in problem.sites.indices {
            all.formUnion([
                .fixedOpen(site: site), .fixedClosed(site: site), .capacity(site: site),
                .minimumLoad(site: site),
            ])
        }
        for client in 0..<problem.clientCount { all.insert(.client(client)) }
        return all
    }

    @Test(.enabled(if: CBCCommand.mustRun), arguments: ProblemType.allCases)
    func cbcSolvesTheSameModelAlike(type: ProblemType) throws {
        for seed in 0..<50 as Range<UInt64> {
            var problem = type.problem(seed: seed &+ 10_000)
            problem.stages = Array(problem.stages.prefix(1))
            let solution = try solver.solve(problem, options: exact)
            let model = try solver.mixedIntegerModel(for: problem)
            switch try CBCCommand.solve(model) {
            case .optimal(let objective):
                let value = solution.stages.first?.value ?? .nan
                #expect(abs(objective - value) < 1e-4, "\(type) seed \(seed)")
            case .infeasible: #expect(solution.status == .infeasible, "\(type) seed \(seed)")
            case .other(let status): Issue.record("\(type) seed \(seed): CBC says \(status)")
            }
        }
    }
}
