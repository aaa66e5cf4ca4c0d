import SchoolDistrict

/// Checks of the finished plan that hold whatever the solver said; a breach is a fault of the planner.
enum PlanAudit {
    /// Checks that every school has one role and one cluster or none, that pupils are conserved
    /// to the unit, that every teacher is counted once, and that the cost table adds up to the objective to the baht.
    ///
    /// - Throws: `PlanningError` with code `auditFailed`, naming every breach.
    static func check(_ plan: Plan) throws {
        var breaches: [PlanningError.Issue] = []
        func expect(_ holds: Bool, _ key: String, _ value: String, _ english: String) {
            guard !holds else { return }
            breaches.append(
                PlanningError.Issue(
                    key: key, value: value, expectedThai: "ผลลัพธ์ที่สอดคล้องกัน (แจ้งผู้พัฒนา)",
                    expectedEnglish: english))
        }

        let own = plan.district.schools.filter { !$0.isExternal }.map(\.code)
        expect(
            plan.schools.map(\.school.code) == own, "schools", "\(plan.schools.count)",
            "every own school exactly once")
        expect(
            plan.before.pupils == plan.after.pupils, "pupils",
            "\(plan.before.pupils) → \(plan.after.pupils)", "pupils are conserved")
        let grades = plan.schools.reduce(GradeCounts()) { $0 + $1.pupilsBefore - $1.pupilsAfter }
        expect(grades.isEmpty, "pupils by grade", "", "pupils of every grade are conserved")

        let roles = Dictionary(uniqueKeysWithValues: plan.schools.map { ($0.school.code, $0.role) })
        for school in plan.schools {
            let code = school.school.code
            expect(!school.reasons.isEmpty, code, school.role.rawValue, "a reason")
            if let hub = school.hubCode {
                expect(roles[hub] == .hub, code, hub, "the linked school is a hub")
                expect((hub == code) == (school.role == .hub), code, hub, "a hub stays put")
            } else {
                let isPooled = school.poolCode != nil && school.link == .movesSome
                expect(
                    school.link == .none || isPooled, code, school.link.rawValue,
                    "no link without a hub or a pool")
            }
            let receivers = GradeSet(school.receivers.keys)
            expect(
                receivers == school.movedGrades, code, receivers.thaiLabel,
                "a receiver for every moved grade")
            if school.role == .hub, let rooms = school.school.rooms,
                school.pupilsAfter.total > school.pupilsBefore.total
            {
                let today = Baseline.sections(
                    of: school.pupilsBefore, keeping: school.classesBefore,
                    capacity: plan.scenario.capacity
                ).total
                let most = max(rooms, today) + school.roomsAdded
                expect(
                    school.classesAfter.total <= most, code, "\(school.classesAfter.total)",
                    "at most \(most) classes in its rooms")
            }
        }
        let clustered = plan.clusters.flatMap { [$0.hubCode] + $0.memberCodes }
        expect(
            Set(clustered).count == clustered.count, "clusters", "\(clustered.count)",
            "every school in at most one cluster")
        expect(
            Set(clustered) == Set(plan.schools.filter { $0.hubCode != nil }.map(\.school.code)),
            "clusters", "\(clustered.count)", "every linked school in its cluster")
        if plan.scenario.objective.isMoney, let goal = plan.outcome.stages.last?.objective {
            let counted =
                plan.costToday + plan.weightsToday + plan.costs.reduce(0) { $0 + $1.bahtPerYear }
            expect(
                abs(counted - goal) <= 1e-9 * max(1, abs(goal)) + 1e-3, "costs", "\(counted)",
                "the cost table adds up to the objective, \(goal)")
        }
        for breach in StaffingAudit.breaches(plan) {
            expect(false, breach.key, breach.value, breach.expected)
        }
        guard breaches.isEmpty else {
            throw PlanningError(code: .auditFailed, issues: breaches)
        }
    }
}
