import SpatialTypes

/// A way between two places as an office or a school measured it; it wins over the planner's own figure.
public struct ReportedDistance: Hashable, Sendable {
    /// Where the way begins.
    public enum Origin: Hashable, Sendable {
        /// A school, by its code.
        case school(code: String)
        /// A village, by its code.
        case village(code: String)

        /// The code of the school or village.
        public var code: String {
            switch self {
            case .school(let code), .village(let code): code
            }
        }
    }

    /// The part of the year in which a reported way holds.
    public enum Season: String, CaseIterable, Hashable, Sendable {
        case dry, rainy
    }

    /// Where the way begins.
    public var origin: Origin
    /// The code of the school where it ends.
    public var schoolCode: String
    /// Its length.
    public var distance: Metres
    /// The time it takes; `nil` when not reported.
    public var duration: Seconds?
    /// The base travel profile it is for, such as `walk`; `nil` for all.
    public var mode: String?
    /// The season it is for; `nil` for the whole year.
    public var season: Season?
    /// Who measured it, or any remark, as written.
    public var note: String?

    /// A reported way for every mode and season.
    public init(
        from origin: Origin, toSchool schoolCode: String, distance: Metres,
        duration: Seconds? = nil, mode: String? = nil, season: Season? = nil, note: String? = nil
    ) {
        self.origin = origin
        self.schoolCode = schoolCode
        self.distance = distance
        self.duration = duration
        self.mode = mode
        self.season = season
        self.note = note
    }

    /// How closely a row fits a travel profile: 0 for a row of any mode and season, higher for rows that name them;
    /// `nil` when the row is for another mode or season.
    ///
    /// - Parameter profile: the profile's name; `_rain` at its end is the rainy season.
    public func fit(profile: String) -> Int? {
        let isRainy = profile.hasSuffix("_rain")
        let base = isRainy ? String(profile.dropLast("_rain".count)) : profile
        if let mode, mode != base { return nil }
        if let season, (season == .rainy) != isRainy { return nil }
        return (mode == nil ? 0 : 2) + (season == nil ? 0 : 1)
    }
}

/// When a reported distance differs so much from the road that somebody should look.
///
/// Both limits must be exceeded: 0.3 km for 0.2 km of road is no finding, nor is 10.6 km for 10 km.
public struct ReportedDistanceRule: Hashable, Sendable {
    /// The difference as a share of the road's length, 0.3 for 30 %.
    public var share: Double
    /// The smallest difference that is ever worth a look.
    public var floor: Metres

    /// The rule where the manifest says nothing: 30 % and half a kilometre, the rounding of whole kilometres.
    public init(share: Double = 0.3, floor: Metres = Metres(500)) {
        self.share = share
        self.floor = floor
    }

    /// Whether a reported distance differs from the road beyond both limits; a place the road does not reach never does.
    public func isExceeded(reported: Metres, road: Metres) -> Bool {
        guard road.isReachable else { return false }
        let difference = abs(reported.value - road.value)
        return difference > floor.value && difference > share * road.value
    }
}
