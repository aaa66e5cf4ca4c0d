import RoadNetwork
import VectorData

/// The roads of a district as one file gives them, and what had to be left out.
public struct RoadSegments: Hashable, Sendable {
    /// The roads, in the order of the file (OpenStreetMap: by identifier).
    public var segments: [RoadSegment] = []
    /// Obstacles on the roads; line layers have none.
    public var barriers: [RoadBarrier] = []
    /// Turns that vehicles may not take; line layers have none.
    public var restrictions: [TurnRestriction] = []
    /// Rivers, canals and walls that nobody steps over beside the roads.
    public var obstacles: [ObstacleLine] = []
    /// The system the coordinates came in; `nil` where WGS 84 was assumed.
    public var sourceCRS: String?
    /// How the coordinates became WGS 84.
    public var datumShift = DatumShift.none
    /// Columns that were asked for and that the layer does not have.
    public var missingColumns: [String] = []
    /// The columns the layer does have.
    public var availableColumns: [String] = []
    /// Lines left out because neither the mapping nor OpenStreetMap knows their class.
    public var unknownClasses: [String: Int] = [:]
    /// Values of the one-way column that mean nothing known; such roads count as two-way.
    public var unknownOnewayValues: [String: Int] = [:]
    /// Travel times that could not be understood; such ferries go at the profile's speed.
    public var unknownDurations: [String: Int] = [:]
    /// Features left out because they are not lines.
    public var featuresWithoutLine = 0
    /// What the library warned about while reading.
    public var warnings: [String] = []

    /// Nothing read yet.
    public init() {}
}
