import NetworkPlanning
import SchoolDistrict
import SpatialTypes
import Staffing

/// `plan.json`: the plan in numbers, for programs.
///
/// No clock reading is in it: the same plan gives the same bytes.
struct PlanDocument {
    let plan: Plan

    /// The document of a plan.
    init(_ plan: Plan) { self.plan = plan }

    /// The document as indented UTF-8 text.
    ///
    /// Its first line says what it is: an output folder is recognised by it.
    var text: String {
        var text = ""
        JSONValue.object([
            ("format", .string("schoolnet-plan")),
            ("format_version", .integer(2)),
            ("office", office),
            ("scenario", ScenarioDocument(plan.scenario).value),
            ("status", .string(plan.outcome.status.rawValue)),
            ("outcome", outcome),
            ("roles", roles),
            ("groups", groups),
            ("move_modes", moveModes),
            ("clusters", .array(plan.clusters.map(cluster))),
            ("pools", .array(plan.pools.map(pool))),
            (
                "indicators",
                .object([
                    ("before", indicators(plan.before)), ("after", indicators(plan.after)),
                ])
            ),
            ("travel_increase", travelIncrease),
            ("travel", travel),
            ("vans", vans),
            ("staffing", staffing),
            ("norms", .array(plan.norms.map(norm))),
            ("costs", costs),
            ("rule_prices", rulePrices),
            ("needs", needs),
            ("score_parts", scoreParts),
            ("hub_stability", .array(plan.hubStability.map(stability))),
            ("schools", .array(plan.schools.map { .line(school($0)) })),
            ("gaps", .array(plan.gaps.map(gap))),
            ("provenance", provenance),
            ("rerun", rerun),
        ]).writeIndented(to: &text)
        return text + "\n"
    }

    /// The command that made the plan, for `schoolnet explain`.
    private var rerun: JSONValue {
        guard let rerun = plan.provenance.rerun else { return .null }
        return .object([
            ("scenario", .string(rerun.scenario)), ("overrides", .texts(rerun.overrides)),
            ("working_directory", .text(rerun.workingDirectory)),
        ])
    }

    private var office: JSONValue {
        .object([
            ("code", .string(plan.district.office.code)),
            ("name_th", .string(plan.district.office.nameThai)),
            ("academic_year", .integer(plan.district.academicYear)),
            ("as_of", .text(plan.district.asOf)),
            ("source", .text(plan.district.source)),
            ("schools", .integer(plan.schools.count)),
            ("external_schools", .integer(plan.district.schools.count(where: \.isExternal))),
            ("villages", .integer(plan.district.villages.count)),
            ("reported_distances", .integer(plan.district.reportedDistances.count)),
        ])
    }

    private var outcome: JSONValue {
        let outcome = plan.outcome
        return .object([
            ("relative_gap", .measure(outcome.relativeGap, decimals: 8)),
            (
                "stages",
                .array(
                    outcome.stages.map { stage in
                        .object([
                            ("name_th", .string(stage.nameThai)),
                            ("name_en", .string(stage.nameEnglish)),
                            ("unit", .string(stage.unit)),
                            ("objective", .number(stage.objective, decimals: 6)),
                            ("bound", .number(stage.bound, decimals: 6)),
                            ("relative_gap", .number(stage.relativeGap, decimals: 8)),
                        ])
                    })
            ),
            ("conflict_th", .texts(outcome.conflictThai)),
            ("conflict_en", .texts(outcome.conflictEnglish)),
            ("uncovered", .texts(outcome.uncovered)),
            ("move_pairs", .integer(outcome.movePairs)),
            ("share_pairs", .integer(outcome.sharePairs)),
            ("eligible_hubs", .integer(outcome.eligibleHubs)),
            ("seed", .integer(plan.scenario.solver.seed)),
        ])
    }

    private var roles: JSONValue {
        .object(
            Role.allCases.map { role in
                let codes = plan.schools.filter { $0.role == role }.map(\.school.code)
                return (
                    role.rawValue,
                    .object([("count", .integer(codes.count)), ("codes", .texts(codes))])
                )
            })
    }

    private func cluster(_ cluster: Cluster) -> JSONValue {
        .line(
            .object([
                ("hub_code", .string(cluster.hubCode)),
                ("member_codes", .texts(cluster.memberCodes)),
                ("pupils", .integer(cluster.pupils)),
                ("pupils_moved", .integer(cluster.pupilsMoved)),
            ]))
    }

    private func indicators(_ indicators: Indicators) -> JSONValue {
        let travel = indicators.travel
        return .object([
            (
                "roles",
                .object(
                    Role.allCases.map { ($0.rawValue, .integer(indicators.roles[$0] ?? 0)) })
            ),
            ("pupils", .integer(indicators.pupils)),
            ("classes", .integer(indicators.classes)),
            ("schools_teaching", .integer(indicators.schoolsTeaching)),
            ("small_schools", .integer(indicators.smallSchools)),
            (
                "travel",
                .object([
                    ("pupils_measured", .integer(travel.pupilsMeasured)),
                    ("pupils_without_home", .integer(travel.pupilsWithoutHome)),
                    ("pupils_unreachable", .integer(travel.pupilsUnreachable)),
                    ("over_3km", travel.isKnown ? .integer(travel.overLimit) : .null),
                    ("mean_km", .measure(travel.meanKilometres, decimals: 4)),
                    (
                        "worst_km",
                        travel.pupilsMeasured > 0
                            ? .number(travel.worst.kilometres, decimals: 4) : .null
                    ),
                ])
            ),
            ("teacher_shortage", byNorm(indicators.shortage)),
            ("teacher_surplus", byNorm(indicators.surplus)),
            ("teacher_shortage_within_clusters", byNorm(indicators.shortageWithinClusters)),
            ("schools_without_staff_data", .integer(indicators.schoolsWithoutStaffData)),
        ])
    }

    private func byNorm(_ values: [String: Int]) -> JSONValue {
        .object(plan.norms.map { ($0.id, .count(values[$0.id])) })
    }

    private func norm(_ norm: StaffingNorm) -> JSONValue {
        .object([
            ("id", .string(norm.id)), ("title_th", .string(norm.titleThai)),
            ("title_en", .string(norm.titleEnglish)), ("source", .string(norm.source)),
            ("effective_from", .string(norm.effectiveFrom)), ("confirmed", .bool(norm.confirmed)),
            (
                "unconfirmed_rows",
                .array(
                    norm.unconfirmedRows.map {
                        .line(.object([("th", .string($0.thai)), ("en", .string($0.english))]))
                    })
            ),
        ])
    }

    private func gap(_ gap: DataGap) -> JSONValue {
        .object([
            ("subject", .string(gap.subject.rawValue)),
            ("whole_district", .bool(gap.schoolCodes.isEmpty)),
            ("school_codes", .texts(gap.schoolCodes)),
            ("consequence_th", .string(gap.consequenceThai)),
            ("consequence_en", .string(gap.consequenceEnglish)),
        ])
    }

    private var provenance: JSONValue {
        let provenance = plan.provenance
        return .object([
            ("planner_version", .string(provenance.plannerVersion)),
            (
                "libraries",
                .object(provenance.libraries.map { ($0.name, .string($0.version)) })
            ),
            (
                "inputs",
                .array(
                    provenance.inputs.map { input in
                        .object([
                            ("path", .string(input.path)), ("sha256", .string(input.sha256)),
                            ("bytes", .integer(input.bytes)),
                        ])
                    })
            ),
            ("coordinate_note", .text(provenance.coordinateNote)),
            ("road_note", .text(provenance.roadNote)),
        ])
    }
}
