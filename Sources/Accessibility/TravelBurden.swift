import SpatialTypes

/// How a distance was obtained.
public enum DistanceSource: String, CaseIterable, Hashable, Sendable {
    /// Measured along the roads.
    case road
    /// Geodesic × detour factor, for want of roads.
    case estimated
    /// As an office or a school reported it.
    case reported

    /// The Thai label.
    public var thaiLabel: String {
        switch self {
        case .road: "วัดตามถนน"
        case .estimated: "ประมาณจากเส้นตรง × ตัวคูณ"
        case .reported: "ตามที่โรงเรียน/เขตรายงาน"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .road: "by road"
        case .estimated: "estimated"
        case .reported: "reported"
        }
    }

    /// The source to state for a figure that rests on several distances: estimated before reported before road.
    ///
    /// - Returns: `nil` when there are none.
    public static func leastCertain(of sources: some Sequence<DistanceSource>) -> DistanceSource? {
        var found: DistanceSource?
        for source in sources where found == nil || source.doubt > found?.doubt ?? -1 {
            found = source
        }
        return found
    }

    private var doubt: Int {
        switch self {
        case .road: 0
        case .reported: 1
        case .estimated: 2
        }
    }
}

/// Travel of a group of pupils from home to school.
public struct TravelBurden: Hashable, Sendable {
    /// Pupils with a known home and a way to school.
    public var pupilsMeasured = 0
    /// Pupils whose home is unknown.
    public var pupilsWithoutHome = 0
    /// Pupils with a known home and no way to school by the roads given.
    public var pupilsUnreachable = 0
    /// Measured pupils further than the indicator limit (3 km).
    public var overLimit = 0
    /// Sum over measured pupils, pupil-kilometres.
    public var pupilKilometres = 0.0
    /// The longest measured way.
    public var worst = Metres.zero

    /// Nobody.
    public init() {}

    /// Counts pupils of one home who travel `distance`.
    ///
    /// A distance equal to `limit` is not over it.
    public mutating func add(pupils: Int, distance: Metres, limit: Metres) {
        guard pupils > 0 else { return }
        guard distance.isReachable else {
            pupilsUnreachable += pupils
            return
        }
        pupilsMeasured += pupils
        if distance > limit { overLimit += pupils }
        pupilKilometres += Double(pupils) * distance.kilometres
        worst = max(worst, distance)
    }

    /// Mean way in kilometres; `nil` when nobody was measured.
    public var meanKilometres: Double? {
        pupilsMeasured > 0 ? pupilKilometres / Double(pupilsMeasured) : nil
    }

    /// Whether any home is known, so that `overLimit` says something.
    public var isKnown: Bool { pupilsMeasured + pupilsUnreachable > 0 }

    /// The burden of both groups together.
    public static func + (left: TravelBurden, right: TravelBurden) -> TravelBurden {
        var sum = left
        sum.pupilsMeasured += right.pupilsMeasured
        sum.pupilsWithoutHome += right.pupilsWithoutHome
        sum.pupilsUnreachable += right.pupilsUnreachable
        sum.overLimit += right.overLimit
        sum.pupilKilometres += right.pupilKilometres
        sum.worst = max(left.worst, right.worst)
        return sum
    }
}
