import Accessibility
import NetworkPlanning
import SchoolDistrict

/// The plan in a few Thai lines, for the terminal.
public enum PlanSummary {
    /// Nine lines: whose plan, roles, links, travel, teachers by school and shared, proof, money and what is missing.
    ///
    /// ≈ marks a figure that rests on an estimate.
    ///
    /// There are more only to name a conflict. The caller adds what only it knows: the seconds and the folder.
    public static func lines(for plan: Plan) -> [String] {
        [
            title(plan), roles(plan), links(plan), travel(plan), teachers(plan),
            sharedTeachers(plan),
        ] + proof(plan) + [costs(plan), gaps(plan)]
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
        let moving = plan.links.filter { $0.link == .movesAll || $0.link == .movesSome }
        let pupils = moving.reduce(0) { $0 + $1.pupilsMoved }
        let sharing = plan.links.count { $0.link == .shares }
        return "พร้อมมาเรียนรวม \(DecimalText.grouped(moving.count)) แห่ง "
            + "(นักเรียน \(mark(plan.hasEstimatedPupils))\(DecimalText.grouped(pupils)) คน) · ใช้ทรัพยากรร่วมกัน "
            + "\(DecimalText.grouped(sharing)) แห่ง"
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
        return "นักเรียนเดินทางเกิน \(limit) กม.: \(mark(plan.hasEstimatedDistances))"
            + "\(DecimalText.grouped(before.overLimit)) → "
            + "\(DecimalText.grouped(after.overLimit)) คน · เฉลี่ย \(mean(before)) → \(mean(after)) กม."
    }

    private static func teachers(_ plan: Plan) -> String {
        let norms = plan.norms.map { norm in
            guard let before = plan.before.shortage[norm.id],
                let after = plan.after.shortage[norm.id]
            else { return "\(norm.titleThai) ไม่มีข้อมูล" }
            return
                "\(norm.titleThai) \(mark(plan.hasEstimatedPupils))\(DecimalText.grouped(before)) → "
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
                return "\(norm.titleThai) ไม่มีข้อมูล"
            }
            return
                "\(norm.titleThai) \(mark(plan.hasEstimatedPupils))\(DecimalText.grouped(shared)) อัตรา"
        }
        return "ครูขาดเมื่อใช้ครูร่วมกันในเครือข่าย: " + norms.joined(separator: " · ")
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
        guard !plan.costs.isEmpty else { return "ค่าใช้จ่ายต่อปีเทียบกับปัจจุบัน: ไม่เปลี่ยนแปลง" }
        let total = plan.costs.reduce(0) { $0 + $1.bahtPerYear }
        let unconfirmed = plan.costs.count { !$0.isConfirmed }
        return "ค่าใช้จ่ายต่อปีเทียบกับปัจจุบัน: \(mark(plan.hasEstimatedPupils))"
            + "\(total > 0 ? "+" : "")\(DecimalText.grouped(total)) บาท"
            + (unconfirmed > 0 ? " (โปรดยืนยันอัตรา \(unconfirmed) รายการ)" : "")
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
}
