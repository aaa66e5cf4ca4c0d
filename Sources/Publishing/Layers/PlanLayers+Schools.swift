import NetworkPlanning
import SchoolDistrict
import SpatialTypes

extension PlanLayers {
    /// A school with the property contract of `schools.geojson`; every key is on every feature.
    func schoolFeature(_ entry: SchoolPlan) -> Feature {
        Feature(
            id: entry.school.code, geometry: .point(entry.school.position),
            properties: contract(entry) + details(entry))
    }

    /// The properties that other tools read; names and meaning never change.
    private func contract(_ entry: SchoolPlan) -> [(key: String, value: JSONValue)] {
        let before = ShownTravel(entry.travelBefore)
        let after = ShownTravel(entry.travelAfter)
        let staff = entry.staffAfter[leadingNorm]
        return [
            ("code", .string(entry.school.code)),
            ("name_th", .string(entry.school.nameThai)),
            ("role", .string(entry.role.rawValue)),
            ("hub_code", .text(entry.hubCode)),
            ("link", .string(entry.link.rawValue)),
            ("moved_grades", .texts(entry.movedGrades.grades.map(\.code))),
            ("pupils_before", .integer(entry.pupilsBefore.total)),
            ("pupils_after", .integer(entry.pupilsAfter.total)),
            ("classes_before", .integer(entry.classesBefore.total)),
            ("classes_after", .integer(entry.classesAfter.total)),
            ("teachers", .count(entry.school.staff?.teachers)),
            ("teachers_needed", .count(staff?.needed)),
            ("teacher_shortage", .count(staff?.shortage)),
            ("over_3km_before", .count(before.overLimit)),
            ("over_3km_after", .count(after.overLimit)),
            ("mean_km_before", .measure(before.meanKilometres, decimals: 3)),
            ("mean_km_after", .measure(after.meanKilometres, decimals: 3)),
            ("distance_source", .string(entry.distanceSource.rawValue)),
            ("hub_score", .measure(entry.hubScore?.total, decimals: 1)),
            ("reasons", .texts(entry.reasons.map(\.code))),
            ("locked", .bool(entry.isLocked)),
            ("status_note_th", .text(entry.school.statusNoteThai)),
            hiddenCounts(before: before, after: after),
        ]
    }

    /// What else a map of schools is asked for.
    private func details(_ entry: SchoolPlan) -> [(key: String, value: JSONValue)] {
        let school = entry.school
        let travel = plan.travel.schools[school.code]
        let details: [(key: String, value: JSONValue)] = [
            ("role_th", .string(entry.role.thaiLabel)),
            ("link_th", .string(entry.link.thaiLabel)),
            ("pool_code", .text(entry.poolCode)),
            ("move_mode", .text(entry.moveMode?.rawValue)),
            ("move_mode_th", .text(entry.moveMode?.thaiLabel)),
            ("grades_taught", .texts(entry.gradesTaught.grades.map(\.code))),
            (
                "receivers",
                entry.receivers.isEmpty ? .null : PlanDocument.byGrade(entry.receivers)
            ),
            ("hub_name_th", .text(entry.hubCode.flatMap(name(of:)))),
            ("hub_distance_km", .measure(entry.hubDistance?.kilometres, decimals: 3)),
            ("subdistrict_th", .text(school.subdistrict)),
            ("district_th", .text(school.district)),
            ("group_th", .text(school.group)),
            ("grades", .text(school.gradesOffered?.thaiLabel)),
            ("pupils_estimated", .bool(entry.pupilsAreEstimated)),
            ("classes_estimated", .bool(entry.classesAreEstimated)),
            ("rooms", .count(school.rooms)),
            ("rooms_added", .integer(entry.roomsAdded)),
            ("administrators", .count(school.staff?.administrators)),
            ("pupils_without_home", .integer(entry.travelBefore.pupilsWithoutHome)),
            (
                "p90_km_after",
                .measure(travel.flatMap { ShownSpread($0.after.all).p90Kilometres }, decimals: 3)
            ),
            ("seal_route_after", sealRoute(travel)),
            ("reasons_th", .string(entry.reasons.map(\.thai).joined(separator: "; "))),
            ("reasons_en", .string(entry.reasons.map(\.english).joined(separator: "; "))),
        ]
        return details + staffProperties(before: entry.staffBefore, after: entry.staffAfter)
    }

    /// Whether a pupil's way on foot follows or crosses a highway under the plan; `null` when no way is known.
    private func sealRoute(_ travel: SchoolTravel?) -> JSONValue {
        guard let safety = travel?.safetyAfter, safety.pupils > 0 else { return .null }
        return .bool(safety.needsSealRoute)
    }
}

extension School {
    /// Special statuses and the office's remark in one line; `nil` without either.
    var statusNoteThai: String? {
        let parts = statuses.sorted().map(\.thaiLabel) + [note].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: " · ")
    }
}
