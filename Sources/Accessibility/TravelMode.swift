import SpatialTypes

/// How a pupil comes to school.
public enum TravelMode: String, CaseIterable, Hashable, Sendable {
    case walk, bicycle, motorcycle
    case schoolVan = "school_van"

    /// Kilometres per hour assumed where the roads do not tell (DOMAIN 6.2); a van's is its speed on paved roads.
    public var kilometresPerHour: Double {
        switch self {
        case .walk: 4
        case .bicycle: 10
        case .motorcycle: 30
        case .schoolVan: 35
        }
    }

    /// The time for a way at the assumed speed.
    public func time(for distance: Metres) -> Seconds {
        Seconds(distance.kilometres / kilometresPerHour * 3_600)
    }

    /// The Thai label.
    public var thaiLabel: String {
        switch self {
        case .walk: "เดินเท้า"
        case .bicycle: "จักรยาน"
        case .motorcycle: "รถจักรยานยนต์"
        case .schoolVan: "รถรับส่งนักเรียน"
        }
    }

    /// The English label.
    public var englishLabel: String {
        switch self {
        case .walk: "On foot"
        case .bicycle: "Bicycle"
        case .motorcycle: "Motorcycle"
        case .schoolVan: "School van"
        }
    }
}

/// How long a group of pupils travels by one mode, one way.
public struct TravelMinutes: Hashable, Sendable {
    /// Pupils with a way by this mode.
    public var pupils: Int
    /// The mean over those pupils, minutes.
    public var mean: Double
    /// Nine pupils in ten travel no longer, minutes.
    public var p90: Double
    /// The longest, minutes.
    public var worst: Double
    /// Whether times rest on a constant speed over an estimated distance, or on a constant speed for vans.
    public var isEstimated: Bool
}
