import SchoolDistrict

/// Who has a core major in a cluster: at the hub alone, in all schools together, after transfers.
///
/// Counts are of teachers whose major is recorded. Where no school concerned records majors, they are `nil`: no data,
/// never a gap.
public struct MajorCoverage: Hashable, Sendable {
    /// The core major.
    public var major: CoreMajor
    /// Teachers of it at the hub; `nil` without a hub or without recorded majors.
    public var atHub: Int?
    /// Teachers of it in the cluster.
    public var inCluster: Int?
    /// Teachers of it in the cluster after transfers.
    public var inClusterAfterTransfers: Int?
    /// Codes of the schools that teach such grades and have nobody of it after transfers, sorted.
    public var schoolsWithout: [String]

    /// Whether the hub teaches such grades.
    public var hubNeedsIt: Bool

    /// Whether the hub alone lacks it: it teaches such grades and has nobody of it; `nil` without data.
    public var hubLacksIt: Bool? { atHub.map { hubNeedsIt && $0 == 0 } }
    /// Whether the whole cluster has nobody of it; `nil` without data.
    public var clusterLacksIt: Bool? { inCluster.map { $0 == 0 } }

    /// Who has a core major.
    public init(
        major: CoreMajor, atHub: Int?, inCluster: Int?, inClusterAfterTransfers: Int?,
        schoolsWithout: [String], hubNeedsIt: Bool
    ) {
        self.major = major
        self.atHub = atHub
        self.inCluster = inCluster
        self.inClusterAfterTransfers = inClusterAfterTransfers
        self.schoolsWithout = schoolsWithout
        self.hubNeedsIt = hubNeedsIt
    }
}
