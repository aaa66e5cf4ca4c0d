/// Points that open sites cover.
public struct Coverage: Hashable, Sendable {
    /// The points.
    public var points: [CoveragePoint]
    /// Whether every coverable point must be covered (the set-covering requirement).
    ///
    /// A point without any covering site is not coverable: it is listed in
    /// ``LocationDiagnosis/uncoverablePoints`` and asked nothing of.
    public var coverAll: Bool
    /// How many open sites must cover each point that must be covered, or all that could where they
    /// are fewer; one or more.
    public var timesCovered: Int

    /// A coverage.
    public init(points: [CoveragePoint], coverAll: Bool = false, timesCovered: Int = 1) {
        self.points = points
        self.coverAll = coverAll
        self.timesCovered = timesCovered
    }
}

/// A point to be covered, with the sites that would.
public struct CoveragePoint: Hashable, Sendable {
    /// How much covering it is worth; zero or more.
    public var weight: Double
    /// The sites within reach.
    public var sites: [Int]
    /// The client that must be allocated to a covering site for the point to be covered, `nil` where
    /// an open site is enough.
    ///
    /// With ``Assignment/split`` it is covered in part by the shares there.
    public var client: Int?

    /// A point.
    public init(weight: Double, sites: [Int], client: Int? = nil) {
        self.weight = weight
        self.sites = sites
        self.client = client
    }
}

extension Coverage {
    /// How many open sites must cover a point, given that every coverable point must be covered.
    func need(of point: CoveragePoint) -> Int {
        min(timesCovered, Set(point.sites).count)
    }
}
