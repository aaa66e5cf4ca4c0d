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
            ("staffing", .object([("norm", .string(scenario.staffing.norm))])),
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
            ("required_grades", .texts(hubs.requiredGrades.grades.map(\.code))),
        ])
    }

    private var travel: JSONValue {
        let travel = scenario.travel
        return .object([
            ("profile", .string(travel.profile)),
            ("indicator_limit_km", kilometres(travel.indicatorLimit)),
            ("hard_maximum_km", kilometres(travel.hardMaximum)),
            ("share_inside", .number(travel.shareInside, decimals: 6)),
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
        ])
    }

    private var costs: JSONValue {
        .object(
            [("school_days", .integer(scenario.costs.schoolDays))]
                + scenario.costs.rows.map { row in
                    (
                        row.key,
                        .object([
                            ("baht", .number(row.rate.baht, decimals: 2)),
                            ("confirmed", .bool(row.rate.isConfirmed)),
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

    private func kilometres(_ length: Metres) -> JSONValue {
        .number(length.kilometres, decimals: 6)
    }
}
