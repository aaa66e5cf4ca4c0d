import NetworkPlanning
import Staffing

/// Transfers, rotating teachers and majors of one cluster or pool, by the leading norm.
struct ClusterStaffing {
    /// Teachers who move between its schools, join from outside, and leave for elsewhere.
    let movingInside: Int
    let joining: Int
    let leaving: Int
    /// Days a week that rotating teachers spend at another of its schools.
    let rotatingDays: Int
    /// Its core majors; empty when nothing is known of them.
    let majors: ClusterMajors?

    /// The staffing of a cluster; `nil` when no staffing was worked out.
    ///
    /// - Parameters:
    ///   - clusterCode: the hub, or the first member of a pool.
    ///   - schoolCodes: its schools, the hub among them.
    init?(_ staffing: StaffingPlan, clusterCode: String, schoolCodes: [String]) {
        guard let leading = staffing.leading else { return nil }
        let codes = Set(schoolCodes)
        func teachers(_ from: Bool, _ to: Bool) -> Int {
            leading.transfers.reduce(0) { sum, transfer in
                let matches =
                    codes.contains(transfer.fromCode) == from
                    && codes.contains(transfer.toCode) == to
                return matches ? sum + transfer.teachers : sum
            }
        }
        movingInside = teachers(true, true)
        joining = teachers(false, true)
        leaving = teachers(true, false)
        rotatingDays = leading.rotation.visits.reduce(0) {
            codes.contains($1.toCode) ? $0 + $1.daysPerWeek : $0
        }
        majors = staffing.majors.first { $0.clusterCode == clusterCode }
    }

    /// Core majors that the hub needs and has nobody of; `nil` where its majors are not recorded.
    var lackingAtHub: [CoreMajor]? {
        guard let majors, !majors.isPool, majors.coverage.contains(where: { $0.atHub != nil })
        else { return nil }
        return majors.coverage.filter { $0.hubLacksIt == true }.map(\.major)
    }

    /// Core majors that nobody in the cluster has; `nil` where no school records majors.
    var lackingInCluster: [CoreMajor]? {
        guard let majors, majors.coverage.contains(where: { $0.inCluster != nil }) else {
            return nil
        }
        return majors.coverage.filter { $0.clusterLacksIt == true }.map(\.major)
    }
}
