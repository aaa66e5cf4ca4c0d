import SpatialTypes

/// What went into a graph and what did not.
public struct RoadGraphStatistics: Codable, Hashable, Sendable {
    /// Segments that became part of the graph.
    public var usedSegments = 0
    /// Segments left out, by reason.
    public var dropped: [DropReason: Int] = [:]
    /// Segments left out because of their class, by class.
    public var unusedClasses: [String: Int] = [:]
    /// Barriers that stop the profile.
    public var blockingBarriers = 0
    /// Turn restrictions that bind the profile and lie on its roads.
    public var usedRestrictions = 0
    /// Turn restrictions that bind the profile and have no effect: their roads are not usable, do
    /// not meet there, or pass through so that the side meant is unknown.
    public var unusedRestrictions = 0
    /// Corners of all used segments, shared ones once.
    public var vertexCount = 0
    /// Straight pieces of road.
    public var pieceCount = 0
    /// Junctions and ends, after contraction.
    public var nodeCount = 0
    /// Roads between them.
    public var edgeCount = 0
    /// Parts of the graph inside which every node reaches every other.
    public var componentCount = 0
    /// Length of all edges.
    public var totalLength = Metres.zero
    /// Length of the edges inside the largest part.
    public var mainComponentLength = Metres.zero
}
