import SchoolDistrict
import SpatialTypes

/// The costs of a plan against today, line by line, with the rates of the scenario.
struct CostReport {
    /// Baht a year, in the order shown.
    let lines: [CostLine]
    /// Baht once, in the order shown.
    let oneOffLines: [CostLine]
    /// What the plan costs and what today costs, by heading: their totals are the money objective and its constant part.
    let plan: Expenses
    let today: Expenses

    /// - Parameter standAlone: schools to be made good where they are.
    init(costs: OptionCosts, assignment: Assignment, standAlone: Int) {
        plan = Self.expenses(of: assignment, costs: costs)
        today = Self.expenses(today: costs)
        let writer = CostLineWriter(
            scenario: costs.scenario, difference: plan - today,
            knowsHomes: costs.baseline.entries.contains { !$0.homes.isEmpty },
            knowsStaff: costs.baseline.entries.contains { $0.school.staff != nil })
        lines = assignment.isDecided ? writer.lines : []
        oneOffLines =
            assignment.isDecided
            ? writer.oneOffLines(
                rooms: assignment.roomsAdded.reduce(0, +), hubs: assignment.hubs.count,
                moved: Self.moved(assignment, costs.baseline), standAlone: standAlone) : []
    }

    /// One school's part of the yearly lines, lines of nothing left out; a pool's are at its first member.
    static func lines(
        ofSchool i: Int, in assignment: Assignment, costs: OptionCosts
    ) -> [CostLine] {
        guard assignment.isDecided else { return [] }
        let today = costs.teaching(costs.baseline.entries[i].pupils.grades, at: i)
        let writer = CostLineWriter(
            scenario: costs.scenario,
            difference: expenses(ofSchool: i, in: assignment, costs: costs) - today,
            knowsHomes: !costs.baseline.entries[i].homes.isEmpty,
            knowsStaff: costs.baseline.entries[i].school.staff != nil)
        return writer.lines.filter { $0.bahtPerYear != 0 || $0.quantity != 0 }
    }

    /// What a decided assignment costs; equals the money objective.
    static func expenses(of assignment: Assignment, costs: OptionCosts) -> Expenses {
        var sum = Expenses()
        for i in assignment.choices.indices {
            sum += expenses(ofSchool: i, in: assignment, costs: costs)
        }
        return sum
    }

    /// What one school's choice costs; a pool is counted at its first member.
    static func expenses(
        ofSchool i: Int, in assignment: Assignment, costs: OptionCosts
    ) -> Expenses {
        switch assignment.choices[i] {
        case .hub: hubExpenses(i, in: assignment, costs: costs)
        case .move(let pair, let grades):
            costs.expenses(moving: grades, from: i, to: pair.hub)
        case .share(let pair): costs.expenses(sharing: i, with: pair.hub)
        case .standAlone:
            assignment.isDecided
                ? costs.expenses(standingAlone: i)
                : costs.teaching(costs.baseline.entries[i].pupils.grades, at: i)
        case .pool(let number):
            assignment.pools[number].members.first == i
                ? assignment.pools[number].expenses : Expenses()
        }
    }

    /// Running a hub and all that it teaches, its own pupils and those who arrive.
    private static func hubExpenses(
        _ hub: Int, in assignment: Assignment, costs: OptionCosts
    ) -> Expenses {
        let baseline = costs.baseline
        let entry = baseline.entries[hub]
        var pupils = entry.pupils
        var brought = Double(costs.teachersInPost(hub) ?? 0)
        for i in assignment.choices.indices {
            guard case .move(let pair, let grades) = assignment.choices[i], pair.hub == hub
            else { continue }
            pupils += baseline.entries[i].pupils.only(grades)
            brought += costs.teachersBrought(grades, from: i)
        }
        let classes = Baseline.sections(
            of: pupils, keeping: entry.classes, capacity: costs.scenario.capacity)
        var sum = costs.hub(hub)
        sum += costs.staffing(
            pupils: pupils, classes: classes,
            teachersInPost: entry.school.staff == nil ? nil : brought)
        let rates = costs.scenario.costs
        sum.add(
            .rooms, Double(assignment.roomsAdded[hub]), at: rates.addedRoomPerYear.baht)
        let opened = pupils.grades.subtracting(entry.gradesOffered).grades.count
        sum.add(.openedGrades, Double(opened), at: rates.openGradePerYear.baht)
        return sum
    }

    /// What teaching costs today.
    static func expenses(today costs: OptionCosts) -> Expenses {
        var sum = Expenses()
        for i in costs.baseline.entries.indices {
            sum += costs.teaching(costs.baseline.entries[i].pupils.grades, at: i)
        }
        return sum
    }

    private static func moved(_ assignment: Assignment, _ baseline: Baseline) -> Int {
        baseline.entries.enumerated().reduce(0) {
            $0 + $1.element.pupils.total(of: assignment.movedGrades(of: $1.offset, baseline))
        }
    }
}
