/// The rules one way of travelling follows on roads, as data.
///
/// Speeds are kilometres per hour. A profile is read once per graph; nothing in it is looked up
/// during a search.
public struct TravelProfile: Codable, Hashable, Sendable {
    /// A short name for messages and provenance.
    public var name: String
    /// Speed by road class; a class that is absent is not usable unless `defaultSpeed` allows it.
    public var speeds: [String: Double]
    /// Speed on a class absent from `speeds` that an access tag expressly allows; `nil` forbids it.
    public var defaultSpeed: Double?
    /// Upper limits of speed by surface.
    public var surfaceSpeedLimits: [String: Double]
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

    /// A profile from its rules.
    public init(
        name: String, speeds: [String: Double], defaultSpeed: Double? = nil,
        surfaceSpeedLimits: [String: Double] = [:], offRoadSpeed: Double = 4,
        accessKeys: [String] = ["access"], allowedAccess: [String] = Self.commonAllowedAccess,
        deniedAccess: [String] = Self.commonDeniedAccess, classesNeedingPermission: [String] = [],
        respectsOneway: Bool = false, onewayKey: String? = nil, blockingBarriers: [String] = [],
        passableBarriers: [String] = [], unlistedBarriersBlock: Bool = false,
        dangerousClasses: [String] = []
    ) {
        self.name = name
        self.speeds = speeds
        self.defaultSpeed = defaultSpeed
        self.surfaceSpeedLimits = surfaceSpeedLimits
        self.offRoadSpeed = offRoadSpeed
        self.accessKeys = accessKeys
        self.allowedAccess = allowedAccess
        self.deniedAccess = deniedAccess
        self.classesNeedingPermission = classesNeedingPermission
        self.respectsOneway = respectsOneway
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

extension TravelProfile {
    private static let streets = [
        "primary", "primary_link", "secondary", "secondary_link", "tertiary", "tertiary_link",
        "unclassified", "residential", "living_street", "road",
    ]
    private static let waysOnFoot = [
        "service", "track", "path", "steps", "pedestrian", "footway", "pier", "platform",
    ]
    private static let unpaved = [
        "unpaved", "laterite", "gravel", "fine_gravel", "compacted", "dirt", "earth", "ground",
        "sand", "mud", "grass",
    ]

    private static func speeds(_ speed: Double, for classes: [String]) -> [String: Double] {
        Dictionary(classes.map { ($0, speed) }, uniquingKeysWith: { first, _ in first })
    }

    /// Walking in rural Thailand: 4 km/h everywhere; trunk roads are walkable and flagged dangerous.
    public static let walk = TravelProfile(
        name: "walk",
        speeds: speeds(
            4,
            for: streets + waysOnFoot
                + ["trunk", "trunk_link", "cycleway", "bridleway", "corridor"]
        ).merging(["ferry": 5]) { $1 },
        defaultSpeed: 4, accessKeys: ["foot", "access"], onewayKey: "oneway:foot",
        blockingBarriers: ["wall", "fence", "city_wall", "retaining_wall", "ditch"],
        dangerousClasses: ["trunk", "trunk_link"])

    /// A school van: 35 km/h on paved roads, 20 km/h on laterite and tracks; takes a ferry only
    /// where motor vehicles are expressly allowed.
    public static let schoolVan = TravelProfile(
        name: "school_van",
        speeds: speeds(35, for: streets + ["motorway", "motorway_link", "trunk", "trunk_link"])
            .merging(["living_street": 20, "service": 20, "track": 20, "ferry": 8]) { $1 },
        surfaceSpeedLimits: speeds(20, for: unpaved),
        accessKeys: ["motorcar", "motor_vehicle", "vehicle", "access"],
        classesNeedingPermission: ["ferry"], respectsOneway: true,
        onewayKey: "oneway:motor_vehicle",
        blockingBarriers: [
            "bollard", "block", "jersey_barrier", "kerb", "cycle_barrier", "motorcycle_barrier",
            "stile", "turnstile", "kissing_gate", "full-height_turnstile", "debris", "log", "chain",
            "wall", "fence", "city_wall", "retaining_wall", "ditch", "planter",
        ])

    /// The rules of OSRM's `foot.lua`, restated for checks against OSRM: no trunk roads, 5 km/h,
    /// and every barrier blocks unless it is known to let a walker through.
    public static let osrmFoot = TravelProfile(
        name: "osrm_foot", speeds: speeds(5, for: streets + waysOnFoot + ["ferry"]),
        defaultSpeed: 5,
        surfaceSpeedLimits: [
            "fine_gravel": 3.75, "gravel": 3.75, "pebblestone": 3.75, "mud": 2.5, "sand": 2.5,
        ],
        offRoadSpeed: 5, accessKeys: ["foot", "access"],
        allowedAccess: ["yes", "foot", "permissive", "designated"],
        deniedAccess: ["no", "agricultural", "forestry", "private", "delivery"],
        onewayKey: "oneway:foot",
        passableBarriers: [
            "block", "bollard", "border_control", "cattle_grid", "cycle_barrier", "entrance",
            "gate", "hampshire_gate", "kerb", "kissing_gate", "lift_gate", "log", "no",
            "sally_port", "stile", "swing_gate", "toll_booth", "turnstile",
        ],
        unlistedBarriersBlock: true)

    /// The profiles that come with the planner, by their names.
    public static let builtIn = [walk, schoolVan, osrmFoot]
}
