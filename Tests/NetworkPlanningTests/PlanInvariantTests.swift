import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

@testable import NetworkPlanning

/// What must hold between plans, whatever the district.
@Suite("Invariants of plans")
struct PlanInvariantTests {
    /// The goal of a plan; infinite where there is none.
    private func goal(_ district: District, _ scenario: Scenario) throws -> Double {
        do {
            let plan = try SmallDistrict.plan(district, scenario)
            guard plan.outcome.status == .optimal else { return .infinity }
            return plan.outcome.stages.last?.objective ?? .infinity
        } catch let error as PlanningError where error.code == .scenarioDoesNotFit {
            return .infinity
        }
    }

    private func world(_ seed: UInt64) -> (District, Scenario, SplitMix64) {
        var generator = SplitMix64(seed: 91_000 + seed)
        let district = BlockSearchTests.district(&generator)
        let scenario = BlockSearchTests.scenario(&generator)
        return (district, scenario, generator)
    }

    private func notWorse(_ better: Double, _ worse: Double) -> Bool {
        better <= worse + 1e-6 * max(1, abs(worse)) || worse == .infinity
    }

    @Test("one more eligible hub never worsens the optimum", arguments: UInt64(1)...40)
    func moreHubs(seed: UInt64) throws {
        var (district, scenario, generator) = world(seed)
        if case .exactly(let p) = scenario.hubs.count { scenario.hubs.count = .atMost(p) }
        let code = try #require(district.schools.randomElement(using: &generator)?.code)
        var fewer = scenario
        fewer.locks = [Lock(schoolCode: code, decision: .notHub)]
        #expect(
            notWorse(try goal(district, scenario), try goal(district, fewer)),
            "seed \(seed), \(code)")
    }

    @Test("tightening a limit never improves the optimum", arguments: UInt64(1)...40)
    func tightening(seed: UInt64) throws {
        let (district, scenario, _) = world(seed)
        let loose = try goal(district, scenario)
        let changes: [(String, (inout Scenario) -> Void)] = [
            ("merge radius", { $0.travel.mergeRadius = Metres(kilometres: 3) }),
            ("share radius", { $0.travel.shareRadius = Metres(kilometres: 1) }),
            ("hard maximum", { $0.travel.hardMaximum = Metres(kilometres: 4) }),
            ("young maximum", { $0.travel.youngMaximum = Metres(kilometres: 2) }),
            ("maximum pupils", { $0.moves.maximumPupils = 40 }),
            ("rooms", { $0.capacity.roomsMayBeAdded = false }),
            ("blocks", { $0.moves.blocks = [] }),
            ("pools", { $0.moves.pooling.isAllowed = false }),
        ]
        for (name, change) in changes {
            var tight = scenario
            change(&tight)
            #expect(notWorse(loose, try goal(district, tight)), "seed \(seed): \(name)")
        }
    }

    @Test("pupils, teachers and baht are conserved to the unit", arguments: UInt64(1)...40)
    func conservation(seed: UInt64) throws {
        let (district, scenario, _) = world(seed)
        guard let plan = try? SmallDistrict.plan(district, scenario) else { return }
        let enrolled = district.schools.reduce(GradeCounts()) {
            $0 + ($1.enrolment[2566]?.pupils ?? GradeCounts())
        }
        let before = plan.schools.reduce(GradeCounts()) { $0 + $1.pupilsBefore }
        let after = plan.schools.reduce(GradeCounts()) { $0 + $1.pupilsAfter }
        #expect(before == enrolled && after == enrolled, "seed \(seed)")
        #expect(plan.before.pupils == enrolled.total && plan.after.pupils == enrolled.total)

        let moved = plan.schools.reduce(0) { $0 + $1.pupilsBefore.total(of: $1.movedGrades) }
        #expect(plan.links.reduce(0) { $0 + $1.pupilsMoved } == moved, "seed \(seed)")
        #expect(
            plan.clusters.reduce(0) { $0 + $1.pupilsMoved }
                + plan.pools.reduce(0) { $0 + $1.pupilsMoved } == moved, "seed \(seed)")

        // Homes: schools, villages and office count the same pupils and the same kilometres.
        let schools = plan.schools.reduce(0) { $0 + $1.travelAfter.pupilsMeasured }
        let villages = plan.villages.reduce(0) { $0 + $1.travelAfter.pupilsMeasured }
        #expect(schools == villages && schools == plan.after.travel.pupilsMeasured, "seed \(seed)")
        let over = plan.villages.reduce(0) { $0 + $1.travelAfter.overLimit }
        #expect(over == plan.after.travel.overLimit, "seed \(seed)")

        // Teachers stay where they are: what is in post does not depend on the plan.
        for norm in plan.norms {
            for school in plan.schools {
                #expect(
                    school.staffBefore[norm.id]?.inPost == school.staffAfter[norm.id]?.inPost)
            }
        }
        // Baht: the table and today's constant are the goal.
        if plan.outcome.status == .optimal, let goal = plan.outcome.stages.last?.objective {
            let counted = plan.costs.reduce(plan.costToday + plan.weightsToday) {
                $0 + $1.bahtPerYear
            }
            #expect(abs(counted - goal) <= 1e-9 * max(1, goal) + 1e-3, "seed \(seed)")
        }
    }

    @Test("a move over the limit is named wherever it happens", arguments: UInt64(1)...40)
    func overLimitIsNamed(seed: UInt64) throws {
        let (district, scenario, _) = world(seed)
        guard let plan = try? SmallDistrict.plan(district, scenario),
            plan.outcome.status == .optimal
        else { return }
        for school in plan.schools {
            let added = school.travelAfter.overLimit - school.travelBefore.overLimit
            let isNamed = school.reasons.contains { $0.code == "raises_over_3km" }
            #expect((added > 0) == isNamed, "seed \(seed): \(school.school.code)")
        }
    }

    /// An empty scenario, and one with rules but no goal, leave every school as it is.
    @Test("without a goal today is shown exactly", arguments: UInt64(1)...20)
    func today(seed: UInt64) throws {
        var (district, scenario, _) = world(seed)
        scenario.objective = .none
        for asked in [Scenario(), scenario] {
            let plan = try SmallDistrict.plan(district, asked)
            for school in plan.schools {
                #expect(school.pupilsBefore == school.pupilsAfter, "seed \(seed)")
                #expect(school.classesBefore == school.classesAfter)
                #expect(school.staffBefore == school.staffAfter)
                #expect(school.travelBefore == school.travelAfter)
                #expect(school.role == .undecided && school.alternative == nil)
            }
            #expect(plan.costs.isEmpty && plan.oneOffCosts.isEmpty && plan.pools.isEmpty)
        }
    }
}
