import NetworkPlanning
import SchoolDistrict
import Staffing

/// แผนขับเคลื่อนโรงเรียน 3 กลุ่ม: for each group, what each school needs to be good where it is.
struct PlanSheetSection {
    let context: ReportContext

    private var plan: Plan { context.plan }

    /// The kinds of need that share a column.
    private static let columns: [(title: Markup, kinds: [SchoolNeed.Kind])] = [
        (
            .both("ครูและผู้บริหาร", "Teachers and administrators"),
            [.teachers, .administrator, .majors]
        ),
        (.both("อาคารและที่พัก", "Buildings"), [.rooms, .housing]),
        (.both("อุปกรณ์และอินเทอร์เน็ต", "Devices and internet"), [.devices, .internet]),
        (.both("การเดินทางและงบประมาณ", "Travel and budget"), [.travel, .budget]),
    ]

    var markup: Markup {
        let sheets = [Role.hub, .network, .standAlone].map(sheet)
        guard sheets.contains(where: { !$0.text.isEmpty }) else { return .none }
        return .section(
            "sheets",
            .both("แผนขับเคลื่อนโรงเรียน 3 กลุ่ม", "Plan sheets of the three groups"), class: "wide",
            .joined(sheets) + notes)
    }

    private func sheet(_ role: Role) -> Markup {
        let schools = plan.schools.filter { $0.role == role }
        guard !schools.isEmpty else { return .none }
        let totals = NeedTotal.all(of: schools)
        let hidden = Set(totals.filter { $0.schoolsUnknown == schools.count }.map(\.kind))
        return """
            <article class="sheet" id="sheet-\(role.rawValue)">
            <h3>\(context.label(role)) <small>\(schools.count) \(Markup.both("แห่ง", "schools"))</small></h3>
            \(table(totals, unknownThroughout: hidden))\(table(role, schools, leavingOut: hidden))
            </article>

            """
    }

    // MARK: Totals of a group

    private func table(
        _ totals: [NeedTotal], unknownThroughout: Set<SchoolNeed.Kind>
    ) -> Markup {
        func row(_ title: Markup, _ cell: (NeedTotal) -> Markup) -> Markup {
            let cells = totals.map { "<td class=\"n\">\(cell($0))</td>" as Markup }
            return "<tr><th scope=\"row\">\(title)</th>\(cells)</tr>\n"
        }
        func count(_ value: Int) -> Markup { value == 0 ? "–" : "\(value)" }
        func known(_ total: NeedTotal, _ value: Int) -> Markup {
            unknownThroughout.contains(total.kind) && value == 0 ? Figures.noData : count(value)
        }
        let heads = totals.map { total -> Markup in
            "<th class=\"n\">\(Markup.both(text: total.kind.thaiLabel, total.kind.englishLabel))</th>"
        }
        // The first row always stands; the others where there is something to say.
        var rows = [
            row(.both("โรงเรียนที่ต้องการ (แห่ง)", "Schools that need it")) { known($0, $0.schools) }
        ]
        if totals.contains(where: { $0.count != nil }) {
            rows.append(
                row(.both("จำนวนที่ต้องการ", "How many")) { $0.count.map(count) ?? "–" })
        }
        func baht(_ title: Markup, _ part: KeyPath<NeedTotal, Double?>) {
            guard totals.contains(where: { $0[keyPath: part] != nil }) else { return }
            rows.append(
                row(title) { $0[keyPath: part].map { "\(DecimalText.grouped($0))" } ?? "–" })
        }
        baht(.both("บาทต่อปี", "Baht a year"), \.bahtPerYear)
        baht(.both("บาท ครั้งเดียว", "Baht once"), \.bahtOnce)
        if totals.contains(where: { $0.schoolsForSponsor > 0 }) {
            rows.append(
                row(.both("เหมาะกับผู้สนับสนุน CSR (แห่ง)", "Suits a sponsor (schools)")) {
                    count($0.schoolsForSponsor)
                })
        }
        if totals.contains(where: { $0.schoolsUnknown > 0 }) {
            rows.append(
                row(.both("ไม่มีข้อมูล (แห่ง)", "No data (schools)")) { count($0.schoolsUnknown) })
        }
        return .table(
            class: "totals",
            head: "<tr><th>\(Markup.both("รวมทั้งกลุ่ม", "The group together"))</th>\(heads)</tr>",
            rows: rows)
    }

    // MARK: School by school

    private func table(
        _ role: Role, _ schools: [SchoolPlan], leavingOut hidden: Set<SchoolNeed.Kind>
    ) -> Markup {
        let hasAdministrators = schools.contains { !$0.administratorsAfter.isEmpty }
        let place: Markup =
            switch role {
            case .network: .both("เชื่อมโยงกับ", "Tied to")
            case .standAlone: .both("โรงเรียนพี่เลี้ยง", "Support hub")
            case .hub, .undecided: .both("คะแนนความพร้อม", "Readiness")
            }
        let administrators: Markup =
            hasAdministrators
            ? "<th>\(Markup.both("ผู้บริหาร", "Administrators"))</th>" : .none
        let heads = Self.columns.map { "<th>\($0.title)</th>" as Markup }
        // A stand-alone school may be on no cluster card.
        let why: Markup =
            role == .standAlone ? "<th>\(Markup.both("เหตุผล", "Why"))</th>" : .none
        return .table(
            class: "schools needs",
            head: """
                <tr><th>\(Markup.both("โรงเรียน", "School"))</th><th>\(place)</th>\
                <th class="n">\(Markup.both("นักเรียน (คน)", "Pupils"))</th>\
                <th>\(Markup.both("ชั้นที่สอน", "Grades taught"))</th>\(administrators)\(heads)\(why)</tr>
                """,
            rows: schools.map { row($0, hasAdministrators: hasAdministrators, leavingOut: hidden) })
    }

