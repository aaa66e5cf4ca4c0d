import NetworkPlanning
import Staffing

/// Teachers and administrators in `plan.json`: by every norm, then schools and majors by the leading one.
extension PlanDocument {
    /// Transfers, rotating teachers and majors; today's situation has none.
    var staffing: JSONValue {
        let staffing = plan.staffing
        return .object([
            ("discounts_retirements", .bool(staffing.discountsRetirements)),
            ("retiring", .count(staffing.retiring)),
            ("schools_without_record", .texts(staffing.schoolsWithoutRecord)),
            ("schools_without_majors", .texts(staffing.schoolsWithoutMajors)),
            ("schools_with_assumed_pupils", .texts(staffing.schoolsWithAssumedPupils)),
            ("norms", .array(staffing.byNorm.map(figures))),
            (
                "schools",
                .array((staffing.leading?.schools ?? []).map { .line(school($0)) })
            ),
            ("majors", .array(staffing.majors.map { .line(majors($0)) })),
        ])
    }

    private func figures(_ figures: NormStaffing) -> JSONValue {
        .object([
            ("norm", .string(figures.normID)),
            (
                "teachers",
                .object([
                    ("before", totals(figures.before)), ("after", totals(figures.after)),
                    ("after_transfers_in_clusters", totals(figures.afterTransfersInClusters)),
                    ("after_transfers", totals(figures.afterTransfers)),
                    ("posts", posts(figures.teacherPosts)),
                    ("shortage_on_assumed_pupils", .integer(figures.shortageOnAssumedPupils)),
                ])
            ),
            (
                "administrators",
                .object([
                    ("before", totals(figures.administratorsBefore)),
                    ("after", totals(figures.administratorsAfter)),
                    ("posts", posts(figures.administratorPosts)),
                ])
            ),
            ("teachers_transferred", .integer(figures.teachersTransferred)),
            ("transfers", .array(figures.transfers.map(transfer))),
            ("rotating", .array(figures.rotation.visits.map(visit))),
            ("open_shortage_days", .line(days(figures.rotation.openShortageDays))),
            (
                "open_major_days",
                .line(
                    .object(
                        figures.rotation.openMajorDays.sorted { $0.key < $1.key }.map {
                            ($0.key, days($0.value))
                        }))
            ),
        ])
    }

    private func totals(_ totals: StaffTotals) -> JSONValue {
        .line(
            .object([
                ("needed", .integer(totals.needed)),
                ("needed_with_record", .integer(totals.neededWithRecord)),
                ("in_post", .count(totals.inPost)), ("shortage", .count(totals.shortage)),
                ("surplus", .count(totals.surplus)),
            ]))
    }

    private func posts(_ posts: PostChange) -> JSONValue {
        .line(
            .object([
                ("freed", .integer(posts.freed)), ("added", .integer(posts.added)),
                ("net_freed", .integer(posts.net)),
            ]))
    }

    private func transfer(_ transfer: TeacherTransfer) -> JSONValue {
        .line(
            .object([
                ("from", .string(transfer.fromCode)), ("to", .string(transfer.toCode)),
                ("major", .text(transfer.major)), ("teachers", .integer(transfer.teachers)),
                ("km", .measure(transfer.distance.kilometres, decimals: 3)),
                ("inside_cluster", .bool(transfer.isInsideCluster)),
                ("follows_pupils", .bool(transfer.followsPupils)),
                ("brings_missing_major", .bool(transfer.bringsMissingMajor)),
                ("needs_house", .bool(transfer.needsHouse)),
            ]))
    }

    private func visit(_ visit: RotationVisit) -> JSONValue {
        .line(
            .object([
                ("from", .string(visit.fromCode)), ("to", .string(visit.toCode)),
                ("major", .text(visit.major)), ("core_major", .text(visit.coreMajor)),
                ("days_per_week", .integer(visit.daysPerWeek)),
                ("km", .measure(visit.distance.kilometres, decimals: 3)),
                ("purpose", .string(visit.purpose.rawValue)),
            ]))
    }

    private func days(_ days: [String: Int]) -> JSONValue {
        .object(days.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
    }

    private func school(_ school: SchoolStaffing) -> JSONValue {
        .object([
            ("code", .string(school.schoolCode)), ("needed", .integer(school.needed)),
            ("in_post", .count(school.inPost)), ("arriving", .integer(school.arriving)),
            ("leaving", .integer(school.leaving)),
            ("visiting_days", .integer(school.visitingDays)),
            ("days_away", .integer(school.daysAway)),
            ("missing_majors", school.missingMajors.map(JSONValue.texts) ?? .null),
        ])
    }

    private func majors(_ cluster: ClusterMajors) -> JSONValue {
        .object([
            ("cluster_code", .string(cluster.clusterCode)), ("pool", .bool(cluster.isPool)),
            (
                "coverage",
                .array(
                    cluster.coverage.map { coverage in
                        .object([
                            ("major", .string(coverage.major.id)),
                            ("at_hub", .count(coverage.atHub)),
                            ("hub_needs_it", .bool(coverage.hubNeedsIt)),
                            ("in_cluster", .count(coverage.inCluster)),
                            ("after_transfers", .count(coverage.inClusterAfterTransfers)),
                            ("schools_without", .texts(coverage.schoolsWithout)),
                        ])
                    })
            ),
            ("schools_without_majors", .texts(cluster.schoolsWithoutMajors)),
        ])
    }
}
