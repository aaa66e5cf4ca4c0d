import NetworkPlanning
import SchoolDistrict
import Staffing

/// The schools that are made good where they stand, and why.
struct StandAloneSection {
    let context: ReportContext

    var markup: Markup {
        let schools = context.plan.schools.filter { $0.role == .standAlone }
        guard !schools.isEmpty else { return .none }
        return .section(
            "stand-alone",
            .both("โรงเรียน Stand Alone และสิ่งที่ต้องการ", "Stand-alone schools and what they need"),
            .table(
                class: "stand-alone",
                head: """
                    <tr><th>\(Markup.both("โรงเรียน", "School"))</th>\
                    <th>\(Markup.both("ตำบล", "Subdistrict"))</th>\
                    <th class="n">\(Markup.both("นักเรียน (คน)", "Pupils"))</th>\
                    <th>\(Markup.both("เหตุผล", "Why"))</th>\
                    <th>\(Markup.both("สิ่งที่ต้องการในที่ตั้งเดิม", "Needs where it stands"))</th></tr>
                    """,
                rows: schools.map(row)))
    }

    private func row(_ entry: SchoolPlan) -> Markup {
        """
        <tr><td>\(entry.school.nameThai) <span class="asis muted">\(entry.school.code)</span></td>\
        <td>\(entry.school.subdistrict ?? "–")</td>\
        <td class="n">\(Figures.count(entry.pupilsAfter.total, isEstimated: entry.pupilsAreEstimated))</td>\
        <td class="why">\(context.reasons(entry.reasons))</td><td class="why">\(needs(entry))</td></tr>

        """
    }

    private func needs(_ entry: SchoolPlan) -> Markup {
        var needs = context.plan.norms.compactMap { norm -> Markup? in
            guard let shortage = entry.staffAfter[norm.id]?.shortage, shortage > 0 else {
                return nil
            }
            return "\(Markup.both("ครูเพิ่ม", "teachers")) \(shortage) \(Markup.both("อัตรา", "more")) "
                + "(\(context.title(of: norm)))"
        }
        if entry.school.staff == nil {
            needs.append(.both("ขอข้อมูลครู", "staff data wanted"))
        } else if entry.school.staff?.administrators == 0, entry.pupilsAfter.total > 0 {
            needs.append(.both("ผู้บริหาร 1 อัตรา", "an administrator"))
        }
        if entry.school.hasInternet == false { needs.append(.both("อินเทอร์เน็ต", "internet")) }
        if entry.school.housingUnits == 0 { needs.append(.both("บ้านพักครู", "teacher housing")) }
        if let rooms = entry.school.rooms, rooms < entry.classesAfter.total {
            let short = entry.classesAfter.total - rooms
            needs.append(.both("ห้องเรียน \(short) ห้อง", "\(short) classrooms"))
        }
        return needs.isEmpty
            ? .both("ไม่พบจากข้อมูลที่มี", "none found in the data") : .joined(needs, by: " · ")
    }
}

/// Every school on one line.
struct AllSchoolsSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    var markup: Markup {
        let norms = plan.norms.map { norm -> Markup in
            "<th>\(Markup.both("ครู", "Teachers")): \(context.title(of: norm))</th>"
        }
        return .section(
            "schools", .both("ทุกโรงเรียน", "All schools"), class: "wide",
            .table(
                class: "schools",
                head: """
                    <tr><th>\(Markup.both("รหัส", "Code"))</th><th>\(Markup.both("โรงเรียน", "School"))</th>\
                    <th>\(Markup.both("ตำบล", "Subdistrict"))</th><th>\(Markup.both("บทบาท", "Role"))</th>\
                    <th>\(Markup.both("โรงเรียนคุณภาพ", "Hub"))</th><th class="n">\(Markup.both("กม.", "km"))</th>\
                    <th class="n">\(Markup.both("นักเรียน (คน)", "Pupils"))</th>\
                    <th class="n">\(Markup.both("ชั้นเรียน (ห้อง)", "Classes"))</th>\
                    <th class="n">\(Markup.both("ครู (คน)", "Teachers"))</th>\(norms)\
                    <th class="n">\(Markup.both("เกิน \(context.limit) กม. (คน)", "Over \(context.limit) km"))</th>\
                    <th>\(Markup.both("เหตุผล", "Why"))</th></tr>
                    """,
                rows: plan.schools.map(row)) + notes)
    }

    private func row(_ entry: SchoolPlan) -> Markup {
        let hub = entry.hubCode.flatMap { $0 == entry.school.code ? nil : context.name($0) } ?? "–"
        let staff = plan.norms.map { norm -> Markup in
            let (before, after) = (entry.staffBefore[norm.id], entry.staffAfter[norm.id])
            return "<td>\(Figures.change(Figures.balance(before), Figures.balance(after)))</td>"
        }
        let locked: Markup =
            entry.isLocked
            ? " <small class=\"tag\">\(Markup.both("กำหนดไว้", "locked"))</small>" : .none
        let distance =
            entry.hubDistance == nil
            ? "–"
            : Figures.kilometres(
                entry.hubDistance?.kilometres, isEstimated: entry.distanceSource == .estimated)
        func pupils(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.pupilsAreEstimated)
        }
        func classes(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.classesAreEstimated)
        }
        return """
            <tr><td class="asis">\(entry.school.code)</td><td>\(entry.school.nameThai)\(locked)</td>\
            <td>\(entry.school.subdistrict ?? "–")</td><td class="role">\(context.label(entry.role))</td>\
            <td>\(hub)</td><td class="n">\(distance)</td>\
            <td class="n">\(Figures.change(pupils(entry.pupilsBefore), pupils(entry.pupilsAfter)))</td>\
            <td class="n">\(Figures.change(classes(entry.classesBefore), classes(entry.classesAfter)))</td>\
            <td class="n">\(Figures.count(entry.school.staff?.teachers))</td>\(staff)\
            <td class="n">\(Figures.overLimit(of: entry))</td>\
            <td class="why">\(context.reasons(entry.reasons))</td></tr>

            """
    }

    private var notes: Markup {
        """
        <ul class="notes"><li>\(Markup.both("→ คือ ปัจจุบัน → ตามแผน · ≈ คือค่าประมาณ", "→ means today → under the plan · ≈ marks an estimate"))</li>\
        <li>\(Markup.both(
            "การเดินทางนับนักเรียนที่ปัจจุบันเรียนในโรงเรียนนั้น · &lt;5 คือ 1–4 คน ไม่แสดงเพื่อคุ้มครองข้อมูลส่วนบุคคล",
            "Travel counts the pupils enrolled there today · &lt;5 means 1–4 pupils, hidden for their privacy"))</li></ul>

        """
    }
}