    private func row(
        _ entry: SchoolPlan, hasAdministrators: Bool, leavingOut hidden: Set<SchoolNeed.Kind>
    ) -> Markup {
        let number: Markup =
            context.hubNumbers[entry.school.code].map { " <span class=\"muted\">[\($0)]</span>" }
            ?? .none
        func pupils(_ counts: GradeCounts) -> Markup {
            Figures.count(counts.total, isEstimated: entry.pupilsAreEstimated)
        }
        var administrators = Markup.none
        if hasAdministrators, let norm = context.leadingNorm {
            let (before, after) = (
                entry.administratorsBefore[norm.id], entry.administratorsAfter[norm.id]
            )
            administrators =
                "<td>\(Figures.change(Figures.balance(before), Figures.balance(after)))</td>"
        }
        let needs = entry.shownNeeds.filter { !hidden.contains($0.kind) }
        let cells = Self.columns.map { column -> Markup in
            let parts = needs.filter { column.kinds.contains($0.kind) }.map(need)
            return "<td>\(parts.isEmpty ? "–" : .joined(parts, by: "<br/>"))</td>"
        }
        let why: Markup =
            entry.role == .standAlone ? "<td class=\"why\">\(context.why(entry))</td>" : .none
        return """
            <tr><td>\(entry.school.nameThai)\(number) \
            <span class="asis muted">\(entry.school.code)</span></td><td>\(place(entry))</td>\
            <td class="n">\(Figures.change(pupils(entry.pupilsBefore), pupils(entry.pupilsAfter)))</td>\
            <td>\(entry.gradesTaught.isEmpty ? "–" : context.grades(entry.gradesTaught))</td>\
            \(administrators)\(cells)\(why)</tr>

            """
    }

    private func need(_ need: ShownNeed) -> Markup {
        if need.isUnknown {
            return """
                <span class="nodata">\(Markup.both(text: need.kind.thaiLabel, need.kind.englishLabel)): \
                \(Markup.both("ไม่มีข้อมูล", "no data"))</span>
                """
        }
        // A budget says its amounts itself, yearly and once.
        let baht: Markup =
            need.kind == .budget
            ? .none
            : need.baht.map { baht -> Markup in
                let unit =
                    need.isOneOff
                    ? Markup.both("บาท ครั้งเดียว", "baht once") : .both("บาท/ปี", "baht a year")
                return " <small>(\(DecimalText.grouped(baht)) \(unit))</small>"
            } ?? .none
        let sponsor: Markup = need.suitsSponsor ? " <small class=\"tag csr\">CSR</small>" : .none
        return Markup.both(text: need.thai, need.english) + baht + sponsor
    }

    /// What the second column says of a school: its score, its hub or pool, or its support hub.
    private func place(_ entry: SchoolPlan) -> Markup {
        if entry.role == .hub {
            guard let score = entry.hubScore?.total else { return Figures.noData }
            return "\(DecimalText.grouped(score, decimals: 1))"
        }
        if let pool = entry.poolCode {
            let number = context.poolNumbers[pool] ?? 0
            return
                "\(Markup.both("กลุ่มแบ่งชั้นสอน", "pool")) \(number)<br/>\(context.destinations(of: entry))"
        }
        guard let hub = entry.hubCode else { return .both("ไม่มี", "none") }
        let distance: Markup =
            "\(context.hubDistance(of: entry)) \(Markup.both("กม.", "km"))"
        let link: Markup =
            entry.role == .standAlone
            ? .none : "<br/>\(Markup.both(text: entry.link.thaiLabel, entry.link.englishLabel))"
        return "\(context.name(hub)) <small>\(distance)\(link)</small>"
    }

    private var notes: Markup {
        """
        <ul class="notes"><li>\(Markup.both(
            "ผู้บริหารเทียบกับเกณฑ์แรก · – คือไม่พบความต้องการจากข้อมูลที่มี · CSR คือเหมาะกับผู้สนับสนุนภาคเอกชนหรือชุมชน",
            "Administrators by the first norm · – means no need found in the data · CSR marks what suits a sponsor"))</li>\
        <li>\(Markup.both(
            "บาทต่อปีและบาทครั้งเดียวรวมแยกกัน อัตราดูตารางงบประมาณ",
            "Baht a year and baht once are summed apart; rates are in the money tables"))</li>\
        <li>\(Markup.both(
            "ไม่มีข้อมูลคือยังต้องถามโรงเรียน ไม่ใช่ไม่ต้องการ ชนิดที่ไม่มีข้อมูลทั้งกลุ่มแสดงเฉพาะในตารางรวม",
            "No data means the school must be asked, not that it needs nothing; a kind unknown for a whole group is shown in its totals only"))</li></ul>

        """
    }
}
