import FacilityLocation
import MixedIntegerProgramming
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

@testable import NetworkPlanning

/// The same plan, its model written as MPS and solved by CBC's command line.
@Suite("A second solver agrees")
struct SecondSolverTests {
    @Test(
        "25 random districts of up to 12 schools", .enabled(if: CBCCommand.mustRun),
        arguments: UInt64(1)...25)
    func cbcAgrees(seed: UInt64) throws {
        var generator = SplitMix64(seed: 5_000 + seed)
        let district = ExhaustiveSearchTests.district(&generator, schools: 6...12)
        let scenario = ExhaustiveSearchTests.scenario(
            &generator, schools: district.schools.count)
        let network = try Worked(district, scenario).network
        guard let plan = try? SmallDistrict.plan(district, scenario) else {
            // Too few eligible schools for the number of hubs asked: there is no model to compare.
            return
        }
        let model = try LocationSolver().mixedIntegerModel(for: network.problem)
        switch try CBCCommand.solve(model) {
        case .optimal(let value):
            let found = try #require(plan.outcome.stages.last?.objective, "seed \(seed)")
            #expect(
                abs(found - value) <= 1e-6 * max(1, abs(value)),
                "seed \(seed): HiGHS \(found), CBC \(value)")
        case .infeasible: #expect(plan.outcome.status == .infeasible, "seed \(seed)")
        case .other(let text): Issue.record("seed \(seed): CBC says \(text)")
        }
    }
}
