import NetworkPlanning
import SchoolDistrict
import SpatialTypes

/// Ways to plan without the choice that a school's plan took, each as locks.
struct ForbiddenChoice {
    var thai: String
    var english: String
    /// What holds instead of the school's locks.
    var lock: Lock?

    /// Whether every plan under the lock is also a plan without it, at the same value: then it cannot be better.
    ///
    /// Every lock tried here leaves a choice that the rules allow anyway, and no goal counts a lock.
    var isRestriction: Bool { lock != nil }

    /// What to try for a school: what forbids its choice, or every choice within the scenario's rules that excludes it.
    ///
    /// A lock of the scenario on the school is lifted first of all: it, and not the goal, made the choice.
    ///
    /// - Parameter hubs: the other hubs of the plan, nearest first.
    static func choices(
        for school: SchoolPlan, in plan: Plan, hubs: [(code: String, distance: Metres)]
    ) -> [ForbiddenChoice] {
        let code = school.school.code
        func choice(_ thai: String, _ english: String, _ decision: Lock.Decision)
            -> ForbiddenChoice
        {
            ForbiddenChoice(
                thai: thai, english: english,
                lock: Lock(schoolCode: code, decision: decision, origin: "schoolnet explain"))
        }
        if school.isLocked {
            return [
                ForbiddenChoice(
                    thai: "ปลดล็อกของโรงเรียนนี้", english: "its locks are lifted", lock: nil)
            ]
        }
        let asHub = choice("เป็นโรงเรียนคุณภาพ", "it is a hub", .hub)
        let rules = plan.scenario.travel
        let inShareRadius = hubs.filter {
            $0.code != school.hubCode && $0.distance <= rules.shareRadius
        }.prefix(2).map {
            choice(
                "ใช้ทรัพยากรร่วมกับ \($0.code) (\(ExplainNumber.km($0.distance)) กม.)",
                "it shares with \($0.code)", .sharesWith(hubCode: $0.code))
        }
        switch (school.role, school.link) {
        case (.hub, _):
            return [choice("ไม่เป็นโรงเรียนคุณภาพ", "it is not a hub", .notHub)]
        case (_, .movesAll), (_, .movesSome):
            return [choice("นักเรียนเรียนที่เดิม", "its pupils stay", .stays)]
        case _ where school.poolCode != nil:
            return [choice("นักเรียนเรียนที่เดิม", "its pupils stay", .stays)]
        case (_, .shares):
            return [asHub] + joins(school, choice) + inShareRadius
        case (.standAlone, .none):
            return [asHub] + inShareRadius
        case (.undecided, _), (.network, .none):
            return []
        }
    }

    /// Joining its own hub, where only the goal or the rooms spoke against it.
    private static func joins(
        _ school: SchoolPlan, _ choice: (String, String, Lock.Decision) -> ForbiddenChoice
    ) -> [ForbiddenChoice] {
        guard let hub = school.hubCode,
            school.reasons.contains(where: {
                ["stays_goal_prefers_this", "stays_rooms_full"].contains($0.code)
            })
        else { return [] }
        return [choice("มาเรียนรวมกับ \(hub)", "it joins \(hub)", .joins(hubCode: hub))]
    }
}
