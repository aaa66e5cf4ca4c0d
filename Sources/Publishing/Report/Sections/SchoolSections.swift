import NetworkPlanning
import SchoolDistrict
import Staffing

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
                    <tr><th>\(Markup.both("โรงเรียน (รหัส · ตำบล)", "School (code · subdistrict)"))</th><th>\(Markup.both("บทบาท", "Role"))</th>\
                    <th>\(Markup.both("เรียนหรือใช้ร่วมกับ", "Learns or shares with"))</th><th class="n">\(Markup.both("กม.", "km"))</th>\
                    <th class="n">\(Markup.both("นักเรียน (คน)", "Pupils"))</th>\
                    <th class="n">\(Markup.both("ชั้นเรียน (ห้อง)", "Classes"))</th>\
                    <th class="n">\(Markup.both("ครู (คน)", "Teachers"))</th>\(norms)\
                    <th class="n">\(Markup.both("เกิน \(context.limit) กม. (คน)", "Over \(context.limit) km"))</th>\
                    <th>\(Markup.both("เหตุผล", "Why"))</th></tr>
                    """,
                rows: plan.schools.map(row)) + notes)
    }

    private func row(_ entry: SchoolPlan) -> Markup {
        let staff = plan.norms.map { norm -> Markup in
            let (before, after) = (entry.staffBefore[norm.id], entry.staffAfter[norm.id])
            return "<td>\(Figures.change(Figures.balance(before), Figures.balance(after)))</td>"
        }
        let locked: Markup =
            entry.isLocked
            ? " <small class=\"tag\">\(Markup.both("กำหนดไว้", "locked"))</small>" : .none
        func pupils(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.pupilsAreEstimated)
        }
        func classes(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.classesAreEstimated)
        }
        return """
            <tr><td>\(entry.school.nameThai)\(locked)<br/><small><span class="asis">\(entry.school.code)</span> · \
            \(entry.school.subdistrict ?? "–")</small></td><td class="role">\(context.label(entry.role))</td>\
            <td>\(hub(of: entry))\(link(of: entry))</td><td class="n">\(context.hubDistance(of: entry))</td>\
            <td class="n">\(Figures.change(pupils(entry.pupilsBefore), pupils(entry.pupilsAfter)))</td>\
            <td class="n">\(Figures.change(classes(entry.classesBefore), classes(entry.classesAfter)))</td>\
            <td class="n">\(Figures.count(entry.school.staff?.teachers))</td>\(staff)\
            <td class="n">\(Figures.overLimit(of: entry))</td>\
            <td class="why">\(context.why(entry))</td></tr>

            """
    }

    /// How it is tied, in short; grades are named beside it.
    private func link(of entry: SchoolPlan) -> Markup {
        guard entry.link != .none else { return .none }
        let label =
            entry.poolCode == nil
            ? Markup.both(text: entry.link.thaiLabel, entry.link.englishLabel)
            : .both("แบ่งชั้นกันสอน", "Shares out grades")
        return "<br/><small>\(label)</small>"
    }

    /// The hub of a school, and where its moved grades are taught when only some move.
    private func hub(of entry: SchoolPlan) -> Markup {
        if entry.poolCode != nil || entry.link == .movesSome {
            let destinations = context.destinations(of: entry)
            if !destinations.text.isEmpty { return destinations }
        }
        guard let hub = entry.hubCode, hub != entry.school.code else { return "–" }
        return "\(context.name(hub))"
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
