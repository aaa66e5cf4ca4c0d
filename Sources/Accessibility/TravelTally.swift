import SchoolDistrict
import SpatialTypes

/// Collects the ways of pupils until a breakdown is asked for.
///
/// Every distance is kept, so that percentiles are exact over pupils; nothing depends on the order of adding.
public struct TravelTally: Sendable {
    /// Pupils of one home who travel together.
    private struct Entry: Sendable {
        var pupils: Int
        var distance: Metres
        var vanTime: Seconds?
    }

    /// Pupils of one group.
    private struct Column: Sendable {
        var entries: [Entry] = []
        var pupilsWithoutHome = 0
        /// Pupils of whom the records do not say whether they belong to the group.
        var pupilsNotRecorded = 0
        var isRecorded = false

        mutating func add(_ other: Column) {
            entries += other.entries
            pupilsWithoutHome += other.pupilsWithoutHome
            pupilsNotRecorded += other.pupilsNotRecorded
            isRecorded = isRecorded || other.isRecorded
        }
    }

    private let limit: Metres
    private let distancesAreEstimated: Bool
    private let vanTimesAreEstimated: Bool
    private var all = Column()
    private var groups: [GradeGroup: Column] = [:]
    private var vulnerable: [VulnerableGroup: Column] = [:]

    /// An empty tally.
    ///
    /// - Parameters:
    ///   - limit: the indicator limit (3 km); a way of exactly that length is not over it.
    ///   - distancesAreEstimated: whether distances are straight lines × a factor.
    ///   - vanTimesAreEstimated: whether van times rest on a constant speed.
    public init(limit: Metres, distancesAreEstimated: Bool, vanTimesAreEstimated: Bool) {
        self.limit = limit
        self.distancesAreEstimated = distancesAreEstimated
        self.vanTimesAreEstimated = vanTimesAreEstimated
    }

    /// Counts the pupils of a home who go to one school.
    public mutating func add(_ sample: TravelSample) {
        func entry(_ pupils: Int) -> Entry {
            Entry(pupils: pupils, distance: sample.distance, vanTime: sample.vanTime)
        }
        let total = sample.pupils.total
        guard total > 0 else { return }
        all.entries.append(entry(total))
        for group in GradeGroup.allCases {
            let pupils = sample.pupils.only(group.grades).total
            if pupils > 0 { groups[group, default: Column()].entries.append(entry(pupils)) }
        }
        for group in VulnerableGroup.allCases {
            guard let members = sample.vulnerable[group]?.total else {
                vulnerable[group, default: Column()].pupilsNotRecorded += total
                continue
            }
            vulnerable[group, default: Column()].isRecorded = true
            if members > 0 { vulnerable[group, default: Column()].entries.append(entry(members)) }
        }
    }

    /// Counts pupils whose home is unknown.
    public mutating func addWithoutHome(_ pupils: GradeCounts) {
        all.pupilsWithoutHome += pupils.total
        for group in GradeGroup.allCases {
            let count = pupils.only(group.grades).total
            if count > 0 { groups[group, default: Column()].pupilsWithoutHome += count }
        }
        for group in VulnerableGroup.allCases {
            vulnerable[group, default: Column()].pupilsNotRecorded += pupils.total
        }
    }

    /// Adds everything that another tally of the same limits holds.
    public mutating func add(_ other: TravelTally) {
        all.add(other.all)
        for (group, column) in other.groups { groups[group, default: Column()].add(column) }
        for (group, column) in other.vulnerable {
            vulnerable[group, default: Column()].add(column)
        }
    }

    /// What was collected, group by group.
    public var breakdown: TravelBreakdown {
        var result = TravelBreakdown()
        result.all = spread(all)
        result.byGradeGroup = groups.mapValues(spread)
        result.byVulnerableGroup = vulnerable.filter(\.value.isRecorded).mapValues {
            VulnerableTravel(spread: spread($0), pupilsNotRecorded: $0.pupilsNotRecorded)
        }
        return result
    }

    private func spread(_ column: Column) -> TravelSpread {
        var result = TravelSpread()
        // Sorted first, so that sums of kilometres do not depend on the order of adding.
        let entries = column.entries.sorted {
            ($0.distance, $0.vanTime ?? .zero, $0.pupils)
                < ($1.distance, $1.vanTime ?? .zero, $1.pupils)
        }
        result.burden.pupilsWithoutHome = column.pupilsWithoutHome
        for entry in entries {
            result.burden.add(pupils: entry.pupils, distance: entry.distance, limit: limit)
        }
        let ways = Percentiles(
            entries.filter(\.distance.isReachable).map { ($0.distance.value, $0.pupils) })
        result.median = ways.value(at: 50).map { Metres($0) }
        result.p90 = ways.value(at: 90).map { Metres($0) }
        for mode in TravelMode.allCases where mode != .schoolVan {
            result.minutes[mode] = ways.minutes(isEstimated: distancesAreEstimated) {
                mode.time(for: Metres($0)).value / 60
            }
        }
        let rides = entries.compactMap { entry in
            entry.vanTime.map { ($0.value, entry.pupils) }
        }
        result.minutes[.schoolVan] = Percentiles(rides.sorted { $0.0 < $1.0 })
            .minutes(isEstimated: vanTimesAreEstimated) { $0 / 60 }
        return result
    }
}

/// Exact percentiles of values that each stand for several pupils.
struct Percentiles {
    /// Values, ascending, with the number of pupils up to and including each.
    private var steps: [(value: Double, pupils: Int)] = []
    private var sum = 0.0

    /// Values in ascending order with the pupils of each.
    init(_ values: [(value: Double, pupils: Int)]) {
        var pupils = 0
        for entry in values {
            pupils += entry.pupils
            sum += entry.value * Double(entry.pupils)
            steps.append((entry.value, pupils))
        }
    }

    /// The smallest value that at least `percent` % of the pupils do not exceed; `nil` for nobody.
    func value(at percent: Int) -> Double? {
        guard let last = steps.last else { return nil }
        let rank = max(1, (last.pupils * percent + 99) / 100)
        return steps.first { $0.pupils >= rank }?.value
    }

    /// Minutes behind the values by an ascending, linear rule; `nil` for nobody.
    func minutes(isEstimated: Bool, _ minutes: (Double) -> Double) -> TravelMinutes? {
        guard let last = steps.last, let p90 = value(at: 90) else { return nil }
        return TravelMinutes(
            pupils: last.pupils, mean: minutes(sum / Double(last.pupils)), p90: minutes(p90),
            worst: minutes(last.value), isEstimated: isEstimated)
    }
}
