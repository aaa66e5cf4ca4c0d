import NetworkPlanning
import SchoolDistrict
import Staffing

extension SchoolSheet {
    /// Every norm worked out before and after, side by side.
    func writeTeachers(to text: inout ExplainText) {
        text.heading("ครูและผู้บริหาร", "Teachers and administrators")
        if let staff = school.school.staff {
            let retiring = staff.retiringByMajor.map { _ in
                " · จะเกษียณ/retiring \(staff.retiring)"
            }
            text.value(
                "มีอยู่", "In post",
                "ครู/teachers \(staff.teachers) · ผู้บริหาร/administrators \(staff.administrators)"
                    + (retiring ?? ""))
        } else {
            text.sentence(
                "ไม่มีข้อมูลครู: ไม่สรุปว่าขาดหรือเกิน", "no staff record: neither short nor in surplus")
        }
        if plan.staffing.discountsRetirements {
            text.sentence(
                "ผู้ที่จะเกษียณไม่นับว่ามีอยู่", "those who will retire are not counted in post")
        }
        for norm in plan.norms {
            text.line(
                "\(norm.titleThai) / \(norm.titleEnglish)"
                    + (norm.confirmed ? "" : " [มีรายการยังไม่ยืนยัน / unconfirmed rows]"))
            write(norm, "เดิม", "before", school.pupilsBefore, school.classesBefore, to: &text)
            write(norm, "ตามแผน", "after", school.pupilsAfter, school.classesAfter, to: &text)
            let balance = school.staffAfter[norm.id]
            text.value(
                "ขาด/เกิน", "balance",
                "\(posts(school.staffBefore[norm.id])) → \(posts(balance))", level: 2)
        }
        writeTransfers(to: &text)
    }

    /// What the proposed transfers and rotating teachers by the leading norm do here.
    private func writeTransfers(to text: inout ExplainText) {
        guard let leading = plan.staffing.leading,
            let here = leading.schools.first(where: { $0.schoolCode == code })
        else { return }
        let moves = leading.transfers.filter { $0.fromCode == code || $0.toCode == code }
        for move in moves {
            let leaves = move.fromCode == code
            let isReported = plan.district.reportsWay(
                between: move.fromCode, and: move.toCode, profile: plan.scenario.travel.profile)
            text.value(
                leaves ? "ข้อเสนอเกลี่ยครูออก" : "ข้อเสนอเกลี่ยครูเข้า",
                leaves ? "proposed transfer to" : "proposed transfer from",
                "\(name(leaves ? move.toCode : move.fromCode)) · \(move.teachers) คน/teachers "
                    + "(\(move.major ?? "ไม่ระบุวิชาเอก/major not recorded")) · "
                    + "\(ExplainNumber.km(move.distance)) กม./km"
                    + (isReported ? " (ตามที่รายงาน/reported)" : ""))
        }
        if !moves.isEmpty {
            text.value(
                "ขาด/เกินหลังเกลี่ย (\(leading.normID))", "balance after transfers",
                posts(here.afterTransfers))
        }
        if here.visitingDays + here.daysAway > 0 {
            text.value(
                "ครูเวียนสอน", "Rotating teachers",
                "มาสอนที่นี่/here \(here.visitingDays) · ไปสอนที่อื่น/away \(here.daysAway) "
                    + "วันต่อสัปดาห์/days a week")
        }
    }

    private func write(
        _ norm: StaffingNorm, _ thai: String, _ english: String, _ pupils: GradeCounts,
        _ classes: GradeCounts, to text: inout ExplainText
    ) {
        let teachers = NormText(rule: norm.teacherRule, pupils: pupils, classes: classes)
        let heads = norm.requirement(pupils: pupils, classes: classes).administrators
        text.value(
            thai, english, teachers.text + " · ผู้บริหาร/administrators \(heads)", level: 2)
    }

    private func posts(_ balance: StaffBalance?) -> String {
        guard let balance, let inPost = balance.inPost else { return "ไม่มีข้อมูล/no data" }
        return "\(inPost) − \(balance.needed) = \(ExplainNumber.signed(inPost - balance.needed))"
    }
}
