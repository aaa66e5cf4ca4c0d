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
        let recorded = schools.filter(recordsMajors)
        let hubIndex = recorded.firstIndex { $0.school.code == hub }
        let today = recorded.map { majors.counts(moved.teachersBefore[$0.school.code] ?? [:]) }
        let after = recorded.map { majors.counts(moved.teachersByMajor[$0.school.code] ?? [:]) }
        func sum(_ counts: [[String: Int]], _ major: CoreMajor) -> Int? {
            recorded.isEmpty ? nil : counts.reduce(0) { $0 + ($1[major.id] ?? 0) }
        }
        return majors.majors.filter { major in
            schools.contains { asks($0, for: major) }
        }.map { major in
            MajorCoverage(
                major: major, atHub: hubIndex.map { today[$0][major.id] ?? 0 },
                inCluster: sum(today, major), inClusterAfterTransfers: sum(after, major),
                schoolsWithout: recorded.indices.filter {
                    after[$0][major.id, default: 0] == 0 && asks(recorded[$0], for: major)
                }.map { recorded[$0].school.code }.sorted(),
                hubNeedsIt: hubIndex.map { asks(recorded[$0], for: major) } ?? false)
        }
    }

    /// Whether a school teaches grades of the major under the plan.
    private func asks(_ plan: SchoolPlan, for major: CoreMajor) -> Bool {
        !major.grades.isDisjoint(with: plan.gradesTaught)
    }
}
