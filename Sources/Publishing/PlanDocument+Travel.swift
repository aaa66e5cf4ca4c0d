import Accessibility
import NetworkPlanning
import SchoolDistrict

/// Travel in detail, vans and the prices of rules in `plan.json`; counts from one to four are `null`.
extension PlanDocument {
    /// Travel of the office by group, intervals where homes are unknown, and highways on the ways.
    var travel: JSONValue {
        let travel = plan.travel
        let rows = TravelRows(travel)
        func group(_ rows: [TravelRow]) -> JSONValue {
            .object(rows.map { ($0.key, row($0)) })
        }
        return .object([
            ("all", row(rows.all)), ("grade_groups", group(rows.gradeGroups)),
            ("vulnerable_groups", group(rows.vulnerableGroups)),
            (
                "minutes",
                .object([
                    ("before", minutes(travel.before.all)), ("after", minutes(travel.after.all)),
                ])
            ),
            (
                "interval",
                .object([
                    (
                        "assumed_home_radius_km",
                        .number(travel.assumedHomeRadius.kilometres, decimals: 3)
                    ),
                    ("before", interval(travel.intervalBefore)),
                    ("after", interval(travel.intervalAfter)),
                ])
            ),
            (
                "worst_school",
                .object([
                    ("before", worst(travel.worstSchoolBefore)),
                    ("after", worst(travel.worstSchoolAfter)),
                ])
            ),
            ("seal_route", sealRoute),
        ])
    }

    private func row(_ row: TravelRow) -> JSONValue {
        func spread(_ spread: ShownSpread?) -> JSONValue {
            guard let spread else { return .null }
            return .object([
                ("pupils_measured", .count(spread.pupils.value)),
                ("over_3km", .count(spread.overLimit.value)),
                ("median_km", .measure(spread.medianKilometres, decimals: 3)),
                ("p90_km", .measure(spread.p90Kilometres, decimals: 3)),
                ("worst_km", .measure(spread.worstKilometres, decimals: 3)),
                (
                    "hidden_small_counts",
                    .texts(
                        (spread.pupils.isHidden ? ["pupils_measured"] : [])
                            + (spread.overLimit.isHidden ? ["over_3km"] : []))
                ),
            ])
        }
        return .line(
            .object([
                ("label_th", .string(row.thai)), ("label_en", .string(row.english)),
                ("before", spread(row.before)), ("after", spread(row.after)),
                ("pupils_not_recorded", .integer(row.pupilsNotRecorded)),
            ]))
    }

    private func minutes(_ spread: TravelSpread) -> JSONValue {
        .object(
            TravelMode.allCases.compactMap { mode in
                guard let minutes = spread.minutes[mode], minutes.pupils > 0 else { return nil }
                return (
                    mode.rawValue,
                    .line(
                        .object([
                            ("mean", .number(minutes.mean, decimals: 2)),
                            ("p90", .number(minutes.p90, decimals: 2)),
                            ("worst", .number(minutes.worst, decimals: 2)),
                            ("estimated", .bool(minutes.isEstimated)),
                        ]))
                )
            })
    }

    private func interval(_ interval: TravelInterval) -> JSONValue {
        func range(_ range: Interval?, decimals: Int) -> JSONValue {
            guard let range else { return .null }
            return .array([
                .number(range.lower, decimals: decimals), .number(range.upper, decimals: decimals),
            ])
        }
        let mean = interval.meanKilometres
        return .line(
            .object([
                ("pupils_measured", .integer(interval.pupilsMeasured)),
                ("pupils_without_home", .integer(interval.pupilsWithoutHome)),
                ("pupils_unreachable", .integer(interval.pupilsUnreachable)),
                ("over_3km", range(mean == nil ? nil : interval.overLimit, decimals: 0)),
                ("mean_km", range(mean, decimals: 3)), ("assumed", .bool(interval.isAssumed)),
            ]))
    }

    private func worst(_ school: TravelPlan.SchoolMean?) -> JSONValue {
        guard let school else { return .null }
        return .line(
            .object([
                ("code", .string(school.schoolCode)),
                ("mean_km", .number(school.meanKilometres, decimals: 3)),
            ]))
    }

    // MARK: Highways

    private var sealRoute: JSONValue {
        let rows = SealRouteRows(plan)
        let rule = plan.travel.sealRoute
        func safety(_ safety: ShownSafety) -> JSONValue {
            guard safety.pupils != .unknown else { return .null }
            let counts = [
                ("pupils", safety.pupils), ("flagged", safety.flagged), ("along", safety.along),
                ("crossing", safety.crossing),
            ]
            return .object(
                counts.map { (key: $0.0, value: .count($0.1.value)) } + [
                    (
                        key: "hidden_small_counts",
                        value: .texts(counts.filter { $0.1.isHidden }.map(\.0))
                    )
                ])
        }
        return .object([
            ("known", .bool(rows.isKnown)), ("highway_classes", .texts(rule.classes)),
            ("longest_along_m", .number(rule.longestAlong.value, decimals: 1)),
            ("crossings", .integer(rule.crossings)), ("rule_confirmed", .bool(false)),
            ("schools_before", rows.isKnown ? .integer(rows.schoolsBefore) : .null),
            ("schools_after", rows.isKnown ? .integer(rows.schoolsAfter) : .null),
            ("before", .line(safety(rows.before))), ("after", .line(safety(rows.after))),
            (
                "schools",
                .array(
                    rows.rows.map { row in
                        .line(
                            .object([
                                ("code", .string(row.schoolCode)), ("before", safety(row.before)),
                                ("after", safety(row.after)),
                            ]))
                    })
            ),
        ])
    }

