import NetworkPlanning
import SchoolDistrict
import Staffing

/// The decisions of `plan.json`: groups, pools, scores, and every school on one line.
extension PlanDocument {
    /// The three groups with the network schools by their link; the parts of a group add up to it.
    var groups: JSONValue {
        let groups = PlanGroups(plan)
        return .object([
            ("hub", .integer(groups.hubs)),
            (
                "network",
                .line(
                    .object([
                        ("moves_all", .integer(groups.movesAll)),
                        ("moves_some", .integer(groups.movesSome)),
                        ("shares", .integer(groups.shares)), ("pooled", .integer(groups.pooled)),
                    ]))
            ),
            (
                "stand_alone",
                .line(
                    .object([
                        ("with_support_hub", .integer(groups.standAloneWithSupport)),
                        ("without_support_hub", .integer(groups.standAloneWithoutSupport)),
                    ]))
            ),
            ("undecided", .integer(groups.undecided)),
        ])
    }

    /// How pupils move, in the words of OBEC's own plans.
    var moveModes: JSONValue {
        .array(
            PlanGroups(plan).modes.map { mode in
                .line(
                    .object([
                        ("mode", .string(mode.mode.rawValue)),
                        ("name_th", .string(mode.mode.thaiLabel)),
                        ("name_en", .string(mode.mode.englishLabel)),
                        ("schools", .integer(mode.schools)),
                        ("pupils_moved", .integer(mode.pupilsMoved)),
                        ("pupils", .integer(mode.pupils)),
                    ]))
            })
    }

    /// More pupils over the travel indicator than today; `null` when nobody's way grows beyond it.
    var travelIncrease: JSONValue {
        guard let increase = TravelIncrease(plan) else { return .null }
        return .object([
            ("over_3km_added", .integer(increase.added)),
            ("schools", .integer(increase.schoolCodes.count)),
            ("school_codes", .texts(increase.schoolCodes)),
            ("statement_th", .string(increase.thai)), ("statement_en", .string(increase.english)),
        ])
    }

    /// A pool: its first member names it.
    func pool(_ pool: Pool) -> JSONValue {
        .line(
            .object([
                ("pool_code", .text(pool.memberCodes.first)),
                ("member_codes", .texts(pool.memberCodes)),
                ("teaching", Self.byGrade(pool.teachingSchool)),
                ("pupils", .integer(pool.pupils)), ("pupils_moved", .integer(pool.pupilsMoved)),
                ("furthest_km", .number(pool.furthest.kilometres, decimals: 3)),
            ]))
    }

    /// Codes by grade, in grade order.
    static func byGrade(_ codes: [Grade: String]) -> JSONValue {
        .object(
            Grade.allCases.compactMap { grade in
                codes[grade].map { (grade.code, .string($0)) }
            })
    }

    /// The parts of the hub score with their weights.
    var scoreParts: JSONValue {
        let parts = plan.schools.lazy.compactMap(\.hubScore).first?.parts ?? []
        return .array(
            parts.map { part in
                .line(
                    .object([
                        ("key", .string(part.key)), ("label_th", .string(part.thaiLabel)),
                        ("label_en", .string(ScorePartNames.english(part.key))),
                        ("weight", .number(part.weight, decimals: 4)),
                    ]))
            })
    }

    /// How firm a hub's rank in its cluster is.
    func stability(_ entry: HubStability) -> JSONValue {
        let point = entry.tippingPoint.map { point in
            JSONValue.object([
                ("part", .string(point.part)), ("weight", .number(point.weight, decimals: 4)),
                ("tipping_weight", .number(point.tippingWeight, decimals: 4)),
                ("rival_code", .string(point.rivalCode)),
            ])
        }
        return .line(
            .object([
                ("hub_code", .string(entry.hubCode)), ("score", .measure(entry.score, decimals: 2)),
                ("rank", .integer(entry.rank)), ("candidates", .integer(entry.candidates)),
                ("tipping_point", point ?? .null),
            ]))
    }

