import Accessibility
import NetworkPlanning

/// Pupils whose way on foot follows or crosses a highway, as it may be shown.
struct ShownSafety {
    /// Pupils whose way is known.
    let pupils: ShownCount
    /// Pupils whose way is flagged for either.
    let flagged: ShownCount
    let along: ShownCount
    let crossing: ShownCount

    /// The counts of a group; unknown where no way is.
    init(_ safety: RouteSafety?, alsoHiding: Bool = false) {
        guard let safety, safety.pupils > 0 else {
            (pupils, flagged, along, crossing) = (.unknown, .unknown, .unknown, .unknown)
            return
        }
        func shown(_ count: Int) -> ShownCount {
            let shown = ShownCount(count)
            return alsoHiding && count > 0 && shown != .small ? .hidden : shown
        }
        pupils = ShownCount(safety.pupils)
        flagged = shown(safety.pupilsFlagged)
        along = shown(safety.pupilsAlong)
        crossing = shown(safety.pupilsCrossing)
    }
}

/// The schools on whose pupils' ways there are highways.
struct SealRouteRows {
    /// One school today and under the plan.
    struct Row {
        let schoolCode: String
        let before: ShownSafety
        let after: ShownSafety
    }

    /// Whether anything is known, today and under the plan: without roads nothing is.
    let isKnown: Bool
    /// Schools with a flagged way today, and under the plan.
    let schoolsBefore: Int
    let schoolsAfter: Int
    /// The whole office.
    let before: ShownSafety
    let after: ShownSafety
    /// Schools with a flagged way today or under the plan, sorted by code.
    let rows: [Row]

    /// The schools of a plan.
    init(_ plan: Plan) {
        let travel = plan.travel
        isKnown = (travel.safetyBefore?.pupils ?? 0) > 0 || (travel.safetyAfter?.pupils ?? 0) > 0
        let codes = travel.schools.keys.sorted()
        func safety(_ part: KeyPath<SchoolTravel, RouteSafety?>) -> [String: RouteSafety] {
            travel.schools.compactMapValues { $0[keyPath: part] }.filter { $0.value.needsSealRoute }
        }
        let (today, planned) = (safety(\.safetyBefore), safety(\.safetyAfter))
        schoolsBefore = today.count
        schoolsAfter = planned.count
        before = ShownSafety(travel.safetyBefore)
        after = ShownSafety(travel.safetyAfter)
        let companions = (Self.companion(today), Self.companion(planned))
        rows = codes.filter { today[$0] != nil || planned[$0] != nil }.map { code in
            Row(
                schoolCode: code,
                before: ShownSafety(
                    travel.schools[code]?.safetyBefore, alsoHiding: companions.0 == code),
                after: ShownSafety(
                    travel.schools[code]?.safetyAfter, alsoHiding: companions.1 == code))
        }
    }

    /// The school that is hidden with the one school that has a small count; `nil` where there is no such one.
    private static func companion(_ schools: [String: RouteSafety]) -> String? {
        let codes = schools.keys.sorted()
        let shown = SmallCounts.shown(codes.map { schools[$0]?.pupilsFlagged })
        return shown.firstIndex(of: .hidden).map { codes[$0] }
    }
}