    // MARK: Vans

    /// School vans: totals, then every receiving school.
    var vans: JSONValue {
        let travel = plan.travel
        let sentence = VanSentence(plan)
        return .object([
            ("vans", .integer(travel.vanCount)), ("pupils", .integer(travel.vanPupils)),
            ("km_per_day", .number(travel.vanKilometresPerDay, decimals: 2)),
            ("baht_per_year", .number(travel.vanBahtPerYear, decimals: 2)),
            ("subsidy_per_year", .number(travel.vanPupilSubsidyPerYear, decimals: 2)),
            ("relative_gap", .number(travel.vanRelativeGap, decimals: 6)),
            ("statement_th", .text(sentence?.thai)), ("statement_en", .text(sentence?.english)),
            ("schools", .array(VanRow.all(travel).map { .line(van($0)) })),
        ])
    }

    private func van(_ row: VanRow) -> JSONValue {
        let (plan, schedule) = (row.plan, row.plan.schedule)
        // Vans and those left behind add up to the school's pupils: one hidden part would be their
        // difference, and all parts together a hidden sum.
        let parts = schedule.routes.map(\.pupils) + [plan.pupilsUnserved]
        let shown =
            row.pupils.isHidden
            ? parts.map { _ in ShownCount.hidden } : SmallCounts.shown(parts)
        return .object([
            ("code", .string(plan.schoolCode)), ("vans", .integer(schedule.routes.count)),
            ("vans_at_least", .integer(schedule.vansAtLeast)),
            ("stops", .integer(plan.stops.count)), ("pupils", .count(row.pupils.value)),
            ("pupils_unserved", .count(shown.last?.value)),
            ("pupils_over_ride_limit", .count(ShownCount(plan.pupilsOverRideLimit).value)),
            ("km_per_day", .number(schedule.kilometresPerDay, decimals: 2)),
            ("km_per_day_at_least", .number(schedule.kilometresPerDayAtLeast, decimals: 2)),
            ("longest_ride_minutes", .measure(row.longestRideMinutes, decimals: 1)),
            ("baht_per_day", .number(schedule.bahtPerDay, decimals: 2)),
            ("baht_per_day_at_least", .number(schedule.bahtPerDayAtLeast, decimals: 2)),
            ("relative_gap", .number(schedule.relativeGap, decimals: 6)),
            ("baht_per_year", .number(plan.bahtPerYear, decimals: 2)),
            ("subsidy_per_year", .measure(row.subsidyPerYear, decimals: 2)),
            ("distance_source", .string(plan.source.rawValue)),
            (
                "routes",
                .array(zip(schedule.routes, shown).map { route($0, of: plan, pupils: $1) })
            ),
        ])
    }

    /// A van's stops in the order driven, by code; where fewer than five pupils wait, the place is not named.
    private func route(
        _ route: VanRoute, of plan: VanPlan, pupils: ShownCount
    ) -> JSONValue {
        let stops = route.calls.map { call -> JSONValue in
            let stop = plan.stops[call.stop]
            guard !SmallCounts.isSmall(stop.pupils) else { return .null }
            switch stop.place {
            case .village(let code): return .string("village:" + code)
            case .school(let code): return .string("school:" + code)
            }
        }
        return .object([
            ("stops", .array(stops)), ("pupils", .count(pupils.value)),
            ("km_per_day", .number(route.kilometresPerDay, decimals: 2)),
            ("longest_ride_minutes", .number(route.longestRide.value / 60, decimals: 1)),
            ("over_ride_limit", .bool(route.isOverRideLimit)),
        ])
    }

    // MARK: Rules

    /// What each rule costs, where it was asked for.
    var rulePrices: JSONValue {
        .array(
            plan.rulePrices.map { price in
                .line(
                    .object([
                        ("key", .string(price.key)), ("th", .string(price.thai)),
                        ("en", .string(price.english)), ("status", .string(price.status.rawValue)),
                        ("unit", .text((price.goalBefore ?? price.goalAfter)?.unit)),
                        ("goal_before", .measure(price.goalBefore?.objective, decimals: 4)),
                        ("goal_after", .measure(price.goalAfter?.objective, decimals: 4)),
                        ("bound_before", .measure(price.goalBefore?.bound, decimals: 4)),
                        ("bound_after", .measure(price.goalAfter?.bound, decimals: 4)),
                        ("change", .measure(price.change, decimals: 4)),
                        ("proven", .bool(price.isProven)),
                        ("hubs_before", .integer(price.hubsBefore)),
                        ("hubs_after", .integer(price.hubsAfter)),
                        ("over_3km_change", .count(price.overLimitChange)),
                    ]))
            })
    }
}
