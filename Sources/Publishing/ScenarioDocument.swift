import SchoolDistrict
import SpatialTypes

/// The scenario as it was understood, defaults filled in, under the keys of the scenario file.
struct ScenarioDocument {
    private let scenario: Scenario

    /// The document of a scenario.
    init(_ scenario: Scenario) { self.scenario = scenario }

    /// All rules.
    var value: JSONValue {
        .object([
            ("name_th", .string(scenario.nameThai)),
            ("name_en", .string(scenario.nameEnglish)),
            ("objective", .string(scenario.objective.rawValue)),
            ("hubs", hubs),
            ("travel", travel),
            ("capacity", capacity),
            ("moves", moves),
            ("staffing", staffing),
            (
                "estimates",
                .object([
                    ("pupils_per_grade", .integer(scenario.estimates.pupilsPerGrade)),
                    ("spare_rooms", .integer(scenario.estimates.spareRooms)),
                ])
            ),
            ("costs", costs),
            ("locks", .array(scenario.locks.map(lock))),
            (
                "protection",
                .object([
                    ("statuses", .texts(scenario.protection.statuses.sorted().map(\.rawValue))),
                    ("schools", .texts(scenario.protection.schoolCodes.sorted())),
                ])
            ),
            (
                "solver",
                .object([
                    ("seed", .integer(scenario.solver.seed)),
                    (
                        "time_limit_seconds",
                        .number(scenario.solver.timeLimit.value, decimals: 3)
                    ),
                    ("relative_gap", .number(scenario.solver.relativeGap, decimals: 8)),
                ])
            ),
        ])
    }

    private var hubs: JSONValue {
        let hubs = scenario.hubs
        let count: (key: String, value: JSONValue) =
            switch hubs.count {
            case .free: ("free", .bool(true))
            case .exactly(let number): ("exactly", .integer(number))
            case .atMost(let number): ("at_most", .integer(number))
            case .onePer(let area): ("one_per", .string(area.rawValue))
            }
        return .object([
            ("count", .object([count])),
            ("minimum_pupils", .integer(hubs.minimumPupils)),
            ("minimum_rooms", .integer(hubs.minimumRooms)),
            ("requires_administrator", .bool(hubs.requiresAdministrator)),
            ("required_grades", codes(hubs.requiredGrades)),
            ("minimum_score", .number(hubs.minimumScore, decimals: 6)),
            (
                "score_weights",
                .object(
                    HubRules.scoreParts.map {
                        ($0, .number(hubs.scoreWeights[$0] ?? 1, decimals: 6))
                    })
            ),
        ])
    }

    private var travel: JSONValue {
        let travel = scenario.travel
        return .object([
            ("profile", .string(travel.profile)),
            ("indicator_limit_km", kilometres(travel.indicatorLimit)),
            ("hard_maximum_km", kilometres(travel.hardMaximum)),
            ("share_inside", .number(travel.shareInside, decimals: 6)),
            ("young_maximum_km", travel.youngMaximum.map(kilometres) ?? .null),
            ("young_grades", codes(travel.youngGrades)),
            ("maximum_ride_minutes", .number(travel.maximumRide.value / 60, decimals: 6)),
            ("merge_radius_km", kilometres(travel.mergeRadius)),
            ("share_radius_km", kilometres(travel.shareRadius)),
            ("cover_limit_km", kilometres(travel.coverLimit)),
            ("cover_demand", .string(travel.coverDemand.rawValue)),
            ("detour_factor", .number(travel.detourFactor, decimals: 6)),
            ("maximum_snap_km", kilometres(travel.maximumSnap)),
        ])
    }

    private var capacity: JSONValue {
        let capacity = scenario.capacity
        return .object([
            (
                "pupils_per_room",
                .object(
                    SchoolLevel.allCases.map { ($0.key, .count(capacity.pupilsPerRoom[$0])) })
            ),
            ("rooms_may_be_added", .bool(capacity.roomsMayBeAdded)),
            ("maximum_added_rooms", .integer(capacity.maximumAddedRooms)),
        ])
    }

    private var moves: JSONValue {
        let moves = scenario.moves
        return .object([
            ("whole_school", .bool(moves.wholeSchool)),
            ("maximum_pupils", .integer(moves.maximumPupils)),
            ("share_instead_of_move_penalty_km", kilometres(moves.shareInsteadOfMovePenalty)),
            ("stand_alone_penalty_km", kilometres(moves.standAlonePenalty)),
            ("blocks", .array(moves.blocks.map(codes))),
            ("split_penalty_km", kilometres(moves.splitPenalty)),
            ("grades_hub_may_open", codes(moves.gradesHubMayOpen)),
            (
                "pooling",
                .object([
                    ("allowed", .bool(moves.pooling.isAllowed)),
                    ("radius_km", kilometres(moves.pooling.radius)),
                    ("maximum_schools", .integer(moves.pooling.maximumSchools)),
                    ("blocks", .array(moves.pooling.blocks.map(codes))),
                ])
            ),
        ])
    }

    private var staffing: JSONValue {
        let staffing = scenario.staffing
        return .object([
            ("norm", .string(staffing.norm)),
            ("priced_norm", .string(staffing.pricedNorm)),
            ("prices_administrators", .bool(staffing.pricesAdministrators)),
            ("transfer_radius_km", kilometres(staffing.transferRadius)),
            ("transfers_within_clusters_only", .bool(staffing.transfersWithinClustersOnly)),
            ("housing_distance_km", kilometres(staffing.housingDistance)),
            ("discounts_retirements", .bool(staffing.discountsRetirements)),
        ])
    }

    private var costs: JSONValue {
        .object(
            [
                ("school_days", .integer(scenario.costs.schoolDays)),
                ("van_seats", .integer(scenario.costs.vanSeats)),
                ("subsidy_bands", .array(scenario.costs.subsidyBands.map(band))),
            ]
                + scenario.costs.rows.map { row in
                    (
                        row.key,
                        .object([
                            ("baht", .number(row.rate.baht, decimals: 2)),
                            ("confirmed", .bool(row.rate.isConfirmed)),
                            ("funding", .string(row.rate.funding.rawValue)),
                        ])
                    )
                })
    }

    private func lock(_ lock: Lock) -> JSONValue {
        let (decision, hub): (String, String?) =
            switch lock.decision {
            case .hub: ("hub", nil)
            case .notHub: ("not_hub", nil)
            case .stays: ("stays", nil)
            case .joins(let hubCode): ("joins", hubCode)
            case .sharesWith(let hubCode): ("shares_with", hubCode)
            }
        return .object([
            ("school", .string(lock.schoolCode)), ("decision", .string(decision)),
            ("hub", .text(hub)), ("reason", .text(lock.reason)),
        ])
    }

    private func band(_ band: SubsidyBand) -> JSONValue {
        .object([
            ("up_to_km", band.upTo.map(kilometres) ?? .null),
            ("baht", .number(band.baht, decimals: 2)),
        ])
    }

    private func codes(_ grades: GradeSet) -> JSONValue { .texts(grades.grades.map(\.code)) }

    private func kilometres(_ length: Metres) -> JSONValue {
        .number(length.kilometres, decimals: 6)
    }
}
