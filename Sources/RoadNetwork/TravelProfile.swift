/// The rules one way of travelling follows on roads, as data.
///
/// Speeds are kilometres per hour. A profile is read once per graph; nothing in it is looked up
/// during a search. The profiles that come with the planner are JSON files in the same form that
/// `init(json:)` reads.
public struct TravelProfile: Codable, Hashable, Sendable {
    /// What the rainy season changes for one way of travelling.
    public struct Rain: Codable, Hashable, Sendable {
        /// Whether fords cannot be passed.
        public var closesFords: Bool
        /// Speeds by road class that replace those of the dry season.
        public var speeds: [String: Double]
        /// Upper limits of speed by surface that replace those of the dry season.
        public var surfaceSpeedLimits: [String: Double]

        /// The changes from their parts; by default fords close and nothing else.
        public init(
            closesFords: Bool = true, speeds: [String: Double] = [:],
            surfaceSpeedLimits: [String: Double] = [:]
        ) {
            self.closesFords = closesFords
            self.speeds = speeds
            self.surfaceSpeedLimits = surfaceSpeedLimits
        }

        enum CodingKeys: String, CodingKey, CaseIterable {
            case speeds
            case closesFords = "closes_fords"
            case surfaceSpeedLimits = "surface_speed_limits"
        }
    }

    /// A short name for messages and provenance.
    public var name: String
    /// Where the figures come from, and which are estimates.
    public var source: String?
    /// Speed by road class; a class that is absent is not usable unless `defaultSpeed` allows it.
    public var speeds: [String: Double]
    /// Speed on a class absent from `speeds` that an access tag expressly allows; `nil` forbids it.
    public var defaultSpeed: Double?
    /// Upper limits of speed by surface.
    public var surfaceSpeedLimits: [String: Double]
    /// Whether a signed speed limit below the class's speed counts.
    public var respectsSpeedLimits: Bool
    /// Whether fords cannot be passed.
    public var closesFords: Bool
    /// What the rainy season changes; `nil` for a profile without seasons.
    public var rain: Rain?
    /// Speed on the straight leg between a point and the road.
    public var offRoadSpeed: Double
    /// The access tags that concern this traveller, the most specific first; the first present
    /// one decides.
    public var accessKeys: [String]
    /// Access values that expressly allow.
    public var allowedAccess: [String]
    /// Access values that forbid.
    public var deniedAccess: [String]
    /// Classes that are usable only where an access tag expressly allows them.
    public var classesNeedingPermission: [String]
    /// Whether the one-way rule for vehicles binds this traveller.
    public var respectsOneway: Bool
    /// Whether signs that forbid or command a turn bind this traveller.
    public var respectsTurnRestrictions: Bool
    /// The tag with this traveller's own one-way rule, which outranks the vehicles'.
    public var onewayKey: String?
    /// Barrier kinds that stop this traveller.
    public var blockingBarriers: [String]
    /// Barrier kinds that never do.
    public var passableBarriers: [String]
    /// Whether a barrier of any other kind stops this traveller.
    public var unlistedBarriersBlock: Bool
    /// Classes that are usable but dangerous, to be flagged on every route that uses them.
    public var dangerousClasses: [String]

    enum CodingKeys: String, CodingKey, CaseIterable {
        case name, source, speeds
        case defaultSpeed = "default_speed"
        case surfaceSpeedLimits = "surface_speed_limits"
        case respectsSpeedLimits = "respects_speed_limits"
        case closesFords = "closes_fords"
        case rain
        case offRoadSpeed = "off_road_speed"
        case accessKeys = "access_keys"
        case allowedAccess = "allowed_access"
        case deniedAccess = "denied_access"
        case classesNeedingPermission = "classes_needing_permission"
        case respectsOneway = "respects_oneway"
        case respectsTurnRestrictions = "respects_turn_restrictions"
        case onewayKey = "oneway_key"
        case blockingBarriers = "blocking_barriers"
        case passableBarriers = "passable_barriers"
        case unlistedBarriersBlock = "unlisted_barriers_block"
        case dangerousClasses = "dangerous_classes"
    }

    /// A profile from its rules.
    public init(
        name: String, speeds: [String: Double], defaultSpeed: Double? = nil,
        surfaceSpeedLimits: [String: Double] = [:], offRoadSpeed: Double = 4,
        accessKeys: [String] = ["access"], allowedAccess: [String] = Self.commonAllowedAccess,
        deniedAccess: [String] = Self.commonDeniedAccess, classesNeedingPermission: [String] = [],
        respectsOneway: Bool = false, onewayKey: String? = nil, blockingBarriers: [String] = [],
        passableBarriers: [String] = [], unlistedBarriersBlock: Bool = false,
        dangerousClasses: [String] = [], respectsSpeedLimits: Bool = false,
        closesFords: Bool = false, rain: Rain? = nil, respectsTurnRestrictions: Bool = false,
        source: String? = nil
    ) {
        self.name = name
        self.source = source
        self.respectsSpeedLimits = respectsSpeedLimits
        self.closesFords = closesFords
        self.rain = rain
        self.speeds = speeds
        self.defaultSpeed = defaultSpeed
        self.surfaceSpeedLimits = surfaceSpeedLimits
        self.offRoadSpeed = offRoadSpeed
        self.accessKeys = accessKeys
        self.allowedAccess = allowedAccess
        self.deniedAccess = deniedAccess
        self.classesNeedingPermission = classesNeedingPermission
        self.respectsOneway = respectsOneway
        self.respectsTurnRestrictions = respectsTurnRestrictions
        self.onewayKey = onewayKey
        self.blockingBarriers = blockingBarriers
        self.passableBarriers = passableBarriers
        self.unlistedBarriersBlock = unlistedBarriersBlock
        self.dangerousClasses = dangerousClasses
    }

    /// Access values that allow everybody named by their key.
    public static let commonAllowedAccess = ["yes", "permissive", "designated", "destination"]
    /// Access values that shut the public out.
    public static let commonDeniedAccess = ["no", "private", "agricultural", "forestry"]
}
