import Accessibility
import NetworkPlanning
import SchoolDistrict
import Staffing

/// The plan in a few Thai lines, for the terminal.
public enum PlanSummary {
    /// Nine lines: whose plan, roles, links, travel, teachers by school and shared, proof, money and what is missing.
    ///
    /// ≈ marks a figure that rests on an estimate, ! more pupils over the travel limit than today, ? a norm with rows
    /// that nobody has confirmed.
    ///
    /// There are more only to name a conflict. The caller adds what only it knows: the seconds and the folder.
    public static func lines(for plan: Plan) -> [String] {
        [
            title(plan), roles(plan), links(plan), travel(plan), teachers(plan),
            sharedTeachers(plan),
        ] + proof(plan) + [costs(plan) + oneOff(plan), gaps(plan) + norms(plan)]
    }

    private static func title(_ plan: Plan) -> String {
        "\(plan.district.office.nameThai) ปีการศึกษา \(plan.district.academicYear) · \(plan.scenario.nameThai)"
    }

    private static func roles(_ plan: Plan) -> String {
        let counts = Role.allCases.map { role in
            "\(role.thaiLabel) \(DecimalText.grouped(plan.after.roles[role] ?? 0)) แห่ง"
        }
        return "โรงเรียน \(DecimalText.grouped(plan.schools.count)) แห่ง: "
            + counts.joined(separator: " · ")
    }

    private static func links(_ plan: Plan) -> String {
        let groups = PlanGroups(plan)
        let pupils = plan.schools.reduce(0) { $0 + ($1.poolCode == nil ? $1.pupilsMoved : 0) }
        func schools(_ count: Int) -> String { "\(DecimalText.grouped(count)) แห่ง" }
        var parts = [
            "พร้อมมาเรียนรวม \(schools(groups.movesAll + groups.movesSome)) "
                + "(\(groups.movesSome > 0 ? "บางชั้น \(schools(groups.movesSome)) " : "")"
                + "นักเรียน \(mark(plan.hasEstimatedPupils))\(DecimalText.grouped(pupils)) คน)",
            "ใช้ทรัพยากรร่วมกัน \(schools(groups.shares))",
        ]
        if groups.pooled > 0 {
            parts.append("แบ่งชั้นกันสอน \(schools(groups.pooled)) \(plan.pools.count) กลุ่ม")
        }
        if groups.standAloneWithSupport > 0 {
            parts.append("Stand Alone มีโรงเรียนพี่เลี้ยง \(schools(groups.standAloneWithSupport))")
        }
        return parts.joined(separator: " · ")
    }

    private static func travel(_ plan: Plan) -> String {
        let (before, after) = (plan.before.travel, plan.after.travel)
        let limit = DecimalText.plain(plan.scenario.travel.indicatorLimit.kilometres, decimals: 2)
        guard before.isKnown, after.isKnown else {
            return "นักเรียนเดินทางเกิน \(limit) กม.: ไม่มีข้อมูล (ไม่ทราบที่อยู่ของนักเรียน)"
        }
        func mean(_ burden: TravelBurden) -> String {
            burden.meanKilometres.map { DecimalText.grouped($0, decimals: 2) } ?? "–"
        }
        let means = " · เฉลี่ย \(mean(before)) → \(mean(after)) กม."
        if let increase = TravelIncrease(plan) { return "! " + increase.thai + means }
        return "นักเรียนเดินทางเกิน \(limit) กม.: \(mark(plan.hasEstimatedDistances))"
            + "\(DecimalText.grouped(before.overLimit)) → "
            + "\(DecimalText.grouped(after.overLimit)) คน" + means
    }

    private static func teachers(_ plan: Plan) -> String {
        let norms = plan.norms.map { norm in
            guard let before = plan.before.shortage[norm.id],
                let after = plan.after.shortage[norm.id]
            else { return "\(title(norm)) ไม่มีข้อมูล" }
            return
                "\(title(norm)) \(mark(plan.hasEstimatedPupils))\(DecimalText.grouped(before)) → "
                + "\(DecimalText.grouped(after)) อัตรา"
        }
        let without = plan.before.schoolsWithoutStaffData
        return "ครูขาด: " + norms.joined(separator: " · ")
            + (without > 0 ? " (ไม่มีข้อมูลครู \(DecimalText.grouped(without)) แห่ง)" : "")
    }

    /// What stays short when the schools of each cluster share their teachers.
    private static func sharedTeachers(_ plan: Plan) -> String {
        let norms = plan.norms.map { norm in
            guard let shared = plan.after.shortageWithinClusters[norm.id] else {
                return "\(title(norm)) ไม่มีข้อมูล"
            }
            return
                "\(title(norm)) \(mark(plan.hasEstimatedPupils))\(DecimalText.grouped(shared)) อัตรา"
        }
        return "ครูขาดเมื่อใช้ครูร่วมกันในเครือข่าย: " + norms.joined(separator: " · ")
    }

    /// A norm's name; `?` marks one with rows that nobody has confirmed.
    private static func title(_ norm: StaffingNorm) -> String {
        norm.titleThai + (norm.confirmed ? "" : " ?")
    }

    private static func mark(_ isEstimated: Bool) -> String { isEstimated ? "≈ " : "" }

