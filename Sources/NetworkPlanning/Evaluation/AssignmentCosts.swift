import SchoolDistrict
import SpatialTypes

/// What assignments cost in the unit of the last goal, for comparing neighbours of a plan exactly.
struct AssignmentCosts {
    let costs: OptionCosts
    let pairs: AdmissiblePairs

    private var scenario: Scenario { costs.scenario }
    private var baseline: Baseline { costs.baseline }

    /// The unit of the last goal, as `PlanOutcome.Stage` names it.
    var unit: String {
        switch scenario.objective {
        case .minimumCost: "baht_per_year"
        case .balanced: "baht_per_year_with_weights"
        case .none, .pMedian, .lscp, .mclp: "pupil_km_with_penalties"
        }
    }

    /// The cost of some schools' choices and of what the hubs among them teach.
    func total(_ assignment: Assignment, of schools: some Sequence<Int>) -> Double {
        schools.reduce(0) { $0 + cost(of: $1, in: assignment) }
    }

    private func cost(of i: Int, in assignment: Assignment) -> Double {
        if scenario.objective.isMoney {
            return CostReport.expenses(ofSchool: i, in: assignment, costs: costs).total
        }
        let own = pairs.pairs[pairs.rows[i]]
        switch assignment.choices[i] {
        case .hub, .pool: return 0
        case .move(let pair, let grades): return costs.cost(moving: grades, over: pair)
        case .share(let pair):
            return costs.cost(sharing: pair, couldMove: pairs.couldMove[i])
        case .standAlone: return costs.cost(standingAlone: i, hasHubInReach: !own.isEmpty)
        }
    }

    /// The assignment with another choice of one school, and with the rooms that its hubs then need.
    ///
    /// - Returns: `nil` where the new hub has too few rooms.
    func switching(
        _ i: Int, to choice: NetworkProblem.Choice, in assignment: Assignment
    ) -> Assignment? {
        var changed = assignment
        changed.choices[i] = choice
        for hub in affectedHubs(i, assignment, changed) {
            guard let rooms = roomsAdded(at: hub, in: changed) else { return nil }
            changed.roomsAdded[hub] = rooms
        }
        return changed
    }

    /// The hubs whose pupils change when school `i` changes its choice.
    func affectedHubs(_ i: Int, _ old: Assignment, _ new: Assignment) -> [Int] {
        Set(
            [old, new].compactMap { assignment -> Int? in
                switch assignment.choices[i] {
                case .hub: i
                case .move(let pair, _): pair.hub
                case .share, .standAlone, .pool: nil
                }
            }
        ).sorted()
    }

    /// The rooms a hub must be given for all it teaches; 0 for a school that is no hub, `nil` where they may not be added.
    private func roomsAdded(at hub: Int, in assignment: Assignment) -> Int? {
        guard assignment.choices[hub] == .hub else { return 0 }
        let entry = baseline.entries[hub]
        var pupils = entry.pupils
        for (i, choice) in assignment.choices.enumerated() {
            guard case .move(let pair, let grades) = choice, pair.hub == hub else { continue }
            pupils += baseline.entries[i].pupils.only(grades)
        }
        func sections(_ pupils: GradeCounts) -> Int {
            Baseline.sections(of: pupils, keeping: entry.classes, capacity: scenario.capacity).total
        }
        let extra = max(0, sections(pupils) - max(entry.rooms, sections(entry.pupils)))
        let rules = scenario.capacity
        return extra <= (rules.roomsMayBeAdded ? rules.maximumAddedRooms : 0) ? extra : nil
    }

    /// Pupils over the indicator limit under an assignment less those today.
    func overLimitAdded(_ assignment: Assignment) -> Int {
        assignment.choices.indices.reduce(0) { sum, i in
            let places = Set(
                assignment.movedGrades(of: i, baseline).grades.map { assignment.teaching(i, $0) })
            return places.reduce(sum) { sum, place in
                let grades = baseline.entries[i].pupils.grades.grades.filter {
                    assignment.teaching(i, $0) == place
                }
                return sum + costs.overLimitAdded(GradeSet(grades), from: i, to: place)
            }
        }
    }
}
