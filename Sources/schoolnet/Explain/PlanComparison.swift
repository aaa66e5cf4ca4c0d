import NetworkPlanning
import SchoolDistrict

/// Two plans of one district side by side: the plan as made and the best plan under another rule.
struct PlanComparison {
    let base: Plan
    let other: Plan
    /// Whether every plan under the other rules also keeps the base's: then it cannot be better.
    var isRestriction = false

    /// Whether the other rules leave a plan at all.
    var isSolved: Bool { other.outcome.status == .optimal || other.outcome.status == .feasible }

    /// What one goal comes to in both plans, and what that proves.
    struct Goal {
        let before: PlanOutcome.Stage
        let after: PlanOutcome.Stage
        let isRestriction: Bool

        /// The other value less the plan's.
        var difference: Double { after.objective - before.objective }

        /// What the difference of the best values can be, as far as the bounds prove it.
        ///
        /// The best value lies between the bound and the value reached, in either direction of a goal.
        var provenRange: ClosedRange<Double> {
            let ends = [after.objective - before.bound, after.bound - before.objective]
            let range = min(ends[0], ends[1])...max(ends[0], ends[1])
            guard isRestriction else { return range }
            // What can only be worse is never better: the sign is proven without any bound.
            let isMost = before.unit == "pupils"
            return isMost
                ? min(range.lowerBound, 0)...min(range.upperBound, 0)
                : max(range.lowerBound, 0)...max(range.upperBound, 0)
        }

        /// Whether the bounds prove which of the two is better; equal values proven equal are told apart as well.
        var isSeparated: Bool {
            let range = provenRange
            return range.lowerBound > 0 || range.upperBound < 0
                || range.upperBound - range.lowerBound < 1e-6
        }
    }

    /// The goals in their order; empty when the goals differ or nothing is solved.
    var goals: [Goal] {
        let (before, after) = (base.outcome.stages, other.outcome.stages)
        guard isSolved, before.map(\.unit) == after.map(\.unit) else { return [] }
        return zip(before, after).enumerated().map { index, pair in
            // A later goal is best only among the plans that the earlier ones leave.
            Goal(
                before: pair.0, after: pair.1, isRestriction: isRestriction && index == 0)
        }
    }

    /// Values, difference and what is proven of it.
    func writeGoals(to text: inout ExplainText, level: Int = 1) {
        if other.outcome.status == .evaluated {
            text.sentence(
                "แผนนี้ประเมินสถานการณ์ ไม่มีการตัดสินใจ จึงไม่มีค่าเป้าหมายให้เทียบ",
                "this plan evaluates and decides nothing: there is no goal to compare", level: level
            )
            return
        }
        if !isSolved {
            text.sentence(
                "ไม่มีแผนที่เป็นไปได้ภายใต้เงื่อนไขนี้", "no plan is possible under this rule", level: level)
            for (thai, english) in zip(other.outcome.conflictThai, other.outcome.conflictEnglish) {
                text.line("- \(thai) / \(english)", level: level + 1)
            }
            return
        }
        if goals.isEmpty {
            text.sentence(
                "เป้าหมายต่างกัน เทียบค่าเป้าหมายไม่ได้",
                "the goals differ: their values cannot be compared",
                level: level)
        }
        for goal in goals {
            text.line("\(goal.before.nameThai) / \(goal.before.nameEnglish)", level: level)
            text.value(
                "แผน → แบบใหม่", "plan → other",
                "\(ExplainNumber.number(goal.before.objective)) "
                    + "→ \(ExplainNumber.number(goal.after.objective)) "
                    + "(ช่องว่าง/gap \(ExplainNumber.gap(goal.before.relativeGap)) "
                    + "→ \(ExplainNumber.gap(goal.after.relativeGap)))", level: level + 1)
            text.value(
                "ต่างกัน", "difference",
                "\(ExplainNumber.signed(goal.difference, decimals: 2)) "
                    + ExplainNumber.unit(goal.before.unit), level: level + 1)
            let range = goal.provenRange
            text.value(
                "ช่วงที่พิสูจน์ได้", "proven to lie in",
                "\(ExplainNumber.signed(range.lowerBound, decimals: 2)) … "
                    + ExplainNumber.signed(range.upperBound, decimals: 2), level: level + 1)
            if !goal.isSeparated {
                text.sentence(
                    "ช่องว่างของทั้งสองยังคร่อมกัน จึงยังสรุปไม่ได้ว่าต่างกันจริง "
                        + "(วางแผนด้วย --set solver.gap_percent ที่เล็กลง)",
                    "the gaps overlap: a difference is not proven (plan with a smaller "
                        + "--set solver.gap_percent)", level: level + 1)
            }
        }
    }

