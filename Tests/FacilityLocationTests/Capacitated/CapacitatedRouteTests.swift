import FacilityLocation
import TestSupport
import Testing

/// Capacitated problems with eight clients, as general problems: who solves them, and whether the
/// answers agree with CBC and with each other.
@Suite struct CapacitatedRouteTests {
    enum Kind: String, CaseIterable {
        case pMedian, splitPMedian, fixedCharge, splitFixedCharge
    }

    private let exact = LocationSolverOptions(relativeGap: 0, diagnosisTimeLimitSeconds: 0)

    /// Sites hold about twice what they would have to on average; one in ten pairs is missing.
    private func problem(_ kind: Kind, seed: UInt64, count: Int = 3) -> LocationProblem {
        var random = SplitMix64(seed: seed &+ 4_200_000)
        func whole(_ range: ClosedRange<Int>) -> Double {
            Double(Int.random(in: range, using: &random))
        }
        let distances = (0..<8).map { _ in
            (0..<5).map { _ in random.chance(0.9) ? whole(1...60) : .infinity }
        }
        let demands = distances.map { _ in whole(1...9) }
        let share = demands.reduce(0, +) / 3
        let capacities = (0..<5).map { _ in (share * whole(6...16) / 10).rounded() }
        let assignment: Assignment = kind.rawValue.hasPrefix("split") ? .split : .singleSource
        switch kind {
        case .pMedian, .splitPMedian:
            return .capacitatedPMedian(
                distances: distances, weights: demands, demands: demands, capacities: capacities,
                count: count, assignment: assignment)
        case .fixedCharge, .splitFixedCharge:
            return .capacitatedFixedCharge(
                distances: distances, weights: demands, demands: demands,
                openingCosts: capacities.map { _ in whole(20...400) }, capacities: capacities,
                assignment: assignment)
        }
    }

    @Test(.enabled(if: CBCCommand.mustRun), arguments: Kind.allCases)
    func cbcSolvesTheSameModelAlike(kind: Kind) throws {
        var feasible = 0
        for seed in 0..<50 as Range<UInt64> {
            let problem = problem(kind, seed: seed)
            let solution = try LocationSolver().solve(problem, options: exact)
            switch try CBCCommand.solve(LocationSolver().mixedIntegerModel(for: problem)) {
            case .optimal(let objective):
                feasible += 1
                let stage = try #require(solution.stages.first)
                #expect(abs(objective - stage.value) < 1e-3, "\(kind) seed \(seed)")
                #expect(stage.bound <= objective + 1e-3, "\(kind) seed \(seed)")
            case .infeasible: #expect(solution.status == .infeasible, "\(kind) seed \(seed)")
            case .other(let status): Issue.record("\(kind) seed \(seed): CBC says \(status)")
            }
        }
        #expect(feasible > 25, "\(feasible) feasible")
    }

    /// The engine needs no mixed-integer solver for single sources: with one that lies, the general
    /// model would give nonsense and be found out.
    @Test(arguments: [Kind.pMedian, .fixedCharge])
    func singleSourcesAreSolvedByTheCapacitatedEngine(kind: Kind) throws {
        for seed in BuildScale.seeds(60, debug: 15) {
            let problem = problem(kind, seed: seed)
            let right = try LocationSolver().solve(problem, options: exact)
            guard right.isFeasible else { continue }
            let other = try LocationSolver(solver: LyingSolver()).solve(problem, options: exact)
            #expect(other == right, "\(kind) seed \(seed)")
        }
    }

    /// A group rule is none of the engine's: the general model is asked, which here lies.
    @Test func groupsAreLeftToTheGeneralModel() throws {
        var problem = problem(.fixedCharge, seed: 1)
        problem.groupRules = [GroupRule(name: "first", sites: [0, 1, 2], count: .exactly(2))]
        let solution = try LocationSolver().solve(problem, options: exact)
        #expect(solution.openSites.count { $0 < 3 } == 2)
        #expect(throws: LocationError.self) {
            try LocationSolver(solver: LyingSolver()).solve(problem, options: exact)
        }
    }

    /// One more site never costs more, one place for all of a client never less than shares.
    @Test(arguments: BuildScale.seeds(20, debug: 4))
    func moreSitesAndSharesNeverCostMore(seed: UInt64) throws {
        var previous = [Double](repeating: .infinity, count: 2)
        for count in 1...5 {
            let values = try [Kind.splitPMedian, .pMedian].map {
                try LocationSolver().solve(problem($0, seed: seed, count: count), options: exact)
                    .stages.first?.value ?? .infinity
            }
            #expect(values[0] <= values[1] + 1e-6, "seed \(seed), p = \(count)")
            for (now, before) in zip(values, previous) {
                #expect(now <= before + 1e-6, "seed \(seed), p = \(count)")
            }
            previous = values
        }
    }
}
