import SpatialTypes

/// What is known of a figure that cannot be told exactly: it lies from `lower` to `upper`, both included.
public struct Interval: Hashable, Sendable {
    /// The least it can be.
    public var lower: Double
    /// The most it can be.
    public var upper: Double

    /// From the least to the most.
    public init(_ lower: Double, _ upper: Double) {
        self.lower = lower
        self.upper = upper
    }

    /// A figure known exactly.
    public init(exactly value: Double) { self.init(value, value) }

    /// Whether the figure is known exactly.
    public var isExact: Bool { lower == upper }

    /// The sum of two figures.
    public static func + (left: Interval, right: Interval) -> Interval {
        Interval(left.lower + right.lower, left.upper + right.upper)
    }
}

/// Travel of pupils of whom some have no known home.
///
/// Counts and means run over measured pupils and over pupils without a known home; pupils that no road reaches are left
/// out, as everywhere.
public struct TravelInterval: Hashable, Sendable {
    /// Pupils beyond the indicator limit: at least those who certainly are, at most those who may be.
    public var overLimit = Interval(exactly: 0)
    /// Pupil-kilometres.
    public var pupilKilometres = Interval(exactly: 0)
    /// Pupils measured.
    public var pupilsMeasured = 0
    /// Pupils whose home is unknown, and whose way is therefore an interval.
    public var pupilsWithoutHome = 0
    /// Pupils without a known home whose new school cannot be reached from their present one.
    public var pupilsUnreachable = 0

    /// Nobody.
    public init() {}

    /// The mean way in kilometres; `nil` for nobody.
    public var meanKilometres: Interval? {
        let pupils = Double(pupilsMeasured + pupilsWithoutHome)
        guard pupils > 0 else { return nil }
        return Interval(pupilKilometres.lower / pupils, pupilKilometres.upper / pupils)
    }

    /// Whether the interval rests on the assumption that unknown homes lie within a distance of the present school.
    public var isAssumed: Bool { pupilsWithoutHome > 0 }

    /// Counts pupils with known homes.
    public mutating func add(_ burden: TravelBurden) {
        overLimit = overLimit + Interval(exactly: Double(burden.overLimit))
        pupilKilometres = pupilKilometres + Interval(exactly: burden.pupilKilometres)
        pupilsMeasured += burden.pupilsMeasured
    }

    /// Counts pupils without a known home.
    ///
    /// - Parameters:
    ///   - old: what is known or assumed of their way to the present school, metres.
    ///   - move: the way from the present school to the new one; zero for pupils who stay.
    ///   - limit: the indicator limit.
    public mutating func add(pupils: Int, old: Interval, move: Metres, limit: Metres) {
        guard pupils > 0 else { return }
        guard move.isReachable else {
            pupilsUnreachable += pupils
            return
        }
        let way = Self.way(old: old, move: move)
        let count = Double(pupils)
        pupilsWithoutHome += pupils
        overLimit =
            overLimit
            + Interval(way.lower > limit.value ? count : 0, way.upper > limit.value ? count : 0)
        pupilKilometres =
            pupilKilometres + Interval(way.lower / 1_000 * count, way.upper / 1_000 * count)
    }

    /// The way to the new school, metres: at least the difference of the way to the present school and the way between
    /// the two, at most their sum (the triangle inequality, DESIGN 7).
    ///
    /// It holds for ways that are equally long in both directions, as they are on foot.
    ///
    /// - Parameters:
    ///   - old: the way to the present school, metres.
    ///   - move: the way from the present school to the new one.
    public static func way(old: Interval, move: Metres) -> Interval {
        Interval(
            max(0, move.value - old.upper, old.lower - move.value), old.upper + move.value)
    }

    /// Both groups of pupils together.
    public static func + (left: TravelInterval, right: TravelInterval) -> TravelInterval {
        var sum = left
        sum.overLimit = left.overLimit + right.overLimit
        sum.pupilKilometres = left.pupilKilometres + right.pupilKilometres
        sum.pupilsMeasured += right.pupilsMeasured
        sum.pupilsWithoutHome += right.pupilsWithoutHome
        sum.pupilsUnreachable += right.pupilsUnreachable
        return sum
    }
}
