import Accessibility
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

@testable import NetworkPlanning

@Suite("The optimum with blocks, pools and posts against trying everything")
struct BlockSearchTests {
    /// A district of a few schools, some large, with homes in villages and staff that is recorded or not.
    static func district(_ generator: inout SplitMix64) -> District {
        var small = SmallDistrict("")
        var villages: [Village] = []
        for number in 0..<Int.random(in: 3...4, using: &generator) {
            let code = "S\(number)"
            let place = (
                Double.random(in: 0...7, using: &generator),
                Double.random(in: 0...7, using: &generator)
            )
            var school = School(
                code: code, nameThai: code,
                position: SmallDistrict.position(column: place.0, row: place.1))
            school.gradesOffered = GradeSet(
                generator.chance(0.5) ? [.k3, .p1, .p4, .m1] : [.k3, .p1, .p4])
            school.rooms = generator.chance(0.2) ? nil : Int.random(in: 4...12, using: &generator)
            if generator.chance(0.1) { school.statuses = [.island] }
            if generator.chance(0.75) {
                school.staff = StaffRecord(
                    administrators: 1, teachers: Int.random(in: 0...7, using: &generator))
            }
            small.schools.append(school)
            let size = generator.chance(0.25) ? 120 : Int.random(in: 1...40, using: &generator)
            var pupils = GradeCounts()
            for grade in school.gradesOffered?.grades ?? [] {
                pupils[grade] = Int.random(in: 0...size, using: &generator)
            }
            small.setPupils(code, pupils)
            if generator.chance(0.3) { small.schools[number].enrolment[2566]?.classes[.p1] += 1 }
            guard generator.chance(0.7) else { continue }
            for home in 0..<Int.random(in: 1...2, using: &generator) {
                var living = GradeCounts()
                for grade in pupils.grades.grades { living[grade] = pupils[grade] / 2 }
                guard !living.isEmpty else { continue }
                villages.append(
                    Village(
                        code: "V\(number)\(home)", nameThai: "v",
                        position: SmallDistrict.position(
                            column: place.0 + Double.random(in: -3...3, using: &generator),
                            row: place.1 + Double.random(in: -3...3, using: &generator)),
                        homes: [HomePupils(schoolCode: code, pupils: living)]))
            }
        }
        return small.district(villages: villages)
    }

    static func scenario(_ generator: inout SplitMix64) -> Scenario {
        let p = Int.random(in: 1...2, using: &generator)
        let counts: [HubRules.Count] = [.free, .free, .exactly(p), .atMost(p)]
        var scenario = SmallDistrict.scenario(
            generator.chance(0.5) ? .minimumCost : .balanced,
            hubs: counts.randomElement(using: &generator) ?? .free)
        scenario.capacity.roomsMayBeAdded = generator.chance(0.5)
        scenario.capacity.maximumAddedRooms = Int.random(in: 0...3, using: &generator)
        scenario.moves.maximumPupils = Int.random(in: 30...400, using: &generator)
        scenario.moves.wholeSchool = generator.chance(0.8)
        scenario.moves.blocks =
            generator.chance(0.5)
            ? [GradeSet([.k1, .k2, .k3]), GradeSet([.p1, .p2, .p3]), GradeSet([.p4, .p5, .p6])]
            : [GradeSet([.k3, .p1]), GradeSet([.m1])]
        if generator.chance(0.3) { scenario.moves.gradesHubMayOpen = GradeSet([.m1]) }
        if generator.chance(0.5) { scenario.travel.youngMaximum = Metres(kilometres: 5) }
        scenario.travel.hardMaximum = Metres(
            kilometres: Double(Int.random(in: 5...12, using: &generator)))
        scenario.travel.shareRadius = Metres(
            kilometres: Double(Int.random(in: 2...12, using: &generator)))
        scenario.staffing.pricedNorm =
            ["one-per-class", "tepc-2545", "tepc-w23-2563"].randomElement(using: &generator)
            ?? "one-per-class"
        scenario.staffing.pricesAdministrators = generator.chance(0.5)
        if generator.chance(0.5) {
            scenario.moves.pooling.isAllowed = true
            scenario.moves.pooling.blocks = [
                GradeSet([.k3]), GradeSet([.p1]), GradeSet([.p4]), GradeSet([.m1]),
            ]
            scenario.moves.pooling.maximumSchools = 3
        }
        scenario.costs.hubPerYear = Rate(
            Double(Int.random(in: 0...6, using: &generator)) * 100_000)
        scenario.costs.splitSchoolPerYear = Rate(
            Double(Int.random(in: 0...4, using: &generator)) * 100_000)
        return scenario
    }

    @Test("400 random small districts", .timeLimit(.minutes(5)), arguments: 0..<8)
    func randomDistricts(part: Int) throws {
        for seed in (UInt64(part) * 50 + 1)...(UInt64(part) * 50 + 50) {
            var generator = SplitMix64(seed: 70_000 + seed)
            let district = Self.district(&generator)
            let scenario = Self.scenario(&generator)
            let baseline = Baseline(district: district, scenario: scenario)
            let travel = TravelTable(
                schools: baseline.entries.map(\.school.position),
                homes: district.villages.map(\.position), detourFactor: 1)
            let best = BlockSearch(baseline: baseline, scenario: scenario, travel: travel).best()
            let plan: Plan
            do {
                plan = try SmallDistrict.plan(district, scenario)
            } catch let error as PlanningError where error.code == .scenarioDoesNotFit {
                // Too few eligible schools: exhaustive search finds nothing either.
                #expect(best == nil, "seed \(seed)")
                continue
            }
            guard let best else {
                #expect(plan.outcome.status == .infeasible, "seed \(seed)")
                continue
            }
            #expect(plan.outcome.status == .optimal, "seed \(seed)")
            let stage = try #require(plan.outcome.stages.last, "seed \(seed)")
            #expect(
                abs(stage.objective - best) <= 1e-6 * max(1, abs(best)),
                "seed \(seed): found \(stage.objective), best \(best); \(plan.roleText)")
            #expect(stage.bound <= best + 1e-6 * max(1, abs(best)), "seed \(seed)")
            // No neighbour of an optimal plan is better, and every alternative is a neighbour.
            for school in plan.schools {
                #expect(
                    (school.alternative?.objectiveChange ?? 0) >= -1e-6 * max(1, abs(best)),
                    "seed \(seed): \(school.school.code)")
            }
        }
    }
}
