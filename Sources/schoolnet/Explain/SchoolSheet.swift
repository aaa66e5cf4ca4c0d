import Accessibility
import NetworkPlanning
import Publishing
import SchoolDistrict
import SpatialTypes
import Staffing

/// The whole arithmetic of one school under a plan.
struct SchoolSheet {
    let school: SchoolPlan
    let plan: Plan
    let distances: SchoolDistances

    /// Writes every section but the what-ifs, which need the solver.
    func write(to text: inout ExplainText) {
        text.title("\(school.school.code) \(school.school.displayName)")
        text.title("แผน / Plan: \(plan.scenario.nameThai) / \(plan.scenario.nameEnglish)")
        text.title("\(plan.district.office.nameThai) ปีการศึกษา \(plan.district.academicYear)")
        writeRole(to: &text)
        writePupils(to: &text)
        writeTeachers(to: &text)
        writeTravel(to: &text)
        writeCosts(to: &text)
        writeReasons(to: &text)
    }

    private func name(_ code: String) -> String {
        let found = plan.schools.first { $0.school.code == code }
        return "\(code)" + (found.map { " \($0.school.displayName)" } ?? "")
    }

    private func mark(_ isEstimated: Bool) -> String { isEstimated ? "≈ " : "" }

    private var distanceNote: String {
        "\(school.distanceSource.thaiLabel)"
            + (school.distanceSource == .road
                ? " / by road" : " / \(school.distanceSource.rawValue)")
    }

    // MARK: Role

    private func writeRole(to text: inout ExplainText) {
        text.heading("บทบาท", "Role")
        text.value("บทบาท", "Role", "\(school.role.thaiLabel) / \(school.role.englishLabel)")
        if let hub = school.hubCode, hub != school.school.code {
            text.value(
                "โรงเรียนคุณภาพ", "Hub",
                "\(name(hub)) · \(ExplainNumber.km(school.hubDistance)) กม./km (\(distanceNote))")
        }
        text.value("การเชื่อมโยง", "Link", "\(school.link.thaiLabel) / \(school.link.englishLabel)")
        if let mode = school.moveMode {
            text.value("รูปแบบ", "Mode", "\(mode.thaiLabel) / \(mode.englishLabel)")
        }
        if !school.movedGrades.isEmpty {
            let codes = school.movedGrades.grades.map(\.code).joined(separator: " ")
            text.value(
                "ชั้นที่เรียนที่อื่น", "Grades taught elsewhere",
                "\(school.movedGrades.thaiLabel) (\(codes))")
        }
        if let pool = plan.pools.first(where: { $0.memberCodes.contains(school.school.code) }) {
            text.value(
                "กลุ่มแบ่งชั้นกันสอน", "Pool", pool.memberCodes.map(name).joined(separator: ", "))
        }
        let members = plan.clusters.first { $0.hubCode == school.school.code }?.memberCodes ?? []
        if !members.isEmpty {
            text.value("สมาชิกเครือข่าย", "Members", members.map(name).joined(separator: ", "))
        }
        if let score = school.hubScore?.total {
            text.value("คะแนนความพร้อม", "Hub score", ExplainNumber.number(score, decimals: 1))
        }
    }

    // MARK: Pupils and classes

    private func writePupils(to text: inout ExplainText) {
        text.heading("นักเรียนและห้องเรียน", "Pupils and classes")
        let estimated = mark(school.pupilsAreEstimated)
        var rows = [
            [
                "ชั้น/Grade", "นักเรียน/Pupils", "ห้อง/Classes", "ตามแผน/Under the plan",
                "เรียนที่/Taught at",
            ]
        ]
        let grades = Grade.allCases.filter {
            school.pupilsBefore[$0] > 0 || school.pupilsAfter[$0] > 0
                || school.classesBefore[$0] > 0
        }
        for grade in grades {
            let stays = school.teachingSchool(grade) == school.school.code
            rows.append([
                "\(grade.thaiLabel) \(grade.code)",
                estimated
                    + ExplainNumber.change(school.pupilsBefore[grade], school.pupilsAfter[grade]),
                ExplainNumber.change(school.classesBefore[grade], school.classesAfter[grade]),
                sum(grade), stays ? "ที่เดิม/here" : name(school.teachingSchool(grade)),
            ])
        }
        rows.append([
            "รวม/Total",
            estimated
                + ExplainNumber.change(school.pupilsBefore.total, school.pupilsAfter.total),
            ExplainNumber.change(school.classesBefore.total, school.classesAfter.total),
        ])
        text.table(rows)
        let rooms = school.school.rooms.map(ExplainNumber.count) ?? "ไม่มีข้อมูล/not recorded"
        let added = school.roomsAdded > 0 ? " + \(school.roomsAdded) (เพิ่ม/added)" : ""
        text.value("ห้องเรียนที่ใช้ได้", "Usable rooms", rooms + added)
        if school.classesAreEstimated {
            text.sentence(
                "จำนวนห้องคำนวณจากนักเรียน เพราะไม่มีข้อมูล", "classes are formed from pupils: none recorded"
            )
        }
    }

