import Accessibility
import SchoolDistrict
import SpatialTypes
import TestSupport
import Testing

@testable import NetworkPlanning

/// The optimum of small districts by trying everything: its own arithmetic, none of the planner's model code.
private struct ExhaustiveSearch {
    let baseline: Baseline
    let scenario: Scenario
    let travel: TravelTable

    /// The least objective over all hub sets and all choices; `nil` when nothing is feasible.
    func best() -> Double? {
        let n = baseline.entries.count
        let eligible = (0..<n).filter {
            baseline.entries[$0].pupils.total >= max(1, scenario.hubs.minimumPupils)
        }
        var best: Double?
        for mask in 0..<(1 << eligible.count) {
            let hubs = eligible.indices.filter { mask & (1 << $0) != 0 }.map { eligible[$0] }
            guard countIsAllowed(hubs.count) else { continue }
            var choices = [Choice](repeating: .alone, count: n)
            search(0, hubs: hubs, choices: &choices, best: &best)
        }
        return best
    }

    private enum Choice { case alone, move(Int), share(Int), hub }

    private func countIsAllowed(_ count: Int) -> Bool {
        switch scenario.hubs.count {
        case .free, .onePer: true
        case .exactly(let p): count == p
        case .atMost(let p): count <= p
        }
    }

    private func search(_ i: Int, hubs: [Int], choices: inout [Choice], best: inout Double?) {
        guard i < baseline.entries.count else {
            if let cost = cost(hubs: hubs, choices: choices), cost < best ?? .infinity {
                best = cost
            }
            return
        }
        if hubs.contains(i) {
            choices[i] = .hub
            return search(i + 1, hubs: hubs, choices: &choices, best: &best)
        }
        choices[i] = .alone
        search(i + 1, hubs: hubs, choices: &choices, best: &best)
        for hub in hubs {
            if mayMove(i, hub) {
                choices[i] = .move(hub)
                search(i + 1, hubs: hubs, choices: &choices, best: &best)
            }
            if km(i, hub) <= scenario.travel.shareRadius.kilometres {
                choices[i] = .share(hub)
                search(i + 1, hubs: hubs, choices: &choices, best: &best)
            }
        }
    }

    private func km(_ i: Int, _ j: Int) -> Double {
        travel.schoolDistance(from: i, to: j).kilometres
    }

    private func mayMove(_ i: Int, _ j: Int) -> Bool {
        let entry = baseline.entries[i]
        return entry.school.statuses.isEmpty && entry.pupils.total <= scenario.moves.maximumPupils
            && km(i, j) <= scenario.travel.mergeRadius.kilometres
            && entry.pupils.grades.isSubset(of: baseline.entries[j].gradesOffered)
    }

    private func cost(hubs: [Int], choices: [Choice]) -> Double? {
        let isMoney = scenario.objective == .minimumCost
        let rates = scenario.costs
        var total = 0.0
        for hub in hubs {
            var sections = 0
            var today = 0
            for grade in Grade.allCases {
                let size = grade <= .k3 ? 30 : 40
                var pupils = baseline.entries[hub].pupils[grade]
                today += max(baseline.entries[hub].classes[grade], (pupils + size - 1) / size)
                for (i, choice) in choices.enumerated() {
                    if case .move(hub) = choice { pupils += baseline.entries[i].pupils[grade] }
                }
                sections += max(baseline.entries[hub].classes[grade], (pupils + size - 1) / size)
            }
            // Four spare rooms are assumed where none are recorded.
            let rooms =
                baseline.entries[hub].school.rooms
                ?? baseline.entries[hub].classes.total + 4
            let extra = max(0, sections - max(rooms, today))
            guard
                extra
                    <= (scenario.capacity.roomsMayBeAdded
                        ? scenario.capacity.maximumAddedRooms : 0)
            else { return nil }
            if isMoney { total += Double(extra) * rates.addedRoomPerYear.baht }
            if isMoney {
                total += rates.hubPerYear.baht + Double(sections) * rates.teacherPerYear.baht
            }
        }
        for (i, choice) in choices.enumerated() {
            let pupils = Double(baseline.entries[i].pupils.total)
            let own = Double(baseline.entries[i].classes.total) * rates.teacherPerYear.baht
            let others = baseline.entries.indices.filter { $0 != i && isEligible($0) }
            let inReach = others.contains {
                km(i, $0) <= scenario.travel.shareRadius.kilometres || mayMove(i, $0)
            }
            switch choice {
            case .hub: break
            case .move(let hub):
                total +=
                    isMoney
                    ? pupils * 200 * rates.subsidyPerPupilDay.baht
                        + (pupils <= 120 ? pupils * rates.smallSchoolTopUpPerPupil.baht : 0)
                    : pupils * km(i, hub)
            case .share(let hub):
                let mayMoveSomewhere = others.contains { mayMove(i, $0) }
                total +=
                    isMoney
                    ? own + km(i, hub) * rates.sharePerKilometreYear.baht
                    : pupils * (km(i, hub) + (mayMoveSomewhere ? 1 : 0))
            case .alone:
                total += isMoney ? own + rates.standAlonePerYear.baht : (inReach ? pupils * 30 : 0)
            }
        }
        return total
    }

