/// Points that open sites cover.
public struct Coverage: Hashable, Sendable {
    /// The points.
    public var points: [CoveragePoint]
    /// Whether every coverable point must be covered (the set-covering requirement).
    ///
    /// A point without any covering site is not coverable: it is listed in
    /// ``LocationDiagnosis/uncoverablePoints`` and asked nothing of.
    public var coverAll: Bool

    /// A coverage.
    public init(points: [CoveragePoint], coverAll: Bool = false) {
        self.points = points
        self.coverAll = coverAll
    }
}

/// A point to be covered, with the sites that would.
public struct CoveragePoint: Hashable, Sendable {
    /// How much covering it is worth; zero or more.
    public var weight: Double
    /// The sites within reach.
    public var sites: [Int]

    /// A point.
    public init(weight: Double, sites: [Int]) {
        self.weight = weight
        self.sites = sites
    }
}