    /// Hubs, moved pupils, travel, posts, money and the schools whose role or hub changes.
    func writeChanges(to text: inout ExplainText) {
        guard isSolved else { return }
        text.heading("สิ่งที่เปลี่ยน", "What changes")
        let (old, new) = (Set(base.clusters.map(\.hubCode)), Set(other.clusters.map(\.hubCode)))
        text.value("โรงเรียนคุณภาพ", "Hubs", ExplainNumber.change(old.count, new.count) + " แห่ง")
        let (came, left) = (new.subtracting(old).sorted(), old.subtracting(new).sorted())
        if !came.isEmpty { text.value("เพิ่ม", "new", Self.list(came), level: 2) }
        if !left.isEmpty { text.value("ไม่เป็นแล้ว", "no longer", Self.list(left), level: 2) }
        text.value(
            "นักเรียนที่ย้าย", "Pupils moved",
            ExplainNumber.change(Self.moved(base), Self.moved(other)) + " คน")
        let limit = ExplainNumber.number(base.scenario.travel.indicatorLimit.kilometres)
        let (travel, later) = (base.after.travel, other.after.travel)
        text.value(
            "เดินทางเกิน \(limit) กม.", "Over \(limit) km",
            travel.isKnown && later.isKnown
                ? ExplainNumber.change(travel.overLimit, later.overLimit) + " คน"
                : "ไม่มีข้อมูล/no data")
        let norm = base.scenario.staffing.pricedNorm
        text.value(
            "อัตราครูที่ต้องใช้ (\(norm))", "Teacher posts needed",
            ExplainNumber.change(Self.posts(base, norm), Self.posts(other, norm)))
        text.value(
            "ค่าใช้จ่ายต่อปีเทียบกับปัจจุบัน", "Yearly cost against today",
            "\(ExplainNumber.signed(Self.cost(base))) → \(ExplainNumber.signed(Self.cost(other))) "
                + "บาท/baht")
        writeSchools(to: &text)
    }

    private static let shownSchools = 20

    private func writeSchools(to text: inout ExplainText) {
        let pairs = zip(base.schools, other.schools).filter { before, after in
            Self.state(before) != Self.state(after)
        }
        text.value("โรงเรียนที่บทบาทหรือเครือข่ายเปลี่ยน", "Schools that change", "\(pairs.count) แห่ง")
        // The largest first: they matter to most pupils.
        let shown = pairs.sorted {
            ($1.0.pupilsBefore.total, $0.0.school.code)
                < ($0.0.pupilsBefore.total, $1.0.school.code)
        }.prefix(Self.shownSchools)
        text.table(
            shown.map { before, after in
                [
                    before.school.code, before.school.displayName,
                    "\(before.pupilsBefore.total) คน", "\(Self.text(before)) → \(Self.text(after))",
                ]
            }, level: 2)
        if pairs.count > shown.count {
            text.line("… อีก/more \(pairs.count - shown.count)", level: 2)
        }
    }

    private static func state(_ school: SchoolPlan) -> [String] {
        [
            school.role.rawValue, school.hubCode ?? "", school.link.rawValue,
            school.poolCode ?? "", "\(school.movedGrades.rawValue)",
        ]
    }

    private static func text(_ school: SchoolPlan) -> String {
        let hub = school.role == .hub ? nil : school.hubCode
        let grades = school.link == .movesSome ? " \(school.movedGrades.thaiLabel)" : ""
        let link = school.link == .none ? "" : " \(school.link.thaiLabel)\(grades)"
        return school.role.thaiLabel + link + (hub.map { " \($0)" } ?? "")
    }

    private static func list(_ codes: [String]) -> String {
        codes.prefix(shownSchools).joined(separator: ", ")
            + (codes.count > shownSchools ? " … (\(codes.count))" : "")
    }

    private static func moved(_ plan: Plan) -> Int {
        plan.schools.reduce(0) { $0 + $1.pupilsBefore.only($1.movedGrades).total }
    }

    private static func posts(_ plan: Plan, _ norm: String) -> Int {
        plan.schools.reduce(0) { $0 + ($1.staffAfter[norm]?.needed ?? 0) }
    }

    private static func cost(_ plan: Plan) -> Double {
        plan.costs.reduce(0) { $0 + $1.bahtPerYear }
    }
}
