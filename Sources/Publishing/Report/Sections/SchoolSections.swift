import NetworkPlanning
import SchoolDistrict
import Staffing

/// Every school on one line; why, and what else could have been, stands on the cluster cards and plan sheets.
struct AllSchoolsSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    var markup: Markup {
        let norm = context.leadingNorm.map { context.title(of: $0) } ?? .none
        return .section(
            "schools", .both("ทุกโรงเรียน", "All schools"),
            .table(
                class: "schools lines",
                head: """
                    <tr><th>\(Markup.both("โรงเรียน", "School"))</th><th>\(Markup.both("บทบาท", "Role"))</th>\
                    <th>\(Markup.both("เชื่อมโยง", "Link"))</th>\
                    <th>\(Markup.both("กับ", "With"))</th>\
                    <th class="n">\(Markup.both("นักเรียน", "Pupils"))</th>\
                    <th class="n">\(Markup.both("ห้อง", "Classes"))</th>\
                    <th class="n">\(Markup.both("ครู", "Teachers"))</th>\
                    <th>\(norm)</th>\
                    <th class="n">\(Markup.both("เกิน \(context.limit) กม.", "Over \(context.limit) km"))</th></tr>
                    """,
                rows: plan.schools.map(row)) + notes + undecided)
    }

    private func row(_ entry: SchoolPlan) -> Markup {
        let locked: Markup =
            entry.isLocked
            ? " <small class=\"tag\">\(Markup.both("กำหนดไว้", "locked"))</small>" : .none
        func pupils(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.pupilsAreEstimated)
        }
        func classes(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.classesAreEstimated)
        }
        let balance =
            context.leadingNorm.map { norm in
                Figures.change(
                    Figures.balance(entry.staffBefore[norm.id]),
                    Figures.balance(entry.staffAfter[norm.id]))
            } ?? .none
        return """
            <tr><td>\(entry.school.nameThai)\(locked)</td><td>\(role(entry.role))</td>\
            <td>\(link(of: entry))</td><td>\(hub(of: entry))</td>\
            <td class="n">\(Figures.change(pupils(entry.pupilsBefore), pupils(entry.pupilsAfter)))</td>\
            <td class="n">\(Figures.change(classes(entry.classesBefore), classes(entry.classesAfter)))</td>\
            <td class="n">\(Figures.count(entry.school.staff?.teachers))</td><td>\(balance)</td>\
            <td class="n">\(Figures.overLimit(of: entry))</td></tr>

            """
    }

    /// The role in a word; its symbol is that of the map.
    private func role(_ role: Role) -> Markup {
        let name: Markup =
            switch role {
            case .hub: .both("คุณภาพ", "hub")
            case .network: .both("เครือข่าย", "network")
            case .standAlone: "Stand Alone"
            case .undecided: .both("ยังไม่จัด", "undecided")
            }
        return context.symbol(role) + name
    }

    /// How it is tied, in a word or two.
    private func link(of entry: SchoolPlan) -> Markup {
        if entry.poolCode != nil { return .both("แบ่งชั้นกันสอน", "shares out grades") }
        return switch entry.link {
        case .none: "–"
        case .movesAll: .both("รวมทั้งโรงเรียน", "moves whole")
        case .movesSome:
            Markup.both("รวม", "moves") + " " + context.grades(entry.movedGrades)
        case .shares: .both("ใช้ร่วมกัน", "shares")
        }
    }

    /// The hub and how far it is, or the schools that teach its moved grades.
    private func hub(of entry: SchoolPlan) -> Markup {
        if entry.poolCode != nil {
            let names = entry.destinations.map { context.name($0.code) }
            return names.isEmpty ? "–" : "\(names.joined(separator: ", "))"
        }
        guard let hub = entry.hubCode, hub != entry.school.code else { return "–" }
        return
            "\(context.name(hub)) <span class=\"muted\">\(context.hubDistance(of: entry)) \(Markup.both("กม.", "km"))</span>"
    }

    /// Why schools have no group, where a plan was asked for: they are on no card and no sheet.
    private var undecided: Markup {
        let schools = plan.schools.filter { $0.role == .undecided && $0.reasons != [.today] }
        guard !schools.isEmpty else { return .none }
        let lines = schools.map { "\($0.school.nameThai): \(context.why($0))" as Markup }
        return "<h3>\(Markup.both("โรงเรียนที่ยังไม่จัดกลุ่ม", "Schools without a group"))</h3>\n"
            + DenseList(lines, columns: 3).markup
    }

    private var notes: Markup {
        """
        <ul class="notes"><li>\(Markup.both(
            "→ คือ ปัจจุบัน → ตามแผน · ≈ คือค่าประมาณ · เหตุผลและทางเลือกถัดไปอยู่ในการ์ดเครือข่าย",
            "→ means today → under the plan · ≈ marks an estimate · reasons and next-best choices are on the cluster cards"))</li>\
        <li>\(Markup.both(
            "การเดินทางนับนักเรียนที่ปัจจุบันเรียนในโรงเรียนนั้น · &lt;5 คือ 1–4 คน ไม่แสดงเพื่อคุ้มครองข้อมูลส่วนบุคคล",
            "Travel counts the pupils enrolled there today · &lt;5 means 1–4 pupils, hidden for their privacy"))</li></ul>

        """
    }
}