    private func isEligible(_ i: Int) -> Bool {
        baseline.entries[i].pupils.total >= max(1, scenario.hubs.minimumPupils)
    }
}

@Suite("The optimum against trying everything")
struct ExhaustiveSearchTests {

    static func district(
        _ generator: inout SplitMix64, schools: ClosedRange<Int> = 3...6
    ) -> District {
        var small = SmallDistrict("")
        for number in 0..<Int.random(in: schools, using: &generator) {
            let code = "S\(number)"
            var school = School(
                code: code, nameThai: code,
                position: SmallDistrict.position(
                    column: Double.random(in: 0...9, using: &generator),
                    row: Double.random(in: 0...9, using: &generator)))
            let offersLower = Bool.random(using: &generator)
            school.gradesOffered = GradeSet(
                offersLower ? [.k3, .p1, .p2, .p3, .m1] : [.k3, .p1, .p2, .p3])
            school.rooms =
                Int.random(in: 0...4, using: &generator) == 0
                ? nil : Int.random(in: 3...8, using: &generator)
            if Int.random(in: 0..<6, using: &generator) == 0 { school.statuses = [.island] }
            small.schools.append(school)
            var pupils = GradeCounts()
            let size = Int.random(in: 1...45, using: &generator)
            for grade in school.gradesOffered?.grades ?? [] {
                pupils[grade] = Int.random(in: 0...size, using: &generator)
            }
            small.setPupils(code, pupils)
            // Some schools run more classes than the room size asks for.
            if generator.chance(0.4), let last = small.schools.indices.last {
                small.schools[last].enrolment[2566]?.classes[.p1] += 1
            }
        }
        return small.district()
    }

    static func scenario(_ generator: inout SplitMix64, schools: Int) -> Scenario {
        let objective: Objective = Bool.random(using: &generator) ? .pMedian : .minimumCost
        let p = Int.random(in: 1...2, using: &generator)
        let counts: [HubRules.Count] =
            objective == .pMedian ? [.exactly(p), .atMost(p)] : [.free, .exactly(p), .atMost(p)]
        var scenario = SmallDistrict.scenario(
            objective, hubs: counts.randomElement(using: &generator) ?? .exactly(p))
        scenario.capacity.roomsMayBeAdded = Bool.random(using: &generator)
        scenario.capacity.maximumAddedRooms = Int.random(in: 0...3, using: &generator)
        scenario.moves.maximumPupils = Int.random(in: 30...200, using: &generator)
        scenario.travel.shareRadius = Metres(
            kilometres: Double(Int.random(in: 2...12, using: &generator)))
        return scenario
    }

    @Test("200 random small districts", .timeLimit(.minutes(5)))
    func randomDistricts() throws {
        for seed in UInt64(1)...200 {
            var generator = SplitMix64(seed: seed)
            let district = Self.district(&generator)
            let scenario = Self.scenario(&generator, schools: district.schools.count)
            let baseline = Baseline(district: district, scenario: scenario)
            let travel = TravelTable(
                schools: baseline.entries.map(\.school.position), homes: [], detourFactor: 1)
            let best = ExhaustiveSearch(baseline: baseline, scenario: scenario, travel: travel)
                .best()
            let plan: Plan
            do {
                plan = try SmallDistrict.plan(district, scenario)
            } catch is PlanningError {
                // Too few eligible schools: exhaustive search finds nothing either.
                #expect(best == nil, "seed \(seed)")
                continue
            }
            if let best {
                #expect(plan.outcome.status == .optimal, "seed \(seed)")
                let found = try #require(plan.outcome.stages.last?.objective)
                #expect(
                    abs(found - best) <= 1e-6 * max(1, abs(best)),
                    "seed \(seed): found \(found), best \(best)")
                #expect(
                    (plan.outcome.stages.last?.bound ?? .infinity) <= best + 1e-6 * max(1, best))
            } else {
                #expect(plan.outcome.status == .infeasible, "seed \(seed)")
            }
        }
    }
}
