import Accessibility
import NetworkPlanning
import Publishing
import SchoolDistrict
import SpatialTypes

/// The whole arithmetic of one school under a plan, from the plan's own figures.
struct SchoolSheet {
    let school: SchoolPlan
    let plan: Plan

    /// The school's code.
    var code: String { school.school.code }

    /// Writes every section but the what-ifs, which need the solver.
    func write(to text: inout ExplainText) {
        text.title("\(code) \(school.school.displayName)")
        text.title("แผน / Plan: \(plan.scenario.nameThai) / \(plan.scenario.nameEnglish)")
        text.title("\(plan.district.office.nameThai) ปีการศึกษา \(plan.district.academicYear)")
        writeRole(to: &text)
        writeScore(to: &text)
        writePool(to: &text)
        writePupils(to: &text)
        writeTeachers(to: &text)
        writeTravel(to: &text)
        writeCosts(to: &text)
        writeNeeds(to: &text)
        writeReasons(to: &text)
    }

    /// A school's code with its name.
    func name(_ code: String) -> String {
        let found = plan.schools.first { $0.school.code == code }
        return "\(code)" + (found.map { " \($0.school.displayName)" } ?? "")
    }

    /// How the school's distances were obtained.
    var distanceNote: String { Self.note(school.distanceSource) }

    /// How a distance was obtained.
    static func note(_ source: DistanceSource) -> String {
        "\(source.thaiLabel) / \(source.englishLabel)"
    }

    /// The pool that the school belongs to.
    var pool: Pool? { plan.pools.first { $0.memberCodes.contains(code) } }

    /// Grades as `ป.1–ป.3 (P1 P2 P3)`; `–` for none.
    func grades(_ grades: GradeSet) -> String {
        guard !grades.isEmpty else { return "–" }
        return "\(grades.thaiLabel) (\(grades.grades.map(\.code).joined(separator: " ")))"
    }

    private func writeRole(to text: inout ExplainText) {
        text.heading("บทบาท", "Role")
        text.value("บทบาท", "Role", "\(school.role.thaiLabel) / \(school.role.englishLabel)")
        if let hub = school.hubCode, hub != code {
            let hubNote = Self.note(plan.hubDistanceSource(of: school) ?? school.distanceSource)
            text.value(
                "โรงเรียนคุณภาพ", "Hub",
                "\(name(hub)) · \(ExplainNumber.km(school.hubDistance)) กม./km (\(hubNote))")
        }
        // The label of a link speaks of a hub; a pool has none.
        if school.poolCode == nil {
            text.value(
                "การเชื่อมโยง", "Link", "\(school.link.thaiLabel) / \(school.link.englishLabel)")
        }
        if let mode = school.moveMode {
            text.value("รูปแบบ", "Mode", "\(mode.thaiLabel) / \(mode.englishLabel)")
        }
        if !school.movedGrades.isEmpty {
            text.value("ชั้นที่เรียนที่อื่น", "Grades taught elsewhere", grades(school.movedGrades))
            text.value("ชั้นที่สอนต่อที่นี่", "Grades taught here", grades(school.gradesTaught))
        }
        let members = plan.clusters.first { $0.hubCode == code }?.memberCodes ?? []
        if !members.isEmpty {
            text.value("สมาชิกเครือข่าย", "Members", members.map(name).joined(separator: ", "))
        }
    }

    /// Who shares out which grades with whom, and what the pool costs.
    private func writePool(to text: inout ExplainText) {
        guard let pool else { return }
        text.heading("กลุ่มแบ่งชั้นกันสอน (ไม่มีโรงเรียนคุณภาพ)", "The pool (without a hub)")
        var rows = [
            ["โรงเรียน/School", "สอน/Teaches", "นักเรียน/Pupils", "ห้อง/Classes"]
        ]
        let members = plan.schools.filter { pool.memberCodes.contains($0.school.code) }
        for member in members {
            let taught = GradeSet(
                Grade.allCases.filter { pool.teachingSchool[$0] == member.school.code })
            rows.append([
                name(member.school.code), grades(taught),
                ExplainNumber.change(member.pupilsBefore.total, member.pupilsAfter.total),
                ExplainNumber.change(member.classesBefore.total, member.classesAfter.total),
            ])
        }
        text.table(rows)
        text.value(
            "นักเรียน", "Pupils",
            "\(ExplainNumber.count(pool.pupils)) คน · เรียนที่อื่น/elsewhere "
                + ExplainNumber.count(pool.pupilsMoved))
        text.value(
            "คู่ที่ไกลที่สุด", "Furthest two members", "\(ExplainNumber.km(pool.furthest)) กม./km")
        text.sentence("ค่าใช้จ่ายของทั้งกลุ่มเทียบกับปัจจุบัน:", "costs of the whole pool against today:")
        writeSums(of: members, to: &text)
    }
}

extension SchoolPlan {
    /// The school that teaches the pupils of a grade under the plan.
    func teachingSchool(_ grade: Grade) -> String { receivers[grade] ?? school.code }
}