    private static func proof(_ plan: Plan) -> [String] {
        let gap =
            plan.outcome.relativeGap.map {
                " · ช่องว่างจากค่าที่ดีที่สุด \(DecimalText.plain($0 * 100, decimals: 3))%"
            } ?? ""
        switch plan.outcome.status {
        case .optimal:
            return ["ผลการคำนวณ: พิสูจน์แล้วว่าดีที่สุดภายในช่องว่างที่ขอ" + gap + coverage(plan)]
        case .feasible: return ["ผลการคำนวณ: ใช้ได้ แต่หมดเวลาก่อนพิสูจน์" + gap + coverage(plan)]
        case .evaluated: return ["ผลการคำนวณ: ประเมินสถานการณ์ ไม่มีการตัดสินใจ"]
        case .noPlan: return ["ผลการคำนวณ: หมดเวลาก่อนพบแผน แสดงสถานการณ์ปัจจุบัน"]
        case .infeasible:
            return ["ผลการคำนวณ: เงื่อนไขขัดกัน ไม่มีแผนที่เป็นไปได้ แสดงสถานการณ์ปัจจุบัน"]
                + plan.outcome.conflictThai.map { "  - \($0)" }
                + plan.outcome.uncovered.map { "  - ยังไม่ครอบคลุม: \($0)" }
        }
    }

    /// What a covering goal reached, and how many places no eligible hub can reach.
    private static func coverage(_ plan: Plan) -> String {
        var text = ""
        if let first = plan.outcome.stages.first, first.unit == "pupils" {
            text +=
                " · อยู่ในระยะ \(DecimalText.grouped(first.objective)) จาก "
                + "\(DecimalText.grouped(plan.before.pupils)) คน"
        }
        let uncovered = plan.outcome.uncovered.count
        if uncovered > 0 {
            text += " · ไม่มีโรงเรียนคุณภาพใดไปถึงได้ \(DecimalText.grouped(uncovered)) แห่ง (ดูรายงาน)"
        }
        return text
    }

    private static func costs(_ plan: Plan) -> String {
        guard !plan.yearlyLines.isEmpty else { return "ค่าใช้จ่ายต่อปีเทียบกับปัจจุบัน: ไม่เปลี่ยนแปลง" }
        let total = plan.yearlyChange
        return "ค่าใช้จ่ายต่อปีเทียบกับปัจจุบัน: \(mark(plan.hasEstimatedPupils))"
            + "\(total > 0 ? "+" : "")\(DecimalText.grouped(total)) บาท"
            + unconfirmed(plan.yearlyLines)
    }

    /// What the plan costs once, and how soon that is saved.
    private static func oneOff(_ plan: Plan) -> String {
        guard plan.oneOffTotal != 0 else { return "" }
        let breakEven =
            plan.breakEvenYears.map { " · คุ้มทุนใน \(DecimalText.grouped($0, decimals: 1)) ปี" }
            ?? " · ไม่มีจุดคุ้มทุน เพราะแผนไม่ประหยัดต่อปี"
        return " · ครั้งเดียว \(mark(plan.hasEstimatedPupils))"
            + "\(DecimalText.grouped(plan.oneOffTotal)) บาท" + unconfirmed(plan.oneOffCosts)
            + breakEven
    }

    private static func unconfirmed(_ lines: [CostLine]) -> String {
        let count = lines.count { !$0.isConfirmed }
        return count > 0 ? " (โปรดยืนยันอัตรา \(count) รายการ)" : ""
    }

    /// The norms with rows that nobody has confirmed.
    private static func norms(_ plan: Plan) -> String {
        let names = plan.unconfirmedNorms.map { norm in
            norm.titleThai
                + (norm.unconfirmedRows.isEmpty ? "" : " (\(norm.unconfirmedRows.count) ข้อ)")
        }
        return names.isEmpty ? "" : " · เกณฑ์ที่โปรดยืนยัน: " + names.joined(separator: ", ")
    }

    private static func gaps(_ plan: Plan) -> String {
        guard !plan.gaps.isEmpty else { return "ข้อมูลที่ขาดหรือเป็นค่าประมาณ: ไม่มี" }
        let items = plan.gaps.map { gap in
            gap.schoolCodes.isEmpty
                ? gap.subject.thaiLabel
                : "\(gap.subject.thaiLabel) \(DecimalText.grouped(gap.schoolCodes.count)) แห่ง"
        }
        return "ข้อมูลที่ขาดหรือเป็นค่าประมาณ: " + items.joined(separator: ", ")
    }
}

extension Plan {
    /// Whether any school's pupils are an assumption.
    var hasEstimatedPupils: Bool { schools.contains(where: \.pupilsAreEstimated) }

    /// Whether any distance is an estimate.
    var hasEstimatedDistances: Bool { schools.contains { $0.distanceSource == .estimated } }

    /// Whether any distance of the plan is a reported one.
    var hasReportedDistances: Bool {
        links.contains { $0.distanceSource == .reported } || hasReportedHomeWays
            || (staffing.leading?.transfers ?? []).contains {
                schoolSource(from: $0.fromCode, to: $0.toCode) == .reported
            }
            || (staffing.leading?.rotation.visits ?? []).contains {
                schoolSource(from: $0.fromCode, to: $0.toCode) == .reported
            }
    }

    /// Whether the travel of pupils rests on a reported distance, today or under the plan.
    var hasReportedHomeWays: Bool {
        schools.contains { school in
            school.homes.contains {
                $0.beforeSource == .reported || $0.afterSource == .reported
            }
        }
    }

    /// How the way between two schools was obtained: what a teacher's way rests on.
    func schoolSource(from: String, to: String) -> DistanceSource {
        if district.reportsWay(between: from, and: to, profile: scenario.travel.profile) {
            return .reported
        }
        return hasEstimatedDistances ? .estimated : .road
    }
}
