import SchoolDistrict
import Staffing

/// Posts needed and filled at one school.
extension StaffingEvaluation {
    /// Posts needed and filled at one school by every norm.
    ///
    /// - Returns: teachers and administrators by norm id; `inPost` is `nil` without a staff record. A school without
    ///   pupils needs nobody, so that its administrators are free as well.
    static func balances(
        of school: School, pupils: GradeCounts, classes: GradeCounts, norms: [StaffingNorm],
        scenario: Scenario
    ) -> (teachers: [String: StaffBalance], administrators: [String: StaffBalance]) {
        var teachers: [String: StaffBalance] = [:]
        var administrators: [String: StaffBalance] = [:]
        for norm in norms {
            let needed = norm.requirement(pupils: pupils, classes: classes)
            func balance(_ kind: KeyPath<StaffRequirement, Int>) -> StaffBalance {
                StaffBalance(
                    needed: needed[keyPath: kind],
                    inPost: school.staff.map { inPost($0, kind, scenario: scenario) })
            }
            teachers[norm.id] = balance(\.teachers)
            administrators[norm.id] = balance(\.administrators)
        }
        return (teachers, administrators)
    }

    /// People of a record who count as in post.
    ///
    /// Retirements are recorded for teachers only.
    static func inPost(
        _ staff: StaffRecord, _ kind: KeyPath<StaffRequirement, Int>, scenario: Scenario
    ) -> Int {
        if kind == \.administrators { return staff.administrators }
        return TransferSchool.teachersInPost(
            staff, discountsRetirements: scenario.staffing.discountsRetirements)
    }

    /// The schools with their administrators by norm filled in.
    static func withAdministrators(
        _ schools: [SchoolPlan], norms: [StaffingNorm], scenario: Scenario
    ) -> [SchoolPlan] {
        schools.map { plan in
            var plan = plan
            plan.administratorsBefore =
                balances(
                    of: plan.school, pupils: plan.pupilsBefore, classes: plan.classesBefore,
                    norms: norms, scenario: scenario
                ).administrators
            plan.administratorsAfter =
                balances(
                    of: plan.school, pupils: plan.pupilsAfter, classes: plan.classesAfter,
                    norms: norms, scenario: scenario
                ).administrators
            return plan
        }
    }
}