    /// A school's decision, why, what else could have been, and what it needs.
    func school(_ entry: SchoolPlan) -> JSONValue {
        .object([
            ("code", .string(entry.school.code)), ("role", .string(entry.role.rawValue)),
            ("link", .string(entry.link.rawValue)), ("hub_code", .text(entry.hubCode)),
            ("pool_code", .text(entry.poolCode)), ("move_mode", .text(entry.moveMode?.rawValue)),
            ("moved_grades", .texts(entry.movedGrades.grades.map(\.code))),
            ("grades_taught", .texts(entry.gradesTaught.grades.map(\.code))),
            ("receivers", entry.receivers.isEmpty ? .null : Self.byGrade(entry.receivers)),
            ("pupils_before", .integer(entry.pupilsBefore.total)),
            ("pupils_after", .integer(entry.pupilsAfter.total)),
            ("administrators", administrators(entry)),
            ("reasons", .texts(entry.reasons.map(\.code))),
            ("alternative", alternative(entry)),
            ("needs", .array(entry.shownNeeds.map(need))),
            ("score", score(entry.hubScore)),
        ])
    }

    /// Directors and deputies by norm: needed today, needed under the plan, in post.
    private func administrators(_ entry: SchoolPlan) -> JSONValue {
        let norms = plan.norms.compactMap { norm -> (key: String, value: JSONValue)? in
            guard let after = entry.administratorsAfter[norm.id] else { return nil }
            return (
                norm.id,
                .object([
                    ("needed_before", .count(entry.administratorsBefore[norm.id]?.needed)),
                    ("needed_after", .integer(after.needed)), ("in_post", .count(after.inPost)),
                ])
            )
        }
        return norms.isEmpty ? .null : .object(norms)
    }

    private func alternative(_ entry: SchoolPlan) -> JSONValue {
        guard let alternative = entry.alternative else { return .null }
        let shown = entry.shownAlternativeOverLimit
        return .object([
            ("th", .string(alternative.thai)), ("en", .string(alternative.english)),
            ("objective_change", .number(alternative.objectiveChange, decimals: 4)),
            ("unit", .string(alternative.unit)), ("over_3km_change", .count(shown)),
            ("hidden_small_counts", .texts(shown == nil ? ["over_3km_change"] : [])),
        ])
    }

    private func need(_ need: ShownNeed) -> JSONValue {
        .object([
            ("kind", .string(need.kind.rawValue)), ("count", .count(need.count)),
            ("th", .string(need.thai)), ("en", .string(need.english)),
            ("unknown", .bool(need.isUnknown)), ("baht", .measure(need.baht, decimals: 2)),
            ("one_off", .bool(need.isOneOff)),
            ("sponsor", .bool(need.suitsSponsor)),
        ])
    }

    private func score(_ score: HubScore?) -> JSONValue {
        guard let score else { return .null }
        return .object([
            ("total", .measure(score.total, decimals: 2)),
            (
                "parts",
                .object(score.parts.map { ($0.key, .measure($0.value, decimals: 4)) })
            ),
        ])
    }

    /// What each group needs, by kind.
    var needs: JSONValue {
        .object(
            [Role.hub, .network, .standAlone].map { role in
                let totals = NeedTotal.all(of: plan.schools.filter { $0.role == role })
                return (
                    role.rawValue,
                    .array(
                        totals.map { total in
                            .line(
                                .object([
                                    ("kind", .string(total.kind.rawValue)),
                                    ("schools", .integer(total.schools)),
                                    ("schools_unknown", .integer(total.schoolsUnknown)),
                                    ("count", .count(total.count)),
                                    ("baht_per_year", .measure(total.bahtPerYear, decimals: 2)),
                                    ("baht_once", .measure(total.bahtOnce, decimals: 2)),
                                    ("schools_for_sponsor", .integer(total.schoolsForSponsor)),
                                ]))
                        })
                )
            })
    }
}
