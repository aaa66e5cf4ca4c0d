import NetworkPlanning
import SchoolDistrict

extension SchoolSheet {
    /// Pupils and classes by grade, and who arrives.
    func writePupils(to text: inout ExplainText) {
        text.heading("นักเรียนและห้องเรียน", "Pupils and classes")
        let estimated = school.pupilsAreEstimated ? "≈ " : ""
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
            let stays = school.teachingSchool(grade) == code
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
        writeArrivals(to: &text)
    }

    /// The schools whose pupils learn here under the plan, with grades and pupils.
    private func writeArrivals(to text: inout ExplainText) {
        let rows = plan.schools.compactMap { other -> [String]? in
            let arriving = GradeSet(
                Grade.allCases.filter {
                    other.pupilsBefore[$0] > 0 && other.teachingSchool($0) == code
                })
            guard other.school.code != code, !arriving.isEmpty else { return nil }
            return [
                name(other.school.code), grades(arriving),
                "+\(ExplainNumber.count(other.pupilsBefore.total(of: arriving))) คน/pupils",
            ]
        }
        guard !rows.isEmpty else { return }
        text.sentence("ผู้ที่มาเรียนที่นี่:", "who comes to learn here:")
        text.table(rows, level: 2)
    }

    /// Pupils and classes of a grade as sums: `14 + 5 (33040002) = 19 → ⌈19 ÷ 30⌉ = 1`.
    private func sum(_ grade: Grade) -> String {
        let after = school.pupilsAfter[grade]
        guard after > 0 else { return "–" }
        let here = code
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
}
