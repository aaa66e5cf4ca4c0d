import SchoolDistrict
import SpatialTypes

/// How far a group of pupils travels: totals and how they are spread.
public struct TravelSpread: Hashable, Sendable {
    /// Totals, means and the worst way.
    public var burden = TravelBurden()
    /// Half of the measured pupils travel no further; `nil` when nobody was measured.
    public var median: Metres?
    /// Nine measured pupils in ten travel no further; `nil` when nobody was measured.
    public var p90: Metres?
    /// Minutes one way if everybody came by that mode; a mode without any way is absent.
    public var minutes: [TravelMode: TravelMinutes] = [:]

    /// Nobody.
    public init() {}

    /// The longest measured way; `nil` when nobody was measured.
    public var worst: Metres? { burden.pupilsMeasured > 0 ? burden.worst : nil }

    /// The share of the measured pupils beyond the indicator limit, 0…1; `nil` when nobody was measured.
    public var shareOverLimit: Double? {
        burden.pupilsMeasured > 0
            ? Double(burden.overLimit) / Double(burden.pupilsMeasured) : nil
    }
}

/// Travel of a vulnerable group, where the group is recorded.
public struct VulnerableTravel: Hashable, Sendable {
    /// Travel of the members of the group.
    public var spread: TravelSpread
    /// Pupils of whom the records do not say whether they belong to the group: their number in it is unknown, not zero.
    public var pupilsNotRecorded: Int
}

/// Travel from home to school, split by grade group and by vulnerable group.
public struct TravelBreakdown: Hashable, Sendable {
    /// Everybody.
    public var all = TravelSpread()
    /// By grade group; a group without pupils is absent.
    public var byGradeGroup: [GradeGroup: TravelSpread] = [:]
    /// By vulnerable group; a group that no home records is absent.
    public var byVulnerableGroup: [VulnerableGroup: VulnerableTravel] = [:]

    /// Nobody.
    public init() {}
}

/// Pupils of one home who go to one school, and their way.
public struct TravelSample: Hashable, Sendable {
    /// How many, by grade.
    public var pupils: GradeCounts
    /// How many of them belong to each vulnerable group, by grade; groups not listed are not recorded.
    public var vulnerable: [VulnerableGroup: GradeCounts]
    /// The way to school.
    public var distance: Metres
    /// The time in a school van; `nil` where no van can come.
    public var vanTime: Seconds?

    /// Pupils and their way.
    public init(
        pupils: GradeCounts, vulnerable: [VulnerableGroup: GradeCounts] = [:], distance: Metres,
        vanTime: Seconds?
    ) {
        self.pupils = pupils
        self.vulnerable = vulnerable
        self.distance = distance
        self.vanTime = vanTime
    }
}

extension GradeCounts {
    /// A number spread over the grades in proportion to these pupils, in whole pupils.
    ///
    /// A home's records give the members of a vulnerable group for all grades together; where its grades go different
    /// ways the members are taken to be spread evenly. Largest remainders first (Hamilton), equal ones to the lower
    /// grade, where distance weighs more. No grade gets more than it has; what exceeds all pupils is dropped.
    public func spreading(_ number: Int) -> GradeCounts {
        let all = total
        guard all > 0, number > 0 else { return GradeCounts() }
        let shared = min(number, all)
        var result = GradeCounts()
        for grade in Grade.allCases { result[grade] = self[grade] * shared / all }
        let order = Grade.allCases.sorted {
            (self[$1] * shared % all, $0) < (self[$0] * shared % all, $1)
        }
        for grade in order.prefix(shared - result.total) { result[grade] += 1 }
        return result
    }
}
