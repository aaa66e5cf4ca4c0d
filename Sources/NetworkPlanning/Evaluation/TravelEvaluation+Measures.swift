import Accessibility
import SchoolDistrict
import SpatialTypes

/// Adds up the travel of all schools, one after the other.
struct TravelMeasures {
    private let evaluation: TravelEvaluation
    private let ways: TravelWays
    private var before: TravelTally
    private var after: TravelTally
    /// By the school that teaches; empty without roads.
    private var safetyBefore: [RouteSafety] = []
    private var safetyAfter: [RouteSafety] = []
    private var schools: [SchoolTravel] = []

    init(evaluation: TravelEvaluation, ways: TravelWays) {
        self.evaluation = evaluation
        self.ways = ways
        before = Self.tally(evaluation, ways)
        after = before
        if ways.hasWalkingWays {
            safetyBefore = evaluation.baseline.entries.map { _ in RouteSafety() }
            safetyAfter = safetyBefore
        }
    }

    private static func tally(_ evaluation: TravelEvaluation, _ ways: TravelWays) -> TravelTally {
        TravelTally(
            limit: evaluation.scenario.travel.indicatorLimit,
            distancesAreEstimated: evaluation.travel.source == .estimated,
            vanTimesAreEstimated: ways.drivingIsEstimated)
    }

    /// Measures the pupils of the next school.
    mutating func add(_ movement: TravelEvaluation.Movement) {
        let own = movement.school
        var before = Self.tally(evaluation, ways)
        var after = before
        for home in movement.homes {
            before.add(sample(home, home.pupils.grades, to: own))
            addSafety(home, home.pupils.total, to: own, \.safetyBefore)
            for part in movement.parts {
                let sample = sample(home, part.grades, to: part.school)
                after.add(sample)
                if part.stays || !evaluation.rides(sample.distance) {
                    addSafety(home, sample.pupils.total, to: part.school, \.safetyAfter)
                }
            }
        }
        before.addWithoutHome(movement.withoutHome)
        after.addWithoutHome(movement.withoutHome)
        self.before.add(before)
        self.after.add(after)
        let (today, planned) = (before.breakdown, after.breakdown)
        schools.append(
            SchoolTravel(
                before: today, after: planned,
                intervalBefore: interval(
                    today, movement,
                    [.init(grades: movement.withoutHome.grades, school: own, stays: true)]),
                intervalAfter: interval(planned, movement, movement.parts)))
    }

    private func sample(
        _ home: TravelEvaluation.Home, _ grades: GradeSet, to school: Int
    ) -> TravelSample {
        let distance = evaluation.travel.homeDistance(from: home.village, to: school)
        return TravelSample(
            pupils: home.pupils.only(grades),
            vulnerable: home.vulnerable.mapValues { $0.only(grades) }, distance: distance,
            vanTime: ways.drive(from: home.village, to: school, distance: distance))
    }

    private mutating func addSafety(
        _ home: TravelEvaluation.Home, _ pupils: Int, to school: Int,
        _ list: WritableKeyPath<TravelMeasures, [RouteSafety]>
    ) {
        guard ways.hasWalkingWays else { return }
        self[keyPath: list][school].add(
            home: home.village, pupils: pupils, way: ways.walk(from: home.village, to: school),
            rule: evaluation.sealRoute)
    }

    /// Known ways, and for unknown homes what the way between the schools allows.
    private func interval(
        _ known: TravelBreakdown, _ movement: TravelEvaluation.Movement,
        _ parts: [TravelEvaluation.Movement.Part]
    ) -> TravelInterval {
        let limit = evaluation.scenario.travel.indicatorLimit
        var interval = TravelInterval()
        interval.add(known.all.burden)
        for part in parts {
            interval.add(
                pupils: movement.withoutHome.only(part.grades).total,
                old: Interval(0, limit.value),
                move: part.stays
                    ? .zero
                    : evaluation.travel.schoolDistance(from: movement.school, to: part.school),
                limit: limit)
        }
        return interval
    }

    // MARK: The office

    /// Totals and schools, without vans.
    var plan: TravelPlan {
        var plan = TravelPlan()
        plan.before = before.breakdown
        plan.after = after.breakdown
        plan.intervalBefore = schools.reduce(TravelInterval()) { $0 + $1.intervalBefore }
        plan.intervalAfter = schools.reduce(TravelInterval()) { $0 + $1.intervalAfter }
        plan.assumedHomeRadius = evaluation.scenario.travel.indicatorLimit
        plan.worstSchoolBefore = worst(\.before)
        plan.worstSchoolAfter = worst(\.after)
        plan.sealRoute = evaluation.sealRoute
        if ways.hasWalkingWays {
            plan.safetyBefore = safetyBefore.reduce(RouteSafety(), +)
            plan.safetyAfter = safetyAfter.reduce(RouteSafety(), +)
        }
        for (index, entry) in evaluation.baseline.entries.enumerated() {
            var school = schools[index]
            if ways.hasWalkingWays {
                school.safetyBefore = safetyBefore[index]
                school.safetyAfter = safetyAfter[index]
            }
            plan.schools[entry.school.code] = school
        }
        return plan
    }

    /// The school with the longest mean way; of equal ones the lowest code.
    private func worst(_ breakdown: KeyPath<SchoolTravel, TravelBreakdown>) -> TravelPlan
        .SchoolMean?
    {
        var worst: TravelPlan.SchoolMean?
        for (entry, school) in zip(evaluation.baseline.entries, schools) {
            guard let mean = school[keyPath: breakdown].all.burden.meanKilometres,
                mean > worst?.meanKilometres ?? -1
            else { continue }
            worst = .init(schoolCode: entry.school.code, meanKilometres: mean)
        }
        return worst
    }
}
