import SchoolDistrict
import SpatialTypes

/// The best choice that each school did not get, everything else left as planned, and what it would cost.
///
/// A school's neighbours are all its other admissible choices at the hubs of the plan. For a hub they are plans in which
/// another eligible school of its cluster takes its place, or, where the number of hubs allows, nobody does; the schools that
/// lose their hub choose again one after the other. For a pool its members choose again, one after the other. Every
/// neighbour is a plan that keeps the rules, and its cost is counted, not estimated: a bound from above on what the best
/// plan without the choice costs.
struct AlternativeSearch {
    let assignment: Assignment
    let eligibility: HubEligibility
    let pairs: AdmissiblePairs
    private let value: AssignmentCosts
    private let lockedHubs: Set<Int>
    private let bound: Set<Int>

    private var baseline: Baseline { value.costs.baseline }
    private var scenario: Scenario { value.costs.scenario }

    init(
        costs: OptionCosts, assignment: Assignment, eligibility: HubEligibility,
        pairs: AdmissiblePairs
    ) {
        self.assignment = assignment
        self.eligibility = eligibility
        self.pairs = pairs
        value = AssignmentCosts(costs: costs, pairs: pairs)
        let index = costs.baseline.indexByCode
        lockedHubs = Set(
            costs.scenario.locks.filter { $0.decision == .hub }.compactMap { index[$0.schoolCode] })
        bound = Set(
            costs.scenario.locks.filter(\.decision.namesHub).compactMap { index[$0.schoolCode] })
    }

    /// The best alternative of every school; `nil` where a school had no other choice.
    func alternatives() -> [Alternative?] {
        guard assignment.isDecided else { return assignment.choices.map { _ in nil } }
        return assignment.choices.indices.map(alternative)
    }

    private func alternative(_ i: Int) -> Alternative? {
        switch assignment.choices[i] {
        case .hub: return hubAlternative(i)
        case .pool(let number): return poolAlternative(number)
        case .move, .share, .standAlone:
            guard let (choice, changed, change) = bestSwitch(i, in: assignment) else { return nil }
            let text = text(of: choice, school: i)
            return alternative(text, changed: changed, change: change)
        }
    }

    private func alternative(
        _ text: (thai: String, english: String), changed: Assignment, change: Double
    ) -> Alternative {
        Alternative(
            thai: text.thai, english: text.english, objectiveChange: change, unit: value.unit,
            overLimitChange: value.overLimitAdded(changed) - value.overLimitAdded(assignment))
    }

    // MARK: Single schools

    /// The best other choice of a school at the hubs of an assignment.
    private func bestSwitch(
        _ i: Int, in assignment: Assignment
    ) -> (NetworkProblem.Choice, Assignment, Double)? {
        var best: (NetworkProblem.Choice, Assignment, Double)?
        for choice in choices(of: i, in: assignment) where choice != assignment.choices[i] {
            guard let changed = value.switching(i, to: choice, in: assignment) else { continue }
            let schools = Set(value.affectedHubs(i, assignment, changed)).union([i]).sorted()
            let change =
                value.total(changed, of: schools) - value.total(assignment, of: schools)
            if change < best?.2 ?? .infinity { best = (choice, changed, change) }
        }
        return best
    }

    /// Everything a school may choose while the hubs stay as they are.
    private func choices(of i: Int, in assignment: Assignment) -> [NetworkProblem.Choice] {
        var choices: [NetworkProblem.Choice] = []
        for pair in pairs.pairs[pairs.rows[i]] where assignment.choices[pair.hub] == .hub {
            choices += pair.movements.map { .move(pair, $0) }
            if pair.mayShare { choices.append(.share(pair)) }
        }
        if !bound.contains(i) { choices.append(.standAlone) }
        return choices
    }

    private func text(
        of choice: NetworkProblem.Choice, school i: Int
    ) -> (thai: String, english: String) {
        func place(_ pair: AdmissiblePairs.Pair) -> (thai: String, english: String) {
            let hub = baseline.entries[pair.hub].school
            let km = Reason.km(pair.distance.kilometres)
            return ("\(hub.displayName) (\(km) กม.)", "\(hub.code) (\(km) km)")
        }
        switch choice {
        case .move(let pair, let grades):
            let place = place(pair)
            if baseline.entries[i].pupils.grades.isSubset(of: grades) {
                return ("มาเรียนรวมทั้งโรงเรียนที่\(place.thai)", "all pupils learn at \(place.english)")
            }
            let codes = grades.grades.map(\.code).joined(separator: ", ")
            return (
                "ให้ \(grades.thaiLabel) มาเรียนรวมที่\(place.thai)",
                "\(codes) learn at \(place.english)"
            )
        case .share(let pair):
            let place = place(pair)
            return ("ใช้ทรัพยากรร่วมกับ\(place.thai)", "shares with \(place.english)")
        case .standAlone, .pool, .hub:
            return ("ดูแลในที่ตั้งเดิมโดยไม่มีเครือข่าย", "is made good where it is, without a hub")
        }
    }

