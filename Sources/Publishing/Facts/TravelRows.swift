import Accessibility
import NetworkPlanning
import SchoolDistrict

/// The travel of one group of pupils as it may be shown.
struct ShownSpread {
    /// Pupils with a known home and a way to school.
    let pupils: ShownCount
    /// Of them, pupils beyond the travel indicator.
    let overLimit: ShownCount
    /// Kilometres; `nil` when nobody was measured or so few that they are hidden.
    let medianKilometres: Double?
    let p90Kilometres: Double?
    let worstKilometres: Double?

    /// The figures of a group; nobody measured gives unknown figures.
    init(_ spread: TravelSpread, overLimit: ShownCount, pupils: ShownCount) {
        let burden = spread.burden
        let isShown = burden.pupilsMeasured > 0 && !SmallCounts.isSmall(burden.pupilsMeasured)
        self.pupils = burden.isKnown ? pupils : .unknown
        self.overLimit = burden.isKnown ? overLimit : .unknown
        medianKilometres = isShown ? spread.median?.kilometres : nil
        p90Kilometres = isShown ? spread.p90?.kilometres : nil
        worstKilometres = isShown ? spread.worst?.kilometres : nil
    }

    /// The figures of a group on its own.
    init(_ spread: TravelSpread) {
        self.init(
            spread, overLimit: ShownCount(spread.burden.overLimit),
            pupils: ShownCount(spread.burden.pupilsMeasured))
    }
}

/// The travel of one group of pupils today and under the plan.
struct TravelRow {
    /// `all`, or the key of a grade group or a vulnerable group.
    let key: String
    let thai: String
    let english: String
    /// `nil` where the records do not say who belongs to the group.
    let before: ShownSpread?
    let after: ShownSpread?
    /// Pupils of whom the records do not say whether they belong to the group.
    let pupilsNotRecorded: Int
}

/// Travel by group, in the order shown.
struct TravelRows {
    /// All pupils.
    let all: TravelRow
    /// The grade groups that have pupils.
    let gradeGroups: [TravelRow]
    /// Every vulnerable group, recorded or not.
    let vulnerableGroups: [TravelRow]

    /// The rows of a plan.
    init(_ travel: TravelPlan) {
        all = TravelRow(
            key: "all", thai: "นักเรียนทั้งหมด", english: "All pupils",
            before: ShownSpread(travel.before.all), after: ShownSpread(travel.after.all),
            pupilsNotRecorded: 0)
        let groups = GradeGroup.allCases.filter {
            travel.before.byGradeGroup[$0] != nil || travel.after.byGradeGroup[$0] != nil
        }
        let before = Self.spreads(travel.before, groups)
        let after = Self.spreads(travel.after, groups)
        gradeGroups = groups.indices.map { index in
            TravelRow(
                key: groups[index].rawValue, thai: groups[index].thaiLabel,
                english: groups[index].grades.englishLabel, before: before[index],
                after: after[index], pupilsNotRecorded: 0)
        }
        vulnerableGroups = VulnerableGroup.allCases.map { group in
            let (before, after) = (
                travel.before.byVulnerableGroup[group], travel.after.byVulnerableGroup[group]
            )
            return TravelRow(
                key: group.rawValue, thai: group.thaiLabel, english: group.englishLabel,
                before: before.map { ShownSpread($0.spread) },
                after: after.map { ShownSpread($0.spread) },
                pupilsNotRecorded: before?.pupilsNotRecorded ?? 0)
        }
    }

    /// Grade groups add up to all pupils: a single small one takes another with it.
    private static func spreads(
        _ breakdown: TravelBreakdown, _ groups: [GradeGroup]
    ) -> [ShownSpread] {
        let spreads = groups.map { breakdown.byGradeGroup[$0] ?? TravelSpread() }
        let overLimit = SmallCounts.shown(spreads.map(\.burden.overLimit))
        let pupils = SmallCounts.shown(spreads.map(\.burden.pupilsMeasured))
        return groups.indices.map {
            ShownSpread(spreads[$0], overLimit: overLimit[$0], pupils: pupils[$0])
        }
    }
}