    /// Pupils and classes of a grade as sums: `14 + 5 (33040002) = 19 → ⌈19 ÷ 30⌉ = 1`.
    private func sum(_ grade: Grade) -> String {
        let after = school.pupilsAfter[grade]
        guard after > 0 else { return "–" }
        let here = school.school.code
        let arriving = plan.schools.filter {
            $0.school.code != here && $0.pupilsBefore[grade] > 0
                && $0.teachingSchool(grade) == here
        }
        let own = school.teachingSchool(grade) == here ? school.pupilsBefore[grade] : 0
        let terms =
            ["\(own)"] + arriving.map { "\($0.pupilsBefore[grade]) (\($0.school.code))" }
        let size = plan.scenario.capacity.pupilsPerRoom(grade)
        let formed = (after + size - 1) / size
        let pupils = arriving.isEmpty ? "" : terms.joined(separator: " + ") + " = \(after) → "
        let kept = school.classesAfter[grade]
        let classes = "⌈\(after) ÷ \(size)⌉ = \(formed)"
        return pupils + classes + (kept == formed ? "" : " · คงไว้/kept \(kept)")
    }

    // MARK: Teachers

    private func writeTeachers(to text: inout ExplainText) {
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

    // MARK: Travel

    private func writeTravel(to text: inout ExplainText) {
        text.heading("การเดินทางจากบ้าน", "Travel from home")
        let limit = plan.scenario.travel.indicatorLimit
        guard school.travelBefore.isKnown else {
            text.sentence("ไม่ทราบที่อยู่ของนักเรียน", "the homes of its pupils are not known")
            return
        }
        var rows = [
            ["หมู่บ้าน/Village", "นักเรียน/Pupils", "กม./km", "เรียนที่/Taught at", "เกิน/Over"]
        ]
        for trip in distances.trips {
            rows.append([
                "\(trip.village.code) \(trip.village.nameThai)",
                ExplainNumber.count(trip.pupils.total),
                "\(ExplainNumber.km(trip.before)) → \(ExplainNumber.km(trip.after))",
                trip.taughtAt,
                "\(over(trip.before, limit, trip.pupils.total)) → "
                    + over(trip.after, limit, trip.pupils.total),
            ])
        }
        text.table(rows)
        let (before, after) = (school.travelBefore, school.travelAfter)
        text.value(
            "เกิน \(ExplainNumber.number(limit.kilometres)) กม.",
            "Over \(ExplainNumber.number(limit.kilometres)) km",
            ExplainNumber.change(before.overLimit, after.overLimit) + " คน/pupils")
        text.value(
            "คน-กิโลเมตร", "Pupil-kilometres",
            "\(ExplainNumber.number(before.pupilKilometres)) → "
                + ExplainNumber.number(after.pupilKilometres))
        text.value(
            "เฉลี่ย", "Mean", "\(mean(before)) → \(mean(after)) กม./km (\(distanceNote))")
        if before.pupilsWithoutHome > 0 {
            text.value(
                "ไม่ทราบบ้าน", "Home unknown", "\(before.pupilsWithoutHome) คน/pupils")
        }
    }

    private func over(_ distance: Metres, _ limit: Metres, _ pupils: Int) -> String {
        distance.isReachable && distance > limit ? "\(pupils)" : "0"
    }

    private func mean(_ burden: TravelBurden) -> String {
        burden.meanKilometres.map { ExplainNumber.number($0) } ?? "–"
    }
}
