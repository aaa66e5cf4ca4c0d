import SpatialTypes

/// A way whose length an office or a school reported, by the index of its places.
public struct ReportedWay: Hashable, Sendable {
    /// Where it begins.
    public var origin: TravelPlace
    /// The school where it ends.
    public var school: Int
    /// Its length.
    public var distance: Metres

    /// A reported way.
    public init(from origin: TravelPlace, to school: Int, distance: Metres) {
        self.origin = origin
        self.school = school
        self.distance = distance
    }
}
