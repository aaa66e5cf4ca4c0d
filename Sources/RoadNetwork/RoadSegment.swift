import SpatialTypes

/// The directions a road may be driven in, seen along its coordinates.
public enum Oneway: String, Codable, Hashable, Sendable {
    /// Both ways.
    case no
    /// Only from the first coordinate to the last.
    case forward
    /// Only from the last coordinate to the first.
    case backward
}

/// One stretch of road as it was mapped: a line, its class and the tags that steer its use.
public struct RoadSegment: Hashable, Sendable {
    /// The identifier in the source, for messages.
    public var id: Int64
    /// The line; at least two coordinates.
    public var coordinates: [Coordinate]
    /// The source's node identifiers, one per coordinate; without them coordinates that agree to
    /// 10⁻⁷ degrees are one junction.
    public var nodeIDs: [Int64]?
    /// The class that profiles know: an OpenStreetMap `highway` value, or `ferry`.
    public var roadClass: String
    /// The direction rule for vehicles.
    public var oneway: Oneway
    /// Access tags by key (`access`, `foot`, `motor_vehicle`, `oneway:foot`…).
    public var access: [String: String]
    /// The surface by its OpenStreetMap value, where known.
    public var surface: String?
    /// Whether the stretch is on a bridge.
    public var isBridge: Bool
    /// Whether the stretch is in a tunnel.
    public var isTunnel: Bool
    /// The vertical order of stretches that cross, 0 on the ground.
    public var layer: Int
    /// Whether the stretch leads through water, so that rain may close it.
    public var isFord: Bool
    /// The signed speed limit in kilometres per hour; `nil` where none is known.
    public var speedLimit: Double?
    /// The time a ferry needs for the whole stretch; `nil` on land and where unknown.
    public var crossingTime: Seconds?
    /// The name on the map.
    public var name: String?

    /// A stretch of road; everything but the line and the class has a plain default.
    public init(
        id: Int64, coordinates: [Coordinate], nodeIDs: [Int64]? = nil, roadClass: String,
        oneway: Oneway = .no, access: [String: String] = [:], surface: String? = nil,
        isBridge: Bool = false, isTunnel: Bool = false, layer: Int = 0,
        isFord: Bool = false, speedLimit: Double? = nil, crossingTime: Seconds? = nil,
        name: String? = nil
    ) {
        self.id = id
        self.coordinates = coordinates
        self.nodeIDs = nodeIDs
        self.roadClass = roadClass
        self.oneway = oneway
        self.access = access
        self.surface = surface
        self.isBridge = isBridge
        self.isTunnel = isTunnel
        self.layer = layer
        self.isFord = isFord
        self.speedLimit = speedLimit
        self.crossingTime = crossingTime
        self.name = name
    }
}

/// Something on a road that may stop a traveller: a gate, a bollard, a wall.
public struct RoadBarrier: Hashable, Sendable {
    /// Where it stands; must be a corner of the road's line to matter.
    public var coordinate: Coordinate
    /// The source's node identifier, where known.
    public var nodeID: Int64?
    /// What it is, by its OpenStreetMap `barrier` value, or `ford`.
    public var kind: String
    /// Access tags by key; they outrank the kind.
    public var access: [String: String]

    /// A barrier.
    public init(
        coordinate: Coordinate, nodeID: Int64? = nil, kind: String, access: [String: String] = [:]
    ) {
        self.coordinate = coordinate
        self.nodeID = nodeID
        self.kind = kind
        self.access = access
    }
}
