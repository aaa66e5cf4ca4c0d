import RoadNetwork
import SpatialTypes

/// When a way to school counts as dangerous, for the Seal Route flag.
///
/// The seed documents ask for safe ways from home to school and name no threshold: these are the planner's own, to be
/// confirmed by an officer.
public struct SealRouteRule: Hashable, Sendable {
    /// Road classes that count as highways.
    public var classes = ["primary", "trunk", "trunk_link"]
    /// A way that follows highways for longer than this is flagged.
    public var longestAlong = Metres(100)
    /// A way that crosses highways at least this often is flagged.
    public var crossings = 1

    /// Trunk and primary roads, 100 m, one crossing.
    public init() {}

    /// Whether a way is flagged for its length along highways.
    public func isAlong(_ way: Way) -> Bool { way.flaggedDistance > longestAlong }

    /// Whether a way is flagged for its crossings.
    public func isCrossing(_ way: Way) -> Bool { way.crossings >= crossings }
}

/// Highways on the ways of the pupils who walk to one school.
public struct RouteSafety: Hashable, Sendable {
    /// A flagged way.
    public struct Flagged: Hashable, Sendable {
        /// The home, by its index.
        public var home: Int
        /// Pupils who take it.
        public var pupils: Int
        /// The way.
        public var way: Way
    }

    /// Pupils whose way is known.
    public private(set) var pupils = 0
    /// Pupils whose way follows a highway for longer than the rule allows.
    public private(set) var pupilsAlong = 0
    /// Pupils whose way crosses a highway.
    public private(set) var pupilsCrossing = 0
    /// Pupils whose way is flagged for either.
    public private(set) var pupilsFlagged = 0
    /// Length along highways over all known ways, pupil-kilometres.
    public private(set) var kilometresAlong = 0.0
    /// The worst way: most crossings, then longest along highways; `nil` when none is flagged.
    public private(set) var worst: Flagged?

    /// Nobody.
    public init() {}

    /// Counts the pupils of a home; those without a way are not known to be safe and are left out.
    public mutating func add(home: Int, pupils: Int, way: Way?, rule: SealRouteRule) {
        guard pupils > 0, let way else { return }
        self.pupils += pupils
        kilometresAlong += Double(pupils) * way.flaggedDistance.kilometres
        let (isAlong, isCrossing) = (rule.isAlong(way), rule.isCrossing(way))
        if isAlong { pupilsAlong += pupils }
        if isCrossing { pupilsCrossing += pupils }
        guard isAlong || isCrossing else { return }
        pupilsFlagged += pupils
        let candidate = Flagged(home: home, pupils: pupils, way: way)
        if worst.map({ Self.isWorse(candidate, than: $0) }) ?? true { worst = candidate }
    }

    /// Whether the school needs a Seal Route: at least one pupil's way is flagged.
    public var needsSealRoute: Bool { pupilsFlagged > 0 }

    /// The share of the pupils with a known way whose way is flagged, 0…1; `nil` when no way is known.
    public var shareFlagged: Double? {
        pupils > 0 ? Double(pupilsFlagged) / Double(pupils) : nil
    }

    /// Both groups of pupils together.
    public static func + (left: RouteSafety, right: RouteSafety) -> RouteSafety {
        var sum = left
        sum.pupils += right.pupils
        sum.pupilsAlong += right.pupilsAlong
        sum.pupilsCrossing += right.pupilsCrossing
        sum.pupilsFlagged += right.pupilsFlagged
        sum.kilometresAlong += right.kilometresAlong
        if let other = right.worst, sum.worst.map({ isWorse(other, than: $0) }) ?? true {
            sum.worst = other
        }
        return sum
    }

    private static func isWorse(_ one: Flagged, than other: Flagged) -> Bool {
        let (a, b) = (one.way, other.way)
        if a.crossings != b.crossings { return a.crossings > b.crossings }
        if a.flaggedDistance != b.flaggedDistance { return a.flaggedDistance > b.flaggedDistance }
        if one.pupils != other.pupils { return one.pupils > other.pupils }
        return one.home < other.home
    }
}