    // MARK: Hubs and pools

    /// A plan in which a hub is none; the cheapest of its successors.
    private func hubAlternative(_ hub: Int) -> Alternative? {
        // Coverage goals bind the set of hubs in ways that a neighbour of the last goal need not keep.
        guard !lockedHubs.contains(hub), !scenario.objective.covers else { return nil }
        var best: (text: (thai: String, english: String), changed: Assignment, change: Double)?
        func consider(_ successor: Int?) {
            guard let (changed, change) = replacing(hub, with: successor),
                change < best?.change ?? .infinity
            else { return }
            let text: (thai: String, english: String)
            if let successor {
                let school = baseline.entries[successor].school
                text = (
                    "ให้\(school.displayName)เป็นโรงเรียนคุณภาพแทน", "\(school.code) is the hub instead"
                )
            } else {
                text = ("ไม่เป็นโรงเรียนคุณภาพ", "is not a hub")
            }
            best = (text, changed, change)
        }
        if mayBeFewer { consider(nil) }
        for successor in successors(of: hub) { consider(successor) }
        return best.map { alternative($0.text, changed: $0.changed, change: $0.change) }
    }

    /// Whether one hub fewer keeps the scenario's number of hubs.
    private var mayBeFewer: Bool {
        switch scenario.hubs.count {
        case .free, .atMost: true
        case .exactly, .onePer: false
        }
    }

    private func successors(of hub: Int) -> [Int] {
        let eligible = Set(eligibility.eligible)
        let area = area(of: hub)
        return assignment.choices.indices.filter { i in
            i != hub && assignment.hub(of: i) == hub && eligible.contains(i) && !bound.contains(i)
                && self.area(of: i) == area
        }
    }

    private func area(of i: Int) -> String? {
        if case .onePer(let area) = scenario.hubs.count {
            return baseline.entries[i].school.areaName(area)
        }
        return nil
    }

    /// The plan with another hub, or none, in the place of one; the schools concerned choose again.
    private func replacing(_ hub: Int, with successor: Int?) -> (Assignment, Double)? {
        let concerned = assignment.choices.indices.filter { assignment.hub(of: $0) == hub }
        var changed = assignment
        for i in concerned { changed.choices[i] = .standAlone }
        changed.roomsAdded[hub] = 0
        if let successor { changed.choices[successor] = .hub }
        return choosingAgain(
            concerned.filter { $0 != successor }, from: changed, concerned: concerned)
    }

    /// A plan in which a pool is not made.
    private func poolAlternative(_ number: Int) -> Alternative? {
        let members = assignment.pools[number].members
        var changed = assignment
        for i in members { changed.choices[i] = .standAlone }
        guard let (chosen, change) = choosingAgain(members, from: changed, concerned: members)
        else { return nil }
        return alternative(
            (
                "ไม่แบ่งชั้นกันสอน แต่ละแห่งเลือกทางที่ดีที่สุดของตน",
                "no pool; each member takes its next best choice"
            ),
            changed: chosen, change: change)
    }

    /// Lets schools choose one after the other, starting from standing alone; what it changes of the whole cost.
    ///
    /// - Parameters:
    ///   - start: the plan with the schools taken out; no other school's choice differs from the plan.
    ///   - concerned: every school whose choice in `start` differs from the plan.
    /// - Returns: `nil` where a school may not stand alone and finds no hub.
    private func choosingAgain(
        _ schools: [Int], from start: Assignment, concerned: [Int]
    ) -> (Assignment, Double)? {
        var changed = start
        var sum = value.total(start, of: concerned) - value.total(assignment, of: concerned)
        for i in schools {
            if let (_, next, change) = bestSwitch(i, in: changed), change < 0 || bound.contains(i) {
                changed = next
                sum += change
            } else if bound.contains(i) {
                return nil
            }
        }
        return (changed, sum)
    }
}
