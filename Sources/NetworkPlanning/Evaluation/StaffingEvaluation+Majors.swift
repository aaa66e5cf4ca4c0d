import SchoolDistrict
import Staffing

/// Who has which core major in every cluster and pool.
extension StaffingEvaluation {
    /// The clusters and pools, sorted by code.
    ///
    /// - Parameter moved: the counted teachers of the schools with a staff record, and their transfers.
    func clusterMajors(_ moved: StaffingMoves) -> [ClusterMajors] {
        let byCode = Dictionary(uniqueKeysWithValues: schools.map { ($0.school.code, $0) })
        let pools = Dictionary(
            grouping: schools.filter { $0.hubCode == nil && $0.poolCode != nil },
            by: { $0.poolCode ?? "" })
        let groups =
            clusters.map { cluster in
                (
                    code: cluster.hubCode, isPool: false,
                    schools: ([cluster.hubCode] + cluster.memberCodes).compactMap { byCode[$0] }
                )
            } + pools.map { (code: $0.key, isPool: true, schools: $0.value) }
        return groups.sorted { $0.code < $1.code }.map { group in
            ClusterMajors(
                clusterCode: group.code, isPool: group.isPool,
                coverage: coverage(
                    of: group.schools, hub: group.isPool ? nil : group.code, moved: moved),
                schoolsWithoutMajors: group.schools.filter { !recordsMajors($0) }
                    .map(\.school.code).sorted())
        }
    }

    private func coverage(
        of schools: [SchoolPlan], hub: String?, moved: StaffingMoves
    ) -> [MajorCoverage] {
        let today = Dictionary(
            uniqueKeysWithValues: moved.schools.map { ($0.code, majors.counts($0.teachersByMajor)) }
        )
        let recorded = schools.filter(recordsMajors)
        let hubPlan = recorded.first { $0.school.code == hub }
        return majors.majors.filter { major in
            schools.contains { asks($0, for: major) }
        }.map { major in
            func after(_ plan: SchoolPlan) -> Int {
                majors.counts(moved.teachersByMajor[plan.school.code] ?? [:])[major.id] ?? 0
            }
            func now(_ plan: SchoolPlan) -> Int { today[plan.school.code]?[major.id] ?? 0 }
            return MajorCoverage(
                major: major, atHub: hubPlan.map(now),
                inCluster: recorded.isEmpty ? nil : recorded.reduce(0) { $0 + now($1) },
                inClusterAfterTransfers: recorded.isEmpty
                    ? nil : recorded.reduce(0) { $0 + after($1) },
                schoolsWithout: recorded.filter { asks($0, for: major) && after($0) == 0 }
                    .map(\.school.code).sorted(),
                hubNeedsIt: hubPlan.map { asks($0, for: major) } ?? false)
        }
    }

    /// Whether a school teaches grades of the major under the plan.
    private func asks(_ plan: SchoolPlan, for major: CoreMajor) -> Bool {
        !major.grades.isDisjoint(with: plan.gradesTaught)
    }
}
